"""Every fault has a plain sentence with its place."""

import pytest

from bot.render import render
from domain.accounts import SavingKind
from domain.money import Rupiah
from domain.opening import KINDS, Fault, Opening, Wrong
from handlers.group.import_words import SHORT, WRONG_SHOWN_MAX, opening_line, wrong_line, wrong_lines


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize(
    ("row", "column", "text"), [(0, "", "100"), (3, "C", "x"), (3, "wajib", ""), (3, "", "x")]
)
def test_every_fault_reads_as_a_sentence(fault: Fault, row: int, column: str, text: str) -> None:
    said = render(wrong_line(Wrong(fault=fault, row=row, column=column, text=text)))
    assert said.endswith(".")
    assert (f"Baris {row}" in said) == bool(row)


def test_row_and_column_are_named() -> None:
    wrong = Wrong(fault=Fault.NOT_AN_AMOUNT, row=3, column="C", text="lima puluhan")
    assert (
        render(wrong_line(wrong))
        == 'Baris 3, kolom C ("lima puluhan"): jumlahnya belum jelas. Contoh: 125.000.'
    )
    wrong = Wrong(fault=Fault.TOTAL, text="355000")
    assert render(wrong_line(wrong)) == "Jumlah di daftar tidak sama: tertulis Rp355.000."


def test_so_many_faults_are_named_and_the_rest_counted() -> None:
    some = [Wrong(fault=Fault.FORMULA, row=row, column="B") for row in range(1, WRONG_SHOWN_MAX + 4)]
    assert len(wrong_lines(some)) == WRONG_SHOWN_MAX + 1
    assert render(wrong_lines(some)[-1]) == "Masih ada 3 lagi."


def test_a_member_stands_in_one_line_with_all_she_has() -> None:
    assert set(SHORT) >= set(KINDS)
    opening = Opening(
        name="Siti Aminah",
        amounts=((SavingKind.WAJIB, Rupiah(125_000)), (SavingKind.POKOK, Rupiah(50_000))),
    )
    assert render(opening_line(1, opening)) == "1. Siti Aminah, wajib Rp125.000, pokok Rp50.000"
