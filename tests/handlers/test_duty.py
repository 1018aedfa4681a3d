"""An admin plans who is on duty, notes who is away, and names who may read the safety notes."""

from db import people
from db.unit import Unit
from domain.roles import Role, RoleGrant
from tests.play import Play
from tests.world import BATU, World

MENU = "Jadwal jaga Dinas Sosial Kaltim. Mau apa? [...]"


async def test_the_planned_watch_is_what_she_is_told(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.add("Rina", Role.WORKER)
    await world.add("Siti", area="samarinda")
    await play(f"""
        Admin: piket
        Bot: {MENU}
        Admin: lihat jadwal jaga
        Bot: Belum ada jadwal. Petugas dianggap jaga di jam kantor. / {MENU}
        Admin: tambah jam jaga
        Bot: Siapa? [...]
        Admin: 1
        Bot: Mulai hari apa? [...]
        Admin: senin
        Bot: Sampai hari apa? [...]
        Admin: minggu
        Bot: Jam berapa? [Jam tertentu] [Sehari penuh]
        Admin: jam tertentu
        Bot: Mulai jam berapa? Contoh: 22.00.
        Admin: 20.00
        Bot: Sampai jam berapa? Boleh lewat tengah malam.
        Admin: 06.00
        Bot: ..., Senin sampai Minggu, jam 20.00 sampai 06.00 hari berikutnya. Benar? [Ya] [Tidak]
        Admin: ya
        Bot: Jam jaga sudah dicatat. ... kami kabari. / Mulai sekarang hanya yang ada di jadwal dianggap jaga. Tulis juga jam kantor. /
            {MENU}
        Bot → Rina: Jam jaga baru di Dinas Sosial Kaltim: Senin sampai Minggu, jam 20.00-06.00.
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        Bot → Rina: Ada yang menunggu di Teman Mandiri. ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: Sekarang belum ada petugas jaga. Petugas ada lagi Selasa, 3 Februari 2026, jam 20.00 WITA. / ... [...]
        Admin: hapus jam atau cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: ...: mana yang dihapus? [...]
        Admin: semua jam jaganya
        Bot: Semua jam jaga ... dihapus? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah dihapus. ... kami kabari. / {MENU}
        Bot → Rina: Semua jam jaga di Dinas Sosial Kaltim sudah dihapus.
    """)
    assert [line for line in world.audit if line.startswith("Admin list person")] == [
        "Admin list person Rina duty"
    ] * 3


async def test_a_leave_and_a_reader_are_noted(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.add("Rina", Role.WORKER)
    await play(f"""
        Admin: piket
        Bot: {MENU}
        Admin: catat cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: Cuti mulai tanggal berapa?
        Admin: 5 februari 2026
        Bot: Sampai tanggal berapa?
        Admin: 4 februari 2026
        Bot: Tanggal akhir tidak boleh sebelum tanggal mulai. Sampai kapan?
        Admin: 6 februari 2026
        Bot: Cuti: ..., Kamis, 5 Februari 2026 sampai Jumat, 6 Februari 2026. / Cuti sudah dicatat. / {MENU}
        Admin: pembaca catatan
        Bot: Siapa? [...]
        Admin: 1
        Bot: ... boleh membaca catatan keselamatan? [Ya] [Tidak]
        Admin: ya
        Bot: Izin sudah diberikan. / {MENU}
        Admin: pembaca catatan
        Bot: Siapa? [...]
        Admin: 1
        Bot: ... tidak boleh lagi membaca catatan? [Ya] [Tidak]
        Admin: ya
        Bot: Izin sudah dicabut. / {MENU}
        Admin: selesai
        Bot: Baik, sudah selesai.
    """)


async def test_only_an_admin_plans(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: piket
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


PLANNED = f"""
        Admin: piket
        Bot: {MENU}
        Admin: tambah jam jaga
        Bot: Siapa? [...]
        Admin: 1
        Bot: Mulai hari apa? [...]
        Admin: sabtu
        Bot: Sampai hari apa? [...]
        Admin: senin
        Bot: Jam berapa? [Jam tertentu] [Sehari penuh]
        Admin: jam tertentu
        Bot: Mulai jam berapa? Contoh: 22.00.
        Admin: jam 8 pagi
        Bot: Sampai jam berapa? Boleh lewat tengah malam.
        Admin: jam 4 sore
        Bot: ..., Sabtu sampai Senin, jam 08.00-16.00. Benar? [Ya] [Tidak]
        Admin: ya
        Bot: Jam jaga sudah dicatat. ... / {MENU}
        Bot → Rina: Jam jaga baru di Dinas Sosial Kaltim: Sabtu sampai Senin, jam 08.00-16.00.
        Admin: catat cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: Cuti mulai tanggal berapa?
        Admin: 5 februari 2026
        Bot: Sampai tanggal berapa?
        Admin: 5 februari 2026
        Bot: Cuti: ..., Kamis, 5 Februari 2026. / Cuti sudah dicatat. / {MENU}
"""


async def test_a_mistyped_hour_is_read_back_and_not_kept(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.add("Rina", Role.WORKER)
    await play(f"""
        Admin: piket
        Bot: {MENU}
        Admin: tambah jam jaga
        Bot: Siapa? [...]
        Admin: 1
        Bot: Mulai hari apa? [...]
        Admin: rabu
        Bot: Sampai hari apa? [...]
        Admin: rabu
        Bot: Jam berapa? [Jam tertentu] [Sehari penuh]
        Admin: jam tertentu
        Bot: Mulai jam berapa? Contoh: 22.00.
        Admin: 08.00
        Bot: Sampai jam berapa? Boleh lewat tengah malam.
        Admin: 04.00
        Bot: ..., Rabu, jam 08.00 sampai 04.00 hari berikutnya. Benar? [Ya] [Tidak]
        Admin: tidak
        Bot: Baik, tidak dicatat. / {MENU}
        Admin: lihat jadwal jaga
        Bot: Belum ada jadwal. Petugas dianggap jaga di jam kantor. / {MENU}
    """)


async def test_one_line_of_the_roster_goes_and_the_leave_stays(play: Play, world: World) -> None:
    """Over the end of the week, and with the whole plan of somebody gone her leave is still known."""
    await world.add("Admin", Role.ADMIN)
    await world.add("Rina", Role.WORKER)
    await play(f"""{PLANNED}
        Admin: hapus jam atau cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: ...: mana yang dihapus? [Senin 08.00-16.00] [Sabtu 08.00-16.00] [Minggu 08.00-16.00] [Cuti 1]
            [Semua jam jaganya] [Biarkan]
        Admin: minggu 08.00-16.00
        Bot: Sudah dihapus. ... / {MENU}
        Bot → Rina: Jadwal jaga di Dinas Sosial Kaltim diubah.
        Admin: lihat jadwal jaga
        Bot: Senin: ..., 08.00-16.00. / Sabtu: ..., 08.00-16.00. / Cuti: ..., Kamis, 5 Februari 2026. / {MENU}
        Admin: hapus jam atau cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: ...: mana yang dihapus? [...]
        Admin: semua jam jaganya
        Bot: Semua jam jaga ... dihapus? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah dihapus. ... / {MENU}
        Bot → Rina: Semua jam jaga di Dinas Sosial Kaltim sudah dihapus.
        Admin: lihat jadwal jaga
        Bot: Belum ada jadwal. ... / Cuti: ..., Kamis, 5 Februari 2026. / {MENU}
        Admin: hapus jam atau cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: ...: mana yang dihapus? [Cuti 1] [Biarkan]
        Admin: cuti 1
        Bot: Sudah dihapus. ... / {MENU}
        Bot → Rina: Jadwal jaga di Dinas Sosial Kaltim diubah.
        Admin: hapus jam atau cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: Belum ada jam jaga atau cuti untuk .... / {MENU}
    """)


async def grant_too(world: World, name: str, role: Role, office: str) -> None:
    async def job(unit: Unit) -> None:
        actor = await world.actor(unit, name)
        grant = RoleGrant(role, organisation_id=world.offices[office])
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
        )

    await world.run(job)


async def test_who_keeps_two_rosters_says_which_one(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await grant_too(world, "Admin", Role.ADMIN, BATU)
    await world.add("Rina", Role.WORKER)
    await play("""
        Admin: piket
        Bot: Kantor yang mana? [Dinas Sosial Kaltim] [Dinas Sosial Kota Batu]
        Admin: dinas sosial kota batu
        Bot: Jadwal jaga Dinas Sosial Kota Batu. Mau apa? [...]
        Admin: tambah jam jaga
        Bot: Belum ada petugas di kantor ini. / Jadwal jaga Dinas Sosial Kota Batu. Mau apa? [...]
    """)


async def test_who_is_away_is_not_called_on_duty_where_there_is_no_roster(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.add("Rina", Role.WORKER)
    await world.add("Siti", area="samarinda")
    await play(f"""
        Admin: piket
        Bot: {MENU}
        Admin: catat cuti
        Bot: Siapa? [...]
        Admin: 1
        Bot: Cuti mulai tanggal berapa?
        Admin: 3 februari 2026
        Bot: Sampai tanggal berapa?
        Admin: 3 februari 2026
        Bot: ... [...]
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        Bot → Rina: Ada yang menunggu di Teman Mandiri. ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: Sekarang belum ada petugas jaga. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WITA. / ... [...]
    """)
