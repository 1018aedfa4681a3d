"""What a woman writes is read by others as she wrote it, and nothing in it can be tapped (reliability: T14, T15)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.hygiene import defused
from domain.roles import Role
from tests.fakes.bot_api import BotApi
from tests.handlers.old_wishes import wish_as_before
from tests.world import Way, World, open_world

BAIT = "Tolong tekan /batal atau t.me/kenari_palsu ya <b>Bu</b> *penting* @kenari"

# Source: tdlib, MessageEntity.cpp: what Telegram makes something to tap of.
TAPPED = re.compile(r"(?<![\w/<>])/batal|t\.me|(?<!\w)@kenari")


@pytest.fixture(params=[Way.STEADY, Way.WHATSAPP, Way.TELEGRAM])
async def world(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", request.param, template=template) as opened:
        yield opened


async def say(world: World, who: str, *texts: str) -> None:
    for text in texts:
        world.next_message()
        await world.phones.write(who, text)
        await world.rest()


def screen(world: World, who: str) -> str:
    return "\n".join(bubble.text for bubble in world.phones.screen(who))


async def test_a_worker_reads_her_words_and_nothing_in_them_acts(world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await world.add("Siti", area="samarinda")
    await wish_as_before(world, "Siti")
    await say(world, "Siti", "periksa lagi", "ya", BAIT)
    await say(world, "Petugas", "/antrean", "1")
    shown = screen(world, "Petugas")
    if "kenari" not in shown:  # her wish is one step further
        await say(world, "Petugas", "1")
        shown = screen(world, "Petugas")
    assert defused(BAIT) in shown
    assert not TAPPED.search(shown)
    api: BotApi | None = world._api
    if api is not None:
        sent = [*api.calls_of("sendMessage"), *api.calls_of("editMessageText")]
        assert sent
        assert not any("parse_mode" in call for call in sent)
