"""What did each member have in the group when its book began? Read from a pasted list or the rows of a table.

The law: what is not understood to its last word is a fault with its row and column, and while there is one nothing is
taken over. A bare number below 1.000 and one without the kind of saving each wait for one question about the whole.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from domain.accounts import SavingKind
from domain.group_rules import MEMBERS_MAX
from domain.money import Rupiah
from domain.names import looks_official, tidy_name
from domain.reading.action import Action
from domain.reading.money import read_money
from domain.records import dataclass

# As long as a name may be in the book, and as many signs as are shown of what was not understood.
NAME_CHARS_MAX = 24
SHOWN_CHARS_MAX = 20

# Nobody has saved more than this in a village group; a slip of the thumb has.
OPENING_MAX = 1_000_000_000

BARE_BELOW = 1_000
KIND_WORDS: Mapping[str, SavingKind] = {
    "pokok": SavingKind.POKOK,
    "wajib": SavingKind.WAJIB,
    "wjb": SavingKind.WAJIB,
    "sukarela": SavingKind.SUKARELA,
    "skrl": SavingKind.SUKARELA,
    "manasuka": SavingKind.SUKARELA,
    "khusus": SavingKind.KHUSUS,
    "lebaran": SavingKind.KHUSUS,
    "arisan": SavingKind.ARISAN,
}
# What an opening may give a member; the social fund is the group's own.
KINDS = (
    SavingKind.POKOK,
    SavingKind.WAJIB,
    SavingKind.SUKARELA,
    SavingKind.KHUSUS,
    SavingKind.ARISAN,
)
TOTAL_WORDS = frozenset({"jumlah", "total", "jml", "jumlahnya", "totalnya"})
Value = str | int | None


class Fault(StrEnum):
    """What is wrong in a place."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    NAME_TWICE = "name_twice"
    NAME_OFFICIAL = "name_official"
    NOT_AN_AMOUNT = "not_an_amount"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    KIND_TWICE = "kind_twice"
    NO_SUCH_KIND = "no_such_kind"
    UNKNOWN_COLUMN = "unknown_column"
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    TOO_MANY = "too_many"
    TOTAL = "total"
    # Of a file alone.
    FORMULA = "formula"
    NOT_READABLE = "not_readable"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """One fault. row: counted from 1, 0 for the whole. column: a letter, a kind, or "". text: as it was written."""

    fault: Fault
    row: int = 0
    column: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """An amount as it was written. kind: None where none stands with it. bare: below 1.000 without a unit."""

    kind: SavingKind | None
    rupiah: int
    bare: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One member as she was written."""

    row: int
    name: str
    parts: tuple[Part, ...] = ()
    called: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """All that was read. total: what the list itself says of its sum."""

    rows: tuple[Row, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    total: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every amount of every member."""
        return tuple(part for row in self.rows for part in row.parts)

    @property
    def asks_scale(self) -> bool:
        """Whether a number has to be asked about: 125 may be Rp125.000."""
        return any(part.bare for part in self.parts)

    @property
    def asks_kind(self) -> bool:
        """Whether some amount has no kind of saving with it."""
        return any(part.kind is None for part in self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What one member begins with. amounts: by kind, none of them nothing."""

    name: str
    amounts: tuple[tuple[SavingKind, Rupiah], ...] = ()
    called: str = ""

    @property
    def total(self) -> Rupiah:
        """All of it."""
        return Rupiah(sum(amount for _kind, amount in self.amounts))


def settle(
    listed: Listed, *, kind: SavingKind | None, thousands: bool, kinds: Iterable[SavingKind]
) -> tuple[tuple[Opening, ...], tuple[Wrong, ...]]:
    """What each begins with, and what is still wrong. kind: of amounts that stand alone. thousands: of bare numbers.

    kinds: those the group has by its rules.
    """
    wrong = list(listed.wrong)
    allowed = frozenset(kinds)
    found = [_opening(row, kind, thousands, allowed, wrong) for row in listed.rows]
    if listed.total is not None:
        total = _scaled(listed.total, thousands and listed.asks_scale)
        if total != sum(each.total for each in found):
            wrong.append(Wrong(fault=Fault.TOTAL, text=str(total)))
    if not listed.rows and not wrong:
        wrong.append(Wrong(fault=Fault.NO_ROWS))
    if len(listed.rows) > MEMBERS_MAX:
        wrong.append(Wrong(fault=Fault.TOO_MANY))
    return tuple(found), tuple(wrong)


def _opening(
    row: Row,
    kind: SavingKind | None,
    thousands: bool,
    allowed: frozenset[SavingKind],
    wrong: list[Wrong],
) -> Opening:
    amounts: dict[SavingKind, Rupiah] = {}
    for part in row.parts:
        of = part.kind or kind
        value = _scaled(part, thousands)
        fault = _fault_of(of, value, amounts, allowed)
        if fault is not None:
            column = of.value if of is not None else ""
            wrong.append(Wrong(fault=fault, row=row.row, column=column, text=f"{row.name} {part.rupiah}"))
        elif of is not None and value:
            amounts[of] = Rupiah(value)
    return Opening(name=row.name, called=row.called, amounts=tuple(amounts.items()))


def _fault_of(
    kind: SavingKind | None, value: int, before: Mapping[SavingKind, Rupiah], allowed: frozenset[SavingKind]
) -> Fault | None:
    if 0 < value < BARE_BELOW:
        return Fault.TOO_SMALL
    if value > OPENING_MAX:
        return Fault.TOO_LARGE
    if kind in before:
        return Fault.KIND_TWICE
    return Fault.NO_SUCH_KIND if value and kind not in allowed else None


def _scaled(part: Part, thousands: bool) -> int:
    return part.rupiah * 1_000 if part.bare and thousands else part.rupiah


def read_amount(word: str, kind: SavingKind | None) -> Part | None:
    """The amount of a word; None for what is none. An unusual one is shown with the whole list and confirmed there."""
    plain = word.strip().removesuffix(",-").strip()
    if plain in ("0", "-", ""):
        return Part(kind=kind, rupiah=0)
    reading = read_money(plain)
    sure = reading.action is Action.ACCEPT or (reading.action is Action.CONFIRM and reading.likely is None)
    if sure and not reading.approximate and (reading.rupiah or 0) >= BARE_BELOW:
        return Part(kind=kind, rupiah=int(reading.rupiah or 0))
    if plain.isascii() and plain.isdecimal() and int(plain) < BARE_BELOW:
        return Part(kind=kind, rupiah=int(plain), bare=True)
    return None


# -- names ------------------------------------------------------------------------------------------------------


def named(row: Row, before: Sequence[Row], column: str, line: str) -> tuple[Row, list[Wrong]]:
    """The row with its name as the book writes it, and what is wrong with that name."""
    name, called = tidy_name(row.name), tidy_name(row.called)[:NAME_CHARS_MAX]
    fault = _name_fault(name, [each.name for each in before])
    kept = replace(row, name=name, called=called)
    if fault is None:
        return kept, []
    return kept, [Wrong(fault=fault, row=row.row, column=column, text=shown(name or line))]


def _name_fault(name: str, before: Sequence[str]) -> Fault | None:
    checks: tuple[tuple[Callable[[], bool], Fault], ...] = (
        (lambda: not any(sign.isalpha() for sign in name), Fault.NO_NAME),
        (lambda: len(name) > NAME_CHARS_MAX, Fault.NAME_TOO_LONG),
        (lambda: looks_official(name), Fault.NAME_OFFICIAL),
        (lambda: name.casefold() in [each.casefold() for each in before], Fault.NAME_TWICE),
    )
    return next((fault for holds, fault in checks if holds()), None)


def shown(text: str) -> str:
    return text.strip()[:SHOWN_CHARS_MAX]
