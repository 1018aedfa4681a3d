"""How many an announcement reaches, and why not the others: counted as they are found, and nobody waits for it."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from db import audience_count, consents, news_refusals
from db.aside import Unread
from db.audience_count import Counted
from db.people import Actor
from db.unit import Unit
from domain.announcements import ALL_AREAS, Audience, NewsKind, Part, PartKind, Why
from domain.purposes import Purpose
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.announcement_world import SAMARINDA, fill, group_of, known, knows, says, serves, states, write
from tests.db.course_world import course_of, join
from tests.db.office_world import World, world

__all__ = ["world"]

STAFF = Part(kind=PartKind.ROLE, value="worker")


async def count(
    world: World, by: Actor, wanted: Audience = SAMARINDA, *, group_id: int | None = None
) -> Counted:
    """As the host of a turn counts: what is too much for the turn is read aside, then it runs again."""
    office = None if group_id is not None else world.office
    work: dict[Any, Any] = {}

    async def turn(unit: Unit) -> Counted:
        unit.work = work
        return await audience_count.count(unit, wanted, office, group_id, NewsKind.AID)

    try:
        found: Counted = await world.run(turn, by=by)
    except Unread as need:
        work[need.key] = await need.read(world.desk.run)
        found = await world.run(turn, by=by)
    return found


async def edit(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience_count, "SLICE", 2)


async def test_all_areas_are_counted_and_filled_as_each_of_them_named(world: World, small: None) -> None:
    """With women in each who are told and who are not, found in slices of two; and without one of the areas."""
    worker = await world.staff(Role.WORKER)
    areas = ("samarinda", "kutai_kartanegara", "bontang")
    await serves(world, *areas)
    women = [await known(world, area=areas[n % 3]) for n in range(10)]
    await knows(world, 2, "batu")
    await says(world, women[4], Purpose.CONTACT, "withdrawn")
    each = tuple(Part(kind=PartKind.AREA, value=area) for area in areas)
    everywhere = Part(kind=PartKind.AREA, value=ALL_AREAS)
    for one, other, reach in (
        (Audience(those=(everywhere,)), Audience(those=each), 9),
        (Audience(those=(everywhere,), without=each[:1]), Audience(those=each[1:]), 5),
        (Audience(those=each, without=(everywhere,)), Audience(those=each[:1], without=each), 0),
    ):
        found = await count(world, worker, one)
        assert found == await count(world, worker, other)
        assert found.reach == reach
        filled = [await fill(world, await write(world, worker, audience)) for audience in (one, other)]
        first, second = [await states(world, announcement) for announcement in filled]
        assert first == second
        assert sum(state == "found" for state, _why in first.values()) == reach


async def test_it_says_how_many_and_why_the_others_not(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    women = await knows(world, 6)
    await world.woman()  # lives there, and the office knows nothing of her
    await world.run(lambda unit: news_refusals.set_(unit, women[0].person_id, NewsKind.AID, True))
    await says(world, women[1], Purpose.CONTACT, "no")
    await edit(world, "UPDATE accounts SET reachable = 0 WHERE id = $1", women[2].account_id)
    await edit(
        world,
        "UPDATE accounts SET channel = 'whatsapp', window_until_ms = 1 WHERE id = $1",
        women[3].account_id,
    )
    assert await count(world, worker) == Counted(
        reach=3,
        left_out={Why.OPTED_OUT: 1, Why.NO_CONSENT: 1, Why.UNREACHABLE: 1},
        by_channel={"simulator": 2, "whatsapp": 1},
        outside_window=1,
    )
    assert await world.rows("SELECT 1 AS one FROM announcement_receivers") == []


async def test_a_phone_that_looks_like_whatsapp_counts_as_one_that_is_charged(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    women = await knows(world, 2)
    await edit(world, "UPDATE accounts SET window_until_ms = 1 WHERE id = $1", women[0].account_id)
    counted = await count(world, worker)
    assert (counted.by_channel, counted.outside_window) == ({"simulator": 1, "whatsapp": 1}, 1)


async def test_in_however_many_parts_she_counts_once(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    women = await knows(world, 3)
    course = await course_of(world, worker)
    for each in women[1:]:
        await join(world, course, each)
    both = Audience(those=(*SAMARINDA.those, Part(kind=PartKind.COURSE, id=course.id)))
    assert (await count(world, worker, both)).reach == 3
    without = replace(SAMARINDA, without=(Part(kind=PartKind.COURSE, id=course.id),))
    assert (await count(world, worker, without)).reach == 1


# -- of many ------------------------------------------------------------------------------------------------------


async def test_a_few_are_counted_in_the_turn_itself_and_many_are_not(world: World, small: None) -> None:
    worker = await world.staff(Role.WORKER)
    await knows(world, 2)
    course = Part(kind=PartKind.COURSE, id=(await course_of(world, worker)).id)
    job = partial_count(world, Audience(those=(*SAMARINDA.those, course, STAFF)))
    assert (await world.run(job, by=worker)).reach == 3  # with the worker
    await knows(world, 1)
    with pytest.raises(Unread):
        await world.run(job, by=worker)


def partial_count(world: World, wanted: Audience) -> Callable[[Unit], Awaitable[Counted]]:
    return lambda unit: audience_count.count(unit, wanted, world.office, None, NewsKind.AID)


async def test_of_many_each_slice_is_a_transaction_of_its_own(world: World, small: None) -> None:
    worker = await world.staff(Role.WORKER)
    await knows(world, 9)
    with pytest.raises(Unread) as many:
        await world.run(partial_count(world, SAMARINDA), by=worker)
    slices: list[int] = []

    async def run(job: Callable[[Unit], Awaitable[Any]]) -> Any:
        looked = await world.desk.run(job)
        slices.append(len(looked.weighed))
        return looked

    counted = await many.value.read(run)
    assert (counted.reach, slices) == (9, [2, 2, 2, 0])  # the worker lives there, too


async def test_a_slice_that_is_looked_at_twice_counts_once(world: World, small: None) -> None:
    worker = await world.staff(Role.WORKER)
    await knows(world, 9)
    with pytest.raises(Unread) as many:
        await world.run(partial_count(world, SAMARINDA), by=worker)

    async def run(job: Callable[[Unit], Awaitable[Any]]) -> Any:
        await world.desk.run(job)  # its commit was lost, and the writer does it again
        return await world.desk.run(job)

    assert (await many.value.read(run)).reach == 9


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_counted_is_what_is_found(world: World, small: None, seed: int) -> None:
    dice = random.Random(seed)
    worker = await world.staff(Role.WORKER)
    wanted = await a_mixed_audience(world, worker, dice)
    counted = await count(world, worker, wanted)
    written = await write(world, worker, wanted)
    await fill(world, written)
    found = await world.rows(
        "SELECT state, why, channel, way FROM announcement_receivers WHERE announcement_id = $1", written.id
    )
    told = [each for each in found if each["state"] == "found"]
    left_out = Counter(each["why"] for each in found if each["state"] != "found")
    assert counted.reach == len(told) > 0
    assert {why.value: n for why, n in counted.left_out.items()} == left_out
    assert counted.by_channel == Counter(each["channel"] for each in told)
    assert counted.outside_window == sum(each["way"] == "template" for each in told)


async def a_mixed_audience(world: World, worker: Actor, dice: random.Random) -> Audience:
    """Women of an area, of a course and of the office, of whom some may not be told, but not some others."""
    women = await knows(world, 8) + [await known(world, f"batu{n}", "batu") for n in range(4)]
    course, other = await course_of(world, worker), await course_of(world, worker)
    for woman in women:
        if dice.random() < 0.5:
            await join(world, dice.choice([course, other]), woman)
        await dice.choice(
            [refuses, withdraws, pauses, blocks, sleeps, is_another, nothing, nothing, nothing]
        )(world, woman, dice.choice(women))
    those = [*SAMARINDA.those, Part(kind=PartKind.COURSE, id=course.id), STAFF]
    dice.shuffle(those)
    without = (Part(kind=PartKind.COURSE, id=other.id),) if dice.random() < 0.5 else ()
    return Audience(those=tuple(those), without=without)


async def refuses(world: World, woman: Actor, _other: Actor) -> None:
    await world.run(lambda unit: news_refusals.set_(unit, woman.person_id, NewsKind.AID, True))


async def withdraws(world: World, woman: Actor, _other: Actor) -> None:
    await says(world, woman, Purpose.CONTACT, "withdrawn")


async def pauses(world: World, woman: Actor, _other: Actor) -> None:
    async def job(unit: Unit) -> None:
        consents.set_paused(unit, woman.person_id, True)

    await world.run(job, by=woman)


async def blocks(world: World, woman: Actor, _other: Actor) -> None:
    await edit(world, "UPDATE accounts SET reachable = 0 WHERE id = $1", woman.account_id)


async def sleeps(world: World, woman: Actor, _other: Actor) -> None:
    await edit(
        world,
        "UPDATE accounts SET channel = 'whatsapp', window_until_ms = 1 WHERE id = $1",
        woman.account_id,
    )


async def is_another(world: World, woman: Actor, other: Actor) -> None:
    """Two records that were found to be one woman's."""
    if woman.person_id > other.person_id:
        await edit(world, "UPDATE persons SET same_as = $2 WHERE id = $1", woman.person_id, other.person_id)


