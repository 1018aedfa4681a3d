"""`check` counts the cost ledger anew, and finds a sum that somebody changed, on both engines."""

import pytest

from db import message_costs
from db.message_cost_check import Costs, verify
from db.unit import Unit
from domain.templates import Category
from tests.db.desk import Desk


async def verified(desk: Desk) -> Costs:
    found = await verify(desk.storage.engine)
    await desk.storage.engine.rollback()
    return found


async def charge(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        await message_costs.expect(unit, 1, Category.UTILITY)
        await message_costs.bill(unit, 2, Category.SERVICE)
        await message_costs.expect(unit, 3, Category.UTILITY)
        await message_costs.bill(unit, 3, Category.MARKETING)
        await message_costs.expect(unit, 4, Category.UTILITY)
        await message_costs.forget(unit, 4)

    await desk.run(job)


async def test_a_ledger_as_it_should_be_has_no_fault(desk: Desk) -> None:
    assert await verified(desk) == Costs(messages=0, adrift=0)
    await charge(desk)
    assert await verified(desk) == Costs(messages=3, adrift=0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE message_months SET messages = messages + 1 WHERE category = 'service'",
        "DELETE FROM message_months WHERE category = 'utility'",
        "DELETE FROM message_costs WHERE outbox_id = 2",
        "UPDATE message_costs SET category = 'service' WHERE outbox_id = 3",
    ],
)
async def test_what_was_changed_by_hand_is_found(desk: Desk, sql: str) -> None:
    await charge(desk)

    async def job(unit: Unit) -> None:
        unit.write(sql)

    await desk.run(job)
    found = await verified(desk)
    assert found.adrift > 0
    assert found.month


async def test_months_whose_messages_are_forgotten_are_believed(desk: Desk) -> None:
    await charge(desk)
    desk.now_ms += 2 * message_costs.KEPT_MS
    await charge_later(desk)

    async def job(unit: Unit) -> None:
        message_costs.tidy(unit)

    await desk.run(job)
    assert await verified(desk) == Costs(messages=4, adrift=0)


async def charge_later(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        await message_costs.bill(unit, 9, Category.SERVICE)

    await desk.run(job)
