"""The outbox: what was decided to be said goes out in order, once begun is never begun twice, and nothing is lost."""

from dataclasses import replace
from typing import Any

import pytest

from db import outbox
from db.engine import Write
from db.outbox import ADD_SQL, Queued
from db.people import Actor
from db.unit import Dates, Unit
from db.vault import person as owner_of
from tests.db.desk import Desk

STATES = "queued sending sent retry rejected uncertain held pull dropped".split()


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("demo")


def message(siti: Actor, number: int, **other: Any) -> Queued:
    plain = Queued(
        id=number,
        account_id=siti.account_id,
        person_id=siti.person_id,
        channel="simulator",
        kind="answer",
        lane=1,
        due_ms=1_000,
        body=f"message {number}".encode(),
        made_ms=500,
    )
    return replace(plain, **other)


async def put(desk: Desk, *queued: Queued, state: str = "queued", inbox_id: int | None = None) -> None:
    async def job(unit: Unit) -> None:
        await unit.vault.have([owner_of(each.person_id) for each in queued])
        for n, each in enumerate(queued):
            outbox.add(unit, each, inbox_id=inbox_id, n=n, state=state)

    await desk.run(job)


async def due(
    desk: Desk, now_ms: int = 10_000, *, lane: int = 1, after: int = 0, most: int = 100
) -> list[int]:
    rows = await desk.run(lambda unit: outbox.list_due(unit, "simulator", lane, now_ms, after, most))
    return [row.id for row in rows]


async def states(desk: Desk) -> dict[int, str]:
    async def job(unit: Unit) -> dict[int, str]:
        return {row["id"]: row["state"] for row in await unit.fetch("SELECT id, state FROM outbox")}

    return await desk.run(job)


async def do(desk: Desk, change: Any) -> Any:
    async def job(unit: Unit) -> Any:
        return change(unit)

    return await desk.run(job)


async def test_a_message_comes_back_as_it_was_queued(desk: Desk, siti: Actor):
    for number, other in enumerate([{}, {"urgent": True, "pushed": True}, {"neutral": True}], start=1):
        queued = message(siti, number, **other)
        await put(desk, queued)
        found = await desk.run(lambda unit: outbox.list_due(unit, "simulator", 1, 10_000, 0, 1))
        assert found == [replace(queued, pushed=queued.pushed or queued.neutral)]
        await do(desk, lambda unit: unit.write("DELETE FROM outbox"))


async def test_messages_come_oldest_first_and_only_when_due(desk: Desk, siti: Actor):
    await put(
        desk, *[message(siti, number, due_ms=due_ms) for number, due_ms in ((3, 100), (1, 300), (2, 200))]
    )
    assert await due(desk, 99) == []
    assert await due(desk, 250) == [2, 3]
    assert await due(desk, 300) == [1, 2, 3]
    assert await due(desk, 300, after=1, most=1) == [2]


async def test_lanes_and_channels_are_kept_apart(desk: Desk, siti: Actor):
    await put(desk, message(siti, 1), message(siti, 2, lane=0), message(siti, 3, channel="telegram"))
    assert await due(desk) == [1]
    assert await due(desk, lane=0) == [2]


@pytest.mark.parametrize("state", STATES)
async def test_only_what_is_queued_or_to_be_tried_again_is_due_and_may_begin(desk: Desk, siti: Actor, state):
    await put(desk, message(siti, 1), state=state)
    may = state in ("queued", "retry")
    assert await due(desk) == ([1] if may else [])
    assert await desk.run(lambda unit: outbox.begin(unit, [1, 99])) == ({1} if may else set())
    assert (await states(desk))[1] == ("sending" if may else state)


async def test_what_has_begun_does_not_begin_twice(desk: Desk, siti: Actor):
    await put(desk, message(siti, 1), message(siti, 2))
    assert await desk.run(lambda unit: outbox.begin(unit, [1, 2])) == {1, 2}
    assert await desk.run(lambda unit: outbox.begin(unit, [1, 2])) == set()
    assert [row.tries for row in await desk.run(outbox.list_interrupted)] == [1, 1]


