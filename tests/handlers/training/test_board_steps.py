"""What a board tells whom: keepers get no name, nobody looks at what she wrote herself, shared phones learn nothing."""

import pytest

from domain.board import Side
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.training import board_steps as steps
from tests.handlers.savers import mentari
from tests.handlers.test_discreet_outbox import breaches, list_pushed
from tests.handlers.training.classes import step
from tests.handlers.training.company import a_course, companion
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def posted(world: World, name: str, key: str, words: str = "menjahit kebaya") -> int:
    await step(world, name, steps.add_post, key, Side.CAN, words)
    own = await step(world, name, steps.find_own, key)
    return int(own[0].post.id)


async def test_on_shared_phones_no_step_says_more_than_that_there_is_news(world: World) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng", phone="shared")
    await world.use_phone("Pengajar Kaltim", "shared")
    key = f"c{course}"
    post = await posted(world, "Siti", key)
    await step(world, "Tati", steps.answer_post, post)
    link = await step(world, "Siti", steps.find_answer, post)
    await step(world, "Siti", steps.bring_together, link)
    await step(world, "Neneng", steps.report_post, post)
    await step(world, "Pengajar Kaltim", steps.judge_post, post, False)
    await world.pass_time(24 * 3600)
    pushed = await list_pushed(world)
    assert len({row.person_id for row in pushed}) == 3  # Siti, Tati and who leads the course
    assert breaches(pushed) == []


async def test_who_leads_the_group_does_not_judge_her_own_post(world: World) -> None:
    await mentari(world, "Ani", "Tati")
    await world.add("Sekretaris", Role.SECRETARY)
    post = await posted(world, "Cucu", f"g{world.groups[MENTARI]}")
    await step(world, "Ani", steps.report_post, post)
    for job, args in ((steps.open_held, ()), (steps.judge_post, (True,))):
        with pytest.raises(NotAllowed):
            await step(world, "Cucu", job, post, *args)
    held = await step(world, "Sekretaris", steps.open_held, post)
    assert held.words == "menjahit kebaya"
    assert "perlu dilihat" in world.phones.screen("Sekretaris")[-1].text
    assert not any("perlu dilihat" in bubble.text for bubble in world.phones.screen("Cucu"))


async def test_a_companion_named_for_the_course_looks_at_it(world: World) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    await companion(world, "Rina", course)
    post = await posted(world, "Siti", f"c{course}")
    await step(world, "Tati", steps.report_post, post)
    assert "perlu dilihat" in world.phones.screen("Rina")[-1].text
    await step(world, "Rina", steps.judge_post, post, True)
    assert len(await step(world, "Tati", steps.find_posts, f"c{course}")) == 1


async def test_a_post_that_comes_down_takes_its_questions_with_it(world: World) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    post = await posted(world, "Siti", f"c{course}")
    await step(world, "Tati", steps.answer_post, post)
    link = await step(world, "Siti", steps.find_answer, post)
    await step(world, "Siti", steps.take_down, post)
    assert await step(world, "Siti", steps.find_link, link) is None
    with pytest.raises(NotAllowed):
        await step(world, "Siti", steps.bring_together, link)


async def test_nobody_else_sees_or_decides_what_waits_for_the_writer(world: World) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    post = await posted(world, "Siti", f"c{course}")
    await step(world, "Tati", steps.answer_post, post)
    link = await step(world, "Siti", steps.find_answer, post)
    for name in ("Tati", "Neneng"):
        assert await step(world, name, steps.find_link, link) is None
        for job in (steps.bring_together, steps.say_no):
            with pytest.raises(NotAllowed):
                await step(world, name, job, link)
    seen = await step(world, "Siti", steps.find_link, link)
    assert "Tati" not in repr(seen)


async def test_the_button_of_a_long_post_fits(world: World) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    await posted(world, "Siti", f"c{course}", "membuat kue kering dan membungkusnya dengan rapi sekali")
    (own,) = await step(world, "Siti", steps.find_own, f"c{course}")
    assert len(own.label) <= steps.LABEL_CHARS_MAX
    assert own.label.endswith("…")
