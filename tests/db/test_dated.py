"""The day a group saves for is planned with the rule, taken up once, and not before its morning."""

from dataclasses import replace
from datetime import date

import pytest

from db import dated, group_rules
from db.dated import Coming
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule
from tests.db.desk import NOON_MS, Desk
from tests.db.officers_world import Group, open_group
from tests.world import RULES

DAY = date(2026, 3, 20)
WEEK_BEFORE_MS = NOON_MS + 38 * 86_400_000 - 2 * 3_600_000  # 13 March, 09.00 WIB


@pytest.fixture
async def group(desk: Desk) -> Group:
    made = await open_group(desk)

    async def job(unit: Unit) -> None:
        kind = KindRule(kind=SavingKind.KHUSUS, name="Lebaran", until=DAY)
        rules = replace(
            RULES, kinds=(*RULES.kinds, kind), from_day=date(2026, 2, 4), decided_day=date(2026, 2, 3)
        )
        await group_rules.add(unit, made.id, rules, by=1)
        await dated.plan(unit, made.id, rules)  # as every later change of the rules does

    await desk.run(job)
    return made


async def test_it_is_taken_up_once_on_its_morning(desk: Desk, group: Group) -> None:
    assert await desk.run(lambda unit: dated.next_due(unit, NOON_MS)) == WEEK_BEFORE_MS
    assert await desk.run(dated.take_due) == []
    desk.now_ms = WEEK_BEFORE_MS
    assert await desk.run(dated.take_due) == [Coming(group_id=group.id, day=DAY)]
    assert await desk.run(dated.take_due) == []
    assert await desk.run(lambda unit: dated.next_due(unit, NOON_MS)) is None


async def test_rules_without_a_day_plan_nothing(desk: Desk) -> None:
    made = await open_group(desk)
    await desk.run(lambda unit: dated.plan(unit, made.id, RULES))
    assert await desk.run(lambda unit: dated.next_due(unit, 0)) is None
