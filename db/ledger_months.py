"""Closing a month, and publishing the head of the chain.

A closed month takes no entry any more; its closings are what the next month begins with, and `check` derives them
again. A published head is what a group has on paper: nothing before it can be changed unseen.
"""

from datetime import date
from functools import partial

from db.engine import Fetch, Row
from db.ledger_ends import Anchor
from db.ledger_post import CLOSED, Head, Moment, moment_key
from db.ledger_rows import chain_start_of, published_of
from db.ledger_sums import Pair, fetch_all_balances, signed_of
from db.unit import Unit, Unprepared
from domain import ledger
from domain.ledger import Published
from domain.refusals import NotAllowed
from domain.zones import local_date

_LOCK = "UPDATE groups SET state = state WHERE id = $1 RETURNING zone, chain_start"
_CLOSED = "SELECT max(month) AS month FROM ledger_months WHERE group_id = $1"
_FIRST = "SELECT min(month) AS month FROM ledger_entries WHERE group_id = $1"
_LAST = "SELECT number, entry_hash FROM ledger_entries WHERE group_id = $1 ORDER BY number DESC LIMIT 1"
_PEOPLE = "SELECT number FROM members WHERE group_id = $1 AND number IN ($2, $3) AND state = 'active'"
_OPEN_MEETING = "SELECT number FROM meetings WHERE group_id = $1 AND state = 'open' AND day < $2"
_LAST_PUBLISHED = (
    "SELECT number, meeting, head_hash, check_code, published_ms, row_hash FROM ledger_heads WHERE group_id = $1"
    " ORDER BY number DESC LIMIT 1"
)
_NEWEST = (
    "SELECT h.group_id, h.number, h.head_hash, (SELECT max(m.month) FROM ledger_months m"
    " WHERE m.group_id = h.group_id) AS month FROM groups g CROSS JOIN ledger_heads h"
    " WHERE h.group_id = g.id AND h.number = (SELECT max(n.number) FROM ledger_heads n WHERE n.group_id = g.id)"
    " ORDER BY h.group_id"
)


async def open_month_of(unit: Unit, group_id: int) -> int | None:
    """The month that is closed next; None while there is no entry."""
    closed, first = await unit.fetch_all(Fetch(_CLOSED, (group_id,)), Fetch(_FIRST, (group_id,)))
    return _next(closed, first)


async def is_open(unit: Unit, group_id: int, day: date) -> bool:
    """Whether entries of this day can still be written."""
    row = await unit.fetch_one(CLOSED, group_id)
    return row is None or ledger.month_of(day) > (row["month"] or 0)


def _next(closed: list[Row], first: list[Row]) -> int | None:
    if closed[0]["month"] is not None:
        return int(closed[0]["month"]) + 1
    found: int | None = first[0]["month"]
    return found


async def close_month(unit: Unit, group_id: int, month: int, *, by: int, second: int | None) -> None:
    """Close the month for good. by, second: numbers of members.

    Raises MonthOrder, MonthNotOver, MeetingStillOpen, UnknownMember, SecondIsSame, NotAllowed.
    """
    after = ledger.first_day_of(month + 1)
    group, closed, first, last, people, meetings, *balances = await unit.fetch_all(
        Fetch(_LOCK, (group_id,)),
        Fetch(_CLOSED, (group_id,)),
        Fetch(_FIRST, (group_id,)),
        Fetch(_LAST, (group_id,)),
        Fetch(_PEOPLE, (group_id, by, by if second is None else second)),
        Fetch(_OPEN_MEETING, (group_id, after.isoformat())),
        *fetch_all_balances(group_id, month + 1),
    )
    if not group:
        raise NotAllowed
    if month != _next(closed, first):
        raise ledger.MonthOrder
    if local_date(unit.now, group[0]["zone"]) < after:
        raise ledger.MonthNotOver
    if meetings:
        raise ledger.MeetingStillOpen
    if second == by:
        raise ledger.SecondIsSame
    if {row["number"] for row in people} != {by, second} - {None}:
        raise ledger.UnknownMember
    closing = ledger.Closing(
        month=month,
        entry=last[0]["number"],
        by=by,
        second=second,
        closed_ms=unit.now_ms,
        head=bytes(last[0]["entry_hash"]),
    )
    _write_closing(unit, group_id, group[0]["chain_start"], closing, signed_of(*balances))


