"""Who stood in for whom, and who lives together: between these women, in one group."""

from functools import partial

import pytest

from db import loans
from db.loan_people import get_help
from db.loans import FORGIVEN, OPEN, RETURNED
from db.unit import Unit
from domain.refusals import Changed, NotAllowed
from tests.db.desk import Desk
from tests.db.loan_world import CUCU, lend, pay
from tests.ledger_world import LILIS, SITI, Book, mentari, open_book

__all__ = ["mentari"]


async def set_household(book: Book, member: int, *others: int) -> None:
    await book.run(lambda unit: loans.set_household(unit, book.id, member, others))


async def household(book: Book, member: int) -> set[int]:
    return set(await book.run(lambda unit: loans.household_of(unit, book.id, member)))


async def test_who_lives_with_her_lives_with_each_other(mentari: Book) -> None:
    await set_household(mentari, SITI, 4, 5)
    assert [await household(mentari, each) for each in (SITI, 4, 5, LILIS)] == [{4, 5}, {3, 5}, {3, 4}, set()]


async def test_what_was_said_last_of_her_counts_and_leaves_the_others_as_they_are(mentari: Book) -> None:
    await set_household(mentari, SITI, 4, 5)
    await set_household(mentari, SITI, CUCU)
    assert [await household(mentari, each) for each in (SITI, CUCU, 4, 5)] == [{CUCU}, {SITI}, {5}, {4}]
    await set_household(mentari, SITI, CUCU, SITI)
    assert await household(mentari, SITI) == {CUCU}
    await set_household(mentari, SITI)
    assert await household(mentari, CUCU) == set()


async def test_a_household_is_of_one_group(desk: Desk, mentari: Book) -> None:
    other = await open_book(desk)
    await set_household(mentari, SITI, CUCU)
    assert await household(other, SITI) == set()


async def test_help_is_seen_by_both_and_settled_once(mentari: Book) -> None:
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari)
    entry = (await pay(mentari, 1, 110_000)).number

    async def job(unit: Unit) -> None:
        await loans.add_help(unit, mentari.id, loan=1, entry=entry, helper=4, amount=60_000)
        await loans.add_help(unit, mentari.id, loan=1, entry=entry, helper=5, amount=50_000)

    await mentari.run(job)
    first, second = await mentari.run(lambda unit: loans.list_helps(unit, mentari.id, loan=1))
    assert (first.number, first.helper, first.member, first.amount, first.state) == (1, 4, SITI, 60_000, OPEN)
    assert await mentari.run(lambda unit: loans.list_helps_of(unit, mentari.id, SITI)) == [first, second]
    assert await mentari.run(lambda unit: loans.list_helps_of(unit, mentari.id, 5)) == [second]
    assert await mentari.run(lambda unit: loans.list_helps_of(unit, mentari.id, LILIS)) == []
    await mentari.run(lambda unit: loans.settle_help(unit, mentari.id, 1, RETURNED))
    with pytest.raises(Changed):
        await mentari.run(lambda unit: loans.settle_help(unit, mentari.id, 1, FORGIVEN))
    assert (await mentari.run(lambda unit: get_help(unit, mentari.id, 1))).state == RETURNED
    assert await mentari.run(lambda unit: loans.list_helps(unit, mentari.id, state=OPEN)) == [second]


async def test_nobody_helps_herself_and_no_loan_that_is_not(desk: Desk, mentari: Book) -> None:
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari)
    entry = (await pay(mentari, 1, 110_000)).number
    for loan, helper in ((1, SITI), (2, 4)):
        with pytest.raises(NotAllowed):
            await mentari.run(
                partial(loans.add_help, group_id=mentari.id, loan=loan, entry=entry, helper=helper, amount=1)
            )
    with pytest.raises(NotAllowed):
        await mentari.run(lambda unit: get_help(unit, mentari.id, 1))
