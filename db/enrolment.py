"""Who lets people in and out: inviting, a second admin's yes, ending a role, handing an office over.

Each checks by the table (domain/permits.py) inside the transaction and leaves audit rows. What is recorded belongs to
the office or the group, so nothing moves when a role does. A foreign place, role or invitation reads as a missing one.
"""
# staff: people of an office or the officers of a group read these sentences.

from dataclasses import dataclass

from conversation.text import Text, _
from db import groups, holders, invites, members, people, permits
from db.holders import Holder
from db.invites import Invite
from db.push_buttons import close_matter
from db.role_names import ROLE_NAMES
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.permits import (
    CONFIRMED,
    KEEPERS,
    OFFICERS,
    Action,
    LastKeeper,
    SecondAdminNeeded,
    may_give,
    places,
    powers_in,
)
from domain.permits import holders as roles_for
from domain.refusals import Changed, InviteUnusable, NotAllowed
from domain.roles import Place, Role, RoleGrant
from domain.zones import local_date

CONFIRM_TALK = "persetujuan"

_CAN_AGREE = tuple(sorted(roles_for(Action.CONFIRM_STAFF)))

# So many other admins hear that somebody waits; more would all look at the same list.
TOLD_MAX = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody who has used an invitation and waits for a second admin. replaces: whom, "" for nobody."""

    id: int
    name: str
    role: Role
    place: str
    invited_by: str
    replaces: str


# -- looking ----------------------------------------------------------------------------------------------------


async def list_people(unit: Unit, place: Place) -> list[Holder]:
    """Everybody with a role there; each line leaves an audit row. Raises NotAllowed."""
    await _require(unit, powers_in(place).list, place)
    found = await holders.list_of(unit, place)
    for each in found:
        unit.audit("list", "role", each.id, each.person_id)
    return found


async def list_candidates(unit: Unit) -> list[Candidate]:
    """Who waits for the actor's yes, in all her offices; each line leaves an audit row. Empty for who is no admin."""
    found: list[Candidate] = []
    selves = await holders.list_selves(unit, unit.actor.person_id)
    for organisation_id in places(unit.actor.roles, Action.CONFIRM_STAFF):
        await permits.require(unit, Action.CONFIRM_STAFF, organisation_id=organisation_id)
        for each in await invites.list_waiting(unit, organisation_id):
            if not _is_party(selves, each):
                unit.audit("list", "invite", each.id, each.used_by)
                found.append(await _candidate(unit, each))
    return found


async def _candidate(unit: Unit, invite: Invite) -> Candidate:
    names = await holders.list_names(unit, [invite.used_by, invite.made_by])
    replaced = await holders.find(unit, invite.replaces) if invite.replaces else None
    return Candidate(
        id=invite.id,
        name=names.get(invite.used_by, ""),
        role=invite.grant.role,
        place=invite.place,
        invited_by=names.get(invite.made_by, ""),
        replaces=replaced.name if replaced is not None else "",
    )


def _is_party(selves: frozenset[int], invite: Invite) -> bool:
    """Whoever invited, or was invited, is no second person, on whatever phone."""
    return not selves.isdisjoint((invite.made_by, invite.used_by))


async def has_second(unit: Unit, place: Place) -> bool:
    """Whether anybody but the actor can agree to new staff there. Raises NotAllowed."""
    await permits.require_to_look(
        unit, powers_in(place).invite, organisation_id=place.organisation_id, group_id=place.group_id
    )
    return await _has_second(unit, place)


async def _has_second(unit: Unit, place: Place) -> bool:
    if place.organisation_id is None:
        return False
    admins = await people.list_role_holders(unit, place.organisation_id, _CAN_AGREE)
    selves = await holders.list_selves(unit, unit.actor.person_id)
    return any(each not in selves for each in admins)


# -- letting in -------------------------------------------------------------------------------------------------


