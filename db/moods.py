"""How women said that they feel after a session: asked once, sealed with her key, opened for her companion alone.

The law: one row a session and woman, written in the transaction in which she is asked. Whoever opens faces leaves an
audit row; nothing here is counted, listed or sent in any other way.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from db.engine import Row
from db.lists import marks
from db.push_buttons import take_back
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.moods import ASKED_WITHIN, SHOWN_MAX, Asked, Face
from domain.records import dataclass

FACE_PLACE = "moods.face"
MINUTE_MS = 60_000

# answered_ms of a row in which she was not asked: looked at once, and not again.
LEFT_ALONE = -1

# Women one look of the clock takes up.
SLICE = 50

# Who was there in a session that is over, in an office with a companion, and was not asked about it yet.
_TO_ASK = (
    "SELECT s.id AS session_id, s.course_id, c.organisation_id, c.title, a.person_id FROM course_sessions s"
    " JOIN courses c ON c.id = s.course_id AND c.organisation_id IS NOT NULL AND c.state = 'open'"
    " JOIN course_attendance a ON a.session_id = s.id AND a.came = 1"
    " JOIN course_participants p ON p.course_id = c.id AND p.person_id = a.person_id AND p.state = 'joined'"
    " WHERE s.state <> 'cancelled' AND s.start_ms > $1 AND s.start_ms + s.length_min * 60000 > $2"
    " AND s.start_ms + s.length_min * 60000 <= $3"
    " AND EXISTS (SELECT 1 FROM roles r WHERE r.organisation_id = c.organisation_id AND r.role = 'companion'"
    " AND r.until_ms IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM moods m WHERE m.session_id = s.id AND m.person_id = a.person_id)"
    f" ORDER BY s.start_ms, s.id, a.person_id LIMIT {SLICE}"
)
# No session is longer than a day (domain/courses.py plans minutes of one).
_LONGEST_MS = 24 * 60 * MINUTE_MS


def matter_of(session_id: int, person_id: int) -> str:
    """What the faces under the question to her belong to."""
    return f"mood:{session_id}:{person_id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToAsk:
    """A woman who was there, and the session."""

    session_id: int
    course_id: int
    organisation_id: int
    title: str
    person_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What her companion sees: a face and when it was said."""

    at: datetime
    face: Face


async def list_to_ask(unit: Unit) -> list[ToAsk]:
    """Who may be asked now, at most SLICE; whether she is, domain/moods.py says."""
    within = int(ASKED_WITHIN.total_seconds() * 1000)
    rows = await unit.fetch(_TO_ASK, unit.now_ms - within - _LONGEST_MS, unit.now_ms - within, unit.now_ms)
    return [
        ToAsk(
            session_id=row["session_id"],
            course_id=row["course_id"],
            organisation_id=row["organisation_id"],
            title=row["title"],
            person_id=row["person_id"],
        )
        for row in rows
    ]


def note_asked(
    unit: Unit, course_id: int, person_id: int, session_id: int | None, *, asked: bool = True
) -> int:
    """The row of this once; her face is put into it when she says it. asked: False where she was left alone."""
    mood_id = unit.new_id()
    unit.write(
        "INSERT INTO moods (id, person_id, course_id, session_id, made_ms, answered_ms) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (session_id, person_id) DO NOTHING",
        mood_id,
        person_id,
        course_id,
        session_id,
        unit.now_ms,
        0 if asked else LEFT_ALONE,
    )
    return mood_id


async def find_asked(unit: Unit, session_id: int, person_id: int) -> int:
    """The row in which she was asked about this session and has not answered, 0 if there is none."""
    row = await unit.fetch_one(
        "SELECT id FROM moods WHERE session_id = $1 AND person_id = $2 AND answered_ms = 0",
        session_id,
        person_id,
    )
    return int(row["id"]) if row is not None else 0


async def answer(unit: Unit, mood_id: int, person_id: int, face: Face | None) -> None:
    """What she said; None: she would rather not."""
    sealed = None
    if face is not None:
        await unit.vault.have([owner_of(person_id)])
        sealed = unit.vault.seal(owner_of(person_id), cell(FACE_PLACE, mood_id), face.value.encode())
    unit.write(
        "UPDATE moods SET face = $3, answered_ms = $4 WHERE id = $1 AND person_id = $2",
        mood_id,
        person_id,
        sealed,
        unit.now_ms,
    )


