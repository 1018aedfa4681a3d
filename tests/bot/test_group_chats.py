"""Put into a chat of several, the bot greets where an officer asked for it, and leaves anywhere else."""

from pathlib import Path

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.group_chats import greet
from bot.render import render
from db import group_chats, people
from db.unit import Unit
from domain.roles import Role, RoleGrant
from handlers import house
from tests.db.desk import open_desk
from tests.ledger_world import open_book

INVITED = Incoming(kind=IncomingKind.GROUP_INVITED, chat="-100", sender="Lilis")


@pytest.mark.parametrize("asked", [True, False])
async def test_it_stays_only_where_it_was_asked_for(tmp_path: Path, asked: bool) -> None:
    async with open_desk(tmp_path) as desk:
        mentari, lilis, chat = await open_book(desk), await desk.person("Lilis"), await desk.person("-100")

        async def ask(unit: Unit) -> None:
            unit.actor = lilis
            grant = RoleGrant(Role.CHAIR, group_id=mentari.id)
            people.grant_role(unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=grant, now_ms=0)
            if asked:
                group_chats.ask(unit, mentari.id)

        await desk.run(ask)
        text, stays = await desk.run(lambda unit: greet(unit, "simulator", INVITED, chat))
        assert stays is asked
        assert ("kelompok Mentari" in render(text)) is asked
        assert (text is house.NOT_INVITED) is not asked


async def test_a_further_chat_is_told_that_offices_news_comes_there_too(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        mentari, lilis = await open_book(desk), await desk.person("Lilis")
        first, second = await desk.person("-100"), await desk.person("-200")

        async def ask(unit: Unit) -> None:
            unit.actor = lilis
            grant = RoleGrant(Role.CHAIR, group_id=mentari.id)
            people.grant_role(unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=grant, now_ms=0)
            group_chats.ask(unit, mentari.id)

        async def want(unit: Unit) -> None:
            group_chats.set_news(unit, mentari.id, True)

        await desk.run(ask)
        text, _stays = await desk.run(lambda unit: greet(unit, "simulator", INVITED, first))
        assert "kabar kantor" not in render(text)
        await desk.run(want)
        await desk.run(ask)
        text, stays = await desk.run(lambda unit: greet(unit, "simulator", INVITED, second))
        assert stays
        assert "kabar kantor" in render(text)
        assert await desk.run(lambda unit: group_chats.gets_news(unit, second.account_id))
