"""Anggota: names are written, corrected, and leave the book only with nothing left in the box."""

from domain.roles import Role
from tests.handlers.group_people import book, write_in
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import World

MENU = "Anggota kelompok Mentari. Mau apa? [Lihat daftar] [Tambah nama] [Betulkan nama] [...]"


async def test_the_list_says_who_has_no_phone(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Siti Aminah")
    await play(f"""
        Lilis: anggota
        Bot: {MENU}
        Lilis: lihat daftar
        Bot: 3 anggota. Tanpa HP: 1. / 1. Cucu, Ketua. / 2. Lilis, Bendahara. / 3. Siti Aminah, tanpa HP. / {MENU}
    """)
    assert "Lilis list member Cucu names" in world.audit


async def test_a_name_is_added_and_corrected(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Lilis: anggota
        Bot: {MENU}
        Lilis: tambah nama
        Bot: Siapa nama anggota baru?
        Lilis: Nenng Kurniasih
        Bot: Biasa dipanggil siapa? [Sama saja]
        Lilis: Neneng
        Bot: Nenng Kurniasih masuk buku Mentari? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: Nenng Kurniasih, nomor 3. /
            Punya HP? Ketik GABUNG di HP-nya. Tanpa HP? Pilih Bacakan izin. / {MENU}
        Lilis: betulkan nama
        Bot: Nama siapa yang dibetulkan? [Cucu] [Lilis] [Neneng]
        Lilis: neneng
        Bot: Nama Nenng Kurniasih yang benar?
        Lilis: Neneng Kurniasih
        Bot: Biasa dipanggil siapa? [Sama saja]
        Lilis: sama saja
        Bot: Nenng Kurniasih jadi Neneng Kurniasih. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Namanya sudah dibetulkan. / {MENU}
        Bot → Cucu: Di buku kelompok Nenng Kurniasih sekarang bernama Neneng Kurniasih.
    """)
    assert [each.shown for each in await book(world)] == ["Cucu", "Lilis", "Neneng Kurniasih"]


async def test_who_leaves_is_told_and_an_officer_hands_over_first(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: anggota
        Bot: {MENU}
        Lilis: anggota keluar
        Bot: Siapa yang keluar? [Cucu] [Lilis] [Siti]
        Lilis: cucu
        Bot: Cucu keluar dari Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Pengurus belum bisa keluar. Serahkan tugasnya dulu. Ketik PERAN.
        Lilis: anggota
        Bot: {MENU}
        Lilis: anggota keluar
        Bot: Siapa yang keluar? [...]
        Lilis: siti
        Bot: Siti keluar dari Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Siti sudah keluar. Catatannya tetap ada di buku. / {MENU}
        Bot → Siti: Ibu sudah keluar dari kelompok Mentari. Terima kasih, Bu.
        Siti: kelompok
        Bot: Ibu belum tercatat di kelompok. Punya kode rapat? Ketik GABUNG.
    """)
    assert [each.name for each in await book(world)] == ["Cucu", "Lilis"]
