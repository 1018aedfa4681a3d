"""The balance sheet of balances: both sides are equal, and what is not closed yet belongs to SHU."""

import json

from db.year_records import Attendance, closed_of, neraca_of
from domain.accounts import Account
from domain.money import Rupiah
from domain.year_end import Result, end_of, plain


def test_income_and_costs_that_are_not_closed_belong_to_shu() -> None:
    neraca = neraca_of(
        {
            Account.KAS: Rupiah(900),
            Account.PIUTANG: Rupiah(500),
            Account.BANK: Rupiah(0),
            Account.SUKARELA: Rupiah(800),
            Account.WAJIB: Rupiah(300),
            Account.SHU: Rupiah(-50),
            Account.PENDAPATAN_JASA: Rupiah(400),
            Account.BIAYA_RAPAT: Rupiah(50),
        }
    )
    assert neraca.assets == {Account.KAS: 900, Account.PIUTANG: 500}
    assert neraca.liabilities == {Account.SUKARELA: 800}
    assert neraca.capital == {Account.WAJIB: 300}
    assert neraca.shu == 300
    assert neraca.total == 1_400 == 800 + 300 + neraca.shu


def test_too_much_money_in_the_box_makes_less_of_the_asset_side() -> None:
    neraca = neraca_of({Account.KAS: Rupiah(100), Account.SELISIH: Rupiah(-10), Account.HIBAH: Rupiah(90)})
    assert neraca.total == 90 == neraca.capital[Account.HIBAH]


def test_all_who_were_awaited_are_counted() -> None:
    assert Attendance(meetings=2, present=5, excused=1, absent=2).awaited == 8


def test_a_closed_year_is_read_from_its_row() -> None:
    end = end_of(2025, Result(income={}, costs={}), None, savings={}, jasa={}, reserve=0)
    row = {
        "year": 2025,
        "body": json.dumps(plain(end)),
        "first_entry": None,
        "last_entry": None,
        "by_member": 1,
        "second_member": 2,
        "made_ms": 5,
    }
    closed = closed_of(row)
    assert (closed.end, closed.first, closed.last, closed.by, closed.second) == (end, 0, 0, 1, 2)