def _write_closing(
    unit: Unit, group_id: int, chain_start: str, closing: ledger.Closing, balances: dict[Pair, int]
) -> None:
    unit.write(
        "INSERT INTO ledger_months (group_id, month, entry, by_member, second_member, closed_ms, head_hash,"
        " balances_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        group_id,
        closing.month,
        closing.entry,
        closing.by,
        closing.second,
        closing.closed_ms,
        closing.head,
        ledger.balances_hash(chain_start, closing, balances),
    )
    unit.write_many(
        "INSERT INTO ledger_closings (group_id, account, member, month, balance) VALUES ($1, $2, $3, $4, $5)",
        [
            (group_id, account.value, member or 0, closing.month, signed)
            for (account, member), signed in balances.items()
        ],
    )


# -- the head ---------------------------------------------------------------------------------------------------


async def head(unit: Unit, group_id: int) -> Head:
    """The end of the group's chain. Raises NotAllowed for a group that is not there."""
    return (await _head(unit, group_id))[0]


async def _head(unit: Unit, group_id: int) -> tuple[Head, str, Published | None]:
    group, last, published = await unit.fetch_all(
        Fetch("SELECT chain_start FROM groups WHERE id = $1", (group_id,)),
        Fetch(_LAST, (group_id,)),
        Fetch(_LAST_PUBLISHED, (group_id,)),
    )
    if not group:
        raise NotAllowed
    start = await chain_start_of(unit, group_id, group[0]["chain_start"])
    newest = published_of(published[0]) if published else None
    if not last:
        return Head(number=0, hash=ledger.chain_beginning(start)), start, newest
    return Head(number=last[0]["number"], hash=bytes(last[0]["entry_hash"])), start, newest


async def last_published(unit: Unit, group_id: int) -> Published | None:
    """The newest published head; None while there is none."""
    row = await unit.fetch_one(_LAST_PUBLISHED, group_id)
    return None if row is None else published_of(row)


async def publish_head(unit: Unit, group_id: int, *, meeting: int | None) -> str:
    """The "angka cek" of the book as it is now: eight digits; `domain.ledger.shown_code` shows them.

    The last thing of a step, before any `unit.tell`. Raises Unprepared: the slow hash is made outside the transaction,
    then the turn runs again, and its entries carry the moment of its first run, so that the head is the same.
    """
    reached, start, before = await _head(unit, group_id)
    if before is not None and before.number == reached.number:
        return before.code
    key = moment_key(group_id)
    moment: Moment | None = unit.work.get(key)
    if moment is None or moment.head != reached.hash:
        made_ms = unit.now_ms if moment is None else moment.made_ms
        raise Unprepared(key, partial(prepare_moment, made_ms, reached.hash))
    published = Published(
        number=reached.number,
        meeting=meeting,
        head=reached.hash,
        code=moment.code,
        published_ms=moment.made_ms,
        row_hash=b"",
    )
    unit.write(
        "INSERT INTO ledger_heads (group_id, number, meeting, head_hash, check_code, published_ms, row_hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        group_id,
        published.number,
        published.meeting,
        published.head,
        published.code,
        published.published_ms,
        ledger.published_hash(start, b"" if before is None else before.row_hash, published),
    )
    return moment.code


def prepare_moment(made_ms: int, head_hash: bytes) -> Moment:
    """The slow work: the code of this head."""
    return Moment(made_ms=made_ms, head=head_hash, code=ledger.check_code(head_hash))


async def list_anchors(unit: Unit) -> list[Anchor]:
    """The newest published head of every group that has one, with its last closed month; for the file beside us."""
    rows = await unit.fetch(_NEWEST)
    return [
        Anchor(
            group_id=row["group_id"],
            number=row["number"],
            head=bytes(row["head_hash"]),
            month=row["month"] or 0,
        )
        for row in rows
    ]
