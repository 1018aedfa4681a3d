"""By which plan is a loan paid, where does it stand on a day, and what do two officers change about it together?

Plans and waivers are only added. The newest plan counts; what was paid before it belongs to those before it.
"""

from collections.abc import Sequence
from datetime import date

from db import groups
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.loan_moves import Moves, fetch_moves, moves_of, read
from db.loan_rows import COLUMNS, Loan, get, list_rows, opened, seal_words
from db.unit import Unit
from domain.loan_classes import LoanClass, class_of, profile_of
from domain.loan_history import most_days_behind
from domain.loan_refusals import LoanNotRunning, LoanSettled, MoreThanOwed
from domain.loans import Instalment, Payment, Plan, Standing, State, counted, stand
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Changed
from domain.zones import local_date

WAIVER = "loan_waivers.reason"

_PLANS = "SELECT loan, revision, start_day, after_entry, carried_fine FROM loan_plans WHERE group_id = $1 AND loan IN "
_INSTALMENTS = (
    "SELECT loan, revision, n, due_day, principal, jasa FROM loan_instalments"
    " WHERE group_id = $1 AND loan IN "
)
_WAIVED = (
    "SELECT loan, revision, CAST(sum(amount) AS BIGINT) AS waived, max(n) AS n FROM loan_waivers"
    " WHERE group_id = $1 AND loan IN "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """All that says where a loan stands. plans: the oldest first. waived: of fines, under the newest plan.

    waivers: how many there are.
    """

    plans: tuple[Plan, ...]
    moves: Moves
    waived: int = 0
    waivers: int = 0

    @property
    def plan(self) -> Plan:
        """The one that counts."""
        return self.plans[-1]

    def standing(self, loan: Loan, today: date, *, more: Sequence[Payment] = ()) -> Standing:
        """Where it stands on that day. more: payments that are about to be written."""
        return stand(
            self.plan,
            loan.terms,
            counted(self.plan, [*self.moves.payments, *more], self.moves.turned),
            outstanding=self.moves.outstanding - sum(each.principal for each in more),
            today=today,
            waived=self.waived,
        )


# -- reading ----------------------------------------------------------------------------------------------------


async def plan_of(unit: Unit, loan: Loan) -> Plan:
    """The plan that counts now. Raises LoanNotRunning while the money has not gone out."""
    return (await course_of(unit, loan)).plan


async def plans_of(unit: Unit, loan: Loan) -> tuple[Plan, ...]:
    """All its plans, the oldest first; none while the money has not gone out."""
    found = await courses_of(unit, loan.group_id, [loan.number])
    return found[loan.number].plans if found else ()


async def payments_of(unit: Unit, loan: Loan) -> list[Payment]:
    """What was paid and not taken back, the oldest entry first."""
    return list((await read(unit, loan.group_id, loan.number)).payments)


async def outstanding(unit: Unit, loan: Loan) -> Rupiah:
    """The pokok that is owed: what the book says."""
    return (await read(unit, loan.group_id, loan.number)).outstanding


async def standing(unit: Unit, loan: Loan, today: date) -> Standing:
    """Where it stands on that day of the group's zone. Raises LoanNotRunning while the money has not gone out."""
    return (await course_of(unit, loan)).standing(loan, today)


async def standings(unit: Unit, group_id: int, today: date) -> dict[int, tuple[Loan, Plan, Standing]]:
    """Every running loan by its number, in one trip and one for the keys, however many there are."""
    wanted = fetch_courses(group_id, "SELECT number FROM loans WHERE group_id = $1 AND state = 'running'")
    rows, *found = await unit.fetch_all(
        Fetch(COLUMNS + " AND l.state = 'running' ORDER BY l.number", (group_id,)), *wanted
    )
    courses = courses_from(found)
    return {
        loan.number: (loan, courses[loan.number].plan, courses[loan.number].standing(loan, today))
        for loan in await opened(unit, rows)
    }


async def course_of(unit: Unit, loan: Loan) -> Course:
    """All about one loan. Raises LoanNotRunning while the money has not gone out."""
    found = await courses_of(unit, loan.group_id, [loan.number])
    if loan.number not in found:
        raise LoanNotRunning
    return found[loan.number]


async def courses_of(unit: Unit, group_id: int, numbers: Sequence[int]) -> dict[int, Course]:
    """All about these loans by their number, in one trip; none for a loan whose money has not gone out."""
    if not numbers:
        return {}
    wanted = padded(numbers)
    listed = marks(len(wanted), 2)
    return courses_from(
        await unit.fetch_all(
            Fetch(_PLANS + listed + " ORDER BY loan, revision", (group_id, *wanted)),
            Fetch(_INSTALMENTS + listed + " ORDER BY loan, revision, n", (group_id, *wanted)),
            Fetch(_WAIVED + listed + " GROUP BY loan, revision", (group_id, *wanted)),
            fetch_moves(group_id, wanted),
        )
    )


def fetch_courses(group_id: int, loans: str) -> list[Fetch]:
    """What reads all about the loans whose numbers that query of the group ($1) gives."""
    listed = f"({loans})"
    return [
        Fetch(_PLANS + listed + " ORDER BY loan, revision", (group_id,)),
        Fetch(_INSTALMENTS + listed + " ORDER BY loan, revision, n", (group_id,)),
        Fetch(_WAIVED + listed + " GROUP BY loan, revision", (group_id,)),
        fetch_moves(group_id, loans),
    ]


def courses_from(found: Sequence[Sequence[Row]]) -> dict[int, Course]:
    """The records of what `fetch_courses` has read."""
    plans, instalments, waived, moves = found
    parts: dict[tuple[int, int], list[Instalment]] = {}
    for row in instalments:
        parts.setdefault((row["loan"], row["revision"]), []).append(_instalment(row))
    of_loan: dict[int, list[Plan]] = {}
    for row in plans:
        of_loan.setdefault(row["loan"], []).append(_plan(row, parts[row["loan"], row["revision"]]))
    in_book = moves_of(moves)
    let_go = {(row["loan"], row["revision"]): row for row in waived}
    return {
        loan: Course(
            plans=tuple(each),
            moves=in_book.get(loan, Moves()),
            waived=let_go[loan, each[-1].revision]["waived"] if (loan, each[-1].revision) in let_go else 0,
            waivers=max((row["n"] for (of, _revision), row in let_go.items() if of == loan), default=0),
        )
        for loan, each in of_loan.items()
    }


def _instalment(row: Row) -> Instalment:
    return Instalment(
        n=row["n"],
        due=date.fromisoformat(row["due_day"]),
        principal=Rupiah(row["principal"]),
        jasa=Rupiah(row["jasa"]),
    )


def _plan(row: Row, instalments: Sequence[Instalment]) -> Plan:
    return Plan(
        revision=row["revision"],
        start=date.fromisoformat(row["start_day"]),
        instalments=tuple(instalments),
        after_entry=row["after_entry"],
        carried_fine=Rupiah(row["carried_fine"]),
    )


async def list_behind(unit: Unit, group_id: int, member: int, today: date) -> list[tuple[str, int]]:
    """Of each loan she has or had: by whose thresholds it is classed, and the most days an instalment was ever late."""
    loans = {
        each.number: each
        for each in await list_rows(unit, COLUMNS + " AND l.member = $2 ORDER BY l.number", group_id, member)
        if each.state in (State.RUNNING, State.SETTLED)
    }
    found = await courses_of(unit, group_id, list(loans))
    return [
        (
            loan.terms.profile,
            most_days_behind(
                found[number].plans, found[number].moves.payments, ended=loan.settled_day, today=today
            ),
        )
        for number, loan in loans.items()
    ]


async def worst_class(unit: Unit, group_id: int, member: int, today: date) -> LoanClass:
    """The worst class that any loan of hers ever came to, each by its own thresholds; LANCAR where she had none."""
    found = await list_behind(unit, group_id, member, today)
    known = unit.facts.loan_classes
    return max((class_of(profile_of(known, name), days) for name, days in found), default=LoanClass.LANCAR)


# -- changing ---------------------------------------------------------------------------------------------------


def add_plan(unit: Unit, loan: Loan, plan: Plan, *, by: int, second: int | None) -> None:
    """Write the plan down, as the newest."""
    unit.write(
        "INSERT INTO loan_plans (group_id, loan, revision, start_day, after_entry, carried_fine, by_member,"
        " second_member, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        loan.group_id,
        loan.number,
        plan.revision,
        plan.start.isoformat(),
        plan.after_entry,
        int(plan.carried_fine),
        by,
        second,
        unit.now_ms,
    )
    unit.write_many(
        "INSERT INTO loan_instalments (group_id, loan, revision, n, due_day, principal, jasa)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            (
                loan.group_id,
                loan.number,
                plan.revision,
                each.n,
                each.due.isoformat(),
                int(each.principal),
                int(each.jasa),
            )
            for each in plan.instalments
        ],
    )


