"""The program sleeps, the clock jumps, two of it are started at once: she is asked as often as the rules say, by day."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.unit import Unit
from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, Grounds
from tests.kill.history import LOOK_AGAIN_S
from tests.kill.lending import BEGAN, SITI, a_loan_that_runs
from tests.kill.life import Spec
from tests.kill.nursery import Life, Nursery, nursery

pytestmark = [pytest.mark.slow, pytest.mark.kill]

END_S = 30.0
# How long a second process is watched while the first one has the records.
WATCHED_S = 1.0
ASKED = "belum tercatat"

# Steps of a life in which she is asked: when it is up, and when it has sent it. Killed at every so many of them in
# `make test`, at each in `make kill`.
READY_STEP, ASKED_STEP = 45, 210
EVERY = 13


def wib(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour - 7, minute, tzinfo=UTC)


def night(month: int, day: int) -> datetime:
    """Two in the morning in her village."""
    return datetime(2026, month, day - 1, 19, tzinfo=UTC)


# The first moment at which she is asked.
DUE = wib(2, 21, 10)

# When the program is up for a moment, and how often she has been asked by then. Nothing is paid; the loan is of the
# third of January, so its days are the third of each month.
MOMENTS = (
    (night(2, 20), 0),  # it was down for weeks, and comes back in the night
    (wib(2, 20, 9, 59), 0),
    (wib(2, 20, 17, 30), 0),  # it was down the whole day
    (DUE, 1),  # the month that is three weeks late
    (wib(2, 21, 10, 5), 1),
    (wib(2, 20, 11), 1),  # the clock jumps back a day
    (wib(2, 21, 10), 1),  # and lives that moment again
    (wib(1, 20, 12), 1),  # a month back
    (wib(2, 27, 12), 1),
    (wib(2, 28, 12), 2),  # a week later, for the second and last time
    (wib(2, 21, 12), 2),
    (night(3, 20), 2),
    (wib(3, 20, 12), 3),  # again weeks later: the next month, and nothing more of the first one
    (wib(3, 20, 16), 3),
    (wib(3, 27, 12), 4),
    (wib(2, 1, 12), 4),
    (wib(4, 2, 12), 4),
    (night(12, 20), 4),  # so late that it is for people to talk about
    (wib(12, 20, 12), 4),
)


class Phone:
    """One ground with its server: `up` lets the program live for a moment."""

    def __init__(self, ground: Ground, api: BotApi) -> None:
        self._ground = ground
        self._api = api
        self.written = set[int]()

    def at(self, moment: datetime) -> Ground:
        """The ground when it is that late there."""
        return replace(self._ground, ahead_ms=round((moment.timestamp() - time.time()) * 1000))

    async def begin(self, nest: Nursery, here: Ground, *, kill_at: int = 0) -> Life:
        return await nest.begin(
            Spec(
                environment=here.environment,
                log=str(here.folder / "program.log"),
                kill_at=kill_at,
                ahead_ms=here.ahead_ms,
                looks=True,
                token=self._api.token,
                api_url=self._api.url,
            )
        )

    async def up(self, nest: Nursery, moment: datetime, *, kill_at: int = 0) -> None:
        """It starts, does what is due, sends it, and is stopped; or dies on the way."""
        here = self.at(moment)
        life = await self.begin(nest, here, kill_at=kill_at)
        if not await life.has_ended_before(life.looked, most_s=END_S):
            async with asyncio.timeout(END_S):
                while not life.ended.done() and await here.has_work():
                    await asyncio.wait({life.ended}, timeout=LOOK_AGAIN_S)
            life.signal(signal.SIGTERM)
        assert await life.ended in ((0, -signal.SIGKILL) if kill_at else (0,))

    async def told(self) -> list[int]:
        """How often each instalment was asked about, as it is on record. Notes the messages that were written for it."""

        async def read(unit: Unit) -> list[int]:
            self.written |= {
                each["id"] for each in await unit.fetch("SELECT id FROM outbox WHERE kind = 'reminder'")
            }
            return [each["told"] for each in await unit.fetch("SELECT told FROM loan_reminders ORDER BY n")]

        async with self._ground.open() as storage:
            return await storage.writer.run(read)

    @property
    def asked(self) -> int:
        """How often her phone has rung with it."""
        return sum(ASKED in each.text for each in self._api.accepted_in(SITI))


def prepared(folder: Path, server: str) -> AbstractAsyncContextManager[Grounds]:
    """A group in which Siti has borrowed on the third of January."""
    ahead_ms = round((BEGAN.timestamp() - time.time()) * 1000)
    return Grounds.prepared(folder, server, a_loan_that_runs, ahead_ms=ahead_ms)


@pytest.fixture
async def phone(tmp_path: Path, server: str) -> AsyncIterator[Phone]:
    """Hers, on a ground of this test's own, on either engine."""
    async with prepared(tmp_path, server) as grounds, grounds.fresh() as ground, BotApi.running() as api:
        yield Phone(ground, api)


async def test_after_days_of_silence_and_with_a_clock_that_jumps_back_nobody_is_asked_twice_or_at_night(
    phone: Phone,
) -> None:
    seen = []
    async with nursery() as nest:
        for moment, _expected in MOMENTS:
            await phone.up(nest, moment)
            seen.append((moment, phone.asked))
    assert seen == list(MOMENTS)
    assert await phone.told() == [2, 2, 0, 0, 0]


async def test_killed_while_it_asks_she_is_asked_once_and_hears_it_at_most_once(
    tmp_path: Path, server: str, seed: int, kills_wanted: int | None
) -> None:
    every = 1 if kills_wanted else EVERY
    faults = []
    async with prepared(tmp_path, server) as grounds, nursery() as nest:
        for step in range(READY_STEP + seed % every, ASKED_STEP, every):
            async with grounds.fresh() as ground, BotApi.running() as api:
                phone = Phone(ground, api)
                await phone.up(nest, DUE, kill_at=step)
                await phone.up(nest, DUE)
                found = (sum(await phone.told()), len(phone.written), phone.asked)
            # One that was half sent at the kill is not sent again.
            if found not in ((1, 1, 1), (1, 1, 0)):
                faults.append((step, found))
    assert faults == [], "step, (asked on record, messages, heard)"


async def test_of_two_that_are_started_at_once_the_second_waits_and_says_nothing_again(
    phone: Phone,
) -> None:
    async with nursery() as nest, nursery() as other:
        here = phone.at(DUE)
        one, two = await phone.begin(nest, here), await phone.begin(other, here)
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
    assert phone.asked <= 1
    assert sum(await phone.told()) == len(phone.written) == 1
