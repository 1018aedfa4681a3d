"""Who is to be reminded of which session, who was, and what did each say to "Bisa datang?"?

One row a person, session, time of the session and offset (planted by db/course_planting.py), told once or dropped
with its reason: whoever claims a row writes its message in the same transaction. Whether it still holds is looked up
then, so nothing has to be undone when a session moves, is cancelled, or somebody leaves.
"""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, time

from db.course_rows import SESSION_COLUMNS, read_session
from db.engine import Fetch, Row
from db.push_buttons import close_matter
from db.unit import Unit
from domain.contact import SafeHours
from domain.courses import Kind, Reply, Session, SessionState
from domain.records import dataclass
from domain.training_reminders import Due, Why, due_at

log = logging.getLogger(__name__)

# Rows one look of the clock takes up: each may become a message with its date and three buttons (500 rows a turn).
SLICE = 80

# Why a row is never told, beside domain/training_reminders.py.
PAUSED, REFUSED, NO_CHAT, NO_OFFSETS, BROKEN = "paused", "refused", "no_chat", "no_offsets", "broken"

# What she said to this course's controller last; "" where she was never asked.
CONSENT = (
    " (SELECT k.answer FROM consents k WHERE k.person_id = w.id AND k.purpose = 'training'"
    " AND COALESCE(k.organisation_id, 0) = COALESCE(c.organisation_id, 0)"
    " AND COALESCE(k.group_id, 0) = COALESCE(c.group_id, 0) ORDER BY k.id DESC LIMIT 1) AS consent"
)

# A practice is nobody's real evening.
REAL = " LEFT JOIN groups g ON g.id = c.group_id "

# The slice is taken first: of ten thousand that are due at the same moment only those are looked at.
_DUE = (
    "SELECT r.moves AS row_moves, r.person_id, r.offset_min, r.due_ms,"
    f" {SESSION_COLUMNS},"
    " c.title, c.place AS course_place, c.kind, c.zone AS course_zone, c.bring, c.childcare, c.transport, c.offsets,"
    " c.state AS course_state, w.zone AS her_zone, w.safe_from_min, w.safe_to_min, w.paused_ms, p.state AS part,"
    " y.answer AS reply,"
    " (SELECT max(n.offset_min) FROM course_reminders n WHERE n.session_id = r.session_id AND n.moves = r.moves"
    " AND n.person_id = r.person_id AND n.offset_min > 0 AND n.offset_min < r.offset_min AND n.state = 'waiting')"
    " AS next_offset,"
    " (SELECT min(t.offset_min) FROM course_reminders t WHERE t.session_id = r.session_id AND t.moves = r.moves"
    " AND t.person_id = r.person_id AND t.offset_min > 0 AND t.state = 'told') AS told_offset,"
    + CONSENT
    + " FROM"
    " (SELECT session_id, moves, person_id, offset_min, due_ms FROM course_reminders"
    f" WHERE state = 'waiting' AND due_ms <= $1 ORDER BY due_ms LIMIT {SLICE}) r"
    " JOIN course_sessions s ON s.id = r.session_id JOIN courses c ON c.id = s.course_id"
    " JOIN persons w ON w.id = r.person_id"
    " LEFT JOIN course_participants p ON p.course_id = s.course_id AND p.person_id = r.person_id"
    " LEFT JOIN course_replies y ON y.session_id = r.session_id AND y.person_id = r.person_id AND y.moves = r.moves"
    " ORDER BY r.due_ms, r.session_id, r.offset_min DESC, r.person_id"
)

_OF_ROW = " WHERE session_id = $1 AND moves = $2 AND person_id = $3 AND offset_min = $4 AND state = 'waiting'"
_CLAIM = (
    "UPDATE course_reminders SET state = 'told', outbox_id = $5, settled_ms = $6"
    + _OF_ROW
    + " RETURNING person_id"
)
_DROP = "UPDATE course_reminders SET state = 'dropped', why = $5, settled_ms = $6" + _OF_ROW
_WAIT = "UPDATE course_reminders SET due_ms = $5" + _OF_ROW

# Messages that are not on a phone yet; each is found by its number.
_TAKE_BACK = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled'"
    " WHERE state IN ('queued', 'retry', 'pull') AND id IN "
)

