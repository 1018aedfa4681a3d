"""One session is moved, called off or elsewhere: what is there to choose, what speaks against it, and the change.

The law: whoever changes it has seen it as it is (`moves`), and in the same step everybody who has a place is told and
every earlier reminder of it is silenced (handlers/training/tell.py).
"""

from collections.abc import Sequence
from datetime import date, datetime

from db import course_lists, course_places, course_turns, courses, groups
from db.unit import Unit
from domain.course_words import is_fit
from domain.courses import PLACE_CHARS_MAX, Course, Session, SessionState
from domain.reading.session_change import REASON_CHARS_MAX
from domain.records import dataclass
from domain.recurrence import day_moment_ms
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.training.tell import tell_cancelled, tell_moved

# Sessions that are offered to be moved or called off: three pages.
OFFERED_MAX = 27


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """A session that is not over. moves: how often it was moved when it was looked at. place: where it is."""

    id: int
    moves: int
    course_id: int
    title: str
    place: str
    zone: str
    begins: datetime
    start_min: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """How many have a place and hear of a change. practice: nobody does."""

    people: int
    practice: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Against:
    """What speaks against another time. over: it is in the past. beside: a session of the class at that hour."""

    over: bool
    beside: bool
    holiday: str


async def list_coming(unit: Unit, session_id: int, course_id: int, day: date | None) -> tuple[Coming, ...]:
    """The sessions that who acts may change, by time: all, those of one class, or one. Raises NotAllowed.

    day: only those of that day, where there are any.
    """
    if session_id:
        session = await courses.get_session(unit, session_id)
        course = await courses.get(unit, session.course_id)
        led, sessions = [course], [session] if _is_open(unit, session) else []
    elif course_id:
        led = [await courses.get(unit, course_id)]
        sessions = await course_lists.list_coming(unit, [course_id])
    else:
        led = await courses.list_kept(unit)
        sessions = await course_lists.list_coming(unit, [each.id for each in led])
    if (session_id or course_id) and not await courses.may_run(unit, led[0]):
        raise NotAllowed
    found = _coming(led, sessions)
    return (tuple(each for each in found if each.begins.date() == day) or found)[:OFFERED_MAX]


def _is_open(unit: Unit, session: Session) -> bool:
    return session.state is SessionState.PLANNED and session.end > unit.now


def _coming(led: Sequence[Course], sessions: Sequence[Session]) -> tuple[Coming, ...]:
    by_id = {each.id: each for each in led}
    return tuple(_one(by_id[each.course_id], each) for each in sessions)


def _one(course: Course, session: Session) -> Coming:
    begins = session.begins(course.zone)
    return Coming(
        id=session.id,
        moves=session.moves,
        course_id=course.id,
        title=course.title,
        place=session.place or course.place,
        zone=course.zone,
        begins=begins,
        start_min=begins.hour * 60 + begins.minute,
    )


async def find_today(unit: Unit) -> date:
    """The day it is where who acts is."""
    return local_date(unit.now, unit.actor.zone)


async def count_told(unit: Unit, course_id: int) -> Told:
    """How many hear of a change of a session. Raises NotAllowed."""
    course = await courses.get(unit, course_id)
    if not await courses.may_run(unit, course):
        raise NotAllowed
    practice = course.group_id is not None and bool((await groups.get(unit, course.group_id)).practice_of)
    return Told(people=(await course_places.count(unit, course.id)).joined, practice=practice)


async def look_against(unit: Unit, course_id: int, session_id: int, day: date, minute: int) -> Against:
    """What speaks against holding a session of the class then; session_id 0 for a new one. Raises NotAllowed."""
    course = await courses.get(unit, course_id)
    if not await courses.may_run(unit, course):
        raise NotAllowed
    sessions = await courses.sessions_of(unit, course.id)
    length_min = next((each.length_min for each in sessions if each.id == session_id), course.length_min)
    start_ms = day_moment_ms(day, minute, course.zone)
    end_ms = start_ms + length_min * 60_000
    planned = [each for each in sessions if each.state is SessionState.PLANNED and each.id != session_id]
    return Against(
        over=start_ms <= unit.now_ms,
        beside=any(_overlaps(each, start_ms, end_ms) for each in planned),
        holiday=unit.facts.calendar.holidays(day, day).get(day, ""),
    )


def _overlaps(session: Session, start_ms: int, end_ms: int) -> bool:
    return session.start_ms < end_ms and start_ms < session.start_ms + session.length_min * 60_000


async def call_off(unit: Unit, session_id: int, moves: int, reason: str) -> None:
    """It does not take place, and everybody hears why. Raises NotAllowed, SessionOver, Changed."""
    session, course = await _open_to_run(unit, session_id, moves)
    if reason and not is_fit(reason, chars_max=REASON_CHARS_MAX):
        raise Changed
    off = await courses.cancel_session(unit, session, reason)
    unit.audit("write", "course", course.id, 0, "session off")
    await tell_cancelled(unit, course, off)


async def move(unit: Unit, session_id: int, moves: int, day: date, minute: int) -> None:
    """It is then; who waits may move up where the class lasts longer. Raises NotAllowed and what db/courses raises."""
    session, course = await _open_to_run(unit, session_id, moves)
    begins_ms = day_moment_ms(day, minute, course.zone)
    moved = await courses.move_session(unit, session, begins_ms)
    unit.audit("write", "course", course.id, 0, "session moved")
    await tell_moved(unit, course, session, moved)
    await course_turns.pass_on(unit, course)


async def set_place(unit: Unit, session_id: int, moves: int, place: str) -> None:
    """It is at the same hour in another place. Raises NotAllowed, SessionOver, SessionTooEarly, Changed."""
    session, course = await _open_to_run(unit, session_id, moves)
    if not is_fit(place, chars_max=PLACE_CHARS_MAX):
        raise Changed
    moved = await courses.move_session(unit, session, session.start_ms, place)
    unit.audit("write", "course", course.id, 0, "session place")
    await tell_moved(unit, course, session, moved)


async def _open(unit: Unit, session_id: int) -> tuple[Session, Course]:
    session = await courses.get_session(unit, session_id)
    return session, await courses.get(unit, session.course_id)


async def _open_to_run(unit: Unit, session_id: int, moves: int) -> tuple[Session, Course]:
    """The session as it was seen. Raises NotAllowed, Changed."""
    session, course = await _open(unit, session_id)
    await courses.require_run(unit, course)
    if session.moves != moves:
        raise Changed
    return session, course


def today_of(now: datetime, rows: Sequence[Coming]) -> date:
    """The day it is where the first of them takes place."""
    return local_date(now, rows[0].zone)
