"""Whom an announcement reaches is found when it goes out; each woman once, and nobody who said no."""

import pytest

from db import announcement_lists, announcement_receivers, announcements, audience, people
from db.announcement_lists import Where
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, Audience, Part, PartKind, State
from domain.purposes import Purpose
from domain.roles import Role
from tests.db.announcement_world import (
    SAMARINDA,
    fill,
    group_of,
    ids,
    known,
    knows,
    now,
    queue,
    rows,
    run_whole,
    says,
    states,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]

STAFF = Part(kind=PartKind.ROLE, value="worker")


async def edit(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


# -- found --------------------------------------------------------------------------------------------------------


async def test_nothing_is_found_before_it_is_due(world: World) -> None:
    await known(world)
    written = await write(world, await world.staff(Role.WORKER))
    world.desk.now_ms = written.due_ms - 1
    assert not await world.run(lambda unit: audience.fill(unit, written))
    assert (await now(world, written)).state is State.WAITING
    assert (await fill(world, written)).state is State.SENDING


async def test_who_is_in_it_is_decided_when_it_goes_out(world: World) -> None:
    early, gone = await known(world), await known(world)
    written = await write(
        world, await world.staff(Role.WORKER), size=2, due_ms=world.desk.now_ms + 86_400_000
    )
    late = await known(world)
    await edit(world, "UPDATE persons SET area = 'batu' WHERE id = $1", gone.person_id)
    await fill(world, written)
    assert set(await states(world, written)) == ids([early, late])


async def test_each_has_one_row_with_why_she_is_left_out(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    told, refusing = await known(world), await known(world)
    await says(world, refusing, Purpose.CONTACT, "withdrawn")
    twice = Audience(those=(*SAMARINDA.those, *SAMARINDA.those))
    await fill(world, await write(world, worker, twice))
    written = await write(world, worker, twice)
    filled = await fill(world, written)
    assert await states(world, filled) == {
        told.person_id: ("found", ""),
        refusing.person_id: ("left_out", "no_consent"),
    }
    assert (filled.filled_to, filled.queued_to) == (-1, 0)


async def test_the_offices_own_people_are_found_by_their_role_whatever_else_they_are_in(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await says(world, worker, Purpose.CONTACT, "no")
    written = await write(world, worker, Audience(those=(*SAMARINDA.those, STAFF)))
    await queue(world, written)
    assert await states(world, written) == {worker.person_id: ("queued", "")}


async def test_slices_find_everybody_once_also_when_two_ticks_come_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "SLICE", 2)
    women = await knows(world, 7)
    written = await write(world, await world.staff(Role.WORKER), size=7)
    world.pass_time(2)
    stale = await now(world, written)
    for _tick in range(8):
        for each in (stale, written):  # both know it as it was long ago
            await world.run(lambda unit, each=each: audience.fill(unit, each))  # type: ignore[misc]
    assert (await now(world, written)).state is State.SENDING
    assert set(await states(world, written)) == ids(women)


async def test_where_nobody_is_found_it_is_done_at_once(world: World) -> None:
    written = await write(world, await world.staff(Role.WORKER))
    done = await fill(world, written)
    assert (done.state, done.ended_ms) == (State.DONE, world.desk.now_ms)


# -- too many -----------------------------------------------------------------------------------------------------


async def grown(world: World, agreed: int, found: int) -> Announcement:
    """A second person agreed to so many, and so many there are when it goes out."""
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    await knows(world, found)
    written = await write(world, worker, size=agreed, needs_second=True)
    await world.run(lambda unit: announcements.agree(unit, written.id), by=admin)
    return await fill(world, written)


@pytest.mark.parametrize(("agreed", "found"), [(3, 8), (8, 3), (60, 66)])
async def test_a_few_more_than_was_agreed_to_go_out(world: World, agreed: int, found: int) -> None:
    assert (await grown(world, agreed, found)).state is State.SENDING


async def test_many_more_wait_for_a_second_person_again_and_are_found_anew(world: World) -> None:
    again = await grown(world, 3, 9)
    assert (again.state, again.size, again.approved_by, again.begun_ms) == (State.APPROVAL, 9, 0, 0)
    assert await rows(world, again) == []
    await edit(
        world,
        "UPDATE persons SET area = 'batu' WHERE id = (SELECT min(person_id) FROM announcement_receivers)",
    )
    admin = await world.staff(Role.ADMIN)
    await world.run(lambda unit: announcements.agree(unit, again.id), by=admin)
    done = await run_whole(world, again)
    assert (done.state, done.approved_size) == (State.DONE, 9)
    assert len(await states(world, again)) == 8


async def test_newly_more_than_the_office_allows_alone_wait_for_a_second_person(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    await world.run(lambda unit: announcements.set_approve_over(unit, world.office, 3), by=admin)
    await knows(world, 4)
    written = await write(world, worker, size=3)
    assert written.state is State.WAITING
    assert (await fill(world, written)).state is State.APPROVAL
    assert await rows(world, written) == []


async def test_a_groups_own_is_never_too_many(world: World) -> None:
    group_id, (treasurer, *_women) = await group_of(world, 5)
    own = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await write(world, treasurer, own, group_id=group_id, size=1)
    assert (await run_whole(world, written)).state is State.DONE


# -- its sender ---------------------------------------------------------------------------------------------------


async def end_roles(world: World, actor: Actor) -> None:
    await edit(world, "UPDATE roles SET until_ms = 1 WHERE person_id = $1", actor.person_id)


async def test_what_a_former_worker_wrote_waits_for_somebody_who_stands_behind_it(world: World) -> None:
    await known(world)
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    written = await write(world, worker)
    await end_roles(world, worker)
    assert (await fill(world, written)).state is State.APPROVAL
    await world.run(lambda unit: announcements.agree(unit, written.id), by=admin)
    assert (await run_whole(world, written)).state is State.DONE


async def test_who_agreed_and_may_no_more_stands_behind_nothing(world: World) -> None:
    """Two stolen accounts that were found out: what they have planned for next week does not go out."""
    await known(world)
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    written = await write(world, worker, needs_second=True)
    await world.run(lambda unit: announcements.agree(unit, written.id), by=admin)
    await end_roles(world, worker)
    await end_roles(world, admin)
    again = await fill(world, written)
    assert (again.state, again.approved_by) == (State.APPROVAL, 0)


async def test_what_a_former_treasurer_wrote_is_stopped(world: World) -> None:
    group_id, (treasurer, *_women) = await group_of(world)
    own = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await write(world, treasurer, own, group_id=group_id)
    await end_roles(world, treasurer)
    assert (await fill(world, written)).state is State.STOPPED
    assert (await world.run(lambda unit: people.list_roles(unit, treasurer.person_id))) == ()


async def test_whose_chat_is_closed_is_one_whom_it_does_not_reach_and_gets_it_once_she_is_back(
    world: World,
) -> None:
    worker, woman, _other = await world.staff(Role.WORKER), await known(world), await known(world, "tuti")
    await edit(world, "UPDATE accounts SET reachable = 0 WHERE id = $1", woman.account_id)
    written = await write(world, worker, size=1)
    await run_whole(world, written)
    assert (await states(world, written))[woman.person_id] == ("failed", "unreachable")
    missed = await world.run(lambda unit: announcement_lists.list_where(unit, written.id, Where.MISSED, 5))
    assert [each.person_id for each in missed] == [woman.person_id], "her worker calls on her another way"
    await edit(world, "UPDATE accounts SET reachable = 1 WHERE id = $1", woman.account_id)
    assert await world.run(lambda unit: announcement_receivers.again(unit, written.id, False), by=worker) == 1
    assert (await run_whole(world, written)).state is State.DONE
    assert (await states(world, written))[woman.person_id] == ("sent", "")
