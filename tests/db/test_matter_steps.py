"""Next steps belong to whoever has the matter; words for later to their writer, and go with the matter never."""

from dataclasses import replace

import pytest

from db import matter_steps, matters
from db.matter_rights import require_hold
from db.matter_steps import OPEN_MAX, Kind, StepState, TooManySteps, Why
from db.people import Actor
from db.unit import Unit
from domain.matters import Matter, Result
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from tests.db.matter_world import DAY_MS, act, end_role, held, now
from tests.db.office_world import World, world

__all__ = ["world"]

WORDS = "telepon soal surat kenari"


async def plan(
    world: World,
    by: Actor,
    matter: Matter,
    kind: Kind = Kind.STEP,
    *,
    days: int = 1,
    words: str = WORDS,
    of_step: int = 0,
    hers: bool = False,
) -> int:
    async def job(unit: Unit) -> int:
        mine = await require_hold(unit, matter.id)
        due_ms = unit.now_ms + days * DAY_MS
        return await matter_steps.add(unit, mine, kind, words, due_ms, of_step=of_step, hers=hers)

    return await world.run(job, by=by)


async def held_by(world: World, by: Actor) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return [each.id for each in await matter_steps.list_held(unit, 50)]

    return await world.run(job, by=by)


async def later_by(world: World, by: Actor, matter: Matter) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return [each.id for each in await matter_steps.list_later(unit, matter.id)]

    return await world.run(job, by=by)


async def states(world: World) -> list[tuple[str, str]]:
    rows = await world.rows("SELECT state, why FROM matter_steps ORDER BY id")
    return [(row["state"], row["why"]) for row in rows]


