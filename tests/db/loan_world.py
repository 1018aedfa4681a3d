"""Loans of Mentari's book, on either engine: asked for, decided and received in one call, and paid in another."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db import ledger, loans
from db.loans import Loan, Repaid
from db.unit import Unit
from domain.ledger import loan_out
from domain.loan_rules import Method, Terms
from domain.loans import Standing, schedule
from domain.money import Rupiah
from tests.ledger_world import LILIS, NENENG, SITI, TODAY, Book

FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))
DECLINING = replace(FLAT, method=Method.DECLINING)
FREE = replace(FLAT, method=Method.NONE, rate=0)
FINED = replace(FLAT, fine=Rupiah(2_000), fine_cap=Rupiah(5_000))

# The body of a year's end as it is kept.
YEAR_WITH_LOSS = json.dumps(
    {
        "year": 2025,
        "income": {},
        "costs": {"biaya_rapat": 5_000},
        "carried": 0,
        "rules": None,
        "shares": None,
        "covered": [5_000, 0],
    }
)

# Who decides: the second officer beside Lilis.
CUCU = NENENG


async def ask(
    book: Book,
    *,
    member: int = SITI,
    amount: int = 500_000,
    months: int = 5,
    terms: Terms = FLAT,
    purpose: str = "wajan dan tepung",
) -> Loan:
    """Asked for, on her own phone."""

    async def job(unit: Unit) -> Loan:
        return await loans.ask(
            unit,
            book.id,
            member=member,
            asked_by=member,
            amount=amount,
            months=months,
            purpose=purpose,
            terms=terms,
        )

    return await book.run(job)


async def lend(
    book: Book,
    *,
    member: int = SITI,
    amount: int = 500_000,
    months: int = 5,
    terms: Terms = FLAT,
    day: date = TODAY,
) -> Loan:
    """Asked for, decided by two, and received on that day; it runs now."""
    asked = await ask(book, member=member, amount=amount, months=months, terms=terms)
    second = CUCU if member != CUCU else SITI

    async def job(unit: Unit) -> Loan:
        loan = await loans.approve(unit, asked, by=LILIS, second=second)
        draft = loan_out(day=day, by=LILIS, second=second, member=member, amount=amount)
        posted = await ledger.post(unit, book.id, draft, key=f"payout/{loan.code}")
        await loans.start(unit, loan, entry=posted.number, day=day, by=LILIS, second=second)
        return await loans.get(unit, book.id, loan.number)

    return await book.run(job)


async def pay(
    book: Book,
    number: int,
    amount: int,
    *,
    day: date = TODAY,
    key: str = "",
    excess_to_savings: bool = False,
) -> Repaid:
    """So much is paid on the loan of that number."""
    named = key or book.key()

    async def job(unit: Unit) -> Repaid:
        return await loans.pay(
            unit,
            book.id,
            number,
            amount,
            day=day,
            by=LILIS,
            meeting=None,
            key=named,
            excess_to_savings=excess_to_savings,
        )

    return await book.run(job)


async def get(book: Book, number: int) -> Loan:
    """The loan as it is now."""
    return await book.run(lambda unit: loans.get(unit, book.id, number))


async def stands(book: Book, number: int, day: date) -> Standing:
    """Where it stands on that day."""
    loan = await get(book, number)
    return await book.run(lambda unit: loans.standing(unit, loan, day))


async def count(book: Book, tables: Sequence[str]) -> list[int]:
    """How many rows these tables have."""
    return [(await book.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in tables]


async def pay_off(book: Book, number: int, *, day: date = TODAY) -> Repaid:
    """All that ends the loan on that day."""
    return await pay(book, number, (await stands(book, number, day)).payoff, day=day)


async def stand_beside(book: Book) -> None:
    """Something of everything that stands beside a book: loans in each state, an agreement, help, arisan, a year's end."""
    await lend(book, amount=50_000, terms=FINED)
    done = await lend(book, member=4, amount=20_000, months=2, terms=FREE)
    late = date(2026, 3, 13)
    book.go_to(late)
    entry = (await pay(book, done.number, 20_000, day=late)).number
    await pay(book, 1, 500, day=late)
    loan = await get(book, 1)

    async def job(unit: Unit) -> None:
        standing = await loans.standing(unit, loan, late)
        await loans.waive(unit, loan, amount=1_000, reason="sedang sakit", by=LILIS, second=CUCU)
        parts = schedule(amount=standing.outstanding, months=4, terms=loan.terms, start=late)
        fine = standing.fine - 1_000
        await loans.replan(
            unit, loan, instalments=parts, start=late, carried_fine=fine, by=LILIS, second=CUCU
        )
        await loans.add_help(unit, book.id, loan=done.number, entry=entry, helper=5, amount=7_000)
        await loans.set_household(unit, book.id, SITI, [4])
        unit.write(
            "INSERT INTO arisan_rounds (group_id, number, amount, started_day, state, by_member, made_ms)"
            " VALUES ($1, 1, 10000, '2026-01-03', 'open', 1, 5)",
            book.id,
        )
        unit.write_many(
            "INSERT INTO arisan_places (group_id, round, member, drawn_day, entry) VALUES ($1, 1, $2, $3, $4)",
            [(book.id, 1, "2026-01-06", 3), (book.id, 2, "", None)],
        )
        unit.write(
            "INSERT INTO year_ends (group_id, year, result, body, first_entry, last_entry, by_member, second_member,"
            " made_ms) VALUES ($1, 2025, -5000, $2, NULL, NULL, 1, 2, 7)",
            book.id,
            YEAR_WITH_LOSS,
        )

    await book.run(job)
    await ask(book, member=5, amount=30_000, months=3)
