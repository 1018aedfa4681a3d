"""A woman who screens herself: she answers each question once, when it has reached her phone, and repeats nothing.

Sometimes the platform repeats for her: the same update again, the same tap under a new update_id, ids that jump.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.criteria import UNKNOWN, Criterion
from tests.fakes.bot_api import BotApi

SKIP = "Tidak tahu / lewati"
ENOUGH = "Sudah, itu saja"
MENU = "Cari bantuan"
OFFER = "Sekarang"
WHY = "[Lihat alasannya]"
HOME = "Junrejo"
UPDATE_ID_MAX = 2**31 - 1

# She knows a question by a button under it, because sentences are polished more often than labels. In brackets: what
# she taps; else she types it.
ANSWERS = {
    "Sendiri": ("[Sendiri]", "[Bersama]", "sendiri"),
    MENU: ("skrining", "cari bantuan"),
    "Jawab di sini": ("[Jawab di sini]",),
    "Boleh": ("[Boleh]",),
    "Kirim ke petugas": ("[Kirim ke petugas]", WHY),
    "Lihat sisanya": ("[Lihat sisanya]", "[Cukup]"),
    "Chat saja": ("[Chat saja]", "chat"),
    OFFER: (f"[{OFFER}]",),
}


@dataclass(frozen=True)
class Heard:
    """A message as it reached her. data: what is behind its buttons, which tells two equal questions apart."""

    message_id: int
    text: str
    labels: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    def asks_the_same(self, before: "Heard") -> bool:
        """Whether it is a copy, or the same question asked once more: the buttons tell, else the words."""
        return self.data == before.data if self.data else self.text == before.text


@dataclass
class Quirks:
    """How often the platform does what, of a hundred messages."""

    repeats: int = 0
    taps_again: int = 0
    jumps: int = 0


@dataclass
class Woman:
    """chat: her number at the platform. criteria: by their question. answered: what she answered, by criterion."""

    api: BotApi
    chat: int
    random: random.Random
    criteria: Mapping[str, Criterion]
    quirks: Quirks = field(default_factory=Quirks)
    heard: list[Heard] = field(default_factory=list)
    answered: dict[str, Any] = field(default_factory=dict)
    sent: int = 0
    nudges: int = 0
    waits: bool = False
    done: bool = False
    at_menu: bool = False
    puzzled: str = ""
    _several: str = ""
    _offered_more: bool = False
    _said_once: set[str] = field(default_factory=set)

    def begins(self) -> None:
        self._types("/start")

    def nudges_it(self) -> None:
        """Nothing comes, so she says hello, and the question comes again: all she ever says of her own accord."""
        self.nudges += 1
        self._types("halo")

    def hears(self, message: Heard) -> None:
        """A message has reached her phone."""
        known = any(message.asks_the_same(before) for before in self.heard)
        self.heard.append(message)
        if known:
            return
        self.waits = False
        # Where the last words were given up (two kills while they were sent), her "halo" brings the menu.
        self.at_menu = MENU in message.labels and self._offered_more
        self.done = self._offered_more and (self.at_menu or not message.labels)
        self._offered_more |= OFFER in message.labels
        if not self.done:
            self._answer(message)

    # -- what she answers -------------------------------------------------------------------------------------------

    def _answer(self, message: Heard) -> None:
        criterion = next((each for text, each in self.criteria.items() if message.text.endswith(text)), None)
        label = next((label for label in ANSWERS if label in message.labels), None)
        if criterion is not None:
            self._answer_criterion(message, criterion)
        elif ENOUGH in message.labels:
            self._answer_more(message)
        elif label is not None:
            self._say(
                message, self.random.choice([each for each in ANSWERS[label] if each not in self._said_once])
            )
        elif not message.labels and "\n1 " in message.text:
            self._types(HOME)
        else:
            self.puzzled = message.text

    def _say(self, message: Heard, answer: str) -> None:
        if answer == WHY:
            self._said_once.add(answer)
        if answer.startswith("["):
            self._taps(message, answer[1:-1])
        else:
            self._types(answer)

    def _answer_criterion(self, message: Heard, criterion: Criterion) -> None:
        shape = criterion.answer
        if self.random.random() < 0.1 and SKIP in message.labels:
            self.answered[criterion.id] = UNKNOWN
            self._taps(message, SKIP)
        elif shape.type == "integer":
            number = self.random.randint(max(shape.min, 18 if criterion.guard else 0), min(shape.max, 70))
            self.answered[criterion.id] = number
            self._types(str(number))
        else:
            key, label = self.random.choice(list(shape.choices))
            several = shape.type == "multi_choice"
            self.answered[criterion.id] = [key] if several else key
            self._several = criterion.id if several else ""
            self._taps(message, label)

    def _answer_more(self, message: Heard) -> None:
        criterion = next(each for each in self.criteria.values() if each.id == self._several)
        keys = {label: key for key, label in criterion.answer.choices}
        more = [label for label in message.labels if label in keys]
        if more and self.random.random() < 0.5:
            label = self.random.choice(more)
            self.answered[self._several].append(keys[label])
            self._taps(message, label)
        else:
            self._taps(message, ENOUGH)

    # -- how she says it --------------------------------------------------------------------------------------------

    def _types(self, text: str) -> None:
        self._before()
        self.api.user_says(self.chat, text)
        self._after()

    def _taps(self, message: Heard, label: str) -> None:
        self._before()
        data = message.data[message.labels.index(label)]
        self.api.taps_data(self.chat, message.message_id, data)
        if self._happens(self.quirks.taps_again):
            self.api.taps_data(self.chat, message.message_id, data)
            self.sent += 1
        self._after()

    def _before(self) -> None:
        if self._happens(self.quirks.jumps):
            self.api.jumps_to(self.random.randrange(1, UPDATE_ID_MAX))

    def _after(self) -> None:
        self.sent += 1
        self.waits = True
        if self._happens(self.quirks.repeats):
            self.api.repeats_last()

    def _happens(self, percent: int) -> bool:
        return self.random.random() * 100 < percent
