"""What is read and written when somebody makes an outreach card: nothing about whom it is for.

The law: who leads a group may give one while its books are open: everybody may begin a group that is a draft.
"""

from datetime import UTC, date, datetime

from db import groups, organisations, outreach, permits
from db.groups import GroupIsDraft
from db.unit import Paper, Unit
from domain.outreach import packed
from domain.permits import Action, Practising, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.zones import local_date
from handlers.contact.card_words import TITLE

RECIPE = "contact/card.png"


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaOffered:
    """A place for which a card may be made, and the office that helps there."""

    key: str
    label: str
    office: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CardMade:
    """A fresh card, to be read out. until: its last day."""

    bot: str
    code: str
    until: date


async def list_areas(unit: Unit) -> tuple[AreaOffered, ...]:
    """Where whoever acts may suggest: the areas of her office; who leads a group, every area with an office."""
    own = set(places(unit.actor.roles, Action.SUGGEST))
    leads = bool(places(unit.actor.roles, Action.SUGGEST_FROM_GROUP))
    if unit.actor.locked or not (own or leads):
        raise NotAllowed
    if unit.actor.practice:
        raise Practising
    served = {
        area
        for each in await organisations.list_all(unit)
        if leads or each.row_id in own
        for area in each.areas
    }
    found = []
    for area in unit.facts.areas:
        office = await organisations.find_for_area(unit, area.key) if area.key in served else None
        if office is not None:
            found.append(AreaOffered(key=area.key, label=area.label, office=office.office.name))
    return tuple(found)


async def make_card(unit: Unit, area_key: str) -> CardMade:
    """A card for that area, handed over as a picture too. Raises NotAllowed, TooManyCards."""
    organisation_id = await _require(unit, area_key)
    code = await outreach.make(unit, area_key, organisation_id)
    card = await outreach.find(unit, code)
    area = unit.facts.find_area(area_key)
    assert card is not None, "made a statement ago"
    assert area is not None, "an office of ours serves it"
    unit.hand(TITLE, Paper(RECIPE, (packed(code),)))
    unit.audit("write", "outreach_code", 0, unit.actor.person_id, area_key)
    return CardMade(
        bot=unit.facts.bot_name,
        code=code,
        until=local_date(datetime.fromtimestamp(card.expires_ms / 1000, UTC), area.zone),
    )


async def _require(unit: Unit, area_key: str) -> int:
    """The office whose card it is: the actor's own that serves the area, else, of a group's leader, the area's."""
    for organisation_id in places(unit.actor.roles, Action.SUGGEST):
        office = await organisations.find(unit, organisation_id)
        if office is not None and area_key in office.areas:
            await permits.require(unit, Action.SUGGEST, organisation_id=organisation_id)
            return organisation_id
    nearest = await organisations.find_for_area(unit, area_key)
    if nearest is None or unit.facts.find_area(area_key) is None:
        raise NotAllowed
    await _require_group(unit)
    return nearest.row_id


async def _require_group(unit: Unit) -> None:
    """She leads a group whose books are open. Raises NotAllowed, Practising, GroupIsDraft where she only leads such."""
    draft: GroupIsDraft | None = None
    for group_id in places(unit.actor.roles, Action.SUGGEST_FROM_GROUP):
        try:
            await permits.require(unit, Action.SUGGEST_FROM_GROUP, group_id=group_id)
            await groups.get_open(unit, group_id)
        except GroupIsDraft as refusal:
            draft = refusal
        except NotAllowed:  # this one has ended, or she leads it no more; perhaps there is another
            continue
        else:
            return
    raise draft or NotAllowed
