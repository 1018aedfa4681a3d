"""What a supervisor reads and writes about an office's messages: load, what waits too long, figures, who has it now.

The law: nothing of who a woman is and no word of hers; every query and step asks again whether this is allowed there.
"""

from datetime import date

from db import (
    contact_staff,
    matter_rights,
    matter_supervision,
    matters,
    organisations,
    people,
    permits,
)
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.matter_refusals import OnlyForHolder
from domain.matters import Matter
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.contact.matter_steps import tell_taken
from handlers.contact.matter_words import minutes_since


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office that who acts leads."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What one of them has. nobody: what nobody has. minutes: how long the longest waits."""

    name: str
    nobody: bool
    away: bool
    open: int
    unanswered: int
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Late:
    """Something that waits too long. holder: who has it, "" for nobody."""

    matter_id: int
    code: str
    topic: str
    complaint: bool
    minutes: int
    holder: str
    away: bool
    women_only: bool
    only_holder: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Taker:
    """Somebody who could have it instead."""

    person_id: int
    name: str
    open: int
    away: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """A month's first answers; None for what is not shown. median_min: minutes in which the office was open."""

    total: int | None
    in_time: int | None
    later: int | None
    not_yet: int | None
    median_min: int | None


async def list_offices(unit: Unit, organisation_id: int) -> tuple[OwnOffice, ...]:
    """The offices that who acts leads; only that one, if one is named."""
    own = places(unit.actor.roles, Action.SUPERVISE_MATTERS)
    found = []
    for each in own:
        if organisation_id in (0, each):
            found.append(OwnOffice(str(each), (await _look_at(unit, each)).office.name))
    return tuple(found)


async def _look_at(unit: Unit, organisation_id: int) -> OfficeRecord:
    await permits.require_to_look(unit, Action.SUPERVISE_MATTERS, organisation_id=organisation_id)
    record = await organisations.find(unit, organisation_id)
    if record is None:
        raise NotAllowed
    return record


async def open_load(unit: Unit, organisation_id: int) -> tuple[Line, ...]:
    """Who has how much; each name leaves an audit row. Raises NotAllowed."""
    await permits.require(unit, Action.SUPERVISE_MATTERS, organisation_id=organisation_id)
    office = await _look_at(unit, organisation_id)
    contact_staff.look(unit)
    found = await matter_supervision.list_load(unit, office)
    for each in found:
        if each.person_id:
            unit.audit("list", "person", each.person_id, each.person_id, "load")
    return tuple(
        Line(
            name=each.name,
            nobody=not each.person_id,
            away=each.away,
            open=each.open,
            unanswered=each.unanswered,
            minutes=minutes_since(each.oldest_ms, unit.now_ms) if each.oldest_ms else 0,
        )
        for each in found
    )


async def list_late(unit: Unit, organisation_id: int) -> tuple[Late, ...]:
    """What waits too long there, the longest first. Raises NotAllowed."""
    office = await _look_at(unit, organisation_id)
    held = await matter_rights.rights(unit, looking=True)
    found = await matter_supervision.list_forgotten(unit, held, organisation_id)
    named = await people.list_persons(unit, [each.holder_id for each in found if each.holder_id])
    away = await matter_supervision.list_away(unit, office)
    return tuple(
        Late(
            matter_id=each.id,
            code=each.code,
            topic=each.topic,
            complaint=each.complaint,
            minutes=minutes_since(each.waiting_ms, unit.now_ms),
            holder=named[each.holder_id].name if each.holder_id in named else "",
            away=each.holder_id in away,
            women_only=each.women_only,
            only_holder=each.only_holder and not each.complaint,
        )
        for each in found
    )


async def list_takers(unit: Unit, matter_id: int) -> tuple[Taker, ...]:
    """Who could have it instead, who is there and has least first. Raises NotAllowed."""
    matter = await _above(unit, matter_id, looking=True)
    office = await organisations.get(unit, matter.organisation_id)
    ids = await matter_supervision.list_takers(unit, matter)
    load = {each.person_id: each for each in await matter_supervision.list_load(unit, office)}
    found = [
        Taker(person_id=each, name=load[each].name, open=load[each].open, away=load[each].away)
        for each in ids
        if each in load and load[each].name
    ]
    return tuple(sorted(found, key=lambda each: (each.away, each.open, each.person_id)))


async def assign(unit: Unit, matter_id: int, person_id: int) -> None:
    """This person has it from now on; both she who wrote and who has it hear of it.

    Raises NotAllowed, Changed (it is no longer open, or has that holder), OnlyForHolder, WomanOnly.
    """
    matter = await _above(unit, matter_id, looking=False)
    if matter.only_holder and not matter.complaint:
        raise OnlyForHolder
    if matter.holder_id == person_id or person_id not in await matter_supervision.list_takers(unit, matter):
        raise Changed
    given = await matters.set_holder(unit, matter, person_id)
    await tell_taken(unit, given)
    if person_id != unit.actor.person_id:
        contact_staff.keep_climb(unit, [person_id])


async def _above(unit: Unit, matter_id: int, *, looking: bool) -> Matter:
    """What waits too long in an office that who acts leads. Raises NotAllowed, Changed once it does not wait."""
    matter = await matters.peek(unit, matter_id, looking=looking)
    require = permits.require_to_look if looking else permits.require
    await require(unit, Action.SUPERVISE_MATTERS, organisation_id=matter.organisation_id)
    if not matter_supervision.is_late(matter):
        raise Changed
    return matter


async def count_month(unit: Unit, organisation_id: int, months_ago: int) -> Figures:
    """The first answers of that month there. Raises NotAllowed."""
    office = await _look_at(unit, organisation_id)
    today = local_date(unit.now, office.office.zone)
    number = today.year * 12 + today.month - 1 - months_ago
    counted = await matter_supervision.first_answers(unit, office, date(number // 12, number % 12 + 1, 1))
    in_time, later, not_yet = counted.line.cells
    return Figures(
        total=counted.line.total,
        in_time=in_time,
        later=later,
        not_yet=not_yet,
        median_min=counted.median_min,
    )
