"""Who is in each kind of part, and who may name it: what is somebody else's reads like what is not there."""

from typing import Any

import pytest

from db import audience_parts
from db.people import Actor
from db.requests import SetResult
from db.unit import Unit
from domain.announcements import ALL_AREAS, Part, PartKind
from domain.purposes import Purpose
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.announcement_world import (
    ended,
    group_of,
    ids,
    known,
    knows,
    queue,
    run_whole,
    says,
    sent,
    serves,
    settle,
    words,
    write,
)
from tests.db.course_world import add_group, course_of, join, leave, sessions
from tests.db.office_world import World, result, world

__all__ = ["world"]

SET_ID = "kaltim-uep-2023"


async def who(world: World, part: Part, *, office: int | None = None) -> set[int]:
    """Everybody in the part, found three at a time; those among all persons are the same."""

    async def job(unit: Unit) -> tuple[list[int], set[int]]:
        source = audience_parts.source_of(part, office or world.office)
        found: list[int] = []
        while True:
            (rows,) = await unit.fetch_all(source.slice(found[-1] if found else 0, 3))
            found += [row["id"] for row in rows]
            if len(rows) < 3:
                break
        everybody = [row["id"] for row in await unit.fetch("SELECT id FROM persons")]
        (among,) = await unit.fetch_all(source.among(everybody))
        return found, {row["id"] for row in among}

    found, among = await world.run(job)
    assert found == sorted(set(found))
    assert set(found) == among
    return among


async def may(
    world: World, by: Actor, part: Part, *, group_id: int | None = None, counting: bool = False
) -> bool:
    """Whether she may name it for the office, or for that group."""
    office = None if group_id is not None else world.office

    async def job(unit: Unit) -> None:
        await audience_parts.may_be_used(
            unit, part, organisation_id=office, group_id=group_id, counting=counting
        )

    try:
        await world.run(job, by=by)
    except NotAllowed:
        return False
    return True


# -- who is in it -------------------------------------------------------------------------------------------------


async def test_an_area_has_those_who_live_there(world: World) -> None:
    here, there = await knows(world, 4), await knows(world, 1, "batu")
    assert await who(world, Part(kind=PartKind.AREA, value="samarinda")) == ids(here)
    assert await who(world, Part(kind=PartKind.AREA, value="batu")) == ids(there)


async def test_all_areas_are_those_that_the_office_serves_now(world: World) -> None:
    """Four in one and many in another, so that a slice of three ends within each, and between them."""
    other = await world.add_office("Kantor Lain", "batu")
    await serves(world, "kutai_kartanegara")
    here = [*await knows(world, 1), *await knows(world, 4, "kutai_kartanegara"), *await knows(world, 5)]
    there = [*await knows(world, 2, "batu"), *await knows(world, 1, "purwakarta")]
    everywhere = Part(kind=PartKind.AREA, value=ALL_AREAS)
    assert await who(world, everywhere) == ids(here)
    assert await who(world, everywhere, office=other) == ids(there[:2])
    await serves(world, "purwakarta")
    assert await who(world, everywhere) == ids([*here, there[2]])
    await serves(world)
    assert await who(world, everywhere) == set()


async def test_a_group_has_its_members_as_they_are_told(world: World) -> None:
    group_id, women = await group_of(world, 4)
    phone = await world.woman()

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE members SET linked_id = $2 WHERE person_id = $1", women[1].person_id, phone.person_id
        )
        unit.write("UPDATE members SET state = 'left' WHERE person_id = $1", women[2].person_id)

    await world.run(job)
    expected = {women[0].person_id, phone.person_id, women[3].person_id}
    assert await who(world, Part(kind=PartKind.GROUP, id=group_id)) == expected


