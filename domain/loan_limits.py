"""How much may she borrow today, and who may decide on it?

The smallest of the group's own limits counts; each is off until the meeting decides, the cash in the box never is.
"""

from collections.abc import Iterable
from itertools import combinations

from domain.approvals import Officer
from domain.loan_rules import LoanRules
from domain.money import Rupiah
from domain.records import dataclass

CASH, MOST, SAVINGS, HISTORY = "cash", "most", "savings", "history"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """The most for her today. why: what it comes from: "cash", "most", "savings" or "history"."""

    amount: Rupiah
    why: str


def most_for(
    rules: LoanRules,
    *,
    savings: int,
    cash: int,
    last_amount: int | None,
    worst_class: int,
    settled: bool = True,
) -> Limit:
    """The most she may borrow. Where two limits are the same the kinder reason is given: the box before her history.

    savings: all of her own. last_amount: of her last loan, None or 0 without one. worst_class: the worst that her loans
    ever came to (domain/loan_classes.py). settled: whether all of them are paid.
    """
    limits = [(max(0, cash - rules.cash_keep), CASH)]
    if rules.most:
        limits.append((rules.most, MOST))
    if rules.savings_percent:
        limits.append((savings * rules.savings_percent // 100, SAVINGS))
    percent = _again_percent(rules, worst_class, settled=settled)
    if last_amount and percent is not None:
        limits.append((last_amount * percent // 100, HISTORY))
    amount, why = min(limits, key=lambda each: each[0])
    return Limit(amount=Rupiah(amount), why=why)


def _again_percent(rules: LoanRules, worst_class: int, *, settled: bool) -> int | None:
    """What she may borrow again, in percent of her last loan; None for no limit.

    Nothing means "none until settled" (UPK Rowokangkung, domain.md 3.3): afterwards the strictest of the others holds.
    """
    if not rules.repeat:
        return None
    percent = rules.repeat[min(worst_class, len(rules.repeat) - 1)]
    if percent == 0 and settled:
        return min((each for each in rules.repeat if each), default=0)
    return percent


def may_decide(
    officers: Iterable[Officer],
    hers: frozenset[int],
    *,
    household: frozenset[int] = frozenset(),
    persons: frozenset[int] = frozenset(),
) -> tuple[Officer, ...]:
    """Who of the officers may decide on her loan: strict, also when nobody is left.

    hers: all her own numbers in the book. household: the numbers under her roof. persons: by whom these are known on
    phones (Member.told_id of each), so that a second account does not decide either.
    """
    barred = hers | household
    return tuple(each for each in officers if not each.numbers & barred and not each.selves & persons)


def are_two(officers: Iterable[Officer]) -> bool:
    """Whether two different women are among them; one woman on two accounts is one."""
    return any(not one.selves & other.selves for one, other in combinations(officers, 2))
