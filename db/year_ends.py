"""The end of a group's year: closed once, by two officers, in one step; what the pengawas says of it before.

Closing a year writes income and costs to SHU, shares a surplus (or covers a loss), and from then on takes no entry of
that year any more (db/ledger_post.py asks CLOSED). Months that are still open are closed too, as many as one turn
may; the rest are closed as ever, one after another. The look of a pengawas is hers, and stops nobody.
"""

import json
from collections.abc import Sequence
from datetime import date

from db import groups, ledger, members
from db.engine import Fetch
from db.unit import Unit
from db.vault import person as owner_of
from db.year_books import first_month, note_cell, year_book
from db.year_records import Attendance, Closed, LoanAtEnd, Look, Neraca, YearBook, closed_of, neraca_of
from domain import year_drafts
from domain.ledger import Draft, MeetingStillOpen
from domain.refusals import Changed
from domain.year_end import End, plain
from domain.year_refusals import SharesUndecided, YearClosed, YearNotOver, YearOrder
from domain.zones import local_date

__all__ = [
    "Attendance",
    "Closed",
    "LoanAtEnd",
    "Look",
    "Neraca",
    "YearBook",
    "close_year",
    "find",
    "list_years",
    "neraca_of",
    "next_year",
    "say_look",
    "year_book",
]

# A turn writes 500 rows at most (DESIGN.md): each member's entry, her message and that her part was read are six of
# them; what is left is for the closing balances of months.
ROWS_MAX, ROWS_EACH = 480, 6

NOTE_CHARS_MAX = 300

_CLOSED = (
    "SELECT year, body, first_entry, last_entry, by_member, second_member, made_ms FROM year_ends"
    " WHERE group_id = $1 AND year = $2"
)
_SINCE = "SELECT number FROM ledger_entries WHERE group_id = $1 AND number > $2 AND month >= $3 AND month <= $4 LIMIT 1"
_FIRST_DAY = "SELECT min(day) AS day FROM ledger_entries WHERE group_id = $1"


async def find(unit: Unit, group_id: int, year: int) -> Closed | None:
    """How that year was closed; None if it is not."""
    row = await unit.fetch_one(_CLOSED, group_id, year)
    return None if row is None else closed_of(row)


async def list_years(unit: Unit, group_id: int) -> list[int]:
    """The years that are closed, the newest first."""
    rows = await unit.fetch("SELECT year FROM year_ends WHERE group_id = $1 ORDER BY year DESC", group_id)
    return [row["year"] for row in rows]


async def next_year(unit: Unit, group_id: int) -> int | None:
    """The year that is closed next; None while nothing is written."""
    years, first = await unit.fetch_all(
        Fetch("SELECT max(year) AS year FROM year_ends WHERE group_id = $1", (group_id,)),
        Fetch(_FIRST_DAY, (group_id,)),
    )
    if years[0]["year"] is not None:
        return int(years[0]["year"]) + 1
    return date.fromisoformat(first[0]["day"]).year if first[0]["day"] else None


async def close_year(
    unit: Unit, group_id: int, year: int, *, by: int, second: int | None, seen: End | None = None
) -> YearBook:
    """The year as it was closed and shared. by, second: numbers of members. seen: what was agreed to.

    Raises YearNotOver, YearClosed, YearOrder, MeetingStillOpen, SharesUndecided, Changed if it is not what was seen,
    NotAllowed, and what the ledger refuses; then nothing is written.
    """
    group = await groups.get_open(unit, group_id)
    groups.lock(unit, group_id)
    await _check_turn(unit, group_id, year, local_date(unit.now, group.zone))
    book = await year_book(unit, group_id, year)
    if book.meeting_open:
        raise MeetingStillOpen
    if book.end.lacks_rules:
        raise SharesUndecided
    if seen is not None and plain(seen) != plain(book.end):
        raise Changed
    await _post(unit, book, by=by, second=second)
    await _close_months(unit, book, by=by, second=second)
    return book


