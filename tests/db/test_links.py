"""Linking codes: once, for a quarter of an hour, and only with a yes from where the code was shown."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest

from db import contact_wishes, duplicates, links, people, profiles
from db.duplicates import Reason
from db.engine import Row
from db.people import Actor
from db.unit import Unit, Unprepared
from domain.contact_wishes import ContactWishes
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk

T = TypeVar("T")


async def as_her(desk: Desk, actor: Actor, job: Callable[[Unit], Awaitable[T]]) -> T:
    """A turn of hers; slow work is done before it."""
    work: dict[object, object] = {}

    async def turn(unit: Unit) -> T:
        unit.actor, unit.work = actor, work
        return await job(unit)

    while True:
        try:
            return await desk.run(turn)
        except Unprepared as need:
            work[need.key] = need.call()


async def make(desk: Desk, actor: Actor) -> str:
    async def job(unit: Unit) -> str:
        return links.make(unit)

    return await as_her(desk, actor, job)


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("Siti")


@pytest.fixture
async def new(desk: Desk) -> Actor:
    return await desk.person("Siti lagi")


async def _account(desk: Desk, actor: Actor) -> Row:
    async def read(unit: Unit) -> Row:
        row = await unit.fetch_one("SELECT * FROM accounts WHERE id = $1", actor.account_id)
        assert row is not None
        return row

    return await desk.run(read)


async def test_a_code_and_a_yes_give_the_account_to_her_first_record(
    desk: Desk, siti: Actor, new: Actor
) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, f" {code.lower()[:4]}-{code[4:]} "))
    assert asked.person_id == siti.person_id
    assert await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True)) == new.person_id
    row = await _account(desk, new)
    assert (row["person_id"], row["owner_id"]) == (siti.person_id, siti.person_id)
    found = await desk.run(lambda unit: people.find_account_of(unit, new.person_id))
    assert found is not None
    assert found["owner_id"] == siti.person_id


async def test_what_either_record_said_about_contact_holds_for_both(
    desk: Desk, siti: Actor, new: Actor
) -> None:
    careful = ContactWishes(may_write=False, is_open=False)
    await desk.run(lambda unit: contact_wishes.keep(unit, new.person_id, careful))
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))
    await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))
    assert await desk.run(lambda unit: contact_wishes.find(unit, siti.person_id)) == careful
    assert await desk.run(lambda unit: contact_wishes.find(unit, new.person_id)) == careful


async def test_a_no_changes_nothing_and_is_said_once(desk: Desk, siti: Actor, new: Actor) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))
    await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=False))
    assert (await _account(desk, new))["owner_id"] == new.person_id
    with pytest.raises(NotAllowed):
        await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))


async def test_nobody_else_can_say_yes(desk: Desk, siti: Actor, new: Actor) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))
    for actor in (new, await desk.person("Rini")):
        with pytest.raises(NotAllowed):
            await as_her(desk, actor, lambda unit: links.answer(unit, asked.id, yes=True))
    assert await as_her(desk, siti, lambda unit: links.is_asked(unit, asked.id))


async def test_a_code_is_burned_by_its_first_use_by_a_newer_one_and_by_time(
    desk: Desk, siti: Actor, new: Actor
) -> None:
    other = await desk.person("Rini")
    used = await make(desk, siti)
    await as_her(desk, new, lambda unit: links.ask(unit, used))
    older = await make(desk, siti)
    newer = await make(desk, siti)
    for code in (used, older, "", "AAAAAAAA"):
        with pytest.raises(links.CodeUnusable):
            await as_her(desk, other, partial(links.ask, typed=code))
    with pytest.raises(links.CodeUnusable):
        await as_her(desk, siti, lambda unit: links.ask(unit, newer))
    desk.now_ms += links.CODE_VALID_MS
    with pytest.raises(links.CodeUnusable):
        await as_her(desk, other, lambda unit: links.ask(unit, newer))


async def test_a_yes_after_a_day_is_too_late(desk: Desk, siti: Actor, new: Actor) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))
    desk.now_ms += links.ANSWER_VALID_MS
    with pytest.raises(NotAllowed):
        await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))


async def test_the_code_itself_is_kept_nowhere(desk: Desk, siti: Actor) -> None:
    code = await make(desk, siti)

    async def read(unit: Unit) -> str:
        return repr([dict(row) for row in await unit.fetch("SELECT * FROM link_codes")])

    assert code not in await desk.run(read)


async def test_a_shared_phone_without_a_lock_and_a_record_with_duties_are_refused(
    desk: Desk, siti: Actor, new: Actor
) -> None:
    code = await make(desk, siti)
    with pytest.raises(links.PhoneOpen):
        await as_her(desk, replace(new, phone="shared"), lambda unit: links.ask(unit, code))

    async def grant(unit: Unit) -> None:
        role = RoleGrant(Role.TREASURER)
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=new.person_id, grant=role, now_ms=unit.now_ms
        )

    await desk.run(grant)
    with pytest.raises(links.HasDuties):
        await as_her(desk, new, lambda unit: links.ask(unit, code))


async def test_a_profile_keeps_its_pin_and_becomes_her_first_records(
    desk: Desk, siti: Actor, new: Actor
) -> None:
    async def lock(unit: Unit) -> tuple[int, Actor]:
        profile_id = await profiles.lock_first(unit, "mawar", profiles.prepare_pin(unit, "271390"))
        return profile_id, unit.actor

    new = replace(new, unsays=True)
    profile_id, inside = await as_her(desk, new, lock)
    code = await make(desk, siti)
    asked = await as_her(desk, inside, lambda unit: links.ask(unit, code))
    await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))
    row = await _account(desk, new)
    assert row["person_id"] == row["owner_id"] not in (siti.person_id, new.person_id)
    entry = await as_her(desk, inside, lambda unit: profiles.try_pin(unit, profile_id, "271390"))
    assert entry is not None
    assert entry.person_id == siti.person_id


async def test_who_locked_her_phone_meanwhile_is_not_joined(desk: Desk, siti: Actor, new: Actor) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))

    async def give(unit: Unit) -> None:
        await people.give_account(unit, new.account_id, siti.person_id)

    await desk.run(give)
    with pytest.raises(NotAllowed):
        await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))


async def test_two_joined_records_wait_for_a_worker_once(desk: Desk, siti: Actor, new: Actor) -> None:
    code = await make(desk, siti)
    asked = await as_her(desk, new, lambda unit: links.ask(unit, code))
    await as_her(desk, siti, lambda unit: links.answer(unit, asked.id, yes=True))

    async def again(unit: Unit) -> int:
        duplicates.add(unit, siti.person_id, new.person_id, Reason.LINK)
        return len(await unit.fetch("SELECT id FROM duplicates"))

    assert await desk.run(again) == 1
