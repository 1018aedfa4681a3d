"""Papers of a group's book: typed cells, no formula, pages like the printed forms, and a file that bean-check accepts."""

import io
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.books.beancount import text_of
from bot.books.pages import Pages, period_of
from bot.books.printed import pages
from bot.books.spreadsheet import workbook
from bot.books.table import Column, Sort, Table
from bot.recipes import RECIPES, PaperRefused, Receiver, Recipe, find_recipe
from db import books, group_decisions, people
from db.books import Book
from db.unit import Unit
from domain.roles import Role, RoleGrant
from tests.book_year import open_year
from tests.db.desk import Desk, open_desk

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_desk(tmp_path) as desk:
        mentari = await open_year(desk)
        yield await desk.run(lambda unit: books.collect(unit, mentari.id, FIRST, LAST))


def sheets(tables: list[Table]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(tables)))


def test_the_cash_book_ends_with_the_ledgers_cash(book: Book) -> None:
    (cash,) = Pages(book, "id").cash()
    assert cash.title == "Buku Kas"
    assert cash.rows[0] == (FIRST, "Saldo awal", None, None, 0, None)
    assert cash.rows[1][1] == "Saldo awal, Siti Aminah"
    assert [row[1] for row in cash.rows[-5:]] == [
        "No. 9 dibatalkan",
        "Simpanan wajib, Neneng",
        "Dana sosial, Lilis",
        "Biaya rapat: gorengan, Yuyun",
        "Diambil: Simpanan sukarela, Siti Aminah",
    ]
    assert cash.totals == (None, "Jumlah", 212_000, 70_000, 142_000, None)


def test_the_sums_of_savings_are_those_of_the_ledger(book: Book) -> None:
    sums, rows = Pages(book, "id").savings()
    assert [column.heading for column in sums.columns] == [
        "No.",
        "Nama",
        "Simpanan wajib",
        "Simpanan sukarela",
        "Jumlah",
    ]
    assert sums.rows[2] == (3, "Siti Aminah", 10_000, 100_000, 110_000)
    assert sums.totals == (None, "Jumlah", 60_000, 100_000, 160_000)
    assert len(rows.rows) == 11


def test_a_card_holds_one_womans_figures_and_nobody_elses(book: Book) -> None:
    (card,) = Pages(book, "id").card(3)
    assert card.lines[0] == "Siti Aminah, anggota nomor 3"
    assert [row[5] for row in card.rows] == [None, 1, 5, 8, 14]
    assert card.totals[4] == 110_000
    assert "Neneng" not in str(card)


def test_who_came_is_one_letter_a_meeting_and_silence_is_none(book: Book) -> None:
    (came,) = Pages(book, "id").attendance()
    assert [column.heading for column in came.columns] == ["No.", "Nama", "6/1", "3/2"]
    assert [tuple(row[2:]) for row in came.rows] == [("H", ""), ("I", ""), ("", "T"), ("", ""), ("", "")]
    assert came.note == "H: hadir. I: izin. T: tidak datang."


def test_the_spreadsheet_has_typed_cells_and_nothing_to_calculate(book: Book) -> None:
    read = sheets(Pages(book, "id").all())
    assert read.sheetnames[:3] == ["Daftar Anggota", "Buku Kas", "Jumlah Simpanan"]
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {type(cell.value) for cell in cells} == {str, int, datetime}
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x")' and cell.data_type == "s" for cell in cells)
    row = [cell.value for cell in read["Buku Kas"][8]]
    assert row[0] == datetime.fromisoformat("2026-01-01")
    assert row[2] in (None, 125_000)
    assert read["Buku Kas"]["A8"].is_date


def test_a_name_with_signs_no_spreadsheet_can_hold_does_not_stop_the_file() -> None:
    table = Table(
        title="Buku: [Kas]/2026 yang namanya panjang sekali",
        columns=(Column("Nama", Sort.TEXT),),
        rows=[["Siti\x00\x1f"], ["@SUM(A1)"]],
    )
    read = sheets([table, table])
    assert len(set(read.sheetnames)) == 2
    assert all(len(name) <= 31 for name in read.sheetnames)
    assert [row[0].value for row in read.worksheets[0].iter_rows(min_row=4)] == ["Siti  ", "@SUM(A1)"]


def test_a_sheet_prints_as_it_is_on_one_page_width_with_its_headings_and_footer(book: Book) -> None:
    read = openpyxl.load_workbook(io.BytesIO(workbook(Pages(book, "id").all(), footer="Kelompok A & B")))
    for sheet in read:
        assert sheet.page_setup.paperSize == 9  # A4
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows is not None
        assert sheet.oddFooter.right.text == "&P / &N"
        assert "Kelompok A && B" in str(sheet.oddFooter.left.text)
    cash = read["Buku Kas"]
    assert all(cell.border.left.style == "thin" for cell in cash[6])
    signed = [cell.value for row in cash.iter_rows() for cell in row if cell.value in ("Ketua", "Bendahara")]
    assert signed == ["Ketua", "Bendahara"]


