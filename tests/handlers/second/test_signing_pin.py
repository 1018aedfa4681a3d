"""Her number for signing: chosen on her own phone, changed with the old one, forgotten with a day's wait."""

import pytest

from db import signing
from db.unit import Unit, Unprepared
from tests.handlers.book_keepers import book
from tests.handlers.savers import hold_meeting, mentari
from tests.handlers.second.numbers import NUMBER, chooses_number
from tests.handlers.second.test_correct import CORRECTED, TOLD, TOO_MUCH
from tests.play import Play
from tests.world import Way, World

ASK_OR_STOP = "Mau coba lagi? [Coba lagi] [Di HP-nya] [Nanti saja]"


async def test_she_changes_it_only_with_the_old_one(play: Play, world: World) -> None:
    await world.add("Siti")
    await chooses_number(play, world, "Siti")
    await play("""
        Siti: angka tanda
        Bot: Angka tanda Ibu sudah ada. Mau apa? [Ganti angka] [Saya lupa] [Tidak usah]
        Siti: ganti
        Bot: Ketik dulu angka yang lama.
        Siti: 999111
        Bot: Angkanya belum cocok. Coba lagi nanti, ya.
        Siti: angka tanda
        Bot: Angka tanda Ibu sudah ada. Mau apa? [...]
        Siti: tidak usah
        Bot: Baik, Bu. Angkanya tetap yang lama.
        Siti: angka tanda
        Bot: Angka tanda Ibu sudah ada. Mau apa? [...]
        Siti: ganti
        Bot: Ketik dulu angka yang lama.
        Siti: 804172
        Bot: Pilih 6 angka. Jangan tanggal lahir.
        Siti: 123456
        Bot: Nomor itu mudah ditebak. Pilih nomor lain, Bu. / Pilih 6 angka. Jangan tanggal lahir.
        Siti: 503918
        Bot: Ketik angka itu sekali lagi.
        Siti: 503918
        Bot: Sudah, Bu. Angka tandanya saya simpan. ...
    """)
    assert await tried(world, "Siti", "503918")
    assert not await tried(world, "Siti", NUMBER)


async def test_who_forgot_hers_chooses_another_that_serves_a_day_later(play: Play, world: World) -> None:
    await mentari(world)
    await chooses_number(play, world, "Cucu")
    await play("""
        Cucu: angka tanda
        Bot: Angka tanda Ibu sudah ada. Mau apa? [...]
        Cucu: saya lupa
        Bot: Tidak apa-apa. Angka yang baru bisa dipakai mulai besok, supaya aman. / Pilih 6 angka. ...
        Cucu: 503918
        Bot: Ketik angka itu sekali lagi.
        Cucu: 503918
        Bot: Sudah, Bu. Angka tandanya saya simpan. / Angka itu bisa dipakai mulai besok. ...
        Bot → Lilis: Seorang pengurus mengganti angka tandanya. Yang baru berlaku besok.
    """)
    assert not await tried(world, "Cucu", "503918")
    await world.pass_time(24 * 3600)
    assert await tried(world, "Cucu", "503918")


async def tried(world: World, name: str, number: str) -> bool:
    """Whether the whole number is hers; the slow work is done as a turn does it."""
    work: dict[object, object] = {}

    async def job(unit: Unit) -> bool:
        unit.actor = await world.actor(unit, name)
        unit.work = work
        return (await signing.try_pin(unit, unit.actor.person_id, number, own=True)).right

    while True:
        try:
            return await world.run(job)
        except Unprepared as slow:
            work[slow.key] = slow.call()


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_after_five_wrong_tries_the_right_one_does_not_serve_either_and_she_is_warned(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await chooses_number(play, world, "Cucu")
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. ... Cucu, setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: Angka tandanya?
    """)
    for number in ("111223", "111224", "111225", "111226"):
        await play(f"""
            Lilis: {number}
            Bot: Angkanya belum cocok. ... {ASK_OR_STOP}
            Lilis: coba lagi
            Bot: Angka tandanya?
        """)
    await play(f"""
        Lilis: 111227
        Bot: Angkanya belum cocok. ... {ASK_OR_STOP}
        Bot → Cucu: Angka tanda Ibu beberapa kali salah diketik. Kalau bukan Ibu, ketik PETUGAS.
        Lilis: coba lagi
        Bot: Angka tandanya?
        Lilis: {NUMBER}
        Bot: Angkanya belum cocok. ... {ASK_OR_STOP}
        (jam +16 menit)
        Lilis: coba lagi
        Bot: Angka tandanya?
        Lilis: {NUMBER}
        Bot: Terima kasih, Cucu. Sudah dibetulkan. Nomor barunya 3. / HP-nya boleh dikembalikan.
        Bot → Tati: Bu, catatan Ibu nomor 1 dibetulkan. ... [Benar] [Ada yang beda]
        Bot → Cucu: Tadi Ibu setuju, dengan angka tanda di HP Lilis: / ...
    """)
    assert await book(world) == CORRECTED
