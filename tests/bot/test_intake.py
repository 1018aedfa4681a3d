"""What comes in: stored once, acknowledged after the commit, handled after a crash, and no event stops the others."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import intake
from bot.channels.base import Incoming, RawEvent
from db import inbox
from db.engine import Row, Statement, StorageUnavailable
from db.inbox import TRIES_MAX
from db.unit import Unit
from handlers import house
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        await opened.knows("siti")
        yield opened


async def store_only(room: Room, *events: RawEvent, tries: int = 1) -> None:
    """Stored, and then the program ended."""

    rows = [(room.desk.storage.ids.new(), each.channel, each.key, each.body) for each in events]

    async def store(unit: Unit) -> None:
        await inbox.add(unit, rows, unit.now_ms)

    async def count(unit: Unit) -> None:
        for row in rows:
            unit.write("UPDATE inbox SET tries = $2 WHERE id = $1", row[0], tries)

    await room.desk.run(store)
    await room.desk.run(count)


async def warm(room: Room) -> None:
    """The program runs: from now on what comes is stored and handled in one transaction."""
    await room.happens(room.raw("siti", text="menu"))
    room.paper.table.clear()


async def commits_of(room: Room, *events: RawEvent) -> int:
    """How many commits it took until these were handled; their answers wait at the gate."""
    room.paper.gate.clear()
    before = room.desk.storage.writer.commits
    await asyncio.wait_for(room.intake.store(list(events)), 20)
    await asyncio.wait_for(room.turns.drain(), 20)
    count = room.desk.storage.writer.commits - before
    room.paper.gate.set()
    await room.rest()
    return count


def on_decoding(
    room: Room, word: bytes, call: Callable[[], Coroutine[Any, Any, None]]
) -> list[asyncio.Task[None]]:
    """When that word is read for the first time this begins as well; its task."""
    understand, begun = room.paper.decode, list[asyncio.Task[None]]()

    def decode(body: bytes, event: Any = None) -> Incoming:
        if word in body and not begun:
            begun.append(asyncio.create_task(call()))
        return understand(body, event)

    room.paper.decode = decode  # type: ignore[method-assign]
    return begun


# -- stored and handled at once -----------------------------------------------------------------------------------------


async def test_an_event_is_stored_handled_and_answered_with_one_commit(room: Room) -> None:
    await warm(room)
    answers: list[list[str]] = []
    room.turns._hand_over = lambda queued: answers.append([row.channel for row in queued])
    before = room.desk.storage.writer.commits
    await room.intake.store([room.raw("siti", text="umur")])
    assert room.desk.storage.writer.commits == before + 1
    assert answers == [["paper"]]
    assert (await room.events())[-1] == "done"
    assert room.turns.waiting == 0


async def test_the_first_event_after_a_start_is_stored_before_it_is_handled(room: Room) -> None:
    await room.restart()
    assert await commits_of(room, room.raw("siti", text="umur")) >= 2
    assert room.last("siti").text == "Umur?"


async def test_after_an_end_that_was_no_stop_every_event_is_stored_first(room: Room) -> None:
    await warm(room)
    await room.restart()
    for text in ("umur", "31", "umur"):
        before = room.turns.counts["handled"]
        assert await commits_of(room, room.raw("siti", text=text)) >= 2
        assert room.turns.counts["handled"] == before + 1


async def test_after_an_orderly_stop_only_the_first_is(room: Room) -> None:
    await warm(room)
    await room.intake.stop()
    await room.restart()
    await room.happens(room.raw("siti", text="menu"))
    before = room.desk.storage.writer.commits
    await room.intake.store([room.raw("siti", text="umur")])
    assert room.desk.storage.writer.commits == before + 1


async def test_what_comes_after_the_stop_was_written_down_is_stored_first_and_it_was_none(room: Room) -> None:
    await warm(room)
    await room.intake.stop()
    assert await commits_of(room, room.raw("siti", text="umur")) >= 2
    await room.restart()
    for text in ("31", "umur"):
        assert await commits_of(room, room.raw("siti", text=text)) >= 2


async def test_of_two_events_of_a_chat_the_second_waits_for_the_first(room: Room) -> None:
    await warm(room)
    await room.knows("yuyun")
    await room.happens(
        room.raw("siti", text="umur"),
        room.raw("yuyun", text="warna"),
        room.raw("siti", text="31"),
        room.raw("siti", text="umur"),
    )
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun.", "Umur?"]
    assert [each.text for each in room.paper.table["yuyun"]] == ["Warna apa?"]
    assert set(await room.events()) == {"done"}


async def test_an_event_of_a_chat_in_which_something_waits_is_handled_behind_it(room: Room) -> None:
    await warm(room)
    texts = ("umur", "31", "umur", "32")
    storing = [asyncio.create_task(room.intake.store([room.raw("siti", text=each)])) for each in texts[:2]]
    await asyncio.sleep(0)
    storing.append(asyncio.create_task(room.intake.store([room.raw("siti", text=texts[2])])))
    await asyncio.wait_for(asyncio.gather(*storing), 20)
    await room.happens(room.raw("siti", text=texts[3]))
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun.", "Umur?", "32 tahun."]


async def test_a_double_is_found_before_its_turn(room: Room) -> None:
    await warm(room)
    event = room.raw("siti", text="umur", key="same")
    await room.happens(event)
    await room.happens(event, room.raw("siti", text="31"), event)
    await room.happens(event)
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun."]
    assert room.intake.counts["doubles"] == 3


async def test_what_cannot_be_read_does_not_keep_what_came_with_it(room: Room) -> None:
    await warm(room)
    bad = replace(room.raw("siti", text="x"), body=b"{")
    await room.happens(room.raw("siti", text="umur"), bad)
    assert (await room.events())[1:] == ["done", "quarantined"]
    assert room.last("siti").text == "Umur?"


async def test_a_talk_that_raises_leaves_its_event_behind_and_is_told_of(room: Room) -> None:
    await warm(room)
    await room.knows("yuyun")
    await room.says("siti", "pecah")
    await room.happens(room.raw("siti", text="merah"), room.raw("yuyun", text="umur"))
    assert (await room.events())[-2:] == ["failed", "done"]
    assert room.last("siti").text == house.FAULT.message
    assert room.last("yuyun").text == "Umur?"
    assert await room.notes() == []


async def test_what_breaks_with_all_it_shares_is_stored_first_and_answered(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(room)
    take, tried = room.turns.take, []

    async def break_once(*args: Any) -> Any:
        tried.append((await args[0].fetch_one("SELECT count(*) AS n FROM inbox"))["n"])
        if len(tried) == 1:
            raise RuntimeError("shared")
        return await take(*args)

    monkeypatch.setattr(room.turns, "take", break_once)
    await room.happens(room.raw("siti", text="umur"))
    assert room.last("siti").text == "Umur?"
    assert tried == [2, 2]  # in its own transaction, and then in another one, stored before
    assert await room.events() == ["done", "done"]


async def test_what_breaks_is_not_overtaken_by_what_came_after_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(room)
    later: list[asyncio.Task[None]] = []
    take = room.turns.take

    async def break_once(*args: Any) -> Any:
        if not later:
            later.append(asyncio.create_task(room.intake.store([room.raw("siti", text="31")])))
            await asyncio.sleep(0)
            raise RuntimeError("shared")
        return await take(*args)

    monkeypatch.setattr(room.turns, "take", break_once)
    await room.happens(room.raw("siti", text="umur"))
    await asyncio.wait_for(later[0], 20)
    await room.rest()
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun."]


async def test_what_came_with_a_double_is_not_overtaken_by_what_came_after_it(room: Room) -> None:
    await warm(room)
    double = room.raw("yuyun", text="menu")
    await room.happens(double)
    later = on_decoding(room, b"umur", lambda: room.intake.store([room.raw("siti", text="31")]))
    await room.happens(double, room.raw("siti", text="umur"))
    await asyncio.wait_for(later[0], 20)
    await room.rest()
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun."]


async def test_what_came_with_a_double_is_handled_also_if_its_caller_goes_away(room: Room) -> None:
    await warm(room)
    double = room.raw("yuyun", text="menu")
    await room.happens(double)

    async def go_away() -> None:
        async def job(unit: Unit) -> None:  # in the writer's hands, right after what was stored
            storing.cancel()

        await room.desk.run(job)

    later = on_decoding(room, b"umur", go_away)
    storing = asyncio.create_task(room.intake.store([double, room.raw("siti", text="umur")]))
    await asyncio.wait([storing], timeout=20)
    await asyncio.wait_for(later[0], 20)
    await room.intake.drain()
    await room.rest()
    assert set(await room.events()) == {"done"}
    assert room.last("siti").text == "Umur?"


@pytest.mark.parametrize("goes_away", [False, True])
async def test_after_a_commit_of_unknown_outcome_each_is_handled_once_and_in_order(
    room: Room, monkeypatch: pytest.MonkeyPatch, goes_away: bool
) -> None:
    """It was committed: one event handled, the next of her chat stored. Nobody heard of it, and more has come since."""
    await warm(room)
    engine = room.desk.storage.engine
    later: list[asyncio.Task[None]] = []
    perform = engine.perform

    async def lose_one(statements: Sequence[Statement]) -> list[list[Row]]:
        found = await perform(statements)
        if statements[-1].sql == "COMMIT" and not later:
            later.append(asyncio.create_task(room.intake.store([room.raw("siti", text="umur", at_ms=1)])))
            if goes_away:
                storing.cancel()
            raise StorageUnavailable("the wire was cut")
        return found

    monkeypatch.setattr(engine, "perform", lose_one)
    storing = asyncio.create_task(
        room.intake.store([room.raw("siti", text="umur"), room.raw("siti", text="31")])
    )
    await asyncio.wait([storing], timeout=20)
    await asyncio.wait_for(later[0], 20)
    await asyncio.wait_for(room.turns.drain(), 20)
    assert set(await room.events()) == {"done"}
    answered = await room.table("SELECT inbox_id FROM outbox ORDER BY id")
    assert answered == await room.table("SELECT id FROM inbox ORDER BY id")
    assert room.intake.counts["stored"] + room.intake.counts["doubles"] == len(answered)


async def test_a_caller_who_goes_away_is_waited_for_at_the_end(room: Room) -> None:
    await warm(room)
    storing = asyncio.create_task(room.intake.store([room.raw("siti", text="umur")]))
    await asyncio.sleep(0)
    storing.cancel()
    await asyncio.wait_for(room.intake.drain(), 20)
    assert (await room.events())[-1] == "done"
    await room.rest()
    assert room.last("siti").text == "Umur?"


async def test_who_comes_when_the_program_has_stopped_is_told_so_and_not_kept_waiting(room: Room) -> None:
    await warm(room)
    await room.desk.storage.writer.stop()
    for _time in range(3):
        calls = [room.intake.store([room.raw("siti", text="umur")]) for _caller in range(2)]
        told = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 20)
        assert [type(each) for each in told] == [StorageUnavailable] * 2
    await asyncio.wait_for(room.intake.drain(), 20)
    assert room.intake.list_unstored() == []


# -- each once, each in its order -----------------------------------------------------------------------------------------


async def test_an_event_that_comes_again_takes_effect_once(room: Room) -> None:
    event = room.raw("siti", text="umur", key="same")
    await room.happens(event, event)
    await room.happens(event)
    await asyncio.gather(*[room.intake.store([event]) for _time in range(20)])
    await room.rest()
    assert len(room.paper.table["siti"]) == 1
    assert await room.events() == ["done"]
    assert room.intake.counts == {"stored": 1, "doubles": 22, "quarantined": 0}


async def test_the_same_key_on_another_channel_is_another_event(room: Room) -> None:
    event = room.raw("siti", text="umur", key="same")
    other = replace(event, channel="other")
    await room.happens(event, other)
    assert await room.events() == ["done", "quarantined"]


async def test_storing_returns_only_when_the_events_are_committed(room: Room) -> None:
    await room.intake.store([room.raw("siti", text="umur")])
    assert len(await room.events()) == 1


async def test_events_of_one_call_and_of_many_keep_their_order_in_a_chat(room: Room) -> None:
    calls = [[room.raw("siti", text=text)] for text in ("umur", "31", "umur", "32", "umur")]
    await asyncio.gather(*[room.intake.store(call) for call in calls])
    await room.rest()
    texts = [each.text for each in room.paper.table["siti"]]
    assert texts == ["Umur?", "31 tahun.", "Umur?", "32 tahun.", "Umur?"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"kind": "never"}', b'{"kind": "text"}', b"\xff\xfe"])
async def test_what_cannot_be_understood_is_laid_aside_and_stops_nobody(room: Room, body: bytes) -> None:
    bad = replace(room.raw("siti", text="x"), body=body)
    await room.happens(room.raw("siti", text="umur"), bad, room.raw("siti", text="31"))
    assert await room.events() == ["done", "quarantined", "done"]
    assert room.last("siti").text == "31 tahun."
    assert room.intake.counts["quarantined"] == 1


async def test_a_decoder_that_breaks_is_taken_as_an_event_that_cannot_be_understood(room: Room) -> None:
    understand = room.paper.decode

    def decode(body: bytes, event: Any = None) -> Incoming:
        if b"bad" in body:
            raise RuntimeError("somebody's words")
        return understand(body, event)

    room.paper.decode = decode  # type: ignore[method-assign]
    await room.happens(room.raw("siti", text="bad"), room.raw("siti", text="umur"))
    assert await room.table("SELECT fault FROM inbox ORDER BY id") == ["RuntimeError", ""]
    assert room.last("siti").text == "Umur?"


async def test_what_was_stored_and_not_handled_is_handled_at_the_next_start_in_order(room: Room) -> None:
    await store_only(room, *[room.raw("siti", text=text) for text in ("umur", "31", "umur")])
    assert await room.intake.recover() == 3
    await room.rest()
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun.", "Umur?"]
    assert await room.events() == ["done"] * 3
    assert await room.intake.recover() == 0


async def test_each_try_after_a_crash_is_committed_before_it_begins(room: Room) -> None:
    seen: list[int] = []
    understand = room.paper.decode

    def decode(body: bytes, event: Any = None) -> Incoming:
        reader.submit(note_tries)
        return understand(body, event)

    async def note_tries(unit: Unit) -> None:
        seen.extend(row["tries"] for row in await unit.fetch("SELECT tries FROM inbox"))

    reader = room.desk.storage.writer
    room.paper.decode = decode  # type: ignore[method-assign]
    await store_only(room, room.raw("siti", text="umur"))
    await room.intake.recover()
    assert seen[0] == 2


async def test_an_event_that_ended_the_program_three_times_is_laid_aside(room: Room) -> None:
    await store_only(room, room.raw("siti", text="umur"), tries=TRIES_MAX)
    await store_only(room, room.raw("siti", text="warna"), tries=TRIES_MAX - 1)
    await room.intake.recover()
    await room.rest()
    assert await room.events() == ["quarantined", "done"]
    assert [each.text for each in room.paper.table["siti"]] == ["Warna apa?"]


async def test_events_of_a_channel_that_is_switched_off_wait_for_it(room: Room) -> None:
    await store_only(room, replace(room.raw("siti", text="umur"), channel="other"))
    await room.intake.recover()
    assert await room.events() == ["new"]
    assert await room.table("SELECT tries FROM inbox") == [1]


async def test_more_events_than_one_page_are_all_taken_up(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "RECOVERY_SLICE", 3)
    await store_only(room, *[room.raw("siti", text="menu") for _number in range(10)])
    assert await room.intake.recover() == 10
    assert Counter(await room.events()) == {"done": 10}


async def test_who_brings_more_than_fits_waits(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Back-pressure: the channel is not asked for more while too much waits."""
    monkeypatch.setattr(intake, "WAITING_MAX", 5)
    await asyncio.wait_for(room.intake.store([room.raw("siti", text="menu") for _number in range(30)]), 20)
    assert room.turns.waiting == 0
    assert Counter(await room.events()) == {"done": 30}


async def test_nothing_is_stored_of_an_empty_call(room: Room) -> None:
    await room.intake.store([])
    assert await room.events() == []


async def test_one_broken_body_does_not_stop_the_start(room: Room) -> None:
    await store_only(room, room.raw("siti", text="umur"), room.raw("siti", text="warna"))

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE inbox SET body = $1 WHERE id = (SELECT min(id) FROM inbox)", b"broken" * 9)

    await room.desk.run(spoil)
    await room.intake.recover()
    await room.rest()
    assert await room.events() == ["quarantined", "done"]
