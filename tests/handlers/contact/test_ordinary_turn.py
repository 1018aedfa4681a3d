"""Whoever fills in a form pays nothing for what others write to each other: her turns ask no table of contact."""

import re

import pytest

from db.sqlite import SqliteEngine
from tests.handlers.contact.relayed import says
from tests.world import Way, World

TABLES = re.compile(r"\b(matter\w*|contact_staff|canned_answers|outreach_codes|partners|parked_statuses)\b")
FORM = ("1", "1", "1", "34", "2", "kembali", "2")


async def asked_of_contact(world: World, *said: str) -> list[str]:
    """The statements that name one of its tables, as they ran, while she says this."""
    engine = world.app.storage.engine
    assert isinstance(engine, SqliteEngine)
    assert engine._connection is not None
    ran: list[str] = []
    await engine._connection.set_trace_callback(ran.append)
    for text in said:
        await says(world, "Siti", text)
    await engine._connection.set_trace_callback(lambda _sql: None)
    assert len(ran) > len(said)
    return [each for each in ran if TABLES.search(each)]


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_a_turn_of_screening_asks_nothing_of_contact(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await says(world, "Siti", "menu")
    assert await asked_of_contact(world, *FORM) == []
    assert "Pertanyaan" in world.phones.screen("Siti")[-1].text
    assert await asked_of_contact(world, "petugas") != []
