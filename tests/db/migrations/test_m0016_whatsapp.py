"""The tables of WhatsApp refuse by themselves what cannot be: one number of two accounts, a template in no state."""

import pytest

from db import aliases, message_costs, templates, windows
from db.unit import Unit
from domain.templates import Category, Template
from tests.db.desk import Desk

NEWS = Template(
    name="kabar", language="id", category=Category.UTILITY, asked_category=Category.UTILITY, text="Ada kabar."
)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE templates SET state = 'lost'",
        "INSERT INTO templates SELECT * FROM templates",
        "INSERT INTO account_aliases SELECT alias_hash, account_id, 2 FROM account_aliases",
        "UPDATE account_aliases SET account_id = 5",
        "INSERT INTO message_costs SELECT * FROM message_costs",
        "INSERT INTO message_months SELECT * FROM message_months",
        "INSERT INTO channel_stops (account_id, person_id, since_ms) VALUES (5, 5, 1)",
    ],
)
async def test_the_tables_refuse_what_cannot_be(desk: Desk, sql: str) -> None:
    siti = await desk.person("Siti")

    async def fill(unit: Unit) -> None:
        templates.submit(unit, NEWS)
        aliases.note(unit, siti.account_id, "whatsapp", "620001")
        await message_costs.bill(unit, 7, Category.UTILITY)

    await desk.run(fill)

    async def break_(unit: Unit) -> None:
        unit.write(sql)

    with pytest.raises(Exception, match=r"(?i)constraint|unique|foreign|violates"):
        await desk.run(break_)


async def test_an_account_of_before_has_no_window(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit) -> bool:
        row = await unit.fetch_one("SELECT window_until_ms FROM accounts WHERE id = $1", siti.account_id)
        assert row is not None
        return windows.has_window(row)

    assert await desk.run(job) is False
