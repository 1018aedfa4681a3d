"""Mentari lends: what its meeting decided, what is in its box, and the chat in which Siti asks."""

from dataclasses import replace

from db import group_rules, loans
from db.unit import Unit
from domain.accounts import SavingKind
from domain.loan_rules import LoanRules, Method
from domain.roles import Role
from handlers.second.telling import names_of
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari, save
from tests.world import MENTARI, RULES, World

LENDING = LoanRules(methods=(Method.FLAT, Method.DECLINING), rate=200, months_max=10, savings_percent=300)

# Siti asks for Rp500.000, in ten months, and takes the cheaper way.
SITI_ASKS = """
    Siti: pinjam
    Bot: Uangnya untuk apa, Bu? Contoh: tepung dan wajan. Hanya pengurus yang membaca. [Tidak usah ditulis]
    Siti: tepung dan wajan
    Bot: Ibu bisa pinjam paling banyak Rp900.000. Itu 3 kali simpanan Ibu. / Ibu mau pinjam berapa?
    Siti: 500rb
    Bot: Mau dicicil berapa bulan? Paling lama 10 bulan.
    Siti: 10
    Bot: Jasa itu uang tambahan untuk kas kelompok. / Jasa tetap. Tiap bulan Rp60.000. / Jumlah semua yang dibayar Rp600.000. /
        Jasa menurun. Bulan pertama Rp60.000, lalu makin kecil. Bulan terakhir Rp51.000. /
        Jumlah semua yang dibayar Rp555.000. / Jasa menurun lebih murah Rp45.000. /
        Mau cara yang mana, Bu? [Jasa tetap] [Jasa menurun]
"""

SITI_SAYS_YES = """
    Siti: menurun
    Bot: Jasa menurun: Rp2.000 sebulan untuk tiap Rp100.000 yang belum dibayar. /
        Bulan ke-1: Rp60.000. / Bulan ke-2: Rp59.000. / ... / Bulan ke-10: Rp51.000. /
        Itu bayaran tiap bulan. Lanjut, Bu? [Ya] [Tidak]
    Siti: ya
    Bot: Pinjaman Rp500.000 (lima ratus ribu), 10 bulan. /
        Bulan pertama Rp60.000, lalu makin kecil. Bulan terakhir Rp51.000. /
        Jumlah semua yang dibayar Rp555.000 (lima ratus lima puluh lima ribu). / Benar? [Ya] [Tidak]
    Siti: ya
    Bot: Permintaannya sudah sampai ke pengurus. Dua pengurus yang memutuskan. /
        Hasilnya saya kabari, Bu. Tidak jadi? Ketik: pinjam.
"""

MENTARI_PUSHES = """
    Bot → Lilis: Siti minta pinjam Rp500.000, 10 bulan. Tolong dilihat, ya. [Lihat]
    Bot → Cucu: Siti minta pinjam Rp500.000, 10 bulan. Tolong dilihat, ya. [Lihat]
"""


async def lending(
    world: World, *others: str, rules: LoanRules | None = LENDING, borrower: str = "Siti"
) -> None:
    """Lilis, Cucu and Siti, who has Rp300.000; the others saved enough for a loan to be paid out."""
    await mentari(world, borrower, *others)
    await save(world, borrower, 300_000, SavingKind.SUKARELA)
    await save(world, "Cucu", 1_200_000, SavingKind.SUKARELA)
    await decide(world, rules)


async def decide(world: World, rules: LoanRules | None) -> None:
    """What the group's meeting decided about loans, in force for a month."""

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO group_rules (id, group_id, from_day, decided_day, body, by_member, made_ms)"
            " VALUES ($1, $2, '2026-01-03', '2026-01-03', $3, 1, 0)",
            unit.new_id(),
            world.groups[MENTARI],
            group_rules.to_json(replace(RULES, loans=rules)),
        )

    await world.run(job)


async def secretary(world: World) -> None:
    """Euis is a third officer."""
    await add_named(world, "Euis", "Euis", Role.SECRETARY)


async def loans_of(world: World) -> list[str]:
    """All loans of the group as lines: number, whose, how much, how long, which way, state, what for."""

    async def job(unit: Unit) -> list[str]:
        group = world.groups[MENTARI]
        names = await names_of(unit, group)
        return [
            f"{each.number} {names[each.member]} {each.amount} {each.months} {each.terms.method.value}"
            f" {each.state.value} {each.purpose}".rstrip()
            for each in await loans.list_loans(unit, group)
        ]

    return await world.run(job)
