"""Of whom is the clock to remind, and when? Rows of sessions that come near, planted some days ahead.

The law: everybody with a place has a row for each offset, once for each time of the session (db/course_reminders.py).
One of whom nobody can tell when she is to be reminded is set aside, and stops nobody.
"""

import json
import logging

from db.course_reminders import BROKEN, NO_CHAT, NO_OFFSETS, REAL, moment_of, ms_of, safe_hours_of
from db.engine import Fetch, Row
from db.unit import Unit
from domain.training_reminders import PLANTED_WITHIN, plan_reminders

log = logging.getLogger(__name__)

# People one look plants reminders of a session for: of at most three offsets each.
PLANTED_MAX = 160

_WITHIN_MS = int(PLANTED_WITHIN.total_seconds() * 1000)

# A look for each person, not a join: a server that has not counted its rows yet would compare all with all.
_UNPLANTED = (
    "SELECT s.id AS session_id, s.moves, s.start_ms, s.moved_ms, c.offsets, p.person_id, p.joined_ms, w.zone,"
    " w.safe_from_min, w.safe_to_min, (EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = w.id)"
    " OR EXISTS (SELECT 1 FROM profiles f WHERE f.person_id = w.id)"
    " OR (w.same_as <> 0 AND EXISTS (SELECT 1 FROM accounts b WHERE b.owner_id = w.same_as))) AS has_chat"
    " FROM course_sessions s JOIN courses c ON c.id = s.course_id AND c.state = 'open'"
    + REAL
    + "JOIN course_participants p ON p.course_id = s.course_id AND p.state = 'joined'"
    " JOIN persons w ON w.id = p.person_id"
    " WHERE s.state = 'planned' AND s.start_ms > $1 AND s.start_ms <= $2 AND COALESCE(g.practice_of, 0) = 0"
    " AND (SELECT min(r.offset_min) FROM course_reminders r WHERE r.session_id = s.id AND r.moves = s.moves"
    " AND r.person_id = p.person_id AND r.offset_min >= 0) IS NULL ORDER BY s.start_ms LIMIT $3"
)

_ADD = (
    "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state, why, outbox_id, settled_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"
)


async def plant(unit: Unit) -> int:
    """Sessions that come near get a row for everybody who joined; for how many people, at most PLANTED_MAX."""
    found = await unit.fetch(_UNPLANTED, unit.now_ms, unit.now_ms + _WITHIN_MS, PLANTED_MAX)
    unit.write_many(_ADD, [row for each in found for row in _planned_or_aside(unit, each)])
    return len(found)


def _planned_or_aside(unit: Unit, row: Row) -> list[tuple[object, ...]]:
    """Her rows; one that says so where nobody can tell when she is to be reminded."""
    try:
        return _planned(unit, row)
    except Exception:
        log.exception(
            "reminders cannot be planned: session=%d person=%d", row["session_id"], row["person_id"]
        )
        return [_none(unit, row, BROKEN)]


def _none(unit: Unit, row: Row, why: str) -> tuple[object, ...]:
    """So that the clock need not look at her again."""
    return (
        row["session_id"],
        row["moves"],
        row["person_id"],
        0,
        row["start_ms"],
        "dropped",
        why,
        0,
        unit.now_ms,
    )


def _planned(unit: Unit, row: Row) -> list[tuple[object, ...]]:
    key = (row["session_id"], row["moves"], row["person_id"])
    planned = plan_reminders(
        moment_of(row["start_ms"]),
        json.loads(row["offsets"]),
        zone=row["zone"],
        safe_hours=safe_hours_of(row),
        heard=moment_of(max(row["joined_ms"], row["moved_ms"])),
    )
    rows: list[tuple[object, ...]] = []
    for each in planned:
        why = each.why.value if each.why is not None else "" if row["has_chat"] else NO_CHAT
        state = "dropped" if why else "waiting"
        settled_ms = unit.now_ms if why else 0
        rows.append((*key, each.offset_min, ms_of(each.due), state, why, 0, settled_ms))
    return rows or [_none(unit, row, NO_OFFSETS)]


def plant_again(unit: Unit, course_id: int) -> None:
    """Its offsets are others: who was not reminded yet of a session to come is planned for anew.

    Who was keeps what follows, unless its offset is gone.
    """
    unit.write(
        "DELETE FROM course_reminders WHERE state <> 'told' AND offset_min >= 0 AND session_id IN (SELECT s.id"
        " FROM course_sessions s WHERE s.course_id = $1 AND s.state = 'planned' AND s.start_ms > $2)"
        " AND NOT EXISTS (SELECT 1 FROM course_reminders t WHERE t.session_id = course_reminders.session_id"
        " AND t.moves = course_reminders.moves AND t.person_id = course_reminders.person_id"
        " AND t.offset_min > 0 AND t.state = 'told')",
        course_id,
        unit.now_ms,
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody is to be reminded, or reminders are to be planted."""
    if await unit.fetch(_UNPLANTED, after_ms, after_ms + _WITHIN_MS, 1):
        return after_ms + 1
    waiting, coming = await unit.fetch_all(
        Fetch(
            "SELECT min(due_ms) AS at FROM course_reminders WHERE state = 'waiting' AND due_ms > $1",
            (after_ms,),
        ),
        Fetch(
            "SELECT min(s.start_ms) AS at FROM course_sessions s WHERE s.state = 'planned' AND s.start_ms > $1",
            (after_ms + _WITHIN_MS,),
        ),
    )
    moments = [waiting[0]["at"], coming[0]["at"] - _WITHIN_MS if coming[0]["at"] is not None else None]
    return min((each for each in moments if each is not None), default=None)
