"""What is paid is in the book once, counts for what the terms say, and ends the loan exactly when nothing is owed."""

import asyncio
from datetime import date

import pytest

from db import ledger, loans
from db.loans import Repaid, Wanted
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import (
    AlreadyReversed,
    AmountOutOfRange,
    FutureDay,
    KeyUsedDifferently,
    NotEnoughCash,
    NotOwed,
    SecondNeeded,
)
from domain.loan_refusals import LoanNotRunning, LoanSettled, MoreThanOwed, OpenLoanAlready
from domain.loans import State
from domain.refusals import NotAllowed
from tests.db.desk import Desk
from tests.db.loan_world import CUCU, FINED, FLAT, FREE, ask, get, lend, pay, stands
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari, open_book, state

__all__ = ["mentari"]

LATER = date(2026, 3, 3)


@pytest.fixture
async def lent(mentari: Book) -> Book:
    """Siti has borrowed 500.000 for five months, flat at 2 percent: 110.000 each month."""
    await mentari.save(LILIS, 2_000_000)
    await lend(mentari)
    mentari.go_to(LATER)
    return mentari


async def test_an_exact_instalment_is_jasa_and_pokok(lent: Book) -> None:
    repaid = await pay(lent, 1, 110_000, day=LATER)
    assert (repaid.allocation.jasa, repaid.allocation.principal, repaid.settled) == (10_000, 100_000, False)
    entry = await lent.run(lambda unit: ledger.get_entry(unit, lent.id, repaid.number))
    assert (entry.member, entry.amount, entry.kind.value) == (SITI, 110_000, "repayment")
    assert await lent.balance(Account.PIUTANG, SITI) == 400_000
    assert await lent.balance(Account.PENDAPATAN_JASA) == 10_000
    standing = await stands(lent, 1, LATER)
    assert (standing.outstanding, standing.paid_count) == (400_000, 1)


async def test_the_schedule_paid_exactly_ends_at_nothing_and_the_loan_is_settled(lent: Book) -> None:
    for month in range(3, 8):
        day = date(2026, month, 3)
        lent.go_to(day)
        repaid = await pay(lent, 1, 110_000, day=day)
    assert repaid.settled
    loan = await get(lent, 1)
    assert (loan.state, loan.settled_day) == (State.SETTLED, date(2026, 7, 3))
    assert await lent.balance(Account.PIUTANG, SITI) == 0
    with pytest.raises(LoanSettled):
        await pay(lent, 1, 1_000, day=day)


async def test_paid_early_the_months_to_come_cost_nothing(lent: Book) -> None:
    standing = await stands(lent, 1, LATER)
    assert standing.payoff == 510_000
    assert (await pay(lent, 1, 510_000, day=LATER)).settled


async def test_more_than_is_owed_is_refused_or_becomes_her_saving(lent: Book) -> None:
    before = await state(lent)
    with pytest.raises(MoreThanOwed) as refused:
        await pay(lent, 1, 600_000, day=LATER)
    assert refused.value.fields == {"amount": 510_000}
    assert await state(lent) == before
    repaid = await pay(lent, 1, 600_000, day=LATER, excess_to_savings=True)
    assert (repaid.settled, repaid.allocation.excess) == (True, 90_000)
    assert await lent.balance(Account.SUKARELA, SITI) == 90_000


async def test_a_fine_goes_to_the_social_fund(mentari: Book) -> None:
    await mentari.save(LILIS, 2_000_000)
    await lend(mentari, terms=FINED)
    late = date(2026, 3, 10)
    mentari.go_to(late)
    repaid = await pay(mentari, 1, 112_000, day=late)
    assert (repaid.allocation.fine, repaid.allocation.jasa) == (2_000, 10_000)
    assert await mentari.balance(Account.SOSIAL) == 2_000
    assert await mentari.balance(Account.PENDAPATAN_DENDA) == 0


async def test_the_same_command_pays_once_however_often_it_comes(lent: Book) -> None:
    first = await pay(lent, 1, 110_000, day=LATER, key="k")
    again = await pay(lent, 1, 110_000, day=LATER, key="k")
    assert (first.again, again.again) == (False, True)
    assert (first.number, first.allocation) == (again.number, again.allocation)
    came = await asyncio.gather(*(pay(lent, 1, 60_000, day=LATER, key="twice") for _tap in range(4)))
    assert len({each.number for each in came}) == 1
    assert await lent.balance(Account.PIUTANG, SITI) == 350_000


async def test_the_last_payment_comes_again_and_is_the_same(lent: Book) -> None:
    first = await pay(lent, 1, 510_000, day=LATER, key="k")
    again = await pay(lent, 1, 510_000, day=LATER, key="k")
    assert (again.number, again.settled, again.again) == (first.number, True, True)


