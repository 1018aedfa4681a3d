"""The words, and what comes with them: too long, a voice note, a photo."""

from domain.roles import Role
from tests.handlers.announce.writing import ASKED, FOOTER, SENT, SLOTS, WAITS, newest
from tests.play import Play
from tests.world import World


async def test_what_cannot_be_sent_to_many_is_said_kindly(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: (pesan suara)
        Bot: Pesan suara belum bisa dikirim ke banyak orang. Tulis saja, ya. / {ASKED}
        Lilis: {"panjang " * 90}
        Bot: Panjangnya 719 huruf. Paling banyak 700. Tolong pendekkan. / {ASKED}
    """)


async def test_a_photo_with_words_below_it_is_an_announcement_too(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: (foto)
        Bot: Tulis juga kabarnya.
        Lilis: Ini resep rapat nanti.
        Bot: Kabar dari Kelompok Mentari: / Ini resep rapat nanti. / {FOOTER}
        Bot: Untuk: anggota Mentari. / Foto atau PDF tadi ikut dikirim. / ... Kirim? [...]
        Bot → Lilis: Maaf, file itu belum bisa disimpan. Tolong kirim foto atau PDF.
        Lilis: kirim sekarang
        Bot: Foto atau filenya tidak bisa dipakai. Kirim lagi lewat Ubah. / Untuk: ... / Kirim? [...]
        Lilis: ubah
        Bot: Apa yang diubah? [...]
        Lilis: foto atau pdf
        Bot: Foto atau PDF-nya? [Kirim yang lain] [Tanpa foto atau PDF] [Kembali]
        Lilis: tanpa foto atau pdf
        Bot: Kabar dari Kelompok Mentari: / Ini resep rapat nanti. / {FOOTER}
        Bot: Untuk: anggota Mentari. / 2 orang akan menerima. / ... Kirim? [...]
        Lilis: kirim
        {SENT}
        {WAITS}
    """)
    found, _words = await newest(world)
    assert found.file_id == 0
