"""The loan book: every row from the entries alone, corrections below zero, what is left always the ledger's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.accounts import Account, SavingKind
from domain.ledger import Draft, Entry, EntryKind, income, loan_out, repayment, reversal_of, saving
from domain.ledger_records import Line
from domain.loan_books import LoanRow, loan_book, loan_sums
from domain.money import Rupiah

DAY = date(2026, 2, 3)
SITI, IMAS = 3, 6


def entries(*drafts: Draft) -> list[Entry]:
    """As they stand in a book, numbered from 1."""
    return [
        Entry(
            **{name: getattr(draft, name) for name in Draft.__dataclass_fields__},
            group_id=1,
            number=number,
            note_hash=b"",
            key_hash=b"",
            input_hash=b"",
            previous=b"",
            hash=b"",
            made_ms=0,
        )
        for number, draft in enumerate(drafts, start=1)
    ]


def taken_back(found: Sequence[Entry], number: int) -> Draft:
    return reversal_of(found[number - 1], day=DAY, by=1, second=2, note="salah", meeting=None)


def cells(row: LoanRow) -> tuple[int, int, int, int, int]:
    return row.lent, row.principal, row.jasa, row.fine, row.left


LENT = loan_out(day=DAY, by=1, member=SITI, amount=500_000)
PAID = repayment(day=DAY, by=1, member=SITI, principal=100_000, jasa=10_000, fine=2_000, saved=5_000)
JASA = repayment(day=DAY, by=1, member=SITI, principal=0, jasa=4_000)
FINE = repayment(day=DAY, by=1, member=SITI, principal=0, jasa=0, fine=1_000)


def test_what_was_lent_and_paid_stands_in_its_column() -> None:
    rows = loan_book(entries(LENT, PAID, JASA, FINE), {})
    assert [cells(row) for row in rows] == [
        (500_000, 0, 0, 0, 500_000),
        (0, 100_000, 10_000, 2_000, 400_000),
        (0, 0, 4_000, 0, 400_000),
        (0, 0, 0, 1_000, 400_000),
    ]


def test_a_correction_takes_back_in_the_same_column() -> None:
    found = entries(LENT, PAID, FINE)
    undone = [taken_back(found, number) for number in (3, 2, 1)]
    rows = loan_book(entries(LENT, PAID, FINE, *undone), {})
    assert [cells(row) for row in rows[3:]] == [
        (0, 0, 0, -1_000, 400_000),
        (0, -100_000, -10_000, -2_000, 500_000),
        (-500_000, 0, 0, 0, 0),
    ]
    assert [row.reverses for row in rows[3:]] == [3, 2, 1]


def test_a_correction_of_a_correction_counts_again() -> None:
    found = entries(LENT)
    once = entries(LENT, taken_back(found, 1))
    twice = entries(LENT, taken_back(found, 1), taken_back(once, 2))
    assert [cells(row)[0] for row in loan_book(twice, {})] == [500_000, -500_000, 500_000]


def test_a_correction_of_what_was_written_before_the_page_is_known_by_its_side() -> None:
    found = entries(LENT, PAID)
    paid_back = replace(taken_back(found, 2), reverses=91)
    lent_back = replace(taken_back(found, 1), reverses=90)
    rows = loan_book(entries(paid_back, lent_back), {SITI: 400_000})
    assert [cells(row)[:2] for row in rows] == [(0, -100_000), (-500_000, 0)]
    assert rows[-1].left == 0


def test_savings_gifts_and_the_years_end_are_no_loans() -> None:
    year_end = Draft(
        kind=EntryKind.YEAR_END,
        day=DAY,
        by=1,
        lines=(
            Line(Account.PENDAPATAN_JASA, 1, Rupiah(10_000)),
            Line(Account.SHU, -1, Rupiah(10_000)),
        ),
    )
    others = (
        saving(day=DAY, by=1, member=SITI, kind=SavingKind.SOSIAL, amount=1_000),
        income(day=DAY, by=1, account=Account.PENDAPATAN_LAIN, amount=5_000, member=SITI),
        year_end,
    )
    assert loan_book(entries(*others), {}) == []


def test_sums_are_by_member_and_end_with_what_is_left() -> None:
    rows = loan_book(entries(LENT, PAID), {IMAS: 70_000})
    sums = loan_sums(rows, {IMAS: 70_000})
    assert list(sums) == [SITI, IMAS]
    assert (sums[SITI].lent, sums[SITI].principal, sums[SITI].left) == (500_000, 100_000, 400_000)
    assert (sums[IMAS].before, sums[IMAS].left) == (70_000, 70_000)
    assert loan_book(entries(LENT, PAID), {}, member=IMAS) == []
