"""A meeting of Mentari: written down by one paste or one by one, counted, closed; whatever comes in between."""

from textwrap import dedent

import pytest

from bot.channels.simulator.gestures import act
from handlers import house
from tests.handlers.book_keepers import WOMEN, book, mentari, rows
from tests.play import Play
from tests.world import Way, World

PASTE = """[3/2 13.41] Neneng Mentari: nitip wajib 10 ya teh
1. siti a 10
2. siti r 10
3. yuyun 10 + 5
4. lilis 10
5. cucu 10
6. tati 10
7. rina 10
8. ai kurnia 10
9. dedeh 10
10. eti 10
11. iis 10
12. kokom 10
13. entin 10
14. mimin 10
15. wiwin 10
16. yayah 10
17. onah 10
18. popon 10
19. teti 10
20. heni 20
21. sari 20
imas blm
euis izin, abis dipukul lakinya"""


UNTIL_TABLE = """
    Lilis: rapat
    Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
    Lilis: <daftar>
    Bot: 25 nama. 22 setor. / Belum setor: Imas. / Izin: Euis. / Tidak disebut: Nani.
        / Catatan untuk Euis tidak saya simpan di buku. / Kalau ini tentang orang lain dan Ibu khawatir, nanti
        ketik PETUGAS waktu sendirian. / Semua angka ini ribuan? 10 = Rp10.000. [Ya] [Bukan]
    Lilis: ya
    Bot: Nani tidak disebut. Bagaimana? [Belum setor] [Tidak datang] [Tulis jumlah]
    Lilis: 1
    Bot: Simpanan wajib Rp10.000: Neneng, Siti Aminah, Siti Rohmah, Yuyun, Lilis, Cucu, Tati, Rina, Ai Kurnia, Dedeh,
        Eti, Iis, Kokom, Entin, Mimin, Wiwin, Yayah, Onah, Popon, Teti. / Simpanan wajib Rp20.000: Heni, Sari.
        / Simpanan sukarela Rp5.000: Yuyun. / Jumlah masuk Rp245.000 (dua ratus empat puluh lima ribu). Benar?
        [Ya] [Tidak]
"""
COUNT = "Hitung uang di kotak, Bu. Berapa semuanya? Contoh: 100x4 50x10 receh 7500."
CASH = f"{COUNT} [Masih ada setoran] [Dana sosial] [Ada biaya]"
CLOSE = "[Tutup rapat] [Masih ada yang lain] [Hitung lagi]"
CLOSED = """
    Bot: Rapat ditutup. Angka cek <angka> <cek>, tulis di buku. / Mau teks untuk grup WA? [Mau] [Tidak]
    Bot → Lilis: Rapat Mentari, Selasa, 3 Februari 2026. ... Angka cek <angka> <cek>. [Benar] [Ada yang beda]
    Bot → Cucu: Rapat Mentari, Selasa, 3 Februari 2026. ... Angka cek <angka> <cek>. [Benar] [Ada yang beda]
"""


def joined(*parts: str) -> str:
    """Parts of one chat, each written with its own edge."""
    return "\n".join(dedent(part).strip("\n") for part in parts)


UNTIL_CASH = joined(
    UNTIL_TABLE,
    f"""
    Lilis: ya
    Bot: Sudah dicatat: 23 setoran. / {CASH}
    """,
)


def hers(transcript: str) -> int:
    """How many messages of the treasurer's the chat has."""
    return sum(line.strip().startswith("Lilis:") for line in transcript.splitlines())


