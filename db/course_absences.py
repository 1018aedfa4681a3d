"""Which sessions are over, and who was missed in two of them in a row: what the clock looks at, a slice at a time.

The law: she is asked once for each time she stays away, kindly, and never about a list that was never taken. A list
that was corrected is looked at again.
"""

from collections.abc import Sequence

from db.course_rows import SESSION_COLUMNS, read_session
from db.lists import marks, padded
from db.unit import Unit
from domain.attendance import ABSENCES_AFTER_MIN, ABSENCES_DAYS, CODE_AFTER_MIN
from domain.courses import Course, Session, State

# Sessions looked at in one look of the clock, and women asked about one of them.
SESSIONS_SLICE, WOMEN_SLICE = 20, 50

_MINUTE_MS = 60_000
_DAYS_MS = ABSENCES_DAYS * 86_400_000

_OVER = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.state = 'planned' AND s.start_ms <= $1"
    f" AND s.start_ms + (s.length_min + {CODE_AFTER_MIN}) * {_MINUTE_MS} <= $1"
    f" ORDER BY s.start_ms, s.id LIMIT {SESSIONS_SLICE}"
)
_UNLOOKED = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.looked_ms = 0 AND s.state = 'held' AND s.start_ms > $1"
    " AND s.start_ms <= $2 AND (SELECT max(a.at_ms) FROM course_attendance a WHERE a.session_id = s.id) <= $3"
    " AND (SELECT max(a.at_ms) FROM course_attendance a WHERE a.session_id = s.id) > 0"
    f" ORDER BY s.start_ms, s.id LIMIT {SESSIONS_SLICE}"
)
_BEFORE = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.course_id = $1 AND s.state <> 'cancelled'"
    " AND s.start_ms < $2 AND EXISTS (SELECT 1 FROM course_attendance a WHERE a.session_id = s.id)"
    " ORDER BY s.start_ms DESC LIMIT 1"
)
# Not there in either, not there since, in the course already at the first, and not asked since she was last there.
_MISSED = (
    "SELECT p.person_id FROM course_participants p WHERE p.course_id = $1 AND p.state = 'joined' AND p.joined_ms <= $2"
    " AND NOT EXISTS (SELECT 1 FROM course_attendance a JOIN course_sessions s ON s.id = a.session_id"
    " WHERE a.person_id = p.person_id AND a.came = 1 AND s.course_id = p.course_id AND s.start_ms >= $2)"
    " AND NOT EXISTS (SELECT 1 FROM course_tasks t JOIN course_sessions f ON f.course_id = t.course_id AND f.n = t.n"
    " WHERE t.course_id = p.course_id AND t.person_id = p.person_id AND t.kind = 'absent' AND t.state <> 'dropped'"
    " AND NOT EXISTS (SELECT 1 FROM course_attendance b JOIN course_sessions l ON l.id = b.session_id"
    " WHERE b.person_id = p.person_id AND b.came = 1 AND l.course_id = p.course_id AND l.start_ms > f.start_ms))"
    f" ORDER BY p.n LIMIT {WOMEN_SLICE}"
)
_SINCE = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s JOIN course_sessions f ON f.course_id = s.course_id AND f.n = $2"
    " WHERE s.course_id = $1 AND s.state <> 'cancelled' AND s.start_ms >= f.start_ms"
    " AND EXISTS (SELECT 1 FROM course_attendance o WHERE o.session_id = s.id)"
    " AND NOT EXISTS (SELECT 1 FROM course_attendance a WHERE a.session_id = s.id AND a.person_id = $3 AND a.came = 1)"
    " ORDER BY s.start_ms, s.n LIMIT 10"
)
_NEXT = (
    f"SELECT min(due_ms) AS due_ms FROM (SELECT s.start_ms + (s.length_min + {CODE_AFTER_MIN}) * {_MINUTE_MS} AS due_ms"
    " FROM course_sessions s WHERE s.state = 'planned' UNION ALL SELECT (SELECT max(a.at_ms) FROM course_attendance a"
    f" WHERE a.session_id = s.id) + {ABSENCES_AFTER_MIN * _MINUTE_MS} FROM course_sessions s WHERE s.looked_ms = 0"
    " AND s.state = 'held' AND s.start_ms > $2) AS moments WHERE due_ms > $1"
)


