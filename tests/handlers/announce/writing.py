"""Who may be written to in the world of the chats, and what every chat says that writes an announcement."""

from db import announcements, consents
from db.unit import Unit
from domain.announcements import Announcement
from domain.purposes import Purpose
from domain.roles import Role
from tests.handlers.training.classes import put_in, step, teach
from tests.world import KALTIM, World

CLASS = "Kue kering"
KINDS = "[Satu pertemuan kelas] [Peserta kelas] [Anggota kelompok] [Warga di wilayah] [Hasil awal bantuan] [Orang kantor]"
SLOTS = "Ini terisi sendiri untuk tiap orang: ..."
ASKED = "Tulis kabarnya. Boleh dengan foto atau PDF."
ANSWERS = "[Bisa, Tidak bisa] [Ya, Tidak] [Sudah, Belum] [Tulis sendiri] [Tanpa tombol]"
FOOTER = "Tidak mau kabar seperti ini? Ketik PILIH KABAR."
GROUP_PREVIEW = f"Kabar dari Kelompok Mentari: / Besok rapat jam 2 siang, Ibu. / {FOOTER}"
SENT = "Bot: Baik. Perkembangannya saya kabari di bawah ini."
WAITS = "Bot: Pengumuman ... orang. / Mulai dikirim jam .... Sebelum itu masih bisa ditarik. [Tarik]"


async def say_yes(world: World, *names: str, office: str = KALTIM) -> None:
    """They have said yes to being in that office's classes."""

    async def job(unit: Unit) -> None:
        consents.record(
            unit,
            person_id=unit.actor.person_id,
            organisation_id=world.offices[office],
            purpose=Purpose.TRAINING.value,
            version="1",
            text="Boleh?",
            answer=consents.YES,
            manner=consents.TYPED,
        )

    for name in names:
        await step(world, name, job)


async def a_class(world: World, *names: str) -> int:
    """A class of the office's with these women, and a worker called Petugas; the course's id."""
    if "Petugas" not in world.known:
        await world.add("Petugas", Role.WORKER)
    course_id = await teach(world, CLASS)
    for name in names:
        await world.add(name, area="samarinda")
    await put_in(world, course_id, *names)
    await say_yes(world, *names)
    return course_id


async def newest(world: World) -> tuple[Announcement, str]:
    """The announcement written last, and its words."""

    async def job(unit: Unit) -> tuple[Announcement, str]:
        (found,) = await announcements.live(unit)
        return found, (await announcements.content(unit, found)).texts["id"]

    return await world.run(job)
