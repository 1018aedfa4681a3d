"""How does it stand with "Bisa datang?", as somebody was asked it last: answered, and did anything else ask since?"""

from db import course_reminders
from db.data_readers import list_selves
from db.unit import Unit
from domain.records import dataclass

# Whether she can pay, keep somebody company, come along: asked less than so long ago it may be that which she answers.
OTHERS = ("loan:", "payout:", "buddy:", "board_link:", "absent:", "answer:", "invite:", "request:", "call:")
OTHER_WITHIN_MS = 3 * 24 * 3_600_000

# What she says by herself is about a session that is so near that she may be thinking of it.
WITHIN_MS = 7 * 24 * 3_600_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Her newest session. told: she was reminded of it. answered: she has said whether she comes.

    last: no other question was pushed to her since the one about this session. other: one was, and "bisa" or "ga bisa"
    may well be said to that one.
    """

    session_id: int
    moves: int
    start_ms: int
    told: bool
    answered: bool
    last: bool
    other: bool


async def find_asked(unit: Unit, person_id: int) -> Asked | None:
    """The session she was reminded of last, else her next one of this week; None if there is none."""
    for each in await list_selves(unit, person_id):
        found = await course_reminders.find_newest(unit, each, WITHIN_MS)
        if found is not None:
            return await _look(unit, each, *found)
    return None


async def has_answered(unit: Unit, session_id: int, moves: int, person_id: int) -> bool:
    """Whether she has said whether she comes to this time of it."""
    row = await unit.fetch_one(
        "SELECT 1 AS found FROM course_replies WHERE session_id = $1 AND person_id = $2 AND moves = $3",
        session_id,
        person_id,
        moves,
    )
    return row is not None


async def _look(unit: Unit, person_id: int, session_id: int, moves: int) -> Asked:
    matter = f"session:{session_id}:{moves}"
    pushed = await unit.fetch_one(
        "SELECT max(CASE WHEN matter = $2 THEN made_ms ELSE 0 END) AS mine, max(made_ms) AS newest"
        " FROM push_buttons WHERE person_id = $1",
        person_id,
        matter,
    )
    mine = (pushed["mine"] or 0) if pushed is not None else 0
    session = await unit.fetch_one("SELECT start_ms FROM course_sessions WHERE id = $1", session_id)
    assert session is not None, "find_newest has just found it"
    return Asked(
        session_id=session_id,
        moves=moves,
        start_ms=session["start_ms"],
        told=mine > 0,
        answered=await has_answered(unit, session_id, moves, person_id),
        last=mine > 0 and pushed is not None and mine == pushed["newest"],
        other=await _was_asked_otherwise(unit, person_id, max(mine, unit.now_ms - OTHER_WITHIN_MS)),
    )


async def _was_asked_otherwise(unit: Unit, person_id: int, since_ms: int) -> bool:
    rows = await unit.fetch(
        "SELECT DISTINCT matter FROM push_buttons WHERE person_id = $1 AND open = 1 AND made_ms > $2",
        person_id,
        since_ms,
    )
    return any(row["matter"].startswith(OTHERS) for row in rows)
