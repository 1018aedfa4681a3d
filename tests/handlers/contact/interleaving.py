"""Two people and the clock do things at the same moment, at random; afterwards: what was lost, doubled, out of order?

Each round begins all of it in one breath, in a random order, and only then waits: an album, words, an answer that
quotes, words for later that fall due, and the clock itself. For the tests and for `python -m tests.bench contact`.
"""

import asyncio
import base64
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import pairwise

from bot.channels.simulator.channel import address_of
from bot.channels.simulator.gestures import act
from db.unit import Unit
from domain.matters import Message, Side
from tests.handlers.contact.letters import add_woman
from tests.handlers.contact.planned import plan
from tests.handlers.contact.relayed import messages_of, open_line, quotes, rest
from tests.phones import SimulatorPhones
from tests.traced_files import photo
from tests.world import World

ROUND_MS = 61_000
STEP_DAYS = 30 / 86_400
PHOTO = base64.b64encode(photo("")).decode()
LABEL = re.compile(r"\b[wrl]\d+x\d+\b")
HERS, ANSWERS, LATER = "w", "r", "l"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """After so many rounds. sent: messages of both sides. Each of the others should be none, matters one."""

    rounds: int
    sent: int
    lost: int
    doubled: int
    out_of_order: int
    matters: int
    failed: int


class Rounds:
    """What two people do; all labels in the order in which each of them sent hers."""

    def __init__(self, world: World, her: str, seed: int) -> None:
        assert isinstance(world.phones, SimulatorPhones)
        self.world, self.her, self.phones = world, her, world.phones
        self.chance = random.Random(seed)
        self.sent: dict[str, list[str]] = {HERS: [], ANSWERS: [], LATER: []}

    def label(self, side: str, number: int) -> str:
        label = f"{side}{number}x{len(self.sent[side])}"
        self.sent[side].append(label)
        return label

    def _do(self, who: str, body: dict[str, object]) -> None:
        """On the phone at once; the program has not heard of it yet."""
        simulator = self.phones._simulator
        phone = simulator.chats.find_phone(address_of(who))
        assert phone is not None
        act(simulator, phone, body)

    def she_writes(self, number: int) -> None:
        self._do(self.her, {"text": self.label(HERS, number)})

    def she_sends_an_album(self, number: int) -> None:
        for _photo in range(3):
            file = {"name": "a.jpg", "mime": "image/jpeg", "data": PHOTO, "caption": self.label(HERS, number)}
            self._do(self.her, {"file": file})

    def rina_answers(self, number: int) -> None:
        mine = set(self.sent[HERS])
        hers = [each for each in self.phones.screen("Rina")[-12:] if mine & set(LABEL.findall(each.text))]
        if hers:
            self._do("Rina", {"text": self.label(ANSWERS, number), "reply_to": hers[-1].ref})

    async def round(self, number: int) -> None:
        """Everything in one breath."""
        happens = [self.she_writes, self.she_sends_an_album, self.rina_answers]
        for event in self.chance.choices(happens, weights=(5, 1, 3), k=self.chance.randint(1, 4)):
            event(number)
        app = self.world.app
        beginning: list[Callable[[], Awaitable[object]]] = [
            lambda: self.phones._deliver(self.her),
            lambda: self.phones._deliver("Rina"),
            app.housekeeping.run,
            app.media.round,
        ]
        self.chance.shuffle(beginning)
        await asyncio.gather(*(begin() for begin in beginning))
        await rest(self.world)
        self.world.clock.passed_ms += ROUND_MS


async def interleave(world: World, her: str, rounds: int, seed: int) -> Found:
    """She and Rina, who works in the office, write for so many rounds in one matter."""
    await add_woman(world, her)
    matter = await open_line(world, her=her)
    both = Rounds(world, her, seed)
    first = seed * 1_000  # no label twice
    for number in range(first, first + rounds):
        await both.round(number)
        if both.chance.random() < 0.3:
            await plan(world, matter, both.label(LATER, number), days=STEP_DAYS)
    both.she_writes(first + rounds)
    await both.phones._deliver(her)
    await rest(world)
    await quotes(world, "Rina", both.sent[HERS][0], both.label(ANSWERS, first + rounds))
    for _minute in range(4):
        await world.pass_time(61)
        await rest(world)
    written = await messages_of(world, matter.id)
    assert [each.n for each in written] == list(range(1, len(written) + 1))
    staff = _texts(written, Side.STAFF)
    seen = [bubble.text for bubble in world.phones.screen("Rina")]
    hers = [bubble.text for bubble in world.phones.screen(her)]
    # Each side as it is kept, and as it stands on the other's phone.
    faults = [
        _compare(both.sent[HERS], _texts(written, Side.HER)),
        _compare(both.sent[HERS], seen),
        _compare(both.sent[ANSWERS], staff),
        _compare(both.sent[ANSWERS], hers),
        _compare(both.sent[LATER], staff),
        _compare(both.sent[LATER], hers),
    ]
    lost, doubled, out_of_order = (sum(column) for column in zip(*faults, strict=True))
    return Found(
        rounds=rounds,
        sent=sum(map(len, both.sent.values())),
        lost=lost,
        doubled=doubled,
        out_of_order=out_of_order,
        matters=await world.run(_count_matters(matter.person_id)),
        failed=world.app.turns.counts["failed"],
    )


def _compare(sent: list[str], texts: list[str]) -> tuple[int, int, int]:
    """How many of those labels are not there, are there too often, or come before one that was sent earlier."""
    place = {label: number for number, label in enumerate(sent)}
    found = [label for text in texts for label in LABEL.findall(text) if label in place]
    once = list(dict.fromkeys(found))
    lost = len(place) - len(once)
    doubled = sum(times - 1 for times in Counter(found).values())
    return lost, doubled, sum(place[a] > place[b] for a, b in pairwise(once))


def _texts(written: list[Message], side: Side) -> list[str]:
    return [each.text for each in written if each.side is side]


def _count_matters(person_id: int) -> Callable[[Unit], Awaitable[int]]:
    async def count(unit: Unit) -> int:
        rows = await unit.fetch("SELECT id FROM matters WHERE person_id = $1", person_id)
        return len(rows)

    return count
