"""A group's loans as the rest of the program sees them: asked for, decided, received, and what became of them.

What is still owed is only ever the ledger's (db/loan_moves.py); plans are in db/loan_plans.py, payments in
db/loan_payments.py, who stood in and who lives together in db/loan_people.py. purpose and reason are sealed with the
key of her record in the book.
"""

from datetime import date

from db import groups
from db.ids import new_code
from db.loan_moves import add as add_entries
from db.loan_moves import matter_of, settle
from db.loan_payments import Repaid, Wanted, correct, pay, pay_many, repayment_draft
from db.loan_people import (
    FORGIVEN,
    OPEN,
    RETURNED,
    Help,
    add_help,
    household_of,
    list_helps,
    list_helps_of,
    set_household,
    settle_help,
)
from db.loan_plans import (
    add_plan,
    list_behind,
    outstanding,
    payments_of,
    plan_of,
    plans_of,
    replan,
    standing,
    standings,
    waive,
    worst_class,
)
from db.loan_rows import COLUMNS, PURPOSE, REASON, Loan, find_one, get, list_rows, seal_words
from db.loan_terms import terms_to_json
from db.push_buttons import take_back
from db.unit import Unit
from domain.ledger import AmountOutOfRange, GroupNotActive, MemberLeft, UnknownMember
from domain.loan_refusals import NotForOwn, OpenLoanAlready
from domain.loan_rules import MONTHS_MAX, Terms
from domain.loans import Plan, State, schedule
from domain.refusals import Changed, NotAllowed

__all__ = [
    "FORGIVEN",
    "OPEN",
    "RETURNED",
    "Help",
    "Loan",
    "Repaid",
    "Wanted",
    "add_help",
    "approve",
    "ask",
    "correct",
    "find_open",
    "get",
    "household_of",
    "list_behind",
    "list_helps",
    "list_helps_of",
    "list_loans",
    "list_of",
    "matter_of",
    "outstanding",
    "pay",
    "pay_many",
    "payments_of",
    "plan_of",
    "plans_of",
    "refuse",
    "repayment_draft",
    "replan",
    "set_household",
    "settle",
    "settle_help",
    "standing",
    "standings",
    "start",
    "waive",
    "withdraw",
    "worst_class",
]

CODE_LENGTH = 6

_MEMBER = (
    "SELECT g.state AS open, m.state, m.person_id FROM groups g LEFT JOIN members m ON m.group_id = g.id"
    " AND m.number = $2 WHERE g.id = $1"
)
_LAST = "SELECT max(number) AS number FROM loans WHERE group_id = $1"
_SETTLE = "UPDATE loans SET state = $3 WHERE group_id = $1 AND number = $2 AND state = $4 RETURNING number"


# -- reading ----------------------------------------------------------------------------------------------------


async def find_open(unit: Unit, group_id: int, member: int) -> Loan | None:
    """Her loan that is asked for, approved or running; None if she has none."""
    return await find_one(
        unit, COLUMNS + " AND l.member = $2 AND l.state IN ('asked', 'approved', 'running')", group_id, member
    )


async def list_loans(unit: Unit, group_id: int, *states: State) -> list[Loan]:
    """The group's loans in one of these states (all, if none is named), the oldest first."""
    found = await list_rows(unit, COLUMNS + " ORDER BY l.number", group_id)
    return [each for each in found if not states or each.state in states]


async def list_of(unit: Unit, group_id: int, member: int) -> list[Loan]:
    """All loans this member ever asked for, the oldest first."""
    return await list_rows(unit, COLUMNS + " AND l.member = $2 ORDER BY l.number", group_id, member)


# -- asked for and decided --------------------------------------------------------------------------------------


