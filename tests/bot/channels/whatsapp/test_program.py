"""The whole program on WhatsApp: what was lost on the way is settled by a status, and nobody is told twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversation.text import _
from db.unit import Unit
from tests.cloud_phones import CloudPhones
from tests.fakes.graph_api import GraphApi
from tests.world import PACE_PULSE_S, Way, World, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.CLOUD) as opened:
        yield opened


@pytest.fixture
def api(world: World) -> GraphApi:
    assert world._graph is not None
    return world._graph


async def outbox(world: World) -> list[tuple[str, str, int]]:
    """State, the platform's number, and how often it was repeated."""

    async def job(unit: Unit) -> list[tuple[str, str, int]]:
        rows = await unit.fetch("SELECT state, message_ref, repeats FROM outbox ORDER BY id")
        return [(row["state"], row["message_ref"], row["repeats"]) for row in rows]

    return await world.run(job)


async def she_writes(world: World, text: str) -> None:
    await world.phones.write("Siti", text)
    await world.app.turns.drain()
    world._pulse_s += 1  # what she wrote counts against the number's rate too
    await world.app.delivery.settle()


async def later(world: World) -> None:
    """What is to be tried again would be due by now."""
    world.clock.passed_ms += 60_000
    world._pulse_s += PACE_PULSE_S
    world.app.delivery.tick()
    await world.rest()


async def test_an_answer_whose_acceptance_was_lost_is_settled_by_its_status(
    world: World, api: GraphApi
) -> None:
    api.fail_next("messages", fault="reset_after_accept")
    await she_writes(world, "halo")
    assert [state for state, _ref, _repeats in await outbox(world)] == ["retry"]
    assert isinstance(world.phones, CloudPhones)
    api.reads(world.phones.address("Siti"))
    await world.phones.deliver()
    await world.app.turns.drain()
    assert await outbox(world) == [("sent", api.accepted[0].wamid, 1)]
    await later(world)
    assert len(api.accepted) == 1


async def test_without_a_status_the_answer_goes_once_more(world: World, api: GraphApi) -> None:
    api.fail_next("messages", fault="reset_after_accept")
    await she_writes(world, "halo")
    await later(world)
    assert [each.text for each in api.accepted] == [api.accepted[0].text] * 2
    assert len({each.opaque for each in api.accepted}) == 1


async def test_too_fast_for_one_woman_waits_and_goes(world: World, api: GraphApi) -> None:
    api.fail_next("messages", 131056)
    await she_writes(world, "halo")
    assert api.accepted == []
    await later(world)
    assert len(api.accepted) == 1


async def test_a_refused_token_throws_nothing_away(world: World, api: GraphApi) -> None:
    api.fail_next("messages", 190, status=401, times=3)
    await she_writes(world, "halo")
    for _minute in range(4):
        await later(world)
    assert len(api.accepted) == 1
    assert [state for state, _ref, _repeats in await outbox(world)] == ["sent"]


async def test_statuses_in_any_order_and_again_trouble_nobody(world: World, api: GraphApi) -> None:
    await she_writes(world, "halo")
    (accepted,) = api.accepted
    found = api.world.message(accepted.wamid)
    assert found is not None
    for status in ("read", "sent", "delivered", "failed", "sent", "read"):
        api.world.tell_status(*found, status)
    assert isinstance(world.phones, CloudPhones)
    await world.phones.deliver()
    await world.app.turns.drain()
    assert len(api.accepted) == 1
    assert [state for state, _ref, _repeats in await outbox(world)] == ["sent"]


async def test_somebody_known_by_her_number_is_the_same_when_meta_tells_her_user_id(
    world: World, api: GraphApi
) -> None:
    person = api.world.add_person("620000000777")
    for user_id in ("", "ID.1349120865530274"):
        person.user_id = user_id
        api.user_says("620000000777", "halo")
        await api.deliver()
        await world.app.turns.drain()

    async def job(unit: Unit) -> int:
        (row,) = await unit.fetch("SELECT count(*) AS n FROM persons")
        return int(row["n"])

    assert await world.run(job) == 1


@pytest.mark.parametrize("code", [131026, 131047, 131049])
async def test_what_was_taken_and_could_not_be_brought_waits_under_kabar(
    world: World, api: GraphApi, code: int
) -> None:
    siti = await world.add("Siti")
    await world.tell(siti, _("Simpanan Ibu: Rp25.000."))
    (accepted,) = api.accepted
    found = api.world.message(accepted.wamid)
    assert found is not None
    api.world.tell_status(*found, "sent")
    api.world.tell_status(*found, "failed", errors=[{"code": code, "title": "x"}])
    api.world.tell_status(*found, "sent")
    assert isinstance(world.phones, CloudPhones)
    await world.phones.deliver()
    await world.app.turns.drain()
    await later(world)
    assert [state for state, _ref, _repeats in await outbox(world)] == ["pull"]
    assert len(api.accepted) == 1, "there is no approved template"
    await she_writes(world, "kabar")
    await world.rest()
    assert any("Rp25.000" in each.text for each in api.accepted[1:])
