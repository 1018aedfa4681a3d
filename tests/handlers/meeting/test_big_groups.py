"""Sixty women with long names: no message over 500 characters, no journal over its limit, by list and one by one."""

import pytest

from domain.group_rules import MEMBERS_MAX
from tests.crowd import lend
from tests.handlers.book_keepers import book, mentari
from tests.play import Play
from tests.world import MENTARI, Way, World

NAMES = tuple(
    f"Demo Rahmawati {word}"
    for word in (
        "Abi Adi Ajo Ali Ami Ani Ari Asa Ati Ayu Bea Bia Cia Dea Dia Ela Ema Ena Era Eva Fia Gia Ida Ika Ila Ina Ira Isa "
        "Iwi Jia Kia Lia Mia Nia Oca Oda Ola Ona Opi Ria Sia Tia Uci Uda Ula Umi Uni Uwi Via Wia Yaa Yea Yia Yoa Zia Zoa Zua Zya"
    ).split()
)
LIST = "\n".join(f"{name.split()[-1]} 10rb" for name in NAMES[:50])


@pytest.fixture
def way() -> Way:
    return Way.STEADY


async def test_by_list(play: Play, world: World) -> None:
    assert len(NAMES) + 2 == MEMBERS_MAX
    await mentari(world, *NAMES)
    play.memory.words["daftar"] = LIST
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: 60 nama. 50 setor. / Tidak disebut: ..., dan ... lagi. / 10 orang tidak disebut. Mereka bagaimana? [...]
        Lilis: semua tidak datang
        Bot: Simpanan wajib Rp10.000: Demo Rahmawati Abi, ..., dan 46 lagi. / Jumlah masuk Rp500.000 (lima ratus ribu).
            Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 50 setoran. ... [...]
    """)
    assert len(await book(world)) == 50


async def test_one_by_one(play: Play, world: World) -> None:
    await mentari(world, *NAMES)
    await play("""
        Lilis: rapat
        Bot: ... [Ya] [Tanggal lain]
        Lilis: ya
        Bot: ... [Semua hadir] [Nanti saja]
        Lilis: semua hadir
        Bot: ... [Satu per satu] [Sudah semua]
        Lilis: [Satu per satu]
        Bot: Lilis, Simpanan wajib: berapa? [...]
    """)
    for _number in range(MEMBERS_MAX):
        await play("""
            Lilis: [Rp10.000]
            Bot: ... [...]
        """)
    assert len(await book(world)) == MEMBERS_MAX


async def test_every_one_of_them_pays_an_instalment(play: Play, world: World) -> None:
    await mentari(world, *NAMES)
    await lend(world, world.groups[MENTARI], everybody=True)
    await play("""
        Lilis: rapat
        Bot: ... [Ya] [Tanggal lain]
        Lilis: ya
        Bot: ... [Semua hadir] [Nanti saja]
        Lilis: semua hadir
        Bot: ... [Satu per satu] [Sudah semua]
        Lilis: sudah semua
        Bot: Cicilan pinjaman: ... [Satu per satu] [Sudah semua]
        Lilis: [Satu per satu]
        Bot: Lilis, cicilan: berapa? [...]
    """)
    for _number in range(MEMBERS_MAX):
        await play("""
            Lilis: [Rp112.000]
            Bot: ... [...]
        """)
    paid = [line for line in await book(world) if line.startswith("2026-02-03 repayment")]
    assert len(paid) == MEMBERS_MAX