_NEWEST = (
    "SELECT s.id AS session_id, s.moves, p.person_id FROM course_participants p"
    " JOIN course_sessions s ON s.course_id = p.course_id AND s.state = 'planned'"
    " JOIN courses c ON c.id = p.course_id AND c.state = 'open'"
    " LEFT JOIN course_reminders r ON r.session_id = s.id AND r.moves = s.moves AND r.person_id = p.person_id"
    " AND r.offset_min > 0 AND r.state = 'told'"
    " WHERE p.person_id = $1 AND p.state = 'joined' AND s.start_ms > $2 AND s.start_ms <= $3"
    " ORDER BY CASE WHEN r.settled_ms IS NULL THEN 1 ELSE 0 END, r.settled_ms DESC, s.start_ms LIMIT 1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a message about a session says of its course. place: of the session, or the course's."""

    title: str
    place: str
    zone: str
    kind: str = ""
    bring: str = ""
    childcare: str = ""
    transport: str = ""

    @property
    def before_aid(self) -> bool:
        """Whether it is followed before aid is handed over (source C)."""
        return self.kind == Kind.BIMTEK.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """One row that is due, with all it depends on. why: it is over, whatever the hour; "" if it may still be told."""

    session: Session
    about: About
    person_id: int
    moves: int
    offset_min: int
    due_ms: int
    why: str
    due: Due

    @property
    def key(self) -> tuple[int, int, int, int]:
        """What it is known by."""
        return self.session.id, self.moves, self.person_id, self.offset_min


def moment_of(moment_ms: int) -> datetime:
    """Aware UTC."""
    return datetime.fromtimestamp(moment_ms / 1000, UTC)


def ms_of(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def safe_hours_of(row: Row) -> SafeHours | None:
    if row["safe_from_min"] is None or row["safe_to_min"] is None:
        return None
    return ((time(*divmod(row["safe_from_min"] % 1440, 60)), time(*divmod(row["safe_to_min"] % 1440, 60))),)


# -- the clock: what is due -------------------------------------------------------------------------------------


async def list_due(unit: Unit) -> list[Reminder]:
    """Rows whose moment has come, the longest due first, at most SLICE; one that nobody can read is set aside.

    When each is due is worked out afresh: her hours or her zone may be others by now (`look_again`).
    """
    dues, found = _Dues(), []
    for row in await unit.fetch(_DUE, unit.now_ms):
        try:
            found.append(_reminder(row, dues))
        except Exception:
            log.exception("a reminder cannot be read: session=%d person=%d", row["id"], row["person_id"])
            unit.write(
                _DROP, row["id"], row["row_moves"], row["person_id"], row["offset_min"], BROKEN, unit.now_ms
            )
    return found


class _Dues:
    """When reminders are due; a whole class is at the same moment, so each is worked out once a look."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], datetime] = {}

    def due(self, row: Row, offset_min: int) -> datetime:
        key = (row["start_ms"], offset_min, row["her_zone"], row["safe_from_min"], row["safe_to_min"])
        if key not in self._found:
            start = moment_of(row["start_ms"])
            self._found[key] = due_at(start, offset_min, row["her_zone"], safe_hours_of(row))
        return self._found[key]


def _reminder(row: Row, dues: _Dues) -> Reminder:
    session = read_session(row)
    due, next_offset = dues.due(row, row["offset_min"]), row["next_offset"]
    return Reminder(
        session=session,
        about=_about(row),
        person_id=row["person_id"],
        moves=row["row_moves"],
        offset_min=row["offset_min"],
        due_ms=ms_of(due),
        why=_why_over(row, session),
        due=Due(
            start=session.start,
            due=due,
            next_due=dues.due(row, next_offset) if next_offset is not None else None,
            zone=row["her_zone"],
            safe_hours=safe_hours_of(row),
            reply=Reply(row["reply"]) if row["reply"] else None,
            asked=row["told_offset"] is not None,
        ),
    )


def _why_over(row: Row, session: Session) -> str:
    """Why nothing is said any more, whatever the hour."""
    if row["row_moves"] != session.moves:
        return Why.MOVED.value
    if session.state is SessionState.CANCELLED or row["course_state"] == "cancelled":
        return Why.CANCELLED.value
    if session.state is not SessionState.PLANNED or row["course_state"] != "open":
        return Why.TOO_LATE.value
    if row["part"] != "joined":
        return Why.LEFT.value
    if row["offset_min"] not in json.loads(row["offsets"]):
        return NO_OFFSETS  # whoever keeps the course wants no reminder then any more
    if row["told_offset"] is not None and row["told_offset"] < row["offset_min"]:
        return Why.NEXT_DUE.value  # the clock went back, or a longer night: she has heard the nearer one
    return why_silent(row)


def why_silent(row: Row) -> str:
    """Why she is left alone whatever is to be said: she wants it so. "" if she does not."""
    if row["paused_ms"]:
        return PAUSED
    return REFUSED if row["consent"] not in (None, "yes") else ""


def _about(row: Row) -> About:
    return About(
        title=row["title"],
        place=row["place"] or row["course_place"],
        zone=row["course_zone"],
        kind=row["kind"],
        bring=row["bring"],
        childcare=row["childcare"],
        transport=row["transport"],
    )


async def claim(unit: Unit, messages: Sequence[tuple[Reminder, int]]) -> set[tuple[int, int, int, int]]:
    """The keys of those that are told now, in this transaction, each by the message with the number beside it."""
    found = await unit.fetch_all(
        *[Fetch(_CLAIM, (*each.key, outbox_id, unit.now_ms)) for each, outbox_id in messages]
    )
    return {each.key for (each, _), rows in zip(messages, found, strict=True) if rows}


def drop(unit: Unit, reminders: Sequence[tuple[Reminder, str]]) -> None:
    """They are never told, each for the reason beside it."""
    unit.write_many(_DROP, [(*each.key, why, unit.now_ms) for each, why in reminders])


def wait(unit: Unit, reminders: Sequence[tuple[Reminder, datetime]]) -> None:
    """The clock looks at them again then."""
    unit.write_many(_WAIT, [(*each.key, ms_of(until)) for each, until in reminders])


# -- what need not be said any more -----------------------------------------------------------------------------


def drop_for_session(unit: Unit, session: Session) -> None:
    """What was said of this time of it and is not on a phone yet is not said any more; its buttons say so."""
    unit.write(
        _TAKE_BACK
        + "(SELECT outbox_id FROM course_reminders WHERE session_id = $1 AND moves = $2 AND state = 'told')",
        session.id,
        session.moves,
    )
    close_matter(unit, session.matter)


def drop_for_course(unit: Unit, course_id: int) -> None:
    """The same for all sessions of the course that are still to come."""
    unit.write(
        _TAKE_BACK
        + "(SELECT r.outbox_id FROM course_sessions s JOIN course_reminders r ON r.session_id = s.id"
        " AND r.state = 'told' WHERE s.course_id = $1 AND s.start_ms > $2)",
        course_id,
        unit.now_ms,
    )
    unit.write(
        "UPDATE push_buttons SET open = 0 WHERE matter <> '' AND matter IN (SELECT 'session:' || s.id || ':' || s.moves"
        " FROM course_sessions s WHERE s.course_id = $1 AND s.start_ms > $2)",
        course_id,
        unit.now_ms,
    )


def drop_for_person(unit: Unit, course_id: int, person_id: int) -> None:
    """She has left: what she has not read yet of sessions to come is not said any more."""
    unit.write(
        _TAKE_BACK
        + "(SELECT r.outbox_id FROM course_sessions s JOIN course_reminders r ON r.session_id = s.id"
        " AND r.moves = s.moves AND r.person_id = $2 AND r.state = 'told' WHERE s.course_id = $1 AND s.start_ms > $3)",
        course_id,
        person_id,
        unit.now_ms,
    )


# -- what she says ----------------------------------------------------------------------------------------------


async def find_newest(unit: Unit, person_id: int, within_ms: int) -> tuple[int, int] | None:
    """The session (id, moves) of which she was reminded last, else her next one that begins within so long."""
    row = await unit.fetch_one(_NEWEST, person_id, unit.now_ms, unit.now_ms + within_ms)
    return None if row is None else (row["session_id"], row["moves"])


def reply(unit: Unit, session: Session, person_id: int, said: Reply) -> None:
    """What she says now counts. Who does not come hears nothing more of this time of it."""
    unit.write(
        "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (session_id, person_id) DO UPDATE SET moves = EXCLUDED.moves, answer = EXCLUDED.answer,"
        " at_ms = EXCLUDED.at_ms",
        session.id,
        person_id,
        session.moves,
        said.value,
        unit.now_ms,
    )
    if said is Reply.NO:
        unit.write(
            _TAKE_BACK + "(SELECT outbox_id FROM course_reminders WHERE session_id = $1 AND moves = $2"
            " AND person_id = $3 AND offset_min > 0 AND state = 'told')",
            session.id,
            session.moves,
            person_id,
        )


async def replies_of(unit: Unit, session: Session) -> dict[int, Reply]:
    """What those who have a place said to this time of it, by person; who said nothing is not in it."""
    rows = await unit.fetch(
        "SELECT y.person_id, y.answer FROM course_replies y JOIN course_participants p ON p.person_id = y.person_id"
        " AND p.course_id = $3 AND p.state IN ('joined', 'done') WHERE y.session_id = $1 AND y.moves = $2"
        " ORDER BY y.at_ms, y.person_id",
        session.id,
        session.moves,
        session.course_id,
    )
    return {row["person_id"]: Reply(row["answer"]) for row in rows}
