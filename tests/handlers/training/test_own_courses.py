"""Who is in several courses says which one is meant; a button of one that is not hers opens nothing."""

import pytest

from domain.refusals import NotAllowed
from handlers.training import own_courses
from tests.handlers.training.classes import put_in, step, teach
from tests.handlers.training.company import a_course
from tests.play import Play
from tests.world import Way, World


async def test_of_two_courses_she_says_which(play: Play, world: World) -> None:
    await a_course(world, "Siti")
    await put_in(world, await teach(world, "Menjahit", start_min=13 * 60), "Siti")
    await play("""
        Siti: teman belajar
        Bot: Untuk kelas yang mana, Bu? [Kue kering] [Menjahit]
        Siti: menjahit
        Bot: Di kelas baru kadang canggung. ... [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Kalau nanti mau, ketik: teman belajar.
    """)


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_she_is_called_as_she_says_from_then_on(world: World) -> None:
    await a_course(world, "Siti")
    assert await step(world, "Siti", own_courses.find_name) == "Siti"
    assert await step(world, "Siti", own_courses.keep_name, "Teh Siti Aminah") == "Teh Siti"
    assert await step(world, "Siti", own_courses.find_name) == "Teh Siti"


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_a_course_that_is_not_hers_is_none(world: World) -> None:
    course = await a_course(world, "Siti")
    await world.add("Ani")
    courses = await step(world, "Ani", own_courses.find_courses)
    assert courses == ()
    with pytest.raises(NotAllowed):
        await own_courses.choose_course(None, courses, course)  # type: ignore[arg-type]
