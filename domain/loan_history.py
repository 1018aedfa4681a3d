"""How late was a loan ever? What a group asks before it lends again (domain.md 3.3, UPK Rowokangkung)."""

from collections.abc import Sequence
from datetime import date

from domain.loans import Payment, Plan


def most_days_behind(
    plans: Sequence[Plan], payments: Sequence[Payment], *, ended: date | None, today: date
) -> int:
    """The most days that any instalment was late, 0 if none ever was.

    plans: the oldest first; an agreement ends what the plan before it asked for. payments: those that stand. ended:
    the day on which nothing was owed any more, None while something is.
    """
    most = 0
    for plan, following in zip(plans, [*plans[1:], None], strict=True):
        until = today if ended is None else min(ended, today)
        mine = [each for each in payments if each.entry > plan.after_entry]
        if following is not None:
            until = min(until, following.start)
            mine = [each for each in mine if each.entry <= following.after_entry]
        most = max(most, _most_in(plan, mine, until))
    return most


def _most_in(plan: Plan, payments: Sequence[Payment], until: date) -> int:
    """The same of one plan, looked at until that day."""
    most, principal, jasa = 0, 0, 0
    for each in plan.instalments:
        principal, jasa = principal + each.principal, jasa + each.jasa
        most = max(most, (_day_of(payments, principal, jasa, until) - each.due).days)
    return most


def _day_of(payments: Sequence[Payment], principal: int, jasa: int, until: date) -> date:
    """The day on which so much was paid in all; `until` if it never was before."""
    paid_principal = paid_jasa = 0
    for each in sorted(payments, key=lambda one: (one.day, one.entry)):
        paid_principal, paid_jasa = paid_principal + each.principal, paid_jasa + each.jasa
        if paid_principal >= principal and paid_jasa >= jasa:
            return min(each.day, until)
    return until
