"""Mentari's year 2025 as in domain.md 3.5: four women with savings and jasa, 1.200.000 to share, written in December."""

from dataclasses import replace
from datetime import date

from db import group_rules
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.group_rules import undecided
from domain.ledger import Draft
from domain.year_rules import YearRules
from tests.ledger_world import Book

YEAR = 2025
LAST = date(YEAR, 12, 31)
RULES = YearRules(cadangan=30, jasa_simpanan=25, jasa_pinjaman=25, pengurus=10, pendidikan=5, sosial=5)

# By number: Siti, Yuyun, Neneng and Imas of the vector; the fifth has nothing.
SAVINGS = {1: 300_000, 2: 500_000, 3: 200_000, 4: 1_000_000}
JASA = {1: 200_000, 2: 100_000, 4: 300_000}
OTHER_INCOME, COSTS = 700_000, 100_000
PARTS = {1: 145_000, 2: 125_000, 3: 30_000, 4: 300_000}


def drafts(day: date = date(YEAR, 12, 10)) -> list[Draft]:
    """Everything of the year, on one day."""
    found = [
        book.saving(day=day, by=1, member=member, kind=SavingKind.SUKARELA, amount=amount)
        for member, amount in SAVINGS.items()
    ]
    found += [income(day, amount, member) for member, amount in JASA.items()]
    found.append(book.income(day=day, by=1, account=Account.PENDAPATAN_LAIN, amount=OTHER_INCOME))
    found.append(book.cost(day=day, by=1, account=Account.BIAYA_RAPAT, amount=COSTS))
    return found


def income(day: date, amount: int, member: int) -> Draft:
    """She pays jasa."""
    return book.income(day=day, by=1, account=Account.PENDAPATAN_JASA, amount=amount, member=member)


async def write_year(mentari: Book) -> None:
    """The entries, and the percentages as long decided."""
    await mentari.post_many(*drafts())
    await decide(mentari, RULES)


async def decide(mentari: Book, rules: YearRules | None) -> None:
    """What the meeting decided at the beginning of the year."""

    async def job(unit: Unit) -> None:
        long_ago = replace(undecided(date(YEAR, 1, 1)), year=rules)
        await group_rules.add(unit, mentari.id, long_ago, by=1)

    await mentari.run(job)
