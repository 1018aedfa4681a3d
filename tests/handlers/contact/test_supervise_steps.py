"""What a supervisor may give to whom, and that every step asks again."""

from dataclasses import replace

import pytest

from db import matters
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matter_refusals import OnlyForHolder
from domain.matters import Climbed, Matter
from domain.refusals import Changed, NotAllowed, Refusal
from domain.roles import Role
from handlers.contact.supervise_steps import (
    assign,
    count_month,
    list_late,
    list_offices,
    list_takers,
    open_load,
)
from tests.db.matter_world import act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def late(world: World, matter: Matter) -> Matter:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter.id, int(Climbed.OFFERED))

    await world.run(job)
    return await now(world, matter)


async def refused(world: World, boss: Actor, matter: Matter, to: Actor) -> type[Refusal]:
    with pytest.raises(Refusal) as found:
        await act(world, boss, assign, matter.id, to.person_id)
    return found.type


async def test_what_waits_is_given_on_and_both_hear_of_it(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = await late(world, await held(world, siti, worker))
    await act(world, boss, assign, matter.id, other.person_id)
    assert len(world.told_to(siti)) == 1
    after = await now(world, matter)
    assert (after.holder_id, after.climbed) == (other.person_id, Climbed.NOT)
    assert await world.rows(
        "SELECT 1 FROM contact_staff WHERE climb_ms > 0 AND person_id = $1", other.person_id
    )


async def test_what_was_answered_or_given_on_meanwhile_is_not_given_again(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = await late(world, await held(world, siti, worker))
    assert await refused(world, boss, matter, worker) is Changed
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert await refused(world, boss, matter, other) is Changed
    assert (await now(world, matter)).holder_id == worker.person_id


async def test_to_nobody_who_may_not_have_it(world: World) -> None:
    siti, worker, man = await world.woman("siti"), await worker_of(world, woman=True), await worker_of(world)
    boss, gone = await worker_of(world, Role.SUPERVISOR), await worker_of(world)
    chosen = Chosen(holder_id=worker.person_id, women_only=True)
    matter = await late(world, (await write(world, siti, chosen=chosen)).matter)
    await end_role(world, gone)
    for each in (man, gone, siti):
        assert await refused(world, boss, matter, each) is Changed
    assert await act(world, boss, list_takers, matter.id) == ()


async def test_what_is_for_one_alone_stays_with_that_one(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = await late(world, (await write(world, siti, chosen=chosen)).matter)
    assert await refused(world, boss, matter, other) is OnlyForHolder


async def test_a_complaint_about_who_leads_reads_like_nothing_to_that_one(world: World) -> None:
    siti, boss = await world.woman("siti"), await worker_of(world, Role.SUPERVISOR)
    other, third = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    about = Chosen(complaint=True, about_id=boss.person_id)
    matter = await late(world, (await write(world, siti, chosen=about)).matter)
    assert await act(world, boss, list_late, world.office) == ()
    assert await refused(world, boss, matter, third) is NotAllowed
    with pytest.raises(NotAllowed):
        await act(world, boss, list_takers, matter.id)
    (seen,) = await act(world, other, list_late, world.office)
    assert seen.complaint
    assert {each.person_id for each in await act(world, other, list_takers, matter.id)} == {
        other.person_id,
        third.person_id,
    }


async def test_who_leads_here_sees_nothing_of_another_office(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "kutai_kartanegara")
    boss = await worker_of(world, Role.SUPERVISOR, office=elsewhere)
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    matter = await late(world, await held(world, siti, worker))
    assert await act(world, boss, list_offices, world.office) == ()
    for step in (open_load, list_late):
        with pytest.raises(NotAllowed):
            await act(world, boss, step, world.office)
    with pytest.raises(NotAllowed):
        await act(world, boss, count_month, world.office, 0)
    assert await refused(world, boss, matter, other) is NotAllowed


async def test_whose_role_has_ended_in_the_meantime_sees_nothing(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = await late(world, await held(world, siti, worker))
    await end_role(world, boss)
    with pytest.raises(NotAllowed):
        await act(world, boss, open_load, world.office)
    assert await refused(world, boss, matter, other) is NotAllowed


async def test_on_a_locked_phone_nothing_is_seen(world: World) -> None:
    boss = replace(await worker_of(world, Role.SUPERVISOR), profiles=True, inside=False)
    with pytest.raises(NotAllowed):
        await act(world, boss, open_load, world.office)


async def test_whose_load_was_looked_at_stands_in_the_audit(world: World) -> None:
    worker, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    await act(world, boss, open_load, world.office)
    assert (boss.person_id, worker.person_id) in await world.audited("list", "person")


async def test_nothing_that_is_shown_says_who_she_is_or_what_she_wrote(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = await late(world, await held(world, siti, worker, "rahasia sekali"))
    shown = [
        await act(world, boss, open_load, world.office),
        await act(world, boss, list_late, world.office),
        await act(world, boss, list_takers, matter.id),
        await act(world, boss, count_month, world.office, 0),
    ]
    for secret in ("rahasia", "siti", str(siti.person_id)):
        assert secret not in repr(shown)


async def test_a_supervisor_opens_no_matter_of_a_colleague(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    matter = await late(world, await held(world, siti, worker))
    with pytest.raises(NotAllowed):
        await act(world, boss, matters.get, matter.id)
