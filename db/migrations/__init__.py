"""Numbered migrations, run at start in order; those that are missing in one transaction with their numbers.

The DDL is written once; `for_engine` puts in what SQLite and PostgreSQL spell differently. A migration that has been
released is never changed: add a new one.
"""

import re
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from db.engine import Engine, Fetch, Statement, Write
from domain.records import dataclass

# In their order; loaded only where one of them has to run.
MIGRATIONS = (
    "m0001_foundation",
    "m0002_profiles",
    "m0003_removals",
    "m0004_rights",
    "m0005_keeping",
    "m0006_safety",
    "m0007_permits",
    "m0008_audit_chain",
    "m0009_number_codes",
    "m0010_safe_contact",
    "m0011_books",
    "m0012_loans",
    "m0013_training",
    "m0014_contact",
    "m0015_announcements",
    "m0016_whatsapp",
)

_VERSION_TABLE = (
    "CREATE TABLE IF NOT EXISTS schema_version"
    " (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_ms BIGINT NOT NULL)"
)


class NewerDatabase(Exception):
    """The database was written by a newer program; this one would not understand it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration, in one engine's words."""

    number: int
    name: str
    statements: tuple[str, ...]


def load_migrations() -> tuple[ModuleType, ...]:
    """The modules themselves: STATEMENTS, SQLITE and POSTGRES."""
    return tuple(import_module(f"db.migrations.{name}") for name in MIGRATIONS)


def for_engine(engine_name: str) -> tuple[Step, ...]:
    """All migrations as `engine_name` spells them."""
    return tuple(
        Step(
            number=number,
            name=name,
            statements=tuple(_spell(each, engine_name) for each in migration.STATEMENTS)
            + getattr(migration, engine_name.upper()),
        )
        for number, (name, migration) in enumerate(zip(MIGRATIONS, load_migrations(), strict=True), start=1)
    )


def _spell(ddl: str, engine_name: str) -> str:
    if engine_name == "postgres":
        return ddl.replace(" BLOB", " BYTEA")
    # The one spelling under which SQLite keeps the rows in the order of their id, without an index beside them.
    return ddl.replace("id BIGINT PRIMARY KEY", "id INTEGER PRIMARY KEY")


async def migrate(engine: Engine, now_ms: int) -> int:
    """Bring the database up to date; its version. Raises NewerDatabase. Safe to interrupt at any point."""
    await engine.perform([Write(_VERSION_TABLE)])
    rows = (await engine.perform([Fetch("SELECT max(number) AS number FROM schema_version")]))[0]
    version: int = rows[0]["number"] or 0
    known = len(MIGRATIONS)
    if version > known:
        raise NewerDatabase(f"the database has version {version}, this program knows {known}")
    if version < known:
        steps = for_engine(engine.name)
        ddl = [each for step in steps[version:] for each in step.statements]
        new = version == 0 and engine.name == "sqlite"
        await _apply(engine, steps[version:], _folded(ddl) if new else ddl, now_ms)
    return known


# A table as it is made, a column that came to it later, and where the columns end and the table's own rules begin.
_TABLE = re.compile(r"CREATE TABLE (\w+) \(")
_COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (.+)", re.DOTALL)
_RULES = re.compile(r",\s*(?:UNIQUE|PRIMARY KEY|FOREIGN KEY) \(|\)$")


def _folded(ddl: Sequence[str]) -> list[str]:
    """The same for a new SQLite file: columns that came later stand in their table from the beginning.

    After every ALTER TABLE SQLite reads its whole schema again: two thirds of the time that a new file takes.
    """
    folded: list[str] = []
    tables: dict[str, int] = {}
    for statement in ddl:
        column = _COLUMN.fullmatch(statement)
        if column is not None and column[1] in tables:
            at = tables[column[1]]
            end = _RULES.search(folded[at])
            assert end is not None, "every table ends with a bracket"
            folded[at] = f"{folded[at][: end.start()]}, {column[2]}{folded[at][end.start() :]}"
            continue
        if table := _TABLE.match(statement):
            tables[table[1]] = len(folded)
        folded.append(statement)
    return folded


async def _apply(engine: Engine, steps: Sequence[Step], ddl: Sequence[str], now_ms: int) -> None:
    """All of them in one transaction: a new database waits for the disk once, and is never half there."""
    statements: list[Statement] = [Write(engine.begin), *map(Write, ddl)]
    done = [(step.number, step.name, now_ms) for step in steps]
    statements.append(
        Write("INSERT INTO schema_version (number, name, applied_ms) VALUES ($1, $2, $3)", done)
    )
    try:
        await engine.perform([*statements, Write("COMMIT")])
    except BaseException:
        await engine.rollback()
        raise
