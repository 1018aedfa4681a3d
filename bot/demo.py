"""The demo: offices, groups and invented people of the source documents, and who is behind the simulator's phones.

Filled once, in one transaction, before the first message; everything in it is marked as demo.
"""

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.demo_people import (
    CLOSES_IN_DAYS,
    GROUPS_SINCE_DAYS,
    MENTARI,
    OFFICES,
    OPENED_DAYS_AGO,
    PHONE_NAMES,
    PHONES,
    UPTD_ROLES,
    DemoGroup,
    DemoMember,
)
from db import group_rules, groups, members, meta, organisations, people
from db.members import GroupFull
from db.unit import Unit
from db.vault import person as owner_of
from domain.group_rules import Rhythm, Rules
from domain.organisations import local_date
from domain.roles import OF_ORGANISATION, Role, RoleGrant

if TYPE_CHECKING:
    from bot.channels.simulator import Simulator
    from bot.storage import Storage

CHANNEL = "simulator"


class Program(Protocol):
    """What the demo needs of the program."""

    @property
    def storage(self) -> "Storage":
        """The open databases."""

    @property
    def simulator(self) -> "Simulator | None":
        """The phones, where they are switched on."""


async def seed(app: Program, *, rest_later: bool = False) -> None:
    """Fill an empty demo database, and put somebody behind every phone of the simulator. Does nothing twice.

    rest_later: the rest comes when the program is up (bot/app.py); the first answer does not wait for it.
    """
    await app.storage.writer.run(fill)
    if not rest_later:
        from bot.demo_contact import fill_contact
        from bot.demo_outcomes import fill_outcomes
        from bot.demo_rest import fill_rest
        from bot.demo_templates import approve_templates
        from bot.demo_training import fill_training

        await app.storage.writer.run(approve_templates)
        await app.storage.writer.run(fill_rest)
        await app.storage.writer.run(fill_training)
        await app.storage.writer.run(fill_outcomes)
        await app.storage.writer.run(fill_contact)
    if app.simulator is None:
        return
    for title, role in PHONES:
        app.simulator.add_phone(title, role=role)
    phones = Phones(app)
    # Together, so that they share one transaction.
    await asyncio.gather(
        *(phones.register(each.name, each.role) for each in app.simulator.chats.list_phones())
    )
    await app.storage.writer.run(_note_ready)


async def _note_ready(unit: Unit) -> None:
    meta.store(unit, meta.DEMO_READY, "1")


async def fill(unit: Unit) -> None:
    """The offices and Mentari, unless they are there."""
    if await meta.read(unit, meta.DEMO_SEEDED):
        return
    _add_offices(unit)
    await add_group(unit, MENTARI)
    meta.store(unit, meta.DEMO_SEEDED, "1")


def _add_offices(unit: Unit) -> dict[str, tuple[int, str]]:
    """The row id and name of the office of each area."""
    by_area = {}
    for office in OFFICES:
        row_id = organisations.add(unit, name=office.name, zone=office.zone, areas=office.areas, demo=True)
        today = local_date(unit.now, office.zone)
        for set_id in office.open_sets:
            opens, closes = today - timedelta(days=OPENED_DAYS_AGO), today + timedelta(days=CLOSES_IN_DAYS)
            organisations.set_registration(unit, row_id, set_id, opens, closes)
        by_area.update(dict.fromkeys(office.areas, (row_id, office.name)))
    return by_area


async def add_people(unit: Unit, count: int) -> list[int]:
    """New persons with a key each, made in one go."""
    ids = [unit.new_id() for _number in range(count)]
    await unit.vault.have([owner_of(person_id) for person_id in ids], create=True)
    for person_id in ids:
        people.add_person(unit, person_id, unit.now_ms, demo=True)
    return ids


async def add_group(unit: Unit, group: DemoGroup) -> None:
    group_id = groups.add(unit, name=group.name, place=group.place, zone=group.zone, demo=True)
    since = local_date(unit.now, group.zone) - timedelta(days=GROUPS_SINCE_DAYS)
    ids = await add_people(unit, len(group.members))
    for person_id, member in zip(ids, group.members, strict=True):
        people.begin_details(unit, person_id, **_details(member))
        people.set_area(unit, person_id, group.area, group.zone)
        for role in (Role.MEMBER, *map(Role, member.offices)):
            _grant(unit, person_id, RoleGrant(role, group_id=group_id))
    entries = [
        members.NewMember(name=member.name, person_id=person_id)
        for person_id, member in zip(ids, group.members, strict=True)
    ]
    await members.add_many(unit, group_id, entries, joined_day=since)
    await group_rules.add(unit, group_id, _rules(group, since), by=0)


def _rules(group: DemoGroup, since: date) -> Rules:
    return Rules(
        kinds=group.kinds,
        rhythm=Rhythm.MONTHLY,
        meeting_day=since,
        from_day=since,
        decided_day=since,
        loans=group.loans,
        year=group.year,
    )


