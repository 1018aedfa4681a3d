"""Random lives of one matter beside a paper model: who reads what is always what the paper says, for everybody."""

import random
from dataclasses import dataclass, field

import pytest

from db import matter_handing, matter_looks, matter_messages, matter_moves, matter_rights
from db.matter_moves import Where
from db.people import Actor
from domain.matters import LOOK_MINUTES, Matter, MoveState, Passes
from domain.refusals import Refusal
from domain.roles import Role
from tests.db.matter_world import act, answer, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

WALKS, STEPS = 12, 25


@dataclass
class Paper:
    """What should be so. shown_from: index of the first message the holder may see. looks: until when, by person."""

    office: int
    holder: Actor
    messages: list[str] = field(default_factory=list)
    shown_from: int = 0
    looks: dict[int, int] = field(default_factory=dict)
    move: int = 0
    to: Where = field(default_factory=Where)
    words: str = ""
    passes: Passes | None = None


class Life:
    """One walk: every step is tried in the program; only what it allowed is written on the paper."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        self.staff: list[Actor] = []
        self.office_of: dict[int, int] = {}
        self.count = 0

    async def begin(self) -> None:
        there = await self.world.add_office("UPTD PPA Contoh", "balikpapan")
        for office in (self.world.office, there):
            for _number in range(3):
                actor = await worker_of(self.world, Role.WORKER, woman=True, office=office)
                self.staff.append(actor)
                self.office_of[actor.person_id] = office
        self.woman = await self.world.woman()
        self.matter: Matter = await held(self.world, self.woman, self.staff[0], "kata 0")
        self.paper = Paper(office=self.world.office, holder=self.staff[0], messages=["kata 0"])

    async def step(self) -> None:
        name = self.rng.choice(
            (
                "she_writes",
                "answers",
                "asks",
                "says",
                "says",
                "accepts",
                "accepts",
                "looks",
                "looks",
                "waits",
                "takes_back",
            )
        )
        self.world.pass_time(1)
        await getattr(self, name)()
        await self.compare(name)

    def next_word(self) -> str:
        self.count += 1
        return f"kata {self.count}"

    async def she_writes(self) -> None:
        word = self.next_word()
        await write(self.world, self.woman, word, office=self.paper.office)
        self.paper.messages.append(word)

    async def answers(self) -> None:
        by, word = self.rng.choice(self.staff), self.next_word()
        try:
            await answer(self.world, by, self.matter, word)
        except Refusal:
            assert by is not self.paper.holder
            return
        assert by is self.paper.holder
        self.paper.messages.append(word)

    async def asks(self) -> None:
        to = self.rng.choice(self.staff)
        if to is self.paper.holder:
            return
        here = self.office_of[to.person_id] == self.paper.office
        where = Where(to_person=to.person_id) if here else Where(to_organisation=self.office_of[to.person_id])
        word = self.next_word()
        now = await act(self.world, self.paper.holder, matter_rights.require_hold, self.matter)
        try:
            move = await act(
                self.world, self.paper.holder, matter_moves.ask, now, where, words=word, why="Sebab."
            )
        except Refusal:
            return
        assert not self.paper.move
        self.paper.move, self.paper.to = move.id, where
        self.paper.words, self.paper.passes = word, None

    async def says(self) -> None:
        if not self.paper.move:
            return
        passes = self.rng.choice((Passes.WORDS, Passes.ALL, None))
        move = await self.world.run(lambda unit: matter_moves.get(unit, self.paper.move))
        try:
            await act(self.world, self.woman, matter_moves.answer, move, passes)
        except Refusal:
            assert passes is not None  # she said yes before, and says it once
            assert self.paper.passes is not None
            return
        self.paper.passes = passes
        if passes is None:
            self.paper.move = 0

    async def accepts(self) -> None:
        paper = self.paper
        fitting = [
            each
            for each in self.staff
            if each is not paper.holder
            and (
                each.person_id == paper.to.to_person
                or self.office_of[each.person_id] == paper.to.to_organisation
            )
        ]  # who else tries it is refused a step before: tests/handlers/contact/test_offered_steps.py
        if not paper.move or not fitting:
            return
        by = self.rng.choice(fitting)
        move = await self.world.run(lambda unit: matter_moves.get(unit, paper.move))
        try:
            await act(self.world, by, matter_handing.accept, move)
        except Refusal:
            assert paper.passes is None
            return
        assert paper.passes is not None
        paper.messages.append(paper.words)
        if paper.passes is Passes.WORDS:
            paper.shown_from = len(paper.messages) - 1
        paper.holder, paper.office = by, self.office_of[by.person_id]
        paper.looks, paper.move = {}, 0

    async def takes_back(self) -> None:
        if not self.paper.move or self.rng.random() < 0.5:
            return
        move = await self.world.run(lambda unit: matter_moves.get(unit, self.paper.move))
        open_states = (MoveState.ASKED, MoveState.OFFERED)
        await act(
            self.world, self.paper.holder, matter_moves.settle, move, MoveState.TAKEN_BACK, of=open_states
        )
        self.paper.move = 0

    async def looks(self) -> None:
        by = self.rng.choice(self.staff)
        if by is self.paper.holder or self.office_of[by.person_id] != self.paper.office:
            return
        await act(self.world, by, matter_looks.open_one, self.matter, "Petugasnya sakit hari ini")
        self.paper.looks[by.person_id] = self.world.desk.now_ms + LOOK_MINUTES * 60_000

    async def waits(self) -> None:
        self.world.pass_time(self.rng.choice((1, 5, 10, 61)))

    async def compare(self, after: str) -> None:
        """Everybody reads what the paper says, and not a word more."""
        paper = self.paper
        for each in self.staff:
            may = each is paper.holder or paper.looks.get(each.person_id, 0) > self.world.desk.now_ms
            expected = paper.messages[paper.shown_from :] if may else None
            try:
                found: list[str] | None = [
                    message.text for message in await read(self.world, each, self.matter, most=1_000)
                ]
            except Refusal:
                found = None
            assert found == expected, f"after {after}"
            try:
                await act(
                    self.world,
                    each,
                    matter_messages.get,
                    self.matter,
                    self.rng.randint(1, len(paper.messages)),
                )
            except Refusal:
                assert paper.shown_from or not may


@pytest.mark.parametrize("seed", range(WALKS))
async def test_who_reads_what_is_always_what_she_has_said_yes_to(world: World, seed: int) -> None:
    life = Life(world, random.Random(seed))
    await life.begin()
    for _number in range(STEPS):
        await life.step()
    rows = await world.rows("SELECT count(*) AS n FROM matter_moves WHERE state = 'accepted' AND passes = ''")
    assert rows[0]["n"] == 0
