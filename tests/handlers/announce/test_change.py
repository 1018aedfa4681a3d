"""Ubah: one thing is changed and looked at again; going back loses nothing."""

from domain.roles import Role
from tests.handlers.announce.writing import ANSWERS, ASKED, FOOTER, SLOTS
from tests.play import Play
from tests.world import World


async def test_going_back_leads_back_before_the_look_and_to_ubah_after_it(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Besok rapat. Bisa datang?
        Bot: Tombol jawabannya apa? {ANSWERS}
        Lilis: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / {SLOTS} {ASKED}
        Lilis: Besok rapat.
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Lilis: kembali
        Bot: Apa yang diubah? [Tulisan] [Foto atau PDF] [Tombol jawaban] [Penerima] [Bahasa lain] [Kembali]
        Lilis: tombol jawaban
        Bot: Tombol jawabannya apa? {ANSWERS}
        Lilis: tulis sendiri
        Bot: Tulis jawabannya, pakai koma. Contoh: Pagi, Siang, Sore.
        Lilis: menu, batal
        Bot: Paling banyak 3 jawaban, masing-masing 20 huruf. Contoh: Pagi, Sore. / Tulis jawabannya, ...
        Lilis: jam 9, jam 2
        Bot: Apa pertanyaannya? Contoh: Bisa datang?
        Lilis: Bisa jam berapa?
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. / Bisa jam berapa? /
            Jawaban Ibu dibaca pengurus Kelompok Mentari. / {FOOTER} [Jam 9] [Jam 2]
        Bot: Untuk: ... Kirim? [...]
    """)


async def test_words_that_ask_for_the_first_time_are_asked_for_their_answers(
    play: Play, world: World
) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Besok rapat.
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Lilis: ubah
        Bot: Apa yang diubah? [Tulisan] [Foto atau PDF] [Tombol jawaban] [Penerima] [Bahasa lain] [Kembali]
        Lilis: tulisan
        Bot: Tulis kabarnya.
        Lilis: Besok rapat. Bisanya kapan?
        Bot: Tombol jawabannya apa? {ANSWERS}
        Lilis: tulis sendiri
        Bot: Tulis jawabannya, pakai koma. Contoh: Pagi, Siang, Sore.
        Lilis: Pagi, Siang, Sore
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. Bisanya kapan? /
            Jawaban Ibu dibaca pengurus Kelompok Mentari. / {FOOTER} [Pagi] [Siang] [Sore]
        Bot: Untuk: ... Kirim? [...]
        Lilis: ubah
        Bot: Apa yang diubah? [Tulisan] [Foto atau PDF] [Tombol jawaban] [Penerima] [Bahasa lain] [Kembali]
        Lilis: tulisan
        Bot: Tulis kabarnya.
        Lilis: Lusa rapat. Bisanya kapan?
        Bot: Kabar dari Kelompok Mentari: / Lusa rapat. Bisanya kapan? / ... [Pagi] [Siang] [Sore]
        Bot: Untuk: ... Kirim? [...]
    """)
