"""Random groups whose loans go through everything: the program's pure core beside the model of tests/loan_model.py.

A group is made by its number alone, so that one that found something can be made again.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Protocol

from domain.loan_rules import Method, Order, Terms
from domain.loans import Payment, Plan, Standing, Turned
from domain.money import Rupiah
from tests import loan_model as model
from tests.loan_model import Deal, Entry, Loan

FIRST_DAY = date(2023, 12, 28)
STEPS = (0, 0, 1, 3, 4, 5, 27, 28, 30, 31, 33, 62)
RATES = (0, 100, 120, 150, 200)


class Core(Protocol):
    """What domain/loans.py offers; a planted bug stands in for one of these."""

    schedule: Callable[..., Any]
    stand: Callable[..., Standing]
    allocate: Callable[..., Any]
    replan: Callable[..., Plan]
    counted: Callable[..., list[Payment]]
    fine_of: Callable[..., int]


@dataclass
class Borrower:
    """One loan in both: the model's, and the plan that the core made."""

    terms: Terms
    loan: Loan
    plan: Plan
    today: date

    @property
    def payments(self) -> list[Payment]:
        return [_payment(each) for each in self.loan.entries if each.back is None and self.loan.stands(each)]

    @property
    def turned(self) -> list[Turned]:
        taken_back = [each.back for each in self.loan.entries]
        originals = [each for each in self.loan.entries if each.back is None and each.number in taken_back]
        return [Turned(payment=_payment(each), by=self._by(each.number)) for each in originals]

    def _by(self, number: int) -> tuple[tuple[int, date], ...]:
        found: list[tuple[int, date]] = []
        while each := next((one for one in self.loan.entries if one.back == number), None):
            found.append((each.number, each.day))
            number = each.number
        return tuple(found)

    def stand(self, core: Core, today: date) -> Standing:
        return core.stand(
            self.plan,
            self.terms,
            core.counted(self.plan, self.payments, self.turned),
            outstanding=self.loan.left(),
            today=today,
            waived=self.loan.newest.waived,
        )


def check_group(number: int, core: Core) -> Counter[str]:
    """What happened in it. Raises AssertionError where the core differs from the model or breaks C 15-19."""
    chance, seen = random.Random(number), Counter[str]()
    terms = _terms(chance)
    _check_fines(terms, core)
    for _each in range(chance.randint(1, 3)):
        borrower = _borrow(chance, core, terms)
        _check_table(borrower.loan.amount, borrower.plan, terms, core)
        for _step in range(chance.randint(2, 9)):
            borrower.today += timedelta(days=chance.choice(STEPS))
            _check_standing(borrower, core, borrower.today)
            _check_standing(borrower, core, borrower.today + timedelta(days=chance.randint(1, 90)))
            seen.update(chance.choices(*_EVENTS)[0](chance, core, borrower))
    return seen


def _terms(chance: random.Random) -> Terms:
    fine = chance.choice((0, 500, 1_000, 2_000))
    return Terms(
        method=chance.choice(list(Method)),
        rate=chance.choice((*RATES, chance.randint(1, 500))),
        unit=Rupiah(chance.choice(model.UNITS)),
        order=chance.choice(list(Order)),
        fine=Rupiah(fine),
        fine_cap=Rupiah(fine * chance.randint(1, 4)),
    )


def _borrow(chance: random.Random, core: Core, terms: Terms) -> Borrower:
    months = chance.choice((1, 2, 3, 6, 10, 12, chance.randint(1, 24)))
    amount = chance.choice(
        (50_000 * chance.randint(1, 60), chance.randint(months, 3_000_000), chance.randint(months, 500))
    )
    start = FIRST_DAY + timedelta(days=chance.randint(0, 800))
    deal = Deal(terms.method, terms.rate, terms.unit, terms.order, terms.fine, terms.fine_cap)
    instalments = core.schedule(amount=amount, months=months, terms=terms, start=start)
    plan = Plan(revision=1, start=start, instalments=instalments)
    return Borrower(terms, model.lend(deal, amount, months, start), plan, start)


