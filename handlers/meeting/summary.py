"""What a meeting came to: for who keeps its book, and what of it may be read by all of the group."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conversation.text import Text, _
from db import groups, ledger, meetings, permits
from db.unit import Unit
from domain.accounts import MONEY, SAVINGS, Account, SavingKind, kind_of
from domain.ledger import Entry, EntryKind, shown_code
from domain.loan_paying import paid_of
from domain.meetings import Meeting, Status
from domain.money import Rupiah
from domain.permits import Action

NOTHING = Rupiah(0)

_PUTTING_IN = (EntryKind.SAVING, EntryKind.INCOME, EntryKind.REPAYMENT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a meeting came to. sums: by kind, what members put in. came: how many of each status.

    taken: what members got of savings, the arisan's pot or the social fund; it is no less put in.
    paid, lent: on loans. taken, paid and lent are for the officers alone: where there are few, a sum tells of one.
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
    taken: Rupiah = NOTHING
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
    if summary.costs and summary.social:
        return _(
            "Kelompok {group}, rapat {day}. Hadir {present} orang. Setoran {saved}. Dana sosial {social}."
            " Biaya {costs}. Uang kas {cash}. Angka cek {code}.",
            social=summary.social,
            costs=summary.costs,
            **values,
        )
    if summary.costs:
        return _(
            "Kelompok {group}, rapat {day}. Hadir {present} orang. Setoran {saved}. Biaya {costs}."
            " Uang kas {cash}. Angka cek {code}.",
            costs=summary.costs,
            **values,
        )
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
    entries = await ledger.list_entries(unit, group_id, meeting=number)
    sums = put_in(entries)
    paid = paid_of(entries)
    came = list((await meetings.attendance(unit, group_id, number)).values())
    waiting = await meetings.still_open(unit, group_id)
    kinds = [(kind_of(account), sums.get(account, 0)) for account in SAVINGS]
    return Summary(
        group=group.name,
        meeting=meeting,
        sums=tuple((kind.value, Rupiah(amount)) for kind, amount in kinds if kind is not None and amount),
        costs=gone_out(entries, EntryKind.COST),
        cash=await ledger.balance(unit, group_id, Account.KAS),
        present=came.count(Status.PRESENT),
        excused=came.count(Status.EXCUSED),
        absent=came.count(Status.ABSENT),
        taken=gone_out(entries, EntryKind.WITHDRAWAL),
        disputes=waiting.disputes,
        payouts=waiting.payouts,
        paid=Rupiah(0 if paid is None else paid.amount),
        lent=gone_out(entries, EntryKind.LOAN),
    )


def put_in(entries: Iterable[Entry]) -> dict[Account, int]:
    """What members put in, by account: what was taken back again does not count, nor what they got."""
    sums: dict[Account, int] = {}
    for entry, kind in _standing(entries, *_PUTTING_IN):
        for line in entry.lines:
            # A fine is a part of what she paid on her loan.
            is_fine = kind is EntryKind.REPAYMENT and line.account is Account.SOSIAL
            if line.account in SAVINGS and not is_fine:
                sums[line.account] = sums.get(line.account, 0) - line.signed
    return sums


def gone_out(entries: Iterable[Entry], kind: EntryKind) -> Rupiah:
    """The money that went out by entries of this kind and was not taken back."""
    found = _standing(entries, kind)
    return Rupiah(
        -sum(line.signed for entry, _kind in found for line in entry.lines if line.account in MONEY)
    )


def _standing(entries: Iterable[Entry], *kinds: EntryKind) -> Iterator[tuple[Entry, EntryKind]]:
    """Entries of these kinds and those that take one of them back, with its kind: both or neither are of a meeting."""
    known: dict[int, EntryKind] = {}
    for entry in entries:
        kind = known.get(entry.reverses) if entry.reverses is not None else entry.kind
        if kind in kinds:
            known[entry.number] = kind
            yield entry, kind
