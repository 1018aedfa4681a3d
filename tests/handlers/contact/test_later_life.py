"""Random lives of a matter with words that wait in it, against a model on paper: what was sent, by whom, in which order.

The model knows one rule: words live from when they were written until their moment, if meanwhile nobody else had the
matter, it was not closed, and the clock looked in time.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from db import matter_messages, matter_steps, matters
from db.matter_rights import require_hold
from db.matter_steps import LATE_MS, Kind
from db.people import Actor
from db.unit import Unit
from domain.matter_refusals import TakenAlready
from domain.matters import Matter, Result, Side
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role
from handlers.contact import later_clock
from tests.db.desk import open_desk
from tests.db.matter_world import act, held, now
from tests.db.office_world import World

MOVES_MAX = 40
LIVES = 40


@dataclass
class Paper:
    """The model: who has it, whether it is open, what waits and what was sent."""

    holder: int
    is_open: bool = True
    waiting: list[tuple[int, int, str, int]] = field(default_factory=list)  # due, order, words, writer
    sent: list[tuple[str, int]] = field(default_factory=list)
    written: int = 0

    def give(self, person_id: int) -> None:
        if person_id != self.holder:
            self.waiting.clear()
        self.holder = person_id

    def look(self, now_ms: int) -> None:
        for due, order, words, writer in sorted(self.waiting):
            if due > now_ms:
                continue
            self.waiting.remove((due, order, words, writer))
            if now_ms - due <= LATE_MS:
                self.sent.append((words, writer))


class Life:
    """One matter, three workers, and chance."""

    def __init__(self, world: World, workers: list[Actor], woman: Actor, matter: Matter, seed: int) -> None:
        self.world, self.workers, self.woman, self.matter = world, workers, woman, matter
        self.chance = random.Random(seed)
        self.paper = Paper(holder=workers[0].person_id)

    async def step(self) -> None:
        often, seldom = (self.write, self.wait), (self.take, self.give_back, self.hand_over, self.close)
        await self.chance.choice((*often * 6, *seldom, self.reopen, self.reopen))()

    async def write(self) -> None:
        by, minutes = self.chance.choice(self.workers), self.chance.randrange(1, 60 * 30)
        if self.chance.random() < 0.8:
            by = next((each for each in self.workers if each.person_id == self.paper.holder), by)
        words = f"pesan {self.paper.written}"
        due_ms = self.world.desk.now_ms + round(timedelta(minutes=minutes).total_seconds()) * 1000

        async def job(unit: Unit) -> None:
            mine = await require_hold(unit, self.matter.id)
            if mine.state.value == "open":
                await matter_steps.add(unit, mine, Kind.LATER, words, due_ms)

        allowed = by.person_id == self.paper.holder
        if not allowed:
            with pytest.raises(NotAllowed):
                await self.world.run(job, by=by)
            return
        await self.world.run(job, by=by)
        if self.paper.is_open and len(self.paper.waiting) < matter_steps.OPEN_MAX:
            self.paper.written += 1
            self.paper.waiting.append((due_ms, self.paper.written, words, by.person_id))

    async def wait(self) -> None:
        self.world.pass_time(self.chance.choice((1, 30, 60, 60 * 5, 60 * 11, 60 * 26)))

        async def look(unit: Unit) -> None:
            while await later_clock.look_around(unit):
                pass

        await self.world.run(look)
        self.paper.look(self.world.desk.now_ms)

    async def take(self) -> None:
        by = self.chance.choice(self.workers)
        if self.paper.is_open and self.paper.holder in (0, by.person_id):
            await act(self.world, by, matters.take, self.matter.id)
            self.paper.give(by.person_id)
        elif self.paper.is_open:
            with pytest.raises(TakenAlready):
                await act(self.world, by, matters.take, self.matter.id)

    async def give_back(self) -> None:
        by = self.chance.choice(self.workers)
        if self.paper.is_open and self.paper.holder == by.person_id:
            await act(self.world, by, matters.give_back, self.matter.id)
            self.paper.give(0)
        else:
            with pytest.raises(Refusal):
                await act(self.world, by, matters.give_back, self.matter.id)

    async def hand_over(self) -> None:
        if self.paper.is_open:
            to = self.chance.choice(self.workers)
            await act(self.world, to, matters.set_holder, await now(self.world, self.matter), to.person_id)
            self.paper.give(to.person_id)

    async def close(self) -> None:
        by = next((each for each in self.workers if each.person_id == self.paper.holder), None)
        if by is not None and self.paper.is_open:
            await act(self.world, by, matters.close, self.matter.id, Result.HELPED, although_unanswered=True)
            self.paper.is_open = False
            self.paper.waiting.clear()

    async def reopen(self) -> None:
        if not self.paper.is_open:
            opened: Matter = await act(self.world, self.woman, matters.reopen, self.matter.id)
            assert opened.holder_id == self.paper.holder
            self.paper.is_open = True

    async def sent(self) -> list[tuple[str, int]]:
        """What stands in the matter as somebody of the office wrote it."""

        async def job(unit: Unit) -> list[tuple[str, int]]:
            matter = await matters.find(unit, self.matter.id)
            assert matter is not None
            found = [await matter_messages.find_one(unit, matter.id, n + 1) for n in range(matter.messages)]
            return [(each.text, each.by_person) for each in found if each and each.side is Side.STAFF]

        return await self.world.run(job)


async def test_what_waits_is_sent_as_on_paper_whatever_becomes_of_the_matter(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Dinas Sosial Contoh", "samarinda")
        workers = [await world.staff(Role.WORKER) for _worker in range(3)]
        sent = 0
        for seed in range(LIVES):
            woman = await world.woman()
            life = Life(world, workers, woman, await held(world, woman, workers[0]), seed)
            for _move in range(MOVES_MAX):
                await life.step()
            assert await life.sent() == life.paper.sent, f"seed {seed}"
            sent += len(life.paper.sent)
        assert sent > LIVES  # chance has sent something
