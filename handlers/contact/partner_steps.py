"""The office's partners in the records: for who keeps them there, asked again at every step."""

from datetime import date

from conversation.text import Text
from db import organisations, partners, people, permits
from db.partners import Partner
from db.unit import Unit
from domain.matters import PartnerKind
from domain.organisations import local_date
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.contact.move_words import PARTNER_KINDS, short
from handlers.office.admins import note


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A partner, as a row of a list."""

    key: str
    label: str
    hint: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office, as a row of a list."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A partner, for who keeps the list."""

    name: str
    kind: str
    phone: str
    checked_on: date | None


async def list_own_offices(unit: Unit) -> tuple[Office, ...]:
    """The offices whose partners the actor keeps. Raises NotAllowed."""
    own = places(await people.list_roles(unit, unit.actor.person_id), Action.KEEP_PARTNERS)
    found = tuple(
        Office(key=str(each.row_id), label=short(each.office.name))
        for each in await organisations.list_all(unit)
        if each.row_id in own
    )
    if unit.actor.locked or not found:
        raise NotAllowed
    return found


async def list_partners(unit: Unit, organisation_id: int) -> tuple[Row, ...]:
    """The office's partners. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_PARTNERS, organisation_id=organisation_id)
    return tuple(
        Row(key=str(each.id), label=short(each.name), hint=PARTNER_KINDS[each.kind])
        for each in await partners.list_of(unit, organisation_id)
    )


async def list_offices_here(unit: Unit, organisation_id: int) -> tuple[Office, ...]:
    """Other offices that work with this program. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_PARTNERS, organisation_id=organisation_id)
    return tuple(
        Office(key=str(each.row_id), label=short(each.office.name))
        for each in await organisations.list_all(unit)
        if each.row_id != organisation_id
    )


async def find_partner(unit: Unit, organisation_id: int, partner_id: int) -> Seen:
    """That partner. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_PARTNERS, organisation_id=organisation_id)
    found = await partners.get(unit, partner_id)
    if found.organisation_id != organisation_id:
        raise NotAllowed
    return Seen(name=found.name, kind=found.kind.value, phone=found.phone, checked_on=found.checked_on)


async def add_partner(unit: Unit, organisation_id: int, kind: str, name: str, office: int) -> None:
    """One more. Raises NotAllowed, PartnersFull."""
    await permits.require(unit, Action.KEEP_PARTNERS, organisation_id=organisation_id)
    if office == organisation_id or (office and await organisations.find(unit, office) is None):
        raise NotAllowed
    await partners.add(unit, organisation_id, kind=PartnerKind(kind), name=name, partner_organisation=office)
    note(unit, organisation_id, "partner added")


async def set_phone(unit: Unit, organisation_id: int, partner_id: int, number: str) -> None:
    """Its number, hidden until it is checked. Raises NotAllowed."""
    found = await _get(unit, organisation_id, partner_id)
    partners.set_phone(unit, found.id, number)
    note(unit, organisation_id, "partner phone")


async def mark_checked(unit: Unit, organisation_id: int, partner_id: int) -> None:
    """Somebody of the office called it today. Raises NotAllowed."""
    found = await _get(unit, organisation_id, partner_id)
    record = await organisations.get(unit, organisation_id)
    partners.set_checked(unit, found.id, local_date(unit.now, record.office.zone))
    note(unit, organisation_id, "partner phone checked")


async def remove_partner(unit: Unit, organisation_id: int, partner_id: int) -> None:
    """Nobody is referred there any more. Raises NotAllowed."""
    partners.remove(unit, (await _get(unit, organisation_id, partner_id)).id)
    note(unit, organisation_id, "partner removed")


async def _get(unit: Unit, organisation_id: int, partner_id: int) -> Partner:
    await permits.require(unit, Action.KEEP_PARTNERS, organisation_id=organisation_id)
    found = await partners.get(unit, partner_id)
    if found.organisation_id != organisation_id:
        raise NotAllowed
    return found
