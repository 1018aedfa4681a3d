"""Courses: what is offered to whom, made, changed and ended. Their sessions and who may run them stand beside it.

The law: a course belongs to an office or to a group, never to both, and is made by somebody who may. Who takes part is
in db/course_places.py; what is told about it is in handlers/training/.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from db import course_planting, permits
from db.course_rights import (
    action_on,
    list_kept,
    may,
    may_keep,
    may_run,
    require,
    require_keep,
    require_run,
    trainers_of,
)
from db.course_rows import (
    COURSE_COLUMNS,
    SESSION_COLUMNS,
    find,
    find_by_code,
    get,
    lock,
    read_course,
    read_session,
    who_body,
)
from db.course_sessions import (
    add_session,
    cancel_session,
    close_all,
    get_session,
    hold,
    last_session,
    move_session,
    next_session,
    plan,
    sessions_of,
)
from db.ids import new_code
from db.unit import Unit
from domain.course_refusals import CourseClosed, TooManyOpenCourses, TooManySessions
from domain.courses import (
    OFFSETS_DEFAULT,
    OPEN_COURSES_OF_GROUP_MAX,
    SESSIONS_MAX,
    Course,
    Kind,
    State,
    Topic,
    Who,
)
from domain.permits import Action
from domain.recurrence import Recurrence
from domain.zones import get_zone

__all__ = [
    "COURSE_COLUMNS",
    "SESSION_COLUMNS",
    "add",
    "add_session",
    "cancel",
    "cancel_session",
    "change",
    "create",
    "end",
    "find",
    "find_by_code",
    "get",
    "get_session",
    "hold",
    "last_session",
    "list_kept",
    "lock",
    "may",
    "may_keep",
    "may_run",
    "move_session",
    "next_session",
    "read_course",
    "read_session",
    "require",
    "require_keep",
    "require_run",
    "sessions_of",
    "set_trainers",
    "trainers_of",
]

CODE_CHARS = 6

# What may be changed of a course that is there; how many it takes is in db/course_places.py, with who waits.
_CHANGEABLE = frozenset(
    {"kind", "topic", "title", "place", "bring", "childcare", "transport", "who", "offsets", "length_min"}
)


async def create(
    unit: Unit,
    *,
    kind: Kind,
    topic: Topic,
    title: str,
    place: str,
    zone: str,
    recurrence: Recurrence,
    days: Sequence[date],
    organisation_id: int | None = None,
    group_id: int | None = None,
    capacity: int = 0,
    bring: str = "",
    childcare: str = "",
    transport: str = "",
    who: Who | None = None,
    offsets: Sequence[int] = OFFSETS_DEFAULT,
    trainers: Sequence[int] = (),
) -> Course:
    """A new course with a session on each of the days, made by who acts, who must be allowed to.

    days: of the recurrence as it was planned (Calendar.plan), the first one first. capacity 0: as many as come.
    offsets: minutes before a session. Raises NotAllowed, Practising, TooManyOpenCourses, TooManySessions.
    """
    get_zone(zone)
    if not 0 < len(days) <= SESSIONS_MAX:
        raise TooManySessions(most=SESSIONS_MAX)
    course = Course(
        id=unit.new_id(),
        code=new_code(CODE_CHARS),
        organisation_id=organisation_id,
        group_id=group_id,
        kind=kind,
        topic=topic,
        title=title,
        place=place,
        zone=zone,
        rule=recurrence.rule,
        skips=recurrence.skips,
        first_day=recurrence.first,
        start_min=recurrence.start_min,
        length_min=recurrence.length_min,
        capacity=capacity,
        bring=bring,
        childcare=childcare,
        transport=transport,
        who=who or Who(),
        offsets=_in_order(offsets),
        state=State.OPEN,
        made_by=unit.actor.person_id,
    )
    await _check_may_make(unit, course)
    add(unit, course, days, trainers)
    return course


def add(unit: Unit, course: Course, days: Sequence[date], trainers: Sequence[int] = ()) -> None:
    """Write it down with its sessions; who may make it was asked before."""
    _insert(unit, course)
    set_trainers(unit, course.id, trainers)
    plan(unit, course, days)


async def _check_may_make(unit: Unit, course: Course) -> None:
    await permits.require(
        unit,
        action_on(course.group_id, Action.KEEP_COURSES),
        organisation_id=course.organisation_id,
        group_id=course.group_id,
    )
    if course.group_id is None:
        return
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM courses WHERE group_id = $1 AND state = 'open'", course.group_id
    )
    if row is not None and row["n"] >= OPEN_COURSES_OF_GROUP_MAX:
        raise TooManyOpenCourses(most=OPEN_COURSES_OF_GROUP_MAX)


def _in_order(offsets: Sequence[int]) -> tuple[int, ...]:
    """The earliest reminder first, each once."""
    return tuple(sorted(set(offsets), reverse=True))


def _insert(unit: Unit, course: Course) -> None:
    unit.write(
        "INSERT INTO courses (id, code, organisation_id, group_id, zone, rule, skips, first_day, start_min, capacity,"
        " state, made_by, made_ms, kind, topic, title, place, bring, childcare, transport, who, offsets, length_min)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,"
        " $22, $23)",
        course.id,
        course.code,
        course.organisation_id,
        course.group_id,
        course.zone,
        course.rule,
        course.skips.value,
        course.first_day.isoformat(),
        course.start_min,
        course.capacity,
        course.state.value,
        course.made_by,
        unit.now_ms,
        *_told(course),
    )


def _told(course: Course) -> tuple[Any, ...]:
    """What people are told of it, and what may be changed, as it is kept."""
    return (
        course.kind.value,
        course.topic.value,
        course.title,
        course.place,
        course.bring,
        course.childcare,
        course.transport,
        who_body(course.who),
        json.dumps(course.offsets),
        course.length_min,
    )


async def change(unit: Unit, course: Course, **fields: Any) -> Course:
    """The course with these fields changed (of how many it takes: course_places.set_capacity). Raises CourseClosed."""
    assert fields.keys() <= _CHANGEABLE, f"not changed here: {sorted(fields.keys() - _CHANGEABLE)}"
    now = await lock(unit, course.id)
    if now.state is not State.OPEN:
        raise CourseClosed
    changed = replace(now, **fields)
    changed = replace(changed, offsets=_in_order(changed.offsets))
    unit.write(
        "UPDATE courses SET kind = $2, topic = $3, title = $4, place = $5, bring = $6, childcare = $7,"
        " transport = $8, who = $9, offsets = $10, length_min = $11 WHERE id = $1",
        course.id,
        *_told(changed),
    )
    if changed.offsets != now.offsets:
        course_planting.plant_again(unit, course.id)
    return changed


async def end(unit: Unit, course: Course) -> Course:
    """It is over: who had a place is done, who waited waits no more, sessions to come are off. Raises CourseClosed."""
    ended = await _close(unit, course, State.ENDED, "")
    unit.write(
        "UPDATE course_participants SET state = CASE state WHEN 'joined' THEN 'done' ELSE 'left' END, changed_ms = $2"
        " WHERE course_id = $1 AND state IN ('joined', 'waiting')",
        course.id,
        unit.now_ms,
    )
    return ended


async def cancel(unit: Unit, course: Course, reason: str = "") -> Course:
    """It does not take place any more; who was in it stays written down, to be told. Raises CourseClosed."""
    return await _close(unit, course, State.CANCELLED, reason)


async def _close(unit: Unit, course: Course, state: State, reason: str) -> Course:
    now = await lock(unit, course.id)
    if now.state is not State.OPEN:
        raise CourseClosed
    unit.write(
        "UPDATE courses SET state = $2, ended_ms = $3 WHERE id = $1", course.id, state.value, unit.now_ms
    )
    close_all(unit, course.id, reason)
    return replace(now, state=state)


def set_trainers(unit: Unit, course_id: int, person_ids: Sequence[int]) -> None:
    """These train there, and nobody else."""
    unit.write("DELETE FROM course_trainers WHERE course_id = $1", course_id)
    unit.write_many(
        "INSERT INTO course_trainers (course_id, person_id) VALUES ($1, $2)",
        [(course_id, each) for each in dict.fromkeys(person_ids)],
    )
