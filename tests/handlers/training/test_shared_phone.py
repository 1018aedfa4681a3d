"""Ani's phone is her husband's, too: he reads what comes and may type. Of a whole course nothing stands there by itself."""

import re
from datetime import date, time

import pytest

from db.unit import Unit
from domain.course_materials import Form
from handlers.neutral import NEUTRAL
from tests.handlers.training.afterwards import WORKER, end
from tests.handlers.training.classes import put_in, step
from tests.handlers.training.company import a_course, agree, companion, was_there
from tests.handlers.training.reminded import cancel, move
from tests.handlers.training.sitting import a_class_now
from tests.handlers.training.test_distress import says
from tests.handlers.training.test_materials import keep_files, share
from tests.play import Play
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

SENTENCES = {text.message for text in NEUTRAL.values()}
DAYS = [date(2026, 2, 4), date(2026, 2, 11), date(2026, 2, 18), date(2026, 2, 25)]

# What would tell him: the class, the place, the paper, how she feels, what became of it, who is with her.
TELLING = re.compile(
    r"kue|kelas|balai|sertifikat|perasaan|usaha|hadir|papan|teman|pendamping|Rina|Tati|bahan|nomor",
    re.IGNORECASE,
)


async def a_year(play: Play, world: World, phone: str) -> None:
    """All that a course can tell somebody by itself: asked, moved, off, missed, shared, over, a paper, how it went on."""
    course = await a_course(world, "Tati", "Neneng", days=DAYS)
    await world.add("Ani", area="samarinda", phone=phone)
    await put_in(world, course, "Ani")
    await agree(world, course, "Ani", "Tati", "Neneng")
    await companion(world, "Rina", course)
    await world.pass_time(86_400)
    for n in (1, 2):
        await was_there(world, course, "Tati", n=n)
    await move(world, course, date(2026, 2, 12), time(9), n=2)
    await world.pass_time(9 * 86_400)
    await was_there(world, course, "Ani", n=2)
    await says(play, WORKER, "kirim bahan", "tulisan", "Adonan jangan terlalu lama diaduk.", "selesai")
    await cancel(world, course, n=3)
    await world.pass_time(20 * 86_400)
    await was_there(world, course, "Ani", n=4)
    await end(world, course)
    await says(play, WORKER, "beri sertifikat", "beri sertifikat", "pilih", "Ani", "ya")
    await says(play, WORKER, "beri sertifikat", "beri sertifikat", "pilih", "3", "ya")
    await world.pass_time(200 * 86_400)


async def pushed(world: World, name: str) -> list[str]:
    """What stands on her phone, though she has never written."""
    return [each.text for each in world.phones.screen(name)]


async def test_a_year_of_a_course_is_one_sentence_on_a_phone_that_others_read(
    play: Play, world: World
) -> None:
    await a_year(play, world, "shared")
    texts = await pushed(world, "Ani")
    assert texts
    assert set(texts) <= SENTENCES
    assert not any(TELLING.search(each) for each in texts)
    await says(play, "Ani", "kabar")
    assert TELLING.search(world.phones.screen("Ani")[-1].text)  # there was something to hide


LOCKS = ("kunci", "Ani", "Mawar", "271390", "271390", "jadwal", "Samarinda")
TYPED_BY_HIM = (
    "bisa",
    "insyaallah",
    "ga bisa, anak sakit",
    "jam berapa ya?",
    "di mana?",
    "saya ikut",
    "tidak jadi",
    "7K4P",
    "saya hadir",
    "kelas saya",
    "sertifikat",
    "perasaan saya",
    "papan kelas",
    "teman belajar",
    "materi",
    "kabar usaha",
    "keterampilan",
    "kabar",
    "tidak hadir",
)


async def test_what_he_types_on_the_locked_phone_shows_nothing_of_hers(play: Play, world: World) -> None:
    await a_course(world, "Tati", "Neneng", days=DAYS)
    await world.add("Ani", phone="shared")
    joined = await says(play, "Ani", *LOCKS, "kue kering", "daftar", "boleh", "Ani", "lewati")
    assert "Ibu sudah terdaftar di Kue kering." in joined
    await world.pass_time(20 * 3600)  # a reminder waits for her
    await says(play, "Ani", "hapus jejak")
    for words in TYPED_BY_HIM:
        shown = await says(play, "Ani", words)
        assert not re.search(r"kue kering|terdaftar|balai", shown, re.IGNORECASE), (words, shown)


async def test_after_hapus_jejak_nothing_of_her_course_stands_there(play: Play, world: World) -> None:
    course = await a_course(world, "Tati", "Neneng", days=DAYS)
    await world.add("Ani", area="samarinda", phone="shared")
    await put_in(world, course, "Ani")
    await agree(world, course, "Ani")
    await says(
        play,
        "Ani",
        "jadwal",
        "kue kering",
        "menu",
        "kelas saya",
        "menu",
        "insyaallah",
        "jam berapa ya?",
        "di mana?",
    )
    assert any(TELLING.search(each.text) for each in world.phones.screen("Ani"))
    await says(play, "Ani", "hapus jejak")
    left = [each.text for each in world.phones.screen("Ani")]
    assert not any(re.search(r"kue kering|balai", each, re.IGNORECASE) for each in left), left
    assert world.phones.typed("Ani") == ["halo"]


async def test_a_photo_she_pulled_goes_from_the_shared_phone_by_itself_and_at_once_where_she_clears_it(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Ani", phone="shared")
    await share(world, course, Form.PHOTO, "Nastar kita")
    await keep_files(world)
    await says(play, "Ani", "materi")
    assert "Nastar kita" in await pushed(world, "Ani")
    await says(play, "Ani", "hapus jejak")
    assert "Nastar kita" not in await pushed(world, "Ani")
    await says(play, "Ani", "materi")
    await world.pass_time(11 * 60)
    assert "Nastar kita" not in await pushed(world, "Ani")


async def test_her_safe_hours_come_before_every_reminder_and_every_cancellation(
    play: Play, world: World
) -> None:
    course = await a_course(world, days=[date(2026, 2, 10), date(2026, 2, 11)])
    ani = await world.add("Ani", area="samarinda", phone="shared")
    await put_in(world, course, "Ani")
    await agree(world, course, "Ani")

    async def hours(unit: Unit) -> None:
        unit.write("UPDATE persons SET safe_from_min = 600, safe_to_min = 660 WHERE id = $1", ani)

    await step(world, WORKER, hours)
    await world.pass_time(5 * 86_400 + 23 * 3600 + 30 * 60)  # Monday, 10.30: asked in her hour
    assert len(await pushed(world, "Ani")) == 1
    await says(play, "Ani", "kabar", "belum tentu")
    before = len(world.phones.screen("Ani"))
    await world.pass_time(10 * 3600)  # half past eight in the evening
    await cancel(world, course, n=1)
    await world.pass_time(13 * 3600)  # Tuesday, 09.30: nothing came in the night, nor after it began
    assert len(world.phones.screen("Ani")) <= before
