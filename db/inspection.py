"""What is there, and what of it is broken? For `python -m bot check`: reads only, beside a running program.

One snapshot for everything; nothing is decided here, bot/operator/check.py knows what is a fault.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.engine import Engine, Fetch, Row, Write
from db.migrations import for_engine
from db.sealed_columns import COLUMNS, Column
from db.vault import SealBroken, UnknownKeyRing, Vault, cell, person
from domain.keeping import BREACH_NOTICE_MS

# Rows read at a time, so that a large database does not fill the memory.
SLICE = 500

_SNAPSHOT = {
    "sqlite": (Write("PRAGMA query_only=ON"), Write("BEGIN")),
    "postgres": (Write("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),),
}
_TRIGGERS = {
    "sqlite": Fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'"),
    "postgres": Fetch("SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, and when the first and the last of them were; milliseconds, 0 if there are none."""

    count: int = 0
    oldest_ms: int = 0
    newest_ms: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """persons: how many there are. missing: without a data key. locked: whose key does not open with SECRET_KEYS."""

    persons: int
    missing: int
    locked: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """What was opened of one sealed column. keyless: rows whose owner has no key (any more)."""

    place: str
    opened: int
    broken: int
    keyless: int


async def begin(engine: Engine) -> None:
    """Everything read from now on is as it is at this moment."""
    await engine.perform(_SNAPSHOT[engine.name])


async def list_missing_triggers(engine: Engine) -> list[str]:
    """The triggers that the migrations make (those that keep the audit append-only) and that are not there."""
    there = {row["name"] for row in (await engine.perform([_TRIGGERS[engine.name]]))[0]}
    statements = [each for step in for_engine(engine.name) for each in step.statements]
    wanted = [found[1] for each in statements if (found := re.match(r"CREATE TRIGGER (\w+)", each))]
    return [name for name in wanted if name not in there]


async def count_structure_faults(engine: Engine) -> tuple[int, int]:
    """Damaged pages and indexes, and rows that point nowhere; (0, 0) on PostgreSQL, which looks after both itself."""
    if engine.name != "sqlite":
        return 0, 0
    pages, pointers = await engine.perform(
        [Fetch("PRAGMA integrity_check(20)"), Fetch("PRAGMA foreign_key_check")]
    )
    damaged = [row for row in pages if row[0] != "ok"]
    return len(damaged), len(pointers)


async def tally_inbox(engine: Engine) -> dict[str, Tally]:
    """Events that wait, failed or were laid aside, by state."""
    rows = (
        await engine.perform(
            [
                Fetch(
                    "SELECT state, count(*) AS n, min(received_ms) AS oldest, max(received_ms) AS newest FROM inbox"
                    " WHERE state IN ('new', 'failed', 'quarantined') GROUP BY state"
                )
            ]
        )
    )[0]
    return {row["state"]: Tally(row["n"], row["oldest"], row["newest"]) for row in rows}


async def tally_outbox(engine: Engine) -> dict[str, Tally]:
    """Messages that are not at their end or ended badly, by state; the times are when they were due."""
    rows = (
        await engine.perform(
            [
                Fetch(
                    "SELECT state, count(*) AS n, min(due_ms) AS oldest, max(due_ms) AS newest FROM outbox"
                    " WHERE state NOT IN ('sent', 'dropped') GROUP BY state"
                )
            ]
        )
    )[0]
    return {row["state"]: Tally(row["n"], row["oldest"], row["newest"]) for row in rows}


@dataclass(frozen=True, kw_only=True, slots=True)
class Duties:
    """erasures: carried out, but with keys that are still there since `before_ms`. late, open: breaches.

    unanswered: requests about data whose 72 hours are over.
    """

    erasures: int
    late: int
    open: int
    unanswered: int


