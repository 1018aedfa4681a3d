"""What the sender looks at once more before many read it."""

from domain.roles import Role
from tests.handlers.announce.writing import ANSWERS, ASKED, FOOTER, KINDS, SLOTS, a_class
from tests.play import Play
from tests.world import World


async def test_a_member_beside_her_debt_is_not_announced_whatever_her_treasurer_taps(
    play: Play, world: World
) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Siti belum bayar cicilan 50 ribu.
        Bot: Nama dan utang anggota bukan untuk dibaca semua. Bicara langsung dengan orangnya, ya. / Tulis lagi kabarnya.
        Lilis: Cicilan dibayar paling lambat Jumat, ya.
        Bot: Kabar dari Kelompok Mentari: / Cicilan dibayar paling lambat Jumat, ya. / {FOOTER}
        Bot: Untuk: anggota Mentari. / ... / Kirim? [...]
    """)


async def test_words_of_danger_are_asked_about_and_lead_to_the_door(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Kalau ada yang dipukul suami, cerita ke petugas.
        Bot: Ada kata tentang bahaya atau kekerasan. / Ini untuk dibaca semua orang? [Tetap begini] [Tulis lagi] [Ini tentang saya]
        Lilis: [Ini tentang saya]
        Bot: Aman membaca ini sendirian sekarang? [...]
    """)


async def test_what_a_thief_writes_from_a_workers_account_waits_for_a_second_person(
    play: Play, world: World
) -> None:
    """However few they are: a bank account to pay into, or an address to tap, is sent by nobody alone."""
    await a_class(world, "Siti")
    await world.add("Admin", Role.ADMIN)
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: ... {ASKED}
        Petugas: Bantuan cair. Transfer biaya admin ke rekening 123, lalu buka cair.xyz
        Bot: Ada permintaan uang atau nomor rahasia. Penipu menulis seperti itu. / Ada nomor atau tautan. Pastikan sudah benar. /
            Tetap begini? [Tetap begini] [Tulis lagi]
        Petugas: tetap
        Bot: Kabar dari ...
        Bot: Untuk: peserta Kue kering. / 1 orang akan menerima. / Ada tautan, atau permintaan uang atau data. /
            Yang begini perlu disetujui satu orang lagi. ... Kirim untuk disetujui? [Minta disetujui] [Kirim nanti] [Ubah]
        Petugas: minta disetujui
        Bot: Pengumuman ... menunggu disetujui. 1 orang sudah diberi tahu. / ...
        Bot → Admin: Pengumuman ... [Lihat]
        Admin: [Lihat]
        Bot: Kabar dari ...
        Bot: ... Ada tautan, atau permintaan uang atau data. / Akun petugas bisa dicuri. Tanyakan dulu langsung kepada penulisnya. ...
            Setuju dikirim? [Setuju] [Tidak setuju] [Nanti]
        Admin: tidak setuju
        Bot: ... [Tanpa alasan]
        Admin: tanpa alasan
        Bot: Baik. ... tidak dikirim. Yang menulis dikabari.
        Bot → Petugas: Pengumuman ... tidak disetujui. Tidak ada yang dikirim. [Perbaiki]
    """)
    await world.pass_time(120)
    assert not [each for each in world.phones.screen("Siti") if "Bantuan cair" in each.text]


async def test_where_nobody_may_agree_a_thief_sends_nothing(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: ... {ASKED}
        Petugas: Buka cair.xyz
        Bot: ... [Tetap begini] [Tulis lagi]
        Petugas: tetap
        Bot: Kabar dari ...
        Bot: ... Yang begini perlu disetujui orang lain. Di kantor ini belum ada. / Tulis tanpa itu lewat Ubah. ...
            Mau diubah? [Ubah] [Tidak jadi]
    """)


async def test_a_name_on_a_button_below_the_question_shames_as_well(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Siapa yang belum bayar utang?
        Bot: Tombol jawabannya apa? {ANSWERS}
        Lilis: tulis sendiri
        Bot: ...
        Lilis: Siti, Bukan
        Bot: Nama dan utang anggota bukan untuk dibaca semua. ... / Tombol jawabannya apa? {ANSWERS}
    """)


async def test_an_officer_may_be_named_beside_what_is_paid_to_her(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Yang belum bayar, cicilan ke Bu Lilis ya.
        Bot: Semua anggota membaca ini. Nama dan uang sebaiknya tidak disebut. / Mau ditulis lagi? [Tulis lagi] [Tetap begini]
        Lilis: tetap
        Bot: Kabar dari Kelompok Mentari: ...
        Bot: Untuk: anggota Mentari. / ... / Kirim? [...]
    """)
