"""Is one `[[criterion]]` of a file sound, and which record does it make?

The law kept here: an unknown answer never gives `belum_sesuai`, and `info` and `diutamakan` never lower anything.
"""

from collections.abc import Collection, Mapping

from domain.criteria.fields import KEY_PATTERN, Table
from domain.criteria.plain import BUTTON_CHARS_MAX, BUTTONS_MAX, ROW_CHARS_MAX
from domain.criteria.schema import (
    AREA_CRITERION,
    OLD_AGE,
    UNKNOWN,
    AnswerShape,
    Branch,
    Criterion,
    Guard,
    Level,
    Priority,
    Role,
    Rule,
    StaffCheck,
)

OPS_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "integer": ("between", "any"),
    "choice": ("in", "not_in", "any"),
    "multi_choice": ("not_only", "any"),
}
GUARD_ACTIONS = ("berhenti_dan_hubungkan_petugas",)
OPTIONS_MAX = 20
"""Two pages of a list; a longer question belongs split."""
RULE_BRANCHES = (Branch.TRUE, Branch.FALSE, Branch.UNKNOWN)


def read_criterion(table: Table, sources: Collection[str], routes: Collection[str]) -> Criterion:
    """The criterion of this table; every mistake is noted in the table's faults."""
    role = Role(table.one_of("role", [role.value for role in Role]) or Role.WAJIB)
    answer = _read_answer(table.table("answer"))
    rule = _read_rule(table.table("rule"), answer)
    on = _read_on(table.table("on"), role)
    on_value = _read_on_value(table, role, answer)
    criterion = Criterion(
        id=table.key("id"),
        order=table.number("order") or 0,
        role=role,
        question=table.shown("question"),
        why=table.shown("why"),
        help=table.shown("help", required=False),
        answer=answer,
        rule=rule,
        on=on,
        on_value=on_value,
        text=_read_reasons(table, _reachable(rule, on, on_value)),
        route=_read_routes(table, answer, routes),
        guard=_read_guard(table, answer),
        priority=_read_priority(table, role, answer),
        marks=_read_marks(table, answer),
        staff_check=_read_staff_check(table, role),
        sensitive=table.flag("sensitive", required=False),
        source=table.one_of("source", sources),
        note=table.text("note", required=False),
    )
    _check_whole(table, criterion)
    table.done()
    return criterion


def _read_answer(table: Table) -> AnswerShape:
    kind = table.one_of("type", OPS_BY_TYPE)
    if kind == "integer":
        lowest, highest = table.number("min"), table.number("max")
        if lowest is not None and highest is not None and lowest > highest:
            table.fault(f"min {lowest} is above max {highest}", "Swap or mend them")
        table.done()
        return AnswerShape(type=kind, min=lowest or 0, max=highest or 0)
    options, labels = table.texts("options", required=bool(kind)), table.texts("labels", required=bool(kind))
    if kind:
        _check_options(table, options, labels)
        table.done()
    # Labels of another length are noted above; the record stays whole so that reading can go on.
    return AnswerShape(type=kind, options=options, labels=labels if len(labels) == len(options) else options)


def _check_options(table: Table, options: tuple[str, ...], labels: tuple[str, ...]) -> None:
    if options and labels and len(options) != len(labels):
        table.fault(f"{len(options)} options but {len(labels)} labels", "Give each option one label")
    if len(options) > OPTIONS_MAX:
        table.fault(f"{len(options)} options", f"Keep at most {OPTIONS_MAX} or split the question")
    for option in options:
        if option == UNKNOWN or not KEY_PATTERN.fullmatch(option):
            table.fault(
                f"the option {option!r} is not a key", f"Use small letters and digits, and not {UNKNOWN!r}"
            )
    chars_max = BUTTON_CHARS_MAX if len(options) <= BUTTONS_MAX else ROW_CHARS_MAX
    for label in labels:
        table.check_shown(f"the label {label!r}", label, chars_max=chars_max)


def _read_rule(table: Table, answer: AnswerShape) -> Rule:
    op = table.one_of("op", sorted({op for ops in OPS_BY_TYPE.values() for op in ops}))
    if op and answer.type and op not in OPS_BY_TYPE[answer.type]:
        allowed = ", ".join(OPS_BY_TYPE[answer.type])
        table.fault(f"op {op!r} does not fit {answer.type} answers", f"Use one of: {allowed}")
        return Rule(op="any")
    if op == "between":
        return _read_between(table, answer)
    if op in ("in", "not_in", "not_only"):
        values = table.texts("values")
        _check_known(table, "the rule", values, answer)
        if answer.options and set(values) == set(answer.options):
            table.fault("the rule names every option", "Leave at least one out, or use op any")
        table.done()
        return Rule(op=op, values=values)
    if op:
        table.done()
    return Rule(op="any")


def _read_between(table: Table, answer: AnswerShape) -> Rule:
    lowest, highest = table.number("min"), table.number("max")
    table.done()
    if lowest is None or highest is None:
        return Rule(op="between")
    if lowest > highest:
        table.fault(f"min {lowest} is above max {highest}", "Swap or mend them")
    elif lowest < answer.min or highest > answer.max:
        table.fault(
            f"{lowest} to {highest} goes beyond the answers {answer.min} to {answer.max}", "Make them agree"
        )
    return Rule(op="between", min=lowest, max=highest)


def _check_known(table: Table, what: str, values: Collection[str], answer: AnswerShape) -> None:
    for value in values:
        if value not in answer.options:
            table.fault(
                f"{what} names {value!r}, which is no option", f"Use one of: {', '.join(answer.options)}"
            )