def _details(member: DemoMember) -> dict[str, str]:
    age = str(member.age) if member.age else ""
    return {"name": member.name, "age": age, "education": member.education}


def _grant(unit: Unit, person_id: int, grant: RoleGrant) -> None:
    people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)


class Phones:
    """Who is behind the simulator's phones."""

    def __init__(self, app: Program) -> None:
        self._app = app

    async def register(self, name: str, role: str) -> None:
        """Make the person of a phone, with her role; a phone without a role is a stranger's until it writes.

        Does nothing for a phone that has somebody. Raises ValueError, with a sentence, for an unknown role.
        """
        if role and role not in {*Role, *UPTD_ROLES}:
            known = ", ".join([*sorted(Role), *UPTD_ROLES])
            raise ValueError(f"Peran ini tidak ada. Pilih salah satu: {known}.")

        async def job(unit: Unit) -> None:
            if role in UPTD_ROLES:
                await register(unit, name, UPTD_ROLES[role], at_uptd=True)
            else:
                await register(unit, name, Role(role))

        if not role:
            return
        try:
            await self._app.storage.writer.run(job)
        except GroupFull as full:
            raise ValueError("Kelompok Mentari sudah penuh. Tambahkan HP tanpa peran.") from full


async def register(unit: Unit, name: str, role: Role, *, at_uptd: bool = False) -> None:
    """Somebody with that role behind the phone called `name`, unless somebody is.

    at_uptd: she works in the office to which the others refer, and in no other.
    """
    digest = people.address_hash(unit, CHANNEL, name)
    states, _roles = await people.find_states(unit, [digest])
    if states:
        return
    person_id = await _find_somebody(unit, name, role, at_uptd=at_uptd)
    grants = []
    if person_id is None or role not in OF_ORGANISATION:
        grants = await _grants(unit, role, at_uptd=at_uptd)
    if person_id is None:
        person_id = await _add_somebody(unit, name, is_staff=role in OF_ORGANISATION)
    held = await people.list_roles(unit, person_id)
    for grant in grants:
        if grant not in held:
            _grant(unit, person_id, grant)
    for group_id in dict.fromkeys(grant.group_id for grant in grants if grant.group_id is not None):
        await members.ensure(
            unit, group_id, person_id, joined_day=local_date(unit.now, MENTARI.zone), name=_shown(name)
        )
    account_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)])
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel=CHANNEL,
        address=name,
        now_ms=unit.now_ms,
    )
    if role is not Role.MEMBER:  # a member's first contact is to be seen
        people.set_phone(unit, account_id, "own")


async def _find_somebody(unit: Unit, name: str, role: Role, *, at_uptd: bool) -> int | None:
    """Whom the demo knows by that name: a member of Mentari, or one of the office to which others refer."""
    from bot.demo_contact import find_staff

    if role in OF_ORGANISATION:
        return await find_staff(unit, name, role, by_role=at_uptd)
    return await _find_member(unit, name)


async def _grants(unit: Unit, role: Role, *, at_uptd: bool) -> list[RoleGrant]:
    """Staff work for every demo office that women write to, so that one phone sees every queue.

    Those of the office to which one refers work there alone; all others belong to Mentari.
    """
    from bot.demo_contact import OFFICE, get_office

    if at_uptd:
        return [RoleGrant(role, organisation_id=await get_office(unit))]
    if role in OF_ORGANISATION:
        offices = [each for each in await organisations.list_all(unit) if each.office.name != OFFICE]
        return [RoleGrant(role, organisation_id=office.row_id) for office in offices if office.demo]
    group_id = await _mentari(unit)
    return [RoleGrant(each, group_id=group_id) for each in dict.fromkeys((Role.MEMBER, role))]


async def _mentari(unit: Unit) -> int:
    return next(
        group.id for group in await groups.list_all(unit) if group.demo and group.name == MENTARI.name
    )


async def _find_member(unit: Unit, name: str) -> int | None:
    """The member of Mentari who is called like the phone and has none yet."""
    members = await groups.list_holders(unit, await _mentari(unit), Role.MEMBER)
    known = await people.list_persons(unit, members)
    for person_id in members:
        words = known[person_id].name.lower().split()
        if name in ("-".join(words), words[0]) and await people.find_account_of(unit, person_id) is None:
            return person_id
    return None


def _shown(name: str) -> str:
    """How the person behind a phone of that name is called."""
    return PHONE_NAMES.get(name) or name.replace("-", " ").title()


async def _add_somebody(unit: Unit, name: str, *, is_staff: bool) -> int:
    shown = _shown(name)
    if is_staff and name not in PHONE_NAMES:
        shown = f"{shown} (contoh)"
    person_id = (await add_people(unit, 1))[0]
    await people.set_details(unit, person_id, name=shown)
    if is_staff:
        organisations.enrol(unit, person_id, woman=True, zone=OFFICES[0].zone)
    return person_id
