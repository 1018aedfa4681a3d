"""What channels tell of our messages: kept so that it only rises, in whatever order it comes, on both engines."""

from itertools import permutations

import pytest

from db import statuses
from db.unit import Unit
from domain.delivery_status import Status
from tests.db.office_world import World, world
from tests.db.test_matter_copies import copy, holding

__all__ = ["world"]


async def note(world: World, ref: str, status: str, *, channel: str = "simulator", fault: str = "") -> None:
    await world.run(lambda unit: statuses.note(unit, channel, ref, status, fault))


async def known(world: World, row: int) -> Status:
    found: dict[int, Status] = await world.run(lambda unit: statuses.of_outbox(unit, [row]))
    return found[row]


async def test_all_orders_come_to_the_same_and_never_fall(world: World) -> None:
    worker, matter = await holding(world)
    for order in permutations(("sent", "delivered", "read", "failed")):
        row = await copy(world, matter, worker, 1)
        reached = [Status.SENT]
        for word in (*order, *order):
            await note(world, str(row), word, channel=worker.channel)
            reached.append(await known(world, row))
        ranks = [Status.SENT, Status.FAILED, Status.DELIVERED, Status.READ]
        assert reached == sorted(reached, key=ranks.index)
        assert reached[-1] is Status.READ


@pytest.mark.parametrize(
    ("state", "status"),
    (
        ("queued", Status.WAITING),
        ("retry", Status.WAITING),
        ("pull", Status.WAITING),
        ("held", Status.WAITING),
        ("sending", Status.WAITING),
        ("sent", Status.SENT),
        ("uncertain", Status.SENT),
        ("rejected", Status.FAILED),
        ("dropped", Status.FAILED),
    ),
)
async def test_before_a_channel_tells_anything_the_row_does(world: World, state: str, status: Status) -> None:
    worker, matter = await holding(world)
    assert await known(world, await copy(world, matter, worker, 1, state=state)) is status


async def test_what_another_message_stands_for_says_nothing_of_it(world: World) -> None:
    worker, matter = await holding(world)
    row = await copy(world, matter, worker, 1, state="dropped")

    async def replaced(unit: Unit) -> None:
        unit.write("UPDATE outbox SET fault = $2 WHERE id = $1", row, statuses.REPLACED)

    await world.run(replaced)
    assert await known(world, row) is Status.WAITING


async def test_what_is_told_before_the_number_is_known_is_not_lost(world: World) -> None:
    worker, matter = await holding(world)
    for word in ("read", "sent"):
        await note(world, "wamid.demo", word, channel=worker.channel)
    row = await copy(world, matter, worker, 1, ref="wamid.demo")

    async def sent(unit: Unit) -> None:
        unit.write("UPDATE outbox SET sent_ms = $2 WHERE id = $1", row, unit.now_ms)

    await world.run(sent)
    assert await known(world, row) is Status.SENT
    await world.run(statuses.settle_parked)
    assert await known(world, row) is Status.READ
    assert await world.run(_parked) == 0


async def test_a_word_about_nothing_is_forgotten_after_some_days(world: World) -> None:
    await note(world, "wamid.nobody", "read")
    await world.run(statuses.settle_parked)
    assert await world.run(_parked) == 1
    world.pass_time(statuses.PARKED_MS // 60_000 + 1)
    await world.run(statuses.settle_parked)
    assert await world.run(_parked) == 0


@pytest.mark.parametrize("word", ("", "deleted", "warning"))
async def test_other_words_and_no_reference_leave_nothing(world: World, word: str) -> None:
    await note(world, "wamid.demo", word)
    await note(world, "", "read")
    assert await world.run(_parked) == 0


async def test_a_number_of_another_channel_is_none_of_ours(world: World) -> None:
    worker, matter = await holding(world)
    row = await copy(world, matter, worker, 1)
    await note(world, str(row), "read", channel="elsewhere")
    assert await known(world, row) is Status.SENT


async def _parked(unit: Unit) -> int:
    return len(await unit.fetch("SELECT status FROM parked_statuses"))
