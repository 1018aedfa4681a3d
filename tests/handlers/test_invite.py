"""Who may lets somebody in by a code that is shown once; an office does it with two admins, a group with its chair."""

from domain.roles import Role
from tests.handlers.office_people import chair_and_treasurer, code_by, roles_of, two_admins
from tests.play import Play
from tests.world import World

UNTIL_JOINED = """
    Ratna: /start <undangan>
    Bot: Undangan sebagai Petugas di Dinas Sosial Kaltim. / Nama apa yang boleh dilihat orang lain?
    Ratna: Ratna
    Bot: Perempuan atau laki-laki? ... [Perempuan] [Laki-laki]
    Ratna: perempuan
    Bot: HP ini dipakai sendiri, atau bersama orang lain? [Sendiri] [Bersama]
    Ratna: sendiri
    Bot: Ratna, Petugas, Dinas Sosial Kaltim. Benar? [Ya] [Tidak]
    Ratna: ya
    Bot: Terima kasih, Ratna. Pendaftaran sebagai Petugas sudah dicatat. /
        Berlaku sesudah disetujui satu pengurus lain. Nanti dikabari.
    Bot → Dedi: Ada pendaftar baru yang menunggu persetujuan. [Lihat]
"""


async def test_a_worker_invited_by_one_admin_begins_when_another_agrees(play: Play, world: World) -> None:
    await two_admins(world)
    await play("""
        Wati: undang
        Bot: Undang ke Dinas Sosial Kaltim sebagai apa? [Petugas] [Kepala petugas] [...]
        Wati: [Petugas]
        Bot: Buat kode untuk satu Petugas baru? [Ya] [Tidak]
        Wati: ya
        Bot: Kirim dua baris ini hanya kepada orangnya: / Buka Teman Mandiri, lalu ketik ini: /start <undangan> /
            Berlaku 24 jam, untuk satu orang. / Sesudah mendaftar, perlu disetujui satu pengurus lain.
    """)
    await play(UNTIL_JOINED)
    assert await roles_of(world, "Ratna") == []
    await play("""
        Ratna: antrean
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
        Dedi: [Lihat]
        Bot: Diundang oleh Wati. / Ratna menjadi Petugas di Dinas Sosial Kaltim. Setuju? [Ya] [Tidak]
        Dedi: ya
        Bot: Sudah disetujui. Ratna bisa mulai sekarang.
        Bot → Ratna: Sudah disetujui: Petugas di Dinas Sosial Kaltim. Ketik MENU untuk mulai.
        Ratna: antrean
        Bot: Antrean kosong. ...
    """)
    assert world.audit == [
        "Wati invite organisation ? worker",
        "Ratna join invite Ratna worker",
        "Dedi list invite Ratna",
        "Dedi approve invite Ratna worker",
        "Dedi grant role Ratna approved invite worker",
    ]


async def test_a_lone_admin_cannot_bring_in_staff_but_a_helper(play: Play, world: World) -> None:
    await world.add("Wati", Role.ADMIN)
    await play("""
        Wati: undang
        Bot: Undang ke Dinas Sosial Kaltim sebagai apa? [...]
        Wati: [Petugas]
        Bot: Perlu satu pengurus lain. Hubungi pengelola aplikasi.
        Wati: undang
        Bot: Undang ke Dinas Sosial Kaltim sebagai apa? [...]
        Wati: [Kader]
        Bot: Buat kode untuk satu Kader baru? [Ya] [Tidak]
        Wati: tidak
        Bot: Baik, tidak dibuat.
    """)
    assert world.audit == []


async def test_a_chair_invites_into_her_group_and_nobody_has_to_agree(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await world.add("Euis")
    await play("""
        Cucu: undang
        Bot: Undang ke Mentari sebagai apa? [Anggota] [Bendahara] [Sekretaris] [Pengawas]
        Cucu: sekretaris
        Bot: Buat kode untuk satu Sekretaris baru? [Ya] [Tidak]
        Cucu: ya
        Bot: Kirim dua baris ini hanya kepada orangnya: / ... /start <undangan> / Berlaku 24 jam, untuk satu orang.
        Euis: /start <undangan>
        Bot: Undangan sebagai Sekretaris di Mentari. / Nama apa yang boleh dilihat orang lain?
        Euis: Euis
        Bot: Euis, Sekretaris, Mentari. Benar? [Ya] [Tidak]
        Euis: ya
        Bot: Selamat bergabung, Euis. Sudah dicatat sebagai Sekretaris. / ... / Boleh dicatat? [Boleh] [Tidak]
        Bot → Cucu: Euis sekarang Sekretaris di Mentari. Kalau bukan orangnya, ketik /peran.
        Bot → Lilis: Euis sekarang Sekretaris di Mentari. Kalau Ibu tidak kenal, bicarakan di rapat.
    """)
    assert await roles_of(world, "Euis") == ["secretary", "member"]
    assert world.audit == [
        "Cucu invite group ? secretary",
        "Euis grant role Euis invite secretary",
        "Euis grant role Euis invite member",
    ]


async def test_who_made_a_code_cannot_use_it(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    code = await code_by(world, "Cucu", Role.TREASURER)
    await play(f"""
        Cucu: /start {code}
        Bot: Undangan sebagai Bendahara di Mentari. / ...
        Cucu: Cucu
        Bot: Cucu, Bendahara, Mentari. Benar? [Ya] [Tidak]
        Cucu: ya
        Bot: Kode ini tidak bisa dipakai. Minta kode baru ke yang mengundang.
    """)
    assert await roles_of(world, "Cucu") == ["chair"]


async def test_who_lets_nobody_in_has_no_such_conversation(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await play("""
        Lilis: undang
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
