"""What of courses the clock puts in order: one that everybody forgot to end, and two places that are one woman's.

The law: nobody loses a place by it that she could still use. Whoever moves up by it is told (db/course_turns.py); what
is told of a course that is over stands in handlers/training/over.py.
"""

from db import course_places, course_turns, courses
from db.unit import Unit
from domain.courses import Course, Part, SessionState

# So long after its last session a course that nobody ended is over: what became of it is asked from that day on.
LEFT_OPEN_MS = 14 * 24 * 3_600_000

# Courses, and women, looked at in one look of the clock.
LOOKED_MAX = 20

_LEFT_OPEN = (
    "SELECT c.id FROM courses c WHERE c.state = 'open' AND (SELECT max(s.start_ms + s.length_min * 60000)"
    " FROM course_sessions s WHERE s.course_id = c.id AND s.state <> 'cancelled') <= $1"
    f" ORDER BY c.id LIMIT {LOOKED_MAX}"
)
# Of two records that somebody has said are hers, each may have come into a course before she said so. Those few are
# looked through, not all who take part (CROSS JOIN keeps SQLite at that).
TWICE = (
    "SELECT p.course_id, p.person_id, q.person_id AS other_id FROM (SELECT b.same_as AS one, b.id AS other"
    " FROM persons b WHERE b.same_as <> 0 UNION ALL SELECT a.id, b.id FROM persons b CROSS JOIN persons a"
    " WHERE b.same_as <> 0 AND a.same_as <> 0 AND a.same_as = b.same_as AND a.id < b.id) t"
    " CROSS JOIN course_participants p CROSS JOIN course_participants q CROSS JOIN courses c"
    " WHERE p.person_id = t.one AND p.state IN ('joined', 'waiting') AND q.course_id = p.course_id"
    " AND q.person_id = t.other AND q.state IN ('joined', 'waiting') AND c.id = p.course_id AND c.state = 'open'"
    f" ORDER BY p.course_id, p.person_id LIMIT {LOOKED_MAX}"
)


async def end_left_open(unit: Unit) -> list[Course]:
    """Courses whose last session was over two weeks ago, and that nobody ended, are over; which these were."""
    rows = await unit.fetch(_LEFT_OPEN, unit.now_ms - LEFT_OPEN_MS)
    ended = []
    for row in rows:
        ended.append(await course_turns.end(unit, await courses.get(unit, row["id"])))
        unit.audit("write", "course", row["id"], 0, "ended by the clock")
    return ended


async def unite(unit: Unit) -> int:
    """Of two places that one woman has in a course she keeps one, the better or the older; how many such there were."""
    rows = await unit.fetch(TWICE)
    for row in rows:
        course = await courses.lock(unit, row["course_id"])
        both = [
            await course_places.find(unit, course.id, each) for each in (row["person_id"], row["other_id"])
        ]
        here = [each for each in both if each is not None and each.part in (Part.JOINED, Part.WAITING)]
        for each in sorted(here, key=lambda each: (each.part is Part.WAITING, each.n))[1:]:
            await course_turns.leave(unit, course, each.person_id)
    return len(rows)


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """When the next course that nobody ended would be over, for the moved clock."""
    row = await unit.fetch_one(
        "SELECT min(over_ms) AS due FROM (SELECT max(s.start_ms + s.length_min * 60000) AS over_ms FROM courses c"
        " JOIN course_sessions s ON s.course_id = c.id AND s.state <> $2 WHERE c.state = 'open' GROUP BY c.id) l"
        " WHERE over_ms > $1",
        after_ms - LEFT_OPEN_MS,
        SessionState.CANCELLED.value,
    )
    return None if row is None or row["due"] is None else int(row["due"]) + LEFT_OPEN_MS
