"""Five years of a group of thirty: monthly meetings, savings, costs, loans paid in time, late, in part and early.

Everything is written the way the program writes it, in the order in which it would have happened; the last year waits
to be closed. The same every time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db import group_rules, ledger, loans, year_ends
from db.loans import Wanted
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.group_rules import undecided
from domain.ledger import Draft
from domain.loan_rules import LoanRules, Method, Terms
from domain.loans import months_after
from domain.money import Rupiah
from domain.year_rules import YearRules
from tests.db.desk import Desk
from tests.db.loan_world import lend
from tests.ledger_world import LILIS, NENENG, Book, open_book

MEMBERS = 30
YEARS = (2021, 2022, 2023, 2024, 2025)
AFTERWARDS = date(2026, 1, 20)
MEETING_DAY = 8

LOANS = LoanRules(
    methods=(Method.FLAT, Method.DECLINING),
    rate=150,
    months_max=12,
    fine=Rupiah(1_000),
    fine_cap=Rupiah(3_000),
)
YEAR = YearRules(cadangan=30, jasa_simpanan=25, jasa_pinjaman=25, pengurus=10, pendidikan=5, sosial=5)

# Three begin a loan at each meeting, so that each of the others than the two who decide has one at most times.
BORROWERS = range(3, MEMBERS + 1)
LOANS_A_MEETING = 3


async def write_years(desk: Desk, years: Sequence[int] = YEARS, members: int = MEMBERS) -> Book:
    """The book; its clock stands in the January after the last of the years, which is not closed yet."""
    mentari = await open_book(desk, members)
    first = date(years[0], 1, MEETING_DAY)
    mentari.go_to(first)
    rules = replace(undecided(first), loans=LOANS, year=YEAR)
    await mentari.run(lambda unit: group_rules.add(unit, mentari.id, rules, by=LILIS))
    borrowers = [number for number in BORROWERS if number <= members]
    for n in range(len(years) * 12):
        day = months_after(first, n)
        mentari.go_to(day)
        if day.month == 1 and n:
            await _close(mentari, day.year - 1)
        await _meet(mentari, n, day, members)
        await _pay(mentari, n, day)
        await _lend(mentari, n, day, borrowers)
        if day.month < 12:
            mentari.go_to(months_after(day.replace(day=1), 1))
            await mentari.close(book.month_of(day))
    mentari.go_to(date(years[-1] + 1, AFTERWARDS.month, AFTERWARDS.day))
    return mentari


async def _meet(mentari: Book, n: int, day: date, members: int) -> None:
    """Everybody saves, most are there, and tea is bought."""
    await mentari.meeting(n + 1, day, "closed")
    drafts: list[Draft] = []
    for member in range(1, members + 1):
        kinds = [(SavingKind.WAJIB, 10_000)]
        kinds += [(SavingKind.SUKARELA, 50_000 if n == 0 else 15_000)] * ((member + n) % 2 or n == 0)
        kinds += [(SavingKind.SOSIAL, 2_000)] * (member % 3 == n % 3)
        drafts += [
            book.saving(day=day, by=LILIS, member=member, kind=kind, amount=amount) for kind, amount in kinds
        ]
    tea = book.cost(day=day, by=LILIS, account=Account.BIAYA_RAPAT, amount=15_000)
    await mentari.post_many(*drafts, tea)
    here = [
        (mentari.id, n + 1, member, "present" if (member * 7 + n) % 9 else "excused")
        for member in range(1, members + 1)
    ]

    async def came(unit: Unit) -> None:
        unit.write_many(
            "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)", here
        )

    await mentari.run(came)


async def _pay(mentari: Book, n: int, day: date) -> None:
    """Most pay what is due; one in nine misses a month, one in eleven pays half, one in thirteen pays all at once."""

    async def job(unit: Unit) -> None:
        wanted = []
        for number, (loan, _plan, here) in (await loans.standings(unit, mentari.id, day)).items():
            if day <= here.open[0].due and here.open[0].due > months_after(day, 1):
                continue
            asked = int(here.overdue + here.fine + (here.open[0].amount if not here.due else 0))
            chance = number * 5 + n
            amount = min(here.payoff, asked if chance % 11 else asked // 2)
            if chance % 13 == 0 and here.paid_count > 5:
                amount = int(here.payoff)
            if chance % 9 and amount:
                wanted.append(Wanted(key=f"{loan.code}/{n}", loan=number, amount=amount))
        await loans.pay_many(unit, mentari.id, wanted, day=day, by=LILIS, meeting=None)

    await mentari.run(job)


async def _lend(mentari: Book, n: int, day: date, borrowers: Sequence[int]) -> None:
    """The next ones who have no loan, as far as the box goes."""
    cash = await mentari.balance(Account.KAS)
    open_now = await mentari.run(lambda unit: loans.standings(unit, mentari.id, day))
    busy = {loan.member for loan, _plan, _here in open_now.values()}
    turn = [borrowers[(n * LOANS_A_MEETING + place) % len(borrowers)] for place in range(len(borrowers))]
    free = [member for member in turn if member not in busy][:LOANS_A_MEETING]
    for place, member in enumerate(free):
        amount = 300_000 + 50_000 * ((member + n) % 5)
        terms = _terms(place)
        if amount <= cash - 50_000:
            cash -= amount
            await lend(mentari, member=member, amount=amount, months=10, terms=terms, day=day)


def _terms(place: int) -> Terms:
    return LOANS.terms(LOANS.methods[place % len(LOANS.methods)])


async def _close(mentari: Book, year: int) -> None:
    """The year that is over, in one step; nobody looked, nothing was open."""

    async def job(unit: Unit) -> None:
        await year_ends.close_year(unit, mentari.id, year, by=LILIS, second=NENENG)

    await mentari.run(job)
    december = year * 12 + 11
    open_month = await mentari.run(lambda unit: ledger.open_month_of(unit, mentari.id))
    for month in range(open_month or december + 1, december + 1):  # what one turn left
        await mentari.close(month)
