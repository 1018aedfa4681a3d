"""`python -m bot screen SET`: what would these answers mean? For an operator who has to explain a result.

Reads one JSON object {"criterion id": value or "unknown"} and prints {"overall", "levels"}, by the very functions
the conversation uses. For a minor `overall` is the guard's action and `levels` is empty: nothing is judged.
Exit 0 with a result, 2 with the reason on standard error.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.criteria_files import load_sets
from domain.criteria import AnswerError, Answers, CriteriaError, evaluate

INPUT_CHARS_MAX = 100_000
"""All answers of the longest set take under 2,000 characters."""
_READ_CHARS = INPUT_CHARS_MAX + 1
USAGE = "usage: python -m bot screen SET"


class InputError(ValueError):
    """What was given cannot be read as answers; its text says why and what is expected."""


def run(
    arguments: Sequence[str], stdin: TextIO, stdout: TextIO, folder: Path, *, stderr: TextIO | None = None
) -> int:
    """Prints the result of the answers on stdin for the set named in the arguments; returns the exit code."""
    try:
        result = _screen(arguments, stdin, folder)
    except (InputError, AnswerError, CriteriaError) as error:
        (stderr or sys.stderr).writelines((str(error), "\n"))
        return 2
    stdout.writelines((json.dumps(result), "\n"))
    return 0


def _screen(arguments: Sequence[str], stdin: TextIO, folder: Path) -> dict[str, object]:
    sets = load_sets(folder)
    known = f"known sets: {', '.join(sets)}"
    if len(arguments) != 1:
        raise InputError(f"{USAGE}\n{known}")
    criteria_set = sets.get(arguments[0])
    if criteria_set is None:
        raise InputError(f"unknown set {arguments[0]!r}; {known}")
    evaluation = evaluate(criteria_set, _read_answers(stdin))
    return {"overall": evaluation.overall, "levels": evaluation.levels}


def _read_answers(stdin: TextIO) -> Answers:
    expected = 'expected one JSON object like {"usia": 34, "penerima_pkh": "unknown"}'
    try:
        text = stdin.read(_READ_CHARS)
        if len(text) > INPUT_CHARS_MAX:
            raise InputError(f"the answers are longer than {INPUT_CHARS_MAX} characters; {expected}")
        answers = json.loads(text, object_pairs_hook=_object)
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        raise InputError(f"the answers are not JSON ({error}); {expected}") from error
    if not isinstance(answers, dict):
        raise InputError(f"the answers are not an object; {expected}")
    return answers


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object in which every key stands once: of two answers to one question neither may win silently."""
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise InputError(f"answered twice: {', '.join(twice)}")
    return dict(pairs)
