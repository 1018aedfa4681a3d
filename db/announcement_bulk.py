"""Many rows of an announcement in one statement: on PostgreSQL each statement takes its time, however small it is."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from db.unit import Unit

# So many rows travel in one statement; what is left over travels row by row, so that few statements are prepared.
TOGETHER = 100


def write_rows(unit: Unit, sql: str, rows: Sequence[Sequence[Any]], *of_all: Any) -> None:
    """Run `sql` for these rows. `{rows}` in it: where they stand, each in brackets, or cast as `sql` gives it in
    `{rows:BIGINT,TEXT}`: one type a column, for a list that no table gives its types. of_all: $1, $2 ... before them.
    """
    for part in _parts(rows):
        spelled = _spelled(sql, len(part), len(part[0]), len(of_all) + 1)
        unit.write(spelled, *of_all, *[value for row in part for value in row])


def _parts(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
    whole = len(rows) - len(rows) % TOGETHER
    for start in range(0, whole, TOGETHER):
        yield rows[start : start + TOGETHER]
    for row in rows[whole:]:
        yield [row]


@lru_cache(maxsize=50)
def _spelled(sql: str, count: int, width: int, start: int) -> str:
    before, _, rest = sql.partition("{rows")
    types, _, after = rest.partition("}")
    casts = types.removeprefix(":").split(",") if types else []
    rows = ", ".join(_row(n * width + start, width, casts) for n in range(count))
    return before + rows + after


def _row(start: int, width: int, casts: Sequence[str]) -> str:
    marks = [f"${n}" for n in range(start, start + width)]
    if casts:
        marks = [f"CAST({mark} AS {cast})" for mark, cast in zip(marks, casts, strict=True)]
    return "(" + ", ".join(marks) + ")"