async def test_the_same_key_with_another_content_is_refused(lent: Book) -> None:
    await pay(lent, 1, 110_000, day=LATER, key="k")
    await lend(lent, member=CUCU, day=LATER)
    before = await state(lent)
    for number, amount, day in ((1, 110_001, LATER), (2, 110_000, LATER), (1, 110_000, TODAY)):
        with pytest.raises(KeyUsedDifferently):
            await pay(lent, number, amount, day=day, key="k")
    assert await state(lent) == before


async def test_what_is_no_payment_is_refused_and_changes_nothing(lent: Book, desk: Desk) -> None:
    other = await open_book(desk)
    asked = await ask(lent, member=CUCU)
    before = await state(lent)
    for number, amount, refusal in (
        (1, 0, AmountOutOfRange),
        (1, -5, AmountOutOfRange),
        (asked.number, 1_000, LoanNotRunning),
        (9, 1_000, NotAllowed),
    ):
        with pytest.raises(refusal):
            await pay(lent, number, amount, day=LATER)
    with pytest.raises(FutureDay):
        await pay(lent, 1, 1_000, day=date(2026, 3, 4))
    with pytest.raises(NotAllowed):
        await pay(other, 1, 1_000, day=LATER)
    assert await state(lent) == before


async def test_nothing_is_paid_before_the_money_was_there(lent: Book) -> None:
    with pytest.raises(NotOwed):
        await pay(lent, 1, 110_000, day=date(2026, 2, 1))


async def pay_many(book: Book, *payments: Wanted) -> list[Repaid]:
    async def job(unit: Unit) -> list[Repaid]:
        return await loans.pay_many(unit, book.id, payments, day=LATER, by=LILIS, meeting=None)

    return await book.run(job)


async def test_a_meeting_s_payments_are_all_written_or_none(lent: Book) -> None:
    await lend(lent, member=CUCU, amount=200_000, months=2, terms=FREE)
    done = await pay_many(
        lent, Wanted(key="a", loan=1, amount=110_000), Wanted(key="b", loan=2, amount=200_000)
    )
    assert [(each.loan, each.settled) for each in done] == [(1, False), (2, True)]
    before = await state(lent)
    with pytest.raises(LoanSettled):
        await pay_many(lent, Wanted(key="c", loan=1, amount=1_000), Wanted(key="d", loan=2, amount=1_000))
    assert await state(lent) == before
    again = await pay_many(
        lent, Wanted(key="a", loan=1, amount=110_000), Wanted(key="b", loan=2, amount=200_000)
    )
    assert [(each.number, each.again) for each in again] == [(each.number, True) for each in done]


async def test_two_payments_of_one_woman_in_a_batch_count_one_after_the_other(lent: Book) -> None:
    first, second, third = await pay_many(
        lent,
        Wanted(key="a", loan=1, amount=60_000),
        Wanted(key="b", loan=1, amount=50_000),
        Wanted(key="a", loan=1, amount=60_000),
    )
    assert (first.allocation.jasa, second.allocation.jasa) == (10_000, 0)
    assert (third.number, third.again) == (first.number, True)
    standing = await stands(lent, 1, LATER)
    assert (standing.outstanding, standing.paid_count) == (400_000, 1)
    with pytest.raises(LoanSettled):
        await pay_many(lent, Wanted(key="c", loan=1, amount=400_000), Wanted(key="d", loan=1, amount=1_000))
    with pytest.raises(KeyUsedDifferently):
        await pay_many(lent, Wanted(key="e", loan=1, amount=1), Wanted(key="e", loan=1, amount=2))


async def correct(
    book: Book, entry: int, amount: int, *, second: int | None = CUCU, key: str = "fix"
) -> Repaid:
    async def job(unit: Unit) -> Repaid:
        return await loans.correct(
            unit,
            book.id,
            entry,
            amount,
            day=LATER,
            by=LILIS,
            second=second,
            meeting=None,
            note="salah tulis",
            key=key,
        )

    return await book.run(job)


async def test_a_payment_taken_back_is_owed_again_and_the_loan_runs_again(lent: Book) -> None:
    repaid = await pay(lent, 1, 510_000, day=LATER)
    await lent.reverse(repaid.number)
    loan = await get(lent, 1)
    assert (loan.state, loan.settled_day) == (State.RUNNING, None)
    assert await lent.run(lambda unit: loans.payments_of(unit, loan)) == []
    assert (await stands(lent, 1, LATER)).payoff == 510_000


