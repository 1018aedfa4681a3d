"""The end of a meeting: what it came to; then it is closed, its members hear of it, the digits go on paper."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import ledger, meetings, members, permits
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import shown_code
from domain.meetings import OutOfOrder, Reason, Step
from domain.money import Rupiah
from domain.permits import Action
from handlers.group.chats import tell_chats
from handlers.meeting.asking import ask_here, go_to
from handlers.meeting.scene import Scene
from handlers.meeting.summary import Summary, find_summary, to_forward
from handlers.names import GROUP_TEXT
from handlers.questions import OneOf
from handlers.savings.slips import tell_members

CLOSE = Choice("close", _("Tutup rapat"), words=("tutup", "ya", "selesai"))
MORE = Choice("more", _("Masih ada yang lain"), words=("belum", "masih ada", "tidak"))
COUNT = Choice("count", _("Hitung lagi"), words=("hitung", "hitung ulang"))

REASONS: dict[Reason, Text] = {
    Reason.UNKNOWN: _("sebabnya belum tahu"),
    Reason.CHANGE: _("salah kembalian"),
    Reason.NOT_WRITTEN: _("ada yang lupa ditulis"),
}


async def sum_up(chat: Chat, scene: Scene) -> None:
    """Show it, close it when she says so, and offer the text for the group."""
    assert scene.meeting is not None, "only an open meeting is summed up"
    summary = await chat.look(find_summary, scene.group_id, scene.meeting.number)
    for text in in_words(scene, summary):
        await chat.say(text)
    chosen = await ask_here(chat, scene, _("Tutup rapat?"), OneOf(of=(CLOSE, MORE, COUNT)))
    if chosen.key == MORE.key:
        await go_to(chat, scene, Step.SAVINGS)
    if chosen.key == COUNT.key:
        await go_to(chat, scene, Step.CASH)
    code = await chat.run(close, scene.group_id, scene.meeting.number)
    await chat.say(_("Rapat ditutup. Angka cek {code}, tulis di buku.", code=shown_code(code)))
    await chat.go(GROUP_TEXT, scene.group_id)


def in_words(scene: Scene, summary: Summary) -> list[Text]:
    """The summary, a few short lines."""
    meeting = summary.meeting
    texts = [
        _(
            "Rapat {day}. Hadir {present}, izin {excused}, tidak datang {absent}.",
            day=meeting.day,
            present=summary.present,
            excused=summary.excused,
            absent=summary.absent,
        )
    ]
    texts += [
        _("{kind} {amount}.", kind=scene.kind(SavingKind(kind)).label, amount=amount)
        for kind, amount in summary.sums
    ]
    if summary.paid:
        texts.append(_("Cicilan pinjaman {amount}.", amount=summary.paid))
    if summary.taken:
        texts.append(_("Uang yang diambil anggota {amount}.", amount=summary.taken))
    if summary.lent:
        texts.append(_("Pinjaman keluar {amount}.", amount=summary.lent))
    if summary.costs:
        texts.append(_("Biaya {amount}.", amount=summary.costs))
    if meeting.counted is not None:
        texts.append(_("Uang di kotak {amount}.", amount=Rupiah(meeting.counted)))
    if meeting.difference < 0:
        texts.append(
            _(
                "Kurang {amount}, {reason}.",
                amount=Rupiah(-meeting.difference),
                reason=REASONS[Reason(meeting.reason)],
            )
        )
    if meeting.difference > 0:
        texts.append(
            _(
                "Lebih {amount}, {reason}.",
                amount=Rupiah(meeting.difference),
                reason=REASONS[Reason(meeting.reason)],
            )
        )
    if meeting.corrections:
        texts.append(_("Dibetulkan {n} kali.", n=meeting.corrections))
    if summary.disputes:
        texts.append(_("Masih dicek bersama: {n}.", n=summary.disputes))
    if summary.payouts:
        texts.append(_("Uang keluar yang menunggu jawaban: {n}.", n=summary.payouts))
    return texts


# -- what is written -----------------------------------------------------------------------------------


async def close(unit: Unit, group_id: int, number: int) -> str:
    """The "angka cek" of the book with this meeting in it, which is over; its members are told.

    Raises NotAllowed; Changed if it is closed already; OutOfOrder before the cash was counted.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    meeting = await meetings.lock_open(unit, group_id, number)
    if meeting.counted is None:
        raise OutOfOrder
    await meetings.close(unit, group_id, number, me)
    unit.audit("write", "meeting", group_id, unit.actor.person_id, f"close {number}")
    code = await ledger.publish_head(unit, group_id, meeting=number)
    await tell_members(unit, group_id, number)
    await tell_chats(unit, group_id, to_forward(await find_summary(unit, group_id, number), code))
    return code
