"""What the clock looks at, whom it may tell, and that it changes nothing which is no longer as it was read."""

from datetime import date

from db import duty, matter_clock, matters, organisations
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matters import Climbed, Matter
from domain.roles import Role
from domain.safety import Leave
from tests.db.matter_world import act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

TODAY = date(2026, 2, 3)


async def colleagues(world: World, matter: Matter) -> set[int]:
    async def job(unit: Unit) -> list[int]:
        office = await organisations.get(unit, matter.organisation_id)
        return await matter_clock.list_colleagues(unit, matter, office)

    return set(await world.run(job))


async def supervisors(world: World, matter: Matter) -> list[int]:
    return await world.run(lambda unit: matter_clock.list_supervisors(unit, matter))


async def away(world: World, who: Actor) -> None:
    async def job(unit: Unit) -> None:
        duty.add_leave(unit, world.office, Leave(person_id=who.person_id, first=TODAY, last=TODAY))

    await world.run(job)


async def test_what_she_writes_is_looked_at_and_what_is_answered_is_not(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    assert [each.id for each in await world.run(matter_clock.list_due)] == [matter.id]
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert await world.run(matter_clock.list_due) == []
    assert await world.run(lambda unit: matter_clock.next_due(unit, unit.now_ms)) is None


async def test_it_climbs_once_of_two_clocks_and_not_where_she_was_answered_meanwhile(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)

    async def twice(unit: Unit) -> list[bool]:
        seen = (await matter_clock.list_due(unit))[0]
        return [
            await matter_clock.climb(unit, seen, Climbed.REMINDED, unit.now_ms + 1) for _clock in range(2)
        ]

    assert await world.run(twice) == [True, False]
    seen = await now(world, matter)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert not await world.run(lambda unit: matter_clock.climb(unit, seen, Climbed.OFFERED, unit.now_ms + 1))
    assert (await now(world, matter)).due_ms == 0


async def test_the_moved_clock_stops_when_the_next_one_climbs(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    due_ms = world.desk.now_ms + 7
    seen = await now(world, matter)
    await world.run(lambda unit: matter_clock.climb(unit, seen, seen.climbed, due_ms))
    assert await world.run(lambda unit: matter_clock.next_due(unit, unit.now_ms)) == due_ms
    assert await world.run(lambda unit: matter_clock.next_due(unit, due_ms)) is None


async def test_who_has_something_and_works_there_no_more_is_found(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await held(world, siti, worker)
    assert await world.run(matter_clock.list_left) == []
    await end_role(world, worker)
    assert await world.run(matter_clock.list_left) == [worker.person_id]


async def test_a_complaint_is_let_go_by_who_reads_none_any_more(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR, Role.WORKER)
    chosen = Chosen(complaint=True, about_id=worker.person_id)
    complaint = (await write(world, siti, chosen=chosen)).matter
    await act(world, boss, matters.take, complaint.id)

    async def no_supervisor(unit: Unit) -> None:
        unit.write(
            "UPDATE roles SET until_ms = $2 WHERE person_id = $1 AND role = 'supervisor'",
            boss.person_id,
            unit.now_ms,
        )

    await world.run(no_supervisor)
    assert await world.run(matter_clock.list_left) == [boss.person_id]


async def test_colleagues_are_asked_who_are_there_and_may_and_supervisors_come_later(world: World) -> None:
    siti = await world.woman("siti")
    worker, other = await worker_of(world), await worker_of(world, Role.COMPANION)
    absent, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    await worker_of(world, Role.ADMIN)
    await away(world, absent)
    matter = await held(world, siti, worker)
    assert await colleagues(world, matter) == {other.person_id}
    assert await supervisors(world, matter) == [boss.person_id]


async def test_where_she_asked_for_a_woman_no_man_is_asked_but_a_supervisor_knows(world: World) -> None:
    siti = await world.woman("siti")
    man, woman = await worker_of(world), await worker_of(world, woman=True)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = (await write(world, siti, chosen=Chosen(women_only=True))).matter
    assert await colleagues(world, matter) == {woman.person_id}
    assert await supervisors(world, matter) == [boss.person_id]
    assert await world.run(lambda unit: matter_clock.may_be_held(unit, matter))
    await end_role(world, woman)
    assert not await world.run(lambda unit: matter_clock.may_be_held(unit, matter))
    assert man.person_id


async def test_of_what_is_for_one_alone_no_colleague_hears(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await worker_of(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, siti, chosen=chosen)).matter
    assert await colleagues(world, matter) == set()


async def test_of_a_complaint_hears_who_reads_complaints_and_never_whom_it_is_about(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    about = Chosen(complaint=True, about_id=boss.person_id)
    matter = (await write(world, siti, chosen=about)).matter
    assert await colleagues(world, matter) == {other.person_id}
    assert await supervisors(world, matter) == [other.person_id]
    assert worker.person_id


async def test_nobody_hears_of_what_she_wrote_herself(world: World) -> None:
    boss, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    admin = await worker_of(world, Role.ADMIN)
    matter = (await write(world, boss)).matter
    assert await supervisors(world, matter) == [other.person_id]
    assert await world.run(lambda unit: matter_clock.list_keepers(unit, matter)) == [admin.person_id]


async def test_who_says_that_a_man_may_help_too_is_looked_at_anew(world: World) -> None:
    siti, man = await world.woman("siti"), await worker_of(world)
    woman = await worker_of(world, woman=True)
    matter = (await write(world, siti, chosen=Chosen(women_only=True))).matter
    await world.run(lambda unit: matter_clock.climb(unit, matter, Climbed.OFFERED, 0))
    await end_role(world, woman)

    async def allow(unit: Unit) -> None:
        matter_clock.allow_men(unit, matter)

    await act(world, siti, allow)
    after = await now(world, matter)
    assert (after.women_only, after.climbed, after.due_ms) == (False, Climbed.NOT, world.desk.now_ms)
    assert await colleagues(world, after) == {man.person_id}


async def test_what_waits_for_nothing_rests(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)

    async def rest(unit: Unit) -> None:
        matter_clock.rest(unit, matter)

    await world.run(rest)
    assert (await now(world, matter)).due_ms > 0  # it waits: then it does not
    await read(world, worker, matter)
    await answer(world, worker, matter)

    async def stir(unit: Unit) -> None:
        unit.write("UPDATE matters SET due_ms = 1 WHERE id = $1", matter.id)
        matter_clock.rest(unit, matter)

    await world.run(stir)
    assert (await now(world, matter)).due_ms == 0


async def test_the_leaves_of_its_holder_are_read_and_nobody_elses(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    matter = await held(world, siti, worker)
    for each in (worker, other):
        await away(world, each)
    leaves = await world.run(lambda unit: matter_clock.list_leaves(unit, matter))
    assert [each.person_id for each in leaves] == [worker.person_id]
