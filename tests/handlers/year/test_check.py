"""Periksa tahun: the pengawas sees sums and no names, says whether it fits, and the officers hear and see it."""

import pytest

from domain.roles import Role
from tests.handlers.book_keepers import rows
from tests.handlers.office_people import add_named
from tests.handlers.year import scenes
from tests.play import Play
from tests.world import World


@pytest.fixture
async def mentari(world: World) -> World:
    await scenes.mentari(world)
    await add_named(world, "Euis", "Euis", Role.GROUP_SUPERVISOR)
    return world


SEEN = """
    Euis: periksa tahun
    Bot: Tahun 2025. Uang masuk Rp1.300.000. / ... [Lihat sisanya] [Cukup]
    Euis: lihat sisanya
    Bot: Yang dibagi Rp1.200.000: / ... / Buku tahun 2025: sudah cocok? [Cocok] [Ada yang beda] [Lihat bukunya] [Nanti saja]
"""


async def test_what_fits_is_told_to_the_officers_and_shown_when_they_close(
    play: Play, mentari: World
) -> None:
    await scenes.write_year(mentari)
    await play("""
        Lilis: tutup tahun
        Bot: Pengawas belum melihat buku tahun ini. / ... [...]
        Lilis: batal
        Bot: ... [...]
    """)
    await play(SEEN)
    await play("""
        Euis: cocok
        Bot: Terima kasih. Pengurus saya kabari.
        Bot → Lilis: Pengawas Euis sudah melihat buku tahun 2025: cocok.
        Bot → Cucu: Pengawas Euis sudah melihat buku tahun 2025: cocok.
        Lilis: tutup tahun
        Bot: Pengawas Euis: sudah dilihat, cocok. / ... [...]
    """)
    shown = "\n".join(mentari.said["Euis"])
    assert not any(name in shown for name in ("Siti", "Yuyun", "Neneng", "Imas"))


async def test_what_differs_is_said_with_its_words(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(SEEN)
    await play("""
        Euis: ada yang beda
        Bot: Apa yang beda? Tulis pendek saja.
        Euis: kuitansi konsumsi belum ada
        Bot: Terima kasih. Pengurus saya kabari.
        Bot → Lilis: Pengawas Euis melihat buku tahun 2025. / Yang beda: "kuitansi konsumsi belum ada"
        Bot → Cucu: ...
        Cucu: tutup tahun
        Bot: Pengawas Euis: ada yang beda. / Katanya: "kuitansi konsumsi belum ada" / ... [...]
    """)


async def test_what_was_written_after_her_look_is_said(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(SEEN)
    await play("""
        Euis: cocok
        Bot: Terima kasih. ...
        Bot → Lilis: ...
        Bot → Cucu: ...
    """)
    await scenes.lose(mentari, 1_000)
    await play("""
        Lilis: tutup tahun
        Bot: Pengawas Euis: cocok. Sesudah itu ada catatan baru. / ... [...]
    """)


async def test_while_she_looks_the_book_may_not_change_under_her(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(SEEN)
    await scenes.lose(mentari, 1_000)
    await play("""
        Euis: cocok
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi.
    """)
    assert await rows(mentari, "SELECT year FROM year_looks") == []


async def test_nothing_waits_while_the_year_runs_and_she_may_come_back(play: Play, mentari: World) -> None:
    await play("""
        Euis: periksa tahun
        Bot: Belum ada tahun yang menunggu dilihat.
    """)
    await scenes.write_year(mentari)
    await play(SEEN)
    await play("""
        Euis: nanti saja
        Bot: Baik. Kalau sudah siap, ketik: periksa tahun.
        Siti: periksa tahun
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


async def test_who_writes_the_book_does_not_look_at_it_for_the_pengawas(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await mentari.run(scenes.also_treasurer(mentari, "Euis"))
    await play(SEEN)
    await play("""
        Euis: cocok
        Bot: Ini dilihat pengawas yang tidak menulis buku.
    """)
