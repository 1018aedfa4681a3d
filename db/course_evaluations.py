"""What women said about a course, and what those who led it said about its sessions.

When a course is over the clock thanks everybody who stayed, once, and asks how it was. A woman's faces are sealed by
her own key and are shown only counted together with others; the note of a session by the key of who wrote it.
"""

import json
from collections.abc import Mapping

from db.course_rows import SESSION_COLUMNS, read_session
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.push_buttons import take_back
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from domain.course_evaluations import Faces, Judged, Process, read_faces
from domain.courses import Session
from domain.records import dataclass
from domain.refusals import Changed

PLACE, NOTE_PLACE = "course_evaluations.answers", "session_reviews.note"

DAY_MS = 24 * 3_600_000

# What was over longer ago, unseen by the clock, needs no thanks any more; so long she may answer, too.
ASKED_WITHIN_MS = 30 * DAY_MS

# Women thanked in one look of the clock.
SLICE = 50

# As many have a place in one course.
FACES_MAX = 500

# Sessions whoever leads them is offered to judge, the newest first.
LISTED_MAX = 10

_UNTHANKED = (
    "SELECT p.course_id, p.person_id, c.title, c.organisation_id, c.group_id FROM courses c"
    " CROSS JOIN course_participants p LEFT JOIN groups g ON g.id = c.group_id WHERE p.course_id = c.id"
    " AND c.state = 'ended' AND p.state = 'done' AND c.ended_ms > $1 AND COALESCE(g.practice_of, 0) = 0"
    " AND NOT EXISTS (SELECT 1 FROM course_evaluations e WHERE e.course_id = p.course_id"
    f" AND e.person_id = p.person_id) ORDER BY p.course_id, p.person_id LIMIT {SLICE}"
)
_FACES = (
    "SELECT course_id, person_id, answers FROM course_evaluations WHERE course_id = $1 AND at_ms > 0"
    f" ORDER BY at_ms, person_id LIMIT {FACES_MAX}"
)
_UNREVIEWED = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.course_id = $1 AND s.state <> 'cancelled'"
    " AND s.start_ms <= $2 AND NOT EXISTS (SELECT 1 FROM session_reviews r WHERE r.session_id = s.id"
    f" AND r.person_id = $3) ORDER BY s.start_ms DESC LIMIT {LISTED_MAX}"
)
_NOTES = (
    f"SELECT {SESSION_COLUMNS}, r.person_id, r.note FROM session_reviews r JOIN course_sessions s"
    " ON s.id = r.session_id WHERE s.course_id = $1 AND r.note IS NOT NULL"
    f" ORDER BY s.start_ms DESC, r.person_id LIMIT {LISTED_MAX}"
)


def matter_of(course_id: int, person_id: int) -> str:
    """What the button under the thanks to her belongs to."""
    return f"evaluation:{course_id}:{person_id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """Whom the clock thanks, or whom somebody asks, about one course that is over. is_given: she has answered."""

    course_id: int
    person_id: int
    title: str
    organisation_id: int | None
    group_id: int | None
    is_given: bool = False

    @property
    def matter(self) -> str:
        """What its button belongs to."""
        return matter_of(self.course_id, self.person_id)


# -- the clock --------------------------------------------------------------------------------------------------


async def list_unthanked(unit: Unit) -> list[Evaluation]:
    """Who stayed until a course was over and was not thanked yet, at most SLICE."""
    rows = await unit.fetch(_UNTHANKED, unit.now_ms - ASKED_WITHIN_MS)
    return [_evaluation(row) for row in rows]


async def tell(unit: Unit, evaluation: Evaluation) -> bool:
    """She is thanked and asked now, in this transaction; False where she was already."""
    rows = await unit.fetch(
        "INSERT INTO course_evaluations (course_id, person_id, asked_ms) VALUES ($1, $2, $3)"
        " ON CONFLICT (course_id, person_id) DO NOTHING RETURNING course_id",
        evaluation.course_id,
        evaluation.person_id,
        unit.now_ms,
    )
    return bool(rows)


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The moment after `after_ms` if somebody is to be thanked."""
    return after_ms + 1 if await unit.fetch(_UNTHANKED, after_ms - ASKED_WITHIN_MS) else None


# -- a woman's answers ------------------------------------------------------------------------------------------


async def list_open(unit: Unit, person_id: int) -> list[Evaluation]:
    """The courses she was asked about and has not answered, the newest first."""
    mine = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        "SELECT e.course_id, e.person_id, c.title, c.organisation_id, c.group_id FROM course_evaluations e"
        " JOIN courses c ON c.id = e.course_id WHERE e.at_ms = 0 AND e.asked_ms > $1 AND e.person_id IN "
        + marks(len(mine), 2)
        + " ORDER BY e.asked_ms DESC, e.course_id DESC",
        unit.now_ms - ASKED_WITHIN_MS,
        *mine,
    )
    return [_evaluation(row) for row in rows]


async def find(unit: Unit, course_id: int, person_id: int) -> Evaluation | None:
    """What she was asked about that course, answered or not; None if she was not."""
    mine = padded(await list_selves(unit, person_id))
    row = await unit.fetch_one(
        "SELECT e.course_id, e.person_id, e.at_ms, c.title, c.organisation_id, c.group_id FROM course_evaluations e"
        " JOIN courses c ON c.id = e.course_id WHERE e.course_id = $1 AND e.person_id IN "
        + marks(len(mine), 2),
        course_id,
        *mine,
    )
    return None if row is None else _evaluation(row, is_given=bool(row["at_ms"]))


