"""May whoever acts keep this course (make, change, end it) or run it (move sessions, note who came), here and now?

The law: a course of a group is its leaders' alone, one of an office its staff's, and a trainer's only where she was
named for it. Who may not reads of it like of one that does not exist.
"""

from collections.abc import Sequence
from typing import Any

from db import permits
from db.course_rows import COURSE_COLUMNS, read_course
from db.lists import marks, padded
from db.unit import Unit
from domain.courses import Course, State
from domain.permits import ALLOWED, Action, Practising, places
from domain.refusals import NotAllowed
from domain.roles import Role

# What somebody keeps fits on a few pages of buttons: the newest.
LISTED_MAX = 50

_KEPT = f"SELECT {COURSE_COLUMNS} FROM courses c WHERE c.state = $1 AND (c.organisation_id IN "
_NEWEST = f") ORDER BY c.id DESC LIMIT {LISTED_MAX}"
_TRAINED = (
    " OR (c.id IN (SELECT course_id FROM course_trainers WHERE person_id = $2) AND c.organisation_id IN "
)


def action_on(group_id: int | None, of_office: Action) -> Action:
    """The action on a course of an office, or what stands for all of them in a group."""
    return of_office if group_id is None else Action.KEEP_GROUP_COURSES


async def may_keep(unit: Unit, course: Course) -> bool:
    """Whether who acts may change or end it, now. For queries: nothing is locked."""
    return await may(unit, course, Action.KEEP_COURSES)


async def may_run(unit: Unit, course: Course) -> bool:
    """Whether who acts may lead it: move, cancel, note who came. For queries: nothing is locked."""
    return await may(unit, course, Action.RUN_COURSES)


async def may(unit: Unit, course: Course, of_office: Action) -> bool:
    """Whether who acts may do this where the course is an office's, or keeps the courses of its group. For queries."""
    try:
        roles = await permits.require_to_look(
            unit,
            action_on(course.group_id, of_office),
            organisation_id=course.organisation_id,
            group_id=course.group_id,
        )
    except (NotAllowed, Practising):
        return False
    return await _reaches(unit, course, roles, of_office)


async def require_keep(unit: Unit, course: Course) -> None:
    """For steps: who acts may change or end it, until this commits. Raises NotAllowed, Practising."""
    await require(unit, course, Action.KEEP_COURSES)


async def require_run(unit: Unit, course: Course) -> None:
    """For steps: who acts may lead it, until this commits. Raises NotAllowed, Practising."""
    await require(unit, course, Action.RUN_COURSES)


async def require(unit: Unit, course: Course, of_office: Action) -> None:
    """The same for another action of an office (FOLLOW_UP, SEE_MOODS ...). Raises NotAllowed, Practising."""
    roles = await permits.require(
        unit,
        action_on(course.group_id, of_office),
        organisation_id=course.organisation_id,
        group_id=course.group_id,
    )
    if not await _reaches(unit, course, roles, of_office):
        raise NotAllowed


async def _reaches(unit: Unit, course: Course, roles: frozenset[Role], of_office: Action) -> bool:
    """Whether one of the roles reaches this course: a trainer's reaches only those she was named for."""
    if course.group_id is not None:
        return True
    if any(role is not Role.TRAINER and of_office in ALLOWED[role] for role in roles):
        return True
    return unit.actor.person_id in await trainers_of(unit, course.id)


async def trainers_of(unit: Unit, course_id: int) -> tuple[int, ...]:
    """The persons who train there."""
    rows = await unit.fetch(
        "SELECT person_id FROM course_trainers WHERE course_id = $1 ORDER BY person_id", course_id
    )
    return tuple(row["person_id"] for row in rows)


async def list_kept(unit: Unit, *, state: State = State.OPEN) -> list[Course]:
    """The courses that who acts may run, the newest first; in practice only those of the invented group."""
    grants, practice = unit.actor.roles, unit.actor.practice
    led = [grant for grant in grants if grant.role is not Role.TRAINER]
    groups = [each for each in places(grants, Action.KEEP_GROUP_COURSES) if practice in (0, each)]
    offices = places(led, Action.RUN_COURSES)
    trained = places(grants, Action.RUN_COURSES)
    if unit.actor.locked or not (groups or trained):
        return []
    return await _fetch_kept(unit, state, offices, trained, groups)


async def _fetch_kept(
    unit: Unit, state: State, offices: Sequence[int], trained: Sequence[int], groups: Sequence[int]
) -> list[Course]:
    of_led, of_trained, of_group = (padded(each) or [0] for each in (offices, trained, groups))
    next_trained = 3 + len(of_led)
    params: list[Any] = [state.value, unit.actor.person_id, *of_led, *of_trained, *of_group]
    rows = await unit.fetch(
        _KEPT
        + marks(len(of_led), 3)
        + _TRAINED
        + marks(len(of_trained), next_trained)
        + ") OR c.group_id IN "
        + marks(len(of_group), next_trained + len(of_trained))
        + _NEWEST,
        *params,
    )
    return [read_course(row) for row in rows]
