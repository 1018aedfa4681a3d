"""Whether she was in a Bimtek of the office that hands the aid over, on both engines."""

from dataclasses import replace
from typing import Any

import pytest

from db import course_attendance
from db.bimtek import Bimtek, find_bimtek, has_bimtek
from db.people import Actor
from db.unit import Unit
from domain.courses import How, Kind, Session, Who
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

# From noon of the third until nine of the fourth, when the first session begins.
UNTIL_FIRST_MIN = 21 * 60


async def record(world: World, by: Actor, session: Session, woman: Actor, *, came: bool = True) -> None:
    async def job(unit: Unit) -> None:
        await course_attendance.record(
            unit, session, woman.person_id, came=came, how=How.STAFF, by=by.person_id
        )

    await world.run(job, by=by)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"kind": Kind.BIMTEK}, True),
        ({"who": Who(before_aid=True)}, True),
        ({}, False),
        ({"kind": Kind.BUSINESS}, False),
    ],
)
async def test_only_a_bimtek_opens_the_way_to_aid(world: World, fields: dict[str, Any], counts: bool) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    course = await course_of(world, worker, **fields)
    await join(world, course, siti)
    world.pass_time(UNTIL_FIRST_MIN)
    session = (await sessions(world, course))[0]

    async def has(office: int) -> bool:
        return await world.run(lambda unit: has_bimtek(unit, siti.person_id, office))

    assert not await has(world.office)
    await record(world, worker, session, siti, came=False)
    assert not await has(world.office)
    await record(world, worker, session, siti)
    assert await has(world.office) is counts
    assert not await has(await world.add_office("Kantor Lain", "berau"))
    if counts:
        found = await world.run(lambda unit: find_bimtek(unit, siti.person_id, world.office))
        assert found == Bimtek(came=1, of=4, last_ms=session.start_ms)


async def test_a_bimtek_under_another_record_of_hers_counts(world: World) -> None:
    worker, siti, other = await world.staff(Role.WORKER), await world.woman(), await world.woman()
    course = await course_of(world, worker, kind=Kind.BIMTEK)
    await join(world, course, other)
    world.pass_time(UNTIL_FIRST_MIN)
    await record(world, worker, (await sessions(world, course))[0], other)

    async def unite(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, siti.person_id)

    await world.run(unite)
    assert await world.run(lambda unit: has_bimtek(unit, siti.person_id, world.office))
    stranger = replace(siti, person_id=1)
    assert not await world.run(lambda unit: has_bimtek(unit, stranger.person_id, world.office))
