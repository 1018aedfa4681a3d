"""Profiles: whose records a phone shows, behind which word and PIN, and that guessing leads nowhere."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest

from db import outbox, people, profiles
from db.engine import Row
from db.outbox import Queued
from db.people import Actor
from db.profiles import Entry
from db.unit import Unit, Unprepared
from db.vault import person as owner_of
from domain import pins
from tests.db.desk import Desk

PIN, WORD = "271390", "Mawar"
CHEAP = pins.Cost(n=2, r=1, p=1)
MINUTE_MS = 60_000

T = TypeVar("T")


class Room:
    """One phone. `await room.run(job)` does slow work where the program does it: before the transaction."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self.desk = desk
        self.actor = actor
        self.stretched = 0

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        work: dict[object, object] = {}

        async def turn(unit: Unit) -> T:
            unit.actor, unit.work = self.actor, work
            unit.facts = replace(unit.facts, pin_cost=CHEAP)
            result = await job(unit)
            self.actor = unit.actor
            return result

        while True:
            try:
                return await self.desk.run(turn)
            except Unprepared as need:
                self.stretched += 1
                work[need.key] = need.call()

    async def lock(self, pin: str = PIN, word: str = WORD) -> int:
        async def job(unit: Unit) -> int:
            return await profiles.lock_first(unit, word, profiles.prepare_pin(unit, pin))

        return await self.run(job)

    async def leave(self) -> None:
        await self.run(profiles.leave)

    async def guess(self, profile_id: int, typed: str) -> Entry | None:
        return await self.run(lambda unit: profiles.try_pin(unit, profile_id, typed))


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("Siti")


@pytest.fixture
def room(desk: Desk, siti: Actor) -> Room:
    return Room(desk, replace(siti, unsays=True))


async def test_her_records_stay_hers_and_somebody_unknown_is_outside(room: Room, siti: Actor) -> None:
    await room.lock()
    assert (room.actor.person_id, room.actor.name, room.actor.locked) == (siti.person_id, "Siti", False)
    await room.leave()
    assert room.actor.person_id != siti.person_id
    assert room.actor.locked
    assert room.actor.name == ""


async def test_the_door_word_is_found_however_it_is_written_and_only_on_her_phone(
    room: Room, desk: Desk, siti: Actor
) -> None:
    profile_id = await room.lock()
    other = await desk.person("Yuyun")
    found = await desk.run(lambda unit: profiles.find_by_door(unit, siti.account_id, " mawar. "))
    assert found == profile_id
    assert await desk.run(lambda unit: profiles.find_by_door(unit, siti.account_id, "melati")) is None
    assert await desk.run(lambda unit: profiles.find_by_door(unit, other.account_id, "mawar")) is None


async def test_the_right_pin_lets_her_in_and_tells_of_wrong_tries(room: Room, siti: Actor) -> None:
    profile_id = await room.lock()
    await room.leave()
    assert await room.guess(profile_id, "111222") is None
    entry = await room.guess(profile_id, "27 13 90")
    assert entry == Entry(person_id=siti.person_id, wrong_tries=1)
    assert await room.guess(profile_id, PIN) == Entry(person_id=siti.person_id, wrong_tries=0)


async def test_where_typed_digits_stay_two_places_are_asked_for_until_they_are_right(
    room: Room, siti: Actor
) -> None:
    room.actor = replace(room.actor, unsays=False)
    profile_id = await room.lock()
    await room.leave()
    seen = set()
    for _time in range(12):
        asked = await room.run(lambda unit: profiles.list_asked(unit, profile_id))
        right = "".join(PIN[int(place) - 1] for place in asked)
        wrong = "".join(str((int(digit) + 1) % 10) for digit in right)
        assert await room.guess(profile_id, wrong) is None
        assert await room.guess(profile_id, PIN) is None
        assert await room.run(lambda unit: profiles.list_asked(unit, profile_id)) == asked
        assert await room.guess(profile_id, right) is not None
        assert await room.run(lambda unit: profiles.list_asked(unit, profile_id)) != asked
        seen.add(asked)
    assert len(seen) > 2


