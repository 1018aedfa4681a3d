"""A photo of a matter goes to her and to who has it at the moment of delivery, and to nobody else."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.matter_files import PAPER, PHOTO, VOICE
from bot.recipes import Kept, PaperRefused, Receiver
from db import matter_looks, matter_messages, matters
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Matter, MessageKind
from tests.db.desk import open_desk
from tests.db.matter_world import act, end_role, worker_of, write
from tests.db.office_world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_desk(tmp_path) as desk:
        found = World(desk)
        found.office = await found.add_office("Kantor Contoh", "samarinda")
        yield found


async def photographed(world: World, woman: Actor, worker: Actor, *, state: str = "kept") -> Matter:
    """She sent a photo, and the worker has the matter."""
    sent = SentFile(reference="demo", size_bytes=4)
    matter: Matter = (await write(world, woman, "ini", kind=MessageKind.PHOTO, sent_file=sent)).matter

    async def fetched(unit: Unit) -> None:
        unit.write("UPDATE files SET state = $1", state)

    await world.run(fetched)
    taken: Matter = await act(world, worker, matters.take, matter.id)
    return taken


async def may_have(world: World, actor: Actor, matter: Matter, n: int = 1) -> bool:
    receiver = Receiver(account_id=actor.account_id, person_id=actor.person_id, language="id")
    try:
        found = await world.run(partial(_read, receiver=receiver, args=(matter.id, n)))
    except PaperRefused:
        return False
    assert isinstance(found, Kept)
    return True


async def _read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> object:
    return await PHOTO.read(unit, receiver, args)


async def test_she_and_who_has_it_get_it_and_a_colleague_does_not(world: World) -> None:
    woman, worker, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await photographed(world, woman, worker)
    assert [await may_have(world, each, matter) for each in (woman, worker, other)] == [True, True, False]
    assert not await may_have(world, await world.woman(), matter)


async def test_who_had_it_gets_nothing_from_the_moment_it_moved(world: World) -> None:
    woman, worker, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await photographed(world, woman, worker)
    await act(world, worker, matters.set_holder, matter, other.person_id)
    assert [await may_have(world, each, matter) for each in (worker, other)] == [False, True]


@pytest.mark.parametrize("state", ("wanted", "refused", "gone"))
async def test_what_is_not_kept_goes_to_nobody(world: World, state: str) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await photographed(world, woman, worker, state=state)
    assert not await may_have(world, worker, matter)


async def test_what_was_taken_back_and_what_there_is_not_go_to_nobody(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await photographed(world, woman, worker)
    message = await world.run(partial(matter_messages.find_one, matter_id=matter.id, n=1))
    assert message is not None
    assert not await may_have(world, worker, matter, n=2)
    await act(world, woman, matter_messages.take_back, message)
    assert not await may_have(world, worker, matter)
    assert not await may_have(world, woman, matter)


def test_their_names_are_ours_and_only_a_phone_of_ones_own_gets_them() -> None:
    assert [each.name for each in (PHOTO, VOICE, PAPER)] == ["foto.jpg", "suara.ogg", "surat.pdf"]
    assert all(each.is_personal for each in (PHOTO, VOICE, PAPER))
    assert PHOTO.make(b"x") == b"x"


async def test_who_works_there_no_more_gets_nothing_also_before_the_clock_has_looked(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await photographed(world, woman, worker)
    await end_role(world, worker)
    assert not await may_have(world, worker, matter)
    assert await may_have(world, woman, matter)


async def test_a_colleague_gets_it_while_her_reason_holds_and_not_where_one_alone_is_wanted(
    world: World,
) -> None:
    woman, worker, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await photographed(world, woman, worker)
    await act(world, other, matter_looks.open_one, matter, "Petugasnya sakit")
    assert await may_have(world, other, matter)

    async def wants_one(unit: Unit) -> None:
        unit.write("UPDATE matters SET only_holder = 1 WHERE id = $1", matter.id)

    await world.run(wants_one)
    assert not await may_have(world, other, matter)
