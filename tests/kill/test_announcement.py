"""The program is killed twenty times in the middle of one announcement: nobody gets it twice, and nobody is forgotten."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from db import announcement_receivers, announcement_rows, people
from db.unit import Unit
from db.vault import person as owner_of
from domain.announcements import Reached, State
from tests.fakes.bot_api import BotApi
from tests.kill.announcing import BEGAN, CODE, PHONES, TEXT, WOMEN, an_announcement
from tests.kill.ground import Ground, Grounds
from tests.kill.life import Spec
from tests.kill.nursery import Life, Nursery, nursery
from tests.kill.test_loan_clock import END_S, WATCHED_S, Phone, wib

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# In one history; in `make test` on PostgreSQL, where to begin again takes a second, fewer.
KILLS, KILLS_POSTGRES = 20, 6
MOMENT = wib(2, 2, 10)

# A life is up at about the fiftieth step. While not everybody has her row, it is killed near the end of its first look
# around (at 390; on PostgreSQL at 710), a little later each time; then while it sends, some thirty steps a woman.
LOOKS, LOOKS_POSTGRES, LATER = range(280, 380), range(600, 700), 30
SENDS = range(50, 200)
# What ends it is looked for by the clock, which begins a second after the start.
LOOK_AGAIN_S = 0.4
SLICE = 500

IS_QUEUED = "SELECT count(*) FROM announcements WHERE state = 'sending' AND queued_to = -1"
IS_OVER = f"SELECT count(*) FROM announcements WHERE state = '{State.DONE.value}'"


@dataclass
class Found:
    """One history. while_sending: lives that began with everybody's row written. half_sent: rows on their way at a kill."""

    kills: int = 0
    while_sending: int = 0
    half_sent: set[int] = field(default_factory=set)
    heard: Counter[int] = field(default_factory=Counter)
    states: dict[int, str] = field(default_factory=dict)
    rows: int = 0
    outbox_of: dict[int, int] = field(default_factory=dict)

    @property
    def uncertain(self) -> list[int]:
        """The women of whom nobody knows, as they are listed."""
        return [chat for chat, state in self.states.items() if state == Reached.UNCERTAIN.value]

    def faults(self) -> list[str]:
        """What is wrong in it; one line each."""
        found = []
        if len(self.states) != WOMEN or self.rows != WOMEN:
            found.append(f"{len(self.states)} on record and {self.rows} messages for {WOMEN} women")
        for chat in PHONES:
            heard, state = self.heard[chat], self.states.get(chat, "")
            if heard > 1:
                found.append(f"doubled: {chat} has heard it {heard} times")
            if state not in (Reached.SENT.value, Reached.UNCERTAIN.value):
                found.append(f"unsettled: {chat} is {state!r}")
            if state == Reached.SENT.value and not heard:
                found.append(f"a lie: {chat} has heard nothing")
            if state == Reached.UNCERTAIN.value and self.outbox_of[chat] not in self.half_sent:
                found.append(f"given up without need: {chat}")
        return found


class Telling(Phone):
    """The office, its worker and the women, on a ground of their own."""

    def __init__(self, ground: Ground, api: BotApi) -> None:
        super().__init__(ground, api)
        self.found = Found()

    async def begin(self, nest: Nursery, here: Ground, *, kill_at: int = 0, looks: bool = True) -> Life:
        """At Telegram's pace, so that as few are on their way at a kill as there would be."""
        return await nest.begin(
            Spec(
                environment=here.environment,
                log=str(here.folder / "program.log"),
                kill_at=kill_at,
                ahead_ms=here.ahead_ms,
                looks=looks,
                pace=True,
                token=self._api.token,
                api_url=self._api.url,
            )
        )

    async def lives(self, nest: Nursery, *, kill_at: int, looks: bool = True) -> bool:
        """One life; whether it came to the end of the announcement before it was killed.

        looks: the clock looks around at once; else it only sends, until the clock begins a second later.
        """
        here = self.at(MOMENT + timedelta(minutes=self.found.kills))
        life = await self.begin(nest, here, kill_at=kill_at, looks=looks)
        async with asyncio.timeout(END_S):
            while not life.ended.done() and not (await self.is_over(here)):
                await asyncio.wait({life.ended}, timeout=LOOK_AGAIN_S)
        life.signal(signal.SIGTERM)
        if await life.ended == 0:
            return True
        assert life.ended.result() == -signal.SIGKILL
        self.found.kills += 1
        self.found.half_sent |= {row_id for _kind, row_id in await here.sending_at_the_kill()}
        return False

    async def is_over(self, here: Ground) -> bool:
        """Whether nothing of it is left to be done; a life may be in the middle of its first commit."""
        return await here.holds(IS_OVER) and not await here.has_work()

    async def read(self) -> Found:
        """What every woman has heard, and what is on record."""

        async def job(unit: Unit) -> None:
            announcement = await announcement_rows.find_by_code(unit, CODE)
            assert announcement is not None
            rows = await unit.fetch("SELECT id AS account_id, person_id, owner_id, address FROM accounts")
            await unit.vault.have([owner_of(row["owner_id"]) for row in rows])
            chats = {row["person_id"]: int(people.open_address(unit, row)) for row in rows}
            for reached in Reached:
                for each in await announcement_receivers.list_in(unit, announcement.id, reached, SLICE):
                    self.found.states[chats[each.person_id]] = reached.value
                    self.found.outbox_of[chats[each.person_id]] = each.outbox_id
            (row,) = await unit.fetch(
                "SELECT count(*) AS n FROM outbox WHERE notice_id = $1", announcement.id
            )
            self.found.rows = row["n"]

        async with self._ground.open() as storage:
            await storage.writer.run(job)
        for chat in PHONES:
            self.found.heard[chat] = sum(TEXT in each.text for each in self._api.accepted_in(chat))
        return self.found


