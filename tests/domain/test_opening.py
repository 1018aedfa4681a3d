"""What each begins with, once the two questions about the whole list have their answers."""

import pytest

from domain.accounts import SavingKind
from domain.opening import KINDS, Fault, Listed, Part, Row, read_amount, settle

WAJIB, POKOK = SavingKind.WAJIB, SavingKind.POKOK
SITI = Row(
    row=1, name="Demo Siti", parts=(Part(kind=None, rupiah=125, bare=True), Part(kind=POKOK, rupiah=50_000))
)


def test_the_answers_make_amounts_of_what_was_written() -> None:
    (siti,), wrong = settle(Listed(rows=(SITI,)), kind=WAJIB, thousands=True, kinds=KINDS)
    assert wrong == ()
    assert siti.amounts == ((WAJIB, 125_000), (POKOK, 50_000))
    assert siti.total == 175_000


def test_without_an_answer_to_the_kind_nothing_is_taken_over() -> None:
    _found, wrong = settle(Listed(rows=(SITI,)), kind=None, thousands=True, kinds=KINDS)
    assert [each.fault for each in wrong] == [Fault.NO_SUCH_KIND]


def test_the_total_is_scaled_like_the_rest() -> None:
    listed = Listed(rows=(SITI,), total=Part(kind=None, rupiah=175_000))
    assert settle(listed, kind=WAJIB, thousands=True, kinds=KINDS)[1] == ()
    listed = Listed(rows=(SITI,), total=Part(kind=None, rupiah=175, bare=True))
    assert settle(listed, kind=WAJIB, thousands=True, kinds=KINDS)[1] == ()


@pytest.mark.parametrize(
    ("word", "rupiah"),
    [("125rb", 125_000), ("50.000", 50_000), ("125", 125), ("0", 0), ("-", 0), ("25jt", 25_000_000)],
)
def test_an_amount_is_read(word: str, rupiah: int) -> None:
    part = read_amount(word, WAJIB)
    assert part is not None
    assert (part.rupiah, part.bare) == (rupiah, word == "125")


@pytest.mark.parametrize("word", ["banyak", "-5000", "10 atau 20", "3x2", "10/20", "sekitar 10rb"])
def test_what_is_no_amount_is_none(word: str) -> None:
    assert read_amount(word, WAJIB) is None
