"""Savings for a day: she sees how long it still is, hears of it a week before, and takes it out when it has come."""

from dataclasses import replace
from datetime import date

import pytest

from db import group_rules
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule
from domain.money import Rupiah
from tests.handlers.savers import mentari, save
from tests.play import Play
from tests.world import MENTARI, RULES, Way, World

TODAY = date(2026, 2, 3)
# WhatsApp lets nobody write first after a day; there it waits under "kabar".
WAYS = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
LEBARAN = KindRule(kind=SavingKind.KHUSUS, amount=Rupiah(5_000), name="Lebaran", until=date(2026, 3, 20))


async def decide(world: World, *kinds: KindRule, day: date = TODAY) -> None:
    """The group's meeting wants to save for a day."""

    async def job(unit: Unit) -> None:
        rules = replace(RULES, kinds=(*RULES.kinds, *kinds), from_day=day, decided_day=TODAY)
        await group_rules.add(unit, world.groups[MENTARI], rules, by=1)

    await world.run(job)


async def test_she_sees_what_is_there_and_how_long_it_still_is(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    await play("""
        Tati: tabungan
        Bot: Simpanan Ibu di Mentari: Lebaran Rp120.000, untuk Jumat, 20 Maret 2026 (45 hari lagi)
            Jumlah Rp120.000. / ... [...]
        Tati: uang kelompok
        Bot: ... Lebaran Rp120.000, untuk Jumat, 20 Maret 2026 (45 hari lagi) ...
    """)


@WAYS
async def test_a_week_before_everybody_who_saves_for_it_hears_of_it_once(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    await save(world, "Lilis", 30_000, SavingKind.KHUSUS)
    await world.use_phone("Tati", "shared")
    await play("""
        (jam +38 hari)
        Bot → Lilis: Lebaran Ibu Rp30.000. Dibagikan Jumat, 20 Maret 2026.
        Bot → Lilis: Lebaran semua anggota Rp150.000, dibagikan Jumat, 20 Maret 2026. Uang kas Rp150.000.
            Kalau sudah harinya, ketik: bagikan.
        Bot → Cucu: Lebaran semua anggota Rp150.000, dibagikan Jumat, 20 Maret 2026. Uang kas Rp150.000.
            Kalau sudah harinya, ketik: bagikan.
        Bot → Tati: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        (jam +10 hari)
    """)


async def test_a_day_that_the_meeting_has_given_up_is_not_told(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    await decide(world, replace(LEBARAN, until=None), day=date(2026, 2, 4))
    await play("""
        (jam +45 hari)
        Tati: tabungan
        Bot: Simpanan Ibu di Mentari: Lebaran Rp120.000 Jumlah Rp120.000. / ... [...]
    """)


@WAYS
async def test_before_its_day_it_is_asked_once_more_and_on_its_day_not(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    await play("""
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: ... [Simpanan khusus] [Semua, karena keluar] [Tidak jadi]
        Lilis: khusus
        Bot: Simpanan ini untuk Jumat, 20 Maret 2026, 45 hari lagi. Tetap diambil sekarang? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tidak ada yang diambil.
        (jam +45 hari)
        Bot → Lilis: Lebaran semua anggota ...
        Bot → Cucu: Lebaran semua anggota ...
        Bot → Tati: Lebaran Ibu Rp120.000. ...
        Tati: tabungan
        Bot: ... Lebaran Rp120.000, sudah boleh diambil ... [...]
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: ... [Simpanan khusus] [...]
        Lilis: khusus
        Bot: Berapa yang diambil Tati?
    """)