# -- what must be true ------------------------------------------------------------------------------------------


def _check_table(amount: int, plan: Plan, terms: Terms, core: Core) -> None:
    """C 15, 16 and 18 on a new schedule, said without the model."""
    rows, months = plan.instalments, len(plan.instalments)
    assert plan.principal == amount
    assert [each.n for each in rows] == list(range(1, months + 1))
    assert all(each.principal > 0 and each.jasa >= 0 for each in rows)
    # A smaller unit only where this one would leave nothing for the last: a unit more each time is all of the amount.
    assert amount <= months * (months - 1) * terms.unit or not any(
        each.amount % terms.unit for each in rows[:-1]
    )
    days = [plan.start, *(each.due for each in rows)]
    assert all(one < other for one, other in pairwise(days))
    assert all((each.due + timedelta(days=1)).day == 1 or each.due.day == plan.start.day for each in rows)
    if terms.method in (Method.NONE, Method.INFAK) or not terms.rate:
        assert plan.jasa == 0
    if terms.method is Method.DECLINING:
        flat = Terms(method=Method.FLAT, rate=terms.rate, unit=terms.unit)
        beside = core.schedule(amount=amount, months=months, terms=flat, start=plan.start)
        assert plan.jasa <= sum(each.jasa for each in beside)
    _check_exact(plan, terms, core)


def _check_exact(plan: Plan, terms: Terms, core: Core) -> None:
    """Each instalment on its day: nothing is left, nothing was late, and nothing ended before the last."""
    left, paid = int(plan.principal), list[Payment]()
    for each in plan.instalments:
        here = core.stand(plan, terms, paid, outstanding=left, today=each.due)
        assert (here.fine, here.overdue, here.days_behind, here.paid_count) == (0, 0, 0, each.n - 1)
        assert here.payoff <= sum(one.amount for one in here.open)
        found = core.allocate(each.amount, here, terms)
        assert (found.principal, found.jasa, found.excess) == (each.principal, each.jasa, 0)
        left -= found.principal
        paid.append(Payment(entry=each.n, day=each.due, principal=found.principal, jasa=found.jasa))
        assert (left == 0) == (each.n == len(plan.instalments))


def _check_standing(borrower: Borrower, core: Core, today: date) -> None:
    loan, here = borrower.loan, borrower.stand(core, today)
    assert here.outstanding == loan.left()
    if not loan.left():
        assert (here.open, here.fine, here.payoff, here.days_behind) == ((), 0, 0, 0)
        return
    asked = {each.n: (each.principal, each.jasa) for each in here.open}
    months = loan.open_months()
    assert asked == {n: rest for n, rest in enumerate(months, start=1) if any(rest)}
    assert here.paid_count == len(months) - len(here.open)
    assert here.fine == loan.fine(today)
    assert here.days_behind == loan.behind(today)
    assert here.overdue == sum(
        sum(rest) for rest, month in zip(months, loan.newest.months, strict=True) if month.due < today
    )
    assert here.payoff_jasa == loan.jasa_to_end(today)
    assert here.carried_jasa == loan.jasa_to_agree(today)
    assert 0 < here.payoff <= sum(each.amount for each in here.open) + here.fine


def _check_fines(terms: Terms, core: Core) -> None:
    """C 19: none in time, never less for more days, never above the cap."""
    fines = [core.fine_of(terms, days) for days in range(-2, 130)]
    assert fines[:6] == [0] * 6
    assert fines == sorted(fines)
    assert max(fines) <= terms.fine_cap


# -- what happens -----------------------------------------------------------------------------------------------


