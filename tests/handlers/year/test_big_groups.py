"""A year of sixty women with long names: no message over 500 characters, and the two officers still see every part."""

import pytest

from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.group_rules import MEMBERS_MAX
from tests.handlers.book_keepers import mentari, rows
from tests.handlers.meeting.test_big_groups import NAMES
from tests.handlers.year import scenes
from tests.play import Play
from tests.shared_year import RULES
from tests.world import Way, World

# Thirteen names or so stand in one message.
PARTS = 5


@pytest.fixture
def way() -> Way:
    return Way.STEADY


async def test_every_one_of_them_has_her_part(play: Play, world: World) -> None:
    await mentari(world, *NAMES)
    everybody = range(1, MEMBERS_MAX + 1)
    day = scenes.DAY
    await scenes.post(
        world,
        *(
            book.saving(day=day, by=1, member=number, kind=SavingKind.SUKARELA, amount=1_000_000 + number)
            for number in everybody
        ),
        *(
            book.income(
                day=day, by=1, account=Account.PENDAPATAN_JASA, amount=1_000_000 + number, member=number
            )
            for number in everybody
        ),
    )
    await scenes.decide(world, RULES)
    await play("""
        Lilis: tutup tahun
        Bot: ... [...]
        Lilis: cukup
        Bot: ... [Lihat tiap anggota] [Tidak usah]
        Lilis: lihat tiap anggota
        Bot: Lilis: Rp... / Cucu: Rp... / ... [Lihat sisanya] [Cukup]
        Lilis: cukup
        Bot: ... Jadi ditutup? [Ya] [Tidak]
        Lilis: ya
        Bot: ... [...]
        Lilis: di hp-nya
        Bot: ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Yang dibagi ... [Lihat sisanya] [Cukup]
    """)
    for _part in range(PARTS - 1):
        await play("""
            Cucu: lihat sisanya
            Bot: ... [...]
        """)
    await play("""
        Cucu: lihat sisanya
        Bot: Permintaan Lilis: / ... [Ya] [Tidak]
        Cucu: ya
        Bot: ... Tahun 2025 sudah ditutup. ...
        Bot → Lilis: Bu, tahun 2025 di Mentari sudah ditutup. / Bagian Ibu ... [...]
        Bot → Lilis: ...
    """)
    shared = await rows(
        world, "SELECT number FROM ledger_entries WHERE kind = 'share' AND member IS NOT NULL"
    )
    assert len(shared) == MEMBERS_MAX
    assert await scenes.closed_years(world) == [2025]
    assert Account.SHU not in await scenes.balances(world)
