"""What a year's end has set aside for officers and for learning: spent by two, never more than there is, never alone."""

import pytest

from db import year_ends
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import SecondNeeded
from domain.payouts import Kind
from handlers.second.payout_steps import body_of, start_alone
from tests.handlers.savers import number_of
from tests.handlers.year import scenes
from tests.play import Play
from tests.world import MENTARI, World


@pytest.fixture
async def closed(world: World) -> World:
    """120.000 are set aside for the officers, 60.000 for learning."""
    await scenes.mentari(world)
    await scenes.write_year(world)
    by, second = await number_of(world, "Lilis"), await number_of(world, "Cucu")

    async def job(unit: Unit) -> None:
        await year_ends.close_year(unit, world.groups[MENTARI], 2025, by=by, second=second)

    await world.run(job)
    return world


async def test_even_a_small_sum_out_of_a_fund_takes_two_officers(play: Play, closed: World) -> None:
    await play("""
        Lilis: biaya
        Bot: Biaya untuk apa? [Biaya rapat] [Alat tulis] [Transport] [Biaya lain] [Dana pengurus] [Dana pendidikan]
        Lilis: dana pengurus
        Bot: Dipakai untuk apa? Tulis pendek saja.
        Lilis: honor setahun
        Bot: Berapa, Bu?
        Lilis: 130rb
        Bot: Dananya tinggal Rp120.000. Belum cukup. / Berapa, Bu?
        Lilis: 40rb
        Bot: Siapa yang menerima uangnya? [...]
        Lilis: lilis
        Bot: Dana pengurus, honor setahun: Rp40.000 (empat puluh ribu). / Uangnya untuk Lilis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... [Ya] [Tidak]
        Cucu: ya
        Bot: ... Lalu tunggu Lilis bilang sudah terima.
        Bot → Lilis: Bu Lilis, ini Rp40.000 untuk Ibu: ... [Sudah saya terima] [Belum]
        Bot → Lilis: Cucu setuju. ...
        Lilis: [Sudah saya terima]
        Bot: ... Sudah dicatat: Ibu menerima Rp40.000. ...
        Bot → Cucu: ...
    """)
    found = await scenes.balances(closed)
    assert found[Account.DANA_PENGURUS] == 80_000
    assert Account.BIAYA_LAIN not in found  # what was set aside is no cost of the new year


async def test_every_member_sees_what_was_set_aside(play: Play, closed: World) -> None:
    await play("""
        Siti: uang kelompok
        Bot: ... Dana sosial Rp60.000 / Dana cadangan Rp360.000 / Dana pengurus Rp120.000 / Dana pendidikan Rp60.000 / ...
    """)


async def test_no_officer_takes_out_of_a_fund_alone_whatever_she_sends(closed: World) -> None:
    lilis = await number_of(closed, "Lilis")
    body = body_of(
        kind=Kind.COST,
        account=Account.DANA_PENGURUS,
        member=lilis,
        witness=None,
        amount=5_000,
        note="honor",
    )

    async def job(unit: Unit) -> None:
        unit.actor = await closed.actor(unit, "Lilis")
        await start_alone(unit, closed.groups[MENTARI], body)

    with pytest.raises(SecondNeeded):
        await closed.run(job)
    assert (await scenes.balances(closed))[Account.DANA_PENGURUS] == 120_000
