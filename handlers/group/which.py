"""In which group? For whoever belongs to several, or holds an office in two."""

from conversation.chat import Chat
from conversation.text import Text, _
from db import groups, members
from db.members import OwnMembership
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupHere:
    """A group as whoever acts knows it. me: her own number in its book. practice: nothing there is real.

    state: draft as long as it waits for a second officer.
    """

    id: int
    name: str
    place: str
    zone: str
    me: int
    practice: bool
    state: str = groups.ACTIVE

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return str(self.id)

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.name)


async def choose_group(chat: Chat, action: Action, group_id: int = 0) -> GroupHere | None:
    """The only group in which she may do this, or the one she chooses; None when she was told that there is none.

    group_id: the one that is meant, where a button says so. A group whose books are not open yet is none for money.
    """
    own = await chat.look(list_groups, action)
    if group_id:
        own = tuple(each for each in own if each.id == group_id)
    is_open = tuple(each for each in own if each.state == groups.ACTIVE or not _needs_books(action))
    if not own:
        await chat.say(_("Ibu belum tercatat di kelompok. Punya kode rapat? Ketik GABUNG."))
        return None
    if not is_open:
        await chat.say(_("Buku kelompok {name} belum dibuka. Tunggu pengurus kedua, ya.", name=own[0].name))
        return None
    if len(is_open) == 1:
        return is_open[0]
    return await chat.choose(_("Untuk kelompok yang mana?"), is_open)


def _needs_books(action: Action) -> bool:
    return action.value.startswith("savings.") and action is not Action.SEE_TOTALS


async def list_groups(unit: Unit, action: Action) -> tuple[GroupHere, ...]:
    """The groups in which the actor's roles allow this."""
    allowed = places(unit.actor.roles, action)
    if not allowed:
        return ()
    found: dict[int, GroupHere] = {}
    for each in await members.find_own(unit, unit.actor.person_id):
        if each.group_id in allowed and each.group_id not in found and is_meant(unit, each):
            found[each.group_id] = GroupHere(
                id=each.group_id,
                name=each.group_name,
                place=each.place,
                zone=each.zone,
                me=each.number,
                practice=bool(each.practice_of),
                state=each.state,
            )
    return tuple(found.values())


def is_meant(unit: Unit, each: OwnMembership) -> bool:
    """In practice the invented group alone, outside of it the real ones."""
    return each.group_id == unit.actor.practice if unit.actor.practice else not each.practice_of
