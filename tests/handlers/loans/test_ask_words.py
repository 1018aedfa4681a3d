"""How much she may borrow and why, and what holds her up: never a reproach."""

from dataclasses import replace

import pytest

from bot.render import render
from domain.loan_limits import CASH, HISTORY, MOST, SAVINGS, Limit
from domain.money import Rupiah
from handlers.loans.ask_words import limit_line, nothing_line
from tests.handlers.loans.asking import LENDING


@pytest.mark.parametrize(
    ("why", "percent", "said"),
    [
        (CASH, 300, "uang kas yang bisa dipinjam sekarang"),
        (MOST, 300, "batas dari rapat kelompok"),
        (HISTORY, 300, "dihitung dari pinjaman lalu"),
        (SAVINGS, 300, "3 kali simpanan Ibu"),
        (SAVINGS, 100, "sama dengan simpanan Ibu"),
        (SAVINGS, 150, "dihitung dari simpanan"),
    ],
)
def test_the_most_is_said_with_where_it_comes_from(why: str, percent: int, said: str) -> None:
    line = limit_line(Limit(amount=Rupiah(90_000), why=why), replace(LENDING, savings_percent=percent))
    assert render(line) == f"Ibu bisa pinjam paling banyak Rp90.000. Itu {said}."


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (SAVINGS, "Mari menabung dulu"),
        (HISTORY, "bicara dulu dengan bendahara"),
        (CASH, "Coba lagi setelah rapat"),
    ],
)
def test_what_holds_her_up_comes_with_what_she_can_do(why: str, said: str) -> None:
    line = render(nothing_line(Limit(amount=Rupiah(0), why=why)))
    assert said in line
    assert not {"menunggak", "macet", "terlambat", "ditolak"} & set(line.lower().split())
