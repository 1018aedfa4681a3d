"""Calls for help: a woman waits for a person, and who has taken it. One open call a woman; what it is about is sealed.

The law: a call is kept until a person acknowledges it. It holds no word of what she wrote, and nobody contacts her
before she has said that somebody may.
"""

import json
from collections.abc import Container, Sequence
from dataclasses import asdict, replace

from db.barred import list_barred, list_complaining
from db.data_readers import list_selves
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.safety import owner_of
from db.unit import Unit
from db.vault import cell
from domain.records import dataclass
from domain.safety import MINUTE_MS, OPEN_CALLS_MAX, Allowed, CallState, Matter, Who, worse

BODY_PLACE = "calls.body"
CODE_CHARS = 6

REOPENS_AFTER_MS = 30 * MINUTE_MS
"""So long somebody who has taken a call is taken to be with her; then new words of danger ring again."""

_COLUMNS = (
    "SELECT id, code, person_id, account_id, organisation_id, state, since_ms, rings, told, quiet, women_only, calm,"
    " taken_by, taken_ms, not_to, body FROM calls "
)


_UNREAD = Matter(level="", kind="", about="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A call, opened. rings: how often it has rung. told: how often she heard that nobody has answered yet.

    quiet: she has not said that she is alone with her phone, so nothing is pushed to her. calm: she asked for a person
    and showed no sign of danger; her wish waits in the office's queue too. not_to: who never hears of it, 0 for nobody.
    """

    id: int
    code: str
    person_id: int
    account_id: int
    organisation_id: int
    state: CallState
    since_ms: int
    rings: int
    told: int
    quiet: bool
    women_only: bool
    calm: bool
    taken_by: int
    taken_ms: int
    not_to: int
    matter: Matter
    allowed: Allowed


def matter_of(call_id: int) -> str:
    """The matter of the buttons that lead to this call."""
    return f"call:{call_id}"


def _body(matter: Matter, allowed: Allowed) -> bytes:
    return json.dumps({"matter": asdict(matter), "allowed": asdict(allowed)}).encode()


def _seal(unit: Unit, call_id: int, person_id: int, matter: Matter, allowed: Allowed) -> bytes:
    return unit.vault.seal(owner_of(person_id), cell(BODY_PLACE, call_id), _body(matter, allowed))


async def _open(unit: Unit, rows: Sequence[Row]) -> list[Call]:
    """The calls, opened; those of women whose key is gone are left out."""
    await unit.vault.have({owner_of(row["person_id"]) for row in rows})
    return [_opened(unit, row) for row in rows if unit.vault.knows(owner_of(row["person_id"]))]


def _opened(unit: Unit, row: Row) -> Call:
    owner = owner_of(row["person_id"])
    body = json.loads(unit.vault.unseal(owner, cell(BODY_PLACE, row["id"]), bytes(row["body"])))
    allowed = {**body["allowed"], "who": Who(body["allowed"]["who"])}
    return _call(row, Matter(**body["matter"]), Allowed(**allowed))


def _call(row: Row, matter: Matter, allowed: Allowed) -> Call:
    return Call(
        id=row["id"],
        code=row["code"],
        person_id=row["person_id"],
        account_id=row["account_id"],
        organisation_id=row["organisation_id"],
        state=CallState(row["state"]),
        since_ms=row["since_ms"],
        rings=row["rings"],
        told=row["told"],
        quiet=bool(row["quiet"]),
        women_only=bool(row["women_only"]),
        calm=bool(row["calm"]),
        taken_by=row["taken_by"],
        taken_ms=row["taken_ms"],
        not_to=row["not_to"],
        matter=matter,
        allowed=allowed,
    )


# -- made -------------------------------------------------------------------------------------------------------


async def make(
    unit: Unit,
    *,
    organisation_id: int,
    matter: Matter,
    quiet: bool = False,
    women_only: bool = False,
    calm: bool = False,
    not_to: int = 0,
) -> Call:
    """The actor's open call: a new one, or the one she has with the heavier of both matters.

    not_to: who never hears of it, beside those of whom she has complained (db/barred.py).
    """
    known = await find_open(unit, unit.actor.person_id)
    if known is not None:
        barred = await list_barred(unit, known.person_id, not_to or known.not_to)
        return _again(unit, known, matter, quiet=quiet, calm=calm, not_to=not_to, barred=barred)
    person_id, call_id = unit.actor.person_id, unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    call = Call(
        id=call_id,
        code=new_code(CODE_CHARS),
        person_id=person_id,
        account_id=unit.actor.account_id,
        organisation_id=organisation_id,
        state=CallState.CALLED,
        since_ms=unit.now_ms,
        rings=0,
        told=0,
        quiet=quiet,
        women_only=women_only,
        calm=calm,
        taken_by=0,
        taken_ms=0,
        not_to=not_to,
        matter=matter,
        allowed=Allowed(),
    )
    unit.write(
        "INSERT INTO calls (id, code, person_id, account_id, organisation_id, state, made_ms, since_ms, next_ring_ms,"
        " quiet, women_only, calm, not_to, body)"
        " VALUES ($1, $2, $3, $4, $5, 'called', $6, $7, $8, $9, $10, $11, $12, $13)",
        call_id,
        call.code,
        person_id,
        call.account_id,
        organisation_id,
        unit.now_ms,
        unit.now_ms,
        unit.now_ms,
        int(quiet),
        int(women_only),
        int(calm),
        not_to,
        _seal(unit, call_id, person_id, matter, call.allowed),
    )
    return call


def _again(
    unit: Unit,
    call: Call,
    matter: Matter,
    *,
    quiet: bool,
    calm: bool,
    not_to: int,
    barred: Container[int],
) -> Call:
    """She called before, and it is not over. Nobody is woken twice for it, unless whoever has it took it long ago.

    Or unless it is of that one that she has complained since.
    """
    long_ago = unit.now_ms - call.taken_ms >= REOPENS_AFTER_MS or call.taken_by in barred
    waits_again = call.state is CallState.ACKNOWLEDGED and long_ago
    reopens = waits_again or (call.calm and not calm)
    changed = replace(
        call,
        matter=worse(call.matter, matter),
        quiet=call.quiet and quiet,
        calm=call.calm and calm,
        not_to=not_to or call.not_to,
    )
    if reopens:
        changed = replace(changed, state=CallState.CALLED, since_ms=unit.now_ms, rings=0, told=0)
    unit.write(
        "UPDATE calls SET state = $2, since_ms = $3, next_ring_ms = CASE WHEN $4 = 1 THEN $3 ELSE next_ring_ms END,"
        " rings = $5, told = $6, quiet = $7, calm = $8, not_to = $9, body = $10 WHERE id = $1",
        call.id,
        changed.state.value,
        changed.since_ms,
        int(reopens),
        changed.rings,
        changed.told,
        int(changed.quiet),
        int(changed.calm),
        changed.not_to,
        _seal(unit, call.id, call.person_id, changed.matter, changed.allowed),
    )
    return changed


async def allow(
    unit: Unit, *, unsafe: bool | None = None, allowed: Allowed | None = None, alone: bool | None = None
) -> None:
    """What she has said since: whether she is safe, who may contact her, whether she is alone with her phone.

    None leaves it. Nothing happens if her call is over by now.
    """
    call = await find_open(unit, unit.actor.person_id)
    if call is None:
        return
    matter = call.matter if unsafe is None else replace(call.matter, unsafe=unsafe)
    unit.write(
        "UPDATE calls SET quiet = $2, body = $3 WHERE id = $1",
        call.id,
        int(call.quiet if alone is None else not alone),
        _seal(unit, call.id, call.person_id, matter, allowed or call.allowed),
    )


# -- found ------------------------------------------------------------------------------------------------------


async def find_open(unit: Unit, person_id: int) -> Call | None:
    """The call of this woman that is not over."""
    rows = await unit.fetch(_COLUMNS + "WHERE person_id = $1 AND state <> 'closed'", person_id)
    found = await _open(unit, rows)
    return found[0] if found else None


async def find(unit: Unit, call_id: int) -> Call | None:
    """That call, also one that is over."""
    found = await _open(unit, await unit.fetch(_COLUMNS + "WHERE id = $1", call_id))
    return found[0] if found else None


async def list_open(unit: Unit, organisation_ids: Sequence[int]) -> list[Call]:
    """Calls of these offices that are not over, those nobody has taken first, then the oldest."""
    if not organisation_ids:
        return []
    wanted = padded(organisation_ids)
    rows = await unit.fetch(
        _COLUMNS
        + "WHERE state <> 'closed' AND organisation_id IN "
        + marks(len(wanted))
        + " ORDER BY state DESC, since_ms, id LIMIT 30",
        *wanted,
    )
    return (await _open(unit, rows))[:OPEN_CALLS_MAX]


async def count_ringing(unit: Unit, organisation_ids: Sequence[int]) -> int:
    """How many calls of these offices nobody has taken; wishes in the queue are not counted twice.

    Without those that are not for who acts.
    """
    if not organisation_ids:
        return 0
    wanted = padded(organisation_ids)
    rows = await unit.fetch(
        "SELECT person_id, not_to FROM calls WHERE state = 'called' AND calm = 0 AND organisation_id IN "
        + marks(len(wanted)),
        *wanted,
    )
    if not rows:
        return 0
    complaining = await list_complaining(unit, unit.actor.person_id)
    mine = await list_selves(unit, unit.actor.person_id)
    return sum(row["person_id"] not in complaining and row["not_to"] not in mine for row in rows)


async def is_for(unit: Unit, call: Call, person_id: int) -> bool:
    """Whether this person may know of the call: not the woman herself, and nobody of whom she complains."""
    barred = await list_barred(unit, call.person_id, call.not_to)
    return person_id != call.person_id and person_id not in barred


async def list_due(unit: Unit, most: int) -> list[Call]:
    """Calls that are to ring now, the longest due first; not opened: ringing needs nothing of what they are about."""
    rows = await unit.fetch(
        _COLUMNS + "WHERE state = 'called' AND next_ring_ms <= $1 ORDER BY next_ring_ms, id LIMIT $2",
        unit.now_ms,
        most,
    )
    return [_call(row, _UNREAD, Allowed()) for row in rows]


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which a call rings."""
    row = await unit.fetch_one(
        "SELECT min(next_ring_ms) AS due FROM calls WHERE state = 'called' AND next_ring_ms > $1", after_ms
    )
    return row["due"] if row is not None else None


async def is_wish_open(unit: Unit, call: Call) -> bool:
    """Whether the wish for a person behind a calm call still waits, and nobody of the office has opened it."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM requests WHERE person_id = $1 AND organisation_id = $2 AND wants_person = 1"
        " AND state IN ('menunggu', 'diperiksa') AND seen_ms IS NULL LIMIT 1",
        call.person_id,
        call.organisation_id,
    )
    return row is not None


# -- answered ---------------------------------------------------------------------------------------------------


def postpone(unit: Unit, call: Call, next_ms: int) -> None:
    """It rings at `next_ms` and not now."""
    unit.write("UPDATE calls SET next_ring_ms = $2 WHERE id = $1", call.id, next_ms)


def note_ring(unit: Unit, call: Call, next_ms: int, *, told: bool) -> None:
    """It has rung once more; it rings again at `next_ms` unless somebody takes it. told: she heard the truth."""
    unit.write(
        "UPDATE calls SET rings = rings + 1, told = told + $3, next_ring_ms = $2 WHERE id = $1",
        call.id,
        next_ms,
        int(told),
    )


def take(unit: Unit, call: Call) -> None:
    """The actor has it; what would still ring is taken back."""
    unit.write(
        "UPDATE calls SET state = 'acknowledged', taken_by = $2, taken_ms = $3 WHERE id = $1",
        call.id,
        unit.actor.person_id,
        unit.now_ms,
    )
    _silence(unit, call.id)


def close(unit: Unit, call: Call) -> None:
    """It is over."""
    unit.write("UPDATE calls SET state = 'closed', closed_ms = $2 WHERE id = $1", call.id, unit.now_ms)
    _silence(unit, call.id)


def _silence(unit: Unit, call_id: int) -> None:
    """Calls for help that did not go out yet are dropped, but for those who are rung for another woman too.

    What still waits to tell her that nobody has answered is not true any more either.
    """
    unit.write(
        "UPDATE outbox SET state = 'dropped', fault = 'acknowledged' WHERE kind = 'help'"
        " AND state IN ('queued', 'retry') AND person_id IN (SELECT person_id FROM call_rings WHERE call_id = $1)"
        " AND person_id NOT IN (SELECT r.person_id FROM call_rings r JOIN calls c ON c.id = r.call_id"
        " WHERE c.state = 'called' AND c.id <> $1)",
        call_id,
    )
    unit.write(
        "UPDATE outbox SET state = 'dropped', fault = 'acknowledged' WHERE kind = 'help'"
        " AND state IN ('queued', 'retry', 'pull') AND person_id = (SELECT person_id FROM calls WHERE id = $1)",
        call_id,
    )


def forget(unit: Unit, person_id: int) -> str:
    """She is erased: her calls are over, her notes gone. The owner whose key is destroyed after the commit."""
    unit.write("DELETE FROM safety_notes WHERE person_id = $1", person_id)
    unit.write(
        "UPDATE calls SET state = 'closed', closed_ms = $2 WHERE person_id = $1 AND state <> 'closed'",
        person_id,
        unit.now_ms,
    )
    return owner_of(person_id)
