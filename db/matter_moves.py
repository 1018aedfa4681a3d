"""Hand-overs and referrals: what was asked, her answer, and what the receiving side said.

Her words, the reason and a refusal's are sealed by her key. Nothing here moves a matter: db/matter_handing.py does,
when somebody accepts what she has said yes to.
"""

import json
from collections.abc import Sequence
from typing import Any

from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.push_buttons import take_back as take_back_push
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matter_moves import (
    MOVE_MS,
    SLIP_CODE_LENGTH,
    HerNoStands,
    Move,
    MoveOver,
)
from domain.matter_refusals import MoveWaits
from domain.matters import Matter, MoveKind, MoveState, Passes
from domain.records import dataclass
from domain.refusals import NotAllowed

BODY_PLACE = "matter_moves.body"
SLICE = 50
"""Looked at in one look of the clock."""
DAY_MS = 24 * 3_600_000

_COLUMNS = (
    "SELECT id, matter_id, person_id, kind, from_organisation, from_person, to_organisation, to_person, partner_id,"
    " state, passes, body, answered_ms, settled_ms, settled_by, made_ms FROM matter_moves"
)
_COUNT = "SELECT count(*) AS n FROM matter_moves"
_STANDING = (
    " WHERE state = 'offered' AND partner_id = 0 AND from_person <> $1 AND EXISTS (SELECT 1 FROM matters m"
    " WHERE m.id = matter_moves.matter_id AND m.state = 'open' AND m.holder_id = matter_moves.from_person)"
    " AND (to_person = $1"
)
# What may be counted: nothing that is meant for a woman where she is none, no complaint of which she may not know.
_SEEN = (
    " AND EXISTS (SELECT 1 FROM matters m JOIN persons p ON p.id = $1 WHERE m.id = matter_moves.matter_id"
    " AND (m.women_only = 0 OR p.woman = 1) AND NOT EXISTS (SELECT 1 FROM persons s WHERE s.id IN (m.about_id,"
    " m.person_id) AND (s.id = p.id OR s.same_as = p.id OR s.id = p.same_as OR (s.same_as > 0"
    " AND s.same_as = p.same_as)))"
    " AND (m.complaint = 0 OR matter_moves.to_person = $1))"
)
# When it is given up: her answer or theirs has not come. A slip she has is hers: it does not end.
_GIVEN_UP = (
    " WHERE state IN ('asked', 'offered') AND ((state = 'asked' AND made_ms <= $1)"
    " OR (state = 'offered' AND partner_id = 0 AND answered_ms <= $1))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """Where it would lead: one of the three is not 0."""

    to_person: int = 0
    to_organisation: int = 0
    partner_id: int = 0


# -- asking -----------------------------------------------------------------------------------------------------


async def ask(unit: Unit, matter: Matter, where: Where, *, words: str, why: str) -> Move:
    """What now waits for her answer. Raises MoveWaits, HerNoStands."""
    unit.write("UPDATE matters SET messages = messages WHERE id = $1", matter.id)
    before = await list_of(unit, matter.id)
    if any(each.is_open and each.from_person == matter.holder_id for each in before):
        raise MoveWaits
    # What somebody asked who has it no more cannot be accepted (db/matter_handing.py), and holds up nobody.
    unit.write(
        "UPDATE matter_moves SET state = 'taken_back', settled_ms = $2 WHERE matter_id = $1"
        " AND state IN ('asked', 'offered')",
        matter.id,
        unit.now_ms,
    )
    if has_said_no(matter, before, where):
        raise HerNoStands
    move_id = unit.new_id()
    kind = MoveKind.HAND_OVER if where.to_person else MoveKind.REFERRAL
    code = new_code(SLIP_CODE_LENGTH) if where.partner_id else ""
    unit.write(
        "INSERT INTO matter_moves (id, matter_id, person_id, kind, from_organisation, from_person, to_organisation,"
        " to_person, partner_id, state, body, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11)",
        move_id,
        matter.id,
        matter.person_id,
        kind.value,
        matter.organisation_id,
        matter.holder_id,
        where.to_organisation,
        where.to_person,
        where.partner_id,
        await _sealed(unit, matter.person_id, move_id, {"words": words, "why": why, "code": code}),
        unit.now_ms,
    )
    return await get(unit, move_id)


def has_said_no(matter: Matter, before: Sequence[Move], where: Where) -> bool:
    """Whether she has said no to this place and has not written since."""
    return any(
        each.state is MoveState.NO
        and (each.to_person, each.to_organisation, each.partner_id)
        == (where.to_person, where.to_organisation, where.partner_id)
        and matter.hers_ms <= each.answered_ms
        for each in before
    )


async def _sealed(unit: Unit, person_id: int, move_id: int, body: dict[str, str]) -> bytes:
    await unit.vault.have([owner_of(person_id)])
    return unit.vault.seal(owner_of(person_id), cell(BODY_PLACE, move_id), json.dumps(body).encode())


# -- looking ----------------------------------------------------------------------------------------------------


async def find(unit: Unit, move_id: int) -> Move | None:
    """That one, opened; None if there is none, or she was erased."""
    row = await unit.fetch_one(_COLUMNS + " WHERE id = $1", move_id)
    found = await _opened(unit, [row] if row is not None else [])
    return found[0] if found else None


async def get(unit: Unit, move_id: int) -> Move:
    """That one. Raises NotAllowed if there is none."""
    found = await find(unit, move_id)
    if found is None:
        raise NotAllowed
    return found


async def list_of(unit: Unit, matter_id: int) -> list[Move]:
    """The matter's moves, the oldest first."""
    return await _opened(unit, await unit.fetch(_COLUMNS + " WHERE matter_id = $1 ORDER BY id", matter_id))


async def find_open(unit: Unit, matter_id: int) -> Move | None:
    """The one that waits for an answer, hers or theirs."""
    rows = await unit.fetch(_COLUMNS + " WHERE matter_id = $1 AND state IN ('asked', 'offered')", matter_id)
    found = await _opened(unit, rows)
    return found[0] if found else None


async def list_hers(unit: Unit, person_id: int, since_ms: int) -> list[Move]:
    """What she can still answer or take back, and slips made since then; the newest first."""
    rows = await unit.fetch(
        _COLUMNS
        + " WHERE person_id = $1 AND (state IN ('asked', 'offered') OR (partner_id > 0 AND passes <> ''"
        " AND made_ms >= $2)) ORDER BY id DESC LIMIT 10",
        person_id,
        since_ms,
    )
    return [each for each in await _opened(unit, rows) if each.is_open or each.has_slip]


async def find_asked_last(unit: Unit, person_id: int) -> tuple[int, bool]:
    """The move that was the last thing asked on her phone and waits for her answer; 0 if something else was.

    Then whether the question itself, not only that there is news, is the last thing on her screen.
    """
    row = await unit.fetch_one(
        "SELECT b.matter, b.open, EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = b.person_id AND o.pushed = 1"
        " AND o.made_ms = b.made_ms AND o.state = 'sent' AND NOT EXISTS (SELECT 1 FROM outbox n"
        " WHERE n.account_id = o.account_id AND n.id > o.id)) AS seen FROM push_buttons b WHERE b.person_id = $1"
        " ORDER BY b.made_ms DESC, b.matter DESC LIMIT 1",
        person_id,
    )
    if row is None or not row["open"] or not row["matter"].startswith("move:"):
        return 0, False
    move = await find(unit, int(row["matter"].removeprefix("move:")))
    if move is None or move.state is not MoveState.ASKED:
        return 0, False
    return move.id, bool(row["seen"])


async def list_offered(unit: Unit, person_id: int, organisation_ids: Sequence[int]) -> list[Move]:
    """What this person may accept: offered to her, or to one of these offices by somebody else; the oldest first."""
    rows = await unit.fetch(*_offered(_COLUMNS, person_id, organisation_ids, " ORDER BY id LIMIT 30"))
    return await _opened(unit, rows)


async def count_offered(unit: Unit, person_id: int, organisation_ids: Sequence[int]) -> int:
    """How much that is; for a menu and the morning's digest. A complaint that is not offered to her is not counted."""
    row = await unit.fetch_one(*_offered(_COUNT, person_id, organisation_ids, _SEEN))
    return int(row["n"]) if row is not None else 0


def _offered(columns: str, person_id: int, organisation_ids: Sequence[int], rest: str) -> tuple[Any, ...]:
    wanted = padded(organisation_ids)
    sql = columns + _STANDING + " OR to_organisation IN " + marks(len(wanted), 2) + ")" + rest
    return (sql, person_id, *wanted)


async def list_answers(unit: Unit, person_id: int, since_ms: int) -> list[Move]:
    """What became of what this person asked for, the newest first, without what she took back herself."""
    rows = await unit.fetch(
        _COLUMNS
        + " WHERE from_person = $1 AND state <> 'asked' AND NOT (state = 'taken_back' AND settled_by = $1)"
        " AND (answered_ms >= $2 OR settled_ms >= $2)"
        " ORDER BY id DESC LIMIT 10",
        person_id,
        since_ms,
    )
    return await _opened(unit, rows)


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Move]:
    await unit.vault.have(dict.fromkeys(owner_of(row["person_id"]) for row in rows))
    return [_move(unit, row) for row in rows if unit.vault.knows(owner_of(row["person_id"]))]


