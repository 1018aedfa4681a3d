"""A number for signing: right or not, and nothing else is told; wrong tries wait, whatever the way of asking."""

import asyncio
from dataclasses import replace

import pytest

from db import signing
from db.signing import Tried
from db.unit import Unit, Unprepared
from domain import pins
from domain.pins import FIRST_WAIT_MS, TRIES_PER_WAIT
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group

NUMBER = "804172"


@pytest.fixture
async def group(desk: Desk) -> Group:
    opened = await open_group(desk)
    opened.actors["Lilis"] = replace(opened.actors["Lilis"], unsays=True)
    return opened


async def choose(group: Group, name: str, number: str = NUMBER, *, wait_ms: int = 0) -> None:
    async def job(unit: Unit) -> None:
        signing.keep(unit, signing.prepare(unit, number), from_ms=unit.now_ms + wait_ms)

    await group.run(name, job)


async def tries(group: Group, typed: str, *, on: str = "Lilis", whose: str = "Cucu") -> Tried:
    person_id = group.actors[whose].person_id
    return await group.run(on, lambda unit: signing.try_pin(unit, person_id, typed))


async def asked(group: Group, *, on: str, whose: str = "Cucu") -> str:
    person_id = group.actors[whose].person_id
    return await group.run(on, lambda unit: signing.find_asked(unit, person_id))


async def test_all_of_it_where_it_can_be_deleted_two_places_elsewhere(group: Group) -> None:
    await choose(group, "Cucu")
    assert await asked(group, on="Lilis") == pins.WHOLE
    assert (await tries(group, "80 41 72")).right
    places = await asked(group, on="Tati")
    assert places in pins.places_of()
    digits = "".join(NUMBER[int(place) - 1] for place in places)
    assert not (await tries(group, NUMBER, on="Tati")).right
    assert (await tries(group, digits, on="Tati")).right
    assert await asked(group, on="Tati") != places


async def test_tries_at_the_very_same_moment_on_several_phones_are_counted_one_by_one(group: Group) -> None:
    await choose(group, "Cucu")
    names = ("Lilis", "Tati", "Neneng")
    await asyncio.gather(*(tries(group, "000000", on=name) for name in names))
    assert await group.rows("SELECT wrong FROM signing_pins") == [(len(names),)]


async def test_a_wrong_try_does_not_change_the_places(group: Group) -> None:
    await choose(group, "Cucu")
    places = await asked(group, on="Tati")
    await tries(group, "xx", on="Tati")
    assert await asked(group, on="Tati") == places


async def test_five_wrong_tries_wait_and_she_is_warned_once(group: Group) -> None:
    await choose(group, "Cucu")
    came = [await tries(group, "111222") for _try in range(TRIES_PER_WAIT)]
    assert [each.warn for each in came] == [False] * (TRIES_PER_WAIT - 1) + [True]
    assert await tries(group, NUMBER) == Tried(right=False)
    group.desk.now_ms += FIRST_WAIT_MS
    assert (await tries(group, NUMBER)).right


async def test_none_at_all_does_the_same_work_and_tells_nothing(group: Group) -> None:
    calls: list[object] = []
    await choose(group, "Cucu")

    async def job(unit: Unit) -> None:
        for name in ("Cucu", "Tati"):
            with pytest.raises(Unprepared) as slow:
                await signing.try_pin(unit, group.actors[name].person_id, "111222")
            calls.append(slow.value.call.args[2])  # type: ignore[attr-defined]

    await group.run("Lilis", job)
    assert calls[0] == calls[1]
    assert await tries(group, "111222", whose="Tati") == await tries(group, "111222") == Tried(right=False)
    assert await asked(group, on="Neneng", whose="Tati") in pins.places_of()


async def test_one_that_serves_only_tomorrow_waits(group: Group) -> None:
    await choose(group, "Cucu", wait_ms=signing.FORGOTTEN_WAIT_MS)
    assert not (await tries(group, NUMBER)).right
    group.desk.now_ms += signing.FORGOTTEN_WAIT_MS
    assert (await tries(group, NUMBER)).right


async def test_it_is_sealed_by_her_and_gone_when_she_is(group: Group) -> None:
    await choose(group, "Cucu")
    (row,) = await group.rows("SELECT pin FROM signing_pins")
    assert NUMBER.encode() not in bytes(row[0])
    cucu = group.actors["Cucu"].person_id

    async def forget(unit: Unit) -> None:
        signing.forget(unit, cucu)

    await group.run("Lilis", forget)
    assert not await group.run("Lilis", lambda unit: signing.has_one(unit, cucu))
    assert await tries(group, NUMBER) == Tried(right=False)
