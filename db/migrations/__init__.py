"""Numbered migrations, run at start in order, each in one transaction with its number.

The DDL is written once; `for_engine` puts in what SQLite and PostgreSQL spell differently. A migration that has been
released is never changed: add a new one.
"""

from dataclasses import dataclass

from db.engine import Engine, Fetch, Write
from db.migrations import (
    m0001_foundation,
    m0002_profiles,
    m0003_removals,
    m0004_rights,
    m0005_keeping,
    m0006_safety,
    m0007_permits,
    m0008_audit_chain,
    m0009_number_codes,
    m0010_safe_contact,
)

MIGRATIONS = (
    m0001_foundation,
    m0002_profiles,
    m0003_removals,
    m0004_rights,
    m0005_keeping,
    m0006_safety,
    m0007_permits,
    m0008_audit_chain,
    m0009_number_codes,
    m0010_safe_contact,
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


def for_engine(engine_name: str) -> tuple[Step, ...]:
    """All migrations as `engine_name` spells them."""
    return tuple(
        Step(
            number=number,
            name=migration.__name__.rpartition(".")[2],
            statements=tuple(_spell(each, engine_name) for each in migration.STATEMENTS)
            + getattr(migration, engine_name.upper()),
        )
        for number, migration in enumerate(MIGRATIONS, start=1)
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
    steps = for_engine(engine.name)
    if version > len(steps):
        raise NewerDatabase(f"the database has version {version}, this program knows {len(steps)}")
    for step in steps[version:]:
        await _apply(engine, step, now_ms)
    return len(steps)


async def _apply(engine: Engine, step: Step, now_ms: int) -> None:
    done = Write(
        "INSERT INTO schema_version (number, name, applied_ms) VALUES ($1, $2, $3)",
        [(step.number, step.name, now_ms)],
    )
    try:
        await engine.perform([Write(engine.begin), *map(Write, step.statements), done, Write("COMMIT")])
    except BaseException:
        await engine.rollback()
        raise
