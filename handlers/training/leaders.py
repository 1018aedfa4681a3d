"""Whose class is it: an office's, or a group's own? Leaders make classes for their own group as Ibu AL does (D19).

The law: who may not keep classes there finds no such place; in a practice only the invented group is there.
"""

# staff: who keeps classes (office people, leaders of a group) reads this file's sentences

from conversation.chat import Chat
from conversation.text import Text, _
from db import groups, organisations, permits
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import Place
from handlers.group.which import list_groups

KEEPING = (Action.KEEP_COURSES, Action.KEEP_GROUP_COURSES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner:
    """An office or a group that has classes. where: its place, for a group."""

    key: str
    name: str
    zone: str
    where: str = ""
    practice: bool = False

    @property
    def label(self) -> Text:
        """What is shown where there are several."""
        return _("{name}", name=self.name)

    @property
    def place(self) -> Place:
        """The office or group."""
        return Place.read(self.key)


async def choose_owner(chat: Chat, key: str = "") -> Owner:
    """The place of that key, else the only one, else the one that is chosen. Raises NotAllowed."""
    own = await chat.look(list_owners)
    if key:
        own = tuple(each for each in own if each.key == key)
    if not own:
        raise NotAllowed
    if len(own) == 1:
        return own[0]
    asked: Text = _("Kelas untuk kantor atau kelompok yang mana?")
    return await chat.choose(asked, own)


async def list_owners(unit: Unit) -> tuple[Owner, ...]:
    """Where who acts may make classes, by the roles of this moment."""
    found: list[Owner] = []
    if not unit.actor.practice:
        own = places(unit.actor.roles, Action.KEEP_COURSES)
        offices = await organisations.list_all(unit) if own else []
        found += [
            Owner(key=Place(organisation_id=each.row_id).key, name=each.office.name, zone=each.office.zone)
            for each in offices
            if each.row_id in own
        ]
    found += [
        Owner(
            key=Place(group_id=each.id).key,
            name=each.name,
            zone=each.zone,
            where=each.place,
            practice=each.practice,
        )
        for each in await list_groups(unit, Action.KEEP_GROUP_COURSES)
        if each.state == groups.ACTIVE
    ]
    return tuple(found)


def action_of(place: Place) -> Action:
    """What making a class there takes."""
    return Action.KEEP_GROUP_COURSES if place.group_id is not None else Action.KEEP_COURSES


async def look_at(unit: Unit, place: Place) -> None:
    """For queries: raises NotAllowed where who acts may not make classes."""
    await permits.require_to_look(
        unit, action_of(place), organisation_id=place.organisation_id, group_id=place.group_id
    )


async def require(unit: Unit, place: Place) -> None:
    """For steps: the same, and it stays so until this commits."""
    await permits.require(
        unit, action_of(place), organisation_id=place.organisation_id, group_id=place.group_id
    )
