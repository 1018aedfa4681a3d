"""A quote is looked up only where there is one, and decides before anything else where the words go."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.matters import Side
from tests.handlers.contact.letters import add_woman, add_worker
from tests.handlers.contact.relayed import heard, messages_of, open_line, quotes, says
from tests.world import Way, World, make_template, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        await add_worker(opened, "Rina")
        await add_woman(opened, "Wati")
        yield opened


async def test_a_quote_of_a_message_of_the_house_is_an_answer_like_any(world: World) -> None:
    await says(world, "Wati", "menu")
    shown = heard(world, "Wati")[-1]
    await quotes(world, "Wati", shown[-20:], "menu")
    assert heard(world, "Wati")[-1] == shown


async def test_a_command_that_quotes_is_a_command(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "halo bu")
    await quotes(world, "Rina", "halo bu", "/menu")
    assert [each.text for each in await messages_of(world, matter.id) if each.side is Side.STAFF] == [
        "selamat siang, ada apa bu"
    ]


async def test_a_worker_may_answer_about_violence_and_no_door_opens_for_her(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "saya takut pulang besok bu")
    await says(world, "Wati", "lanjut")
    await says(world, "Wati", "menu")
    await quotes(world, "Wati", "ada apa bu", "boleh minta nomor kantor")
    await quotes(world, "Rina", "boleh minta nomor", "apakah ibu dipukul suami?")
    assert (await messages_of(world, matter.id))[-1].text == "apakah ibu dipukul suami?"
    assert "Aman membaca ini" not in heard(world, "Rina")[-1]


async def test_a_sign_of_danger_in_her_quote_opens_the_door_and_is_not_passed_on(world: World) -> None:
    matter = await open_line(world)
    before = len(await messages_of(world, matter.id))
    await quotes(world, "Wati", "ada apa bu", "saya dipukul suami tadi malam")
    assert len(await messages_of(world, matter.id)) == before
    assert "Aman membaca ini" in heard(world, "Wati")[-1]


async def test_a_contact_or_an_empty_thing_in_a_quote_is_said_and_not_sent(world: World) -> None:
    matter = await open_line(world)
    before = len(await messages_of(world, matter.id))
    await quotes(world, "Wati", "ada apa bu", "a" * 1001)
    assert len(await messages_of(world, matter.id)) == before
    assert "Terlalu panjang" in heard(world, "Wati")[-1]