async def _check_turn(unit: Unit, group_id: int, year: int, today: date) -> None:
    turn = await next_year(unit, group_id)
    if turn is None or year >= today.year:
        raise YearNotOver(year=year)
    if year < turn:
        raise YearClosed(year=year)
    if year > turn:
        raise YearOrder(year=turn)


async def _post(unit: Unit, book: YearBook, *, by: int, second: int | None) -> None:
    """The entries and the year's own row."""
    drafts = await _drafts(unit, book, by=by, second=second)
    keyed = [(f"year/{book.year}/{n}", draft) for n, draft in enumerate(drafts)]
    numbers = [each.number for each in await ledger.post_many(unit, book.group.id, keyed)]
    unit.write(
        "INSERT INTO year_ends (group_id, year, result, body, first_entry, last_entry, by_member, second_member,"
        " made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        book.group.id,
        book.year,
        book.end.result.surplus,
        json.dumps(plain(book.end)),
        min(numbers, default=None),
        max(numbers, default=None),
        by,
        second,
        unit.now_ms,
    )


async def _drafts(unit: Unit, book: YearBook, *, by: int, second: int | None) -> Sequence[Draft]:
    """Income and costs are closed on the year's last day, as long as December is open; what is shared, is today."""
    today = local_date(unit.now, book.group.zone)
    last = date(book.year, 12, 31)
    closing_day = last if await ledger.is_open(unit, book.group.id, last) else today
    found = [year_drafts.closing(day=closing_day, by=by, second=second, result=book.end.result)]
    if book.end.covered is not None:
        found.append(year_drafts.loss_covered(day=today, by=by, second=second, covered=book.end.covered))
    if book.end.shares is not None:
        found.append(year_drafts.to_the_group(day=today, by=by, second=second, shares=book.end.shares))
        found += [
            year_drafts.to_member(day=today, by=by, second=second, share=each)
            for each in book.end.shares.members
            if each.total
        ]
    return [each for each in found if each is not None]


async def _close_months(unit: Unit, book: YearBook, *, by: int, second: int | None) -> None:
    """The months up to December, as many as one turn may write: each keeps a balance for whoever has one."""
    month = await ledger.open_month_of(unit, book.group.id)
    if month is None:
        return
    last = first_month(book.year) + 11
    rows = len(book.balances) + sum(len(each) for each in book.savings.values()) + len(book.owed)
    fitting = max(0, ROWS_MAX - ROWS_EACH * len(book.members)) // rows
    for at in range(month, min(last + 1, month + fitting)):
        await ledger.close_month(unit, book.group.id, at, by=by, second=second)


# -- the pengawas -----------------------------------------------------------------------------------------------


async def say_look(
    unit: Unit, group_id: int, year: int, *, member: int, right: bool, note: str, entry: int = 0
) -> None:
    """What she says of the year, in the place of what she has said before.

    entry: the last in the book she saw; 0 for the book as it is now. note: sealed with her own key; it goes with her.
    Raises YearClosed, YearNotOver, NotAllowed; Changed where something was written into the year since.
    """
    group = await groups.get_open(unit, group_id)
    groups.lock(unit, group_id)
    if year >= local_date(unit.now, group.zone).year:
        raise YearNotOver(year=year)
    if await find(unit, group_id, year) is not None:
        raise YearClosed(year=year)
    first = first_month(year)
    seen = entry or (await ledger.head(unit, group_id)).number
    if await unit.fetch_one(_SINCE, group_id, seen, first, first + 11) is not None:
        raise Changed
    head = await ledger.get_entry(unit, group_id, seen)
    person_id = (await members.get_member(unit, group_id, member)).person_id
    await unit.vault.have([owner_of(person_id)])
    sealed = (
        unit.vault.seal(owner_of(person_id), note_cell(group_id, year, member), note.encode())
        if note
        else None
    )
    unit.write(
        "INSERT INTO year_looks (group_id, year, member, said, note, entry, head_hash, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (group_id, year, member)"
        " DO UPDATE SET said = $4, note = $5, entry = $6, head_hash = $7, made_ms = $8",
        group_id,
        year,
        member,
        "right" if right else "different",
        sealed,
        seen,
        head.hash,
        unit.now_ms,
    )
