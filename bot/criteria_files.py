"""The criteria files of a folder, read and checked as a whole: the only place that opens them.

A broken file is refused with every mistake of every file; no last good one is used silently.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from domain.criteria import Area, CriteriaError, CriteriaSet, Fault, parse_areas, parse_set
from domain.criteria.fields import FILE_CHARS_MAX
from domain.loan_classes import Profile, parse_profiles

AREAS_FILE = "areas.toml"
LOAN_CLASSES_FILE = "loan_classes.toml"
FILES_MAX = 200
"""Far more sets than one office can have; a folder with more is the wrong folder."""
# One character more than allowed is enough for the check of the length to see it.
_READ_CHARS = FILE_CHARS_MAX + 1

Parsed = TypeVar("Parsed")


def load_sets(folder: Path) -> dict[str, CriteriaSet]:
    """All criteria sets of the folder by id, in the order of their names; raises CriteriaError with all mistakes."""
    paths = sorted(path for path in folder.glob("*.toml") if path.name not in (AREAS_FILE, LOAN_CLASSES_FILE))
    if not paths or len(paths) > FILES_MAX:
        problem = f"{len(paths)} criteria files; from 1 to {FILES_MAX} are expected"
        raise CriteriaError([_fault(folder, problem, "Point to the folder with the criteria files")])
    faults: list[Fault] = []
    sets: dict[str, CriteriaSet] = {}
    for path in paths:
        try:
            criteria_set = _load(path, parse_set)
        except CriteriaError as error:
            faults += error.faults
        else:
            sets[criteria_set.id] = criteria_set
    if faults:
        raise CriteriaError(faults)
    return sets


def load_areas(folder: Path) -> tuple[Area, ...]:
    """The areas she can pick, in their order; raises CriteriaError with all mistakes."""
    return _load(folder / AREAS_FILE, parse_areas)


def load_loan_classes(folder: Path) -> dict[str, Profile]:
    """By whose thresholds a loan is classed, by name; raises CriteriaError with all mistakes."""
    return dict(_load(folder / LOAN_CLASSES_FILE, parse_profiles))


def _load(path: Path, parse: Callable[[str, str], Parsed]) -> Parsed:
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_READ_CHARS)
    except (OSError, UnicodeDecodeError) as error:
        raise CriteriaError(
            [_fault(path, f"it cannot be read: {error}", "Give a readable UTF-8 file")]
        ) from error
    return _parsed(parse, text, path.name)


@lru_cache(maxsize=FILES_MAX)
def _parsed(parse: Callable[[str, str], Parsed], text: str, name: str) -> Parsed:
    """Frozen records of this very text: a program that starts again here parses what has changed, and no more."""
    return parse(text, name)


def _fault(path: Path, problem: str, remedy: str) -> Fault:
    return Fault(file=path.name, where="file", problem=problem, remedy=remedy)
