"""What staff do with matters on both engines: taken by one, given back, closed with a result and never silently."""

import asyncio

import pytest

from db import matters
from db.matters import Chosen
from db.unit import Unit
from domain.matter_refusals import (
    MatterClosed,
    MatterFull,
    NeedsResult,
    NotHolder,
    OnlyForHolder,
    OwnMatter,
    StillUnanswered,
    TakenAlready,
    WomanOnly,
)
from domain.matters import MESSAGES_MAX, Climbed, Matter, Result, State, Topic
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from tests.db.matter_world import act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def climb(world: World, matter_id: int, climbed: Climbed) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter_id, int(climbed))

    await world.run(job)


async def test_of_many_who_take_it_at_once_one_has_it(world: World) -> None:
    workers = [await worker_of(world) for _ in range(4)]
    matter = (await write(world, await world.woman())).matter
    taken = await asyncio.gather(
        *[act(world, each, matters.take, matter.id) for each in workers], return_exceptions=True
    )
    assert [type(each) for each in taken].count(TakenAlready) == 3
    (won,) = [each for each in taken if isinstance(each, Matter)]
    assert won.holder_id in {each.person_id for each in workers}
    again = next(each for each in workers if each.person_id == won.holder_id)
    assert (await act(world, again, matters.take, matter.id)).id == matter.id


async def test_what_was_offered_is_taken_from_who_did_not_answer_and_lost_to_her_at_once(
    world: World,
) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, one)
    await climb(world, matter.id, Climbed.REMINDED)
    with pytest.raises(TakenAlready):
        await act(world, other, matters.take, matter.id)
    await climb(world, matter.id, Climbed.OFFERED)
    taken = await act(world, other, matters.take, matter.id)
    assert (taken.holder_id, taken.climbed, taken.due_ms) == (other.person_id, 0, world.desk.now_ms)
    for step in (matters.get, matters.give_back, matters.require_hold):
        with pytest.raises(NotAllowed):
            await act(world, one, step, matter.id)
    assert [each.text for each in await read(world, other, matter)] == ["Selamat pagi"]


async def test_what_was_offered_and_answered_meanwhile_is_not_taken_any_more(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, one)
    await climb(world, matter.id, Climbed.OFFERED)
    await read(world, one, matter)
    await answer(world, one, matter)
    with pytest.raises(TakenAlready):
        await act(world, other, matters.take, matter.id)


async def test_whom_she_wants_alone_is_asked_before_anybody_else_takes_it(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    chosen = Chosen(holder_id=one.person_id, only_holder=True)
    matter = (await write(world, woman, chosen=chosen)).matter
    await climb(world, matter.id, Climbed.SUPERVISOR)
    with pytest.raises(TakenAlready):
        await act(world, other, matters.take, matter.id)
    with pytest.raises(OnlyForHolder):
        await act(world, one, matters.give_back, matter.id)
    await act(world, woman, matters.allow_others, matter.id)
    given = await act(world, one, matters.give_back, matter.id)
    assert (given.holder_id, given.due_ms) == (0, world.desk.now_ms)
    assert (await act(world, other, matters.take, matter.id)).holder_id == other.person_id


async def test_for_a_woman_only_a_woman_takes_it(world: World) -> None:
    woman, man, lady = await world.woman(), await worker_of(world), await worker_of(world, woman=True)
    matter = (await write(world, woman, chosen=Chosen(women_only=True))).matter
    with pytest.raises(WomanOnly):
        await act(world, man, matters.take, matter.id)
    assert (await act(world, lady, matters.take, matter.id)).holder_id == lady.person_id


async def test_nobody_answers_her_own_matter_nor_one_of_her_other_record(world: World) -> None:
    worker, second = await worker_of(world), await world.woman()

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second.person_id, worker.person_id)

    await world.run(join)
    for writer in (worker, second):
        matter = (await write(world, writer)).matter
        with pytest.raises(OwnMatter):
            await act(world, worker, matters.take, matter.id)
        await act(world, writer, matters.end_own, matter.id)


async def test_who_works_elsewhere_or_nowhere_takes_nothing(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    matter = (await write(world, await world.woman())).matter
    gone = await worker_of(world)
    await end_role(world, gone)
    for each in (await worker_of(world, office=elsewhere), await world.woman(), gone):
        for step in (matters.take, matters.peek, matters.get):
            with pytest.raises(NotAllowed):
                await act(world, each, step, matter.id)
    for role in (Role.ADMIN, Role.TRAINER, Role.HELPER):
        with pytest.raises(NotAllowed):
            await act(world, await worker_of(world, role), matters.take, matter.id)


async def test_a_closed_matter_is_taken_by_nobody(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = (await write(world, woman)).matter
    await act(world, woman, matters.end_own, matter.id)
    with pytest.raises(MatterClosed):
        await act(world, worker, matters.take, matter.id)


async def test_its_topic_is_its_holders_to_say(world: World) -> None:
    woman, worker, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, worker)
    await act(world, worker, matters.set_topic, matter.id, Topic.FAMILY)
    assert (await now(world, matter)).topic == Topic.FAMILY
    with pytest.raises(NotHolder):
        await act(world, other, matters.set_topic, matter.id, Topic.AID)


async def test_a_closing_needs_a_result_and_a_yes_to_what_has_no_answer(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    with pytest.raises(NeedsResult):
        await act(world, worker, matters.close, matter.id, None)
    with pytest.raises(StillUnanswered):
        await act(world, worker, matters.close, matter.id, Result.HELPED)
    closed = await act(
        world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True, seen_n=1
    )
    assert (closed.state, closed.result, closed.waiting_ms, closed.due_ms) == (State.CLOSED, "terbantu", 0, 0)
    assert (closed.closed_ms, closed.holder_id) == (world.desk.now_ms, worker.person_id)
    with pytest.raises(MatterClosed):
        await act(world, worker, matters.close, matter.id, Result.HELPED)


async def test_what_came_while_she_was_asked_is_not_closed_over(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await write(world, woman, "Tolong, penting")
    with pytest.raises(Changed):
        await act(world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True, seen_n=1)
    assert (await now(world, matter)).state is State.OPEN


async def test_the_last_words_of_a_closing_are_an_answer_and_are_kept_as_one(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await read(world, worker, matter)
    closed = await act(world, worker, matters.close, matter.id, Result.ANSWERED, " Sudah ya, Bu ")
    assert (closed.messages, closed.state) == (2, State.CLOSED)
    assert [each.text for each in await read(world, worker, matter)] == ["Selamat pagi", "Sudah ya, Bu"]
    assert closed.answered_ms == world.desk.now_ms


async def test_a_full_matter_closes_without_last_words(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)

    async def fill(unit: Unit) -> None:
        unit.write("UPDATE matters SET messages = $2 WHERE id = $1", matter.id, MESSAGES_MAX)

    await world.run(fill)
    with pytest.raises(MatterFull):
        await act(world, worker, matters.close, matter.id, Result.ANSWERED, "Sudah")
    closed = await act(world, worker, matters.close, matter.id, Result.ANSWERED, although_unanswered=True)
    assert closed.state is State.CLOSED


async def test_what_was_closed_over_needs_no_answer_when_it_is_opened_again(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    world.pass_time(60)
    again = await write(world, woman, "Satu lagi")
    assert again.matter.waiting_ms == world.desk.now_ms
