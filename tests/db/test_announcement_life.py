"""A random life of announcements comes to what it comes to on paper (announcement_model.py), whatever the order.

Written, agreed to, called back, stopped, found and queued in small slices by two ticks at once, sent or not, answered,
sent again, opted out of, erased; the clock moves forth and back. Then faults are planted, and each is noticed.
"""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db import announcement_going_on, announcements, consents, news_refusals, outbox, people
from db.announcement_check import verify_all
from db.people import Actor
from db.unit import Unit
from domain.announcements import ALL_AREAS, AnnouncementGone, Audience, NewsKind, Part, PartKind
from domain.purposes import Purpose
from domain.roles import Role
from tests.db.announcement_model import Book, Paper
from tests.db.announcement_world import known, now, row_of, rows, says, serves, words, write
from tests.db.desk import open_desk
from tests.db.office_world import World, world
from tests.planted import planted_together

__all__ = ["world"]

STEPS = 120
ALONE = 6
KINDS = (NewsKind.AID, NewsKind.TRAINING)
HERE, NEAR, FAR = "samarinda", "kutai_kartanegara", "batu"
# What it is for; all areas, whichever they are when it goes out.
AUDIENCES = {
    "": Audience(those=(Part(kind=PartKind.AREA, value=ALL_AREAS),)),
    HERE: Audience(those=(Part(kind=PartKind.AREA, value=HERE),)),
}
SMALL = (
    ("db.audience", "SLICE = 500", "SLICE = 2"),
    ("db.announcement_queueing", "SLICE = 500", "SLICE = 2"),
)
# Each before those that import it.
MODULES = (
    "db.audience_parts",
    "db.audience_people",
    "db.audience",
    "db.announcement_queueing",
    "db.announcement_settling",
    "db.announcement_receivers",
    "db.announcement_forgetting",
    "db.erasure",
)


@dataclass(frozen=True, kw_only=True)
class Program:
    """What finds, queues, settles and forgets, in slices of two women."""

    audience: Any
    receivers: Any
    erasure: Any


def program(*faults: tuple[str, str, str]) -> Program:
    """With these faults in it."""
    made = planted_together(MODULES, [*SMALL, *faults])
    return Program(
        audience=made["db.audience"],
        receivers=made["db.announcement_receivers"],
        erasure=made["db.erasure"],
    )


