"""After the commit that accepts it every step of every conversation is refused to who had it; and who may accept at all."""

from dataclasses import dataclass
from typing import Any

import pytest

from db import matter_looks, matter_rights, matters
from db.matter_moves import Where
from db.people import Actor
from db.unit import Unit
from domain.matter_moves import MoveOver
from domain.matters import MoveState, Passes
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role, RoleGrant
from handlers.contact import offered_steps
from handlers.contact.matter_steps import view_page
from handlers.contact.move_steps import take_back
from tests import contact_steps
from tests.db.matter_world import act, end_role, now, worker_of
from tests.db.move_world import Scene, ask, say, scene
from tests.db.office_world import World, world
from tests.staff_steps import Case, Things

__all__ = ["world"]

MARK = 987_654_321


def on_the_matter() -> list[Case]:
    """The cases of steps whose first argument is the matter."""
    things = _things(MARK)
    return [case for case in contact_steps.CASES if case.args(things)[:1] == (MARK,)]


def _things(matter_id: int) -> Things:
    numbers: dict[str, Any] = dict.fromkeys(Things.__dataclass_fields__, 1)
    return Things(**{**numbers, "number": "AAAAAA", "matter": matter_id})


@dataclass(frozen=True)
class Tried:
    step: str
    outcome: str


async def try_all(world: World, by: Actor, matter_id: int) -> list[Tried]:
    """How each of them ends for this person; nothing of it stays."""
    found = []
    for case in on_the_matter():

        async def job(unit: Unit, case: Case = case) -> None:
            await case.step(unit, *case.args(_things(matter_id)))
            raise Undone

        outcome = "done"
        try:
            await world.run(job, by=by)
        except Undone:
            pass
        except Refusal as refusal:
            outcome = refusal.code
        found.append(Tried(f"{case.step.__module__}.{case.step.__name__}", outcome))
    return found


class Undone(Exception):
    """Nothing of it stays."""


async def offered(world: World, found: Scene, where: Where, passes: Passes = Passes.ALL) -> int:
    return (await say(world, found, await ask(world, found, where), passes)).id


@pytest.mark.parametrize("to", ["colleague", "office"])
@pytest.mark.parametrize("passes", list(Passes))
async def test_every_step_is_refused_to_who_had_it(world: World, to: str, passes: Passes) -> None:
    found = await scene(world)
    where = (
        Where(to_person=found.colleague.person_id)
        if to == "colleague"
        else Where(to_organisation=found.there)
    )
    by = found.colleague if to == "colleague" else found.stranger
    before = await try_all(world, found.worker, found.matter.id)
    assert len(before) > 15
    assert [each for each in before if each.outcome == "done"]
    move_id = await offered(world, found, where, passes)
    await act(world, by, offered_steps.accept, move_id)
    wrong = [
        each
        for each in await try_all(world, found.worker, found.matter.id)
        # A colleague may still ask to look, and is told that she had it; whose it is her office knows.
        if each.outcome not in ("not_allowed", "had_it_before", "matter_taken")
        and not each.step.endswith(("find_closed_door", "open_page", "view_page"))
    ]
    assert wrong == []


async def test_a_colleague_who_had_it_sees_that_it_exists_and_no_word_of_it(world: World) -> None:
    found = await scene(world)
    move_id = await offered(world, found, Where(to_person=found.colleague.person_id))
    await act(world, found.colleague, offered_steps.accept, move_id)
    page = await act(world, found.worker, view_page, found.matter.id, (1, 2))
    assert (page.reads, page.lines, page.whom.name, page.area, page.contact) == (False, (), "", "", None)


async def test_what_she_is_told_names_who_reads_now_and_who_no_more(world: World) -> None:
    found = await scene(world)
    move_id = await offered(world, found, Where(to_organisation=found.there))
    await act(world, found.stranger, offered_steps.accept, move_id)
    (told,) = world.told_to(found.woman)
    assert str(told.text.values["office"]) == "UPTD PPA Contoh"
    assert world.told_to(found.worker) == []  # by her own settings, in the list


