"""Who announces: an office, or a group by its treasurer or chair? In a practice nobody does.

The law: who may not announce there finds no such place.
"""

# staff: who announces reads this file's sentences

from conversation.chat import Chat
from conversation.text import Text, _
from db import groups, organisations, permits
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import Place
from handlers.group.which import list_groups


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner:
    """An office or a group that announces. name: as its women know it. demo: everything there is invented."""

    key: str
    name: str
    zone: str
    practice: bool = False

    @property
    def label(self) -> Text:
        """What is shown where there are several."""
        return _("{name}", name=self.name)

    @property
    def place(self) -> Place:
        """The office or group."""
        return Place.read(self.key)

    @property
    def is_group(self) -> bool:
        """Whether it is a group, which knows its members by name and needs no second person."""
        return self.place.group_id is not None


async def choose_owner(chat: Chat, key: str = "") -> Owner:
    """The place of that key, else the only one, else the one that is chosen. Raises NotAllowed."""
    own = await chat.look(list_owners)
    if key:
        own = tuple(each for each in own if each.key == key)
    if not own:
        raise NotAllowed
    if len(own) == 1:
        return own[0]
    asked: Text = _("Dari kantor atau kelompok mana?")
    return await chat.choose(asked, own)


async def list_owners(unit: Unit) -> tuple[Owner, ...]:
    """Where who acts may announce, by the roles of this moment."""
    found: list[Owner] = []
    if not unit.actor.practice:
        for each in places(unit.actor.roles, Action.ANNOUNCE):
            record = await organisations.find(unit, each)
            if record is not None:
                key = Place(organisation_id=each).key
                found.append(Owner(key=key, name=record.office.name, zone=record.office.zone))
    found += [
        Owner(
            key=Place(group_id=each.id).key,
            name=name_of_group(each.name),
            zone=each.zone,
            practice=each.practice,
        )
        for each in await list_groups(unit, Action.ANNOUNCE_TO_GROUP)
        if each.state == groups.ACTIVE
    ]
    return tuple(found)


def name_of_group(name: str) -> str:
    """How a group is called as the one who speaks; kept as people's own word, in Indonesian."""
    return name if name.casefold().startswith("kelompok") else f"Kelompok {name}"


def action_at(place: Place) -> Action:
    """What announcing there takes."""
    return Action.ANNOUNCE_TO_GROUP if place.group_id is not None else Action.ANNOUNCE


async def look_at(unit: Unit, place: Place) -> None:
    """For queries: raises NotAllowed where who acts may not announce."""
    await permits.require_to_look(
        unit, action_at(place), organisation_id=place.organisation_id, group_id=place.group_id
    )


async def require(unit: Unit, place: Place) -> None:
    """For steps: the same, and it stays so until this commits."""
    await permits.require(
        unit, action_at(place), organisation_id=place.organisation_id, group_id=place.group_id
    )
