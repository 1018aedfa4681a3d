"""Roles are looked up, ended and handed over; what ended is closed from the next message on, what was recorded stays."""

from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.office_people import add_named, chair_and_treasurer, roles_of, two_admins
from tests.play import Play
from tests.world import World


async def test_a_role_that_ends_is_closed_from_the_next_message_on(play: Play, world: World) -> None:
    await two_admins(world)
    await add_named(world, "Petugas", "Ratna", Role.WORKER)
    await world.add("Siti")
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. ... [<kode>, Samarinda]
        Wati: peran
        Bot: Dinas Sosial Kaltim. Pilih satu orang. [Ratna, Petugas] [Wati, Pengurus kantor] [Dedi, Pengurus kantor]
            [Undang orang] [Selesai]
        Wati: [Ratna, Petugas]
        Bot: Ratna, Petugas. Mau diapakan? [Akhiri peran] [Serah terima] [Biarkan]
        Wati: akhiri
        Bot: Akhiri peran Petugas untuk Ratna? [Ya] [Tidak]
        Wati: ya
        Bot: Sudah diakhiri. Mulai pesan berikutnya bagian ini tertutup untuk Ratna.
        Bot → Petugas: Peran Petugas di Dinas Sosial Kaltim sudah berakhir. Terima kasih.
        Petugas: <kode>
        Bot: ...
        Petugas: antrean
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
    assert world.audit[-4:] == [
        "Wati list role Petugas",
        "Wati list role Wati",
        "Wati list role Dedi",
        "Wati end role Petugas removed worker",
    ]
    assert not any(line.startswith("Petugas read") for line in world.audit)


