"""A loan's whole life under kill -9: asked, decided, paid, agreed on anew, paid off, its year closed; each of it once."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, Grounds
from tests.kill.history import Evidence, History, Plan
from tests.kill.lending import ACTS, BEGAN, Act, Part, a_lending_group, who_borrows
from tests.kill.loan_books import faults_in_books
from tests.kill.nursery import Nursery, nursery
from tests.kill.program import operator
from tests.kill.test_screening import nth
from tests.kill.verdict import RECOVERY_S_MAX, _messages, _structure, read_books
from tests.kill.woman import Quirks, Woman

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# How often `make test` kills, by engine; `make kill` says itself how often.
KILLS_DEFAULT = {"sqlite": 20, "postgres": 12}
QUIRKS = Quirks(repeats=10, taps_again=8, jumps=5)

# After so long without a word they look around; so often, before it counts as lost.
PATIENCE_S = 2.0
SILENCES_MAX = 6


@dataclass
class Tally:
    """What the histories came to. broken: what was wrong, by seed."""

    histories: int = 0
    kills: int = 0
    steps: int = 0
    places: set[str] = field(default_factory=set)
    broken: dict[int, list[str]] = field(default_factory=dict)

    def report(self) -> str:
        """What was wrong, life by life."""
        return "\n".join(f"seed {seed}: {fault}" for seed, faults in self.broken.items() for fault in faults)


def shift_ms(moment: datetime) -> int:
    """How far that is from the machine's clock."""
    return int(moment.timestamp() * 1000) - time.time_ns() // 1_000_000


def kills(seed: int, act: int) -> Callable[[int], int]:
    """At which steps the lives of an act end: anywhere, then while it recovers; then it is left alone.

    Not a third time: an event that was begun three times without an end is laid aside, and rightly.
    """
    chance = random.Random(f"{seed}/{act}")
    found = [chance.randint(1, 500), round(chance.triangular(1, 600, 100))]
    return partial(nth, found, 0)


class Life:
    """`await Life(...).happen()`: all acts on one ground. faults: what was lost, doubled or wrong."""

    def __init__(self, nest: Nursery, ground: Ground, api: BotApi, seed: int) -> None:
        self._nest = nest
        self._ground = ground
        self._api = api
        self._seed = seed
        self._last_id = 0
        self._silences = 0
        self._women = who_borrows(api, random.Random(seed), QUIRKS if seed else Quirks())
        self.tally = Tally(histories=1)
        self.faults: list[str] = []

    async def happen(self) -> None:
        """Seed 0 is an uninterrupted one."""
        for number, act in enumerate(ACTS):
            self.faults += await self._play(number, act)
            if self.faults:
                return
        self.faults += await faults_in_books(self._ground)
        code, told = await operator(self._ground, self._api, "check", "--json")
        if code:
            self.faults += [f"wrong: {each['text']}" for each in json.loads(told)["checks"] if each["fault"]]
        if not self._ground.url:
            self.faults += _structure(self._ground)

    async def _play(self, number: int, act: Act) -> list[str]:
        shift = shift_ms(act.moment)
        here = replace(self._ground, ahead_ms=shift)
        self._api.world.now = lambda: time.time() + shift / 1000
        self._silences = 0
        for chat, woman in self._women.items():
            woman.plays(act.parts.get(chat, Part()))
        plan = Plan(
            seed=self._seed,
            women=len(self._women),
            kill_at=kills(self._seed, number) if self._seed else lambda _life: 0,
            looks=act.looks,
            patience_s=PATIENCE_S,
            at_silence=partial(self._at_silence, act, here),
            cast=lambda _api, chat, _chance, _quirks: self._women[chat],
        )
        evidence = await History(self._nest, here, plan, self._api).happen()
        self.tally.kills += evidence.kills
        self.tally.steps += evidence.steps
        self.tally.places.update(evidence.places)
        return [f"{fault} ({act.name})" for fault in await self._judge(act, here, evidence)]

    async def _at_silence(self, act: Act, here: Ground, has_given_up: bool) -> bool:
        """What was given up on its way does not come again: they are through without it, or look for it themselves."""
        self._silences += 1
        waiting = [each for each in self._women.values() if not each.done]
        if has_given_up and await here.holds(act.over):
            for each in waiting:
                each.done = True
        elif has_given_up:
            for each in waiting:
                each.wonders()
        return self._silences <= SILENCES_MAX

    async def _judge(self, act: Act, here: Ground, evidence: Evidence) -> list[str]:
        """Act by act, for what was sent is forgotten after a month."""
        faults = list(evidence.complaints)
        faults += [
            f"wrong: {each.chat} is puzzled by {each.puzzled!r}"
            for each in self._women.values()
            if each.puzzled
        ]
        faults += [
            f"slow: recovered in {each:.1f} s" for each in evidence.recoveries_s if each > RECOVERY_S_MAX
        ]
        books = await read_books(here)
        if set(books.inbox) - {"done"}:
            faults.append(f"unsettled: inbox {dict(books.inbox)}")
        books.messages = [each for each in books.messages if each.id > self._last_id]
        heard: list[Woman] = [replace(each, heard=each.heard_now) for each in self._women.values()]
        _duplicates, found = _messages(replace(evidence, women=heard), books)
        found += [
            f"doubled: {rows} receipts for {chat} with {part.until!r}"
            for chat, part in act.parts.items()
            if (rows := sum(chat == each.key[0] and part.until in each.key[1] for each in books.messages)) > 1
        ]
        self._last_id = max((each.id for each in books.messages), default=self._last_id)
        if faults:
            faults += [
                f"heard last by {each.chat}: {each.heard[-1].text[:120]!r}" for each in heard if each.heard
            ]
        return faults + found


async def histories(nest: Nursery, grounds: Grounds, seeds: Iterator[int], kills_wanted: int) -> Tally:
    """One after another, until there were so many kills."""
    tally = Tally()
    while tally.kills < kills_wanted and len(tally.broken) < 3:
        seed = next(seeds)
        async with grounds.fresh() as ground, BotApi.running() as api:
            life = Life(nest, ground, api, seed)
            await life.happen()
        tally.histories += 1
        tally.kills += life.tally.kills
        tally.steps = tally.steps or life.tally.steps
        tally.places |= life.tally.places
        if life.faults:
            tally.broken[seed] = life.faults
    return tally


async def test_a_loans_life_under_kills_is_in_the_books_once(
    tmp_path: Path,
    engine: str,
    server: str,
    seed: int,
    kills_wanted: int | None,
    figure: Callable[[str], None],
) -> None:
    wanted = kills_wanted or KILLS_DEFAULT[engine]
    prepared = Grounds.prepared(tmp_path, server, a_lending_group, ahead_ms=shift_ms(BEGAN))
    async with prepared as grounds, nursery() as nest:
        tally = await histories(nest, grounds, iter([0, *range(seed + 1, seed + 1 + wanted)]), wanted)
    figure(
        f"loan, {engine}: {tally.kills} kills in {tally.histories} lives of a loan at {len(tally.places)} places,"
        f" {tally.steps} steps a life, {len(tally.broken)} broken; --seed={seed}"
    )
    assert not tally.broken, tally.report()
    assert tally.kills > 0
