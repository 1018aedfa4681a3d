"""A table of opening balances is read by its headings; what is wrong is named by row and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import SavingKind
from domain.opening import KINDS, Fault, Opening, Value, settle
from domain.opening_table import letter, read_table

POKOK, WAJIB = SavingKind.POKOK, SavingKind.WAJIB

TABLE: list[list[Value]] = [
    ["Buku simpanan Mentari", None, None, None],
    ["No", "Nama Anggota", "Simpanan Pokok", "Wajib (Rp)"],
    [1, "Siti Aminah", 50_000, 125_000],
    [2, "Yuyun", "50.000", None],
    [None, None, None, None],
    [None, "Jumlah", 100_000, 125_000],
]


def table(rows: list[list[Value]]) -> tuple[tuple[Opening, ...], list[tuple[Fault, int, str]]]:
    found, wrong = settle(read_table(rows), kind=None, thousands=False, kinds=KINDS)
    return found, [(each.fault, each.row, each.column) for each in wrong]


def test_a_table_is_read_by_its_headings() -> None:
    found, wrong = table(TABLE)
    assert wrong == []
    assert [(each.name, dict(each.amounts)) for each in found] == [
        ("Siti Aminah", {POKOK: 50_000, WAJIB: 125_000}),
        ("Yuyun", {POKOK: 50_000}),
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (2, 2, "lima puluhan", (Fault.NOT_AN_AMOUNT, 3, "C")),
        (2, 3, 125, (Fault.TOO_SMALL, 3, "D")),
        (3, 3, -5_000, (Fault.NOT_AN_AMOUNT, 4, "D")),
        (3, 1, None, (Fault.NO_NAME, 4, "B")),
        (3, 1, "siti aminah", (Fault.NAME_TWICE, 4, "B")),
        (3, 2, 10**12, (Fault.TOO_LARGE, 4, "C")),
        (1, 3, "Catatan lain", (Fault.UNKNOWN_COLUMN, 2, "D")),
        (1, 3, "Pokok", (Fault.UNKNOWN_COLUMN, 2, "D")),
    ],
)
def test_what_is_wrong_in_a_table_is_named_by_row_and_column(
    row: int, column: int, value: Value, expected: tuple[Fault, int, str]
) -> None:
    rows = [list(each) for each in TABLE[:-1]]
    rows[row][column] = value
    assert expected in table(rows)[1]


def test_a_total_row_of_a_table_must_agree() -> None:
    rows = [list(each) for each in TABLE]
    rows[-1][3] = 130_000
    assert table(rows)[1] == [(Fault.TOTAL, 0, "")]


def test_without_a_heading_nothing_is_read() -> None:
    assert table([["Siti", 10_000]])[1] == [(Fault.NO_HEADER, 0, "")]


def test_columns_are_called_as_in_a_table_program() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=12)), max_size=5), max_size=8))
def test_no_table_breaks_the_reader(rows: list[list[Value]]) -> None:
    found, wrong = settle(read_table([["Nama", "Wajib"], *rows]), kind=None, thousands=False, kinds=KINDS)
    assert found or wrong
