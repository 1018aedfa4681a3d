"""What is forgotten of announcements: a woman's rows when she is erased, receivers and words when they are old.

The law: of a woman who was erased nothing says that she was told anything, and what was counted once stays counted.
Words are forgotten with the last of its receivers: the row goes here, its notice and key by db/retention.py.
"""

from db.unit import Unit
from domain.files import Wanted

SLICE = 500
DAY_MS = 86_400_000
# Who left it lying for a week has forgotten it; whoever comes back to it is asked for the file once more.
DRAFT_DAYS, LOOK_BACK_DAYS = 7, 30

# Nothing of it had come to her: counted with those who were left out.
_NOT_YET = "('found', 'queued', 'waiting', 'stopped')"

_KEEP_COUNT = (
    "INSERT INTO announcement_gone (announcement_id, state, why, answer, n) SELECT r.announcement_id,"
    f" CASE WHEN r.state IN {_NOT_YET} THEN 'left_out' ELSE r.state END,"
    f" CASE WHEN r.state IN {_NOT_YET} THEN 'erased' ELSE r.why END, r.answer, 1 FROM announcement_receivers r"
    " WHERE r.person_id = $1 ON CONFLICT (announcement_id, state, why, answer)"
    " DO UPDATE SET n = announcement_gone.n + 1"
)
_OLD_RECEIVERS = (
    "DELETE FROM announcement_receivers WHERE (announcement_id, person_id) IN (SELECT r.announcement_id, r.person_id"
    " FROM announcements a JOIN announcement_receivers r ON r.announcement_id = a.id WHERE a.ended_ms > 0"
    " AND a.ended_ms < $1 AND a.state IN ('done', 'refused', 'called_back', 'stopped') LIMIT $2) RETURNING person_id"
)
_OLD = (
    "SELECT a.id FROM announcements a WHERE a.ended_ms > 0 AND a.ended_ms < $1"
    " AND a.state IN ('done', 'refused', 'called_back', 'stopped') AND NOT EXISTS (SELECT 1"
    " FROM announcement_receivers r WHERE r.announcement_id = a.id) ORDER BY a.ended_ms LIMIT $2"
)


# A draft's file that went with nothing in so many days; what is on a matter stays there. $1: nothing older is looked
# through each time: what an announcement leaves behind goes with it (forget_old).
_UNUSED = (
    "UPDATE files SET state = 'gone', reference = NULL WHERE state = 'kept' AND id IN (SELECT f.id FROM files f"
    f" WHERE f.wants = '{Wanted.PAPER.value}' AND f.state = 'kept' AND f.made_ms > $1 AND f.made_ms <= $2"
    " AND NOT EXISTS (SELECT 1 FROM announcements a WHERE a.file_id = f.id AND a.file_id > 0)"
    " AND NOT EXISTS (SELECT 1 FROM matter_messages m WHERE m.file_id = f.id AND m.file_id > 0)"
    " ORDER BY f.made_ms LIMIT $3) RETURNING id"
)
_OF_ANNOUNCEMENT = (
    "UPDATE files SET state = 'gone', reference = NULL WHERE id = (SELECT a.file_id FROM announcements a"
    " WHERE a.id = $1 AND a.file_id > 0)"
)


async def drop_unused_files(unit: Unit) -> bool:
    """Pictures and papers of drafts that nobody has sent are kept no longer; whether there may be more."""
    until_ms = unit.now_ms - DRAFT_DAYS * DAY_MS
    return len(await unit.fetch(_UNUSED, until_ms - LOOK_BACK_DAYS * DAY_MS, until_ms, SLICE)) == SLICE


def forget_person(unit: Unit, person_id: int) -> None:
    """Nobody sees from here any more that she was told something, what she answered, or what she did not want."""
    unit.write(_KEEP_COUNT, person_id)
    unit.write("DELETE FROM announcement_receivers WHERE person_id = $1", person_id)
    unit.write("DELETE FROM news_refusals WHERE person_id = $1", person_id)


async def forget_old(unit: Unit, before_ms: int, most: int) -> int:
    """Receivers of what ended before, then the announcements that have none left; how many rows went."""
    gone = len(await unit.fetch(_OLD_RECEIVERS, before_ms, most))
    if gone == most:
        return gone
    old = [(row["id"],) for row in await unit.fetch(_OLD, before_ms, most - gone)]
    for sql in (
        _OF_ANNOUNCEMENT,
        "DELETE FROM announcement_gone WHERE announcement_id = $1",
        "DELETE FROM announcement_changes WHERE announcement_id = $1",
        # Its rows say nothing without the words: who has not looked for so long finds nothing more.
        "UPDATE outbox SET state = 'dropped', fault = 'old' WHERE notice_id = $1 AND state IN ('pull', 'held')",
        "DELETE FROM announcements WHERE id = $1",
    ):
        unit.write_many(sql, old)
    return gone + len(old)
