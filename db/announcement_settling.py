"""What became of an announcement's rows in the outbox is taken over into its receivers, and it ends when all is said.

The law: nothing is called sent that the channel did not take, and what is known only rises. Rows that changed stand in
announcement_changes (triggers write them), so that of 100,000 rows only those are looked at of which there is news.
"""

from collections.abc import Sequence

from db import windows
from db.announcement_queueing import ALL, SLICE
from db.announcement_rows import lock
from db.engine import Row
from db.lists import marks, padded
from db.statuses import REPLACED
from db.unit import Unit
from domain.announcements import Announcement, Reached, State, Why
from domain.delivery_status import Status, merged

_CHANGED = (
    "SELECT c.outbox_id, x.state, x.fault, x.sent_ms, a.reachable, a.window_until_ms, s.status, r.person_id,"
    " r.state AS reached, r.answer FROM announcement_changes c LEFT JOIN outbox x ON x.id = c.outbox_id"
    " LEFT JOIN accounts a ON a.id = x.account_id LEFT JOIN outbox_statuses s ON s.outbox_id = c.outbox_id"
    " LEFT JOIN announcement_receivers r ON r.outbox_id = c.outbox_id AND r.outbox_id > 0"
    " AND r.announcement_id = c.announcement_id WHERE c.announcement_id = $1 ORDER BY c.outbox_id LIMIT $2"
)
_TAKE_OVER = (
    "UPDATE announcement_receivers SET state = $3, why = $4, sent_ms = CASE WHEN sent_ms = 0 THEN CAST($5 AS BIGINT)"
    " ELSE sent_ms END WHERE announcement_id = $1 AND person_id = $2"
)
_FORGET = "DELETE FROM announcement_changes WHERE outbox_id = $1"
_LEFT = "SELECT x.id FROM outbox x WHERE x.notice_id = $1 AND x.state IN ('queued', 'retry', 'held', 'pull') LIMIT $2"
STOPPED = "stopped"
"""Why a row was dropped: its announcement was stopped."""

_DROP = (
    f"UPDATE outbox SET state = 'dropped', fault = '{STOPPED}'"
    " WHERE state IN ('queued', 'retry', 'held', 'pull') AND id IN "
)
_STOP = (
    "UPDATE announcement_receivers SET state = 'stopped', why = '' WHERE outbox_id = $1 AND outbox_id > 0"
    " AND state IN ('queued', 'waiting')"
)
_OPEN = (
    "SELECT 1 AS one FROM announcement_receivers r WHERE r.announcement_id = $1"
    " AND r.state IN ('found', 'queued') LIMIT 1"
)

# Why a push was not sent, that she finds all the same when she looks: nothing of it has failed.
_WAITS = {
    "": "",
    "neutral_waiting": "",
    "cleared": "",
    Why.NO_SAFE_HOUR.value: Why.NO_SAFE_HOUR.value,
    Why.MAY_NOT_WRITE.value: Why.MAY_NOT_WRITE.value,
    Why.WINDOW_CLOSED.value: Why.WINDOW_CLOSED.value,
    Why.CAP_REACHED.value: Why.CAP_REACHED.value,
}
# It was for her when it was queued, and is not any more.
_NOT_FOR_HER = frozenset({Why.OPTED_OUT, Why.NO_CONSENT, Why.PAUSED, Why.MAY_NOT_WRITE})
_WHYS = {each.value: each for each in Why}

_TOLD = {
    Status.SENT: Reached.SENT,
    Status.DELIVERED: Reached.DELIVERED,
    Status.READ: Reached.READ,
    Status.FAILED: Reached.FAILED,
}
# A later word never makes less of what is known; FAILED is the last word where nothing better was heard.
_RANK = {
    Reached.FOUND: 0,
    Reached.QUEUED: 0,
    Reached.WAITING: 1,
    Reached.UNCERTAIN: 2,
    Reached.SENT: 3,
    Reached.FAILED: 4,
    Reached.LEFT_OUT: 4,
    Reached.STOPPED: 4,
    Reached.DELIVERED: 5,
    Reached.READ: 6,
}


async def settle_slice(unit: Unit, announcement: Announcement) -> int:
    """Take over at most SLICE changes of the outbox, and end it when everybody's is known; how many there were.

    Of one that was stopped, what has not left is taken out, as many at a time. Called again while it gives SLICE.
    """
    now = await lock(unit, announcement.id)
    rows = await unit.fetch(_CHANGED, now.id, SLICE)
    news = [(row, found) for row in rows if (found := read_row(row, unit.now_ms)) is not None]
    unit.write_many(
        _TAKE_OVER,
        [
            (now.id, row["person_id"], reached.value, why, _sent_ms(row, reached))
            for row, (reached, why) in news
        ],
    )
    unit.write_many(_FORGET, [(row["outbox_id"],) for row in rows])
    if now.state is State.STOPPED:
        return max(len(rows), await _take_out(unit, now))
    if now.state is State.SENDING and now.queued_to == ALL:
        await _end(unit, now)
    return len(rows)


