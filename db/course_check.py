"""Do courses keep what was promised: a place for everybody who has one, nobody passed over, nobody told twice?

Reads only, and believes nothing: whoever can write the file can put any value into any column. What the tables
themselves forbid (two places of one woman in one course, two rows of one reminder) is not looked at again.
"""

from collections.abc import Sequence

from db.course_places import LAST_MOVE_MS
from db.course_upkeep import TWICE
from db.engine import Engine, Fetch
from domain.courses import SESSIONS_MAX
from domain.records import dataclass

# A free place is passed on within the minute; after so long nobody does.
PASSED_ON_WITHIN_MS = 3_600_000

# A reminder is claimed within the minute it is due; one that nobody claims for so long waits for a program that stands.
REMINDED_WITHIN_MS = 30 * 60_000

# Looked for in this order; each gives the first course it finds.
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "has more people than places",
        "SELECT min(c.id) AS id FROM courses c WHERE c.state = 'open' AND c.capacity > 0 AND c.capacity <"
        " (SELECT count(*) FROM course_participants p WHERE p.course_id = c.id AND p.state = 'joined')",
    ),
    (
        "has one woman in it twice, under two of her records",
        f"SELECT min(t.course_id) AS id FROM ({TWICE}) t",
    ),
    (
        "is over, and somebody still has a place in it or waits for one",
        "SELECT min(c.id) AS id FROM courses c JOIN course_participants p ON p.course_id = c.id"
        " WHERE c.state = 'ended' AND p.state IN ('joined', 'waiting')",
    ),
    (
        "is over, and a session of it is still planned",
        "SELECT min(c.id) AS id FROM courses c JOIN course_sessions s ON s.course_id = c.id"
        " WHERE c.state <> 'open' AND s.state = 'planned'",
    ),
    (
        "has no session, or more than a year of them",
        "SELECT min(c.id) AS id FROM courses c WHERE (SELECT count(*) FROM course_sessions s"
        f" WHERE s.course_id = c.id) NOT BETWEEN 1 AND {SESSIONS_MAX}",
    ),
    (
        "says of somebody that she was there who was never in it",
        "SELECT min(s.course_id) AS id FROM course_attendance a JOIN course_sessions s ON s.id = a.session_id"
        " WHERE NOT EXISTS (SELECT 1 FROM course_participants p WHERE p.course_id = s.course_id"
        " AND p.person_id = a.person_id)",
    ),
)

# $1: when the last thing in it must have happened at the latest. $2: when its last session must begin at the earliest.
_NOT_PASSED_ON = (
    "SELECT min(c.id) AS id FROM courses c WHERE c.state = 'open' AND EXISTS (SELECT 1 FROM course_participants w"
    " WHERE w.course_id = c.id AND w.state = 'waiting') AND (c.capacity = 0 OR c.capacity > (SELECT count(*)"
    " FROM course_participants p WHERE p.course_id = c.id AND p.state = 'joined'))"
    " AND (SELECT max(p.changed_ms) FROM course_participants p WHERE p.course_id = c.id) < $1"
    " AND (SELECT max(s.start_ms) FROM course_sessions s WHERE s.course_id = c.id AND s.state = 'planned') >= $2"
)
# Each reminder is a message of its own: one message that two rows call theirs was told once and counted twice.
_TOLD_TWICE = (
    "SELECT count(*) AS n FROM (SELECT outbox_id FROM course_reminders WHERE state = 'told' AND outbox_id > 0"
    " GROUP BY outbox_id HAVING count(*) > 1) twice"
)
# Told for a time that the session never had: nobody could have been reminded of it.
_TOLD_OF_NOTHING = (
    "SELECT count(*) AS n FROM course_reminders r JOIN course_sessions s ON s.id = r.session_id"
    " WHERE r.moves > s.moves"
)
# Due, the program says it runs, and nobody looks.
_LEFT = "SELECT count(*) AS n FROM course_reminders WHERE state = 'waiting' AND due_ms < $1"

_COUNTS = (
    "SELECT (SELECT count(*) FROM courses) AS courses, (SELECT count(*) FROM courses WHERE state = 'open') AS running,"
    " (SELECT count(*) FROM course_participants WHERE state = 'joined') AS joined,"
    " (SELECT count(*) FROM course_participants WHERE state = 'waiting') AS waiting,"
    " (SELECT count(*) FROM course_reminders WHERE state = 'told') AS told"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was looked at, and the first fault. course: its row id, 0 for none. left: reminders that are overdue."""

    courses: int
    running: int
    joined: int
    waiting: int
    told: int
    left: int = 0
    course: int = 0
    fault: str = ""


async def verify_all(engine: Engine, now_ms: int) -> Verdict:
    """All courses, up to the first fault."""
    counts, left = await _read(engine, [Fetch(_COUNTS), Fetch(_LEFT, (now_ms - REMINDED_WITHIN_MS,))])
    course, fault = await _find_fault(engine, now_ms)
    return Verdict(
        courses=counts["courses"],
        running=counts["running"],
        joined=counts["joined"],
        waiting=counts["waiting"],
        told=counts["told"],
        left=left["n"],
        course=course,
        fault=fault,
    )


async def _find_fault(engine: Engine, now_ms: int) -> tuple[int, str]:
    waiting = Fetch(_NOT_PASSED_ON, (now_ms - PASSED_ON_WITHIN_MS, now_ms + LAST_MOVE_MS))
    looks = [(fault, Fetch(sql)) for fault, sql in _FAULTS]
    for fault, look in [*looks, ("has a free place that was not passed on to whoever waits", waiting)]:
        (row,) = await _read(engine, [look])
        if row["id"] is not None:
            return row["id"], fault
    twice, nothing = await _read(engine, [Fetch(_TOLD_TWICE), Fetch(_TOLD_OF_NOTHING)])
    if twice["n"]:
        return 0, "one message stands for two reminders"
    if nothing["n"]:
        return 0, "somebody was reminded of a time that no session had"
    return 0, ""


async def _read(engine: Engine, wanted: Sequence[Fetch]) -> list[dict[str, int]]:
    """The one row of each."""
    return [dict(rows[0]) for rows in await engine.perform(list(wanted))]
