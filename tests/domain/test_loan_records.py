"""What a loan's records say of themselves: sums, what is late, what ends it."""

from datetime import date

from domain.loan_records import OPEN, Allocation, Open, Plan, Standing, State
from domain.loan_schedule import Instalment
from domain.money import Rupiah


def open_part(n: int, principal: int, jasa: int, days: int) -> Open:
    return Open(n=n, due=date(2026, n, 10), principal=Rupiah(principal), jasa=Rupiah(jasa), days=days)


def test_all_that_is_paid_is_pokok_and_jasa_of_every_instalment() -> None:
    rows = tuple(
        Instalment(n=n, due=date(2026, n, 10), principal=Rupiah(100), jasa=Rupiah(n)) for n in (1, 2, 3)
    )
    plan = Plan(revision=1, start=date(2025, 12, 10), instalments=rows)
    assert (plan.principal, plan.jasa, plan.total) == (300, 6, 306)
    assert [each.amount for each in rows] == [101, 102, 103]
    assert type(plan.total) is Rupiah


def test_what_is_late_is_summed_and_the_oldest_day_counts() -> None:
    here = Standing(
        outstanding=Rupiah(250),
        open=(open_part(1, 50, 20, 34), open_part(2, 100, 20, 3), open_part(3, 100, 20, 0)),
        fine=Rupiah(7),
        payoff_jasa=Rupiah(60),
        paid_count=0,
    )
    assert ([each.n for each in here.due], here.overdue, here.days_behind) == ([1, 2], 190, 34)
    assert here.payoff == 250 + 60 + 7


def test_where_nothing_is_open_nothing_is_late() -> None:
    zero = Rupiah(0)
    here = Standing(outstanding=zero, open=(), fine=zero, payoff_jasa=zero, paid_count=3)
    assert (here.due, here.overdue, here.days_behind, here.payoff) == ((), 0, 0, 0)


def test_what_the_loan_takes_of_a_payment_leaves_out_what_is_too_much() -> None:
    found = Allocation(fine=Rupiah(5), jasa=Rupiah(-20), principal=Rupiah(100), excess=Rupiah(9))
    assert (found.counted, found.counted + found.excess) == (85, 94)


def test_a_loan_is_open_from_the_asking_until_it_is_paid() -> None:
    assert set(State) - set(OPEN) == {State.REFUSED, State.WITHDRAWN, State.SETTLED}
