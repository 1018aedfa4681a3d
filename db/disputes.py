"""Matters between a member and the book: said kindly, with a date for an answer, settled only by her.

What she says and what the officers answer is sealed with the key of her record in the book.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import group_rules
from db.engine import Row
from db.ids import new_code
from db.push_buttons import close_matter
from db.screenings import open_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.disputes import (
    NONE,
    OPEN_MAX,
    Difference,
    Reply,
    State,
    TooManyDisputes,
    What,
    answer_day,
    next_ms,
)
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from domain.zones import local_date

PLACE = "disputes.what"
CODE_CHARS = 4

# Matters one look of the clock takes up, with two officers each.
SLICE = 50
LISTED_MAX = 50

_COLUMNS = (
    "SELECT d.id, d.group_id, d.code, d.member, d.meeting, d.entry, d.what, d.state, d.raised, d.answer_by, d.made_ms,"
    " d.answered_ms, d.next_ms, m.person_id, m.linked_id, g.name AS group_name, g.zone, g.practice_of FROM disputes d"
    " JOIN members m ON m.group_id = d.group_id AND m.number = d.member JOIN groups g ON g.id = d.group_id "
)
_ONE = _COLUMNS + "WHERE d.id = $1"
_OPEN = _COLUMNS + f"WHERE d.group_id = $1 AND d.state = 'open' ORDER BY d.id LIMIT {LISTED_MAX}"
_OPEN_OF = (
    _COLUMNS
    + f"WHERE d.group_id = $1 AND d.member = $2 AND d.state = 'open' ORDER BY d.id DESC LIMIT {LISTED_MAX}"
)
_ALL_OF = _COLUMNS + f"WHERE d.group_id = $1 AND d.member = $2 ORDER BY d.id LIMIT {LISTED_MAX}"
_DUE = _COLUMNS + f"WHERE d.next_ms <= $1 AND d.state = 'open' ORDER BY d.next_ms, d.id LIMIT {SLICE}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What the officers have found. entry: the number of the correction, 0 for none. words: theirs, to her."""

    reply: Reply
    entry: int = 0
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """One matter. booked: what the book had when she said it. told_id: who gets the messages that are for her.

    meeting, entry: 0 where it is about none. supervised: the pengawas was asked to join. next_ms: 0 for nothing due.
    """

    id: int
    group_id: int
    group_name: str
    zone: str
    practice: bool
    code: str
    member: int
    person_id: int
    told_id: int
    meeting: int
    entry: int
    difference: Difference
    booked: Rupiah
    state: State
    supervised: bool
    answer_by: date
    next_ms: int
    answered: Answered | None = None


def matter_of(dispute_id: int) -> str:
    """The matter of the buttons that lead to it."""
    return f"dispute:{dispute_id}"


# -- reading ----------------------------------------------------------------------------------------------------


async def get(unit: Unit, dispute_id: int) -> Dispute:
    """That matter. Raises NotAllowed: what does not exist reads like what is not hers."""
    found = await _list(unit, _ONE, dispute_id)
    if not found:
        raise NotAllowed
    return found[0]


async def list_open(unit: Unit, group_id: int) -> list[Dispute]:
    """What is open in the group, the oldest first."""
    return await _list(unit, _OPEN, group_id)


async def list_open_of(unit: Unit, group_id: int, member: int) -> list[Dispute]:
    """What is open of this member, the newest first."""
    return await _list(unit, _OPEN_OF, group_id, member)


async def list_all_of(unit: Unit, group_id: int, member: int) -> list[Dispute]:
    """What this member ever raised, the oldest first."""
    return await _list(unit, _ALL_OF, group_id, member)


async def count_open(unit: Unit, group_id: int) -> int:
    """How many matters of the group she who raised them has not called settled."""
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM disputes WHERE group_id = $1 AND state = 'open'", group_id
    )
    return int(row["n"]) if row is not None else 0


async def _list(unit: Unit, sql: str, *params: Any) -> list[Dispute]:
    rows = await unit.fetch(sql, *params)
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [_opened(unit, row) for row in rows]


def _opened(unit: Unit, row: Row) -> Dispute:
    """The matter; without its words once she was erased."""
    known = unit.vault.knows(owner_of(row["person_id"]))
    place = cell(PLACE, row["id"])
    inside = open_inside(unit, row["person_id"], place, row["what"]) if known else {}
    reply = inside.get("reply")
    return Dispute(
        id=row["id"],
        group_id=row["group_id"],
        group_name=row["group_name"],
        zone=row["zone"],
        practice=bool(row["practice_of"]),
        code=row["code"],
        member=row["member"],
        person_id=row["person_id"],
        told_id=row["linked_id"] or row["person_id"],
        meeting=row["meeting"] or 0,
        entry=row["entry"] or 0,
        difference=Difference(
            what=What(inside.get("what", What.OTHER.value)),
            amount=Rupiah(inside.get("amount", NONE)),
            through=inside.get("through", ""),
            words=inside.get("words", ""),
        ),
        booked=Rupiah(inside.get("booked", NONE)),
        state=State(row["state"]),
        supervised=row["raised"] == Role.GROUP_SUPERVISOR.value,
        answer_by=date.fromisoformat(row["answer_by"]),
        next_ms=row["next_ms"] or 0,
        answered=_answered(inside["reply"]) if reply and row["answered_ms"] else None,
    )


def _answered(inside: dict[str, Any]) -> Answered:
    return Answered(reply=Reply(inside["reply"]), entry=inside["entry"], words=inside["words"])


