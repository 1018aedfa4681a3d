"""What does a saving cost from the message to the commit, and does a balance or a meeting's summary cost more in a book
of five years than in one of a year?

The saving is the whole program's turn ("ya" to "Benar?"), beside the bare rows of an entry in one transaction. The
large books have 60 members and a meeting a week, every month but the last closed.
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, closing
from datetime import date, timedelta
from pathlib import Path

from db import ledger, people
from db.engine import Write
from db.people import Actor
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account
from domain.roles import Role, RoleGrant
from handlers.meeting.summary import find_summary
from tests.bench.alternate import Bench
from tests.bench.report import Figure, Line
from tests.db.desk import Desk, open_desk
from tests.handlers.book_keepers import mentari
from tests.ledger_world import SITI, Book, open_book
from tests.world import Way, World, make_template, open_world

LAST = date(2026, 2, 24)  # the fourth week of a month that is still open
MEMBERS = 60
YEARS_FEW, YEARS_MANY = 1, 5
LINES_AN_ENTRY = 2
RATIO_MAX, BALANCE_MAX_MS = 1.25, 5.0
WARM_UP = 3
TALK = ("setor", "Siti", "wajib", "25rb", "ya")
KINDS = (Account.WAJIB, Account.SUKARELA, Account.SOSIAL)


def measure(bench: Bench) -> Figure:
    sizes = bench.sizes
    figure = Figure(
        name="ledger", title=f"a group's book, medians of {sizes.savings} savings and {sizes.looks} looks"
    )
    with bench.fresh_folder() as folder:
        said, bare = asyncio.run(_savings(folder, sizes.savings))
    figure.lines += [
        Line(what="one saving, from the message to the commit", value=said * 1e3, unit="ms"),
        Line(what="bare sqlite3: the same entry and its lines", value=bare * 1e3, unit="ms"),
        Line(what="ratio to the bare insert", value=said / bare),
    ]
    with bench.fresh_folder() as folder:
        found = asyncio.run(_large(folder, sizes.book_lines, sizes.looks))
    for what, (few, many) in found.items():
        bound = BALANCE_MAX_MS if "balance" in what else None
        figure.lines += [
            Line(what=f"{what}, a year", value=few * 1e3, unit="ms"),
            Line(
                what=f"{what}, five years ({sizes.book_lines:,} lines)",
                value=many * 1e3,
                unit="ms",
                at_most=bound,
            ),
            Line(what=f"{what}: ratio", value=many / few, at_most=RATIO_MAX),
        ]
    return figure


# -- one saving -------------------------------------------------------------------------------------------------


async def _savings(folder: Path, times: int) -> tuple[float, float]:
    """Seconds of the turn that posts, and of the same rows written without the program, in turns; medians."""
    await make_template(folder / "template")
    async with open_desk(folder / "bare") as desk:
        empty = await open_book(desk)
    said, bare = [], []
    async with open_world(folder / "data", Way.STEADY, template=folder / "template") as world:
        await mentari(world, "Yuyun", "Siti")
        with closing(sqlite3.connect(folder / "bare" / "teman.db", isolation_level=None)) as connection:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")
            for number in range(1, times + WARM_UP + 1):
                for text in TALK[:-1]:
                    await _say(world, text)
                said.append(await _say(world, TALK[-1]))
                bare.append(_insert(connection, empty.id, number))
        count = await world.run(lambda unit: unit.fetch("SELECT count(*) AS n FROM ledger_entries"))
        assert count[0]["n"] == times + WARM_UP
    return statistics.median(said[WARM_UP:]), statistics.median(bare[WARM_UP:])


async def _say(world: World, text: str) -> float:
    """Seconds until what Lilis says has taken effect; then it is answered, untimed."""
    world.next_message()
    began = time.perf_counter()
    await world.phones.write("Lilis", text)
    await world.app.turns.drain()
    taken = time.perf_counter() - began
    await world.rest()
    return taken


def _insert(connection: sqlite3.Connection, group_id: int, number: int) -> float:
    digest = hashlib.sha256(str(number).encode()).digest()
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_ENTRY, _entry_row(group_id, number, LAST, 1, None, digest))
    connection.executemany(_LINE, _line_rows(group_id, number, LAST, 1, Account.WAJIB))
    connection.execute("COMMIT")
    return time.perf_counter() - began


# -- large books ------------------------------------------------------------------------------------------------

_ENTRY = (
    "INSERT INTO ledger_entries (group_id, number, kind, day, month, meeting, member, by_member, note_hash, made_ms,"
    " key_hash, input_hash, previous_hash, entry_hash) VALUES (?1, ?2, 'saving', ?3, ?4, ?5, ?6, 1, ?7, 0, ?7, ?7, ?7, ?7)"
)
_LINE = (
    "INSERT INTO ledger_lines (group_id, number, n, month, account, member, side, amount)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 5000)"
)


def _entry_row(
    group_id: int, number: int, day: date, member: int, meeting: int | None, digest: bytes
) -> tuple[object, ...]:
    return group_id, number, day.isoformat(), book.month_of(day), meeting, member, digest


def _line_rows(
    group_id: int, number: int, day: date, member: int, account: Account
) -> list[tuple[object, ...]]:
    month, whose = book.month_of(day), member if account.per_member else None
    return [
        (group_id, number, 1, month, Account.KAS.value, None, 1),
        (group_id, number, 2, month, account.value, whose, -1),
    ]


async def _large(folder: Path, lines: int, looks: int) -> dict[str, tuple[float, float]]:
    """Median seconds of each look, in the book of a year and in that of five."""
    async with AsyncExitStack() as stack:
        books = []
        for years in (YEARS_FEW, YEARS_MANY):
            desk = await stack.enter_async_context(open_desk(folder / str(years)))
            books.append(await _filled(desk, years, lines * years // YEARS_MANY))
        taken: dict[str, list[list[float]]] = {what: [[], []] for what in LOOKS}
        for look in range(looks + WARM_UP):
            for what, job in LOOKS.items():
                for each, (large, lilis) in enumerate(books):
                    began = time.perf_counter()
                    await _look(large, lilis, job)
                    if look >= WARM_UP:
                        taken[what][each].append(time.perf_counter() - began)
        return {
            what: (statistics.median(few), statistics.median(many)) for what, (few, many) in taken.items()
        }


async def _look(large: Book, lilis: Actor, job: Look) -> None:
    async def read(unit: Unit) -> None:
        unit.actor = lilis
        await job(unit, large.id)

    await large.desk.run(read)


Look = Callable[[Unit, int], Awaitable[object]]


async def _last_summary(unit: Unit, group_id: int) -> object:
    row = await unit.fetch_one("SELECT max(number) AS number FROM meetings WHERE group_id = $1", group_id)
    assert row is not None
    return await find_summary(unit, group_id, row["number"])


LOOKS: dict[str, Look] = {
    "the balance of the cash box": lambda unit, group_id: ledger.balance(unit, group_id, Account.KAS),
    "a member's balance": lambda unit, group_id: ledger.balance(unit, group_id, Account.WAJIB, SITI),
    "the summary of a meeting": _last_summary,
}


async def _filled(desk: Desk, years: int, lines: int) -> tuple[Book, Actor]:
    """A book with so many lines, a meeting a week, every month but the last closed."""
    large = await open_book(desk, MEMBERS)
    lilis = await desk.person("Lilis")
    weeks = years * 52
    first = LAST - timedelta(weeks=weeks - 1)
    large.go_to(LAST)

    async def grant(unit: Unit) -> None:
        role = RoleGrant(Role.TREASURER, group_id=large.id)
        people.grant_role(unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=role, now_ms=0)

    await desk.run(grant)
    written = 0
    for week in range(weeks):
        day = first + timedelta(weeks=week)
        await large.meeting(week + 1, day, "closed")
        until = lines // LINES_AN_ENTRY * (week + 1) // weeks
        await _write_week(large, day, week + 1, range(written + 1, until + 1))
        written = until
        if (day + timedelta(weeks=1)).month != day.month and week + 1 < weeks:
            await large.close(book.month_of(day))
    found = await large.balance(Account.KAS)
    assert found == written * 5_000, "the large book has other sums than was written"
    return large, lilis


async def _write_week(large: Book, day: date, meeting: int, numbers: range) -> None:
    """So many savings by everybody in turn, past the ledger: half a million one by one would take a day."""
    entries, lines = [], []
    for number in numbers:
        member, account = number % MEMBERS + 1, KINDS[number % len(KINDS)]
        digest = hashlib.sha256(str(number).encode()).digest()
        entries.append(_entry_row(large.id, number, day, member, meeting, digest))
        lines += _line_rows(large.id, number, day, member, account)
    engine = large.desk.storage.engine
    await engine.perform([Write(engine.begin), Write(_ENTRY, entries), Write(_LINE, lines), Write("COMMIT")])
