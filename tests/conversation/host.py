"""A host in memory: leads one talk the way a turn does, and restarts before every message.

Restarting means: whatever is kept between two messages goes through JSON, and nothing else survives.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from conversation import journal
from conversation.chat import Look
from conversation.questions import (
    Choice,
    Narrowed,
    NoLongerFits,
    Reading,
    Said,
    Suggested,
    Unclear,
    Understood,
)
from conversation.replay import Again, Asking, Ended, Outcome, Replay, Waiting, Work
from conversation.text import Text, _

OFFER = _("Mau bicara dengan petugas?")
ASIDE = _("Salam, Bu.")
TEN_O_CLOCK = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)


class Refused(Exception):
    """What a step or a look of these tests says no with."""

    def __init__(self, **fields: object) -> None:
        super().__init__("refused")
        self.fields = fields


@dataclass(frozen=True, kw_only=True)
class Plainly:
    """What the question types of these tests have in common."""

    kind: str = "plain"
    skip: Text | None = None
    person: Text | None = None
    sensitive: bool = False
    weighty: bool = False
    takes_any_text: bool = False
    takes_digits: bool = False
    choices: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Number(Plainly):
    """A whole number; "12?" is probably 12. One above `most` no longer fits."""

    kind: str = "number"
    takes_digits: bool = True
    most: int = 10**9

    def read(self, said: Said) -> Reading:
        if said.text.isdecimal():
            return Understood(int(said.text))
        if said.text.endswith("?") and said.text[:-1].isdecimal():
            return Suggested(int(said.text[:-1]), _("Maksudnya {number}?", number=said.text[:-1]))
        return Unclear(_("Tulis angka saja."))

    def restore(self, plain: Any) -> int:
        if plain > self.most:
            raise NoLongerFits(str(plain))
        return int(plain)


@dataclass(frozen=True, kw_only=True)
class Note(Plainly):
    """Any words."""

    kind: str = "note"
    takes_any_text: bool = True

    def read(self, said: Said) -> Reading:
        return Understood(said.text) if said.text else Unclear()

    def restore(self, plain: Any) -> str:
        return str(plain)


@dataclass(frozen=True, kw_only=True)
class OneOf(Plainly):
    """One of the choices: by tap, by number in the list, by label; a name that two begin with is narrowed."""

    kind: str = "one of"

    def read(self, said: Said) -> Reading:
        for number, choice in enumerate(self.choices, start=1):
            if choice.key == said.tapped or said.text in (str(number), choice.label):
                return Understood(choice.key)
        alike = tuple(
            choice.key for choice in self.choices if said.text and choice.label.startswith(said.text)
        )
        return Narrowed(alike, _("Yang mana?")) if len(alike) > 1 else Unclear()

    def restore(self, plain: Any) -> Any:
        for choice in self.choices:
            if choice.key == plain:
                return choice
        raise NoLongerFits(plain)


@dataclass(frozen=True, kw_only=True)
class YesNo(Plainly):
    """Ya or tidak; nothing else is either."""

    kind: str = "yes or no"
    choices: tuple[Any, ...] = (Choice("ya", "Ya"), Choice("tidak", "Tidak"))

    def read(self, said: Said) -> Reading:
        word = said.tapped or said.text.lower()
        return Understood(word == "ya") if word in ("ya", "tidak") else Unclear()

    def restore(self, plain: Any) -> bool:
        return bool(plain)


class Dialect:
    """How these tests read yes and no and choices."""

    def confirm(self, *, weighty: bool, sensitive: bool) -> YesNo:
        return YesNo(weighty=weighty, sensitive=sensitive)

    def choose(
        self, choices: Sequence[Any], *, skip: Text | None, person: Text | None, sensitive: bool
    ) -> OneOf:
        return OneOf(choices=tuple(choices), skip=skip, person=person, sensitive=sensitive)


def written(text: Text | str) -> str:
    """The sentence as she reads it."""
    if isinstance(text, str):
        return text
    return text.message.format_map(dict(text.values))


def finish(work: Awaitable[Any]) -> Any:
    """What a query or step returns that waits for nothing."""
    running = work.__await__()
    try:
        next(running)
    except StopIteration as end:
        return end.value
    raise AssertionError("a query of these tests waits for something")


def ms_of(moment: datetime) -> int:
    """UTC milliseconds, as the program's clock counts them."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def run_of(function: Any, **other: Any) -> Replay:
    """The first run of a talk, for the test to lead."""
    return Replay(
        function=function,
        args=(),
        entries=[],
        asking=None,
        dialect=Dialect(),
        now_ms=ms_of(TEN_O_CLOCK),
        offer=OFFER,
        **other,
    )


