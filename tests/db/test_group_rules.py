"""Rules by their day, on both engines: the newest that has begun holds, and none reaches back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from db import group_rules, groups, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, RuleReachesBack, Rules, undecided
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah
from domain.year_rules import YearRules
from domain.zones import WIB
from tests.db.desk import Desk

TODAY = date(2026, 2, 3)
FIRST = Rules(
    kinds=(
        KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
        KindRule(kind=SavingKind.KHUSUS, name="Lebaran", until=date(2026, 3, 10)),
    ),
    rhythm=Rhythm.SELAPAN,
    meeting_day=date(2025, 12, 3),
    from_day=date(2025, 12, 3),
    decided_day=date(2025, 12, 3),
    fine=Rupiah(1_000),
)


async def a_group(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name="Demo Mentari", place="Cipanas", zone=WIB, demo=True)

    return await desk.run(job)


async def decide(desk: Desk, group_id: int, rules: Rules) -> None:
    async def job(unit: Unit) -> None:
        await group_rules.add(unit, group_id, rules, by=1)

    await desk.run(job)


async def on(desk: Desk, group_id: int, day: date) -> Rules:
    return await desk.run(lambda unit: group_rules.rules_on(unit, group_id, day))


async def test_what_was_decided_is_read_as_it_was_written(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)
    assert await on(desk, group_id, TODAY) == FIRST


async def test_what_was_decided_about_loans_and_the_year_is_read_as_it_was_written(desk: Desk) -> None:
    group_id = await a_group(desk)
    decided = replace(
        FIRST,
        loans=LoanRules(methods=(Method.FLAT, Method.DECLINING), rate=200, months_max=10),
        year=YearRules(cadangan=30, jasa_simpanan=25, jasa_pinjaman=25, pengurus=10, pendidikan=5, sosial=5),
    )
    await decide(desk, group_id, decided)
    assert await on(desk, group_id, TODAY) == decided


def test_rules_of_before_there_were_loans_are_read_and_written_as_ever() -> None:
    kept = group_rules.to_json(FIRST)
    assert not {"loans", "year"} & json.loads(kept).keys()
    assert group_rules.from_json(kept, FIRST.from_day, FIRST.decided_day) == FIRST


async def test_before_anything_was_decided_nothing_is_due(desk: Desk) -> None:
    group_id = await a_group(desk)
    assert await on(desk, group_id, TODAY) == undecided(TODAY)
    await decide(desk, group_id, FIRST)
    assert await on(desk, group_id, date(2025, 12, 2)) == undecided(date(2025, 12, 2))


async def test_a_change_holds_from_its_day_on_and_not_before(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)
    dearer = replace(
        FIRST,
        kinds=(KindRule(kind=SavingKind.WAJIB, amount=Rupiah(20_000)),),
        from_day=date(2026, 3, 3),
        decided_day=TODAY,
    )
    await decide(desk, group_id, dearer)
    assert await on(desk, group_id, date(2026, 3, 2)) == FIRST
    assert await on(desk, group_id, date(2026, 3, 3)) == dearer
    assert await desk.run(lambda unit: group_rules.find_coming(unit, group_id, TODAY)) == dearer
    assert await desk.run(lambda unit: group_rules.find_coming(unit, group_id, date(2026, 3, 3))) is None


async def test_of_two_for_the_same_day_the_later_decision_holds(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)
    for amount in (15_000, 12_000):
        await decide(
            desk,
            group_id,
            replace(FIRST, kinds=(KindRule(kind=SavingKind.WAJIB, amount=Rupiah(amount)),), from_day=TODAY),
        )
    assert (await on(desk, group_id, TODAY)).usual(SavingKind.WAJIB) == 12_000


async def test_a_change_never_reaches_back(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)
    with pytest.raises(RuleReachesBack):
        await decide(desk, group_id, replace(FIRST, from_day=date(2026, 2, 2)))
    assert await on(desk, group_id, TODAY) == FIRST


async def test_nor_to_a_day_on_which_something_is_written(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)

    async def write(unit: Unit) -> None:
        unit.write(
            "INSERT INTO ledger_entries (group_id, number, kind, day, month, by_member, note_hash, made_ms, key_hash,"
            " input_hash, previous_hash, entry_hash) VALUES ($1, 1, 'saving', $2, 24313, 1, $3, 0, $3, $3, $3, $3)",
            group_id,
            TODAY.isoformat(),
            b"demo",
        )
        await members.add(unit, group_id, name="Demo Lilis", joined_day=TODAY)

    await desk.run(write)
    with pytest.raises(RuleReachesBack):
        await decide(desk, group_id, replace(FIRST, from_day=TODAY))
    await decide(desk, group_id, replace(FIRST, from_day=date(2026, 2, 4)))


async def test_what_was_decided_is_never_changed_or_taken_away(desk: Desk) -> None:
    group_id = await a_group(desk)
    await decide(desk, group_id, FIRST)
    for sql in ("UPDATE group_rules SET from_day = '2020-01-01'", "DELETE FROM group_rules"):

        async def job(unit: Unit, sql: str = sql) -> None:
            unit.write(sql)

        with pytest.raises(Exception, match="append-only"):
            await desk.run(job)
    assert await on(desk, group_id, TODAY) == FIRST
