"""The standard library's `dataclass`, whose methods are made when they are first needed.

The law: nothing else differs, and type checkers see the standard one. To make the methods of one class takes half a
millisecond, and of some 300 classes of records only a few are needed until the first answer.
"""

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from dataclasses import Field
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(plain=None, /, *, slots=False, **options):
        """The class, with slots if they are wanted; its methods follow."""
        make = dataclasses.dataclass(slots=slots, **options)

        def begun(plain):
            made = _with_slots(plain) if slots else plain
            _Unmade(plain, made, make)
            return made

        return begun if plain is None else begun(plain)


# What belongs to a class itself, and what stands in for the methods to come.
_NOT_COPIED = frozenset({"__dict__", "__weakref__", "__init__", "__dataclass_fields__"})


class _Unmade:
    """Stands in a class for what `dataclass` makes, until its first record or a question about its fields."""

    def __init__(self, plain: type, made: type, make: Callable[[type], type]) -> None:
        self._plain, self._made, self._make = plain, made, make
        self._body = dict(plain.__dict__)  # as it was written: the class itself changes under another thread

        def __init__(record: Any, /, *args: Any, **values: Any) -> None:
            self._finish()
            record.__init__(*args, **values)

        type.__setattr__(made, "__init__", __init__)
        type.__setattr__(made, "__dataclass_fields__", self)

    def __get__(self, record: object, owner: Any) -> Any:
        self._finish()
        return owner.__dataclass_fields__

    def _finish(self) -> None:
        """Two threads may do so at once: both make the same, and what calls the rest comes last."""
        made = self._made
        whole = self._make(_copy(self._plain, self._body)).__dict__
        for name, kept in list(made.__dict__.items()):
            if isinstance(kept, Field):
                type.__setattr__(made, name, whole[name]) if name in whole else _forget(made, name)
        for name in whole.keys() - made.__dict__.keys():
            type.__setattr__(made, name, whole[name])
        type.__setattr__(made, "__dataclass_fields__", whole["__dataclass_fields__"])
        type.__setattr__(made, "__init__", whole["__init__"])


def _forget(made: type, name: str) -> None:
    with suppress(AttributeError):
        type.__delattr__(made, name)


def _with_slots(plain: type) -> type:
    """As `dataclass` does it: a class is made anew to have slots."""
    inherited = {name for base in plain.__mro__[1:] for name in getattr(base, "__slots__", ())}
    names = plain.__annotations__ if "__annotations__" in plain.__dict__ else {}
    body = {name: value for name, value in plain.__dict__.items() if name not in names}
    return _copy(plain, {**body, "__slots__": tuple(name for name in names if name not in inherited)})


def _copy(plain: type, body: Any) -> type:
    kept = {name: value for name, value in body.items() if name not in _NOT_COPIED}
    copied = type(plain)(plain.__name__, plain.__bases__, kept)
    copied.__qualname__ = plain.__qualname__
    return copied
