"""Codes for a forgotten PIN: of a worker of her office only, for her alone, once, for an hour, on her own phone."""

from dataclasses import replace
from functools import partial

import pytest

from db import erasure, number_codes, profiles
from db.people import Actor
from db.unit import Unit
from domain import pins
from domain.pins import Kept
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.office_world import World, world

__all__ = ["world"]

CHEAP = pins.Cost(n=2, r=1, p=1)


def kept(pin: str) -> Kept:
    return pins.keep(pin, b"salt", CHEAP, whole=True)


class Room:
    """Siti's phone, locked, with nobody inside, and a request of hers at the office."""

    def __init__(self, world: World, siti: Actor, outside: Actor, profile_id: int, number: str) -> None:
        self.world = world
        self.siti = siti
        self.outside = outside
        self.profile_id = profile_id
        self.number = number

    async def make(self, by: Actor, *, no_door: bool = False) -> str:
        step = partial(number_codes.make, number=self.number, no_door=no_door)
        return (await self.world.run(step, by=by))[0]

    async def fits(self, code: str, profile_id: int | None = None, *, on: Actor | None = None) -> bool:
        profile_id = self.profile_id if profile_id is None else profile_id
        step = partial(number_codes.find_usable, profile_id=profile_id, typed=code)
        return await self.world.run(step, by=on or self.outside) is not None

    async def use(self, code: str, word: str = "", profile_id: int | None = None) -> bool:
        profile_id = self.profile_id if profile_id is None else profile_id
        step = partial(number_codes.use, profile_id=profile_id, typed=code, kept=kept("550173"), word=word)
        return await self.world.run(step, by=self.outside)


async def lock(world: World, woman: Actor, word: str = "mawar") -> tuple[int, Actor]:
    """Her profile, and her phone as it is with nobody inside."""
    profile_id = await world.run(partial(profiles.lock_first, word=word, kept=kept("271390")), by=woman)
    inside = replace(woman, profiles=True, inside=True, unsays=True)
    row = (await world.rows("SELECT owner_id FROM accounts WHERE id = $1", woman.account_id))[0]
    await world.run(profiles.leave, by=inside)
    return profile_id, replace(inside, inside=False, person_id=row["owner_id"])


@pytest.fixture
async def room(world: World) -> Room:
    siti = await world.woman("siti")
    sent = await world.send(siti)
    profile_id, outside = await lock(world, siti)
    return Room(world, siti, outside, profile_id, sent.code)


async def test_a_worker_of_her_office_gives_it_and_she_is_inside_with_another_pin(
    world: World, room: Room
) -> None:
    code = await room.make(await world.staff(Role.WORKER))
    assert await room.fits(f" {code.lower()[:4]}-{code[4:]} ")
    assert await room.use(code)
    (row,) = await world.rows("SELECT person_id FROM accounts WHERE id = $1", room.siti.account_id)
    assert row["person_id"] == room.siti.person_id
    (wrote,) = await world.audited("write", "number_code")
    assert wrote[1] == room.siti.person_id
    assert not await room.use(code)


async def test_it_serves_while_wrong_tries_make_her_wait_and_ends_the_wait(world: World, room: Room) -> None:
    async def wait(unit: Unit) -> None:
        unit.write("UPDATE profiles SET wrong_tries = 9, wait_until_ms = $1", unit.now_ms + 1)

    await world.run(wait)
    assert await room.use(await room.make(await world.staff(Role.SUPERVISOR)))
    (row,) = await world.rows("SELECT wrong_tries, wait_until_ms FROM profiles")
    assert (row["wrong_tries"], row["wait_until_ms"]) == (0, 0)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COMPANION, Role.HELPER, Role.TRAINER])
async def test_nobody_else_of_the_office_gives_one(world: World, room: Room, role: Role) -> None:
    with pytest.raises(NotAllowed):
        await room.make(await world.staff(role))


async def test_another_office_finds_no_such_request(world: World, room: Room) -> None:
    foreign = await world.staff(Role.WORKER, office=await world.add_office("Kantor Lain", "batu"))
    with pytest.raises(NotAllowed):
        await room.make(foreign)


