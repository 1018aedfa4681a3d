"""Whom a complaint is about is not among its readers, and the step that writes asks that again."""

import pytest

from db.unit import Unit
from domain.matter_refusals import NobodyElse
from domain.matters import MessageKind
from domain.roles import Role
from handlers.contact import complain_steps
from handlers.contact.ask_steps import Place
from handlers.contact.message_question import Draft
from tests.handlers.contact.hers import list_matters
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.world import KALTIM, World

DRAFT = Draft(kind=MessageKind.TEXT, text="minta uang")


async def ids(world: World, *names: str) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return [(await world.actor(unit, name)).person_id for name in names]

    return await world.run(job)


async def complain(world: World, about: int, reader: int) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        place = Place(id=world.offices[KALTIM], name=KALTIM)
        await complain_steps.send_complaint(unit, place, about, reader, DRAFT)

    await world.run(job)


async def test_who_may_read_it_is_who_leads_without_the_one_it_is_about(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    await add_worker(world, "Wulan", Role.SUPERVISOR)
    (ratna,) = await ids(world, "Ratna")

    async def look(unit: Unit) -> list[str]:
        unit.actor = await world.actor(unit, "Siti")
        found = await complain_steps.list_readers(unit, world.offices[KALTIM], ratna)
        return [each.name for each in found]

    assert await world.run(look) == ["Wulan"]


async def test_a_reader_it_is_about_does_not_get_it_whoever_was_named(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    await add_worker(world, "Wulan", Role.SUPERVISOR)
    (ratna,) = await ids(world, "Ratna")
    await complain(world, ratna, ratna)
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 keluhan, menunggu, soal Ratna"]


async def test_where_only_the_one_it_is_about_could_read_it_nothing_is_kept(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    (ratna,) = await ids(world, "Ratna")
    with pytest.raises(NobodyElse):
        await complain(world, ratna, ratna)
    assert await list_matters(world) == []


async def test_only_her_own_open_complaint_of_that_office_is_found(world: World) -> None:
    await add_woman(world, "Siti")
    await add_woman(world, "Yuyun")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    await write(world, "Siti", "minta uang", holder="Ratna", complaint=True)
    await write(world, "Yuyun", "halo", holder="Ratna")

    async def look(unit: Unit, name: str) -> bool:
        unit.actor = await world.actor(unit, name)
        return await complain_steps.find_complaint(unit, world.offices[KALTIM]) is not None

    assert await world.run(lambda unit: look(unit, "Siti"))
    assert not await world.run(lambda unit: look(unit, "Yuyun"))
