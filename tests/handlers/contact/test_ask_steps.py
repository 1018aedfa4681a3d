"""Whom she chose is asked again in the step that writes; whether it is surely she is never guessed."""

from dataclasses import replace
from typing import Any

import pytest

from db import matters
from db.unit import Unit
from domain.matter_refusals import HolderGone
from domain.matters import MessageKind
from domain.requests import Contact
from domain.roles import Role
from handlers.contact import ask_steps
from handlers.contact.ask_steps import Place, Wish
from handlers.contact.message_question import Draft
from tests.handlers.contact.hers import list_matters
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.contact.test_ask import leave_office
from tests.world import KALTIM, World

DRAFT = Draft(kind=MessageKind.TEXT, text="bu saya mau tanya", message_ref="11")


async def send(world: World, name: str, wish: Wish, draft: Draft = DRAFT, **actor: object) -> ask_steps.Sent:
    async def job(unit: Unit) -> ask_steps.Sent:
        unit.actor = replace(await world.actor(unit, name), **actor)  # type: ignore[arg-type]
        place = Place(id=world.offices[KALTIM], name=KALTIM, area="samarinda")
        return await ask_steps.send(unit, place, wish, draft)

    return await world.run(job)


async def reader(world: World, name: str) -> int:
    async def job(unit: Unit) -> int:
        return (await world.actor(unit, name)).person_id

    return await world.run(job)


async def test_one_message_of_her_chat_is_written_once(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    wish = Wish(reader_id=await reader(world, "Rina"))
    first, again = await send(world, "Siti", wish), await send(world, "Siti", wish)
    assert (first.code, first.fresh, again.fresh) == (again.code, True, False)
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, menunggu"]


async def test_who_has_left_does_not_get_it(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    wish = Wish(reader_id=await reader(world, "Rina"))
    await leave_office(world, "Rina")
    assert (await send(world, "Siti", wish)).name == ""
    with pytest.raises(HolderGone):
        await send(world, "Siti", replace(wish, only_holder=True), replace(DRAFT, message_ref="12"))
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 pesan, menunggu"]


async def test_of_whom_she_named_nobody_but_a_reader_of_that_office_gets_it(world: World) -> None:
    await add_woman(world, "Siti")
    await add_woman(world, "Yuyun")
    await send(world, "Siti", Wish(reader_id=await reader(world, "Yuyun")))
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 pesan, menunggu"]


@pytest.mark.parametrize(
    ("actor", "sure"),
    [
        ({"phone": "own", "profiles": False, "inside": True}, False),
        ({"phone": "shared", "profiles": False, "inside": True}, False),
        ({"phone": "shared", "profiles": True, "inside": True}, True),
    ],
)
async def test_only_behind_her_number_it_is_surely_she(
    world: World, actor: dict[str, Any], sure: bool
) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await send(world, "Siti", Wish(reader_id=await reader(world, "Rina")), **actor)
    assert ("pasti" in (await list_matters(world))[0]) is sure


async def test_how_she_wants_to_be_reached_is_kept_beside_it(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    contact = Contact(way="phone", from_min=660, to_min=840, phone="081200000000")
    rina = await reader(world, "Rina")

    async def job(unit: Unit) -> Contact | None:
        unit.actor = await world.actor(unit, "Siti")
        place = Place(id=world.offices[KALTIM], name=KALTIM)
        sent = await ask_steps.send_contact(unit, place, Wish(reader_id=rina), contact, DRAFT)
        unit.actor = await world.actor(unit, "Rina")
        return await matters.contact_of(unit, await matters.get(unit, sent.matter_id))

    assert await world.run(job) == contact


async def test_what_is_open_stands_before_what_is_closed_and_complaints_apart(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    matter = await write(world, "Siti", "halo")
    await write(world, "Siti", "keluhan", holder="", complaint=True, about="")

    async def look(unit: Unit) -> list[tuple[bool, bool]]:
        unit.actor = await world.actor(unit, "Siti")
        return [(each.open, each.complaint) for each in await ask_steps.list_standing(unit)]

    async def end(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        await matters.end_own(unit, matter.id)

    assert await world.run(look) == [(True, False)]
    await world.run(end)
    assert await world.run(look) == [(False, False)]
    await world.pass_time(31 * 24 * 3600)
    assert await world.run(look) == []
