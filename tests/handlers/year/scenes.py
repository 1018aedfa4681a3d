"""Mentari in February 2026, its year 2025 written as in domain.md 3.5: Lilis, Cucu, and four women who saved."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from db import group_rules, ledger, people
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.ledger import Draft
from domain.roles import Role, RoleGrant
from domain.year_rules import YearRules
from tests.handlers.office_people import add_named
from tests.handlers.savers import as_lilis, number_of
from tests.shared_year import RULES
from tests.world import MENTARI, World
from tests.world import RULES as OF_SAVINGS

DAY = date(2025, 12, 10)
SAVED = {"Siti": 300_000, "Yuyun": 500_000, "Neneng": 200_000, "Imas": 1_000_000}
PAID = {"Siti": 200_000, "Yuyun": 100_000, "Imas": 300_000}
OTHER, COST = 700_000, 100_000


async def mentari(world: World) -> None:
    """Two officers and the four, all on phones of their own; nothing is written yet."""
    await add_named(world, "Lilis", "Lilis", Role.TREASURER)
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    for name in SAVED:
        await add_named(world, name, name, Role.MEMBER)


async def write_year(world: World, *, decided: bool = True) -> None:
    """The whole year on one day. decided: the meeting has long said how it is shared."""
    numbers = {name: await number_of(world, name) for name in ("Lilis", *SAVED)}
    by = numbers["Lilis"]
    drafts: list[Draft] = [
        book.saving(day=DAY, by=by, member=numbers[name], kind=SavingKind.SUKARELA, amount=amount)
        for name, amount in SAVED.items()
    ]
    drafts += [_income(by, amount, Account.PENDAPATAN_JASA, numbers[name]) for name, amount in PAID.items()]
    drafts.append(_income(by, OTHER, Account.PENDAPATAN_LAIN))
    drafts.append(book.cost(day=DAY, by=by, account=Account.BIAYA_RAPAT, amount=COST))
    await post(world, *drafts)
    if decided:
        await decide(world, RULES)


def _income(by: int, amount: int, account: Account, member: int | None = None) -> Draft:
    return book.income(day=DAY, by=by, account=account, amount=amount, member=member)


async def lose(world: World, amount: int) -> None:
    """A cost of the year, larger than what came in."""
    by = await number_of(world, "Lilis")
    await post(world, book.cost(day=DAY, by=by, account=Account.BIAYA_LAIN, amount=amount))


async def post(world: World, *drafts: Draft) -> None:
    async def job(unit: Unit) -> None:
        keyed = [(str(unit.new_id()), draft) for draft in drafts]
        await ledger.post_many(unit, world.groups[MENTARI], keyed)

    await as_lilis(world, job)


async def decide(world: World, year: YearRules) -> None:
    """What the meeting decided a year ago."""

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO group_rules (id, group_id, from_day, decided_day, body, by_member, made_ms)"
            " VALUES ($1, $2, '2025-02-03', '2025-02-03', $3, 1, 0)",
            unit.new_id(),
            world.groups[MENTARI],
            group_rules.to_json(replace(OF_SAVINGS, year=year)),
        )

    await world.run(job)


async def balances(world: World) -> dict[Account, int]:
    """Every account that is not empty."""
    found = await world.run(lambda unit: ledger.totals(unit, world.groups[MENTARI]))
    return {account: amount for account, amount in found.items() if amount}


async def closed_years(world: World) -> list[int]:
    """The years that are closed."""
    rows = await world.run(lambda unit: unit.fetch("SELECT year FROM year_ends ORDER BY year"))
    return [row["year"] for row in rows]


def also_treasurer(world: World, name: str) -> Callable[[Unit], Awaitable[None]]:
    """She gets another role, which writes in the book."""

    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        grant = RoleGrant(Role.TREASURER, group_id=world.groups[MENTARI])
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)

    return job


async def came(world: World) -> None:
    """One meeting of the year, closed; four of six came."""

    async def job(unit: Unit) -> None:
        group = world.groups[MENTARI]
        unit.write(
            "INSERT INTO meetings (group_id, number, day, state, opened_by, opened_ms)"
            " VALUES ($1, 1, '2025-12-03', 'closed', 1, 0)",
            group,
        )
        unit.write_many(
            "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, 1, $2, $3)",
            [(group, number, "present" if number > 2 else "absent") for number in range(1, 7)],
        )

    await world.run(job)