def _pay(chance: random.Random, core: Core, borrower: Borrower) -> list[str]:
    loan, today = borrower.loan, borrower.today
    if not loan.left():
        return []
    here = borrower.stand(core, today)
    amount = _amount(chance, here)
    found = core.allocate(amount, here, borrower.terms)
    parts = (found.fine, found.jasa, found.principal, found.excess)
    assert parts == loan.pays(amount, today)
    assert sum(parts) == amount
    assert min(found.fine, found.principal, found.excess) >= 0
    assert amount >= here.payoff or (found.jasa >= 0 and not found.excess and found.principal < loan.left())
    loan.write(today, fine=found.fine, jasa=found.jasa, principal=found.principal)
    after = borrower.stand(core, today)
    if amount < here.payoff and after.payoff_jasa > 1 - after.outstanding:
        assert after.payoff == here.payoff - amount  # paid in pieces it never costs more than at once
    happened = {
        "paid in part": amount < here.open[0].amount,
        "paid a fine": bool(found.fine),
        "ended": not loan.left(),
        "ended early": not loan.left() and not here.due,
        "ended, and jasa came back": found.jasa < 0,
        "too much": bool(found.excess),
    }
    return ["paid", *(what for what, whether in happened.items() if whether)]


def _amount(chance: random.Random, here: Standing) -> int:
    due = here.overdue + here.fine
    first = here.open[0].amount
    wanted = (
        first,
        first,
        due,
        due - 1,
        due + first,
        first // 2,
        here.payoff,
        here.payoff - 1,
        here.outstanding,
        here.payoff + chance.randint(1, 50_000),
        chance.randint(1, here.payoff),
        chance.randint(1, 3) * 1_000,
    )
    return max(1, chance.choice(wanted))


def _take_back(chance: random.Random, core: Core, borrower: Borrower) -> list[str]:
    """Any entry, of whatever plan: the book takes each back once, and lets nobody owe less than nothing."""
    loan, done = borrower.loan, {each.back for each in borrower.loan.entries}
    possible = [
        each
        for each in loan.entries
        if each.number not in done and loan.left() + loan.sign(each) * each.principal >= 0
    ]
    if not possible:
        return []
    taken, before = chance.choice(possible), loan.left()
    loan.take_back(taken, borrower.today)
    assert loan.left() - before == loan.sign(taken) * taken.principal
    happened = {
        "taken back": taken.back is None,
        "taken back again": taken.back is not None,
        "of an earlier plan": taken.number <= loan.newest.after,
        "runs again": not before,
    }
    return [what for what, whether in happened.items() if whether]


def _agree(chance: random.Random, core: Core, borrower: Borrower) -> list[str]:
    loan, today = borrower.loan, borrower.today
    months = chance.randint(1, 15)
    if loan.left() < months:
        return []
    here = borrower.stand(core, today)
    borrower.plan = core.replan(
        borrower.plan, borrower.terms, here, months=months, start=today, after_entry=len(loan.entries)
    )
    loan.agree(months, today)
    made = [(each.due, each.principal, each.jasa) for each in borrower.plan.instalments]
    assert made == [(each.due, each.principal, each.jasa) for each in loan.newest.months]
    assert borrower.plan.principal == loan.left()
    assert borrower.stand(core, today).fine == here.fine
    return ["agreed", *(["agreed, jasa paid ahead"] if here.carried_jasa < 0 else [])]


def _waive(chance: random.Random, core: Core, borrower: Borrower) -> list[str]:
    loan, today = borrower.loan, borrower.today
    fine = loan.fine(today) if loan.left() else 0
    if not fine:
        return []
    waived = chance.randint(1, fine)
    loan.newest.waived += waived
    assert borrower.stand(core, today).fine == fine - waived
    return ["waived"]


_EVENTS = ((_pay, _take_back, _agree, _waive), (70, 14, 9, 7))


def _payment(entry: Entry) -> Payment:
    return Payment(
        entry=entry.number, day=entry.day, principal=entry.principal, jasa=entry.jasa, fine=entry.fine
    )