async def test_a_wrong_pin_a_wait_and_an_unknown_profile_do_the_same_work(room: Room) -> None:
    profile_id = await room.lock()
    await room.leave()
    done = []
    for target, typed in ((profile_id, "999111"), (0, PIN), (profile_id + 1, PIN), (profile_id, "")):
        before = room.stretched
        assert await room.guess(target, typed) is None
        done.append(room.stretched - before)
    for _time in range(pins.TRIES_PER_WAIT):
        await room.guess(profile_id, "999111")
    before = room.stretched
    assert await room.guess(profile_id, PIN) is None
    assert [*done, room.stretched - before] == [1, 1, 1, 1, 1]


async def test_ten_thousand_guesses_are_five_a_wait(room: Room, desk: Desk) -> None:
    """A day of guessing, one every nine seconds: nothing is opened, and only five in each window were looked at."""
    profile_id = await room.lock()
    await room.leave()
    looked_at: list[int] = []
    for number in range(10_000):
        guess = f"{number:06}"
        assert guess != PIN
        before = await _tries(room, profile_id)
        assert await room.guess(profile_id, guess) is None
        after = await _tries(room, profile_id)
        if after != before:
            looked_at.append(desk.now_ms)
        desk.now_ms += 9_000
    # 15, 30, 60 ... minutes after each five: 25 hours hold seven windows.
    assert len(looked_at) == 35
    for start in range(0, len(looked_at), pins.TRIES_PER_WAIT):
        window = [at for at in looked_at if 0 <= at - looked_at[start] < pins.FIRST_WAIT_MS]
        assert len(window) == pins.TRIES_PER_WAIT
    assert await room.guess(profile_id, PIN) is None
    desk.now_ms += pins.WAIT_MAX_MS
    entry = await room.guess(profile_id, PIN)
    assert entry is not None
    assert entry.wrong_tries == 35


