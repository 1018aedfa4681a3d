"""Buka lagi: only the meeting that was closed last, by two officers, and everybody hears of it."""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import REOPEN
from handlers.questions import Words
from handlers.second.agree import ask_second
from handlers.second.reopen_steps import KIND, find_last

REASON_CHARS_MAX = 120


@conversation(
    REOPEN,
    title=_("Buka rapat lagi"),
    words=("buka lagi", "buka rapat lagi"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def reopen(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    last = await chat.look(find_last, group.id)
    if last.other_open:
        return await chat.say(_("Ada rapat yang masih terbuka. Tutup yang itu dulu, ya."))
    if last.day is None:
        return await chat.say(_("Belum ada rapat yang ditutup."))
    if not last.in_open_month:
        return await chat.say(
            _("Bulan rapat terakhir sudah ditutup. Kalau ada yang keliru, ketik: betulkan.")
        )
    await chat.say(_("Rapat terakhir {day}. Kalau dibuka lagi, semua anggota dikabari.", day=last.day))
    reason = await chat.ask(
        _("Kenapa perlu dibuka lagi? Tulis pendek saja."), Words(chars_max=REASON_CHARS_MAX, one_line=True)
    )
    what = _("Rapat {day} dibuka lagi.\nSebabnya: {reason}.", day=last.day, reason=reason)
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, rapatnya tetap tertutup."))
    body = {"meeting": last.number, "reason": reason}
    await ask_second(chat, group, what=what, kind=KIND, subject=last.number, body=body)
    return None
