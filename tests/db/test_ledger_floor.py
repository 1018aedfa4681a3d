"""Money, savings and funds never go below zero: now, on an older day, and in a batch as a whole."""

from datetime import date

import pytest

from db import ledger
from domain import ledger as book
from domain.accounts import Account, SavingKind
from tests.ledger_world import (
    FEBRUARY,
    LILIS,
    NENENG,
    SITI,
    TODAY,
    Book,
    mentari,
    refused,
    saved,
    state,
)

__all__ = ["mentari"]


async def test_nobody_takes_more_than_there_is(mentari: Book) -> None:
    await mentari.save(SITI, 100)
    await mentari.save(NENENG, 50)
    taking = book.withdrawal(day=TODAY, by=LILIS, member=SITI, kind=SavingKind.SUKARELA, amount=101)
    assert (await refused(mentari, taking, book.NotEnoughSavings)).fields == {"amount": 100}  # type: ignore[attr-defined]
    spending = book.cost(day=TODAY, by=LILIS, account=Account.BIAYA_RAPAT, amount=151)
    assert (await refused(mentari, spending, book.NotEnoughCash)).fields == {"amount": 150}  # type: ignore[attr-defined]
    help_ = book.cost(day=TODAY, by=LILIS, account=Account.SOSIAL, amount=1)
    await refused(mentari, help_, book.NotEnoughSavings)
    from_bank = book.transfer(day=TODAY, by=LILIS, source=Account.BANK, target=Account.KAS, amount=1)
    await refused(mentari, from_bank, book.NotEnoughCash)


async def test_an_older_day_never_leaves_the_box_below_nothing(mentari: Book) -> None:
    await mentari.save(SITI, 100, day=date(2026, 2, 2))
    early = book.cost(day=FEBRUARY, by=LILIS, account=Account.BIAYA_ATK, amount=10)
    await refused(mentari, early, book.NotEnoughCash)
    await mentari.save(NENENG, 10, day=FEBRUARY)
    await mentari.post(early)
    assert await mentari.balance(Account.KAS, on=FEBRUARY) == 0
    assert await mentari.balance(Account.KAS) == 100


async def test_a_batch_is_looked_at_as_a_whole(mentari: Book) -> None:
    cost = book.cost(day=TODAY, by=LILIS, account=Account.BIAYA_ATK, amount=10)
    posted = await mentari.post_many(cost, saved(10))
    assert [each.number for each in posted] == [1, 2]
    before = await state(mentari)
    with pytest.raises(book.NotEnoughCash):
        await mentari.post_many(saved(5), cost)
    assert await state(mentari) == before


async def test_pokok_and_wajib_are_taken_out_only_with_everything(mentari: Book) -> None:
    await mentari.save(SITI, 10_000, SavingKind.POKOK)
    await mentari.save(SITI, 5_000, SavingKind.WAJIB)
    await mentari.save(SITI, 700)
    taking = book.withdrawal(day=TODAY, by=LILIS, member=SITI, kind=SavingKind.WAJIB, amount=5_000)
    await refused(mentari, taking, book.OnlyOnLeaving)
    hers = await mentari.run(lambda unit: ledger.member_balances(unit, mentari.id, SITI))
    await mentari.post(book.settlement(day=TODAY, by=LILIS, member=SITI, savings=hers))
    assert await mentari.balance(Account.KAS) == 0
    left = await mentari.run(lambda unit: ledger.member_balances(unit, mentari.id, SITI))
    assert not any(left.values())


async def test_a_correction_never_takes_what_is_not_there(mentari: Book) -> None:
    number = await mentari.save(SITI, 100)
    await mentari.post(book.withdrawal(day=TODAY, by=LILIS, member=SITI, kind=SavingKind.SUKARELA, amount=30))
    with pytest.raises(book.NotEnoughSavings):
        await mentari.reverse(number)
