"""Women change numbers, hide them and take them back, numbers go to others, Meta tells it late, twice and in disorder.

The law: no record ever answers two women, whatever was told when. A user id is one woman's for ever; a number is not.
"""

import random
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.channels.base import IncomingKind, RawEvent
from db import people
from db.unit import Unit
from tests.bot.room import WHATSAPP, Room
from tests.bot.small_talks import ALL
from tests.db.desk import open_desk

NUMBERS = tuple(f"62000000{number:04}" for number in range(4))
STEPS, WOMEN_MAX = 70, 3


@dataclass
class Woman:
    """As she is, whatever anybody has told us. before: numbers and user ids that were hers."""

    name: int
    number: str
    user_id: str
    is_hidden: bool = False
    before: list[tuple[str, str]] = field(default_factory=list)


class Village:
    """Who is who, and what Meta has still to tell."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.chance = random.Random(seed)
        self.women: list[Woman] = []
        self.untold: list[tuple[Woman | None, str, RawEvent]] = []
        self.answered: dict[int, set[int]] = defaultdict(set)  # the women, by the record that answered them
        self._ids = self._names = 0
        for _woman in range(WOMEN_MAX):
            self.comes()

    def _new_id(self) -> str:
        self._ids += 1
        return f"ID.9{self._ids:08}"

    def _free(self) -> list[str]:
        taken = {each.number for each in self.women}
        return [each for each in NUMBERS if each not in taken]

    def comes(self) -> None:
        if (free := self._free()) and len(self.women) < WOMEN_MAX:
            hidden = self.chance.random() < 0.2
            self._names += 1
            self.women.append(Woman(self._names, self.chance.choice(free), self._new_id(), hidden))

    def writes(self, woman: Woman) -> None:
        raw = self.room.raw(
            woman.user_id,
            text=self.chance.choice(("halo", "menu", "35")),
            alias="" if woman.is_hidden else woman.number,
        )
        self.untold.append((woman, woman.user_id, raw))

    def moves(self, woman: Woman, number: str, user_id: str) -> None:
        """Meta tells of most moves, and of a hidden number only the user id."""
        told = {} if woman.is_hidden else {"alias": woman.number, "moved_alias": number}
        raw = self.room.raw(woman.user_id, IncomingKind.MOVED, moved_to=user_id, **told)
        if self.chance.random() < 0.6:
            self.untold.append((None, "", raw))
        woman.number, woman.user_id = number, user_id

    def something(self) -> None:
        woman = self.chance.choice(self.women)
        match self.chance.choice(("writes", "writes", "writes", "moves", "back", "leaves", "hides")):
            case "writes":
                self.writes(woman)
            case "moves" if free := self._free():
                woman.before.append((woman.number, woman.user_id))
                self.moves(woman, self.chance.choice(free), self._new_id())
            case "back" if woman.before and woman.before[-1][0] in self._free():
                self.moves(woman, *woman.before.pop())
            case "leaves":  # nobody tells us; her number goes to somebody else
                self.women.remove(woman)
                self.comes()
            case "hides":
                woman.is_hidden = not woman.is_hidden

    async def is_told(self) -> None:
        """Something, not always the oldest, and now and then twice."""
        woman, user_id, raw = self.untold.pop(
            self.chance.choice((0, 0, self.chance.randrange(len(self.untold))))
        )
        times = self.chance.choice((1, 1, 1, 2))
        await self.room.happens(*[raw] * times)
        self.room.desk.now_ms += 60_000
        if woman is not None:
            self.answered[await self._who(user_id)].add(woman.name)

    async def _who(self, user_id: str) -> int:
        async def job(unit: Unit) -> int:
            digest = people.address_hash(unit, "whatsapp", user_id)
            states, _roles = await people.find_states(unit, [digest])
            return int(states[digest]["person_id"])

        return await self.room.desk.run(job)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_desk(tmp_path) as desk:
        opened = Room(desk, ALL, replace(WHATSAPP, window_s=86_400), "whatsapp")
        await opened.delivery.start()
        yield opened
        await opened.rest()
        await opened.delivery.stop()


@pytest.mark.parametrize("which", range(4))
async def test_no_record_ever_answers_two_women(room: Room, seed: int, which: int) -> None:
    village = Village(room, seed + which * 1000)
    for _step in range(STEPS):
        village.something()
        while village.untold and village.chance.random() < 0.6:
            await village.is_told()
    while village.untold:
        await village.is_told()
    assert {person: women for person, women in village.answered.items() if len(women) > 1} == {}
    assert set(await room.events()) <= {"done"}
    assert room.turns.counts["failed"] == 0
