"""A no that she told the channel is her no here; taking it back leaves what she refused in words."""

from db import channel_stops, news_refusals
from db.unit import Unit
from domain.announcements import NewsKind
from tests.db.desk import Desk

ALL = frozenset(each.value for each in NewsKind)


async def test_a_stop_refuses_every_kind_and_a_resume_takes_back_only_that(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def refused(unit: Unit) -> frozenset[str]:
        return (await news_refusals.of(unit, [siti.person_id])).get(siti.person_id, frozenset())

    await desk.run(lambda unit: news_refusals.set_(unit, siti.person_id, NewsKind.AID, True))
    desk.now_ms += 60_000
    for _time in range(2):  # the channel tells it again
        await desk.run(lambda unit: channel_stops.stop(unit, siti.account_id))
        desk.now_ms += 60_000
    assert await desk.run(refused) == ALL
    for _time in range(2):
        await desk.run(lambda unit: channel_stops.resume(unit, siti))
    assert await desk.run(refused) == {NewsKind.AID.value}


async def test_a_refusal_says_it_once_and_undoes_nothing_that_she_chose_since(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def refused(unit: Unit) -> frozenset[str]:
        return (await news_refusals.of(unit, [siti.person_id])).get(siti.person_id, frozenset())

    await desk.run(lambda unit: channel_stops.learn(unit, siti.account_id))
    assert await desk.run(refused) == ALL
    await desk.run(lambda unit: news_refusals.set_(unit, siti.person_id, NewsKind.AID, False))
    desk.now_ms += 60_000
    await desk.run(lambda unit: channel_stops.learn(unit, siti.account_id))
    assert await desk.run(refused) == ALL - {NewsKind.AID.value}
    await desk.run(lambda unit: channel_stops.resume(unit, siti))
    assert await desk.run(refused) == frozenset()


async def test_a_resume_without_a_stop_opens_nothing(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit) -> int:
        await news_refusals.set_all(unit, siti.person_id, True)
        await channel_stops.resume(unit, siti)
        return len((await news_refusals.of(unit, [siti.person_id]))[siti.person_id])

    assert await desk.run(job) == len(ALL)
