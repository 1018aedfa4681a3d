"""The meetings of a group: one open at a time, where it is, who came, and what its cash count came to.

What was put in or paid out stands in the ledger (db/ledger.py), with the meeting's number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.engine import Fetch, Row
from db.unit import Unit
from domain.meetings import Meeting, MeetingIsOpen, Reason, Status, Step
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed

_COLUMNS = (
    "SELECT number, day, state, step, counted, booked, reason, corrections, reopened, photo_id FROM meetings"
    " WHERE group_id = $1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StillOpen:
    """What waits for somebody. disputes: something is different for a member. payouts: nobody received them yet."""

    disputes: int
    payouts: int


async def find_open(unit: Unit, group_id: int) -> Meeting | None:
    """The meeting that is open now."""
    row = await unit.fetch_one(_COLUMNS + " AND state = 'open'", group_id)
    return None if row is None else _meeting(row)


async def get(unit: Unit, group_id: int, number: int) -> Meeting:
    """The meeting of that number. Raises NotAllowed."""
    row = await unit.fetch_one(_COLUMNS + " AND number = $2", group_id, number)
    if row is None:
        raise NotAllowed
    return _meeting(row)


async def last_closed(unit: Unit, group_id: int) -> Meeting | None:
    """The meeting that was closed last."""
    row = await unit.fetch_one(
        _COLUMNS + " AND state = 'closed' ORDER BY closed_ms DESC, number DESC LIMIT 1", group_id
    )
    return None if row is None else _meeting(row)


async def list_latest(unit: Unit, group_id: int, most: int) -> list[Meeting]:
    """The meetings, the newest first."""
    rows = await unit.fetch(_COLUMNS + " ORDER BY number DESC LIMIT $2", group_id, most)
    return [_meeting(row) for row in rows]


async def open_one(unit: Unit, group_id: int, day: date, by: int) -> int:
    """The number of a new meeting. Raises MeetingIsOpen. by: the officer's member number."""
    rows = await unit.fetch(
        "INSERT INTO meetings (group_id, number, day, state, opened_by, opened_ms)"
        " SELECT $1, coalesce(max(number), 0) + 1, $2, 'open', $3, $4 FROM meetings WHERE group_id = $1"
        " ON CONFLICT DO NOTHING RETURNING number",
        group_id,
        day.isoformat(),
        by,
        unit.now_ms,
    )
    if not rows:
        raise MeetingIsOpen
    return int(rows[0]["number"])


async def set_step(unit: Unit, group_id: int, number: int, step: Step, *, seen: Step) -> None:
    """The meeting goes on. seen: where she saw it. Raises Changed if another officer has moved or closed it."""
    rows = await unit.fetch(
        "UPDATE meetings SET step = $4 WHERE group_id = $1 AND number = $2 AND step = $3 AND state = 'open'"
        " RETURNING number",
        group_id,
        number,
        seen.value,
        step.value,
    )
    if not rows:
        raise Changed


async def lock_open(unit: Unit, group_id: int, number: int) -> Meeting:
    """The open meeting, which stays open until this commits. Raises Changed."""
    rows = await unit.fetch(
        "UPDATE meetings SET state = 'open' WHERE group_id = $1 AND number = $2 AND state = 'open'"
        " RETURNING number, day, state, step, counted, booked, reason, corrections, reopened, photo_id",
        group_id,
        number,
    )
    if not rows:
        raise Changed
    return _meeting(rows[0])


def mark_attendance(unit: Unit, group_id: int, number: int, statuses: Mapping[int, Status]) -> None:
    """Who came, by member number; what was said before of the same members is replaced."""
    unit.write_many(
        "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (group_id, meeting, member) DO UPDATE SET status = excluded.status",
        [(group_id, number, member, status.value) for member, status in statuses.items()],
    )


async def attendance(unit: Unit, group_id: int, number: int) -> dict[int, Status]:
    """Who came, by member number; of whom nothing was said is not in it."""
    rows = await unit.fetch(
        "SELECT member, status FROM attendance WHERE group_id = $1 AND meeting = $2 ORDER BY member",
        group_id,
        number,
    )
    return {row["member"]: Status(row["status"]) for row in rows}


def count_cash(
    unit: Unit, group_id: int, number: int, *, counted: Rupiah, booked: Rupiah, reason: Reason | None
) -> None:
    """What was in the box and what the book said. reason: None where they agree."""
    unit.write(
        "UPDATE meetings SET counted = $3, booked = $4, reason = $5 WHERE group_id = $1 AND number = $2",
        group_id,
        number,
        int(counted),
        int(booked),
        "" if reason is None else reason.value,
    )


