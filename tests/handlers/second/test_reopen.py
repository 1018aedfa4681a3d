"""Opening the last meeting again, and closing a month: two officers, and everybody hears of the first."""

from tests.handlers.book_keepers import rows
from tests.handlers.savers import hold_meeting, mentari
from tests.handlers.second.scenes import open_meeting
from tests.handlers.second.test_correct import TOLD
from tests.play import Play
from tests.world import World

BOTH = "Tolong dicek berdua, ya. Pengurus satunya menjawab di mana? [Di HP-nya] [Di HP ini] [Nanti saja]"


async def test_two_officers_open_the_last_meeting_again_and_everybody_is_told(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await play(f"""
        Lilis: buka lagi
        Bot: Rapat terakhir Selasa, 3 Februari 2026. Kalau dibuka lagi, semua anggota dikabari. /
            Kenapa perlu dibuka lagi? Tulis pendek saja.
        Lilis: ada dua setoran tertinggal
        Bot: Rapat Selasa, 3 Februari 2026 dibuka lagi. Sebabnya: ada dua setoran tertinggal. /
            Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: {BOTH}
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Rapat Selasa, ... tertinggal. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rapat Selasa, 3 Februari 2026 sudah dibuka lagi. Ketik RAPAT untuk meneruskan.
        Bot → Lilis: Cucu setuju. Rapat Selasa, ...
        Bot → Tati: Rapat Selasa, 3 Februari 2026 dibuka lagi oleh dua pengurus.
            Sebabnya: ada dua setoran tertinggal. Kalau selesai, Ibu dikabari lagi.
        Lilis: buka lagi
        Bot: Ada rapat yang masih terbuka. Tutup yang itu dulu, ya.
    """)
    assert await rows(world, "SELECT state, reopened FROM meetings") == [("open", 1)]


async def test_without_a_closed_meeting_there_is_nothing_to_open(play: Play, world: World) -> None:
    await mentari(world)
    await play("""
        Lilis: buka rapat lagi
        Bot: Belum ada rapat yang ditutup.
    """)


async def test_a_month_is_closed_when_it_is_over_by_two_officers(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: tutup bulan
        Bot: Buku ini masih kosong. Belum ada bulan untuk ditutup.
    """)
    await hold_meeting(world, Tati=20_000)
    await play(f"""
        (jam +1 menit)
        Bot → Lilis: Rapat Mentari, ... [Benar] [Ada yang beda]
        Bot → Cucu: Rapat Mentari, ... [Benar] [Ada yang beda]
        Bot → Tati: Rapat Mentari, ... [Benar] [Ada yang beda]
        Lilis: tutup bulan
        Bot: Bulan Februari 2026 belum selesai. Ditutup nanti, ya.
        (jam +27 hari)
        Cucu: setujui
        Bot: Tidak ada yang menunggu jawaban Ibu. / Bulan Februari 2026 sudah selesai. Mau ditutup? Ketik: tutup bulan.
        Lilis: tutup bulan
        Bot: Kalau sudah ditutup, catatan bulan itu tidak bisa diubah lagi. /
            Bulan Februari 2026 ditutup. Uang kas di akhir bulan Rp20.000. / Jadi ditutup? [Ya] [Tidak]
        Lilis: ya
        Bot: {BOTH}
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Bulan Februari 2026 ditutup. ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Bulan Februari 2026 sudah ditutup.
        Bot → Lilis: Cucu setuju. Bulan Februari 2026 sudah ditutup.
        Lilis: buka lagi
        Bot: Bulan rapat terakhir sudah ditutup. Kalau ada yang keliru, ketik: betulkan.
    """)
    assert await rows(world, "SELECT month, by_member, second_member FROM ledger_months") == [(24313, 1, 2)]


async def test_a_month_with_an_open_meeting_stays_open(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await open_meeting(world, Tati=20_000)
    await play("""
        (jam +27 hari)
        Lilis: tutup bulan
        Bot: Masih ada rapat terbuka di bulan Februari 2026. Tutup dulu, ya.
    """)
