"""How matters change hands on both engines: with the commit, wholly, and what the one before had begun is dropped."""

from functools import partial

import pytest

from db import matters
from db.matter_changes import release_without_role, set_holder
from db.matters import Chosen
from db.unit import Unit
from domain.matter_refusals import AlreadyThere, MatterClosed, NotHolder, WomanOnly
from domain.matters import Matter, Result
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.matter_world import act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def give(
    world: World, matter: Matter, person_id: int, *, office: int = 0, shown_from: int = 0
) -> Matter:
    step = partial(set_holder, matter=matter, person_id=person_id)
    return await world.run(partial(step, organisation_id=office, shown_from=shown_from))


async def begun(world: World, matter: Matter, by: int) -> None:
    """The holder has planned a step and words for later, and asked whether it may go to somebody else."""

    async def job(unit: Unit) -> None:
        for kind in ("step", "later"):
            unit.write(
                "INSERT INTO matter_steps (id, matter_id, person_id, by_person, kind, body, due_ms, state, made_ms)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $7)",
                unit.new_id(),
                matter.id,
                matter.person_id,
                by,
                kind,
                b"sealed",
                unit.now_ms,
            )
        unit.write(
            "INSERT INTO matter_moves (id, matter_id, person_id, kind, from_organisation, from_person, state, body,"
            " made_ms) VALUES ($1, $2, $3, 'referral', $4, $5, 'asked', $6, $7)",
            unit.new_id(),
            matter.id,
            matter.person_id,
            matter.organisation_id,
            by,
            b"sealed",
            unit.now_ms,
        )

    await world.run(job)


async def states(world: World) -> dict[str, str]:
    steps = await world.rows("SELECT kind, state FROM matter_steps")
    moves = await world.rows("SELECT state FROM matter_moves")
    return {**{each["kind"]: each["state"] for each in steps}, "move": moves[0]["state"]}


async def test_from_the_commit_on_the_one_before_reads_and_writes_nothing(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, one)
    moved = await give(world, matter, other.person_id)
    assert (moved.holder_id, moved.line_ms, moved.due_ms) == (other.person_id, 0, world.desk.now_ms)
    with pytest.raises(NotHolder):
        await answer(world, one, matter)
    with pytest.raises(NotAllowed):
        await read(world, one, matter)
    assert await answer(world, other, matter) == 2


async def test_what_the_one_before_wanted_to_send_later_is_dropped_and_her_tasks_stay(world: World) -> None:
    one, other = await worker_of(world), await worker_of(world)
    matter = await held(world, await world.woman(), one)
    await begun(world, matter, one.person_id)
    await give(world, matter, other.person_id)
    assert await states(world) == {"step": "waiting", "later": "dropped", "move": "taken_back"}


async def test_a_closing_drops_all_that_was_begun(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, await world.woman(), worker)
    await begun(world, matter, worker.person_id)
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    assert await states(world) == {"step": "dropped", "later": "dropped", "move": "taken_back"}
    (row,) = await world.rows("SELECT why FROM matter_steps WHERE kind = 'later'")
    assert row["why"] == "closed"


async def test_only_who_may_have_it_gets_it(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman, man = await world.woman(), await worker_of(world)
    asked = (await write(world, woman, chosen=Chosen(women_only=True))).matter
    with pytest.raises(WomanOnly):
        await give(world, asked, man.person_id)
    for each in (await worker_of(world, office=elsewhere), await world.woman(), woman):
        with pytest.raises(NotAllowed):
            await give(world, asked, each.person_id)
    plain = (await write(world, await world.woman())).matter
    assert (await give(world, plain, man.person_id)).holder_id == man.person_id
    assert (await give(world, plain, 0)).holder_id == 0


async def test_a_complaint_goes_to_nobody_it_is_about_and_only_to_who_reads_complaints(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    one, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    chosen = Chosen(complaint=True, about_id=one.person_id)
    matter = (await write(world, woman, chosen=chosen)).matter
    for each in (one, worker):
        with pytest.raises(NotAllowed):
            await give(world, matter, each.person_id)
    assert (await give(world, matter, other.person_id)).holder_id == other.person_id


async def test_in_another_office_it_is_read_from_there_on_and_not_in_the_old_one(world: World) -> None:
    uptd = await world.add_office("UPTD Contoh", "samarinda")
    woman, one = await world.woman(), await worker_of(world)
    there = await worker_of(world, office=uptd)
    matter = await held(world, woman, one, "Sebelumnya")
    await write(world, woman, "Tolong bantu")
    moved = await give(world, matter, there.person_id, office=uptd, shown_from=2)
    assert (moved.organisation_id, moved.holder_id, moved.shown_from) == (uptd, there.person_id, 2)
    assert [each.text for each in await read(world, there, matter)] == ["Tolong bantu"]
    with pytest.raises(NotAllowed):
        await act(world, one, matters.peek, matter.id)


async def test_she_has_one_open_matter_there_also_after_a_referral(world: World) -> None:
    uptd = await world.add_office("UPTD Contoh", "samarinda")
    woman, one = await world.woman(), await worker_of(world)
    there = await worker_of(world, office=uptd)
    matter = await held(world, woman, one)
    await write(world, woman, office=uptd)
    with pytest.raises(AlreadyThere):
        await give(world, matter, there.person_id, office=uptd)
    assert (await now(world, matter)).organisation_id == world.office


async def test_a_closed_matter_goes_nowhere(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = (await write(world, woman)).matter
    await act(world, woman, matters.end_own, matter.id)
    with pytest.raises(MatterClosed):
        await give(world, matter, worker.person_id)


async def test_who_works_there_no_more_has_nothing_of_it_and_elsewhere_what_she_had(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker = await worker_of(world, woman=True)
    asked = (await write(world, await world.woman(), chosen=Chosen(women_only=True))).matter
    await act(world, worker, matters.take, asked.id)
    await end_role(world, worker)
    await world.grant(worker, _grant(elsewhere))
    there = (await write(world, await world.woman(), office=elsewhere)).matter
    await act(world, worker, matters.take, there.id)
    released = await world.run(partial(release_without_role, person_id=worker.person_id))
    assert [each.id for each in released] == [asked.id]
    assert ((await now(world, asked)).holder_id, (await now(world, there)).holder_id) == (0, worker.person_id)
    assert (await now(world, asked)).due_ms == world.desk.now_ms


def _grant(office: int) -> RoleGrant:
    return RoleGrant(Role.WORKER, organisation_id=office)