async def test_the_earliest_day_stands_first_and_its_words_are_sealed(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    last, first = await plan(world, worker, matter, days=9), await plan(world, worker, matter, days=2)
    assert await held_by(world, worker) == [first, last]
    step: matter_steps.Step = await act(world, worker, matter_steps.get, first)
    assert (step.words, step.kind, step.by_person) == (WORDS, Kind.STEP, worker.person_id)
    for row in await world.rows("SELECT body FROM matter_steps"):
        assert WORDS.encode() not in bytes(row["body"])


async def test_nobody_but_who_has_the_matter_sees_a_step(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    supervisor, woman = await world.staff(Role.SUPERVISOR), await world.woman()
    matter = await held(world, woman, worker)
    step, words = await plan(world, worker, matter), await plan(world, worker, matter, Kind.LATER)
    for other in (colleague, supervisor, woman):
        assert await held_by(world, other) == []
        assert await later_by(world, other, matter) == []
        with pytest.raises(NotAllowed):
            await act(world, other, matter_steps.get, step)
        with pytest.raises(NotAllowed):
            await act(world, other, matter_steps.get_later, words)
        with pytest.raises(NotAllowed):
            await plan(world, other, matter)


async def test_with_the_matter_go_its_steps_but_no_words_that_somebody_else_wrote(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    step = await plan(world, worker, matter)
    await plan(world, worker, matter, Kind.LATER)
    await act(world, colleague, matters.set_holder, await now(world, matter), colleague.person_id)
    assert await held_by(world, colleague) == [step]
    assert await held_by(world, worker) == []
    assert await later_by(world, colleague, matter) == []
    assert await states(world) == [("waiting", ""), ("dropped", Why.MOVED.value)]
    for act_of in (worker,):
        with pytest.raises(NotAllowed):
            await act(world, act_of, matter_steps.get, step)


async def test_a_step_stays_behind_where_she_passed_on_only_words_or_another_office_has_it(
    world: World,
) -> None:
    elsewhere = await world.add_office("UPTD PPA (contoh)", "samarinda")
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    there = await world.staff(Role.WORKER, office=elsewhere)
    one, two = [await held(world, await world.woman(), worker) for _matter in range(2)]
    await plan(world, worker, one)
    await plan(world, worker, two)
    await act(
        world,
        colleague,
        matters.set_holder,
        await now(world, one),
        colleague.person_id,
        shown_from=one.messages + 1,
    )
    await act(
        world,
        there,
        matters.set_holder,
        await now(world, two),
        there.person_id,
        organisation_id=elsewhere,
    )
    assert await held_by(world, colleague) == []
    assert await held_by(world, there) == []
    own = await plan(world, there, two)
    assert await held_by(world, there) == [own]


async def test_a_matter_that_is_closed_ends_all_that_waits_in_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await plan(world, worker, matter)
    await plan(world, worker, matter, Kind.LATER)
    await act(world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True)
    assert await states(world) == [("dropped", "closed")] * 2
    assert await held_by(world, worker) == []


async def test_who_works_there_no_more_has_nothing_to_do_there(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await plan(world, worker, matter)
    gone = await end_role(world, worker)
    with pytest.raises(NotAllowed):
        await plan(world, gone, matter)


async def test_done_is_done_once_and_takes_the_words_that_remind_her_with_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    step = await plan(world, worker, matter, hers=True)
    await plan(world, worker, matter, Kind.LATER, of_step=step)
    other = await plan(world, worker, matter, Kind.LATER)
    found: matter_steps.Step = await act(world, worker, matter_steps.get, step)
    await act(world, worker, matter_steps.settle, found, StepState.DONE)
    assert await states(world) == [("done", ""), ("dropped", "taken_back"), ("waiting", "")]
    with pytest.raises(Changed):
        await act(world, worker, matter_steps.settle, found, StepState.DONE)
    with pytest.raises(NotAllowed):
        await act(world, worker, matter_steps.get, step)
    assert await later_by(world, worker, matter) == [other]


async def test_put_off_it_reminds_nobody_of_the_old_day(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    step = await plan(world, worker, matter, hers=True)
    await plan(world, worker, matter, Kind.LATER, of_step=step)
    found: matter_steps.Step = await act(world, worker, matter_steps.get, step)
    assert await act(world, worker, matter_steps.put_off, found, found.due_ms + DAY_MS)
    assert not await act(world, worker, matter_steps.put_off, found, found.due_ms + 2 * DAY_MS)
    after: matter_steps.Step = await act(world, worker, matter_steps.get, step)
    assert (after.due_ms, after.hers) == (found.due_ms + 2 * DAY_MS, False)


async def test_one_matter_holds_only_so_many(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    for _step in range(OPEN_MAX):
        await plan(world, worker, matter)
    with pytest.raises(TooManySteps):
        await plan(world, worker, matter, Kind.LATER)


async def test_the_digest_counts_what_is_for_today_or_late(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    for days in (0, 1, 5):
        await plan(world, worker, matter, days=days)
    await plan(world, worker, matter, Kind.LATER, days=0)

    async def count(unit: Unit) -> list[int]:
        until_ms = unit.now_ms + 2 * DAY_MS
        return [await matter_steps.count_due(unit, each.person_id, until_ms) for each in (worker, colleague)]

    assert await world.run(count) == [2, 0]


async def test_the_clock_finds_the_words_whose_moment_has_come(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    soon = await plan(world, worker, matter, Kind.LATER, days=1)
    await plan(world, worker, matter, Kind.LATER, days=3)
    await plan(world, worker, matter, days=1)

    async def due(unit: Unit) -> tuple[list[int], int | None]:
        found = [each.id for each in await matter_steps.list_due(unit)]
        return found, await matter_steps.next_due(unit, unit.now_ms)

    began_ms = world.desk.now_ms
    assert await world.run(due) == ([], began_ms + DAY_MS)
    world.pass_time(24 * 60)
    assert await world.run(due) == ([soon], began_ms + 3 * DAY_MS)


async def test_words_nobody_can_read_any_more_wait_for_nothing(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    matter = await held(world, woman, worker)
    await plan(world, worker, matter, Kind.LATER, days=0)
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])

    async def due(unit: Unit) -> int:
        return len(await matter_steps.list_due(unit))

    assert await world.run(due) == 0
    assert await states(world) == [("dropped", "closed")]


async def test_its_writer_is_told_what_was_not_sent_and_not_what_she_took_back_herself(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    moved, closed, ended = [await held(world, await world.woman(), worker) for _matter in range(3)]
    for matter in (moved, closed):
        await plan(world, worker, matter, Kind.LATER)
    taken = await plan(world, worker, ended, Kind.LATER)
    step: matter_steps.Step = await act(world, worker, matter_steps.get_later, taken)
    await act(world, worker, matter_steps.settle, step, StepState.DROPPED, Why.TAKEN_BACK)
    await act(world, colleague, matters.set_holder, await now(world, moved), colleague.person_id)
    await act(world, worker, matters.close, closed.id, Result.HELPED, although_unanswered=True)

    async def unsent(unit: Unit) -> list[tuple[str, Why]]:
        return [(each.code, each.why) for each in await matter_steps.list_unsent(unit, 0)]

    found = await world.run(unsent, by=worker)
    assert sorted(found) == sorted([(moved.code, Why.MOVED), (closed.code, Why.CLOSED)])
    assert await world.run(unsent, by=colleague) == []
    assert await world.run(unsent, by=replace(worker, person_id=colleague.person_id)) == []
