"""The journal: what a conversation has learned so far, and how values become JSON and back.

Entries are small tuples, first the kind: answer, look, ran (a step that wrote), refused (a step that wrote nothing), now.
"""

import dataclasses
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from conversation.questions import Plain

ANSWER, LOOK, RAN, REFUSED, NOW = "a", "l", "r", "x", "n"

Entry = list[Any]  # [ANSWER, identity, plain] [LOOK, name, value] [RAN, name, value] [REFUSED, name, value] [NOW, milliseconds]


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
    if kind is tuple:
        return {"$": "tuple", "v": [encode(item) for item in value]}  # type: ignore[attr-defined]
    if kind is frozenset:
        return {"$": "frozenset", "v": sorted(encode(item) for item in value)}  # type: ignore[attr-defined]
    if kind is dict:
        return {"$": "dict", "v": {str(key): encode(item) for key, item in value.items()}}  # type: ignore[attr-defined]
    return {"$": _type_name(value), "v": _content(value)}


def _type_name(value: object) -> str:
    return f"{type(value).__module__}:{type(value).__qualname__}"


def _content(value: object) -> Plain:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.name
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    raise Unjournalable(f"{type(value).__qualname__} cannot be journaled")


def decode(plain: Plain) -> Any:
    """What `encode` was given. Raises Unreadable."""
    if isinstance(plain, list):
        return [decode(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    name, content = plain["$"], plain["v"]
    collection = _COLLECTIONS.get(name)
    if collection is not None:
        return collection(content)
    return _restore(_find_type(name), content)


_COLLECTIONS: dict[str, Callable[[Any], Any]] = {
    "tuple": lambda content: tuple(decode(item) for item in content),
    "frozenset": lambda content: frozenset(decode(item) for item in content),
    "dict": lambda content: {key: decode(item) for key, item in content.items()},
}


def _find_type(name: str) -> Any:
    module, _, path = name.partition(":")
    found: Any = sys.modules.get(module)
    for part in path.split("."):
        found = getattr(found, part, None)
    if not isinstance(found, type):
        raise Unreadable(f"{name} is gone")
    return found


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
    return {"$": _type_name(refusal), "v": {name: encode(value) for name, value in fields.items()}}


def decode_refusal(plain: Plain) -> Exception:
    """The refusal again. Raises Unreadable."""
    kind = _find_type(plain["$"])
    if not issubclass(kind, Exception):
        raise Unreadable(f"{plain['$']} is no refusal")
    try:
        refusal: Exception = kind(**{name: decode(value) for name, value in plain["v"].items()})
    except TypeError as fault:
        raise Unreadable(f"{plain['$']} has changed") from fault
    return refusal


def wrote_after(entries: list[Entry], position: int) -> bool:
    """Whether a step has written at `position` or later."""
    return any(entry[0] == RAN for entry in entries[position:])


def kept(entries: list[Entry]) -> list[Entry]:
    """What of a run is stored: looks only where a later step has written; before that they are read afresh."""
    last_write = max((index for index, entry in enumerate(entries) if entry[0] == RAN), default=-1)
    if last_write < 0 and not any(entry[0] == LOOK for entry in entries):
        return entries
    return [entry for index, entry in enumerate(entries) if entry[0] != LOOK or index < last_write]


def without_last_answer(entries: list[Entry]) -> list[Entry] | None:
    """The journal before her last answer, for "kembali"; None if there is none or a step has written since."""
    for index in range(len(entries) - 1, -1, -1):
        if entries[index][0] == RAN:
            return None
        if entries[index][0] == ANSWER:
            return entries[:index]
    return None
