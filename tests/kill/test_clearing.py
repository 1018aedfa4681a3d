"""The program is killed while it clears chats: after the next start nothing of them is left on the screens."""

import pytest

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground
from tests.kill.program import running

pytestmark = [pytest.mark.slow, pytest.mark.kill]

WOMEN = tuple(range(21, 29))
OUTSIDE = {"Pelatihan umum", "Resep", "Syarat bantuan", "Alamat kantor"}


def left(api: BotApi) -> list[str]:
    """What is not the harmless outside."""
    return [
        message.text
        for chat in WOMEN
        for message in api.world.room(chat).messages.values()
        if not (message.mine and set(message.labels()) >= OUTSIDE)
    ]


async def everybody_says(api: BotApi, text: str, answers: int) -> None:
    for chat in WOMEN:
        api.user_says(chat, text)
    await api.until(lambda: all(len(api.accepted_in(chat)) >= answers for chat in WOMEN), most_s=60)


async def test_a_clearing_goes_on_after_the_program_was_killed(ground: Ground) -> None:
    async with BotApi.running() as api:
        async with running(ground, api) as program:
            await everybody_says(api, "/start", 1)
            await everybody_says(api, "suami saya tidak tahu", 2)
            api.fail_next("deleteMessages", fault="hang", times=3)
            for chat in WOMEN:
                api.user_says(chat, "hapus jejak")
            await api.until(lambda: len(api.calls_of("deleteMessages")) >= 3)
            program._process.kill()
            await program._process.wait()
        assert left(api), "it was killed too late"
        api.faults.scripted.clear()
        async with running(ground, api) as program:
            await api.until(lambda: not left(api), most_s=30)
            assert (await program.stop())[0] == 0
    assert left(api) == []
