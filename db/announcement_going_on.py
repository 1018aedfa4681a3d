"""An announcement that was stopped goes on to those who have not got it: may it, and to how many?

The law: only whoever stopped it lets it go on, for a colleague may have stopped what a stolen account has sent; nobody
who has it gets it again; and it goes on only once the stop has been carried out.
"""

from db import permits
from db.announcement_queueing import SLICE
from db.announcement_rows import lock
from db.announcement_settling import settle_slice
from db.data_readers import list_selves
from db.unit import Unit
from domain.announcements import Announcement, AnnouncementGone, State
from domain.permits import Action

# What is still on its way, or of which it is not taken over yet that it was stopped.
_STOPPING = (
    "SELECT 1 AS one FROM announcement_receivers r JOIN outbox x ON x.id = r.outbox_id WHERE r.announcement_id = $1"
    " AND r.state IN ('queued', 'waiting') AND x.state NOT IN ('sent', 'uncertain') LIMIT 1"
)
_GO_ON = (
    "UPDATE announcement_receivers SET state = 'found', why = '', round = $2 WHERE announcement_id = $1"
    " AND state IN ('stopped', 'found') RETURNING person_id"
)
_GOES_ON = (
    "UPDATE announcements SET state = $2, round = round + 1, queued_to = 0, ended_ms = 0, ended_by = 0"
    " WHERE id = $1 AND state = 'stopped'"
)


async def may_go_on(unit: Unit, now: Announcement) -> bool:
    """Whether it was stopped after it had begun, and by whoever acts: nobody undoes what a colleague has stopped."""
    if now.state is not State.STOPPED or not now.begun_ms:
        return False
    return now.ended_by in await list_selves(unit, unit.actor.person_id)


async def go_on(unit: Unit, announcement_id: int) -> int:
    """One that was stopped goes on to those who have not got it; how many.

    0 where that is nobody, or the stop is still being carried out. Raises NotAllowed, and AnnouncementGone where it
    was not stopped, has never begun, or was stopped by somebody else.
    """
    now = await lock(unit, announcement_id)
    await _require_to_send(unit, now)
    if not await may_go_on(unit, now):
        raise AnnouncementGone
    if await settle_slice(unit, now) >= SLICE or await unit.fetch_one(_STOPPING, now.id) is not None:
        return 0
    whole = now.filled_to == -1
    rows = await unit.fetch(_GO_ON, now.id, now.round + 1)
    if rows or not whole:
        unit.write(_GOES_ON, now.id, (State.SENDING if whole else State.FILLING).value)
        unit.audit("write", "announcement", now.id, 0, f"goes on to {len(rows)}")
    return len(rows) if whole else max(len(rows), now.size)


async def _require_to_send(unit: Unit, now: Announcement) -> None:
    if now.organisation_id is not None:
        await permits.require(unit, Action.ANNOUNCE, organisation_id=now.organisation_id)
    else:
        await permits.require(unit, Action.ANNOUNCE_TO_GROUP, group_id=now.group_id)
