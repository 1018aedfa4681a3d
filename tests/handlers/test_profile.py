"""One phone, several women: the door word, the PIN, the harmless outside, and never a silent switch."""

import pytest

from db import people
from db.unit import Unit
from tests.play import Play
from tests.world import Way, World

OUTSIDE = (
    "Ada yang bisa saya bantu, Bu? [Pelatihan umum] [Jadwal kelas] [Resep] [Syarat bantuan] [Alamat kantor]"
)
INSIDE = "HP ini sekarang untuk Siti. Ada yang bisa saya bantu? [...]"
NOT_THERE = f"Nomor itu tidak ada, Bu. / {OUTSIDE}"

NOT_UNDERSTOOD = f"Maaf, saya belum mengerti. / Pilih salah satu, atau ketik PETUGAS. / {OUTSIDE}"

LOCKS = """
    Siti: kunci
    Bot: Dengan nomor rahasia, orang lain tidak bisa membaca obrolan Ibu. / Mau dipanggil siapa di HP ini?
    Siti: Siti
    Bot: Pilih satu kata pembuka, misalnya nama buah. Kata itu untuk masuk nanti.
    Siti: Mawar
    Bot: Pilih nomor rahasia, 6 angka. ...
    Siti: 27 13 90
    Bot: Ketik nomor itu sekali lagi.
    Siti: 271390
    Bot: Sudah, Bu. HP ini sekarang untuk Siti. / Kalau Ibu diam 10 menit, obrolan ini tertutup sendiri. /
        Untuk masuk lagi, ketik kata pembuka Ibu. ...
"""


async def goes_in(
    play: Play, world: World, word: str = "mawar", pin: str = "271390", name: str = "Siti"
) -> None:
    """She types her door word and her PIN, or the two places of it that are asked for."""
    if world.way is not Way.WHATSAPP:
        await play(f"""
            Siti: {word}
            Bot: Nomornya berapa, Bu?
            Siti: {pin}
            Bot: HP ini sekarang untuk {name}. Ada yang bisa saya bantu? [...]
        """)
        return
    await play(f"""
        Siti: {word}
        Bot: Angka ke-<satu> dan ke-<dua> nomornya?
    """)
    first, second = int(play.memory.words.pop("satu")), int(play.memory.words.pop("dua"))
    await play(f"""
        Siti: {pin[first - 1]}{pin[second - 1]}
        Bot: HP ini sekarang untuk {name}. Ada yang bisa saya bantu? [...]
    """)


def hers(world: World, name: str = "Siti") -> list[str]:
    """What she typed and is still in the chat."""
    return world.phones.typed(name)