async def _tries(room: Room, profile_id: int) -> int:
    async def read(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT wrong_tries FROM profiles WHERE id = $1", profile_id)
        assert row is not None
        return int(row["wrong_tries"])

    return await room.desk.run(read)


async def _rini(room: Room, word: str = "kenanga") -> tuple[int, int]:
    """Another woman on the same phone: her person and her profile."""

    async def job(unit: Unit) -> tuple[int, int]:
        kept = profiles.prepare_pin(unit, "804172")
        person_id = unit.new_id()
        await unit.vault.have([owner_of(person_id)], create=True)
        people.add_person(unit, person_id, unit.now_ms)
        return person_id, await profiles.add(unit, person_id, word, kept)

    return await room.run(job)


async def test_one_word_leads_to_one_woman(room: Room) -> None:
    await room.lock()
    with pytest.raises(profiles.WordTaken):
        await _rini(room, "mawar")


async def test_a_phone_is_for_a_household_not_for_a_village(room: Room) -> None:
    await room.lock()
    for number in range(profiles.PROFILES_MAX - 1):
        await _rini(room, f"bunga {number}")
    with pytest.raises(profiles.TooManyProfiles):
        await _rini(room, "terakhir")


async def test_the_pin_and_the_word_can_be_changed(room: Room) -> None:
    profile_id = await room.lock()

    async def change(unit: Unit) -> None:
        kept = profiles.prepare_pin(unit, "550173")
        await profiles.change_pin(unit, profile_id, kept)
        await profiles.change_door(unit, profile_id, "melati")

    await room.run(change)
    await room.leave()
    assert await room.guess(profile_id, PIN) is None
    assert await room.guess(profile_id, "550173") is not None


async def test_she_may_keep_her_own_word_but_not_take_anothers(room: Room) -> None:
    profile_id = await room.lock()
    await _rini(room)
    await room.run(lambda unit: profiles.change_door(unit, profile_id, "MAWAR"))
    with pytest.raises(profiles.WordTaken):
        await room.run(lambda unit: profiles.change_door(unit, profile_id, "kenanga"))


async def test_the_lock_goes_only_while_she_is_alone_on_the_phone(room: Room, siti: Actor) -> None:
    await room.lock()
    await _rini(room)
    with pytest.raises(profiles.SharedByOthers):
        await room.run(profiles.unlock_alone)
    assert room.actor.profiles


async def test_without_the_lock_the_phone_is_hers_as_before(room: Room, desk: Desk, siti: Actor) -> None:
    await room.lock()
    await room.run(profiles.unlock_alone)
    assert (room.actor.person_id, room.actor.profiles, room.actor.locked) == (siti.person_id, False, False)
    digest = await desk.run(_digest)
    states, _grants = await desk.run(lambda unit: people.find_states(unit, [digest]))
    assert states[digest]["owner_id"] == states[digest]["person_id"] == siti.person_id
    row = await desk.run(lambda unit: people.find_account_of(unit, siti.person_id))
    assert row is not None
    assert await desk.run(lambda unit: _address(unit, row)) == "Siti"


async def _digest(unit: Unit) -> bytes:
    return people.address_hash(unit, "simulator", "Siti")


async def _address(unit: Unit, row: Row) -> str:
    return people.open_address(unit, row)


async def test_an_erased_woman_leaves_no_door_behind(room: Room, desk: Desk, siti: Actor) -> None:
    profile_id = await room.lock()
    await desk.run(lambda unit: profiles.forget_person(unit, siti.person_id))
    digest = await desk.run(_digest)
    states, _grants = await desk.run(lambda unit: people.find_states(unit, [digest]))
    assert states[digest]["person_id"] == states[digest]["owner_id"] != siti.person_id
    assert states[digest]["profiles"] == 0
    assert await room.guess(profile_id, PIN) is None


async def test_she_is_reached_on_the_phone_where_she_has_a_profile_and_it_counts_as_shared(
    room: Room, desk: Desk, siti: Actor
) -> None:
    await desk.run(lambda unit: _own(unit, siti))
    await room.lock()
    await room.leave()
    row = await desk.run(lambda unit: people.find_account_of(unit, siti.person_id))
    assert row is not None
    assert (row["account_id"], row["phone"], row["person_id"]) == (siti.account_id, "shared", siti.person_id)
    receiver = await desk.run(lambda unit: people.get_receiver(unit, siti.account_id, siti.person_id))
    assert receiver["phone"] == "shared"


async def _own(unit: Unit, actor: Actor) -> None:
    people.set_phone(unit, actor.account_id, "own")


async def test_what_waits_for_one_woman_is_not_another_womans(room: Room, desk: Desk, siti: Actor) -> None:
    await room.lock()
    rini, _profile = await _rini(room)

    async def put(unit: Unit) -> None:
        for number, person_id in ((1, siti.person_id), (2, rini)):
            row = Queued(
                id=number, account_id=siti.account_id, person_id=person_id, channel="simulator", kind="relay",
                lane=2, due_ms=0, body=b"{}", made_ms=0, pushed=True,
            )  # fmt: skip
            outbox.add(unit, row)
            outbox.settle(unit, number, "pull", "")

    await desk.run(put)
    for person_id, number in ((siti.person_id, 1), (rini, 2)):
        found = await desk.run(
            partial(outbox.list_pulled, account_id=siti.account_id, person_id=person_id, most=9)
        )
        assert [row.id for row in found] == [number]
        counted = await desk.run(
            partial(outbox.count_pulled, account_id=siti.account_id, person_id=person_id)
        )
        assert counted == 1


async def test_being_inside_lasts_ten_minutes_from_her_last_message(
    room: Room, desk: Desk, siti: Actor
) -> None:
    await room.lock()

    async def until(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT inside_until_ms FROM accounts WHERE id = $1", siti.account_id)
        assert row is not None
        return int(row["inside_until_ms"])

    assert await desk.run(until) == desk.now_ms + 10 * MINUTE_MS
    desk.now_ms += 5 * MINUTE_MS

    async def visit(unit: Unit) -> None:
        people.note_visit(unit, siti.account_id)

    await desk.run(visit)
    assert await desk.run(until) == desk.now_ms + 10 * MINUTE_MS
    await room.leave()
    await desk.run(visit)
    assert await desk.run(until) == 0
