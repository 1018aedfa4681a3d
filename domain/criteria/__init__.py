"""Which help may fit her, as data and pure functions over it.

A criteria file is text; `parse_set` makes a checked set of it, `plan` says what to ask, `evaluate` what the answers
mean. Nothing here decides: a worker does.
"""

from domain.criteria.answers import AnswerError, AnswerFault, allowed_answers, answer_faults, fits
from domain.criteria.areas import Area, is_for_area, parse_areas, prefill, sets_for_area
from domain.criteria.evaluate import Evaluation, Finding, applying_guard, evaluate
from domain.criteria.fields import CriteriaError, Fault
from domain.criteria.load import parse_set
from domain.criteria.plan import Plan, Question, answers_for, plan, prefill_all
from domain.criteria.schema import (
    AREA_CRITERION,
    UNKNOWN,
    Aid,
    Answers,
    AnswerShape,
    CriteriaSet,
    Criterion,
    Document,
    Guard,
    Level,
    Outcome,
    Overall,
    Region,
    Role,
    Route,
    Source,
    Step,
    Value,
)

__all__ = [
    "AREA_CRITERION",
    "UNKNOWN",
    "Aid",
    "AnswerError",
    "AnswerFault",
    "AnswerShape",
    "Answers",
    "Area",
    "CriteriaError",
    "CriteriaSet",
    "Criterion",
    "Document",
    "Evaluation",
    "Fault",
    "Finding",
    "Guard",
    "Level",
    "Outcome",
    "Overall",
    "Plan",
    "Question",
    "Region",
    "Role",
    "Route",
    "Source",
    "Step",
    "Value",
    "allowed_answers",
    "answer_faults",
    "answers_for",
    "applying_guard",
    "evaluate",
    "fits",
    "is_for_area",
    "parse_areas",
    "parse_set",
    "plan",
    "prefill",
    "prefill_all",
    "sets_for_area",
]
