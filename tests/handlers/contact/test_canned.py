"""Answers kept ready: kept by the office, plain, and used with her name in front."""

from db import people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World

WORDS = "Kantor buka jam delapan pagi, Bu. Bawa KTP, ya."
KEPT = f"""
        Rina: jawaban siap
        Bot: Belum ada jawaban siap. Buat satu untuk pertanyaan yang sering datang. [Tambah jawaban] [Selesai]
        Rina: tambah
        Bot: Untuk soal apa? [Bantuan] [...] [Untuk semua soal]
        Rina: untuk semua soal
        Bot: Apa judulnya? Pendek saja. Contoh: jam buka.
        Rina: Jam buka
        Bot: Tulis jawabannya. Sapa dengan Ibu.
        Rina: {WORDS}
        Bot: {WORDS} / Simpan jawaban ini? [Ya] [Tidak]
        Rina: ya
        Bot: Sudah disimpan. Semua petugas di kantor bisa memakainya. / 1 jawaban siap. Mau yang mana? [Jam buka] [Tambah jawaban] [Selesai]
"""


async def test_one_is_kept_changed_and_taken_away(play: Play, world: World) -> None:
    await add_worker(world)
    await play(f"""{KEPT}
        Rina: tambah
        Bot: Untuk soal apa? [...]
        Rina: usaha
        Bot: Apa judulnya? ...
        Rina: JAM BUKA
        Bot: Judul itu sudah ada. Pilih judul lain.
        Rina: Modal usaha
        Bot: Tulis jawabannya. Sapa dengan Ibu.
        Rina: Daftar di www.contoh.id, Bu.
        Bot: Itu sulit dibaca, atau ada nomor atau tautan. Tulis lagi, kalimat pendek saja.
        Rina: Modal usaha diberikan sesudah Bimtek, Bu.
        Bot: ... / Simpan jawaban ini? [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tidak disimpan. / 1 jawaban siap. ... [...]
        Rina: jam buka
        Bot: Jam buka: / {WORDS} [Ubah isinya] [Hapus] [Kembali]
        Rina: ubah
        Bot: Tulis isi yang baru. Sapa dengan Ibu.
        Rina: Kantor buka jam sembilan, Bu.
        Bot: Sudah diubah. / 1 jawaban siap. ... [...]
        Rina: jam buka
        Bot: Jam buka: / Kantor buka jam sembilan, Bu. [...]
        Rina: hapus
        Bot: Hapus jawaban Jam buka? [Ya] [Tidak]
        Rina: ya
        Bot: Sudah dihapus. / Belum ada jawaban siap. ... [...]
        Rina: selesai
        Bot: Belum ada pesan untuk akun ini. [Keperluan lain]
    """)


async def test_it_is_read_with_her_name_then_sent_as_it_is_or_with_other_words(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await add_worker(world, "Cici", Role.COMPANION)
    await add_woman(world, "Wati")
    await play(KEPT)
    code = (await write(world, "Wati", "kapan kantornya buka bu", holder="Cici")).code

    async def job(unit: Unit) -> None:
        people.note_visit(unit, (await world.actor(unit, "Wati")).account_id)

    await world.run(job)
    await play(f"""
        Cici: pesan warga
        Bot: ... [...]
        Cici: 1
        Bot: ... [...]
        Cici: jawaban siap
        Bot: Jawaban untuk Wati ({code}). Yang mana? [Jam buka] [Kembali]
        Cici: jam buka
        Bot: Kirim ke Wati ({code})? / {WORDS} [Kirim] [Ubah dulu] [Kembali]
        Cici: [Kembali]
        Bot: Wati, Samarinda ({code}). ... [...]
        Cici: [Jawaban siap]
        Bot: ... [...]
        Cici: 1
        Bot: Kirim ke Wati ({code})? / {WORDS} [Kirim] [Ubah dulu] [Kembali]
        Cici: kirim
        Bot: Terkirim ke Wati ({code}). ... [...]
        Bot → Wati: Cici, Dinas Sosial Kaltim: / {WORDS} [Balas]
        Cici: lihat urusan
        Bot: ... [...]
        Cici: [Jawaban siap]
        Bot: ... [...]
        Cici: 1
        Bot: ... [Kirim] [Ubah dulu] [Kembali]
        Cici: ubah dulu
        Bot: {WORDS} / Tulis yang baru untuk Wati ({code}).
        Cici: Besok libur, Bu. Senin jam delapan, ya.
        Bot: Kirim ke Wati ({code})? / Besok libur, Bu. Senin jam delapan, ya. [Kirim] [Jangan]
        Cici: kirim
        Bot: Terkirim ke Wati ({code}). ... [...]
        Bot → Wati: ... Besok libur, Bu. Senin jam delapan, ya. [Balas]
    """)


async def test_who_only_answers_does_not_keep_them_and_an_empty_shelf_is_said(
    play: Play, world: World
) -> None:
    await add_worker(world, "Cici", Role.COMPANION)
    await add_woman(world, "Wati")
    await write(world, "Wati", "halo", holder="Cici")
    await play("""
        Cici: /jawaban_siap
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
        Cici: pesan warga
        Bot: ... [...]
        Cici: 1
        Bot: ... [...]
        Cici: [Jawaban siap]
        Bot: Kantor belum punya jawaban siap. Bisa dibuat dari Keperluan lain. / Wati, Samarinda ... [...]
    """)
