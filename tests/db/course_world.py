"""Courses of an office in Samarinda and of the group Mentari, on both engines (tests/db/office_world.py)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from db import course_places, courses, groups, people
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, Kind, Participant, Session, Topic
from domain.recurrence import Recurrence
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from tests.db.office_world import World

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

# The desk's clock stands at noon of Tuesday, 3 February 2026, in Samarinda.
TOMORROW = date(2026, 2, 4)
NINE = 9 * 60

WEEKLY = Recurrence(rule="FREQ=WEEKLY;BYDAY=WE", first=TOMORROW, start_min=NINE, count=4)


def weeks(count: int, first: date = TOMORROW) -> list[date]:
    """So many days, a week apart."""
    return [first + timedelta(weeks=n) for n in range(count)]


async def add_group(world: World, *, practice_of: int = 0) -> int:
    """A group of women."""

    async def job(unit: Unit) -> int:
        return groups.add(
            unit, name="Demo Mentari", place="Cipanas", zone=WITA, demo=True, practice_of=practice_of
        )

    return await world.run(job)


async def leader(world: World, group_id: int, role: Role = Role.CHAIR, *, practice: int = 0) -> Actor:
    """Somebody with that office in the group."""
    actor, grant = await world.woman("ketua"), RoleGrant(role, group_id=group_id)

    async def job(unit: Unit) -> None:
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
        )

    await world.run(job)
    return replace(actor, roles=(grant,), practice=practice)


async def course_of(
    world: World, by: Actor, *, group_id: int | None = None, days: Sequence[date] = (), **fields: Any
) -> Course:
    """A course of the office, or of that group, made by her; every Wednesday at nine, four times."""
    named: dict[str, Any] = {
        "kind": Kind.SKILL,
        "topic": Topic.COOKIES,
        "title": "Kue kering",
        "place": "Balai desa",
        "zone": WITA,
        "recurrence": WEEKLY,
        "organisation_id": None if group_id is not None else world.office,
        "group_id": group_id,
        **fields,
    }

    async def job(unit: Unit) -> Course:
        return await courses.create(unit, days=days or weeks(4), **named)

    return await world.run(job, by=by)


async def sessions(world: World, course: Course) -> list[Session]:
    """Its sessions as they are now."""
    return await world.run(lambda unit: courses.sessions_of(unit, course.id))


async def join(world: World, course: Course, woman: Actor, *, newcomer: bool = False) -> Participant:
    """She joins in a turn of hers."""
    return await world.run(
        lambda unit: course_places.join(unit, course, woman.person_id, newcomer=newcomer), by=woman
    )


async def leave(world: World, course: Course, woman: Actor, note: str = "") -> Participant | None:
    """She leaves in a turn of hers; who has moved up in it."""

    async def job(unit: Unit) -> Participant | None:
        await course_places.leave(unit, course, woman.person_id, note)
        return await course_places.move_up(unit, course)

    return await world.run(job, by=woman)