async def tally_duties(engine: Engine, now_ms: int, before_ms: int) -> Duties:
    """What the law gives a time for: erasures, breaches and requests about data (both late after 3x24 hours)."""
    erasures, open_, late, unanswered = await engine.perform(
        [
            Fetch(
                "SELECT count(*) AS n FROM erasures WHERE state IN ('asked', 'erased') AND keys_gone_ms = 0"
                " AND due_ms < $1",
                (before_ms,),
            ),
            Fetch("SELECT count(*) AS n FROM breaches WHERE closed_ms = 0"),
            Fetch(
                "SELECT count(*) AS n FROM breaches WHERE closed_ms = 0 AND found_ms <= $1 AND (agency_ms = 0"
                " OR listed_ms = 0 OR EXISTS (SELECT 1 FROM breach_people t WHERE t.breach_id = breaches.id"
                " AND t.told_ms = 0))",
                (now_ms - BREACH_NOTICE_MS,),
            ),
            Fetch("SELECT count(*) AS n FROM data_requests WHERE state = 'open' AND due_ms <= $1", (now_ms,)),
        ]
    )
    return Duties(
        erasures=erasures[0]["n"], late=late[0]["n"], open=open_[0]["n"], unanswered=unanswered[0]["n"]
    )


async def check_keys(engine: Engine, vault: Vault) -> Keys:
    """Whether everybody's data key is there and opens, except of those who were erased."""
    persons = missing = locked = after = 0
    while True:
        rows = (
            await engine.perform(
                [
                    Fetch(
                        "SELECT id FROM persons WHERE id > $1 AND erased_ms = 0 ORDER BY id LIMIT $2",
                        (after, SLICE),
                    )
                ]
            )
        )[0]
        owners = [person(row["id"]) for row in rows]
        locked += len(await _have_each(vault, owners))
        persons, missing = persons + len(owners), missing + sum(not vault.knows(owner) for owner in owners)
        if len(rows) < SLICE:
            return Keys(persons, missing - locked, locked)
        after = rows[-1]["id"]


async def _have_each(vault: Vault, owners: Sequence[str]) -> set[str]:
    """Make the keys ready; those that do not open."""
    try:
        await vault.have(owners)
        return set()
    except (UnknownKeyRing, SealBroken):
        locked = set()
    for owner in owners:
        try:
            await vault.have([owner])
        except (UnknownKeyRing, SealBroken):
            locked.add(owner)
    return locked


PLACES = tuple(column.place for column in COLUMNS)


async def open_sealed(engine: Engine, vault: Vault, *, everything: bool) -> list[Sealed]:
    """Whether sealed columns open with their keys: the newest SLICE of each, or all."""
    return [await _open_column(engine, vault, column, everything=everything) for column in COLUMNS]


async def _open_column(engine: Engine, vault: Vault, column: Column, *, everything: bool) -> Sealed:
    counts = {"opened": 0, "broken": 0, "keyless": 0}
    below = column.highest
    while True:
        rows = (await engine.perform([Fetch(column.sql, (below, SLICE))]))[0]
        await _have_each(vault, list({column.owner(row["owner"]) for row in rows}))
        for row in rows:
            counts[_try(vault, column, row)] += 1
        if not everything or len(rows) < SLICE:
            return Sealed(place=column.place, **counts)
        below = rows[-1]["at"]


def _try(vault: Vault, column: Column, row: Row) -> str:
    owner = column.owner(row["owner"])
    if not vault.knows(owner):
        return "keyless"
    try:
        vault.unseal(owner, _place(column, row["at"]), bytes(row["sealed"]))
    except SealBroken:
        return "broken"
    return "opened"


def _place(column: Column, at: int | bytes | str) -> str:
    if not column.of_row:
        return column.place
    return cell(column.place, bytes(at).hex() if isinstance(at, bytes | memoryview) else at)


def totals(found: Sequence[Sealed]) -> Mapping[str, int]:
    """Over all columns: opened, broken, keyless."""
    return {
        "opened": sum(each.opened for each in found),
        "broken": sum(each.broken for each in found),
        "keyless": sum(each.keyless for each in found),
    }
