"""One plan in mind at a time; what waited before, is too old, or was answered, waits no more."""

from datetime import date, timedelta

import pytest

from db import loan_offers, loans
from db.loan_offers import Offer
from db.unit import Unit
from domain.loan_agreements import OFFER_DAYS, Figures, State, wish_of
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from tests.db.loan_world import CUCU, lend
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari

__all__ = ["mentari"]

FIGURES = Figures(owed=Rupiah(500_000), jasa=Rupiah(-10_000), fine=Rupiah(2_000))


@pytest.fixture
async def lent(mentari: Book) -> Book:
    await mentari.save(LILIS, 5_000_000)
    await lend(mentari)
    return mentari


async def offer(
    book: Book, state: State = State.ASKED, *, witness: int | None = None, months: int = 8
) -> Offer:
    async def job(unit: Unit) -> Offer:
        loan = await loans.get(unit, book.id, 1)
        return await loan_offers.add(
            unit, loan, wish_of(TODAY, months, 2), FIGURES, state=state, asked_by=SITI, witness=witness
        )

    return await book.run(job)


async def open_now(book: Book) -> Offer | None:
    return await book.run(lambda unit: loan_offers.find_open(unit, book.id, 1))


async def test_what_was_asked_for_is_read_again_as_it_was(lent: Book) -> None:
    made = await offer(lent)
    assert await open_now(lent) == made
    assert (made.wish.day, made.wish.start, made.wish.months) == (TODAY, date(2026, 3, 3), 8)
    assert (made.figures, made.asked_by, made.by) == (FIGURES, SITI, None)


async def test_another_one_takes_its_place(lent: Book) -> None:
    first = await offer(lent)
    second = await offer(lent, State.OFFERED, months=10)
    assert (first.n, second.n) == (1, 2)
    assert await open_now(lent) == second
    assert (await lent.run(lambda unit: loan_offers.get(unit, lent.id, 1, 1))).state is State.WITHDRAWN


async def test_after_a_fortnight_it_waits_no_more(lent: Book) -> None:
    await offer(lent, State.OFFERED, witness=5)
    lent.go_to(TODAY + timedelta(OFFER_DAYS - 1))
    assert await open_now(lent) is not None
    assert len(await lent.run(lambda unit: loan_offers.list_for_witness(unit, lent.id, 5))) == 1
    lent.go_to(TODAY + timedelta(OFFER_DAYS + 1))
    assert await open_now(lent) is None
    assert await lent.run(lambda unit: loan_offers.list_for_witness(unit, lent.id, 5)) == []


async def test_it_is_answered_once_and_by_whom_is_kept(lent: Book) -> None:
    made = await offer(lent)
    await lent.run(lambda unit: loan_offers.settle(unit, made, State.AGREED, by=LILIS, second=CUCU))
    found = await lent.run(lambda unit: loan_offers.get(unit, lent.id, 1, made.n))
    assert (found.state, found.by, found.second) == (State.AGREED, LILIS, CUCU)
    with pytest.raises(Changed):
        await lent.run(lambda unit: loan_offers.settle(unit, made, State.REFUSED))


async def test_what_does_not_exist_is_not_allowed(lent: Book) -> None:
    with pytest.raises(NotAllowed):
        await lent.run(lambda unit: loan_offers.get(unit, lent.id, 1, 9))
    assert await lent.run(lambda unit: loan_offers.list_for_witness(unit, lent.id, SITI)) == []