def prepared(folder: Path, server: str) -> AbstractAsyncContextManager[Grounds]:
    """It was written on Monday at nine."""
    ahead_ms = round((BEGAN.timestamp() - time.time()) * 1000)
    return Grounds.prepared(folder, server, an_announcement, ahead_ms=ahead_ms)


async def history(grounds: Grounds, nest: Nursery, looks: range, kills: int, chance: random.Random) -> Found:
    """Killed again and again until there were so many kills, or all have it; then it may go on."""
    async with grounds.fresh() as ground, BotApi.running(rate_limits=True) as api:
        telling = Telling(ground, api)
        while telling.found.kills < kills:
            queued = await ground.holds(IS_QUEUED)
            kill_at = chance.choice(SENDS) if queued else chance.choice(looks) + LATER * telling.found.kills
            telling.found.while_sending += queued
            if await telling.lives(nest, kill_at=kill_at, looks=not queued):
                break
        else:
            assert await telling.lives(nest, kill_at=0)
        return await telling.read()


async def test_killed_twenty_times_in_one_announcement_each_gets_it_once_or_is_listed_as_uncertain(
    tmp_path: Path, server: str, seed: int, kills_wanted: int | None, figure: Callable[[str], None]
) -> None:
    """Found, queued, sent: whatever it was doing. Nobody hears it twice, though a third is in both classes."""
    looks = LOOKS_POSTGRES if server else LOOKS
    each = KILLS if kills_wanted or not server else KILLS_POSTGRES
    histories = max(1, (kills_wanted or KILLS) // KILLS)
    kills, sending, uncertain, half_sent, faults = 0, 0, 0, 0, {}
    async with prepared(tmp_path, server) as grounds, nursery() as nest:
        for number in range(histories):
            found = await history(grounds, nest, looks, each, random.Random(f"{seed}/{number}"))
            kills += found.kills
            sending += found.while_sending
            uncertain += len(found.uncertain)
            half_sent += len(found.half_sent)
            if found.faults():
                faults[number] = found.faults()
    figure(
        f"announcement: {kills} kills in {histories} histories of {WOMEN} women ({sending} while it was sent), {uncertain}"
        f" uncertain of {half_sent} that were on their way; --seed={seed}"
    )
    assert faults == {}, "by history"
    assert kills >= histories, "it was killed in the middle of each"


async def test_of_two_that_are_started_at_once_the_second_waits_and_tells_nobody_again(
    tmp_path: Path, server: str
) -> None:
    async with prepared(tmp_path, server) as grounds, nursery() as nest, nursery() as other:
        async with grounds.fresh() as ground, BotApi.running(rate_limits=True) as api:
            telling = Telling(ground, api)
            here = telling.at(MOMENT)
            one, two = await telling.begin(nest, here), await telling.begin(other, here)
            await asyncio.wait({one.looked, two.looked}, timeout=END_S, return_when=asyncio.FIRST_COMPLETED)
            first, second = (one, two) if one.looked.done() else (two, one)
            assert first.looked.done()
            await second.has_ended_before(second.ready, most_s=WATCHED_S)
            assert not second.ready.done()

            first.signal(signal.SIGKILL)
            await first.ended
            telling.found.half_sent |= {row_id for _kind, row_id in await here.sending_at_the_kill()}
            async with asyncio.timeout(END_S):
                while not await telling.is_over(here):
                    await asyncio.wait({second.ended}, timeout=LOOK_AGAIN_S)
            second.signal(signal.SIGTERM)
            assert [await first.ended, await second.ended] == [-signal.SIGKILL, 0]
            assert (await telling.read()).faults() == []
