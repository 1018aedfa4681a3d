"""A wish for a person from before there were matters (handlers/contact/ask.py): it stays in the queue as it was."""

from db import calls, people, requests, rings
from db.unit import Unit
from domain.requests import Contact
from domain.safety import Matter
from domain.zones import WITA
from tests.world import KALTIM, World

CALM = Matter(level="ask", kind="none", about="self")


async def live_in_samarinda(world: World, name: str) -> None:
    """Where she lives is known already."""

    async def job(unit: Unit) -> None:
        people.set_area(unit, (await world.actor(unit, name)).person_id, "samarinda", WITA)

    await world.run(job)


async def wish_as_before(world: World, name: str, way: str = "chat", *, office: str = KALTIM) -> str:
    """She asked for a person, and those on duty are called until somebody opens it. The code of her wish."""

    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, name)
        submitted = await requests.submit(
            unit,
            person_id=unit.actor.person_id,
            organisation_id=world.offices[office],
            kind="person",
            wants_person=True,
            contact=Contact(way=way),
        )
        call = await calls.make(
            unit, organisation_id=world.offices[office], matter=CALM, women_only=True, calm=True
        )
        rings.begin_calm(unit, call)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))
        return submitted.code

    code = await world.run(job)
    await world.rest()
    return code
