"""Tutup bulan: the oldest open month, when it is over and no meeting of it is open; two officers."""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import CLOSE_MONTH
from handlers.second.agree import ask_second
from handlers.second.month_steps import KIND, MONTHS, find_oldest


@conversation(
    CLOSE_MONTH,
    title=_("Tutup bulan"),
    words=("tutup bulan",),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def close_month(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    oldest = await chat.look(find_oldest, group.id)
    if oldest.first is None:
        return await chat.say(_("Buku ini masih kosong. Belum ada bulan untuk ditutup."))
    named = {"month": MONTHS[oldest.first.month - 1], "year": oldest.first.year}
    if not oldest.over:
        return await chat.say(_("Bulan {month} {year} belum selesai. Ditutup nanti, ya.", **named))
    if oldest.meeting_open:
        return await chat.say(_("Masih ada rapat terbuka di bulan {month} {year}. Tutup dulu, ya.", **named))
    what = _("Bulan {month} {year} ditutup. Uang kas di akhir bulan {cash}.", cash=oldest.cash, **named)
    await chat.say(_("Kalau sudah ditutup, catatan bulan itu tidak bisa diubah lagi."))
    if not await chat.confirm(_("{what}\n\nJadi ditutup?", what=what)):
        return await chat.say(_("Baik, bulannya tetap terbuka."))
    body = {"month": oldest.month, "cash": int(oldest.cash)}
    await ask_second(chat, group, what=what, kind=KIND, subject=oldest.month, body=body)
    return None
