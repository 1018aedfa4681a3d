"""The pages of a book, derived from entries: every page's last balance is the sum of what stands above it."""

from datetime import date

from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.books import SavingsSum, cash_book, in_order, savings_book, savings_sums
from domain.ledger import Draft, Entry
from domain.money import Rupiah

DAY = date(2026, 2, 3)


def entry(number: int, draft: Draft) -> Entry:
    return book.entry_of_draft(
        draft,
        group_id=1,
        number=number,
        note_hash=book.NO_NOTE,
        key_hash=bytes(32),
        previous=bytes(32),
        made_ms=0,
        chain_start="test",
    )


def saved(
    number: int, member: int, amount: int, *, day: date = DAY, kind: SavingKind = SavingKind.WAJIB
) -> Entry:
    return entry(number, book.saving(day=day, by=1, member=member, kind=kind, amount=amount))


def test_the_cash_book_has_one_row_for_every_entry_that_moves_cash_and_carries_the_balance_on() -> None:
    entries = [
        saved(1, 2, 10_000),
        entry(2, book.cost(day=DAY, by=1, account=Account.BIAYA_RAPAT, amount=4_000)),
        entry(3, book.transfer(day=DAY, by=1, source=Account.KAS, target=Account.BANK, amount=5_000)),
    ]
    rows = cash_book(entries, account=Account.KAS, before=1_000)
    assert [(row.number, row.received, row.paid, row.balance) for row in rows] == [
        (1, 10_000, 0, 11_000),
        (2, 0, 4_000, 7_000),
        (3, 0, 5_000, 2_000),
    ]
    assert [row.others for row in rows] == [(Account.WAJIB,), (Account.BIAYA_RAPAT,), (Account.BANK,)]
    assert [row.balance for row in cash_book(entries, account=Account.BANK, before=0)] == [5_000]


def test_what_was_written_later_for_an_earlier_day_stands_at_its_day() -> None:
    entries = [saved(1, 2, 10_000), saved(2, 2, 5_000, day=date(2026, 2, 1))]
    assert [each.number for each in in_order(entries)] == [2, 1]
    assert [row.balance for row in savings_book(entries, {})] == [5_000, 15_000]


def test_a_members_page_holds_her_lines_alone_and_goes_on_from_what_she_had() -> None:
    entries = [saved(1, 2, 10_000), saved(2, 3, 7_000), saved(3, 2, 1_000, kind=SavingKind.SUKARELA)]
    before = {(2, Account.WAJIB): 50_000}
    rows = savings_book(entries, before, member=2)
    assert [(row.number, row.account, row.balance) for row in rows] == [
        (1, Account.WAJIB, 60_000),
        (3, Account.SUKARELA, 1_000),
    ]


def test_a_correction_shows_both_rows_and_the_sums_agree() -> None:
    first = saved(1, 2, 20_000)
    undone = entry(2, book.reversal_of(first, day=DAY, by=1, second=3, note="", meeting=None))
    right = saved(3, 2, 10_000)
    rows = savings_book([first, undone, right], {})
    assert [(row.received, row.paid, row.reverses) for row in rows] == [
        (20_000, 0, None),
        (0, 20_000, 1),
        (10_000, 0, None),
    ]
    sums = savings_sums(rows, {(4, Account.POKOK): 50_000, (5, Account.POKOK): 0})
    assert sums == {
        (2, Account.WAJIB): SavingsSum(before=Rupiah(0), received=Rupiah(30_000), paid=Rupiah(20_000)),
        (4, Account.POKOK): SavingsSum(before=Rupiah(50_000), received=Rupiah(0), paid=Rupiah(0)),
    }
    assert sums[2, Account.WAJIB].after == 10_000
