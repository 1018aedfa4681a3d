"""The group's own question for consent: every answer is kept once, with its words, and who heard it."""

from db import consents
from db.unit import Unit
from domain.purposes import Purpose
from domain.roles import Role
from handlers.group.consenting import controller_of, keep_answer, keep_spoken
from tests.world import MENTARI, World


async def answers(world: World) -> list[str]:
    await world.read_books()
    return world.consents


async def test_the_same_answer_is_kept_once_and_a_new_one_beside_it(world: World) -> None:
    await world.add("Siti")

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        for given in (True, True, False, True):
            await keep_answer(unit, world.groups[MENTARI], given)

    await world.run(job)
    assert await answers(world) == [
        "Siti savings yes typed",
        "Siti savings no typed",
        "Siti savings yes typed",
    ]


async def test_a_spoken_yes_names_its_witness_and_the_words_that_were_read(world: World) -> None:
    siti, tati = await world.add("Siti", Role.MEMBER), await world.add("Tati", Role.MEMBER)

    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, "Tati")
        await keep_spoken(unit, world.groups[MENTARI], siti, tati)
        found = await consents.require(unit, siti, Purpose.SAVINGS, group_id=world.groups[MENTARI])
        return found.text

    assert "Kelompok Mentari mau mencatat simpanan" in await world.run(job)
    assert await answers(world) == ["Siti savings yes spoken oleh Tati"]


async def test_the_group_answers_for_its_book_and_no_office(world: World) -> None:
    found = await world.run(lambda unit: controller_of(unit, world.groups[MENTARI]))
    assert (found.group_id, found.organisation_id, found.name) == (world.groups[MENTARI], None, MENTARI)