async def test_who_loses_a_role_in_the_middle_of_a_decision_decides_nothing(play: Play, world: World) -> None:
    await two_admins(world)
    await add_named(world, "Petugas", "Ratna", Role.WORKER)
    await world.add("Siti")
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. ... [<kode>, Samarinda]
        Petugas: <kode>
        Bot: ... / Mau apa? [...]
        Petugas: usulkan
        Bot: Usulkan nama ini? ... [Ya] [Tidak]
        Wati: peran
        Bot: ... [Ratna, Petugas] [...]
        Wati: [Ratna, Petugas]
        Bot: ... [...]
        Wati: akhiri
        Bot: ... [Ya] [Tidak]
        Wati: ya
        Bot: Sudah diakhiri. ...
        Bot → Petugas: Peran Petugas di Dinas Sosial Kaltim sudah berakhir. Terima kasih.
        Petugas: [Ya]
        Bot: ...
    """)
    assert world.decisions == []
    assert world.requests == ["Siti screening menunggu cocok_awal"]


async def test_somebody_without_a_name_can_be_let_out_too(play: Play, world: World) -> None:
    await two_admins(world)
    await world.add("Petugas", Role.WORKER)
    await play("""
        Wati: peran
        Bot: ... [Tanpa nama, Petugas] [...]
        Wati: [Tanpa nama, Petugas]
        Bot: Tanpa nama, Petugas. Mau diapakan? [...]
        Wati: akhiri
        Bot: Akhiri peran Petugas untuk Tanpa nama? [Ya] [Tidak]
        Wati: ya
        Bot: Sudah diakhiri. Mulai pesan berikutnya bagian ini tertutup untuk Tanpa nama.
        Bot → Petugas: Peran Petugas di Dinas Sosial Kaltim sudah berakhir. Terima kasih.
    """)


async def test_the_last_admin_stays_until_there_is_another(play: Play, world: World) -> None:
    await add_named(world, "Wati", "Wati", Role.ADMIN)
    await play("""
        Wati: peran
        Bot: ... [Wati, Pengurus kantor] [Undang orang] [Selesai]
        Wati: [Wati, Pengurus kantor]
        Bot: ... [Akhiri peran] [Serah terima] [Biarkan]
        Wati: akhiri peran
        Bot: Akhiri peran Pengurus kantor untuk Wati? [Ya] [Tidak]
        Wati: ya
        Bot: Peran terakhir ini belum bisa diakhiri. Serahkan dulu ke pengganti.
    """)
    assert await roles_of(world, "Wati") == ["admin"]


async def test_one_of_two_admins_may_leave(play: Play, world: World) -> None:
    await two_admins(world)
    await play("""
        Wati: peran
        Bot: ... [Wati, Pengurus kantor] [...]
        Wati: [Wati, Pengurus kantor]
        Bot: ... [...]
        Wati: akhiri peran
        Bot: ... [Ya] [Tidak]
        Wati: tidak
        Bot: Baik, tidak diubah. Ketik /peran untuk kembali.
        Wati: /peran
        Bot: ... [...]
        Wati: [Wati, Pengurus kantor]
        Bot: ... [...]
        Wati: biarkan
        Bot: ... [Wati, Pengurus kantor] [...]
        Wati: [Wati, Pengurus kantor]
        Bot: ... [...]
        Wati: akhiri peran
        Bot: ... [Ya] [Tidak]
        Wati: ya
        Bot: Sudah diakhiri. ...
    """)
    assert await roles_of(world, "Wati") == []
    assert await roles_of(world, "Dedi") == ["admin"]


async def test_a_new_treasurer_takes_over_by_a_code(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await world.add("Euis")
    await play("""
        Cucu: menu
        Bot: ... [Kelompok Mentari] [Pengurus kelompok] [...]
        Cucu: [Pengurus kelompok]
        Bot: Mentari. Pilih satu orang. [Lilis, Bendahara] [Cucu, Ketua] [Undang orang] [Selesai]
        Cucu: [Lilis, Bendahara]
        Bot: ... [Akhiri peran] [Serah terima] [Biarkan]
        Cucu: serah terima
        Bot: Buat kode untuk pengganti Lilis sebagai Bendahara? [Ya] [Tidak]
        Cucu: ya
        Bot: Kirim dua baris ini hanya kepada orangnya: / ... /start <undangan> / Berlaku 24 jam, untuk satu orang. /
            Peran Lilis berakhir saat penggantinya mulai. Semua catatan tetap.
    """)
    assert await roles_of(world, "Lilis") == ["treasurer"]
    await play("""
        Euis: /start <undangan>
        Bot: Undangan sebagai Bendahara di Mentari. / ...
        Euis: Euis
        Bot: Euis, Bendahara, Mentari. Benar? [Ya] [Tidak]
        Euis: ya
        Bot: Selamat bergabung, Euis. ... [Boleh] [Tidak]
        Bot → Lilis: Peran Bendahara di Mentari sudah berakhir. Terima kasih.
        Bot → Cucu: Euis sekarang Bendahara di Mentari. Kalau bukan orangnya, ketik /peran.
    """)
    assert await roles_of(world, "Lilis") == []
    assert await roles_of(world, "Euis") == ["treasurer", "member"]
    assert world.audit[-3:] == [
        "Euis grant role Euis invite treasurer",
        "Euis end role Lilis handed over treasurer",
        "Euis grant role Euis invite member",
    ]


async def test_a_new_officer_takes_over_when_the_second_admin_agrees(play: Play, world: World) -> None:
    await two_admins(world)
    await add_named(world, "Petugas", "Ratna", Role.WORKER)
    await world.add("Siti")
    await world.add("Yanti")
    await play(UNTIL_SENT)
    await play("""
        Wati: peran
        Bot: ... [...]
        Wati: [Ratna, Petugas]
        Bot: ... [...]
        Wati: serah terima
        Bot: ... [Ya] [Tidak]
        Wati: ya
        Bot: Kirim dua baris ini hanya kepada orangnya: / Buka Teman Mandiri, lalu ketik ini: /start <undangan> /
            Berlaku 24 jam, untuk satu orang. / Sesudah mendaftar, perlu disetujui satu pengurus lain. /
            Peran Ratna berakhir saat penggantinya mulai. Semua catatan tetap.
        Yanti: /start <undangan>
        Bot: Undangan sebagai Petugas di Dinas Sosial Kaltim. / ...
        Yanti: Yanti
        Bot: ... [...]
        Yanti: perempuan
        Bot: ... [Ya] [Tidak]
        Yanti: ya
        Bot: Terima kasih, Yanti. ...
        Bot → Dedi: Ada pendaftar baru ... [Lihat]
    """)
    assert await roles_of(world, "Petugas") == ["worker"]
    await play("""
        Dedi: [Lihat]
        Bot: Diundang oleh Wati. / Menggantikan Ratna. / Yanti menjadi Petugas di Dinas Sosial Kaltim. Setuju? [Ya] [Tidak]
        Dedi: ya
        Bot: Sudah disetujui. Yanti bisa mulai sekarang.
        Bot → Petugas: Peran Petugas di Dinas Sosial Kaltim sudah berakhir. Terima kasih.
        Bot → Yanti: Sudah disetujui: Petugas di Dinas Sosial Kaltim. Ketik MENU untuk mulai.
        Yanti: antrean
        Bot: 1 menunggu. ... [<kode>, Samarinda]
        Petugas: antrean
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
    assert world.requests == ["Siti screening menunggu cocok_awal"]


async def test_members_are_listed_and_no_role_of_theirs_is_ended_here(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await add_named(world, "Euis", "Euis", Role.MEMBER)
    await play("""
        Cucu: peran
        Bot: Mentari. Pilih satu orang. [Lilis, Bendahara] [Cucu, Ketua] [Undang orang] [Euis, Anggota] [Selesai]
        Cucu: [Euis, Anggota]
        Bot: Euis anggota Mentari. Ketik /peran untuk kembali.
        Cucu: /peran
        Bot: ... [...]
        Cucu: selesai
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)