def _read_level(table: Table, key: str, role: Role) -> Level | None:
    level = table.one_of(key, [level.value for level in Level])
    if level and level != Level.SESUAI and role in (Role.INFO, Role.DIUTAMAKAN):
        table.fault(
            f"{key} of a criterion with the role {role} is {level!r}", "It never lowers: write sesuai"
        )
    return Level(level) if level else None


def _read_on(table: Table, role: Role) -> dict[str, Level]:
    on = {branch.value: _read_level(table, branch, role) for branch in RULE_BRANCHES}
    if on[Branch.UNKNOWN] is Level.BELUM_SESUAI:
        table.fault("unknown gives belum_sesuai", "Not knowing never counts against her: write perlu_dicek")
    table.done()
    return {branch: level or Level.PERLU_DICEK for branch, level in on.items()}


def _read_on_value(table: Table, role: Role, answer: AnswerShape) -> dict[str, Level]:
    inner = table.table("on_value", required=False)
    if inner.values and answer.type and answer.type != "choice":
        table.fault("on_value needs answers of the type choice", "Delete it or use one choice")
        return {}
    _check_known(inner, "on_value", inner.values, answer)
    return {value: level for value in inner.values if (level := _read_level(inner, value, role))}


def _reachable(rule: Rule, on: Mapping[str, Level], on_value: Mapping[str, Level]) -> set[Level]:
    branches = set(on) - ({Branch.FALSE.value} if rule.op == "any" else set())
    return {on[branch] for branch in branches} | set(on_value.values())


def _read_reasons(table: Table, reachable: set[Level]) -> dict[str, str]:
    remedy = f"Use one of: {', '.join(Level)}"
    texts = table.text_map("text", [level.value for level in Level], remedy=remedy)
    for level, text in texts.items():
        table.check_shown(f"text.{level}", text)
        if level not in reachable:
            table.fault(f"text.{level} is never shown", "Delete it or mend the levels")
    for level in sorted(reachable - {Level.SESUAI} - set(texts)):
        table.fault(f"text.{level} is missing", "Say to her in plain words why it is at this level")
    return texts


def _read_routes(table: Table, answer: AnswerShape, routes: Collection[str]) -> dict[str, str]:
    over = f"over_{OLD_AGE}"
    allowed = (Branch.TRUE.value, Branch.FALSE.value, over)
    found = table.text_map("route", allowed, remedy=f"Use one of: {', '.join(allowed)}")
    if over in found and answer.type != "integer":
        table.fault(f"route.{over} needs a whole number as answer", "Move it to the question of age")
    for key, route in found.items():
        if route and route not in routes:
            table.fault(f"route.{key} leads to {route!r}, which is missing", f"Add [route.{route}]")
    return found


def _read_guard(table: Table, answer: AnswerShape) -> Guard | None:
    if not table.has("guard"):
        table.asked.add("guard")
        return None
    inner = table.table("guard")
    under, action, reason = inner.number("under"), inner.one_of("action", GUARD_ACTIONS), inner.text("reason")
    inner.done()
    if answer.type and answer.type != "integer":
        table.fault("guard needs a whole number as answer", "Move it to the question of age")
    elif under is not None and not answer.min < under <= answer.max:
        table.fault(
            f"guard under {under} lies outside the answers {answer.min} to {answer.max}", "Make them agree"
        )
    return Guard(under=under or 0, action=action, reason=reason)


def _read_priority(table: Table, role: Role, answer: AnswerShape) -> Priority | None:
    if role is not Role.DIUTAMAKAN and table.has("priority"):
        table.fault(f"priority at the role {role}", "Only diutamakan gives priority")
    if role is not Role.DIUTAMAKAN and not table.has("priority"):
        table.asked.add("priority")
        return None
    inner = table.table("priority")
    when, points = inner.text("when"), inner.number("points")
    inner.done()
    if when:
        _check_known(inner, "when", [when], answer)
    if points is not None and points < 1:
        inner.fault(f"points {points} are below 1", "Write 1 or more")
    return Priority(when=when, points=points or 0)


def _read_marks(table: Table, answer: AnswerShape) -> dict[str, str]:
    remedy = f"Use one of: {', '.join(answer.options)}"
    return table.text_map("marks", answer.options, remedy=remedy)


def _read_staff_check(table: Table, role: Role) -> StaffCheck | None:
    if not table.has("staff_check"):
        table.asked.add("staff_check")
        if role is Role.VERIFIKASI:
            table.fault("staff_check is missing", "Say which lists the worker looks in")
        return None
    inner = table.table("staff_check")
    lists, mode = inner.texts("lists"), inner.one_of("mode", ("any", "all"))
    decile = inner.number("max_desil", required=False)
    inner.done()
    if decile is not None and not 1 <= decile <= 10:
        inner.fault(f"max_desil {decile} is not from 1 to 10", "Write a decile")
    if role is not Role.VERIFIKASI:
        table.fault(f"staff_check at the role {role}", "Only verifikasi has one")
    return StaffCheck(lists=lists, mode=mode, max_desil=decile)


def _check_whole(table: Table, criterion: Criterion) -> None:
    if table.has("order") and criterion.order < 1:
        table.fault(f"order {criterion.order} is below 1", "Write 1 or more")
    if criterion.id == AREA_CRITERION and criterion.answer.type not in ("", "choice"):
        table.fault(f"{AREA_CRITERION} is not a choice", "It is answered by the area she picks")
