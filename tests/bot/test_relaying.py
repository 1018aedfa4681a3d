"""A change goes in the place of what stands on the other side's screen, where the channel can; else as its own message."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.channels.simulator.platforms import Look
from bot.relaying import change, hears_edit
from bot.reply import Heard, Reply
from conversation.text import Text
from db.outbox import Queued
from db.unit import PushButton, Told, Unit
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.phones import SimulatorPhones
from tests.world import Way, World, make_template, open_world

BUTTON = PushButton(label=Text("Balas"), talk="menu")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        await add_worker(opened, "Rina")
        await add_woman(opened, "Wati")
        yield opened


async def tell(world: World, text: str = "besok jam satu") -> int:
    """A message that stands on her screen; its row."""

    async def job(unit: Unit) -> int:
        person = (await world.actor(unit, "Wati")).person_id
        outbox_id = unit.new_id()
        unit.tell(person, Text(text), "relay", outbox_id=outbox_id)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))
        return outbox_id

    row = await world.run(job)
    await world.rest()
    return row


async def changed(
    world: World, row: int, text: str, *, state: str = "", in_place: bool = False
) -> tuple[bool, list[Queued], str]:
    """Whether it goes anew, what is queued instead, and the state of the row afterwards."""

    async def job(unit: Unit) -> tuple[bool, list[Queued], str]:
        person = (await world.actor(unit, "Wati")).person_id
        if state:
            unit.write("UPDATE outbox SET state = $2 WHERE id = $1", row, state)
        queued: list[Queued] = []
        told = Told(
            person_id=person,
            text=Text(text),
            kind="relay",
            buttons=(BUTTON,) if text else (),
            instead=row,
            in_place=in_place,
        )
        anew = await change(unit, told, world.app.channels, queued)
        found = await unit.fetch_one("SELECT state FROM outbox WHERE id = $1", row)
        return anew, queued, found["state"] if found is not None else ""

    return await world.run(job)


async def test_it_is_edited_in_its_place_with_its_button_and_rings_nothing(world: World) -> None:
    row = await tell(world)
    anew, (queued,), _state = await changed(world, row, "besok jam dua")
    body = json.loads(queued.body)
    assert not anew
    assert not queued.pushed
    assert "text" not in body
    assert [(edit[1], len(edit[2])) for edit in body["edits"]] == [("besok jam dua", 1)]


async def test_without_words_it_goes_off_the_screen(world: World) -> None:
    row = await tell(world)
    anew, (queued,), _state = await changed(world, row, "")
    assert not anew
    assert len(json.loads(queued.body)["deletes"]) == 1


@pytest.mark.parametrize("state", ("queued", "retry", "pull", "held"))
@pytest.mark.parametrize("text", ("besok jam dua", ""))
async def test_what_was_never_sent_is_dropped_and_goes_anew_if_anything_is_left(
    world: World, state: str, text: str
) -> None:
    row = await tell(world)
    assert await changed(world, row, text, state=state) == (bool(text), [], "dropped")


async def test_where_nothing_can_be_changed_it_is_a_message_of_its_own(world: World) -> None:
    row = await tell(world)
    assert isinstance(world.phones, SimulatorPhones)
    simulator = world.phones._simulator
    phone = simulator.chats.find_phone(world.phones.address("Wati"))
    assert phone is not None
    simulator.change_look(phone, Look.WHATSAPP)
    assert (await changed(world, row, "besok jam dua"))[:2] == (True, [])
    assert (await changed(world, row, ""))[:2] == (False, [])


@pytest.mark.parametrize("state", ("queued", "retry", "pull", "held", "uncertain"))
async def test_what_is_to_be_said_in_place_alone_is_never_a_message_of_its_own(
    world: World, state: str
) -> None:
    row = await tell(world)
    assert await changed(world, row, "besok jam dua", state=state, in_place=True) == (False, [], state)


async def test_what_is_to_be_said_in_place_is_edited_where_that_can_be(world: World) -> None:
    row = await tell(world)
    anew, (queued,), _state = await changed(world, row, "besok jam dua", in_place=True)
    assert not anew
    assert json.loads(queued.body)["edits"][0][1] == "besok jam dua"


async def test_what_is_gone_is_left_alone(world: World) -> None:
    assert await changed(world, 12345, "besok") == (False, [], "")


@pytest.mark.parametrize("who", ["herself", "the other one", "nobody yet"])
async def test_an_edit_is_heard_from_who_wrote_it_and_tells_whoever_else_holds_the_phone_nothing(
    world: World, who: str
) -> None:
    matter = await write(world, "Wati", "bu saya mau tanya")
    await add_woman(world, "Ani")

    async def job(unit: Unit) -> tuple[bool, int]:
        wati, ani = await world.actor(unit, "Wati"), await world.actor(unit, "Ani")
        unit.write(
            "UPDATE matter_messages SET account_id = $2, message_ref = '7' WHERE matter_id = $1",
            matter.id,
            wati.account_id,
        )
        holds = {
            "herself": wati,
            "the other one": replace(wati, person_id=ani.person_id, profiles=True),
            "nobody yet": replace(wati, profiles=True, inside=False),
        }
        unit.actor = holds[who]
        incoming = Incoming(
            kind=IncomingKind.EDITED, chat="", sender="", message_ref="7", text="bu saya mau tanya lagi"
        )
        reply = Reply(talk=None)
        heard = await hears_edit(unit, Heard(actor=unit.actor, talk=None, incoming=incoming), reply)
        unit.told = []
        return heard, len(reply.parts)

    assert await world.run(job) == ((True, 1) if who == "herself" else (False, 0))
    words = "lagi" if who == "herself" else "tanya"
    assert (await said_in(world, matter.id))[-1].endswith(words)
