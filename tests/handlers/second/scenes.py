"""What the group Mentari has come to before a chat about two officers begins."""

from db import ledger, meetings
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import month_of, saving
from tests.handlers.savers import TODAY, as_lilis, number_of
from tests.world import MENTARI, World


async def open_meeting(world: World, **paid: int) -> None:
    """A meeting that is still open, in which these members paid wajib."""
    group, by = world.groups[MENTARI], await number_of(world, "Lilis")
    members = {name: await number_of(world, name) for name in paid}

    async def job(unit: Unit) -> None:
        meeting = await meetings.open_one(unit, group, TODAY, by)
        for name, amount in paid.items():
            draft = saving(
                day=TODAY,
                by=by,
                member=members[name],
                kind=SavingKind.WAJIB,
                amount=amount,
                meeting=meeting,
            )
            await ledger.post(unit, group, draft, key=f"open/{name}")

    await as_lilis(world, job)


async def close_february(world: World) -> None:
    """The month of the meeting is closed for good."""
    lilis, cucu = await number_of(world, "Lilis"), await number_of(world, "Cucu")

    async def job(unit: Unit) -> None:
        await ledger.close_month(unit, world.groups[MENTARI], month_of(TODAY), by=lilis, second=cucu)

    await as_lilis(world, job)


async def practise(world: World) -> None:
    """From now on the group is Lilis' practice, and she is in it."""

    async def job(unit: Unit) -> None:
        lilis = await world.actor(unit, "Lilis")
        unit.write("UPDATE groups SET practice_of = $1", lilis.person_id)
        unit.write(
            "UPDATE accounts SET practice = $2, practice_until_ms = $3 WHERE id = $1",
            lilis.account_id,
            world.groups[MENTARI],
            unit.now_ms + 3_600_000,
        )

    await world.run(job)


async def end_role(world: World, name: str) -> None:
    """She is no officer any more."""

    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person_id, unit.now_ms)

    await world.run(job)
