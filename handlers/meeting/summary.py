"""What a meeting came to: for who keeps its book, and what of it may be read by all of the group."""

from dataclasses import dataclass

from conversation.text import Text, _
from db import groups, ledger, meetings, permits
from db.unit import Unit
from domain.accounts import COSTS, SAVINGS, Account, SavingKind, kind_of
from domain.ledger import EntryKind, shown_code
from domain.loan_paying import paid_of
from domain.meetings import Meeting, Status
from domain.money import Rupiah
from domain.permits import Action

NOTHING = Rupiah(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a meeting came to. sums: by kind, as put in and taken back. came: how many of each status.

    paid, lent: on loans, for the officers alone: where few have loans a sum would tell the group who has not paid.
    """

    group: str
    meeting: Meeting
    sums: tuple[tuple[str, Rupiah], ...]
    costs: Rupiah
    cash: Rupiah
    present: int
    excused: int
    absent: int
    disputes: int
    payouts: int
    paid: Rupiah = NOTHING
    lent: Rupiah = NOTHING

    @property
    def saved(self) -> Rupiah:
        """All that was put in, without dana sosial."""
        return Rupiah(sum(amount for kind, amount in self.sums if kind != SavingKind.SOSIAL.value))

    @property
    def social(self) -> Rupiah:
        """Dana sosial."""
        return Rupiah(sum(amount for kind, amount in self.sums if kind == SavingKind.SOSIAL.value))


def to_forward(summary: Summary, code: str) -> Text:
    """What may be read by all of the group: sums and the digits, nobody's name and nobody's amount."""
    values = {
        "group": summary.group,
        "day": summary.meeting.day,
        "present": summary.present,
        "saved": summary.saved,
        "cash": summary.cash,
        "code": shown_code(code),
    }
    if summary.social:
        return _(
            "Kelompok {group}, rapat {day}. Hadir {present} orang. Setoran {saved}. Dana sosial {social}."
            " Uang kas {cash}. Angka cek {code}.",
            social=summary.social,
            **values,
        )
    return _(
        "Kelompok {group}, rapat {day}. Hadir {present} orang. Setoran {saved}. Uang kas {cash}. Angka cek {code}.",
        **values,
    )


async def find_summary(unit: Unit, group_id: int, number: int) -> Summary:
    """What the meeting came to so far. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    meeting = await meetings.get(unit, group_id, number)
    group = await groups.get_open(unit, group_id)
    sums: dict[Account, int] = {}
    for (account, _member), amount in (await ledger.meeting_sums(unit, group_id, number)).items():
        sums[account] = sums.get(account, 0) + amount
    entries = await ledger.list_entries(unit, group_id, meeting=number)
    paid = paid_of(entries)
    if paid is not None:
        sums[Account.SOSIAL] = sums.get(Account.SOSIAL, 0) - paid.fine
    lent = sum(
        line.signed
        for each in entries
        for line in each.lines
        if each.kind is EntryKind.LOAN and line.account is Account.PIUTANG
    )
    came = list((await meetings.attendance(unit, group_id, number)).values())
    waiting = await meetings.still_open(unit, group_id)
    kinds = [(kind_of(account), sums.get(account, 0)) for account in SAVINGS]
    return Summary(
        group=group.name,
        meeting=meeting,
        sums=tuple((kind.value, Rupiah(amount)) for kind, amount in kinds if kind is not None and amount),
        costs=Rupiah(sum(sums.get(account, 0) for account in COSTS)),
        cash=await ledger.balance(unit, group_id, Account.KAS),
        present=came.count(Status.PRESENT),
        excused=came.count(Status.EXCUSED),
        absent=came.count(Status.ABSENT),
        disputes=waiting.disputes,
        payouts=waiting.payouts,
        paid=Rupiah(0 if paid is None else paid.amount),
        lent=Rupiah(lent),
    )
