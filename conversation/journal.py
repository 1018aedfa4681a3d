"""The journal: what a conversation has learned so far, and how values become JSON and back.

An entry is a small list that begins with its kind. What was encoded decodes to an equal value of the same type, or
encoding says at once that it cannot: a run that goes on and one that is replayed must see the same.
"""

import dataclasses
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import Any

from conversation.questions import Plain

ANSWER = "a"  # [kind, identity of the question, plain answer]
LOOK = "l"  # [kind, name of the query, value]
NOT_SEEN = "y"  # [kind, name of the query, the refusal it raised]
RAN = "r"  # [kind, name of the step, value]: it has written
REFUSED = "x"  # [kind, name of the step, the refusal it raised]: it has written nothing
NOW = "n"  # [kind, milliseconds]

Entry = list[Any]

# These are stored only where a later step has written; before that they are read afresh.
_READ = (LOOK, NOT_SEEN)


class Unjournalable(TypeError):
    """A look or a step returned something that is not a plain value, a record, an enum or a date."""


class Unreadable(Exception):
    """A journaled value whose type no longer exists or has other fields."""


def encode(value: object) -> Plain:
    """`value` as JSON; records, enums, dates and tuples carry their type. Raises Unjournalable."""
    kind = type(value)
    if value is None or kind in (str, int, bool, float):
        return value
    if kind is list:
        return [encode(item) for item in value]  # type: ignore[attr-defined]
    collection = _ENCODERS.get(kind)
    if collection is not None:
        return collection(value)
    return {"$": _type_name(kind), "v": _content(value)}


def _encode_pairs(mapping: Any) -> Plain:
    return {"$": "dict", "v": [[encode(key), encode(item)] for key, item in mapping.items()]}


_ENCODERS: dict[type, Callable[[Any], Plain]] = {
    tuple: lambda value: {"$": "tuple", "v": [encode(item) for item in value]},
    frozenset: lambda value: {"$": "frozenset", "v": sorted((encode(item) for item in value), key=repr)},
    dict: _encode_pairs,
    MappingProxyType: _encode_pairs,  # a Text's values; equal to the dict that comes back
}


def _type_name(kind: type) -> str:
    if "<locals>" in kind.__qualname__:
        raise Unjournalable(f"{kind.__qualname__} is defined inside a function and cannot be found again")
    return f"{kind.__module__}:{kind.__qualname__}"


def _content(value: object) -> Plain:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Enum) and value.name in type(value).__members__:
        return value.name
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: encode(getattr(value, each.name)) for each in dataclasses.fields(value) if each.init
        }
    if isinstance(value, int) and not isinstance(value, Enum):
        return int(value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return str(value)
    raise Unjournalable(f"{type(value).__qualname__} cannot be journaled")


def decode(plain: Plain) -> Any:
    """What `encode` was given. Raises Unreadable."""
    if isinstance(plain, list):
        return [decode(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    name, content = plain["$"], plain["v"]
    collection = _DECODERS.get(name)
    if collection is not None:
        return collection(content)
    return _restore(_find_type(name), content)


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "tuple": lambda content: tuple(decode(item) for item in content),
    "frozenset": lambda content: frozenset(decode(item) for item in content),
    "dict": lambda content: {decode(key): decode(item) for key, item in content},
}


def _find_type(name: str) -> Any:
    module, _, path = name.partition(":")
    found: Any = sys.modules.get(module) or _load(module)
    for part in path.split("."):
        found = getattr(found, part, None)
    if not isinstance(found, type):
        raise Unreadable(f"{name} is gone")
    return found


def _load(module: str) -> Any:
    """Since the start nobody may have needed it yet. None if it is gone; journals are sealed, so it is one of ours."""
    try:
        return import_module(module)
    except ImportError:
        return None


def _restore(kind: Any, content: Plain) -> Any:
    try:
        if issubclass(kind, datetime | date | time):
            return kind.fromisoformat(content)
        if issubclass(kind, Enum):
            return kind[content]
        if dataclasses.is_dataclass(kind):
            record: Any = kind
            return record(**{name: decode(item) for name, item in content.items()})
        return kind(content)
    except (TypeError, ValueError, KeyError) as fault:
        raise Unreadable(f"{kind.__qualname__} has changed") from fault


def encode_refusal(refusal: Exception) -> Plain:
    """A refusal by its type and its `fields`."""
    fields: dict[str, object] = getattr(refusal, "fields", {})
    return {"$": _type_name(type(refusal)), "v": {name: encode(value) for name, value in fields.items()}}


def decode_refusal(plain: Plain) -> Exception:
    """The refusal again. Raises Unreadable."""
    kind = _find_type(plain["$"])
    if not issubclass(kind, Exception):
        raise Unreadable(f"{plain['$']} is no refusal")
    try:
        refusal: Exception = kind(**{name: decode(value) for name, value in plain["v"].items()})
    except (TypeError, ValueError, KeyError) as fault:
        raise Unreadable(f"{plain['$']} has changed") from fault
    return refusal


def wrote_after(entries: list[Entry], position: int) -> bool:
    """Whether a step has written at `position` or later."""
    return any(entry[0] == RAN for entry in entries[position:])


def first_answer(entries: list[Entry]) -> Plain:
    """What she answered first, None if nothing yet (or if she skipped)."""
    return next((entry[2] for entry in entries if entry[0] == ANSWER), None)


def kept(entries: list[Entry]) -> list[Entry]:
    """What of a run is stored: looks only where a later step has written; before that they are read afresh."""
    last_write = max((index for index, entry in enumerate(entries) if entry[0] == RAN), default=-1)
    return [entry for index, entry in enumerate(entries) if index < last_write or entry[0] not in _READ]


def without_last_answer(entries: list[Entry]) -> list[Entry] | None:
    """The journal before her last answer, for "kembali"; None if there is none or a step has written since."""
    for index in range(len(entries) - 1, -1, -1):
        if entries[index][0] == RAN:
            return None
        if entries[index][0] == ANSWER:
            return entries[:index]
    return None
