"""Do announcements keep what was promised: each person once, nothing called sent that was not, nothing left lying?

Reads only, and believes nothing: whoever can write the file can put any value into any column. What the tables
themselves forbid (two rows of one woman in one announcement) is not looked at again.
"""

from collections.abc import Sequence

from db.engine import Engine, Fetch
from domain.records import dataclass

# The clock looks every second while something is live; what is due for so long waits for a program that stands.
LOOKED_WITHIN_MS = 30 * 60_000

# A group's own chat has a row in the outbox and no receiver.
_NO_CHAT = " AND NOT EXISTS (SELECT 1 FROM group_chats h WHERE h.account_id = x.account_id)"
_TO_SEND = "x.state IN ('queued', 'retry', 'sending')"

# Looked for in this order; each gives the first announcement it finds.
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "has a receiver whose message is not in the outbox",
        "SELECT min(r.announcement_id) AS id FROM announcement_receivers r LEFT JOIN outbox x ON x.id = r.outbox_id"
        " WHERE r.state = 'queued' AND (x.id IS NULL OR x.notice_id IS NULL OR x.notice_id <> r.announcement_id)",
    ),
    (
        "has a message in the outbox that is nobody's",
        "SELECT min(a.id) AS id FROM announcements a JOIN outbox x ON x.notice_id = a.id AND "
        + _TO_SEND
        + _NO_CHAT
        # By the index of rows alone (`> 0`, `+ 0`): else each of 100,000 rows is looked for among 100,000 receivers.
        + " WHERE NOT EXISTS (SELECT 1 FROM announcement_receivers r WHERE r.outbox_id = x.id AND r.outbox_id > 0"
        " AND r.announcement_id + 0 = a.id)",
    ),
    (
        "goes to somebody twice",
        "SELECT min(b.id) AS id FROM (SELECT a.id, x.person_id FROM announcements a JOIN outbox x ON x.notice_id = a.id"
        " AND x.state IN ('queued', 'retry', 'sending', 'sent', 'pull')"
        + _NO_CHAT
        + " LEFT JOIN outbox_statuses s ON s.outbox_id = x.id WHERE COALESCE(s.status, '') <> 'failed'"
        " GROUP BY a.id, x.person_id HAVING count(*) > 1) b",
    ),
    (
        "calls sent what the channel has not taken",
        "SELECT min(r.announcement_id) AS id FROM announcement_receivers r JOIN outbox x ON x.id = r.outbox_id"
        " WHERE r.state IN ('sent', 'delivered', 'read') AND r.answer = 0"
        " AND x.state IN ('queued', 'retry', 'sending', 'held', 'rejected')",
    ),
    (
        "has a message for somebody it is not for",
        "SELECT min(r.announcement_id) AS id FROM announcement_receivers r JOIN outbox x ON x.id = r.outbox_id"
        f" AND {_TO_SEND} WHERE r.state IN ('left_out', 'stopped')",
    ),
    (
        "has not begun, or was taken back, and something of it is in the outbox",
        "SELECT min(a.id) AS id FROM announcements a JOIN outbox x ON x.notice_id = a.id"
        " WHERE a.state IN ('approval', 'waiting', 'filling', 'refused', 'called_back')",
    ),
    (
        "is done, and somebody has not been told",
        "SELECT min(a.id) AS id FROM announcements a JOIN announcement_receivers r ON r.announcement_id = a.id"
        " WHERE a.state = 'done' AND r.state IN ('found', 'queued')",
    ),
    (
        "is over without a day, or goes on with one",
        "SELECT min(a.id) AS id FROM announcements a WHERE (a.ended_ms = 0) <>"
        " (a.state IN ('approval', 'waiting', 'filling', 'sending'))",
    ),
    (
        "was agreed to by whoever wrote it",
        "SELECT min(a.id) AS id FROM announcements a JOIN persons p ON p.id = a.made_by"
        " JOIN persons q ON q.id = a.approved_by WHERE p.id = q.id OR p.same_as = q.id OR q.same_as = p.id"
        " OR (p.same_as > 0 AND p.same_as = q.same_as)",
    ),
    (
        "has an answer that it did not ask for",
        "SELECT min(a.id) AS id FROM announcements a JOIN announcement_receivers r ON r.announcement_id = a.id"
        " WHERE r.answer < 0 OR r.answer > a.choices",
    ),
    (
        "is for an invented woman, and its sender is real",
        "SELECT min(a.id) AS id FROM announcements a JOIN announcement_receivers r ON r.announcement_id = a.id"
        " JOIN persons p ON p.id = r.person_id AND p.demo = 1 LEFT JOIN organisations o ON o.id = a.organisation_id"
        " LEFT JOIN groups g ON g.id = a.group_id WHERE COALESCE(o.demo, g.demo, 0) = 0",
    ),
)
# $1: since when the clock has had its time.
_NOT_TAKEN_OUT = (
    "SELECT min(a.id) AS id FROM announcements a JOIN outbox x ON x.notice_id = a.id AND "
    "x.state IN ('queued', 'retry') WHERE a.state = 'stopped' AND a.ended_ms < $1"
)
_LEFT = (
    "SELECT count(*) AS n FROM announcements WHERE (state = 'waiting' AND due_ms < $1)"
    " OR (state = 'filling' AND begun_ms < $1) OR (state = 'sending' AND queued_to <> -1 AND begun_ms < $1)"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM announcements WHERE state IN ('waiting', 'filling', 'sending')) AS live,"
    " (SELECT count(*) FROM announcements WHERE state = 'approval') AS waiting,"
    " (SELECT count(*) FROM announcement_receivers WHERE state = 'uncertain') AS uncertain,"
    " (SELECT count(*) FROM announcement_receivers) AS receivers"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was looked at, and the first fault. announcement: its row id, 0 for none. waiting: for a second person.

    left: live ones that the clock should have taken further by now.
    """

    live: int
    waiting: int
    uncertain: int
    receivers: int
    left: int = 0
    announcement: int = 0
    fault: str = ""


async def verify_all(engine: Engine, now_ms: int) -> Verdict:
    """All announcements, up to the first fault."""
    looked = (now_ms - LOOKED_WITHIN_MS,)
    counts, left = await _read(engine, [Fetch(_COUNTS), Fetch(_LEFT, looked)])
    looks = [
        *[(fault, Fetch(sql)) for fault, sql in _FAULTS],
        ("was stopped, and something of it has not been taken out", Fetch(_NOT_TAKEN_OUT, looked)),
    ]
    announcement, fault = await _find_fault(engine, looks)
    return Verdict(
        live=counts["live"],
        waiting=counts["waiting"],
        uncertain=counts["uncertain"],
        receivers=counts["receivers"],
        left=left["n"],
        announcement=announcement,
        fault=fault,
    )


async def _find_fault(engine: Engine, looks: Sequence[tuple[str, Fetch]]) -> tuple[int, str]:
    for fault, look in looks:
        (row,) = await _read(engine, [look])
        if row["id"] is not None:
            return row["id"], fault
    return 0, ""


async def _read(engine: Engine, wanted: Sequence[Fetch]) -> list[dict[str, int]]:
    """The one row of each."""
    return [dict(rows[0]) for rows in await engine.perform(list(wanted))]
