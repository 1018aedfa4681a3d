"""`python -m bot check` says that the cost ledger is the sum of its messages, and names the month that is not."""

from pathlib import Path

from db import message_costs
from db.unit import Unit
from domain.templates import Category
from tests.bot.shell import Program, Shell, of_check, plant


async def test_a_sum_that_was_changed_is_named_with_its_month(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async def job(unit: Unit) -> str:
        await message_costs.bill(unit, 1, Category.SERVICE)
        return message_costs.this_month(unit)

    async with running() as desk:
        month = await desk.run(job)
    _code, text, _errors = await shell("check", "--json")
    assert of_check(text, "message_costs")["counts"] == {"messages": 1, "adrift": 0}
    plant(tmp_path, "UPDATE message_months SET messages = 5")
    code, text, _errors = await shell("check")
    assert code == 1
    assert (
        f"message costs: 5 messages are in the ledger; 1 sums are not those of their messages, first in {month}"
        in text
    )