async def test_what_began_in_a_commit_of_unknown_outcome_is_ours_to_send(desk: Desk, siti: Actor):
    """Otherwise it would stay `sending`, and be sent by nobody until the next start."""
    await put(desk, message(siti, 1), message(siti, 2), message(siti, 3))
    await desk.run(lambda unit: outbox.begin(unit, [1]))

    async def again(unit: Unit) -> set[int]:
        unit.retrying = True
        return await outbox.begin(unit, [1, 2])

    assert await desk.run(again) == {1, 2}
    assert [row.tries for row in await desk.run(outbox.list_interrupted)] == [1, 1]


async def test_what_was_being_sent_when_the_program_ended_is_found(desk: Desk, siti: Actor):
    await put(desk, message(siti, 1), message(siti, 2))
    await desk.run(lambda unit: outbox.begin(unit, [2]))
    assert [row.id for row in await desk.run(outbox.list_interrupted)] == [2]


async def test_what_became_of_a_message_is_kept(desk: Desk, siti: Actor):
    await put(desk, *[message(siti, number) for number in range(1, 6)])

    def change(unit: Unit) -> None:
        outbox.sent(unit, 1, "telegram-77", 5_000)
        outbox.retry(unit, 2, 20_000, "timeout")
        outbox.retry(unit, 3, 20_000, "reset", repeat=True)
        outbox.settle(unit, 4, "rejected", "403")
        outbox.postpone(unit, 5, 30_000)

    await do(desk, change)

    async def read(unit: Unit) -> list[tuple[Any, ...]]:
        rows = await unit.fetch(
            "SELECT id, state, message_ref, sent_ms, due_ms, repeats, fault FROM outbox ORDER BY id"
        )
        return [tuple(row[n] for n in range(7)) for row in rows]

    assert await desk.run(read) == [
        (1, "sent", "telegram-77", 5_000, 1_000, 0, ""),
        (2, "retry", "", 0, 20_000, 0, "timeout"),
        (3, "retry", "", 0, 20_000, 1, "reset"),
        (4, "rejected", "", 0, 1_000, 0, "403"),
        (5, "queued", "", 0, 30_000, 0, ""),
    ]
    assert await due(desk, 20_000) == [2, 3]
    assert await desk.run(lambda unit: outbox.next_due(unit, 20_000)) == 30_000
    assert await desk.run(lambda unit: outbox.next_due(unit, 30_000)) is None


async def test_an_unknown_state_is_refused(desk: Desk, siti: Actor):
    await put(desk, message(siti, 1))
    with pytest.raises(Exception, match=r"(?i)check"):
        await do(desk, lambda unit: outbox.settle(unit, 1, "lost", ""))


async def test_after_a_restore_nothing_goes_out_until_a_person_releases_it(desk: Desk, siti: Actor):
    for number, state in enumerate(STATES, start=1):
        await put(desk, message(siti, number), state=state)
    await do(desk, outbox.hold_all)
    assert await due(desk) == []
    held = [number for number, state in (await states(desk)).items() if state == "held"]
    assert sorted(STATES[number - 1] for number in held) == ["held", "queued", "retry", "sending"]
    await do(desk, lambda unit: outbox.release_held(unit, 9_000))
    assert await due(desk, 8_999) == []
    assert await due(desk, 9_000) == sorted(held)


async def test_one_event_has_each_of_its_messages_once(desk: Desk, siti: Actor):
    await put(desk, message(siti, 1), message(siti, 2), inbox_id=7)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await put(desk, message(siti, 3), inbox_id=7)
    await put(desk, message(siti, 4), message(siti, 5))
    await put(desk, message(siti, 6), message(siti, 7))
    assert sorted(await states(desk)) == [1, 2, 4, 5, 6, 7]