async def test_a_meeting_of_twenty_five_by_one_paste_takes_eight_messages(play: Play, world: World) -> None:
    await mentari(world, *WOMEN, cash=1_000_000)
    play.memory.words["daftar"] = PASTE
    chat = joined(
        UNTIL_CASH,
        f"""
        Lilis: kas 100x4 50x10 20x15 10x4
        Bot: Uang Rp1.240.000. Buku Rp1.245.000. Kurang Rp5.000.
            [Hitung lagi] [Catat selisih] [Salah kembalian] [Lupa ditulis]
        Lilis: 2
        Bot: Selisih sudah dicatat. Tidak apa-apa, Bu. / Rapat Selasa, 3 Februari 2026. Hadir 24, izin 1, tidak
            datang 0. / Simpanan wajib Rp240.000. / Simpanan sukarela Rp5.000. / Uang di kotak Rp1.240.000.
            / Kurang Rp5.000, sebabnya belum tahu. / Tutup rapat? {CLOSE}
        Lilis: tutup
        """,
        CLOSED,
    )
    await play(chat)
    assert hers(chat) == 8
    await play("""
        Lilis: mau
        Bot: Kelompok Mentari, rapat Selasa, 3 Februari 2026. Hadir 24 orang. Setoran Rp245.000. Uang kas Rp1.240.000.
            Angka cek <angka> <cek>.
    """)
    lines = await book(world)
    assert len(lines) == 1 + 23 + 1
    assert lines[1] == "2026-02-03 saving Neneng simpanan_wajib +10000"
    assert lines[-1] == "2026-02-03 count - selisih_kas +5000"
    assert await rows(world, "SELECT state, step, counted, booked, reason, corrections FROM meetings") == [
        ("closed", "closing", 1_240_000, 1_245_000, "unknown", 0)
    ]
    assert await rows(world, "SELECT status, count(*) FROM attendance GROUP BY status ORDER BY status") == [
        ("excused", 1),
        ("present", 24),
    ]


async def test_no_woman_and_no_amount_of_hers_stands_in_the_text_for_the_group(
    play: Play, world: World
) -> None:
    await mentari(world, *WOMEN)
    play.memory.words["daftar"] = PASTE
    await play(UNTIL_CASH)
    await play(
        f"""
        Lilis: 245.000
        Bot: Uang Rp245.000 (dua ratus empat puluh lima ribu), sama dengan buku. / ... Tutup rapat? {CLOSE}
        Lilis: [Tutup rapat]
    """
        + CLOSED.replace("\n    ", "\n        ")
        + """
        Lilis: [Mau]
        Bot: Kelompok Mentari, ...
    """
    )
    text = world.said["Lilis"][-1]
    assert not [name for name in (*WOMEN, "Lilis", "Cucu") if name in text]
    assert "Rp10.000" not in text


