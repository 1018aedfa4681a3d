"""What the clock does with moves that nobody answers: they end, and who waits for them hears it."""

from conversation.text import _
from db import contact_staff, matter_moves, matter_rows
from db.unit import Unit
from domain.contact import MessageClass
from domain.matter_moves import Move
from domain.matters import MoveState
from handlers.contact import move_steps
from handlers.contact.offered_steps import tell_not_there


async def look_around(unit: Unit) -> bool:
    """Give up a slice of what is too old; whether there may be more."""
    expired = await matter_moves.take_expired(unit)
    for move in expired:
        await contact_staff.note_news(unit, move.from_person)
        await _tell_her(unit, move)
    return len(expired) == matter_moves.SLICE


async def _tell_her(unit: Unit, move: Move) -> None:
    """Only who said yes waits for something; who did not answer is left in peace."""
    matter = await matter_rows.find(unit, move.matter_id)
    if matter is None or move.state is not MoveState.OFFERED:
        return
    if matter.holder_id == move.from_person:
        await tell_not_there(unit, matter, move)
    else:
        to = await move_steps.name_of_target(unit, move)
        unit.tell(
            move.person_id,
            _("Tidak jadi ke {to}, Bu. Petugas kami tetap membantu.", to=to),
            MessageClass.RELAY.value,
        )
