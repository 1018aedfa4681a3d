"""An answer to a reminder is one to what it reminds of, and whoever is silent is left alone after a while."""

from typing import Any

import pytest

from db import announcement_family, announcement_receivers
from db.people import Actor
from domain.announcements import Announcement, Audience, Part, PartKind, RemindedEnough, RemindedLately
from domain.roles import Role
from tests.db.announcement_world import knows, run_whole, words, write
from tests.db.office_world import World, world

__all__ = ["world"]

ASKS = words("Bisa datang?", "Bisa", "Tidak bisa")
DAY_MIN = 24 * 60


def silent(announcement: Announcement) -> Audience:
    return Audience(those=(Part(kind=PartKind.UNANSWERED, id=announcement.id),))


async def remind(world: World, by: Actor, of: Announcement, **fields: Any) -> Announcement:
    return await run_whole(world, await write(world, by, silent(of), ASKS, **fields))


async def answer(world: World, announcement: Announcement, woman: Actor, n: int) -> bool:
    return bool(
        await world.run(
            lambda unit: announcement_family.answer(unit, announcement, woman.person_id, n), by=woman
        )
    )


async def answers(world: World, announcement: Announcement) -> dict[int, int]:
    return dict(await world.run(lambda unit: announcement_receivers.answers(unit, announcement.id)))


async def test_who_answered_the_reminder_has_answered_and_is_reminded_no_more(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    wati, siti = await knows(world, 2)
    first = await run_whole(world, await write(world, worker, content=ASKS, size=2))
    again = await remind(world, worker, first, follows=first.id)
    assert await answer(world, again, wati, 2)
    assert await answers(world, first) == await answers(world, again) == {2: 1}
    world.pass_time(DAY_MIN)
    third = await remind(world, worker, first)
    assert [row["person_id"] for row in await world.rows(RECEIVERS.format(third.id))] == [siti.person_id]
    assert await answer(world, first, siti, 1)
    assert await answers(world, third) == {1: 1}


RECEIVERS = "SELECT person_id FROM announcement_receivers WHERE announcement_id = {}"


async def test_a_reminder_with_other_answers_is_a_question_of_its_own(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    (wati,) = await knows(world, 1)
    first = await run_whole(world, await write(world, worker, content=ASKS))
    other = await run_whole(
        world, await write(world, worker, silent(first), words("Kapan?", "Pagi", "Sore"), follows=first.id)
    )
    assert await answer(world, other, wati, 1)
    assert await answers(world, first) == {}


async def test_a_correction_asks_anew(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    (wati,) = await knows(world, 1)
    first = await run_whole(world, await write(world, worker, content=ASKS))
    assert await answer(world, first, wati, 1)
    whom = Audience(those=(Part(kind=PartKind.GOT, id=first.id),))
    corrected = await run_whole(world, await write(world, worker, whom, ASKS, follows=first.id))
    assert await answer(world, corrected, wati, 2)
    assert (await answers(world, first), await answers(world, corrected)) == ({1: 1}, {2: 1})


async def test_nobody_is_reminded_twice_a_day_nor_a_fourth_time(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await knows(world, 1)
    newest = first = await run_whole(world, await write(world, worker, content=ASKS))
    for _time in range(announcement_family.REMINDERS_MAX):
        newest = await remind(world, worker, newest)  # each of them of the one before: it counts all the same
        with pytest.raises(RemindedLately):
            await world.run(lambda unit: announcement_family.require_rest(unit, silent(first)), by=worker)
        world.pass_time(DAY_MIN)
    with pytest.raises(RemindedEnough):
        await world.run(lambda unit: announcement_family.require_rest(unit, silent(first)), by=worker)
