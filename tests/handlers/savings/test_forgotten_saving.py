"""From the meeting that wrote nothing to the book that has it: Neneng says so gently, two officers put it right."""

from tests.handlers.savings.test_differ import GENTLE, RAISED, count_open, meeting_without_neneng
from tests.play import Play
from tests.world import World


async def test_a_forgotten_titipan_is_said_gently_and_corrected_by_two(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(f"""
        Lilis: [Lihat]
        Bot: Nomor <nomor>. ... / {GENTLE} / Bagaimana hasilnya? [...]
        Lilis: betulkan sekarang
        Bot: Mau membetulkan apa? [...]
        Lilis: lupa
        Bot: Rapat terakhir Selasa, 3 Februari 2026. / Setoran siapa yang lupa dicatat? [...]
        Lilis: neneng
        Bot: Simpanan apa? [...]
        Lilis: 1
        Bot: Berapa, Bu?
        Lilis: 10rb
        Bot: Apa sebabnya? [...]
        Lilis: tulis sendiri
        Bot: Tulis sebabnya, pendek saja.
        Lilis: dititip lewat Yuyun
        Bot: ... / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dicatat. Nomornya 2.
        Bot → Lilis: Cucu setuju. Sudah dicatat. Nomornya 2.
        Bot → Neneng: Bu, ini baru dicatat untuk Ibu: Simpanan wajib Rp10.000. Nomornya 2. ... [Benar] [Ada yang beda]
        Neneng: [Benar]
        Bot: Terima kasih, Bu. Sudah saya catat: benar. / Soal nomor <nomor> yang Ibu sampaikan, sudah beres?
            [Sudah beres] [Belum]
        Neneng: beres
        Bot: Terima kasih, Bu. Ini sudah beres.
        Bot → Lilis: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
        Bot → Cucu: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
        Neneng: tabungan
        Bot: Simpanan Ibu di Mentari: Simpanan wajib Rp10.000 Jumlah Rp10.000. / ... No. 2. / ... [...]
    """)
    assert await count_open(world) == 0
