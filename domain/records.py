"""The standard library's `dataclass`, whose methods are made when they are first needed, and cheaply.

The law: nothing else differs, and type checkers see the standard one. The standard one compiles six methods a class in
half a millisecond; here `__init__` alone is compiled, what compares and prints is shared. What is not among the plain
options below is left to the standard one.
"""

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(plain=None, /, *, slots=False, **options):
        """The class, with slots if they are wanted; its methods follow."""
        standard = dataclasses.dataclass(slots=slots, **options)

        def make(plain, made):
            return _make_cheaply(plain, made, slots=slots, **options) or standard(plain)

        def begun(plain):
            made = _with_slots(plain) if slots else plain
            _Unmade(plain, made, make)
            return made

        return begun if plain is None else begun(plain)


# What belongs to a class itself, and what stands in for the methods to come.
_NOT_COPIED = frozenset({"__dict__", "__weakref__", "__init__", "__dataclass_fields__"})


class _Unmade:
    """Stands in a class for what `dataclass` makes, until its first record or a question about its fields."""

    def __init__(self, plain: type, made: type, make: Callable[[type, type], type]) -> None:
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
        whole = self._make(_copy(self._plain, self._body), made).__dict__
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


# -- the methods -----------------------------------------------------------------------------------------------------

_NEW: Any = object()


# Who writes one of these knows better.
_THEIRS = frozenset({"__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__"})


def _make_cheaply(
    plain: type, made: type, *, slots: bool, frozen: bool = False, kw_only: bool = False, **rare: Any
) -> type | None:
    """`plain` as the standard one makes it, for the records of `made`; None where the standard one has to do so."""
    inherits = any("__dataclass_fields__" in base.__dict__ for base in plain.__mro__[1:])
    if rare or inherits or not _THEIRS.isdisjoint(plain.__dict__):
        return None
    whole: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only, slots=slots)(plain)
    fields = dataclasses.fields(whole)
    if len(fields) != len(whole.__dataclass_fields__):  # what belongs to the class, or is for __init__ alone
        return None
    methods = {
        "__init__": _init(whole, fields, frozen),
        "__repr__": _repr(fields),
        **_compared(fields, frozen),
    }
    for name, method in {**methods, **(_unchanging(made, fields, slots) if frozen else {})}.items():
        type.__setattr__(whole, name, method)
    # What inherits from it is asked for the same.
    known = whole.__dataclass_params__
    known.init = known.repr = known.eq = True
    known.frozen = frozen
    return whole  # type: ignore[no-any-return]


def _init(whole: type, fields: tuple[Field[Any], ...], frozen: bool) -> Any:
    """Compiled: it runs for every record."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_NEW": _NEW}
    plain, named, body = list[str](), list[str](), list[str]()
    for field in fields:
        name, value = field.name, field.name
        default = ""
        if field.default is not MISSING:
            known[f"_default_{name}"], default = field.default, f"=_default_{name}"
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"], default = field.default_factory, "=_NEW"
            value = f"_make_{name}() if {name} is _NEW else {name}" if field.init else f"_make_{name}()"
        if field.init:
            (named if field.kw_only else plain).append(name + default)
        elif field.default_factory is MISSING:
            continue  # its default is the class's, or __post_init__ gives it
        body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(whole, "__post_init__"):
        body.append("self.__post_init__()")
    takes = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    # Nothing but the names of fields comes in; the standard one does the same.
    exec(f"def __init__({takes}):\n  " + "\n  ".join(body or ["pass"]), known)  # noqa: S102
    made = known["__init__"]
    made.__qualname__ = f"{whole.__qualname__}.__init__"
    return made


def _repr(fields: tuple[Field[Any], ...]) -> Any:
    names = [field.name for field in fields if field.repr]

    def __repr__(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _compared(fields: tuple[Field[Any], ...], frozen: bool) -> dict[str, Any]:
    """Over the fields that count."""
    names = [field.name for field in fields if field.compare]
    values: Any = attrgetter(*names) if names else lambda _record: ()

    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _unchanging(made: Any, fields: tuple[Field[Any], ...], slots: bool) -> dict[str, Any]:
    """A frozen record stays as it is."""
    names = [field.name for field in fields]
    closed = frozenset(names)

    def __setattr__(self: Any, name: str, value: Any) -> None:
        if type(self) is made or name in closed:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is made or name in closed:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    changing = {"__setattr__": __setattr__, "__delattr__": __delattr__}
    return {**changing, "__getstate__": __getstate__, "__setstate__": __setstate__} if slots else changing
