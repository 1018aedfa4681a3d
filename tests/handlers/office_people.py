"""People of an office and of a group who know each other by name, for chats about roles."""

from db import enrolment, invites, people
from db.unit import Unit
from domain.roles import Place, Role
from tests.world import KALTIM, MENTARI, World


async def add_named(world: World, phone: str, name: str, *roles: Role) -> None:
    """Somebody with a phone, and with a name that others are shown."""
    person_id = await world.add(phone, *roles)

    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name)

    await world.run(job)


async def two_admins(world: World) -> None:
    """Wati and Dedi run the office in Kaltim together."""
    await add_named(world, "Wati", "Wati", Role.ADMIN)
    await add_named(world, "Dedi", "Dedi", Role.ADMIN)


async def chair_and_treasurer(world: World) -> None:
    """Cucu leads the group Mentari on an own phone, Lilis keeps its book."""
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    await add_named(world, "Lilis", "Lilis", Role.TREASURER)


async def code_by(world: World, phone: str, role: Role) -> str:
    """The code that the owner of the phone makes for that role, in her office or group."""

    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, phone)
        (grant, *_more) = unit.actor.roles
        return await enrolment.invite(unit, Place(grant.organisation_id, grant.group_id), role)

    return await world.run(job)


async def code_of_operator(world: World, role: Role) -> str:
    """The code that the operator's command prints."""

    async def job(unit: Unit) -> str:
        return invites.make(unit, role, organisation_id=world.offices[KALTIM])

    return await world.run(job)


async def roles_of(world: World, phone: str) -> list[str]:
    """What the owner of the phone is now."""

    async def job(unit: Unit) -> list[str]:
        actor = await world.actor(unit, phone)
        return [grant.role.value for grant in actor.roles]

    return await world.run(job)


__all__ = [
    "KALTIM",
    "MENTARI",
    "add_named",
    "chair_and_treasurer",
    "code_by",
    "code_of_operator",
    "roles_of",
    "two_admins",
]
