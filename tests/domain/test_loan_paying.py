"""What is asked this time, what is left of all of it, and what of an entry was paid on a loan."""

from datetime import date

import pytest

from domain.accounts import SavingKind
from domain.ledger import Draft, Entry, loan_out, repayment, reversal_of, saving
from domain.loan_paying import asked_for, is_repayment, left_of, next_open, paid_of, repayments_of
from domain.loan_rules import Method, Terms
from domain.loans import Payment, Plan, Standing, schedule, stand
from domain.money import Rupiah

START = date(2026, 1, 3)
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000), fine=Rupiah(2_000), fine_cap=Rupiah(4_000))
PLAN = Plan(
    revision=1,
    start=START,
    instalments=schedule(amount=600_000, months=6, terms=FLAT, start=START),
)


def standing(today: date, *paid: tuple[int, int]) -> Standing:
    """600.000 in six months at 2 percent: 112.000 each. paid: pokok and jasa, on the first day."""
    payments = [
        Payment(entry=n, day=START, principal=principal, jasa=jasa)
        for n, (principal, jasa) in enumerate(paid, 1)
    ]
    outstanding = 600_000 - sum(principal for principal, _jasa in paid)
    return stand(PLAN, FLAT, payments, outstanding=outstanding, today=today)


@pytest.mark.parametrize(
    ("today", "paid", "asked"),
    [
        (START, (), 112_000),  # nothing is due: the next one
        (date(2026, 2, 3), (), 112_000),  # on its day
        (date(2026, 2, 3), ((100_000, 12_000),), 112_000),  # paid before: the one that follows
        (date(2026, 2, 3), ((38_000, 12_000),), 62_000),  # the rest of one that was paid in part
        (date(2026, 3, 3), (), 226_000),  # two, and a fine for the first
        (date(2026, 1, 4), ((500_000, 60_000),), 52_000),  # the last: jasa of months not begun comes back
        (START, ((600_000, 12_000),), 0),
    ],
)
def test_what_is_asked_this_time(today: date, paid: tuple[tuple[int, int], ...], asked: int) -> None:
    assert asked_for(standing(today, *paid), today) == asked


def test_never_more_than_what_ends_the_loan() -> None:
    for day in (START, date(2026, 5, 20), date(2027, 1, 1)):
        assert asked_for(standing(day), day) <= standing(day).payoff


def test_what_is_left_is_all_of_the_plan_with_a_fine() -> None:
    assert left_of(standing(START)) == PLAN.total == 672_000
    assert left_of(standing(START, (100_000, 12_000))) == 560_000
    assert left_of(standing(date(2026, 2, 10))) == 674_000


def test_the_next_one_is_the_oldest_of_which_something_is_left() -> None:
    first = next_open(standing(START, (50_000, 12_000)))
    assert first is not None
    assert (first.n, first.amount) == (1, 50_000)
    assert next_open(standing(START, (600_000, 72_000))) is None


# -- entries ----------------------------------------------------------------------------------------------------


def entry(number: int, draft: Draft, reverses: int | None = None) -> Entry:
    return Entry(
        kind=draft.kind,
        day=draft.day,
        lines=draft.lines,
        by=draft.by,
        member=draft.member,
        meeting=1,
        reverses=reverses if reverses is not None else draft.reverses,
        group_id=1,
        number=number,
        note_hash=b"",
        key_hash=b"",
        input_hash=b"",
        previous=b"",
        hash=b"",
        made_ms=0,
    )


def paying(number: int, member: int, principal: int, jasa: int, fine: int = 0, saved: int = 0) -> Entry:
    return entry(
        number,
        repayment(day=START, by=1, member=member, principal=principal, jasa=jasa, fine=fine, saved=saved),
    )


def taking_back(number: int, of: Entry) -> Entry:
    return entry(number, reversal_of(of, day=START, by=1, second=2, note="", meeting=1))


def test_a_payment_is_one_and_so_is_what_takes_it_back_but_not_a_loan_taken_back() -> None:
    lent = entry(1, loan_out(day=START, by=1, member=7, amount=600_000))
    paid = paying(2, 7, 100_000, 12_000)
    assert not is_repayment(lent)
    assert not is_repayment(taking_back(3, lent))
    assert is_repayment(paid)
    assert is_repayment(taking_back(4, paid))
    assert is_repayment(taking_back(5, paying(2, 7, 0, 12_000)))


def test_a_fine_alone_taken_back_is_known_by_what_it_takes_back() -> None:
    fine = paying(1, 7, 0, 0, fine=2_000)
    gift = entry(2, saving(day=START, by=1, member=7, kind=SavingKind.SOSIAL, amount=2_000))
    assert is_repayment(taking_back(3, fine), {1})
    assert not is_repayment(taking_back(4, gift), {1})


def test_what_was_paid_is_without_what_she_keeps_as_a_saving() -> None:
    paid = paid_of([paying(1, 7, 100_000, 12_000, fine=2_000, saved=6_000), paying(2, 8, 5_000, 0)], 7)
    assert paid is not None
    assert (paid.principal, paid.jasa, paid.fine, paid.amount) == (100_000, 12_000, 2_000, 114_000)
    assert (paid.numbers, paid.corrected) == ((1,), False)
    assert paid_of([paying(2, 8, 5_000, 0)], 7) is None


def test_what_was_taken_back_does_not_count_and_the_standing_number_is_shown() -> None:
    wrong, right = paying(1, 7, 600_000, 12_000), paying(3, 7, 100_000, 12_000)
    entries = [wrong, taking_back(2, wrong), right]
    paid = paid_of(entries, 7)
    assert paid is not None
    assert (paid.amount, paid.numbers, paid.corrected) == (112_000, (3,), True)
    assert [each.number for each in repayments_of(entries)] == [1, 2, 3]
    undone = paid_of(entries[:2], 7)
    assert undone is not None
    assert (undone.amount, undone.numbers) == (0, (2,))
