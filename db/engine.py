"""What the program asks of a database engine, so that SQLite and PostgreSQL look alike above this line.

Statements travel in batches: one `perform` is one trip, however many statements it carries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = Any  # a row answers to row["column"] and row[0] on both engines


@dataclass(frozen=True, slots=True)
class Fetch:
    """One statement whose rows are wanted."""

    sql: str
    params: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """One statement for every row of parameters; nothing comes back."""

    sql: str
    rows: Sequence[Sequence[Any]] = ((),)


Statement = Fetch | Write


class StorageUnavailable(Exception):
    """The disk is full, the database is locked or away. Nothing of the transaction is kept; try again later."""


class Engine(Protocol):
    """One connection that writes. Not for two tasks at once: db/writer.py owns it."""

    name: str
    begin: str  # the statement that opens a transaction that may write

    async def connect(self) -> None:
        """Open, wait for being the only process that writes. Raises StorageUnavailable."""

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run them in order in one trip; the rows of each Fetch. Raises StorageUnavailable, or the engine's error."""

    async def rollback(self) -> None:
        """Undo the open transaction, if there is one. Never raises."""

    async def close(self) -> None:
        """Give the connection back."""