async def test_nobody_of_another_office_and_nobody_else_than_the_colleague_finds_it(world: World) -> None:
    found = await scene(world)
    third = await worker_of(world, Role.WORKER, woman=True)
    move_id = await offered(world, found, Where(to_person=found.colleague.person_id))
    for by in (third, found.stranger, found.woman, found.worker):
        for step in (offered_steps.open_offer, offered_steps.accept):
            with pytest.raises(NotAllowed):
                await act(world, by, step, move_id)
    assert (await act(world, found.colleague, offered_steps.open_offer, move_id)).everything
    assert await act(world, third, offered_steps.list_offers) == ()
    (row,) = await act(world, found.colleague, offered_steps.list_offers)
    assert row.key == str(move_id)


async def test_a_complaint_is_offered_to_who_reads_complaints_and_never_to_whom_it_is_about(
    world: World,
) -> None:
    found = await scene(world)
    boss = await worker_of(world, Role.SUPERVISOR, woman=True, office=found.there)

    async def complain(unit: Unit) -> None:
        unit.write(
            "UPDATE matters SET complaint = 1, about_id = $2 WHERE id = $1",
            found.matter.id,
            found.stranger.person_id,
        )

    move_id = await offered(world, found, Where(to_organisation=found.there))
    await world.run(complain)
    with pytest.raises(NotAllowed):
        await act(world, found.stranger, offered_steps.open_offer, move_id)
    assert await act(world, found.stranger, offered_steps.list_offers) == ()
    await act(world, boss, offered_steps.accept, move_id)
    assert (await now(world, found.matter)).holder_id == boss.person_id


async def test_a_refusal_is_told_to_her_kindly_and_with_its_reason_to_who_asked(world: World) -> None:
    found = await scene(world)
    move_id = await offered(world, found, Where(to_organisation=found.there))
    await act(world, found.stranger, offered_steps.refuse, move_id, "Antrean penuh")
    (told,) = world.told_to(found.woman)
    assert "Antrean" not in str(told.text)
    (answered,) = await act(world, found.worker, offered_steps.list_answers)
    assert (answered.state, answered.reason) == (MoveState.REFUSED.value, "Antrean penuh")
    with pytest.raises(MoveOver):
        await act(world, found.stranger, offered_steps.accept, move_id)
    assert (await now(world, found.matter)).holder_id == found.worker.person_id


async def test_what_the_worker_took_back_herself_is_no_news_to_her(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    await act(world, found.worker, take_back, found.matter.id, move.id)
    assert await act(world, found.worker, offered_steps.list_answers) == ()
    assert world.told_to(found.woman) == []


async def test_a_look_of_the_one_before_gives_nothing_back(world: World) -> None:
    found = await scene(world)
    await act(world, found.worker, matter_looks.open_one, found.matter, "Untuk nanti kalau perlu")
    move_id = await offered(world, found, Where(to_person=found.colleague.person_id))
    await act(world, found.colleague, offered_steps.accept, move_id)
    assert not await act(world, found.worker, matter_rights.may_read, found.matter)
    with pytest.raises(NotAllowed):
        await act(world, found.worker, matters.get, found.matter.id)


async def test_who_works_for_another_office_now_reads_no_answers_of_the_one_before(world: World) -> None:
    found = await scene(world)
    move_id = await offered(world, found, Where(to_organisation=found.there))
    await act(world, found.stranger, offered_steps.refuse, move_id, "Rahasia kami")
    assert len(await act(world, found.worker, offered_steps.list_answers)) == 1
    await end_role(world, found.worker)
    with pytest.raises(NotAllowed):
        await act(world, found.worker, offered_steps.list_answers)
    await world.grant(found.worker, RoleGrant(Role.WORKER, organisation_id=found.there))
    assert await act(world, found.worker, offered_steps.list_answers) == ()
