"""Does an answer fit its question?

"unknown" fits every question. Anything else must have the question's type and stay within what it allows.
"""

import json
from collections.abc import Mapping, Sequence

from domain.criteria.schema import UNKNOWN, CriteriaSet, Criterion
from domain.records import dataclass

GIVEN_CHARS_MAX = 60


@dataclass(frozen=True, kw_only=True)
class AnswerFault:
    """An answer that does not fit: which criterion, what was given (shortened) and what is allowed."""

    criterion: str
    given: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.criterion}: {self.given} does not fit; allowed: {self.allowed}"


class AnswerError(ValueError):
    """Answers that do not fit their questions; `faults` holds all of them."""

    def __init__(self, faults: Sequence[AnswerFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def allowed_answers(criterion: Criterion) -> str:
    """In words, what may be answered."""
    shape = criterion.answer
    if shape.type == "integer":
        return f'a whole number from {shape.min} to {shape.max}, or "{UNKNOWN}"'
    keys = ", ".join(f'"{option}"' for option in shape.options)
    if shape.type == "choice":
        return f'one of {keys}, or "{UNKNOWN}"'
    return f'a list of {keys}, or "{UNKNOWN}"'


def fits(criterion: Criterion, value: object) -> bool:
    """Whether the value is an answer to this question; a whole number is no text, no fraction, no true."""
    shape = criterion.answer
    if value == UNKNOWN:
        return True
    if shape.type == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and shape.min <= value <= shape.max
    if shape.type == "choice":
        return isinstance(value, str) and value in shape.options
    return isinstance(value, list | tuple) and all(
        isinstance(one, str) and one in shape.options for one in value
    )


def answer_faults(criteria_set: CriteriaSet, answers: Mapping[str, object]) -> tuple[AnswerFault, ...]:
    """Every answer that does not fit, and every answer to a question this set does not ask."""
    faults = []
    for key, value in answers.items():
        criterion = criteria_set.find(key)
        if criterion is None:
            known = ", ".join(one.id for one in criteria_set.criteria)
            allowed = f"{criteria_set.id} asks only {known}"
            faults.append(AnswerFault(criterion=_shorten(key), given="this criterion", allowed=allowed))
        elif not fits(criterion, value):
            faults.append(unfit(criterion, value))
    return tuple(faults)


def unfit(criterion: Criterion, value: object) -> AnswerFault:
    """The fault of an answer that does not fit."""
    return AnswerFault(
        criterion=criterion.id,
        given=_shorten(json.dumps(value, default=repr)),
        allowed=allowed_answers(criterion),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= GIVEN_CHARS_MAX else f"{text[:GIVEN_CHARS_MAX]}..."
