"""Only she settles it, only what was answered can still be different, and the office hears nothing of the book."""

from tests.handlers.savers import save, tell_of
from tests.handlers.savings.test_differ import GENTLE, RAISED, count_open, meeting_without_neneng
from tests.play import Play
from tests.world import World

ANSWERED = f"""
    Cucu: [Lihat]
    Bot: ... / {GENTLE} / ... [...]
    Cucu: sudah dicek, sama
    Bot: Apa yang ditemukan? ...
    Cucu: Uangnya belum sampai.
    Bot: ... [Ya] [Tidak]
    Cucu: ya
    Bot: Jawaban sudah dikirim. ...
    Bot → Neneng: Soal nomor <nomor> sudah dicek, Bu. ... [Sudah beres] [Masih beda]
"""


async def test_the_answer_stands_in_her_savings_and_is_settled_there(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(ANSWERED)
    await play(f"""
        Neneng: beda
        Bot: {GENTLE} Kata pengurus: "Uangnya belum sampai."
            [Sudah beres] [Masih beda] [Minta pendamping] [Ada yang lain] [Selesai]
        Neneng: sudah beres
        Bot: Terima kasih, Bu. Ini sudah beres.
        Bot → Lilis: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
        Bot → Cucu: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
    """)
    assert await count_open(world) == 0


async def test_a_person_of_the_office_gets_nothing_of_the_book(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(ANSWERED)
    await play("""
        Neneng: [Masih beda]
        Bot: Baik, Bu. Saya sampaikan lagi. ... [Minta pendamping] [Cukup dulu]
        Bot → Lilis: Menurut Neneng, nomor <nomor> masih beda. Mari dicek lagi bersama. [Lihat]
        Bot → Cucu: Menurut Neneng, nomor <nomor> masih beda. Mari dicek lagi bersama. [Lihat]
        Neneng: minta pendamping
        Bot: Saya hubungkan ke petugas. Catatan kelompok tidak ikut dikirim. / ... Ibu tinggal di mana? [...]
    """)
    assert await count_open(world) == 1
    assert world.requests == []


async def test_typed_alone_it_leads_to_what_differs(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play("""
        Neneng: soal_beda
        Bot: Yang beda apa, Bu? [...]
    """)


async def test_the_button_of_an_answer_works_once(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(ANSWERED)
    await play("""
        Neneng: [Sudah beres]
        Bot: Terima kasih, Bu. Ini sudah beres.
        Bot → Lilis: Kata Neneng, ...
        Bot → Cucu: Kata Neneng, ...
        Neneng: [Masih beda]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await count_open(world) == 0


async def test_a_right_entry_does_not_settle_what_she_says_is_not_settled(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await tell_of(world, await save(world, "Neneng", 5_000))
    await play("""
        (jam +1 menit)
        Bot → Neneng: Sudah dicatat, Bu. ... Simpanan wajib: Rp5.000 (lima ribu). No. 2. ... [Benar] [Ada yang beda]
        Neneng: [Benar]
        Bot: Terima kasih, Bu. ... / Soal nomor <nomor> yang Ibu sampaikan, sudah beres? [Sudah beres] [Belum]
        Neneng: belum
        Bot: Baik, Bu. Itu tetap dicek.
    """)
    assert await count_open(world) == 1