class Life:
    """The program and the book beside each other."""

    def __init__(self, world: World, seed: int, program: Program) -> None:
        self.program = program
        self.world = world
        self.dice = random.Random(seed)
        self.book = Book(alone=ALONE)
        self.actors: dict[str, Actor] = {}
        self.written: dict[int, Any] = {}
        self.unsettled: set[int] = set()

    async def begin(self) -> "Life":
        self.worker = await self.world.staff(Role.WORKER)
        self.admin = await self.world.staff(Role.ADMIN)
        self.book.served.add(HERE)
        await self.serves()
        await self.run(
            lambda unit: announcements.set_approve_over(unit, self.world.office, ALONE), self.admin
        )
        for _n in range(5):
            await self.newcomer()
        return self

    async def run(self, job: Callable[[Unit], Awaitable[Any]], by: Actor | None = None) -> Any:
        return await self.world.run(job, by=by)

    async def live(self) -> None:
        """So many things happen; after each the two agree."""
        for _step in range(STEPS):
            await self.dice.choice(
                [self.newcomers, self.says_no, self.says_yes, self.pauses, self.refuses, self.erases]
                + [self.serves]
                + [self.writes, self.decides, self.ends, self.blocks, self.moves_clock] * 2
                + [self.finds, self.queues, self.settles, self.sends_again, self.newcomers, self.goes_on] * 3
                + [self.comes_out, self.answers] * 6
            )()
        for number in self.book.papers:
            await self.settle(number)
        await self.agree()

    # -- women ----------------------------------------------------------------------------------------------------

    async def newcomer(self) -> None:
        woman = f"w{len(self.actors)}"
        lives = self.dice.choice([HERE, HERE, NEAR, FAR])
        self.actors[woman] = await known(self.world, woman, lives)
        self.book.women.add(woman)
        self.book.lives[woman] = lives

    async def newcomers(self) -> None:
        for _n in range(self.dice.choice([1, 1, 2, 7])):
            await self.newcomer()

    def anybody(self) -> str:
        return self.dice.choice(sorted(self.book.women) or [""])

    async def says_no(self) -> None:
        if woman := self.anybody():
            await says(self.world, self.actors[woman], Purpose.CONTACT, self.dice.choice(["no", "withdrawn"]))
            self.book.no_contact.add(woman)

    async def says_yes(self) -> None:
        if woman := self.anybody():
            await says(self.world, self.actors[woman], Purpose.CONTACT)
            self.book.no_contact.discard(woman)

    async def pauses(self) -> None:
        if woman := self.anybody():
            on = woman not in self.book.paused

            async def job(unit: Unit) -> None:
                consents.set_paused(unit, self.actors[woman].person_id, on)

            await self.run(job, self.actors[woman])
            (self.book.paused.add if on else self.book.paused.discard)(woman)

    async def blocks(self) -> None:
        """She stops the bot, or starts it again."""
        if woman := self.anybody():
            on = woman not in self.book.blocked
            account_id = self.actors[woman].account_id

            async def job(unit: Unit) -> None:
                people.set_reachable(unit, account_id, not on)

            await self.run(job)
            (self.book.blocked.add if on else self.book.blocked.discard)(woman)

    async def refuses(self) -> None:
        if woman := self.anybody():
            kind, refused = self.dice.choice(KINDS), self.dice.random() < 0.6
            person_id = self.actors[woman].person_id
            await self.run(lambda unit: news_refusals.set_(unit, person_id, kind, refused))
            (self.book.refused.add if refused else self.book.refused.discard)((woman, kind.value))

    async def erases(self) -> None:
        if len(self.book.women) > 2 and self.dice.random() < 0.5:
            for number in self.book.papers:
                await self.settle(number)
            woman = self.anybody()
            await self.run(lambda unit: self.program.erasure.erase_person(unit, self.actors[woman].person_id))
            self.book.erase(woman)

    async def moves_clock(self) -> None:
        self.world.pass_time(self.dice.choice([1, 5, 60, -3, -50]))

    async def serves(self) -> None:
        """The office begins to serve another area, or no longer does; the first one it keeps."""
        if NEAR in self.book.served:
            await self.run(self._leave)
            self.book.served.discard(NEAR)
        else:
            await serves(self.world, NEAR)
            self.book.served.add(NEAR)

    async def _leave(self, unit: Unit) -> None:
        sql = "DELETE FROM organisation_areas WHERE organisation_id = $1 AND area = $2"
        unit.write(sql, self.world.office, NEAR)

    # -- announcements --------------------------------------------------------------------------------------------

    def some(self, *states: str) -> int:
        found = [n for n, paper in self.book.papers.items() if not states or paper.state in states]
        return self.dice.choice(found) if found else 0

    async def writes(self) -> None:
        kind, size = self.dice.choice(KINDS), self.dice.choice([1, 5, 8])
        content, area = words("Datang?", "Ya", "Tidak", news=kind), self.dice.choice(["", "", HERE])
        written = await write(self.world, self.worker, AUDIENCES[area], content, size=size)
        self.written[written.id] = written
        self.book.write(written.id, kind.value, size, self.world.desk.now_ms, area)

    async def decides(self) -> None:
        if number := self.some("approval"):
            paper = self.book.papers[number]
            if self.dice.random() < 0.8:
                await self.run(lambda unit: announcements.agree(unit, number), self.admin)
                paper.state, paper.agreed = "waiting", paper.size
            else:
                await self.run(lambda unit: announcements.refuse(unit, number), self.admin)
                paper.state = "refused"

    async def ends(self) -> None:
        number = self.some()
        if not number or self.dice.random() < 0.5:
            return
        paper, back = self.book.papers[number], self.dice.random() < 0.5
        step = announcements.call_back if back else announcements.stop
        if paper.state in (("approval", "waiting") if back else ("approval", "waiting", "sending")):
            await self.run(lambda unit: step(unit, number), self.worker)
            paper.state = "called_back" if back else "stopped"
        else:
            with pytest.raises(AnnouncementGone):
                await self.run(lambda unit: step(unit, number), self.worker)
        await self.settle(number)

    async def finds(self) -> None:
        if not (number := self.some("waiting")):
            return
        self.world.desk.now_ms = max(
            self.world.desk.now_ms, (await now(self.world, self.written[number])).due_ms
        )
        more = True
        while more:
            more = await self.run(lambda unit: self.program.audience.fill(unit, self.written[number]))
            await self.run(lambda unit: self.program.receivers.queue_slice(unit, self.written[number]))
            await self.run(lambda unit: self.program.receivers.settle_slice(unit, self.written[number]))
        self.book.fill(number)
        # A tick that came at the same second has queued the first of them already.
        await self.queue(number)

    async def queues(self) -> None:
        if number := self.some("sending"):
            await self.queue(number)

    async def queue(self, number: int) -> None:
        for _twice in range(2):
            while await self.run(lambda unit: self.program.receivers.queue_slice(unit, self.written[number])):
                pass
        self.book.queue(number)
        await self.settle(number)

    async def settles(self) -> None:
        if number := self.some():
            await self.settle(number)

    async def settle(self, number: int) -> None:
        while await self.run(lambda unit: self.program.receivers.settle_slice(unit, self.written[number])):
            pass
        self.book.settle(number)
        await self.agree(number)

    async def comes_out(self) -> None:
        """The channel says what became of one message that was on its way."""
        number = self.some("sending")
        paper = self.book.papers.get(number)
        waiting = [woman for woman, state in paper.stands.items() if state == "queued"] if paper else []
        if paper is None or not waiting:
            return
        woman = self.dice.choice(sorted(waiting))
        outbox_id = await row_of(self.world, self.written[number], self.actors[woman])
        state, fault, comes_to = self.dice.choice(
            [("sent", "", "sent")] * 3
            + [
                ("uncertain", "no answer", "uncertain"),
                ("pull", "400 Bad Request", "failed"),
                ("pull", "400 Bad Request", "failed"),
                ("rejected", "400 Bad Request", "failed"),
                ("retry", "429", "queued"),
            ]
            + [("pull", "", "waiting"), ("dropped", "opted_out", "left_out")]
        )

        async def job(unit: Unit) -> None:
            if state == "sent":
                outbox.sent(unit, outbox_id, f"m{outbox_id}", unit.now_ms)
            else:
                outbox.settle(unit, outbox_id, state, fault)

        await self.run(job)
        paper.stands[woman] = "read" if woman in paper.answers and comes_to != "queued" else comes_to
        paper.accepted[woman] += comes_to in ("sent", "uncertain")
        await self.settle(number)

    async def answers(self) -> None:
        if not (number := self.some("sending", "done", "stopped")) or not (woman := self.anybody()):
            return
        paper, n = self.book.papers[number], self.dice.choice([1, 2])
        heard = await self.run(
            lambda unit: self.program.receivers.answer(
                unit, self.written[number], self.actors[woman].person_id, n
            ),
            self.actors[woman],
        )
        got = paper.stands.get(woman, "left_out") not in ("found", "left_out", "stopped")
        assert heard is got
        if got:
            paper.answers[woman] = n
            if paper.stands[woman] != "queued":
                paper.stands[woman] = "read"

    async def sends_again(self) -> None:
        if not (number := self.some("sending", "done")):
            return
        paper, uncertain = self.book.papers[number], self.dice.random() < 0.5
        states = ("failed", "uncertain") if uncertain else ("failed",)
        those = [w for w, state in paper.stands.items() if state in states and w not in self.book.blocked]
        missed = sum(paper.stands[woman] == "failed" for woman in those)
        assert await self.run(lambda unit: self.program.receivers.count_again(unit, number)) == missed
        count = await self.run(
            lambda unit: self.program.receivers.again(unit, number, uncertain), self.worker
        )
        assert count == len(those)
        if not those:
            return
        paper.state = "sending"
        for woman in those:
            paper.stands[woman] = "found"
        await self.queue(number)

    async def goes_on(self) -> None:
        if not (number := self.some("stopped", "done")):
            return
        paper = self.book.papers[number]
        if paper.state != "stopped" or not (await now(self.world, self.written[number])).begun_ms:
            with pytest.raises(AnnouncementGone):
                await self.run(lambda unit: announcement_going_on.go_on(unit, number), self.worker)
            return
        await self.settle(number)
        count = await self.run(lambda unit: announcement_going_on.go_on(unit, number), self.worker)
        assert count == self.book.go_on(number)
        await self.queue(number)

    # -- the two agree --------------------------------------------------------------------------------------------

    async def agree(self, *numbers: int) -> None:
        for number in numbers or tuple(self.book.papers):
            paper = self.book.papers[number]
            assert (await now(self.world, self.written[number])).state.value == paper.state
            tally = await self.run(lambda unit, number=number: self.program.receivers.tally(unit, number))  # type: ignore[misc]
            assert {reached.value: n for reached, n in tally.counts.items()} == self.book.counts(number)
            assert {n: count for n, count in enumerate(tally.answers, 1) if count} == self.book.given(number)
            await self.each_once(number, paper)
        verdict = await verify_all(self.world.desk.storage.engine, self.world.desk.now_ms)
        await self.world.desk.storage.engine.rollback()
        assert verdict.fault == ""

    async def each_once(self, number: int, paper: Paper) -> None:
        """As many rows as she was to get, and never two that she can still find or get."""
        by_person = {self.actors[woman].person_id: woman for woman in self.book.women}
        found = [
            each for each in await rows(self.world, self.written[number]) if each["person_id"] in by_person
        ]
        for person_id, woman in by_person.items():
            hers = [each["state"] for each in found if each["person_id"] == person_id]
            assert len(hers) == paper.allowed[woman]
            assert sum(state in ("queued", "retry", "sent", "pull") for state in hers) <= 1
            assert sum(state in ("sent", "uncertain") for state in hers) == paper.accepted[woman]


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_comes_to_what_it_comes_to_on_paper(world: World, seed: int) -> None:
    life = await Life(world, seed, program()).begin()
    await life.live()
    assert life.book.papers, "nothing was ever announced"


