"""A loan: its schedule, what of a payment counts for what, what is still open on a day, and what ends it early?

All in whole rupiah. Nothing here depends on a clock or a zone: days are days of the group's zone (domain.md 3.3;
reliability.md C 15-19).
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate

from domain.loan_rules import FINE_AFTER_DAYS, UNITS, Method, Order, Terms
from domain.money import Rupiah
from domain.records import dataclass

# A rate counts hundredths of a percent.
WHOLE = 10_000

FINE_EVERY_DAYS = 30


class State(StrEnum):
    """Where a loan stands; the value is stored. APPROVED: decided, the money not yet received."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RUNNING = "running"
    SETTLED = "settled"


OPEN = (State.ASKED, State.APPROVED, State.RUNNING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Instalment:
    """What is to be paid by a day. n: from 1."""

    n: int
    due: date
    principal: Rupiah
    jasa: Rupiah

    @property
    def amount(self) -> Rupiah:
        """Both together."""
        return Rupiah(self.principal + self.jasa)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """What one entry that still stands has paid. entry: its number."""

    entry: int
    day: date
    principal: int
    jasa: int
    fine: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """By which days a loan is to be paid. revision: 1, and one more for each agreement after it.

    after_entry: payments up to that entry belong to an earlier plan. carried_fine: what of a fine was open then.
    """

    revision: int
    start: date
    instalments: tuple[Instalment, ...]
    after_entry: int = 0
    carried_fine: Rupiah = Rupiah(0)

    @property
    def total(self) -> Rupiah:
        """ "Jumlah semua yang dibayar"."""
        return Rupiah(sum(each.amount for each in self.instalments))

    @property
    def principal(self) -> Rupiah:
        """All of the pokok in it."""
        return Rupiah(sum(each.principal for each in self.instalments))

    @property
    def jasa(self) -> Rupiah:
        """All of the jasa in it."""
        return Rupiah(sum(each.jasa for each in self.instalments))


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """What of an instalment is not paid. days: how long its day is over, 0 until then."""

    n: int
    due: date
    principal: Rupiah
    jasa: Rupiah
    days: int

    @property
    def amount(self) -> Rupiah:
        """Both together."""
        return Rupiah(self.principal + self.jasa)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A running loan on a day. outstanding: pokok not paid. open: all that is not paid, the oldest first.

    fine: open now. payoff_jasa: the jasa that is owed if she pays all today: of the months that have begun.
    """

    outstanding: Rupiah
    open: tuple[Open, ...]
    fine: Rupiah
    payoff_jasa: Rupiah
    paid_count: int

    @property
    def due(self) -> tuple[Open, ...]:
        """What should have been paid before today, the oldest first."""
        return tuple(each for each in self.open if each.days)

    @property
    def overdue(self) -> Rupiah:
        """What should have been paid before today, without a fine."""
        return Rupiah(sum(each.amount for each in self.due))

    @property
    def days_behind(self) -> int:
        """How long the oldest of it is over, 0 if nothing is."""
        return self.open[0].days if self.open else 0

    @property
    def payoff(self) -> Rupiah:
        """What ends the loan today."""
        return Rupiah(self.outstanding + self.payoff_jasa + self.fine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Allocation:
    """What of a payment counts for what. excess: more than the loan takes, never lost."""

    fine: Rupiah
    jasa: Rupiah
    principal: Rupiah
    excess: Rupiah

    @property
    def counted(self) -> Rupiah:
        """What the loan takes of it."""
        return Rupiah(self.fine + self.jasa + self.principal)


# -- the schedule -----------------------------------------------------------------------------------------------


def schedule(
    *, amount: int, months: int, terms: Terms, start: date, carried: int = 0
) -> tuple[Instalment, ...]:
    """By which days what is to be paid; the last instalment takes the rest of each part.

    carried: jasa of before an agreement, spread over the new months. An amount of at least one rupiah a month.
    """
    parts = split_up(amount, months, terms.unit)
    before = accumulate(parts, initial=0)
    left = [amount - paid for paid, _part in zip(before, parts, strict=False)]
    bases = left if terms.method is Method.DECLINING else [amount] * months
    exact = [base * terms.rate for base in bases]
    total = sum(exact) // WHOLE  # in her favour
    jasa = _spread([-(-each // WHOLE) for each in exact], total, terms.unit)
    extra = _spread([-(-carried // months)] * months, carried, terms.unit)
    return tuple(
        Instalment(
            n=n,
            due=months_after(start, n),
            principal=Rupiah(parts[n - 1]),
            jasa=Rupiah(jasa[n - 1] + extra[n - 1]),
        )
        for n in range(1, months + 1)
    )


def split_up(amount: int, months: int, unit: int) -> list[int]:
    """The pokok of each month: rounded up to the unit, the last takes the rest; a smaller unit where nothing were left.

    1.000.000 in 12 at 1.000: eleven of 84.000 and 76.000 (domain.md 3.3). Raises ValueError below a rupiah a month.
    """
    if months < 1 or amount < months:
        raise ValueError("at least one rupiah a month")
    for each in (unit, *(smaller for smaller in UNITS if smaller < unit)):
        part = -(-amount // (months * each)) * each
        if part * (months - 1) < amount:
            return [part] * (months - 1) + [amount - part * (months - 1)]
    part = amount // months  # a rupiah more each would leave the last without any
    return [part] * (months - 1) + [amount - part * (months - 1)]


def _spread(wanted: Sequence[int], total: int, unit: int) -> list[int]:
    """Each rounded up to the unit as long as something is left, the last takes the rest."""
    found, left = [], total
    for each in wanted[:-1]:
        part = min(left, -(-each // unit) * unit)
        found.append(part)
        left -= part
    return [*found, left]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one: a loan of 31 January is due on 28 February and 31 March."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
    """Where the loan is on that day.

    payments: those that still stand. outstanding: what the ledger says. waived: of fines, in rupiah.
    """
    mine = [each for each in payments if each.entry > plan.after_entry]
    principal_paid = plan.principal - outstanding
    jasa_paid = sum(each.jasa for each in mine)
    rest = _open(plan, principal_paid, jasa_paid, today)
    fines = sum(
        fine_of(terms, (min(settled, today) - each.due).days)
        for each, settled in zip(plan.instalments, _settled_days(plan, mine), strict=True)
    )
    fine = max(0, plan.carried_fine + fines - sum(each.fine for each in mine) - waived)
    begun = sum(each.jasa for each in plan.instalments if has_begun(plan, each.n, today))
    return Standing(
        outstanding=Rupiah(outstanding),
        open=rest,
        fine=Rupiah(fine),
        payoff_jasa=Rupiah(max(0, begun - jasa_paid)),
        paid_count=len(plan.instalments) - len(rest),
    )


def has_begun(plan: Plan, n: int, today: date) -> bool:
    """Whether the month of that instalment has begun: the first with the loan, each other after the one before."""
    return n == 1 or today > plan.instalments[n - 2].due


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
    days = []
    for each in plan.instalments:
        need_principal = sum(one.principal for one in plan.instalments[: each.n])
        need_jasa = sum(one.jasa for one in plan.instalments[: each.n])
        principal = jasa = 0
        settled = date.max
        for payment in sorted(payments, key=lambda one: (one.day, one.entry)):
            principal += payment.principal
            jasa += payment.jasa
            if principal >= need_principal and jasa >= need_jasa:
                settled = payment.day
                break
        days.append(settled)
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
    left, fine, jasa, principal = amount, 0, 0, 0
    first = terms.order is Order.FINE_FIRST
    if first:
        fine = min(left, standing.fine)
        left -= fine
    for rows in (standing.due, tuple(each for each in standing.open if not each.days)):
        for each in rows:
            for part in ("jasa", "principal") if first else ("principal", "jasa"):
                counted = min(left, getattr(each, part))
                left -= counted
                if part == "jasa":
                    jasa += counted
                else:
                    principal += counted
        if not first and not fine:
            fine = min(left, standing.fine)
            left -= fine
    if (
        principal >= standing.outstanding
    ):  # no pokok left means settled: what else is owed is paid before its end
        jasa = min(standing.payoff_jasa, amount)
        fine = min(standing.fine, amount - jasa)
        principal = amount - jasa - fine
    return Allocation(fine=Rupiah(fine), jasa=Rupiah(jasa), principal=Rupiah(principal), excess=Rupiah(left))
