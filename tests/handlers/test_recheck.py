"""PERIKSA LAGI: a person looks again, whatever was decided, and asking is never held against her."""

from domain.roles import Role
from tests.handlers.chats import UNTIL_RESULT, UNTIL_SENT
from tests.play import Play
from tests.world import World


async def test_who_has_sent_nothing_is_offered_to_begin(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: PERIKSA LAGI
        Bot: Jawaban Ibu belum sampai ke petugas. Mau mengisi sekarang? [Ya] [Tidak]
        Siti: nanti dulu
        Bot: ... [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Kapan saja boleh.
        Siti: periksa lagi
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: ... Ibu tinggal di mana? [...]
    """)


async def test_her_words_go_to_a_person_and_her_place_in_the_queue_stays(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play("""
        Siti: periksa lagi
        Bot: Boleh, Bu. Petugas Dinas Sosial Kaltim akan membaca lagi jawaban Ibu. / Ini hak Ibu. Hasilnya bisa sama,
            bisa berubah. / Mau diperiksa lagi? [Ya] [Tidak]
        Siti: ya
        Bot: Apa yang perlu dilihat lagi? Tulis singkat saja. Boleh juga dilewati. [Lewati]
        Siti: Umur saya salah tulis.
        Bot: Sudah saya sampaikan ke Dinas Sosial Kaltim. Nomornya <kode>. / ...
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
    """)
    assert world.requests == ["Siti screening menunggu cocok_awal minta bicara"]
    assert world.decisions == ["Siti: Siti menunggu (Umur saya salah tulis.)"]


async def test_a_no_changes_nothing(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play("""
        Siti: periksa lagi
        Bot: ... [Ya] [Tidak]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak ada yang berubah.
    """)
    assert world.decisions == []


async def test_who_types_it_before_her_answers_were_sent_goes_back_to_them(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_RESULT)
    await play("""
        Siti: PERIKSA LAGI
        Bot: Yang tadi saya simpan. ... / Jawaban Ibu belum sampai ke petugas. Mau mengisi sekarang? [Ya] [Tidak]
        Siti: ya
        Bot: Kita teruskan yang tadi, ya. ... / Hasil awal: ... [Kirim ke petugas] [...]
    """)
