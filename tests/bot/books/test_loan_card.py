"""Kartu Pinjaman: what the loan costs in all, by which days, what came in, what is left; words that shame nobody."""

from dataclasses import replace

import pytest

from bot.books.loan_card import Given, cost_of, make, tables_of, total_of
from bot.render import render
from domain.accounts import Account
from domain.loan_rules import Method, Terms
from domain.loans import Payment
from domain.money import Rupiah
from tests.bot.books.conftest import Lending
from tests.loan_year import EUIS_, IMAS_, SITIS, YUYUNS

LOANS = (SITIS, IMAS_, EUIS_, YUYUNS)
HARSH = (
    "jatuh tempo",
    "menunggak",
    "tunggakan",
    "macet",
    "terlambat",
    "bunga",
    "denda",
    "angsuran",
    "diragukan",
)


@pytest.mark.parametrize("number", LOANS)
def test_what_is_left_is_what_the_ledger_says(lending: Lending, number: int) -> None:
    found = lending.loans[number]
    plan, paid = tables_of(found, "id")
    assert paid.totals[-2] == lending.book.after.get((Account.PIUTANG, found.loan.member), 0)
    assert paid.rows[-1][-2] == paid.totals[-2]
    assert plan.totals[4] == found.plan.principal + found.plan.jasa
    received = sum(
        line.signed
        for entry in lending.book.entries
        if entry.number in {each.entry for each in found.payments}
        for line in entry.lines
        if line.account is Account.KAS
    )
    assert paid.totals[1] == received


def test_the_schedule_shows_what_came_in_on_each(lending: Lending) -> None:
    plan, _paid = tables_of(lending.loans[YUYUNS], "id")
    assert [column.heading for column in plan.columns][:2] == ["Cicilan ke", "Sampai tanggal"]
    assert [row[5] for row in plan.rows] == [50_000, 50_000, 50_000, 50_000, None, None]
    assert [row[3] for row in plan.rows] == [None] * 6  # it costs nothing


def test_all_that_is_paid_is_said_and_a_new_plan_counts_what_came_in_before(lending: Lending) -> None:
    assert "Jumlah semua yang dibayar: Rp550.000." in tables_of(lending.loans[SITIS], "id")[0].lines
    euis = lending.loans[EUIS_]
    assert total_of(euis) == 58_000 + euis.plan.total
    (agreed,) = [line for line in tables_of(euis, "id")[0].lines if "disepakati" in line]
    assert agreed == "Rencana baru disepakati Minggu, 7 September 2025. Sebelumnya sudah masuk Rp58.000."


def test_a_loan_paid_early_says_that_the_jasa_of_other_months_is_not_taken(lending: Lending) -> None:
    siti = lending.loans[SITIS]
    assert tables_of(siti, "id")[0].note == "Lunas Kamis, 7 Agustus 2025."
    imas = lending.loans[IMAS_]
    early = replace(imas, loan=replace(imas.loan, settled_day=siti.loan.settled_day))
    assert tables_of(early, "id")[0].note.endswith("Jasa bulan yang belum mulai tidak diambil.")


def test_an_early_end_shows_no_jasa_as_paid_that_was_not_taken(lending: Lending) -> None:
    siti = lending.loans[SITIS]
    first = siti.plan.instalments[0]
    end = Payment(entry=999, day=first.due, principal=int(siti.plan.principal), jasa=int(first.jasa))
    plan, paid = tables_of(replace(siti, payments=(end,)), "id")
    shown = [row[5] for row in plan.rows]
    assert shown == [first.amount, *(each.principal for each in siti.plan.instalments[1:])]
    assert plan.totals[5] == paid.totals[1] == end.principal + end.jasa


def test_a_gift_to_the_social_fund_has_a_column_only_where_there_is_one(lending: Lending) -> None:
    siti = lending.loans[SITIS]
    assert "Dana sosial" not in [column.heading for column in tables_of(siti, "id")[1].columns]
    more = Payment(entry=999, day=siti.payments[-1].day, principal=0, jasa=0, fine=2_000)
    paid = tables_of(replace(siti, payments=(*siti.payments, more)), "id")[1]
    assert "Dana sosial" in [column.heading for column in paid.columns]
    assert paid.rows[-1][1] == 2_000


@pytest.mark.parametrize("number", LOANS)
def test_no_word_on_it_shames_her(lending: Lending, number: int) -> None:
    text = str(tables_of(lending.loans[number], "id")).casefold()
    assert [word for word in HARSH if word in text] == []
    assert "Tepung dan wajan" not in text  # what it was for is between her and the officers


@pytest.mark.parametrize(
    ("method", "rate", "said"),
    [
        (Method.FLAT, 200, "Jasa 2% sebulan dari pinjaman awal."),
        (Method.DECLINING, 150, "Jasa 1,5% sebulan dari sisa pinjaman."),
        (Method.DECLINING, 125, "Jasa 1,25% sebulan dari sisa pinjaman."),
        (Method.FLAT, 5, "Jasa 0,05% sebulan dari pinjaman awal."),
        (Method.INFAK, 0, "Tanpa jasa. Infak seikhlasnya."),
        (Method.NONE, 0, "Tanpa jasa."),
    ],
)
def test_what_it_costs_is_said_in_words(method: Method, rate: int, said: str) -> None:
    assert render(cost_of(Terms(method=method, rate=rate, unit=Rupiah(1_000))), "id") == said


def test_it_is_a_pdf(lending: Lending) -> None:
    assert make(Given(found=lending.loans[EUIS_], language="id")).startswith(b"%PDF")
