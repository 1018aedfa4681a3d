"""Stretches of a unit of work that are undone alone: where one begins, and the `async with` around it (db/unit.py)."""

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.unit import Unit


class Part:
    """A stretch of the unit that can be undone alone. mark: where its pending writes begin; the others, where in the
    unit's lists what it says, reads and calls later begins.
    """

    __slots__ = ("calls", "late", "mark", "number", "opened", "told")
    _counter = count(1)

    def __init__(self, mark: int, calls: int, told: int, late: int) -> None:
        self.mark = mark
        self.calls = calls
        self.told = told
        self.late = late
        self.number = next(self._counter)
        self.opened = False

    @property
    def name(self) -> str:
        """Of its savepoint."""
        return f"part_{self.number}"


class Isolated:
    """`async with unit.isolated()`: every turn is in one, and a generator would take nearly three times as long."""

    __slots__ = ("_unit",)

    def __init__(self, unit: "Unit") -> None:
        self._unit = unit

    async def __aenter__(self) -> None:
        self._unit.begin_part()

    async def __aexit__(self, kind: type[BaseException] | None, fault: object, trace: object) -> None:
        if kind is None:
            self._unit.keep_part()
        else:
            await self._unit.undo_part()
