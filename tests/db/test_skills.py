"""Skills on both engines: written anew as a whole, sealed with her key, counted for an office only of five and more."""

from collections.abc import Sequence
from functools import partial

from db import consents, skills
from db.skills import Wish
from db.unit import Unit
from domain.courses import Topic
from domain.purposes import Answer, Controller, Purpose, Side
from domain.skills import Side as Of
from domain.skills import Skill
from tests.db.desk import Desk
from tests.db.office_world import World, world

__all__ = ["world"]


async def keep(world: World, woman: int, side: Of, *topics: Topic, words: str = "") -> None:
    async def job(unit: Unit) -> None:
        said = [Skill(side=side, topic=each, words=words if each is Topic.OTHER else "") for each in topics]
        await skills.keep(unit, woman, side, said)

    await world.run(job)


async def of(world: World, woman: int) -> Sequence[Skill]:
    return await world.run(lambda unit: skills.list_of(unit, woman))


async def test_a_side_is_written_anew_and_the_other_one_stays(world: World) -> None:
    siti = (await world.woman()).person_id
    await keep(world, siti, Of.CAN, Topic.BATIK, Topic.OTHER, Topic.BATIK, words="keripik pisang")
    await keep(world, siti, Of.WANTS, Topic.COOKIES)
    await keep(world, siti, Of.WANTS, Topic.SEWING)
    assert await of(world, siti) == (
        Skill(side=Of.CAN, topic=Topic.BATIK),
        Skill(side=Of.CAN, topic=Topic.OTHER, words="keripik pisang"),
        Skill(side=Of.WANTS, topic=Topic.SEWING),
    )
    can = await world.run(lambda unit: skills.topics_she_can(unit, [siti]))
    assert can == {Topic.BATIK}, "her own words open no course"


async def test_her_words_are_sealed_and_nothing_stays_when_she_forgets_them(world: World) -> None:
    siti, yuyun = [(await world.woman()).person_id for _ in range(2)]
    await keep(world, siti, Of.CAN, Topic.OTHER, words="keripik pisang")
    await keep(world, yuyun, Of.CAN, Topic.BATIK)

    async def raw(unit: Unit) -> list[bytes | None]:
        return [row["words"] for row in await unit.fetch("SELECT words FROM skills ORDER BY id")]

    stored = await world.run(raw)
    assert stored[0] is not None
    assert b"keripik" not in bytes(stored[0])

    async def forget(unit: Unit) -> None:
        skills.forget(unit, siti)

    await world.run(forget)
    assert await of(world, siti) == ()
    assert len(await of(world, yuyun)) == 1


async def test_an_office_learns_what_is_wanted_only_of_five_who_said_yes_to_it(world: World) -> None:
    office = Controller(side=Side.OFFICE, id=world.office, name="Kantor")
    women = [(await world.woman()).person_id for _ in range(6)]

    async def says(unit: Unit, woman: int, given: Answer) -> None:
        consents.answer(unit, woman, Purpose.TRAINING, office, version="2", text="Boleh?", given=given.value)

    for woman in women:
        await world.run(partial(says, woman=woman, given=Answer.YES))
        await keep(world, woman, Of.WANTS, Topic.SEWING)
    for woman in women[:4]:
        await keep(world, woman, Of.WANTS, Topic.SEWING, Topic.BATIK)
    wished = await world.run(lambda unit: skills.count_wishes(unit, world.office))
    assert wished == (Wish(Topic.SEWING, 6),)
    for woman in women[:2]:
        await world.run(partial(says, woman=woman, given=Answer.WITHDRAWN))
    assert await world.run(lambda unit: skills.count_wishes(unit, world.office)) == ()


async def test_whose_key_is_gone_has_said_nothing(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def keep_some(unit: Unit) -> None:
        await skills.keep(unit, siti.person_id, Of.CAN, [Skill(side=Of.CAN, topic=Topic.BATIK)])

    await desk.run(keep_some)
    await desk.storage.vault.destroy([f"p{siti.person_id}"])
    assert await desk.run(lambda unit: skills.list_of(unit, siti.person_id)) == ()
