"""From those who were found to rows of the outbox: a slice a transaction, each woman once in each round.

The law: what a row stands on is asked again when it is written (she may have said no, been erased, or be found to be
the same woman as another since), and her receiver and her row of the outbox are written in one transaction.
"""

from collections.abc import Collection, Sequence

from db import templates
from db.announcement_bulk import write_rows
from db.announcement_rows import lock
from db.audience_parts import source_of
from db.audience_people import (
    TEMPLATE,
    Sender,
    Weighed,
    sender_of_announcement,
    state_without,
    weigh,
)
from db.engine import Row
from db.lists import marks, padded
from db.statuses import REPLACED
from db.unit import Unit
from domain.announcements import Announcement, PartKind, Reached, State, Why
from domain.contact import MessageClass, broadcast_lane
from domain.records import dataclass

# No turn touches more than 500 rows.
SLICE = 500
# How far it is queued, once it is queued whole.
ALL = -1

_FOUND = (
    "SELECT r.person_id, r.outbox_id, r.round FROM announcement_receivers r WHERE r.announcement_id = $1"
    " AND r.person_id > $2 AND r.state = 'found' ORDER BY r.person_id LIMIT $3"
)
_ROW = (
    "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, pushed, notice_id, made_ms)"
    " VALUES {rows}"
)
# $2 to $3: between whom they are. Without that PostgreSQL reads the whole table for each hundred of them, as long as
# nobody has counted what stands in it (ANALYZE): 37 s of 100,000 people.
_QUEUED = (
    "UPDATE announcement_receivers SET state = v.column2, why = v.column3, outbox_id = v.column4,"
    " account_id = v.column5, channel = v.column6, way = v.column7"
    " FROM (VALUES {rows:BIGINT,TEXT,TEXT,BIGINT,BIGINT,TEXT,TEXT}) v WHERE announcement_id = $1 AND person_id >= $2"
    " AND person_id <= $3 AND person_id = v.column1 AND announcement_receivers.state = 'found'"
)
_NOT_QUEUED = (
    "UPDATE announcement_receivers SET state = $3, why = $4 WHERE announcement_id = $1 AND person_id = $2"
    " AND state = 'found'"
)
# What she may still find of the round before must not be there twice.
_RETIRE = f"UPDATE outbox SET state = 'dropped', fault = '{REPLACED}' WHERE id = $1 AND state IN ('pull', 'rejected')"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Decided:
    """What becomes of one receiver in this slice."""

    person_id: int
    state: Reached
    why: str = ""
    weighed: Weighed | None = None
    before: int = 0


async def queue_slice(unit: Unit, announcement: Announcement) -> int:
    """Give the next SLICE of those who were found their rows in the outbox; how many were looked at.

    0 when everybody has one, or it does not go out (any more).
    """
    now = await lock(unit, announcement.id)
    if now.state is not State.SENDING or now.queued_to == ALL:
        return 0
    found = await unit.fetch(_FOUND, now.id, now.queued_to, SLICE)
    sender = await sender_of_announcement(unit, now)
    weighed = await _weigh(unit, now, sender, [row["person_id"] for row in found])
    opened = await _opened_since(unit, [row["outbox_id"] for row in found if row["outbox_id"]])
    open_languages = await _open_languages(unit, weighed.values())
    decided = [
        each
        for row in found
        if (each := await _decide(unit, now, row, weighed, opened, open_languages)) is not None
    ]
    _write(unit, now, decided)
    reached = found[-1]["person_id"] if len(found) == SLICE else ALL
    unit.write("UPDATE announcements SET queued_to = $2 WHERE id = $1", now.id, reached)
    return len(found)


async def _weigh(
    unit: Unit, now: Announcement, sender: Sender, person_ids: Sequence[int]
) -> dict[int, Weighed]:
    """How each may be told now, by the id she was found by and by that of her first record."""
    if not person_ids:
        return {}
    roles = [
        source_of(part, now.organisation_id) for part in now.audience.those if part.kind is PartKind.ROLE
    ]
    rows = await unit.fetch_all(*[each.among(person_ids) for each in roles]) if roles else []
    staff = {row["id"] for found in rows for row in found}
    weighed = await weigh(unit, sorted(staff), sender, by_role=True)
    weighed += await weigh(unit, [each for each in person_ids if each not in staff], sender)
    return {each.person_id: each for each in weighed}


