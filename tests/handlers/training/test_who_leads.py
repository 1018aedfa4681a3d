"""Who hears what a woman says about a class: those nearest to it, and never she herself."""

from functools import partial

from db import courses
from db.unit import Unit
from domain.roles import Role
from handlers.training.who_leads import list_leaders
from tests.handlers.training.classes import course, teach
from tests.handlers.training.sitting import TEACHER
from tests.world import BATU, World


async def leaders(world: World, course_id: int, but: int = 0) -> list[str]:
    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        return [names[each] for each in await list_leaders(unit, await courses.get(unit, course_id), but=but)]

    return await world.run(read)


async def end_role(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        person = (await world.actor(unit, name)).person_id
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person, unit.now_ms)

    await world.run(job)


async def test_of_an_office_first_its_trainers_then_who_made_it_then_who_makes_classes(world: World) -> None:
    kue = await teach(world)
    assert await leaders(world, kue) == [TEACHER]
    trainer = await world.add("Pelatih", Role.TRAINER)
    await world.add("Kepala", Role.SUPERVISOR)
    await world.add("Kepala Batu", Role.SUPERVISOR, office=BATU)
    await world.run(partial(_name, course_id=kue, person_id=trainer))
    assert await leaders(world, kue) == ["Pelatih"]
    assert await leaders(world, kue, but=trainer) == []
    await end_role(world, "Pelatih")
    assert await leaders(world, kue) == [TEACHER]
    await end_role(world, TEACHER)
    assert await leaders(world, kue) == ["Kepala"]
    assert (await course(world, kue)).organisation_id == world.offices["Dinas Sosial Kaltim"]


async def _name(unit: Unit, *, course_id: int, person_id: int) -> None:
    courses.set_trainers(unit, course_id, [person_id])


async def test_of_a_group_its_leaders_who_made_it_first(world: World) -> None:
    await world.add("Sekretaris", Role.SECRETARY)
    await world.add("Lilis", Role.TREASURER)
    own = await teach(world, group="Mentari")
    assert await leaders(world, own) == ["Ketua Mentari", "Sekretaris"]
