"""`check` finds each promise that was broken by hand, names the announcement, and finds nothing where all is well."""

from pathlib import Path
from typing import Any

import pytest

from db import announcements
from db.announcement_check import _FAULTS, LOOKED_WITHIN_MS, Verdict, verify_all
from db.unit import Unit
from domain.announcements import Announcement
from domain.roles import Role
from tests.db.announcement_world import ended, knows, queue, run_whole, sent, settle, words, write
from tests.db.desk import open_desk
from tests.db.office_world import World, world

__all__ = ["world"]

# How SQLite says that it reads all receivers of one announcement.
_OF_ANNOUNCEMENT = "announcement_receivers_state (announcement_id=?)"


async def verify(world: World) -> Verdict:
    found = await verify_all(world.desk.storage.engine, world.desk.now_ms)
    await world.desk.storage.engine.rollback()
    return found


async def plant(world: World, sql: str, *params: Any) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


async def half_sent(world: World) -> Announcement:
    """One that was sent, one that is queued."""
    women = await knows(world, 2)
    written = await write(world, await world.staff(Role.WORKER), content=words("Datang?", "Ya"), size=2)
    await queue(world, written)
    await sent(world, written, women[0])
    return await settle(world, written)


async def test_a_life_as_it_should_be_has_no_fault(world: World) -> None:
    women = await knows(world, 4)
    worker = await world.staff(Role.WORKER)
    await run_whole(world, await write(world, worker, size=4))
    stopped = await write(world, worker, size=4)
    await queue(world, stopped)
    await ended(world, stopped, women[0], "uncertain")
    await world.run(lambda unit: announcements.stop(unit, stopped.id), by=worker)
    await settle(world, stopped)
    back = await write(world, worker)
    await world.run(lambda unit: announcements.call_back(unit, back.id), by=worker)
    await write(world, worker, size=500)
    await half_sent(world)
    assert await verify(world) == Verdict(live=1, waiting=1, uncertain=1, receivers=14)


NEW_ROW = (
    "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, notice_id, made_ms)"
    " SELECT 5, account_id, person_id, channel, kind, lane, '{state}', 1, notice_id, 1 FROM outbox"
    " WHERE state = '{of}' AND notice_id = $1"
)


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE announcement_receivers SET outbox_id = 5 WHERE announcement_id = $1 AND state = 'queued'",
            "has a receiver whose message is not in the outbox",
        ),
        (NEW_ROW.format(state="queued", of="queued"), "has a message in the outbox that is nobody's"),
        (NEW_ROW.format(state="pull", of="sent"), "goes to somebody twice"),
        (
            "UPDATE announcement_receivers SET state = 'sent' WHERE announcement_id = $1 AND state = 'queued'",
            "calls sent what the channel has not taken",
        ),
        (
            "UPDATE announcement_receivers SET state = 'left_out' WHERE announcement_id = $1 AND state = 'queued'",
            "has a message for somebody it is not for",
        ),
        (
            "UPDATE announcements SET state = 'waiting' WHERE id = $1",
            "has not begun, or was taken back, and something of it is in the outbox",
        ),
        (
            "UPDATE announcements SET state = 'done', ended_ms = 5 WHERE id = $1",
            "is done, and somebody has not been told",
        ),
        ("UPDATE announcements SET ended_ms = 5 WHERE id = $1", "is over without a day, or goes on with one"),
        (
            "UPDATE announcements SET approved_by = made_by WHERE id = $1",
            "was agreed to by whoever wrote it",
        ),
        (
            "UPDATE announcement_receivers SET answer = 2 WHERE announcement_id = $1",
            "has an answer that it did not ask for",
        ),
        (
            "UPDATE persons SET demo = 1 WHERE id IN (SELECT person_id FROM announcement_receivers"
            " WHERE announcement_id = $1)",
            "is for an invented woman, and its sender is real",
        ),
        (
            "UPDATE announcements SET state = 'stopped', ended_ms = 5 WHERE id = $1",
            "was stopped, and something of it has not been taken out",
        ),
    ],
)
async def test_what_was_broken_by_hand_is_named(world: World, sql: str, fault: str) -> None:
    written = await half_sent(world)
    await plant(world, "UPDATE organisations SET demo = 0")
    assert (await verify(world)).fault == ""
    await plant(world, sql, written.id)
    found = await verify(world)
    assert (found.fault, found.announcement) == (fault, written.id)


async def test_what_the_clock_should_have_begun_is_counted(world: World) -> None:
    written = await write(world, await world.staff(Role.WORKER))
    world.desk.now_ms = written.due_ms + LOOKED_WITHIN_MS
    assert (await verify(world)).left == 0
    world.desk.now_ms += 1
    assert (await verify(world)).left == 1


async def test_no_look_goes_through_all_receivers_for_each_row(tmp_path: Path) -> None:
    """With one announcement live to 100,000 that took `check` hours. On SQLite: PostgreSQL plans by what is there."""
    async with open_desk(tmp_path) as desk:
        for fault, sql in _FAULTS:
            plan = await desk.run(lambda unit, sql=sql: unit.fetch(f"EXPLAIN QUERY PLAN {sql}"))  # type: ignore[misc]
            steps = [str(each["detail"]) for each in plan]
            nested = steps[next((n for n, step in enumerate(steps) if "SUBQUERY" in step), len(steps)) :]
            assert not [each for each in nested if each.endswith(_OF_ANNOUNCEMENT)], fault
