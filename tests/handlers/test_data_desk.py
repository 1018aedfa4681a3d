"""The officers' desk: a number, a limit, reminders at 24, 48 and 72 hours, and an answer she can read."""

from domain.roles import Role
from tests.play import Play
from tests.world import World

ASKED = """
        Siti: perbaiki data
        Bot: Yang mana yang keliru, Bu? [Nama panggilan] [Tempat tinggal] [Yang lain]
        Siti: yang lain
        Bot: Apa yang keliru, dan apa yang benar? Tulis pendek saja.
        Siti: umur saya 36 bukan 63
        Bot: Sudah sampai ke petugas Dinas Sosial Kaltim. Nomornya <nomor>. / Dijawab paling lambat Jumat, 6 Februari 2026,
            jam 11.00 WITA.
        Bot → Kepala: Ada permintaan data <nomor>. Batasnya Jumat, 6 Februari 2026, jam 11.00 WITA. [Buka]
"""


async def test_the_officer_is_reminded_after_24_48_and_72_hours(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play(ASKED)
    # She looks each day: WhatsApp lets us write only within a day of her last message.
    await play("""
        Kepala: permintaan data
        Bot: <nomor>: minta data dibetulkan. ... / Buka yang mana? [<nomor>]
        (jam +1 hari)
        Bot → Kepala: Permintaan data <nomor> masih menunggu. Batasnya Jumat, 6 Februari 2026, jam 11.00 WITA. [Buka]
        Kepala: permintaan data
        Bot: <nomor>: minta data dibetulkan. ... / Buka yang mana? [<nomor>]
        (jam +1 hari)
        Bot → Kepala: Permintaan data <nomor> masih menunggu. Batasnya Jumat, 6 Februari 2026, jam 11.00 WITA. [Buka]
        Kepala: permintaan data
        Bot: <nomor>: minta data dibetulkan. ... / Buka yang mana? [<nomor>]
        (jam +1 hari)
        Bot → Kepala: Permintaan data <nomor> sudah lewat 3 hari. Tolong selesaikan hari ini. [Buka]
    """)


async def test_the_officer_answers_in_plain_words_and_she_hears_it(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play(ASKED)
    await play("""
        Kepala: permintaan data
        Bot: <nomor>: minta data dibetulkan. Batasnya ... / Buka yang mana? [<nomor>]
        Kepala: 1
        Bot: <nomor>: minta data dibetulkan. Masuk ... / Batasnya ... / Dari Samarinda. Namanya belum ada. /
            Katanya: umur saya 36 bukan 63 / Periksa, betulkan, lalu tulis jawabannya. / Mau apa?
            [Sudah beres] [Belum bisa] [Kembali ke daftar]
        Kepala: sudah beres
        Bot: Tulis jawabannya, satu atau dua kalimat. Sapa dengan Ibu.
        Kepala: ok
        Bot: Itu terlalu pendek. Tulis satu kalimat lengkap.
        Kepala: Umur Ibu sudah kami betulkan.
        Bot: Yang akan terbaca: Umur Ibu sudah kami betulkan. Kirim? [Ya] [Tidak]
        Kepala: ya
        Bot: Sudah dicatat. Yang meminta kami kabari. / Tidak ada permintaan data yang menunggu.
        Bot → Siti: Permintaan data <nomor> sudah dikerjakan Dinas Sosial Kaltim. Katanya: Umur Ibu sudah kami betulkan.
        Siti: data
        Bot: Ini tentang data Ibu. Mau apa? [...]
        Siti: permintaan saya
        Bot: <nomor>: minta dibetulkan, selesai. Kata petugas: Umur Ibu sudah kami betulkan. /
            Ini tentang data Ibu. Mau apa? [...]
    """)


async def test_a_no_names_a_ground_of_the_law(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play(ASKED)
    await play("""
        Kepala: [Buka]
        Bot: ... [...]
        Kepala: belum bisa
        Bot: Apa dasarnya? Hanya ini yang boleh. [Membahayakan] [Data orang lain]
        Kepala: data orang lain
        Bot: Tulis jawabannya, ...
        Kepala: Ini data tetangga Ibu, jadi belum bisa.
        Bot: Yang akan terbaca: ... Kirim? [Ya] [Tidak]
        Kepala: ya
        Bot: Sudah dicatat. Yang meminta kami kabari. / ...
        Bot → Siti: Permintaan data <nomor> belum bisa dipenuhi Dinas Sosial Kaltim. Sebabnya: Ini data tetangga Ibu, jadi
            belum bisa.
    """)


async def test_a_worker_has_no_such_desk(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: permintaan data
        Bot: ... [...]
    """)
    assert "permintaan data yang menunggu" not in " ".join(world.said["Petugas"])
