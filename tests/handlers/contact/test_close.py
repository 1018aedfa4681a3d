"""Closing a matter: with a result, never over an open question without saying so, and she hears it."""

from db import people
from db.unit import Unit
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.play import Play
from tests.world import World

RESULTS = (
    "[Sudah dijawab] [Sudah dibantu] [Sudah dirujuk] [Ada kesepakatan] [Pengirim sudah cukup]"
    " [Tidak ada kabar lagi] [Hasil lain]"
)
TOPICS = (
    "[Bantuan] [Pelatihan] [Kelompok] [Keluarga] [Usaha] [Kesehatan] [Surat dan KTP] [Soal lain] [Lewati]"
)
TO_CLOSING = """
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [Tutup urusan] [...]
        Rina: tutup urusan
"""


async def one(world: World) -> tuple[int, str]:
    """Rina has what Wati wrote; its id and code."""
    await add_worker(world)
    await add_woman(world, "Wati")
    matter = await write(world, "Wati", "kapan kelasnya bu")

    async def job(unit: Unit) -> None:
        people.note_visit(unit, (await world.actor(unit, "Wati")).account_id)

    await world.run(job)
    return matter.id, matter.code


async def state_of(world: World, matter_id: int) -> tuple[str, str, str]:
    async def job(unit: Unit) -> tuple[str, str, str]:
        row = await unit.fetch_one("SELECT state, result, topic FROM matters WHERE id = $1", matter_id)
        assert row is not None
        return row["state"], row["result"], row["topic"]

    return await world.run(job)


async def test_over_an_open_question_it_is_closed_only_by_who_says_so(play: Play, world: World) -> None:
    matter_id, code = await one(world)
    await play(f"""{TO_CLOSING}
        Bot: Pesan terakhir Wati ({code}) belum dijawab. Tetap tutup? [Jawab dulu] [Tetap tutup]
        Rina: jawab dulu
        Bot: Tulis untuk Wati ({code}). ... [Tidak jadi]
        Rina: [Tidak jadi]
        Bot: ... [...]
    """)
    assert await state_of(world, matter_id) == ("open", "", "")
    await play(f"""{TO_CLOSING}
        Bot: Pesan terakhir Wati ({code}) belum dijawab. Tetap tutup? [Jawab dulu] [Tetap tutup]
        Rina: tetap tutup
        Bot: Tutup urusan Wati ({code}). Apa hasilnya? {RESULTS}
        Rina: tidak ada kabar lagi
        Bot: Soal apa ini? Untuk hitungan kantor saja. {TOPICS}
        Rina: lewati
        Bot: Mau tulis kata penutup untuk Wati? Pendek saja. [Lewati]
        Rina: lewati
        Bot: Urusan Wati ({code}) sudah ditutup. Pengirimnya kami kabari. / Belum ada pesan untuk akun ini. [Keperluan lain]
        Bot → Wati: Pesan Ibu ke Rina, Dinas Sosial Kaltim, sudah selesai. Kalau masih perlu, ketik PETUGAS. /
            Bagaimana kami melayani Ibu? [Baik] [Biasa saja] [Kurang]
    """)
    assert await state_of(world, matter_id) == ("closed", "tidak_ada_kabar", "")


async def test_after_an_answer_it_is_closed_with_a_last_word_and_she_says_how_it_was(
    play: Play, world: World
) -> None:
    matter_id, code = await one(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: [Balas]
        Bot: ... [Tidak jadi]
        Rina: Senin jam 9 pagi, Bu.
        Bot: Terkirim ke Wati ({code}). Semua sudah dijawab. [Tutup urusan] [Lihat urusan] [Tarik]
        Bot → Wati: ... [Balas]
        Rina: [Tutup urusan]
        Bot: Tutup urusan Wati ({code}). Apa hasilnya? {RESULTS}
        Rina: sudah dijawab
        Bot: Soal apa ini? ... {TOPICS}
        Rina: pelatihan
        Bot: Mau tulis kata penutup untuk Wati? Pendek saja. [Lewati]
        Rina: Semoga lancar ya, Bu.
        Bot: Urusan Wati ({code}) sudah ditutup. Pengirimnya kami kabari. / ... [...]
        Bot → Wati: Rina, Dinas Sosial Kaltim: / Semoga lancar ya, Bu. [Balas]
        Bot → Wati: Pesan Ibu ke Rina, Dinas Sosial Kaltim, sudah selesai. ... [Baik] [Biasa saja] [Kurang]
        Wati: [Baik]
        Bot: Terima kasih, Bu. ...
    """)
    assert await state_of(world, matter_id) == ("closed", "terjawab", "pelatihan")
    assert (await said_in(world, matter_id))[-1] == "staff: Semoga lancar ya, Bu."


async def test_what_she_writes_while_it_is_being_closed_keeps_it_open(play: Play, world: World) -> None:
    matter_id, code = await one(world)
    await play(f"""{TO_CLOSING}
        Bot: ... Tetap tutup? [...]
        Rina: tetap tutup
        Bot: ... {RESULTS}
        Rina: sudah dijawab
        Bot: Soal apa ini? ... {TOPICS}
        Rina: lewati
        Bot: Mau tulis kata penutup untuk Wati? ... [Lewati]
    """)
    await write(world, "Wati", "bu saya takut pulang")
    await play(f"""
        Rina: lewati
        Bot: Baru saja ada pesan lagi. Urusan ini belum ditutup. / Wati, Samarinda ({code}). ... /
            kapan kelasnya bu / bu saya takut pulang / ... [...]
    """)
    assert await state_of(world, matter_id) == ("open", "", "")
