"""What is planned is kept by who has the matter, for a day that is still to come when it is kept."""

from datetime import date, time, timedelta

import pytest

from db import matters
from db.people import Actor
from domain.matter_refusals import MatterClosed
from domain.matters import LATER_DAYS_MAX, STEP_DAYS_MAX, Matter, Result
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.contact import planning_steps as steps
from tests.db.matter_world import act, held
from tests.db.office_world import World, world

__all__ = ["world"]

TODAY = date(2026, 2, 3)  # noon in Samarinda


async def a_step(world: World, by: Actor, matter: Matter, day: date, to_her: str = "") -> int:
    await act(world, by, steps.keep_step, matter.id, "kunjungan", day, to_her)
    return (await act(world, by, steps.list_tasks)).rows[-1].id


async def test_a_step_may_be_for_today_and_up_to_a_year_ahead(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    for days in (0, STEP_DAYS_MAX):
        await act(world, worker, steps.keep_step, matter.id, "ok", TODAY + timedelta(days=days), "")
    for days in (-1, STEP_DAYS_MAX + 1):
        with pytest.raises(Changed):
            await act(world, worker, steps.keep_step, matter.id, "no", TODAY + timedelta(days=days), "")


async def test_words_for_later_are_for_a_moment_that_is_not_over(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, steps.keep_later, matter.id, "ok", TODAY, time(12, 1))
    await act(world, worker, steps.keep_later, matter.id, "ok", TODAY + timedelta(LATER_DAYS_MAX), time(23))
    for day, hour in ((TODAY, time(12)), (TODAY + timedelta(LATER_DAYS_MAX + 2), time(9))):
        with pytest.raises(Changed):
            await act(world, worker, steps.keep_later, matter.id, "no", day, hour)


async def test_she_is_reminded_only_where_there_is_time_and_by_the_words_for_her(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    assert await act(world, worker, steps.keep_step, matter.id, "hari ini", TODAY, "Bu") is None
    at = await act(world, worker, steps.keep_step, matter.id, "besok", TODAY + timedelta(days=1), "Bu, besok")
    assert (at.date(), at.time()) == (TODAY, time(16))
    (waits,) = await act(world, worker, steps.list_waiting, matter.id)
    assert (waits.words, waits.at, waits.of_step) == ("Bu, besok", at, True)
    today, tomorrow = (await act(world, worker, steps.list_tasks)).rows
    assert (today.hers, tomorrow.hers) == (False, True)
    assert (today.is_today, today.late, tomorrow.is_today) == (True, False, False)


async def test_done_or_put_off_she_is_not_reminded_of_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    one = await a_step(world, worker, matter, TODAY + timedelta(days=2), "Bu")
    await act(world, worker, steps.finish, one)
    assert await act(world, worker, steps.list_waiting, matter.id) == ()
    two = await a_step(world, worker, matter, TODAY + timedelta(days=2), "Bu")
    assert await act(world, worker, steps.put_off, two, TODAY + timedelta(days=5))
    assert await act(world, worker, steps.list_waiting, matter.id) == ()
    assert (await act(world, worker, steps.find_task, two)).day == TODAY + timedelta(days=5)
    with pytest.raises(Changed):
        await act(world, worker, steps.put_off, two, TODAY - timedelta(days=1))


async def test_yesterdays_step_is_late(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await a_step(world, worker, matter, TODAY)
    world.pass_time(24 * 60)
    (task,) = (await act(world, worker, steps.list_tasks)).rows
    assert (task.late, task.is_today) == (True, False)


async def test_in_a_closed_matter_nothing_is_planned(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True)
    tomorrow = TODAY + timedelta(days=1)
    for step, *args in (
        (steps.find_whose,),
        (steps.keep_step, "x", tomorrow, ""),
        (steps.keep_later, "x", tomorrow, time(9)),
    ):
        with pytest.raises(MatterClosed):
            await act(world, worker, step, matter.id, *args)


async def test_reading_leaves_a_trace_and_only_of_what_she_has(world: World) -> None:
    worker, colleague, woman = (
        await world.staff(Role.WORKER),
        await world.staff(Role.WORKER),
        await world.woman(),
    )
    matter = await held(world, woman, worker)
    number = await a_step(world, worker, matter, TODAY)
    for by in (worker, colleague):
        await act(world, by, steps.note_listed)
    await act(world, worker, steps.note_read, number)
    for step in (steps.note_read, steps.find_task, steps.finish, steps.find_today):
        with pytest.raises(NotAllowed):
            await act(world, colleague, step, number)
    assert await world.audited("list", "matter_step") == [(worker.person_id, woman.person_id)]
    assert await world.audited("read", "matter_step") == [(worker.person_id, woman.person_id)]
