"""The code on the wall of a session: made for whoever leads it, found by who takes part, and not to be guessed.

The law: a code says only of who typed it that she was there, in a course of hers and in its hours
(domain/attendance.py). Of other courses' codes nothing is told.
"""

import secrets

from db import courses
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.attendance import CODE_DIGITS, CODE_LETTERS, WRONG_MAX, WRONG_MS, When, when
from domain.course_refusals import SessionOver
from domain.courses import Part, Session, SessionState
from domain.records import dataclass

DAY_MS = 86_400_000

_TRIES = (
    "SELECT count(*) AS n FROM audit WHERE person_id = $1 AND actor = $1 AND action = 'try'"
    " AND object = 'session_code' AND at_ms > $2"
)
_HERS = (
    f"SELECT {courses.SESSION_COLUMNS}, p.person_id AS hers, p.state AS part"
    " FROM course_participants p JOIN course_sessions s ON s.course_id = p.course_id"
    " WHERE s.state <> 'cancelled' AND p.state IN ('joined', 'done', 'waiting') AND p.person_id IN "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hers:
    """A session with a code of a course in which she takes part. person_id: her record there (she may have several)."""

    session: Session
    person_id: int
    part: Part


async def new_code(unit: Unit, session: Session) -> str:
    """A code for this session, in the place of the one it had; no other session of these days has it."""
    while True:
        code = "".join(secrets.choice(signs) for signs in (CODE_DIGITS, CODE_LETTERS) * 2)
        other = await unit.fetch_one(
            "SELECT id FROM course_sessions WHERE code = $1 AND start_ms > $2 LIMIT 1",
            code,
            unit.now_ms - DAY_MS,
        )
        if other is None:
            break
    unit.write("UPDATE course_sessions SET code = $2 WHERE id = $1", session.id, code)
    unit.audit("write", "session_code", session.id, unit.actor.person_id)
    return code


async def give_code(unit: Unit, session: Session) -> str:
    """The code of this session: the one it has, else a new one. Raises SessionOver for a cancelled one."""
    if session.state is SessionState.CANCELLED:
        raise SessionOver
    return session.code or await new_code(unit, session)


async def find_hers(unit: Unit, person_id: int, code: str) -> Hers | None:
    """The session of hers with this code: one that is open before any other. None for a code she cannot have."""
    selves = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        _HERS
        + marks(len(selves), 2)
        + " AND s.code = $1 AND s.code <> '' ORDER BY s.start_ms DESC, s.id LIMIT 10",
        code,
        *selves,
    )
    found = [_hers(row) for row in rows]
    found.sort(key=lambda each: (when(each.session, unit.now) is not When.OPEN, each.part is Part.WAITING))
    return found[0] if found else None


async def find_by_code(unit: Unit, person_id: int, code: str) -> Session | None:
    """The session of a course of hers on whose wall this code stands now; None if there is none."""
    found = await find_hers(unit, person_id, code)
    if found is None or when(found.session, unit.now) is not When.OPEN:
        return None
    return found.session


async def list_open(unit: Unit, person_id: int) -> list[Hers]:
    """The sessions of hers in which somebody may be written down now."""
    selves = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        _HERS
        + marks(len(selves), 3)
        + " AND s.start_ms > $1 AND s.start_ms <= $2 AND p.state <> 'waiting' ORDER BY s.start_ms, s.id LIMIT 10",
        unit.now_ms - DAY_MS,
        unit.now_ms + DAY_MS,
        *selves,
    )
    found = [_hers(row) for row in rows]
    return [each for each in found if when(each.session, unit.now) is When.OPEN]


def _hers(row: Row) -> Hers:
    return Hers(session=courses.read_session(row), person_id=row["hers"], part=Part(row["part"]))


async def has_tries_left(unit: Unit) -> bool:
    """Whether the actor may type another code: after WRONG_MAX wrong ones in an hour somebody writes her down."""
    row = await unit.fetch_one(_TRIES, unit.actor.person_id, unit.now_ms - WRONG_MS)
    return row is None or row["n"] < WRONG_MAX


def note_wrong(unit: Unit) -> None:
    """The actor has typed a code that no session of hers has."""
    unit.audit("try", "session_code", 0, unit.actor.person_id, "wrong")
