"""Women who have written to the office in Kaltim, and people there who answer: for chats of the worker's side."""

from db import matter_messages, matters, people
from db.matters import Chosen
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Matter, MessageKind
from domain.roles import Role
from tests.world import KALTIM, World


async def add_worker(world: World, name: str = "Rina", *roles: Role, office: str = KALTIM) -> None:
    """Somebody of the office, by name, with a phone of her own."""
    person_id = await world.add(name, *(roles or (Role.WORKER,)), office=office)
    await _call(world, person_id, name)


async def add_woman(world: World, name: str, *, area: str = "samarinda", phone: str = "own") -> None:
    """A woman whose name the office knows."""
    await _call(world, await world.add(name, area=area, phone=phone), name)


async def _call(world: World, person_id: int, name: str) -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name, salutation="")

    await world.run(job)


async def write(
    world: World,
    name: str,
    text: str,
    *,
    holder: str = "Rina",
    kind: MessageKind = MessageKind.TEXT,
    office: str = KALTIM,
    women_only: bool = False,
    only_holder: bool = False,
    complaint: bool = False,
    about: str = "",
    sure: bool = True,
) -> Matter:
    """She writes to that person of the office, or to whoever takes it (holder ""); nobody is told anything."""

    async def job(unit: Unit) -> Matter:
        chosen = Chosen(
            holder_id=(await world.actor(unit, holder)).person_id if holder else 0,
            women_only=women_only,
            only_holder=only_holder,
            complaint=complaint,
            about_id=(await world.actor(unit, about)).person_id if about else 0,
        )
        unit.actor = await world.actor(unit, name)
        written = await matters.write(
            unit,
            person_id=unit.actor.person_id,
            organisation_id=world.offices[office],
            chosen=chosen,
            kind=kind,
            text=text,
            sent_file=None if kind is MessageKind.TEXT else SentFile(reference="demo", size_bytes=4),
            sure=sure,
        )
        return written.matter

    return await world.run(job)


async def said_in(world: World, matter_id: int) -> list[str]:
    """What was written in the matter, both sides: "her: ..." and "staff: ..."."""

    async def job(unit: Unit) -> list[str]:
        matter = await matters.find(unit, matter_id)
        assert matter is not None
        found = [await matter_messages.find_one(unit, matter_id, n + 1) for n in range(matter.messages)]
        return [f"{each.side.value}: {each.text}" for each in found if each is not None]

    return await world.run(job)


async def arrive(world: World, state: str = "kept") -> None:
    """Every photo and voice note that is on its way has been fetched, or is gone."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE files SET state = $1 WHERE state = 'wanted'", state)
        unit.write("UPDATE matter_messages SET ready = 1")

    await world.run(job)
