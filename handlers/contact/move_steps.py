"""Asking her whether her matter may go to somebody else: who may have it, what is read out to her, what is written.

The law: nothing moves here. The holder asks, she answers (handlers/contact/may_pass.py), they accept (offered.py).
"""

from dataclasses import replace

from conversation.text import Text, _
from db import contact_staff, matter_moves, matter_readers, matter_rights, organisations, partners, people
from db.matter_moves import Where
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matter_moves import WORKER_SHOWN_CHARS, Move, MoveOver
from domain.matter_refusals import MatterClosed
from domain.matters import Matter, MoveState, State
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.relay_words import passed_on
from handlers.contact.matter_steps import Whom, whom_of
from handlers.contact.move_words import PARTNER_KINDS, Asked, label_of, question_for, short
from handlers.names import MAY_PASS

HER_NO = _("Pengirim bilang jangan")  # staff


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Somebody it may go to. key: p and the person's number, or r and the partner's. barred: she has said no to it."""

    key: str
    label: str
    hint: Text
    barred: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What is under way in a matter of hers. move_id: 0 for nothing. outside: it leads out of the program."""

    whom: Whom
    move_id: int = 0
    kind: str = ""
    state: str = ""
    to: str = ""
    code: str = ""
    outside: bool = False


# -- what is read -----------------------------------------------------------------------------------------------


async def find_standing(unit: Unit, matter_id: int) -> Standing:
    """What waits for an answer in the actor's matter, else the last referral out of the program. Raises NotAllowed."""
    matter = await _look_at(unit, matter_id)
    moves = await matter_moves.list_of(unit, matter.id)
    open_ones = [each for each in moves if each.is_open and each.from_person == matter.holder_id]
    outside = [each for each in moves if each.is_outside and each.state is MoveState.ACCEPTED]
    whom = await whom_of(unit, matter)
    if not (open_ones or outside):
        return Standing(whom=whom)
    move = (open_ones or outside)[-1]
    return Standing(
        whom=whom,
        move_id=move.id,
        kind=move.kind.value,
        state=move.state.value,
        to=await name_of_target(unit, move),
        code=move.code,
        outside=move.is_outside,
    )


async def _look_at(unit: Unit, matter_id: int) -> Matter:
    """For queries: the matter, if it is the actor's now. Raises NotAllowed."""
    matter = await matter_rights.require_read(unit, matter_id, looking=True)
    if not (await matter_rights.rights(unit, looking=True)).hold(matter):
        raise NotAllowed
    return matter


async def list_colleagues(unit: Unit, matter_id: int) -> tuple[Target, ...]:
    """Who of the office may have it and is there today, the least busy first. Raises NotAllowed."""
    matter = await _look_at(unit, matter_id)
    readers = await matter_readers.list_readers(unit, matter.organisation_id, complaints=matter.complaint)
    may = set(await matter_rights.can_hold(unit, matter, [each.person_id for each in readers]))
    there = [each for each in readers if each.person_id in may and not each.away and each.name]
    there = [each for each in there if each.person_id not in (unit.actor.person_id, matter.holder_id)]
    before = await matter_moves.list_of(unit, matter.id)
    return tuple(
        _target(
            f"p{each.person_id}",
            each.name,
            _("Memegang {count} urusan", count=each.open_matters),
            barred=matter_moves.has_said_no(matter, before, Where(to_person=each.person_id)),
        )
        for each in sorted(there, key=lambda each: (each.open_matters, each.person_id))
    )


def _target(key: str, name: str, hint: Text, *, barred: bool) -> Target:
    return Target(key=key, label=short(name), hint=HER_NO if barred else hint, barred=barred)


async def list_partners(unit: Unit, matter_id: int) -> tuple[Target, ...]:
    """To whom the office refers. Raises NotAllowed."""
    matter = await _look_at(unit, matter_id)
    before = await matter_moves.list_of(unit, matter.id)
    return tuple(
        _target(
            f"r{each.id}",
            each.name,
            PARTNER_KINDS[each.kind],
            barred=matter_moves.has_said_no(matter, before, Where(partner_id=each.id))
            or matter_moves.has_said_no(matter, before, Where(to_organisation=each.partner_organisation)),
        )
        for each in await partners.list_of(unit, matter.organisation_id)
        if each.partner_organisation != matter.organisation_id
    )


async def show_question(unit: Unit, matter_id: int, key: str, why: str, words: str) -> Text:
    """What she will read, as the actor sees it before it is sent. Raises NotAllowed."""
    matter = await _look_at(unit, matter_id)
    where = await _where(unit, matter, key)
    return question_for(await _asked(unit, matter, where, why=why, words=words))


async def _where(unit: Unit, matter: Matter, key: str) -> Where:
    """Where that leads now. Raises NotAllowed, Changed where nobody is there for it any more."""
    number = int(key[1:])
    if key.startswith("p"):
        if number == unit.actor.person_id or not await matter_rights.can_hold(unit, matter, [number]):
            raise Changed
        return Where(to_person=number)
    partner = await partners.get(unit, number)
    if partner.organisation_id != matter.organisation_id:
        raise NotAllowed
    office = partner.partner_organisation
    if office and office != matter.organisation_id and await list_receivers(unit, matter, office):
        return Where(to_organisation=office)
    return Where(partner_id=partner.id)  # nobody of it is here: she takes a slip there


