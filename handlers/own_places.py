"""In which office or group? For whoever lets people in and out in more than one."""

# staff: people of an office or the officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.text import _
from db import holders
from db.unit import Unit
from domain.permits import Action, places
from domain.refusals import NotAllowed
from domain.roles import Place


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """An office somebody is admin of, or a group somebody is chair of."""

    key: str
    label: str


async def choose_place(chat: Chat, key: str) -> OwnPlace:
    """The place of that key, else the only one, else the one that is chosen. Raises NotAllowed."""
    own = await chat.look(list_own_places)
    if key:
        own = tuple(each for each in own if each.key == key)
    if not own:
        raise NotAllowed
    if len(own) == 1:
        return own[0]
    return await chat.choose(_("Untuk kantor atau kelompok yang mana?"), own)


async def list_own_places(unit: Unit) -> tuple[OwnPlace, ...]:
    """Where the actor lets people in and out."""
    own = [Place(organisation_id=each) for each in places(unit.actor.roles, Action.LIST_STAFF)]
    own += [Place(group_id=each) for each in places(unit.actor.roles, Action.LIST_GROUP)]
    names = [(each.key, await holders.find_name(unit, each)) for each in own]
    return tuple(OwnPlace(key, name) for key, name in names if name is not None)
