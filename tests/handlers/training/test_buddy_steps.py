"""Company is nobody's business who is not in the course, and of it a phone that others read learns nothing."""

import pytest

from domain.buddies import NobodyToAsk
from domain.refusals import Changed, NotAllowed
from handlers.training import buddy_steps as steps
from tests.handlers.test_discreet_outbox import breaches, list_pushed
from tests.handlers.training.classes import step, teach
from tests.handlers.training.company import a_course, newcomer, ties
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def person(world: World, name: str) -> int:
    return (await world.run(lambda unit: world.actor(unit, name))).person_id


async def test_on_shared_phones_no_step_says_more_than_that_there_is_news(world: World) -> None:
    course = await a_course(world, "Tati", "Neneng", phone="shared")
    await newcomer(world, course, "Siti")
    await world.use_phone("Siti", "shared")
    siti, tati, neneng = [await person(world, name) for name in ("Siti", "Tati", "Neneng")]
    await step(world, "Siti", steps.ask_fellows, course)
    await step(world, "Neneng", steps.decline, course, siti)
    assert await step(world, "Tati", steps.say_willing, course, siti)
    await step(world, "Siti", steps.refuse, course, tati)
    await world.pass_time(24 * 3600)
    pushed = await list_pushed(world)
    assert {siti, tati, neneng} <= {row.person_id for row in pushed}
    assert breaches(pushed) == []


async def test_who_is_not_in_the_course_can_do_nothing_about_it(world: World) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    await world.add("Ani")
    siti = await person(world, "Siti")
    await step(world, "Siti", steps.ask_fellows, course)
    for job, args in (
        (steps.look_at_company, ()),
        (steps.ask_fellows, ()),
        (steps.say_willing, (siti,)),
        (steps.decline, (siti,)),
        (steps.agree, (siti,)),
        (steps.refuse, (siti,)),
        (steps.end, (siti,)),
    ):
        with pytest.raises(NotAllowed):
            await step(world, "Ani", job, course, *args)
    assert await ties(world) == ["Siti - Tati: asked"]


async def test_nobody_skips_a_step_of_the_other(world: World) -> None:
    course = await a_course(world, "Tati", "Neneng")
    await newcomer(world, course, "Siti")
    siti, tati = await person(world, "Siti"), await person(world, "Tati")
    await step(world, "Siti", steps.ask_fellows, course)
    with pytest.raises(Changed):
        await step(world, "Siti", steps.agree, course, tati)  # who has not said yes herself
    with pytest.raises(Changed):
        await step(world, "Siti", steps.end, course, tati)
    assert await step(world, "Tati", steps.say_willing, course, siti)
    with pytest.raises(Changed):
        await step(world, "Tati", steps.say_willing, course, siti)
    with pytest.raises(NotAllowed):
        await step(world, "Tati", steps.agree, course, siti)  # she is not the newcomer
    await step(world, "Siti", steps.agree, course, tati)
    assert await ties(world) == ["Siti - Tati: agreed", "Siti - Neneng: declined"]


async def test_before_both_said_yes_neither_name_is_in_what_the_other_sees(world: World) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    siti = await person(world, "Siti")
    await step(world, "Siti", steps.ask_fellows, course)
    before = await step(world, "Tati", steps.look_at_company, course)
    assert before.asked_for == (siti,)
    assert "Siti" not in repr(before)
    await step(world, "Tati", steps.say_willing, course, siti)
    hers = await step(world, "Tati", steps.look_at_company, course)
    assert (hers.friends, hers.offered_name) == ((), "")
    assert (await step(world, "Siti", steps.look_at_company, course)).offered_name == "Tati"


async def test_two_of_whom_one_refused_are_not_brought_together_in_another_course_either(
    world: World,
) -> None:
    first = await a_course(world, "Tati")
    await newcomer(world, first, "Siti")
    siti, tati = await person(world, "Siti"), await person(world, "Tati")
    await step(world, "Siti", steps.ask_fellows, first)
    await step(world, "Tati", steps.say_willing, first, siti)
    await step(world, "Siti", steps.refuse, first, tati)
    second = await teach(world, "Menjahit", start_min=13 * 60)
    for name in ("Tati", "Siti"):
        await newcomer(world, second, name)
    await world.pass_time(8 * 24 * 3600)
    for name in ("Siti", "Tati"):
        with pytest.raises(NobodyToAsk):
            await step(world, name, steps.ask_fellows, second)
