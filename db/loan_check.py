"""Do a group's loans agree with its book? Everything that is kept beside the book is derived from it again.

Reads only, one group after another, and believes nothing: whoever can write the file can put any value into any column.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, groupby

from db.engine import Engine, Fetch, Row
from db.loan_terms import terms_of_json
from db.unit import Unit
from domain.accounts import Account
from domain.ledger_records import EntryKind
from domain.loans import State, schedule
from domain.records import dataclass

Read = Callable[[Sequence[Fetch]], Awaitable[list[list[Row]]]]

SLICE = 200
"""Groups read at a time."""

_GROUPS = (
    "SELECT id FROM (SELECT group_id AS id FROM loans UNION SELECT group_id FROM loan_entries UNION"
    " SELECT group_id FROM ledger_lines WHERE account = $3) g WHERE id > $1 ORDER BY id LIMIT $2"
)
# Lines on somebody's loan that no loan knows of, and entries of a loan that are not in the book.
_STRAY = (
    "SELECT min(l.number) AS number FROM ledger_lines l WHERE l.group_id = $1 AND l.account = $2 AND NOT EXISTS"
    " (SELECT 1 FROM loan_entries x WHERE x.group_id = l.group_id AND x.entry = l.number)"
)
_LOST = (
    "SELECT min(x.entry) AS number FROM loan_entries x WHERE x.group_id = $1 AND (NOT EXISTS (SELECT 1"
    " FROM ledger_entries e WHERE e.group_id = x.group_id AND e.number = x.entry) OR NOT EXISTS (SELECT 1"
    " FROM loans n WHERE n.group_id = x.group_id AND n.number = x.loan))"
)
_LOANS = (
    "SELECT number, member, amount, months, terms, state, entry, settled_day FROM loans WHERE group_id = $1"
    " ORDER BY number"
)
_ENTRIES = (
    "SELECT x.loan, e.number, e.kind, e.day, e.reverses, l.account, l.member, l.side, l.amount FROM loan_entries x"
    " CROSS JOIN ledger_entries e CROSS JOIN ledger_lines l WHERE e.group_id = x.group_id AND e.number = x.entry"
    " AND l.group_id = x.group_id AND l.number = x.entry AND x.group_id = $1 ORDER BY x.loan, e.number, l.n"
)
_PLANS = "SELECT loan, revision, start_day, after_entry FROM loan_plans WHERE group_id = $1 ORDER BY loan, revision"
_INSTALMENTS = (
    "SELECT loan, revision, n, due_day, principal, jasa FROM loan_instalments WHERE group_id = $1"
    " ORDER BY loan, revision, n"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """The first thing that is wrong. loan: its number; 0 where an entry belongs to none."""

    group_id: int
    loan: int
    what: str

    def __str__(self) -> str:
        return f"group {self.group_id}: " + (f"loan {self.loan} " if self.loan else "") + self.what


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was looked at, and the first fault."""

    groups: int
    loans: int
    fault: Fault | None = None


class _Wrong(Exception):
    """What is wrong with the loan that is looked at."""


