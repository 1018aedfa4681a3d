"""Figures leave a group by a dated decision of its meeting, for a year, for that purpose."""

from datetime import date

import pytest

from db import group_decisions
from db.group_decisions import AUDITOR, NoDecision
from db.unit import Unit
from tests.db.desk import Desk
from tests.ledger_world import open_book

DECIDED = date(2026, 2, 1)


@pytest.mark.parametrize(
    "today, holds",
    [(DECIDED, True), (date(2027, 2, 1), True), (date(2027, 2, 2), False), (date(2026, 1, 31), False)],
)
async def test_a_decision_holds_for_a_year_from_its_day(desk: Desk, today: date, holds: bool) -> None:
    mentari = await open_book(desk)

    async def job(unit: Unit) -> None:
        group_decisions.add(unit, mentari.id, AUDITOR, DECIDED, by=1)
        await group_decisions.require(unit, mentari.id, AUDITOR, today)

    if holds:
        await desk.run(job)
    else:
        with pytest.raises(NoDecision):
            await desk.run(job)


async def test_a_decision_is_of_one_group_and_one_purpose(desk: Desk) -> None:
    one, other = await open_book(desk), await open_book(desk)

    async def job(unit: Unit) -> tuple[date | None, ...]:
        group_decisions.add(unit, one.id, AUDITOR, DECIDED, by=1)
        group_decisions.add(unit, one.id, AUDITOR, date(2026, 1, 1), by=1)
        return (
            await group_decisions.find_newest(unit, one.id, AUDITOR),
            await group_decisions.find_newest(unit, one.id, "else"),
            await group_decisions.find_newest(unit, other.id, AUDITOR),
        )

    assert await desk.run(job) == (DECIDED, None, None)
