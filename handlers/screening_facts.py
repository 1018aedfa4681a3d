"""What screening reads: areas, the area's office, the next question, the first result; small, for the journal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import consents, organisations
from db.organisations import OfficeRecord
from db.requests import SetResult
from db.unit import Unit
from domain.criteria import (
    UNKNOWN,
    Area,
    CriteriaSet,
    Evaluation,
    Level,
    Question,
    answers_for,
    evaluate,
    plan,
    prefill_all,
    sets_for_area,
)
from domain.organisations import UsableSet, local_date, registration, usable_sets
from domain.records import dataclass

Answers = Mapping[str, Any]

SCREENING_PURPOSE = "screening"


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area to pick."""

    key: str
    label: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its own name, so that "batu" is not each place in Kota Batu."""
        return (self.key.replace("_", " "),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """One criteria set she may be asked for. registration: open, closed, not_yet or unknown, with its day."""

    set_id: str
    title: str
    aid: str
    is_example: bool
    registration: str
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """The office of her area. consented: it may keep her answers already. woman: one is on the roster."""

    id: int
    name: str
    zone: str
    woman: bool
    consented: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NextQuestion:
    """What to ask next. kind: integer, choice or multi_choice. options: key and label. none_key: stands alone."""

    key: str
    text: str
    why: str
    help: str
    kind: str
    options: tuple[tuple[str, str], ...]
    least: int
    most: int
    sensitive: bool
    number: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why one criterion is at its level, where the rule comes from in plain words, and what it is about."""

    level: str
    text: str
    source: str
    question: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The first result of one set. text: may hold {n}, the number of criteria that are `open`; met: those that fit.

    sources: where its rules come from, those of what is open first.
    """

    set_id: str
    title: str
    is_example: bool
    overall: str
    text: str
    limits: str
    aid_source: str
    reasons: tuple[Reason, ...]
    met: int
    open: int
    documents: tuple[tuple[str, str], ...]
    routes: tuple[str, ...]
    sources: tuple[str, ...] = ()


async def list_areas(unit: Unit) -> tuple[AreaChoice, ...]:
    """The areas in the order in which they are offered."""
    return tuple(AreaChoice(area.key, area.label) for area in unit.facts.areas)


async def find_office(unit: Unit, area_key: str) -> Office | None:
    """The office that serves the area with what it may screen for; None if there is none."""
    record = await organisations.find_for_area(unit, area_key)
    area = unit.facts.find_area(area_key)
    if record is None or area is None:
        return None
    consent = await consents.find_current(unit, unit.actor.person_id, SCREENING_PURPOSE, record.row_id)
    return Office(
        id=record.row_id,
        name=record.office.name,
        zone=record.office.zone,
        woman=await organisations.has_woman_on_roster(unit, record.row_id),
        consented=consent is not None and consent.answer == "yes",
        offers=tuple(_offer(unit, record, usable) for usable in _usable(unit, record, area)),
    )


def _usable(unit: Unit, record: OfficeRecord, area: Area) -> tuple[UsableSet, ...]:
    return usable_sets(record.office, sets_for_area(unit.facts.sets.values(), area), demo=record.demo)


def _offer(unit: Unit, record: OfficeRecord, usable: UsableSet) -> Offer:
    today = local_date(unit.now, record.office.zone)
    state = registration(record.office, usable.criteria_set.id, today)
    return Offer(
        set_id=usable.criteria_set.id,
        title=usable.criteria_set.title,
        aid=usable.criteria_set.aid.text,
        is_example=usable.is_example,
        registration=state.state.value,
        day=state.day,
    )


def _sets(unit: Unit, set_ids: tuple[str, ...]) -> list[CriteriaSet]:
    return [unit.facts.sets[set_id] for set_id in set_ids if set_id in unit.facts.sets]


def _given(unit: Unit, sets: list[CriteriaSet], area_key: str, left: tuple[str, ...] = ()) -> dict[str, Any]:
    """What is not asked: the area says it, or it is left to a worker."""
    area = unit.facts.find_area(area_key)
    known = prefill_all(sets, area) if area is not None else {}
    return {**known, **dict.fromkeys(left, UNKNOWN)}


async def find_question(
    unit: Unit, area_key: str, set_ids: tuple[str, ...], answers: Answers, left: tuple[str, ...] = ()
) -> NextQuestion | str | None:
    """The next counting question; the guard's action if she is too young; None when all are answered.

    left: keys of the questions that a worker will ask.
    """
    sets = _sets(unit, set_ids)
    found = plan(sets, answers, given=_given(unit, sets, area_key, left))
    if found.guard is not None:
        return found.guard.action
    return None if found.next is None else _asked(found.next)


async def find_offered(
    unit: Unit, area_key: str, set_ids: tuple[str, ...], answers: Answers, left: tuple[str, ...] = ()
) -> tuple[NextQuestion, ...]:
    """The questions that only help the worker, still unanswered, without those that she will ask herself."""
    sets = _sets(unit, set_ids)
    found = plan(sets, answers, given=_given(unit, sets, area_key, left))
    return tuple(_asked(question) for question in found.offers)


async def list_sensitive(unit: Unit, area_key: str, set_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the questions about the family and its money."""
    sets = _sets(unit, set_ids)
    found = plan(sets, {}, given=_given(unit, sets, area_key))
    return tuple(question.key for question in (*found.counting, *found.offered) if question.sensitive)


