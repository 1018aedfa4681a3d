"""One request from first look to decision: a person decides, and she is told in plain words."""

from db.unit import Unit
from domain.courses import Kind
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.old_wishes import live_in_samarinda, wish_as_before
from tests.handlers.training.classes import put_in
from tests.handlers.training.company import was_there
from tests.handlers.training.sitting import a_class_now
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import World


async def staffed(world: World, phone: str = "own") -> None:
    await world.add("Siti", phone=phone)
    await world.add("Petugas", Role.WORKER)
    await world.add("Kepala", Role.SUPERVISOR)


UNTIL_PROPOSED = """
    Petugas: [Lihat]
    Bot: <kode>, Samarinda. Masuk Selasa, 3 Februari 2026, jam 11.02 WITA. / Menunggu hasil pemeriksaan. /
        Hubungi lewat chat saja. Jangan telepon. / Contoh. Bantuan usaha ... cocok dengan syarat awal. / ... / Mau apa?
        [Lihat jawaban] [Dari mana aturannya] [Periksa] [Usulkan] [Belum bisa] [Menunggu anggaran] [Kirim pesan]
        [Kembali ke antrean]
    Petugas: lihat jawaban
    Bot: ... Bagian 1 dari 2. [Berikutnya] [Tutup]
    Petugas: berikutnya
    Bot: ... Umur Ibu berapa tahun? 35 (cocok). / ... / Bagian 2 dari 2. [Tutup]
    Petugas: tutup
    Bot: <kode>, Samarinda. ... [...]
    Petugas: dari mana aturannya
    Bot: Octavia & Winarto (2024), ... / Bagian 1 dari 3. [Berikutnya] [Tutup]
    Petugas: tutup
    Bot: <kode>, Samarinda. ... [...]
    Petugas: usulkan
    Bot: Usulkan nama ini? Pengirimnya akan dikabari: belum tentu dapat. [Ya] [Tidak]
    Petugas: ya
    Bot: Sudah dicatat. Pengirimnya kami kabari. / Antrean kosong. ... [Yang sudah diusulkan]
    Bot → Siti: Kabar dari Dinas Sosial Kaltim, Bu. Nama Ibu diusulkan. Belum tentu dapat. Kami kabari hasilnya.
"""


async def test_a_worker_looks_proposes_and_she_is_told(play: Play, world: World) -> None:
    await staffed(world)
    await play(UNTIL_SENT)
    await play(UNTIL_PROPOSED)
    assert world.decisions == ["Petugas: Siti diusulkan"]
    assert [line for line in world.audit if line.startswith("Petugas")] == [
        "Petugas read request Siti",
        "Petugas read screening Siti answers",
        "Petugas read request Siti",
        "Petugas read request Siti",
        "Petugas decide request Siti diusulkan",
    ]


@in_every_way_at_once
async def test_only_a_supervisor_sets_down_with_number_and_day_of_the_decree(
    play: Play, world: World
) -> None:
    await staffed(world)
    await play(UNTIL_SENT)
    await play(UNTIL_PROPOSED)
    await play("""
        Petugas: yang sudah diusulkan
        Bot: 1 menunggu SK atau anggaran. Pilih satu. [<kode>, Samarinda] [Yang menunggu]
        Petugas: 1
        Bot: ... Keadaan: diusulkan. ... [Lihat jawaban] [Dari mana aturannya] [Kirim pesan] [Kembali ke antrean]
        Kepala: antrean
        Bot: Antrean kosong. ... [Yang sudah diusulkan]
        Kepala: yang sudah diusulkan
        Bot: 1 menunggu SK atau anggaran. ... [<kode>, Samarinda] [Yang menunggu]
        Kepala: [<kode>, Samarinda]
        Bot: ... [Lihat jawaban] [Dari mana aturannya] [Tetapkan] [Belum bisa] [Menunggu anggaran] [Kirim pesan] [...]
        Kepala: tetapkan
        Bot: Berapa nomor SK-nya?
        Kepala: besok
        Bot: Nomor SK biasanya ada angkanya. Tulis lengkap.
        Kepala: 40.9/33/2026
        Bot: Tanggal SK-nya?
        Kepala: 5 Februari 2026
        Bot: ... Tanggal SK-nya?
        Kepala: 2 Februari 2026
        Bot: SK nomor 40.9/33/2026, Senin, 2 Februari 2026. Benar? [Ya] [Tidak]
        Kepala: ya
        Bot: Sudah dicatat. Pengirimnya kami kabari. / Antrean kosong. ... [Yang akan menerima]
        Bot → Siti: Kabar dari Dinas Sosial Kaltim, Bu. Nama Ibu sudah ada di daftar penerima. / Nomor surat: 40.9/33/2026.
            Tanggalnya: Senin, 2 Februari 2026. / Petugas akan memberi tahu langkah berikutnya.
    """)
    assert world.decisions == [
        "Petugas: Siti diusulkan",
        "Kepala: Siti ditetapkan (40.9/33/2026, 2026-02-02)",
    ]
    assert world.requests == ["Siti screening ditetapkan cocok_awal"]


