"""The picture of an announcement goes to who gets it, who sent it and who is to agree; to nobody else."""

from functools import partial

from db import announcements, files
from db.announcement_reading import may_see_file
from db.files import KeptFile
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile, Wanted
from domain.roles import Role
from tests.db.announcement_world import fill, known, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def a_picture(world: World, by: Actor) -> KeptFile:
    """She has sent one."""

    async def job(unit: Unit) -> KeptFile:
        found = await files.find(unit, files.want(unit, SentFile(reference="demo"), Wanted.PAPER))
        assert found is not None
        return found

    return await world.run(job, by=by)


async def sees(world: World, file: KeptFile, actor: Actor) -> bool:
    see = partial(may_see_file, file=file, account_id=actor.account_id, person_id=actor.person_id)
    return await world.run(see)


async def test_who_gets_it_sees_it_from_then_on_and_no_other(world: World) -> None:
    worker, siti, other = await world.staff(Role.WORKER), await known(world), await world.woman("lain")
    file = await a_picture(world, worker)
    assert [await sees(world, file, each) for each in (worker, siti, other)] == [True, False, False]
    made = await write(world, worker, file_id=file.id)
    assert not await sees(world, file, siti)
    await fill(world, made)
    assert [await sees(world, file, each) for each in (worker, siti, other)] == [True, True, False]


async def test_who_is_to_agree_sees_it_as_long_as_it_waits(world: World) -> None:
    worker, head = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    foreign_office = await world.add_office("Kantor lain", "batu")
    foreign = await world.staff(Role.ADMIN, office=foreign_office)
    await known(world)
    file = await a_picture(world, worker)
    made = await write(world, worker, file_id=file.id, needs_second=True)
    assert [await sees(world, file, each) for each in (head, foreign)] == [True, False]
    await world.run(partial(announcements.refuse, announcement_id=made.id), by=head)
    assert not await sees(world, file, head)