async def invite(unit: Unit, place: Place, role: Role) -> str:
    """A code for that role there. Raises NotAllowed, SecondAdminNeeded where nobody else could agree."""
    action = powers_in(place).invite
    await _require(unit, action, place)
    if not may_give(role, action):
        raise NotAllowed
    return await _make(unit, place, role, reason=role.value, replaces=0)


async def missing_officer(unit: Unit, group_id: int) -> Role:
    """The office that the first officer of a draft needs somebody else for: the chair, beside a chair the treasurer."""
    chairs = await groups.list_holders(unit, group_id, Role.CHAIR)
    return Role.TREASURER if chairs else Role.CHAIR


async def invite_second(unit: Unit, group_id: int) -> str:
    """A code for the second officer of a draft, whose books it opens. Raises NotAllowed, Changed if they are open.

    The program gives it: in a draft nobody keeps the people yet, and nothing is in its book.
    """
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    group = await groups.get(unit, group_id)
    if group.state != groups.DRAFT or group.practice_of:
        raise Changed
    role = await missing_officer(unit, group_id)
    unit.audit("invite", "group", group_id, 0, f"second {role.value}")
    return invites.make(unit, role, group_id=group_id)


async def hand_over(unit: Unit, role_id: int) -> str:
    """A code for whoever takes this role over; until it takes effect nothing changes.

    Raises NotAllowed, SecondAdminNeeded where nobody else could agree.
    """
    holder = await _get_holder(unit, role_id)
    await _require(unit, powers_in(holder.place).hand_over, holder.place)
    _check_office(holder)
    return await _make(
        unit, holder.place, holder.role, reason=f"hand over {holder.role.value}", replaces=holder.id
    )


async def _make(unit: Unit, place: Place, role: Role, *, reason: str, replaces: int) -> str:
    if role in CONFIRMED and not await _has_second(unit, place):
        raise SecondAdminNeeded
    of_group = place.group_id is not None
    number = place.group_id if of_group else place.organisation_id
    assert number is not None, "a place is one or the other"
    unit.audit("invite", "group" if of_group else "organisation", number, 0, reason)
    return invites.make(
        unit,
        role,
        organisation_id=place.organisation_id,
        group_id=place.group_id,
        made_by=unit.actor.person_id,
        replaces=replaces,
    )


async def join(unit: Unit, code: str) -> Invite:
    """What the actor's code gives: at once, or when a second admin has agreed. Raises InviteUnusable."""
    person_id = unit.actor.person_id
    known = await invites.find_usable(unit, code)
    if known is None or known.made_by in await holders.list_selves(unit, person_id):
        raise InviteUnusable
    used = await invites.use(unit, code, person_id)
    if not used.needs_second:
        await _take_effect(unit, used, "invite")
        return used
    unit.audit("join", "invite", used.id, person_id, used.grant.role.value)
    assert used.grant.organisation_id is not None, "staff belong to an office"
    admins = await people.list_role_holders(unit, used.grant.organisation_id, _CAN_AGREE)
    for each in [admin for admin in admins if admin not in (used.made_by, person_id)][:TOLD_MAX]:
        button = PushButton(label=_("Lihat"), talk=CONFIRM_TALK)
        _tell(unit, each, _("Ada pendaftar baru yang menunggu persetujuan."), button, _matter(used))
    return used


async def approve(unit: Unit, invite_id: int) -> None:
    """A second admin agrees: the role begins. Raises NotAllowed, SecondAdminNeeded, Changed."""
    found = await _get_waiting(unit, invite_id)
    if not await invites.settle(unit, invite_id, given=True):
        raise Changed
    unit.audit("approve", "invite", invite_id, found.used_by, found.grant.role.value)
    await _take_effect(unit, found, "approved invite")
    close_matter(unit, _matter(found))
    text = _(
        "Sudah disetujui: {role} di {place}. Ketik MENU untuk mulai.",
        role=ROLE_NAMES[found.grant.role],
        place=found.place,
    )
    _tell(unit, found.used_by, text)


