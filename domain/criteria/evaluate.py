"""What do her answers mean, criterion by criterion, and what is the first result?

The law: the result is never a decision. Not knowing never gives `belum_sesuai`; `info` and `diutamakan` never
change the overall; below the guard's age nothing is judged at all.
Overall, first match: belum_lengkap, belum_sesuai, perlu_dicek, cocok_awal.
"""

from collections.abc import Sequence

from domain.criteria.answers import AnswerError, answer_faults
from domain.criteria.schema import (
    OLD_AGE,
    UNKNOWN,
    Answers,
    Branch,
    CriteriaSet,
    Criterion,
    Guard,
    Level,
    Outcome,
    Overall,
    Route,
    Rule,
    Source,
    Value,
)
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one answer means: its level, the reason in plain words ("" when none is needed) and where it is from."""

    criterion: Criterion
    answer: Value
    level: Level
    branch: Branch
    reason: str
    source: Source
    routes: tuple[Route, ...] = ()
    mark: str = ""
    points: int = 0


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """A first result. `overall` is one of Overall, or the guard's action; then `findings` is empty."""

    criteria_set: CriteriaSet
    overall: str
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    guard: Guard | None = None

    @property
    def levels(self) -> dict[str, Level]:
        """The level of each answered criterion, `info` too, in the order of the set."""
        return {finding.criterion.id: finding.level for finding in self.findings}

    def at(self, level: Level) -> tuple[Finding, ...]:
        """The counting criteria at this level; their number is the {n} of the outcome's text."""
        return tuple(one for one in self.findings if one.criterion.counts and one.level == level)

    @property
    def routes(self) -> tuple[Route, ...]:
        """Other ways to help, each once, in the order of the criteria that opened them."""
        return tuple({route.id: route for one in self.findings for route in one.routes}.values())

    @property
    def marks(self) -> tuple[str, ...]:
        """Marks for the worker's eyes."""
        return tuple(one.mark for one in self.findings if one.mark)

    @property
    def priority_points(self) -> int:
        return sum(one.points for one in self.findings)

    @property
    def outcome(self) -> Outcome | None:
        """What this result leads to; None for a minor, who is handed to a person."""
        return None if self.guard else self.criteria_set.outcomes[self.overall]

    @property
    def outcome_text(self) -> str:
        """The outcome's text with its number filled in; "" for a minor."""
        if self.outcome is None:
            return ""
        counted = self.overall in (Overall.PERLU_DICEK, Overall.BELUM_SESUAI)
        count = len(self.at(Level(self.overall))) if counted else 0
        return self.outcome.text.replace("{n}", str(count))


def evaluate(criteria_set: CriteriaSet, answers: Answers) -> Evaluation:
    """The first result of these answers, given by criterion id; a missing key is a question not answered.

    Raises AnswerError when an answer does not fit its question or the set does not ask it: for several sets
    at once take each set's own answers with `answers_for` (plan.py).
    """
    if faults := answer_faults(criteria_set, answers):
        raise AnswerError(faults)
    if guard := applying_guard(criteria_set, answers):
        return Evaluation(criteria_set=criteria_set, overall=guard.action, guard=guard)
    findings = tuple(
        _judge(criteria_set, criterion, answers[criterion.id])
        for criterion in criteria_set.criteria
        if criterion.id in answers
    )
    missing = tuple(one.id for one in criteria_set.counting if one.id not in answers)
    overall = Overall.BELUM_LENGKAP if missing else _overall(findings)
    return Evaluation(criteria_set=criteria_set, overall=overall.value, findings=findings, missing=missing)


def applying_guard(criteria_set: CriteriaSet, answers: Answers) -> Guard | None:
    """The guard that stops everything, when the answered age is under it (UU 27/2022 PDP, art. 25)."""
    for criterion in criteria_set.criteria:
        age = answers.get(criterion.id)
        if criterion.guard and isinstance(age, int) and age < criterion.guard.under:
            return criterion.guard
    return None


def _overall(findings: Sequence[Finding]) -> Overall:
    levels = {finding.level for finding in findings if finding.criterion.counts}
    if Level.BELUM_SESUAI in levels:
        return Overall.BELUM_SESUAI
    return Overall.PERLU_DICEK if Level.PERLU_DICEK in levels else Overall.COCOK_AWAL


def _judge(criteria_set: CriteriaSet, criterion: Criterion, answer: Value) -> Finding:
    branch = _branch(criterion, answer)
    level = criterion.on_value[str(answer)] if branch is Branch.VALUE else criterion.on[branch]
    priority = criterion.priority
    return Finding(
        criterion=criterion,
        answer=answer,
        level=level,
        branch=branch,
        reason=criterion.text.get(level, ""),
        source=criteria_set.sources[criterion.source],
        routes=tuple(criteria_set.routes[key] for key in _route_keys(criterion, answer, branch)),
        mark=criterion.marks.get(answer, "") if isinstance(answer, str) else "",
        points=priority.points if priority and _names(answer, priority.when) else 0,
    )


def _branch(criterion: Criterion, answer: Value) -> Branch:
    if answer == UNKNOWN:
        return Branch.UNKNOWN
    if isinstance(answer, str) and answer in criterion.on_value:
        return Branch.VALUE
    return Branch.TRUE if _holds(criterion.rule, answer) else Branch.FALSE


def _holds(rule: Rule, answer: Value) -> bool:
    if rule.op == "any":
        return True
    if isinstance(answer, int):
        return rule.min <= answer <= rule.max
    if isinstance(answer, str):
        return (answer in rule.values) == (rule.op == "in")
    # not_only: something besides these was chosen; nothing chosen is not something.
    return any(one not in rule.values for one in answer)


def _names(answer: Value, option: str) -> bool:
    return answer == option if isinstance(answer, int | str) else option in answer


def _route_keys(criterion: Criterion, answer: Value, branch: Branch) -> list[str]:
    """The routes this answer opens; `route.false` only when the level came from the rule being false."""
    keys = [criterion.route[branch]] if branch in criterion.route else []
    if isinstance(answer, int) and answer > OLD_AGE and f"over_{OLD_AGE}" in criterion.route:
        keys.append(criterion.route[f"over_{OLD_AGE}"])
    return list(dict.fromkeys(keys))
