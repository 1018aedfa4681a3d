"""What she wants no more announcements of: on all her records, over all senders, until she says otherwise."""

from db import contact_wishes, news_refusals
from db.people import Actor
from db.unit import Unit
from domain.announcements import NewsKind
from tests.db.desk import Desk


async def refused(desk: Desk, *women: Actor) -> list[set[str]]:
    async def job(unit: Unit) -> list[set[str]]:
        found = await news_refusals.of(unit, [each.person_id for each in women])
        return [set(found.get(each.person_id, ())) for each in women]

    return await desk.run(job)


async def test_without_a_row_she_refuses_nothing_and_nobody_asks_for_anybody(desk: Desk) -> None:
    siti = await desk.person("Siti")
    assert await refused(desk, siti) == [set()]
    assert await desk.run(lambda unit: news_refusals.of(unit, [])) == {}


async def test_a_no_twice_is_one_no_and_ends_with_one_yes(desk: Desk) -> None:
    siti, yuyun = await desk.person("Siti"), await desk.person("Yuyun")
    for _again in range(2):
        await desk.run(lambda unit: news_refusals.set_(unit, siti.person_id, NewsKind.AID, True))
    assert await refused(desk, siti, yuyun) == [{"bantuan"}, set()]
    await desk.run(lambda unit: news_refusals.set_(unit, siti.person_id, NewsKind.AID, False))
    assert await refused(desk, siti) == [set()]


async def test_the_moment_of_the_first_no_stays(desk: Desk) -> None:
    siti = await desk.person("Siti")
    first = desk.now_ms
    await desk.run(lambda unit: news_refusals.set_(unit, siti.person_id, NewsKind.AID, True))
    desk.now_ms += 1_000
    await desk.run(lambda unit: news_refusals.set_all(unit, siti.person_id, True))

    async def moments(unit: Unit) -> dict[str, int]:
        rows = await unit.fetch("SELECT news, since_ms FROM news_refusals")
        return {row["news"]: row["since_ms"] for row in rows}

    assert await desk.run(moments) == {
        kind.value: first if kind is NewsKind.AID else first + 1_000 for kind in NewsKind
    }


async def test_her_records_refuse_together_from_the_moment_they_are_one(desk: Desk) -> None:
    siti, other = await desk.person("Siti"), await desk.person("Siti lama")

    async def join(unit: Unit) -> None:
        await news_refusals.set_(unit, other.person_id, NewsKind.GROUP, True)
        await news_refusals.set_(unit, siti.person_id, NewsKind.AID, True)
        await contact_wishes.join(unit, siti.person_id, other.person_id)
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, siti.person_id)

    await desk.run(join)
    assert await refused(desk, siti, other) == [{"bantuan", "kelompok"}] * 2
    await desk.run(lambda unit: news_refusals.set_(unit, other.person_id, NewsKind.AID, False))
    assert await refused(desk, siti, other) == [{"kelompok"}] * 2
