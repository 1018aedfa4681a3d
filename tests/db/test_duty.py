"""The roster of an office, and its hours where it has none, on both engines."""

from datetime import date

import pytest

from db import duty
from db.people import Actor
from db.unit import Unit
from domain.roles import Role
from domain.safety import WATCHES_MAX, Leave, Watch
from tests.db.office_world import World, world

__all__ = ["world"]

TUESDAY = 1  # the desk's clock stands at noon of a Tuesday in the office


def watch(who: Actor, weekday: int = TUESDAY, from_hour: int = 8, to_hour: int = 16) -> Watch:
    return Watch(person_id=who.person_id, weekday=weekday, from_min=from_hour * 60, to_min=to_hour * 60)


async def plan(world: World, *watches: Watch) -> None:
    async def job(unit: Unit) -> None:
        await duty.add_watches(unit, world.office, watches)

    await world.run(job)


async def find(world: World) -> duty.OnDuty:
    async def job(unit: Unit) -> duty.OnDuty:
        return await duty.find(unit, world.office)

    return await world.run(job)


async def test_without_a_roster_the_workers_are_on_duty_in_office_hours(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.staff(Role.ADMIN)
    assert (await find(world)).now == (worker.person_id,)
    world.pass_time(8 * 60)
    closed = await find(world)
    assert closed.now == ()
    assert closed.next_at is not None
    assert (closed.next_at.day, closed.next_at.hour) == (4, 8)


async def test_with_a_roster_only_those_on_it_are_on_duty(world: World) -> None:
    rina, yuli = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    await plan(world, watch(yuli), watch(rina, from_hour=20, to_hour=6))
    assert (await find(world)).now == (yuli.person_id,)
    world.pass_time(12 * 60)
    assert (await find(world)).now == (rina.person_id,)


async def test_who_works_there_no_more_or_is_away_is_not_on_duty(world: World) -> None:
    rina, yuli = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    await plan(world, watch(rina), watch(yuli))

    async def leave(unit: Unit) -> None:
        away = Leave(person_id=rina.person_id, first=date(2026, 2, 1), last=date(2026, 2, 28))
        duty.add_leave(unit, world.office, away)
        unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", yuli.person_id)

    await world.run(leave)
    assert (await find(world)).now == ()


async def test_the_women_on_duty_are_known(world: World) -> None:
    rina, budi = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    await plan(world, watch(rina), watch(budi))

    async def enrol(unit: Unit) -> None:
        unit.write("UPDATE persons SET woman = 1 WHERE id = $1", rina.person_id)

    await world.run(enrol)
    on = await find(world)
    assert (set(on.now), on.women) == ({rina.person_id, budi.person_id}, (rina.person_id,))


async def test_a_watch_stands_there_once_and_is_taken_away_whole(world: World) -> None:
    rina = await world.staff(Role.WORKER)
    await plan(world, watch(rina), watch(rina))
    await plan(world, watch(rina))

    async def listed(unit: Unit) -> int:
        return len(await duty.list_watches(unit, world.office))

    async def remove(unit: Unit) -> None:
        duty.remove_watches(unit, world.office, rina.person_id)

    assert await world.run(listed) == 1
    await world.run(remove)
    assert await world.run(listed) == 0


async def test_a_full_roster_takes_no_more(world: World) -> None:
    rina = await world.staff(Role.WORKER)
    full = [
        Watch(person_id=rina.person_id, weekday=number % 7, from_min=number, to_min=number + 60)
        for number in range(WATCHES_MAX)
    ]
    await plan(world, *full)
    with pytest.raises(duty.TooManyWatches):
        await plan(world, watch(rina, from_hour=20))


async def test_a_single_watch_or_leave_goes_alone_and_a_whole_plan_leaves_the_leave(world: World) -> None:
    rina = await world.staff(Role.WORKER)
    away = Leave(person_id=rina.person_id, first=date(2026, 2, 1), last=date(2026, 2, 28))
    await plan(world, watch(rina), watch(rina, from_hour=20, to_hour=6))

    async def stand(unit: Unit) -> tuple[int, int]:
        watches = await duty.list_watches(unit, world.office)
        return len(watches), len(await duty.list_leaves(unit, world.office))

    async def change(unit: Unit) -> None:
        duty.add_leave(unit, world.office, away)
        duty.remove_watch(unit, world.office, watch(rina))

    async def remove_plan(unit: Unit) -> None:
        duty.remove_watches(unit, world.office, rina.person_id)

    async def remove_leave(unit: Unit) -> None:
        duty.remove_leave(unit, world.office, away)

    await world.run(change)
    assert await world.run(stand) == (1, 1)
    await world.run(remove_plan)
    assert await world.run(stand) == (0, 1)
    await world.run(remove_leave)
    assert await world.run(stand) == (0, 0)


async def test_without_a_roster_who_is_away_today_is_not_on_duty(world: World) -> None:
    rina, yuli = await world.staff(Role.WORKER), await world.staff(Role.WORKER)

    async def leave(unit: Unit) -> None:
        today, tomorrow = date(2026, 2, 3), date(2026, 2, 4)
        duty.add_leave(unit, world.office, Leave(person_id=rina.person_id, first=today, last=today))
        duty.add_leave(unit, world.office, Leave(person_id=yuli.person_id, first=tomorrow, last=tomorrow))

    await world.run(leave)
    assert (await find(world)).now == (yuli.person_id,)