FAULTS: dict[str, tuple[str, str, str]] = {
    "a slice of all areas ends before its last woman": (
        "db.audience_parts",
        "p.id <= (SELECT",
        "p.id < (SELECT",
    ),
    "all areas are those of any office": (
        "db.audience_parts",
        'p.area = o.area WHERE o.organisation_id = $1"',
        'p.area = o.area WHERE $1 > 0"',
    ),
    "a no is not heard": ("db.audience_people", "if not by_role and not agrees(", "if 0 > 1 and not agrees("),
    "what was stopped stays in the outbox": (
        "db.announcement_settling",
        "AND x.state IN ('queued', 'retry', 'held', 'pull') LIMIT $2",
        "AND x.state IN ('queued', 'retry', 'held', 'pull') LIMIT $2 - $2",
    ),
    "the round before can still be found": (
        "db.announcement_queueing",
        "SET state = 'dropped', fault = '{REPLACED}' WHERE",
        "SET fault = fault WHERE",
    ),
    "the erased are not counted": (
        "db.announcement_forgetting",
        "unit.write(_KEEP_COUNT, person_id)",
        "unit.write('UPDATE persons SET staff = staff WHERE id = $1', person_id)",
    ),
    "it may grow without end": ("db.audience", "GROWTH_FREE = 5", "GROWTH_FREE = 10**6"),
    "what the channel refused is said to wait": (
        "db.announcement_settling",
        '    "": "",',
        '    "": "", "400 Bad Request": "",',
    ),
    "nobody is asked again what she refuses": ("db.audience_people", "n.news = $1 AND", "n.news <> $1 AND"),
    "whose chat is closed is said to be tried again": (
        "db.announcement_receivers",
        'a.owner_id = t.person_id"\n    " AND a.reachable = 1)',
        'a.owner_id = t.person_id"\n    " AND a.reachable >= 0)',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_planted_fault_is_noticed(fault: str, tmp_path: Path) -> None:
    """On SQLite alone: the statements are the same. Each life begins in empty records of its own."""
    with pytest.raises(AssertionError):
        await lives(tmp_path, program(FAULTS[fault]))


async def lives(folder: Path, wrong: Program) -> None:
    for seed in range(8):
        async with open_desk(folder / str(seed)) as desk:
            world = World(desk)
            world.office = await world.add_office("Kantor Contoh", HERE)
            await world.add_office("Kantor Lain", FAR)
            await (await Life(world, seed, wrong).begin()).live()
