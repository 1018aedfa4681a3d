"""Tables that officers sent: read once, in a thread, behind limits; then the rows wait for her, or what is wrong.

A table is data and nothing else: no formula is evaluated (it is refused by the name of its cell), no entity resolved,
nothing followed that it points to, and what would grow too large when it is unpacked is never unpacked.
"""

import asyncio
import contextlib
import io
import logging
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from bot.media import MediaFetcher
from bot.telling import Teller
from conversation.text import Text, _
from db import course_sheets, sheets
from db.outbox import Queued
from db.sheets import WaitingSheet
from db.unit import PushButton, Unit
from db.writer import Writer
from domain.contact import MessageClass
from domain.opening import Fault, Value, Wrong
from domain.opening_table import letter
from handlers.names import IMPORT, IMPORT_COURSES

log = logging.getLogger(__name__)

# A book of 60 members with titles and totals; whatever is larger is no such book.
ROWS_MAX = 200
# So far below it is looked whether anything stands there: nothing of a table is left out unsaid.
ROWS_LOOKED_AT_MAX = 5_000
COLUMNS_MAX = 20
SHEETS_MAX = 10
CELL_CHARS_MAX = 100

# What a file with such a table holds at most, unpacked: styles and pictures of a template included.
PARTS_MAX = 200
UNPACKED_BYTES_MAX = 8_000_000

# Faults that are named; a table with more is looked at by a person.
WRONG_MAX = 20

# Tables read in one round, one after another, and how often the clock looks for one.
SHEETS_PER_ROUND = 2
LOOK_EVERY_S = 5.0

Table = tuple[list[list[Value]], list[Wrong]]


