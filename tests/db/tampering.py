"""Somebody who has the database file: takes the triggers and constraints away, changes rows, and is looked at."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from db.engine import Fetch, Row, Write
from db.ledger_check import Verdict, verify_all
from db.ledger_ends import Anchor
from db.unit import Unit
from domain import ledger as book
from domain.accounts import SavingKind
from tests.db.desk import Desk
from tests.ledger_world import JANUARY, LILIS, NENENG, SITI, TODAY, Book, open_book

TABLES = {
    "ledger_entries": ("group_id", "number"),
    "ledger_lines": ("group_id", "number", "n"),
    "ledger_months": ("group_id", "month"),
    "ledger_closings": ("group_id", "account", "member", "month"),
    "ledger_heads": ("group_id", "number"),
}


async def written(desk: Desk) -> Book:
    """Two groups; Mentari has a closed month, a meeting, notes, a correction, a count and two published heads."""
    melati = await open_book(desk, members=2)
    await melati.save(1, 77, note="lain")
    await melati.publish()
    mentari = await open_book(desk)
    await mentari.meeting(1, JANUARY)
    await mentari.save(SITI, 100, day=JANUARY, meeting=1, note="titip")
    await mentari.save(NENENG, 100, SavingKind.WAJIB, day=JANUARY, meeting=1)
    await close_meeting(mentari)
    await mentari.publish(meeting=1)
    await mentari.close(book.month_of(JANUARY))
    number = await mentari.save(SITI, 500)
    await mentari.reverse(number)
    await mentari.save(NENENG, 50, SavingKind.SOSIAL)
    await mentari.post(
        book.count_difference(day=TODAY, by=LILIS, second=NENENG, booked=250, counted=245, note="belum tahu")
    )
    await mentari.publish()
    await mentari.save(SITI, 5)
    return mentari


async def close_meeting(mentari: Book) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE meetings SET state = 'closed' WHERE group_id = $1", mentari.id)

    await mentari.desk.run(job)


async def verdict(desk: Desk, anchors: Sequence[Anchor] = (), *, everything: bool = True) -> Verdict:
    return (await verify_all(desk.storage.engine, desk.storage.vault, anchors, everything=everything))[0]


async def unguard(desk: Desk) -> None:
    """Take away what keeps the tables as they are."""
    engine = desk.storage.engine
    if engine.name == "sqlite":
        rows = (await engine.perform([Fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'")]))[0]
        await engine.perform([Write(f"DROP TRIGGER {row['name']}") for row in rows])
        await engine.perform([Write("PRAGMA foreign_keys=OFF"), Write("PRAGMA ignore_check_constraints=ON")])
        return
    rows = (
        await engine.perform(
            [
                Fetch(
                    "SELECT t.tgname AS name, c.relname AS place FROM pg_trigger t"
                    " JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
                )
            ]
        )
    )[0]
    await engine.perform([Write(f"DROP TRIGGER {row['name']} ON {row['place']}") for row in rows])
    checks = (
        await engine.perform(
            [
                Fetch(
                    "SELECT conname AS name, conrelid::regclass::text AS place FROM pg_constraint"
                    " WHERE contype IN ('c', 'f') AND conrelid::regclass::text LIKE 'ledger%'"
                )
            ]
        )
    )[0]
    await engine.perform(
        [Write(f"ALTER TABLE {row['place']} DROP CONSTRAINT {row['name']}") for row in checks]
    )


class Refused(Exception):
    """The database itself did not let it happen."""


@asynccontextmanager
async def tampered(desk: Desk, *statements: tuple[Any, ...]) -> AsyncIterator[None]:
    """Inside, the statements have happened; afterwards they have not."""
    engine = desk.storage.engine
    writes = [Write(sql, [tuple(params)]) for sql, *params in statements]
    try:
        try:
            await engine.perform([Write(engine.begin), *writes])
        except Exception as fault:
            raise Refused from fault
        yield
    finally:
        await engine.rollback()


def others(value: Any) -> list[Any]:
    """What somebody might put in instead."""
    if value is None:
        return [1, b"x"]
    if isinstance(value, int):
        return [value + 1, value - 1, -value, 0, None]
    if isinstance(value, str):
        return [value + "x", "", "kas", "2026-02-01"]
    raw = bytes(value)
    return [bytes([raw[0] ^ 1]) + raw[1:], raw[:-1], b"", None]


async def rows_of(desk: Desk, table: str, keys: Sequence[str]) -> list[Row]:
    return (await desk.storage.engine.perform([Fetch(f"SELECT * FROM {table} ORDER BY {', '.join(keys)}")]))[
        0
    ]


def where(keys: Sequence[str], start: int) -> str:
    return " AND ".join(f"{key} = ${start + at}" for at, key in enumerate(keys))