async def _opened_since(unit: Unit, outbox_ids: Sequence[int]) -> set[int]:
    """Of the rows of the round before, those that she has found by herself meanwhile."""
    if not outbox_ids:
        return set()
    wanted = padded(outbox_ids)
    rows = await unit.fetch(
        "SELECT id FROM outbox WHERE state = 'sent' AND id IN " + marks(len(wanted)), *wanted
    )
    return {row["id"] for row in rows}


async def _open_languages(unit: Unit, weighed: Collection[Weighed]) -> set[str]:
    """In which of their languages a template says that something waits."""
    wanted = {each.language for each in weighed if each.way == TEMPLATE}
    return {
        each for each in sorted(wanted) if await templates.open_template(unit, templates.NEWS_WAITS, each)
    }


async def _decide(
    unit: Unit,
    now: Announcement,
    row: Row,
    weighed: dict[int, Weighed],
    opened: Collection[int],
    open_languages: Collection[str],
) -> _Decided | None:
    """What becomes of her; None where she is somebody who has a row already."""
    person_id, before = row["person_id"], row["outbox_id"]
    if before in opened:
        return _Decided(person_id=person_id, state=Reached.READ)
    each = weighed.get(person_id)
    if each is None:
        person_id = await _follow(unit, now, person_id)
        each = weighed.get(person_id)
        if not person_id:
            return None
    if each is None:
        return _Decided(person_id=person_id, state=Reached.LEFT_OUT, why=Why.NO_CONSENT.value)
    if each.why is not None:
        state = state_without(each.why, again=row["round"] > 1)
        return _Decided(person_id=person_id, state=state, why=each.why.value)
    if each.way == TEMPLATE and each.language not in open_languages:
        return _Decided(
            person_id=person_id,
            state=Reached.WAITING,
            why=Why.WINDOW_CLOSED.value,
            weighed=each,
            before=before,
        )
    return _Decided(person_id=person_id, state=Reached.QUEUED, weighed=each, before=before)


async def _follow(unit: Unit, now: Announcement, person_id: int) -> int:
    """Under which record she is a receiver now that two were found to be one woman's; 0 if that one has a row already.

    Her own id where nothing of the sort has happened.
    """
    first = await _first_of(unit, person_id)
    if first == person_id:
        return person_id
    has = await unit.fetch_one(
        "SELECT 1 AS one FROM announcement_receivers WHERE announcement_id = $1 AND person_id = $2",
        now.id,
        first,
    )
    if has is not None:
        unit.write(
            "DELETE FROM announcement_receivers WHERE announcement_id = $1 AND person_id = $2",
            now.id,
            person_id,
        )
        return 0
    unit.write(
        "UPDATE announcement_receivers SET person_id = $3 WHERE announcement_id = $1 AND person_id = $2",
        now.id,
        person_id,
        first,
    )
    return first


async def _first_of(unit: Unit, person_id: int) -> int:
    """The first of her records."""
    seen = {person_id}
    while True:
        row = await unit.fetch_one("SELECT same_as FROM persons WHERE id = $1", person_id)
        if row is None or not row["same_as"] or row["same_as"] in seen:
            return person_id
        person_id = row["same_as"]
        seen.add(person_id)


def _write(unit: Unit, now: Announcement, decided: Sequence[_Decided]) -> None:
    kind, lane, now_ms = MessageClass.BROADCAST.value, broadcast_lane(now.size), unit.now_ms
    rows, receivers = [], []
    for each in decided:
        if each.weighed is None:
            continue
        outbox_id, to = unit.new_id(), each.weighed
        state = "queued" if each.state is Reached.QUEUED else "pull"
        rows.append(
            (
                outbox_id,
                to.account_id,
                to.record_id,
                to.channel,
                kind,
                lane,
                state,
                now_ms,
                1,
                now.id,
                now_ms,
            )
        )
        receivers.append(
            (each.person_id, each.state.value, each.why, outbox_id, to.account_id, to.channel, to.way)
        )
    unit.write_many(_RETIRE, [(each.before,) for each in decided if each.weighed and each.before])
    write_rows(unit, _ROW, rows)
    if receivers:
        ids = [each[0] for each in receivers]
        write_rows(unit, _QUEUED, receivers, now.id, min(ids), max(ids))
    unit.write_many(
        _NOT_QUEUED,
        [(now.id, each.person_id, each.state.value, each.why) for each in decided if each.weighed is None],
    )
