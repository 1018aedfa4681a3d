"""What do the rows of a table of classes say? A heading with the names of the columns, then one class a row.

The law: what is not understood is a fault with its row, its column and what to do about it, and while there is one no
class is made. Nothing is guessed: a time with a part missing is a fault, not a question, for many are read at once.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.course_columns import HEADINGS, SORTS, Column
from domain.course_words import is_fit
from domain.courses import (
    CAPACITY_MAX,
    NOTE_CHARS_MAX,
    PLACE_CHARS_MAX,
    TITLE_CHARS_MAX,
    Kind,
    Topic,
)
from domain.hygiene import tidy_text
from domain.opening import Value
from domain.opening_table import HEADER_ROWS_MAX, letter
from domain.reading.action import Action
from domain.reading.schedule import read_schedule
from domain.records import dataclass
from domain.recurrence import Recurrence
from domain.zones import ZONES

# Of one file; with more rows a turn would write too much, and nobody reads so many back.
COURSES_MAX = 20

SHOWN_CHARS_MAX = 24

# A first day farther off is a slip in the year: nobody plans a class for then.
FIRST_WITHIN = timedelta(days=400)

# A table program that shows a day as a number counts from here; these are the days of 2009 to 2064.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(40_000, 60_000)


class Fault(StrEnum):
    """What is wrong in a place of the table."""

    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    TOO_MANY = "too_many"
    UNKNOWN_COLUMN = "unknown_column"
    NO_SORT = "no_sort"
    UNKNOWN_SORT = "unknown_sort"
    NO_PLACE = "no_place"
    NO_WHEN = "no_when"
    WHEN_UNCLEAR = "when_unclear"
    WHEN_NO_HOUR = "when_no_hour"
    WHEN_NO_END = "when_no_end"
    WHEN_NO_FIRST = "when_no_first"
    WHEN_OVER = "when_over"
    WHEN_FAR = "when_far"
    NO_DAYS = "no_days"
    TOO_MANY_DAYS = "too_many_days"
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "too_long"
    NOT_FIT = "not_fit"
    UNKNOWN_AREA = "unknown_area"
    TWICE = "twice"
    THERE_ALREADY = "there_already"


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseWrong:
    """One fault. row: counted from 1 as the table program does, 0 for the whole. column: its letter, or ""."""

    fault: Fault
    row: int = 0
    column: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseRow:
    """One class as it was written. title: "" for the name of its kind. areas: keys. zone: "" if none is named."""

    row: int
    kind: Kind
    topic: Topic
    title: str
    place: str
    recurrence: Recurrence
    zone: str = ""
    capacity: int = 0
    bring: str = ""
    childcare: str = ""
    transport: str = ""
    areas: tuple[str, ...] = ()


def read_courses(
    table: Sequence[Sequence[Value]], *, today: date, areas: Mapping[str, str]
) -> tuple[tuple[CourseRow, ...], tuple[CourseWrong, ...]]:
    """The classes, and what is wrong. areas: of the office, by name in lower case; none for a group. Never raises."""
    top = next((n for n, row in enumerate(table[:HEADER_ROWS_MAX]) if _is_header(row)), None)
    if top is None:
        return (), (CourseWrong(fault=Fault.NO_HEADER),)
    columns, wrong = _columns(table[top], top + 1)
    rows: list[CourseRow] = []
    for number, cells in enumerate(table[top + 1 :], start=top + 2):
        if any(_text(cell) for cell in cells):
            one = _Row(number, cells, columns)
            read = one.read(today, areas)
            wrong += one.wrong
            rows += [read] if read is not None else []
    if not rows and not wrong:
        wrong.append(CourseWrong(fault=Fault.NO_ROWS))
    if len(rows) > COURSES_MAX:
        wrong.append(CourseWrong(fault=Fault.TOO_MANY))
    return tuple(rows), (*wrong, *_twice(rows))


def _twice(rows: Sequence[CourseRow]) -> list[CourseWrong]:
    seen: set[object] = set()
    found = []
    for each in rows:
        same = (each.kind, each.topic, each.title.casefold(), each.place.casefold(), each.recurrence)
        if same in seen:
            found.append(CourseWrong(fault=Fault.TWICE, row=each.row, text=shown(each.title or each.place)))
        seen.add(same)
    return found


def _heading(cell: Value) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", tidy_text(str(cell or ""))).casefold().split())


def _is_header(row: Sequence[Value]) -> bool:
    named = {_column(_heading(cell)) for cell in row}
    return Column.WHEN in named and bool(named & {Column.SORT, Column.TITLE, Column.PLACE})


def _column(heading: str) -> Column | None:
    return next((column for column, names in HEADINGS.items() if heading in names), None)


def _columns(row: Sequence[Value], number: int) -> tuple[dict[Column, int], list[CourseWrong]]:
    found: dict[Column, int] = {}
    wrong: list[CourseWrong] = []
    for index, cell in enumerate(row):
        heading = _heading(cell)
        column = _column(heading)
        if heading and (column is None or (column in found and column is not Column.IGNORED)):
            wrong.append(
                CourseWrong(
                    fault=Fault.UNKNOWN_COLUMN, row=number, column=letter(index), text=shown(str(cell))
                )
            )
        elif column is not None:
            found[column] = index
    return found, wrong


class _Row:
    """One row as it is read: its cells by column, and what is wrong with it so far."""

    def __init__(self, number: int, cells: Sequence[Value], columns: Mapping[Column, int]) -> None:
        self._number = number
        self._cells = cells
        self._columns = columns
        self.wrong: list[CourseWrong] = []

    def read(self, today: date, areas: Mapping[str, str]) -> CourseRow | None:
        """The class; None where something is wrong."""
        sort = self._sort()
        title = self._words(Column.TITLE, TITLE_CHARS_MAX)
        place = self._words(Column.PLACE, PLACE_CHARS_MAX, missing=Fault.NO_PLACE)
        when = self._when(today)
        capacity = self._capacity()
        notes = [self._words(each, NOTE_CHARS_MAX) for each in (Column.BRING, Column.CHILDREN, Column.FARE)]
        named = self._areas(areas)
        if self.wrong or sort is None or when is None:
            return None
        return CourseRow(
            row=self._number,
            kind=sort[0],
            topic=sort[1],
            title=title,
            place=place,
            recurrence=when[0],
            zone=when[1],
            capacity=capacity,
            bring=notes[0],
            childcare=notes[1],
            transport=notes[2],
            areas=named,
        )

    def _cell(self, column: Column) -> Value:
        index = self._columns.get(column)
        return self._cells[index] if index is not None and index < len(self._cells) else None

    def _blame(self, fault: Fault, column: Column) -> None:
        index = self._columns.get(column)
        self.wrong.append(
            CourseWrong(
                fault=fault,
                row=self._number,
                column=letter(index) if index is not None else "",
                text=shown(
                    _day(_text(self._cell(column))) if column is Column.FIRST else _text(self._cell(column))
                ),
            )
        )

    def _words(self, column: Column, chars_max: int, *, missing: Fault | None = None) -> str:
        words = _text(self._cell(column))
        if not words and missing is not None:
            self._blame(missing, column)
        elif len(words) > chars_max:
            self._blame(Fault.TOO_LONG, column)
        elif words and not is_fit(words, chars_max=chars_max):
            self._blame(Fault.NOT_FIT, column)
        return words

    def _sort(self) -> tuple[Kind, Topic] | None:
        """By its own column, else by what the class is called."""
        said = _sort_said(self._cell(Column.SORT))
        if said in SORTS:
            return SORTS[said]
        called = SORTS.get(_sort_said(self._cell(Column.TITLE)))
        if not said and called is not None:
            return called
        self._blame(Fault.UNKNOWN_SORT if said else Fault.NO_SORT, Column.SORT)
        return None

    def _capacity(self) -> int:
        cell = self._cell(Column.CAPACITY)
        words = _PEOPLE.sub("", _text(cell))
        if not words:
            return 0
        if not words.isascii() or not words.isdecimal() or not 1 <= int(words) <= CAPACITY_MAX:
            self._blame(Fault.NOT_A_NUMBER, Column.CAPACITY)
            return 0
        return int(words)

    def _areas(self, areas: Mapping[str, str]) -> tuple[str, ...]:
        words = re.split(r"\s*(?:[,;/]|\bdan\b)\s*", _text(self._cell(Column.AREAS)).casefold())
        named = [word for word in words if word and word not in ("semua", "umum", "semua warga")]
        if any(word not in areas for word in named):
            self._blame(Fault.UNKNOWN_AREA, Column.AREAS)
        return tuple(areas[word] for word in named if word in areas)

    # -- when ---------------------------------------------------------------------------------------------------

    def _when(self, today: date) -> tuple[Recurrence, str] | None:
        """The days and the zone, "" for the place's own."""
        if not _text(self._cell(Column.WHEN)) and not _text(self._cell(Column.FIRST)):
            self._blame(Fault.NO_WHEN, Column.WHEN)
            return None
        first = read_day(_text(self._cell(Column.FIRST)))
        if first is not None and first < today:
            self._blame(Fault.WHEN_OVER, Column.FIRST)
            return None
        reading = read_schedule(self._said(), today=today)
        if reading.action is Action.REJECT or (reading.recurrence is None and not reading.asks):
            self._blame(Fault.WHEN_UNCLEAR, Column.WHEN)
        elif reading.asks or reading.recurrence is None:
            part = reading.asks[0] if reading.asks else "day"
            fault, column = _MISSING.get(part, (Fault.WHEN_UNCLEAR, Column.WHEN))
            self._blame(fault, column if column in self._columns else Column.WHEN)
        elif "words" in reading.doubts or "day" in reading.doubts:
            self._blame(Fault.WHEN_UNCLEAR, Column.WHEN)
        elif reading.recurrence.first > today + FIRST_WITHIN:
            self._blame(Fault.WHEN_FAR, Column.FIRST if first is not None else Column.WHEN)
        else:
            zone = next((each.key for each in ZONES.values() if each.name == reading.zone), "")
            return reading.recurrence, zone
        return None

    def _said(self) -> str:
        """The columns about the time as one sentence, as it would be written in the chat."""
        parts = [_text(self._cell(Column.WHEN))]
        hour, times, first = (self._cell(each) for each in (Column.HOUR, Column.TIMES, Column.FIRST))
        if _text(hour):
            parts.append(f"jam {_clock(_text(hour))}")
        if _text(times):
            parts.append(f"{_text(times).removesuffix(' kali')} kali")
        if _text(first):
            parts.append(f"mulai {_day(_text(first))}" if parts[0] else _day(_text(first)))
        return ", ".join(part for part in parts if part)


