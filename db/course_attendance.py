"""Who was there: written down by whoever leads the course, by the code on the wall, or by a neighbour; all count alike.

The law: the newest word counts, and what was said before stays in the audit. A session in which nobody was written down
says nothing of anybody: who is missing in it was perhaps not noted. db/course_absences.py looks who was missed.
"""

from collections.abc import Mapping, Sequence

from db import courses
from db.lists import marks, padded
from db.unit import Unit
from domain.attendance import (
    NEIGHBOURS_MAX,
    Tally,
    When,
    when,
)
from domain.course_refusals import NotIn, NotPresentHerself, SessionOver
from domain.courses import Course, How, Session
from domain.records import dataclass

# Sessions of which a list can be opened: those of the last weeks, on three pages.
SESSIONS_LISTED_MAX = 30

_LISTED = (
    f"SELECT {courses.SESSION_COLUMNS},"
    " (SELECT count(*) FROM course_attendance a WHERE a.session_id = s.id AND a.came = 1) AS came,"
    " (SELECT count(*) FROM course_participants p WHERE p.course_id = s.course_id"
    " AND p.state IN ('joined', 'done')) AS places"
    " FROM course_sessions s WHERE s.state <> 'cancelled' AND s.start_ms > $1 AND s.start_ms <= $2 AND s.course_id IN "
)
_OF_PERSON = (
    f"SELECT {courses.SESSION_COLUMNS}, (SELECT a.came FROM course_attendance a WHERE a.session_id = s.id"
    " AND a.person_id = $2) AS came FROM course_sessions s WHERE s.course_id = $1 AND s.state <> 'cancelled'"
    " AND EXISTS (SELECT 1 FROM course_attendance o WHERE o.session_id = s.id) ORDER BY s.start_ms, s.n"
)
_NEWEST = f" ORDER BY s.start_ms DESC, s.id LIMIT {SESSIONS_LISTED_MAX}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """Whether somebody was there, and who says so."""

    person_id: int
    came: bool
    how: How
    by: int
    at_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A session whose list may be opened, and how many of those with a place were there."""

    session: Session
    tally: Tally


# -- writing ----------------------------------------------------------------------------------------------------


async def record(unit: Unit, session: Session, person_id: int, *, came: bool, how: How, by: int) -> bool:
    """She was there, or she was not; whether that is new. Said again, the first to say so stays noted."""
    row = await unit.fetch_one(
        "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (session_id, person_id) DO UPDATE"
        " SET came = $3, how = $4, by_person = $5, at_ms = $6 WHERE course_attendance.came <> $3"
        " RETURNING person_id",
        session.id,
        person_id,
        int(came),
        how.value,
        by,
        unit.now_ms,
    )
    if row is not None:
        reason = f"{how.value} came" if came else f"{how.value} missed"
        unit.audit("write", "attendance", session.id, person_id, reason)
        _look_again(unit, session)
    return row is not None


async def write_list(
    unit: Unit, course: Course, session: Session, *, came: Sequence[int], away: Sequence[int]
) -> Tally:
    """The list of whoever leads the course: who came, who is named as away; the rest with a place was not there.

    Who has said so herself meanwhile stays there unless she is named as away, and who joined after the session began
    is missing in nothing. The session was held from now on. Raises SessionOver where it was cancelled.
    """
    await courses.hold(unit, session)
    listed = await list_places(unit, course.id)
    before = await of_session(unit, session.id)
    changed: list[tuple[int, int]] = []
    for person_id, joined_ms in listed.items():
        was = before[person_id].came if person_id in before else None
        here = person_id in came or (was is True and person_id not in away)
        is_new = was is None and not here and person_id not in away and joined_ms > session.start_ms
        if was is not here and not is_new:
            changed.append((person_id, int(here)))
    unit.write_many(
        "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
        " VALUES ($1, $2, $3, 'staff', $4, $5) ON CONFLICT (session_id, person_id) DO UPDATE"
        " SET came = $3, how = 'staff', by_person = $4, at_ms = $5",
        [
            (session.id, person_id, is_here, unit.actor.person_id, unit.now_ms)
            for person_id, is_here in changed
        ],
    )
    for person_id, is_here in changed:
        if person_id in before:  # a correction is noted woman by woman, the first list as one
            reason = "staff came" if is_here else "staff missed"
            unit.audit("write", "attendance", session.id, person_id, reason)
    unit.audit("write", "attendance", session.id, unit.actor.person_id, "list")
    _look_again(unit, session)
    return await tally(unit, session)


