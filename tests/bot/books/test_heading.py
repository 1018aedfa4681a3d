"""No paper of invented people or of practice is taken for a real one: every page of it says so, and real ones do not."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import openpyxl
import pytest
import typst

from bot.books import chart, group_papers, loan_card, printed, report, settled, slip_sheets, waiting
from bot.books.forms import laid_out
from bot.books.heading import mark_of
from bot.books.loan_card import Given
from bot.books.rat import YearlyReport
from bot.books.spreadsheet import workbook
from bot.books.waiting import tables_of
from bot.paper_pdf import MARKED
from bot.render import render
from db.groups import Group
from tests.bot.books.conftest import Lending

GROUP = Group(id=1, name="Mentari", place="Nagrak", zone="Asia/Jakarta", demo=False)
MARK = "Data contoh"
NOW = datetime(2025, 12, 31, tzinfo=UTC)
SAY = partial(render, language="id")


def test_invented_people_practice_and_a_real_group() -> None:
    assert mark_of(replace(GROUP, demo=True), SAY) == MARK
    assert mark_of(replace(GROUP, practice_of=7), SAY) == "LATIHAN"
    assert mark_of(replace(GROUP, demo=True, practice_of=7), SAY) == "LATIHAN"
    assert mark_of(GROUP, SAY) == ""


def pictures(template: str, paper: dict[str, object], mark: str) -> list[bytes]:
    """All pages, as bot.paper_pdf sets them."""
    made: Any = typst.compile(
        (MARKED + template).encode(),
        format="png",
        ppi=36.0,
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps({**paper, "mark": mark})},
    )
    return made if isinstance(made, list) else [made]


def test_every_page_of_the_report_has_it_the_cover_too(lending: Lending) -> None:
    paper = report.report_paper(YearlyReport(lending.draft).report())
    plain, marked = pictures(report.TEMPLATE, paper, ""), pictures(report.TEMPLATE, paper, MARK)
    assert len(plain) == len(marked) > 5
    assert all(one != other for one, other in zip(plain, marked, strict=True))


def test_every_page_of_a_book_has_it(lending: Lending) -> None:
    tables = loan_card.tables_of(lending.loans[1], "id") * 4
    sheets = [[laid_out(each) | {"wide": place % 2 == 0}] for place, each in enumerate(tables)]
    paper: dict[str, object] = {"title": "Kartu", "footer": "Mentari", "sheets": sheets}
    plain, marked = pictures(printed.TEMPLATE, paper, ""), pictures(printed.TEMPLATE, paper, MARK)
    assert len(plain) == len(marked) == 8
    assert all(one != other for one, other in zip(plain, marked, strict=True))


@pytest.mark.parametrize("template", [settled.TEMPLATE, chart.TEMPLATE, slip_sheets.TEMPLATE])
def test_no_template_of_ours_takes_it_away(template: str) -> None:
    assert "foreground" not in template
    assert "foreground" in MARKED


def test_the_letter_of_invented_people_is_another_than_of_real_ones(lending: Lending) -> None:
    siti = lending.loans[1]
    assert siti.group.demo
    real = replace(siti, group=replace(siti.group, demo=False))
    practice = replace(siti, group=replace(siti.group, practice_of=7))
    drawn = {settled.make_picture(Given(found=each, language="id")) for each in (siti, real, practice)}
    assert len(drawn) == 3


def test_a_spreadsheet_says_it_on_every_sheet_and_above_every_page(lending: Lending) -> None:
    listed = waiting.Listed(found=lending.running, language="id", printed=lending.running.today)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(waiting.make_xlsx(listed))).worksheets
    assert sheet["A2"].value == MARK
    assert MARK in str(sheet.oddHeader.center.text)
    (plain,) = openpyxl.load_workbook(io.BytesIO(workbook(tables_of(lending.running, "id")))).worksheets
    assert plain["A2"].value != MARK
    assert not plain.oddHeader.center.text


def test_the_auditors_file_says_it_in_its_first_line(lending: Lending) -> None:
    needed = group_papers.Needed(book=lending.book, language="id", now=NOW)
    assert group_papers.OUTSIDE.make(needed).decode().startswith(f"; {MARK}\n")
    real = replace(lending.book, group=replace(lending.book.group, demo=False))
    assert not group_papers.OUTSIDE.make(replace(needed, book=real)).decode().startswith(";")
