"""What does the book say of a loan: how much went out, what was paid, and what is still owed?

Derived from the lines each time, never stored. Whatever takes an entry of a loan back belongs to that loan, and the
loan's state follows in the same transaction (db/ledger_post.py calls `follow`); nothing else here posts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from db.engine import Fetch, Row
from db.lists import marks, padded
from db.loan_reminders import wake
from db.push_buttons import close_matter
from db.unit import Unit
from domain.accounts import Account
from domain.ledger_records import EntryKind
from domain.loan_refusals import OpenLoanAlready
from domain.loans import Payment, State, Turned
from domain.money import Rupiah
from domain.records import dataclass

# Loans whose money has gone out, as far as the book knows them.
OUT = (State.RUNNING, State.SETTLED, State.WITHDRAWN)

# Above every number an entry can have: what is not written yet comes after all that is.
UNWRITTEN = 2**62

_MOVES = (
    "SELECT x.loan, e.number, e.kind, e.day, e.reverses, l.account, l.side, l.amount FROM loan_entries x"
    " CROSS JOIN ledger_entries e CROSS JOIN ledger_lines l WHERE e.group_id = x.group_id AND e.number = x.entry"
    " AND l.group_id = x.group_id AND l.number = x.entry AND x.group_id = $1 AND x.loan IN "
)
_OF = "SELECT entry, loan FROM loan_entries WHERE group_id = $1 AND entry IN "
_STATE = "SELECT member, state, settled_day FROM loans WHERE group_id = $1 AND number = $2"
_OTHER = (
    "SELECT number FROM loans WHERE group_id = $1 AND member = $2 AND number <> $3"
    " AND state IN ('asked', 'approved', 'running')"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """One loan in the book. issued: what went out and was not taken back. payments: those that stand, by their number.

    last: the number of the newest entry, also of one that takes back; 0 if the money never went out. turned: payments
    that were ever taken back, also those that stand again.
    """

    issued: Rupiah = Rupiah(0)
    outstanding: Rupiah = Rupiah(0)
    payments: tuple[Payment, ...] = ()
    last: int = 0
    turned: tuple[Turned, ...] = ()

    @property
    def state(self) -> State:
        """Where a loan that has entries stands by them: settled if, and only if, nothing is owed."""
        if not self.issued and not self.outstanding:
            return State.WITHDRAWN
        return State.RUNNING if self.outstanding else State.SETTLED

    @property
    def last_day(self) -> date | None:
        """The day of the newest payment; None where nothing was paid."""
        return max((each.day for each in self.payments), default=None)

    def without(self, entries: Collection[int], day: date) -> "Moves":
        """The loan as it is once these payments are taken back on that day."""
        lost = [each for each in self.payments if each.entry in entries]
        taken_back = [Turned(payment=each, by=((UNWRITTEN, day),)) for each in lost]
        return replace(
            self,
            payments=tuple(each for each in self.payments if each not in lost),
            outstanding=Rupiah(self.outstanding + sum(each.principal for each in lost)),
            turned=(*self.turned, *taken_back),
        )


def matter_of(group_id: int, number: int) -> str:
    """What the buttons about a loan hang on."""
    return f"loan:{group_id}:{number}"


def fetch_moves(group_id: int, loans: Sequence[int] | str) -> Fetch:
    """What reads the lines of these loans; of those a query of the group ($1) gives, where it is one."""
    wanted = [] if isinstance(loans, str) else padded(loans)
    listed = f"({loans})" if isinstance(loans, str) else marks(len(wanted), 2)
    return Fetch(_MOVES + listed + " ORDER BY x.loan, e.number, l.n", (group_id, *wanted))


def moves_of(rows: Iterable[Row]) -> dict[int, Moves]:
    """Each loan's moves by its number, of rows in the order of loans and entries; none for a loan without entries."""
    return {loan: _moves(list(found)) for loan, found in groupby(rows, key=lambda row: int(row["loan"]))}


async def read(unit: Unit, group_id: int, number: int) -> Moves:
    """One loan in the book; nothing in it while its money has not gone out."""
    (rows,) = await unit.fetch_all(fetch_moves(group_id, [number]))
    return moves_of(rows).get(number, Moves())


