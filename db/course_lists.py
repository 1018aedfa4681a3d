"""Courses as those who keep them look for them: earlier ones to make another like it, and one that is there already.

Whoever calls has asked whether who acts may keep courses there; a place is an office or a group.
"""

from collections.abc import Sequence

from db.course_places import Counts
from db.course_rows import COURSE_COLUMNS, SESSION_COLUMNS, read_course, read_session
from db.lists import marks, padded
from db.unit import Unit
from domain.courses import Course, Session
from domain.roles import Place

# As many as anybody looks through to find the one that is to come again.
EARLIER_MAX = 20

# Sessions to come that are looked through: of a large office, those of some weeks.
COMING_MAX = 400

_OF_PLACE = "COALESCE(c.organisation_id, 0) = $1 AND COALESCE(c.group_id, 0) = $2"
_EARLIER = f"SELECT {COURSE_COLUMNS} FROM courses c WHERE {_OF_PLACE} ORDER BY c.id DESC LIMIT $3"
_SAME = (
    f"SELECT {COURSE_COLUMNS} FROM courses c JOIN course_sessions s ON s.course_id = c.id AND s.n = 1"
    f" WHERE {_OF_PLACE} AND c.state = 'open' AND s.start_ms = $3 ORDER BY c.id"
)
# As courses.next_session finds it, for many at once.
_NEXT = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.state = 'planned'"
    " AND s.start_ms + s.length_min * 60000 > $1 AND NOT EXISTS (SELECT 1 FROM course_sessions t"
    " WHERE t.course_id = s.course_id AND t.state = 'planned' AND t.start_ms + t.length_min * 60000 > $1"
    " AND (t.start_ms < s.start_ms OR (t.start_ms = s.start_ms AND t.n < s.n))) AND s.course_id IN "
)
_COUNTED = "SELECT course_id, state, count(*) AS n FROM course_participants WHERE course_id IN "
_COMING = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.state = 'planned' AND s.start_ms > $1"
    " AND s.course_id IN "
)


async def list_earlier(unit: Unit, place: Place) -> list[Course]:
    """The courses of that place, whatever became of them, the newest first, each name once."""
    rows = await unit.fetch(
        _EARLIER,
        place.organisation_id or 0,
        place.group_id or 0,
        EARLIER_MAX * 5,
    )
    found: dict[str, Course] = {}
    for row in rows:
        course = read_course(row)
        found.setdefault(course.title.casefold(), course)
    return list(found.values())[:EARLIER_MAX]


async def find_same(unit: Unit, place: Place, title: str, begins_ms: int, where: str) -> Course | None:
    """An open course of that place with that name whose first session begins then; None if there is none.

    where: the room or hall. The course was begun twice by somebody who was not sure: nobody makes two of a name for
    the same hour in one hall; in two villages there may be one each.
    """
    rows = await unit.fetch(
        _SAME,
        place.organisation_id or 0,
        place.group_id or 0,
        begins_ms,
    )
    found = [read_course(row) for row in rows]
    called = (title.casefold(), where.casefold())
    return next((each for each in found if (each.title.casefold(), each.place.casefold()) == called), None)


async def next_sessions(unit: Unit, course_ids: Sequence[int]) -> dict[int, Session]:
    """Of each course the first planned session that is not over yet, by its id; one with none left is not in it."""
    wanted = padded(course_ids)
    rows = await unit.fetch(_NEXT + marks(len(wanted), 2), unit.now_ms, *wanted) if wanted else []
    return {row["course_id"]: read_session(row) for row in rows}


async def count_each(unit: Unit, course_ids: Sequence[int]) -> dict[int, Counts]:
    """How many have a place and how many wait in each of these courses, by its id."""
    wanted = padded(course_ids)
    rows = (
        await unit.fetch(_COUNTED + marks(len(wanted)) + " GROUP BY course_id, state", *wanted)
        if wanted
        else []
    )
    found = {(row["course_id"], row["state"]): int(row["n"]) for row in rows}
    return {
        each: Counts(joined=found.get((each, "joined"), 0), waiting=found.get((each, "waiting"), 0))
        for each in course_ids
    }


async def list_coming(unit: Unit, course_ids: Sequence[int]) -> list[Session]:
    """The sessions of these courses that have not begun and are not off, by time, the first COMING_MAX."""
    wanted = padded(course_ids)
    if not wanted:
        return []
    rows = await unit.fetch(
        _COMING + marks(len(wanted), 3) + " ORDER BY s.start_ms, s.n, s.id LIMIT $2",
        unit.now_ms,
        COMING_MAX,
        *wanted,
    )
    return [read_session(row) for row in rows]
