"""Making a class: within its limits, once, for a place of one's own, and by people who are there at that moment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import course_lists, courses
from db.people import Actor
from db.unit import Unit
from domain.course_drafts import Draft, SameCourse
from domain.courses import Kind, Topic, Who
from domain.recurrence import Recurrence
from domain.refusals import Changed, NotAllowed
from domain.roles import Place, Role
from domain.zones import WITA
from handlers.training.make_steps import (
    Made,
    find_group,
    find_me,
    is_writable,
    list_earlier,
    look_here,
    make,
    open_earlier,
    plan_days,
    still_there,
)
from tests.db.course_world import TOMORROW, add_group, course_of, leader
from tests.db.office_world import World, world

__all__ = ["world"]

WEEKLY = Recurrence(rule="FREQ=WEEKLY;BYDAY=WE", first=TOMORROW, start_min=540, count=2)


def draft(world: World, **fields: object) -> Draft:
    """A class of the office that may be made."""
    good = Draft(
        organisation_id=world.office,
        group_id=None,
        zone=WITA,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai desa",
        recurrence=WEEKLY,
        days=(TOMORROW, TOMORROW + timedelta(7)),
    )
    return replace(good, **fields)  # type: ignore[arg-type]


@pytest.fixture
async def rina(world: World) -> Actor:
    return await world.staff(Role.WORKER)


async def made(world: World, by: Actor, one: Draft) -> Made:
    return await world.run(lambda unit: make(unit, one), by=by)


async def test_what_was_read_back_is_there_with_its_sessions_and_a_trainer_hears(
    world: World, rina: Actor
) -> None:
    tuti = await world.staff(Role.TRAINER)
    found = await made(world, rina, draft(world, trainers=(tuti.person_id, rina.person_id), capacity=20))
    told = world.told

    async def look(unit: Unit) -> tuple[object, ...]:
        course = await courses.get(unit, found.id)
        return course.code, course.capacity, len(await courses.sessions_of(unit, course.id))

    assert await world.run(look) == (found.code, 20, 2)
    assert [(each.person_id, each.text.message[:14]) for each in told] == [(tuti.person_id, "Ada kelas untu")]


async def test_it_is_made_once_under_its_name_for_its_hour(world: World, rina: Actor) -> None:
    first = await made(world, rina, draft(world))
    with pytest.raises(SameCourse) as same:
        await made(world, rina, draft(world, title="KUE KERING"))
    assert same.value.fields == {"code": first.code}
    await made(world, rina, draft(world, title="Menjahit"))
    later = replace(WEEKLY, start_min=600)
    await made(world, rina, draft(world, recurrence=later))
    assert (
        len(
            await world.run(lambda unit: course_lists.list_earlier(unit, Place(organisation_id=world.office)))
        )
        == 2
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"place": ""},
        {"title": "Kelas korban"},
        {"bring": "x" * 121},
        {"transport": "wa.me/62812"},
        {"capacity": 501},
        {"who": Who(before_aid=True)},
        {"days": ()},
        {"recurrence": None},
        {"days": (date(2026, 2, 2),)},
    ],
)
async def test_what_could_not_be_asked_so_is_not_made(
    world: World, rina: Actor, fields: dict[str, object]
) -> None:
    with pytest.raises(Changed):
        await made(world, rina, draft(world, **fields))


async def test_a_bimtek_may_go_before_the_aid(world: World) -> None:
    assert is_writable(draft(world, kind=Kind.BIMTEK, who=Who(before_aid=True)))


async def test_only_who_is_there_now_leads_it(world: World, rina: Actor) -> None:
    tuti, stranger = await world.staff(Role.TRAINER), await world.woman()
    office, group = Place(organisation_id=world.office), Place(group_id=await add_group(world))
    wanted = [stranger.person_id, tuti.person_id, rina.person_id]

    async def there(place: Place, by: Actor) -> list[int]:
        return await world.run(lambda unit: still_there(unit, place, wanted), by=by)

    assert await there(office, rina) == [tuti.person_id, rina.person_id]
    assert await there(group, rina) == [rina.person_id]


async def test_what_may_be_chosen_is_the_offices_and_of_a_group_nothing(world: World, rina: Actor) -> None:
    here = await world.run(lambda unit: look_here(unit, f"o{world.office}"), by=rina)
    assert ([each.key for each in here.areas], here.earlier) == (["samarinda"], False)
    assert here.today == TOMORROW - timedelta(1)
    group_id = await add_group(world)
    chair = await leader(world, group_id)
    course = await course_of(world, chair, group_id=group_id, title="Tenun")
    there = await world.run(lambda unit: look_here(unit, f"g{group_id}"), by=chair)
    assert (there.areas, there.sets, there.earlier) == ((), (), True)
    (named,) = await world.run(lambda unit: list_earlier(unit, f"g{group_id}"), by=chair)
    assert (named.key, named.name) == (str(course.id), "Tenun")
    copied = await world.run(lambda unit: open_earlier(unit, f"g{group_id}", course.id), by=chair)
    assert (copied.title, copied.group_id, copied.days) == ("Tenun", group_id, ())


async def test_a_class_of_another_place_is_not_copied(world: World, rina: Actor) -> None:
    group_id = await add_group(world)
    course = await course_of(world, await leader(world, group_id), group_id=group_id)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: open_earlier(unit, f"o{world.office}", course.id), by=rina)


async def test_a_group_is_found_by_its_whole_name_only(world: World, rina: Actor) -> None:
    group_id = await add_group(world)
    await add_group(world, practice_of=rina.person_id)

    async def find(name: str) -> str | None:
        found = await world.run(lambda unit: find_group(unit, f"o{world.office}", name), by=rina)
        return None if found is None else found.key

    assert await find(" demo  MENTARI ") == str(group_id)
    assert await find("Kelompok Demo Mentari") == str(group_id)
    assert await find("Demo") is None


async def test_days_are_planned_by_the_calendar(world: World, rina: Actor) -> None:
    plan = await world.run(lambda unit: plan_days(unit, WEEKLY), by=rina)
    assert plan.days == (TOMORROW, TOMORROW + timedelta(7))
    assert await world.run(find_me, by=rina) == rina.person_id