async def answer(unit: Unit, evaluation: Evaluation, faces: Faces) -> None:
    """Her three faces, once. Raises Changed."""
    await unit.vault.have([owner_of(evaluation.person_id)])
    sealed = unit.vault.seal(
        owner_of(evaluation.person_id),
        cell(PLACE, f"{evaluation.course_id}/{evaluation.person_id}"),
        json.dumps(faces.body()).encode(),
    )
    rows = await unit.fetch(
        "UPDATE course_evaluations SET answers = $3, at_ms = $4 WHERE course_id = $1 AND person_id = $2"
        " AND at_ms = 0 RETURNING course_id",
        evaluation.course_id,
        evaluation.person_id,
        sealed,
        unit.now_ms,
    )
    if not rows:
        raise Changed


async def list_faces(unit: Unit, course_id: int) -> list[Faces]:
    """What was said about this course, in the order in which it came; who may see it is the caller's question."""
    rows = await unit.fetch(_FACES, course_id)
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [faces for row in rows if (faces := _faces(unit, row)) is not None and faces != Faces()]


async def list_own(unit: Unit, person_id: int) -> tuple[tuple[str, Faces], ...]:
    """Course and faces of everything she ever said so, for her own copy."""
    rows = await unit.fetch(
        "SELECT e.course_id, e.person_id, e.answers, c.title FROM course_evaluations e"
        " JOIN courses c ON c.id = e.course_id WHERE e.person_id = $1 AND e.at_ms > 0 ORDER BY e.at_ms",
        person_id,
    )
    await unit.vault.have([owner_of(person_id)])
    return tuple((row["title"], faces) for row in rows if (faces := _faces(unit, row)) is not None)


async def forget(unit: Unit, person_id: int, *, organisation_id: int | None, group_id: int | None) -> None:
    """She has taken back her yes to their courses: what she said about them is gone, and a question on its way."""
    rows = await unit.fetch(
        "DELETE FROM course_evaluations WHERE person_id = $1 AND course_id IN (SELECT id FROM courses"
        " WHERE COALESCE(organisation_id, 0) = $2 AND COALESCE(group_id, 0) = $3) RETURNING course_id",
        person_id,
        organisation_id or 0,
        group_id or 0,
    )
    for row in rows:
        take_back(unit, matter_of(row["course_id"], person_id))


def _faces(unit: Unit, row: Row) -> Faces | None:
    """Her faces; None once she is erased."""
    place = cell(PLACE, f"{row['course_id']}/{row['person_id']}")
    try:
        return read_faces(
            json.loads(unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["answers"])))
        )
    except KeyGone:
        return None


def _evaluation(row: Row, *, is_given: bool = False) -> Evaluation:
    return Evaluation(
        course_id=row["course_id"],
        person_id=row["person_id"],
        title=row["title"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        is_given=is_given,
    )


# -- what leaders say of a session ------------------------------------------------------------------------------


async def list_unreviewed(unit: Unit, course_id: int, person_id: int) -> list[Session]:
    """Sessions that have begun and of which this person has not said how they were, the newest first."""
    rows = await unit.fetch(_UNREVIEWED, course_id, unit.now_ms, person_id)
    return [read_session(row) for row in rows]


async def review(
    unit: Unit, session: Session, person_id: int, judged: Mapping[Process, Judged], note: str = ""
) -> None:
    """What this person says of that session; said again, the newest word counts."""
    sealed = None
    if note:
        await unit.vault.have([owner_of(person_id)])
        place = cell(NOTE_PLACE, f"{session.id}/{person_id}")
        sealed = unit.vault.seal(owner_of(person_id), place, note.encode())
    unit.write(
        "INSERT INTO session_reviews (session_id, person_id, answers, note, at_ms) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (session_id, person_id) DO UPDATE SET answers = EXCLUDED.answers, note = EXCLUDED.note,"
        " at_ms = EXCLUDED.at_ms",
        session.id,
        person_id,
        json.dumps({asked.value: each.value for asked, each in judged.items()}),
        sealed,
        unit.now_ms,
    )


async def list_reviews(unit: Unit, course_id: int) -> list[Mapping[Process, Judged]]:
    """What was said of this course's sessions, the oldest session first."""
    rows = await unit.fetch(
        "SELECT r.answers FROM session_reviews r JOIN course_sessions s ON s.id = r.session_id"
        " WHERE s.course_id = $1 ORDER BY s.start_ms, r.person_id",
        course_id,
    )
    return [
        {Process(asked): Judged(each) for asked, each in json.loads(row["answers"]).items()} for row in rows
    ]


async def list_notes(unit: Unit, course_id: int) -> list[tuple[Session, str]]:
    """The notes on this course's sessions, the newest session first; without those of people who are erased."""
    rows = await unit.fetch(_NOTES, course_id)
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    found = []
    for row in rows:
        session = read_session(row)
        place = cell(NOTE_PLACE, f"{session.id}/{row['person_id']}")
        try:
            note = unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["note"])).decode()
        except KeyGone:
            continue
        found.append((session, note))
    return found
