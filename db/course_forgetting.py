"""What of courses is forgotten: everything of a woman who is erased, and in time who took part in what is long over.

What belongs to the course stays (its title, days, materials), with the numbers of those who made and led it. What
stands on a certificate stays until she is erased or takes it back: the paper is in her hands.
"""

from collections.abc import Sequence

from db import outcome_gaps
from db.unit import Unit

# Who she was to a course, one statement a table; links to her posts go before the posts.
_OF_PERSON = (
    "DELETE FROM course_participants WHERE person_id = $1",
    "DELETE FROM course_reminders WHERE person_id = $1",
    "DELETE FROM course_replies WHERE person_id = $1",
    "DELETE FROM course_attendance WHERE person_id = $1",
    "DELETE FROM course_buddies WHERE newcomer = $1 OR buddy = $1",
    "DELETE FROM course_tasks WHERE person_id = $1",
    "DELETE FROM course_evaluations WHERE person_id = $1",
    "DELETE FROM course_trainers WHERE person_id = $1",
    "DELETE FROM course_sheets WHERE person_id = $1",
    "DELETE FROM board_links WHERE person_id = $1 OR post_id IN (SELECT id FROM board_posts WHERE person_id = $1)",
    "DELETE FROM board_posts WHERE person_id = $1",
    "DELETE FROM certificate_looks WHERE person_id = $1",
    "DELETE FROM certificates WHERE person_id = $1",
    "DELETE FROM moods WHERE person_id = $1",
    "DELETE FROM outcomes WHERE person_id = $1",
    "DELETE FROM skills WHERE person_id = $1",
    "DELETE FROM course_sheets WHERE person_id = $1",
    # What she said of a session that she has led is the course's; her own words go.
    "UPDATE session_reviews SET note = NULL WHERE person_id = $1",
)

_OVER = " WHERE c.state <> 'open' AND c.ended_ms < $1"

# Of courses that ended before $1, at most $2 rows each. Who took part goes last: the rest hangs on it. The courses are
# looked through, not the rows: there are few of them (CROSS JOIN keeps SQLite at that).
_OF_OLD_COURSES = (
    "DELETE FROM course_attendance WHERE (session_id, person_id) IN (SELECT x.session_id, x.person_id FROM courses c"
    " CROSS JOIN course_sessions s CROSS JOIN course_attendance x"
    + _OVER
    + " AND s.course_id = c.id AND x.session_id = s.id LIMIT $2) RETURNING person_id",
    "DELETE FROM course_replies WHERE (session_id, person_id) IN (SELECT x.session_id, x.person_id FROM courses c"
    " CROSS JOIN course_sessions s CROSS JOIN course_replies x"
    + _OVER
    + " AND s.course_id = c.id AND x.session_id = s.id LIMIT $2) RETURNING person_id",
    "UPDATE session_reviews SET note = NULL WHERE (session_id, person_id) IN (SELECT x.session_id, x.person_id"
    " FROM courses c CROSS JOIN course_sessions s CROSS JOIN session_reviews x"
    + _OVER
    + " AND s.course_id = c.id AND x.session_id = s.id AND x.note IS NOT NULL LIMIT $2) RETURNING person_id",
    "DELETE FROM course_buddies WHERE (course_id, newcomer, buddy) IN (SELECT x.course_id, x.newcomer, x.buddy"
    " FROM courses c CROSS JOIN course_buddies x"
    + _OVER
    + " AND x.course_id = c.id LIMIT $2) RETURNING newcomer",
    "DELETE FROM course_tasks WHERE id IN (SELECT x.id FROM courses c CROSS JOIN course_tasks x"
    + _OVER
    + " AND x.course_id = c.id LIMIT $2) RETURNING id",
    "DELETE FROM course_evaluations WHERE (course_id, person_id) IN (SELECT x.course_id, x.person_id FROM courses c"
    " CROSS JOIN course_evaluations x" + _OVER + " AND x.course_id = c.id LIMIT $2) RETURNING person_id",
    "DELETE FROM outcomes WHERE (course_id, person_id, month) IN (SELECT x.course_id, x.person_id, x.month"
    " FROM courses c CROSS JOIN outcomes x" + _OVER + " AND x.course_id = c.id LIMIT $2) RETURNING person_id",
    "DELETE FROM course_participants WHERE (course_id, person_id) IN (SELECT x.course_id, x.person_id FROM courses c"
    " CROSS JOIN course_participants x" + _OVER + " AND x.course_id = c.id LIMIT $2) RETURNING person_id",
    # What she can and wants to learn, in the words of that time.
    "DELETE FROM skills WHERE id IN (SELECT id FROM skills WHERE made_ms < $1 ORDER BY id LIMIT $2) RETURNING id",
    "DELETE FROM course_sheets WHERE id IN (SELECT id FROM course_sheets WHERE made_ms < $1 ORDER BY id LIMIT $2)"
    " RETURNING id",
)
_OLD_MOODS = (
    "DELETE FROM moods WHERE id IN (SELECT id FROM moods WHERE made_ms < $1 ORDER BY id LIMIT $2) RETURNING id",
)
_OLD_REMINDERS = (
    "DELETE FROM course_reminders WHERE (session_id, moves, person_id, offset_min) IN (SELECT x.session_id, x.moves,"
    " x.person_id, x.offset_min FROM course_sessions s CROSS JOIN course_reminders x WHERE s.start_ms < $1"
    " AND x.session_id = s.id AND x.state <> 'waiting' LIMIT $2) RETURNING person_id",
)


def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: nobody was in a course, came, said or wrote anything there. Her place is free for the next."""
    outcome_gaps.leave(unit, person_id)
    for sql in _OF_PERSON:
        unit.write(sql, person_id)


async def forget_old(unit: Unit, before_ms: int, most: int) -> int:
    """Who took part in courses that were over before this moment, and what became of her; how many rows."""
    return await _forget(unit, _OF_OLD_COURSES, before_ms, most)


async def forget_moods(unit: Unit, before_ms: int, most: int) -> int:
    """How somebody felt then; how many rows, at most `most`."""
    return await _forget(unit, _OLD_MOODS, before_ms, most)


async def forget_reminders(unit: Unit, before_ms: int, most: int) -> int:
    """That somebody was reminded of a session that long ago; how many rows, at most `most`."""
    return await _forget(unit, _OLD_REMINDERS, before_ms, most)


async def _forget(unit: Unit, statements: Sequence[str], before_ms: int, most: int) -> int:
    """Table by table, as long as fewer than `most` rows are gone."""
    gone = 0
    for sql in statements:
        if gone < most:
            gone += len(await unit.fetch(sql, before_ms, most - gone))
    return gone
