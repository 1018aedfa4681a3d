"""Langkah: what is done next for a woman, on which day, and whether she is reminded of it too.

What she reads are words of their own: what the worker noted for herself is never sent.
"""

# staff: who answers women reads this file's sentences

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matters import ANSWER_CHARS_MAX, STEP_CHARS_MAX, STEP_DAYS_MAX
from domain.permits import Action, holders
from handlers.contact.day_ahead import ask_day_ahead
from handlers.contact.matter_words import called
from handlers.contact.planning_steps import find_reminder, find_whose, keep_step
from handlers.names import MATTER, MATTERS, NEXT_STEP, STEPS
from handlers.questions import Words

ME = Choice("me", _("Saya saja"), words=("saya", "saja", "tugas saya"))
BACK = Choice("back", _("Kembali ke pesan"), words=("kembali", "selesai", "pesan"))
LIST = Choice("list", _("Tugas saya"), words=("tugas", "daftar"))
BOTH = Choice("both", _("Pengirim juga"), words=("pengirim", "juga", "dua-duanya", "berdua"))


@conversation(
    NEXT_STEP,
    title=_("Langkah berikutnya"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def plan_step(chat: Chat, matter_id: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    whose = await chat.look(find_whose, matter_id)
    name = called(whose.name)
    words = await chat.ask(
        _("Apa langkah berikutnya untuk {name} ({code})?", name=name, code=whose.code),
        Words(chars_max=STEP_CHARS_MAX, one_line=True, sensitive=True),
    )
    day = await ask_day_ahead(
        chat, _("Kapan? Contoh: Selasa depan, atau 3 hari lagi."), whose.today, STEP_DAYS_MAX
    )
    to_her = await ask_words_for_her(chat, matter_id, day)
    if not await chat.confirm(_("{day}: {words}. Benar?", day=day, words=words), weighty=False):
        await chat.say(_("Baik, tidak dicatat."))
        await chat.go(MATTER, matter_id)
    at = await chat.run(keep_step, matter_id, words, day, to_her)
    await chat.say(_("Sudah dicatat di tugas saya."))
    if at is not None:
        await chat.say(_("{name} diingatkan {moment}, kalau itu jam amannya.", name=name, moment=at))
    chosen = await chat.choose(_("Lalu apa?"), (BACK, LIST))
    await chat.go(*((STEPS,) if chosen.key == LIST.key else (MATTER, matter_id)))


async def ask_words_for_her(chat: Chat, matter_id: int, day: date) -> str:
    """What she is reminded with; "" where only the worker is, or where it is too late for that."""
    at = await chat.look(find_reminder, matter_id, day)
    if at is None:
        return ""
    chosen = await chat.choose(_("Siapa yang diingatkan?"), (ME, BOTH))
    if chosen.key == ME.key:
        return ""
    return await chat.ask(
        _("Tulis kalimat untuk pengirim. Dikirim {moment}.", moment=at),
        Words(chars_max=ANSWER_CHARS_MAX, sensitive=True),
    )
