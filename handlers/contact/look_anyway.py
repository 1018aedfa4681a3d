"""Buka urusan: a colleague's matter, with a reason, for an hour. Its worker, a supervisor and the woman see that."""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matters import LOOK_MINUTES, REASON_CHARS_MAX
from domain.permits import Action, holders
from handlers.contact.digest import REASONS
from handlers.contact.look_steps import find_by_code, find_closed_door, list_looks, open_look
from handlers.names import LOOK_ANYWAY, MATTER, MATTERS
from handlers.questions import Words

REASON_WORDS_MIN = 3
CODE_CHARS_MAX = 12

LEAVE = Choice("leave", _("Tidak jadi"), words=("batal", "tidak"))
OPEN = Choice("open", _("Buka"), words=("ya", "lanjut"))


@conversation(
    LOOK_ANYWAY,
    title=_("Buka urusan rekan"),
    words=("buka urusan",),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def look_anyway(chat: Chat, matter_id: int = 0, part: str = "") -> None:
    if part == REASONS:
        return await _show_reasons(chat, matter_id)
    if not matter_id:
        code = await chat.ask(
            _("Apa kode urusannya?"), Words(chars_max=CODE_CHARS_MAX, one_line=True, sensitive=True)
        )
        matter_id = await chat.look(find_by_code, code)
    seen = await chat.look(find_closed_door, matter_id)
    if seen.mine:
        await chat.go(MATTER, matter_id)
    if not seen.holder:
        await chat.say(_("Urusan ini belum dipegang siapa pun. Bisa diambil dari daftar."))
        await chat.go(MATTERS)
    await chat.say(_("Urusan {code} dipegang {name}.", code=seen.code, name=seen.holder))
    await chat.say(
        _(
            "Kalau dibuka, {name} dan kepala petugas dikabari. Pengirim bisa melihatnya juga.",
            name=seen.holder,
        )
    )
    chosen = await chat.choose(_("Buka hanya kalau perlu sekali."), (OPEN, LEAVE), sensitive=True)
    if chosen.key == LEAVE.key:
        return await chat.say(_("Baik, tidak dibuka."))
    reason = await _ask_reason(chat)
    await chat.run(open_look, matter_id, reason)
    await chat.say(_("Urusan {code} terbuka {minutes} menit.", code=seen.code, minutes=LOOK_MINUTES))
    await chat.go(MATTER, matter_id)


async def _ask_reason(chat: Chat) -> str:
    """A sentence, not a word: somebody judges it later."""
    kind = Words(chars_max=REASON_CHARS_MAX, one_line=True, sensitive=True)
    reason = await chat.ask(_("Kenapa perlu dibuka sekarang? Tulis satu kalimat."), kind)
    while len(reason.split()) < REASON_WORDS_MIN:
        reason = await chat.ask(_("Tulis sebabnya dalam satu kalimat pendek."), kind)
    return reason


async def _show_reasons(chat: Chat, matter_id: int) -> None:
    looks = await chat.run(list_looks, matter_id)
    if not looks:
        return await chat.say(_("Belum ada rekan yang membuka urusan ini."))
    for each in looks:
        await chat.say(
            _(
                "{code}, {name}, {day} jam {hour}: {reason}",
                code=each.code,
                name=each.name,
                day=each.at.date(),
                hour=each.at.time(),
                reason=each.reason,
            )
        )
    return await chat.say(_("Kalau ada yang janggal, sampaikan ke kepala petugas."))