async def ask(
    unit: Unit,
    group_id: int,
    *,
    member: int,
    asked_by: int,
    amount: int,
    months: int,
    purpose: str,
    terms: Terms,
) -> Loan:
    """A loan that now waits for two officers. asked_by: her own number, or of who typed for her.

    Raises OpenLoanAlready, AmountOutOfRange, UnknownMember, MemberLeft, GroupNotActive, NotAllowed.
    """
    if not 1 <= months <= MONTHS_MAX or amount < months:
        raise AmountOutOfRange
    groups.lock(unit, group_id)
    row = await unit.fetch_one(_MEMBER, group_id, member)
    if row is None:
        raise NotAllowed
    if row["open"] != groups.ACTIVE:
        raise GroupNotActive
    if row["state"] is None:
        raise UnknownMember
    if row["state"] != "active":
        raise MemberLeft
    if await find_open(unit, group_id, member) is not None:
        raise OpenLoanAlready
    last = await unit.fetch_one(_LAST, group_id)
    number = ((last["number"] or 0) if last is not None else 0) + 1
    unit.write(
        "INSERT INTO loans (group_id, number, code, member, asked_by, amount, months, terms, purpose, state, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10)",
        group_id,
        number,
        new_code(CODE_LENGTH),
        member,
        asked_by,
        int(amount),
        months,
        terms_to_json(terms),
        await seal_words(unit, PURPOSE, group_id, number, row["person_id"], purpose),
        unit.now_ms,
    )
    return await get(unit, group_id, number)


async def approve(unit: Unit, loan: Loan, *, by: int, second: int) -> Loan:
    """Two officers have decided for it. Raises NotForOwn, Changed if it does not wait any more.

    Whether these two are officers and two women, and whether the money is there, the caller has made sure of.
    """
    household = await household_of(unit, loan.group_id, loan.member)
    if by == second or {by, second} & {loan.member, *household}:
        raise NotForOwn
    return await _decide(unit, loan, State.APPROVED, by=by, second=second)


async def refuse(unit: Unit, loan: Loan, *, by: int, reason: str) -> Loan:
    """An officer says no, with a kind reason. Raises NotForOwn, Changed."""
    household = await household_of(unit, loan.group_id, loan.member)
    if by in {loan.member, *household}:
        raise NotForOwn
    return await _decide(unit, loan, State.REFUSED, by=by, reason=reason)


async def withdraw(unit: Unit, loan: Loan) -> Loan:
    """She does not want it any more, or its money was not taken. Raises Changed once it runs or was refused."""
    await _move(unit, loan, State.WITHDRAWN)
    return await get(unit, loan.group_id, loan.number)


async def _decide(
    unit: Unit, loan: Loan, state: State, *, by: int, second: int | None = None, reason: str = ""
) -> Loan:
    if loan.state is not State.ASKED:
        raise Changed
    await _move(unit, loan, state)
    unit.write(
        "UPDATE loans SET by_member = $3, second_member = $4, reason = $5, decided_ms = $6"
        " WHERE group_id = $1 AND number = $2",
        loan.group_id,
        loan.number,
        by,
        second,
        await seal_words(unit, REASON, loan.group_id, loan.number, loan.person_id, reason),
        unit.now_ms,
    )
    return await get(unit, loan.group_id, loan.number)


async def _move(unit: Unit, loan: Loan, state: State) -> None:
    """From the state it was seen in to this one, and the buttons about it close. Raises Changed."""
    if loan.state not in (State.ASKED, State.APPROVED):
        raise Changed
    rows = await unit.fetch(_SETTLE, loan.group_id, loan.number, state.value, loan.state.value)
    if not rows:
        raise Changed
    take_back(unit, loan.matter)


# -- received ---------------------------------------------------------------------------------------------------


async def start(unit: Unit, loan: Loan, *, entry: int, day: date, by: int, second: int | None) -> Plan:
    """The first plan of a loan whose money she has now; entry: where the book says so. Raises Changed.

    In the transaction that posts the entry.
    """
    if loan.state is not State.APPROVED:
        raise Changed
    await _move(unit, loan, State.RUNNING)
    unit.write(
        "UPDATE loans SET entry = $3 WHERE group_id = $1 AND number = $2", loan.group_id, loan.number, entry
    )
    add_entries(unit, loan.group_id, loan.number, [entry])
    plan = Plan(
        revision=1,
        start=day,
        instalments=schedule(amount=loan.amount, months=loan.months, terms=loan.terms, start=day),
    )
    add_plan(unit, loan, plan, by=by, second=second)
    await settle(unit, loan.group_id, loan.number)
    return plan
