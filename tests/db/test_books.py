"""What the pages are made of, collected on both engines for a stretch of days."""

from datetime import date

import pytest

from db import books
from db.books import Book as Collected
from domain.accounts import Account
from domain.refusals import NotAllowed
from tests.book_year import NAMES, open_year
from tests.db.desk import Desk
from tests.ledger_world import SITI, Book


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    return await open_year(desk)


async def collect(mentari: Book, first: date, last: date) -> Collected:
    return await mentari.desk.run(lambda unit: books.collect(unit, mentari.id, first, last))


async def test_a_year_holds_everything_and_begins_with_nothing(mentari: Book) -> None:
    book = await collect(mentari, date(2026, 1, 1), date(2026, 12, 31))
    assert tuple(book.names.values()) == NAMES
    assert [each.number for each in book.entries] == list(range(1, 15))
    assert not any(book.before.values())
    assert not any(book.money.values())
    assert book.after[Account.KAS, None] == 142_000
    assert dict(book.notes) == {13: "gorengan"}  # and not why Siti took out
    assert [(each.number, dict(each.marks)) for each in book.meetings] == [
        (1, {1: "present", 2: "excused"}),
        (2, {3: "absent"}),
    ]


async def test_a_later_stretch_begins_with_what_was_there_on_its_eve(mentari: Book) -> None:
    book = await collect(mentari, date(2026, 2, 1), date(2026, 2, 28))
    assert [each.number for each in book.entries] == [9, 10, 11, 12, 13, 14]
    assert book.money[Account.KAS] == 175_000
    assert book.before[SITI, Account.SUKARELA] == 130_000
    assert [each.number for each in book.meetings] == [2]


async def test_another_group_is_not_there(mentari: Book) -> None:
    with pytest.raises(NotAllowed):
        await mentari.desk.run(lambda unit: books.collect(unit, 1, date(2026, 1, 1), date(2026, 12, 31)))
