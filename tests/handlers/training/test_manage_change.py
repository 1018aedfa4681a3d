"""Atur kelas: one part changes at a time; whoever waits moves up, and who has a place hears what concerns her."""

from datetime import date
from typing import Any

from domain.courses import State
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import course as look_at
from tests.handlers.training.classes import put_in, roll, teach, weeks
from tests.handlers.training.made import days
from tests.play import Play
from tests.world import World

OPEN = """
        Rina: kelola kelas
        Bot: 1 kelas. Yang mana? [...]
        Rina: 1
        Bot: Kue kering, ... [...]
        Rina: atur kelas
        Bot: Kue kering. Apa yang diatur? [Tambah pertemuan] [Tempat] [Banyaknya orang] [Yang dibawa] [Anak dan ongkos]
            [Nama kelas] [Pelatih] [Pengingat] [Salin kelas] [Batalkan kelas]
"""
AGAIN = """
        Rina: atur kelas
        Bot: ... Apa yang diatur? [...]
"""


async def furnish(world: World, *women: str, **fields: Any) -> int:
    """A class of Rina's office with these women in it; its id."""
    await add_named(world, "Rina", "Rina", Role.WORKER)
    for each in women:
        await world.add(each, area="samarinda")
    course = await teach(world, days=weeks(3), **fields)
    await put_in(world, course, *women)
    return course


async def test_more_places_let_those_who_wait_move_up(play: Play, world: World) -> None:
    course = await furnish(world, "Siti", "Ani", "Yuyun", capacity=1)
    await play(
        OPEN
        + """
        Rina: banyaknya orang
        Bot: Paling banyak berapa orang? [Tidak dibatasi]
        Rina: 2
        Bot: 1 orang dari daftar tunggu ikut. / Sudah diubah. / Kue kering, ... / 2 ikut dari 2 tempat, 1 menunggu. / ... [...]
        Bot → Ani: ... [Saya ikut] [Tidak jadi]
    """
        + AGAIN
        + """
        Rina: banyaknya orang
        Bot: Paling banyak ... [...]
        Rina: 1
        Bot: Sudah 2 orang yang terdaftar. Tulis jumlah yang cukup untuk semua.
    """
    )
    assert await roll(world, course) == ["Siti joined", "Ani joined", "Yuyun waiting"]


async def test_what_is_told_of_it_changes_part_by_part(play: Play, world: World) -> None:
    course = await furnish(world)
    await play(
        OPEN
        + """
        Rina: yang dibawa
        Bot: Perlu bawa apa? ... [Tidak ada]
        Rina: gunting
        Bot: Sudah diubah. / Kue kering, ... [...]
    """
        + AGAIN
        + """
        Rina: anak dan ongkos
        Bot: Boleh bawa anak? [...]
        Rina: ada yang menjaga
        Bot: Ongkos ke tempat kelas? [...]
        Rina: lewati
        Bot: Sudah diubah. / ... [...]
    """
        + AGAIN
        + """
        Rina: nama kelas
        Bot: Apa nama barunya?
        Rina: Kue kering lanjutan
        Bot: Sudah diubah. / Kue kering lanjutan, ... [...]
    """
        + AGAIN
        + """
        Rina: pelatih
        Bot: Siapa pelatihnya? [...]
        Rina: saya sendiri
        Bot: Sudah diubah. / ... [...]
    """
        + AGAIN
        + """
        Rina: pengingat
        Bot: Kapan pengingat dikirim? [...]
        Rina: 2 jam sebelumnya
        Bot: Sudah diubah. / ... [...]
    """
    )
    found = await look_at(world, course)
    assert (found.title, found.bring, found.childcare, found.transport, found.offsets) == (
        "Kue kering lanjutan",
        "gunting",
        "boleh ikut, ada yang menjaga",
        "",
        (120,),
    )


async def test_another_place_is_told_where_the_next_session_is_near(play: Play, world: World) -> None:
    far = await furnish(world, "Siti")
    place = """
        Rina: tempat
        Bot: Di mana tempatnya? ...
        Rina: Balai RW 3
        Bot: Sudah diubah. / Kue kering, Balai RW 3. ... [...]
"""
    await play(OPEN + place)  # in a week: the reminder says it
    near = await teach(world, "Kue kering", days=weeks(2, date(2026, 2, 5)))
    await put_in(world, near, "Siti")
    told = (
        "Bu, Kue kering pindah tempat. / Sekarang di Balai RW 3. Waktunya tetap: Kamis, 5 Februari 2026, ..."
    )
    await play(f"{OPEN.replace('1 kelas', '2 kelas')}{place}        Bot → Siti: {told}")
    assert [(await look_at(world, each)).place for each in (far, near)] == ["Balai RW 3", "Balai RW 3"]


