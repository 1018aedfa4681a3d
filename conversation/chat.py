"""What a conversation may await. Everything else it does is plain Python."""

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import coroutine
from typing import Any, NoReturn, Protocol, TypeVar

from conversation.limits import SAYS_PER_TURN_MAX, OverLimit
from conversation.questions import Choosable, Question
from conversation.text import Text

T = TypeVar("T")
C = TypeVar("C", bound=Choosable)


# Not frozen: a replay makes one for every journaled entry, and frozen ones cost twice as much. Nobody compares or
# prints them either: methods for that are half of the time that such a class takes at every start.
@dataclass(eq=False, repr=False, slots=True)
class Ask:
    """Wait for her answer to `question`."""

    text: Text
    question: Question[Any]


@dataclass(eq=False, repr=False, slots=True)
class Look:
    """Read; the host awaits `query(unit, *args)`."""

    query: Callable[..., Awaitable[Any]]
    args: tuple[Any, ...]


@dataclass(eq=False, repr=False, slots=True)
class Run:
    """Write, once; the host awaits `step(unit, *args)` and journals what it returns."""

    step: Callable[..., Awaitable[Any]]
    args: tuple[Any, ...]


class Now:
    """The time of this turn, aware UTC."""

    __slots__ = ()


@dataclass(eq=False, repr=False, slots=True)
class Go:
    """End here and begin another conversation in the same turn."""

    name: str
    args: tuple[Any, ...]


Request = Ask | Look | Run | Now | Go


class Dialect(Protocol):
    """How yes and no and choices are read: given by the host, so that this package knows no language."""

    def confirm(self, *, weighty: bool, sensitive: bool) -> Question[bool]:
        """Yes or no; nothing vague is a yes. weighty: about money or consent."""

    def choose(
        self, choices: Sequence[Choosable], *, skip: Text | None, person: Text | None, sensitive: bool
    ) -> Question[Any]:
        """One of the choices."""


@coroutine
def _request(request: Request) -> Generator[Request, Any, Any]:
    return (yield request)


class Chat:
    """One run of one conversation. `says` is this turn's reply so far."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self.says: list[Text] = []

    async def say(self, text: Text) -> None:
        """Add to this turn's reply. Raises OverLimit: nothing else ends a loop that only says."""
        if len(self.says) >= SAYS_PER_TURN_MAX:
            raise OverLimit(f"more than {SAYS_PER_TURN_MAX} sentences in one turn")
        self.says.append(text)

    async def ask(self, text: Text, question: Question[T]) -> T:
        """Ask one thing; the typed answer."""
        answer: T = await _request(Ask(text, question))
        return answer

    async def ask_or_skip(self, text: Text, question: Question[T]) -> T | None:
        """The same for a question that may be skipped: None if she would rather not say."""
        answer: T | None = await _request(Ask(text, question))
        return answer

    async def choose(
        self,
        text: Text,
        choices: Sequence[C],
        *,
        person: Text | None = None,
        sensitive: bool = False,
    ) -> C:
        """One of `choices`, found again by its key. person: offer somebody of the office under this name."""
        question = self._dialect.choose(choices, skip=None, person=person, sensitive=sensitive)
        chosen: C = await _request(Ask(text, question))
        return chosen

    async def choose_or_skip(
        self,
        text: Text,
        choices: Sequence[C],
        *,
        skip: Text,
        person: Text | None = None,
        sensitive: bool = False,
    ) -> C | None:
        """One of `choices`, or None if she would rather not say; `skip` is how that reads."""
        question = self._dialect.choose(choices, skip=skip, person=person, sensitive=sensitive)
        chosen: C | None = await _request(Ask(text, question))
        return chosen

    async def confirm(self, text: Text, *, weighty: bool = True, sensitive: bool = False) -> bool:
        """Whether she says yes in so many words."""
        answer: bool = await _request(Ask(text, self._dialect.confirm(weighty=weighty, sensitive=sensitive)))
        return answer

    async def look(self, query: Callable[..., Awaitable[T]], *args: Any) -> T:
        """What `query(unit, *args)` returns: afresh in each turn, until a later step has written.

        Raises the refusal it raised, where the host hands it over.
        """
        found: T = await _request(Look(query, args))
        return found

    async def run(self, step: Callable[..., Awaitable[T]], *args: Any) -> T:
        """What `step(unit, *args)` returned the one time it ran. Raises the refusal it raised."""
        result: T = await _request(Run(step, args))
        return result

    async def now(self) -> datetime:
        """The time of the turn in which this line was first reached."""
        moment: datetime = await _request(Now())
        return moment

    async def go(self, name: str, *args: Any) -> NoReturn:
        """End this conversation and begin the one called `name` in the same turn."""
        await _request(Go(name, args))
        raise AssertionError("a conversation that has gone elsewhere is never resumed")