async def refuse(unit: Unit, invite_id: int) -> None:
    """A second admin does not agree: nothing begins. Raises NotAllowed, SecondAdminNeeded, Changed."""
    found = await _get_waiting(unit, invite_id)
    if not await invites.settle(unit, invite_id, given=False):
        raise Changed
    unit.audit("refuse", "invite", invite_id, found.used_by, found.grant.role.value)
    close_matter(unit, _matter(found))
    _tell(
        unit, found.used_by, _("Pendaftaran di {place} belum disetujui. Hubungi kantor.", place=found.place)
    )


async def _get_waiting(unit: Unit, invite_id: int) -> Invite:
    found = await invites.find_waiting(unit, invite_id)
    if found is None:
        raise NotAllowed
    await permits.require(unit, Action.CONFIRM_STAFF, organisation_id=found.grant.organisation_id)
    if _is_party(await holders.list_selves(unit, unit.actor.person_id), found):
        raise SecondAdminNeeded
    return found


async def _take_effect(unit: Unit, used: Invite, reason: str) -> None:
    """The role begins; whom it replaces holds hers no longer."""
    await holders.give(unit, used.used_by, used.grant, reason)
    replaced = await holders.find(unit, used.replaces) if used.replaces else None
    if replaced is not None:
        await _end(unit, replaced, "handed over", used.place)
    if used.grant.group_id is not None:
        await _belong(unit, used.grant.group_id, used, reason)


async def _belong(unit: Unit, group_id: int, used: Invite, reason: str) -> None:
    """Whoever has an office in a group is in its book too; with a second officer a draft's books open."""
    today = local_date(unit.now, used.zone)
    await members.ensure(unit, group_id, used.used_by, joined_day=today)
    await holders.give(unit, used.used_by, RoleGrant(Role.MEMBER, group_id=group_id), reason)
    if await groups.open_books(unit, group_id):
        for role in groups.SIGNING:
            for each in await groups.list_holders(unit, group_id, role):
                if each != unit.actor.person_id:
                    _tell(unit, each, _("Pengurus kedua sudah masuk. Buku kelompok sudah dibuka."))


# -- letting out ------------------------------------------------------------------------------------------------


async def end_role(unit: Unit, role_id: int) -> None:
    """Nobody's from the next message on. Raises NotAllowed, LastKeeper."""
    holder = await _get_holder(unit, role_id)
    await _require(unit, powers_in(holder.place).end, holder.place)
    _check_office(holder)
    if holder.role in KEEPERS:
        keepers = await holders.list_persons_with(unit, holder.place, holder.role)
        if keepers == [holder.person_id]:
            raise LastKeeper
    place = await holders.find_name(unit, holder.place)
    await _end(unit, holder, "removed", place or "")


async def _end(unit: Unit, holder: Holder, reason: str, place: str) -> None:
    holders.end(unit, holder, reason)
    if holder.place.organisation_id is not None:
        from db import matter_changes  # not at the start

        await matter_changes.cut_off(unit, holder.person_id)
    if holder.person_id != unit.actor.person_id:
        text = _(
            "Peran {role} di {place} sudah berakhir. Terima kasih.",
            role=ROLE_NAMES[holder.role],
            place=place,
        )
        _tell(unit, holder.person_id, text)


def _check_office(holder: Holder) -> None:
    if holder.place.group_id is not None and holder.role not in OFFICERS:
        raise NotAllowed


async def _get_holder(unit: Unit, role_id: int) -> Holder:
    found = await holders.find(unit, role_id)
    if found is None:
        raise NotAllowed
    return found


async def _require(unit: Unit, action: Action, place: Place) -> None:
    await permits.require(unit, action, organisation_id=place.organisation_id, group_id=place.group_id)


def _matter(invite: Invite) -> str:
    return f"invite:{invite.id}"


def _tell(unit: Unit, person_id: int, text: Text, button: PushButton | None = None, matter: str = "") -> None:
    unit.tell(person_id, text, MessageClass.RELAY.value, buttons=(button,) if button else (), matter=matter)
