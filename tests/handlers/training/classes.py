"""Courses in the world of the chats: an office's, or Mentari's own, made as the program makes them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from db import course_places, courses
from db.unit import Unit
from domain.courses import Course, Kind, Part, Topic
from domain.recurrence import Recurrence
from domain.roles import Role
from domain.zones import WIB, WITA
from handlers.training import own_courses
from tests.world import KALTIM, MENTARI, World

# The clock of the world stands at Tuesday, 3 February 2026, 11.00 WITA.
NEXT_TUESDAY = date(2026, 2, 10)
NINE = 9 * 60

T = TypeVar("T")


def weeks(count: int, first: date = NEXT_TUESDAY) -> list[date]:
    """So many days, a week apart."""
    return [first + timedelta(weeks=n) for n in range(count)]


async def teach(
    world: World,
    title: str = "Kue kering",
    *,
    office: str = KALTIM,
    group: str = "",
    days: Sequence[date] = (),
    start_min: int = NINE,
    **fields: Any,
) -> int:
    """A course of the office, made by its worker, or of the group, made by its chair; its id. Eight Tuesdays at nine."""
    by = f"Ketua {group}" if group else f"Pengajar {office.rpartition(' ')[2]}"
    if by not in world.known:
        await world.add(by, Role.CHAIR if group else Role.WORKER, office=office)
    held = list(days) or weeks(8)
    named: dict[str, Any] = {
        "kind": Kind.SKILL,
        "topic": Topic.COOKIES,
        "title": title,
        "place": "Balai Desa Contoh",
        "zone": WITA if office == KALTIM and not group else WIB,
        "recurrence": Recurrence(
            rule="FREQ=WEEKLY;BYDAY=TU", first=held[0], start_min=start_min, count=len(held)
        ),
        "organisation_id": None if group else world.offices[office],
        "group_id": world.groups[group or MENTARI] if group else None,
        **fields,
    }
    return (await step(world, by, partial(courses.create, days=held, **named))).id


async def step(world: World, name: str, job: Callable[..., Awaitable[T]], *args: Any) -> T:
    """The job as she does it in a turn of hers; what it tells others is sent."""

    async def run(unit: Unit) -> T:
        unit.actor = await world.actor(unit, name)
        result = await job(unit, *args)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))
        return result

    result = await world.run(run)
    await world.rest()
    return result


async def put_in(world: World, course_id: int, *names: str) -> None:
    """They join, one after the other, without a word."""
    for name in names:

        async def join(unit: Unit) -> None:
            course = await courses.get(unit, course_id)
            await course_places.join(unit, course, unit.actor.person_id)

        await step(world, name, join)


async def call(world: World, *names: str) -> None:
    """From now on they are called so: nobody asks them when they join."""
    for name in names:
        await step(world, name, own_courses.keep_name, name)


async def course(world: World, course_id: int) -> Course:
    """As it is now."""
    return await world.run(lambda unit: courses.get(unit, course_id))


async def roll(world: World, course_id: int) -> list[str]:
    """Who is in it and how, in the order in which they came."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        found = await course_places.participants(unit, course_id, *Part)
        return [f"{names[each.person_id]} {each.part}" + (" baru" if each.newcomer else "") for each in found]

    return await world.run(read)
