"""A second, simpler way to lead a talk: an interpreter that never restarts and never replays.

A talk here is a list of steps (tuples). `leads` makes a conversation of them; `Reference` performs them directly, keeps
all its state in memory, and takes answers back by going to a copy it made before.
"""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from conversation.chat import Chat
from conversation.limits import PROMPTS_IN_A_ROW_MAX
from conversation.text import Text, _
from tests.conversation.host import ASIDE, OFFER, Number, Refused, written

Step = tuple[Any, ...]


@dataclass
class World:
    """What steps write and looks read."""

    writes: list[str] = field(default_factory=list)


async def count_writes(unit: World) -> int:
    return len(unit.writes)


async def write(unit: World, what: str, refuses: bool) -> tuple[int, str]:
    if refuses:
        raise Refused(what=what)
    unit.writes.append(what)
    return len(unit.writes), what


def _question(number: int, memory: list[Any]) -> Text:
    return _("Nomor {number} sesudah {memory}?", number=number, memory=str(memory))


def _again(number: int) -> Text:
    return _("Ulangi {number}?", number=number)


def _refuses(number: int, memory: list[Any]) -> bool:
    return (number + len(memory)) % 3 == 0


def leads(steps: list[Step]) -> Callable[[Chat], Awaitable[None]]:
    """The conversation that these steps describe."""

    async def talk(chat: Chat) -> None:
        await _perform(chat, steps, [])

    return talk


async def _perform(chat: Chat, steps: list[Step], memory: list[Any]) -> None:
    for name, number, *inner in steps:
        if name == "ask":
            memory.append(await chat.ask(_question(number, memory), Number()))
        elif name == "look":
            memory.append(await chat.look(count_writes))
        elif name == "now":
            memory.append((await chat.now()).second)
        elif name == "say":
            await chat.say(_("Tahu {memory}.", memory=str(memory)))
        elif name == "run":
            await _run(chat, number, memory)
        elif name == "while":
            while await chat.confirm(_again(number)):
                await _perform(chat, inner[0], memory)
        elif name == "times":
            for _round in range(sum(each for each in memory if isinstance(each, int)) % 3):
                await _perform(chat, inner[0], memory)


async def _run(chat: Chat, number: int, memory: list[Any]) -> None:
    try:
        memory.append(await chat.run(write, f"{number} {memory}", _refuses(number, memory)))
    except Refused as refusal:
        await chat.say(_("Ditolak {what}.", what=str(refusal.fields["what"])))


@dataclass
class Reference:
    """The same talk, led without replay. Every turn gives what she reads, or None where nothing happens."""

    steps: list[Step]
    world: World = field(default_factory=World)
    second: int = 0
    ended: str = ""
    # -- the talk's own state
    frames: list[tuple[list[Step], int]] = field(default_factory=list)
    memory: list[Any] = field(default_factory=list)
    journaled: int = 0
    told: list[str] = field(default_factory=list)
    # -- the open question
    asked: tuple[str, Text] | None = None
    times: int = 1
    suggestion: int | None = None
    offering: bool = False
    earlier: list[tuple[Any, ...]] = field(default_factory=list)

    def begin(self) -> list[str]:
        self.frames = [(self.steps, 0)]
        self.told = self._advance()
        return [*self.told, *self._shown()]

    def stale(self) -> list[str]:
        self._as_first()
        return self._shown()

    def back(self) -> list[str] | None:
        if not self.earlier:
            return None
        self.frames, self.memory, self.journaled, self.asked = self.earlier.pop()
        self._as_first()
        return [*(self.told if not self.journaled else []), *self._shown()]

    def say(self, word: str) -> list[str]:
        if word == "salam":
            self.suggestion, self.offering = None, False
            return [written(ASIDE), *self._shown()]
        if (self.suggestion is not None or self.offering) and word in ("ya", "tidak"):
            return self._yes_or_no(word == "ya")
        assert self.asked is not None
        if self.asked[0] == "confirm" and word in ("ya", "tidak"):
            return self._take(word == "ya")
        if self.asked[0] == "ask" and word.isdecimal():
            return self._take(int(word))
        return self._nudge(word)

    # -- the open question --------------------------------------------------------------------------------------

    def _shown(self) -> list[str]:
        return [written(self.asked[1])] if self.asked is not None else []

    def _as_first(self) -> None:
        self.times, self.suggestion, self.offering = 1, None, False

    def _yes_or_no(self, yes: bool) -> list[str]:
        if self.offering and yes:
            self.ended = "person"
            return []
        if self.offering:
            return self.stale()
        if yes:
            return self._take(self.suggestion)
        return self._prompt([])

    def _nudge(self, word: str) -> list[str]:
        assert self.asked is not None
        if self.offering:
            self.ended = "given up"
            return []
        number = self.asked[0] == "ask"
        if number and word.endswith("?") and self.times < PROMPTS_IN_A_ROW_MAX:
            self.times, self.suggestion = self.times + 1, int(word[:-1])
            return [f"Maksudnya {word[:-1]}?"]
        return self._prompt(["Tulis angka saja."] if number else [])

    def _prompt(self, note: list[str]) -> list[str]:
        self.suggestion = None
        if self.times >= PROMPTS_IN_A_ROW_MAX:
            self.times, self.offering = 1, True
            return [written(OFFER)]
        self.times += 1
        return [*note, *self._shown()]

    def _take(self, answer: Any) -> list[str]:
        self.earlier.append(deepcopy((self.frames, self.memory, self.journaled, self.asked)))
        assert self.asked is not None
        if self.asked[0] == "ask":
            self.memory.append(answer)
        elif not answer:
            self._next()
        else:
            self.frames.append((self._current()[2], 0))
        if self.asked[0] == "ask":
            self._next()
        self.journaled += 1
        self._as_first()
        said = self._advance()
        return [*said, *self._shown()]

    # -- the steps ----------------------------------------------------------------------------------------------

    def _current(self) -> Step:
        steps, index = self.frames[-1]
        return steps[index]

    def _next(self) -> None:
        steps, index = self.frames[-1]
        self.frames[-1] = (steps, index + 1)

    def _advance(self) -> list[str]:
        """Perform steps up to the next question or the end; what is said."""
        said: list[str] = []
        self.asked = None
        while self.frames:
            steps, index = self.frames[-1]
            if index == len(steps):
                self.frames.pop()
                continue
            name, number, *inner = steps[index]
            if name == "ask":
                self.asked = ("ask", _question(number, self.memory))
                return said
            if name == "while":
                self.asked = ("confirm", _again(number))
                return said
            self._next()
            if name == "times":
                rounds = sum(each for each in self.memory if isinstance(each, int)) % 3
                self.frames.extend([(inner[0], 0)] * rounds)
            else:
                said.extend(self._plain(name, number))
        self.ended = "ended"
        return said

    def _plain(self, name: str, number: int) -> list[str]:
        if name == "look":
            self.memory.append(len(self.world.writes))
        elif name == "now":
            self.memory.append(self.second)
            self.journaled += 1
        elif name == "say":
            return [f"Tahu {self.memory}."]
        elif name == "run":
            self.journaled += 1
            what = f"{number} {self.memory}"
            if _refuses(number, self.memory):
                return [f"Ditolak {what}."]
            self.world.writes.append(what)
            self.earlier.clear()
            self.memory.append((len(self.world.writes), what))
        return []
