"""The sessions of a course: which there are, which is next, and what becomes of one: moved, cancelled, held.

The law: what was planned or answered for an earlier time of a session counts no more once it is moved; `moves` tells
one time from another.
"""

from collections.abc import Sequence
from datetime import date

from db.course_rows import SESSION_COLUMNS, lock, read_session
from db.unit import Unit
from domain.course_refusals import CourseClosed, SessionOver, SessionTooEarly, TooManySessions
from domain.courses import SESSIONS_MAX, Course, Session, SessionState, State
from domain.recurrence import day_moment_ms
from domain.refusals import Changed, NotAllowed

_SESSION = f"SELECT {SESSION_COLUMNS} FROM course_sessions s "
_OF_COURSE = _SESSION + "WHERE s.course_id = $1 ORDER BY s.start_ms, s.n"
_OF_ID = _SESSION + "WHERE s.id = $1"
_NEXT = (
    _SESSION + "WHERE s.course_id = $1 AND s.state = 'planned' AND s.start_ms + s.length_min * 60000 > $2"
    " ORDER BY s.start_ms, s.n LIMIT 1"
)
_LAST = _SESSION + "WHERE s.course_id = $1 AND s.state = 'planned' ORDER BY s.start_ms DESC, s.n DESC LIMIT 1"


def plan(unit: Unit, course: Course, days: Sequence[date]) -> None:
    """A new course has a session on each of these days, at its hour on the clock of its zone."""
    unit.write_many(
        "INSERT INTO course_sessions (id, course_id, n, start_ms, length_min, state)"
        " VALUES ($1, $2, $3, $4, $5, 'planned')",
        [
            (
                unit.new_id(),
                course.id,
                n,
                day_moment_ms(day, course.start_min, course.zone),
                course.length_min,
            )
            for n, day in enumerate(days, start=1)
        ],
    )


async def sessions_of(unit: Unit, course_id: int) -> list[Session]:
    """All sessions, by time; cancelled ones too."""
    return [read_session(row) for row in await unit.fetch(_OF_COURSE, course_id)]


async def get_session(unit: Unit, session_id: int) -> Session:
    """That session, whoever asks. Raises NotAllowed."""
    row = await unit.fetch_one(_OF_ID, session_id)
    if row is None:
        raise NotAllowed
    return read_session(row)


async def next_session(unit: Unit, course_id: int) -> Session | None:
    """The first planned one that is not over yet, None if none is left."""
    rows = await unit.fetch(_NEXT, course_id, unit.now_ms)
    return read_session(rows[0]) if rows else None


async def last_session(unit: Unit, course_id: int) -> Session | None:
    """The last planned one, which may be over; None if none is planned any more."""
    rows = await unit.fetch(_LAST, course_id)
    return read_session(rows[0]) if rows else None


async def add_session(
    unit: Unit, course: Course, begins_ms: int, *, length_min: int = 0, place: str = ""
) -> Session:
    """One more session. length_min 0: as long as the others.

    Whoever calls lets the waiting move up (course_places.fill). Raises CourseClosed, SessionTooEarly, TooManySessions.
    """
    if (await lock(unit, course.id)).state is not State.OPEN:
        raise CourseClosed
    _check_future(unit, begins_ms)
    row = await unit.fetch_one(
        "SELECT count(*) AS n, COALESCE(max(n), 0) AS last FROM course_sessions WHERE course_id = $1",
        course.id,
    )
    assert row is not None, "an aggregate always has a row"
    if row["n"] >= SESSIONS_MAX:
        raise TooManySessions(most=SESSIONS_MAX)
    session_id = unit.new_id()
    unit.write(
        "INSERT INTO course_sessions (id, course_id, n, start_ms, length_min, place, state)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'planned')",
        session_id,
        course.id,
        row["last"] + 1,
        begins_ms,
        length_min or course.length_min,
        place,
    )
    return await get_session(unit, session_id)


async def move_session(
    unit: Unit,
    session: Session,
    begins_ms: int,
    place: str | None = None,
    *,
    length_min: int | None = None,
) -> Session:
    """The session at its new time, and place if one is named; its code and what was answered are of the old time.

    Whoever calls tells everybody and drops the old reminders (handlers/training/tell.py). Raises SessionOver,
    SessionTooEarly, and Changed where somebody moved it meanwhile.
    """
    _check_future(unit, begins_ms)
    await _lock_planned(unit, session)
    unit.write(
        "UPDATE course_sessions SET start_ms = $2, place = $3, length_min = $4, moves = moves + 1, code = ''"
        " WHERE id = $1",
        session.id,
        begins_ms,
        session.place if place is None else place,
        length_min or session.length_min,
    )
    unit.write("DELETE FROM course_replies WHERE session_id = $1", session.id)
    return await get_session(unit, session.id)


async def cancel_session(unit: Unit, session: Session, reason: str = "") -> Session:
    """It does not take place. Raises SessionOver, and Changed where somebody moved it meanwhile."""
    await _lock_planned(unit, session)
    return await _close(unit, session, SessionState.CANCELLED, reason)


async def hold(unit: Unit, session: Session) -> Session:
    """It took place; said twice is the same as once. Raises SessionOver for a cancelled one."""
    now = await _lock(unit, session)
    if now.state is SessionState.HELD:
        return now
    if now.state is SessionState.CANCELLED:
        raise SessionOver
    return await _close(unit, session, SessionState.HELD)


def close_all(unit: Unit, course_id: int, reason: str) -> None:
    """The course is over: what has begun was held, what was to come is off."""
    unit.write(
        "UPDATE course_sessions SET state = CASE WHEN start_ms < $2 THEN 'held' ELSE 'cancelled' END,"
        " reason = CASE WHEN start_ms < $2 THEN '' ELSE $3 END, closed_ms = $2"
        " WHERE course_id = $1 AND state = 'planned'",
        course_id,
        unit.now_ms,
        reason,
    )


async def _close(unit: Unit, session: Session, state: SessionState, reason: str = "") -> Session:
    unit.write(
        "UPDATE course_sessions SET state = $2, reason = $3, closed_ms = $4 WHERE id = $1",
        session.id,
        state.value,
        reason,
        unit.now_ms,
    )
    return await get_session(unit, session.id)


async def _lock_planned(unit: Unit, session: Session) -> None:
    """Nobody else moves it until this commits. Raises SessionOver, Changed."""
    now = await _lock(unit, session)
    if now.state is not SessionState.PLANNED or now.end <= unit.now:
        raise SessionOver
    if now.moves != session.moves:
        raise Changed


async def _lock(unit: Unit, session: Session) -> Session:
    await lock(unit, session.course_id)
    return await get_session(unit, session.id)


def _check_future(unit: Unit, begins_ms: int) -> None:
    if begins_ms <= unit.now_ms:
        raise SessionTooEarly
