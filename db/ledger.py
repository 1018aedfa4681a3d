"""A group's book as the rest of the program sees it: the only way by which money is written or read.

What may be written is decided in db/ledger_post.py and db/ledger_floor.py, sums are made in db/ledger_sums.py, months
and heads in db/ledger_months.py; here are the entries themselves and their notes.
"""

from datetime import date

from db.engine import Fetch
from db.ledger_months import close_month, head, is_open, last_published, open_month_of, publish_head
from db.ledger_post import Head, Posted, post, post_many, reverse
from db.ledger_rows import COLUMNS, LINES, entries_of, find_entry, open_notes
from db.ledger_sums import (
    Movement,
    all_savings,
    balance,
    history,
    member_balances,
    totals,
)
from db.lists import marks, padded
from db.unit import Unit
from domain.ledger import Entry, month_of
from domain.refusals import NotAllowed

__all__ = [
    "Head",
    "Movement",
    "Posted",
    "all_savings",
    "balance",
    "close_month",
    "find_entry",
    "get_entry",
    "head",
    "history",
    "is_open",
    "last_published",
    "list_entries",
    "member_balances",
    "open_month_of",
    "open_note",
    "post",
    "post_many",
    "publish_head",
    "reverse",
    "totals",
]

ENTRIES_MAX = 500

_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
_OF_GROUP = COLUMNS + " WHERE e.group_id = $1"
_BEHIND, _BY_NUMBER = " AND e.number > $2", " ORDER BY e.number LIMIT $3"
# The + keeps SQLite from walking through all numbers of the book: few entries are of one meeting, or of a few days.
_FEW_BEHIND, _FEW_BY_NUMBER = " AND +e.number > $2", " ORDER BY +e.number LIMIT $3"
_WITHIN = " AND e.month >= $4 AND e.month <= $5 AND e.day >= $6 AND e.day <= $7"
_FEW_WITHIN = " AND +e.month >= $4 AND +e.month <= $5 AND e.day >= $6 AND e.day <= $7"

# By whether a meeting, a member and days are given.
_LISTS = {
    (False, False, False): _OF_GROUP + _BEHIND + _BY_NUMBER,
    (True, False, False): _OF_GROUP + " AND e.meeting = $4" + _FEW_BEHIND + _FEW_BY_NUMBER,
    (False, True, False): _OF_GROUP + " AND e.member = $4" + _BEHIND + _BY_NUMBER,
    (True, True, False): _OF_GROUP + " AND e.meeting = $4 AND +e.member = $5" + _FEW_BEHIND + _FEW_BY_NUMBER,
    (False, False, True): _OF_GROUP + _WITHIN + _FEW_BEHIND + _FEW_BY_NUMBER,
    (True, False, True): _OF_GROUP + _FEW_WITHIN + " AND e.meeting = $8" + _FEW_BEHIND + _FEW_BY_NUMBER,
    (False, True, True): _OF_GROUP + _WITHIN + " AND e.member = $8" + _BEHIND + _BY_NUMBER,
    (True, True, True): _OF_GROUP
    + _FEW_WITHIN
    + " AND e.meeting = $8 AND +e.member = $9"
    + _FEW_BEHIND
    + _FEW_BY_NUMBER,
}
_NOTE = (
    "SELECT e.number, e.note, m.person_id FROM ledger_entries e"
    " LEFT JOIN members m ON m.group_id = e.group_id AND m.number = e.member"
    " WHERE e.group_id = $1 AND e.number = $2 AND e.note IS NOT NULL"
)


async def get_entry(unit: Unit, group_id: int, number: int) -> Entry:
    """The entry with this number, without its note. Raises NotAllowed."""
    entry = await find_entry(unit, group_id, number)
    if entry is None:
        raise NotAllowed
    return entry


async def list_entries(
    unit: Unit,
    group_id: int,
    *,
    meeting: int | None = None,
    member: int | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    after: int = 0,
    most: int = ENTRIES_MAX,
) -> list[Entry]:
    """The entries in the order of their numbers, `most` of those behind number `after`; both days included."""
    dated = from_day is not None or to_day is not None
    first, last = from_day or _FIRST_DAY, to_day or _LAST_DAY
    days = (month_of(first), month_of(last), first.isoformat(), last.isoformat()) if dated else ()
    about = [each for each in (meeting, member) if each is not None]
    sql = _LISTS[meeting is not None, member is not None, dated]
    rows = await unit.fetch(sql, group_id, after, min(most, ENTRIES_MAX), *days, *about)
    if not rows:
        return []
    numbers = padded([row["number"] for row in rows])
    lines = await unit.fetch_all(
        Fetch(
            LINES
            + " WHERE l.group_id = $1 AND l.number IN "
            + marks(len(numbers), 2)
            + " ORDER BY l.number, l.n",
            (group_id, *numbers),
        )
    )
    return entries_of(rows, lines[0])


async def open_note(unit: Unit, group_id: int, number: int) -> str:
    """The note of an entry; "" where there is none, and where the one it is about was erased."""
    row = await unit.fetch_one(_NOTE, group_id, number)
    if row is None:
        return ""
    opened = await open_notes(unit.vault, group_id, [(number, row["person_id"], bytes(row["note"]))])
    found = opened[number]
    return found[1] if found is not None else ""
