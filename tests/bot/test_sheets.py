"""A table an officer sends is read once and shown; whatever is hostile or broken is named, and nothing is imported."""

import base64
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import openpyxl
import pytest

from bot.channels.simulator.gestures import act
from bot.sheets import COLUMNS_MAX, ROWS_MAX, UNPACKED_BYTES_MAX, read_rows
from db import files, sheets
from db.unit import Unit
from domain.files import FileKind, kind_of
from domain.opening import Fault, Value
from domain.roles import Role
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, Way, World, make_template, open_world

ROWS: list[list[Value]] = [
    ["Nama", "Pokok", "Wajib"],
    ["Siti Aminah", 50_000, 125_000],
    ["Yuyun", None, "100.000"],
]


def xlsx(rows: list[list[Value]] = ROWS, *, sheets_before: int = 0) -> bytes:
    """A table as a table program writes it."""
    book = openpyxl.Workbook()
    for number in range(sheets_before):
        book.create_sheet(f"kosong {number}", number)
    for row in rows:
        book.worksheets[-1].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with another inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            body = old.read(each)
            new.writestr(each.filename, change(body) if each.filename == part else body)
    return made.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return made.getvalue()


def faults(content: bytes) -> list[tuple[Fault, int, str]]:
    rows, wrong = read_rows(content)
    assert not (rows and wrong)
    return [(each.fault, each.row, each.column) for each in wrong]


SHEET = "xl/worksheets/sheet1.xml"


def test_the_values_come_as_they_are() -> None:
    assert read_rows(xlsx()) == (ROWS, [])
    assert kind_of(xlsx()) is FileKind.XLSX


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    assert read_rows(xlsx(sheets_before=2))[0] == ROWS


@pytest.mark.parametrize("value", ["=SUM(B2:B9)", '=HYPERLINK("http://x","y")', "=1+1", "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_by_its_cell(value: str) -> None:
    rows = [list(each) for each in ROWS]
    rows[1][2] = value
    assert faults(xlsx(rows)) == [(Fault.FORMULA, 2, "C")]


def test_a_number_with_a_fraction_is_not_rounded() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nama", "Wajib"])
    book.worksheets[0].append(["Siti", 125_000.5])
    book.worksheets[0].append(["Yuyun", 100_000.0])
    made = io.BytesIO()
    book.save(made)
    assert read_rows(made.getvalue())[0][1:] == [["Siti", "125000.5"], ["Yuyun", 100_000]]


def test_too_many_rows_columns_and_sheets_are_named() -> None:
    long: list[list[Value]] = [["Nama"]]
    long += [["Siti"] for _row in range(ROWS_MAX)]
    assert faults(xlsx(long)) == [(Fault.TOO_MANY_ROWS, 0, "")]
    nothing: list[list[Value]] = [[None] for _row in range(ROWS_MAX)]
    far_below: list[list[Value]] = [["Nama"], ["Siti"], *nothing, ["Yuyun"]]
    assert faults(xlsx(far_below)) == [(Fault.TOO_MANY_ROWS, 0, "")]
    assert faults(xlsx([["Nama"] * (COLUMNS_MAX + 1)])) == [(Fault.TOO_MANY_COLUMNS, 0, "")]
    assert faults(xlsx(sheets_before=20)) == [(Fault.TOO_MANY_SHEETS, 0, "")]
    assert faults(xlsx([["x" * 500]])) == [(Fault.TOO_LONG, 1, "A")]
    assert faults(xlsx([])) == [(Fault.NO_ROWS, 0, "")]


def test_what_would_grow_too_large_is_never_unpacked() -> None:
    bomb = with_part(xlsx(), "xl/media/bomb.bin", b"\x00" * (UNPACKED_BYTES_MAX + 1))
    assert len(bomb) < 100_000
    assert faults(bomb) == [(Fault.TOO_LONG, 0, "")]


def test_a_size_that_lies_does_not_help() -> None:
    bomb = bytearray(with_part(xlsx(), "xl/media/bomb.bin", b"\x00" * (UNPACKED_BYTES_MAX + 1)))
    size = (UNPACKED_BYTES_MAX + 1).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    assert faults(bytes(bomb))[0][0] in (Fault.TOO_LONG, Fault.NOT_READABLE)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("declared", [ENTITY, LAUGHS])
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_who_declares_entities_is_not_read(part: str, declared: bytes) -> None:
    content = changed(xlsx(), part, lambda body: declared + body.split(b"?>", 1)[-1])
    assert faults(content) == [(Fault.NOT_READABLE, 0, "")]


def test_nor_who_hides_them_in_another_encoding() -> None:
    content = changed(xlsx(), SHEET, lambda body: (ENTITY + body).decode().encode("utf-16"))
    assert faults(content) == [(Fault.NOT_READABLE, 0, "")]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"PK\x03\x04 xl/workbook.xml", b"%PDF-1.4", xlsx()[:2000], b"\x00" * 100],
    ids=["empty", "head", "named", "pdf", "cut", "zeros"],
)
def test_a_broken_file_is_said_and_breaks_nothing(content: bytes) -> None:
    assert faults(content) == [(Fault.NOT_READABLE, 0, "")]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_rubbish_inside_is_said_and_breaks_nothing(part: str) -> None:
    assert faults(changed(xlsx(), part, lambda _body: b"<x>")) == [(Fault.NOT_READABLE, 0, "")]


