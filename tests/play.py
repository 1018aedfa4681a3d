"""Plays a transcript (tests/transcript.py) with the whole program and compares every message with the paper.

Whatever the chat is about, afterwards: nothing was left unsent or failed, no message was longer than 500 characters or
had an unfilled place, and in the pseudo-language every sentence has gone through the catalogue.
"""

import re
from collections import defaultdict

from bot.catalogues import PSEUDO_LANGUAGE, pseudo
from bot.compose import REPLY_CHARS_MAX
from tests.phones import Bubble
from tests.transcript import (
    Hears,
    Line,
    Memory,
    Passes,
    Restarts,
    Says,
    choices_fit,
    plain,
    read_transcript,
    split_numbered,
)
from tests.whatsapp_fit import unfit
from tests.world import World


class Played(AssertionError):
    """The chat went another way; the message is the chat so far with both versions."""


class Play:
    """`await play(transcript)`; several times in one test go on in the same world.

    language: of the one who speaks first; any but "id" compares no sentence, only what every sentence must keep.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.memory = Memory()
        self._speaker = ""
        self._language = "id"
        self._seen: dict[str, dict[str, Bubble]] = defaultdict(dict)
        self._unread: dict[str, list[Bubble]] = defaultdict(list)
        self._buttons: dict[tuple[str, str], Bubble] = {}  # also those that are gone by now
        self._chat: list[str] = []

    async def __call__(self, transcript: str, *, language: str = "id") -> None:
        __tracebackhide__ = True
        self._language = language
        for line in read_transcript(transcript):
            await self._step(line)
        self._all_was_expected("the end")
        await self.finish()

    async def finish(self) -> None:
        """Look whether anything was left behind, and read the books."""
        await self.world.read_books()
        failed = self.world.app.turns.counts["failed"]
        if self.world.faults or failed:
            raise Played(self._shown([f"left behind: {self.world.faults}, failed turns: {failed}"]))

    async def _step(self, line: Line) -> None:
        __tracebackhide__ = True
        if isinstance(line, Hears):
            self._hear(line)
            return
        self._all_was_expected(line.source)
        self._chat.append(line.source)
        if isinstance(line, Says):
            await self._say(line)
        elif isinstance(line, Passes):
            await self.world.pass_time(line.seconds)
        elif isinstance(line, Restarts):
            await self.world.restart()
        self._look()

    # -- her side ---------------------------------------------------------------------------------------------------

    async def _say(self, line: Says) -> None:
        __tracebackhide__ = True
        self._speaker = line.who
        self.world.meet(line.who)
        if self.world.restarts:
            await self.world.restart()
        self.world.next_message()
        phones = self.world.phones
        if line.tap:
            await self._tap(line)
        elif line.thing:
            await phones.send(line.who, line.thing)
        elif line.changed:
            await phones.change(line.who, line.changed)
        elif line.quoted:
            await self._quote(line)
        else:
            await phones.write(line.who, self.memory.fill(line.text))
        await self.world.rest()

    async def _quote(self, line: Says) -> None:
        """She answers the newest message in which these words stand."""
        __tracebackhide__ = True
        wanted = self.memory.fill(line.quoted)
        found = [each for each in self.world.phones.screen(line.who) if wanted in each.text]
        if not found:
            raise Played(self._shown([f"{wanted!r} stands nowhere on the screen"]))
        await self.world.phones.reply(line.who, found[-1], self.memory.fill(line.text))

    async def _tap(self, line: Says) -> None:
        """The newest button of that label; its number where the choices stand in the text."""
        __tracebackhide__ = True
        who, screen = line.who, self.world.phones.screen(line.who)
        wanted = self.memory.fill(line.tap)
        if self._language != "id":
            wanted = self._translated(wanted, screen)
        if line.again:
            await self.world.phones.tap(who, self._buttons[who, wanted], wanted)
            return
        for bubble in reversed(screen):
            numbers = {
                label: number for number, label in split_numbered(bubble.text)[1] if not bubble.buttons
            }
            if wanted in dict(bubble.buttons):
                await self.world.phones.tap(who, bubble, wanted)
                return
            if wanted in numbers and bubble is screen[-1]:
                await self.world.phones.write(who, numbers[wanted])
                return
        raise Played(self._shown([f"there is no [{wanted}] on the screen"]))

    def _translated(self, label: str, screen: list[Bubble]) -> str:
        shown = {label for bubble in screen for label, _payload in bubble.buttons}
        return pseudo(label) if self._language == PSEUDO_LANGUAGE and label not in shown else label

    # -- its side ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """What is new on every phone. A message changed in place counts as new if nothing else is."""
        __tracebackhide__ = True
        for owner in {*self._seen, *self.world.known}:
            screen = {bubble.ref: bubble for bubble in self.world.phones.screen(owner)}
            before = self._seen[owner]
            new = [bubble for ref, bubble in screen.items() if ref not in before]
            changed = [bubble for ref, bubble in screen.items() if ref in before and before[ref] != bubble]
            self._seen[owner] = screen
            for bubble in new or changed:
                self._check(owner, bubble)
                self._buttons |= {(owner, label): bubble for label, _payload in bubble.buttons}
                self._unread[owner].append(bubble)
                self.world.said.setdefault(owner, []).append(bubble.text)
            for bubble in changed if new else ():
                self._check(owner, bubble)

    def _check(self, owner: str, bubble: Bubble) -> None:
        """What every message keeps, whatever it says."""
        __tracebackhide__ = True
        wrong = misshapen(bubble)
        if self._language == PSEUDO_LANGUAGE and (bare := untranslated(bubble, self.world.own_words)):
            wrong.append(f"not from the catalogue: {bare}")
        if wrong:
            raise Played(self._shown([*_message(f"Bot → {owner}", bubble), *wrong]))

    def _hear(self, line: Hears) -> None:
        __tracebackhide__ = True
        owner = line.to or self._speaker
        unread = self._unread[owner]
        if not unread:
            raise Played(self._shown([f"expected  {line.source}", "got       nothing"]))
        bubble = unread.pop(0)
        who = f"Bot → {line.to}" if line.to else "Bot"
        if self._language == "id" and not self._is(line, bubble):
            raise Played(self._shown([f"expected  {line.source}", *_message(f"got       {who}", bubble)]))
        self._chat.extend(_message(who, bubble))

    def _is(self, line: Hears, bubble: Bubble) -> bool:
        text, labels = choices_of(bubble)
        if not bubble.buttons and not line.labels:
            text, labels = bubble.text, ()
        expected = tuple(self.memory.fill(label) for label in line.labels)
        return choices_fit(expected, labels) and self.memory.fits(line.text, text)

    def _all_was_expected(self, before: str) -> None:
        __tracebackhide__ = True
        left = [(owner, bubble) for owner, bubbles in self._unread.items() for bubble in bubbles]
        if left:
            lines = [line for owner, bubble in left for line in _message(f"Bot → {owner}", bubble)]
            raise Played(self._shown([f"not on the paper, before {before!r}:", *lines]))

    def _shown(self, wrong: list[str]) -> str:
        return "\n".join(["", *self._chat, "-- here it went another way:", *wrong])


def misshapen(bubble: Bubble) -> list[str]:
    """What no message may be: too long for one turn, with a place that was not filled in, or not as WhatsApp takes it."""
    wrong = []
    if len(bubble.text) > REPLY_CHARS_MAX:
        wrong.append(f"{len(bubble.text)} characters, {REPLY_CHARS_MAX} is the most")
    if re.search(r"[{}]", bubble.text + "".join(label for label, _payload in bubble.buttons)):
        wrong.append("a place was not filled in")
    return [*wrong, *unfit(*choices_of(bubble))]


def untranslated(bubble: Bubble, own_words: set[str]) -> list[str]:
    """What stands outside the markers of the pseudo-language, without numbers and people's own words."""
    text, labels = choices_of(bubble)
    outside = [_outside(part) for part in (text, *labels)]
    return [part for part in outside if part not in own_words and any(map(str.isalpha, part))]


def choices_of(bubble: Bubble) -> tuple[str, tuple[str, ...]]:
    """The message and its choices, whatever the channel made of them."""
    if bubble.buttons:
        return bubble.text, tuple(label for label, _payload in bubble.buttons)
    text, numbered = split_numbered(bubble.text)
    return text, tuple(label for _number, label in numbered)


def _message(who: str, bubble: Bubble) -> list[str]:
    text, labels = choices_of(bubble)
    return [" ".join([f"{who}: {plain(text)}", *(f"[{label}]" for label in labels)])]


def _outside(text: str) -> str:
    """The text without what stands between the markers of the pseudo-language."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return " ".join(text.split())
