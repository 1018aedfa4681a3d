"""Her answer to what may be passed on, in the records: hers alone, with an unlocked phone, while it still waits."""

from dataclasses import replace

from db import (
    contact_staff,
    matter_messages,
    matter_moves,
    matter_rights,
    matter_rows,
    organisations,
    partners,
    people,
)
from db.data_readers import list_selves
from db.unit import Unit
from domain.matter_moves import SLIP_DAYS, WORKER_SHOWN_CHARS, Move, MoveOver
from domain.matters import MessageKind, MoveState, Passes, Side, State
from domain.refusals import NotAllowed
from handlers.contact import move_steps
from handlers.contact.ask_steps import is_sure
from handlers.contact.move_words import ALL, Asked, short
from handlers.contact.passing import pass_on

DAY_MS = 24 * 3_600_000


async def find_waiting(unit: Unit) -> int:
    """What waits for her answer, else her newest slip; 0 if there is neither. Raises NotAllowed on a locked phone."""
    if unit.actor.locked:
        raise NotAllowed
    since_ms = unit.now_ms - SLIP_DAYS * DAY_MS
    for person_id in await list_selves(unit, unit.actor.person_id):
        for move in await matter_moves.list_hers(unit, person_id, since_ms):
            if await _still_matters(unit, move):
                return move.id
    return 0


async def find_asked(unit: Unit, move_id: int) -> Asked:
    """That one as it stands now. Raises NotAllowed where it is not about her."""
    move = await _own(unit, move_id)
    shown = await _shown(unit, move)
    if move.is_open and not await _still_matters(unit, move):
        return replace(shown, state=MoveState.TAKEN_BACK)
    return shown


async def _own(unit: Unit, move_id: int) -> Move:
    """That move, if it is about her and nobody has locked the phone. Raises NotAllowed."""
    move = await matter_moves.get(unit, move_id)
    if unit.actor.locked or move.person_id not in await list_selves(unit, unit.actor.person_id):
        raise NotAllowed
    return move


async def _still_matters(unit: Unit, move: Move) -> bool:
    """Whether it waits, or is a slip of hers; never once another has the matter."""
    if move.has_slip:
        return True
    if not move.is_open:
        return False
    matter = await matter_rows.find(unit, move.matter_id)
    return matter is not None and matter.state is State.OPEN and matter.holder_id == move.from_person


async def _shown(unit: Unit, move: Move) -> Asked:
    named = await people.list_persons(unit, [move.from_person])
    who = named[move.from_person].name if move.from_person in named else ""
    phone = ""
    if move.is_outside:
        listed = await partners.list_of(unit, move.from_organisation)
        phone = next((each.shown_phone for each in listed if each.id == move.partner_id), "")
    return Asked(
        id=move.id,
        way="person" if move.to_person else "office" if move.to_organisation else "outside",
        who=short(
            who or (await organisations.get(unit, move.from_organisation)).office.name, WORKER_SHOWN_CHARS
        ),
        to=await move_steps.name_of_target(unit, move),
        why=move.why,
        words=move.words,
        state=MoveState.OFFERED if move.has_slip else move.state,
        code=move.code,
        phone=phone,
    )


async def say_yes(unit: Unit, move_id: int, key: str) -> None:
    """It is offered to the other side. Raises NotAllowed, MoveOver."""
    move = await _own(unit, move_id)
    matter = await matter_rights.require_own(unit, move.matter_id)
    if matter.state is not State.OPEN or matter.holder_id != move.from_person:
        raise MoveOver
    passes = Passes.ALL if key == ALL and not move.is_outside else Passes.WORDS
    answered = await matter_moves.answer(unit, move, passes)
    unit.audit("write", "matter_move", move.id, move.person_id, passes.value)
    await move_steps.tell_sender(unit, answered)
    if answered.to_person:
        await contact_staff.note_news(unit, answered.to_person)
    elif answered.to_organisation:
        for each in await move_steps.list_receivers(unit, matter, answered.to_organisation):
            await contact_staff.note_news(unit, each)


async def say_no(unit: Unit, move_id: int) -> None:
    """Nothing is passed on, also if she had said yes before. Raises NotAllowed, MoveOver."""
    move = await _own(unit, move_id)
    await matter_rights.require_own(unit, move.matter_id)
    await matter_moves.answer(unit, move, None)
    unit.audit("write", "matter_move", move.id, move.person_id, "no")
    await move_steps.tell_sender(unit, move)


async def pass_her_words(unit: Unit, move_id: int, words: str) -> None:
    """What she said beside her no is a message of hers like any other. Raises NotAllowed, MatterClosed, MatterFull."""
    move = await _own(unit, move_id)
    matter = await matter_rights.require_own(unit, move.matter_id)
    await matter_messages.add(
        unit,
        matter,
        Side.HER,
        MessageKind.TEXT,
        words,
        sure=is_sure(unit),
        account_id=unit.actor.account_id,
    )
    matter_moves.note_her_words(unit, move)
    await pass_on(unit, matter)