async def replan(
    unit: Unit,
    loan: Loan,
    *,
    instalments: Sequence[Instalment],
    start: date,
    carried_fine: int,
    by: int,
    second: int | None,
) -> Plan:
    """The plan that counts from now on. What was paid until now belongs to the earlier one.

    Raises LoanSettled, LoanNotRunning; Changed if its pokok is not what is owed by now.
    """
    groups.lock(unit, loan.group_id)
    await check_running(unit, loan)
    course = await course_of(unit, loan)
    plan = Plan(
        revision=course.plan.revision + 1,
        start=start,
        instalments=tuple(instalments),
        after_entry=course.moves.last,
        carried_fine=Rupiah(carried_fine),
    )
    if plan.principal != course.moves.outstanding or carried_fine < 0:
        raise Changed
    add_plan(unit, loan, plan, by=by, second=second)
    return plan


async def waive(unit: Unit, loan: Loan, *, amount: int, reason: str, by: int, second: int | None) -> None:
    """So much of her fine is let go. Raises MoreThanOwed (with what is open), LoanSettled, LoanNotRunning."""
    groups.lock(unit, loan.group_id)
    await check_running(unit, loan)
    course = await course_of(unit, loan)
    zone = (await groups.get(unit, loan.group_id)).zone
    fine = course.standing(loan, local_date(unit.now, zone)).fine
    if not 0 < amount <= fine:
        raise MoreThanOwed(amount=fine)
    n = course.waivers + 1
    unit.write(
        "INSERT INTO loan_waivers (group_id, loan, n, revision, amount, reason, by_member, second_member, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        loan.group_id,
        loan.number,
        n,
        course.plan.revision,
        int(amount),
        await seal_words(unit, WAIVER, loan.group_id, f"{loan.number}/{n}", loan.person_id, reason),
        by,
        second,
        unit.now_ms,
    )


async def check_running(unit: Unit, loan: Loan) -> None:
    """Raises LoanSettled, LoanNotRunning unless it runs at this moment of the transaction."""
    state = (await get(unit, loan.group_id, loan.number)).state
    if state is State.SETTLED:
        raise LoanSettled
    if state is not State.RUNNING:
        raise LoanNotRunning
