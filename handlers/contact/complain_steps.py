"""What a complaint looks up and writes: whom it may be about, who may read it, whether there is one already.

The law: whom it is about is never among those who read it, and where nobody else is there nothing is kept: she is told
so, and where else she may go (peers.md; the step that writes asks again, db/matters.py).
"""

from db import matter_readers, matters, organisations
from db.matters import Chosen
from db.unit import Unit
from domain.matter_routing import Reader, candidates
from domain.matters import State
from domain.records import dataclass
from handlers.contact.ask_steps import Place, Sent, keep_area, name_of, standing_of, write
from handlers.contact.message_question import Draft
from handlers.contact.state_words import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """Who would read it. about: the name of whom it is about, "" for nobody of the office or an unknown one.

    reader: "" where nobody may. others: whether more may read it. holds: whether it is about who has her other message.
    """

    office: str
    about: str
    reader: str
    others: bool
    holds: bool
    shared: bool


async def list_people(unit: Unit, organisation_id: int) -> tuple[Reader, ...]:
    """Those of the office it may be about."""
    return await matter_readers.list_named(unit, organisation_id)


async def is_about_staff(unit: Unit, organisation_id: int, about_id: int) -> bool:
    """Whether it is about one of those who work there."""
    return any(each.person_id == about_id for each in await list_people(unit, organisation_id))


async def list_officers(unit: Unit) -> tuple[Reader, ...]:
    """Those who lead her groups."""
    return await matter_readers.list_officers(unit)


async def find_complaint(unit: Unit, organisation_id: int) -> Standing | None:
    """Her open complaint there, None if she has none."""
    own = await matters.of_person(unit, unit.actor.person_id)
    found = [
        each
        for each in own
        if each.complaint and each.state is State.OPEN and each.organisation_id == organisation_id
    ]
    return await standing_of(unit, found[0]) if found else None


async def list_readers(unit: Unit, organisation_id: int, about_id: int) -> tuple[Reader, ...]:
    """Who may read it, the least busy who is there first."""
    staff = await matter_readers.list_readers(unit, organisation_id, complaints=True)
    return candidates(staff, False, about_id)


async def look_at(unit: Unit, organisation_id: int, about_id: int, reader_id: int) -> Heard:
    """What is true of it now."""
    record = await organisations.get(unit, organisation_id)
    readers = await list_readers(unit, organisation_id, about_id)
    mine = await matters.find_open(unit, unit.actor.person_id, organisation_id)
    return Heard(
        office=record.office.name,
        about=await name_of(unit, about_id),
        reader=next((each.name for each in readers if each.person_id == reader_id), ""),
        others=any(each.person_id != reader_id for each in readers),
        holds=mine is not None and about_id > 0 and mine.holder_id == about_id,
        shared=unit.actor.phone != "own",
    )


async def send_complaint(unit: Unit, place: Place, about_id: int, reader_id: int, draft: Draft) -> Sent:
    """Her complaint, on its way past whom it is about. Raises NobodyElse: then nothing is kept."""
    keep_area(unit, place.area)
    chosen = Chosen(holder_id=reader_id, complaint=True, about_id=about_id)
    return await write(unit, place.id, chosen, draft)
