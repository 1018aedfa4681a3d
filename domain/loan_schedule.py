"""By which days is a loan to be paid, and how much each time?

The law: jasa is what the rule says to the rupiah, never rounded up; the instalment as a whole is rounded up to the unit
in use, and what that is more counts as pokok; the last instalment takes the rest, down to the smallest coin
(domain.md 3.3; reliability.md C 15).
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise

from domain.loan_rules import UNITS, Method, Terms
from domain.money import Rupiah
from domain.records import dataclass

# A rate counts hundredths of a percent.
WHOLE = 10_000

# The smallest coin that changes hands: of a last Rp82.869 nobody can pay the Rp69, so they are not asked for.
COIN = 100

# As small a part of the pokok as it takes, where no unit would leave anything for the last month.
_SMALLEST = 0


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


def schedule(
    *, amount: int, months: int, terms: Terms, start: date, carried: int = 0
) -> tuple[Instalment, ...]:
    """By which days what is to be paid: 1.000.000 in 12 at 1.000 is eleven of 84.000 and 76.000 (domain.md 3.3).

    carried: jasa of before an agreement, spread over the new months; below zero where it was paid ahead, then the first
    months ask for less. A smaller unit is taken where this one would leave nothing for the last month. Raises
    ValueError below a rupiah a month.
    """
    if months < 1 or amount < months:
        raise ValueError("at least one rupiah a month")
    for unit in (terms.unit, *(smaller for smaller in UNITS if smaller < terms.unit), _SMALLEST):
        rows = _rows(amount, months, terms, carried=carried, unit=unit)
        if min(principal for principal, _jasa in rows) > 0:
            break
    return tuple(
        Instalment(n=n, due=months_after(start, n), principal=Rupiah(principal), jasa=Rupiah(jasa))
        for n, (principal, jasa) in enumerate(rows, start=1)
    )


def jasa_by_rule(parts: Sequence[int], terms: Terms) -> list[int]:
    """The jasa of each month of a loan that is paid in these parts of pokok; what it comes to in all is rounded down.

    Flat: each month of the whole amount; declining: of what is left of it.
    """
    amount = sum(parts)
    left = [amount - paid for paid in accumulate(parts[:-1], initial=0)]
    exact = list(accumulate(_base(terms.method, amount, each) * terms.rate for each in left))
    return [now // WHOLE - before // WHOLE for before, now in pairwise([0, *exact])]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one: a loan of 31 January is due on 28 February and 31 March."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rows(amount: int, months: int, terms: Terms, *, carried: int, unit: int) -> list[tuple[int, int]]:
    """Pokok and jasa of each month with that unit; the last pokok is zero or below where the unit does not fit."""
    rows: list[tuple[int, int]] = []
    left, exact, ahead = amount, 0, max(0, -carried)
    for n in range(1, months + 1):
        before = exact // WHOLE
        exact += _base(terms.method, amount, left) * terms.rate
        own = exact // WHOLE - before
        if n == months and not carried:
            own = max(0, own - (left + own) % min(COIN, terms.unit))
        taken = min(own, ahead)
        ahead -= taken
        extra = max(0, carried) * n // months - max(0, carried) * (n - 1) // months
        jasa = own - taken + extra
        principal = _part(amount, months, jasa, unit) if n < months else left
        rows.append((principal, jasa))
        left -= principal
    return rows


def _part(amount: int, months: int, jasa: int, unit: int) -> int:
    """The pokok of one month: what fills the instalment up to the unit."""
    if unit == _SMALLEST:
        return amount // months
    return -(-(amount + jasa * months) // (months * unit)) * unit - jasa


def _base(method: Method, amount: int, left: int) -> int:
    """Of what a month's jasa is taken: of nothing unless the group takes any; infak is never owed."""
    return {Method.FLAT: amount, Method.DECLINING: left}.get(method, 0)
