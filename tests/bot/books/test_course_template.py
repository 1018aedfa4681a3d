"""The empty table of classes: what it asks for is what is read again, and nobody gets it who makes no classes."""

import io
from datetime import date

import openpyxl

from bot.books.course_template import TEMPLATE, Wanted, make
from bot.catalogues import PSEUDO_LANGUAGE, SOURCE_LANGUAGE
from bot.recipes import find_recipe
from bot.sheets import read_rows
from domain.course_table import Fault, read_courses
from handlers.training.import_template import TEMPLATE as NAME

TODAY = date(2026, 1, 5)
AREAS = {"samarinda": "samarinda"}


def test_the_recipe_is_known() -> None:
    assert find_recipe(NAME) is TEMPLATE


def test_given_back_empty_it_says_that_no_class_is_in_it() -> None:
    for of_group in (False, True):
        rows, wrong = read_rows(make(Wanted(of_group=of_group, language=SOURCE_LANGUAGE)))
        assert wrong == []
        _courses, faults = read_courses(rows, today=TODAY, areas=AREAS)
        assert [each.fault for each in faults] == [Fault.NO_ROWS]


def test_its_own_examples_are_read_without_a_fault() -> None:
    content = make(Wanted(of_group=False, language=SOURCE_LANGUAGE))
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[book.sheetnames[0]]
    changed = io.BytesIO()
    book.save(changed)
    rows, wrong = read_rows(changed.getvalue())
    assert wrong == []
    found, faults = read_courses(rows, today=TODAY, areas=AREAS)
    assert faults == ()
    assert [each.title or each.topic.value for each in found] == ["kue_kering", "Menjahit lanjutan"]
    assert [each.recurrence.count for each in found] == [8, None]


def test_the_groups_table_has_no_column_for_areas() -> None:
    def headings(of_group: bool) -> list[object]:
        book = openpyxl.load_workbook(io.BytesIO(make(Wanted(of_group=of_group, language=SOURCE_LANGUAGE))))
        return [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]

    assert "Wilayah" in headings(False)
    assert "Wilayah" not in headings(True)


def test_in_another_language_the_headings_stay_what_the_reader_knows() -> None:
    rows, wrong = read_rows(make(Wanted(of_group=False, language=PSEUDO_LANGUAGE)))
    assert wrong == []
    assert [each.fault for each in read_courses(rows, today=TODAY, areas=AREAS)[1]] == [Fault.NO_ROWS]