async def test_it_opens_no_other_profile_and_no_other_phone(world: World, room: Room) -> None:
    rini = await world.woman("rini")
    other_profile, other_outside = await lock(world, rini, "kenanga")
    code = await room.make(await world.staff(Role.WORKER))
    assert not await room.fits(code, other_profile, on=other_outside)
    assert not await room.fits(code, room.profile_id, on=other_outside)
    assert not await room.fits(code, other_profile)
    assert await room.fits(code)


async def test_without_her_door_word_only_a_code_that_was_made_for_that_serves(
    world: World, room: Room
) -> None:
    worker = await world.staff(Role.WORKER)
    assert not await room.fits(await room.make(worker), 0)
    code = await room.make(worker, no_door=True)
    assert await room.use(code, "melati", profile_id=0)
    found = partial(profiles.find_by_door, account_id=room.siti.account_id, word="melati")
    assert await world.run(found) == room.profile_id


async def test_a_newer_one_and_an_hour_make_it_void(world: World, room: Room) -> None:
    worker = await world.staff(Role.WORKER)
    first = await room.make(worker)
    second = await room.make(worker)
    assert [await room.fits(first), await room.fits(second)] == [False, True]
    world.pass_time(59)
    assert await room.fits(second)
    world.pass_time(1)
    assert not await room.fits(second)
    assert not await room.use(second)


async def test_where_she_has_no_pin_there_is_no_code_and_for_oneself_neither(
    world: World, room: Room
) -> None:
    worker = await world.staff(Role.WORKER)
    yuyun = await world.woman("yuyun")
    sent = await world.send(yuyun)
    with pytest.raises(NotAllowed):
        await world.run(partial(number_codes.make, number=sent.code, no_door=False), by=worker)
    own = replace(worker, person_id=room.siti.person_id)
    with pytest.raises(NotAllowed):
        await room.make(own)


async def test_who_said_that_two_records_are_hers_needs_one_code(world: World, room: Room) -> None:
    """The request is of the record she had before she joined her accounts."""

    again = await world.woman("siti lagi")
    sent = await world.send(again)

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", again.person_id, room.siti.person_id)

    await world.run(join)
    step = partial(number_codes.make, number=sent.code, no_door=False)
    code, _person = await world.run(step, by=await world.staff(Role.WORKER))
    assert await room.fits(code)


async def test_of_whom_is_erased_no_code_is_left(world: World, room: Room) -> None:
    code = await room.make(await world.staff(Role.WORKER))
    await world.run(partial(erasure.erase_person, person_id=room.siti.person_id))
    assert await world.rows("SELECT id FROM number_codes") == []
    assert not await room.fits(code)


async def begin_anew(room: Room, code: str) -> list[int] | None:
    step = partial(number_codes.begin_anew, typed=code, kept=kept("550173"), name="Aminah", word="delima")
    return await room.world.run(step, by=room.outside)


async def test_a_code_to_begin_anew_makes_a_place_beside_hers_once_and_opens_nothing(
    world: World, room: Room
) -> None:
    code = await world.run(number_codes.make_fresh, by=await world.staff(Role.WORKER))
    assert not await room.fits(code)
    assert not await room.fits(code, 0)
    assert await begin_anew(room, code) == [room.siti.person_id]
    persons = await world.rows("SELECT DISTINCT person_id FROM profiles")
    assert len(persons) == 2
    assert await begin_anew(room, code) is None


async def test_a_code_to_begin_anew_lives_an_hour(world: World, room: Room) -> None:
    code = await world.run(number_codes.make_fresh, by=await world.staff(Role.WORKER))
    world.pass_time(61)
    assert await begin_anew(room, code) is None
    assert len(await world.rows("SELECT id FROM profiles")) == 1


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COMPANION, Role.HELPER, Role.TRAINER])
async def test_nobody_else_makes_a_code_to_begin_anew(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        await world.run(number_codes.make_fresh, by=await world.staff(role))


async def test_a_code_for_her_alone_does_not_begin_anything_anew(world: World, room: Room) -> None:
    code = await room.make(await world.staff(Role.WORKER), no_door=True)
    assert await begin_anew(room, code) is None
    assert await room.fits(code)
