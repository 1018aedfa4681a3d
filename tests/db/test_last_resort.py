"""What was said while nothing could be written is known afterwards, and goes from a phone that others read."""

from functools import partial

import pytest

from db import last_resort, outbox, people
from db.last_resort import Said
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from tests.db.office_world import World, world

__all__ = ["world"]


async def address_of(world: World, woman: Actor) -> str:
    async def job(unit: Unit) -> str:
        (row,) = await unit.fetch(
            "SELECT id AS account_id, owner_id, address FROM accounts WHERE id = $1", woman.account_id
        )
        await unit.vault.have([owner_of(row["owner_id"])])
        return people.open_address(unit, row)

    return await world.run(job)


@pytest.mark.parametrize(("phone", "goes_after_ms"), [("shared", outbox.SENSITIVE_CLEARED_MS), ("own", None)])
async def test_it_stands_in_the_outbox_like_any_message(
    world: World, phone: str, goes_after_ms: int | None
) -> None:
    woman = await world.woman()

    async def use(unit: Unit) -> None:
        people.set_phone(unit, woman.account_id, phone)

    await world.run(use)
    said = Said(channel=woman.channel, address=await address_of(world, woman), message_ref="77")
    assert await world.run(partial(last_resort.note, said=[said])) == 1
    (row,) = await world.rows("SELECT state, message_ref, clear_ms FROM outbox")
    assert (row["state"], row["message_ref"]) == ("sent", "77")
    assert row["clear_ms"] == (world.desk.now_ms + goes_after_ms if goes_after_ms else 0)


async def test_a_chat_of_nobody_we_know_is_left_out(world: World) -> None:
    said = Said(channel="simulator", address="nobody", message_ref="1")
    assert await world.run(partial(last_resort.note, said=[said])) == 0
    assert await world.rows("SELECT id FROM outbox") == []
