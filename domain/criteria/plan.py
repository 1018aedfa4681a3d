"""Which question comes next when several sets are asked at once?

Counting questions first, by their order; a question that several sets ask in the same words with the same answers
is asked once. The others are an offer afterwards. The guard stops everything at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from domain.criteria.answers import AnswerError, fits, unfit
from domain.criteria.areas import Area, prefill
from domain.criteria.evaluate import applying_guard
from domain.criteria.schema import Answers, CriteriaSet, Criterion, Guard, Value
from domain.records import dataclass

NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question for one or more sets.

    `key` names its answer: the criterion's id, or "set/criterion" where two sets ask different things under
    one id. `number` and `total` are for "Pertanyaan 3 dari 5" and count the kind (counting or offered) apart.
    """

    key: str
    criterion: Criterion
    set_ids: tuple[str, ...]
    counts: bool
    sensitive: bool
    number: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All questions, and what is left of them. When `guard` is set nothing more is asked."""

    counting: tuple[Question, ...]
    offered: tuple[Question, ...]
    answered: frozenset[str]
    guard: Guard | None

    @property
    def next(self) -> Question | None:
        """The next counting question; None when all are answered or the guard applies."""
        return next(iter(self._open(self.counting)), None)

    @property
    def offers(self) -> tuple[Question, ...]:
        """The questions she may still answer after the result; none when the guard applies."""
        return self._open(self.offered)

    @property
    def is_complete(self) -> bool:
        """Whether every counting question has an answer."""
        return self.guard is None and self.next is None

    def _open(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        if self.guard:
            return ()
        return tuple(one for one in questions if one.key not in self.answered)


def plan(sets: Sequence[CriteriaSet], answers: Answers, *, given: Answers = NOTHING) -> Plan:
    """What to ask over these sets, with the answers so far, both by question key.

    `given` was known before the first question (the area): it is neither asked nor numbered. Raises
    AnswerError when an answer does not fit; answers to questions of other sets are left alone.
    """
    groups = _group(sets)
    known = {**given, **answers}
    _check(groups, known)
    counting = [group for group in groups if group.counts and group.key not in given]
    offered = [group for group in groups if not group.counts and group.key not in given]
    guards = (applying_guard(one, answers_for(sets, one, known)) for one in sets)
    return Plan(
        counting=_numbered(counting),
        offered=_numbered(offered),
        answered=frozenset(known),
        guard=next((guard for guard in guards if guard), None),
    )


def answers_for(sets: Sequence[CriteriaSet], criteria_set: CriteriaSet, answers: Answers) -> dict[str, Value]:
    """This set's answers by criterion id, taken from answers by question key over all the sets."""
    return {
        group.criterion.id: answers[group.key]
        for group in _group(sets)
        if criteria_set.id in group.set_ids and group.key in answers
    }


def prefill_all(sets: Sequence[CriteriaSet], area: Area) -> dict[str, Value]:
    """What the area answers over all the sets, by question key; to be passed to `plan` as `given`."""
    found = {one.id: prefill(one, area) for one in sets}
    return {
        group.key: found[group.set_ids[0]][group.criterion.id]
        for group in _group(sets)
        if group.criterion.id in found[group.set_ids[0]]
    }


def _group(sets: Sequence[CriteriaSet]) -> list[Question]:
    """The different questions of the sets in the order of asking, not yet numbered."""
    same: dict[tuple[object, ...], list[tuple[CriteriaSet, Criterion]]] = {}
    for criteria_set in sets:
        for criterion in criteria_set.criteria:
            same.setdefault(_meaning(criterion), []).append((criteria_set, criterion))
    meanings = [meaning[0] for meaning in same]
    groups = [_question(askers, alone=meanings.count(askers[0][1].id) == 1) for askers in same.values()]
    # Sorting is stable: at the same order the set that was chosen first asks first.
    return sorted(groups, key=lambda group: group.criterion.order)


def _meaning(criterion: Criterion) -> tuple[object, ...]:
    """What must be alike for two sets to share a question: id, words and answers."""
    shape = criterion.answer
    return (criterion.id, criterion.question, shape.type, shape.options, shape.labels, shape.min, shape.max)


def _question(askers: Sequence[tuple[CriteriaSet, Criterion]], *, alone: bool) -> Question:
    """The question of these sets; it is put as the first set puts it for which it counts."""
    counting = [asker for asker in askers if asker[1].counts]
    criterion = (counting or list(askers))[0][1]
    return Question(
        key=criterion.id if alone else f"{min(one.id for one, _ in askers)}/{criterion.id}",
        criterion=criterion,
        set_ids=tuple(one.id for one, _ in askers),
        counts=bool(counting),
        sensitive=any(one.sensitive for _, one in askers),
        number=0,
        total=0,
    )


def _numbered(groups: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(
        replace(group, number=number, total=len(groups)) for number, group in enumerate(groups, start=1)
    )


def _check(groups: Iterable[Question], answers: Answers) -> None:
    faults = [
        unfit(group.criterion, answers[group.key])
        for group in groups
        if group.key in answers and not fits(group.criterion, answers[group.key])
    ]
    if faults:
        raise AnswerError(faults)
