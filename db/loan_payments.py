"""Writing what is paid on loans: one instalment, or a meeting's in one batch; each command once.

What a payment counts for is decided by domain/loans.py from the book as it is under the group's lock; the entries go
through db/ledger.py like all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from db import groups, ledger
from db.engine import Row
from db.lists import marks, padded
from db.loan_moves import UNWRITTEN
from db.loan_people import keep_help, list_helps
from db.loan_plans import Course, courses_of
from db.loan_rows import COLUMNS, Loan, list_rows
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import (
    AmountOutOfRange,
    Draft,
    EntryKind,
    KeyUsedDifferently,
    key_hash,
    repayment,
    reversal_of,
)
from domain.loan_refusals import LoanNotRunning, LoanSettled, MoreThanOwed
from domain.loans import Allocation, Payment, allocate
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import NotAllowed

_DONE = (
    "SELECT e.number, e.key_hash, e.kind, x.loan, l.account, l.side, l.amount FROM ledger_entries e"
    " JOIN ledger_lines l ON l.group_id = e.group_id AND l.number = e.number"
    " LEFT JOIN loan_entries x ON x.group_id = e.group_id AND x.entry = e.number"
    " WHERE e.group_id = $1 AND e.key_hash IN "
)
_SETTLED = "SELECT number FROM loans WHERE group_id = $1 AND state = 'settled' AND number IN "
_LOAN_OF = "SELECT loan FROM loan_entries WHERE group_id = $1 AND entry = $2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A payment to be written. saves_rest: what is more than she owes becomes her sukarela; else it is refused."""

    key: str
    loan: int
    amount: int
    saves_rest: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Repaid:
    """A payment in the book. number: its entry. settled: nothing is owed any more. again: it was there already."""

    number: int
    loan: int
    allocation: Allocation
    settled: bool
    again: bool = False


def repayment_draft(
    loan: Loan,
    allocation: Allocation,
    *,
    day: date,
    by: int,
    second: int | None = None,
    meeting: int | None = None,
    excess_to_savings: bool = False,
    note: str = "",
) -> Draft:
    """The entry of such a payment. Raises MoreThanOwed where something is left over that she did not choose to save."""
    if allocation.excess and not excess_to_savings:
        raise MoreThanOwed(amount=allocation.counted)
    return repayment(
        day=day,
        by=by,
        member=loan.member,
        principal=allocation.principal,
        jasa=allocation.jasa,
        fine=allocation.fine,
        saved=allocation.excess,
        meeting=meeting,
        second=second,
        note=note,
    )


async def pay(
    unit: Unit,
    group_id: int,
    number: int,
    amount: int,
    *,
    day: date,
    by: int,
    meeting: int | None,
    key: str,
    second: int | None = None,
    excess_to_savings: bool = False,
    note: str = "",
) -> Repaid:
    """One payment on the loan of that number. The same key with the same content gives the same entry again.

    Raises MoreThanOwed, LoanSettled, LoanNotRunning, AmountOutOfRange, KeyUsedDifferently, NotAllowed; as `ledger.post`
    beside these.
    """
    wanted = Wanted(key=key, loan=number, amount=amount, saves_rest=excess_to_savings)
    found = await pay_many(
        unit, group_id, [wanted], day=day, by=by, meeting=meeting, second=second, note=note
    )
    return found[0]


async def pay_many(
    unit: Unit,
    group_id: int,
    payments: Sequence[Wanted],
    *,
    day: date,
    by: int,
    meeting: int | None,
    second: int | None = None,
    note: str = "",
) -> list[Repaid]:
    """Several payments, in order: all are written, or none. Two of one loan count one after the other. As `pay`."""
    return await _write(
        unit, group_id, payments, day=day, by=by, meeting=meeting, second=second, note=note, taken_back=[]
    )


async def correct(
    unit: Unit,
    group_id: int,
    entry: int,
    amount: int,
    *,
    day: date,
    by: int,
    second: int | None,
    meeting: int | None,
    note: str,
    key: str,
    excess_to_savings: bool = False,
) -> Repaid:
    """A payment that was written wrongly is taken back, and the right one written, in one batch.

    amount: what she really paid; to take it back without another one, `ledger.reverse` is enough. Raises as `pay`,
    AlreadyReversed, SecondNeeded; NotAllowed for what is no payment of a loan.
    """
    before = await ledger.get_entry(unit, group_id, entry)
    row = await unit.fetch_one(_LOAN_OF, group_id, entry)
    if row is None or before.kind is not EntryKind.REPAYMENT:
        raise NotAllowed
    back = reversal_of(before, day=day, by=by, second=second, note=note, meeting=meeting)
    wanted = Wanted(key=f"{key}/anew", loan=row["loan"], amount=amount, saves_rest=excess_to_savings)
    stood_in = [each for each in await list_helps(unit, group_id, loan=row["loan"]) if each.entry == entry]
    found = await _write(
        unit,
        group_id,
        [wanted],
        day=day,
        by=by,
        meeting=meeting,
        second=second,
        note=note,
        taken_back=[(f"{key}/back", back)],
    )
    for each in stood_in:
        keep_help(unit, each, entry=found[0].number, amount=amount)
    return found[0]