def _look_again(unit: Unit, session: Session) -> None:
    """Who was missed is looked at anew (db/course_absences.py)."""
    unit.write("UPDATE course_sessions SET looked_ms = 0 WHERE id = $1 AND looked_ms > 0", session.id)


async def record_neighbour(unit: Unit, session: Session, hers: Sequence[int], person_id: int) -> None:
    """The actor, who is there herself, says so of the woman beside her; of NEIGHBOURS_MAX at most.

    hers: the actor's own records. Raises SessionOver, NotPresentHerself, NotIn.
    """
    if when(session, unit.now) is not When.OPEN:
        raise SessionOver
    present = await of_session(unit, session.id)
    if not any(each in present and present[each].came for each in hers):
        raise NotPresentHerself
    places = await list_places(unit, session.course_id)
    if (
        person_id not in places
        or person_id in hers
        or neighbours_said(present, unit.actor.person_id) >= NEIGHBOURS_MAX
    ):
        raise NotIn
    await record(unit, session, person_id, came=True, how=How.PEER, by=unit.actor.person_id)


def neighbours_said(present: Mapping[int, Attendance], by: int) -> int:
    """Of how many she has said that they are there."""
    return sum(each.how is How.PEER and each.by == by and each.came for each in present.values())


# -- reading ----------------------------------------------------------------------------------------------------


async def of_session(unit: Unit, session_id: int) -> dict[int, Attendance]:
    """What is known of each woman in that session; who is not in it was neither there nor missed."""
    rows = await unit.fetch(
        "SELECT person_id, came, how, by_person, at_ms FROM course_attendance WHERE session_id = $1"
        " ORDER BY at_ms, person_id",
        session_id,
    )
    return {
        row["person_id"]: Attendance(
            person_id=row["person_id"],
            came=bool(row["came"]),
            how=How(row["how"]),
            by=row["by_person"],
            at_ms=row["at_ms"],
        )
        for row in rows
    }


async def of_person(unit: Unit, course_id: int, person_id: int) -> list[tuple[Session, bool | None]]:
    """The sessions of the course of which a list was taken, by time; whether she came, None where nothing is noted."""
    rows = await unit.fetch(_OF_PERSON, course_id, person_id)
    return [(courses.read_session(row), None if row["came"] is None else bool(row["came"])) for row in rows]


async def absences_in_a_row(unit: Unit, course_id: int, person_id: int) -> int:
    """How many sessions of which a list was taken have gone by without her, up to the newest; 0 if she was there."""
    joined = (await list_places(unit, course_id)).get(person_id)
    absences = 0
    for session, came in reversed(await of_person(unit, course_id, person_id)):
        if came or joined is None or session.start_ms < joined:
            return absences
        absences += 1
    return absences


async def list_places(unit: Unit, course_id: int) -> dict[int, int]:
    """Who has or had a place in the course, in the order in which they came; since when, UTC milliseconds."""
    rows = await unit.fetch(
        "SELECT person_id, joined_ms FROM course_participants WHERE course_id = $1 AND state IN ('joined', 'done')"
        " ORDER BY n",
        course_id,
    )
    return {row["person_id"]: row["joined_ms"] for row in rows}


async def tally(unit: Unit, session: Session) -> Tally:
    """How many of those with a place were there."""
    places = await list_places(unit, session.course_id)
    present = await of_session(unit, session.id)
    return Tally(came=sum(each in present and present[each].came for each in places), of=len(places))


async def list_sessions(
    unit: Unit, course_ids: Sequence[int], *, from_ms: int, until_ms: int
) -> list[Listed]:
    """The sessions of these courses that begin between the two moments, the newest first."""
    if not course_ids:
        return []
    wanted = padded(course_ids)
    rows = await unit.fetch(
        _LISTED + marks(len(wanted), 3) + _NEWEST,
        from_ms,
        until_ms,
        *wanted,
    )
    return [
        Listed(session=courses.read_session(row), tally=Tally(came=row["came"], of=row["places"]))
        for row in rows
    ]