def _move(unit: Unit, row: Row) -> Move:
    body = json.loads(
        unit.vault.unseal(owner_of(row["person_id"]), cell(BODY_PLACE, row["id"]), bytes(row["body"]))
    )
    return Move(
        id=row["id"],
        matter_id=row["matter_id"],
        person_id=row["person_id"],
        kind=MoveKind(row["kind"]),
        from_organisation=row["from_organisation"],
        from_person=row["from_person"],
        to_organisation=row["to_organisation"],
        to_person=row["to_person"],
        partner_id=row["partner_id"],
        state=MoveState(row["state"]),
        passes=Passes(row["passes"]) if row["passes"] else None,
        words=body.get("words", ""),
        why=body.get("why", ""),
        reason=body.get("reason", ""),
        code=body.get("code", ""),
        made_ms=row["made_ms"],
        answered_ms=row["answered_ms"],
        settled_ms=row["settled_ms"],
        settled_by=row["settled_by"],
    )


# -- answering --------------------------------------------------------------------------------------------------


async def answer(unit: Unit, move: Move, passes: Passes | None) -> Move:
    """Her answer; None is no. A no also takes back a yes that nobody has acted on. Raises MoveOver."""
    before = ("asked", "asked") if passes is not None else ("asked", "offered")
    state = MoveState.OFFERED if passes is not None else MoveState.NO
    rows = await unit.fetch(
        "UPDATE matter_moves SET state = $2, passes = $3, answered_ms = $4 WHERE id = $1 AND state IN ($5, $6)"
        " RETURNING id",
        move.id,
        state.value,
        passes.value if passes is not None else "",
        unit.now_ms,
        *before,
    )
    if not rows:
        raise MoveOver
    take_back_push(unit, move.matter)
    return await get(unit, move.id)