# -- from her phone to the question ------------------------------------------------------------------------------


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        await chair_and_treasurer(opened)
        yield opened


async def send(world: World, content: bytes, name: str = "buku.xlsx") -> None:
    """Lilis sends the file; it is fetched and read."""
    simulator = world.app.simulator
    assert simulator is not None
    phone = simulator.chats.find_phone("lilis")
    assert phone is not None
    data = base64.b64encode(content).decode()
    act(simulator, phone, {"file": {"name": name, "mime": FileKind.XLSX.value, "data": data, "caption": ""}})
    await simulator.deliver("lilis", world.app.intake.store)
    await world.rest()
    await world.app.media.settle()
    await world.app.sheets.settle()
    await world.rest()


ASKED = """
    Lilis: impor
    Bot: Isi buku awal Mentari. Pakai apa? [Tempel daftar] [Kirim file Excel] [Nanti saja]
    Lilis: kirim file excel
    Bot: Baris pertama: Nama, Pokok, Wajib, Sukarela. Tanpa rumus, angka lengkap. / Kirim file Excel-nya di sini.
"""
TOLD = """(jam +1 detik)
        Bot → Lilis: Terima kasih. Saya baca dulu. Nanti saya kabari.
        Bot → Lilis: File buku awal sudah saya baca. Mari kita lihat bersama. [Lihat]"""


def heard(world: World, count: int) -> list[str]:
    return [bubble.text for bubble in world.phones.screen("Lilis")][-count:]


async def test_a_table_is_read_after_the_talk_and_goes_on_by_a_button(office: World) -> None:
    play = Play(office)
    await play(ASKED)
    await send(office, xlsx())
    await play(f"""
        {TOLD}
        Lilis: [Lihat]
        Bot: 1. Siti Aminah, pokok Rp50.000, wajib Rp125.000 / 2. Yuyun, wajib Rp100.000 / 2 anggota. ... [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, belum ada yang dicatat. Betulkan daftarnya, lalu ketik IMPOR.
        Lilis: impor
        Bot: Isi buku awal Mentari. Pakai apa? [Tempel daftar] [Kirim file Excel] [Lihat file tadi] [Nanti saja]
    """)

    async def job(unit: Unit) -> list[str]:
        return [row["state"] for row in await unit.fetch("SELECT state FROM files")]

    assert await office.run(job) == ["gone"]
    await office.app.media.tidy()
    assert await office.run(lambda unit: files.list_leftovers(unit, 10)) == []


async def test_a_hostile_table_is_named_by_row_and_column(office: World) -> None:
    play = Play(office)
    rows = [list(each) for each in ROWS]
    rows[1][2] = "=SUM(A1:A9)"
    await play(ASKED)
    await send(office, xlsx(rows))
    await play(f"""
        {TOLD}
        Lilis: [Lihat]
        Bot: Ada yang belum jelas. Belum ada yang dicatat. / Baris 2, kolom C: isinya rumus. Tulis angkanya saja. /
            Betulkan dulu, lalu ketik IMPOR dan kirim lagi.
    """)


async def test_what_is_no_table_is_never_kept(office: World) -> None:
    await Play(office)(ASKED)
    await send(office, b"MZ this is a program", "buku.exe")
    assert heard(office, 1) == ["Maaf, itu bukan file Excel (xlsx). Tolong tempel daftarnya saja."]

    async def job(unit: Unit) -> bool:
        await sheets.list_ready(unit, 10)
        return await sheets.has_waiting(unit)

    assert not await office.run(job)


async def test_nobody_else_opens_it(office: World) -> None:
    play = Play(office)
    await play(ASKED)
    await send(office, xlsx())
    await office.add("Siti", Role.MEMBER)

    async def job(unit: Unit) -> int:
        return await sheets.find_newest(unit, office.groups[MENTARI])

    assert await office.run(job)
    await play(f"""
        {TOLD}
        Siti: impor
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
