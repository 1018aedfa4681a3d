"""The group Mentari for chats about its meetings: the treasurer, the chair, and as many women as are named."""

from datetime import date

from db import ledger, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import opening
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.world import MENTARI, SINCE, World

TODAY = date(2026, 2, 3)

# The twenty-three of Mentari who only stand in its book; with Lilis and Cucu they are twenty-five.
WOMEN = (
    "Siti Aminah,Siti Rohmah,Yuyun,Neneng,Imas,Euis,Tati,Rina,Nani,Ai Kurnia,Dedeh,Eti,Iis,Kokom,Entin,Mimin,Wiwin,"
    "Yayah,Onah,Popon,Teti,Heni,Sari"
).split(",")


async def mentari(world: World, *names: str, cash: int = 0) -> None:
    """Lilis keeps the book, Cucu leads. cash: what was in the box when the book began."""
    await add_named(world, "Lilis", "Lilis", Role.TREASURER)
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)

    async def job(unit: Unit) -> None:
        group = world.groups[MENTARI]
        entries = [members.NewMember(name=name) for name in names]
        await members.add_many(unit, group, entries, joined_day=SINCE)
        if cash:
            draft = opening(
                day=date(2026, 1, 3), by=1, member=None, amounts={SavingKind.SOSIAL: cash}, second=2
            )
            await ledger.post(unit, group, draft, key="opening")

    await world.run(job)


async def book(world: World) -> list[str]:
    """The entries as lines: number, kind, whose, and what moved besides money."""

    async def job(unit: Unit) -> list[str]:
        group = world.groups[MENTARI]
        names = {each.number: each.shown for each in await members.list_members(unit, group, left=True)}
        lines = []
        for entry in await ledger.list_entries(unit, group):
            who = names.get(entry.member or 0, "-")
            moved = next(line for line in entry.lines if line.account.value != "kas")
            amount = moved.amount * moved.side * moved.account.normal_side
            lines.append(f"{entry.day} {entry.kind.value} {who} {moved.account.value} {amount:+d}")
        return lines

    return await world.run(job)


async def rows(world: World, sql: str) -> list[tuple[object, ...]]:
    """Rows of the database."""

    async def job(unit: Unit) -> list[tuple[object, ...]]:
        return [
            tuple(row.values()) if hasattr(row, "values") else tuple(row) for row in await unit.fetch(sql)
        ]

    return await world.run(job)
