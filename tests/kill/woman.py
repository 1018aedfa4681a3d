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
MORE_OF_THEM = "Ada lagi, Bu?"
LAST_WORDS = "Sudah saya tambahkan."
MENU = "Ada yang bisa saya bantu, Bu?"
OFFER = "supaya pas. Mau sekarang?"
STAND_ALONE = ("belum_ada", "tidak_ada", "belum_pernah", "belum_tahu")
UPDATE_ID_MAX = 2**31 - 1

# The end of a question -> what she answers; in brackets: she taps it, else she types it.
ANSWERS = (
    ("HP ini dipakai sendiri, atau bersama keluarga?", ("[Sendiri]", "[Bersama]", "sendiri")),
    (MENU, ("skrining", "cari bantuan")),
    ("Ibu tinggal di mana?", ("Junrejo",)),
    ("Pertanyaan keluarga bisa dijawab dengan petugas. Mau yang mana, Bu?", ("[Jawab di sini]",)),
    ("Boleh saya catat?", ("[Boleh]",)),
    ("Hasil awal: ", ("[Kirim ke petugas]", "[Lihat alasannya]")),
    ("Mau lihat yang lain, Bu?", ("[Kirim ke petugas]",)),
    ("Petugas boleh menghubungi Ibu lewat apa?", ("[Chat saja]", "chat")),
    (OFFER, ("[Sekarang]",)),
)


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
        self.at_menu = self._last_prompt(message.text) == MENU and self._was_offered_more()
        self.done = self.at_menu or message.text.rstrip().endswith(LAST_WORDS)
        if not self.done:
            self._answer(message)

    def _was_offered_more(self) -> bool:
        return any(OFFER in before.text for before in self.heard)

    # -- what she answers -------------------------------------------------------------------------------------------

    def _answer(self, message: Heard) -> None:
        prompt = self._last_prompt(message.text)
        if prompt in self.criteria:
            self._answer_criterion(message, self.criteria[prompt])
        elif prompt == MORE_OF_THEM:
            self._answer_more(message)
        elif prompt:
            answer = self.random.choice(dict(ANSWERS)[prompt])
            if answer.startswith("["):
                self._taps(message, answer[1:-1])
            else:
                self._types(answer)
        else:
            self.puzzled = message.text

    def _last_prompt(self, text: str) -> str:
        """What the message asks: of the questions she knows, the one that stands last."""
        known = (*self.criteria, MORE_OF_THEM, *(prompt for prompt, _answers in ANSWERS))
        found = max(known, key=lambda prompt: (text.rfind(prompt), len(prompt)))
        return found if found in text else ""

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
