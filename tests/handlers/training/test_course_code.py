"""A code is found however it was copied from the wall, and one there is not leads nowhere."""

import pytest

from handlers.training.course_code import find_id
from tests.handlers.training.classes import course, step, teach
from tests.world import World


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{first}-{last}", " {first} {last} ", "KODE{code}"])
async def test_a_code_is_found_however_it_was_copied(world: World, typed: str) -> None:
    course_id = await teach(world)
    await world.add("Siti")
    code = (await course(world, course_id)).code
    said = typed.format(code=code, lower=code.lower(), first=code[:3], last=code[3:])
    found = await step(world, "Siti", find_id, said)
    assert found == (0 if said.startswith("KODE") else course_id)