@pytest.mark.parametrize("way", [Way.STEADY, Way.WHATSAPP])
async def test_what_she_typed_before_the_question_reached_her_confirms_nothing(
    play: Play, world: World, way: Way
) -> None:
    """Chat 2 of the domain's chats: the signal goes, she types on, and everything arrives nine minutes later."""
    await mentari(world, *WOMEN, cash=1_000_000)
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
    """)
    world.next_message()
    await arrives_late(world, "Lilis", PASTE, "ya", "kas 1245", "ya")
    last = world.phones.screen("Lilis")[-1]
    assert "Semua angka ini ribuan?" in last.text
    assert house.SENT_TOO_EARLY.message in last.text
    assert await book(world) == ["2026-01-03 opening - dana_sosial +1000000"]
    assert await rows(world, "SELECT state, step, counted FROM meetings") == [("open", "attendance", None)]


async def arrives_late(world: World, who: str, *texts: str) -> None:
    """Written one after another without a signal; all of it reaches the program nine minutes later."""
    simulator = world.app.simulator
    assert simulator is not None, "played on the simulator"
    phone = simulator.chats.find_phone(world.phones.address(who))
    assert phone is not None, "she has a phone"
    for text in texts:
        act(simulator, phone, {"text": text})
        world.next_message()
    world.clock.passed_ms += 9 * 60_000
    await simulator.deliver(world.phones.address(who), world.app.intake.store)
    await world.rest()


async def test_a_slip_is_put_right_by_the_treasurer_alone_until_the_meeting_is_closed(
    play: Play, world: World
) -> None:
    await mentari(world, *WOMEN)
    play.memory.words["daftar"] = PASTE
    await play(UNTIL_CASH)
    await play(f"""
        Lilis: eh salah, tati 20 bukan 10
        Bot: Tati, Simpanan wajib: Rp10.000 jadi Rp20.000 (dua puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. / {CASH}
        Lilis: 255rb
        Bot: Uang Rp255.000 (dua ratus lima puluh lima ribu), sama dengan buku. / ... Dibetulkan 1 kali. / Tutup rapat?
            {CLOSE}
    """)
    assert (await book(world))[-2:] == [
        "2026-02-03 reversal Tati simpanan_wajib -10000",
        "2026-02-03 saving Tati simpanan_wajib +20000",
    ]
    assert await rows(world, "SELECT corrections FROM meetings") == [(1,)]


OPENED = """
    Lilis: rapat
    Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
    Lilis: ya
    Bot: Siapa yang tidak datang? Ketik namanya. [Semua hadir] [Nanti saja]
"""
SAVINGS = "Setoran: tempel daftarnya di sini, atau ketik satu-satu. Contoh: Siti 10rb. [Satu per satu] [Sudah semua]"
CHOICES = "[Rp10.000] [Belum setor] [Cukup dulu]"


async def test_a_meeting_woman_by_woman_with_what_is_usual(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun", "Imas", "Nani")
    await play(OPENED)
    await play(
        joined(
            f"""
        Lilis: imas izin, nani ga datang
        Bot: Hadir 4 orang. / {SAVINGS}
        Lilis: [Satu per satu]
        Bot: Lilis, Simpanan wajib: berapa? {CHOICES}
        Lilis: [Rp10.000]
        Bot: Lilis: Rp10.000 (sepuluh ribu). / Cucu, Simpanan wajib: berapa? {CHOICES}
        Lilis: belum
        Bot: Siti, Simpanan wajib: berapa? {CHOICES}
        Lilis: 15rb
        Bot: Siti, Simpanan wajib, Rp15.000 (lima belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Siti: Rp15.000 (lima belas ribu). / Yuyun, Simpanan wajib: berapa? {CHOICES}
        Lilis: 25
        Bot: Yuyun, Simpanan wajib, Rp25.000 (dua puluh lima ribu). Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Yuyun, Simpanan wajib: berapa? {CHOICES}
        Lilis: 10
        Bot: Maksud Ibu Rp10.000 (sepuluh ribu)? [Ya] [Tidak]
        Lilis: ya
        Bot: Yuyun: Rp10.000 (sepuluh ribu). / Dana sosial Rp2.000 tiap orang. Siapa yang belum setor?
            [Semua setor] [Tidak dikumpulkan]
        Lilis: semua kecuali yuyun
        Bot: Dana sosial dari 3 orang, semuanya Rp6.000 (enam ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. / Ada biaya di rapat ini? [Tidak ada] [Ada biaya]
        Lilis: tidak ada
        Bot: {COUNT} [Masih ada setoran] [Ada biaya]
        Lilis: 42 ribu
        Bot: Uang Rp42.000. Buku Rp41.000. Lebih Rp1.000. [Hitung lagi] [...]
        Lilis: hitung lagi
        Bot: {COUNT} [Masih ada setoran] [Ada biaya]
        Lilis: 20x2 1x1
        Bot: Uang Rp41.000 (empat puluh satu ribu), sama dengan buku. / Rapat Selasa, 3 Februari 2026. Hadir 4, izin 1,
            tidak datang 1. / Simpanan wajib Rp35.000. / Dana sosial Rp6.000. / Uang di kotak Rp41.000. / Tutup rapat?
            {CLOSE}
        Lilis: ya
    """,
            CLOSED,
        )
    )
    assert await book(world) == [
        "2026-02-03 saving Lilis simpanan_wajib +10000",
        "2026-02-03 saving Siti simpanan_wajib +15000",
        "2026-02-03 saving Yuyun simpanan_wajib +10000",
        "2026-02-03 saving Lilis dana_sosial +2000",
        "2026-02-03 saving Cucu dana_sosial +2000",
        "2026-02-03 saving Siti dana_sosial +2000",
    ]


async def test_out_of_habit_no_second_meeting_of_the_same_day_begins(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    play.memory.words["daftar"] = "siti 10rb\nlilis 10rb\ncucu 10rb"
    await play(
        joined(
            f"""
        Lilis: <daftar>
        Bot: ... Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran. / {CASH}
        Lilis: kas 30rb
        Bot: ... Tutup rapat? {CLOSE}
        Lilis: tutup rapat
    """,
            CLOSED,
            """
        Lilis: rapat
        Bot: Rapat hari ini sudah ditutup. Mau apa? [Buka rapat lagi] [Rapat baru] [Nanti saja]
        Lilis: nanti saja
        Bot: Baik, Bu.
        Lilis: rapat
        Bot: Rapat hari ini sudah ditutup. Mau apa? [...]
        Lilis: rapat baru
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: tidak
        Bot: Rapat tanggal berapa?
        Lilis: batal
        Bot: Baik. Kita berhenti di sini. ...
        Lilis: rapat
        Bot: Rapat hari ini sudah ditutup. Mau apa? [...]
        Lilis: buka rapat lagi
        Bot: Rapat terakhir Selasa, 3 Februari 2026. Kalau dibuka lagi, semua anggota dikabari. / ...
    """,
        )
    )
    assert await rows(world, "SELECT number, state FROM meetings") == [(1, "closed")]


async def test_another_officer_goes_on_where_the_meeting_is(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    await play(f"""
        Lilis: semua hadir
        Bot: Hadir 3 orang. / {SAVINGS}
        Cucu: rapat
        Bot: {SAVINGS}
        Cucu: siti 10rb
        Bot: Simpanan wajib Rp10.000: Siti. / Jumlah masuk Rp10.000 (sepuluh ribu). Benar? [Ya] [Tidak]
        Cucu: ya
        Bot: Sudah dicatat: 1 setoran. / {SAVINGS}
        Cucu: sudah semua
        Bot: Dana sosial Rp2.000 tiap orang. ... [Semua setor] [Tidak dikumpulkan]
        Lilis: sudah semua
        Bot: Dana sosial Rp2.000 tiap orang. ... [Semua setor] [Tidak dikumpulkan]
    """)
    assert await book(world) == ["2026-02-03 saving Siti simpanan_wajib +10000"]


async def test_the_photo_of_the_page_is_kept_with_the_meeting(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    await play("""
        Lilis: (foto)
        Bot: Foto buku saya simpan bersama rapat ini. / Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
    """)
    assert await rows(world, "SELECT wants FROM files JOIN meetings ON photo_id = id") == [("photo",)]


async def test_a_day_that_has_not_come_opens_no_meeting(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: tanggal lain
        Bot: Rapat tanggal berapa?
        Lilis: 4 Februari 2026
        Bot: Tanggal itu belum bisa. Rapatnya hari ini atau yang lalu. / Rapat tanggal berapa?
        Lilis: 2 Februari 2026
        Bot: Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
    """)
    assert await rows(world, "SELECT day FROM meetings") == [("2026-02-02",)]


async def test_a_list_of_another_day_opens_the_meeting_of_that_day_if_she_says_so(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Yuyun")
    play.memory.words["daftar"] = (
        "Rapat 1 Februari 2026\nsiti 10rb\nyuyun 10rb\nlilis 10rb\ncucu 10rb\nkas 40rb"
    )
    await play(f"""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: Di daftar tertulis Minggu, 1 Februari 2026. Rapatnya hari itu? [Ya] [Tidak]
        Lilis: ya
        Bot: 4 nama. 4 setor. / Simpanan wajib Rp10.000: Siti, Yuyun, Lilis, Cucu.
            / Jumlah masuk Rp40.000 (empat puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 4 setoran. / Uang Rp40.000 (empat puluh ribu), sama dengan buku. / Rapat Minggu,
            1 Februari 2026. ... Tutup rapat? {CLOSE}
    """)


async def test_a_list_that_comes_twice_is_written_once_and_what_differs_is_asked(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Yuyun")
    play.memory.words["satu"] = "siti 10rb\nyuyun 10rb\nlilis 10rb\ncucu blm"
    play.memory.words["dua"] = "siti 10rb\nyuyun 15rb\nlilis 10rb\ncucu 10rb\ntotal 50rb"
    await play(OPENED)
    await play(f"""
        Lilis: <satu>
        Bot: ... / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran. / {CASH}
        Lilis: <dua>
        Bot: 4 nama. 4 setor. / Yuyun, Simpanan wajib: tercatat Rp10.000, di daftar Rp15.000 (lima belas ribu).
            [Pakai yang baru] [Biarkan]
        Lilis: pakai yang baru
        Bot: Simpanan wajib Rp10.000: Cucu. / Simpanan wajib Rp15.000: Yuyun. / 2 setoran sudah tercatat tadi.
            / Jumlah di daftar Rp50.000, hitungan saya Rp45.000. / Jumlah masuk Rp25.000 (dua puluh lima ribu). Benar?
            [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 2 setoran. / {CASH}
    """)
    assert sorted(await book(world)) == [
        "2026-02-03 reversal Yuyun simpanan_wajib -10000",
        "2026-02-03 saving Cucu simpanan_wajib +10000",
        "2026-02-03 saving Lilis simpanan_wajib +10000",
        "2026-02-03 saving Siti simpanan_wajib +10000",
        "2026-02-03 saving Yuyun simpanan_wajib +10000",
        "2026-02-03 saving Yuyun simpanan_wajib +15000",
    ]


async def test_numbers_that_are_no_thousands_are_asked_one_by_one(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun")
    play.memory.words["daftar"] = "siti 5\nyuyun 5\nlilis 7\ncucu blm"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... / Semua angka ini ribuan? 5 = Rp5.000. [Ya] [Bukan]
        Lilis: bukan
        Bot: Angka 5 itu berapa rupiah?
        Lilis: 50rb
        Bot: Angka 7 itu berapa rupiah?
        Lilis: 70rb
        Bot: Simpanan wajib Rp50.000: Siti, Yuyun. / Simpanan wajib Rp70.000: Lilis. / Jumlah masuk Rp170.000 (...).
            Benar? [Ya] [Tidak]
    """)


async def test_two_sitis_a_stranger_and_money_out_are_asked_about_and_never_guessed(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti Aminah", "Siti Rohmah", "Tati")
    play.memory.words["daftar"] = "siti 10rb\ndewi 10rb\ntati ambil 50rb\nlilis 10rb\ncucu 10rb"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... "siti 10rb" itu siapa? [Siti Aminah] [Siti Rohmah] [Bukan anggota]
        Lilis: rohmah
        Bot: "tati ambil 50rb": simpanan apa? [Simpanan wajib] [...] [Bukan setoran]
        Lilis: bukan setoran
        Bot: Siti Aminah tidak disebut. Bagaimana? [Belum setor] [Tidak datang] [Tulis jumlah]
        Lilis: tidak datang
        Bot: Tati tidak disebut. Bagaimana? [Belum setor] [Tidak datang] [Tulis jumlah]
        Lilis: belum
        Bot: Simpanan wajib Rp10.000: Lilis, Cucu, Siti Rohmah. / Belum saya catat: "dewi 10rb". / Belum saya catat:
            "tati ambil 50rb". / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
    """)


async def test_more_than_three_who_are_not_mentioned_are_one_question(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun", "Tati", "Rina")
    play.memory.words["daftar"] = "siti 10rb\nyuyun 10rb"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... 4 orang tidak disebut. Mereka bagaimana?
            [Semua belum setor] [Semua tidak datang] [Masih menyusul] [Satu per satu]
        Lilis: semua belum setor
        Bot: Simpanan wajib Rp10.000: Siti, Yuyun. / Jumlah masuk ... Benar? [Ya] [Tidak]
    """)


async def test_an_unusual_size_is_said_again(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    await play("""
        Lilis: nanti saja
        Bot: Setoran: ... [Satu per satu] [Sudah semua]
        Lilis: siti 500rb
        Bot: Siti, Simpanan wajib: Rp500.000 (lima ratus ribu). Benar sebesar itu? [Ya] [Tidak]
        Lilis: tidak
        Bot: Siti, Simpanan wajib: berapa yang benar?
        Lilis: 50rb
        Bot: Simpanan wajib Rp50.000: Siti. / Jumlah masuk Rp50.000 (lima puluh ribu). Benar? [Ya] [Tidak]
    """)


async def test_a_correction_before_the_yes_changes_the_list_itself(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Tati")
    play.memory.words["daftar"] = "siti 10rb\ntati 10rb\nlilis 10rb\ncucu 10rb"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... Jumlah masuk Rp40.000 (empat puluh ribu). Benar? [Ya] [Tidak]
        Lilis: eh salah, tati 20rb bukan 10rb
        Bot: ... / Simpanan wajib Rp10.000: Siti, Lilis, Cucu. / Simpanan wajib Rp20.000: Tati. / Jumlah masuk Rp50.000
            (lima puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 4 setoran. ... [...]
    """)
    assert await rows(world, "SELECT corrections FROM meetings") == [(0,)]


async def test_a_double_tap_on_the_last_yes_writes_once(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    # A button's small note says so where the channel has one; WhatsApp has none, so the first answer comes again.
    again = "Bot: Sudah dicatat: 1 setoran. ... [...]" if world.way == "whatsapp" else ""
    await play(f"""
        Lilis: nanti saja
        Bot: Setoran: ... [Satu per satu] [Sudah semua]
        Lilis: siti 10rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: [Ya]
        Bot: Sudah dicatat: 1 setoran. ... [...]
        Lilis: [Ya] lagi
        {again}
    """)
    assert await book(world) == ["2026-02-03 saving Siti simpanan_wajib +10000"]


async def test_something_written_after_the_count_is_counted_again(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play(OPENED)
    await play(f"""
        Lilis: nanti saja
        Bot: Setoran: ... [Satu per satu] [Sudah semua]
        Lilis: siti 10rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / {SAVINGS}
        Lilis: sudah semua
        Bot: Dana sosial ... [Semua setor] [Tidak dikumpulkan]
        Lilis: tidak dikumpulkan
        Bot: Ada biaya ... [Tidak ada] [Ada biaya]
        Lilis: tidak ada
        Bot: {CASH}
        Lilis: 10rb
        Bot: Uang Rp10.000 (sepuluh ribu), sama dengan buku. ... Tutup rapat? {CLOSE}
        Lilis: eh salah, siti 15rb bukan 10rb
        Bot: Siti, Simpanan wajib: Rp10.000 jadi Rp15.000 (lima belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. / {CASH}
    """)


async def test_a_list_that_was_interrupted_goes_on_at_its_open_question(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun")
    play.memory.words["daftar"] = "siti 10\nyuyun 10\nlilis 10\ncucu blm"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... / Semua angka ini ribuan? 10 = Rp10.000. [Ya] [Bukan]
        Lilis: menu
        Bot: Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. ... [...]
        Lilis: rapat
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / ... / Semua angka ini ribuan? 10 = Rp10.000.
            [Ya] [Bukan]
        (jam +2 hari)
        Lilis: ya
        Bot: Simpanan wajib Rp10.000: Siti, Yuyun, Lilis. / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran. ... [...]
    """)
    assert (await book(world))[0] == "2026-02-03 saving Siti simpanan_wajib +10000"


async def test_what_another_officer_has_written_meanwhile_is_not_written_again(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Yuyun")
    play.memory.words["daftar"] = "siti 10rb\nyuyun 10rb\nlilis 10rb\ncucu blm"
    await play(OPENED)
    await play("""
        Lilis: <daftar>
        Bot: ... Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Cucu: rapat
        Bot: Siapa yang tidak datang? ... [...]
        Cucu: <daftar>
        Bot: ... Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Cucu: ya
        Bot: Sudah dicatat: 3 setoran. ... [...]
        Lilis: ya
        Bot: ... [...]
    """)
    assert len(await book(world)) == 3


async def test_a_line_of_the_list_is_taken_at_the_attendance_and_at_the_count(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Yuyun")
    await play(OPENED)
    await play(f"""
        Lilis: siti 10rb
        Bot: Simpanan wajib Rp10.000: Siti. / Jumlah masuk Rp10.000 (sepuluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
        Lilis: nanti saja
        Bot: {SAVINGS}
        Lilis: sudah semua
        Bot: Dana sosial ... [Semua setor] [Tidak dikumpulkan]
        Lilis: tidak dikumpulkan
        Bot: Ada biaya di rapat ini? [Tidak ada] [Ada biaya]
        Lilis: tidak
        Bot: {CASH}
        Lilis: yuyun 5rb
        Bot: Simpanan wajib Rp5.000: Yuyun. / Jumlah masuk Rp5.000 (lima ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / {CASH}
        Lilis: kurang 5rb
        Bot: Jadi uangnya Rp10.000 (sepuluh ribu)? [Ya] [Tidak]
        Lilis: ya
        Bot: Uang Rp10.000. Buku Rp15.000. Kurang Rp5.000. [Hitung lagi] [...]
        Lilis: [Lupa ditulis]
        Bot: Baik. Tulis dulu yang lupa, nanti kita hitung lagi. / {SAVINGS}
    """)
    assert len(await book(world)) == 2