async def test_what_waits_until_she_looks_is_listed_and_counted(desk: Desk, siti: Actor):
    await put(desk, message(siti, 2), message(siti, 1), state="pull")
    await put(desk, message(siti, 3))
    found = await desk.run(lambda unit: outbox.list_pulled(unit, siti.account_id, siti.person_id, 10))
    assert [row.id for row in found] == [1, 2]
    assert await desk.run(lambda unit: outbox.count_pulled(unit, siti.account_id, siti.person_id)) == 2
    assert await desk.run(lambda unit: outbox.count_pulled(unit, 99, siti.person_id)) == 0


async def test_states_are_counted_for_the_operator(desk: Desk, siti: Actor):
    for number, state in enumerate(STATES, start=1):
        await put(desk, message(siti, number), state=state)
    assert await desk.run(outbox.count_states) == {
        "sending": 1,
        "uncertain": 1,
        "held": 1,
        "rejected": 1,
        "queued": 2,
    }


async def test_the_message_of_an_erased_woman_is_dropped_and_stops_no_other(desk: Desk, siti: Actor):
    yuyun = await desk.person("demo 2")
    await put(desk, message(siti, 1), message(yuyun, 2))
    await desk.storage.vault.destroy([owner_of(siti.person_id)])
    assert await due(desk) == [2]
    assert await states(desk) == {1: "dropped", 2: "queued"}


async def test_a_row_without_an_account_is_refused_at_the_commit(desk: Desk, siti: Actor):
    with pytest.raises(Exception, match=r"(?i)foreign"):
        await put(desk, message(siti, 1, account_id=99))


async def test_rows_may_be_written_in_one_statement(desk: Desk, siti: Actor):
    async def job(unit: Unit) -> None:
        await unit.vault.have([owner_of(siti.person_id)])
        unit.write_many(
            ADD_SQL,
            [outbox.row_of(unit, message(siti, number), inbox_id=None, n=0) for number in range(1, 30)],
        )

    await desk.run(job)
    assert await due(desk) == list(range(1, 30))


async def test_a_body_moved_to_another_of_her_messages_does_not_open_and_stops_no_other(
    desk: Desk, siti: Actor
):
    await put(desk, message(siti, 1), message(siti, 2))
    swap = Write("UPDATE outbox SET body = (SELECT body FROM outbox WHERE id = 1) WHERE id = 2")
    await desk.storage.engine.perform([swap])
    assert await due(desk) == [1]
    rows = await desk.run(lambda unit: unit.fetch("SELECT state FROM outbox WHERE id = 2"))
    assert rows[0]["state"] == "dropped"


DATES = Dates(due_ms=1, begins_ms=2, useless_ms=3, over_ms=50_000, is_last=True)


async def test_what_belongs_to_a_date_is_read_back_with_it_and_goes_with_its_message(
    desk: Desk, siti: Actor
) -> None:
    async def add(unit: Unit) -> None:
        await unit.vault.have([owner_of(siti.person_id)])
        outbox.add_many(unit, [message(siti, 1, dates=DATES), message(siti, 2)])

    await desk.run(add)
    await put(desk, message(siti, 3, dates=DATES))
    rows = await desk.run(lambda unit: outbox.list_due(unit, "simulator", 1, 10_000, 0, 100))
    assert [row.dates for row in rows] == [DATES, None, DATES]
    assert [row.body for row in rows] == [b"message 1", b"message 2", b"message 3"]

    async def forget(unit: Unit) -> list[int]:
        unit.write("DELETE FROM outbox WHERE id = 1")
        return [row["outbox_id"] for row in await unit.fetch("SELECT outbox_id FROM outbox_dates")]

    assert await desk.run(forget) == [3]


async def test_what_is_over_is_neither_listed_nor_counted(desk: Desk, siti: Actor) -> None:
    desk.now_ms = 50_000
    later = replace(DATES, over_ms=50_001)
    await put(desk, message(siti, 1, dates=DATES), message(siti, 2, dates=later), state="pull")
    found = await desk.run(lambda unit: outbox.list_pulled(unit, siti.account_id, siti.person_id, 10))
    assert [row.id for row in found] == [2]
    assert await desk.run(lambda unit: outbox.count_pulled(unit, siti.account_id, siti.person_id)) == 1
