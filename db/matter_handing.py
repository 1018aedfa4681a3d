"""Acceptance of a move: from this transaction on another person has the matter, and who had it reads nothing of it.

The law: no more moves than she said yes to. What she did not pass on stays hidden from whoever has it then, the private
notes stay with the office that wrote them (db/matter_notes.py), what was on its way to who had it is withdrawn.
"""

from dataclasses import replace

from db import matter_copies, matter_looks, matter_messages, matter_moves, matter_rights, matter_rows
from db.matter_changes import reread, set_holder, shut
from db.unit import Unit
from domain.matter_moves import Move, MoveOver
from domain.matter_refusals import WomanOnly
from domain.matters import Matter, MessageKind, MoveState, Passes, Result, Side, State
from domain.records import dataclass
from domain.refusals import NotAllowed


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """The matter that goes on, and who has it: the one that moved, or the one she had open there already.

    joined: whether it is the latter.
    """

    matter_id: int
    holder_id: int
    joined: bool
    move: Move


async def accept(unit: Unit, move: Move) -> Accepted:
    """Whoever acts has it from now on. Raises MoveOver, WomanOnly, NotAllowed, also where it is a complaint about her.

    That she may answer in the receiving office, the caller has asked (Action.ANSWER_MATTERS).
    """
    matter = await matter_rows.lock(unit, move.matter_id)
    if matter.state is not State.OPEN or matter.holder_id != move.from_person:
        raise MoveOver
    await matter_rights.require_key(unit, matter)
    office = move.to_organisation or move.from_organisation
    await _require_may_hold(unit, replace(matter, organisation_id=office))
    there = None
    if office != matter.organisation_id:
        there = await matter_rows.find_open(unit, matter.person_id, office, matter.complaint)
    settled = await matter_moves.settle(unit, move, MoveState.ACCEPTED, of=(MoveState.OFFERED,))
    first = await _add_words(unit, matter, settled.words)
    _end_before(unit, matter, is_elsewhere=office != matter.organisation_id)
    _hide(unit, matter, settled, first)
    shown_from = first if settled.passes is Passes.WORDS else 0
    if there is None:
        await set_holder(
            unit,
            matter,
            unit.actor.person_id,
            organisation_id=move.to_organisation,
            shown_from=shown_from,
        )
        return Accepted(matter_id=matter.id, holder_id=unit.actor.person_id, joined=False, move=settled)
    holder_id = there.holder_id or unit.actor.person_id
    await _join(unit, matter, there, holder_id, settled, shown_from)
    return Accepted(matter_id=there.id, holder_id=holder_id, joined=True, move=settled)


async def _require_may_hold(unit: Unit, matter: Matter) -> None:
    """Whoever acts may have it there: she is a woman where that was asked, and it is not about her."""
    actor = unit.actor.person_id
    if actor in await matter_rights.can_hold(unit, matter, [actor]):
        return
    anybody = replace(matter, women_only=False)
    raise WomanOnly if await matter_rights.can_hold(unit, anybody, [actor]) else NotAllowed


async def _add_words(unit: Unit, matter: Matter, words: str) -> int:
    """The words that were read out to her stand in the matter now; their number."""
    n = await matter_messages.add(unit, matter, Side.NOTE, MessageKind.TEXT, words)
    written = await matter_messages.find_one(unit, matter.id, n)
    assert written is not None, "it was written a statement ago"
    matter_messages.mark_passed(unit, matter, [written])  # she has heard them before she said yes
    return n


def _end_before(unit: Unit, matter: Matter, *, is_elsewhere: bool) -> None:
    """What belonged to who had it ends: messages on their way, looks of colleagues, in another office its tasks too."""
    matter_copies.withdraw(unit, matter.id, matter.holder_id)
    matter_looks.end(unit, matter.id)
    if is_elsewhere:
        unit.write(
            "UPDATE matter_steps SET state = 'dropped', why = 'handed_over', settled_ms = $2"
            " WHERE matter_id = $1 AND state IN ('waiting', 'told')",
            matter.id,
            unit.now_ms,
        )


def _hide(unit: Unit, matter: Matter, move: Move, first: int) -> None:
    """What she did not pass on: her messages, how she may be called, and what her worker thinks it is about."""
    if move.passes is not Passes.WORDS:
        return
    unit.write("UPDATE matters SET contact = NULL, topic = '' WHERE id = $1", matter.id)
    unit.write(
        "UPDATE matter_messages SET passed = 1 WHERE matter_id = $1 AND side = 'her' AND n < $2",
        matter.id,
        first,
    )


async def _join(
    unit: Unit, matter: Matter, there: Matter, holder_id: int, move: Move, shown_from: int
) -> None:
    """She writes with that office already, which nobody who referred her may learn: it goes on there.

    The one that moved is closed, for whoever has the other one to read as far as she has passed it on.
    """
    await shut(unit, matter, Result.REFERRED, by=unit.actor.person_id)
    unit.write(
        "UPDATE matters SET organisation_id = $2, holder_id = $3, held_ms = $4,"
        " shown_from = CASE WHEN $5 > shown_from THEN $5 ELSE shown_from END WHERE id = $1",
        matter.id,
        there.organisation_id,
        holder_id,
        unit.now_ms,
        shown_from,
    )
    unit.audit("write", "matter", matter.id, matter.person_id, "given on")
    await _add_words(unit, there, move.words)
    if not there.holder_id:
        await set_holder(unit, there, holder_id)
    if matter.waiting_ms:
        await _wait_there(unit, there, min(filter(None, (matter.waiting_ms, there.waiting_ms))))


async def _wait_there(unit: Unit, there: Matter, since_ms: int) -> None:
    """What she has no answer to came along: it waits on the clock of the matter that goes on."""
    unit.write("UPDATE matters SET asked_ms = $2, asked_n = messages WHERE id = $1", there.id, since_ms)
    await matter_messages.count_waiting(unit, await reread(unit, there.id))
