"""The loan pages of the group's books: sums by member, every entry, and a card below her savings."""

from datetime import date

from bot.books.loan_pages import LoanPages
from bot.books.pages import Pages
from bot.books.table import grouped
from domain.accounts import Account
from tests.bot.books.conftest import Lending
from tests.ledger_world import LILIS, SITI
from tests.loan_year import EUIS, IMAS, YUYUN


def test_sums_and_rows_end_with_what_the_ledger_says(lending: Lending) -> None:
    sums, rows = Pages(lending.book, "id").loans()
    owed = sum(
        amount for (account, _member), amount in lending.book.after.items() if account is Account.PIUTANG
    )
    jasa = -lending.book.after[Account.PENDAPATAN_JASA, None]
    assert sums.totals == (None, "Jumlah", 0, 1_800_000, 1_800_000 - owed, jasa, owed)
    assert [row[0] for row in sums.rows] == [SITI, YUYUN, IMAS, EUIS]
    assert rows.totals[2:] == (1_800_000, 1_800_000 - owed, jasa, owed, None)
    assert [column.heading for column in rows.columns] == [
        "Tanggal",
        "Nama",
        "Dipinjam",
        "Pokok",
        "Jasa",
        "Sisa pinjaman",
        "No. bukti",
    ]


def test_her_card_stands_below_her_savings_on_the_same_page(lending: Lending) -> None:
    pages = Pages(lending.book, "id")
    savings, loan = pages.card(SITI)
    assert (savings.signed_by, loan.follows) == ((), True)
    assert loan.rows[0][1:4] == ("Pinjaman diterima", 500_000, None)
    assert [row[5] for row in loan.rows] == [500_000, 400_000, 300_000, 200_000, 100_000, 0]
    assert loan.totals[2:6] == (500_000, 500_000, 50_000, 0)
    assert len(pages.card(LILIS)) == 1
    assert len(grouped(pages.cards())) == len(lending.book.members)


def test_the_cash_book_says_whose_loan_and_whose_instalment(lending: Lending) -> None:
    said = [row[1] for row in Pages(lending.book, "id").cash()[0].rows]
    assert said.count("Pinjaman diterima Siti Aminah") == 1
    assert said.count("Cicilan Siti Aminah") == 5


def test_a_share_of_the_surplus_is_called_so_on_her_card(lending: Lending) -> None:
    savings, _loan = Pages(lending.loss.book, "id").card(IMAS)
    assert savings.rows[1][1] == "Sukarela, bagian hasil usaha"


def test_a_later_month_begins_with_what_was_owed(lending: Lending) -> None:
    last = lending.loss.book  # the year after: nothing was paid in it
    pages = LoanPages(last, "id")
    imas = next(each for each in last.members if each.number == IMAS)
    card = pages.card(imas)
    assert card.rows[0][:2] == (date(2026, 1, 1), "Sisa awal")
    assert card.totals[5] == card.rows[0][5] == last.owed[IMAS]
    assert pages.borrowers == {YUYUN, IMAS, EUIS}
