"""The limit: what the bare driver needs to write, durably, the rows that one of our turns writes.

No reading, no decoding, no event loop in between on SQLite: nothing that stores these rows can be faster.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import asyncpg

from tests.bench.contender import RowShape, WrongRows, check_durable

CHATS = 1_000
POOLED_VALUES = 64


@dataclass(frozen=True, kw_only=True)
class Bare:
    turns: int
    seconds: float
    settings: Mapping[str, str]


class Rows:
    """SQL and values for a shape, with `?` for SQLite and `$` for PostgreSQL before the numbers."""

    def __init__(self, shape: Sequence[RowShape], mark: str) -> None:
        self._shape = shape
        self._mark = mark
        self._inserts = {row.table: self._count(row.table, "insert") for row in shape}
        # Values are made beforehand, so that making them is not measured.
        rng = random.Random(1)
        sizes = {size for row in shape for size in (*row.column_bytes, row.unique_key_bytes)}
        self._values = {size: [rng.randbytes(size) for _ in range(POOLED_VALUES)] for size in sizes}
        self.statements = [self._statement(row) for row in shape]

    def _count(self, table: str, action: str) -> int:
        return sum(1 for row in self._shape if row.table == table and row.action == action)

    def tables(self) -> Iterator[str]:
        blob, whole = ("BLOB", "INTEGER") if self._mark == "?" else ("BYTEA", "BIGINT")
        for table in self._inserts:
            rows = [row for row in self._shape if row.table == table]
            written = max(len(row.column_bytes) for row in rows)
            columns = "".join(f", c{number} {blob}" for number in range(written))
            unique = f", key {blob} UNIQUE" if any(row.unique_key_bytes for row in rows) else ""
            yield f"CREATE TABLE {table} (id {whole} PRIMARY KEY{unique}{columns})"

    def _statement(self, row: RowShape) -> str:
        key = ["key"] if row.unique_key_bytes else []
        columns = [f"c{number}" for number in range(len(row.column_bytes))]
        if row.action == "update":
            changes = ", ".join(
                f"{column} = {self._mark}{number + 2}" for number, column in enumerate(columns)
            )
            return f"UPDATE {row.table} SET {changes} WHERE id = {self._mark}1"
        names = ["id", *key, *columns]
        marks = ", ".join(f"{self._mark}{number + 1}" for number in range(len(names)))
        sql = f"INSERT INTO {row.table} ({', '.join(names)}) VALUES ({marks})"
        if row.action == "upsert":
            sql += " ON CONFLICT (id) DO UPDATE SET " + ", ".join(
                f"{name} = excluded.{name}" for name in columns
            )
        return sql

    def values(self, turn: int) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Each statement of a turn with its arguments."""
        inserted = dict.fromkeys(self._inserts, 0)
        for row, statement in zip(self._shape, self.statements, strict=True):
            first = turn * self._inserts[row.table]
            number = turn % CHATS if row.action == "upsert" else first
            if row.action == "insert":
                number += inserted[row.table]
                inserted[row.table] += 1
            key = (
                [number.to_bytes(8, "big").ljust(row.unique_key_bytes, b".")] if row.unique_key_bytes else []
            )
            columns = [self._values[size][turn % POOLED_VALUES] for size in row.column_bytes]
            yield statement, (number, *key, *columns)

    def expected_counts(self, turns: int) -> dict[str, int]:
        counts = {table: turns * inserts for table, inserts in self._inserts.items()}
        upserted = {row.table for row in self._shape if row.action == "upsert"}
        return {table: min(turns, CHATS) if table in upserted else count for table, count in counts.items()}


def bare_sqlite(folder: Path, shape: Sequence[RowShape], turns: int, turns_a_transaction: int) -> Bare:
    path = folder / "limit.db"
    rows = Rows(shape, "?")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=wal")
    db.execute("PRAGMA synchronous=FULL")
    for table in rows.tables():
        db.execute(table)
    settings = {
        name: str(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("journal_mode", "synchronous")
    }
    check_durable(settings, on_a_server=False)
    plan = [list(rows.values(turn)) for turn in range(turns)]
    began = perf_counter()
    for first in range(0, turns, turns_a_transaction):
        db.execute("BEGIN IMMEDIATE")
        for turn in plan[first : first + turns_a_transaction]:
            for statement, values in turn:
                db.execute(statement, values)
        db.execute("COMMIT")
    seconds = perf_counter() - began
    with sqlite3.connect(path) as other:
        found = {
            table: other.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _tables(shape)
        }
    _check_counts(found, rows.expected_counts(turns))
    db.close()
    return Bare(turns=turns, seconds=seconds, settings=settings)


async def bare_postgres(url: str, shape: Sequence[RowShape], turns: int) -> Bare:
    """One turn a transaction, over one connection."""
    rows = Rows(shape, "$")
    schema = f"bench_{os.getpid()}"
    db = await asyncpg.connect(url)
    try:
        await db.execute(f"CREATE SCHEMA {schema}")
        await db.execute(f"SET search_path TO {schema}")
        for table in rows.tables():
            await db.execute(table)
        settings = {name: await db.fetchval(f"SHOW {name}") for name in ("fsync", "synchronous_commit")}
        check_durable(settings, on_a_server=True)
        plan = [list(rows.values(turn)) for turn in range(turns)]
        began = perf_counter()
        for turn in plan:
            async with db.transaction():
                for statement, values in turn:
                    await db.execute(statement, *values)
        seconds = perf_counter() - began
        found = {table: await db.fetchval(f"SELECT count(*) FROM {table}") for table in _tables(shape)}
        _check_counts(found, rows.expected_counts(turns))
        await db.execute(f"DROP SCHEMA {schema} CASCADE")
    finally:
        await db.close()
    return Bare(turns=turns, seconds=seconds, settings=settings)


def _tables(shape: Sequence[RowShape]) -> set[str]:
    return {row.table for row in shape}


def _check_counts(found: Mapping[str, int], expected: Mapping[str, int]) -> None:
    if dict(found) != dict(expected):
        raise WrongRows(f"the limit stored {dict(found)}, not {dict(expected)}")
