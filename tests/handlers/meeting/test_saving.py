"""Setor: one saving, in a meeting or between two; she who saved gets a receipt, once."""

from domain.roles import Role
from tests.handlers.book_keepers import book, mentari, rows
from tests.handlers.office_people import add_named
from tests.play import Play
from tests.world import World

UNTIL_CONFIRM = """
    Lilis: setor
    Bot: Siapa yang menabung? [Lilis] [Cucu] [Yuyun] [Siti]
    Lilis: Siti
    Bot: Simpanan apa? [Simpanan wajib] [Simpanan sukarela] [Dana sosial] [Simpanan pokok]
    Lilis: wajib
    Bot: Siti, Simpanan wajib: berapa? [Rp10.000]
    Lilis: 25rb
    Bot: Siti, Simpanan wajib, Rp25.000 (dua puluh lima ribu). Benar? [Ya] [Tidak]
"""


async def test_a_saving_is_posted_once_and_the_member_gets_a_receipt(play: Play, world: World) -> None:
    await mentari(world, "Yuyun")
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    await play(UNTIL_CONFIRM)
    await play("""
        Lilis: ya
        Bot: Sudah dicatat. No. 0001. Jumlah simpanan Siti: Rp25.000.
        Bot → Siti: Sudah dicatat, Bu. ... Rp25.000 (dua puluh lima ribu) ... [Benar] [Ada yang beda]
    """)
    assert await book(world) == ["2026-02-03 saving Siti simpanan_wajib +25000"]
    assert "Lilis write book Siti saving" in world.audit


async def test_a_no_writes_nothing(play: Play, world: World) -> None:
    await mentari(world, "Yuyun", "Siti")
    await play(UNTIL_CONFIRM)
    await play("""
        Lilis: tidak
        Bot: Baik, tidak dicatat.
    """)
    assert await book(world) == []


async def test_in_a_meeting_it_belongs_to_the_meeting_and_to_its_day(play: Play, world: World) -> None:
    await mentari(world, "Yuyun", "Siti")
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: tanggal lain
        Bot: Rapat tanggal berapa?
        Lilis: kemarin
        Bot: Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
        Lilis: nanti saja
        Bot: Setoran: ... [Satu per satu] [Sudah semua]
    """)
    await play(UNTIL_CONFIRM)
    await play("""
        Lilis: ya
        Bot: Sudah dicatat. No. 0001. ...
    """)
    assert await rows(world, "SELECT day, meeting FROM ledger_entries") == [("2026-02-02", 1)]


async def test_an_absurd_amount_is_asked_again_and_nothing_is_nothing(play: Play, world: World) -> None:
    await mentari(world, "Yuyun", "Siti")
    await play("""
        Lilis: setor
        Bot: Siapa yang menabung? [...]
        Lilis: siti
        Bot: Simpanan apa? [...]
        Lilis: kredit
        Bot: Maaf, saya belum mengerti. ... Simpanan apa? [...]
        Lilis: sukarela
        Bot: Siti, Simpanan sukarela: berapa?
        Lilis: -5000
        Bot: Maaf, saya belum mengerti. ... Siti, Simpanan sukarela: berapa?
        Lilis: 20 juta
        Bot: Rp20.000.000 (dua puluh juta) itu besar. Benar sebesar itu? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tidak dicatat.
    """)
    assert await book(world) == []


async def test_only_who_keeps_the_book_may_write(play: Play, world: World) -> None:
    await mentari(world)
    await world.add("Siti", Role.MEMBER)
    await play("""
        Siti: setor
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)
    assert await book(world) == []
