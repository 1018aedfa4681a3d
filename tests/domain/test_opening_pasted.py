"""A list of opening balances as treasurers write it; what is unclear is a fault with its row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import SavingKind
from domain.group_rules import MEMBERS_MAX
from domain.opening import KINDS, Fault, settle
from domain.opening_pasted import read_pasted

POKOK, WAJIB, SUKARELA = SavingKind.POKOK, SavingKind.WAJIB, SavingKind.SUKARELA


def opened(
    text: str, kind: SavingKind | None = WAJIB, *, thousands: bool = True
) -> dict[str, dict[SavingKind, int]]:
    found, wrong = settle(read_pasted(text), kind=kind, thousands=thousands, kinds=KINDS)
    assert wrong == ()
    return {each.name: {kind: int(amount) for kind, amount in each.amounts} for each in found}


def faults(text: str) -> list[tuple[Fault, int]]:
    _found, wrong = settle(read_pasted(text), kind=WAJIB, thousands=True, kinds=KINDS)
    return [(each.fault, each.row) for each in wrong]


@pytest.mark.parametrize(
    ("line", "name", "amounts"),
    [
        ("Siti Aminah 125rb pokok 50rb", "Siti Aminah", {WAJIB: 125_000, POKOK: 50_000}),
        ("1. Siti Aminah wajib 125 ribu", "Siti Aminah", {WAJIB: 125_000}),
        ("2) Yuyun: wajib 120.000 + sukarela 15rb", "Yuyun", {WAJIB: 120_000, SUKARELA: 15_000}),
        ("- Neneng, pokok Rp50.000, wajib Rp100.000", "Neneng", {POKOK: 50_000, WAJIB: 100_000}),
        ("Imas 50rb pokok", "Imas", {POKOK: 50_000}),
        ("Euis 125", "Euis", {WAJIB: 125_000}),
        ("Ai Kurnia simpanan wajib = 1,5 juta", "Ai Kurnia", {WAJIB: 1_500_000}),
        ("Tati -", "Tati", {}),
        ("5. Yani belum", "Yani", {}),
        ("Yani blm", "Yani", {}),
        ("Yani belum ada", "Yani", {}),
        ("Cucu", "Cucu", {}),
        ("Rina pokok 0 wajib 20rb", "Rina", {WAJIB: 20_000}),
    ],
)
def test_a_line_is_a_name_and_its_amounts(line: str, name: str, amounts: dict[SavingKind, int]) -> None:
    assert opened(line) == {name: amounts}


def test_bare_numbers_and_numbers_without_a_kind_are_each_asked_once_for_the_whole_list() -> None:
    listed = read_pasted("Siti 125\nYuyun 100\nNeneng wajib 80rb")
    assert (listed.asks_scale, listed.asks_kind) == (True, True)
    assert not read_pasted("Siti wajib 125rb").asks_scale
    assert not read_pasted("Siti wajib 125rb").asks_kind


def test_a_small_number_that_is_not_thousands_is_a_fault() -> None:
    _found, wrong = settle(read_pasted("Siti 125"), kind=WAJIB, thousands=False, kinds=KINDS)
    assert [each.fault for each in wrong] == [Fault.TOO_SMALL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siti 10rb\nSiti 20rb", [(Fault.NAME_TWICE, 2)]),
        ("10rb", [(Fault.NO_NAME, 1)]),
        ("Petugas 10rb", [(Fault.NAME_OFFICIAL, 1)]),
        ("Siti wajib -5000", [(Fault.NOT_AN_AMOUNT, 1)]),
        ("Siti wajib 10rb wajib 5rb", [(Fault.KIND_TWICE, 1)]),
        ("Siti wajib 9999999999", [(Fault.TOO_LARGE, 1)]),
        ("Siti Aminah binti Haji Kosasih 10rb", [(Fault.NAME_TOO_LONG, 1)]),
        ("", [(Fault.NO_ROWS, 0)]),
        ("Siti 10rb 3x2", [(Fault.NOT_AN_AMOUNT, 1)]),
    ],
)
def test_what_is_unclear_is_named_by_its_row(text: str, expected: list[tuple[Fault, int]]) -> None:
    assert faults(text) == expected


def test_a_total_is_checked_and_never_a_member() -> None:
    assert opened("Siti wajib 10rb\nYuyun wajib 5rb\nJumlah 15rb") == {
        "Siti": {WAJIB: 10_000},
        "Yuyun": {WAJIB: 5_000},
    }
    assert opened("Siti 10\nYuyun 5\nTotal 15") == {"Siti": {WAJIB: 10_000}, "Yuyun": {WAJIB: 5_000}}
    assert faults("Siti wajib 10rb\nTotal 20rb") == [(Fault.TOTAL, 0)]


def test_more_than_a_book_can_hold_is_said() -> None:
    text = "\n".join(
        f"Demo {'abcdefghij'[n // 10]}{'klmnopqrst'[n % 10]} 10rb" for n in range(MEMBERS_MAX + 1)
    )
    assert faults(text) == [(Fault.TOO_MANY, 0)]


def test_a_kind_the_group_does_not_have_is_a_fault() -> None:
    found = settle(read_pasted("Siti lebaran 10rb"), kind=None, thousands=True, kinds=(WAJIB,))
    assert [each.fault for each in found[1]] == [Fault.NO_SUCH_KIND]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_no_amount_below_a_thousand_passes(text: str) -> None:
    found, wrong = settle(read_pasted(text), kind=WAJIB, thousands=False, kinds=KINDS)
    assert found or wrong
    assert all(amount >= 1_000 for each in found for _kind, amount in each.amounts)