def _moves(rows: Sequence[Row]) -> Moves:
    reversed_by: dict[int, list[int]] = {}
    for row in rows:
        if row["reverses"] is not None and row["number"] not in reversed_by.get(row["reverses"], ()):
            reversed_by.setdefault(row["reverses"], []).append(row["number"])
    standing: dict[int, bool] = {}
    for number in sorted({row["number"] for row in rows}, reverse=True):  # what takes it back comes later
        standing[number] = not any(standing[by] for by in reversed_by.get(number, ()))
    issued, owed, payments, turned = 0, 0, [], []
    for number, lines in groupby(rows, key=lambda row: int(row["number"])):
        entry = list(lines)
        owed += _sum(entry, Account.PIUTANG)
        kind = EntryKind(entry[0]["kind"])
        if kind is EntryKind.LOAN and standing[number]:
            issued += _sum(entry, Account.PIUTANG)
        elif kind is EntryKind.REPAYMENT and standing[number]:
            payments.append(_payment(number, entry))
        if kind is EntryKind.REPAYMENT and number in reversed_by:
            turned.append(Turned(payment=_payment(number, entry), by=_turns(number, rows)))
    return Moves(
        issued=Rupiah(issued),
        outstanding=Rupiah(owed),
        payments=tuple(payments),
        last=rows[-1]["number"],
        turned=tuple(turned),
    )


def _turns(number: int, rows: Sequence[Row]) -> tuple[tuple[int, date], ...]:
    """What took that entry back, what took that back, and so on; the book takes each back once."""
    found: list[tuple[int, date]] = []
    while row := next((each for each in rows if each["reverses"] == number), None):
        number = int(row["number"])
        found.append((number, date.fromisoformat(row["day"])))
    return tuple(found)


def _payment(number: int, lines: Sequence[Row]) -> Payment:
    return Payment(
        entry=number,
        day=date.fromisoformat(lines[0]["day"]),
        principal=-_sum(lines, Account.PIUTANG),
        jasa=-_sum(lines, Account.PENDAPATAN_JASA),
        fine=-_sum(lines, Account.SOSIAL),
    )


def _sum(lines: Sequence[Row], account: Account) -> int:
    return sum(line["side"] * line["amount"] for line in lines if line["account"] == account.value)


# -- writing ----------------------------------------------------------------------------------------------------


def add(unit: Unit, group_id: int, number: int, entries: Iterable[int]) -> None:
    """These entries of the book belong to this loan."""
    unit.write_many(
        "INSERT INTO loan_entries (group_id, entry, loan) VALUES ($1, $2, $3)",
        [(group_id, entry, number) for entry in entries],
    )


async def follow(
    unit: Unit, group_id: int, taken_back: Mapping[int, int], written: Mapping[int, int] | None = None
) -> None:
    """What was just written on loans, or takes an entry of one back, belongs to the loan, whose state follows.

    taken_back: by the reversal's number. written: the loan by the entry's number. Raises OpenLoanAlready where a loan
    would be owed again whose borrower has another one by now.
    """
    of_entry = dict(written or {})
    if taken_back:
        wanted = padded(sorted(taken_back.values()))
        rows = await unit.fetch(_OF + marks(len(wanted), 2), group_id, *wanted)
        loan_of = {row["entry"]: row["loan"] for row in rows}
        of_entry |= {number: loan_of[entry] for number, entry in taken_back.items() if entry in loan_of}
        unit.write_many(  # what was never paid, nobody has paid for her
            "DELETE FROM loan_helps WHERE group_id = $1 AND entry = $2",
            [(group_id, entry) for entry in sorted(loan_of)],
        )
    for entry, loan in of_entry.items():
        add(unit, group_id, loan, [entry])
    for number in sorted(set(of_entry.values())):
        await settle(unit, group_id, number)


async def settle(unit: Unit, group_id: int, number: int) -> State | None:
    """The loan's state as the book has it now, written down; None while its money has not gone out.

    Raises OpenLoanAlready as `follow`.
    """
    row = await unit.fetch_one(_STATE, group_id, number)
    moves = await read(unit, group_id, number)
    if row is None or not moves.last:
        return None
    wake(unit, group_id, number)  # what was asked about it, or left alone, is looked at afresh
    day = moves.last_day if moves.state is State.SETTLED else None
    before, settled_day = State(row["state"]), day.isoformat() if day is not None else ""
    if (moves.state, settled_day) == (before, row["settled_day"]):
        return moves.state
    if moves.state is State.RUNNING and await unit.fetch_one(_OTHER, group_id, row["member"], number):
        raise OpenLoanAlready
    unit.write(
        "UPDATE loans SET state = $3, settled_day = $4 WHERE group_id = $1 AND number = $2",
        group_id,
        number,
        moves.state.value,
        settled_day,
    )
    if moves.state is not State.RUNNING:
        close_matter(unit, matter_of(group_id, number))
    return moves.state
