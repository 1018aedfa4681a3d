"""A year of a group that lends: every month a meeting, loans in every state, costs, a gift; and the rules for its end.

All of it is written by the ledger and db/loans.py, as the program does it. Numbers 2025 throughout.
"""

from datetime import date

from db import group_rules, ledger, loans, members, people
from db.loans import Loan
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.loan_rules import LoanRules, Method
from domain.loans import schedule
from domain.money import Rupiah
from domain.roles import Role, RoleGrant
from domain.year_rules import YearRules
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, SITI, Book, open_book

NAMES = (
    "Lilis Suryani",
    "Neneng",
    "Siti Aminah",
    "Cucu Rohaeti",
    "Yuyun",
    "Imas",
    "Euis",
    "Tati",
    "Rina Marlina",
)
CUCU, YUYUN, IMAS, EUIS, TATI, RINA = 4, 5, 6, 7, 8, 9
OFFICES = {
    LILIS: Role.TREASURER,
    CUCU: Role.CHAIR,
    NENENG: Role.SECRETARY,
    RINA: Role.GROUP_SUPERVISOR,
}
YEAR = 2025
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
LENDING = LoanRules(methods=(Method.FLAT, Method.DECLINING), rate=200, months_max=12, savings_percent=300)
SHARING = YearRules(cadangan=30, jasa_simpanan=25, jasa_pinjaman=25, pengurus=10, pendidikan=5, sosial=5)

# What every loan of the year is: her, how much, months, how, when she got it.
SITIS, IMAS_, EUIS_, YUYUNS = 1, 2, 3, 4
LOANS = {
    SITIS: (SITI, 500_000, 5, Method.FLAT, 3),
    IMAS_: (IMAS, 600_000, 10, Method.DECLINING, 4),
    EUIS_: (EUIS, 400_000, 8, Method.FLAT, 6),
    YUYUNS: (YUYUN, 300_000, 6, Method.NONE, 7),
}


async def open_lending_year(desk: Desk) -> Book:
    """The group on New Year's Eve."""
    mentari = await open_book(desk, len(NAMES))
    mentari.go_to(date(YEAR, 1, 7))
    await mentari.run(lambda unit: _people(unit, mentari.id))
    for month in range(1, 13):
        await _meet(mentari, month)
    mentari.go_to(LAST)
    return mentari


async def _people(unit: Unit, group_id: int) -> None:
    for member, name in zip(await members.list_members(unit, group_id), NAMES, strict=True):
        await members.rename(unit, group_id, member, name=name, called="")
        if role := OFFICES.get(member.number):
            grant = RoleGrant(role, group_id=group_id)
            people.grant_role(unit, role_id=unit.new_id(), person_id=member.person_id, grant=grant, now_ms=0)
    day = date(YEAR, 1, 7)
    unit.write("UPDATE members SET joined_day = $2 WHERE group_id = $1", group_id, day.isoformat())
    rules = Rules(
        kinds=(
            KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
            KindRule(kind=SavingKind.SUKARELA),
        ),
        rhythm=Rhythm.MONTHLY,
        meeting_day=day,
        from_day=day,
        decided_day=day,
        loans=LENDING,
        year=SHARING,
    )
    await group_rules.add(unit, group_id, rules, by=LILIS)


async def _meet(mentari: Book, month: int) -> None:
    """Everybody saves; somebody gets a loan, others pay; then it closes."""
    day = date(YEAR, month, 7)
    mentari.go_to(day)
    await mentari.meeting(month, day, "closed")
    await mentari.run(lambda unit: _came(unit, mentari.id, month))
    await mentari.post_many(*_drafts(day))
    for number, (member, amount, months, method, got) in LOANS.items():
        if got == month:
            await mentari.run(lambda unit: _lend(unit, mentari.id, member, amount, months, method, day))  # noqa: B023
        if got < month:
            await _pay(mentari, number, month - got, day)
    if month == 12:
        await mentari.run(lambda unit: _ask(unit, mentari.id, TATI, 200_000, 4, Method.FLAT))
        await mentari.publish(month)


