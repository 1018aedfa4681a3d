"""Whom does an announcement reach, and who is left out for which reason? Found when it goes out.

The law: who is in it is decided when it goes out, a slice a transaction, and each woman has one row however many parts
she is in (the table's own key). If they have become many more than a second person agreed to, or more than needs one,
nothing goes out: it waits for a second person. Whose sender may not announce any more needs one too.
"""

from db import people
from db.announcement_bulk import write_rows
from db.announcement_rows import CLEARING, approve_over, lock
from db.audience_parts import in_order
from db.audience_people import Weighed, look, sender_of_announcement, state_without
from db.unit import Unit
from domain.announcements import (
    GROWTH_MAX,
    Announcement,
    Part,
    Reached,
    State,
)
from domain.permits import Action, is_allowed

# No turn touches more than 500 rows.
SLICE = 500
# A few more than was agreed to are no other audience.
GROWTH_FREE = 5

_FOUND = (
    "INSERT INTO announcement_receivers (announcement_id, person_id, state, why, account_id, channel, way, round)"
    " VALUES {rows} ON CONFLICT (announcement_id, person_id) DO NOTHING"
)
_FORGET = (
    "DELETE FROM announcement_receivers WHERE announcement_id = $1 AND person_id IN (SELECT person_id"
    " FROM announcement_receivers WHERE announcement_id = $1 ORDER BY person_id LIMIT $2) RETURNING person_id"
)
_COUNT_FOUND = (
    "SELECT count(*) AS n FROM announcement_receivers WHERE announcement_id = $1 AND state = 'found'"
)


# -- found --------------------------------------------------------------------------------------------------------


async def fill(unit: Unit, announcement: Announcement) -> bool:
    """Begin it if it is due, and find the next of those it is for; whether there is more to find.

    When there is no more it is sending, in approval again (too many, or its sender may not announce any more), or done
    (nobody was found). Read it anew. What is called back or stopped meanwhile is left alone.
    """
    now = await lock(unit, announcement.id)
    if now.state is State.WAITING:
        if now.due_ms > unit.now_ms or not await _begin(unit, now):
            return False
        now = await lock(unit, now.id)
    if now.state is not State.FILLING:
        return False
    parts = in_order(now.audience)
    if now.filling == CLEARING:
        await _clear(unit, now)
    elif now.filling < len(parts):
        await _find(unit, now, parts[now.filling])
    else:
        await _found_all(unit, now)
        return False
    return True


async def _begin(unit: Unit, now: Announcement) -> bool:
    """It begins to be filled, unless nobody who may announce there stands behind it any more."""
    if not await _may_still(unit, now):
        if now.organisation_id is None:
            _end(unit, now, State.STOPPED)
        else:
            _ask_again(unit, now, now.size)
        return False
    unit.write(
        "UPDATE announcements SET state = 'filling', begun_ms = $2 WHERE id = $1 AND state = 'waiting'",
        now.id,
        unit.now_ms,
    )
    return True


async def _may_still(unit: Unit, now: Announcement) -> bool:
    """Whether who wrote it may still announce there; else whoever agreed as the second person stands behind it, if she
    still may.
    """
    roles = await people.list_roles(unit, now.made_by)
    if now.organisation_id is None:
        return is_allowed(roles, Action.ANNOUNCE_TO_GROUP, group_id=now.group_id)
    if is_allowed(roles, Action.ANNOUNCE, organisation_id=now.organisation_id):
        return True
    if not now.approved_by:
        return False
    seconds = await people.list_roles(unit, now.approved_by)
    return is_allowed(seconds, Action.AGREE_TO_ANNOUNCEMENT, organisation_id=now.organisation_id)


async def _clear(unit: Unit, now: Announcement) -> None:
    if len(await unit.fetch(_FORGET, now.id, SLICE)) < SLICE:
        unit.write("DELETE FROM announcement_gone WHERE announcement_id = $1", now.id)
        unit.write("UPDATE announcements SET filling = 0, filled_to = 0 WHERE id = $1", now.id)


async def _find(unit: Unit, now: Announcement, part: Part) -> None:
    sender = await sender_of_announcement(unit, now)
    weighed, after = await look(unit, now.audience, part, sender, now.filled_to, SLICE)
    write_rows(unit, _FOUND, [_row(now, each) for each in weighed])
    over = after < 0
    unit.write(
        "UPDATE announcements SET filling = $2, filled_to = $3 WHERE id = $1",
        now.id,
        now.filling + over,
        0 if over else after,
    )


def _row(now: Announcement, each: Weighed) -> tuple[object, ...]:
    state = Reached.FOUND if each.why is None else state_without(each.why, again=False)
    why = each.why.value if each.why is not None else ""
    return now.id, each.person_id, state.value, why, each.account_id, each.channel, each.way, now.round


async def _found_all(unit: Unit, now: Announcement) -> None:
    row = await unit.fetch_one(_COUNT_FOUND, now.id)
    found = int(row["n"]) if row is not None else 0
    if await _needs_second(unit, now, found):
        _ask_again(unit, now, found)
    elif not found and not now.chats:
        _end(unit, now, State.DONE)
    else:
        unit.write(
            "UPDATE announcements SET state = 'sending', filled_to = -1, queued_to = 0 WHERE id = $1", now.id
        )


async def _needs_second(unit: Unit, now: Announcement, found: int) -> bool:
    if now.organisation_id is None:
        return False
    if now.approved_by:
        return found > now.approved_size * GROWTH_MAX and found > now.approved_size + GROWTH_FREE
    return found > await approve_over(unit, now.organisation_id)


def _ask_again(unit: Unit, now: Announcement, size: int) -> None:
    """Back to a second person, as if it had never begun; who is in it is found anew then."""
    unit.write(
        "UPDATE announcements SET state = 'approval', size = $2, approved_size = 0, approved_by = 0, begun_ms = 0,"
        " filling = $3, filled_to = 0 WHERE id = $1",
        now.id,
        size,
        CLEARING,
    )
    unit.audit("write", "announcement", now.id, 0, f"needs a second person for {size}")


def _end(unit: Unit, now: Announcement, state: State) -> None:
    unit.write(
        "UPDATE announcements SET state = $2, ended_ms = $3, filled_to = -1, queued_to = -1 WHERE id = $1",
        now.id,
        state.value,
        unit.now_ms,
    )
