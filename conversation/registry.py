"""The conversations there are: their names, who may have them, and the words that begin them.

A list knows the names and the words; what else belongs to a conversation is loaded when it is needed.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

from conversation.text import Text

Function = Callable[..., Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """name: the command. words: what else begins it when typed. title: its name in a list of parked talks.

    roles: who may have it; empty means everybody. sensitive: never parked, and its screens are cleared early.
    in_place: a menu: a tap shows what follows in the same message, where the channel can. resumes: beginning it again
    takes up the one that was laid aside. money: where several use the phone, all it says names whose it is. unsays:
    what she types in it is deleted where the channel can.
    """

    name: str
    function: Function
    title: Text
    words: tuple[str, ...] = ()
    roles: frozenset[Enum] = frozenset()
    sensitive: bool = False
    in_place: bool = False
    resumes: bool = True
    for_strangers: bool = False
    money: bool = False
    unsays: bool = False

    def load(self) -> "Conversation":
        """Itself: it is here already."""
        return self


class Listed:
    """A conversation by its name and words, and where it is ("module:function"); not imported before it is needed."""

    __slots__ = ("_loaded", "name", "where", "words")

    def __init__(self, name: str, where: str, *words: str) -> None:
        self.name, self.where, self.words = name, where, words
        self._loaded: Conversation | None = None

    def load(self) -> Conversation:
        """The conversation. Raises ValueError where it says other than the list."""
        if self._loaded is None:
            module, _colon, function = self.where.partition(":")
            found: Conversation = getattr(import_module(module), function)
            if (found.name, found.words) != (self.name, self.words):
                raise ValueError(f"{self.where} is listed with other words: {found.name!r}, {found.words}")
            self._loaded = found
        return self._loaded


def conversation(
    name: str,
    *,
    title: Text,
    words: Iterable[str] = (),
    roles: Iterable[Enum] = (),
    sensitive: bool = False,
    in_place: bool = False,
    resumes: bool = True,
    for_strangers: bool = False,
    money: bool = False,
    unsays: bool = False,
) -> Callable[[Callable[..., Any]], Conversation]:
    """Make a Conversation of an `async def f(chat, *args)`; handlers/conversations.py lists them."""

    def make(function: Callable[..., Any]) -> Conversation:
        return Conversation(
            name=name,
            function=function,
            title=title,
            words=tuple(words),
            roles=frozenset(roles),
            sensitive=sensitive,
            in_place=in_place,
            resumes=resumes,
            for_strangers=for_strangers,
            money=money,
            unsays=unsays,
        )

    return make


class Registry:
    """Conversations by name and by word. Raises ValueError where two claim the same."""

    def __init__(self, conversations: Iterable[Conversation | Listed]) -> None:
        self._by_name: dict[str, Conversation | Listed] = {}
        self._by_word: dict[str, Conversation | Listed] = {}
        for each in conversations:
            if each.name in self._by_name:
                raise ValueError(f"two conversations are called {each.name}")
            self._by_name[each.name] = each
            for word in (each.name, *each.words):
                if self._by_word.setdefault(word, each) is not each:
                    raise ValueError(f"two conversations begin with {word!r}")

    def __iter__(self) -> Iterator[Conversation]:
        """Every one, loaded as its turn comes."""
        return (each.load() for each in self._by_name.values())

    def find(self, name: str) -> Conversation | None:
        """The conversation called `name`."""
        each = self._by_name.get(name)
        return each.load() if each is not None else None

    def find_by_word(self, word: str) -> str | None:
        """The name of the conversation that `word` (lower case, no slash) begins."""
        each = self._by_word.get(word)
        return each.name if each is not None else None

    def allowed(self, each: Conversation, roles: Iterable[Any]) -> bool:
        """Whether somebody with `roles` may have it."""
        return not each.roles or not each.roles.isdisjoint(roles)