async def test_a_session_more_at_an_hour_that_is_free(play: Play, world: World) -> None:
    course = await furnish(world)
    await play(
        OPEN
        + """
        Rina: tambah pertemuan
        Bot: Kapan pertemuan tambahannya? Contoh: Kamis jam 10 pagi.
        Rina: jam 10
        Bot: Hari apa? Contoh: Kamis jam 10 pagi.
        Rina: 10 Februari jam 9 pagi
        Bot: Waktu itu sudah lewat, atau sudah terisi. Kapan?
        Rina: Kamis
        Bot: Jam berapa? Contoh: Kamis jam 10 pagi.
        Rina: Kamis jam 10
        Bot: Tambah pertemuan Kamis, 5 Februari 2026, jam 10.00 WITA? [Ya] [Tidak]
        Rina: ya
        Bot: Sudah ditambah. Pengingat dikirim seperti biasa. / Kue kering, ... / Berikutnya: Kamis, 5 Februari 2026, ... [...]
    """
    )
    found = await days(world, (await look_at(world, course)))
    assert found[0] == "05/02 10.00 planned"
    assert len(found) == 4


async def test_a_class_that_is_called_off_is_told_to_all_who_are_in_it(play: Play, world: World) -> None:
    course = await furnish(world, "Siti", "Ani", capacity=1)
    await play(
        OPEN
        + """
        Rina: batalkan kelas
        Bot: Apa alasannya? Warga akan membacanya. [Tanpa alasan]
        Rina: gedung diperbaiki
        Bot: Batalkan Kue kering? 2 orang langsung dikabari. [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tidak ada yang berubah.
    """
        + OPEN
        + """
        Rina: batalkan kelas
        Bot: Apa alasannya? ... [...]
        Rina: gedung diperbaiki
        Bot: Batalkan Kue kering? 2 orang langsung dikabari. [Ya] [Tidak]
        Rina: ya
        Bot: Kelas Kue kering dibatalkan.
        Bot → Siti: ... gedung diperbaiki. ...
        Bot → Ani: ... gedung diperbaiki. ...
    """
    )
    found = await look_at(world, course)
    assert found.state is State.CANCELLED
    assert all("cancelled" in each for each in await days(world, found))


async def test_one_like_it_is_begun_from_its_page(play: Play, world: World) -> None:
    await furnish(world)
    await play(
        OPEN
        + """
        Rina: salin kelas
        Bot: Kapan kelasnya? ...
    """
    )


async def test_when_a_class_is_over_its_certificates_are_one_tap_away(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await world.add("Siti", area="samarinda")
    tomorrow = await teach(world, days=weeks(1, date(2026, 2, 4)), start_min=8 * 60)
    await put_in(world, tomorrow, "Siti")
    await play("""
        (jam +1425 menit)
        Bot → Siti: ... Bisa datang? [...]
        Rina: kelola kelas
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: atur kelas
        Bot: ... [...]
        Rina: akhiri kelas
        Bot: Akhiri Kue kering? 1 orang dicatat ikut sampai selesai. [Ya] [Tidak]
        Rina: ya
        Bot: Kelas Kue kering sudah selesai. Terima kasih. / Mau beri sertifikat sekarang? [Beri sertifikat] [Nanti saja]
        Rina: beri
        Bot: ... [...]
    """)


async def test_who_leads_it_from_now_on_hears_of_it_once(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await add_named(world, "Tuti", "Tuti", Role.TRAINER)
    await teach(world)
    await play(f"""
        {OPEN}
        Rina: pelatih
        Bot: Siapa pelatihnya? [...]
        Rina: orang lain
        Bot: Yang mana? Boleh lebih dari satu. [...]
        Rina: tuti
        Bot: Sudah diubah. / ... [...]
        Bot → Tuti: Ada kelas untuk dipimpin: Kue kering, di Balai Desa Contoh. Berikutnya Selasa, 10 Februari 2026, ... [Lihat]
        Rina: atur kelas
        Bot: ... [...]
        Rina: pelatih
        Bot: Siapa pelatihnya? [...]
        Rina: orang lain
        Bot: Yang mana? Boleh lebih dari satu. [...]
        Rina: tuti
        Bot: Sudah diubah. / ... [...]
    """)