def _asked(question: Question) -> NextQuestion:
    criterion = question.criterion
    return NextQuestion(
        key=question.key,
        text=criterion.question,
        why=criterion.why,
        help=criterion.help,
        kind=criterion.answer.type,
        options=tuple(criterion.answer.choices),
        least=criterion.answer.min,
        most=criterion.answer.max,
        sensitive=question.sensitive,
        number=question.number,
        total=question.total,
    )


def _evaluations(unit: Unit, area_key: str, set_ids: tuple[str, ...], answers: Answers) -> list[Evaluation]:
    sets = _sets(unit, set_ids)
    known = {**_given(unit, sets, area_key), **answers}
    return [evaluate(one, answers_for(sets, one, known)) for one in sets]


async def find_outcomes(
    unit: Unit, area_key: str, set_ids: tuple[str, ...], examples: tuple[str, ...], answers: Answers
) -> tuple[Outcome, ...]:
    """The first result of each set, those with an aid first, the mere registration of data last."""
    outcomes = [
        _outcome(evaluation, evaluation.criteria_set.id in examples)
        for evaluation in _evaluations(unit, area_key, set_ids, answers)
    ]
    return tuple(outcomes)


def _outcome(evaluation: Evaluation, is_example: bool) -> Outcome:
    criteria_set = evaluation.criteria_set
    counting = [each for each in evaluation.findings if each.criterion.counts]
    open_findings = [each for each in counting if each.level != Level.SESUAI]
    return Outcome(
        set_id=criteria_set.id,
        title=criteria_set.title,
        is_example=is_example,
        overall=str(evaluation.overall),
        text=evaluation.outcome.text if evaluation.outcome is not None else "",
        limits=criteria_set.aid.limits,
        aid_source=criteria_set.sources[criteria_set.aid.source].plain,
        reasons=tuple(
            Reason(
                level=each.level.value,
                text=each.reason,
                source=each.source.plain,
                question=each.criterion.question,
            )
            for each in open_findings
        ),
        met=len(counting) - len(open_findings),
        open=sum(1 for each in open_findings if each.level.value == str(evaluation.overall)),
        documents=tuple((each.text, each.help) for each in criteria_set.documents),
        routes=tuple(route.text for route in evaluation.routes),
        sources=tuple(dict.fromkeys(each.source.plain for each in (*open_findings, *counting))),
    )


def results_of(
    unit: Unit, area_key: str, set_ids: tuple[str, ...], examples: tuple[str, ...], answers: Answers
) -> list[SetResult]:
    """What is kept of the screening: answers, levels and the sources of the rules, set by set."""
    found = []
    for evaluation in _evaluations(unit, area_key, set_ids, answers):
        criteria_set = evaluation.criteria_set
        found.append(
            SetResult(
                set_id=criteria_set.id,
                set_version=criteria_set.version,
                overall=str(evaluation.overall),
                priority=evaluation.priority_points,
                is_example=criteria_set.id in examples,
                answers={each.criterion.id: _plain(each.answer) for each in evaluation.findings},
                levels={name: level.value for name, level in evaluation.levels.items()},
                sources={each.criterion.id: each.source.key for each in evaluation.findings},
            )
        )
    return found


def _plain(answer: Any) -> Any:
    return answer if isinstance(answer, int | str) else list(answer)
