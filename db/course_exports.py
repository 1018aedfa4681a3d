"""Rows for the operator's export about courses: what an office offered, who had a place, and who came, by numbers.

Only courses of offices: what a group teaches is its own. Nothing anybody said, no faces, nothing of what became of it:
that leaves the records only counted together (domain/training_outcomes.py).
"""

from dataclasses import dataclass

from db.unit import Unit

SLICE = 500

_COURSES = (
    "SELECT c.id, c.code, o.name AS office, c.kind, c.topic, c.title, c.place, c.capacity, c.state, c.first_day,"
    " (SELECT count(*) FROM course_sessions s WHERE s.course_id = c.id AND s.state <> 'cancelled') AS sessions,"
    " (SELECT count(*) FROM course_sessions s WHERE s.course_id = c.id AND s.state = 'held') AS held,"
    " (SELECT count(*) FROM course_participants p WHERE p.course_id = c.id AND p.state IN ('joined', 'done'))"
    " AS places,"
    " (SELECT count(*) FROM course_participants p WHERE p.course_id = c.id AND p.state = 'waiting') AS waiting,"
    " c.made_ms FROM courses c JOIN organisations o ON o.id = c.organisation_id"
    " WHERE c.id > $1 AND (c.organisation_id = $2 OR $2 = 0) ORDER BY c.id LIMIT $3"
)
_PLACES = (
    "SELECT c.code, p.person_id, p.state, p.newcomer, p.made_ms, (SELECT COALESCE(sum(a.came), 0)"
    " FROM course_sessions s JOIN course_attendance a ON a.session_id = s.id WHERE s.course_id = c.id"
    " AND s.state <> 'cancelled' AND a.person_id = p.person_id) AS came FROM courses c"
    " JOIN course_participants p ON p.course_id = c.id WHERE c.id = $1 AND p.person_id > $2"
    " ORDER BY p.person_id LIMIT $3"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseRow:
    """One course. held: sessions that took place. places: how many had or have one."""

    id: int
    code: str
    office: str
    kind: str
    topic: str
    title: str
    place: str
    capacity: int
    state: str
    first_day: str
    sessions: int
    held: int
    places: int
    waiting: int
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRow:
    """One woman in one course. person_id: a number that says nothing of her. came: to how many sessions."""

    code: str
    person_id: int
    state: str
    newcomer: int
    came: int
    made_ms: int


async def list_courses(unit: Unit, after_id: int, *, organisation_id: int = 0) -> list[CourseRow]:
    """The next courses above `after_id`, of one office or of all."""
    rows = await unit.fetch(_COURSES, after_id, organisation_id, SLICE)
    return [CourseRow(**{name: row[name] for name in CourseRow.__slots__}) for row in rows]


async def list_places(unit: Unit, course_id: int, after_person: int) -> list[PlaceRow]:
    """Who is or was in this course, the next above `after_person`."""
    rows = await unit.fetch(_PLACES, course_id, after_person, SLICE)
    return [PlaceRow(**{name: row[name] for name in PlaceRow.__slots__}) for row in rows]