async def verify_all(engine: Engine) -> Verdict:
    """The loans of all groups, up to the first fault."""

    async def read(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await engine.perform(list(wanted))

    groups, loans, after = 0, 0, -(2**63)
    while found := (await read([Fetch(_GROUPS, (after, SLICE, Account.PIUTANG.value))]))[0]:
        for row in found:
            count, fault = await verify_group(read, row["id"])
            groups, loans = groups + 1, loans + count
            if fault is not None:
                return Verdict(groups=groups, loans=loans, fault=fault)
        after = found[-1]["id"]
    return Verdict(groups=groups, loans=loans)


async def verify_of(unit: Unit, group_id: int) -> tuple[int, Fault | None]:
    """As `verify_group`, of what stands in this transaction."""

    async def read(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await unit.fetch_all(*wanted)

    return await verify_group(read, group_id)


async def verify_group(read: Read, group_id: int) -> tuple[int, Fault | None]:
    """How many loans the group has, and what is wrong with the first that is not as it should be."""
    stray, lost, loans, entries, plans, instalments = await read(
        [
            Fetch(_STRAY, (group_id, Account.PIUTANG.value)),
            *(Fetch(sql, (group_id,)) for sql in (_LOST, _LOANS, _ENTRIES, _PLANS, _INSTALMENTS)),
        ]
    )
    for found, what in (
        (stray, "is on a loan that is not there"),
        (lost, "is of a loan and not in the book"),
    ):
        if found[0]["number"] is not None:
            what = f"entry {found[0]['number']} {what}"
            return len(loans), Fault(group_id=group_id, loan=0, what=what)
    of_entries = {loan: list(rows) for loan, rows in groupby(entries, key=lambda row: row["loan"])}
    of_plans = {loan: list(rows) for loan, rows in groupby(plans, key=lambda row: row["loan"])}
    parts: dict[tuple[int, int], list[Row]] = {}
    for row in instalments:
        parts.setdefault((row["loan"], row["revision"]), []).append(row)
    for loan in loans:
        number = loan["number"]
        try:
            _check_entries(loan, of_entries.get(number, []))
            _check_state(loan, of_entries.get(number, []))
            _check_plans(loan, of_entries.get(number, []), of_plans.get(number, []), parts)
        except _Wrong as wrong:
            return len(loans), Fault(group_id=group_id, loan=number, what=str(wrong))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, LookupError):
            return len(loans), Fault(group_id=group_id, loan=number, what="holds what no loan holds")
    return len(loans), None


def _check_entries(loan: Row, lines: Sequence[Row]) -> None:
    """Its entries are hers, and each is a loan, a payment, or takes one of them back."""
    own = {line["number"] for line in lines}
    for line in lines:
        kind = EntryKind(line["kind"])
        takes_back = kind is EntryKind.REVERSAL and line["reverses"] in own
        if kind not in (EntryKind.LOAN, EntryKind.REPAYMENT) and not takes_back:
            raise _Wrong(f"has entry {line['number']}, which is of no loan")
        if line["member"] not in (None, loan["member"]):
            raise _Wrong(f"has entry {line['number']} of another member")
    issued = [line for line in lines if line["kind"] == EntryKind.LOAN.value and _is_owed(line)]
    if [(line["number"], line["amount"]) for line in issued] != [(loan["entry"], loan["amount"])] * bool(
        lines
    ):
        raise _Wrong("was paid out in another way than it was decided")


def _is_owed(line: Row) -> bool:
    return bool(line["account"] == Account.PIUTANG.value)


def _check_state(loan: Row, lines: Sequence[Row]) -> None:
    """Settled if, and only if, nothing is owed on what went out."""
    owed = sum(line["side"] * line["amount"] for line in lines if _is_owed(line))
    if not 0 <= owed <= loan["amount"]:
        raise _Wrong("owes less than nothing, or more than was lent")
    state = State(loan["state"])
    if not lines:
        if loan["entry"] is not None or state in (State.RUNNING, State.SETTLED):
            raise _Wrong(f"is {state.value} and never went out")
        return
    taken_back = any(line["reverses"] == loan["entry"] for line in _standing(lines))
    wanted = State.WITHDRAWN if taken_back and not owed else State.RUNNING if owed else State.SETTLED
    if state is not wanted:
        raise _Wrong(f"is {state.value} and should be {wanted.value}")
    if bool(loan["settled_day"]) != (state is State.SETTLED):
        raise _Wrong("was settled on no day, or on one though it is not")


def _standing(lines: Sequence[Row]) -> Iterator[Row]:
    """Without what was taken back."""
    reverses = {line["number"]: line["reverses"] for line in lines}
    gone: set[int] = set()
    for number in sorted(reverses, reverse=True):
        if number not in gone and reverses[number] is not None:
            gone.add(reverses[number])
    return (line for line in lines if line["number"] not in gone)


def _check_plans(
    loan: Row, lines: Sequence[Row], plans: Sequence[Row], parts: Mapping[tuple[int, int], Sequence[Row]]
) -> None:
    """Numbered from 1, each of what was owed when it was agreed; the first as the loan's own terms say."""
    if bool(plans) != bool(lines) or [row["revision"] for row in plans] != list(range(1, len(plans) + 1)):
        raise _Wrong("has no plan, or one too many")
    owed_after = dict(
        zip(
            [line["number"] for line in lines],
            accumulate(line["side"] * line["amount"] * _is_owed(line) for line in lines),
            strict=True,
        )
    )
    for plan in plans:
        rows = parts.get((loan["number"], plan["revision"]), [])
        days = [date.fromisoformat(row["due_day"]) for row in rows]
        if [row["n"] for row in rows] != list(range(1, len(rows) + 1)) or sorted(set(days)) != days:
            raise _Wrong(f"has a plan {plan['revision']} without an instalment in its place")
        owed = loan["amount"] if plan["revision"] == 1 else owed_after[plan["after_entry"]]
        if sum(row["principal"] for row in rows) != owed:
            raise _Wrong(f"has a plan {plan['revision']} of another sum than was owed")
    if plans:
        _check_first(loan, plans[0], parts[loan["number"], 1])


def _check_first(loan: Row, plan: Row, rows: Sequence[Row]) -> None:
    wanted = schedule(
        amount=loan["amount"],
        months=loan["months"],
        terms=terms_of_json(loan["terms"]),
        start=date.fromisoformat(plan["start_day"]),
    )
    found = [(row["due_day"], row["principal"], row["jasa"]) for row in rows]
    if found != [(each.due.isoformat(), each.principal, each.jasa) for each in wanted]:
        raise _Wrong("is to be paid in another way than its terms say")