async def test_not_now_has_a_reason_she_can_read_and_may_be_looked_at_again(play: Play, world: World) -> None:
    await staffed(world)
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. Paling lama sejak Selasa, 3 Februari 2026. [<kode>, Samarinda]
        Petugas: 1
        Bot: ... [...]
        Petugas: belum bisa
        Bot: Apa sebabnya? Tulis satu kalimat pendek. Pengirimnya akan membaca ini.
        Petugas: no
        Bot: Itu terlalu pendek. Tulis satu kalimat lengkap.
        Petugas: Anda ditolak.
        Bot: ...
        Petugas: Nama Ibu belum ada di data pemerintah.
        Bot: Yang akan terbaca: Untuk sekarang belum bisa. Sebabnya: Nama Ibu belum ada di data pemerintah. Kirim?
            [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. Pengirimnya kami kabari. / Antrean kosong. ...
        Bot → Siti: ... Untuk sekarang belum bisa. Sebabnya: Nama Ibu belum ada di data pemerintah. ... Ini bukan salah Ibu.
            Kalau ada yang keliru, ketik PERIKSA LAGI. [Periksa lagi]
        Siti: [Periksa lagi]
        Bot: ... Mau diperiksa lagi? [Ya] [Tidak]
        Siti: ya
        Bot: ... [Lewati]
        Siti: Nama saya sudah didaftarkan.
        Bot: Sudah saya sampaikan ke Dinas Sosial Kaltim. ...
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Petugas: [Lihat]
        Bot: ... Minta diperiksa lagi. Sebelumnya: belum bisa. / ... / Katanya: Nama saya sudah didaftarkan. / Mau apa?
            [...] [Tetap seperti semula] [Kirim pesan] [Kembali ke antrean]
        Petugas: tetap
        Bot: Sudah diperiksa lagi, dan tetap seperti semula? [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. Pengirimnya kami kabari. / Antrean kosong. ...
        Bot → Siti: ... Sudah kami periksa lagi. Untuk sekarang masih belum bisa. ... [Periksa lagi]
    """)
    assert world.requests[0].startswith("Siti screening belum_bisa")


async def test_who_decides_on_what_has_changed_meanwhile_sees_the_newest_first(
    play: Play, world: World
) -> None:
    await staffed(world)
    await play(UNTIL_SENT)
    await play("""
        Petugas: [Lihat]
        Bot: ... [...]
        Petugas: usulkan
        Bot: ... [Ya] [Tidak]
        Kepala: antrean
        Bot: ... [<kode>, Samarinda]
        Kepala: 1
        Bot: ... [...]
        Kepala: menunggu anggaran
        Bot: Catat: menunggu anggaran? Pengirimnya akan dikabari. [Ya] [Tidak]
        Kepala: ya
        Bot: Sudah dicatat. ... [...]
        Bot → Siti: Kabar dari Dinas Sosial Kaltim, Bu. Jawaban Ibu sudah diperiksa. Uang untuk bantuannya belum ada. ...
        Petugas: ya
        Bot: Baru saja diubah orang lain. Ini yang terbaru. / ... Keadaan: menunggu anggaran. / ... [...]
    """)
    assert world.decisions == ["Kepala: Siti menunggu_anggaran"]


async def test_a_shared_phone_hears_only_that_there_is_news_and_finds_it_there(
    play: Play, world: World
) -> None:
    await staffed(world)
    await play(UNTIL_SENT)
    await world.use_phone("Siti", "shared")
    await play("""
        Petugas: [Lihat]
        Bot: ... [...]
        Petugas: periksa
        Bot: Ambil permintaan ini? Pengirimnya akan dikabari. [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. ... / <kode>, Samarinda. ... / Keadaan: sedang diperiksa. ... [...]
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Petugas: kirim pesan
        Bot: Tulis pesan pendek untuk pengirimnya. Sapa dengan Ibu.
        Petugas: Ibu boleh datang hari Senin jam 9.
        Bot: Yang akan terbaca: Ibu boleh datang hari Senin jam 9. Kirim? [Ya] [Tidak]
        Petugas: ya
        Bot: Pesan sudah diteruskan. / ... [...]
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [Kabar baru (2)] [...]
        Siti: kabar
        Bot: Kabar 1 dari 2: / Kabar dari Dinas Sosial Kaltim, Bu. Jawaban Ibu sedang diperiksa petugas. ...
            [Berikutnya] [Nanti saja]
        Siti: terus
        Bot: Kabar 2 dari 2: / Pesan dari Dinas Sosial Kaltim: Ibu boleh datang hari Senin jam 9. ... [Sudah saya baca]
        Siti: sudah
        Bot: Baik, Bu. Itu semua kabarnya.
    """)
    assert [line for line in world.pushes if "netral" in line] == ["Siti relay sent netral"]


async def test_who_asked_for_a_person_is_taken_by_one_who_says_when_they_have_talked(
    play: Play, world: World
) -> None:
    await staffed(world)
    await live_in_samarinda(world, "Siti")
    await wish_as_before(world, "Siti", "visit")
    await play("""
        (jam +1 detik)
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Petugas: [Lihat]
        Bot: <kode>, Samarinda. ... / Minta bicara dengan petugas. / Mau datang sendiri. Jangan telepon. / Mau apa?
            [Saya yang hubungi] [Kirim pesan] [Kembali ke antrean]
        Petugas: saya yang hubungi
        Bot: Ambil permintaan ini? Pengirimnya akan dikabari. [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. ... / Keadaan: sedang diperiksa. ... [Sudah bicara] [Kirim pesan] [Kembali ke antrean]
        Bot → Siti: Kabar dari Dinas Sosial Kaltim, Bu. Pesan Ibu sudah dibaca petugas. Petugas sedang mengurusnya.
        Petugas: sudah bicara
        Bot: Catat: sudah bicara dengan pengirimnya? [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. ... Antrean kosong. ...
        Bot → Siti: ... Petugas mencatat: sudah bicara dengan Ibu. Kalau belum, ketik PETUGAS.
    """)
    assert world.requests == ["Siti person selesai minta bicara"]


async def test_a_companion_reads_no_answers_and_decides_nothing(play: Play, world: World) -> None:
    await staffed(world)
    await world.add("Pendamping", Role.COMPANION)
    await play(UNTIL_SENT)
    await play("""
        Pendamping: antrean
        Bot: ... [<kode>, Samarinda]
        Pendamping: 1
        Bot: ... Mau apa? [Kirim pesan] [Kembali ke antrean]
    """)


async def test_a_worker_of_another_office_finds_nothing_there(play: Play, world: World) -> None:
    await staffed(world)
    await world.add("Ratna", Role.WORKER, office="Dinas Sosial Kota Batu")
    await play(UNTIL_SENT)
    await play("""
        Ratna: antrean
        Bot: Antrean kosong. Terima kasih, semua sudah dibuka.
        Ratna: <kode>
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    assert "Ratna read request Siti" not in world.audit


async def test_aid_is_handed_over_after_the_bimtek_and_she_is_told(play: Play, world: World) -> None:
    await staffed(world)
    await play(UNTIL_SENT)

    async def grant(unit: Unit) -> None:
        unit.write("UPDATE requests SET state = 'ditetapkan'")

    await world.run(grant)
    await play("""
        Petugas: antrean
        Bot: Antrean kosong. ... [Yang akan menerima]
        Petugas: [Yang akan menerima]
        Bot: 1 sudah ditetapkan. Bantuannya tinggal diserahkan. Pilih satu. [<kode>, Samarinda] [Yang menunggu]
        Petugas: 1
        Bot: ... Keadaan: ditetapkan. / Bimtek: belum tercatat hadir. Bantuan belum bisa diserahkan. ...
            [Lihat jawaban] [Dari mana aturannya] [Kirim pesan] [Kembali ke antrean]
        Petugas: batal
        Bot: ...
    """)
    bimtek = await a_class_now(world, kind=Kind.BIMTEK)
    await put_in(world, bimtek, "Siti")
    await was_there(world, bimtek, "Siti")
    await play("""
        Petugas: antrean
        Bot: ... [Yang akan menerima]
        Petugas: 1
        Bot: ... [...]
        Petugas: 1
        Bot: ... Bimtek: hadir 1 dari 3 pertemuan. Terakhir Selasa, 3 Februari 2026. ... [...] [Sudah diserahkan] [Kirim pesan] [Kembali ke antrean]
        Petugas: sudah diserahkan
        Bot: Catat: bantuan sudah diserahkan? Pengirimnya akan dikabari. [Ya] [Tidak]
        Petugas: ya
        Bot: Sudah dicatat. Pengirimnya kami kabari. / Antrean kosong. ...
        Bot → Siti: Kabar dari Dinas Sosial Kaltim, Bu. Petugas mencatat: bantuan sudah Ibu terima.
            Kalau belum, ketik PETUGAS.
    """)
    assert world.requests == ["Siti screening diserahkan cocok_awal"]
