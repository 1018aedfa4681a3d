"""A file is handed in once while it lives, however many ask for it at once."""

import asyncio

import pytest

from bot.channels.base import SendError
from bot.channels.whatsapp.files import FILES_MAX, LIVES_S, Kept


@pytest.fixture
def handed_in() -> list[str]:
    return []


@pytest.fixture
def kept(moment):
    return Kept(moment)


def maker(handed_in, key):
    async def hand_in() -> str:
        handed_in.append(key)
        await asyncio.sleep(0)
        return f"id-{len(handed_in)}"

    return hand_in


async def test_forty_who_ask_at_once_wait_for_one(kept, handed_in):
    found = await asyncio.gather(*(kept.get("a", maker(handed_in, "a")) for _ in range(40)))
    assert {file_id for file_id, _new in found} == {"id-1"}
    assert handed_in == ["a"]
    assert await kept.get("a", maker(handed_in, "a")) == ("id-1", False)


async def test_after_its_life_it_is_handed_in_again(kept, handed_in, moment):
    await kept.get("a", maker(handed_in, "a"))
    moment.now_s += LIVES_S
    assert await kept.get("a", maker(handed_in, "a")) == ("id-2", True)


async def test_what_was_forgotten_is_handed_in_again(kept, handed_in):
    await kept.get("a", maker(handed_in, "a"))
    kept.forget("a")
    assert await kept.get("a", maker(handed_in, "a")) == ("id-2", True)


async def test_a_failure_reaches_everybody_who_waits_and_is_not_kept(kept, handed_in):
    async def broken() -> str:
        await asyncio.sleep(0)
        raise SendError("no connection")

    failures = await asyncio.gather(*(kept.get("a", broken) for _ in range(3)), return_exceptions=True)
    assert [str(each) for each in failures] == ["no connection"] * 3
    assert await kept.get("a", maker(handed_in, "a")) == ("id-1", True)


async def test_one_who_goes_away_takes_it_from_nobody(kept, handed_in):
    gone = asyncio.ensure_future(kept.get("a", maker(handed_in, "a")))
    stays = asyncio.ensure_future(kept.get("a", maker(handed_in, "a")))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == ("id-1", True)


async def test_only_so_many_are_remembered(kept, handed_in):
    for number in range(FILES_MAX + 1):
        await kept.get(str(number), maker(handed_in, str(number)))
    assert (await kept.get("0", maker(handed_in, "0")))[1] is True
    assert (await kept.get(str(FILES_MAX), maker(handed_in, "x")))[1] is False
