"""`python -m tests.quick_exit`: random chats, then all ask to clear at once; prints what is left, and when.

The fake Bot API server is the oracle: what it still holds of a chat is what the one she fears would read.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from db import safe_words
from db.unit import Unit
from handlers.profile.lessons import CHOICES
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_faults import Fault
from tests.world import Way, World, make_template, open_world

SAID = (
    "skrining", "menu", "samarinda", "boleh", "ya", "tidak", "35", "petugas", "bantuan", "info", "kabar", "kembali",
    "makasih", "saya bingung", "suami saya tidak tahu", "batal", "lanjut", "dua", "chat saja", "halo bu",
)  # fmt: skip
WORD = "kue lapis"
ROUNDS = 6
SEED = 20260203
LONGEST_S = 60.0
LOOK_EVERY_S = 0.02

# What one request in seven meets: it was taken, or not, and the program never learns which.
FAULTS = {
    Fault(kind="reset_after_accept"): 0.08,
    Fault(kind="half_response"): 0.03,
    Fault(kind="reset_before_accept"): 0.03,
}


@dataclass(frozen=True)
class Found:
    """messages: how many stood in the chats before. left: what is still there that is not harmless. took_s: until then."""

    chats: int
    messages: int
    left: tuple[str, ...]
    took_s: float


class Chats:
    """Women who write at random in one world over the fake server."""

    def __init__(self, world: World, count: int, seed: int = SEED) -> None:
        assert world._api is not None, "played on Telegram"
        self.world = world
        self.api: BotApi = world._api
        self.names = [f"Demo {number}" for number in range(count)]
        self._random = random.Random(seed)

    async def gather(self) -> None:
        """They have phones of all kinds, and half of them a word of their own."""
        for number, name in enumerate(self.names):
            await self.world.add(
                name, phone=self._random.choice(("own", "shared", "helped")), area="samarinda"
            )
            if number % 2:
                await self._choose(name)

    async def _choose(self, name: str) -> None:
        async def choose(unit: Unit) -> None:
            await safe_words.add(unit, (await self.world.actor(unit, name)).account_id, "kuelapis")

        await self.world.run(choose)

    async def talk(self, rounds: int = ROUNDS) -> None:
        for _round in range(rounds):
            self.world.next_message()
            for name in self.names:
                self._do_something(name)
            await self.api.until(lambda: not self.api.world.updates, most_s=LONGEST_S)
            await self.world.rest()

    def _do_something(self, name: str) -> None:
        """Writes, taps one of the newest buttons, or sends a sticker or a voice note."""
        chat = int(self.world.phones.address(name))
        buttons = [
            (message.message_id, label)
            for message in self.api.world.room(chat).messages.values()
            if message.mine and "inline_keyboard" in message.markup
            for label in message.labels()
        ]
        drawn = self._random.random()
        if buttons and drawn < 0.4:
            self.api.taps(chat, *self._random.choice(buttons[-8:]))
        elif drawn < 0.5:
            self.api.sends_file(chat, "voice", b"0", duration=1)
        else:
            self.api.user_says(chat, self._random.choice(SAID))

    def ask(self) -> None:
        """All at once: in so many words, or with the word of their own."""
        self.world.next_message()
        for number, name in enumerate(self.names):
            self.api.user_says(int(self.world.phones.address(name)), WORD if number % 2 else "hapus jejak")

    def count(self) -> int:
        """Messages on all screens."""
        return sum(
            len(self.api.world.room(int(self.world.phones.address(name))).messages) for name in self.names
        )

    def left(self) -> list[str]:
        """What is not harmless on any screen."""
        labels = {choice.label.message for choice in CHOICES if not isinstance(choice.label, str)}
        found = []
        for name in self.names:
            for message in self.api.world.room(int(self.world.phones.address(name))).messages.values():
                if not (message.mine and set(message.labels()) == labels):
                    found.append(f"{name}: {message.text[:60]!r}")
        return found

    async def until_clean(self) -> None:
        """The clock of this world, which stands still, goes on while they wait."""
        async with asyncio.timeout(LONGEST_S):
            while self.left():
                before = time.monotonic()
                await asyncio.sleep(LOOK_EVERY_S)
                self.world.clock.passed_ms += round((time.monotonic() - before) * 1000)


async def end_half_way(world: World) -> None:
    """The clearing ends in the middle of a request, as if the program were killed; then the program starts again."""
    task = world.app.clearing._task
    assert task is not None
    task.cancel()
    await asyncio.wait([task])
    await world.restart()


async def measure(world: World, count: int, *, kill: bool = False, faults: bool = False) -> Found:
    chats = Chats(world, count)
    if faults:
        chats.api.fail_at_random(SEED, FAULTS, ("sendMessage", "deleteMessages"))
    await chats.gather()
    await chats.talk()
    before = chats.count()
    deleted = len(chats.api.calls_of("deleteMessages"))
    begun_at = time.monotonic()
    chats.ask()
    if kill:
        enough = deleted + max(1, count // 3)
        await chats.api.until(lambda: len(chats.api.calls_of("deleteMessages")) >= enough, most_s=LONGEST_S)
        await end_half_way(world)
        assert chats.left(), "it was not half-way"
    try:
        await chats.until_clean()
    except TimeoutError:
        pass
    took_s = time.monotonic() - begun_at
    await world.rest()
    return Found(count, before, tuple(chats.left()), took_s)


async def _main(count: int, *, kill: bool, faults: bool) -> Found:
    with tempfile.TemporaryDirectory(prefix="quick-exit-") as folder:
        await make_template(Path(folder) / "template")
        async with open_world(
            Path(folder) / "data", Way.TELEGRAM, template=Path(folder) / "template"
        ) as world:
            return await measure(world, count, kill=kill, faults=faults)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quick_exit", description=__doc__)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument(
        "--kill", action="store_true", help="end the clearing half-way and start the program again"
    )
    parser.add_argument("--faults", action="store_true", help="one request in seven is torn")
    asked = parser.parse_args()
    found = asyncio.run(_main(asked.chats, kill=asked.kill, faults=asked.faults))
    again = ", ended half-way and started again" if asked.kill else ""
    print(
        f"{found.chats} chats, {found.messages} messages on their screens; all asked to clear at once{again}"
    )
    print(f"not harmless and still there: {len(found.left)}; clean after {found.took_s:.2f} s")
    return 1 if found.left else 0


if __name__ == "__main__":
    sys.exit(main())