_MISSING: Mapping[str, tuple[Fault, Column]] = {
    "time": (Fault.WHEN_NO_HOUR, Column.HOUR),
    "count": (Fault.WHEN_NO_END, Column.TIMES),
    "first": (Fault.WHEN_NO_FIRST, Column.FIRST),
}


def _text(cell: Value) -> str:
    return " ".join(tidy_text(str(cell)).split()) if cell is not None else ""


_PEOPLE = re.compile(r"\s*\b(?:orang|org|peserta)$", re.IGNORECASE)


def _sort_said(cell: Value) -> str:
    """ "Pelatihan Menjahit" is "Menjahit"."""
    return re.sub(r"^(?:pelatihan|kelas|kursus|keterampilan) (?!lain)", "", _heading(cell))


def _clock(text: str) -> str:
    """An hour as a table program keeps it ("09:00:00", 0.375 of a day, 9.3 for 9.30) or as it was typed."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2}):\d{2}", text)
    if found:
        return f"{found[1]}.{found[2]}"
    if re.fullmatch(r"0[.,]\d+", text):
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        return f"{minutes // 60}.{minutes % 60:02}"
    if re.fullmatch(r"\d{1,2}[.,]\d", text):
        return f"{text[:-2]}.{text[-1]}0"
    return re.sub(r"^(jam|pukul)\s+", "", text, flags=re.IGNORECASE)


def read_day(text: str) -> date | None:
    """A day as a table program keeps it: 2026-02-03T00:00:00, or 46056 where the cell was no date; else None."""
    if text.isascii() and text.isdecimal():
        return _DAY_ZERO + timedelta(days=int(text)) if int(text) in _SERIALS else None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _day(text: str) -> str:
    """The same as it would be typed, or what was typed."""
    day = read_day(text)
    return f"{day.day}-{day.month}-{day.year}" if day is not None else text


def shown(text: str) -> str:
    """As much of what was written as names the place."""
    return text.strip()[:SHOWN_CHARS_MAX]
