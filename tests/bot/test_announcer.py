"""Who looks after announcements: one look at a time, a slice a transaction; one that is broken stops no other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.announcer import FAULT_PAUSE_S, Announcer
from db import notices
from db.unit import Unit
from tests.db.desk import Desk, open_desk

AUDIENCE = '{"those": [["role", 0, "worker"]], "without": []}'


class Office:
    """Real records; the work of each look passes through `telling`, which counts, holds and breaks it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.time = 100.0
        self.looks = self.at_once = self.most = 0
        self.faults = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.announcer = Announcer(self.telling, lambda: self.time)

    async def telling(self, work: Callable[[Unit], Awaitable[object]]) -> None:
        self.looks += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self.gate.wait()
            if self.faults:
                self.faults -= 1
                raise RuntimeError("bug")
            await self.desk.run(work)
        finally:
            self.at_once -= 1

    async def until_looked(self) -> None:
        """Return when the look that a tick began is over."""
        assert self.announcer._task is not None
        await asyncio.wait([self.announcer._task])

    async def add(self, *, audience: str = AUDIENCE) -> int:
        """An announcement that is due, of an office where nobody but its writer works."""

        async def job(unit: Unit) -> int:
            notice_id = await notices.add(unit, b"{}")
            unit.write(
                "INSERT INTO organisations (id, name, zone, details) VALUES (9, 'Balai Melati', 'WIB', '{}')"
                " ON CONFLICT (id) DO NOTHING"
            )
            unit.write(
                "INSERT INTO persons (id, created_ms, zone) VALUES (8, 1, 'WIB') ON CONFLICT (id) DO NOTHING"
            )
            unit.write(
                "INSERT INTO roles (id, person_id, role, organisation_id, since_ms) VALUES (7, 8, 'worker', 9, 1)"
                " ON CONFLICT (id) DO NOTHING"
            )
            unit.write(
                "INSERT INTO announcements (id, code, organisation_id, made_by, news, state, audience, size, due_ms,"
                " approved_by, made_ms) VALUES ($1, $2, 9, 8, 'lain', 'waiting', $3, 1, 1, 8, 1)",
                notice_id,
                f"K{notice_id}",
                audience,
            )
            return notice_id

        return await self.desk.run(job)

    async def state(self, announcement_id: int) -> str:
        async def job(unit: Unit) -> str:
            row = await unit.fetch_one("SELECT state FROM announcements WHERE id = $1", announcement_id)
            assert row is not None
            return str(row["state"])

        return await self.desk.run(job)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_desk(tmp_path) as desk:
        yield Office(desk)


async def test_it_looks_until_there_is_nothing_more(office: Office) -> None:
    made = await office.add()
    await office.announcer.settle()
    assert await office.state(made) == "done"
    assert office.looks > 2


async def test_one_that_cannot_be_read_is_laid_aside_and_the_others_go_on(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    broken, made = await office.add(audience="no audience"), await office.add()
    await office.announcer.settle()
    assert (await office.state(broken), await office.state(made)) == ("waiting", "done")
    assert f"announcement={broken}" in caplog.text
    looks = office.looks
    await office.announcer.settle()
    assert office.looks - looks <= 3
    office.desk.now_ms += 61_000
    caplog.clear()
    await office.announcer.settle()
    assert f"announcement={broken}" in caplog.text


async def test_a_tick_during_a_look_begins_no_second_one(office: Office) -> None:
    office.gate.clear()
    for _tick in range(5):
        office.announcer.tick()
        await asyncio.sleep(0)
    settled = asyncio.create_task(office.announcer.settle())
    await asyncio.sleep(0)
    office.gate.set()
    await settled
    await office.announcer.stop()
    assert (office.most, office.looks) == (1, 2)


async def test_a_fault_of_no_announcement_is_logged_and_looked_past_after_a_while(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.faults = 1
    office.announcer.tick()
    await office.until_looked()
    assert "nobody can look after the announcements" in caplog.text
    office.announcer.tick()
    await asyncio.sleep(0)
    assert office.looks == 1
    office.time += FAULT_PAUSE_S
    office.announcer.tick()
    await office.until_looked()
    assert office.looks == 2


async def test_once_it_is_stopped_no_slice_begins(office: Office) -> None:
    await office.add()
    office.gate.clear()
    office.announcer.tick()
    await asyncio.sleep(0)
    stopped = asyncio.create_task(office.announcer.stop())
    await asyncio.sleep(0)
    office.gate.set()
    await stopped
    assert office.looks == 1
