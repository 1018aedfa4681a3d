"""Neneng gave Rp10.000 through Yuyun and nothing was written: she says so gently, and may take it back."""

from db import disputes
from db.unit import Unit
from tests.handlers.savers import hold_meeting, mentari
from tests.play import Play
from tests.world import MENTARI, World

TOLD = """
    (jam +1 menit)
    Bot → Lilis: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Cucu: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Neneng: Rapat Mentari, ... Belum ada setoran Ibu tercatat. Angka cek ... [Benar] [Ada yang beda]
    Bot → Yuyun: Rapat Mentari, ... [Benar] [Ada yang beda]
"""
GENTLE = "Neneng: setor Rp10.000, lewat Yuyun. Di buku belum ada. Mari dicek bersama."
RAISED = f"""
    Neneng: [Ada yang beda]
    Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
    Neneng: 1, 10rb titip yuyun
    Bot: Saya sampaikan begini: / {GENTLE} / Kirim ke bendahara dan ketua? [Kirim] [Tidak]
    Neneng: [Kirim]
    Bot: Terkirim, Bu. Nomornya <nomor>. / Jawabannya paling lambat Selasa, 3 Maret 2026. /
        Kalau belum selesai, Ibu boleh minta pendamping ikut mengecek. / Mau diambil kembali? Ketik "beda".
    Bot → Lilis: Ada yang mau dicek bersama, nomor <nomor>. {GENTLE} Mohon dijawab paling lambat
        Selasa, 3 Maret 2026. [Lihat]
    Bot → Cucu: Ada yang mau dicek bersama, nomor <nomor>. {GENTLE} Mohon dijawab paling lambat
        Selasa, 3 Maret 2026. [Lihat]
"""


async def meeting_without_neneng(play: Play, world: World) -> None:
    await mentari(world, "Neneng", "Yuyun")
    await hold_meeting(world, Yuyun=10_000)
    await play(TOLD)


async def count_open(world: World) -> int:
    async def job(unit: Unit) -> int:
        return await disputes.count_open(unit, world.groups[MENTARI])

    return await world.run(job)


async def test_she_says_it_in_one_line_and_sees_the_words_before_they_are_sent(
    play: Play, world: World
) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    assert await count_open(world) == 1


async def test_one_thing_at_a_time_for_who_types_little(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(f"""
        Neneng: [Ada yang beda]
        Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
        Neneng: 1
        Bot: Ibu setor berapa?
        Neneng: 10rb
        Bot: Siapa yang membawa uangnya? [Saya sendiri] [Titip orang lain]
        Neneng: titip
        Bot: Titip ke siapa, Bu?
        Neneng: yuyun
        Bot: Saya sampaikan begini: / {GENTLE} / Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Neneng: tidak
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)
    assert await count_open(world) == 0


async def test_it_can_be_taken_back(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(f"""
        Neneng: beda
        Bot: {GENTLE} Nomor <nomor>. Dijawab paling lambat Selasa, 3 Maret 2026.
            [Ambil kembali] [Ada yang lain] [Selesai]
        Neneng: [Ambil kembali]
        Bot: Sudah saya ambil kembali, Bu. Tidak apa-apa.
        Bot → Lilis: Neneng sudah mengambil kembali nomor <nomor>. Terima kasih.
        Bot → Cucu: Neneng sudah mengambil kembali nomor <nomor>. Terima kasih.
        Lilis: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await count_open(world) == 0


async def test_who_says_right_after_that_is_led_to_what_she_has_sent(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(f"""
        Neneng: [Benar]
        Bot: Ibu tadi bilang ada yang beda. / {GENTLE} ... [Ambil kembali] [Ada yang lain] [Selesai]
        Neneng: selesai
        Bot: Baik, Bu.
    """)


async def test_what_her_savings_should_be_is_understood_too(play: Play, world: World) -> None:
    await mentari(world, "Neneng", "Yuyun")
    await hold_meeting(world, Neneng=120_000)
    await play("""
        (jam +1 menit)
        Bot → Lilis: Rapat Mentari, ... [...]
        Bot → Cucu: Rapat Mentari, ... [...]
        Bot → Neneng: Rapat Mentari, ... [...]
        Bot → Yuyun: Rapat Mentari, ... [...]
    """)
    await play(f"""
        Neneng: tabungan
        Bot: Simpanan Ibu di Mentari: Simpanan wajib Rp120.000 Jumlah Rp120.000. / ... [...]
        Neneng: harusnya 130, saya titip yuyun
        Bot: Di buku Rp120.000. Menurut Ibu Rp130.000. /
            Jadi yang belum tercatat Rp10.000 (sepuluh ribu)? [Ya] [Tidak]
        Neneng: ya
        Bot: Saya sampaikan begini: / {GENTLE} / Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Neneng: [Tidak]
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)


async def test_other_words_of_hers_are_quoted(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play("""
        Neneng: beda
        Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
        Neneng: 3
        Bot: Apa yang beda? Tulis pendek saja.
        Neneng: tanggalnya kemarin
        Bot: Saya sampaikan begini: / Neneng: "tanggalnya kemarin" Mari dicek bersama. /
            Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Neneng: tidak
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)


async def test_who_is_in_no_group_hears_how_to_join(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: beda
        Bot: Ibu belum tercatat di kelompok. Minta kode di rapat, lalu ketik GABUNG.
        Siti: tabungan
        Bot: Ibu belum tercatat di kelompok. Minta kode di rapat, lalu ketik GABUNG.
    """)


async def test_on_a_phone_that_others_read_the_officer_gets_no_word_of_it(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await world.use_phone("Cucu", "shared")
    await play(
        RAISED.rpartition("    Bot → Cucu")[0]
        + "    Bot → Cucu: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang."
    )
