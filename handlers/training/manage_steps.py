"""What keeping classes reads and writes: the classes somebody leads, one of them as it stands, and its changes.

The law: who only leads a class (a trainer) sees and runs it; who keeps it may change and end it. Names of those who
take part are read one class at a time, and each reading is noted.
"""

from collections.abc import Sequence
from datetime import date, datetime
from math import inf
from typing import Any

from db import (
    course_attendance,
    course_lists,
    course_names,
    course_places,
    course_reminders,
    course_tasks,
    course_turns,
    courses,
    groups,
)
from db.unit import Unit
from domain.course_words import is_fit
from domain.courses import (
    CAPACITY_MAX,
    NOTE_CHARS_MAX,
    PLACE_CHARS_MAX,
    TITLE_CHARS_MAX,
    Course,
    Part,
    Reply,
    Session,
    State,
)
from domain.permits import Action, places
from domain.records import dataclass
from domain.recurrence import day_moment_ms
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.names import FOLLOW_UP, OUTCOMES
from handlers.training import doors
from handlers.training.make_steps import place_of, still_there, tell_trainers
from handlers.training.tell import tell_course_cancelled, tell_moved

# What may be changed alone, and how long the words of it are at most; 0: no words.
_LIMITS = {
    "title": TITLE_CHARS_MAX,
    "place": PLACE_CHARS_MAX,
    "bring": NOTE_CHARS_MAX,
    "childcare": NOTE_CHARS_MAX,
    "transport": NOTE_CHARS_MAX,
}
# Whoever has been reminded already, or soon will be, hears of another place at once.
_TOLD_WITHIN_MS = 72 * 3_600_000
_DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A class in the list. begins: of its next session, None if there is none; today: it has one on this very day."""

    id: int
    code: str
    title: str
    place: str
    begins: datetime | None
    today: bool
    joined: int
    waiting: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A class as who leads it sees it. begins: of its next session. replies: how many said what to it.

    today: it has a session on this very day. keeps: whether who looks may change and end it. doors: conversations of
    other parts, on this class.
    """

    id: int
    code: str
    title: str
    place: str
    zone: str
    owner: str
    where: str
    office: bool
    practice: bool
    begins: datetime | None
    today: bool
    left: int
    joined: int
    waiting: int
    capacity: int
    replies: tuple[tuple[Reply, int], ...]
    is_open: bool
    keeps: bool
    doors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Attending:
    """Somebody who takes part, by name."""

    name: str
    newcomer: bool
    waits: bool


async def list_own(unit: Unit, group_id: int, state: State) -> tuple[Row, ...]:
    """The classes that who acts leads, those that come next first; group_id: of that group alone."""
    found = []
    kept = await courses.list_kept(unit, state=state)
    today = await _list_of_today(unit, kept)
    ids = [each.id for each in kept]
    counted = await course_lists.count_each(unit, ids)
    coming = await course_lists.next_sessions(unit, ids)
    for course in kept:
        if not group_id or course.group_id == group_id:
            counts, following = counted[course.id], coming.get(course.id)
            begins = following.begins(course.zone) if following is not None else None
            found.append(
                Row(
                    id=course.id,
                    code=course.code,
                    title=course.title,
                    place=course.place,
                    begins=begins,
                    today=course.id in today,
                    joined=counts.joined,
                    waiting=counts.waiting,
                )
            )
    return tuple(sorted(found, key=_by_time))


async def _list_of_today(unit: Unit, of: Sequence[Course]) -> set[int]:
    """Those of these classes that have a session today, also one that is running or over."""
    zones = {each.id: each.zone for each in of}
    around = await course_attendance.list_sessions(
        unit, list(zones), from_ms=unit.now_ms - _DAY_MS, until_ms=unit.now_ms + _DAY_MS
    )
    return {
        each.session.course_id
        for each in around
        if each.session.begins(zones[each.session.course_id]).date()
        == local_date(unit.now, zones[each.session.course_id])
    }


async def list_beside(unit: Unit, group_id: int) -> tuple[str, ...]:
    """What stands beside the classes for all of them together: the conversations that are who acts's to open."""
    found = []
    waiting = await course_tasks.list_waiting(unit)
    if any(not group_id or each.group_id == group_id for each in waiting):
        found.append(FOLLOW_UP)
    offices = places(unit.actor.roles, Action.SEE_OUTCOMES) if not group_id else ()
    ended = await courses.list_kept(unit, state=State.ENDED) if offices else []
    if any(each.organisation_id in offices for each in ended):
        found.append(OUTCOMES)
    return tuple(found)


def _by_time(row: Row) -> tuple[bool, float, int]:
    """Today's first, then by what comes next; those of which nothing comes any more are last."""
    return not row.today, row.begins.timestamp() if row.begins is not None else inf, -row.id


