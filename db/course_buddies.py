"""Who keeps whom company in a course, who was asked, and who is never brought together again.

The law: one row two women and course. While either of them has no place in the course any more, there is no company.
Nobody learns here of a tie that is not hers.
"""

from collections.abc import Sequence

from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.buddies import PAUSE, Fellow, Tie, TieState
from domain.refusals import NotAllowed

# Both have a place, and the course goes on.
_HERE = (
    " JOIN courses c ON c.id = b.course_id AND c.state = 'open'"
    " JOIN course_participants n ON n.course_id = b.course_id AND n.person_id = b.newcomer AND n.state = 'joined'"
    " JOIN course_participants k ON k.course_id = b.course_id AND k.person_id = b.buddy AND k.state = 'joined'"
)
_TIES = "SELECT b.course_id, b.newcomer, b.buddy, b.state AS tie, b.made_ms FROM course_buddies b" + _HERE
_OWN = (
    _TIES + " WHERE b.course_id = $1 AND (b.newcomer = $2 OR b.buddy = $2)"
    " AND b.state IN ('asked', 'willing', 'agreed') ORDER BY b.made_ms, b.newcomer, b.buddy"
)
# Who has a place besides her: how often she came, and whether she has enough to do with another newcomer.
_FELLOWS = (
    "SELECT p.person_id, p.newcomer, (SELECT count(*) FROM course_attendance a JOIN course_sessions s"
    " ON s.id = a.session_id WHERE s.course_id = p.course_id AND a.person_id = p.person_id AND a.came = 1) AS came,"
    " CASE WHEN EXISTS (SELECT 1 FROM course_buddies b WHERE b.buddy = p.person_id AND b.newcomer <> $2"
    " AND (b.state IN ('willing', 'agreed') OR b.made_ms > $3)) THEN 1 ELSE 0 END AS busy"
    " FROM course_participants p WHERE p.course_id = $1 AND p.state = 'joined' AND p.person_id <> $2"
    " AND NOT EXISTS (SELECT 1 FROM course_buddies b WHERE b.course_id = $1 AND b.newcomer = $2"
    " AND b.buddy = p.person_id)"
    # Whom no chat reaches, or who wants to be left alone, is not asked.
    " AND EXISTS (SELECT 1 FROM persons x WHERE x.id = p.person_id AND x.may_write = 1 AND x.paused_ms = 0"
    " AND x.erased_ms = 0) AND (EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = p.person_id AND a.reachable = 1)"
    " OR EXISTS (SELECT 1 FROM profiles f WHERE f.person_id = p.person_id)) ORDER BY p.n"
)


async def list_own(unit: Unit, course_id: int, person_id: int) -> list[Tie]:
    """Hers in this course that are open, whichever of the two she is; the oldest first."""
    rows = await unit.fetch(
        _OWN,
        course_id,
        person_id,
    )
    return [_tie(row) for row in rows]


async def get(unit: Unit, course_id: int, newcomer: int, buddy: int) -> Tie:
    """That one, whatever became of it, while both have a place. Raises NotAllowed."""
    rows = await unit.fetch(
        _TIES + " WHERE b.course_id = $1 AND b.newcomer = $2 AND b.buddy = $3", course_id, newcomer, buddy
    )
    if not rows:
        raise NotAllowed
    return _tie(rows[0])


async def count_asked(unit: Unit, course_id: int, newcomer: int) -> int:
    """How many were asked for her in this course, whatever they said."""
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM course_buddies WHERE course_id = $1 AND newcomer = $2", course_id, newcomer
    )
    return int(row["n"]) if row is not None else 0


async def list_barred(unit: Unit, person_id: int) -> frozenset[int]:
    """Her own records, and everybody with whom one of the two wanted no more, in any course."""
    own = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        "SELECT newcomer, buddy FROM course_buddies WHERE state IN ('refused', 'ended') AND (newcomer IN "
        + marks(len(own))
        + " OR buddy IN "
        + marks(len(own))
        + ")",
        *own,
    )
    return frozenset([*own, *(row["newcomer"] for row in rows), *(row["buddy"] for row in rows)])


async def list_fellows(unit: Unit, course_id: int, newcomer: int) -> list[Fellow]:
    """Everybody else with a place who was not asked for her yet, in the order in which they came."""
    rows = await unit.fetch(_FELLOWS, course_id, newcomer, unit.now_ms - int(PAUSE.total_seconds() * 1000))
    return [
        Fellow(
            person_id=row["person_id"],
            came=row["came"],
            newcomer=bool(row["newcomer"]),
            busy=bool(row["busy"]),
        )
        for row in rows
    ]


def ask(unit: Unit, course_id: int, newcomer: int, buddies: Sequence[int]) -> list[Tie]:
    """These were asked whether they would keep her company."""
    unit.write_many(
        "INSERT INTO course_buddies (course_id, newcomer, buddy, state, made_ms) VALUES ($1, $2, $3, 'asked', $4)"
        " ON CONFLICT (course_id, newcomer, buddy) DO NOTHING",
        [(course_id, newcomer, each, unit.now_ms) for each in buddies],
    )
    return [
        Tie(course_id=course_id, newcomer=newcomer, buddy=each, state=TieState.ASKED, made_ms=unit.now_ms)
        for each in buddies
    ]


async def settle(unit: Unit, tie: Tie, state: TieState) -> bool:
    """Whether it was as the tie says until now, and has this state from now on."""
    rows = await unit.fetch(
        "UPDATE course_buddies SET state = $5, settled_ms = $6 WHERE course_id = $1 AND newcomer = $2 AND buddy = $3"
        " AND state = $4 RETURNING buddy",
        tie.course_id,
        tie.newcomer,
        tie.buddy,
        tie.state.value,
        state.value,
        unit.now_ms,
    )
    return bool(rows)


def _tie(row: Row) -> Tie:
    return Tie(
        course_id=row["course_id"],
        newcomer=row["newcomer"],
        buddy=row["buddy"],
        state=TieState(row["tie"]),
        made_ms=row["made_ms"],
    )
