"""Serumah: who lives under one roof does not decide on the other's loan; one officer writes it, two take it back."""

from db import loans
from tests.handlers.loans.asking import lending, secretary
from tests.handlers.savers import number_of
from tests.play import Play
from tests.world import MENTARI, World

TOGETHER = """
    Lilis: serumah
    Bot: Yang serumah tidak memutuskan pinjaman satu sama lain. / Siapa yang mau dilihat? [Lilis] [Cucu] [Siti] [Tati]
    Lilis: siti
    Bot: Siti belum dicatat serumah dengan siapa pun. / Mau apa? [Tambah] [Selesai]
    Lilis: tambah
    Bot: Siapa yang serumah dengan Siti? [Lilis] [Cucu] [Tati]
    Lilis: tati
    Bot: Siti dan Tati serumah. Keduanya sudah ditanya? [Ya] [Tidak]
    Lilis: ya
    Bot: Sudah dicatat. Keduanya dikabari, kalau punya HP.
    Bot → Siti: Di buku kelompok, Ibu dicatat serumah dengan Tati. Keliru? Bilang ke ketua.
    Bot → Tati: Di buku kelompok, Ibu dicatat serumah dengan Siti. Keliru? Bilang ke ketua.
"""


async def household(world: World, name: str) -> set[str]:
    number = await number_of(world, name)
    found = await world.run(lambda unit: loans.household_of(unit, world.groups[MENTARI], number))
    names = {await number_of(world, each): each for each in ("Lilis", "Cucu", "Siti", "Tati")}
    return {names[each] for each in found}


async def test_one_officer_writes_it_down_and_both_women_hear_of_it(play: Play, world: World) -> None:
    await lending(world, "Tati")
    await play(TOGETHER)
    assert await household(world, "Siti") == {"Tati"}
    assert await household(world, "Tati") == {"Siti"}
    await play("""
        Lilis: serumah
        Bot: ... Siapa yang mau dilihat? [...]
        Lilis: tati
        Bot: Tati serumah dengan Siti. / Mau apa? [Tambah] [Tidak serumah lagi] [Selesai]
        Lilis: tambah
        Bot: ... [Lilis] [Cucu]
        Lilis: cucu
        Bot: Tati dan Cucu serumah. Keduanya sudah ditanya? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. ...
        Bot → Cucu: ...
        Bot → Tati: ...
    """)
    assert await household(world, "Siti") == {"Tati", "Cucu"}, "who lives with one of them lives with all"


async def test_to_take_it_back_needs_two_who_do_not_live_there(play: Play, world: World) -> None:
    await lending(world, "Tati")
    await secretary(world)
    await play(TOGETHER.replace("[Tati]", "[Tati] [Euis]"))
    await play("""
        Lilis: serumah
        Bot: ... [...]
        Lilis: siti
        Bot: Siti serumah dengan Tati. / Mau apa? [...]
        Lilis: tidak serumah lagi
        Bot: Siti serumah dengan Tati. Mulai sekarang tidak lagi. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Siti serumah dengan Tati. Mulai sekarang tidak lagi. [Lihat dan jawab]
        Bot → Euis: ... [Lihat dan jawab]
        Euis: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Euis: ya
        Bot: Terima kasih, Bu. Siti sudah dicatat tinggal sendiri.
        Bot → Lilis: Euis setuju. Siti sudah dicatat tinggal sendiri.
        Bot → Siti: Di buku kelompok, Ibu tidak lagi dicatat serumah dengan anggota lain.
    """)
    assert await household(world, "Siti") == set()


async def test_an_officer_does_not_change_her_own_home(play: Play, world: World) -> None:
    await lending(world, "Tati")
    siti, cucu = await number_of(world, "Siti"), await number_of(world, "Cucu")
    await world.run(lambda unit: loans.set_household(unit, world.groups[MENTARI], siti, [cucu]))
    await play("""
        Cucu: serumah
        Bot: ... [...]
        Cucu: siti
        Bot: Siti serumah dengan Cucu. / Mau apa? [...]
        Cucu: tidak serumah lagi
        Bot: Ini tentang rumah Ibu sendiri. Pengurus lain yang mengubah.
        Lilis: serumah
        Bot: ... [...]
        Lilis: siti
        Bot: ... [...]
        Lilis: tidak serumah lagi
        Bot: ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Perlu dua pengurus lain, yang tidak serumah dengannya. Tambah satu pengurus dulu, ya.
    """)
    assert await household(world, "Siti") == {"Cucu"}