def _drafts(day: date) -> list[book.Draft]:
    numbers = range(1, len(NAMES) + 1)
    kinds = {SavingKind.WAJIB: 10_000, SavingKind.SOSIAL: 1_000}
    found = [
        book.saving(day=day, by=LILIS, member=number, kind=kind, amount=amount, meeting=day.month)
        for number in numbers
        for kind, amount in {**kinds, SavingKind.SUKARELA: 5_000 * number}.items()
    ]
    found.append(book.cost(day=day, by=LILIS, account=Account.BIAYA_RAPAT, amount=2_500, meeting=day.month))
    if day.month == 1:
        found += [
            book.saving(day=day, by=LILIS, member=number, kind=SavingKind.POKOK, amount=20_000, meeting=1)
            for number in numbers
        ]
    if day.month == 2:
        found.append(book.income(day=day, by=LILIS, account=Account.HIBAH, amount=500_000, meeting=2))
    if day.month == 5:
        found.append(book.cost(day=day, by=LILIS, account=Account.BIAYA_ATK, amount=12_500, meeting=5))
    return found


async def _came(unit: Unit, group_id: int, month: int) -> None:
    absent = {month % len(NAMES) + 1: "absent", (month * 4) % len(NAMES) + 1: "excused"}
    unit.write_many(
        "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)",
        [(group_id, month, number, absent.get(number, "present")) for number in range(1, len(NAMES) + 1)],
    )


async def _ask(unit: Unit, group_id: int, member: int, amount: int, months: int, method: Method) -> Loan:
    return await loans.ask(
        unit,
        group_id,
        member=member,
        asked_by=member,
        amount=amount,
        months=months,
        purpose="Tepung dan wajan",
        terms=LENDING.terms(method),
    )


async def _lend(
    unit: Unit, group_id: int, member: int, amount: int, months: int, method: Method, day: date
) -> None:
    asked = await _ask(unit, group_id, member, amount, months, method)
    approved = await loans.approve(unit, asked, by=LILIS, second=CUCU)
    draft = book.loan_out(day=day, by=LILIS, member=member, amount=amount, second=CUCU, meeting=day.month)
    posted = await ledger.post(unit, group_id, draft, key=f"pinjam/{asked.number}")
    await loans.start(unit, approved, entry=posted.number, day=day, by=LILIS, second=CUCU)


async def _pay(mentari: Book, number: int, n: int, day: date) -> None:
    """Siti pays all; Imas three times; Yuyun half each time; Euis, after one, agrees on another plan."""
    if number == SITIS and n <= 5:
        await _pay_in(mentari, number, 110_000, day)
    if number == IMAS_ and n <= 3:
        await _pay_in(mentari, number, (72_000, 70_800, 69_600)[n - 1], day)
    if number == YUYUNS:
        await _pay_in(mentari, number, 50_000 if n < 4 else 25_000, day)
    if number == EUIS_ and n == 1:
        await _pay_in(mentari, number, 58_000, day)
    if number == EUIS_ and n == 3:
        await mentari.run(lambda unit: _agree(unit, mentari.id, number, day))
    if number == EUIS_ and n > 3:
        await _pay_in(mentari, number, 37_000, day)


async def _pay_in(mentari: Book, number: int, amount: int, day: date) -> None:
    key = mentari.key()
    await mentari.run(
        lambda unit: loans.pay(
            unit, mentari.id, number, amount, day=day, by=LILIS, meeting=day.month, key=key
        )
    )


async def _agree(unit: Unit, group_id: int, number: int, day: date) -> None:
    loan = await loans.get(unit, group_id, number)
    owed = await loans.outstanding(unit, loan)
    await loans.replan(
        unit,
        loan,
        instalments=schedule(amount=owed, months=12, terms=loan.terms, start=day),
        start=day,
        carried_fine=0,
        by=LILIS,
        second=CUCU,
    )
