"""The whole program on WhatsApp: what was lost on the way is settled by a status, and nobody is told twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.template_files import load
from conversation.text import _
from db import news_refusals, templates
from db.unit import Unit
from domain.announcements import NewsKind
from domain.templates import TemplateState
from tests.cloud_phones import CloudPhones
from tests.fakes.graph_api import GraphApi
from tests.fakes.graph_api_world import Template
from tests.world import PACE_PULSE_S, Way, World, open_world

HOUR_MS = 3_600_000


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


async def approve_all(world: World, api: GraphApi) -> None:
    async def job(unit: Unit) -> None:
        for each in load():
            templates.submit(unit, each)
            await templates.note(unit, each.name, each.language, state=TemplateState.APPROVED)

    await world.run(job)
    for each in load():
        there = Template("1", each.name, each.language, "UTILITY", [], state="APPROVED", params=each.params)
        api.world.templates[each.name, each.language] = there


async def a_message_of_yesterday_comes(world: World, api: GraphApi) -> None:
    """Meta has kept it, for we were away; by now her window is closed."""
    address = world.phones.address("Siti")
    api.user_says(address, "menu")
    _field, value = api.world.told[-1]
    value["messages"][0]["timestamp"] = str(int(api.world.now()) - 30 * 3600)
    api.world.person(address).last_in_s -= 30 * 3600
    assert isinstance(world.phones, CloudPhones)
    await world.phones.deliver()
    await world.app.turns.drain()
    for _minute in range(5):
        await a_minute(world)


async def a_minute(world: World) -> None:
    world.clock.passed_ms += 60_000
    world._pulse_s += PACE_PULSE_S
    world.app.delivery.tick()
    await world.app.delivery.settle()


async def test_an_answer_that_comes_a_day_late_waits_for_her_and_a_template_says_so(
    world: World, api: GraphApi
) -> None:
    await approve_all(world, api)
    for text in ("halo", "sendiri"):
        await she_writes(world, text)
    world.clock.passed_ms += 33 * HOUR_MS  # in the morning
    await a_message_of_yesterday_comes(world, api)
    assert [state for state, _ref, _repeats in await outbox(world)] == ["sent", "sent", "pull", "sent"]
    assert [each.text for each in api.accepted][2:] == ["[kabar_netral]"]
    await she_writes(world, "kabar")
    assert api.accepted[-1].text.endswith("Ada yang bisa saya bantu, Bu?")


async def test_no_template_goes_to_who_has_written_since_the_night(world: World, api: GraphApi) -> None:
    await approve_all(world, api)
    for text in ("halo", "sendiri"):
        await she_writes(world, text)
    world.clock.passed_ms += 44 * HOUR_MS  # at night
    await a_message_of_yesterday_comes(world, api)
    assert [state for state, _ref, _repeats in await outbox(world)] == ["sent", "sent", "pull", "queued"]
    await she_writes(world, "kabar")
    world.clock.passed_ms += 12 * HOUR_MS
    for _minute in range(3):
        await a_minute(world)
    assert "dropped" in [state for state, _ref, _repeats in await outbox(world)]
    assert all(each.kind != "template" for each in api.accepted)


async def test_whoever_waits_for_a_file_sees_that_it_is_coming(world: World, api: GraphApi) -> None:
    for text in ("halo", "sendiri", "data saya", "salinan"):
        await she_writes(world, text)
    assert api.world.typing == []
    await she_writes(world, "ya")
    await world.rest()
    assert any(each.kind == "document" for each in api.accepted)
    assert set(api.world.typing) == {api.accepted[0].person}


@pytest.mark.parametrize("late", [False, True])
async def test_whom_a_refusal_shows_to_have_stopped_news_is_sent_none(
    world: World, api: GraphApi, late: bool
) -> None:
    siti = await world.add("Siti")
    if not late:
        api.fail_next("messages", 131050)
    await world.tell(siti, _("Simpanan Ibu: Rp25.000."))
    if late:
        (accepted,) = api.accepted
        found = api.world.message(accepted.wamid)
        assert found is not None
        api.world.tell_status(*found, "failed", errors=[{"code": 131050, "title": "x"}])
        assert isinstance(world.phones, CloudPhones)
        await world.phones.deliver()
        await world.app.turns.drain()
    assert [state for state, _ref, _repeats in await outbox(world)] == ["pull"]

    async def refused(unit: Unit) -> frozenset[str]:
        return (await news_refusals.of(unit, [siti])).get(siti, frozenset())

    assert await world.run(refused) == {each.value for each in NewsKind}


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
