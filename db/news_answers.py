"""Which announcements has she got, and which of them asks her something that she may still answer?

The law: only what was meant for her is hers to answer, on whichever of her records; of the rest she hears no more than
of one that never was.
"""

from db.engine import Row
from db.outbox import CLEARED_MS
from db.unit import Unit
from domain.announcements import ANSWERS_DAYS, NewsKind
from domain.records import dataclass

DAY_MS = 24 * 3_600_000

# So long an answer that is typed and not tapped is about the newest question.
TYPED_WITHIN_MS = 3 * DAY_MS

# So long "kabar ini" means the newest one.
LAST_WITHIN_MS = 30 * DAY_MS

# All records that are hers ($1 is the one that acts), each found by an index.
_SELVES = (
    "(SELECT id FROM persons WHERE id = $1"
    " UNION SELECT same_as FROM persons WHERE id = $1 AND same_as <> 0"
    " UNION SELECT id FROM persons WHERE same_as = $1 AND same_as <> 0"
    " UNION SELECT o.id FROM persons m JOIN persons o ON o.same_as = m.same_as AND o.same_as <> 0"
    " WHERE m.id = $1 AND m.same_as <> 0)"
)
_COLUMNS = "SELECT a.id, a.code, a.choices, a.begun_ms, r.person_id, r.answer, r.outbox_id, "
_FROM = " AS is_last FROM announcement_receivers r JOIN announcements a ON a.id = r.announcement_id "
# Never meant for her, or not on its way yet: nobody has put it before her.
_GOT = "r.state NOT IN ('found', 'left_out')"

# Whether anything else was pushed to her phone since.
_LAST = (
    "CASE WHEN EXISTS (SELECT 1 FROM outbox n WHERE n.account_id = o.account_id AND n.message_ref <> ''"
    " AND n.pushed = 1 AND n.sent_ms > o.sent_ms) THEN 0 ELSE 1 END"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question that an announcement asks her. person_id: which of her records got it. answer: 0 while she has none.

    is_open: answers are still taken. is_last: nothing else was pushed to her phone since; only asked for where it
    matters.
    """

    announcement_id: int
    code: str
    person_id: int
    outbox_id: int
    choices: int
    answer: int
    is_open: bool
    is_last: bool = False


async def find(unit: Unit, person_id: int, code: str) -> Asked | None:
    """What the announcement of that code asks her; None if it asks nothing, or was never hers."""
    rows = await unit.fetch(
        _COLUMNS
        + "0"
        + _FROM
        + "WHERE a.code = $2 AND a.choices > 0 AND "
        + _GOT
        + " AND r.person_id IN "
        + _SELVES,
        person_id,
        code,
    )
    mine = sorted(rows, key=lambda row: row["person_id"] != person_id)
    return _asked(unit, mine[0]) if mine else None


async def find_quoted(unit: Unit, person_id: int, account_id: int, message_ref: str) -> Asked | None:
    """What the announcement asks her that stands there in her chat; None if none does."""
    rows = await unit.fetch(
        _COLUMNS
        + "0"
        + _FROM
        + "JOIN outbox o ON o.id = r.outbox_id WHERE a.choices > 0 AND o.account_id = $2"
        " AND o.message_ref = $3 AND " + _GOT + " AND r.person_id IN " + _SELVES,
        person_id,
        account_id,
        message_ref,
    )
    return _asked(unit, rows[0]) if rows else None


async def list_newest(unit: Unit, person_id: int, most: int) -> list[Asked]:
    """What was asked of her and came to her lately, the newest first, whether she has answered it or not.

    On a phone that others use only what may still stand on its screen; nowhere what she has cleared from it.
    """
    within_ms = TYPED_WITHIN_MS if unit.actor.phone == "own" else CLEARED_MS
    rows = await unit.fetch(
        _COLUMNS
        + _LAST
        + _FROM
        + "JOIN outbox o ON o.id = r.outbox_id WHERE a.choices > 0 AND a.begun_ms > $2 AND r.way <> 'template'"
        " AND o.state IN ('sent', 'uncertain') AND o.fault <> 'cleared'"
        " AND (o.sent_ms > $3 OR o.sent_ms = 0 AND o.due_ms > $3)"
        " AND r.person_id IN " + _SELVES + " ORDER BY r.announcement_id DESC LIMIT $4",
        person_id,
        unit.now_ms - ANSWERS_DAYS * DAY_MS,
        unit.now_ms - within_ms,
        most,
    )
    return [_asked(unit, row) for row in rows]


async def find_shown(unit: Unit, asked: Asked, account_id: int) -> str:
    """Where the announcement stands in this chat, as the channel calls that place; "" where it does not."""
    row = await unit.fetch_one(
        "SELECT message_ref FROM outbox WHERE id = $1 AND account_id = $2", asked.outbox_id, account_id
    )
    return row["message_ref"] or "" if row is not None else ""


async def came_last(unit: Unit, account_id: int) -> int:
    """When the newest message that was pushed to this chat came, if it is an announcement; else 0."""
    row = await unit.fetch_one(
        "SELECT a.id, o.sent_ms FROM outbox o LEFT JOIN announcements a ON a.id = o.notice_id"
        " WHERE o.account_id = $1 AND o.message_ref <> '' AND o.pushed = 1 ORDER BY o.sent_ms DESC LIMIT 1",
        account_id,
    )
    return int(row["sent_ms"]) if row is not None and row["id"] is not None else 0


async def sends_now(unit: Unit, person_id: int) -> bool:
    """Whether an announcement that she wrote herself is on its way."""
    row = await unit.fetch_one(
        "SELECT id FROM announcements WHERE made_by = $1 AND state IN ('waiting', 'filling', 'sending') LIMIT 1",
        person_id,
    )
    return row is not None


async def waits_now(unit: Unit, person_id: int) -> bool:
    """Whether an announcement that she wrote herself can still be taken back whole."""
    row = await unit.fetch_one(
        "SELECT id FROM announcements WHERE made_by = $1 AND state = 'waiting' LIMIT 1", person_id
    )
    return row is not None


async def find_last_kind(unit: Unit, person_id: int) -> NewsKind | None:
    """Of what kind the newest announcement is that went to her; None if none did lately, or she has cleared it away."""
    row = await unit.fetch_one(
        "SELECT a.news FROM announcement_receivers r JOIN announcements a ON a.id = r.announcement_id"
        " LEFT JOIN outbox o ON o.id = r.outbox_id WHERE COALESCE(o.fault, '') <> 'cleared' AND a.begun_ms > $2"
        " AND r.state NOT IN ('found', 'left_out', 'failed', 'stopped') AND r.person_id IN "
        + _SELVES
        + " ORDER BY r.announcement_id DESC LIMIT 1",
        person_id,
        unit.now_ms - LAST_WITHIN_MS,
    )
    return None if row is None else NewsKind(row["news"])


def _asked(unit: Unit, row: Row) -> Asked:
    return Asked(
        announcement_id=row["id"],
        code=row["code"],
        person_id=row["person_id"],
        outbox_id=row["outbox_id"],
        choices=row["choices"],
        answer=row["answer"],
        is_open=row["begun_ms"] > unit.now_ms - ANSWERS_DAYS * DAY_MS,
        is_last=bool(row["is_last"]),
    )
