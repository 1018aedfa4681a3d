"""An event that kills the process, or that nobody can read, is laid aside and counted, and stops nobody else."""

import asyncio
import json
import signal
from collections.abc import Callable

import pytest

from db.inbox import TRIES_MAX
from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground
from tests.kill.life import Spec
from tests.kill.nursery import Life, Nursery, nursery
from tests.kill.poison import POISON_WORD
from tests.kill.program import operator, running
from tests.kill.verdict import read_books

pytestmark = [pytest.mark.slow, pytest.mark.kill]

POISONED, OTHERS = 1, (2, 3, 4)
OTHERS_WAIT_S_MAX = 5.0
LIVES_MAX = 2 * TRIES_MAX + 1

UNREADABLE = (
    b'{"update_id": 7002, "message": 3}',
    b'{"update_id": 7003, "message": {"chat": {"id": "x"}}}',
    b'{"update_id": 7004, "message": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    b'"not even an object"',
)


async def until_it_stays(nurse: Nursery, ground: Ground, api: BotApi, defect: str = "") -> tuple[Life, int]:
    """Start it again whenever it dies, as a service manager does; the life that stays, and how many died before."""
    spec = Spec(
        environment=ground.environment,
        log=str(ground.folder / "program.log"),
        poison=True,
        defect=defect,
        token=api.token,
        api_url=api.url,
    )
    died = 0
    while True:
        life = await nurse.begin(spec)
        answered = asyncio.create_task(
            api.until(lambda: all(api.accepted_in(chat) for chat in OTHERS), most_s=30)
        )
        ended = await life.has_ended_before(answered)
        answered.cancel()
        if not ended or died >= LIVES_MAX:
            return life, died
        died += 1


async def test_an_event_that_kills_the_process_is_laid_aside_after_three_tries(
    ground: Ground, figure: Callable[[str], None]
) -> None:
    loop = asyncio.get_running_loop()
    async with nursery() as nurse, BotApi.running() as api:
        api.user_says(POISONED, POISON_WORD)
        for chat in OTHERS:
            api.user_says(chat, "/start")
        begun_at = loop.time()
        life, died = await until_it_stays(nurse, ground, api)
        others_waited_s = loop.time() - begun_at
        before = len(api.accepted_in(POISONED))
        api.user_says(POISONED, "/start")
        await api.until(lambda: len(api.accepted_in(POISONED)) > before)
        life.signal(signal.SIGTERM)
        assert await life.ended == 0
    books = await read_books(ground)
    figure(f"poison: laid aside after {died} deaths, the others waited {others_waited_s:.2f} s")
    assert died == TRIES_MAX
    assert others_waited_s < OTHERS_WAIT_S_MAX
    assert books.inbox == {"quarantined": 1, "done": len(OTHERS) + 1}
    assert [len(api.accepted_in(chat)) for chat in OTHERS] == [1] * len(OTHERS)


async def test_what_kills_a_program_that_has_long_been_running_is_laid_aside_as_well(ground: Ground) -> None:
    """Its first try is lost with the transaction that was to store it; from then on they are counted."""
    async with nursery() as nurse, BotApi.running() as api:
        api.user_says(OTHERS[0], "/start")
        spec = Spec(
            environment=ground.environment,
            log=str(ground.folder / "program.log"),
            poison=True,
            token=api.token,
            api_url=api.url,
        )
        life = await nurse.begin(spec)
        await api.until(lambda: bool(api.accepted_in(OTHERS[0])))
        while (
            await ground.has_work()
        ):  # killed before it is written down, it would be sent again, and rightly
            await asyncio.wait({life.ended}, timeout=0.05)
        api.user_says(POISONED, POISON_WORD)
        for chat in OTHERS[1:]:
            api.user_says(chat, "/start")
        assert await life.ended == -signal.SIGKILL
        life, died = await until_it_stays(nurse, ground, api)
        life.signal(signal.SIGTERM)
        assert await life.ended == 0
    books = await read_books(ground)
    assert 1 + died == TRIES_MAX + 1
    assert books.inbox == {"quarantined": 1, "done": len(OTHERS)}
    assert [len(api.accepted_in(chat)) for chat in OTHERS] == [1] * len(OTHERS)


async def test_tries_counted_afterwards_are_caught(sqlite_ground: Ground) -> None:
    async with nursery() as nurse, BotApi.running() as api:
        api.user_says(POISONED, POISON_WORD)
        for chat in OTHERS:
            api.user_says(chat, "/start")
        _life, died = await until_it_stays(nurse, sqlite_ground, api, "count tries afterwards")
    assert died == LIVES_MAX


async def test_what_nobody_can_read_is_laid_aside_at_once_and_shown(
    sqlite_ground: Ground, figure: Callable[[str], None]
) -> None:
    async with BotApi.running() as api:
        async with running(sqlite_ground, api) as program:
            figure(f"start: python -m bot run asks Telegram after {program.start_s:.2f} s")
            for body in UNREADABLE:
                api.sends_raw(body)
            api.user_says(2, "/start")
            await api.until(lambda: bool(api.accepted_in(2)))
            page = await program.page("/metrics")
            code, printed = await operator(sqlite_ground, api, "check", "--json")
            assert (await program.stop())[0] == 0
    assert f'teman_inbox{{state="quarantined"}} {len(UNREADABLE)}.0' in page
    assert f'teman_events_total{{outcome="quarantined"}} {len(UNREADABLE)}.0' in page
    told = json.loads(printed)
    assert (code, told["ok"]) == (1, False)
    assert any(check["fault"] and str(len(UNREADABLE)) in check["text"] for check in told["checks"])
