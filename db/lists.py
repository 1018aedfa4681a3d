"""How a list of values stands in SQL: `id IN ($1, $2, $3)`, on both engines."""

from collections.abc import Sequence
from typing import Any


def marks(count: int, start: int = 1) -> str:
    """`($1, $2, ...)` for `count` parameters, numbered from `start`; a list that holds nothing if there are none."""
    return "(" + (", ".join(f"${n}" for n in range(start, start + count)) or "NULL") + ")"


def padded(values: Sequence[Any]) -> list[Any]:
    """The values with the last repeated up to a power of two, so that few different statements are prepared."""
    size = 1
    while size < len(values):
        size *= 2
    return [*values, *([values[-1]] * (size - len(values)))] if values else []
