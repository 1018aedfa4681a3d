"""Who has still to hear that a session has another time, or does not take place?

The notice stands on the session until everybody who had joined when it was decided has heard it, once: each has a row
like a reminder's (db/course_reminders.py), written in the transaction of her message.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from db.course_reminders import CONSENT, REAL, About, moment_of, why_silent
from db.course_rows import SESSION_COLUMNS, read_session
from db.engine import Fetch
from db.unit import Unit
from domain.courses import Session
from domain.records import dataclass

# People who hear of it in one turn: a row here, a message and its date for each (500 rows a turn).
SLICE = 100

# Why somebody is not told: she has decided it.
HERSELF = "herself"


class Notice(StrEnum):
    """What those who joined are to hear of a session at once; the value is stored."""

    MOVED = "moved"
    CANCELLED = "cancelled"


# In the place of an offset.
_MARKS = {Notice.MOVED: -1, Notice.CANCELLED: -2}

_NOTICED = (
    f"SELECT {SESSION_COLUMNS}, s.notice, s.was_ms, s.moved_ms, c.title, c.place AS course_place,"
    " c.zone AS course_zone, c.state AS course_state FROM course_sessions s JOIN courses c ON c.id = s.course_id"
    " WHERE s.notice <> ''"
)
_OF_SESSION = _NOTICED + " AND s.id = $1"
_OF_ANY = _NOTICED + " ORDER BY s.id LIMIT 1"
_TO_HEAR = (
    "SELECT p.person_id, w.paused_ms," + CONSENT + " FROM course_participants p"
    " JOIN courses c ON c.id = p.course_id" + REAL + "JOIN persons w ON w.id = p.person_id"
    " WHERE p.course_id = $1 AND COALESCE(g.practice_of, 0) = 0 AND p.joined_ms <= $2"
    " AND (p.state = 'joined' OR (p.state = 'waiting' AND c.state = 'cancelled'))"
    " AND NOT EXISTS (SELECT 1 FROM course_reminders r WHERE r.session_id = $3 AND r.moves = $4"
    f" AND r.person_id = p.person_id AND r.offset_min = $5) ORDER BY p.n LIMIT {SLICE}"
)

_ADD = (
    "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state, why, outbox_id, settled_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING person_id"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Noticed:
    """A session of which something is still to be told. was: when it would have been. course_over: nothing follows."""

    session: Session
    about: About
    notice: Notice
    was: datetime
    decided_ms: int
    course_over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearer:
    """Somebody who has not heard it. why: she is not told; "" if she is."""

    person_id: int
    why: str


def give_notice(unit: Unit, session: Session, notice: Notice, *, was_ms: int = 0) -> None:
    """From now on everybody who has joined by now is to hear it. was_ms: when it would have begun."""
    unit.write(
        "UPDATE course_sessions SET notice = $2, was_ms = $3, moved_ms = $4 WHERE id = $1",
        session.id,
        notice.value,
        was_ms or session.start_ms,
        unit.now_ms,
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The next millisecond if something is still to be told, else None."""
    return after_ms + 1 if await find_notice(unit) is not None else None


async def find_notice(unit: Unit, session_id: int = 0) -> Noticed | None:
    """What is still to be told of this session, or of any; None if everybody has heard everything."""
    row = await (unit.fetch_one(_OF_SESSION, session_id) if session_id else unit.fetch_one(_OF_ANY))
    if row is None:
        return None
    return Noticed(
        session=read_session(row),
        about=About(title=row["title"], place=row["place"] or row["course_place"], zone=row["course_zone"]),
        notice=Notice(row["notice"]),
        was=moment_of(row["was_ms"]),
        decided_ms=row["moved_ms"],
        course_over=row["course_state"] == "cancelled",
    )


async def list_to_hear(unit: Unit, noticed: Noticed) -> list[Hearer]:
    """The next ones who have not heard it, at most SLICE; whoever decided it knows it already."""
    session = noticed.session
    rows = await unit.fetch(
        _TO_HEAR, session.course_id, noticed.decided_ms, session.id, session.moves, _MARKS[noticed.notice]
    )
    acting = unit.actor.person_id if hasattr(unit, "actor") else 0
    return [
        Hearer(
            person_id=row["person_id"],
            why=HERSELF if row["person_id"] == acting else why_silent(row),
        )
        for row in rows
    ]


async def note_heard(
    unit: Unit, noticed: Noticed, hearers: Sequence[Hearer], outbox_ids: Sequence[int]
) -> set[int]:
    """Who of them is told now, in this transaction, by the message with the number in the same place."""
    session = noticed.session
    mark = _MARKS[noticed.notice]
    rows = [
        (
            *(session.id, session.moves, each.person_id, mark, noticed.decided_ms),
            *("dropped" if each.why else "told", each.why, 0 if each.why else outbox_id, unit.now_ms),
        )
        for each, outbox_id in zip(hearers, outbox_ids, strict=True)
    ]
    found = await unit.fetch_all(*[Fetch(_ADD, row) for row in rows])
    return {each.person_id for each, added in zip(hearers, found, strict=True) if added and not each.why}


def end_notice(unit: Unit, noticed: Noticed) -> None:
    """Everybody has heard it, or it is no use any more."""
    unit.write(
        "UPDATE course_sessions SET notice = '' WHERE id = $1 AND moves = $2 AND notice = $3",
        noticed.session.id,
        noticed.session.moves,
        noticed.notice.value,
    )
