"""What do the rows of a table of opening balances say? A heading with "Nama" and the kinds, then one member a row."""

import re
from collections.abc import Mapping, Sequence

from domain.accounts import SavingKind
from domain.hygiene import tidy_text
from domain.opening import (
    BARE_BELOW,
    KIND_WORDS,
    OPENING_MAX,
    TOTAL_WORDS,
    Fault,
    Listed,
    Part,
    Row,
    Value,
    Wrong,
    named,
    read_amount,
    shown,
)

# A header stands near the top; more rows of titles are no table.
HEADER_ROWS_MAX = 10

_IGNORED_COLUMNS = frozenset({"no", "nomor", "keterangan", "alamat", "rt", "hp", "telepon", "tanggal"})
_NAME_COLUMNS = frozenset({"nama", "nama anggota", "anggota", "nama lengkap", "nama ibu"})
_CALLED_COLUMNS = frozenset({"panggilan", "nama panggilan", "dipanggil"})


def read_table(table: Sequence[Sequence[Value]]) -> Listed:
    """A heading with "Nama" and kinds of saving, then one member a row. Never raises."""
    top = next((n for n, row in enumerate(table[:HEADER_ROWS_MAX]) if _is_header(row)), None)
    if top is None:
        return Listed(wrong=(Wrong(fault=Fault.NO_HEADER),))
    columns, wrong = _columns(table, top)
    rows: list[Row] = []
    total: Part | None = None
    for number, cells in enumerate(table[top + 1 :], start=top + 2):
        if all(cell in (None, "") for cell in cells):
            continue
        name, called, parts, bad = _cells(cells, columns, number)
        wrong += bad
        if name.casefold().split(" ")[0] in TOTAL_WORDS:
            total = Part(kind=None, rupiah=sum(part.rupiah for part in parts))
            continue
        row, faults = named(
            Row(row=number, name=name, called=called, parts=parts), rows, columns_letter(columns), name
        )
        rows.append(row)
        wrong += faults
    return Listed(rows=tuple(rows), wrong=tuple(wrong), total=total)


NAME, CALLED, IGNORED = "name", "called", "ignored"
Column = str | SavingKind


def _is_header(row: Sequence[Value]) -> bool:
    return any(isinstance(cell, str) and _heading(cell) in _NAME_COLUMNS for cell in row)


def _heading(cell: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", tidy_text(cell)).casefold().split())


def _columns(table: Sequence[Sequence[Value]], top: int) -> tuple[dict[int, Column], list[Wrong]]:
    """What each column holds; one that nobody understands and that has numbers in it is a fault."""
    found: dict[int, Column] = {}
    wrong: list[Wrong] = []
    for index, cell in enumerate(table[top]):
        column = _column(_heading(cell) if isinstance(cell, str) else "")
        if column is None or (column is not IGNORED and column in found.values()):
            values = [row[index] for row in table[top + 1 :] if index < len(row)]
            if any(isinstance(value, int) and value for value in values) or column is not None:
                text = shown(str(cell or ""))
                wrong.append(Wrong(fault=Fault.UNKNOWN_COLUMN, row=top + 1, column=letter(index), text=text))
            continue
        found[index] = column
    return found, wrong


def _column(heading: str) -> Column | None:
    if heading in _NAME_COLUMNS:
        return NAME
    if heading in _CALLED_COLUMNS:
        return CALLED
    words = heading.split()
    kinds = [KIND_WORDS[word] for word in words if word in KIND_WORDS]
    if len(kinds) == 1:
        return kinds[0]
    if heading in _IGNORED_COLUMNS or (words and words[0] in (*TOTAL_WORDS, *_IGNORED_COLUMNS)):
        return IGNORED
    return None


def _cells(
    cells: Sequence[Value], columns: Mapping[int, Column], row: int
) -> tuple[str, str, tuple[Part, ...], list[Wrong]]:
    name = called = ""
    parts: list[Part] = []
    wrong: list[Wrong] = []
    for index, column in columns.items():
        cell = cells[index] if index < len(cells) else None
        if column in (NAME, CALLED):
            words = tidy_text(str(cell)) if cell is not None else ""
            name, called = (words, called) if column == NAME else (name, words)
        elif isinstance(column, SavingKind):
            part = _cell_amount(cell, column)
            if isinstance(part, Part):
                parts += [part] if part.rupiah else []
            else:
                text = shown(str(cell))
                wrong.append(Wrong(fault=part, row=row, column=letter(index), text=text))
    return name, called, tuple(parts), wrong


def _cell_amount(cell: Value, kind: SavingKind) -> Part | Fault:
    """A number in a table means what stands there: a small one is no thousands, it is a mistake."""
    if cell is None:
        return Part(kind=kind, rupiah=0)
    part = Part(kind=kind, rupiah=cell) if isinstance(cell, int) else read_amount(cell, kind)
    if part is None or part.rupiah < 0:
        return Fault.NOT_AN_AMOUNT
    if 0 < part.rupiah < BARE_BELOW:
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if part.rupiah > OPENING_MAX else part


def columns_letter(columns: Mapping[int, Column]) -> str:
    """Where the names stand."""
    return next((letter(index) for index, column in columns.items() if column == NAME), "")


def letter(index: int) -> str:
    """The column as a table program calls it: 0 is A, 26 is AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
