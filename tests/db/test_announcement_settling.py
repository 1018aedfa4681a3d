"""What became of each row is taken over as it is, in whatever order it is told, and the announcement ends with it."""

from itertools import permutations

import pytest

from db import announcement_settling, announcements, outbox, statuses
from db.announcement_settling import settle_slice
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, Reached, State
from domain.roles import Role
from tests.db.announcement_world import (
    counts,
    ended,
    knows,
    now,
    queue,
    row_of,
    rows,
    sent,
    settle,
    states,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]

TOLD = ("sent", "delivered", "read", "failed")


async def queued(world: World, count: int = 1) -> tuple[Announcement, list[Actor]]:
    women = await knows(world, count)
    written = await write(world, await world.staff(Role.WORKER), size=count)
    await queue(world, written)
    return written, women


async def tell(world: World, outbox_id: int, *told: str) -> None:
    """The channel says so, in this order."""
    for status in told:
        await world.run(
            lambda unit, status=status: statuses.note(unit, "simulator", str(outbox_id), status)  # type: ignore[misc]
        )


async def changes(world: World) -> int:
    return len(await world.rows("SELECT 1 AS one FROM announcement_changes"))


@pytest.mark.parametrize(
    ("state", "fault", "expected"),
    [
        ("pull", "", ("waiting", "")),
        ("pull", "neutral_waiting", ("waiting", "")),
        ("pull", "cleared", ("waiting", "")),
        ("pull", "no_safe_hour", ("waiting", "no_safe_hour")),
        ("pull", "may_not_write", ("waiting", "may_not_write")),
        ("pull", "window_closed", ("waiting", "window_closed")),
        ("pull", "400 Bad Request", ("failed", "refused")),
        ("rejected", "400 Bad Request", ("failed", "refused")),
        ("uncertain", "no answer", ("uncertain", "")),
        ("dropped", "opted_out", ("left_out", "opted_out")),
        ("dropped", "no_consent", ("left_out", "no_consent")),
        ("dropped", "paused", ("left_out", "paused")),
        ("dropped", "too_late", ("failed", "too_late")),
        ("dropped", "erased", ("failed", "erased")),
        ("dropped", "stopped", ("stopped", "")),
        ("dropped", "whatever", ("failed", "refused")),
        ("sending", "", ("queued", "")),
        ("retry", "429", ("queued", "")),
        ("held", "KeyError", ("queued", "")),
    ],
)
async def test_a_row_says_what_became_of_it(
    world: World, state: str, fault: str, expected: tuple[str, str]
) -> None:
    written, (woman,) = await queued(world)
    await ended(world, written, woman, state, fault)
    settled = await settle(world, written)
    assert await states(world, written) == {woman.person_id: expected}
    assert (settled.state is State.SENDING) is (expected[0] == "queued")
    assert await changes(world) == 0


@pytest.mark.parametrize("before", ["sent", "uncertain"])
@pytest.mark.parametrize(
    ("fault", "expected"),
    [("window_closed", ("waiting", "window_closed")), ("131049 capped", ("failed", "refused"))],
)
async def test_what_was_called_sent_and_could_not_be_brought_is_called_sent_no_more(
    world: World, before: str, fault: str, expected: tuple[str, str]
) -> None:
    written, (woman,) = await queued(world)
    await ended(world, written, woman, before, "")
    await settle(world, written)
    assert await states(world, written) == {woman.person_id: (before, "")}
    await ended(world, written, woman, "pull", fault)
    await settle(world, written)
    assert await states(world, written) == {woman.person_id: expected}


async def test_whom_the_channel_calls_unreachable_is_told_apart_from_what_it_refused(world: World) -> None:
    written, (woman,) = await queued(world)

    async def block(unit: Unit) -> None:
        unit.write("UPDATE accounts SET reachable = 0 WHERE id = $1", woman.account_id)

    await world.run(block)
    await ended(world, written, woman, "pull", "403 Forbidden: bot was blocked by the user")
    await settle(world, written)
    assert await states(world, written) == {woman.person_id: ("failed", "unreachable")}


@pytest.mark.parametrize("order", list(permutations(TOLD)))
async def test_in_whatever_order_the_channel_tells_the_best_is_kept(
    world: World, order: tuple[str, ...]
) -> None:
    written, (woman,) = await queued(world)
    outbox_id = await row_of(world, written, woman)
    for n, status in enumerate(order):
        await tell(world, outbox_id, status)
        if n == 1:
            await sent(world, written)
        await settle(world, written)
    assert await states(world, written) == {woman.person_id: ("read", "")}
    assert await counts(world, written) == {Reached.READ: 1}