async def nothing(_world: World, _woman: Actor, _other: Actor) -> None: ...


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.WORKER, Role.SUPERVISOR, Role.ADMIN])
async def test_who_writes_and_who_agrees_may_count(world: World, role: Role) -> None:
    await known(world)
    assert (await count(world, await world.staff(role))).reach == 1


async def test_nobody_else_learns_how_many_there_are(world: World) -> None:
    await known(world)
    other = await world.add_office("Kantor Lain", "samarinda")
    group_id, (_treasurer, member, *_women) = await group_of(world)
    for by in (await world.staff(Role.COMPANION), await world.staff(Role.WORKER, office=other), member):
        with pytest.raises(NotAllowed):
            await count(world, by)
    with pytest.raises(NotAllowed):
        await count(
            world, member, Audience(those=(Part(kind=PartKind.GROUP, id=group_id),)), group_id=group_id
        )


async def test_an_office_learns_of_a_group_only_whom_it_knows_anyway(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    group_id, women = await group_of(world, 4)
    theirs = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    nobody = Counted(reach=0, left_out={}, by_channel={}, outside_window=0)
    assert await count(world, worker, theirs) == nobody
    await says(world, women[1], Purpose.TRAINING)
    assert (await count(world, worker, theirs)).reach == 1
    assert (await count(world, women[0], theirs, group_id=group_id)).reach == 4