@dataclass
class Host:
    """One talk. world: what queries and steps get as their unit. outcome: what the last turn came to."""

    function: Callable[..., Awaitable[None]]
    args: tuple[Any, ...] = ()
    world: Any = None
    now: datetime = TEN_O_CLOCK
    stored: str = ""
    outcome: Outcome | None = None
    run: Replay | None = None
    performed: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> Waiting:
        """The open question."""
        assert isinstance(self.outcome, Waiting), self.outcome
        return self.outcome

    @property
    def entries(self) -> list[journal.Entry]:
        """The stored journal."""
        return json.loads(self.stored)["entries"] if self.stored else []

    def begin(self) -> list[str]:
        """What the first turn says."""
        return self.turn(None)

    def say(self, text: str, *, aside: Text | None = None) -> list[str]:
        """What the turn after `text` says."""
        return self.turn(Said(text=text, aside=aside))

    def tap(self, key: str) -> list[str]:
        """What the turn after a tap says."""
        return self.turn(Said(tapped=key))

    def more(self) -> list[str]:
        """The next page."""
        return self.turn(Again())

    def back(self) -> list[str] | None:
        """Kembali: her last answer is taken back; None if it cannot be."""
        entries = journal.without_last_answer(self.entries)
        if entries is None:
            return None
        self.stored = json.dumps({"entries": entries, "asking": None})
        return self.turn(None)

    def turn(self, said: Said | Again | None) -> list[str]:
        """One turn, from what is stored to what is said."""
        kept = json.loads(self.stored) if self.stored else {"entries": [], "asking": None}
        asking = Asking(**kept["asking"]) if kept["asking"] else None
        if asking is not None:
            asking = Asking(**{**asdict(asking), "narrowed": tuple(asking.narrowed)})
        self.run = Replay(
            function=self.function,
            args=self.args,
            entries=kept["entries"],
            asking=asking,
            dialect=Dialect(),
            now_ms=ms_of(self.now),
            offer=OFFER,
            refusals=(Refused,),
            said=said,
        )
        try:
            self.outcome = self._drive(self.run)
        except Refused:
            self.outcome = Ended()
        finally:
            self.run.close()
        self._keep(self.run)
        return [written(text) for text in self.run.chat.says] + self._asked()

    def _drive(self, run: Replay) -> Outcome:
        step: Work | Outcome = run.begin()
        while isinstance(step, Work):
            work = step.query if isinstance(step, Look) else step.step
            self.performed.append(work.__name__)
            try:
                result = finish(work(self.world, *step.args))
            except Refused as refusal:
                step = run.refuse(refusal)
            else:
                step = run.resume(result)
        return step

    def _keep(self, run: Replay) -> None:
        asking = asdict(self.outcome.asking) if isinstance(self.outcome, Waiting) else None
        self.stored = json.dumps({"entries": run.stored(), "asking": asking})

    def _asked(self) -> list[str]:
        if not isinstance(self.outcome, Waiting):
            return []
        note = [written(self.outcome.note)] if self.outcome.note is not None else []
        return [*note, written(self.outcome.text)]
