"""Names of receivers: those for whom something can be done, and of nobody what is hers alone to know."""

import pytest

from db import announcement_lists, announcement_receivers
from db.announcement_lists import Where
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, Reached, Why
from domain.roles import Role
from tests.db import announcement_world as sending
from tests.db.office_world import World, world

__all__ = ["world"]


async def stand(
    world: World, announcement: Announcement, woman: Actor, state: Reached, why: str = "", answer: int = 0
) -> None:
    """What became of it for her."""

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE announcement_receivers SET state = $3, why = $4, answer = $5 WHERE announcement_id = $1"
            " AND person_id = $2",
            announcement.id,
            woman.person_id,
            state.value,
            why,
            answer,
        )

    await world.run(job)


async def use(world: World, announcement: Announcement, woman: Actor, channel: str) -> None:
    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE announcement_receivers SET channel = $3 WHERE announcement_id = $1 AND person_id = $2",
            announcement.id,
            woman.person_id,
            channel,
        )

    await world.run(job)


async def announced(world: World, count: int) -> tuple[Announcement, list[Actor]]:
    worker = await world.staff(Role.WORKER)
    women = await sending.knows(world, count)
    content = sending.words("Bisa datang?", "Bisa", "Belum bisa")
    return await sending.queue(world, await sending.write(world, worker, content=content, size=count)), women


async def listed(world: World, announcement: Announcement, where: Where) -> list[int]:
    found = await world.run(lambda unit: announcement_lists.list_where(unit, announcement.id, where, 50))
    return [each.person_id for each in found]


async def test_who_waits_because_others_read_her_phone_stands_among_all_who_have_it(world: World) -> None:
    announcement, women = await announced(world, 3)
    await stand(world, announcement, women[0], Reached.SENT)
    await stand(world, announcement, women[1], Reached.WAITING)
    await stand(world, announcement, women[2], Reached.WAITING, Why.WINDOW_CLOSED)
    found = await world.run(lambda unit: announcement_lists.list_where(unit, announcement.id, Where.GOT, 50))
    assert {(each.where, each.why) for each in found} == {(Where.GOT, "")}
    assert {each.person_id for each in found} == sending.ids(women)


@pytest.mark.parametrize(
    ("channel", "answer", "where"),
    [("telegram", 0, Where.GOT), ("telegram", 1, Where.READ), ("whatsapp", 0, Where.GOT)],
)
async def test_that_she_has_read_it_is_told_only_of_who_answered_whatever_her_channel_says(
    world: World, channel: str, answer: int, where: Where
) -> None:
    announcement, (woman,) = await announced(world, 1)
    await stand(world, announcement, woman, Reached.READ, answer=answer)
    await use(world, announcement, woman, channel)
    (found,) = await world.run(lambda unit: announcement_lists.list_for_paper(unit, announcement.id, 10))
    assert found.where is where


@pytest.mark.parametrize(
    "why", [Why.OPTED_OUT, Why.NO_CONSENT, Why.MAY_NOT_WRITE, Why.PAUSED, Why.NO_SAFE_HOUR, Why.ERASED]
)
async def test_who_may_not_be_written_to_is_on_no_list_and_on_no_paper(world: World, why: Why) -> None:
    announcement, (hers, other) = await announced(world, 2)
    await stand(world, announcement, hers, Reached.FAILED, why)
    await stand(world, announcement, other, Reached.FAILED, Why.UNREACHABLE)
    for where in announcement_lists.LISTS:
        assert hers.person_id not in await listed(world, announcement, where)
    assert await listed(world, announcement, Where.MISSED) == [other.person_id]
    paper = await world.run(lambda unit: announcement_lists.list_for_paper(unit, announcement.id, 10))
    assert [each.person_id for each in paper] == [other.person_id]
    these = (hers.person_id, other.person_id)
    shown = await world.run(lambda unit: announcement_lists.list_these(unit, announcement.id, these))
    assert [each.person_id for each in shown] == [other.person_id]
    assert await world.run(lambda unit: announcement_lists.count_listed(unit, announcement.id)) == 1


async def test_whom_it_was_never_meant_for_stands_nowhere(world: World) -> None:
    announcement, (woman,) = await announced(world, 1)
    await stand(world, announcement, woman, Reached.LEFT_OUT, Why.NO_ACCOUNT)
    assert await world.run(lambda unit: announcement_lists.list_for_paper(unit, announcement.id, 10)) == []
    for where in announcement_lists.LISTS:
        assert await listed(world, announcement, where) == []


async def test_a_paper_begins_with_those_for_whom_something_can_still_be_done(world: World) -> None:
    announcement, women = await announced(world, 5)
    await stand(world, announcement, women[0], Reached.SENT)
    await stand(world, announcement, women[1], Reached.READ, answer=2)
    await stand(world, announcement, women[2], Reached.UNCERTAIN)
    await stand(world, announcement, women[3], Reached.FAILED, Why.UNREACHABLE)
    await stand(world, announcement, women[4], Reached.READ, answer=1)
    paper = await world.run(lambda unit: announcement_lists.list_for_paper(unit, announcement.id, 4))
    assert [each.person_id for each in paper] == [women[at].person_id for at in (3, 2, 4, 1)]


async def test_who_answered_and_who_has_not_page_by_page(world: World) -> None:
    announcement, women = await announced(world, 5)
    await stand(world, announcement, women[0], Reached.READ, answer=1)
    for woman in women[1:4]:
        await stand(world, announcement, woman, Reached.SENT)
    ids = [each.person_id for each in women]
    (said,) = await world.run(lambda unit: announcement_lists.list_answered(unit, announcement.id, 1, 9))
    assert (said.person_id, said.answer) == (ids[0], 1)

    async def silent(after: int) -> list[int]:
        async def job(unit: Unit) -> list[int]:
            found = await announcement_lists.list_where(unit, announcement.id, Where.SILENT, 2, after)
            return [each.person_id for each in found]

        return await world.run(job)

    assert await silent(0) == ids[1:3]
    assert await silent(ids[2]) == [ids[3]]  # the last one has not got it yet: she is not silent
    assert (await world.run(lambda unit: announcement_receivers.tally(unit, announcement.id))).answers == (
        1,
        0,
    )