async def _write(
    unit: Unit,
    group_id: int,
    payments: Sequence[Wanted],
    *,
    day: date,
    by: int,
    meeting: int | None,
    second: int | None,
    note: str,
    taken_back: Sequence[tuple[str, Draft]],
) -> list[Repaid]:
    groups.lock(unit, group_id)
    done = await _find_done(unit, group_id, payments)
    loans, courses = await _known(unit, group_id, payments)
    gone = {draft.reverses for _key, draft in taken_back if draft.reverses is not None}
    courses = {number: replace(each, moves=each.moves.without(gone, day)) for number, each in courses.items()}
    batch = _Batch(day=day, courses=courses)
    drafts: dict[str, Draft] = {}
    for each in payments:
        drafts[each.key] = repayment_draft(
            loans[each.loan],
            batch.allocate(loans[each.loan], each, done.get(each.key)),
            day=day,
            by=by,
            second=second,
            meeting=meeting,
            excess_to_savings=each.saves_rest,
            note=note,
        )
    posted = await ledger.post_many(
        unit,
        group_id,
        [*taken_back, *drafts.items()],
        of_loans={key: each.loan for key, each in batch.wanted.items()},
    )
    entries = dict(zip(drafts, posted[len(taken_back) :], strict=True))
    settled = await _settled(unit, group_id, list(loans))
    first = {each.key: n for n, each in reversed(list(enumerate(payments)))}
    return [
        Repaid(
            number=entries[each.key].number,
            loan=each.loan,
            allocation=batch.allocations[each.key],
            settled=each.loan in settled,
            again=entries[each.key].again or first[each.key] < n,
        )
        for n, each in enumerate(payments)
    ]


async def _settled(unit: Unit, group_id: int, numbers: Sequence[int]) -> set[int]:
    """Which of these loans owe nothing any more."""
    wanted = padded(numbers)
    rows = await unit.fetch(_SETTLED + marks(len(wanted), 2), group_id, *wanted)
    return {row["number"] for row in rows}


class _Batch:
    """What payments that are written together count for, one after the other."""

    def __init__(self, *, day: date, courses: Mapping[int, Course]) -> None:
        self._day = day
        self._courses = courses
        self._ahead: dict[int, list[Payment]] = {}
        self.allocations: dict[str, Allocation] = {}
        self.wanted: dict[str, Wanted] = {}

    def allocate(self, loan: Loan, wanted: Wanted, done: "_Done | None") -> Allocation:
        """What this one counts for; what it counted for, where it is in the book already.

        Raises AmountOutOfRange, LoanSettled, LoanNotRunning, KeyUsedDifferently.
        """
        if self.wanted.setdefault(wanted.key, wanted) != wanted:
            raise KeyUsedDifferently
        if wanted.key not in self.allocations:
            self.allocations[wanted.key] = (
                done.allocation_for(wanted) if done is not None else self._next(loan, wanted)
            )
        return self.allocations[wanted.key]

    def _next(self, loan: Loan, wanted: Wanted) -> Allocation:
        if wanted.amount <= 0:
            raise AmountOutOfRange
        course, ahead = self._courses[loan.number], self._ahead.setdefault(loan.number, [])
        standing = course.standing(loan, self._day, more=ahead)
        if not standing.outstanding:
            raise LoanSettled if course.moves.issued else LoanNotRunning
        found = allocate(wanted.amount, standing, loan.terms)
        ahead.append(
            Payment(
                entry=UNWRITTEN + 1 + len(self.allocations),
                day=self._day,
                principal=found.principal,
                jasa=found.jasa,
                fine=found.fine,
            )
        )
        return found


async def _known(
    unit: Unit, group_id: int, payments: Sequence[Wanted]
) -> tuple[dict[int, Loan], Mapping[int, Course]]:
    """The loans that are paid, and their courses. Raises NotAllowed, LoanSettled, LoanNotRunning."""
    numbers = padded(sorted({each.loan for each in payments}))
    if not numbers:
        return {}, {}
    found = await list_rows(unit, COLUMNS + " AND l.number IN " + marks(len(numbers), 2), group_id, *numbers)
    loans = {each.number: each for each in found}
    if not {each.loan for each in payments} <= loans.keys():
        raise NotAllowed
    courses = await courses_of(unit, group_id, numbers)
    if not loans.keys() <= courses.keys():
        raise LoanNotRunning
    return loans, courses


# -- written before ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Done:
    """What a command wrote before. loan: None for what is no payment of one."""

    loan: int | None
    allocation: Allocation

    def allocation_for(self, wanted: Wanted) -> Allocation:
        """The same again. Raises KeyUsedDifferently; day, people and meeting are compared where the entry is posted."""
        whole = self.allocation.counted + self.allocation.excess
        if (self.loan, whole) != (wanted.loan, wanted.amount):
            raise KeyUsedDifferently
        return self.allocation


async def _find_done(unit: Unit, group_id: int, payments: Sequence[Wanted]) -> dict[str, _Done]:
    """What these commands wrote before, by their key."""
    hashes = padded([key_hash(each.key) for each in payments])
    if not hashes:
        return {}
    rows = await unit.fetch(_DONE + marks(len(hashes), 2), group_id, *hashes)
    of_key: dict[bytes, list[Row]] = {}
    for row in rows:
        of_key.setdefault(bytes(row["key_hash"]), []).append(row)
    found = {each.key: of_key.get(key_hash(each.key)) for each in payments}
    return {key: _done(lines) for key, lines in found.items() if lines}


def _done(lines: Sequence[Row]) -> _Done:
    sums = {line["account"]: -line["side"] * line["amount"] for line in lines}
    allocation = Allocation(
        fine=Rupiah(sums.get(Account.SOSIAL.value, 0)),
        jasa=Rupiah(sums.get(Account.PENDAPATAN_JASA.value, 0)),
        principal=Rupiah(sums.get(Account.PIUTANG.value, 0)),
        excess=Rupiah(sums.get(Account.SUKARELA.value, 0)),
    )
    return _Done(
        loan=lines[0]["loan"] if lines[0]["kind"] == EntryKind.REPAYMENT.value else None,
        allocation=allocation,
    )