async def test_a_course_has_those_with_a_place_and_a_session_those_who_come(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker, capacity=4)
    women = [await world.woman() for _n in range(5)]
    for each in women:
        await join(world, course, each)
    first = (await sessions(world, course))[0]

    async def job(unit: Unit) -> None:
        for woman, answer in ((women[1], "no"), (women[2], "yes")):
            unit.write(
                "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, 0, $3, 1)",
                first.id,
                woman.person_id,
                answer,
            )

    await world.run(job)
    assert await who(world, Part(kind=PartKind.COURSE, id=course.id)) == ids(women[:4])
    assert await who(world, Part(kind=PartKind.SESSION, id=first.id)) == ids([women[0], women[2], women[3]])
    await leave(world, course, women[0])  # the last one moves up
    assert await who(world, Part(kind=PartKind.COURSE, id=course.id)) == ids(women[1:])


async def test_a_result_counts_as_it_was_last_and_while_she_lets_it_be_looked_at(world: World) -> None:
    part = Part(kind=PartKind.RESULT, value=f"{SET_ID}/cocok_awal")
    fits, was, withdrew, never = [await known(world) for _n in range(4)]
    for woman in (fits, was, withdrew):
        await world.send(woman, "screening", at(world, "cocok_awal"))
    await world.send(never, "screening", at(world, "belum_sesuai"))
    await world.send(was, "screening", at(world, "perlu_dicek"))
    assert await who(world, part) == ids([fits, withdrew])
    await says(world, withdrew, Purpose.SCREENING, "withdrawn")
    await says(world, withdrew, Purpose.CONTACT)
    assert await who(world, part) == ids([fits])


def at(_world: World, overall: str) -> SetResult:
    return result(overall)


async def test_a_result_at_one_office_is_none_at_another(world: World) -> None:
    woman = await known(world)
    await world.send(woman, "screening", result("cocok_awal"))
    other = await world.add_office("Kantor Lain", "samarinda")
    part = Part(kind=PartKind.RESULT, value=f"{SET_ID}/cocok_awal")
    assert await who(world, part, office=other) == set()
    assert await who(world, part) == ids([woman])