async def test_what_was_sent_may_still_turn_out_not_to_have_come(world: World) -> None:
    written, (woman,) = await queued(world)
    await sent(world, written)
    await settle(world, written)
    await tell(world, await row_of(world, written, woman), "failed")
    assert (await settle(world, written)).state is State.DONE
    assert await states(world, written) == {woman.person_id: ("failed", "refused")}


async def test_what_nobody_knew_of_is_known_when_the_channel_tells(world: World) -> None:
    written, (woman,) = await queued(world)
    await ended(world, written, woman, "uncertain")
    await settle(world, written)
    await tell(world, await row_of(world, written, woman), "delivered")
    await settle(world, written)
    assert await states(world, written) == {woman.person_id: ("delivered", "")}


@pytest.mark.parametrize("fault", ["", "400 Bad Request"])
async def test_what_she_finds_by_herself_she_has_read(world: World, fault: str) -> None:
    written, (woman,) = await queued(world)
    await ended(world, written, woman, "pull", fault)
    await settle(world, written)
    outbox_id = await row_of(world, written, woman)

    async def look(unit: Unit) -> None:
        outbox.sent(unit, outbox_id, "", unit.now_ms)

    await world.run(look)
    await settle(world, written)
    assert await states(world, written) == {woman.person_id: ("read", "")}


async def test_what_waits_for_the_morning_keeps_it_open(world: World) -> None:
    written, women = await queued(world, 2)
    await sent(world, written, women[0])
    outbox_id = await row_of(world, written, women[1])

    async def later(unit: Unit) -> None:
        outbox.postpone(unit, outbox_id, unit.now_ms + 36_000_000)

    await world.run(later)
    assert (await settle(world, written)).state is State.SENDING
    assert await counts(world, written) == {Reached.SENT: 1, Reached.QUEUED: 1}
    await sent(world, written)
    done = await settle(world, written)
    assert (done.state, done.ended_ms) == (State.DONE, world.desk.now_ms)


async def test_the_first_moment_at_which_it_was_sent_stays(world: World) -> None:
    written, (woman,) = await queued(world)
    first_ms = world.desk.now_ms
    await sent(world, written)
    await settle(world, written)
    world.pass_time(5)
    await tell(world, await row_of(world, written, woman), "read")
    await settle(world, written)
    (row,) = await world.rows("SELECT sent_ms FROM announcement_receivers")
    assert row["sent_ms"] == first_ms


async def test_only_what_changed_is_looked_at_in_slices(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcement_settling, "SLICE", 2)
    written, women = await queued(world, 5)
    assert await world.run(lambda unit: settle_slice(unit, written)) == 0
    await sent(world, written, *women[:3])
    assert await world.run(lambda unit: settle_slice(unit, written)) == 2
    assert await world.run(lambda unit: settle_slice(unit, written)) == 1
    assert await world.run(lambda unit: settle_slice(unit, written)) == 0
    assert await counts(world, written) == {Reached.SENT: 3, Reached.QUEUED: 2}


async def test_what_was_stopped_is_taken_out_in_slices(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcement_settling, "SLICE", 2)
    written, _women = await queued(world, 5)
    supervisor = await world.staff(Role.SUPERVISOR)
    await world.run(lambda unit: announcements.stop(unit, written.id), by=supervisor)
    assert await world.run(lambda unit: settle_slice(unit, written)) == 2
    assert (await settle(world, written)).state is State.STOPPED
    assert {(each["state"], each["fault"]) for each in await rows(world, written)} == {("dropped", "stopped")}
    assert await counts(world, written) == {Reached.STOPPED: 5}
    assert await changes(world) == 0


async def test_other_messages_leave_no_trace_there(world: World) -> None:
    woman = await world.woman()

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
            " VALUES (5, $1, $2, 'simulator', 'answer', 1, 'queued', 1, 1)",
            woman.account_id,
            woman.person_id,
        )
        outbox.sent(unit, 5, "m5", unit.now_ms)

    await world.run(job)
    await tell(world, 5, "read")
    assert await changes(world) == 0


async def test_two_announcements_take_over_their_own_alone(world: World) -> None:
    first, (woman,) = await queued(world)
    second = await write(world, await world.staff(Role.WORKER))
    await queue(world, second)
    await sent(world, first)
    await sent(world, second)
    assert (await settle(world, second)).state is State.DONE
    assert (await now(world, first)).state is State.SENDING
    assert await states(world, first) == {woman.person_id: ("queued", "")}
    assert (await settle(world, first)).state is State.DONE
