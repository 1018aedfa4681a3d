"""What has not come in, for officers: the longest first, its sums the ledger's, her own day beside it."""

import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl

from bot.books.rat_year import column_sum
from bot.books.waiting import Listed, make_pdf, make_xlsx, tables_of
from domain.accounts import Account
from tests.bot.books.conftest import Lending
from tests.loan_year import LAST


def listed(lending: Lending) -> Listed:
    return Listed(found=lending.running, language="id", printed=LAST)


def test_every_running_loan_stands_there_the_longest_waiting_first(lending: Lending) -> None:
    table, _sums = tables_of(lending.running, "id")
    assert [row[1] for row in table.rows] == ["Imas", "Yuyun", "Euis"]
    assert [row[6] for row in table.rows] == [177, 24, None]
    assert table.rows[0][5] == date(2025, 7, 7)
    assert table.strong == {0, 1}
    assert "Hanya untuk pengurus" in table.note


def test_its_sums_are_the_ledgers(lending: Lending) -> None:
    table, sums = tables_of(lending.running, "id")
    owed = {
        member: amount
        for (account, member), amount in lending.book.after.items()
        if account is Account.PIUTANG and amount
    }
    assert {row[0]: row[3] for row in table.rows} == owed
    assert table.totals[3] == sums.totals[2] == sum(owed.values())
    assert [row[1] for row in sums.rows] == [1, 1, 0, 1, 0]
    assert column_sum(sums.rows, 2) == sum(owed.values())


def test_her_own_day_stands_beside_what_waits(lending: Lending) -> None:
    first = replace(lending.running.loans[0], promised=LAST + timedelta(5))
    table, _sums = tables_of(replace(lending.running, loans=(first, *lending.running.loans[1:])), "id")
    assert [row[8] for row in table.rows] == [LAST + timedelta(5), None, None]


def test_a_group_where_nothing_runs_has_an_empty_list(lending: Lending) -> None:
    table, sums = tables_of(replace(lending.running, loans=()), "id")
    assert table.rows == []
    assert sums.totals == ("Jumlah", 0, 0, "")


def test_it_is_made_to_print_and_as_a_table(lending: Lending) -> None:
    assert make_pdf(listed(lending)).startswith(b"%PDF")
    read = openpyxl.load_workbook(io.BytesIO(make_xlsx(listed(lending))))
    assert read.sheetnames == ["Cicilan yang Belum Masuk"]  # both on one sheet
    assert "Hanya untuk pengurus." in str(read.worksheets[0].oddFooter.left.text)
