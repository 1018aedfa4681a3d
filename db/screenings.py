"""The results of a screening, set by set: answers, levels and the sources of the rules, sealed with her own key."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversation.questions import Plain
from db.engine import Row
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.criteria import CriteriaSet, answers_for, evaluate
from domain.records import dataclass
from domain.refusals import NotAllowed

RESULT_PLACE = "screenings.result"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetResult:
    """The first result for one criteria set. answers, levels and sources are by criterion id."""

    set_id: str
    set_version: str
    overall: str
    priority: int
    is_example: bool
    answers: dict[str, Plain]
    levels: dict[str, str]
    sources: dict[str, str]


def add_result(unit: Unit, request_id: int, person_id: int, result: SetResult) -> None:
    """Keep one result; her key must be at hand."""
    screening_id = unit.new_id()
    unit.write(
        "INSERT INTO screenings (id, request_id, person_id, set_id, set_version, overall, priority, result, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        screening_id,
        request_id,
        person_id,
        result.set_id,
        result.set_version,
        result.overall,
        result.priority,
        seal_inside(unit, person_id, cell(RESULT_PLACE, screening_id), _inside(result)),
        unit.now_ms,
    )
    unit.audit("write", "screening", screening_id, person_id)


def _inside(result: SetResult) -> dict[str, Any]:
    """What of a result is sealed."""
    return {
        "answers": result.answers,
        "levels": result.levels,
        "sources": result.sources,
        "is_example": result.is_example,
    }


def seal_inside(unit: Unit, person_id: int, place: str, inside: Mapping[str, Any]) -> bytes:
    """The sealed bytes for that place of hers; her key must be at hand."""
    return unit.vault.seal(owner_of(person_id), place, json.dumps(inside).encode())


def open_inside(unit: Unit, person_id: int, place: str, sealed: bytes | None) -> dict[str, Any]:
    """What was sealed in that place for her; her key must be at hand. {} if there is nothing."""
    if sealed is None:
        return {}
    inside: dict[str, Any] = json.loads(unit.vault.unseal(owner_of(person_id), place, bytes(sealed)))
    return inside


def open_result(unit: Unit, row: Row) -> SetResult:
    """The result in a row of screenings; her key must be at hand."""
    return SetResult(
        set_id=row["set_id"],
        set_version=row["set_version"],
        overall=row["overall"],
        priority=row["priority"],
        **open_inside(unit, row["person_id"], cell(RESULT_PLACE, row["id"]), row["result"]),
    )


async def list_latest_results(unit: Unit, request_id: int, person_id: int) -> list[Row]:
    """The rows of her last screening in this request, in the order in which they were sent."""
    return await unit.fetch(
        "SELECT s.id, s.person_id, s.set_id, s.set_version, s.overall, s.priority, s.result, s.made_ms"
        " FROM screenings s WHERE s.request_id = $1 AND s.person_id = $2"
        " AND s.made_ms = (SELECT max(t.made_ms) FROM screenings t WHERE t.request_id = $1) ORDER BY s.id",
        request_id,
        person_id,
    )


async def add_answers(unit: Unit, request_id: int, person_id: int, answers: Mapping[str, Plain]) -> None:
    """Add answers (by question key, as `plan` names them) to her last screening in this request.

    They count for priority, never for the overall result. Raises NotAllowed if that screening is not hers, AnswerError
    if an answer does not fit. Where a set has changed since, they are kept as they came.
    """
    await unit.vault.have([owner_of(person_id)])
    rows = await list_latest_results(unit, request_id, person_id)
    if not rows:
        raise NotAllowed()
    known = unit.facts.sets
    sets = [known[row["set_id"]] for row in rows if row["set_id"] in known]
    results = [_with_more(open_result(unit, row), known.get(row["set_id"]), sets, answers) for row in rows]
    for row, result in zip(rows, results, strict=True):
        unit.write(
            "UPDATE screenings SET priority = $2, result = $3 WHERE id = $1",
            row["id"],
            result.priority,
            seal_inside(unit, person_id, cell(RESULT_PLACE, row["id"]), _inside(result)),
        )
        unit.audit("write", "screening", row["id"], person_id, "more answers")
    unit.write(
        "UPDATE requests SET priority = $2, changed_ms = $3 WHERE id = $1",
        request_id,
        max(result.priority for result in results),
        unit.now_ms,
    )


def _with_more(
    result: SetResult, criteria_set: CriteriaSet | None, sets: list[CriteriaSet], answers: Mapping[str, Plain]
) -> SetResult:
    """The result with these answers, by question key over all the sets."""
    if criteria_set is None or criteria_set.version != result.set_version:
        return replace(result, answers={**result.answers, **answers})
    more = answers_for(sets, criteria_set, answers)
    evaluation = evaluate(criteria_set, {**result.answers, **more})
    return replace(
        result,
        priority=evaluation.priority_points,
        answers={one.criterion.id: one.answer for one in evaluation.findings},
        levels={name: level.value for name, level in evaluation.levels.items()},
        sources={one.criterion.id: one.source.key for one in evaluation.findings},
    )
