"""The program sleeps, dies and is started twice, the clock jumps: what she wrote climbs once, and nobody is told twice."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path

import pytest

from db.unit import Unit
from tests.fakes.bot_api import BotApi
from tests.kill.ground import Fill, Grounds
from tests.kill.nursery import nursery
from tests.kill.test_loan_clock import END_S, WATCHED_S, Phone, night, wib
from tests.kill.writing import BEGAN, BOSS, COLLEAGUE, PLANNED, WOMAN, WORKER, a_letter, a_morning

pytestmark = [pytest.mark.slow, pytest.mark.kill]

UNANSWERED, TO_TAKE, FORGOTTEN, DIGEST = "belum dijawab", "bisa diambil", "terlalu lama", "Selamat pagi"

# Steps of a life in which it climbs: shortly before it does, and when it has sent everything; PostgreSQL takes more of
# them. Killed at every so many in `make test`, at each in `make kill`.
STEPS, STEPS_POSTGRES = (270, 430), (470, 730)
EVERY = 31

# She wrote on Monday at nine. When the program is up for a moment, how far it has climbed by then, and how many
# messages the three have heard: who has it, a colleague, who leads.
MOMENTS: tuple[tuple[datetime, int, tuple[int, int, int]], ...] = (
    (wib(2, 2, 10), 0, (0, 0, 0)),
    (
        wib(2, 2, 11, 1),
        1,
        (1, 0, 0),
    ),  # a minute more than two hours: to prepare the records takes seconds of them
    (wib(2, 2, 11, 2), 1, (1, 0, 0)),
    (wib(2, 2, 10, 30), 1, (1, 0, 0)),  # the clock jumps back
    (wib(2, 2, 11, 1), 1, (1, 0, 0)),  # and lives that moment again
    (night(2, 3), 1, (1, 0, 0)),  # it was down all day, and comes back at night
    (wib(2, 3, 8), 2, (2, 1, 1)),  # a colleague is asked; the digest of the morning
    (wib(2, 3, 8, 30), 2, (2, 1, 1)),
    (wib(2, 2, 12), 2, (2, 1, 1)),  # a day back
    (wib(2, 3, 9, 1), 3, (2, 1, 2)),
    (wib(2, 3, 15), 3, (2, 1, 2)),
    (wib(2, 7, 9), 3, (2, 1, 2)),  # a Saturday
    (wib(2, 9, 12), 3, (2, 1, 2)),  # it was down in the morning
    (wib(2, 10, 8), 3, (3, 2, 3)),  # the digests go on until somebody answers
)


class Letter(Phone):
    """The three, on a ground of their own."""

    async def climbed(self) -> int:
        """How far it has climbed, as it is on record."""

        async def read(unit: Unit) -> int:
            row = await unit.fetch_one("SELECT climbed FROM matters")
            assert row is not None
            return int(row["climbed"])

        async with self._ground.open() as storage:
            return await storage.writer.run(read)

    async def written_for(self) -> list[str]:
        """For whom a message was ever written, as it is on record."""

        async def read(unit: Unit) -> list[str]:
            rows = await unit.fetch(
                "SELECT person_id, count(*) AS n FROM outbox GROUP BY person_id ORDER BY person_id"
            )
            return [str(each["n"]) for each in rows]

        async with self._ground.open() as storage:
            return await storage.writer.run(read)

    @property
    def heard(self) -> tuple[int, int, int]:
        """How many messages each phone has rung with."""
        worker, colleague, boss = (len(self._api.accepted_in(chat)) for chat in (WORKER, COLLEAGUE, BOSS))
        return worker, colleague, boss

    async def kept(self) -> int:
        """How many messages of both sides are on record."""

        async def read(unit: Unit) -> int:
            return len(await unit.fetch("SELECT id FROM matter_messages"))

        async with self._ground.open() as storage:
            return await storage.writer.run(read)

    def said(self, chat: int) -> str:
        return " | ".join(each.text for each in self._api.accepted_in(chat))


def prepared(folder: Path, server: str, fill: Fill = a_letter) -> AbstractAsyncContextManager[Grounds]:
    """She has written on Monday at nine."""
    ahead_ms = round((BEGAN.timestamp() - time.time()) * 1000)
    return Grounds.prepared(folder, server, fill, ahead_ms=ahead_ms)


@pytest.fixture
async def letter(tmp_path: Path, server: str) -> AsyncIterator[Letter]:
    """On a ground of this test's own, on either engine."""
    async with prepared(tmp_path, server) as grounds, grounds.fresh() as ground, BotApi.running() as api:
        yield Letter(ground, api)


async def test_after_hours_and_days_of_silence_and_with_a_clock_that_jumps_back_each_step_is_told_once(
    letter: Letter,
) -> None:
    seen = []
    async with nursery() as nest:
        for moment, _climbed, _heard in MOMENTS:
            await letter.up(nest, moment)
            seen.append((moment, await letter.climbed(), letter.heard))
    assert seen == list(MOMENTS)
    assert UNANSWERED in letter.said(WORKER)
    assert TO_TAKE in letter.said(COLLEAGUE)
    assert FORGOTTEN in letter.said(BOSS)
    assert DIGEST in letter.said(WORKER)
    assert "kapan kantornya" not in letter.said(WORKER) + letter.said(COLLEAGUE) + letter.said(BOSS)


async def test_killed_on_a_morning_on_which_all_falls_due_each_is_told_once(
    tmp_path: Path, server: str, seed: int, kills_wanted: int | None
) -> None:
    """It climbs, words for her go out, and the digests: one message on record for each, heard once or twice."""
    every = 1 if kills_wanted else EVERY * (2 if server else 1)
    first, last = STEPS_POSTGRES if server else STEPS
    faults, reached = [], set()
    async with prepared(tmp_path, server, a_morning) as grounds, nursery() as nest:
        for step in range(first + seed % every, last, every):
            async with grounds.fresh() as ground, BotApi.running() as api:
                letter = Letter(ground, api)
                await letter.up(nest, wib(2, 3, 8, 1), kill_at=step)
                reached.add(await letter.climbed())
                await letter.up(nest, wib(2, 3, 8, 1))
                found = (await letter.climbed(), await letter.written_for(), await letter.kept())
                heard = (*letter.heard, sum(PLANNED in each.text for each in api.accepted_in(WOMAN)))
            if found != (2, ["1"] * 4, 2) or not all(each in (1, 2) for each in heard):
                faults.append((step, *found, heard))
    assert faults == [], "step, climbed, written for each, kept, heard"
    assert reached == {0, 2}, "it was killed before it climbed, and after that"


async def test_of_two_that_are_started_at_once_the_second_waits_and_tells_nobody_again(
    letter: Letter,
) -> None:
    async with nursery() as nest, nursery() as other:
        here = letter.at(wib(2, 2, 13, 5))
        one, two = await letter.begin(nest, here), await letter.begin(other, here)
        await asyncio.wait({one.looked, two.looked}, timeout=END_S, return_when=asyncio.FIRST_COMPLETED)
        first, second = (one, two) if one.looked.done() else (two, one)
        assert first.looked.done()
        await second.has_ended_before(second.ready, most_s=WATCHED_S)
        assert not second.ready.done()

        first.signal(signal.SIGKILL)
        await second.has_ended_before(second.looked, most_s=END_S)
        assert second.looked.done()
        second.signal(signal.SIGTERM)
        assert [await first.ended, await second.ended] == [-signal.SIGKILL, 0]
    assert await letter.climbed() == 2
    assert await letter.written_for() == ["1", "1"]
