"""Danger written into any question of training opens the door, and stands nowhere in what training keeps."""

import pytest

from db import inspection
from db.engine import Fetch
from db.sealed_columns import COLUMNS
from tests.handlers.training.afterwards import WORKER, a_past_course
from tests.handlers.training.company import a_course, agree
from tests.handlers.training.sitting import a_class_now
from tests.play import Play
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

# A word that occurs nowhere else, beside what is meant.
HARM = "kenariluka"
SAID = f"suami saya memukul saya {HARM}"
OF_ANOTHER = f"dia dipukul suaminya {HARM}"
SAFE_TO_READ = "Aman membaca ini sendirian sekarang?"

# What of a course is kept: nothing of these may hold the word, sealed or not.
OF_TRAINING = (
    "course",
    "board",
    "moods",
    "outcomes",
    "skills",
    "certificates",
    "session_reviews",
)

# Whose phone, and what is said until a question waits for her own words.
HERS: dict[str, tuple[str, ...]] = {
    "why she leaves": ("kelas saya", "tidak jadi ikut", "ya"),
    "the board": ("papan", "tulis", "saya bisa"),
    "what she needs": ("papan", "tulis", "butuh"),
    "what she can": ("keterampilan", "lain"),
    "whether she comes": ("bisa datang?",),
    "how she is called": ("teman belajar", "ya"),
    "a certificate's number": ("sertifikat",),
    "the code of a class": ("jadwal", "kode"),
    "nothing open": (),
}
STAFF: dict[str, tuple[str, ...]] = {
    "the class's name": ("buat kelas", "kelas baru", "tenun"),
    "a text for all": ("kirim bahan", "tulisan"),
    "a recipe": ("kirim bahan", "resep"),
    "who came": ("daftar hadir", "catat"),
    "why it is off": ("ubah pertemuan",),
}


async def says(play: Play, name: str, *words: str) -> str:
    """One after the other, whatever is answered; what her phone shows at the end."""
    for each in words:
        play.world.meet(name)
        play.world.next_message()
        await play.world.phones.write(name, each)
        await play.world.rest()
    return play.world.phones.screen(name)[-1].text


async def kept(world: World, of: tuple[str, ...] = OF_TRAINING) -> str:
    """Everything that training keeps, opened with the keys. of: how its columns begin."""
    found: list[str] = []
    storage = world.app.storage
    for column in COLUMNS:
        if not column.place.startswith(of):
            continue
        rows = (await storage.engine.perform([Fetch(column.sql, (column.highest, 10_000))]))[0]
        await storage.vault.have({column.owner(row["owner"]) for row in rows})
        for row in rows:
            place = inspection._place(column, row["at"])
            found.append(
                storage.vault.unseal(column.owner(row["owner"]), place, bytes(row["sealed"])).decode()
            )
    return "\n".join(found)


@pytest.mark.parametrize("where", HERS)
async def test_what_she_writes_into_a_question_of_hers_opens_the_door(
    play: Play, world: World, where: str
) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    await agree(world, course, "Siti", "Tati", "Neneng")
    shown = await says(play, "Siti", *HERS[where], SAID)
    assert shown == SAFE_TO_READ
    assert HARM not in await kept(world)


@pytest.mark.parametrize("where", STAFF)
async def test_what_staff_write_of_somebody_opens_it_too(play: Play, world: World, where: str) -> None:
    course = await a_class_now(world, "Siti")
    assert course
    shown = await says(play, WORKER, *STAFF[where], OF_ANOTHER)
    assert shown == SAFE_TO_READ
    assert HARM not in await kept(world)


async def test_a_note_about_a_session_holds_no_trouble_of_anybody(play: Play, world: World) -> None:
    await a_past_course(world, "Siti")
    shown = await says(play, WORKER, "catatan pertemuan", "27/1/26", "ya", "ya", "ya", "ya", OF_ANOTHER)
    assert shown == SAFE_TO_READ
    assert HARM not in await kept(world)
