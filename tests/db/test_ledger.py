"""The book as the rest of the program sees it: a saving and its balance, entries listed in every way."""

from typing import Any

from db import ledger
from domain.accounts import Account, SavingKind
from tests.ledger_world import FEBRUARY, JANUARY, NENENG, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


async def test_a_saving_stands_in_the_book_with_its_balance(mentari: Book) -> None:
    assert await mentari.save(SITI, 25_000) == 1
    assert await mentari.save(NENENG, 10_000, SavingKind.WAJIB) == 2
    assert await mentari.balance(Account.SUKARELA, SITI) == 25_000
    assert await mentari.balance(Account.KAS) == 35_000
    assert await mentari.balance(Account.WAJIB) == 10_000
    assert await mentari.balance(Account.SUKARELA, NENENG) == 0


async def test_entries_are_listed_by_meeting_member_day_and_number(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)
    await mentari.save(SITI, 1, day=JANUARY)
    await mentari.save(SITI, 2, meeting=1)
    await mentari.save(NENENG, 3, meeting=1)
    await mentari.save(NENENG, 4)

    async def listed(**which: Any) -> list[int]:
        return [
            each.number
            for each in await mentari.run(lambda unit: ledger.list_entries(unit, mentari.id, **which))
        ]

    assert await listed() == [1, 2, 3, 4]
    assert await listed(after=2, most=1) == [3]
    assert await listed(meeting=1) == [2, 3]
    assert await listed(member=SITI) == [1, 2]
    assert await listed(meeting=1, member=SITI) == [2]
    assert await listed(from_day=FEBRUARY) == [2, 3, 4]
    assert await listed(to_day=FEBRUARY) == [1]
    assert await listed(member=NENENG, from_day=TODAY, to_day=TODAY, after=3) == [4]
    assert await listed(meeting=1, from_day=TODAY) == [2, 3]
    assert await listed(meeting=1, member=NENENG, to_day=TODAY) == [3]
    assert await listed(meeting=9) == []
    entries = await mentari.run(lambda unit: ledger.list_entries(unit, mentari.id))
    assert [each.amount for each in entries] == [1, 2, 3, 4]
    assert entries[1].lines[1].member == SITI
