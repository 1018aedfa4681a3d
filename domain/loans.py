"""A loan: what is open on a day, what of a payment counts for what, what ends it early, what does an agreement ask?

The schedule itself is in domain/loan_schedule.py. All in whole rupiah. Nothing here depends on a clock or a zone: days
are days of the group's zone (domain.md 3.3; reliability.md C 15-19).
"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from domain.loan_records import OPEN, Allocation, Open, Payment, Plan, Standing, State, Turned
from domain.loan_rules import FINE_AFTER_DAYS, Order, Terms
from domain.loan_schedule import WHOLE, Instalment, jasa_by_rule, months_after, schedule
from domain.money import Rupiah

__all__ = [
    "OPEN",
    "WHOLE",
    "Allocation",
    "Instalment",
    "Open",
    "Payment",
    "Plan",
    "Standing",
    "State",
    "Turned",
    "allocate",
    "counted",
    "fine_of",
    "has_begun",
    "months_after",
    "replan",
    "schedule",
    "stand",
]

FINE_EVERY_DAYS = 30

_PARTS = ("fine", "jasa", "principal")


# -- where it stands --------------------------------------------------------------------------------------------


def stand(
    plan: Plan,
    terms: Terms,
    payments: Sequence[Payment],
    *,
    outstanding: int,
    today: date,
    waived: int = 0,
) -> Standing:
    """Where the loan is on that day; without pokok it is settled, and nothing is open.

    payments: those that still stand, and what `counted` adds to them. outstanding: what the ledger says, of the same
    moment. waived: of fines under this plan, in rupiah.
    """
    count = len(plan.instalments)
    if not outstanding:
        nothing = Rupiah(0)
        return Standing(outstanding=nothing, open=(), fine=nothing, payoff_jasa=nothing, paid_count=count)
    mine = [each for each in payments if each.entry > plan.after_entry]
    jasa_paid = sum(each.jasa for each in mine)
    rest = _open(plan, plan.principal - outstanding, jasa_paid, today)
    fines = sum(
        fine_of(terms, (min(settled, today) - each.due).days)
        for each, settled in zip(plan.instalments, _settled_days(plan, mine), strict=True)
    )
    fine = max(0, plan.carried_fine + fines - sum(each.fine for each in mine) - waived)
    begun = sum(1 for each in plan.instalments if has_begun(plan, each.n, today))
    over = sum(1 for each in plan.instalments if each.due <= today)
    return Standing(
        outstanding=Rupiah(outstanding),
        open=rest,
        fine=Rupiah(fine),
        # Never so much comes back that nothing were left to pay: an entry has to end the loan.
        payoff_jasa=Rupiah(max(1 - outstanding, _jasa_until(plan, terms, begun) - jasa_paid)),
        paid_count=count - len(rest),
        carried_jasa=Rupiah(_jasa_until(plan, terms, over) - jasa_paid),
    )


def counted(plan: Plan, payments: Sequence[Payment], turned: Sequence[Turned]) -> list[Payment]:
    """The payments that stand, and what under this plan took back one of before it: else its jasa were paid for good.

    turned: all that were ever taken back, also those that stand again.
    """
    found = list(payments)
    for each in turned:
        since = [place for place, (entry, _day) in enumerate(each.by) if entry > plan.after_entry]
        if each.payment.entry <= plan.after_entry and len(since) % 2:  # two of them cancel each other
            (entry, day), sign = each.by[since[0]], 1 if since[0] % 2 else -1
            found.append(
                Payment(
                    entry=entry,
                    day=day,
                    principal=sign * each.payment.principal,
                    jasa=sign * each.payment.jasa,
                    fine=sign * each.payment.fine,
                )
            )
    return found


def has_begun(plan: Plan, n: int, today: date) -> bool:
    """Whether the month of that instalment has begun: the first with the loan, each other after the one before."""
    return n == 1 or today > plan.instalments[n - 2].due


def _jasa_until(plan: Plan, terms: Terms, months: int) -> int:
    """The jasa of so many months and all that an agreement carried over: all but what later months cost by the rule."""
    by_rule = jasa_by_rule([each.principal for each in plan.instalments], terms)
    later = zip(plan.instalments[months:], by_rule[months:], strict=True)
    return plan.jasa - sum(min(each.jasa, own) for each, own in later)


def fine_of(terms: Terms, days_late: int) -> int:
    """The fine on one instalment that many days late: never on time, never less later, never above its cap."""
    if days_late <= FINE_AFTER_DAYS or not terms.fine:
        return 0
    return min(terms.fine_cap, terms.fine * (1 + (days_late - 1) // FINE_EVERY_DAYS))


def _open(plan: Plan, principal_paid: int, jasa_paid: int, today: date) -> tuple[Open, ...]:
    """What of each instalment is left, if every part was paid from the oldest on."""
    found = []
    for each in plan.instalments:
        principal = max(0, each.principal - principal_paid)
        jasa = max(0, each.jasa - jasa_paid)
        principal_paid -= each.principal - principal
        jasa_paid -= each.jasa - jasa
        if principal or jasa:
            found.append(
                Open(
                    n=each.n,
                    due=each.due,
                    principal=Rupiah(principal),
                    jasa=Rupiah(jasa),
                    days=max(0, (today - each.due).days),
                )
            )
    return tuple(found)


def _settled_days(plan: Plan, payments: Sequence[Payment]) -> list[date]:
    """By when each instalment was paid in full; date.max for one that is not."""
    days = [date.max] * len(plan.instalments)
    principal_due = list(accumulate(each.principal for each in plan.instalments))
    jasa_due = list(accumulate(each.jasa for each in plan.instalments))
    n = principal = jasa = 0
    for payment in sorted(payments, key=lambda one: (one.day, one.entry)):
        principal += payment.principal
        jasa += payment.jasa
        while n < len(days) and principal >= principal_due[n] and jasa >= jasa_due[n]:
            days[n] = payment.day
            n += 1
    return days


# -- paying -----------------------------------------------------------------------------------------------------


def allocate(amount: int, standing: Standing, terms: Terms) -> Allocation:
    """What the payment counts for: what is due first, then the months to come; all at once ends the loan early.

    Where it covers all that ends the loan today, the jasa of months that have not begun is not taken.
    """
    if amount >= standing.payoff:
        return Allocation(
            fine=standing.fine,
            jasa=standing.payoff_jasa,
            principal=standing.outstanding,
            excess=Rupiah(amount - standing.payoff),
        )
    left, paid = amount, dict.fromkeys(_PARTS, 0)
    for part, claim in _claims(standing, terms):
        taken = min(left, claim)
        paid[part] += taken
        left -= taken
    if paid["principal"] >= standing.outstanding:
        # No pokok left means settled: what else is owed is paid before its end.
        paid["jasa"] = max(0, min(standing.payoff_jasa, amount))
        paid["fine"] = min(standing.fine, amount - paid["jasa"])
        paid["principal"] = amount - paid["jasa"] - paid["fine"]
    return Allocation(**{part: Rupiah(each) for part, each in paid.items()}, excess=Rupiah(left))


def _claims(standing: Standing, terms: Terms) -> list[tuple[str, int]]:
    """What there is to be paid, in the order in which a payment counts for it."""
    fine = ("fine", standing.fine)
    first = terms.order is Order.FINE_FIRST
    parts = ("jasa", "principal") if first else ("principal", "jasa")
    due = [(part, getattr(each, part)) for each in standing.due for part in parts]
    later = [(part, getattr(each, part)) for each in standing.open if not each.days for part in parts]
    return [fine, *due, *later] if first else [*due, fine, *later]


# -- agreeing anew ----------------------------------------------------------------------------------------------


def replan(
    plan: Plan, terms: Terms, standing: Standing, *, months: int, start: date, after_entry: int
) -> Plan:
    """The plan of an agreement: what is still owed, in so many months from that day on.

    standing: of the day of the agreement. Jasa that was owed goes over into the new months, what was paid ahead is
    taken off them; the month that is not over begins anew, so that no day costs jasa twice. Raises
    ValueError below a rupiah a month.
    """
    return Plan(
        revision=plan.revision + 1,
        start=start,
        instalments=schedule(
            amount=standing.outstanding,
            months=months,
            terms=terms,
            start=start,
            carried=standing.carried_jasa,
        ),
        after_entry=after_entry,
        carried_fine=standing.fine,
    )
