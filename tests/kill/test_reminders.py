"""The program sleeps, dies and is started twice, the clock jumps: each is reminded once, by day, and in time or not at all."""

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
from tests.kill.ground import Grounds
from tests.kill.learning import BEGAN, PHONES, a_class
from tests.kill.nursery import nursery
from tests.kill.test_loan_clock import END_S, WATCHED_S, Phone, night, wib

pytestmark = [pytest.mark.slow, pytest.mark.kill]

REMINDED, ASKED = "saya ingatkan", "Bisa datang?"

# Steps of a life in which they are reminded: when it is up, and when it has sent everything. Killed at every so many of
# them in `make test`, at each in `make kill`.
READY_STEP, SENT_STEP = 45, 330
EVERY = 23

# The classes are on 10, 17 and 24 February at nine: reminded at nine the day before, and at seven.
FIRST, LAST = wib(2, 9, 9), wib(2, 10, 7)

# When the program is up for a moment, and how often each has been reminded by then.
MOMENTS = (
    (wib(2, 8, 12), 0),
    (night(2, 9), 0),
    (wib(2, 9, 12), 1),  # it was down for three hours
    (wib(2, 9, 12, 5), 1),
    (wib(2, 8, 12), 1),  # the clock jumps back a day
    (FIRST, 1),  # and lives that moment again
    (night(2, 10), 1),
    (wib(2, 10, 8, 31), 1),  # too late for the second one
    (wib(2, 10, 12), 1),
    (wib(2, 15, 12), 1),
    (wib(2, 18, 12), 1),  # it was down for days, and that class is over
    (wib(2, 22, 12), 1),
    (wib(2, 23, 21), 1),  # late in the evening: not any more today
    (wib(2, 24, 7, 5), 2),  # the nearer one, not both
    (wib(2, 23, 9), 2),
    (wib(2, 24, 7), 2),
    (wib(3, 24, 7), 2),
)


class Class(Phone):
    """The three, on a ground of their own."""

    async def told(self) -> list[int]:
        """How many reminders each has been told, as it is on record. Notes the messages that were written for it."""

        async def read(unit: Unit) -> list[int]:
            self.written |= {
                each["id"] for each in await unit.fetch("SELECT id FROM outbox WHERE kind = 'reminder'")
            }
            rows = await unit.fetch(
                "SELECT person_id, count(*) AS n FROM course_reminders WHERE state = 'told' GROUP BY person_id"
                " ORDER BY person_id"
            )
            return [each["n"] for each in rows]

        async with self._ground.open() as storage:
            return await storage.writer.run(read)

    @property
    def heard(self) -> list[int]:
        """How often each phone has rung with one."""
        return [sum(REMINDED in each.text for each in self._api.accepted_in(chat)) for chat in PHONES]

    @property
    def questions(self) -> list[int]:
        """How often each was asked."""
        return [sum(ASKED in each.text for each in self._api.accepted_in(chat)) for chat in PHONES]


def prepared(folder: Path, server: str) -> AbstractAsyncContextManager[Grounds]:
    """Joined on the first of February."""
    ahead_ms = round((BEGAN.timestamp() - time.time()) * 1000)
    return Grounds.prepared(folder, server, a_class, ahead_ms=ahead_ms)


@pytest.fixture
async def three(tmp_path: Path, server: str) -> AsyncIterator[Class]:
    """On a ground of this test's own, on either engine."""
    async with prepared(tmp_path, server) as grounds, grounds.fresh() as ground, BotApi.running() as api:
        yield Class(ground, api)


async def test_after_hours_and_days_of_silence_and_with_a_clock_that_jumps_back_each_is_reminded_once_and_by_day(
    three: Class,
) -> None:
    seen = []
    async with nursery() as nest:
        for moment, _expected in MOMENTS:
            await three.up(nest, moment)
            seen.append((moment, three.heard))
    assert seen == [(moment, [expected] * 3) for moment, expected in MOMENTS]
    assert three.questions == [2, 2, 2]  # once a session
    assert await three.told() == [2, 2, 2]


@pytest.mark.parametrize(
    ("before", "due", "heard"),
    [(wib(2, 8, 12), FIRST, {0, 1}), (wib(2, 9, 12), LAST, {1, 2})],
    ids=["the first", "the last before the date"],
)
async def test_killed_while_it_reminds_each_row_is_told_once(
    tmp_path: Path,
    server: str,
    seed: int,
    kills_wanted: int | None,
    before: datetime,
    due: datetime,
    heard: set[int],
) -> None:
    """One that was half sent is not sent again, except the last before its date: that one arrives, perhaps twice."""
    every = 1 if kills_wanted else EVERY
    faults = []
    async with prepared(tmp_path, server) as grounds, nursery() as nest:
        for step in range(READY_STEP + seed % every, SENT_STEP, every):
            async with grounds.fresh() as ground, BotApi.running() as api:
                three = Class(ground, api)
                await three.up(nest, before)
                rung, told = three.heard, await three.told() or [0, 0, 0]
                three.written.clear()
                await three.up(nest, due, kill_at=step)
                await three.up(nest, due)
                rang = {now - then for now, then in zip(three.heard, rung, strict=True)}
                now_told = [now - then for now, then in zip(await three.told(), told, strict=True)]
            if now_told != [1, 1, 1] or not rang <= heard:
                faults.append((step, now_told, rang))
    assert faults == [], "step, told on record, heard"


async def test_of_two_that_are_started_at_once_the_second_waits_and_reminds_nobody_again(
    three: Class,
) -> None:
    async with nursery() as nest, nursery() as other:
        await three.up(nest, wib(2, 8, 12))
        here = three.at(FIRST)
        one, two = await three.begin(nest, here), await three.begin(other, here)
        await asyncio.wait({one.looked, two.looked}, timeout=END_S, return_when=asyncio.FIRST_COMPLETED)
        first, second = (one, two) if one.looked.done() else (two, one)
        assert first.looked.done()
        await second.has_ended_before(second.ready, most_s=WATCHED_S)
        assert not second.ready.done()
        assert not second.ended.done()

        first.signal(signal.SIGKILL)
        await second.has_ended_before(second.looked, most_s=END_S)
        assert second.looked.done()
        second.signal(signal.SIGTERM)
        assert [await first.ended, await second.ended] == [-signal.SIGKILL, 0]
    assert all(each <= 1 for each in three.heard)
    assert await three.told() == [1, 1, 1]
    assert len(three.written) == 3
