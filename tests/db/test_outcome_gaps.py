"""Who looks at the figures before and after one woman is gone learns nothing of what she had said."""

from functools import partial

import pytest

from db import course_forgetting, outcomes
from db.unit import Unit
from domain.training_outcomes import Answers, Business, count_up
from domain.zones import WITA
from tests.db.office_world import World, world
from tests.db.test_outcomes import at, look, over

__all__ = ["world"]


@pytest.mark.parametrize("erased", [False, True], ids=["takes back her yes", "is erased"])
async def test_two_looks_before_and_after_one_is_gone_do_not_tell_what_she_said(
    world: World, erased: bool
) -> None:
    women = [await world.woman() for _woman in range(11)]
    await over(world, *women)
    await look(world)
    world.desk.now_ms = at(25, 3)
    questions = {each.person_id: each for each in await look(world)}

    async def say(unit: Unit, number: int) -> None:
        said = Answers(business=Business.HAS if number < 5 else Business.NONE)
        await outcomes.answer(unit, questions[women[number].person_id], said)

    async def totals() -> int | None:
        given = await world.run(lambda unit: outcomes.list_given(unit, world.office, 2026, WITA))
        return count_up(given).business[1].total

    for number in range(10):
        await world.run(partial(say, number=number))
        world.pass_time(1)
    assert await totals() == 10

    async def be_gone(unit: Unit) -> None:
        if erased:
            course_forgetting.forget_person(unit, women[1].person_id)
        else:
            await outcomes.forget(unit, women[1].person_id, world.office)

    await world.run(be_gone)
    assert await totals() == 5, "her five are counted no more"
    await world.run(lambda unit: say(unit, 10))
    assert await totals() == 5, "who comes after her does not stand in her place"
    gaps = await world.rows("SELECT * FROM outcome_gaps")
    assert [each["month"] for each in gaps] == [1]
    assert women[1].person_id not in gaps[0].values()
