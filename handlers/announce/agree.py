"""Setujui pengumuman: the second person sees the very message, whom it is for and how many, and says yes or no.

The law: nobody agrees to her own; of two who answer at once the first counts, and the other is told so.
"""

# staff: who agrees (supervisors, admins) reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.announcements import AnnouncementGone
from domain.counts import Count
from domain.permits import Action, holders
from handlers.announce.agree_steps import (
    Waiting,
    list_waiting,
    look_closer,
    say_no,
    say_yes,
    show_again,
)
from handlers.announce.audience_words import in_words
from handlers.announce.news_words import KINDS
from handlers.announce.words import together
from handlers.names import AGREE_TO_ANNOUNCEMENT
from handlers.questions import Words

AGREE = Choice("agree", _("Setuju"), words=("ya", "boleh", "oke", "kirim"))
REFUSE = Choice("refuse", _("Tidak setuju"), words=("tidak", "jangan", "tolak"))
LATER = Choice("later", _("Nanti"), words=("belum", "lewat"))

REASON_CHARS_MAX = 120
ANSWERED = _("Yang ini sudah dijawab orang lain, atau ditarik.")


@conversation(
    AGREE_TO_ANNOUNCEMENT,
    title=_("Setujui pengumuman"),
    words=("pengumuman menunggu",),
    roles=holders(Action.AGREE_TO_ANNOUNCEMENT),
    resumes=False,
)
async def agree_to_announcement(chat: Chat, announcement_id: int = 0) -> None:
    announcement_id = announcement_id or await choose(chat)
    if not announcement_id:
        return await chat.say(_("Tidak ada pengumuman yang menunggu disetujui."))
    try:
        waiting = await chat.look(look_closer, announcement_id)
    except AnnouncementGone:
        return await chat.say(ANSWERED)
    await chat.run(show_again, announcement_id)
    await chat.say(heading(waiting))
    chosen = await chat.choose(_("Setuju dikirim?"), (AGREE, REFUSE, LATER))
    if chosen.key == LATER.key:
        return await chat.say(_("Baik, masih menunggu. Ketik: pengumuman menunggu."))
    try:
        if chosen.key == AGREE.key:
            return await agree(chat, waiting)
        await refuse(chat, waiting)
    except AnnouncementGone:
        await chat.say(ANSWERED)


async def choose(chat: Chat) -> int:
    """The only one that waits, or the one that is chosen; 0 if there is none."""
    waiting = await chat.look(list_waiting)
    if len(waiting) < 2:
        return waiting[0].id if waiting else 0
    rows = [
        Choice(f"w{each.id}", n_("{code}: {n} orang", "{code}: {n} orang", Count(each.size), code=each.code))
        for each in waiting
    ]
    return int((await chat.choose(_("Pengumuman yang mana?"), rows)).key[1:])


async def agree(chat: Chat, waiting: Waiting) -> None:
    """It goes out."""
    begins = await chat.run(say_yes, waiting.id)
    await chat.say(_("Terima kasih. {code} dikirim {begins}.", code=waiting.code, begins=begins))


async def refuse(chat: Chat, waiting: Waiting) -> None:
    """It does not; whoever wrote it hears why, if a reason is given."""
    reason = await chat.ask_or_skip(
        _("Kenapa tidak? Yang menulis akan membacanya."),
        Words(chars_max=REASON_CHARS_MAX, one_line=True, skip=_("Tanpa alasan")),
    )
    await chat.run(say_no, waiting.id, reason or "")
    await chat.say(_("Baik. {code} tidak dikirim. Yang menulis dikabari.", code=waiting.code))


def heading(waiting: Waiting) -> Text:
    """For whom, how many, when, what it costs."""
    lines = [
        _("Pengumuman {code} dari {writer}.", code=waiting.code, writer=waiting.writer or _("petugas")),
        _("Untuk: {audience}.", audience=in_words(waiting.those, waiting.without)),
        n_("{n} orang akan menerima.", "{n} orang akan menerima.", Count(waiting.size)),
        _("{kind}.", kind=KINDS[waiting.news]),
    ]
    if waiting.doubtful:
        lines.append(_("Ada tautan, atau permintaan uang atau data."))
        lines.append(_("Akun petugas bisa dicuri. Tanyakan dulu langsung kepada penulisnya."))
    if waiting.near:
        lines.append(
            _("Ini dibaca {day}. Di dalamnya ada kata “{word}”.", day=waiting.read, word=waiting.near)
        )
        lines.append(_("Ditulis untuk dibaca {day}.", day=waiting.meant))
    if waiting.later:
        lines.append(_("Dikirim {begins}.", begins=waiting.begins))
    if waiting.cost is not None:
        lines.append(_("Biaya WhatsApp kira-kira {amount}.", amount=waiting.cost))
    return together(lines)
