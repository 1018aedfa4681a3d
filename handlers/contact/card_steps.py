"""What is read and written when a card's code is typed: a wrong one is counted, a right one leaves no trace.

Only her own yes writes something about her, and that says nothing of the card.
"""

from db import organisations, outreach, people, removals
from db.unit import Unit
from domain.outreach import read_typed_code
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import Changed


@dataclass(frozen=True, kw_only=True, slots=True)
class Welcomed:
    """What the welcome needs. area: the key; label: how the place is called. office: who helps there, "" for nobody.

    met: she has said whose phone this is. here: this is where she lives, as is known already. staff: somebody who works
    here, or gives cards, tries it out.
    """

    bot: str
    area: str
    label: str
    office: str
    met: bool
    here: bool
    staff: bool
    demo: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An area to choose."""

    key: str
    label: str


async def try_card(unit: Unit, typed: str) -> Welcomed | None:
    """What the code gives; None if it cannot be used, for whatever reason. Wrong ones are counted."""
    card = await outreach.try_code(unit, read_typed_code(typed))
    area = unit.facts.find_area(card.area) if card is not None else None
    if card is None or area is None:
        return None
    nearest = await organisations.find_for_area(unit, area.key)
    office = nearest or await organisations.find(unit, card.organisation_id)
    person = await people.get_person(unit, unit.actor.person_id)
    return Welcomed(
        bot=unit.facts.bot_name,
        area=area.key,
        label=area.label,
        office="" if office is None else office.office.name,
        met=unit.actor.phone != "unknown",
        here=person.area == area.key,
        staff=unit.actor.staff or _gives_cards(unit),
        demo=unit.facts.demo or (office is not None and office.demo),
    )


def _gives_cards(unit: Unit) -> bool:
    roles = unit.actor.roles
    return bool(places(roles, Action.SUGGEST) or places(roles, Action.SUGGEST_FROM_GROUP))


async def list_places(unit: Unit) -> tuple[Place, ...]:
    """Where she may live instead: everywhere an office of ours helps."""
    served = {area for each in await organisations.list_all(unit) for area in each.areas}
    return tuple(Place(each.key, each.label) for each in unit.facts.areas if each.key in served)


async def keep_area(unit: Unit, area_key: str) -> str:
    """She lives there, as she has said yes to; the office that helps there, "" for none. Raises Changed."""
    area = unit.facts.find_area(area_key)
    if area is None:
        raise Changed
    person_id = unit.actor.person_id
    people.set_area(unit, person_id, area.key, area.zone)
    unit.audit("write", "person", person_id, person_id, "area")
    office = await organisations.find_for_area(unit, area.key)
    return "" if office is None else office.office.name


async def keep_phone(unit: Unit, phone: str) -> None:
    """Whose phone it is decides what may be pushed to it."""
    removals.set_phone(unit, unit.actor.account_id, phone, before=unit.actor.phone)
    unit.audit("write", "account", unit.actor.account_id, unit.actor.person_id, "phone")
