"""What a loan takes without one of its payments: asked before two officers correct it."""

import pytest

from db.loan_corrections import payoff_without
from domain.refusals import NotAllowed
from tests.db.loan_world import lend, pay, stands
from tests.ledger_world import LILIS, TODAY, Book, mentari

__all__ = ["mentari"]


async def test_it_is_what_ended_the_loan_before_that_payment(mentari: Book) -> None:
    await mentari.save(LILIS, 2_000_000)
    await lend(mentari)
    before = (await stands(mentari, 1, TODAY)).payoff
    first = await pay(mentari, 1, 110_000)
    second = await pay(mentari, 1, 60_000)
    assert (
        await mentari.run(lambda unit: payoff_without(unit, mentari.id, second.number, TODAY))
        == before - 110_000
    )
    assert (
        await mentari.run(lambda unit: payoff_without(unit, mentari.id, first.number, TODAY))
        == before - 60_000
    )


async def test_of_the_payment_that_ended_it_too(mentari: Book) -> None:
    await mentari.save(LILIS, 2_000_000)
    await lend(mentari)
    before = (await stands(mentari, 1, TODAY)).payoff
    last = await pay(mentari, 1, before)
    assert last.settled
    assert await mentari.run(lambda unit: payoff_without(unit, mentari.id, last.number, TODAY)) == before


async def test_a_saving_is_no_payment_of_a_loan(mentari: Book) -> None:
    saved = await mentari.save(LILIS, 2_000_000)
    assert saved is not None
    with pytest.raises(NotAllowed):
        await mentari.run(lambda unit: payoff_without(unit, mentari.id, 1, TODAY))
