"""A hundred mixed events in one call, and the same again for seven days in every disorder: nothing happens twice.

With the whole program and its real inbox, on both engines. Meta repeats what it holds for unacknowledged for a week.
"""

import random
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from db.unit import Unit
from tests.cloud_phones import CloudPhones
from tests.fakes.graph_api import GraphApi
from tests.world import Way, World, open_world

DAY_MS = 24 * 3_600_000
PEOPLE = 10


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    url = str(request.getfixturevalue("postgres_url")) if request.param == "postgres" else ""
    async with open_world(tmp_path / "data", Way.CLOUD, database_url=url) as opened:
        yield opened


def everything_happens(api: GraphApi, women: list[str]) -> list[tuple[str, Any]]:
    """A hundred things of every kind, as Meta will tell of them."""
    for number in range(10):
        woman = women[number % PEOPLE]
        wamid = api.user_says(woman, "halo")
        api.sends_file(woman, "sticker", b"0", "image/webp")
        api.user_sends(woman, {"type": "location", "location": {"latitude": -6.5, "longitude": 107.4}})
        api.user_sends(
            woman, {"type": "reaction", "reaction": {"message_id": wamid, "emoji": "\N{THUMBS UP SIGN}"}}
        )
        api.user_sends(woman, {"type": "unsupported", "errors": [{"code": 131051, "title": "x"}]})
        api.sends_contact(woman)
        api.user_says(woman, "menu", reply_to=wamid)
        api.stops_news(woman, value="stop" if number % 2 else "resume")
        for status in ("sent", "read"):
            told = {
                "id": f"wamid.demo{number}",
                "status": status,
                "timestamp": "1770087600",
                "recipient_id": woman,
            }
            api.world.tell("messages", statuses=[told])
    return list(api.world.told)


async def counted(world: World) -> dict[str, int]:
    """How much of everything there is."""

    async def job(unit: Unit) -> dict[str, int]:
        tables = ("inbox", "outbox", "persons", "accounts", "audit", "parked_statuses", "channel_stops")
        found = {}
        for table in tables:
            (row,) = await unit.fetch(f"SELECT count(*) AS n FROM {table}")
            found[table] = int(row["n"])
        return found

    return await world.run(job)


async def call(world: World, api: GraphApi, events: list[tuple[str, Any]], *, batch: int) -> None:
    api.world.told = deque(events)
    assert set(await api.deliver(batch=batch)) == {200}
    await world.app.turns.drain()
    await world.rest()


async def test_a_hundred_events_and_seven_days_of_the_same_leave_each_of_them_once(world: World) -> None:
    api, phones = world._graph, world.phones
    assert api is not None
    assert isinstance(phones, CloudPhones)
    women = [phones.address(f"Demo {number}") for number in range(PEOPLE)]
    events = everything_happens(api, women)
    assert len(events) == 100
    await call(world, api, events, batch=100)
    first, answered = await counted(world), len(api.accepted)
    assert first["inbox"] == 100
    assert first["persons"] == first["accounts"] == PEOPLE
    assert answered >= PEOPLE
    chance = random.Random(7)
    for _day in range(7):
        world.clock.passed_ms += DAY_MS
        await world.app.housekeeping.run()
        before = len(api.accepted)
        again = chance.sample(events, len(events)) + chance.sample(events, 20)
        await call(world, api, again, batch=chance.choice((1, 7, 100)))
        now = await counted(world)
        assert {name: now[name] for name in ("inbox", "persons", "accounts", "channel_stops")} == {
            name: first[name] for name in ("inbox", "persons", "accounts", "channel_stops")
        }
        assert len(api.accepted) == before
    assert not (await counted(world))["parked_statuses"], "what nobody knows is forgotten after some days"
