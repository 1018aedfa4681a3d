"""Each message counts once in its month, whatever order the channel tells in; sums outlive the rows."""

import random
from functools import partial

from db import message_costs, statuses
from db.unit import Unit
from domain.money import Rupiah
from domain.templates import Category
from tests.db.desk import Desk

DAY_MS = 24 * 3_600_000


async def counted(desk: Desk) -> dict[str, tuple[int, int]]:
    month = await desk.run(message_costs.month)
    return {count.category.value: (count.billed, count.expected) for count in month.counts}


async def test_a_message_is_billed_once_however_often_the_channel_says_so(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        for _time in range(3):
            await message_costs.bill(unit, 7, Category.SERVICE)
        await message_costs.bill(unit, 8, Category.SERVICE)

    await desk.run(job)
    assert await counted(desk) == {"service": (2, 0)}


async def test_what_was_expected_is_corrected_by_what_the_channel_charges(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        await message_costs.expect(unit, 7, Category.UTILITY)
        await message_costs.expect(unit, 7, Category.UTILITY)
        await message_costs.expect(unit, 8, Category.UTILITY)
        await message_costs.expect(unit, 9, Category.UTILITY)
        await message_costs.bill(unit, 7, Category.MARKETING)
        await message_costs.bill(unit, 8, Category.FREE)
        await message_costs.expect(unit, 7, Category.UTILITY)  # a late "sent"

    await desk.run(job)
    assert await counted(desk) == {"marketing": (1, 0), "free": (1, 0), "utility": (0, 1)}


async def test_what_was_not_delivered_costs_nothing_unless_it_was_charged(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        await message_costs.expect(unit, 7, Category.UTILITY)
        await message_costs.forget(unit, 7)
        await message_costs.forget(unit, 7)
        await message_costs.bill(unit, 8, Category.UTILITY)
        await message_costs.forget(unit, 8)

    await desk.run(job)
    assert await counted(desk) == {"utility": (1, 0)}


async def test_the_statuses_of_a_message_charge_for_it_in_whatever_order_they_come(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit, told: list[str], outbox_id: int) -> None:
        unit.write(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
            " VALUES ($1, $2, $3, 'whatsapp', 'answer', 1, 'sent', 0, 0)",
            outbox_id,
            siti.account_id,
            siti.person_id,
        )
        for status in told:
            await statuses.note(unit, "whatsapp", str(outbox_id), status, category="service")

    orders = (
        ["sent", "delivered", "read"],
        ["read", "sent", "delivered"],
        ["delivered", "sent", "sent"],
        ["sent", "failed"],
        ["failed", "sent"],
        ["sent"],
    )
    for number, told in enumerate(orders):
        await desk.run(partial(job, told=told, outbox_id=1000 + number))
    assert await counted(desk) == {"service": (3, 1)}


async def test_what_was_charged_before_we_knew_its_number_is_charged_all_the_same(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit) -> None:
        for status, category in (("read", ""), ("sent", "service")):
            await statuses.note(unit, "whatsapp", "wamid.demo", status, category=category)
        unit.write(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms, sent_ms,"
            " message_ref) VALUES (1, $1, $2, 'whatsapp', 'answer', 1, 'sent', 0, 0, $3, 'wamid.demo')",
            siti.account_id,
            siti.person_id,
            unit.now_ms,
        )
        await statuses.settle_parked(unit)

    await desk.run(job)
    assert await counted(desk) == {"service": (1, 0)}


async def test_a_price_holds_from_its_month_on_and_nothing_is_invented(desk: Desk) -> None:
    async def job(unit: Unit) -> list[object]:
        found: list[object] = [await message_costs.estimate(unit, 0, 10)]
        message_costs.set_price(unit, Category.UTILITY, 100, "2026-01")
        message_costs.set_price(unit, Category.UTILITY, 250, "2026-03")
        found.append(await message_costs.estimate(unit, 0, 10))
        found.append(await message_costs.estimate(unit, 1, 10))  # nobody has set what an answer costs
        found.append((await message_costs.prices(unit, "2026-03"))[Category.UTILITY])
        found.append(dict(await message_costs.prices(unit, "2025-12")))
        return found

    assert await desk.run(job) == [None, Rupiah(10), None, 250, {}]


async def test_the_cap_is_reached_by_what_is_on_its_way_too(desk: Desk) -> None:
    async def job(unit: Unit) -> list[object]:
        message_costs.set_price(unit, Category.UTILITY, 100)
        found: list[object] = [await message_costs.left(unit)]
        message_costs.set_cap(unit, Rupiah(2))
        await message_costs.expect(unit, 1, Category.UTILITY)
        found += [await message_costs.left(unit), await message_costs.is_full(unit)]
        await message_costs.expect(unit, 2, Category.UTILITY)
        found += [await message_costs.left(unit), await message_costs.is_full(unit)]
        message_costs.set_cap(unit, None)
        found += [await message_costs.cap(unit), await message_costs.is_full(unit)]
        return found

    assert await desk.run(job) == [None, Rupiah(1), False, Rupiah(0), True, None, False]


async def test_the_sums_of_months_outlive_what_single_messages_cost(desk: Desk) -> None:
    await desk.run(lambda unit: message_costs.bill(unit, 7, Category.UTILITY))
    desk.now_ms += 200 * DAY_MS

    async def job(unit: Unit) -> tuple[int, list[tuple[str, int]]]:
        message_costs.tidy(unit)
        rows = await unit.fetch("SELECT outbox_id FROM message_costs")
        months = await message_costs.list_months(unit, 12)
        return len(rows), [(each.month, each.counts[0].messages) for each in months]

    assert await desk.run(job) == (0, [("2026-02", 1)])


async def test_whatever_is_told_in_whatever_order_the_sums_are_those_of_the_rows(desk: Desk) -> None:
    chance = random.Random(9)
    told: dict[int, tuple[str, bool]] = {}
    categories = [Category.UTILITY, Category.MARKETING, Category.SERVICE, Category.FREE]

    async def job(unit: Unit) -> None:
        for _step in range(300):
            message, category = chance.randrange(20), chance.choice(categories)
            before = told.get(message)
            match chance.randrange(3):
                case 0:
                    await message_costs.expect(unit, message, category)
                    if before is None or not before[1]:
                        told.pop(message, None)
                        if category is not Category.FREE:
                            told[message] = (category.value, False)
                case 1:
                    await message_costs.bill(unit, message, category)
                    if before is None or not before[1]:
                        told[message] = (category.value, True)
                case _:
                    await message_costs.forget(unit, message)
                    if before is not None and not before[1]:
                        del told[message]

    await desk.run(job)
    sums: dict[str, tuple[int, int]] = {}
    for category, billed in told.values():
        one, other = sums.get(category, (0, 0))
        sums[category] = (one + billed, other + (not billed))
    assert await counted(desk) == sums
    assert sums, "nothing happened"