async def test_a_phone_that_others_use_is_locked_and_opened_again(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play(f"""
        Siti: menu
        Bot: {INSIDE}
        Siti: kunci
        Bot: HP ini sekarang untuk Siti. Kuncinya mau diapakan?
            [Kunci sekarang] [Ganti nomor] [Ganti kata pembuka] [Tambah orang] [Lepas kunci]
        Siti: [Kunci sekarang]
        Bot: ... {OUTSIDE}
        Siti: bla bla
        Bot: {NOT_UNDERSTOOD}
        Siti: kabar
        Bot: {NOT_UNDERSTOOD}
    """)
    await goes_in(play, world)


async def test_at_the_first_meeting_a_shared_phone_is_told_of_the_lock(play: Play, world: World) -> None:
    await play("""
        Siti: halo
        Bot: ... HP ini dipakai sendiri, atau bersama keluarga? [...]
        Siti: bersama
        Bot: Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi. /
            Supaya orang lain tidak membaca, ketik KUNCI kapan saja. / Ada yang bisa saya bantu, Bu? [...]
        Siti: kunci
        Bot: Dengan nomor rahasia, orang lain tidak bisa membaca obrolan Ibu. / Mau dipanggil siapa di HP ini?
    """)


async def test_after_ten_minutes_the_outside_answers_and_her_talk_waits(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play(f"""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [Boleh] [Tidak] [...]
        (jam +11 menit)
        Siti: boleh
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / {OUTSIDE}
        Siti: lanjut
        Bot: {OUTSIDE}
    """)
    await goes_in(play, world)
    await play("""
        Siti: lanjut
        Bot: Ini untuk Siti. / Kita teruskan yang tadi, ya. ... Boleh saya catat? [Boleh] [Tidak] [...]
    """)


@pytest.mark.parametrize("word", ["kabar", "skrining", "kunci", "/antrean", "lanjut", "sambungkan", "nomor"])
async def test_the_outside_gives_nothing_away(play: Play, world: World, word: str) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    before = len(world.said["Siti"])
    await play(f"""
        (jam +11 menit)
        Siti: {word}
        Bot: ... [...]
    """)
    said = " ".join(world.said["Siti"][before:]).casefold()
    assert not [leak for leak in ("siti", "kunci", "pin", "rahasia", "simpan") if leak in said]


async def test_the_outside_teaches_cooks_and_tells_where_the_office_is(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play(f"""
        (jam +11 menit)
        Siti: menu
        Bot: {OUTSIDE}
        Siti: resep
        Bot: Mau masak apa, Bu? [Sayur bening bayam] [Tempe bacem] [Bolu pisang kukus]
        Siti: tempe
        Bot: Rebus tempe ... Ketik MENU untuk pilihan lain.
        Siti: petugas
        Bot: Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: Dinas Sosial Kaltim, Samarinda. / Petugas membalas ... / Nomor umum: polisi 110, layanan 129, darurat 112.
        Siti: syarat bantuan
        Bot: Ibu tinggal di mana? [...]
    """)


async def test_a_wrong_number_reads_the_same_whatever_is_wrong(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        (jam +11 menit)
        Siti: mawar
        Bot: ... [...]
    """)
    for _time in range(7):  # five wrong tries, then she has to wait
        await play(f"""
            Siti: 11 11 11
            Bot: {NOT_THERE}
            Siti: mawar
            Bot: ... [...]
        """)
    await play(f"""
        Siti: 271390
        Bot: {NOT_THERE}
    """)
    await play(f"""
        Siti: nomor
        Bot: ... [...]
        Siti: 271390
        Bot: {NOT_THERE}
        (jam +15 menit)
    """)
    if world.way is not Way.WHATSAPP:
        await play("""
            Siti: mawar
            Bot: Nomornya berapa, Bu?
            Siti: 271390
            Bot: Sejak terakhir masuk, ada 5 kali nomor salah. / HP ini sekarang untuk Siti. ... [...]
        """)


async def test_what_is_typed_about_the_lock_is_deleted_where_it_can_be(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        (jam +11 menit)
        Siti: menu
        Bot: ... [...]
    """)
    await goes_in(play, world)
    left = " ".join(hers(world)).casefold()
    if world.way is Way.WHATSAPP:
        assert "mawar" in left
    else:
        assert not [secret for secret in ("mawar", "271390", "27 13 90") if secret in left]


async def test_what_is_typed_about_the_lock_is_kept_nowhere_as_a_raw_event(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)

    async def count(unit: Unit) -> int:
        rows = await unit.fetch("SELECT id FROM inbox WHERE body IS NOT NULL")
        return len(rows)

    assert await world.run(count) == 1  # "kunci" itself


async def test_two_women_on_one_phone_have_nothing_of_each_other(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        Siti: panggilan
        Bot: ... [...]
        Siti: batal
        Bot: ... [...]
        Siti: kunci
        Bot: ... [...]
        Siti: tambah orang
        Bot: Serahkan HP ini kepada orangnya dulu, ya. / Halo, Bu. Saya program chat, bukan orang. Gratis. ... /
            Siapa nama panggilannya?
        Siti: Rini
        Bot: Pilih satu kata pembuka, ...
        Siti: mawar
        Bot: Kata itu mudah terketik orang lain. Pilih kata lain, Bu. / Pilih satu kata pembuka, ...
        Siti: kenanga
        Bot: Pilih nomor rahasia, 6 angka. ...
        Siti: 123456
        Bot: Nomor itu mudah ditebak. Pilih nomor lain, Bu. / Pilih nomor rahasia, ...
        Siti: 804172
        Bot: Ketik nomor itu sekali lagi.
        Siti: 804173
        Bot: Nomornya tidak sama. Kita ulang, ya, Bu. / Pilih nomor rahasia, ...
        Siti: 804172
        Bot: Ketik nomor itu sekali lagi.
        Siti: 804172
        Bot: Sudah. Rini bisa masuk dengan kata dan nomornya. / ... [...]
    """)
    await goes_in(play, world, "kenanga", "804172", "Rini")
    await play("""
        Siti: kunci
        Bot: HP ini sekarang untuk Rini. ... [Kunci sekarang] [Ganti nomor] [Ganti kata pembuka] [Tambah orang]
        Siti: kunci sekarang
        Bot: ... [...]
    """)
    await goes_in(play, world)


async def test_messages_for_her_wait_behind_her_number(play: Play, world: World) -> None:
    from conversation.text import Text

    siti = await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play(f"""
        Siti: kunci
        Bot: ... [...]
        Siti: kunci sekarang
        Bot: ... {OUTSIDE}
    """)
    await world.tell(siti, Text("Simpanan Ibu Rp50.000."))
    await play(f"""
        (jam +12 menit)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar
        Bot: {NOT_UNDERSTOOD}
    """)
    await goes_in(play, world)
    await play("""
        Siti: kabar
        Bot: Ini untuk Siti. / Kabar 1 dari 1: Simpanan Ibu Rp50.000. [...]
    """)


async def test_changing_the_number_needs_the_number(play: Play, world: World) -> None:
    if world.way is Way.WHATSAPP:
        return await _changes_by_two_digits(play, world)
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        Siti: kunci
        Bot: ... [...]
        Siti: ganti nomor
        Bot: Nomornya berapa, Bu?
        Siti: 999111
        Bot: Nomor itu tidak ada, Bu.
        Siti: kunci
        Bot: ... [...]
        Siti: ganti nomor
        Bot: Nomornya berapa, Bu?
        Siti: 271390
        Bot: Pilih nomor rahasia, 6 angka. Jangan tanggal lahir atau PIN bank.
        Siti: 550173
        Bot: Ketik nomor itu sekali lagi.
        Siti: 550173
        Bot: Baik, nomornya sudah diganti.
        Siti: kunci
        Bot: ... [...]
        Siti: kunci sekarang
        Bot: ... [...]
    """)
    await goes_in(play, world, pin="550173")
    await play("""
        Siti: kunci
        Bot: ... [...]
        Siti: lepas kunci
        Bot: Nomornya berapa, Bu?
        Siti: 550173
        Bot: ... Lepas kunci? [Ya] [Tidak]
        Siti: ya
        Bot: Baik, Bu. HP ini tidak terkunci lagi.
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)


async def _changes_by_two_digits(play: Play, world: World) -> None:
    """Where the PIN stays readable, two of its places prove it."""
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        Siti: kunci
        Bot: ... [...]
        Siti: ganti kata pembuka
        Bot: Angka ke-<satu> dan ke-<dua> nomornya?
    """)
    first, second = (int(play.memory.words.pop(name)) for name in ("satu", "dua"))
    await play(f"""
        Siti: {"271390"[first - 1]} {"271390"[second - 1]}
        Bot: Pilih satu kata pembuka, ...
        Siti: melati
        Bot: Baik, kata pembukanya sudah diganti.
        Siti: kunci
        Bot: ... [...]
        Siti: kunci sekarang
        Bot: ... {OUTSIDE}
        Siti: mawar
        Bot: {NOT_UNDERSTOOD}
    """)
    await goes_in(play, world, "melati")


async def test_what_is_about_money_or_consent_names_whose_it_is(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: Ini untuk Siti. / ... Boleh saya catat? [Boleh] [Tidak] [...]
    """)


async def test_where_nobody_else_looks_no_name_is_said(play: Play, world: World) -> None:
    siti = await world.add("Siti")

    async def name(unit: Unit) -> None:
        await people.set_details(unit, siti, name="Siti")

    await world.run(name)
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)


@pytest.mark.parametrize("way", ["steady", "telegram"], indirect=True)
async def test_what_stood_there_before_the_lock_goes_as_soon_as_what_came_after(
    play: Play, world: World
) -> None:
    await world.add("Siti", phone="shared")
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)
    await play(LOCKS)
    await play("(jam +11 menit)")
    assert world.phones.screen("Siti") == []
