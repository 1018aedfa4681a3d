"""What is kept of one woman's courses, for her own copy: where she took part, came, answered, and what became of it.

Never another woman: who sat beside her, who keeps her company, who answered her on the board and who asked how she is
are not in it. What only her companion or nobody reads singly (faces, answers about a course or afterwards, posts) is in
her own copy alone, never in one that an office hands over; what somebody only practised is in none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db import board, certificates, course_evaluations, moods, outcomes, skills
from db.certificates import Certificate
from db.course_places import NOTE_PLACE
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.outcomes import OwnOutcome
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from domain.board import Side
from domain.course_evaluations import Faces
from domain.courses import Part, Reply
from domain.moods import Face
from domain.skills import Skill

# More than anybody takes part in; and as many sessions, faces and posts as a paper can hold.
COURSES_MAX = 100
SESSIONS_MAX, FACES_MAX, POSTS_MAX = 500, 200, 100

_COURSES = (
    "SELECT c.id, c.code, c.title, c.place, c.zone, c.organisation_id, c.group_id, p.person_id, p.state AS part,"
    " p.newcomer, p.note, p.made_ms, COALESCE(o.name, g.name) AS giver FROM course_participants p"
    " JOIN courses c ON c.id = p.course_id LEFT JOIN organisations o ON o.id = c.organisation_id"
    " LEFT JOIN groups g ON g.id = c.group_id WHERE COALESCE(g.practice_of, 0) = 0 AND p.person_id IN "
)
_SESSIONS_OF = (
    "SELECT s.course_id, s.start_ms, x.person_id, a.came, r.answer FROM (SELECT session_id, person_id FROM"
    " course_attendance WHERE person_id IN "
)
_OR_REPLIED = " UNION SELECT session_id, person_id FROM course_replies WHERE person_id IN "
_SESSIONS = (
    ") x JOIN course_sessions s ON s.id = x.session_id LEFT JOIN course_attendance a ON a.session_id = x.session_id"
    " AND a.person_id = x.person_id LEFT JOIN course_replies r ON r.session_id = x.session_id"
    f" AND r.person_id = x.person_id ORDER BY s.start_ms LIMIT {SESSIONS_MAX}"
)
_REMINDED = (
    "SELECT s.course_id, r.person_id, count(*) AS n FROM course_reminders r JOIN course_sessions s"
    " ON s.id = r.session_id WHERE r.state = 'told' AND r.person_id IN "
)
# That somebody asked how she is; why, and what was noted, is in no paper that others may find.
_ASKED = "SELECT course_id, person_id, done_ms FROM course_tasks WHERE state = 'done' AND person_id IN "
_COMPANY = (
    "SELECT course_id, person_id FROM (SELECT course_id, newcomer AS person_id FROM course_buddies"
    " WHERE state = 'agreed' UNION SELECT course_id, buddy FROM course_buddies WHERE state = 'agreed') b"
    " WHERE person_id IN "
)
_TRAINED = (
    "SELECT c.title, c.organisation_id FROM course_trainers t JOIN courses c ON c.id = t.course_id"
    " WHERE t.person_id IN "
)
_PAPERS = (
    "SELECT t.id, c.organisation_id FROM certificates t JOIN courses c ON c.id = t.course_id"
    " LEFT JOIN groups g ON g.id = c.group_id WHERE COALESCE(g.practice_of, 0) = 0 AND t.person_id IN "
)
_FACES = "SELECT id, person_id, face, made_ms FROM moods WHERE face IS NOT NULL AND person_id IN "
_POSTS = "SELECT id, person_id, side, words, made_ms FROM board_posts WHERE person_id IN "
_BY_PAPER = f" ORDER BY t.id LIMIT {COURSES_MAX}"
_LAST_FACES = f" ORDER BY id DESC LIMIT {FACES_MAX}"
_LAST_POSTS = f" ORDER BY id DESC LIMIT {POSTS_MAX}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnSession:
    """One session she was at, was missed at, or answered about. came: None where nobody wrote it down."""

    start_ms: int
    came: bool | None
    reply: Reply | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCourse:
    """One course. left_why: what she said when she left. reminded: how often. asked_ms: when she was asked how she is.

    company: whether another participant keeps her company, or she another.
    """

    code: str
    title: str
    giver: str
    place: str
    zone: str
    part: Part
    newcomer: bool
    since_ms: int
    left_why: str
    sessions: tuple[OwnSession, ...]
    reminded: int
    asked_ms: tuple[int, ...]
    company: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnTraining:
    """All of it. trained: titles of courses she trains in. faces, posts: with the moment."""

    courses: tuple[OwnCourse, ...] = ()
    trained: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    skills: tuple[Skill, ...] = ()
    faces: tuple[tuple[int, Face], ...] = ()
    evaluations: tuple[tuple[str, Faces], ...] = ()
    outcomes: tuple[OwnOutcome, ...] = ()
    posts: tuple[tuple[int, Side, str], ...] = ()


async def collect(unit: Unit, mine: Sequence[int], *, organisation_id: int | None = None) -> OwnTraining:
    """Everything of these records of hers; for an office that hands it over, what its staff may read anyway."""
    ids = padded(mine)
    if not ids:
        return OwnTraining()
    await unit.vault.have([owner_of(each) for each in ids])
    courses, trained = await _courses(unit, ids, organisation_id)
    papers = await _papers(unit, ids, organisation_id)
    if organisation_id is not None:
        return OwnTraining(courses=courses, trained=trained, certificates=papers)
    return OwnTraining(
        courses=courses,
        trained=trained,
        certificates=papers,
        skills=tuple([each for one in mine for each in await skills.list_of(unit, one)]),
        faces=await _faces(unit, ids),
        evaluations=tuple([each for one in mine for each in await course_evaluations.list_own(unit, one)]),
        outcomes=tuple([each for one in mine for each in await outcomes.list_own(unit, one)]),
        posts=await _posts(unit, ids),
    )


async def _courses(
    unit: Unit, ids: Sequence[int], organisation_id: int | None
) -> tuple[tuple[OwnCourse, ...], tuple[str, ...]]:
    among = marks(len(ids))
    found, sessions, reminded, asked, kept, trained = await unit.fetch_all(
        Fetch(_COURSES + among + f" ORDER BY p.made_ms, c.id LIMIT {COURSES_MAX}", ids),
        Fetch(_SESSIONS_OF + among + _OR_REPLIED + among + _SESSIONS, ids),
        Fetch(_REMINDED + among + " GROUP BY s.course_id, r.person_id", ids),
        Fetch(_ASKED + among + " ORDER BY done_ms", ids),
        Fetch(_COMPANY + among, ids),
        Fetch(_TRAINED + among + f" ORDER BY c.id LIMIT {COURSES_MAX}", ids),
    )
    company = {(row["course_id"], row["person_id"]) for row in kept}
    times = {(row["course_id"], row["person_id"]): row["n"] for row in reminded}
    return (
        tuple(
            _course(unit, row, sessions, asked, (times.get(key, 0), key in company))
            for row in found
            if organisation_id in (None, row["organisation_id"])
            for key in [(row["id"], row["person_id"])]
        ),
        tuple(row["title"] for row in trained if organisation_id in (None, row["organisation_id"])),
    )


def _course(
    unit: Unit, row: Row, sessions: Sequence[Row], asked: Sequence[Row], told: tuple[int, bool]
) -> OwnCourse:
    def is_hers(each: Row) -> bool:
        return bool(each["course_id"] == row["id"] and each["person_id"] == row["person_id"])

    return OwnCourse(
        code=row["code"],
        title=row["title"],
        giver=row["giver"],
        place=row["place"],
        zone=row["zone"],
        part=Part(row["part"]),
        newcomer=bool(row["newcomer"]),
        since_ms=row["made_ms"],
        left_why=_open(
            unit, row["person_id"], cell(NOTE_PLACE, f"{row['id']}/{row['person_id']}"), row["note"]
        ),
        sessions=tuple(
            OwnSession(
                start_ms=each["start_ms"],
                came=None if each["came"] is None else bool(each["came"]),
                reply=None if each["answer"] is None else Reply(each["answer"]),
            )
            for each in sessions
            if is_hers(each)
        ),
        reminded=told[0],
        asked_ms=tuple(each["done_ms"] for each in asked if is_hers(each)),
        company=told[1],
    )


def _open(unit: Unit, person_id: int, place: str, sealed: bytes | None) -> str:
    """Her words; "" where there are none, or once her key is gone."""
    if sealed is None:
        return ""
    try:
        return unit.vault.unseal(owner_of(person_id), place, bytes(sealed)).decode()
    except KeyGone:
        return ""


async def _papers(unit: Unit, ids: Sequence[int], organisation_id: int | None) -> tuple[Certificate, ...]:
    """Also those that count no more."""
    rows = await unit.fetch(_PAPERS + marks(len(ids)) + _BY_PAPER, *ids)
    return tuple(
        [
            await certificates.get(unit, row["id"])
            for row in rows
            if organisation_id in (None, row["organisation_id"])
        ]
    )


async def _faces(unit: Unit, ids: Sequence[int]) -> tuple[tuple[int, Face], ...]:
    rows = await unit.fetch(_FACES + marks(len(ids)) + _LAST_FACES, *ids)
    opened = [
        (row["made_ms"], _open(unit, row["person_id"], cell(moods.FACE_PLACE, row["id"]), row["face"]))
        for row in reversed(rows)
    ]
    return tuple((at_ms, Face(face)) for at_ms, face in opened if face)


async def _posts(unit: Unit, ids: Sequence[int]) -> tuple[tuple[int, Side, str], ...]:
    rows = await unit.fetch(_POSTS + marks(len(ids)) + _LAST_POSTS, *ids)
    return tuple(
        (
            row["made_ms"],
            Side(row["side"]),
            _open(unit, row["person_id"], cell(board.WORDS_PLACE, row["id"]), row["words"]),
        )
        for row in reversed(rows)
    )
