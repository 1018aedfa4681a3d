"""A photo that was shared with a class goes out as it is kept, to any phone of hers, and to nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import Outgoing, SendError
from bot.papers import Papers
from bot.recipes import PaperRefused
from db import course_materials, people
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from domain.course_materials import Form
from domain.files import SentFile
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.desk import open_desk
from tests.db.office_world import World

PHOTO = (b"\xff\xd8\xff demo", "image/jpeg")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_desk(tmp_path) as desk:
        found = World(desk)
        found.office = await found.add_office("Kantor Contoh", "samarinda")
        yield found


async def shared(world: World, woman: Actor, *, state: str = "kept") -> int:
    """A photo of a course in which she has a place; its id."""
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker)
    await join(world, course, woman)
    first = (await sessions(world, course))[0]

    async def give(unit: Unit) -> int:
        sent = SentFile(reference="demo", size_bytes=4)
        material = await course_materials.add(unit, first, Form.PHOTO, sent=sent)
        unit.write("UPDATE files SET state = $2 WHERE id = $1", material.file_id, state)
        return material.id

    return await world.run(give, by=worker)


async def make(
    world: World, woman: Actor, material: int, found: tuple[bytes, str] | None = PHOTO
) -> Outgoing:
    async def read(_file_id: int) -> tuple[bytes, str] | None:
        return found

    row = Queued(
        id=1,
        account_id=woman.account_id,
        person_id=woman.person_id,
        channel="simulator",
        kind="sensitive",
        lane=1,
        due_ms=0,
    )
    message = Outgoing(
        outbox_id="1", chat="x", text="Foto", recipe="course/photo.jpg", recipe_args=(material,)
    )
    return await Papers(world.desk.storage.writer, read).make(row, message)


@pytest.mark.parametrize("phone", ["own", "shared", "helped"])
async def test_it_goes_out_as_it_is_kept_to_any_phone_of_hers(world: World, phone: str) -> None:
    woman = await world.woman()
    material = await shared(world, woman)

    async def set_phone(unit: Unit) -> None:
        people.set_phone(unit, woman.account_id, phone)

    await world.run(set_phone)
    made = await make(world, woman, material)
    assert (made.document, made.document_mime, made.document_name, made.recipe) == (*PHOTO, "bahan.jpg", "")


async def test_who_has_no_place_there_gets_nothing(world: World) -> None:
    material = await shared(world, await world.woman())
    with pytest.raises(PaperRefused):
        await make(world, await world.woman("stranger"), material)


async def test_what_has_not_arrived_or_is_gone_is_refused(world: World) -> None:
    woman = await world.woman()
    waiting = await shared(world, woman, state="wanted")
    with pytest.raises(PaperRefused):
        await make(world, woman, waiting)
    kept = await shared(world, woman)
    with pytest.raises(PaperRefused):
        await make(world, woman, kept, None)


async def test_a_program_that_keeps_no_files_says_so_instead_of_sending_none(world: World) -> None:
    from bot.outgoing import pack

    woman = await world.woman()
    material = await shared(world, woman)
    body = pack(Outgoing(outbox_id="", chat="x", recipe="course/photo.jpg", recipe_args=(material,)))
    row = Queued(
        id=1,
        account_id=woman.account_id,
        person_id=woman.person_id,
        channel="simulator",
        kind="sensitive",
        lane=1,
        due_ms=0,
        body=body,
    )
    assert isinstance(await Papers(world.desk.storage.writer).ready(row), SendError)