async def test_a_role_has_those_who_hold_it_now(world: World) -> None:
    worker, former = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    await world.staff(Role.ADMIN)
    other = await world.add_office("Kantor Lain", "samarinda")
    await world.staff(Role.WORKER, office=other)

    async def job(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = 5 WHERE person_id = $1", former.person_id)

    await world.run(job)
    assert await who(world, Part(kind=PartKind.ROLE, value="worker")) == ids([worker])


async def test_whom_an_earlier_one_reached_answered_or_not(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    women = await knows(world, 6)
    first = await write(world, worker, content=words("Datang?", "Ya", "Tidak"))
    await queue(world, first)
    await sent(world, first, *women[:3])
    await ended(world, first, women[3], "uncertain")
    await ended(world, first, women[4], "rejected", "400 Bad Request")
    await ended(world, first, women[5], "pull")
    await settle(world, first)

    async def answer(unit: Unit) -> None:
        for woman, n in ((women[0], 1), (women[1], 2)):
            unit.write(
                "UPDATE announcement_receivers SET answer = $3 WHERE announcement_id = $1 AND person_id = $2",
                first.id,
                woman.person_id,
                n,
            )

    await world.run(answer)
    reached = [women[n] for n in (0, 1, 2, 3, 5)]
    assert await who(world, Part(kind=PartKind.GOT, id=first.id)) == ids(reached)
    assert await who(world, Part(kind=PartKind.UNANSWERED, id=first.id)) == ids(reached[2:])
    assert await who(world, Part(kind=PartKind.ANSWERED, id=first.id, value="2")) == ids([women[1]])


# -- who may name it ----------------------------------------------------------------------------------------------


async def test_an_office_names_a_group_that_there_is_and_no_practice(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    group_id, (treasurer, *_women) = await group_of(world)
    practice = await add_group(world, practice_of=treasurer.person_id)
    assert await may(world, worker, Part(kind=PartKind.GROUP, id=group_id))
    assert not await may(world, worker, Part(kind=PartKind.GROUP, id=practice))
    assert not await may(world, worker, Part(kind=PartKind.GROUP, id=5))


async def test_a_group_names_itself_and_nothing_of_an_office(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    group_id, (treasurer, *_women) = await group_of(world)
    other, _women = await group_of(world)
    course = await course_of(world, worker)
    await world.grant(treasurer, RoleGrant(Role.WORKER, organisation_id=world.office))
    allowed: dict[Any, bool] = {
        Part(kind=PartKind.GROUP, id=group_id): True,
        Part(kind=PartKind.GROUP, id=other): False,
        Part(kind=PartKind.COURSE, id=course.id): False,
        Part(kind=PartKind.AREA, value="samarinda"): False,
        Part(kind=PartKind.ROLE, value="worker"): False,
        Part(kind=PartKind.RESULT, value=f"{SET_ID}/cocok_awal"): False,
    }
    assert {part: await may(world, treasurer, part, group_id=group_id) for part in allowed} == allowed


async def test_courses_and_their_sessions_are_named_by_whose_they_are(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    other = await world.add_office("Kantor Lain", "samarinda")
    mine = await course_of(world, worker)
    theirs = await course_of(world, await world.staff(Role.WORKER, office=other), organisation_id=other)
    for course, expected in ((mine, True), (theirs, False)):
        session = (await sessions(world, course))[0]
        assert await may(world, worker, Part(kind=PartKind.COURSE, id=course.id)) is expected
        assert await may(world, worker, Part(kind=PartKind.SESSION, id=session.id)) is expected
    assert not await may(world, worker, Part(kind=PartKind.SESSION, id=5))


async def test_all_areas_are_named_by_an_office_that_has_some(world: World) -> None:
    part, worker = Part(kind=PartKind.AREA, value=ALL_AREAS), await world.staff(Role.WORKER)
    group_id, (treasurer, *_women) = await group_of(world)
    assert await may(world, worker, part)
    assert not await may(world, treasurer, part, group_id=group_id)
    await serves(world)
    assert not await may(world, worker, part)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(kind=PartKind.AREA, value="samarinda"), True),
        (Part(kind=PartKind.AREA, value="atlantis"), False),
        (Part(kind=PartKind.AREA), False),
        (Part(kind=PartKind.ROLE, value="helper"), True),
        (Part(kind=PartKind.ROLE, value="treasurer"), False),
        (Part(kind=PartKind.ROLE, value="queen"), False),
        (Part(kind=PartKind.RESULT, value=f"{SET_ID}/cocok_awal"), True),
        (Part(kind=PartKind.RESULT, value=f"{SET_ID}/hebat"), False),
        (Part(kind=PartKind.RESULT, value="lain/cocok_awal"), False),
        (Part(kind=PartKind.RESULT, value=""), False),
    ],
)
async def test_only_what_there_is_can_be_named(world: World, part: Part, expected: bool) -> None:
    assert await may(world, await world.staff(Role.WORKER), part) is expected


async def test_a_result_is_named_by_who_reads_answers_and_counted_for_who_agrees(world: World) -> None:
    part = Part(kind=PartKind.RESULT, value=f"{SET_ID}/cocok_awal")
    admin, companion = await world.staff(Role.ADMIN), await world.staff(Role.COMPANION)
    assert await may(world, await world.staff(Role.WORKER), part)
    assert not await may(world, admin, part)
    assert await may(world, admin, part, counting=True)
    assert not await may(world, companion, part, counting=True)


async def test_only_its_own_announcements_and_answers_that_there_are(world: World) -> None:
    await known(world)
    worker = await world.staff(Role.WORKER)
    asked = await run_whole(world, await write(world, worker, content=words("Datang?", "Ya", "Tidak")))
    told = await run_whole(world, await write(world, worker))
    group_id, (treasurer, *_women) = await group_of(world)
    for kind, announcement, value, expected in (
        (PartKind.GOT, told, "", True),
        (PartKind.UNANSWERED, asked, "", True),
        (PartKind.UNANSWERED, told, "", False),
        (PartKind.ANSWERED, asked, "2", True),
        (PartKind.ANSWERED, asked, "3", False),
        (PartKind.ANSWERED, asked, "0", False),
        (PartKind.ANSWERED, asked, "ya", False),
    ):
        part = Part(kind=kind, id=announcement.id, value=value)
        assert await may(world, worker, part) is expected
        assert not await may(world, treasurer, part, group_id=group_id)
    assert not await may(world, worker, Part(kind=PartKind.GOT, id=5))
