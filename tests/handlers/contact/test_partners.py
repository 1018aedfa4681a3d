"""The list to whom an office refers: kept by a supervisor or an admin, a number shown once somebody has called it."""

from domain.roles import Role
from tests.handlers.contact.letters import add_worker
from tests.play import Play
from tests.world import World


async def test_a_supervisor_adds_one_and_its_number_counts_after_a_call(play: Play, world: World) -> None:
    await add_worker(world, "Bos", Role.SUPERVISOR)
    await play("""
        Bos: mitra rujukan
        Bot: Mitra rujukan kantor: [Tambah mitra] [Selesai]
        Bos: tambah
        Bot: Mitra apa? [...]
        Bos: 2
        Bot: Apa nama kantornya? Warga membaca nama ini.
        Bos: LK3 Contoh
        Bot: Apa mitra ini juga memakai program ini? [...] [Tidak memakai]
        Bos: tidak
        Bot: LK3 Contoh sudah ditambah. / Mitra rujukan kantor: [LK3 Contoh] [Tambah mitra] [Selesai]
        Bos: LK3 Contoh
        Bot: LK3 Contoh. LK3 (keluarga). / Mau diapakan? [Isi nomor] [Hapus mitra] [Biarkan]
        Bos: isi nomor
        Bot: Berapa nomornya?
        Bos: tidak tahu
        Bot: Itu belum seperti nomor telepon. Berapa nomornya?
        Bos: 0541 000000
        Bot: Sudah dicatat. Telepon dulu, lalu pilih Nomor sudah dicek. / ... [...]
        Bos: LK3 Contoh
        Bot: ... / Telepon 0541 000000. Belum dicek, jadi belum tampil. / Mau diapakan? [...]
        Bos: nomor sudah dicek
        Bot: 0541 000000 sudah ditelepon hari ini, dan benar? [Ya] [Tidak]
        Bos: ya
        Bot: Sudah dicatat. Nomor ini ikut di surat rujukan. / ... [...]
        Bos: LK3 Contoh
        Bot: ... / Telepon 0541 000000, dicek Selasa, 3 Februari 2026. / Mau diapakan? [...]
        Bos: hapus
        Bot: Hapus LK3 Contoh dari daftar? [Ya] [Tidak]
        Bos: ya
        Bot: Sudah dihapus dari daftar. / Mitra rujukan kantor: [Tambah mitra] [Selesai]
        Bos: selesai
        Bot: Baik, sudah selesai. Ketik MENU untuk pilihan lain.
    """)
    assert [line.split(" ? ")[-1] for line in world.audit] == [
        "partner added",
        "partner phone",
        "partner phone checked",
        "partner removed",
    ]


async def test_an_admin_comes_to_it_from_the_office_and_a_worker_does_not(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await add_worker(world, "Rina")
    await play("""
        Admin: kantor
        Bot: ... [...]
        Admin: nomor telepon
        Bot: ... [Tambah nomor] [Mitra rujukan] [Biarkan]
        Admin: mitra
        Bot: Mitra rujukan kantor: [Tambah mitra] [Selesai]
        Rina: mitra rujukan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
