"""The group Mentari with its officers and a few members who save, for chats about what was written of them."""

from collections.abc import Awaitable, Callable
from datetime import date

from db import ledger, meetings
from db.unit import Unit, Unprepared
from domain.accounts import SavingKind
from domain.ledger import Draft, saving
from domain.roles import Role
from handlers.savings.slips import tell_members, tell_saving
from tests.handlers.office_people import add_named
from tests.world import MENTARI, World

TODAY = date(2026, 2, 3)
SLIP_DAY = "Selasa, 3 Februari 2026"


async def mentari(world: World, *members: str, phone: str = "own") -> None:
    """Lilis keeps the book, Cucu leads; the others are members, on phones of their own."""
    await add_named(world, "Lilis", "Lilis", Role.TREASURER)
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    for name in members:
        await add_named(world, name, name, Role.MEMBER)
        await world.use_phone(name, phone)


async def number_of(world: World, name: str) -> int:
    """Her number in the book."""

    async def job(unit: Unit) -> int:
        actor = await world.actor(unit, name)
        (row,) = await unit.fetch(
            "SELECT number FROM members WHERE group_id = $1 AND person_id = $2",
            world.groups[MENTARI],
            actor.person_id,
        )
        return int(row["number"])

    return await world.run(job)


async def as_lilis(world: World, job: Callable[[Unit], Awaitable[None]]) -> None:
    """A step of the treasurer's, with what it tells others; slow work is done beside it."""
    work: dict[object, object] = {}

    async def turn(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        unit.work = work
        await job(unit)

    while True:
        try:
            await world.app.telling(turn)
            break
        except Unprepared as slow:
            work[slow.key] = slow.call()
    await world.rest()


async def save(world: World, name: str, amount: int, kind: SavingKind = SavingKind.WAJIB) -> int:
    """She has paid in outside of a meeting, before anybody is told; the entry's number."""
    member, by = await number_of(world, name), await number_of(world, "Lilis")
    found: list[int] = []

    async def job(unit: Unit) -> None:
        draft = saving(day=TODAY, by=by, member=member, kind=kind, amount=amount)
        found.append((await ledger.post(unit, world.groups[MENTARI], draft, key=str(unit.new_id()))).number)

    await as_lilis(world, job)
    return found[-1]


async def hold_meeting(world: World, **paid: int) -> None:
    """A meeting in which these members pay wajib, closed; everybody with a phone is told."""
    group, by = world.groups[MENTARI], await number_of(world, "Lilis")
    drafts: list[Draft] = []
    for name, amount in paid.items():
        member = await number_of(world, name)
        drafts.append(
            saving(day=TODAY, by=by, member=member, kind=SavingKind.WAJIB, amount=amount, meeting=1)
        )

    async def job(unit: Unit) -> None:
        meeting = await meetings.open_one(unit, group, TODAY, by)
        await ledger.post_many(unit, group, [(f"m{meeting}/{n}", each) for n, each in enumerate(drafts)])
        await shut(unit, group, meeting, by)

    await as_lilis(world, job)


async def shut(unit: Unit, group: int, meeting: int, by: int) -> None:
    """Close the meeting as its conversation does: the head first, then everybody is told."""
    unit.write(
        "UPDATE meetings SET state = 'closed', closed_by = $3, closed_ms = $4 WHERE group_id = $1 AND number = $2",
        group,
        meeting,
        by,
        unit.now_ms,
    )
    await ledger.publish_head(unit, group, meeting=meeting)
    await tell_members(unit, group, meeting)


async def tell_of(world: World, entry: int) -> None:
    """The receipt of one entry goes out."""

    async def job(unit: Unit) -> None:
        await tell_saving(unit, world.groups[MENTARI], entry)

    await as_lilis(world, job)
