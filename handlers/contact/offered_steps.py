"""What offered matters need of the records: who may accept, what moves then, and who is told what.

The law: every step asks again whether the actor may answer in the receiving office, and is whom it was offered to.
"""

from dataclasses import replace
from datetime import UTC, datetime

from conversation.text import Text, _
from db import (
    contact_staff,
    matter_handing,
    matter_moves,
    matter_rights,
    matter_rows,
    organisations,
    people,
    permits,
)
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matter_moves import Move, MoveOver
from domain.matters import Matter, MoveKind, MoveState, Passes, State
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.zones import local_time
from handlers.contact import move_steps
from handlers.contact.move_words import short
from handlers.contact.offered_words import Answered, Offer
from handlers.names import PERSON_TALK

ANSWERS_SHOWN_MAX = 3
ANSWERS_DAYS = 30
OFFICE_SHOWN_CHARS = 60
"""Beside the reason and the words it fits one screen of whoever is to accept."""
DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An offered matter in the list."""

    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """The matter that goes on. mine: whether whoever accepted has it; else name has it already."""

    matter_id: int
    mine: bool
    name: str


async def list_offers(unit: Unit) -> tuple[Row, ...]:
    """What the actor may accept."""
    roles = await people.list_roles(unit, unit.actor.person_id)
    offices = places(roles, Action.ANSWER_MATTERS)
    if unit.actor.locked or not offices:
        raise NotAllowed
    rows = []
    for move in await matter_moves.list_offered(unit, unit.actor.person_id, offices):
        matter = await _find_for(unit, move)
        if matter is not None:
            hint = _("Dari rekan kantor") if move.kind is MoveKind.HAND_OVER else _("Rujukan kantor lain")
            rows.append(Row(key=str(move.id), label=_("Kode {code}", code=matter.code), hint=hint))
    return tuple(rows)


async def _find_for(unit: Unit, move: Move) -> Matter | None:
    """The matter, if this offer still stands and the actor may accept it; None for anything else."""
    matter = await matter_rows.find(unit, move.matter_id)
    if matter is None or matter.state is not State.OPEN or matter.holder_id != move.from_person:
        return None
    if move.state is not MoveState.OFFERED or move.is_outside:
        return None
    if move.to_person and move.to_person != unit.actor.person_id:
        return None
    there = replace(matter, organisation_id=move.to_organisation or move.from_organisation)
    if unit.actor.person_id not in await matter_rights.can_hold(unit, there, [unit.actor.person_id]):
        return None
    return matter


async def _get_for(unit: Unit, move_id: int) -> tuple[Move, Matter]:
    """The same for steps. Raises NotAllowed, for foreign and missing ones alike, MoveOver once it was answered."""
    move = await matter_moves.get(unit, move_id)
    if move.is_outside or unit.actor.person_id == move.from_person:
        raise NotAllowed
    office = move.to_organisation or move.from_organisation
    if move.to_person and move.to_person != unit.actor.person_id:
        raise NotAllowed
    await permits.require(unit, Action.ANSWER_MATTERS, organisation_id=office)
    matter = await matter_rows.lock(unit, move.matter_id)
    if matter.complaint:
        await permits.require(unit, Action.READ_COMPLAINTS, organisation_id=office)
    there = replace(matter, organisation_id=office)
    if unit.actor.person_id not in await matter_rights.can_hold(unit, there, [unit.actor.person_id]):
        raise NotAllowed
    if move.state is not MoveState.OFFERED or matter.holder_id != move.from_person:
        raise MoveOver
    return move, matter


async def open_offer(unit: Unit, move_id: int) -> Offer:
    """What the actor is offered; that it was read is noted. Raises NotAllowed, MoveOver."""
    move, matter = await _get_for(unit, move_id)
    unit.audit("read", "matter_move", move.id, move.person_id)
    named = await people.list_persons(unit, [move.from_person])
    office = await organisations.get(unit, move.from_organisation)
    return Offer(
        id=move.id,
        code=matter.code,
        sender=short(named[move.from_person].name) if move.from_person in named else office.office.name,
        office=short(office.office.name, OFFICE_SHOWN_CHARS),
        why=move.why,
        words=move.words,
        everything=move.passes is Passes.ALL,
        women_only=matter.women_only,
    )


async def accept(unit: Unit, move_id: int) -> Taken:
    """The actor has it from now on; who had it no more. Raises NotAllowed, MoveOver, WomanOnly."""
    move, _matter = await _get_for(unit, move_id)
    accepted = await matter_handing.accept(unit, move)
    await move_steps.tell_sender(unit, move)
    named = await people.list_persons(unit, [move.from_person, accepted.holder_id])
    holder = short(named[accepted.holder_id].name) if accepted.holder_id in named else ""
    office = await organisations.get(unit, move.to_organisation or move.from_organisation)
    old = named[move.from_person].name if move.from_person in named else ""
    unit.tell(
        move.person_id,
        _(
            "{name} dari {office} sekarang membantu Ibu. {old} tidak membaca pesan Ibu lagi.",
            name=holder or _("Petugas"),
            office=short(office.office.name),
            old=short(old) or _("Petugas yang lama"),
        ),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Tulis pesan"), talk=PERSON_TALK),),
        matter=matter_rows.matter_of(accepted.matter_id),
    )
    if accepted.holder_id not in (0, unit.actor.person_id):
        await contact_staff.note_news(unit, accepted.holder_id)
    mine = accepted.holder_id == unit.actor.person_id
    return Taken(matter_id=accepted.matter_id, mine=mine, name=holder)


async def refuse(unit: Unit, move_id: int, reason: str) -> None:
    """It stays where it is; who asked finds the reason, and she hears that she is helped all the same."""
    move, matter = await _get_for(unit, move_id)
    settled = await matter_moves.settle(unit, move, MoveState.REFUSED, of=(MoveState.OFFERED,), reason=reason)
    unit.audit("write", "matter_move", move.id, move.person_id, "refused")
    await move_steps.tell_sender(unit, settled)
    await tell_not_there(unit, matter, settled)


async def tell_not_there(unit: Unit, matter: Matter, move: Move) -> None:
    """She hears that it came to nothing there, and that nothing changes for her."""
    named = await people.list_persons(unit, [matter.holder_id])
    who = short(named[matter.holder_id].name) if matter.holder_id in named else ""
    to = await move_steps.name_of_target(unit, move)
    unit.tell(
        matter.person_id,
        _(
            "Bu, {to} belum bisa menerima sekarang. {who} tetap membantu Ibu.",
            to=to,
            who=who or _("Petugas kami"),
        ),
        MessageClass.RELAY.value,
    )


async def list_answers(unit: Unit) -> tuple[Answered, ...]:
    """What became of what the actor asked for, the newest first."""
    offices = places(await people.list_roles(unit, unit.actor.person_id), Action.ANSWER_MATTERS)
    if unit.actor.locked or not offices:
        raise NotAllowed
    since_ms = unit.now_ms - ANSWERS_DAYS * DAY_MS
    found: list[Answered] = []
    for move in await matter_moves.list_answers(unit, unit.actor.person_id, since_ms):
        matter = await matter_rows.find(unit, move.matter_id)
        if matter is None or len(found) == ANSWERS_SHOWN_MAX or move.from_organisation not in offices:
            continue
        found.append(
            Answered(
                code=matter.code,
                to=await move_steps.name_of_target(unit, move),
                state=move.state.value,
                reason=move.reason,
                day=_moment(unit, max(move.settled_ms, move.answered_ms)),
                unanswered=move.passes is None,
            )
        )
    return tuple(found)


def _moment(unit: Unit, at_ms: int) -> datetime:
    return local_time(datetime.fromtimestamp(at_ms / 1000, UTC), unit.actor.zone)
