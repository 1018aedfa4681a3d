"""What the door looks up and writes: which office, who is on duty there, her call and what she allows."""

from dataclasses import dataclass
from datetime import datetime

from db import calls, contact_wishes, duty, matter_readers, organisations, people, rings
from db.barred import list_barred
from db.organisations import OfficeRecord
from db.requests import Contact
from db.unit import Unit
from domain.contact_wishes import Named
from domain.safety import MINUTE_MS, Allowed, CallState, Matter, Who
from handlers.named_area import find_named_area

# So long after she said she is alone the door does not begin again from its first question.
STILL_OPEN_MS = 10 * MINUTE_MS


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """The office that would answer her. woman: whether a woman works there."""

    id: int
    name: str
    woman: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth:
    """What is true of duty now. name: of the only one on duty, "" if it is not known or there are more."""

    on_duty: bool
    name: str
    next_at: datetime | None
    taken: bool


async def find_office(unit: Unit, writes_to: int = 0) -> Office | None:
    """Where she waits already, else where she was writing or wrote last, else that of her area, else the only one."""
    call = await calls.find_open(unit, unit.actor.person_id)
    if call is not None:
        return await _office(unit, await organisations.get(unit, call.organisation_id))
    latest = writes_to or await matter_readers.find_last_office(unit, unit.actor.person_id)
    if latest:
        return await _office(unit, await organisations.get(unit, latest))
    persons = await people.list_persons(unit, [unit.actor.person_id])
    area = persons[unit.actor.person_id].area if unit.actor.person_id in persons else ""
    area = await find_named_area(unit) or area
    if area:
        return await find_office_of(unit, area)
    offices = await organisations.list_all(unit)
    return await _office(unit, offices[0]) if len(offices) == 1 else None


async def find_office_of(unit: Unit, area: str) -> Office | None:
    """The office that serves the area, None if there is none."""
    record = await organisations.find_for_area(unit, area)
    return None if record is None else await _office(unit, record)


async def _office(unit: Unit, record: OfficeRecord) -> Office:
    woman = await organisations.has_woman_on_roster(unit, record.row_id)
    return Office(id=record.row_id, name=record.office.name, woman=woman)


async def find_named(unit: Unit) -> Named:
    """Where a worker may say she calls from."""
    return (await contact_wishes.find(unit, unit.actor.person_id)).named


async def find_truth(unit: Unit, organisation_id: int) -> Truth:
    """Who is on duty there at this moment, and whether somebody has her call already."""
    call = await calls.find_open(unit, unit.actor.person_id)
    on = await duty.find(unit, organisation_id)
    never = await list_barred(unit, unit.actor.person_id, 0 if call is None else call.not_to)
    now = [each for each in on.now if each not in never]
    name = ""
    if len(now) == 1:
        name = next((each.name for each in (await people.list_persons(unit, now)).values()), "")
    return Truth(
        on_duty=bool(now),
        name=name,
        next_at=None if now else on.next_at,
        taken=call is not None and call.state is CallState.ACKNOWLEDGED,
    )


async def is_still_open(unit: Unit) -> bool:
    """Whether she said a moment ago that she is alone, and called."""
    call = await calls.find_open(unit, unit.actor.person_id)
    return call is not None and not call.quiet and unit.now_ms - call.since_ms < STILL_OPEN_MS


async def call_duty(
    unit: Unit, organisation_id: int, level: str, kind: str, about: str, quiet: bool, not_to: int = 0
) -> None:
    """Somebody of the office is called, without a word of what it is about. quiet: nothing is pushed to her yet.

    not_to: of whom she was complaining, and who never hears of it.
    """
    matter = Matter(level=level, kind=kind, about=about)
    call = await calls.make(
        unit, organisation_id=organisation_id, matter=matter, quiet=quiet, women_only=True, not_to=not_to
    )
    if call.state is CallState.CALLED and call.rings == 0:
        await rings.ring(unit, call)
    else:
        await rings.tell_taker(unit, call)


async def say_alone(unit: Unit) -> None:
    """She is alone with her phone."""
    await calls.allow(unit, alone=True)


async def say_not_alone(unit: Unit) -> None:
    """Somebody is with her: nothing is pushed to her."""
    await calls.allow(unit, alone=False)


async def say_safe(unit: Unit, safe: bool) -> None:
    """Whether she is safe now."""
    await calls.allow(unit, unsafe=not safe)


async def set_area(unit: Unit, area: str) -> None:
    """Where she lives, so that the next one who asks need not."""
    found = unit.facts.find_area(area)
    if found is not None:
        people.set_area(unit, unit.actor.person_id, area, found.zone)


async def allow_contact(unit: Unit, who: str, contact: Contact | None) -> None:
    """Who may contact her, and how."""
    allowed = Allowed(who=Who(who))
    if contact is not None:
        allowed = Allowed(
            who=Who(who),
            way=contact.way,
            from_min=contact.from_min,
            to_min=contact.to_min,
            phone=contact.phone,
        )
    await calls.allow(unit, allowed=allowed)
    call = await calls.find_open(unit, unit.actor.person_id)
    if call is not None:
        await rings.tell_taker(unit, call)
