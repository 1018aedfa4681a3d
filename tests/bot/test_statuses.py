"""What a channel tells of our messages is written down; other events are none of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.places import Event
from bot.statuses import note_statuses
from db.unit import Unit
from tests.db.desk import Desk, open_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as opened:
        yield opened


def event(kind: IncomingKind, **more: Any) -> Event:
    return Event(1, "whatsapp", Incoming(kind=kind, chat="1", sender="1", **more))


async def parked(desk: Desk, *events: Event, besides: int = 0) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        await note_statuses(unit, events, besides=besides)
        return [row["status"] for row in await unit.fetch("SELECT status FROM parked_statuses")]

    return await desk.run(job)


async def test_it_is_written_down(desk: Desk) -> None:
    told = event(IncomingKind.STATUS, status="delivered", status_ref="wamid.demo")
    assert await parked(desk, event(IncomingKind.IGNORED), told) == ["delivered"]


async def test_what_is_no_status_is_left_alone(desk: Desk) -> None:
    assert await parked(desk, event(IncomingKind.TEXT, text="delivered", status_ref="x")) == []


async def test_where_all_are_something_else_nothing_is_looked_at(desk: Desk) -> None:
    told = event(IncomingKind.STATUS, status="read", status_ref="wamid.demo")
    assert await parked(desk, told, besides=1) == []