async def open_course(unit: Unit, course_id: int) -> Page:
    """One class. Raises NotAllowed where who acts does not lead it."""
    course = await courses.get(unit, course_id)
    if not await courses.may_run(unit, course):
        raise NotAllowed
    counts = await course_places.count(unit, course.id)
    following = await courses.next_session(unit, course.id)
    begins = following.begins(course.zone) if following is not None else None
    coming = [each for each in await courses.sessions_of(unit, course.id) if each.end > unit.now]
    group = await groups.get(unit, course.group_id) if course.group_id is not None else None
    return Page(
        id=course.id,
        code=course.code,
        title=course.title,
        place=(following.place if following is not None else "") or course.place,
        zone=course.zone,
        owner=place_of(course).key,
        where=group.place if group is not None else "",
        office=group is None,
        practice=group is not None and bool(group.practice_of),
        begins=begins,
        today=bool(await _list_of_today(unit, [course])),
        left=sum(each.state.value == "planned" for each in coming),
        joined=counts.joined,
        waiting=counts.waiting,
        capacity=course.capacity,
        replies=await _replies(unit, following),
        is_open=course.state is State.OPEN,
        keeps=await courses.may_keep(unit, course),
        doors=await doors.course_doors(unit, doors.Here(course=course, mine=None, runs=True)),
    )


async def _replies(unit: Unit, session: Session | None) -> tuple[tuple[Reply, int], ...]:
    """How many said what to the next session; who did is the list's."""
    if session is None:
        return ()
    said = list((await course_reminders.replies_of(unit, session)).values())
    return tuple((each, said.count(each)) for each in Reply if each in said)


async def list_people(unit: Unit, course_id: int) -> tuple[Attending, ...]:
    """Who has a place, then who waits, in the order in which they came; each reading is noted. Raises NotAllowed."""
    course = await courses.get(unit, course_id)
    await courses.require_run(unit, course)
    found = await course_places.participants(unit, course.id, Part.JOINED, Part.WAITING, Part.DONE)
    known = await course_names.names_in(unit, course, [each.person_id for each in found])
    for each in found:
        unit.audit("list", "course", course.id, each.person_id, "participants")
    rows = [
        Attending(
            name=known.get(each.person_id, ""),
            newcomer=each.newcomer,
            waits=each.part is Part.WAITING,
        )
        for each in found
    ]
    return tuple(sorted(rows, key=lambda each: each.waits))


# -- changes ----------------------------------------------------------------------------------------------------


async def change(unit: Unit, course_id: int, field: str, value: Any) -> None:
    """This part of it is so from now on. Raises NotAllowed, CourseClosed, Changed."""
    course = await _get_to_keep(unit, course_id)
    if field in _LIMITS and value and not is_fit(value, chars_max=_LIMITS[field]):
        raise Changed
    changed = await courses.change(unit, course, **{field: value})
    unit.audit("write", "course", course.id, 0, field)
    if field == "place":
        await _tell_place(unit, changed)


async def _tell_place(unit: Unit, course: Course) -> None:
    """Who may have heard the old place of the next session hears the new one; of later ones the reminder tells."""
    following = await courses.next_session(unit, course.id)
    soon = unit.now_ms < (following.start_ms if following is not None else 0) <= unit.now_ms + _TOLD_WITHIN_MS
    if following is None or following.place or not soon:
        return
    moved = await courses.move_session(unit, following, following.start_ms)
    await tell_moved(unit, course, following, moved)


async def set_capacity(unit: Unit, course_id: int, capacity: int) -> int:
    """So many may come from now on; how many moved up by that, who hear of it.

    Raises NotAllowed, CourseClosed, CapacityTooSmall.
    """
    course = await _get_to_keep(unit, course_id)
    if not 0 <= capacity <= CAPACITY_MAX:
        raise Changed
    changed, moved = await course_places.set_capacity(unit, course, capacity)
    unit.audit("write", "course", course.id, 0, "capacity")
    await course_turns.tell_places(unit, changed, moved)
    return len(moved)


async def set_trainers(unit: Unit, course_id: int, person_ids: Sequence[int]) -> None:
    """These lead it from now on, and who is new among them hears of it. Raises NotAllowed, CourseClosed."""
    course = await _get_to_keep(unit, course_id)
    before = await courses.trainers_of(unit, course.id)
    courses.set_trainers(unit, course.id, await still_there(unit, place_of(course), person_ids))
    unit.audit("write", "course", course.id, 0, "trainers")
    await tell_trainers(unit, course, before)


async def add_session(unit: Unit, course_id: int, day: date, minute: int) -> None:
    """One more session; who waits may move up by that. Raises NotAllowed and what db/courses.py raises."""
    course = await _get_to_keep(unit, course_id)
    await courses.add_session(unit, course, day_moment_ms(day, minute, course.zone))
    unit.audit("write", "course", course.id, 0, "session added")
    await course_turns.pass_on(unit, course)


async def end(unit: Unit, course_id: int) -> None:
    """It is over for all. Raises NotAllowed, CourseClosed, Changed while sessions are to come: nobody would be told."""
    course = await _get_to_keep(unit, course_id)
    following = await courses.next_session(unit, course.id)
    if following is not None and following.start > unit.now:
        raise Changed
    await course_turns.end(unit, course)
    unit.audit("write", "course", course.id, 0, "ended")


async def cancel(unit: Unit, course_id: int, reason: str) -> None:
    """It does not take place any more; everybody in it hears so. Raises NotAllowed, CourseClosed, Changed."""
    course = await _get_to_keep(unit, course_id)
    if reason and not is_fit(reason, chars_max=NOTE_CHARS_MAX):
        raise Changed
    following = await courses.next_session(unit, course.id)
    cancelled = await courses.cancel(unit, course, reason)
    unit.audit("write", "course", course.id, 0, "cancelled")
    await tell_course_cancelled(unit, cancelled, following)


async def _get_to_keep(unit: Unit, course_id: int) -> Course:
    course = await courses.get(unit, course_id)
    await courses.require_keep(unit, course)
    return course
