"""The book's tables: what is written stays, a closed month takes nothing, and no line belongs to nobody."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from db.engine import Fetch, Write
from db.migrations import for_engine
from db.unit import Unit
from tests.db.desk import Desk
from tests.db.notebook import NOON_MS, engine_of
from tests.ledger_world import SITI, Book, open_book


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    opened = await open_book(desk)
    await opened.save(SITI, 10_000, day=date(2026, 1, 20))
    await opened.close(2026 * 12)
    await opened.publish()
    return opened


@pytest.mark.parametrize(
    "table", ["ledger_entries", "ledger_lines", "ledger_months", "ledger_closings", "ledger_heads"]
)
async def test_what_stands_in_the_book_is_neither_changed_nor_taken_out(mentari: Book, table: str) -> None:
    for sql in (f"UPDATE {table} SET group_id = group_id", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="append-only"):
            await mentari.desk.run(partial(write, sql=sql))


async def write(unit: Unit, sql: str) -> None:
    unit.write(sql)


async def test_the_database_itself_refuses_an_entry_in_a_closed_month(mentari: Book) -> None:
    sql = (
        "INSERT INTO ledger_entries (group_id, number, kind, day, month, by_member, note_hash, made_ms, key_hash,"
        " input_hash, previous_hash, entry_hash) SELECT group_id, number + 1, kind, day, month, by_member, note_hash,"
        " made_ms, entry_hash, input_hash, previous_hash, entry_hash FROM ledger_entries"
    )
    with pytest.raises(Exception, match="month is closed"):
        await mentari.desk.run(lambda unit: write(unit, sql))


@pytest.mark.parametrize("amount, side", [(0, 1), (-1, 1), (10**15 + 1, 1), (1, 0), (1, 2)])
async def test_no_line_without_an_amount_or_a_side(mentari: Book, amount: int, side: int) -> None:
    sql = (
        "INSERT INTO ledger_lines (group_id, number, n, month, account, side, amount)"
        f" VALUES ({mentari.id}, 1, 9, 0, 'kas', {side}, {amount})"
    )
    with pytest.raises(Exception, match=r"(?i)check"):
        await mentari.desk.run(lambda unit: write(unit, sql))


async def test_no_line_of_a_member_or_an_entry_that_is_not_there(mentari: Book) -> None:
    for number, member in ((1, 99), (99, 1)):
        sql = (
            "INSERT INTO ledger_lines (group_id, number, n, month, account, member, side, amount)"
            f" VALUES ({mentari.id}, {number}, 9, 0, 'simpanan_wajib', {member}, 1, 1)"
        )
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            await mentari.desk.run(partial(write, sql=sql))


async def test_one_meeting_of_a_group_is_open_at_a_time(mentari: Book) -> None:
    await mentari.meeting(1, date(2026, 2, 1))
    with pytest.raises(Exception, match=r"(?i)unique"):
        await mentari.meeting(2, date(2026, 2, 2))


async def test_whoever_had_a_role_in_a_group_before_is_in_its_book(
    kind: str, url: str, tmp_path: Path
) -> None:
    engine = engine_of(kind, tmp_path, url)
    await engine.connect()
    steps = for_engine(kind)
    before = next(n for n, step in enumerate(steps) if step.name == "m0011_books")
    old = [each for step in steps[:before] for each in step.statements]
    await engine.perform([Write(engine.begin), *map(Write, old), Write("COMMIT")])
    await engine.perform(
        [
            Write(engine.begin),
            Write("INSERT INTO persons (id, created_ms) VALUES ($1, 0)", [(each,) for each in (5, 6, 7, 8)]),
            Write(
                "INSERT INTO groups (id, name, place, zone, demo) VALUES ($1, 'Contoh', 'Desa', 'Asia/Jakarta', 1)",
                [(1,), (2,)],
            ),
            Write(
                "INSERT INTO roles (id, person_id, role, group_id, since_ms, until_ms) VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    (1, 7, "treasurer", 1, NOON_MS, None),
                    (2, 7, "member", 1, NOON_MS, None),
                    (3, 5, "chair", 1, NOON_MS, None),
                    (4, 6, "member", 1, NOON_MS, NOON_MS),
                    (5, 5, "member", 2, NOON_MS, None),
                ],
            ),
            Write("COMMIT"),
        ]
    )
    await engine.perform([Write(engine.begin), *map(Write, steps[before].statements), Write("COMMIT")])
    found, groups = await engine.perform(
        [
            Fetch(
                "SELECT group_id, number, person_id, state, joined_day FROM members ORDER BY group_id, number"
            ),
            Fetch("SELECT chain_start FROM groups ORDER BY id"),
        ]
    )
    await engine.close()
    assert [tuple(row) for row in found] == [
        (1, 1, 7, "active", "2026-02-03"),
        (1, 2, 5, "active", "2026-02-03"),
        (2, 1, 5, "active", "2026-02-03"),
    ]
    assert [row["chain_start"] for row in groups] == ["group 1", "group 2"]
