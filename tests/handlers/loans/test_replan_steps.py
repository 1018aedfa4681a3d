"""Two officers who may decide, and she: nobody else, on no other figures, and never twice."""

from datetime import date

import pytest

from db import loan_offers, loans, members, people
from db.unit import Unit
from domain.roles import Role, RoleGrant
from handlers.loans import replan_steps, replan_view
from tests.handlers.loans.hard_months import lend, member_of, pay_all, plans, repay, write_in
from tests.handlers.loans.stepping import agreed, refused, step
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari
from tests.handlers.second.scenes import end_role
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def body_of(world: World, name: str = "Lilis", months: int = 12) -> dict:
    """What that many months from now come to."""
    found = await step(world, name, replan_view.preview, world.groups[MENTARI], 1, months, 1)
    return found.body


async def agree(world: World, body: dict, by: str = "Lilis", second: str = "Cucu") -> str:
    numbers = [await member_of(world, each) for each in (by, second)]
    group = world.groups[MENTARI]
    kind = replan_view.KIND
    return await agreed(
        world, replan_steps.carry_out, kind, body, by=numbers[0], second=numbers[1], group=group
    )


async def answer(world: World, name: str, *, yes: bool = True, n: int = 1) -> str:
    return await refused(world, name, replan_steps.answer, world.groups[MENTARI], 1, n, yes)


async def lent(world: World) -> None:
    await mentari(world, "Siti", "Tati")
    await lend(world, "Siti")


async def test_nothing_holds_before_she_has_agreed_and_she_agrees_once(world: World) -> None:
    await lent(world)
    assert await agree(world, await body_of(world)) == ""
    assert len(await plans(world)) == 1
    assert await answer(world, "Tati") == "not_allowed"
    assert await answer(world, "Lilis") == "not_allowed"
    assert await answer(world, "Siti") == ""
    assert len(await plans(world)) == 2
    assert await answer(world, "Siti") == "changed"
    assert len(await plans(world)) == 2


async def test_what_is_not_owed_any_more_is_not_agreed_on(world: World) -> None:
    await lent(world)
    body = await body_of(world)
    await repay(world, 1, 10_000, date(2026, 2, 3))
    assert await agree(world, body) == "offer_over"
    assert await agree(world, {**await body_of(world), "owed": 1}) == "offer_over"


async def test_a_loan_that_is_paid_off_has_no_other_plan(world: World) -> None:
    await lent(world)
    body = await body_of(world)
    assert await agree(world, body) == ""
    await pay_all(world, 1, date(2026, 2, 3))
    assert await agree(world, body) == "loan_not_running"
    assert await answer(world, "Siti") in ("offer_over", "loan_settled")
    assert len(await plans(world)) == 1


async def test_neither_she_nor_who_lives_with_her_decides(world: World) -> None:
    await lent(world)
    await add_named(world, "Rina", "Rina", Role.SECRETARY)
    group, siti, cucu = world.groups[MENTARI], await member_of(world, "Siti"), await member_of(world, "Cucu")
    await world.run(lambda unit: loans.set_household(unit, group, siti, [cucu]))
    body = await body_of(world)
    assert await agree(world, body) == "not_for_own"
    assert await refused(world, "Cucu", replan_view.open_one, group, 1) == "not_for_own"
    assert await agree(world, body, second="Rina") == ""


async def test_her_own_wish_holds_only_as_she_said_it(world: World) -> None:
    await lent(world)
    group = world.groups[MENTARI]
    hers = await body_of(world, "Siti")
    await step(world, "Siti", replan_steps.ask_for, group, 1, hers)
    other = {**await body_of(world, months=10), "asked": 1}
    assert await agree(world, other) == ""
    assert len(await plans(world)) == 1  # it is another plan: she is asked
    await step(world, "Siti", replan_steps.ask_for, group, 1, hers)
    assert await agree(world, {**hers, "asked": 3}) == ""
    assert len(await plans(world)) == 2


async def test_nobody_asks_or_takes_back_for_another(world: World) -> None:
    await lent(world)
    group, body = world.groups[MENTARI], await body_of(world)
    assert await refused(world, "Tati", replan_steps.ask_for, group, 1, body) == "not_allowed"
    await step(world, "Siti", replan_steps.ask_for, group, 1, body)
    assert await refused(world, "Tati", replan_steps.take_back, group, 1, 1) == "not_allowed"
    assert await refused(world, "Tati", replan_steps.say_not_yet, group, 1, 1, "talk", "") == "not_allowed"
    assert await refused(world, "Siti", replan_steps.take_back, group, 1, 1) == ""
    assert await refused(world, "Siti", replan_steps.take_back, group, 1, 1) == "changed"


async def test_a_woman_without_a_phone_needs_a_witness_who_holds_no_office_when_she_answers_too(
    world: World,
) -> None:
    await mentari(world, "Tati")
    await write_in(world, "Onah")
    await lend(world, "Onah")
    body = await body_of(world)
    assert await agree(world, body) == "no_witness"
    assert await agree(world, {**body, "witness": await member_of(world, "Lilis")}) == "no_witness"
    assert await agree(world, {**body, "witness": await member_of(world, "Tati")}) == ""
    assert await answer(world, "Lilis") == "not_allowed"
    await give_office(world, "Tati")
    assert await answer(world, "Tati") == "not_allowed"
    await end_role(world, "Tati")
    assert await answer(world, "Tati") == ""
    assert len(await plans(world)) == 2


async def test_an_officer_on_whose_phone_she_is_known_says_yes_for_nobody(world: World) -> None:
    await lent(world)
    group, body = world.groups[MENTARI], await body_of(world)
    assert await agree(world, body) == ""

    async def take_over(unit: Unit) -> None:
        lilis = (await world.actor(unit, "Lilis")).person_id
        members.link(unit, group, await member_of_unit(unit, group, "Siti"), lilis)

    await world.run(take_over)
    assert await answer(world, "Lilis") == "no_witness"
    assert await refused(world, "Lilis", replan_steps.ask_for, group, 1, body) == "no_witness"
    assert len(await plans(world)) == 1


async def member_of_unit(unit: Unit, group: int, name: str) -> int:
    return next(each.number for each in await members.list_members(unit, group) if each.shown == name)


async def test_in_practice_it_holds_at_once_and_nobody_is_told(world: World) -> None:
    await lent(world)
    body = await body_of(world)

    async def practise(unit: Unit) -> None:
        lilis = await world.actor(unit, "Lilis")
        unit.write("UPDATE groups SET practice_of = $1", lilis.person_id)

    await world.run(practise)
    assert await agree(world, body) == ""
    assert len(await plans(world)) == 2
    await world.read_books()
    assert [each for each in world.pushes if "Siti" in each] == []


async def test_what_the_officers_take_back_waits_no_more(world: World) -> None:
    await lent(world)
    group = world.groups[MENTARI]
    assert await agree(world, await body_of(world)) == ""
    await step(world, "Lilis", replan_steps.withdraw_offer, group, 1, 1)
    assert await world.run(lambda unit: loan_offers.find_open(unit, group, 1)) is None
    assert await answer(world, "Siti") == "changed"


async def give_office(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        grant = RoleGrant(Role.SECRETARY, group_id=world.groups[MENTARI])
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)

    await world.run(job)