def _sent_ms(row: Row, reached: Reached) -> int:
    return row["sent_ms"] if reached in (Reached.SENT, Reached.DELIVERED, Reached.READ) else 0


async def _take_out(unit: Unit, now: Announcement) -> int:
    """What of a stopped one has not left, and what she would still find, never will; how many."""
    left = [row["id"] for row in await unit.fetch(_LEFT, now.id, SLICE)]
    if not left:
        return 0
    wanted = padded(left)
    dropped = await unit.fetch(_DROP + marks(len(wanted)) + " RETURNING id", *wanted)
    ids: Sequence[tuple[int]] = [(row["id"],) for row in dropped]
    unit.write_many(_STOP, ids)
    unit.write_many(_FORGET, ids)
    return len(ids)


async def _end(unit: Unit, now: Announcement) -> None:
    """Done, once nobody's row is still to be sent: what waits for the morning keeps it open."""
    if await unit.fetch_one(_OPEN, now.id) is None:
        unit.write(
            "UPDATE announcements SET state = 'done', ended_ms = $2 WHERE id = $1 AND state = 'sending'",
            now.id,
            unit.now_ms,
        )


# -- what a row says ----------------------------------------------------------------------------------------------


def read_row(row: Row, now_ms: int) -> tuple[Reached, str] | None:
    """What has become of it for her, and why; None where there is nothing new.

    row: of _CHANGED; person_id is None where it is a row of an earlier round, or she was erased.
    """
    if row["person_id"] is None or row["state"] is None:
        return None
    before = Reached(row["reached"])
    told = _told(row, before, now_ms)
    if told is not None and row["answer"]:  # who has answered has read it, whatever the channel knows
        told = Reached.READ, ""
    if told is None:
        return None
    # What was called sent and could not be brought waits for her now (bot/late_failures.py).
    on_its_way = before in (Reached.SENT, Reached.UNCERTAIN)
    came_back = on_its_way and told[0] is Reached.WAITING and row["state"] == "pull"
    return told if came_back or _RANK[told[0]] > _RANK[before] else None


def _told(row: Row, before: Reached, now_ms: int) -> tuple[Reached, str] | None:
    match row["state"]:
        case "sent":
            return _sent(row, before)
        case "uncertain":
            return _uncertain(row)
        case "rejected":
            return Reached.FAILED, _refused(row, now_ms)
        case "pull":
            return _pulled(row, now_ms)
        case "dropped":
            return _dropped(row)
        case _:  # queued, retry, sending, held: it is still on its way
            return None


def _sent(row: Row, before: Reached) -> tuple[Reached, str]:
    """The channel took it; or it waited, and she came and looked."""
    known = Status.SENT if row["status"] is None else merged(Status.SENT, Status(row["status"]))
    if known is Status.SENT and before in (Reached.WAITING, Reached.FAILED):
        return Reached.READ, ""
    return _TOLD[known], Why.REFUSED.value if known is Status.FAILED else ""


def _uncertain(row: Row) -> tuple[Reached, str]:
    """Nobody knows, unless the channel has told since."""
    told = _TOLD.get(Status(row["status"])) if row["status"] is not None else None
    if told is None:
        return Reached.UNCERTAIN, ""
    return told, Why.REFUSED.value if told is Reached.FAILED else ""


def _refused(row: Row, now_ms: int) -> str:
    if not row["reachable"]:
        return Why.UNREACHABLE.value
    return Why.WINDOW_CLOSED.value if windows.is_closed(row, now_ms) else Why.REFUSED.value


def _pulled(row: Row, now_ms: int) -> tuple[Reached, str]:
    """She finds it when she looks: because of how she wants to be told, or because the channel refused it."""
    if row["fault"] in _WAITS:
        return Reached.WAITING, _WAITS[row["fault"]]
    why = _refused(row, now_ms)
    return (Reached.WAITING if why == Why.WINDOW_CLOSED else Reached.FAILED), why


def _dropped(row: Row) -> tuple[Reached, str] | None:
    if row["fault"] == REPLACED:
        return None
    if row["fault"] == STOPPED:
        return Reached.STOPPED, ""
    why = _WHYS.get(row["fault"], Why.REFUSED)
    return (Reached.LEFT_OUT if why in _NOT_FOR_HER else Reached.FAILED), why.value
