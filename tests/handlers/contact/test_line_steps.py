"""For whom her words are is decided once, by how long it is since either wrote, and by whose phone it is."""

from dataclasses import replace

import pytest

from db.unit import Unit
from domain.matter_refusals import NothingToTakeBack
from domain.matters import LINE_MINUTES, MessageKind
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.contact import line_steps
from handlers.contact.line_steps import Meant
from handlers.contact.message_question import Draft
from tests.handlers.contact.hers import answer, list_matters, list_words
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.contact.test_ask import end_all
from tests.world import World

DRAFT = Draft(kind=MessageKind.TEXT, text="satu lagi")


async def heed(world: World, matter_id: int, *, phone: str = "own", began_minutes: int = 0) -> str:
    async def job(unit: Unit) -> str:
        unit.actor = replace(await world.actor(unit, "Siti"), phone=phone)
        began_ms = unit.now_ms - began_minutes * line_steps.MINUTE_MS if began_minutes >= 0 else 0
        return await line_steps.heed(unit, matter_id, began_ms)

    return await world.run(job)


@pytest.mark.parametrize(
    ("phone", "minutes", "meant"),
    [
        ("own", 0, Meant.THERE),
        ("own", LINE_MINUTES, Meant.THERE),
        ("own", LINE_MINUTES + 1, Meant.UNSURE),
        ("shared", 10, Meant.THERE),
        ("shared", 11, Meant.STALE),
        ("unknown", 11, Meant.STALE),
        ("own", -1, Meant.UNSURE),
        ("shared", -1, Meant.STALE),
    ],
)
async def test_long_after_the_last_word_nobody_guesses(
    world: World, phone: str, minutes: int, meant: Meant
) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "halo")
    await world.pass_time(24 * 3600)
    assert await heed(world, matter.id, phone=phone, began_minutes=minutes) == meant


async def test_an_answer_begins_the_line_anew_on_her_own_phone_only(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "halo")
    await world.pass_time(24 * 3600)
    await answer(world, "Ya, Bu?")
    assert await heed(world, matter.id, began_minutes=600) == Meant.THERE
    assert await heed(world, matter.id, phone="shared", began_minutes=600) == Meant.STALE


async def test_nobody_writes_in_another_womans(world: World) -> None:
    await add_woman(world, "Siti")
    await add_woman(world, "Yuyun")
    matter = await write(world, "Siti", "halo", holder="")

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Yuyun")
        assert await line_steps.find_line(unit, matter.id) is None
        await line_steps.say_on(unit, matter.id, DRAFT)

    with pytest.raises(NotAllowed):
        await world.run(job)
    assert await list_words(world, "Yuyun") == []


async def test_a_complaint_stays_a_complaint(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    matter = await write(world, "Siti", "kasar", holder="", complaint=True, about="Rina")

    async def job(unit: Unit) -> bool:
        unit.actor = await world.actor(unit, "Siti")
        return (await line_steps.say_on(unit, matter.id, DRAFT)).first

    assert await world.run(job) is False  # she has just written
    assert await list_matters(world) == ["Siti dengan siapa saja: 2 keluhan, menunggu, soal Rina"]


async def test_what_was_closed_long_ago_is_no_line_any_more(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "halo")
    await end_all(world)

    async def look(unit: Unit) -> bool:
        unit.actor = await world.actor(unit, "Siti")
        return await line_steps.find_line(unit, matter.id) is not None

    await world.pass_time(29 * 24 * 3600)
    assert await world.run(look)
    await world.pass_time(2 * 24 * 3600)
    assert not await world.run(look)


async def test_only_what_she_wrote_herself_is_taken_back(world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "halo")
    await answer(world, "Ya, Bu?")

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        await line_steps.take_back_last(unit, matter.id)

    await world.run(job)
    assert await list_words(world, "Siti") == [""]
    with pytest.raises(NothingToTakeBack):
        await world.run(job)