async def test_taken_back_and_written_again_it_is_paid(lent: Book) -> None:
    repaid = await pay(lent, 1, 510_000, day=LATER)
    back = await lent.reverse(repaid.number)
    await lent.reverse(back)
    loan = await get(lent, 1)
    assert (loan.state, loan.settled_day) == (State.SETTLED, LATER)
    payments = await lent.run(lambda unit: loans.payments_of(unit, loan))
    assert [(each.entry, each.principal) for each in payments] == [(repaid.number, 500_000)]


async def test_a_payment_that_only_paid_jasa_is_taken_back_too(lent: Book) -> None:
    repaid = await pay(lent, 1, 5_000, day=LATER)
    assert repaid.allocation.principal == 0
    await lent.reverse(repaid.number)
    loan = await get(lent, 1)
    assert await lent.run(lambda unit: loans.payments_of(unit, loan)) == []


async def test_a_correction_takes_back_and_writes_the_right_one_in_one_go(lent: Book) -> None:
    wrong = await pay(lent, 1, 510_000, day=LATER)
    right = await correct(lent, wrong.number, 110_000)
    assert (right.allocation.jasa, right.allocation.principal, right.settled) == (10_000, 100_000, False)
    assert await lent.balance(Account.PIUTANG, SITI) == 400_000
    again = await correct(lent, wrong.number, 110_000)
    assert (again.number, again.again) == (right.number, True)
    with pytest.raises(AlreadyReversed):
        await correct(lent, wrong.number, 110_000, key="other")


async def test_who_stood_in_for_her_is_not_forgotten_by_a_correction(lent: Book) -> None:
    wrong = await pay(lent, 1, 110_000, day=LATER)
    await lent.run(
        lambda unit: loans.add_help(
            unit, lent.id, loan=1, entry=wrong.number, helper=CUCU, amount=wrong.allocation.counted
        )
    )
    right = await correct(lent, wrong.number, 60_000)
    (found,) = await lent.run(lambda unit: loans.list_helps(unit, lent.id))
    assert (found.entry, found.helper, found.amount, found.state) == (right.number, CUCU, 60_000, loans.OPEN)
    await correct(lent, wrong.number, 60_000)  # the same command again
    assert await lent.run(lambda unit: loans.list_helps(unit, lent.id)) == [found]
    more = await correct(lent, right.number, 110_000, key="more")
    (kept,) = await lent.run(lambda unit: loans.list_helps(unit, lent.id))
    assert (kept.entry, kept.amount) == (more.number, 60_000)


async def test_a_correction_alone_is_for_the_same_day_only(lent: Book) -> None:
    wrong = await pay(lent, 1, 110_000, day=LATER)
    lent.go_to(date(2026, 3, 4))
    with pytest.raises(SecondNeeded):
        await correct(lent, wrong.number, 60_000, second=None)
    assert await lent.balance(Account.PIUTANG, SITI) == 400_000


async def test_only_a_payment_of_a_loan_is_corrected_so(lent: Book) -> None:
    saved = await lent.save(SITI, 10_000)
    for number in (saved, 2, 99):
        with pytest.raises(NotAllowed):
            await correct(lent, number, 1_000)


async def test_what_she_would_owe_beside_another_loan_is_not_owed_again(lent: Book) -> None:
    repaid = await pay(lent, 1, 510_000, day=LATER)
    await ask(lent)
    before = await state(lent)
    with pytest.raises(OpenLoanAlready):
        await lent.reverse(repaid.number)
    assert await state(lent) == before
    assert (await get(lent, 1)).state is State.SETTLED


async def test_a_loan_cannot_be_taken_back_once_something_is_paid(lent: Book) -> None:
    await pay(lent, 1, 110_000, day=LATER)
    with pytest.raises(NotOwed):
        await lent.reverse(2)


async def test_what_was_paid_cannot_be_taken_back_when_the_box_is_empty(lent: Book) -> None:
    repaid = await pay(lent, 1, 110_000, day=LATER)
    await lend(lent, member=CUCU, amount=1_610_000, terms=FLAT, day=LATER)
    with pytest.raises(NotEnoughCash):
        await lent.reverse(repaid.number)
    assert (await correct(lent, repaid.number, 120_000)).allocation.counted == 120_000
    assert await lent.balance(Account.KAS) == 10_000


async def test_a_correction_of_a_settled_loan_that_stays_settled_hinders_no_new_loan(lent: Book) -> None:
    wrong = await pay(lent, 1, 515_000, day=LATER, excess_to_savings=True)
    await ask(lent)
    right = await correct(lent, wrong.number, 510_000)
    assert (right.settled, (await get(lent, 1)).state) == (True, State.SETTLED)
    with pytest.raises(OpenLoanAlready):
        await correct(lent, right.number, 110_000, key="other")
