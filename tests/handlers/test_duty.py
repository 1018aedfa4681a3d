"""An admin plans who is on duty, notes who is away, and names who may read the safety notes."""

from domain.roles import Role
from tests.play import Play
from tests.world import World

MENU = "Jadwal jaga. Mau apa? [...]"


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
        Bot: Mulai jam berapa?
        Admin: 20.00
        Bot: Sampai jam berapa? Boleh lewat tengah malam.
        Admin: 06.00
        Bot: Jam jaga sudah dicatat. / {MENU}
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        Bot → Rina: Ada yang menunggu di Teman Mandiri. ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: Sekarang belum ada petugas jaga. Petugas ada lagi Selasa, 3 Februari 2026, jam 20.00 WITA. / ... [...]
        Admin: hapus jam jaga
        Bot: Siapa? [...]
        Admin: 1
        Bot: Semua jam jaga ... dihapus? [Ya] [Tidak]
        Admin: ya
        Bot: Jam jaga sudah dihapus. / {MENU}
    """)
    assert [line for line in world.audit if line.startswith("Admin list person")] == [
        "Admin list person Rina duty"
    ] * 2


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
        Bot: Tanggal akhir harus sesudah tanggal mulai. Sampai kapan?
        Admin: 6 februari 2026
        Bot: Cuti sudah dicatat. / {MENU}
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
