"""What a question must be able to do, and what reading an answer can come to. The types themselves are in handlers/."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from conversation.text import Text

Plain = Any  # what JSON can hold: str, int, bool, None, lists and dicts of these

T_co = TypeVar("T_co", covariant=True)


# What the house offers beside the choices: skipping (it gives None), a person, and the next page of a long list.
SKIP, PERSON, MORE = "0", "9", "+"
RESERVED_KEYS = frozenset({SKIP, PERSON, MORE})


class Choosable(Protocol):
    """Anything that can stand in a list of choices: the key is journaled, the label is shown."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Text | str: ...


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Choice:
    """A choice that is nothing more. hint: a second line where the channel has room. words: what else she may type."""

    key: str
    label: Text | str
    hint: Text | str = ""
    words: tuple[str, ...] = ()


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(kw_only=True, slots=True)
class Said:
    """What she sent: words, a tapped choice's key, or a thing (photo, voice ...) with its name in `thing`.

    aside: the kind answer to a greeting, thanks or "gratis kan?", should the words turn out to be no answer. caption:
    what stands under a thing. ref: where it stands in its chat. quotes: the message there which it answers, if any.
    """

    text: str = ""
    tapped: str = ""
    thing: str = ""
    reference: str = ""  # what the thing is kept under
    contact: str = ""  # her own phone number, if she shared it
    aside: Text | None = None
    caption: str = ""
    ref: str = ""
    quotes: str = ""


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Understood:
    """The answer, as the plain value that is journaled; Question.restore makes of it what the conversation gets."""

    plain: Plain


@dataclass(frozen=True, slots=True)
class Suggested:
    """Probably this; `text` asks whether it is ("Maksud Ibu Rp25.000?")."""

    plain: Plain
    text: Text


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One of these keys (two women named Siti); `text` asks which."""

    keys: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood; `text` says kindly what is wrong and gives an example, None lets the runtime say it."""

    text: Text | None = None


Reading = Understood | Suggested | Narrowed | Unclear


class NoLongerFits(Exception):
    """A journaled answer that the question of today would not take: the choice is gone, the code has changed."""


class ReservedKey(ValueError):
    """A conversation offers a choice under a key of the house: tapping it would skip, call a person or turn a page."""


class Question(Protocol[T_co]):
    """One thing to ask for. Pure; built anew in every run."""

    @property
    def kind(self) -> str:
        """Stays the same as long as old answers mean the same."""

    @property
    def skip(self) -> Text | None:
        """How skipping is called where it is offered (`0`, LEWATI); it gives None. None: she has to answer."""

    @property
    def person(self) -> Text | None:
        """How the person of the office is called where one is offered (`9`, PETUGAS)."""

    @property
    def sensitive(self) -> bool:
        """Her answer is not shown again once given, on any phone."""

    @property
    def weighty(self) -> bool:
        """A typed answer that is older than the question's delivery does not count (money, consent)."""

    @property
    def takes_any_text(self) -> bool:
        """Any words are an answer (a name, a note): a salam or thanks must be looked for first."""

    @property
    def takes_digits(self) -> bool:
        """Digits are answers here, so that `0` and `9` mean nothing else."""

    @property
    def choices(self) -> Sequence[Choosable]:
        """What is offered to tap or number; may be empty."""

    def read(self, said: Said) -> Reading:
        """What `said` comes to. Never raises."""

    def restore(self, plain: Plain) -> T_co:
        """The value for the conversation. Raises NoLongerFits."""
