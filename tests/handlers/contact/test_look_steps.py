"""Who may give a reason, and who hears of it: never whom a complaint is about, never for her who wants one alone."""

import pytest

from bot.render import render
from db import contact_staff, matter_looks
from db.unit import Unit
from domain.matter_moves import HadItBefore, OnlyHolderReads
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.contact import clock
from handlers.contact.digest import REASONS
from handlers.contact.look_steps import find_by_code, find_closed_door, list_looks, open_look
from handlers.names import LOOK_ANYWAY
from tests.db.matter_world import act, answer, held, read, worker_of
from tests.db.move_world import Scene, scene
from tests.db.office_world import World, world

__all__ = ["world"]

REASON = "Petugasnya sakit dan Ibu menunggu"


async def change(world: World, found: Scene, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(f"UPDATE matters SET {sql} WHERE id = $1", found.matter.id, *params)

    await world.run(job)


async def test_its_holder_and_every_supervisor_hear_of_it_and_no_word_of_hers_goes_out(world: World) -> None:
    found = await scene(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await worker_of(world, Role.SUPERVISOR, office=found.there)
    await act(world, found.colleague, open_look, found.matter.id, REASON)
    assert {each.person_id for each in world.told} == {found.worker.person_id, boss.person_id}
    assert not any(REASON in str(each.text.values) for each in world.told)
    assert [each.text for each in await read(world, found.colleague, found.matter)] == ["Rahasia saya"]
    (looked,) = await act(world, boss, list_looks, found.matter.id)
    assert looked.reason == REASON
    with pytest.raises(NotAllowed):
        await act(world, found.colleague, list_looks, found.matter.id)


async def test_whom_a_complaint_is_about_finds_nothing_and_hears_nothing(world: World) -> None:
    found = await scene(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    accused = await worker_of(world, Role.SUPERVISOR)
    third = await worker_of(world, Role.SUPERVISOR)
    await change(
        world, found, "complaint = 1, about_id = $2, holder_id = $3", accused.person_id, boss.person_id
    )
    for by in (accused, found.colleague):
        for step, *more in (
            (find_closed_door,),
            (open_look, REASON),
            (list_looks,),
        ):
            with pytest.raises(NotAllowed):
                await act(world, by, step, found.matter.id, *more)
        with pytest.raises(NotAllowed):
            await act(world, by, find_by_code, found.matter.code)
    await act(world, third, open_look, found.matter.id, REASON)
    assert {each.person_id for each in world.told} == {boss.person_id}


async def test_no_reason_opens_what_she_wants_one_alone_to_read_and_no_man_what_she_wants_a_woman_for(
    world: World,
) -> None:
    found = await scene(world)
    man = await worker_of(world, Role.WORKER)
    await change(world, found, "women_only = 1")
    with pytest.raises(NotAllowed):
        await act(world, man, open_look, found.matter.id, REASON)
    await change(world, found, "women_only = 0, only_holder = 1")
    with pytest.raises(OnlyHolderReads):
        await act(world, found.colleague, open_look, found.matter.id, REASON)
    assert await world.run(lambda unit: matter_looks.list_of(unit, found.matter)) == []


async def test_one_s_own_and_one_of_nobody_need_no_reason(world: World) -> None:
    found = await scene(world)
    with pytest.raises(Changed):
        await act(world, found.worker, open_look, found.matter.id, REASON)
    await change(world, found, "holder_id = 0")
    with pytest.raises(Changed):
        await act(world, found.colleague, open_look, found.matter.id, REASON)


async def test_a_companion_and_a_colleague_elsewhere_find_nothing(world: World) -> None:
    found = await scene(world)
    for by in (await worker_of(world, Role.COMPANION), found.stranger, found.woman):
        for step, *more in ((find_closed_door,), (open_look, REASON), (list_looks,)):
            with pytest.raises(NotAllowed):
                await act(world, by, step, found.matter.id, *more)


async def test_many_looks_in_a_minute_are_one_notice_now_and_one_later_and_none_is_lost(world: World) -> None:
    found = await scene(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    others = [await held(world, await world.woman(), found.worker) for _more in range(2)]
    told = []
    for matter in (found.matter, *others):
        await act(world, found.colleague, open_look, matter.id, REASON)
        told.append([len(world.told_to(each)) for each in (found.worker, boss)])
        world.desk.now_ms += 1_000
    assert told == [[1, 1], [0, 0], [0, 0]]
    world.pass_time(61)
    for who in (found.worker, boss):

        async def opens_list(unit: Unit) -> None:
            contact_staff.look(unit)

        await world.run(opens_list, by=who)
    await world.run(clock.look_around)
    notices = {who: world.told_to(who) for who in (found.worker, boss)}
    for who, (notice,) in notices.items():
        assert "2 urusan dibuka rekan, dengan alasan." in render(notice.text, "id")
        assert (notice.buttons[0].talk, notice.buttons[0].args) == (LOOK_ANYWAY, (0, REASONS))
        looked = await act(world, who, list_looks, 0)
        assert {each.code for each in looked} == {each.code for each in (found.matter, *others)}
    world.pass_time(61)
    await world.run(clock.look_around)
    assert not any("dibuka rekan" in render(each.text, "id") for each in world.told)


async def test_the_list_of_looks_holds_only_what_concerns_her(world: World) -> None:
    found = await scene(world)
    accused = await worker_of(world, Role.SUPERVISOR)
    boss, third = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    await act(world, found.colleague, open_look, found.matter.id, REASON)
    await change(
        world, found, "complaint = 1, about_id = $2, holder_id = $3", accused.person_id, boss.person_id
    )
    await act(world, third, open_look, found.matter.id, REASON)
    assert await act(world, accused, list_looks, 0) == ()
    assert await act(world, found.colleague, list_looks, 0) == ()
    assert len(await act(world, boss, list_looks, 0)) == 2


async def test_a_look_ends_when_she_wants_one_alone_or_a_woman(world: World) -> None:
    found = await scene(world)
    man = await worker_of(world, Role.WORKER, woman=False)
    for by in (found.colleague, man):
        await act(world, by, open_look, found.matter.id, REASON)
        assert len(await read(world, by, found.matter)) == 1
    await change(world, found, "women_only = 1")
    assert len(await read(world, found.colleague, found.matter)) == 1
    with pytest.raises(NotAllowed):
        await read(world, man, found.matter)
    await change(world, found, "only_holder = 1")
    with pytest.raises(NotAllowed):
        await read(world, found.colleague, found.matter)


async def test_who_has_answered_her_and_has_her_no_more_gives_no_reason_that_opens_it_again(
    world: World,
) -> None:
    found = await scene(world)
    await answer(world, found.worker, found.matter)
    await change(world, found, "holder_id = $2", found.colleague.person_id)
    for step, *more in ((find_closed_door,), (open_look, REASON)):
        with pytest.raises(HadItBefore):
            await act(world, found.worker, step, found.matter.id, *more)
