"""What a page of the group's books is: a heading, columns of one sort each, rows. The same page becomes XLSX or PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | date | None

# From so many columns on, the page lies on its side.
WIDE_COLUMNS = 8


class Sort(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"  # whole rupiah
    NUMBER = "number"
    COUNT = "count"  # of people
    MARK = "mark"  # one letter, in the middle


@dataclass(frozen=True, slots=True)
class Column:
    """heading: one or two words. width: of the printed page, in parts of the whole."""

    heading: str
    sort: Sort
    width: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """title: of the book, also the sheet's name. lines: under the title. totals: one more row, set apart.

    signed_by: who signs below, left to right. note: a last sentence, as for the meaning of letters. strong: rows, by
    their place, that stand out; bold: single cells, by row and column. follows: on the same page as the table before
    it, if there is room. divided: the column before which a thick line stands, 0 for none.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[str] = ()
    totals: Sequence[Cell] = ()
    signed_by: Sequence[str] = ()
    note: str = ""
    strong: frozenset[int] = frozenset()
    bold: frozenset[tuple[int, int]] = frozenset()
    follows: bool = False
    divided: int = 0

    def __post_init__(self) -> None:
        wrong = [
            row
            for row in (*self.rows, *([self.totals] if self.totals else []))
            if len(row) != len(self.columns)
        ]
        assert not wrong, "a row has as many cells as the page has columns"

    @property
    def is_wide(self) -> bool:
        """Whether its page lies on its side."""
        return len(self.columns) >= WIDE_COLUMNS


def grouped(tables: Sequence[Table]) -> list[list[Table]]:
    """Which tables stand on one page or sheet together."""
    groups: list[list[Table]] = []
    for each in tables:
        if each.follows and groups:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups
