"""An office says of itself what people then see: its sets, numbers, hours, holidays; and invites its people."""

import pytest

from domain.roles import Role
from tests.play import Play
from tests.world import PRSE, PURWAKARTA, World


async def admin_of_a_real_office(world: World) -> None:
    await world.make_real(PURWAKARTA)
    await world.add("Admin", Role.ADMIN, office=PURWAKARTA)


OPEN = """
    Admin: kantor
    Bot: Dinas Sosial Purwakarta. Apa yang mau diatur? [...] [Undang petugas] [Selesai]
"""


async def test_people_may_use_a_set_once_an_admin_has_confirmed_it(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    await world.add("Siti")
    await play(OPEN)
    await play("""
        Admin: 1
        Bot: Pendataan perempuan yang perlu didampingi. Versi 1, 4 syarat. ... / Sekarang masih contoh, belum boleh dipakai
            untuk warga. / Kantor sudah membaca dan mengesahkan syarat ini? [Ya] [Tidak]
        Admin: belum
        Bot: Baik, tetap contoh. / Dinas Sosial Purwakarta. Apa yang mau diatur? [...]
        Admin: 1
        Bot: ... Kantor sudah membaca dan mengesahkan syarat ini? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah disahkan. Warga bisa memakainya sekarang. / Dinas Sosial Purwakarta. Apa yang mau diatur? [...]
        Admin: 1
        Bot: ... Syarat ini sudah disahkan. / ... [...]
        Siti: skrining
        Bot: ... [...]
        Siti: purwakarta
        Bot: Jadwal pendaftaran belum ada. ... Boleh saya catat? [...]
    """)
    assert world.audit == [f"Admin write organisation ? set {PRSE} 1 confirmed"]


async def test_registration_is_opened_and_closed(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    await play(OPEN)
    await play("""
        Admin: pendaftaran
        Bot: ... Belum ada tanggal pendaftaran. / Mau diubah? [Buka] [Tutup] [Biarkan]
        Admin: buka
        Bot: Dibuka mulai tanggal berapa?
        Admin: 1 Februari 2026
        Bot: Sampai tanggal berapa? [Belum tahu]
        Admin: 31 Maret 2026
        Bot: Sudah dicatat. Warga akan melihat tanggal ini. / ... [...]
        Admin: pendaftaran
        Bot: ... Sekarang dibuka sampai Selasa, 31 Maret 2026. / Mau diubah? [...]
        Admin: tutup
        Bot: Sudah ditutup. Warga tetap boleh dicatat. / ... [...]
    """)
    assert world.audit == [
        f"Admin write organisation ? registration {PRSE} opened",
        f"Admin write organisation ? registration {PRSE} closed",
    ]


async def test_a_number_is_shown_to_people_only_after_somebody_called_it(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    await world.add("Siti", area="purwakarta")
    await play(OPEN)
    await play("""
        Admin: nomor telepon
        Bot: Nomor yang mana? Warga hanya melihat nomor yang sudah dicek. [Tambah nomor] [Mitra rujukan] [Biarkan]
        Admin: tambah
        Bot: Nomor ini untuk apa? Contoh: Telepon kantor.
        Admin: Telepon kantor
        Bot: Berapa nomornya?
        Admin: nol dua
        Bot: Itu belum seperti nomor telepon. Berapa nomornya?
        Admin: 0264 000000
        Bot: Sudah ditambah. Telepon dulu, lalu pilih Sudah dicek. / ... [...]
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Petugas membalas Senin sampai Jumat, jam 08.00-16.00 WIB. /
            Kalau sekarang bahaya, ... [Selesai]
        Admin: nomor telepon
        Bot: ... [Telepon kantor] [Tambah nomor] [Mitra rujukan] [Biarkan]
        Admin: [Telepon kantor]
        Bot: Telepon kantor: 0264 000000. Belum dicek. / Mau diapakan? [Sudah dicek] [Sembunyikan] [Biarkan]
        Admin: sudah dicek
        Bot: 0264 000000 sudah ditelepon hari ini, dan benar? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah dicatat. Warga bisa melihat nomor ini. / ... [...]
        Siti: petugas
        Bot: Pesan Ibu masih menunggu ... / Petugas membalas ... / Kalau mendesak, telepon 0264 000000. /
            Kalau sekarang bahaya, ... [...]
        Admin: nomor telepon
        Bot: ... [...]
        Admin: [Telepon kantor]
        Bot: Telepon kantor: 0264 000000. Dicek Selasa, 3 Februari 2026. / ... [...]
        Admin: sembunyikan
        Bot: Sudah disembunyikan dari warga. / ... [...]
    """)


async def test_hours_and_holidays_decide_what_is_promised(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    await world.add("Siti", area="purwakarta")
    await play(OPEN)
    await play("""
        Admin: jam kantor
        Bot: Senin sampai Jumat, jam 08.00-16.00 WIB. / Mau diganti? [Ya] [Tidak]
        Admin: ya
        Bot: Mulai hari apa? [Senin] [Selasa] [...]
        Admin: selasa
        Bot: Sampai hari apa? [Selasa] [Rabu] [...]
        Admin: kamis
        Bot: Buka jam berapa?
        Admin: jam 9 pagi
        Bot: Tutup jam berapa?
        Admin: 08.00
        Bot: Jam tutup harus sesudah jam buka. Tutup jam berapa?
        Admin: 15.00
        Bot: Ada hari lain dengan jam lain, misalnya Jumat? [Ya] [Tidak]
        Admin: tidak
        Bot: Jam kantor sudah diganti. / ... [...]
        Admin: hari libur
        Bot: Hari libur yang dicatat: [Tambah hari libur] [Biarkan]
        Admin: tambah
        Bot: Kantor libur tanggal berapa?
        Admin: 4 Februari 2026
        Bot: Sudah dicatat. Kantor libur Rabu, 4 Februari 2026. / ... [...]
        (jam +8 jam)
        Siti: petugas
        Bot: ... Sekarang kantor tutup. Petugas ada lagi Kamis, 5 Februari 2026, jam 09.00 WIB. / ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Tulis saja di sini. ... [Selesai]
        Admin: hari libur
        Bot: ... [Tambah hari libur] [Rabu, 4 Februari 2026] [Biarkan]
        Admin: [Rabu, 4 Februari 2026]
        Bot: Rabu, 4 Februari 2026 bukan hari libur? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah dihapus. Kantor buka seperti biasa. / ... [...]
        Admin: selesai
        Bot: Baik, sudah selesai. Ketik MENU untuk pilihan lain.
    """)


async def test_people_are_invited_confirmed_and_looked_up_from_there(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    for label, shown in (
        ("Undang petugas", "Undang ke Dinas Sosial Purwakarta sebagai apa? [...]"),
        ("Orang dan peran", "Dinas Sosial Purwakarta. Pilih satu orang. [...]"),
        ("Persetujuan petugas", "Tidak ada yang menunggu persetujuan."),
    ):
        await play(OPEN)
        await play(f"""
            Admin: [{label}]
            Bot: {shown}
        """)


async def test_who_is_no_admin_finds_no_office(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER, office=PURWAKARTA)
    await play("""
        Petugas: kantor
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


@pytest.mark.parametrize("before, label", [((), "Syarat bantuan"), (("undang petugas",), "Petugas")])
async def test_a_label_on_the_screen_may_be_typed_though_it_begins_a_conversation_elsewhere(
    play: Play, world: World, before: tuple[str, ...], label: str
) -> None:
    await admin_of_a_real_office(world)
    await world.add("Admin Kedua", Role.ADMIN, office=PURWAKARTA)
    await play(OPEN)
    for typed in before:
        await play(f"""
            Admin: {typed}
            Bot: ... [...]
        """)
    await play(f"""
        Admin: {label}
        Bot: ... [Ya] [Tidak]
    """)


async def test_a_word_that_begins_a_conversation_may_be_a_name(play: Play, world: World) -> None:
    await admin_of_a_real_office(world)
    await play(OPEN)
    await play("""
        Admin: nomor telepon
        Bot: ... [...]
        Admin: tambah
        Bot: Nomor ini untuk apa? ...
        Admin: Kantor
        Bot: Berapa nomornya?
    """)


async def test_the_first_word_of_a_label_is_that_label_and_petugas_stays_a_call_for_a_person(
    play: Play, world: World
) -> None:
    await admin_of_a_real_office(world)
    await play(OPEN)
    await play("""
        Admin: syarat
        Bot: Pendataan perempuan yang perlu didampingi. ... [Ya] [Tidak]
        Admin: tidak
        Bot: Baik, tetap contoh. / Dinas Sosial Purwakarta. Apa yang mau diatur? [...]
        Admin: nomor
        Bot: ... [...]
        Admin: petugas
        Bot: ... / Ini HP petugas. Pesan warga ada di sini. / ... [...]
    """)