def note_her_words(unit: Unit, move: Move) -> None:
    """What she wrote in this turn belongs to her no: it does not make an end of it (has_said_no)."""
    unit.write(
        "UPDATE matter_moves SET answered_ms = $2 WHERE id = $1 AND state = 'no'", move.id, unit.now_ms
    )


async def settle(
    unit: Unit, move: Move, state: MoveState, *, of: tuple[MoveState, ...], reason: str = ""
) -> Move:
    """It is in this state from now on, if it was in one of `of`. Raises MoveOver."""
    allowed = padded([each.value for each in of])
    rows = await unit.fetch(
        "UPDATE matter_moves SET state = $2, settled_ms = $3, settled_by = $4 WHERE id = $1 AND state IN "
        + marks(len(allowed), 5)
        + " RETURNING id",
        move.id,
        state.value,
        unit.now_ms,
        unit.actor.person_id,
        *allowed,
    )
    if not rows:
        raise MoveOver
    if reason:
        body = {"words": move.words, "why": move.why, "code": move.code, "reason": reason}
        unit.write(
            "UPDATE matter_moves SET body = $2 WHERE id = $1",
            move.id,
            await _sealed(unit, move.person_id, move.id, body),
        )
    take_back_push(unit, move.matter)
    return await get(unit, move.id)


# -- time -------------------------------------------------------------------------------------------------------


async def take_expired(unit: Unit) -> list[Move]:
    """What nobody has answered in time, given up in this transaction; a slice of it."""
    rows = await unit.fetch(
        _COLUMNS + _GIVEN_UP + " ORDER BY matter_id LIMIT $2", unit.now_ms - MOVE_MS, SLICE
    )
    if not rows:
        return []
    ids = padded([row["id"] for row in rows])
    unit.write(
        "UPDATE matter_moves SET state = 'taken_back', settled_ms = $1 WHERE state IN ('asked', 'offered')"
        " AND id IN " + marks(len(ids), 2),
        unit.now_ms,
        *ids,
    )
    found = await _opened(unit, rows)
    for each in found:
        take_back_push(unit, each.matter)
    return found


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """When the next one is given up."""
    row = await unit.fetch_one(
        "SELECT min(CASE WHEN state = 'asked' THEN made_ms ELSE answered_ms END) AS due FROM matter_moves"
        " WHERE state IN ('asked', 'offered') AND ((state = 'asked' AND made_ms > $1)"
        " OR (state = 'offered' AND partner_id = 0 AND answered_ms > $1))",
        after_ms - MOVE_MS,
    )
    return row["due"] + MOVE_MS if row is not None and row["due"] is not None else None
