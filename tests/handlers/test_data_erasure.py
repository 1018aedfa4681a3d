"""Erasing: what is lost and what stays is said first; a slip is taken back; a person looks first where one must."""

from db import people
from db.unit import Unit
from domain.roles import Role
from tests.play import Play
from tests.world import World

SAID = """Bot: Yang hilang selamanya: nama, jawaban, hasil, dan chat Ibu di sini. / Yang tetap: catatan uang kelompok,
            tanpa nama Ibu. Hitungan di laporan kantor juga tetap. / """


async def is_erased(world: World, person_id: int) -> bool:
    async def read(unit: Unit) -> bool:
        return person_id not in await people.list_persons(unit, [person_id])

    return await world.run(read)


async def test_she_is_asked_once_more_and_then_erased_by_the_clock(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(f"""
        Siti: hapus data saya
        {SAID}Yakin, Bu? Data yang dihapus tidak bisa kembali. [Tidak jadi dihapus] [Ya, hapus]
        Siti: ya, hapus
        Bot: Baik, Bu. Sebentar lagi data Ibu dihapus. Nomornya <nomor>. / Berubah pikiran? Ketik HAPUS DATA sekarang juga.
    """)
    assert not await is_erased(world, siti)
    await world.pass_time(120)
    assert await is_erased(world, siti)


async def test_she_may_keep_it_when_asked_and_also_a_moment_later(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(f"""
        Siti: hapus data
        {SAID}Yakin, Bu? ... [...]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak ada yang dihapus.
        Siti: hapus data
        {SAID}Yakin, Bu? ... [...]
        Siti: [Ya, hapus]
        Bot: Baik, Bu. Sebentar lagi ...
        Siti: hapus data
        Bot: Data Ibu sebentar lagi dihapus. Tetap dihapus? [Tidak jadi dihapus] [Ya, hapus]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak jadi dihapus.
        (jam +1 hari)
    """)
    assert not await is_erased(world, siti)


async def test_on_a_shared_phone_an_officer_makes_sure_first(play: Play, world: World) -> None:
    siti = await world.add("Siti", phone="shared", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play(f"""
        Siti: hapus data saya
        {SAID}Petugas perlu memastikan dulu, supaya tidak keliru. /
            Minta petugas Dinas Sosial Kaltim menghapusnya? [Tidak jadi dihapus] [Ya, hapus]
        Siti: ya
        Bot: Sudah sampai ke petugas Dinas Sosial Kaltim. Nomornya <nomor>. / Dijawab paling lambat Jumat, 6 Februari 2026, ...
        Bot → Kepala: Ada permintaan data <nomor>. ... [Buka]
        Kepala: [Buka]
        Bot: <nomor>: minta data dihapus. ... / Pastikan dulu orangnya sendiri yang meminta. Yang dihapus tidak bisa kembali. /
            Mau apa? [Hapus datanya] [Belum bisa] [Kembali ke daftar]
        Kepala: hapus datanya
        Bot: Tulis jawabannya, satu atau dua kalimat. Sapa dengan Ibu.
        Kepala: Data Ibu kami hapus hari ini.
        Bot: Yang akan terbaca: Data Ibu kami hapus hari ini. Kirim, lalu hapus datanya selamanya? [Ya] [Tidak]
        Kepala: ya
        Bot: Sudah dicatat. Datanya dihapus sebentar lagi. / Tidak ada permintaan data yang menunggu.
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """)
    await world.pass_time(120)
    assert await is_erased(world, siti)


async def test_the_only_treasurer_hands_over_first(play: Play, world: World) -> None:
    siti = await world.add("Siti", Role.TREASURER)
    await play("""
        Siti: hapus data saya
        Bot: Ibu satu-satunya pengurus di Mentari. Serahkan dulu ke orang lain. Ketik PETUGAS untuk dibantu.
    """)
    await world.pass_time(120)
    assert not await is_erased(world, siti)


async def test_tidak_jadi_also_takes_back_what_waits_for_an_officer(play: Play, world: World) -> None:
    """Before this she heard "Tidak ada yang dihapus", and an officer erased her all the same."""
    siti = await world.add("Siti", phone="shared", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play(f"""
        Siti: hapus data saya
        {SAID}Petugas perlu memastikan dulu, supaya tidak keliru. / ... [...]
        Siti: ya, hapus
        Bot: Sudah sampai ke petugas Dinas Sosial Kaltim. Nomornya <nomor>. / ...
        Bot → Kepala: Ada permintaan data <nomor>. ... [Buka]
        Siti: hapus data
        Bot: Permintaan hapus <nomor> masih menunggu petugas. Tetap minta dihapus? [Tidak jadi dihapus] [Ya, hapus]
        Siti: ya, hapus
        Bot: Baik, Bu. Permintaan <nomor> tetap berjalan.
        Kepala: [Buka]
        Bot: ... / Mau apa? [Hapus datanya] [Belum bisa] [Kembali ke daftar]
        Kepala: hapus datanya
        Bot: Tulis jawabannya, satu atau dua kalimat. Sapa dengan Ibu.
        Siti: hapus data
        Bot: Permintaan hapus <nomor> masih menunggu petugas. ... [...]
        Siti: tidak jadi
        Bot: Baik, Bu. Permintaan <nomor> sudah dibatalkan. Data Ibu tetap ada.
        Kepala: Data Ibu kami hapus hari ini.
        Bot: ... / Permintaan ini sudah selesai. / Tidak ada permintaan data yang menunggu.
        Siti: data saya
        Bot: Ini tentang data Ibu. Mau apa? [...]
        Siti: permintaan saya
        Bot: <nomor>: minta dihapus, dibatalkan Ibu. / ... [...]
        (jam +1 hari)
    """)
    assert not await is_erased(world, siti)
