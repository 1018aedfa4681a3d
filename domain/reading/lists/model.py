"""The records a read list is made of. Money is whole rupiah; lines count from 1; members are named by their key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.money import Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class ListMember:
    """One of the group, in the order of the book. aliases: nickname, RT, "Mama Rian"."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedEntry:
    """Money of one woman. bare: written without a unit below 1.000; `rupiah` is then the guess in thousands.

    via: key of the woman who brought it. doubt: "" | "unusual" | "confirm".
    """

    member: str
    kind: str
    rupiah: Rupiah
    day: date
    line: int
    bare: bool
    via: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """status: "unpaid" | "absent" | "excused" | "present"."""

    member: str
    status: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What must be asked. about: "scale" | "name" | "amount" | "kind" | "line" | "unmentioned" | "date" | "duplicate".

    text: the words of the line, at most 80 signs, "" where they tell of somebody's harm. candidates: member keys.
    rupiah: the amount that waits for the answer. kind, day, bare, via, status: what else is known of it.
    """

    about: str
    line: int
    text: str = ""
    candidates: tuple[str, ...] = ()
    rupiah: Rupiah | None = None
    kind: str = ""
    day: date | None = None
    bare: bool = False
    via: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Money spent. what: short words as written. kind: "rapat" | "atk" | "transport" | "lain"."""

    what: str
    kind: str
    rupiah: Rupiah
    line: int
    bare: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CashCount:
    """Money counted on the table. pieces: (value, count); empty where only the sum was written.

    line: 0 where it was read by itself. bare: the sum was written without thousands ("kas 1245").
    """

    rupiah: Rupiah
    pieces: tuple[tuple[int, int], ...]
    line: int
    bare: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ListReading:
    """All that a list says. day: the day the text names, None where it names none. total: as written, never booked.

    left_out: lines that told of somebody's harm; their words are in no field. dated: lines whose digits told a day,
    a period, a time or a number of the meeting, the amount of other lines, or cash. everyone: the keys of the group.
    total_of: "" where the total is that of all entries, else the part of them it is about.
    """

    entries: tuple[ListedEntry, ...] = ()
    marks: tuple[Mark, ...] = ()
    questions: tuple[Question, ...] = ()
    costs: tuple[Cost, ...] = ()
    cash: CashCount | None = None
    day: date | None = None
    total: Rupiah | None = None
    total_mismatch: bool = False
    left_out: tuple[int, ...] = ()
    harm: bool = False
    dated: tuple[int, ...] = ()
    everyone: tuple[str, ...] = ()
    total_bare: bool = False
    total_of: str = ""
