"""For whom: two taps for one part, more parts behind "Ubah", and of an earlier announcement those who have not answered."""

from dataclasses import replace

from db import announcements
from db.part_names import Earlier
from domain.announcements import ALL_AREAS, NewsKind, Part, PartKind
from domain.roles import Role
from handlers.announce.audience_question import first_words
from tests.announced import announce
from tests.handlers.announce.writing import ASKED, FOOTER, KINDS, SENT, SLOTS, WAITS, a_class, newest, say_yes
from tests.play import Play
from tests.world import World


async def test_an_area_and_a_class_without_the_offices_own(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await world.add("Yuyun", area="samarinda")
    await say_yes(world, "Yuyun")
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: warga di wilayah
        Bot: Yang mana? [...]
        Petugas: samarinda
        Bot: Tentang apa? [Pendaftaran, bantuan] [Pelatihan] [Lainnya]
        Petugas: lainnya
        Bot: {SLOTS} {ASKED}
        Petugas: Kantor pindah.
        Bot: Kabar dari Dinas Sosial Kaltim: / Kantor pindah. / {FOOTER}
        Bot: Untuk: warga Samarinda. / 2 orang akan menerima. / ... Kirim? [...]
        Petugas: ubah
        Bot: Apa yang diubah? [...]
        Petugas: penerima
        Bot: Penerimanya mau diapakan? [Tambah penerima] [Kecualikan] [Ganti penerima] [Kembali]
        Petugas: kecualikan
        Bot: Siapa yang tidak dikirimi? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: Untuk: warga Samarinda, kecuali peserta Kue kering. / 1 orang akan menerima. / ... Kirim? [...]
        Petugas: kirim
        {SENT}
        {WAITS}
    """)
    found, _words = await newest(world)
    assert found.audience.those == (Part(kind=PartKind.AREA, value="samarinda"),)
    assert [each.kind for each in found.audience.without] == [PartKind.COURSE]
    assert found.size == 1


async def test_all_areas_of_the_office_are_one_tap_and_one_may_be_left_out(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await world.add("Yuyun", area="kutai_kartanegara")
    await world.add("Imas", area="batu")
    await say_yes(world, "Yuyun", "Imas")
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: [Warga di wilayah]
        Bot: Yang mana? [Semua wilayah] [Kutai Kartanegara] [Samarinda]
        Petugas: [Semua wilayah]
        Bot: Tentang apa? [...]
        Petugas: lainnya
        Bot: {SLOTS} {ASKED}
        Petugas: Kantor pindah.
        Bot: Kabar dari ...
        Bot: Untuk: warga semua wilayah kantor ini. / 2 orang akan menerima. / ... Kirim? [...]
        Petugas: ubah
        Bot: Apa yang diubah? [...]
        Petugas: penerima
        Bot: Penerimanya mau diapakan? [...]
        Petugas: kecualikan
        Bot: Siapa yang tidak dikirimi? {KINDS}
        Petugas: wilayah
        Bot: Yang mana? [Semua wilayah] [Kutai Kartanegara] [Samarinda]
        Petugas: samarinda
        Bot: Untuk: warga semua wilayah kantor ini, kecuali warga Samarinda. / 1 orang akan menerima. / ... Kirim? [...]
        Petugas: kirim
        {SENT}
        {WAITS}
    """)
    found, _words = await newest(world)
    assert found.audience.those == (Part(kind=PartKind.AREA, value=ALL_AREAS),)
    assert found.size == 1


async def test_a_group_is_named_by_who_knows_it(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await play("""
        Petugas: umumkan
        Bot: Untuk siapa? [...]
        Petugas: anggota kelompok
        Bot: Apa nama kelompoknya? [Bukan kelompok]
        Petugas: Melati
        Bot: Nama itu belum saya temukan. Apa nama kelompoknya? [Bukan kelompok]
        Petugas: [Bukan kelompok]
        Bot: Untuk siapa? [...]
    """)
    assert await world.run(announcements.live) == []


async def test_an_office_never_finds_out_who_is_in_a_group_by_adding_and_taking_away(
    play: Play, world: World
) -> None:
    """A class of one woman without the group would say whether she is in it."""
    await a_class(world, "Siti")
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: {SLOTS} {ASKED}
        Petugas: Bawa celemek.
        Bot: Kabar dari ...
        Bot: Untuk: peserta Kue kering. / 1 orang akan menerima. ... Kirim? [...]
        Petugas: ubah
        Bot: Apa yang diubah? [...]
        Petugas: penerima
        Bot: Penerimanya mau diapakan? [...]
        Petugas: kecualikan
        Bot: Siapa yang tidak dikirimi? {KINDS}
        Petugas: anggota kelompok
        Bot: Apa nama kelompoknya? [...]
        Petugas: Mentari
        Bot: Kelompok tidak bisa digabung dengan yang lain. / Siapa anggotanya, hanya kelompok itu yang tahu. Tidak saya ubah. /
            Untuk: peserta Kue kering. / 1 orang akan menerima. ... Kirim? [...]
    """)


async def test_those_who_have_not_answered_an_earlier_one(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    siti = await world.add("Siti", Role.MEMBER)
    code = await announce(world, [siti], text="Bisa datang?", choices=("Bisa", "Tidak"), group=True)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kabar ... [Bisa] [Tidak]
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Tolong dijawab, ya.
        Bot: Kabar dari Kelompok Mentari: / Tolong dijawab, ya. / {FOOTER}
        Bot: Untuk: anggota Mentari. / ... Kirim? [...]
        Lilis: ubah
        Bot: Apa yang diubah? [...]
        Lilis: penerima
        Bot: Penerimanya mau diapakan? [...]
        Lilis: ganti penerima
        Bot: Untuk siapa? [Semua anggota] [Dari pengumuman lalu]
        Lilis: [Dari pengumuman lalu]
        Bot: Dari pengumuman yang mana? [{code}: Bisa datang?]
        Lilis: 1
        Bot: Siapa dari pengumuman itu? [Yang belum menjawab] [Menjawab Bisa] [Menjawab Tidak] [Semua yang menerima]
        Lilis: 1
        Bot: Untuk: yang belum menjawab {code}. / ... Kirim? [...]
    """)


def test_an_earlier_one_is_known_by_its_first_words() -> None:
    earlier = Earlier(id=1, code="A", place="o1", text="Kelas\nlibur besok", choices=(), news=NewsKind.OTHER)
    assert first_words(earlier) == "Kelas libur besok"
    named = replace(earlier, text="Halo {panggilan} {nama}, kelas pindah.")
    assert first_words(named) == "Halo Ibu, kelas pindah."
