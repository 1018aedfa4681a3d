"""When an office changes its hours or days, what waits there is reckoned anew."""

from datetime import date, time

from db import duty, matter_clock, office_hours
from db.unit import Unit
from domain.matters import Matter
from domain.organisations import Opening
from domain.safety import Leave
from tests.db.matter_world import answer, held, now, read, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]


async def until_later(world: World, matter: Matter) -> int:
    """The clock looks at it in ten seconds, and not before."""
    later_ms = world.desk.now_ms + 10_000
    seen = await now(world, matter)
    assert await world.run(lambda unit: matter_clock.climb(unit, seen, seen.climbed, later_ms))
    return later_ms


async def test_other_hours_and_days_make_the_clock_look_again_at_what_waits(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    hours = [Opening(weekday=2, opens=time(9), closes=time(12))]
    for change in (
        lambda unit: office_hours.set_hours(unit, world.office, hours),
        lambda unit: office_hours.add_holiday(unit, world.office, date(2026, 2, 4)),
        lambda unit: office_hours.remove_holiday(unit, world.office, date(2026, 2, 4)),
    ):
        await until_later(world, matter)
        await world.run(change)
        assert (await now(world, matter)).due_ms == world.desk.now_ms


async def test_what_is_answered_is_left_alone_and_so_is_another_office(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    other = await world.add_office("Kantor Lain", "kutai_kartanegara")
    later_ms = await until_later(world, matter)
    await world.run(lambda unit: office_hours.add_holiday(unit, other, date(2026, 2, 4)))
    assert (await now(world, matter)).due_ms == later_ms
    await read(world, worker, matter)
    await answer(world, worker, matter)
    await world.run(lambda unit: office_hours.add_holiday(unit, world.office, date(2026, 2, 4)))
    assert (await now(world, matter)).due_ms == 0


async def test_somebody_who_will_be_away_and_then_will_not_makes_it_look_again(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    leave = Leave(person_id=worker.person_id, first=date(2026, 2, 4), last=date(2026, 2, 5))

    async def add(unit: Unit) -> None:
        duty.add_leave(unit, world.office, leave)

    async def remove(unit: Unit) -> None:
        duty.remove_leave(unit, world.office, leave)

    for change in (add, remove):
        await until_later(world, matter)
        await world.run(change)
        assert (await now(world, matter)).due_ms == world.desk.now_ms
