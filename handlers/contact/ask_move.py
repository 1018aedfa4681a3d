"""What hand-over and referral have in common: the reason, the words, what she will read, and how it stands."""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.matter_moves import WHY_CHARS_MAX, WORDS_CHARS_MAX, HerNoStands
from domain.matters import MoveState
from handlers.contact.matter_steps import Whom
from handlers.contact.matter_words import called
from handlers.contact.move_steps import Standing, Target, ask_her, note_outside, show_question, take_back
from handlers.names import MATTER, MATTERS
from handlers.questions import Words
from handlers.refusals import SENTENCES

LEAVE = Choice("leave", _("Tidak jadi"), words=("batal", "biarkan", "kembali"))
KEEP = Choice("keep", _("Tunggu saja"), words=("tunggu", "biarkan", "nanti"))
TAKE_BACK = Choice("take_back", _("Tarik lagi"), words=("tarik", "batalkan"))
GOT = Choice(MoveState.ACCEPTED.value, _("Sudah diterima"), words=("diterima", "sudah"))
REFUSED = Choice(MoveState.REFUSED.value, _("Belum bisa di sana"), words=("ditolak", "tidak bisa"))
DONE = Choice(MoveState.DONE.value, _("Sudah selesai"), words=("selesai",))
LIST = Choice("list", _("Ke daftar"), words=("daftar",))
SEE = Choice("see", _("Lihat urusan"), words=("lihat",))
ANOTHER = Choice("another", _("Rujuk lagi"), words=("rujukan lain", "lagi"))


async def ask_words(chat: Chat, matter_id: int, whom: Whom, target: Target) -> None:
    """The reason and the words; then she is asked, if what she will read is meant so."""
    if target.barred:
        await chat.say(SENTENCES[HerNoStands.code])
        return await go_on(chat, matter_id)
    key, name = target.key, called(whom.name)
    why = await chat.ask(
        _("Sebabnya, satu kalimat pendek. Ini dibacakan ke {name}.", name=name),
        Words(chars_max=WHY_CHARS_MAX, one_line=True, sensitive=True),
    )
    words = await chat.ask(
        _(
            "Apa yang perlu diketahui {to}? Tulis seperlunya. Ini juga dibacakan ke {name}.",
            to=target.label,
            name=name,
        ),
        Words(chars_max=WORDS_CHARS_MAX, one_line=True, sensitive=True),
    )
    shown = await chat.look(show_question, matter_id, key, why, words)
    if not await chat.confirm(
        _("{name} ({code}) akan membaca:\n\n{shown}\n\nTanyakan?", name=name, code=whom.code, shown=shown),
        weighty=False,
        sensitive=True,
    ):
        await chat.say(_("Baik, tidak ditanyakan."))
        return await go_on(chat, matter_id)
    to = await chat.run(ask_her, matter_id, key, why, words)
    await chat.say(_("{name} sudah ditanya soal {to}.", name=name, to=to))
    await chat.say(_("Sebelum ada izin, tidak ada yang disampaikan. Urusan tetap di akun ini."))
    return await go_on(chat, matter_id)


async def go_on(chat: Chat, matter_id: int) -> None:
    """Nobody is left standing here: to the next one, or back to this one."""
    chosen = await chat.choose(_("Lalu apa?"), (LIST, SEE))
    await chat.go(*((MATTERS,) if chosen.key == LIST.key else (MATTER, matter_id)))


async def say_standing(chat: Chat, matter_id: int, standing: Standing) -> None:
    """What is awaited, and what can be done about it."""
    choices: tuple[Choice, ...] = (KEEP, TAKE_BACK)
    name, code = called(standing.whom.name), standing.whom.code
    if standing.state == MoveState.ASKED.value:
        asked = _("{name} ({code}) belum menjawab soal {to}.", name=name, code=code, to=standing.to)
    elif standing.outside:
        asked = _(
            "{name} setuju ke {to}. Suratnya berkode {code}.", name=name, to=standing.to, code=standing.code
        )
        choices = (GOT, REFUSED, KEEP)
    else:
        asked = _("{name} ({code}) setuju. {to} belum menerima.", name=name, code=code, to=standing.to)
    chosen = await chat.choose(asked, choices, sensitive=True)
    if chosen.key == TAKE_BACK.key:
        await chat.run(take_back, matter_id, standing.move_id)
        await chat.say(_("Sudah ditarik. Urusan tetap di akun ini."))
    elif chosen.key == KEEP.key:
        await chat.say(_("Baik, kita tunggu."))
    else:
        await chat.run(note_outside, matter_id, standing.move_id, chosen.key)
        await chat.say(_("Sudah dicatat. Urusan tetap di akun ini."))
    await go_on(chat, matter_id)
