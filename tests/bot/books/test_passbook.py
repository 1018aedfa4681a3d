"""Her book to print: what she had after each movement, room for paraf, and only for her."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.books.passbook import ROWS_MAX, OwnBook, make, read, table_of
from bot.recipes import PaperRefused, Receiver
from db.groups import Group
from db.members import Member
from db.passbooks import Passbook
from domain.accounts import Account
from domain.group_rules import undecided
from domain.ledger import EntryKind
from domain.movements import Part
from tests.db.desk import open_desk
from tests.ledger_world import NENENG, SITI, Book, open_book

DAY = date(2026, 2, 3)


@pytest.fixture
async def mentari(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_desk(tmp_path) as desk:
        yield await open_book(desk)


def part(number: int, amount: int, account: Account = Account.WAJIB, day: date = DAY) -> Part:
    return Part(number=number, day=day, account=account, amount=amount)


def own(*parts: Part) -> OwnBook:
    book = Passbook(
        group=Group(id=1, name="Mentari", place="Desa Contoh", zone="Asia/Jakarta", demo=True),
        member=Member(
            number=7,
            person_id=1,
            linked_id=None,
            name="Neneng",
            called="",
            shown="Neneng",
            joined_day=DAY,
            left_day=None,
            state="active",
            has_phone=True,
        ),
        rules=undecided(DAY),
        today=DAY,
        parts=parts,
    )
    return OwnBook(book=book, language="id")


def test_each_row_says_what_she_had_after_it_and_leaves_room_for_paraf() -> None:
    table = table_of(
        own(
            part(3, 25_000, Account.SUKARELA),
            part(1, 10_000, day=DAY - timedelta(30)),
            part(4, 2_000, Account.SOSIAL),
            replace(part(5, -25_000, Account.SUKARELA), reverses=3),
        )
    )
    assert [(row[1], row[2], row[3], row[4], row[5]) for row in table.rows] == [
        ("Simpanan wajib", 10_000, None, 10_000, 1),
        ("Simpanan sukarela", 25_000, None, 35_000, 3),
        ("Dana sosial", 2_000, None, 35_000, 4),
        ("Simpanan sukarela, No. 3 dibatalkan", None, 25_000, 10_000, 5),
    ]
    assert table.columns[-1].heading == "Paraf"
    assert {row[-1] for row in table.rows} == {None}
    assert table.totals[4] == 10_000
    assert "Nama: Neneng. No. anggota: 7." in table.lines
    assert len(table.signed_by) == 3


def test_what_she_gets_of_the_years_surplus_is_called_so() -> None:
    table = table_of(own(replace(part(9, 4_500, Account.SUKARELA), kind=EntryKind.SHARE)))
    assert table.rows[0][1] == "Sukarela, bagian hasil usaha"


def test_a_long_book_begins_with_what_she_had_before() -> None:
    table = table_of(own(*(part(number, 1_000) for number in range(1, ROWS_MAX + 11))))
    assert table.rows[0][1:5] == ("Saldo awal", None, None, 10_000)
    assert len(table.rows) == ROWS_MAX + 1
    assert table.totals[4] == (ROWS_MAX + 10) * 1_000


def test_it_is_a_pdf_also_when_it_is_empty() -> None:
    assert make(own()).startswith(b"%PDF-")
    assert make(own(part(1, 10_000))).startswith(b"%PDF-")


async def test_only_she_gets_it(mentari: Book) -> None:
    await mentari.save(SITI, 25_000)
    owner = {
        row["number"]: row["person_id"]
        for row in await mentari.rows("SELECT number, person_id FROM members WHERE group_id = $1", mentari.id)
    }

    async def ask(person_id: int, number: int) -> OwnBook:
        receiver = Receiver(account_id=1, person_id=person_id, language="id")
        return await mentari.desk.run(lambda unit: read(unit, receiver, (mentari.id, number)))

    assert [each.amount for each in (await ask(owner[SITI], SITI)).book.parts] == [25_000]
    with pytest.raises(PaperRefused):
        await ask(owner[NENENG], SITI)
    with pytest.raises(PaperRefused):
        await ask(owner[SITI], 99)
