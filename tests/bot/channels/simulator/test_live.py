"""The live feed: every event once and in order, and an honest "reset" when that is not possible."""

import asyncio
import re
from collections.abc import AsyncIterator

from bot.channels.simulator.limits import LIVE_EVENTS_KEPT
from bot.channels.simulator.live import Live


async def frames(feed: AsyncIterator[str], count: int) -> list[str]:
    async with asyncio.timeout(5):
        return [await anext(feed) for _ in range(count)]


def kinds(found: list[str]) -> list[str]:
    return [kind for frame in found for kind in re.findall(r"^event: (\w+)$", frame, re.MULTILINE)]


def last_id(frame: str) -> str:
    return re.findall(r"^id: (\S+)$", frame, re.MULTILINE)[-1]


async def test_a_new_reader_is_told_to_load_and_then_follows() -> None:
    live = Live()
    live.tell("message", {"old": True})
    feed = live.follow("")
    assert kinds(await frames(feed, 1)) == ["reset"]
    live.tell("typing", {})
    live.tell("message", {})
    assert kinds(await frames(feed, 2)) == ["typing", "message"]


async def test_a_reader_that_was_away_gets_exactly_what_it_missed() -> None:
    live = Live()
    feed = live.follow("")
    await frames(feed, 1)
    live.tell("message", {"n": 1})
    (first,) = await frames(feed, 1)
    await feed.aclose()
    live.tell("message", {"n": 2})
    live.tell("message", {"n": 3})
    found = await frames(live.follow(last_id(first)), 3)
    assert [frame.split("data: ")[1].strip() for frame in found[1:]] == ['{"n": 2}', '{"n": 3}']


async def test_a_reader_of_another_start_or_too_far_behind_loads_anew() -> None:
    live = Live()
    live.tell("message", {})
    feed = live.follow("")
    old = last_id((await frames(feed, 1))[0])
    for _ in range(LIVE_EVENTS_KEPT + 5):
        live.tell("typing", {})
    for id_ in (old, "other-1", old.split("-")[0] + "-999999", "x", "-"):
        assert kinds(await frames(live.follow(id_), 1)) == ["reset"]
    assert kinds(await frames(feed, 1)) == ["reset"]


async def test_closing_ends_every_reader() -> None:
    live = Live()
    feed = live.follow("")
    await frames(feed, 1)
    waiting = asyncio.ensure_future(anext(feed, "end"))
    await asyncio.sleep(0)
    live.close()
    assert await waiting == "end"


async def test_what_people_write_cannot_break_out_of_a_frame() -> None:
    live = Live()
    feed = live.follow("")
    await frames(feed, 1)
    live.tell("message", {"text": "a\n\nevent: toast\ndata: {}"})
    assert kinds(await frames(feed, 1)) == ["message"]
