"""One message for many: its text is kept once, each receiver gets it under her own address, in resumable slices."""

import json

import pytest

from db import notices, outbox, people
from db.engine import Fetch, Write
from db.outbox import Queued
from db.people import Actor
from db.vault import SealBroken
from db.vault import person as owner_of
from tests.db.desk import Desk

BODY = b'{"text":"Pertemuan hari Sabtu."}'


async def women(desk: Desk, count: int) -> list[Actor]:
    return [await desk.person(f"demo {number}") for number in range(count)]


async def notice(desk: Desk) -> int:
    return await desk.run(lambda unit: notices.add(unit, BODY))


async def queue(desk: Desk, notice_id: int, after_account: int = 0) -> tuple[int, int]:
    return await desk.run(
        lambda unit: notices.queue_for_all(
            unit, notice_id, kind="broadcast", lane=5, after_account=after_account
        )
    )


async def due(desk: Desk) -> list[Queued]:
    return await desk.run(
        lambda unit: outbox.list_due(unit, "simulator", 5, desk.now_ms, 0, 2 * notices.SLICE)
    )


async def test_each_woman_gets_the_message_under_her_own_address(desk: Desk):
    actors = await women(desk, 3)
    assert await queue(desk, await notice(desk)) == (3, actors[-1].account_id)
    rows = await due(desk)
    assert [json.loads(row.body) for row in rows] == [
        {"chat": f"demo {number}", "text": "Pertemuan hari Sabtu."} for number in range(3)
    ]
    assert [row.person_id for row in rows] == [actor.person_id for actor in actors]
    assert all(row.pushed for row in rows)


async def test_the_text_is_kept_once(desk: Desk):
    await women(desk, 3)
    await queue(desk, await notice(desk))
    kept, bodies = await desk.storage.engine.perform(
        [Fetch("SELECT id FROM notices"), Fetch("SELECT id FROM outbox WHERE body IS NOT NULL")]
    )
    assert (len(kept), len(bodies)) == (1, 0)


async def test_who_cannot_be_reached_gets_no_row(desk: Desk):
    actors = await women(desk, 2)

    async def block(unit: object) -> None:
        people.set_reachable(unit, actors[0].account_id, False)  # type: ignore[arg-type]

    await desk.run(block)
    assert (await queue(desk, await notice(desk)))[0] == 1


async def test_slices_go_on_where_the_last_one_ended_and_miss_nobody(desk: Desk):
    actors = await women(desk, 1)
    base = actors[0]
    more = notices.SLICE + 5
    await desk.storage.engine.perform(
        [
            Write(
                "INSERT INTO accounts (id, channel, address_hash, address, person_id, created_ms)"
                " VALUES ($1, 'simulator', $2, $2, $3, 0)",
                [(base.account_id + number, b"%d" % number, base.person_id) for number in range(1, more)],
            )
        ]
    )
    notice_id = await notice(desk)
    first, after = await queue(desk, notice_id)
    second, last = await queue(desk, notice_id, after)
    assert (first, second) == (notices.SLICE, 5)
    assert await queue(desk, notice_id, last) == (0, last)
    rows = (await desk.storage.engine.perform([Fetch("SELECT DISTINCT account_id FROM outbox")]))[0]
    assert len(rows) == more


async def test_an_erased_woman_s_row_is_dropped_and_stops_no_other(desk: Desk):
    actors = await women(desk, 3)
    await queue(desk, await notice(desk))
    await desk.storage.vault.destroy([owner_of(actors[1].person_id)])
    assert [row.person_id for row in await due(desk)] == [actors[0].person_id, actors[2].person_id]


async def test_a_notice_whose_key_is_gone_drops_its_rows_only(desk: Desk):
    await women(desk, 2)
    first, second = await notice(desk), await notice(desk)
    for each in (first, second):
        await queue(desk, each)
    await desk.storage.vault.destroy([notices.owner_of(first)])
    assert len(await due(desk)) == 2
    assert len(await due(desk)) == 2


async def test_a_text_moved_to_another_notice_does_not_open(desk: Desk):
    await women(desk, 1)
    first, second = await notice(desk), await notice(desk)
    await queue(desk, second)
    move = "UPDATE notices SET owner = $2, body = (SELECT body FROM notices WHERE id = $3) WHERE id = $1"
    await desk.storage.engine.perform([Write(move, [(second, notices.owner_of(first), first)])])
    with pytest.raises(SealBroken):
        await due(desk)
