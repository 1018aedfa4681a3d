"""Prices and the cap are set by whoever pays; what has no price is said, never invented."""

import pytest

from db import message_costs
from db.unit import Unit
from domain.templates import Category
from tests.bot.shell import Program, Shell


async def test_without_prices_nothing_is_said_to_cost_anything(shell: Shell) -> None:
    code, out, err = await shell("costs")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("Price of")] == [
        f"Price of one {each}: not set" for each in ("marketing", "utility", "authentication", "service")
    ]


async def test_the_months_are_told_by_category_with_what_has_no_price(shell: Shell, running: Program) -> None:
    async with running() as desk:

        async def job(unit: Unit) -> str:
            for outbox_id in range(3):
                await message_costs.bill(unit, outbox_id, Category.UTILITY)
            await message_costs.expect(unit, 3, Category.UTILITY)
            await message_costs.bill(unit, 4, Category.SERVICE)
            return message_costs.this_month(unit)

        month = await desk.run(job)
        await shell("costs", "price", "utility", "356,65")
        code, out, _err = await shell("costs", "cap", "Rp1.000")
    assert code == 0
    assert "Price of one utility: Rp356,65\n" in out
    assert out.split(f"{month}: ")[1].splitlines() == [
        "Rp1.427; announcements stop at Rp1.000 (reached)",
        "  utility: 4 messages, Rp1.427, of these 1 not charged yet",
        "  service: 1 messages, no price set",
        "  1 messages have no price, so the sum is too low",
    ]


async def test_a_cap_is_taken_away_again(shell: Shell) -> None:
    _code, out, _err = await shell("costs", "cap", "500000")
    assert "announcements stop at Rp500.000" in out
    code, out, _err = await shell("costs", "cap", "none")
    assert (code, "announcements stop" in out) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("price", "utility", "1.2.3"), "is no price"),
        (("price", "utility", "20000"), "is no price"),
        (("price", "utility", "5", "--from", "november"), "is no month"),
        (("cap", "banyak"), "is no cap"),
        (("cap", "9" * 20), "is no cap"),
    ],
)
async def test_what_cannot_be_meant_is_refused(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = await shell("costs", *arguments)
    assert (code, out) == (2, "")
    assert said in err


async def test_who_set_it_is_written_down(shell: Shell, running: Program) -> None:
    await shell("costs", "price", "service", "100")
    async with running() as desk:

        async def job(unit: Unit) -> list[tuple[str, int]]:
            rows = await unit.fetch("SELECT object, actor FROM audit ORDER BY id")
            return [(row["object"], row["actor"]) for row in rows]

        assert await desk.run(job) == [("message price", 0)]