def test_a_row_whose_words_break_is_as_high_as_they_need() -> None:
    """Programs that do not look for themselves cut a second line off."""
    table = Table(
        title="Satu",
        columns=(Column("Masuk tanggal", Sort.DAY), Column("Catatan", Sort.TEXT)),
        rows=[[None, "Pindah"], [None, "kata " * 30], [None, "kata " * 5000]],
    )
    sheet = sheets([table]).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in (3, 4, 5, 6)]
    assert (heights[0], heights[1]) == (30, None)
    assert heights[2] is not None
    assert 45 <= heights[2] <= 90
    assert heights[3] is not None
    assert 390 < heights[3] <= 409


def test_a_table_that_follows_stands_on_the_same_sheet_and_cells_may_stand_out() -> None:
    first = Table(
        title="Satu",
        columns=(Column("Uraian", Sort.TEXT), Column("Jumlah", Sort.MONEY)),
        rows=[["Kas", 1], ["Semua", -5]],
        strong=frozenset({1}),
        bold=frozenset({(0, 1)}),
    )
    second = Table(title="Dua", columns=(Column("Nama", Sort.TEXT),), rows=[["Siti"]], follows=True)
    read = sheets([first, second])
    assert read.sheetnames == ["Satu"]
    cells = {cell.value: cell for row in read["Satu"].iter_rows() for cell in row if cell.value is not None}
    assert [cells[value].font.b for value in ("Kas", 1, "Semua", -5)] == [False, True, True, True]
    assert {"Dua", "Siti"} <= cells.keys()
    assert read["Satu"].print_title_rows is None  # the headings of one are none of the other


def test_a_long_book_is_no_burden_on_a_paid_connection() -> None:
    rows = [(date(2026, 1, 1), 10_000) for _row in range(1_000)]
    table = Table(title="Buku", columns=(Column("Hari", Sort.DAY), Column("Uang", Sort.MONEY)), rows=rows)
    assert len(pages([table], title="Buku", footer="Mentari")) < 100_000


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_the_pages_are_set_whatever_stands_in_them(book: Book, form: str) -> None:
    made = pages(Pages(book, "id").all(), title="Buku", footer="Mentari", form=form)  # type: ignore[arg-type]
    assert made.startswith(b"%PDF" if form == "pdf" else b"\x89PNG")


def test_bean_check_accepts_the_book_and_finds_a_changed_amount(book: Book, tmp_path: Path) -> None:
    text = text_of(book)
    assert "Siti" not in text
    assert "Neneng" not in text
    assert check(tmp_path / "mentari.beancount", text) == (0, "")
    changed = text.replace("Assets:Kas  125000 IDR", "Assets:Kas  125001 IDR", 1)
    assert changed != text
    code, told = check(tmp_path / "changed.beancount", changed)
    assert code != 0
    assert "does not balance" in told


def check(path: Path, text: str) -> tuple[int, str]:
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("bean-check")), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_a_year_and_a_month_are_whole() -> None:
    assert period_of(2026) == (FIRST, LAST)
    assert period_of(2026, 2) == (date(2026, 2, 1), date(2026, 2, 28))
    assert period_of(2026, 12) == (date(2026, 12, 1), LAST)


def of_group() -> list[str]:
    return [name for name in RECIPES if name.startswith("book/")]


async def receiver_with(desk: Desk, group_id: int, *roles: Role) -> Receiver:
    actor = await desk.person("Lilis")

    async def job(unit: Unit) -> None:
        for role in roles:
            grant = RoleGrant(role, group_id=group_id)
            people.grant_role(unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=0)

    await desk.run(job)
    return Receiver(account_id=actor.account_id, person_id=actor.person_id, language="id")


async def test_every_paper_of_the_group_is_made_for_an_officer(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        mentari = await open_year(desk)
        lilis = await receiver_with(desk, mentari.id, Role.TREASURER)
        await desk.run(decide(mentari.id))
        for name in of_group():
            recipe = find_recipe(name)
            needed = await desk.run(reading(recipe, lilis, mentari.id))
            made = recipe.make(needed)
            assert made.startswith(
                {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK"}.get(name[-4:].strip("."), b"; Data contoh")
            )


async def test_no_paper_goes_to_somebody_whose_office_has_ended(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        mentari = await open_year(desk)
        siti = await receiver_with(desk, mentari.id, Role.MEMBER)
        for name in of_group():
            with pytest.raises(PaperRefused):
                await desk.run(reading(find_recipe(name), siti, mentari.id))


async def test_without_a_decision_of_the_group_nothing_goes_outside(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        mentari = await open_year(desk)
        lilis = await receiver_with(desk, mentari.id, Role.TREASURER)
        outside = find_recipe("book/outside.beancount")
        with pytest.raises(PaperRefused):
            await desk.run(lambda unit: outside.read(unit, lilis, (mentari.id, 0, 0)))
        await desk.run(decide(mentari.id))
        needed = await desk.run(lambda unit: outside.read(unit, lilis, (mentari.id, 0, 0)))
        assert check(tmp_path / "outside.beancount", outside.make(needed).decode()) == (0, "")


def reading(recipe: Recipe, receiver: Receiver, group_id: int) -> Callable[[Unit], Awaitable[Any]]:
    numbers = (group_id, 1) if recipe.name.startswith("kertas") else (group_id, 2026, 0)
    return lambda unit: recipe.read(unit, receiver, numbers)


def decide(group_id: int) -> Callable[[Unit], Awaitable[None]]:
    async def job(unit: Unit) -> None:
        group_decisions.add(unit, group_id, group_decisions.AUDITOR, date(2026, 2, 1), by=1)

    return job