class SheetReader:
    """`tick` once a second, `settle` to wait for it."""

    def __init__(
        self,
        *,
        writer: Writer,
        media: MediaFetcher,
        teller: Teller,
        hand_over: Callable[[list[Queued]], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._writer = writer
        self._media = media
        self._teller = teller
        self._hand_over = hand_over
        self._monotonic = monotonic
        self._next_look = 0.0
        self._round: asyncio.Task[None] | None = None

    def tick(self) -> None:
        """Look for tables every LOOK_EVERY_S, unless a round is under way."""
        if self._monotonic() < self._next_look or (self._round is not None and not self._round.done()):
            return
        self._next_look = self._monotonic() + LOOK_EVERY_S
        self._round = asyncio.create_task(self._logged_round(), name="sheets")

    async def settle(self) -> None:
        """Read everything that is here now."""
        if self._round is not None:
            await asyncio.wait([self._round])
        while await self.round():
            pass

    async def stop(self) -> None:
        """Begin nothing new; what is being read is read again after the next start."""
        if self._round is not None:
            self._round.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._round

    async def _logged_round(self) -> None:
        try:
            while await self.round():
                pass
        except Exception:
            log.exception("reading tables has failed")

    async def round(self) -> int:
        """Read the tables that are here, a few of them; how many there were."""
        return await self._read_books() + await self._read_courses()

    async def _read_books(self) -> int:
        """Tables of what a group's members have."""
        if not await self._writer.run(sheets.has_waiting):
            return 0
        ready = await self._writer.run(partial(sheets.list_ready, most=SHEETS_PER_ROUND))
        for each in ready:
            await self._read(each)
        return len(ready)

    async def _read_courses(self) -> int:
        """Tables of classes that are to come."""
        if not await self._writer.run(course_sheets.has_waiting):
            return 0
        ready = await self._writer.run(partial(course_sheets.list_ready, most=SHEETS_PER_ROUND))
        for each in ready:
            rows, wrong = await self._table_of(each.file_id)
            text = _("File kelas sudah saya baca. Mari kita lihat bersama.")  # staff
            button = PushButton(label=_("Lihat"), talk=IMPORT_COURSES, args=(each.owner, each.id))
            keep = partial(course_sheets.keep, sheet=each, rows=rows, wrong=wrong)
            await self._keep(keep, each.sender, text, button, f"course_sheet:{each.id}")
        return len(ready)

    async def _read(self, sheet: WaitingSheet) -> None:
        rows, wrong = await self._table_of(sheet.file_id)
        text = _("File buku awal sudah saya baca. Mari kita lihat bersama.")
        button = PushButton(label=_("Lihat"), talk=IMPORT, args=(sheet.group_id, sheet.id))
        keep = partial(sheets.keep, sheet=sheet, rows=rows, wrong=wrong)
        await self._keep(keep, sheet.sender, text, button, f"sheet:{sheet.id}")

    async def _table_of(self, file_id: int) -> Table:
        """What the file holds, or what is wrong with it."""
        found = await self._media.read(file_id)
        if found is None:
            return [], [Wrong(fault=Fault.NOT_READABLE)]
        rows, wrong = await asyncio.to_thread(read_rows, found[0])
        log.info("a table was read: file=%d rows=%d faults=%d", file_id, len(rows), len(wrong))
        return rows, wrong

    async def _keep(
        self,
        keep: Callable[[Unit], Awaitable[None]],
        sender: int,
        text: Text,
        button: PushButton,
        matter: str,
    ) -> None:
        """The rows are kept, and who sent the file is told."""

        async def job(unit: Unit) -> None:
            await keep(unit)
            unit.tell(sender, text, MessageClass.RELAY.value, buttons=(button,), matter=matter)
            told, unit.told = unit.told, []
            queued = await self._teller.queue(unit, told)
            unit.after_commit(partial(self._hand_over, queued))

        await self._writer.run(job)


# -- one file ---------------------------------------------------------------------------------------------------


def read_rows(content: bytes) -> Table:
    """The rows of the first sheet that holds anything, or what is wrong with the file. Never raises."""
    try:
        fault = _fault_of_package(content)
        if fault is not None:
            return [], [Wrong(fault=fault)]
        return _rows(content)
    except Exception as fault:  # whatever a file that somebody made can do to its reader
        log.info("a table cannot be read: %s", type(fault).__name__)
        return [], [Wrong(fault=Fault.NOT_READABLE)]


def _fault_of_package(content: bytes) -> Fault | None:
    """Whether it may be unpacked at all: sizes as the parts say, then as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_BYTES_MAX:
            return Fault.TOO_LONG
        if any(part.flag_bits & 1 for part in parts):
            return Fault.NOT_READABLE  # behind a password
        left = UNPACKED_BYTES_MAX
        for part in parts:
            with package.open(part) as stream:
                body = stream.read(left + 1)
            left -= len(body)
            if left < 0:
                return Fault.TOO_LONG
            if part.filename.endswith((".xml", ".rels")) and _declares_something(body):
                return Fault.NOT_READABLE
    return None


def _declares_something(body: bytes) -> bool:
    """A table never declares a document type; whoever does wants entities, or hides in another encoding."""
    return (
        body[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\x00" in body[:64]
        or b"<!DOCTYPE" in body
        or b"<!ENTITY" in body
    )


def _rows(content: bytes) -> Table:
    import openpyxl  # loaded with the first table, not with the program

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        if len(book.worksheets) > SHEETS_MAX:
            return [], [Wrong(fault=Fault.TOO_MANY_SHEETS)]
        for sheet in book.worksheets:
            rows, wrong = _of_sheet(sheet)
            if rows or wrong:
                return ([], wrong) if wrong else (rows, [])
    finally:
        book.close()
    return [], [Wrong(fault=Fault.NO_ROWS)]


def _of_sheet(sheet: Any) -> Table:
    """Its rows as plain values; empty ones stay, so that a row keeps its number."""
    rows: list[list[Value]] = []
    wrong: list[Wrong] = []
    cells = sheet.iter_rows(max_row=ROWS_LOOKED_AT_MAX, max_col=COLUMNS_MAX + 1)
    for number, row in enumerate(cells, start=1):
        values = []
        for index, cell in enumerate(row):
            value, fault = _plain(cell)
            if fault is not None and len(wrong) < WRONG_MAX:
                wrong.append(Wrong(fault=fault, row=number, column=letter(index)))
            values.append(value)
        rows.append(values)
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    return _narrow(rows), [*_too_large(rows), *wrong]


def _narrow(rows: list[list[Value]]) -> list[list[Value]]:
    """The rows up to the last column that holds anything."""
    used = [index + 1 for row in rows for index, value in enumerate(row) if value not in (None, "")]
    return [row[: max(used, default=0)] for row in rows]


def _too_large(rows: list[list[Value]]) -> Iterator[Wrong]:
    if len(rows) > ROWS_MAX:
        yield Wrong(fault=Fault.TOO_MANY_ROWS)
    if any(len(row) > COLUMNS_MAX and row[COLUMNS_MAX] not in (None, "") for row in rows):
        yield Wrong(fault=Fault.TOO_MANY_COLUMNS)


def _plain(cell: Any) -> tuple[Value, Fault | None]:
    """What stands in a cell; a number with a fraction stays text, so that nobody rounds it."""
    value = cell.value
    if getattr(cell, "data_type", "") == "f" or (isinstance(value, str) and value.startswith("=")):
        return None, Fault.FORMULA
    if value is None:
        return None, None
    if isinstance(value, bool):
        return ("ya" if value else "tidak"), None
    if isinstance(value, int):
        return value, None
    if isinstance(value, float):
        return (int(value) if value.is_integer() and abs(value) < 1e15 else str(value)), None
    if isinstance(value, datetime | date | time):
        return value.isoformat(), None
    text = str(value)
    return (text, None) if len(text) <= CELL_CHARS_MAX else (text[:CELL_CHARS_MAX], Fault.TOO_LONG)