def _sealed(
    unit: Unit,
    dispute_id: int,
    person_id: int,
    difference: Difference,
    booked: Rupiah,
    answered: Answered | None,
) -> bytes:
    inside: dict[str, Any] = {
        "what": difference.what.value,
        "amount": int(difference.amount),
        "through": difference.through,
        "words": difference.words,
        "booked": int(booked),
    }
    if answered is not None:
        inside["reply"] = {"reply": answered.reply.value, "entry": answered.entry, "words": answered.words}
    return unit.vault.seal(owner_of(person_id), cell(PLACE, dispute_id), json.dumps(inside).encode())


# -- writing ----------------------------------------------------------------------------------------------------


async def add(
    unit: Unit,
    group_id: int,
    member: int,
    difference: Difference,
    *,
    booked: Rupiah = NONE,
    meeting: int = 0,
    entry: int = 0,
) -> Dispute:
    """A new matter with its code and the day for an answer. Raises NotAllowed, TooManyDisputes."""
    open_now = await list_open_of(unit, group_id, member)
    if len(open_now) >= OPEN_MAX:
        raise TooManyDisputes
    row = await unit.fetch_one(
        "SELECT m.person_id, g.zone FROM members m JOIN groups g ON g.id = m.group_id"
        " WHERE m.group_id = $1 AND m.number = $2",
        group_id,
        member,
    )
    if row is None:
        raise NotAllowed
    await unit.vault.have([owner_of(row["person_id"])])
    dispute_id, code = unit.new_id(), await _new_code(unit, group_id)
    answer_by = await _answer_by(unit, group_id, row["zone"])
    unit.write(
        "INSERT INTO disputes (id, group_id, code, member, meeting, entry, what, state, answer_by, made_ms, next_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)",
        dispute_id,
        group_id,
        code,
        member,
        meeting or None,
        entry or None,
        _sealed(unit, dispute_id, row["person_id"], difference, booked, None),
        answer_by.isoformat(),
        unit.now_ms,
        next_ms(answer_by, row["zone"], unit.now_ms),
    )
    return await get(unit, dispute_id)


async def _answer_by(unit: Unit, group_id: int, zone: str) -> date:
    today = local_date(unit.now, zone)
    if not await group_rules.has_any(unit, group_id):
        return answer_day(today, None)
    rules = await group_rules.rules_on(unit, group_id, today)
    return answer_day(today, rules.next_meeting(today))


async def _new_code(unit: Unit, group_id: int) -> str:
    while True:
        code = new_code(CODE_CHARS)
        if (
            await unit.fetch_one("SELECT id FROM disputes WHERE group_id = $1 AND code = $2", group_id, code)
            is None
        ):
            return code


async def close(unit: Unit, dispute: Dispute, state: State) -> None:
    """She takes it back, or says it is settled. Raises Changed if it is closed already."""
    row = await unit.fetch_one(
        "UPDATE disputes SET state = $2, settled_ms = $3, next_ms = NULL WHERE id = $1 AND state = 'open' RETURNING id",
        dispute.id,
        state.value,
        unit.now_ms,
    )
    if row is None:
        raise Changed


async def answer(unit: Unit, dispute: Dispute, answered: Answered) -> None:
    """The officers' answer; the clock waits for her from now on. Raises Changed if it is closed already."""
    row = await unit.fetch_one(
        "UPDATE disputes SET what = $2, answered_ms = $3, next_ms = NULL WHERE id = $1 AND state = 'open' RETURNING id",
        dispute.id,
        _sealed(unit, dispute.id, dispute.person_id, dispute.difference, dispute.booked, answered),
        unit.now_ms,
    )
    if row is None:
        raise Changed


async def ask_again(unit: Unit, dispute: Dispute, *, supervised: bool) -> date:
    """It still differs for her: a new day for an answer. supervised: the pengawas joins. Raises Changed."""
    answer_by = await _answer_by(unit, dispute.group_id, dispute.zone)
    row = await unit.fetch_one(
        "UPDATE disputes SET answered_ms = 0, answer_by = $2, next_ms = $3,"
        " raised = CASE WHEN $4 = 1 THEN 'group_supervisor' ELSE raised END"
        " WHERE id = $1 AND state = 'open' RETURNING id",
        dispute.id,
        answer_by.isoformat(),
        next_ms(answer_by, dispute.zone, unit.now_ms),
        int(supervised),
    )
    if row is None:
        raise Changed
    return answer_by


async def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: nobody can settle what she said, and nobody is reminded of it. Before `members.forget`."""
    rows = await unit.fetch(
        "UPDATE disputes SET state = 'withdrawn', settled_ms = $2, next_ms = NULL WHERE state = 'open' AND EXISTS"
        " (SELECT 1 FROM members m WHERE m.group_id = disputes.group_id AND m.number = disputes.member"
        " AND (m.person_id = $1 OR m.linked_id = $1)) RETURNING id",
        person_id,
        unit.now_ms,
    )
    for row in rows:
        close_matter(unit, matter_of(row["id"]))


# -- the clock --------------------------------------------------------------------------------------------------


async def take_due(unit: Unit) -> list[Dispute]:
    """What is due now, at most SLICE; each is set to what comes after. next_ms of what is returned: what was due."""
    due = await _list(unit, _DUE, unit.now_ms)
    unit.write_many(
        "UPDATE disputes SET next_ms = $2 WHERE id = $1",
        [(each.id, next_ms(each.answer_by, each.zone, unit.now_ms)) for each in due],
    )
    return due


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody is to hear of a matter."""
    row = await unit.fetch_one(
        "SELECT min(next_ms) AS due FROM disputes WHERE next_ms IS NOT NULL AND next_ms > $1", after_ms
    )
    return row["due"] if row is not None else None
