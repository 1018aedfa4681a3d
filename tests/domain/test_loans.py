"""Where a loan stands, what a payment counts for, and the proof: random groups beside an independent model.

The model is tests/loan_model.py, the groups are tests/loan_groups.py. That the proof can fail is shown by mistakes that
are planted one by one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from domain import loan_schedule, loans
from domain.loan_rules import Method, Order, Terms
from domain.loans import Payment, Plan, Standing, Turned, allocate, counted, fine_of, replan, schedule, stand
from domain.money import Rupiah
from tests.loan_groups import check_group
from tests.planted import planted

START = date(2026, 1, 10)
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))
FINED = replace(FLAT, fine=Rupiah(2_000), fine_cap=Rupiah(5_000))
POKOK_FIRST = replace(FINED, order=Order.PRINCIPAL_FIRST)
GROUPS = 10_000


def plan_of(terms: Terms = FLAT) -> Plan:
    """A million in ten months: 100.000 and 20.000 each, on the tenth."""
    rows = schedule(amount=1_000_000, months=10, terms=terms, start=START)
    return Plan(revision=1, start=START, instalments=rows)


def paid(*amounts: tuple[date, int, int]) -> list[Payment]:
    return [
        Payment(entry=number, day=day, principal=principal, jasa=jasa)
        for number, (day, principal, jasa) in enumerate(amounts, start=2)
    ]


def standing(
    payments: Sequence[Payment] = (),
    *,
    today: date,
    terms: Terms = FLAT,
    plan: Plan | None = None,
    waived: int = 0,
) -> Standing:
    here = plan or plan_of(terms)
    left = here.principal - sum(each.principal for each in payments if each.entry > here.after_entry)
    return stand(here, terms, payments, outstanding=left, today=today, waived=waived)


# -- where it stands --------------------------------------------------------------------------------------------


def test_on_its_day_an_instalment_is_not_late_and_on_the_next_it_is() -> None:
    assert standing(today=date(2026, 2, 10)).days_behind == 0
    late = standing(today=date(2026, 2, 11))
    assert (late.days_behind, late.overdue, [each.n for each in late.due]) == (1, 120_000, [1])


def test_a_part_that_is_paid_leaves_the_rest_of_that_instalment_open() -> None:
    here = standing(paid((date(2026, 2, 9), 30_000, 20_000)), today=date(2026, 2, 9))
    assert (here.open[0].principal, here.open[0].jasa, here.paid_count) == (70_000, 0, 0)
    assert sum(each.principal for each in here.open) == here.outstanding == 970_000


def test_without_pokok_nothing_is_open_though_jasa_of_later_months_was_never_taken() -> None:
    here = standing(paid((date(2026, 2, 9), 1_000_000, 20_000)), today=date(2027, 5, 1), terms=FINED)
    assert (here.open, here.fine, here.payoff, here.days_behind, here.overdue) == ((), 0, 0, 0, 0)
    assert here.paid_count == 10


def test_an_early_end_costs_the_jasa_of_the_months_that_have_begun() -> None:
    assert standing(today=START).payoff == 1_020_000
    assert standing(today=date(2026, 2, 10)).payoff == 1_020_000
    assert standing(today=date(2026, 2, 11)).payoff == 1_040_000
    assert standing(today=date(2027, 6, 1)).payoff == 1_200_000


def test_paid_in_pieces_on_one_day_it_never_costs_more_than_at_once() -> None:
    here = standing(today=START)
    first = allocate(600_000, here, FLAT)
    assert (first.principal, first.jasa) == (500_000, 100_000)
    after = standing(paid((START, 500_000, 100_000)), today=START)
    assert (after.payoff, after.payoff_jasa) == (420_000, -80_000)
    end = allocate(420_000, after, FLAT)
    assert (end.principal, end.jasa, end.excess, end.counted) == (500_000, -80_000, 0, 420_000)


# -- fines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "fine"),
    [(-5, 0), (0, 0), (3, 0), (4, 2_000), (30, 2_000), (31, 4_000), (60, 4_000), (61, 5_000), (900, 5_000)],
)
def test_a_fine_comes_after_three_days_and_each_begun_thirty_and_stops_at_its_cap(
    days: int, fine: int
) -> None:
    assert fine_of(FINED, days) == fine
    assert fine_of(FLAT, days) == 0


def test_a_fine_stops_on_the_day_the_instalment_was_paid() -> None:
    late = paid((date(2026, 2, 15), 100_000, 20_000))
    assert standing(late, today=date(2026, 3, 10), terms=FINED).fine == 2_000
    in_time = paid((date(2026, 2, 13), 100_000, 20_000))
    assert standing(in_time, today=date(2026, 3, 10), terms=FINED).fine == 0


def test_what_is_let_go_or_paid_of_a_fine_is_not_asked_again() -> None:
    today = date(2026, 2, 20)
    assert standing(today=today, terms=FINED, waived=1_500).fine == 500
    fine_alone = [Payment(entry=2, day=today, principal=0, jasa=0, fine=2_000)]
    assert standing(fine_alone, today=today, terms=FINED).fine == 0
    assert standing(fine_alone, today=date(2026, 3, 13), terms=FINED).fine == 2_000


# -- paying -----------------------------------------------------------------------------------------------------

# On 20 February: a fine of 2.000, 120.000 late, then 120.000 each month. On 12 March two instalments are late.
LATE, LATER = date(2026, 2, 20), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("terms", "today", "amount", "fine", "jasa", "principal", "excess"),
    [
        (FINED, LATE, 1_500, 1_500, 0, 0, 0),
        (FINED, LATE, 12_000, 2_000, 10_000, 0, 0),
        (FINED, LATE, 50_000, 2_000, 20_000, 28_000, 0),
        (FINED, LATE, 122_000, 2_000, 20_000, 100_000, 0),
        (FINED, LATE, 152_000, 2_000, 40_000, 110_000, 0),
        (FINED, LATER, 130_000, 2_000, 28_000, 100_000, 0),
        (FINED, LATE, 1_041_999, 2_000, 180_000, 859_999, 0),
        (FINED, LATE, 1_042_000, 2_000, 40_000, 1_000_000, 0),
        (FINED, LATE, 1_050_000, 2_000, 40_000, 1_000_000, 8_000),
        (POKOK_FIRST, LATE, 50_000, 0, 0, 50_000, 0),
        (POKOK_FIRST, LATE, 110_000, 0, 10_000, 100_000, 0),
        (POKOK_FIRST, LATE, 121_000, 1_000, 20_000, 100_000, 0),
        (POKOK_FIRST, LATE, 152_000, 2_000, 20_000, 130_000, 0),
        (POKOK_FIRST, LATER, 130_000, 0, 20_000, 110_000, 0),
        (POKOK_FIRST, LATE, 1_042_000, 2_000, 40_000, 1_000_000, 0),
    ],
)
def test_a_payment_counts_in_the_order_of_the_group(
    terms: Terms, today: date, amount: int, fine: int, jasa: int, principal: int, excess: int
) -> None:
    found = allocate(amount, standing(today=today, terms=terms), terms)
    assert (found.fine, found.jasa, found.principal, found.excess) == (fine, jasa, principal, excess)
    assert found.counted + found.excess == amount


def test_pokok_is_never_gone_while_jasa_or_a_fine_is_owed() -> None:
    """Where pokok comes first, the last of it waits: a loan without pokok is settled."""
    before = paid(*((date(2026, month, 10), 100_000, 20_000) for month in range(2, 11)))
    here = standing(before, today=date(2026, 11, 20), terms=POKOK_FIRST)
    assert (here.outstanding, here.payoff_jasa, here.fine) == (100_000, 20_000, 2_000)
    found = allocate(100_000, here, POKOK_FIRST)
    assert (found.fine, found.jasa, found.principal) == (2_000, 20_000, 78_000)


# -- agreements -------------------------------------------------------------------------------------------------


def test_an_agreement_takes_over_what_is_owed_and_the_month_that_is_not_over_begins_anew() -> None:
    today = date(2026, 3, 25)  # two months are over, the third has begun
    here = standing(today=today, terms=FINED)
    assert (here.payoff_jasa, here.carried_jasa, here.fine) == (60_000, 40_000, 6_000)
    anew = replan(plan_of(FINED), FINED, here, months=20, start=today, after_entry=7)
    assert (anew.revision, anew.principal, anew.jasa, anew.carried_fine) == (2, 1_000_000, 440_000, 6_000)
    assert anew.instalments[0].due == date(2026, 4, 25)
    after = standing(today=today, terms=FINED, plan=anew)
    assert (after.days_behind, after.fine, after.payoff) == (0, 6_000, 1_066_000)


def test_what_an_agreement_took_over_is_owed_also_where_the_loan_ends_early() -> None:
    today = date(2026, 8, 11)  # seven months are over, nothing was paid
    here = standing(today=today)
    anew = replan(plan_of(), FLAT, here, months=10, start=today, after_entry=0)
    assert standing(today=today, plan=anew).payoff_jasa == 7 * 20_000 + 20_000


def test_a_payment_of_before_an_agreement_that_is_taken_back_is_owed_under_it() -> None:
    first = Payment(entry=2, day=date(2026, 2, 10), principal=100_000, jasa=20_000)
    today = date(2026, 2, 10)
    here = standing([first], today=today)
    anew = replan(plan_of(), FLAT, here, months=9, start=today, after_entry=2)
    back = Turned(payment=first, by=((3, today),))
    again = Payment(entry=4, day=today, principal=100_000, jasa=20_000)
    assert (
        stand(anew, FLAT, counted(anew, [], [back]), outstanding=1_000_000, today=today).payoff == 1_038_000
    )
    right = stand(anew, FLAT, counted(anew, [again], [back]), outstanding=900_000, today=today)
    assert right == stand(anew, FLAT, [first], outstanding=900_000, today=today)


def test_what_is_taken_back_and_then_back_again_counts_as_it_was() -> None:
    first = Payment(entry=2, day=date(2026, 2, 10), principal=100_000, jasa=20_000)
    anew = replace(plan_of(), revision=2, after_entry=2)
    day = date(2026, 2, 12)
    assert counted(anew, [first], [Turned(payment=first, by=((3, day), (4, day)))]) == [first]
    between = replace(anew, after_entry=3)  # what took it back belongs to the plan before
    (_own, restored) = counted(between, [first], [Turned(payment=first, by=((3, day), (4, day)))])
    assert (restored.entry, restored.principal, restored.jasa) == (4, 100_000, 20_000)


# -- the proof --------------------------------------------------------------------------------------------------

HAPPENS = (
    "paid",
    "paid in part",
    "paid a fine",
    "ended",
    "ended early",
    "ended, and jasa came back",
    "too much",
    "taken back",
    "taken back again",
    "of an earlier plan",
    "runs again",
    "agreed",
    "agreed, jasa paid ahead",
    "waived",
)


def seen_in(numbers: range, core: ModuleType = loans) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number in numbers:
        try:
            seen.update(check_group(number, core))
        except AssertionError as error:
            raise AssertionError(f"group {number}") from error
    return seen


def test_loans_agree_with_the_independent_model_in_random_groups() -> None:
    seen = seen_in(range(200))
    assert all(seen[what] >= 3 for what in HAPPENS), seen


@pytest.mark.slow
def test_loans_agree_with_the_independent_model_in_ten_thousand_groups() -> None:
    seen = seen_in(range(200, 200 + GROUPS))
    assert all(seen[what] >= 200 for what in HAPPENS), seen
    assert seen.keys() == set(HAPPENS)


PLANTED = {
    "the last instalment is rounded too": (loan_schedule, "if n < months else left", "if n <= months else left"),
    "jasa is rounded up in all": (loan_schedule, "own = exact // WHOLE - before", "own = -(-exact // WHOLE) - before"),
    "declining is of the whole amount": (loan_schedule, "Method.DECLINING: left", "Method.DECLINING: amount"),
    "infak is owed": (loan_schedule, "Method.FLAT: amount,", "Method.FLAT: amount, Method.INFAK: amount,"),
    "the instalment is not round": (loan_schedule, "months * unit)) * unit - jasa", "months * unit)) * unit"),
    "the month does not end earlier": (loan_schedule, "min(day.day, monthrange(year, month + 1)[1])", "min(day.day, 28)"),
    "jasa paid ahead is asked again": (loan_schedule, "ahead -= taken", "ahead -= 0"),
    "jasa from before is lost": (loan_schedule, "jasa = own - taken + extra", "jasa = own - taken"),
    "a settled loan goes on": (loans, "    if not outstanding:\n", "    if outstanding is None:\n"),
    "payments of the earlier plan count": (loans, "each.entry > plan.after_entry]\n    jasa_paid", "each.entry > 0]\n    jasa_paid"),
    "a waived fine is asked": (loans, "for each in mine) - waived)", "for each in mine))"),
    "a fine of before is forgotten": (loans, "plan.carried_fine + fines", "fines"),
    "a fine goes on after she paid": (loans, "(min(settled, today) - each.due).days", "(today - each.due).days"),
    "a fine on the third day": (loans, "days_late <= FINE_AFTER_DAYS", "days_late < FINE_AFTER_DAYS"),
    "a fine without a cap": (loans, "min(terms.fine_cap, terms.fine *", "max(0, terms.fine *"),
    "a month begins on the day before": (loans, "today > plan.instalments[n - 2].due", "today >= plan.instalments[n - 2].due"),
    "all jasa is taken at an early end": (loans, "_jasa_until(plan, terms, begun) - jasa_paid", "plan.jasa - jasa_paid"),
    "nothing comes back at an early end": (loans, "max(1 - outstanding, _jasa", "max(0, _jasa"),
    "a month that is over is not taken over": (loans, "each.due <= today)", "each.due < today)"),
    "late on its own day": (loans, "days=max(0, (today - each.due).days)", "days=max(0, (today - each.due).days + 1)"),
    "pokok paid counts as jasa": (loans, "jasa_paid -= each.jasa - jasa", "jasa_paid -= each.principal - principal"),
    "paid in full by pokok alone": (loans, "principal_due[n] and jasa >= jasa_due[n]", "principal_due[n]"),
    "more than is owed is lost": (loans, "excess=Rupiah(amount - standing.payoff)", "excess=Rupiah(0)"),
    "the order of the group is turned round": (loans, "terms.order is Order.FINE_FIRST", "terms.order is not Order.FINE_FIRST"),
    "the fine comes last of all": (loans, "[*due, fine, *later]", "[*due, *later, fine]"),
    "the months to come are paid first": (loans, "[fine, *due, *later]", "[fine, *later, *due]"),
    "pokok is gone while jasa is owed": (loans, 'if paid["principal"] >= standing.outstanding:', "if amount < 0:"),
    "what is taken back stays paid": (loans, "len(since) % 2:", "len(since) > 9:"),
    "what is taken back counts twice": (loans, "1 if since[0] % 2 else -1", "-1 if since[0] % 2 else 1"),
    "an agreement forgets the fine": (loans, "carried_fine=standing.fine,", "carried_fine=Rupiah(0),"),
    "an agreement takes the month that has begun": (loans, "carried=standing.carried_jasa", "carried=standing.payoff_jasa"),
}  # fmt: skip


@pytest.mark.parametrize(("module", "right", "wrong"), PLANTED.values(), ids=PLANTED)
def test_a_planted_mistake_is_found(module: ModuleType, right: str, wrong: str) -> None:
    core = planted(module, right, wrong)
    with pytest.raises(AssertionError):
        seen_in(range(GROUPS), core)


def test_the_core_that_mistakes_are_planted_in_is_the_right_one() -> None:
    core = planted(loans, "FINE_EVERY_DAYS = 30", "FINE_EVERY_DAYS = 30")
    assert seen_in(range(10), core)
