"""Keterampilan: what she can and would like to learn, by her own yes, changed and erased as she likes."""

from db import skills
from db.unit import Unit
from domain.courses import Topic, Who
from domain.roles import Role
from tests.handlers.training.classes import teach
from tests.play import Play
from tests.world import World

TOPICS = (
    """[Belum ada] [Tata rias] [Menjahit] [Memasak] [Membatik] [Kue kering] [Tenun] [Bunga kertas] [...]"""
)
CAN = f"Ibu sudah bisa apa? Boleh lebih dari satu. {TOPICS}"
WANTS = f"Ibu mau belajar apa? Boleh lebih dari satu. {TOPICS}"
CONSENT = "Dinas Sosial Kaltim mau mencatat pelatihan Ibu: ... Boleh saya catat? [Boleh] [Tidak]"


async def kept(world: World, person_id: int) -> list[str]:
    """What is written down of her."""

    async def read(unit: Unit) -> list[str]:
        found = await skills.list_of(unit, person_id)
        return [f"{each.side} {each.words or each.topic}" for each in found]

    return await world.run(read)


async def test_she_says_it_in_one_line_and_hears_what_there_is_for_it(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await teach(world, "Menjahit", topic=Topic.SEWING)
    await play(f"""
        Siti: keterampilan
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: memasak dan membatik
        Bot: {WANTS}
        Siti: menjahit, kue kering
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja. / Ada 1 kelas yang Ibu mau. Ketik JADWAL untuk melihat.
        Siti: keterampilan saya
        Bot: Yang Ibu bisa: Memasak, Membatik. / Yang mau Ibu pelajari: Menjahit, Kue kering. /
            Mau ubah yang mana, Bu? [Yang saya bisa] [Yang mau dipelajari] [Hapus semua] [Selesai]
        Siti: selesai
        Bot: Baik, Bu. Ketik JADWAL untuk melihat kelas.
    """)
    assert await kept(world, siti) == [
        "can olah_pangan",
        "can membatik",
        "wants menjahit",
        "wants kue_kering",
    ]


async def test_tapping_she_names_one_after_the_other_and_what_is_not_there_in_her_words(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: keahlian saya
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: lainnya
        Bot: ... [...]
        Siti: keterampilan lain
        Bot: Ada lagi, Bu? [Sudah, itu saja] [Tata rias] [...]
        Siti: sudah
        Bot: Yang lain itu apa, Bu? Tulis pendek saja.
        Siti: bikin keripik pisang
        Bot: {WANTS}
        Siti: belum ada
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
    """)
    assert await kept(world, siti) == ["can bikin keripik pisang"]


async def test_she_changes_one_side_and_erases_all(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: keterampilan
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: tenun
        Bot: Ada lagi, Bu? [...]
        Siti: cukup
        Bot: {WANTS}
        Siti: belum ada
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
        Siti: keterampilan
        Bot: Yang Ibu bisa: Tenun. / Mau ubah yang mana, Bu? [...]
        Siti: yang mau dipelajari
        Bot: {WANTS}
        Siti: tata rias, memasak
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
        Siti: keterampilan
        Bot: Yang Ibu bisa: Tenun. / Yang mau Ibu pelajari: Tata rias, Memasak. / ... [...]
        Siti: hapus semua
        Bot: Hapus semua catatan keterampilan Ibu? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah dihapus, Bu.
    """)
    assert await kept(world, siti) == []


async def test_without_her_yes_nothing_is_asked(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: keterampilan
        Bot: {CONSENT}
        Siti: tidak
        Bot: Baik, Bu. Tidak ada yang dicatat. Mau lihat jadwal saja? Ketik JADWAL.
    """)
    assert await kept(world, siti) == []
    assert world.consents == ["Siti training no typed"]


async def test_where_nobody_knows_where_she_lives_it_is_asked_for_the_office(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play(f"""
        Siti: keterampilan
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: belum ada
        Bot: {WANTS}
        Siti: belum ada
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
    """)
    assert world.consents == ["Siti training yes typed"]


async def test_a_member_whom_no_office_knows_is_asked_by_her_group(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Siti: keterampilan
        Bot: Kelompok Mentari mau mencatat kelas Ibu: ... Boleh saya catat? [Boleh] [Tidak]
        Siti: boleh
        Bot: {CAN}
        Siti: batal
        Bot: Baik. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.
    """)


async def test_what_she_can_opens_the_course_that_asks_for_it(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await teach(world, "Kue untuk dijual", who=Who(needs=(Topic.COOKIES,)))
    await play(f"""
        Siti: keterampilan
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: kue kering, tenun
        Bot: {WANTS}
        Siti: belum ada
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
        Siti: jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Kue untuk dijual] [...]
    """)


async def test_taking_back_the_last_yes_forgets_them(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: keterampilan
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CAN}
        Siti: kue kering, tenun
        Bot: {WANTS}
        Siti: belum ada
        Bot: Sudah saya catat, Bu. Boleh diubah kapan saja.
        Siti: izin
        Bot: ... [...]
        Siti: [Pelatihan]
        Bot: ... [Biarkan] [Cabut izin ini]
        Siti: cabut
        Bot: Izinnya sudah dicabut mulai sekarang. ... [...]
    """)
    assert await kept(world, siti) == []
