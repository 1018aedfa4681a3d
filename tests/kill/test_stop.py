"""SIGTERM while messages are on their way: they are waited for, the exit is clean, nothing is lost or said twice."""

from collections.abc import Callable

import pytest

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground
from tests.kill.program import running
from tests.kill.verdict import read_books

pytestmark = [pytest.mark.slow, pytest.mark.kill]

SLOW, HANGING = (1, 2, 3, 4), 5
SLOW_S = 3.0
DRAIN_S_MAX = 27.0  # 25 s for what is on its way (bot/limits.py), and the closing


async def stopped_in_the_middle(ground: Ground, api: BotApi, women: tuple[int, ...]) -> tuple[int, float]:
    """Everybody writes; when all answers are on their way and everybody has written again, it is told to stop."""
    async with running(ground, api) as program:
        for chat in women:
            api.user_says(chat, "/start")
        await api.until(lambda: len(api.calls_of("sendMessage")) == len(women))
        for chat in women:
            api.user_says(chat, "/start")
        return await program.stop()


async def test_what_is_on_its_way_is_waited_for(sqlite_ground: Ground, figure: Callable[[str], None]) -> None:
    async with BotApi.running() as api:
        api.fail_next("sendMessage", fault="slow", delay_s=SLOW_S, times=len(SLOW))
        code, took_s = await stopped_in_the_middle(sqlite_ground, api, SLOW)
        figure(f"stop: {took_s:.1f} s with answers {SLOW_S} s away")
        assert (code, took_s < SLOW_S + 2) == (0, True)
        books = await read_books(sqlite_ground)
        assert books.states["sending"] == 0
        async with running(sqlite_ground, api) as program:
            await api.until(lambda: all(len(api.accepted_in(chat)) >= 2 for chat in SLOW))
            assert (await program.stop())[0] == 0
    assert [len(api.accepted_in(chat)) for chat in SLOW] == [2] * len(SLOW)


async def test_what_never_arrives_does_not_hold_the_stop_for_ever(
    sqlite_ground: Ground, figure: Callable[[str], None]
) -> None:
    async with BotApi.running() as api:
        api.fail_next("sendMessage", fault="hang", times=1)
        code, took_s = await stopped_in_the_middle(sqlite_ground, api, (HANGING,))
        figure(f"stop: {took_s:.1f} s with an answer that never comes")
        assert (code, took_s < DRAIN_S_MAX) == (0, True)
        async with running(sqlite_ground, api) as program:
            await api.until(lambda: len(api.accepted_in(HANGING)) >= 2)
            assert (await program.stop())[0] == 0
    assert len(api.accepted_in(HANGING)) == 2