async def list_asked(unit: Unit, course_id: int, person_id: int) -> list[Asked]:
    """How often she was asked in this course and what she said, the newest first; for the rules alone."""
    return [
        Asked(at=datetime.fromtimestamp(row["made_ms"] / 1000, UTC), face=face)
        for row, face in await _opened(unit, course_id, [person_id])
    ]


async def find_last(unit: Unit, person_id: int) -> datetime | None:
    """When she was asked last, in whichever course; None if never."""
    row = await unit.fetch_one(
        "SELECT max(made_ms) AS last_ms FROM moods WHERE person_id = $1 AND answered_ms >= 0", person_id
    )
    if row is None or row["last_ms"] is None:
        return None
    return datetime.fromtimestamp(row["last_ms"] / 1000, UTC)


async def list_women(unit: Unit, course_id: int) -> list[int]:
    """Those of the course who ever said how they feel."""
    rows = await unit.fetch(
        "SELECT DISTINCT person_id FROM moods WHERE course_id = $1 AND face IS NOT NULL ORDER BY person_id",
        course_id,
    )
    return [row["person_id"] for row in rows]


async def read(unit: Unit, course_id: int, person_id: int) -> list[Seen]:
    """Her last faces there, the newest first; audited. For her companion: the caller has asked who looks."""
    unit.audit("read", "mood", course_id, person_id)
    found = [
        Seen(at=datetime.fromtimestamp(row["made_ms"] / 1000, UTC), face=face)
        for row, face in await _opened(unit, course_id, [person_id])
        if face is not None
    ]
    return found[:SHOWN_MAX]


async def forget(unit: Unit, person_id: int, organisation_id: int) -> None:
    """She has taken back her yes to this office's courses: nobody reads how she felt, and nobody asks her."""
    rows = await unit.fetch(
        "DELETE FROM moods WHERE person_id = $1"
        " AND course_id IN (SELECT id FROM courses WHERE organisation_id = $2) RETURNING session_id",
        person_id,
        organisation_id,
    )
    for row in rows:
        if row["session_id"] is not None:
            take_back(unit, matter_of(row["session_id"], person_id))


async def leave(unit: Unit, course_id: int, person_id: int) -> None:
    """She has left the course: a question about a session of it that is on its way is not asked any more."""
    rows = await unit.fetch(
        "SELECT session_id FROM moods WHERE course_id = $1 AND person_id = $2 AND answered_ms = 0"
        " AND session_id IS NOT NULL",
        course_id,
        person_id,
    )
    for row in rows:
        take_back(unit, matter_of(row["session_id"], person_id))


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first end of a session after `after_ms` in an office with a companion; for the moved clock."""
    row = await unit.fetch_one(
        "SELECT min(s.start_ms + s.length_min * 60000) AS due FROM course_sessions s"
        " JOIN courses c ON c.id = s.course_id"
        " WHERE s.state <> 'cancelled' AND s.start_ms + s.length_min * 60000 > $1 AND EXISTS (SELECT 1 FROM roles r"
        " WHERE r.organisation_id = c.organisation_id AND r.role = 'companion' AND r.until_ms IS NULL)",
        after_ms,
    )
    return row["due"] if row is not None else None


async def _opened(unit: Unit, course_id: int, person_ids: Sequence[int]) -> list[tuple[Row, Face | None]]:
    rows = await unit.fetch(
        "SELECT id, person_id, face, made_ms FROM moods WHERE answered_ms >= 0 AND course_id = $1 AND person_id IN "
        + marks(len(person_ids), 2)
        + " ORDER BY made_ms DESC, id DESC LIMIT 20",
        course_id,
        *person_ids,
    )
    await unit.vault.have([owner_of(each) for each in person_ids])
    return [(row, _face(unit, row)) for row in rows]


def _face(unit: Unit, row: Row) -> Face | None:
    owner = owner_of(row["person_id"])
    if row["face"] is None or not unit.vault.knows(owner):
        return None
    return Face(unit.vault.unseal(owner, cell(FACE_PLACE, row["id"]), bytes(row["face"])).decode())
