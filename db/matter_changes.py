"""How a matter changes hands, is closed and taken up again: whoever calls has locked it and asked who may.

The law: with the commit that gives it to somebody else the one before reads and writes nothing there any more, and what
she wanted to send later, or had asked for, is dropped. What waits for an answer always has a moment of the clock.
"""

from dataclasses import replace

from db import matter_copies
from db.matter_rights import can_hold
from db.matter_rows import COLUMNS, find, find_open, lock, read_matter
from db.unit import Unit
from domain.matter_refusals import AlreadyThere, MatterClosed, WomanOnly
from domain.matters import Climbed, Matter, Result, State
from domain.refusals import NotAllowed

_HELD = f"SELECT {COLUMNS} FROM matters m WHERE m.holder_id = $1 AND m.state = 'open' ORDER BY m.id"

_HELD_OR_WAITING = (
    f"SELECT {COLUMNS} FROM matters m WHERE m.holder_id = $1 AND (m.state = 'open' OR EXISTS (SELECT 1"
    " FROM matter_copies c JOIN outbox o ON o.id = c.outbox_id WHERE c.matter_id = m.id AND c.receiver_id = $1"
    f" AND o.state IN {matter_copies.UNSENT})) ORDER BY m.id"
)


async def reread(unit: Unit, matter_id: int) -> Matter:
    found = await find(unit, matter_id)
    assert found is not None, "it was locked in this transaction"
    return found


def look_at_once(unit: Unit, matter_id: int) -> None:
    """The clock looks at it now and decides when again, where something waits."""
    unit.write(
        "UPDATE matters SET due_ms = $2, climbed = 0 WHERE id = $1 AND waiting_ms > 0", matter_id, unit.now_ms
    )


async def give(unit: Unit, matter: Matter, person_id: int, *, shown_from: int) -> Matter:
    """It is this person's from this commit on, or nobody's; what the one before wanted to send later is dropped."""
    unit.write(
        "UPDATE matters SET holder_id = $2, held_ms = $3, line_ms = 0,"
        " shown_from = CASE WHEN $4 > shown_from THEN $4 ELSE shown_from END WHERE id = $1",
        matter.id,
        person_id,
        unit.now_ms if person_id else 0,
        shown_from,
    )
    look_at_once(unit, matter.id)
    if matter.holder_id and matter.holder_id != person_id:
        matter_copies.withdraw(unit, matter.id, matter.holder_id)
        _drop_steps(unit, matter.id, "handed_over", only_later=True)
        _drop_moves(unit, matter.id)
    return await reread(unit, matter.id)


async def shut(unit: Unit, matter: Matter, result: Result, *, by: int) -> Matter:
    """Closed, whoever may; nothing waits in it any more."""
    unit.write(
        "UPDATE matters SET state = 'closed', closed_ms = $2, closed_by = $3, result = $4, waiting_ms = 0, due_ms = 0,"
        " climbed = $5, line_ms = 0, face = 0, settled_n = messages, asked_ms = 0, asked_n = 0 WHERE id = $1",
        matter.id,
        unit.now_ms,
        by,
        result.value,
        int(Climbed.NOT),
    )
    _drop_steps(unit, matter.id, "closed", only_later=False)
    _drop_moves(unit, matter.id)
    unit.audit("write", "matter", matter.id, matter.person_id, "closed")
    return await reread(unit, matter.id)


def _drop_steps(unit: Unit, matter_id: int, why: str, *, only_later: bool) -> None:
    unit.write(
        "UPDATE matter_steps SET state = 'dropped', why = $2, settled_ms = $3 WHERE matter_id = $1"
        " AND state IN ('waiting', 'told') AND (kind = 'later' OR $4 = 0)",
        matter_id,
        why,
        unit.now_ms,
        int(only_later),
    )


def _drop_moves(unit: Unit, matter_id: int) -> None:
    """What was asked of her, or offered to others, by who has it no more."""
    unit.write(
        "UPDATE matter_moves SET state = 'taken_back', settled_ms = $2 WHERE matter_id = $1"
        " AND state IN ('asked', 'offered')",
        matter_id,
        unit.now_ms,
    )


async def open_again(unit: Unit, matter: Matter) -> Matter:
    """The closed matter, open; its holder has it only if she still works there."""
    stays = await can_hold(unit, matter, [matter.holder_id]) if matter.holder_id else []
    unit.write(
        "UPDATE matters SET state = 'open', closed_ms = 0, closed_by = 0, result = '', face = 0, climbed = 0,"
        " reopened = reopened + 1, holder_id = $2,"
        " only_holder = CASE WHEN CAST($2 AS BIGINT) = 0 THEN 0 ELSE only_holder END WHERE id = $1",
        matter.id,
        matter.holder_id if stays else 0,
    )
    unit.audit("write", "matter", matter.id, matter.person_id, "reopened")
    return await reread(unit, matter.id)


async def set_holder(
    unit: Unit, matter: Matter, person_id: int, *, organisation_id: int = 0, shown_from: int = 0
) -> Matter:
    """Somebody else has it from this commit on, in another office if one is named; whoever calls has asked who may.

    person_id 0: nobody has it yet. shown_from: the first number the new one may see, 0 leaves it. Raises MatterClosed,
    WomanOnly, NotAllowed (who does not work there), AlreadyThere (she writes with that office already).
    """
    now = await lock(unit, matter.id)
    if now.state is not State.OPEN:
        raise MatterClosed
    if organisation_id and organisation_id != now.organisation_id:
        if await find_open(unit, now.person_id, organisation_id, now.complaint) is not None:
            raise AlreadyThere
        unit.write("UPDATE matters SET organisation_id = $2 WHERE id = $1", now.id, organisation_id)
        now = replace(now, organisation_id=organisation_id)
    if person_id and not await can_hold(unit, now, [person_id]):
        anybody = await can_hold(unit, replace(now, women_only=False), [person_id])
        raise WomanOnly if anybody else NotAllowed
    unit.audit("write", "matter", now.id, now.person_id, "given on")
    return await give(unit, now, person_id, shown_from=shown_from)


async def cut_off(unit: Unit, person_id: int) -> None:
    """A role of this person has just ended: where she answers no more, nothing on its way reaches her, no line is open.

    Who has it instead, and who hears of that, is the clock's to say within a minute.
    """
    for row in await unit.fetch(_HELD_OR_WAITING, person_id):
        matter = read_matter(row)
        if not await can_hold(unit, replace(matter, women_only=False), [person_id]):
            unit.write("UPDATE matters SET line_ms = 0 WHERE id = $1", matter.id)
            matter_copies.withdraw(unit, matter.id, person_id)


async def release_without_role(unit: Unit, person_id: int) -> list[Matter]:
    """The open matters this person has in offices where she works no more: nobody has them now, and the clock looks."""
    rows = await unit.fetch(_HELD, person_id)
    found = []
    for row in rows:
        matter = read_matter(row)
        if not await can_hold(unit, replace(matter, women_only=False), [person_id]):
            found.append(await give(unit, matter, 0, shown_from=0))
    return found