def count_again(unit: Unit, group_id: int, number: int) -> None:
    """Something was written after the cash count: the count is no longer of this book, and comes next."""
    unit.write(
        "UPDATE meetings SET counted = NULL, booked = NULL, reason = '', step = $3"
        " WHERE group_id = $1 AND number = $2 AND state = 'open' AND counted IS NOT NULL",
        group_id,
        number,
        Step.CASH.value,
    )


def count_corrections(unit: Unit, group_id: int, number: int, more: int) -> None:
    """So many more entries were corrected by the treasurer alone."""
    unit.write(
        "UPDATE meetings SET corrections = corrections + $3 WHERE group_id = $1 AND number = $2",
        group_id,
        number,
        more,
    )


def keep_photo(unit: Unit, group_id: int, number: int, file_id: int) -> None:
    """The page of the paper book goes with the meeting; a newer one takes its place."""
    unit.write(
        "UPDATE meetings SET photo_id = $3 WHERE group_id = $1 AND number = $2", group_id, number, file_id
    )


async def close(unit: Unit, group_id: int, number: int, by: int) -> None:
    """The meeting is over. Raises Changed if it is over already."""
    rows = await unit.fetch(
        "UPDATE meetings SET state = 'closed', closed_by = $3, closed_ms = $4"
        " WHERE group_id = $1 AND number = $2 AND state = 'open' RETURNING number",
        group_id,
        number,
        by,
        unit.now_ms,
    )
    if not rows:
        raise Changed


async def reopen(unit: Unit, group_id: int, number: int) -> None:
    """The last meeting goes on with its savings; who may decide that is asked elsewhere.

    Raises Changed if it is not the one closed last, MeetingIsOpen if another is open.
    """
    last = await last_closed(unit, group_id)
    if await find_open(unit, group_id) is not None:
        raise MeetingIsOpen
    if last is None or last.number != number:
        raise Changed
    unit.write(
        "UPDATE meetings SET state = 'open', step = $3, reopened = reopened + 1, counted = NULL, booked = NULL,"
        " reason = '', closed_by = NULL, closed_ms = 0 WHERE group_id = $1 AND number = $2",
        group_id,
        number,
        Step.SAVINGS.value,
    )


async def cash_on_its_way(unit: Unit, group_id: int) -> Rupiah:
    """What was taken out of the box and is not booked before its receiver says so."""
    row = await unit.fetch_one(
        "SELECT coalesce(sum(amount), 0) AS amount FROM payouts"
        " WHERE group_id = $1 AND state = 'waiting' AND cash = 'kas'",
        group_id,
    )
    return Rupiah(0 if row is None else int(row["amount"]))


async def still_open(unit: Unit, group_id: int) -> StillOpen:
    """How much of the group waits for somebody."""
    disputes, payouts = await unit.fetch_all(
        Fetch("SELECT count(*) AS n FROM disputes WHERE group_id = $1 AND state = 'open'", (group_id,)),
        Fetch("SELECT count(*) AS n FROM payouts WHERE group_id = $1 AND state = 'waiting'", (group_id,)),
    )
    return StillOpen(disputes=int(disputes[0]["n"]), payouts=int(payouts[0]["n"]))


def _meeting(row: Row) -> Meeting:
    return Meeting(
        number=row["number"],
        day=date.fromisoformat(row["day"]),
        is_open=row["state"] == "open",
        step=Step(row["step"]),
        counted=row["counted"],
        booked=row["booked"],
        reason=row["reason"],
        corrections=row["corrections"],
        reopened=row["reopened"],
        photo_id=row["photo_id"],
    )


async def find_code(unit: Unit, group_id: int, code: str) -> tuple[int | None] | None:
    """The meeting that published these digits (None: it was no meeting), in a tuple; None if nobody ever did."""
    row = await unit.fetch_one(
        "SELECT meeting FROM ledger_heads WHERE group_id = $1 AND check_code = $2 ORDER BY number DESC LIMIT 1",
        group_id,
        code,
    )
    return None if row is None else (row["meeting"],)


async def code_of(unit: Unit, group_id: int, number: int) -> str:
    """The digits the meeting published last; "" if it published none."""
    row = await unit.fetch_one(
        "SELECT check_code FROM ledger_heads WHERE group_id = $1 AND meeting = $2 ORDER BY number DESC LIMIT 1",
        group_id,
        number,
    )
    return "" if row is None else str(row["check_code"])
