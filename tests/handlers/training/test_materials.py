"""What was shared of her classes: pulled when she likes, photos as photos, nothing of a class that is not hers."""

import pytest

from db import course_materials
from db.unit import Unit
from domain.course_materials import Form
from domain.refusals import NotAllowed
from handlers.training.materials_steps import hand_over, list_shelves, show_things
from tests.handlers.training.classes import step
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import TEACHER, a_class_now
from tests.handlers.training.test_give_material import arrive
from tests.play import Play
from tests.world import World

PHOTO = b"\xff\xd8\xff demo photo"


async def share(world: World, course_id: int, form: Form, body: str = "", n: int = 1) -> int:
    """The worker shares something of the n-th session; its id."""
    from domain.files import SentFile

    session = await first_session(world, course_id, n)

    async def give(unit: Unit) -> int:
        sent = SentFile(reference="demo", size_bytes=4) if form in (Form.PHOTO, Form.VOICE) else None
        return (await course_materials.add(unit, session, form, body=body, sent=sent)).id

    return await step(world, TEACHER, give)


async def keep_files(world: World, content: bytes = PHOTO, kind: str = "image/jpeg") -> None:
    """As the fetcher leaves them: sealed with the key of who sent them, beside the database."""
    from bot.media import files_folder
    from db.files import CONTENT_PLACE
    from db.vault import cell
    from db.vault import person as owner_of

    async def job(unit: Unit) -> None:
        rows = await unit.fetch("SELECT id, person_id, name FROM files WHERE state = 'wanted'")
        await unit.vault.have([owner_of(row["person_id"]) for row in rows])
        for row in rows:
            sealed = unit.vault.seal(owner_of(row["person_id"]), cell(CONTENT_PLACE, row["id"]), content)
            folder = files_folder(world.app.settings.data_dir, demo=world.app.settings.demo)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / row["name"]).write_bytes(sealed)
            unit.write("UPDATE files SET state = 'kept', kind = $2 WHERE id = $1", row["id"], kind)

    await world.run(job)


async def test_nothing_was_shared_yet(play: Play, world: World) -> None:
    await a_class_now(world, "Siti")
    await play("""
        Siti: materi
        Bot: Belum ada bahan dari kelas Ibu. Kalau ada, Ibu saya kabari.
    """)


async def test_who_was_not_there_can_read_it_too(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri")
    await share(world, course, Form.TEXT, "Ayak tepungnya dulu.")
    await share(world, course, Form.TEXT, "Panggang 30 menit.")
    await play("""
        Sri: bahan
        Bot: Ayak tepungnya dulu. / Bagian 1 dari 2. [Berikutnya] [Selesai]
        Sri: selesai
        Bot: Baik, Bu. Ketik MATERI kalau mau melihat lagi.
    """)


async def test_of_several_sessions_she_chooses_one(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await share(world, course, Form.TEXT, "Yang pertama.")
    await share(world, course, Form.TEXT, "Yang kedua.", n=2)
    await play("""
        Siti: materi
        Bot: Bahan dari kelas yang mana, Bu? [Kue kering, ke-2] [Kue kering, ke-1]
        Siti: 2
        Bot: Yang pertama. / Sudah semua, Bu. Selamat mencoba.
    """)


@pytest.mark.parametrize("phone", ["own", "shared"])
async def test_a_photo_comes_as_a_photo_on_any_phone(play: Play, world: World, phone: str) -> None:
    course = await a_class_now(world, "Siti", phone=phone)
    await share(world, course, Form.PHOTO, "Nastar kita")
    await play("""
        Siti: materi
        Bot: Belum ada bahan dari kelas Ibu. Kalau ada, Ibu saya kabari.
    """)
    await keep_files(world)
    await play("""
        Siti: materi
        Bot: Sudah semua, Bu. Selamat mencoba.
        Bot: Nastar kita
    """)


async def test_nothing_of_a_class_that_is_not_hers_is_shown_or_handed_over(world: World) -> None:
    course = await a_class_now(world, "Siti")
    text = await share(world, course, Form.TEXT, "Ayak tepungnya dulu.")
    photo = await share(world, course, Form.PHOTO)
    await arrive(world)
    await world.add("Imas")
    session = await first_session(world, course)
    assert await step(world, "Imas", list_shelves, 0) == ()
    assert await step(world, "Imas", show_things, session.id) == ()
    for material in (text, photo, 1):
        with pytest.raises(NotAllowed):
            await step(world, "Imas", hand_over, material)
    assert len(await step(world, "Siti", show_things, session.id)) == 2


async def test_a_photo_that_is_gone_meanwhile_is_said_so(world: World) -> None:
    course = await a_class_now(world, "Siti")
    photo = await share(world, course, Form.PHOTO)
    assert await step(world, "Siti", hand_over, photo) is False
