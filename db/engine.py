"""What the program asks of a database engine, so that SQLite and PostgreSQL look alike above this line.

Statements travel in batches: one `perform` is one trip, however many statements it carries.
"""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from domain.records import dataclass

Row = Any  # a row answers to row["column"] and row[0] on both engines


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Fetch:
    """One statement whose rows are wanted."""

    sql: str
    params: Sequence[Any] = ()


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Write:
    """One statement for every row of parameters; nothing comes back."""

    sql: str
    rows: Sequence[Sequence[Any]] = ((),)


Statement = Fetch | Write


class StorageUnavailable(Exception):
    """The disk is full, the database is locked or away. Nothing of the transaction is kept; try again later."""


E = TypeVar("E", bound=BaseException)


def note_performed(fault: E, count: int) -> E:
    """`fault`, with how many statements of the batch had succeeded before it."""
    fault.__dict__["performed"] = count
    return fault


def performed_before(fault: BaseException) -> int:
    """How many statements of its batch had succeeded before `fault`."""
    count: int = fault.__dict__.get("performed", 0)
    return count


class Engine(Protocol):
    """One connection that writes. Not for two tasks at once: db/writer.py owns it."""

    name: str
    begin: str  # the statement that opens a transaction that may write

    async def connect(self) -> None:
        """Open, wait for being the only process that writes. Raises StorageUnavailable."""

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run them in order in one trip; the rows of each Fetch.

        Raises StorageUnavailable, or the engine's error; both know how many statements succeeded before.
        """

    async def rollback(self) -> None:
        """Undo the open transaction, if there is one. Never raises."""

    async def close(self) -> None:
        """Give the connection back."""
