"""An auditor's own program adds up a year with loans, a fine, an agreement and a correction, and finds what was changed."""

import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.books.beancount import name_of, text_of
from db import books, loans
from db.books import Book
from db.unit import Unit
from domain.accounts import Account
from domain.loans import schedule
from tests.book_year import open_year
from tests.db.desk import open_desk
from tests.db.loan_world import CUCU, FINED, FREE, get, lend, pay, pay_off
from tests.ledger_world import LILIS, SITI

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LATE = date(2026, 3, 13)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_desk(tmp_path) as desk:
        mentari = await open_year(desk)
        await lend(mentari, amount=60_000, terms=FINED)
        await lend(mentari, member=4, amount=20_000, months=2, terms=FREE)
        mentari.go_to(LATE)
        await pay(mentari, 1, 15_000, day=LATE)
        wrong = await pay(mentari, 2, 20_000, day=LATE)
        await mentari.reverse(wrong.number)
        await pay(mentari, 2, 25_000, day=LATE, excess_to_savings=True)
        loan = await get(mentari, 1)

        async def agree(unit: Unit) -> None:
            owed = await loans.outstanding(unit, loan)
            parts = schedule(amount=owed, months=3, terms=loan.terms, start=LATE)
            await loans.replan(
                unit, loan, instalments=parts, start=LATE, carried_fine=0, by=LILIS, second=CUCU
            )

        await mentari.run(agree)
        mentari.go_to(date(2026, 5, 20))
        await pay_off(mentari, 1, day=date(2026, 5, 20))
        await lend(mentari, amount=30_000, day=date(2026, 5, 20))
        yield await desk.run(lambda unit: books.collect(unit, mentari.id, FIRST, LAST))


def check(path: Path, text: str) -> tuple[int, str]:
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("bean-check")), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_bean_check_accepts_a_year_with_loans(book: Book, tmp_path: Path) -> None:
    text = text_of(book)
    assert f"balance {name_of(Account.PIUTANG, SITI)}  30000 IDR" in text
    assert f"balance {name_of(Account.PIUTANG, 4)}  0 IDR" in text
    assert f"{name_of(Account.PENDAPATAN_JASA, None)}  -" in text
    assert check(tmp_path / "whole.beancount", text) == (0, "")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Piutang-Anggota:Anggota-003  60000 IDR", "Piutang-Anggota:Anggota-003  50000 IDR"),
        ("Pendapatan-Jasa  -", "Pendapatan-Jasa  -1"),
        (
            "balance Assets:Piutang-Anggota:Anggota-004  0 IDR",
            "balance Assets:Piutang-Anggota:Anggota-004  5 IDR",
        ),
    ],
)
def test_bean_check_finds_what_was_changed(book: Book, tmp_path: Path, was: str, now: str) -> None:
    text = text_of(book)
    changed = text.replace(was, now, 1)
    assert changed != text
    assert check(tmp_path / "changed.beancount", changed)[0] != 0
