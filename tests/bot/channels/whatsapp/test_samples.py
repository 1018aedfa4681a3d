"""Whatever Meta calls with: none is lost, none stops another, and she is answered once or not at all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.late_failures import settle_parked
from db.unit import Unit
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi, written
from tests.fakes.graph_api_world import ACCOUNT_ID, Object
from tests.fakes.meta_schema import faults
from tests.fakes.webhook_samples import (
    ANSWERED,
    ASIDE,
    HER,
    HER_ID,
    HIDDEN,
    OF_HERS,
    OF_OTHERS,
    SAMPLES,
    Sample,
    message,
)
from tests.world import PACE_PULSE_S, Way, World, open_world

STATES = {ASIDE: "quarantined"}
WAIT_S = 60_000


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.CLOUD) as opened:
        meta = graph(opened)
        meta.world.people[HER_ID] = meta.world.add_person(HER)
        meta.world.add_person("", user_id=HIDDEN)
        for address in (HER, HIDDEN):
            meta.user_says(address, "halo")
        meta.world.told.clear()
        yield opened


def graph(world: World) -> GraphApi:
    assert world._graph is not None
    return world._graph


def call(*samples: Sample) -> Object:
    changes = [{"field": each.field, "value": each.value} for each in samples]
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT_ID, "time": 1, "changes": changes}],
    }


async def deliver(world: World, body: bytes) -> None:
    api = graph(world)
    assert api.webhook is not None
    assert await api.webhook(api.signed(body), body) == 200
    await world.app.turns.drain()
    world.clock.passed_ms += WAIT_S
    world._pulse_s += PACE_PULSE_S
    world.app.delivery.tick()
    await world.app.delivery.settle()


async def stored(world: World) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        return [row["state"] for row in await unit.fetch("SELECT state FROM inbox ORDER BY id")]

    return await world.run(job)


def answers(api: GraphApi) -> int:
    return len([each for each in api.accepted if each.person in (HER, HIDDEN)])


def test_the_samples_are_as_meta_publishes_them() -> None:
    for each in SAMPLES:
        assert (faults("call", call(each)) == []) is not each.raw, (each.name, faults("call", call(each)))


async def test_each_is_taken_in_and_answered_once_or_not_at_all(world: World) -> None:
    api = graph(world)
    wrong = []
    for each in SAMPLES:
        before, known = answers(api), len(await stored(world))
        await deliver(world, written(call(each)))
        states = [] if "errors" in each.value else [STATES.get(each.becomes, "done")]
        found = (await stored(world))[known:], answers(api) - before
        if found != (states, int(each.becomes == ANSWERED)):
            wrong.append((each.name, found))
    assert wrong == []
    assert world.app.turns.counts["failed"] == 0


async def test_all_of_them_in_one_call_and_again_are_the_same(world: World) -> None:
    for _time in range(3):
        await deliver(world, written(call(*OF_OTHERS, *OF_HERS, *OF_OTHERS)))
    found = await stored(world)
    assert len(found) == len([each for each in SAMPLES if "errors" not in each.value])
    assert found.count("quarantined") == len([each for each in SAMPLES if each.becomes == ASIDE])
    assert set(found) == {"done", "quarantined"}
    assert world.app.turns.counts["failed"] == 0


LOGGERS = ("bot", "db", "aiohttp", "uvicorn", "starlette", "asyncio")


async def test_nothing_of_hers_and_nothing_secret_is_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for name in LOGGERS:
        caplog.set_level("DEBUG", logger=name)
    api = graph(world)
    await deliver(world, written(call(*OF_OTHERS, *OF_HERS)))
    for fault in ("answer", "reset_before_accept", "reset_after_accept", "half_response", "garbage"):
        api.fail_next("messages", 100, fault=fault)
        await deliver(world, written(call(Sample("", message("text", {"body": "rahasia"}), ANSWERED))))
    api.fail_next("messages", 190, status=401)
    await deliver(world, written(call(Sample("", message("text", {"body": "rahasia"}), ANSWERED))))
    forged = written(call(Sample("", message("text", {"body": "rahasia"}), ANSWERED)))
    assert api.webhook is not None
    assert (
        await api.webhook({**api.signed(forged), "X-Hub-Signature-256": "sha256=" + "0" * 64}, forged) == 401
    )
    await world.app.storage.writer.run(settle_parked)
    for known in (
        "fatal: WHATSAPP_TOKEN",
        "account_update DISABLED_UPDATE",
        "update DOWNGRADE TIER_1K",
        "130429",
    ):
        assert known in caplog.text, "what an operator has to know is there"
    secrets = (
        api.token,
        APP_SECRET,
        VERIFY_TOKEN,
        HER,
        HER_ID,
        HIDDEN,
        "rahasia",
        "demo.demo",
        "/bytes/",
        "wamid.",
    )
    assert [each for each in secrets if each in caplog.text] == []
