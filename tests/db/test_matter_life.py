"""A long life of an office, on both engines and on paper: every answer, every refusal, and what stands there afterwards.

And a thousand times everything at once: an album, texts, answers, the clock, and somebody who takes it.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from db import matter_messages, matter_passing, matters
from db.matter_check import verify_all
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Climbed, Face, Matter, Message, MessageKind, Result, Side
from domain.refusals import Refusal
from domain.roles import Role
from tests.db.matter_model import No, Paper, Sheet
from tests.db.matter_world import MINUTE_MS, act, answer, end_role, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

STAFF = {
    "worker": (False, False),
    "woman": (False, True),
    "boss": (True, True),
    "chief": (True, False),
    "goes": (False, True),
}
WOMEN = ("siti", "yuyun", "neneng")
STEPS = 260


@dataclass
class Life:
    """Both of them, and who is who. ids: of the matters, in the order of the sheets."""

    world: World
    paper: Paper
    dice: random.Random
    who: dict[str, Actor]
    ids: list[int] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> int:
        return self.who[name].person_id if name else 0

    async def both(
        self, name: str, on_paper: Callable[[], Any], in_program: Callable[[], Awaitable[Any]]
    ) -> Any:
        """Does it on both; what the program says. They must agree, also in refusing."""
        before = deepcopy(self.paper)
        wanted, rule = None, ""
        try:
            wanted = on_paper()
        except No as no:
            rule, self.paper = no.rule, before
        refused, found = "", None
        try:
            found = await in_program()
        except Refusal as refusal:
            refused = refusal.code
        assert refused == rule, f"{name}: {refused or 'allowed'}, on paper {rule or 'allowed'}"
        if refused:
            self.done[f"{name} {rule}"] = self.done.get(f"{name} {rule}", 0) + 1
            return None
        self.done[name] = self.done.get(name, 0) + 1
        if isinstance(wanted, (list, bool)):
            assert found == wanted, name
        return found

    async def compare(self) -> None:
        rows = await self.world.rows("SELECT * FROM matters ORDER BY id")
        assert [row["id"] for row in rows] == self.ids
        for row, sheet in zip(rows, self.paper.sheets, strict=True):
            found = (
                row["state"] == "open",
                row["holder_id"],
                row["waiting_ms"],
                row["messages"],
                row["shown_from"],
                (bool(row["women_only"]), bool(row["only_holder"]), row["about_id"]),
                (row["climbed"] >= Climbed.OFFERED, row["face"] > 0),
                row["due_ms"] > 0,
            )
            assert found == self._on_paper(sheet), (
                f"matter {row['code']}, {found}, on paper {self._on_paper(sheet)}"
            )

    def _on_paper(self, sheet: Sheet) -> tuple[Any, ...]:
        return (
            sheet.open,
            self.person(sheet.holder),
            sheet.waiting(),
            len(sheet.letters),
            sheet.shown_from,
            (sheet.women_only, sheet.only, self.person(sheet.about)),
            (sheet.offered, sheet.face),
            sheet.waiting() > 0,
        )

    # -- what may happen ------------------------------------------------------------------------------------------

    async def write(self) -> None:
        dice, woman = self.dice, self.dice.choice(WOMEN)
        about = dice.choice((*STAFF, "")) if dice.random() < 0.25 else ""
        holder = dice.choice(list(STAFF)) if dice.random() < 0.3 else ""
        women_only, only = dice.random() < 0.15, bool(holder) and dice.random() < 0.4
        brings = dice.random() < 0.3
        text = f"{woman} {dice.random()}"
        chosen = Chosen(
            holder_id=self.person(holder),
            women_only=women_only,
            only_holder=only,
            complaint=bool(about),
            about_id=self.person(about),
            brings=brings,
        )
        written = await self.both(
            "write",
            lambda: self.paper.write(
                woman, text, holder=holder, women_only=women_only, only=only, about=about, brings=brings
            ),
            lambda: write(self.world, self.who[woman], text, chosen=chosen),
        )
        if written is not None and written.fresh:
            self.ids.append(written.matter.id)

    def _any(self) -> tuple[Sheet, int]:
        number = self.dice.randrange(len(self.ids))
        return self.paper.sheets[number], self.ids[number]

    async def _by_staff(
        self, name: str, step: Callable[..., Awaitable[Any]], *args: Any, **fields: Any
    ) -> None:
        sheet, matter_id = self._any()
        who = sheet.holder if sheet.holder and self.dice.random() < 0.6 else self.dice.choice(list(STAFF))
        number = self.paper.sheets.index(sheet)
        await self.both(
            name,
            lambda: getattr(self.paper, name)(self.paper.sheets[number], who, **fields),
            lambda: act(self.world, self.who[who], step, matter_id, *args, **_named(fields)),
        )

    async def take(self) -> None:
        await self._by_staff("take", matters.take)

    async def give_back(self) -> None:
        await self._by_staff("give_back", matters.give_back)

    async def close(self) -> None:
        await self._by_staff("close", matters.close, Result.HELPED, although=self.dice.random() < 0.7)

    async def read(self) -> None:
        await self._by_staff("read", _read)

    async def answer(self) -> None:
        await self._by_staff("answer", _answer, text=f"jawaban {self.dice.random()}")

    async def _by_her(self, name: str, step: Callable[..., Awaitable[Any]], *args: Any) -> None:
        sheet, matter_id = self._any()
        number = self.paper.sheets.index(sheet)
        await self.both(
            name,
            lambda: getattr(self.paper, name)(
                self.paper.sheets[number], *[each for each in args if isinstance(each, bool)]
            ),
            lambda: act(self.world, self.who[sheet.woman], step, matter_id, *args),
        )

    async def end(self) -> None:
        await self._by_her("end", matters.end_own)

    async def reopen(self) -> None:
        await self._by_her("reopen", matters.reopen)

    async def rate(self) -> None:
        await self._by_her("rate", matters.rate, Face.GOOD)

    async def allow(self) -> None:
        await self._by_her("allow", matters.allow_others, self.dice.random() < 0.5)

    async def take_back(self) -> None:
        sheet, matter_id = self._any()
        if not sheet.letters:
            return
        letter = self.dice.choice(sheet.letters[-3:])
        who = sheet.woman if letter.hers else self.dice.choice([letter.by, *STAFF])
        number = self.paper.sheets.index(sheet)

        async def job(unit: Unit) -> Message:
            found = await matter_messages.find_one(unit, matter_id, letter.n)
            assert found is not None
            return await matter_messages.take_back(unit, found)

        await self.both(
            "take_back",
            lambda: self.paper.take_back(self.paper.sheets[number], who, letter.n),
            lambda: self.world.run(job, by=self.who[who]),
        )

    async def climb(self) -> None:
        """The clock asks the colleagues."""
        sheet, matter_id = self._any()
        if not sheet.waiting():
            return
        self.paper.climb(sheet)

        async def job(unit: Unit) -> None:
            unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter_id, int(Climbed.OFFERED))

        await self.world.run(job)

    async def leave(self) -> None:
        """One of them stops working there, late in this life."""
        if "goes" in self.paper.left or len(self.ids) < 8:
            return
        self.paper.leave("goes")
        gone = self.who["goes"]
        await end_role(self.world, gone)
        await self.world.run(partial(matters.release_without_role, person_id=gone.person_id))

    async def pass_time(self) -> None:
        self.world.pass_time(self.dice.choice((1, 5, 14, 16, 24 * 60, 20 * 24 * 60)))
        self.paper.now = self.world.desk.now_ms


def _named(fields: dict[str, Any]) -> dict[str, Any]:
    return {("although_unanswered" if name == "although" else name): value for name, value in fields.items()}


async def _read(unit: Unit, matter_id: int) -> list[str]:
    matter = await matters.get(unit, matter_id)
    return [each.text for each in await matter_messages.page(unit, matter, most=500)]


async def _answer(unit: Unit, matter_id: int, text: str) -> None:
    matter = await matters.lock(unit, matter_id)
    await matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, text)


HAPPENS = (
    *["write"] * 10,
    *["read"] * 6,
    *["answer"] * 6,
    *["take"] * 6,
    *["pass_time"] * 4,
    *["close"] * 3,
    *["take_back"] * 3,
    *["climb"] * 2,
    "give_back",
    "end",
    "reopen",
    "reopen",
    "rate",
    "allow",
    "leave",
)


async def begin(world: World, seed: int) -> Life:
    who: dict[str, Actor] = {}
    for name, (leads, woman) in STAFF.items():
        who[name] = await worker_of(world, Role.SUPERVISOR if leads else Role.WORKER, woman=woman)
    for name in WOMEN:
        who[name] = await world.woman()
    paper = Paper(staff=dict(STAFF), now=world.desk.now_ms)
    return Life(world=world, paper=paper, dice=random.Random(seed), who=who)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_happens_it_stands_there_as_on_paper(world: World, seed: int) -> None:
    life = await begin(world, seed)
    await life.write()
    while not life.ids:
        await life.write()
    for _step in range(STEPS):
        await getattr(life, life.dice.choice(HAPPENS))()
        await life.compare()
    assert (await verify_all(world.desk.storage.engine, world.desk.now_ms)).fault == ""
    happened = {name for name in life.done if " " not in name}
    assert {"write", "read", "answer", "take", "close", "take_back"} <= happened
    assert [name for name in life.done if " " in name], "nothing was ever refused"


# -- everything at once -------------------------------------------------------------------------------------------

ROUNDS = 1_000
LIVES = 25
PHOTO = SentFile(reference="r", size_bytes=1)


async def one_round(
    world: World, dice: random.Random, woman: Actor, staff: list[Actor], matter: Matter
) -> int:
    """An album of three with words, two texts, two answers, a taker, the media and the clock; how many were written."""
    texts = [f"hers {dice.random()}" for _ in range(2)]
    album = [
        partial(write, world, woman, f"foto {n}", kind=MessageKind.PHOTO, sent_file=PHOTO) for n in range(3)
    ]
    said = [partial(write, world, woman, each) for each in texts]
    answers = [partial(_try_answer, world, each, matter, f"jawab {dice.random()}") for each in staff]
    clock = partial(_remind, world, matter)
    turns: list[Callable[[], Awaitable[Any]]] = [*album, *said, *answers, clock, partial(_fetch, world, dice)]
    turns.append(partial(_pass_on, world, matter))
    dice.shuffle(turns)
    results = await asyncio.gather(*[each() for each in turns])
    return len(album) + len(said) + sum(each == "answered" for each in results)


async def _try_answer(world: World, by: Actor, matter: Matter, text: str) -> str:
    try:
        await answer(world, by, matter, text)
    except Refusal:
        return "refused"
    return "answered"


async def _remind(world: World, matter: Matter) -> None:
    """The clock climbs, as far as the row is as it was read."""

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE matters SET climbed = 1, due_ms = $2 WHERE id = $1 AND waiting_ms > 0 AND state = 'open'",
            matter.id,
            unit.now_ms + MINUTE_MS,
        )

    await world.run(job)


async def _fetch(world: World, dice: random.Random) -> None:
    """Some files have come, in any order; one is lost now and then."""
    found = await world.rows("SELECT file_id FROM matter_messages WHERE ready = 0 ORDER BY id")
    dice.shuffle(found)
    for row in found[:4]:
        kept = dice.random() < 0.9
        await world.run(partial(matter_passing.mark_ready, file_id=row["file_id"], kept=kept))


async def _pass_on(world: World, matter: Matter) -> None:
    async def job(unit: Unit) -> None:
        now = await matters.find(unit, matter.id)
        assert now is not None
        matter_passing.mark_passed(unit, now, await matter_passing.unpassed(unit, now))

    await world.run(job)


@pytest.mark.slow
async def test_a_thousand_times_everything_at_once_leaves_one_matter_in_order_and_nothing_lost(
    world: World,
) -> None:
    rounds = ROUNDS if world.desk.storage.engine.name == "sqlite" else ROUNDS // 10
    for life in range(LIVES):
        dice = random.Random(life)
        woman, worker, colleague = await world.woman(), await worker_of(world), await worker_of(world)
        matter = await held(world, woman, worker)
        written = 1
        for _round in range(rounds // LIVES):
            written += await one_round(world, dice, woman, [worker, colleague], matter)
        while await world.rows("SELECT 1 AS one FROM matter_messages WHERE ready = 0 LIMIT 1"):
            await _fetch(world, dice)
        await _pass_on(world, matter)
        rows = await world.rows(
            "SELECT n, side, passed FROM matter_messages WHERE matter_id = $1 ORDER BY n", matter.id
        )
        assert [row["n"] for row in rows] == list(range(1, written + 1))
        assert sum(row["side"] == "her" for row in rows) == 1 + 5 * (rounds // LIVES)
        found = await read(world, worker, matter, most=written)
        assert len({each.text for each in found if each.side is Side.STAFF}) == written - 1 - 5 * (
            rounds // LIVES
        )
    count = await world.rows("SELECT count(*) AS n FROM matters")
    assert count[0]["n"] == LIVES
    assert (await verify_all(world.desk.storage.engine, world.desk.now_ms)).fault == ""
