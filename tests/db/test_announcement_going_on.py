"""What was stopped goes on to whom it has not reached, once, and only for whoever stopped it."""

import pytest

from db import announcement_clock, announcement_going_on, announcements, audience
from db.people import Actor
from domain.announcements import Announcement, AnnouncementGone, Reached, State
from domain.purposes import Purpose
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.announcement_world import (
    counts,
    knows,
    now,
    queue,
    rows,
    says,
    sent,
    settle,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]


async def go_on(world: World, by: Actor, written: Announcement) -> int:
    count: int = await world.run(lambda unit: announcement_going_on.go_on(unit, written.id), by=by)
    return count


async def stop(world: World, by: Actor, written: Announcement) -> None:
    await world.run(lambda unit: announcements.stop(unit, written.id), by=by)


async def test_only_those_who_have_not_got_it_get_it_and_nobody_twice(world: World) -> None:
    women = await knows(world, 4)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, size=4)
    await queue(world, written)
    await sent(world, written, women[0])
    await stop(world, worker, written)
    await says(world, women[3], Purpose.CONTACT, "no")
    assert await go_on(world, worker, written) == 3
    found = await queue(world, written)
    assert (found.state, found.ended_ms, found.ended_by, found.round) == (State.SENDING, 0, 0, 2)
    await sent(world, written)
    assert (await settle(world, written)).state is State.DONE
    assert await counts(world, written) == {Reached.SENT: 3, Reached.LEFT_OUT: 1}
    reached = [each["person_id"] for each in await rows(world, written) if each["state"] == "sent"]
    assert sorted(reached) == sorted(each.person_id for each in women[:3])
    with pytest.raises(AnnouncementGone):
        await go_on(world, worker, written)


async def test_one_that_was_stopped_while_its_receivers_were_being_found_finds_the_others_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "SLICE", 2)
    await knows(world, 5)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, size=5)
    world.desk.now_ms = written.due_ms
    await world.run(lambda unit: audience.fill(unit, written))
    await stop(world, worker, written)
    assert await go_on(world, worker, written) == 5
    assert (await now(world, written)).state is State.FILLING
    await queue(world, written)
    await sent(world, written)
    await settle(world, written)
    assert await counts(world, written) == {Reached.SENT: 5}


async def test_what_a_colleague_has_stopped_stays_stopped_for_everybody_else(world: World) -> None:
    await knows(world, 2)
    worker, colleague, admin = [await world.staff(each) for each in (Role.WORKER, Role.WORKER, Role.ADMIN)]
    written = await write(world, worker, size=2)
    await queue(world, written)
    await stop(world, colleague, written)
    with pytest.raises(AnnouncementGone):
        await go_on(world, worker, written)
    with pytest.raises(NotAllowed):
        await go_on(world, admin, written)
    assert await go_on(world, colleague, written) == 2


async def test_what_was_never_stopped_never_began_or_came_from_an_older_copy_does_not_go_on(
    world: World,
) -> None:
    await knows(world, 1)
    worker = await world.staff(Role.WORKER)
    waiting, stopped, restored = [await write(world, worker) for _n in range(3)]
    await stop(world, worker, stopped)
    await queue(world, restored)
    await world.run(lambda unit: announcement_clock.stop_restored(unit, restored.id))
    for each in (waiting, stopped, restored):
        with pytest.raises(AnnouncementGone):
            await go_on(world, worker, each)


async def test_nobody_is_told_to_go_on_before_the_stop_was_carried_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await knows(world, 5)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, size=5)
    await queue(world, written)
    await stop(world, worker, written)
    monkeypatch.setattr("db.announcement_settling.SLICE", 2)
    monkeypatch.setattr(announcement_going_on, "SLICE", 2)
    assert await go_on(world, worker, written) == 0
    await settle(world, written)
    assert await go_on(world, worker, written) == 5
