"""Code with one mistake in it, to see that the proof would find that mistake; the program itself stays as it is."""

import builtins
import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from domain import loan_schedule, loans


def planted(module: ModuleType, right: str, wrong: str) -> ModuleType:
    """domain/loans.py as if this stood wrong in it, or in the schedule on which it rests."""
    made = _made(loans, right, wrong) if module is loans else _made(loans)
    if module is loan_schedule:
        schedule = _made(loan_schedule, right, wrong)
        vars(made).update(schedule=schedule.schedule, jasa_by_rule=schedule.jasa_by_rule)
    return made


def _made(module: ModuleType, right: str = "", wrong: str = "") -> ModuleType:
    assert module.__file__ is not None
    text = Path(module.__file__).read_text(encoding="utf-8")
    assert not right or text.count(right) == 1, f"{right!r} does not stand once in {module.__name__}"
    made = ModuleType(module.__name__)  # under its own name, so that its records are the same
    exec(compile(text.replace(right, wrong) if right else text, module.__file__, "exec"), vars(made))
    return made


def planted_together(
    names: Sequence[str], changes: Sequence[tuple[str, str, str]] = ()
) -> Mapping[str, ModuleType]:
    """These modules anew, each before those that import it, and importing each other. changes: module, right, wrong."""
    made: dict[str, ModuleType] = {}
    for name in names:
        of_module = [(right, wrong) for where, right, wrong in changes if where == name]
        made[name] = _importing(importlib.import_module(name), of_module, made)
    assert {where for where, _right, _wrong in changes} <= made.keys()
    return made


def _importing(
    module: ModuleType, changes: Sequence[tuple[str, str]], made: Mapping[str, ModuleType]
) -> ModuleType:
    """The module with these changes, which finds those made before where it imports them."""

    def import_(
        name: str, globals_: Any = None, locals_: Any = None, wanted: Sequence[str] = (), level: int = 0
    ) -> Any:
        if name in made:
            return made[name]
        found = builtins.__import__(name, globals_, locals_, wanted, level)
        if not any(f"{name}.{each}" in made for each in wanted or ()):
            return found
        return SimpleNamespace(
            **{
                each: made[full] if (full := f"{name}.{each}") in made else getattr(found, each)
                for each in wanted
            }
        )

    assert module.__file__ is not None
    text = Path(module.__file__).read_text(encoding="utf-8")
    for right, wrong in changes:
        assert text.count(right) == 1, f"{right!r} does not stand once in {module.__name__}"
        text = text.replace(right, wrong)
    anew = ModuleType(module.__name__)
    vars(anew)["__builtins__"] = {**vars(builtins), "__import__": import_}
    exec(compile(text, module.__file__, "exec"), vars(anew))
    return anew
