"""Who may see, read and write a matter, on both engines: every role, every state, and nobody else."""

from dataclasses import replace
from functools import partial

import pytest

from db import matter_rights, matters
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matters import Climbed, Matter
from domain.refusals import NotAllowed
from domain.roles import OF_GROUP, Role
from tests.db.matter_world import MINUTE_MS, act, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

OF_OFFICE = sorted(set(Role) - OF_GROUP)


async def may(world: World, by: Actor, matter: Matter) -> tuple[bool, bool]:
    """Whether she may see that it exists, and read it."""
    sees = True
    try:
        await act(world, by, matter_rights.require_peek, matter, looking=True)
    except NotAllowed:
        sees = False
    return sees, await act(world, by, matter_rights.may_read, matter)


async def look(world: World, matter: Matter, by: Actor, minutes: int = 60) -> None:
    """She has said why she looks."""

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO matter_looks (id, matter_id, person_id, by_person, reason, at_ms, until_ms)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            unit.new_id(),
            matter.id,
            matter.person_id,
            by.person_id,
            b"sealed",
            unit.now_ms,
            unit.now_ms + minutes * MINUTE_MS,
        )

    await world.run(job)


@pytest.mark.parametrize("role", OF_OFFICE)
async def test_of_what_a_colleague_has_each_role_sees_what_it_may_and_reads_nothing(
    world: World, role: Role
) -> None:
    matter = await held(world, await world.woman(), await worker_of(world))
    sees = role in (Role.WORKER, Role.SUPERVISOR)
    assert await may(world, await worker_of(world, role), matter) == (sees, False)


@pytest.mark.parametrize("role", OF_OFFICE)
async def test_of_what_nobody_has_only_those_who_answer_see_that_it_is_there(
    world: World, role: Role
) -> None:
    matter = (await write(world, await world.woman())).matter
    sees = role in (Role.COMPANION, Role.WORKER, Role.SUPERVISOR)
    assert await may(world, await worker_of(world, role), matter) == (sees, False)


@pytest.mark.parametrize("role", OF_OFFICE)
async def test_of_a_complaint_only_those_who_read_complaints_see_that_it_is_there(
    world: World, role: Role
) -> None:
    await worker_of(world, Role.SUPERVISOR)
    about = await worker_of(world)
    chosen = Chosen(complaint=True, about_id=about.person_id)
    matter = (await write(world, await world.woman(), chosen=chosen)).matter
    sees = role is Role.SUPERVISOR
    assert await may(world, await worker_of(world, role), matter) == (sees, False)
    assert await may(world, about, matter) == (False, False)


async def test_a_supervisor_sees_nothing_of_a_complaint_about_her_under_whatever_record(world: World) -> None:
    await worker_of(world, Role.SUPERVISOR)
    about, record = await worker_of(world, Role.SUPERVISOR), await world.woman()

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", record.person_id, about.person_id)

    await world.run(join)
    chosen = Chosen(complaint=True, about_id=record.person_id)
    matter = (await write(world, await world.woman(), chosen=chosen)).matter
    assert await may(world, about, matter) == (False, False)


async def test_its_holder_reads_it_as_long_as_she_works_there(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, await world.woman(), worker)
    assert await may(world, worker, matter) == (True, True)
    assert await may(world, await end_role(world, worker), matter) == (False, False)


async def test_on_a_phone_that_nobody_has_unlocked_nobody_is_its_holder(world: World) -> None:
    worker, woman = await worker_of(world), await world.woman()
    matter = await held(world, woman, worker)
    locked = replace(worker, profiles=True, inside=False)
    assert await may(world, locked, matter) == (False, False)
    with pytest.raises(NotAllowed):
        await act(world, replace(woman, profiles=True, inside=False), matter_rights.require_own, matter)


async def test_who_looks_with_a_reason_reads_for_an_hour_and_never_writes(world: World) -> None:
    matter = await held(world, await world.woman(), await worker_of(world))
    colleague, companion = await worker_of(world), await worker_of(world, Role.COMPANION)
    for each in (colleague, companion):
        await look(world, matter, each)
    assert await may(world, colleague, matter) == (True, True)
    assert await may(world, companion, matter) == (False, False)
    with pytest.raises(NotAllowed):
        await act(world, colleague, matter_rights.require_hold, matter)
    world.pass_time(61)
    assert await may(world, colleague, matter) == (True, False)


async def test_nobody_looks_with_a_reason_into_a_complaint_she_may_not_know_of(world: World) -> None:
    boss = await worker_of(world, Role.SUPERVISOR)
    about, other = await worker_of(world), await worker_of(world)
    chosen = Chosen(complaint=True, about_id=about.person_id)
    matter = (await write(world, await world.woman(), chosen=chosen)).matter
    await act(world, boss, matters.take, matter.id)
    for each in (about, other):
        await look(world, matter, each)
        assert await may(world, each, matter) == (False, False)


async def test_she_herself_is_no_reader_of_it_as_staff(world: World) -> None:
    worker, colleague = await worker_of(world), await worker_of(world)
    matter = await held(world, worker, colleague)
    assert await may(world, worker, matter) == (False, False)
    assert (await act(world, worker, matter_rights.require_own, matter)).id == matter.id
    await look(world, matter, worker)
    assert await may(world, worker, matter) == (False, False)


async def test_what_is_offered_is_seen_by_colleagues_who_could_not_see_it_before(world: World) -> None:
    companion = await worker_of(world, Role.COMPANION)
    matter = await held(world, await world.woman(), await worker_of(world))
    assert await may(world, companion, matter) == (False, False)

    async def offer(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter.id, int(Climbed.OFFERED))

    await world.run(offer)
    assert await may(world, companion, matter) == (True, False)


async def test_one_that_is_not_there_reads_like_a_foreign_one(world: World) -> None:
    worker = await worker_of(world)
    for step in (
        matter_rights.require_read,
        matter_rights.require_hold,
        matter_rights.require_peek,
        matter_rights.require_own,
    ):
        with pytest.raises(NotAllowed):
            await act(world, worker, step, 12_345)


async def test_what_is_asked_is_asked_of_the_matter_as_it_is_now(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    stale = await held(world, woman, one)
    await world.run(partial(matters.set_holder, matter=stale, person_id=other.person_id))
    assert stale.holder_id == one.person_id
    assert not await act(world, one, matter_rights.may_read, stale)
    with pytest.raises(NotAllowed):
        await act(world, one, matter_rights.require_read, stale)


async def test_nothing_of_a_woman_whose_key_is_gone_is_read(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    with pytest.raises(NotAllowed):
        await read(world, worker, await now(world, matter))


async def test_those_who_can_have_it_are_named_in_the_order_asked_each_once(world: World) -> None:
    woman, man, lady = await world.woman(), await worker_of(world), await worker_of(world, woman=True)
    trainer = await worker_of(world, Role.TRAINER, woman=True)
    asked = [each.person_id for each in (lady, trainer, man, woman, lady)]
    plain = (await write(world, woman)).matter
    can = partial(matter_rights.can_hold, matter=plain, person_ids=asked)
    assert await world.run(can) == [lady.person_id, man.person_id]
    assert await world.run(partial(matter_rights.can_hold, matter=plain, person_ids=[])) == []
    for_women = (await write(world, woman, chosen=Chosen(women_only=True))).matter
    can = partial(matter_rights.can_hold, matter=for_women, person_ids=asked)
    assert await world.run(can) == [lady.person_id]
