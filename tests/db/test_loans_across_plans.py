"""What was paid before an agreement, or ahead of its month, is neither lost nor counted twice; on both engines."""

from datetime import date

import pytest

from db import ledger, loans
from db.loan_corrections import payoff_without
from db.unit import Unit
from domain.accounts import Account
from domain.loans import replan
from tests.db.loan_world import CUCU, get, lend, pay, stands
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari

__all__ = ["mentari"]

LATER = date(2026, 3, 3)


@pytest.fixture
async def lent(mentari: Book) -> Book:
    """Siti has borrowed 500.000 for five months, flat at 2 percent: 110.000 each month."""
    await mentari.save(LILIS, 2_000_000)
    await lend(mentari)
    return mentari


async def agree(book: Book, *, months: int, day: date) -> None:
    loan = await get(book, 1)

    async def job(unit: Unit) -> None:
        here = await loans.standing(unit, loan, day)
        before = await loans.plan_of(unit, loan)
        plan = replan(before, loan.terms, here, months=months, start=day, after_entry=0)
        await loans.replan(
            unit,
            loan,
            instalments=plan.instalments,
            start=day,
            carried_fine=plan.carried_fine,
            by=LILIS,
            second=CUCU,
        )

    await book.run(job)


async def correct(book: Book, entry: int, amount: int, *, key: str) -> loans.Repaid:
    async def job(unit: Unit) -> loans.Repaid:
        return await loans.correct(
            unit,
            book.id,
            entry,
            amount,
            day=book.today,
            by=LILIS,
            second=CUCU,
            meeting=None,
            note="salah hitung",
            key=key,
        )

    return await book.run(job)


async def test_jasa_paid_ahead_comes_back_at_an_early_end_and_the_books_balance(lent: Book) -> None:
    await pay(lent, 1, 330_000)  # three instalments on the first day
    assert await lent.balance(Account.PENDAPATAN_JASA) == 30_000
    assert (await stands(lent, 1, TODAY)).payoff == 180_000  # as if all were paid at once: 510.000
    repaid = await pay(lent, 1, 180_000)
    assert repaid.settled
    assert (repaid.allocation.principal, repaid.allocation.jasa) == (200_000, -20_000)
    assert await lent.balance(Account.PENDAPATAN_JASA) == 10_000
    assert await lent.balance(Account.PIUTANG, SITI) == 0
    assert await lent.balance(Account.KAS) == 2_010_000
    again = await pay(lent, 1, 180_000, key=f"key/{lent._keys}")
    assert (again.again, again.number, again.allocation) == (True, repaid.number, repaid.allocation)


async def test_a_payment_of_before_an_agreement_is_put_right_and_its_jasa_is_owed_once(lent: Book) -> None:
    lent.go_to(LATER)
    first = await pay(lent, 1, 110_000, day=LATER)
    await agree(lent, months=4, day=LATER)
    before = await stands(lent, 1, LATER)
    assert before.payoff == 408_000  # the first of four new months has begun: 2 percent of 400.000
    back = await lent.run(lambda unit: payoff_without(unit, lent.id, first.number, LATER))
    assert back == 518_000
    right = await correct(lent, first.number, 60_000, key="right")
    assert (right.allocation.jasa, right.allocation.principal) == (10_000 + 8_000, 42_000)
    after = await stands(lent, 1, LATER)
    assert after.payoff == 518_000 - 60_000
    assert after.outstanding == await lent.balance(Account.PIUTANG, SITI) == 458_000


async def test_what_is_taken_back_and_then_back_again_stands_as_it_was(lent: Book) -> None:
    lent.go_to(LATER)
    first = await pay(lent, 1, 110_000, day=LATER)
    await agree(lent, months=4, day=LATER)
    before = await stands(lent, 1, LATER)
    taken = await lent.reverse(first.number)
    assert (await stands(lent, 1, LATER)).payoff == before.payoff + 110_000
    await lent.reverse(taken)
    assert await stands(lent, 1, LATER) == before


async def test_jasa_that_an_agreement_took_over_is_owed_also_at_an_early_end(lent: Book) -> None:
    late = date(2026, 7, 4)  # five months are over, nothing was paid
    lent.go_to(late)
    assert (await stands(lent, 1, late)).payoff == 550_000
    await agree(lent, months=5, day=late)
    assert (await stands(lent, 1, late)).payoff == 550_000 + 10_000  # and the first new month has begun
    entry = await pay(lent, 1, 560_000, day=late)
    assert entry.settled
    found = await lent.run(lambda unit: ledger.get_entry(unit, lent.id, entry.number))
    assert found.amount == 560_000
