"""Sharing out at the day: all at once by two officers, each woman says for herself that she has hers."""

import pytest

from db import ledger, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import saving
from tests.handlers.book_keepers import book, rows
from tests.handlers.savers import TODAY, as_lilis, mentari, save
from tests.handlers.savings.test_dated import LEBARAN, decide
from tests.handlers.second.scenes import practise
from tests.play import Play
from tests.world import MENTARI, Way, World

TATI_AND_NENENG = """
    Lilis: bagikan
    Bot: Simpanan ini untuk Jumat, 20 Maret 2026, 45 hari lagi. Tetap dibagikan sekarang? [Ya] [Tidak]
    Lilis: ya
    Bot: Tati: Rp120.000. / Neneng: Rp30.000. /
        Lebaran dibagikan ke 2 orang: Rp150.000 (seratus lima puluh ribu). / Benar begitu? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [...]
    Lilis: hp-nya
    Bot: Sudah saya sampaikan. ...
    Bot → Cucu: Lilis minta dicek berdua, ya: / Lebaran dibagikan ke 2 orang: ... [Lihat dan jawab]
    Cucu: [Lihat dan jawab]
    Bot: Tati: Rp120.000. / Neneng: Rp30.000. / Permintaan Lilis: / Lebaran dibagikan ke 2 orang: ... [Ya] [Tidak]
"""


async def saved(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    await save(world, "Neneng", 30_000, SavingKind.KHUSUS)


async def test_each_woman_gets_hers_and_says_so(play: Play, world: World) -> None:
    await saved(world)
    await play(TATI_AND_NENENG)
    await play("""
        Cucu: ya
        Bot: Terima kasih, Bu. Rp150.000 boleh diserahkan ke 2 orang. Lalu tunggu kata mereka, ya.
        Bot → Lilis: Cucu setuju. Rp150.000 boleh diserahkan ke 2 orang. ...
        Bot → Tati: Bu Tati, ini Rp120.000 untuk Ibu: Simpanan khusus. ... [Sudah saya terima] [Belum]
        Bot → Neneng: Bu Neneng, ini Rp30.000 untuk Ibu: Simpanan khusus. ... [Sudah saya terima] [Belum]
        Tati: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp120.000. Nomornya 3.
        Bot → Lilis: Tati sudah menerima ...
        Bot → Cucu: Tati sudah menerima ...
        Lilis: bagikan
        Bot: Tidak ada Lebaran yang bisa dibagikan sekarang.
    """)
    assert (await book(world))[-1] == "2026-02-03 withdrawal Tati simpanan_khusus -120000"
    assert await rows(world, "SELECT count(*) FROM payouts WHERE state = 'waiting'") == [(1,)]


async def test_what_has_changed_meanwhile_is_shared_out_to_nobody(play: Play, world: World) -> None:
    await saved(world)
    await play(TATI_AND_NENENG)
    await save(world, "Neneng", 5_000, SavingKind.KHUSUS)
    await play("""
        Cucu: ya
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi.
    """)
    assert await rows(world, "SELECT count(*) FROM payouts") == [(0,)]


async def test_one_witness_speaks_for_all_who_have_no_phone(play: Play, world: World) -> None:
    await saved(world)
    await as_lilis(world, lambda unit: write_in(unit, world))
    await play("""
        Lilis: bagikan
        Bot: ... Tetap dibagikan sekarang? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Imas: Rp10.000. / Euis: Rp10.000. / 2 orang tidak punya HP. Siapa saksinya? Yang bukan pengurus.
            [Tati] [Neneng]
        Lilis: tati
        Bot: Lebaran dibagikan ke 4 orang: Rp170.000 (seratus tujuh puluh ribu). Saksinya Tati. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp170.000 boleh diserahkan ke 4 orang. ...
        Bot → Lilis: Cucu setuju. ...
        Bot → Tati: Bu Tati, ini Rp120.000 untuk Ibu: ... [...]
        Bot → Tati: Imas menerima Rp10.000, Simpanan khusus. Ibu melihat uangnya diserahkan? [...]
        Bot → Tati: Euis menerima Rp10.000, Simpanan khusus. Ibu melihat uangnya diserahkan? [...]
        Bot → Neneng: ... [...]
    """)


async def write_in(unit: Unit, world: World) -> None:
    group = world.groups[MENTARI]
    for name in ("Imas", "Euis"):
        number = await members.add(unit, group, name=name, joined_day=TODAY)
        draft = saving(day=TODAY, by=1, member=number, kind=SavingKind.KHUSUS, amount=10_000)
        await ledger.post(unit, group, draft, key=f"saved/{name}")


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_in_practice_everybody_has_it_at_once(play: Play, world: World) -> None:
    await mentari(world)
    await decide(world, LEBARAN)
    await as_lilis(world, lambda unit: write_in(unit, world))
    await practise(world)
    await play("""
        Lilis: bagikan
        Bot: ... [Ya] [Tidak]
        Lilis: ya
        Bot: ... Lebaran dibagikan ke 2 orang: Rp20.000 (dua puluh ribu). / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Di kelompok sungguhan, ini dicek berdua. / Rp20.000 boleh diserahkan ke 2 orang. ...
    """)
    assert await rows(world, "SELECT count(*) FROM payouts WHERE state = 'received'") == [(2,)]
