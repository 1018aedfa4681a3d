"""The pure core of loans with one mistake in it, to see that the proof would find that mistake."""

from pathlib import Path
from types import ModuleType

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
