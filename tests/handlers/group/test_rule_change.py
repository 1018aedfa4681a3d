"""From when a changed rule holds, asked the same way of every rule: never a day that is over."""

from datetime import date

from handlers.group.rule_change import find_rules
from tests.handlers.loans.asking import LENDING, decide
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import MENTARI, World


async def test_only_officers_may_change_what_everybody_may_read(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await decide(world, LENDING)
    for name, may in (("Siti", False), ("Lilis", True)):

        async def job(unit, name: str = name):
            unit.actor = await world.actor(unit, name)
            return await find_rules(unit, world.groups[MENTARI])

        found = await world.run(job)
        assert (found.may_change, found.rules.loans, found.today) == (may, LENDING, date(2026, 2, 3))


async def test_a_loan_rule_never_reaches_back_either(play: Play, world: World) -> None:
    await mentari(world)
    await decide(world, LENDING)
    await play("""
        Lilis: aturan pinjaman
        Bot: ... [...]
        Lilis: lama cicilan
        Bot: Paling lama dicicil berapa bulan?
        Lilis: 6
        Bot: Rapat tanggal berapa yang memutuskan?
        Lilis: kemarin
        Bot: Mulai kapan? [Rapat berikutnya] [Mulai besok] [Tanggal lain]
        Lilis: tanggal lain
        Bot: Mulai tanggal berapa?
        Lilis: 3 februari 2026
        Bot: Aturan tidak berlaku mundur. Mulai tanggal berapa?
        Lilis: 10 februari 2026
        Bot: Aturan mulai Selasa, 10 Februari 2026. / Dicicil paling lama 6 bulan. / ... Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik. Aturannya tetap.
    """)
