"""What asking for a person looks up and writes: which office, who would read her there, and her message itself.

The law: what is named to her before she writes is asked again in the step that writes (db/matters.py): nobody reads her
who was not named, or whom she has ruled out.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from db import duplicates, matter_copies, matter_readers, matters, organisations, people
from db.matters import Chosen, Written
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.matter_routing import Reader, candidates, proposed
from domain.matters import REOPEN_DAYS, UNDO_MINUTES, Matter, State
from domain.organisations import is_open
from domain.permits import Action, places
from domain.requests import Contact
from domain.roles import STAFF
from domain.zones import local_time
from handlers.contact.message_question import Draft
from handlers.contact.passing import pass_on
from handlers.contact.state_words import Standing
from handlers.named_area import find_named_area

MINUTE_MS, DAY_MS = 60_000, 86_400_000

# Offices she writes with at one time; they stand in one list.
STANDING_MAX = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """Whether she works for an office herself, and what of it she may see."""

    is_staff: bool
    has_matters: bool
    has_queue: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The office that would answer her. area: what she has just named, kept when she writes; "" if nothing."""

    id: int
    name: str
    area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """Whom she wants. reader_id: 0 for whoever takes it first."""

    reader_id: int = 0
    women_only: bool = False
    only_holder: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """What is true of who would read her. name: "" for nobody in particular. others: whether more of them might.

    shut: the office is not open now. shared: her phone is read by others too. older: she has written to somebody else
    there, in what goes on now.
    """

    office: str
    name: str
    others: bool
    shut: bool
    shared: bool
    older: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What became of it. name: of who has it, "" for nobody yet. before: how many wait longer. first: not a second."""

    matter_id: int
    organisation_id: int
    code: str
    name: str
    office: str
    before: int
    fresh: bool
    reopened: bool


# -- which office ---------------------------------------------------------------------------------------------------


async def find_own(unit: Unit) -> Own:
    """What she is herself."""
    roles = unit.actor.roles
    return Own(
        is_staff=bool({grant.role for grant in roles} & STAFF),
        has_matters=bool(places(roles, Action.ANSWER_MATTERS)),
        has_queue=bool(places(roles, Action.SEE_QUEUE)),
    )


async def find_place(unit: Unit) -> Place | None:
    """The office she wrote to last, else that of the area she has just named, else of hers; None if none is known."""
    person_id = unit.actor.person_id
    latest = await matter_readers.find_last_office(unit, person_id)
    if latest:
        return _place(await organisations.get(unit, latest))
    named = await find_named_area(unit)
    if named:
        place = await find_place_of(unit, named)
        return None if place is None else replace(place, area=named)
    persons = await people.list_persons(unit, [person_id])
    area = persons[person_id].area if person_id in persons else ""
    return await find_place_of(unit, area) if area else None


async def find_elsewhere(unit: Unit, but: tuple[int, ...]) -> Place | None:
    """The office of where she lives, if what she wrote stands only with others (but): she may begin there too."""
    persons = await people.list_persons(unit, [unit.actor.person_id])
    area = next((each.area for each in persons.values()), "")
    place = await find_place_of(unit, area) if area else None
    return None if place is None or place.id in but else place


async def find_place_of(unit: Unit, area: str) -> Place | None:
    """The office that serves the area, None if there is none."""
    record = await organisations.find_for_area(unit, area)
    return None if record is None else _place(record)


async def get_place(unit: Unit, organisation_id: int) -> Place:
    """That office."""
    return _place(await organisations.get(unit, organisation_id))


def _place(record: OfficeRecord) -> Place:
    return Place(id=record.row_id, name=record.office.name)


# -- who would read it ----------------------------------------------------------------------------------------------


async def propose(unit: Unit, organisation_id: int) -> Wish:
    """Who is named to her first: whom she knows there, else the least busy who is there today."""
    last = await matter_readers.find_last_holder(unit, unit.actor.person_id, organisation_id)
    found = proposed(await matter_readers.list_readers(unit, organisation_id), last, False, 0)
    return Wish(reader_id=0 if found is None else found.person_id)


async def propose_woman(unit: Unit, organisation_id: int, reader_id: int) -> Wish | None:
    """The same if a woman is wanted; None where none works there. reader_id: who was named until now."""
    staff = await matter_readers.list_readers(unit, organisation_id)
    if not candidates(staff, True, 0):
        return None
    found = proposed(staff, reader_id, True, 0)
    return Wish(reader_id=0 if found is None else found.person_id, women_only=True)


async def list_others(unit: Unit, organisation_id: int, wish: Wish) -> tuple[Reader, ...]:
    """Who else there may read her."""
    staff = await matter_readers.list_readers(unit, organisation_id)
    return tuple(each for each in candidates(staff, wish.women_only, 0) if each.person_id != wish.reader_id)


async def look_at(unit: Unit, organisation_id: int, wish: Wish) -> Named:
    """What is true of whom she wants, now. Who has left the office is nobody in particular."""
    record = await organisations.get(unit, organisation_id)
    staff = await matter_readers.list_readers(unit, organisation_id)
    allowed = candidates(staff, wish.women_only, 0)
    reader = next((each for each in allowed if each.person_id == wish.reader_id), None)
    return Named(
        office=record.office.name,
        name="" if reader is None else reader.name,
        others=any(each.person_id != wish.reader_id for each in allowed),
        shut=not is_open(record.office, unit.now),
        shared=unit.actor.phone != "own",
        older=await _wrote_to_another(unit, organisation_id, wish),
    )


async def _wrote_to_another(unit: Unit, organisation_id: int, wish: Wish) -> bool:
    """Whether whom she wants now would come into what she wrote to somebody else."""
    known = await matters.find_open(unit, unit.actor.person_id, organisation_id)
    return known is not None and known.messages > 0 and wish.reader_id not in (0, known.holder_id)


# -- what stands there already --------------------------------------------------------------------------------------


async def list_standing(unit: Unit) -> tuple[Standing, ...]:
    """What of hers is open; else what was closed lately, so that she may go on with it. Complaints stand apart."""
    own = [each for each in await matters.of_person(unit, unit.actor.person_id) if not each.complaint]
    still_ms = unit.now_ms - REOPEN_DAYS * DAY_MS
    found = [each for each in own if each.state is State.OPEN]
    if not found:
        closed = [each for each in own if each.closed_ms > still_ms]
        found = [max(closed, key=lambda each: each.closed_ms)] if closed else []
    return tuple([await standing_of(unit, each) for each in found[:STANDING_MAX]])


async def standing_of(unit: Unit, matter: Matter) -> Standing:
    """How it stands now, as she may know it."""
    record = await organisations.get(unit, matter.organisation_id)
    # What somebody else wrote before is no answer of who has it now.
    is_theirs = matter.theirs_ms > 0 and matter.theirs_ms >= matter.held_ms
    answered = datetime.fromtimestamp(matter.theirs_ms / 1000, UTC) if is_theirs else None
    own = unit.actor.phone == "own"
    return Standing(
        matter_id=matter.id,
        organisation_id=matter.organisation_id,
        reader_id=matter.holder_id,
        code=matter.code,
        office=record.office.name,
        name=await name_of(unit, matter.holder_id) if own or is_sure(unit) else "",
        open=matter.state is State.OPEN,
        complaint=matter.complaint,
        waits=matter.waiting_ms > 0,
        women_only=matter.women_only,
        only_holder=matter.only_holder,
        result=matter.result,
        answered=None if answered is None else local_time(answered, unit.actor.zone),
        before=await matter_readers.count_before(unit, matter),
        reread=matter.messages > 0 and (own or is_sure(unit)),
        undo=matter.waiting_ms > 0 and unit.now_ms - matter.hers_ms <= UNDO_MINUTES * MINUTE_MS,
        others=any(
            each.person_id != matter.holder_id
            for each in candidates(
                await matter_readers.list_readers(unit, matter.organisation_id), matter.women_only, 0
            )
        ),
        own=own,
    )


# -- what she sends -------------------------------------------------------------------------------------------------


async def send(unit: Unit, place: Place, wish: Wish, draft: Draft, brings: bool = False) -> Sent:
    """Her message, on its way to whom she wants. Raises HolderGone where she wants nobody else who is there."""
    keep_area(unit, place.area)
    chosen = Chosen(
        holder_id=wish.reader_id,
        women_only=wish.women_only,
        only_holder=wish.only_holder,
        brings=brings,
    )
    return await write(unit, place.id, chosen, draft)


async def send_contact(unit: Unit, place: Place, wish: Wish, contact: Contact, draft: Draft) -> Sent:
    """The same, with how she wants to be reached: no word of hers is needed for that."""
    sent = await send(unit, place, wish, draft)
    await matters.set_contact(unit, sent.matter_id, contact)
    await duplicates.note_number(unit, unit.actor.person_id, contact.phone)
    return sent


def keep_area(unit: Unit, area: str) -> None:
    """Where she lives, so that the next one who asks need not."""
    found = unit.facts.find_area(area) if area else None
    if found is not None:
        people.set_area(unit, unit.actor.person_id, area, found.zone)


async def write(
    unit: Unit, organisation_id: int, chosen: Chosen, draft: Draft, *, person_id: int = 0
) -> Sent:
    """Write down what she sent, and pass it on as far as it may go now. person_id: another record of hers."""
    written = await matters.write(
        unit,
        person_id=person_id or unit.actor.person_id,
        organisation_id=organisation_id,
        chosen=chosen,
        kind=draft.kind,
        text=draft.text,
        sent_file=draft.file,
        sure=is_sure(unit),
        account_id=unit.actor.account_id,
        message_ref=draft.message_ref,
        answers_n=await _quoted(unit, draft),
    )
    await pass_on(unit, written.matter)
    return await _sent(unit, written)


def is_sure(unit: Unit) -> bool:
    """Whether it is surely she: the phone was unlocked with her number. A phone of her own without one is not."""
    return unit.actor.profiles and unit.actor.inside


async def _quoted(unit: Unit, draft: Draft) -> int:
    """Which message of the matter she quotes; 0 for none."""
    copy = await matter_copies.find_quoted(unit, unit.actor.account_id, draft.answers_ref)
    return 0 if copy is None else copy.n


async def _sent(unit: Unit, written: Written) -> Sent:
    matter = written.matter
    record = await organisations.get(unit, matter.organisation_id)
    return Sent(
        matter_id=matter.id,
        organisation_id=matter.organisation_id,
        code=matter.code,
        name=await name_of(unit, matter.holder_id),
        office=record.office.name,
        before=await matter_readers.count_before(unit, matter),
        fresh=written.fresh,
        reopened=written.reopened,
    )


async def name_of(unit: Unit, person_id: int) -> str:
    """How the office's people are called to her; "" for nobody, or who has no name there."""
    if not person_id:
        return ""
    return next((each.name for each in (await people.list_persons(unit, [person_id])).values()), "")