async def list_receivers(unit: Unit, matter: Matter, organisation_id: int) -> list[int]:
    """Who of another office could accept it."""
    readers = await matter_readers.list_readers(unit, organisation_id, complaints=matter.complaint)
    there = replace(matter, organisation_id=organisation_id)
    return await matter_rights.can_hold(unit, there, [each.person_id for each in readers])


async def _asked(unit: Unit, matter: Matter, where: Where, *, why: str, words: str) -> Asked:
    named = await people.list_persons(unit, [unit.actor.person_id, where.to_person or unit.actor.person_id])
    who = named[unit.actor.person_id].name if unit.actor.person_id in named else ""
    return Asked(
        id=0,
        way="person" if where.to_person else "office" if where.to_organisation else "outside",
        who=short(
            who or (await organisations.get(unit, matter.organisation_id)).office.name, WORKER_SHOWN_CHARS
        ),
        to=await name_of(unit, where),
        why=passed_on(why).rstrip(".") + ".",
        words=passed_on(words),
        state=MoveState.ASKED,
    )


async def name_of(unit: Unit, where: Where) -> str:
    """How the place is called."""
    if where.partner_id:
        return short(await partners.name_of(unit, where.partner_id))
    if where.to_organisation:
        return short((await organisations.get(unit, where.to_organisation)).office.name)
    named = await people.list_persons(unit, [where.to_person])
    return short(named[where.to_person].name) if where.to_person in named else ""


async def name_of_target(unit: Unit, move: Move) -> str:
    """How the place is called that a move leads to."""
    where = Where(to_person=move.to_person, to_organisation=move.to_organisation, partner_id=move.partner_id)
    return await name_of(unit, where)


# -- what is written --------------------------------------------------------------------------------------------


async def ask_her(unit: Unit, matter_id: int, key: str, why: str, words: str) -> str:
    """She is asked; the name of where it would go. Raises NotAllowed, MatterClosed, MoveWaits, HerNoStands, Changed."""
    matter = await matter_rights.require_hold(unit, matter_id)
    if matter.state is not State.OPEN:
        raise MatterClosed
    await matter_rights.require_contact(unit, matter)
    where = await _where(unit, matter, key)
    asked = await _asked(unit, matter, where, why=why, words=words)
    move = await matter_moves.ask(unit, matter, where, words=asked.words, why=asked.why)
    unit.tell(
        matter.person_id,
        question_for(asked),
        MessageClass.RELAY.value,
        buttons=tuple(
            PushButton(label=label_of(each), talk=MAY_PASS, args=(move.id, each.key))
            for each in asked.choices
        ),
        matter=move.matter,
    )
    unit.audit("write", "matter_move", move.id, matter.person_id, move.kind.value)
    return asked.to


async def take_back(unit: Unit, matter_id: int, move_id: int) -> None:
    """Nothing is asked any more; she hears it, if she was told. Raises NotAllowed, MoveOver."""
    matter, move = await _held_move(unit, matter_id, move_id)
    settled = await matter_moves.settle(
        unit, move, MoveState.TAKEN_BACK, of=(MoveState.ASKED, MoveState.OFFERED)
    )
    if move.state is MoveState.OFFERED:
        unit.tell(
            matter.person_id,
            _("Tidak jadi ke {to}, Bu. Petugas kami tetap membantu.", to=await name_of_target(unit, settled)),
            MessageClass.RELAY.value,
        )
    unit.audit("write", "matter_move", move.id, matter.person_id, "taken back")


async def note_outside(unit: Unit, matter_id: int, move_id: int, state: str) -> None:
    """What the other place said, as far as the actor knows. Raises NotAllowed, MoveOver."""
    matter, move = await _held_move(unit, matter_id, move_id)
    if not move.is_outside:
        raise NotAllowed
    wanted = MoveState(state)
    before = (MoveState.ACCEPTED,) if wanted is MoveState.DONE else (MoveState.OFFERED,)
    if wanted not in (MoveState.ACCEPTED, MoveState.REFUSED, MoveState.DONE):
        raise MoveOver
    await matter_moves.settle(unit, move, wanted, of=before)
    unit.audit("write", "matter_move", move.id, matter.person_id, wanted.value)


async def _held_move(unit: Unit, matter_id: int, move_id: int) -> tuple[Matter, Move]:
    matter = await matter_rights.require_hold(unit, matter_id)
    move = await matter_moves.get(unit, move_id)
    if move.matter_id != matter.id:
        raise NotAllowed
    return matter, move


async def tell_sender(unit: Unit, move: Move) -> None:
    """Who asked finds the answer in the list; a notice goes by her own settings, never the answer itself."""
    await contact_staff.note_news(unit, move.from_person)
