"""What a run of a conversation can come to, and how its open question stands until she answers.

Not frozen: some are made in every turn, and what is frozen takes twice as long to make. Nobody changes them,
and few are compared or printed: methods for that are half of the time that such a class takes at every start.
"""

from dataclasses import dataclass
from typing import Any

from conversation.chat import Look, Run
from conversation.questions import Plain, Question
from conversation.text import Text

NO_SUGGESTION: Plain = None


@dataclass(kw_only=True, slots=True)
class Asking:
    """How the open question stands: which it is, and what has been tried. Stored beside the journal.

    identity: kind and words. position: her answers before it. times: prompts in a row. suggestion: what she may have
    meant. narrowed: the keys left to choose from. page: of a long list. offering: a person has been offered.
    offered: stands for the keys of its choices, in order.
    """

    identity: str
    position: int
    times: int = 1
    suggestion: Plain = NO_SUGGESTION
    narrowed: tuple[str, ...] = ()
    page: int = 0
    offering: bool = False
    offered: str = ""


@dataclass(eq=False, repr=False, kw_only=True, slots=True)
class Waiting:
    """Her turn. text and question: what is asked. asking: to be stored. note: what was wrong with the last answer.

    suggested: `text` is a yes-or-no question about a suggestion (or about a person to talk to).
    """

    text: Text
    question: Question[Any]
    asking: Asking
    note: Text | None = None
    misunderstood: bool = False
    suggested: bool = False


class Ended:
    """The conversation is over."""

    __slots__ = ()


@dataclass(slots=True)
class Gone:
    """Over, and another begins."""

    name: str
    args: tuple[Any, ...]


class Broken:
    """The journal no longer fits and a step has written: apologise, end, show the menu."""

    __slots__ = ()


class PersonWanted:
    """After too many misunderstandings she accepted a person."""

    __slots__ = ()


class GivenUp:
    """The offer of a person was not understood either: lay the talk aside, kindly."""

    __slots__ = ()


Outcome = Waiting | Ended | Gone | Broken | PersonWanted | GivenUp
Work = Look | Run


@dataclass(eq=False, repr=False, slots=True)
class Taken:
    """What she sent was an answer: the plain value, and whether it must not be shown again."""

    plain: Plain
    sensitive: bool


class Again:
    """She wants the next page of the list."""

    __slots__ = ()
