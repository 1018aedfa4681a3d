"""The tables of loans: what was agreed stays, one loan at a time, and a closed year takes no entry."""

from datetime import date

import pytest

from db.unit import Unit
from tests.db.desk import Desk
from tests.db.loan_world import ask, stand_beside
from tests.ledger_world import LILIS, NENENG, SITI, Book, open_book


@pytest.fixture
async def full(desk: Desk) -> Book:
    mentari = await open_book(desk)
    for member in (LILIS, NENENG, SITI):
        await mentari.save(member, 500_000, day=date(2026, 1, 6))
    await stand_beside(mentari)
    return mentari


async def write(book: Book, sql: str) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql)

    await book.run(job)


@pytest.mark.parametrize(
    "table", ["loan_plans", "loan_instalments", "loan_entries", "loan_waivers", "year_ends"]
)
async def test_what_was_agreed_is_neither_changed_nor_taken_out(full: Book, table: str) -> None:
    for sql in (f"UPDATE {table} SET group_id = group_id", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="append-only"):
            await write(full, sql)


async def test_the_database_itself_refuses_an_entry_in_a_closed_year(full: Book) -> None:
    sql = (
        "INSERT INTO ledger_entries (group_id, number, kind, day, month, by_member, note_hash, made_ms, key_hash,"
        " input_hash, previous_hash, entry_hash) SELECT group_id, 99, kind, '2025-12-31', 24311, by_member, note_hash,"
        " made_ms, entry_hash, input_hash, previous_hash, entry_hash FROM ledger_entries WHERE number = 1"
    )
    with pytest.raises(Exception, match="year is closed"):
        await write(full, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE loans SET member = 3 WHERE number = 3",
        "INSERT INTO arisan_rounds SELECT group_id, 2, amount, started_day, state, by_member, made_ms FROM arisan_rounds",
        "UPDATE loans SET state = 'gone'",
        "UPDATE loans SET amount = 0",
        "UPDATE households SET other = member",
        "INSERT INTO loan_instalments SELECT group_id, loan, 9, n, due_day, principal, jasa FROM loan_instalments",
    ],
    ids=["two loans", "two rounds", "state", "amount", "household", "no such plan"],
)
async def test_what_cannot_be_is_refused(full: Book, sql: str) -> None:
    before = await everything(full)
    with pytest.raises(Exception, match=r"(?i)unique|check|foreign|constraint"):
        await write(full, sql)
    assert await everything(full) == before


async def everything(book: Book) -> list[list[tuple[object, ...]]]:
    tables = ("loans", "loan_instalments", "households", "arisan_rounds")
    return [sorted(tuple(row) for row in await book.rows(f"SELECT * FROM {table}")) for table in tables]


async def test_a_new_loan_may_be_asked_for_when_the_other_is_over(full: Book) -> None:
    assert (await ask(full, member=4)).number == 4
