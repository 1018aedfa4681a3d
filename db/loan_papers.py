"""What the papers about loans are made of: one loan with its plans and payments, or all that run, with their classes.

Names are opened here: whoever calls it has asked for the right to see them.
"""

from dataclasses import dataclass
from datetime import date

from db import groups, ledger, loans, members
from db.groups import Group
from db.loan_plans import course_of
from db.loans import Loan
from db.members import Member
from db.unit import Unit
from domain.ledger import Published
from domain.loan_classes import LoanClass, class_of, profile_of
from domain.loans import Payment, Plan, Standing, State
from domain.money import Rupiah
from domain.roles import Role
from domain.zones import local_date

HAD = (State.RUNNING, State.SETTLED)

# An own day that she has named and that is not over.
_PROMISED = (
    "SELECT r.loan, min(r.promised_day) AS day FROM loan_reminders r"
    " JOIN loans l ON l.group_id = r.group_id AND l.number = r.loan"
    " WHERE r.group_id = $1 AND l.state = 'running' AND r.promised_day >= $2 AND r.revision ="
    " (SELECT max(p.revision) FROM loan_plans p WHERE p.group_id = r.group_id AND p.loan = r.loan)"
    " GROUP BY r.loan"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OneLoan:
    """A loan whose money went out. plans: the oldest first. standing: on `today`.

    signers: name by office, of those who hold it now. head: the newest published one.
    """

    group: Group
    loan: Loan
    member: Member
    plans: tuple[Plan, ...]
    payments: tuple[Payment, ...]
    standing: Standing
    signers: dict[Role, str]
    head: Published | None
    today: date

    @property
    def plan(self) -> Plan:
        """The one that counts."""
        return self.plans[-1]

    @property
    def received_day(self) -> date:
        """When she got the money: the day from which the first plan counts."""
        return self.plans[0].start

    @property
    def paid(self) -> Rupiah:
        """All that came in on it and still stands."""
        return Rupiah(sum(each.principal + each.jasa + each.fine for each in self.payments))

    @property
    def paid_before(self) -> Rupiah:
        """What of it came in before the newest plan was agreed on."""
        earlier = [each for each in self.payments if each.entry <= self.plan.after_entry]
        return Rupiah(sum(each.principal + each.jasa + each.fine for each in earlier))


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """A loan that runs, on a day. promised: her own day for what has not come in, None for none."""

    loan: Loan
    shown: str
    standing: Standing
    loan_class: LoanClass
    promised: date | None

    @property
    def since(self) -> date | None:
        """The oldest day that is over without its money; None where nothing waits."""
        due = self.standing.due
        return due[0].due if due else None


@dataclass(frozen=True, kw_only=True, slots=True)
class AllRunning:
    """All loans of a group that run on a day, the longest behind first."""

    group: Group
    loans: tuple[Running, ...]
    signers: dict[Role, str]
    today: date


async def collect(unit: Unit, group_id: int, number: int) -> OneLoan:
    """That loan. Raises NotAllowed; LoanNotRunning while its money has not gone out."""
    group = await groups.get(unit, group_id)
    loan = await loans.get(unit, group_id, number)
    today = local_date(unit.now, group.zone)
    course = await course_of(unit, loan)
    everybody = await members.list_members(unit, group_id, left=True)
    return OneLoan(
        group=group,
        loan=loan,
        member=next(each for each in everybody if each.number == loan.member),
        plans=course.plans,
        payments=course.moves.payments,
        standing=course.standing(loan, today),
        signers=signers_of(everybody),
        head=await ledger.last_published(unit, group_id),
        today=today,
    )


async def collect_of(unit: Unit, group_id: int, member: int, *, most: int) -> tuple[OneLoan, ...]:
    """Her loans whose money went out, the newest first, at most so many. Raises NotAllowed."""
    had = [each for each in await loans.list_of(unit, group_id, member) if each.state in HAD]
    return tuple([await collect(unit, group_id, each.number) for each in had[::-1][:most]])


async def list_running(unit: Unit, group_id: int, today: date | None = None) -> AllRunning:
    """All that run, in few trips. today: the day it is in the group, where nothing else is said. Raises NotAllowed."""
    group = await groups.get(unit, group_id)
    day = today or local_date(unit.now, group.zone)
    everybody = await members.list_members(unit, group_id, left=True)
    shown = {each.number: each.shown for each in everybody}
    promised = {
        row["loan"]: date.fromisoformat(row["day"])
        for row in await unit.fetch(_PROMISED, group_id, day.isoformat())
    }
    known = unit.facts.loan_classes
    found = [
        Running(
            loan=loan,
            shown=shown[loan.member],
            standing=standing,
            loan_class=class_of(profile_of(known, loan.terms.profile), standing.days_behind),
            promised=promised.get(loan.number),
        )
        for loan, _plan, standing in (await loans.standings(unit, group_id, day)).values()
    ]
    return AllRunning(
        group=group,
        loans=tuple(sorted(found, key=lambda each: (-each.standing.days_behind, each.loan.member))),
        signers=signers_of(everybody),
        today=day,
    )


def signers_of(everybody: list[Member]) -> dict[Role, str]:
    """Who signs for the group now, by office; the longest in it first."""
    found: dict[Role, str] = {}
    for each in everybody:
        for office in each.offices:
            found.setdefault(office, each.name)
    return found