def matter_of(course_id: int, person_id: int) -> str:
    """What the buttons of the question after two absences belong to."""
    return f"absent:{course_id}:{person_id}"


async def list_over(unit: Unit) -> list[Session]:
    """Planned sessions in which nobody can be written down by the code any more."""
    return [read_session(row) for row in await unit.fetch(_OVER, unit.now_ms)]


async def list_unlooked(unit: Unit) -> list[Session]:
    """Held sessions with a list that has rested for an hour, of which nobody has looked who was missed."""
    rows = await unit.fetch(
        _UNLOOKED,
        unit.now_ms - _DAYS_MS,
        unit.now_ms,
        unit.now_ms - ABSENCES_AFTER_MIN * _MINUTE_MS,
    )
    return [read_session(row) for row in rows]


async def find_before(unit: Unit, session: Session) -> Session | None:
    """The last session of the course before this one of which a list was taken."""
    row = await unit.fetch_one(_BEFORE, session.course_id, session.start_ms)
    return None if row is None else read_session(row)


async def list_missed(unit: Unit, before: Session) -> list[int]:
    """Who was there neither in that session nor in one since, and was not asked about it; WOMEN_SLICE at most."""
    rows = await unit.fetch(_MISSED, before.course_id, before.start_ms)
    return [row["person_id"] for row in rows]


def looked(unit: Unit, session: Session) -> None:
    """Everybody who was missed in it has been asked."""
    unit.write("UPDATE course_sessions SET looked_ms = $2 WHERE id = $1", session.id, unit.now_ms)


async def list_missed_sessions(unit: Unit, course_id: int, person_id: int, n: int) -> list[Session]:
    """The sessions in which she was missed, from the session of that number on, by time; none where it is gone."""
    rows = await unit.fetch(_SINCE, course_id, n, person_id)
    return [read_session(row) for row in rows]


async def has_announced(unit: Unit, person_id: int, before: Session, session: Session) -> bool:
    """Whether she had said of one of the two that she could not come."""
    row = await unit.fetch_one(
        "SELECT 1 AS found FROM course_replies WHERE person_id = $1 AND answer = 'no' AND session_id IN ($2, $3)",
        person_id,
        before.id,
        session.id,
    )
    return row is not None


async def find_asked(
    unit: Unit, person_ids: Sequence[int], course_id: int, n: int
) -> tuple[int, int, int] | None:
    """Which of these records was missed, in which course and from which session on; the newest without a course."""
    wanted = padded(person_ids)
    row = await unit.fetch_one(
        "SELECT person_id, course_id, n FROM course_tasks WHERE kind = 'absent' AND state <> 'dropped'"
        " AND ((course_id = $1 AND n = $2) OR $1 = 0) AND person_id IN "
        + marks(len(wanted), 3)
        + " ORDER BY due_ms DESC, id DESC LIMIT 1",
        course_id,
        n,
        *wanted,
    )
    return None if row is None else (row["person_id"], row["course_id"], row["n"])


async def is_waiting(unit: Unit, course_id: int, person_id: int) -> bool:
    """Whether somebody is still to ask her why she was not there."""
    row = await unit.fetch_one(
        "SELECT 1 AS found FROM course_tasks WHERE course_id = $1 AND person_id = $2 AND kind = 'absent'"
        " AND state = 'waiting' LIMIT 1",
        course_id,
        person_id,
    )
    return row is not None


async def list_waiting(unit: Unit, course_id: int) -> set[int]:
    """Whom somebody is still to ask why she was not there, of the whole course."""
    rows = await unit.fetch(
        "SELECT person_id FROM course_tasks WHERE course_id = $1 AND kind = 'absent' AND state = 'waiting'",
        course_id,
    )
    return {row["person_id"] for row in rows}


def drop(unit: Unit, course_id: int, person_id: int) -> None:
    """She was there after all: nobody asks her, or about her, why she was not."""
    unit.write(
        "UPDATE course_tasks SET state = 'dropped' WHERE course_id = $1 AND person_id = $2 AND kind = 'absent'"
        " AND state = 'waiting'",
        course_id,
        person_id,
    )


def is_asked_about(course: Course) -> bool:
    """Whether anybody is still missed there."""
    return course.state is State.OPEN


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which a session is over, or a list has rested for an hour."""
    row = await unit.fetch_one(_NEXT, after_ms, after_ms - _DAYS_MS)
    return row["due_ms"] if row is not None else None
