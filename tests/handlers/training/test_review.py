"""Catatan pertemuan: whoever led a session answers four questions, and reads them together with what women said."""

from tests.handlers.training.afterwards import WORKER, a_past_course
from tests.play import Play
from tests.world import World


async def test_each_session_is_asked_about_once_the_newest_first(play: Play, world: World) -> None:
    await a_past_course(world, "Siti")
    await play(f"""
        {WORKER}: catatan pertemuan
        Bot: Pertemuan yang mana? [3/2/26, Kue kering] [27/1/26, Kue kering] [20/1/26, Kue kering] [13/1/26, Kue kering]
        {WORKER}: 27/1/26
        Bot: Kue kering, Selasa, 27 Januari 2026. Ada empat pertanyaan singkat. /
            Pertemuannya lancar? [Ya] [Sebagian] [Belum]
        {WORKER}: ya
        Bot: Sesuai jadwal? [Ya] [Sebagian] [Belum]
        {WORKER}: sebagian
        Bot: Peserta aktif dan semangat? [Ya] [Sebagian] [Belum]
        {WORKER}: ya
        Bot: Semua ikut bicara dan mencoba? [Ya] [Sebagian] [Belum]
        {WORKER}: belum
        Bot: Ada yang perlu diingat? Tulis pendek, tanpa nama orang. [Lewati]
        {WORKER}: tanya ke wa.me/62812
        Bot: Tanpa nomor telepon dan alamat web, ya. / Ada yang perlu diingat? ... [Lewati]
        {WORKER}: Ovennya kurang satu
        Bot: Sudah dicatat. Terima kasih.
        {WORKER}: catatan pertemuan
        Bot: Pertemuan yang mana? [3/2/26, Kue kering] [20/1/26, Kue kering] [13/1/26, Kue kering]
        {WORKER}: batal
        Bot: ...
        {WORKER}: nilai kelas
        Bot: Kelas Kue kering: jawaban peserta ditulis kalau sudah ada 5. / Catatan 1 pertemuan: /
            Lancar: ya 1, sebagian 0, belum 0. / Sesuai jadwal: ya 0, sebagian 1, belum 0. /
            Aktif dan semangat: ya 1, sebagian 0, belum 0. / Semua ikut serta: ya 0, sebagian 0, belum 1. /
            Selasa, 27 Januari 2026: Ovennya kurang satu
    """)


async def test_who_leads_no_course_is_told_so(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: catatan pertemuan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
