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


@pytest.mark.parametrize(
    ("state", "told", "becomes"),
    (
        ("uncertain", "sent", "sent"),
        ("retry", "delivered", "sent"),
        ("uncertain", "failed", "uncertain"),
        ("queued", "sent", "queued"),
        ("pull", "read", "pull"),
    ),
)
async def test_what_nobody_knew_to_have_arrived_is_settled_and_not_sent_once_more(
    world: World, state: str, told: str, becomes: str
) -> None:
    worker, matter = await holding(world)
    row = await copy(world, matter, worker, 1, state=state)

    async def job(unit: Unit) -> tuple[str, str]:
        await statuses.note(unit, worker.channel, str(row), told, message_ref="wamid.B")
        found = await unit.fetch_one("SELECT state, message_ref FROM outbox WHERE id = $1", row)
        assert found is not None
        return found["state"], found["message_ref"]

    after, ref = await world.run(job)
    assert after == becomes
    assert (ref == "wamid.B") is (becomes == "sent")


async def test_what_failed_is_settled_once_and_old_words_of_it_are_old(world: World) -> None:
    worker, matter = await holding(world)
    row = await copy(world, matter, worker, 1, ref="wamid.A")

    async def job(unit: Unit) -> list[object]:
        async def told(status: str, ref: str = "wamid.A") -> object:
            fault = "131026 unreachable" if status == "failed" else ""
            return await statuses.note(unit, worker.channel, str(row), status, fault, message_ref=ref)

        found: list[object] = [await told("failed", "wamid.other"), await told("failed")]
        statuses.take_back(unit, row)
        unit.write("UPDATE outbox SET state = 'pull' WHERE id = $1", row)
        found += [await told("failed"), await told("sent"), await statuses.of_outbox(unit, [row])]
        found += [await told("read"), await statuses.of_outbox(unit, [row])]
        return found

    failure = statuses.Failure(outbox_id=row, fault="131026 unreachable")
    assert await world.run(job) == [
        None,
        failure,
        None,
        None,
        {row: Status.WAITING},
        None,
        {row: Status.READ},
    ]


async def test_what_was_told_while_its_answer_was_on_the_way_is_known_when_that_is_lost(world: World) -> None:
    worker, matter = await holding(world)
    brought = await copy(world, matter, worker, 1, state="sending")
    failed = await copy(world, matter, worker, 1, state="sending")
    silent = await copy(world, matter, worker, 1, state="sending")

    async def job(unit: Unit) -> list[object]:
        for row, status in ((brought, "delivered"), (failed, "failed"), (failed, "sent")):
            fault = "131026 unreachable" if status == "failed" else ""
            await statuses.note(unit, worker.channel, str(row), status, fault, message_ref=f"wamid.{row}")
        return [await statuses.told_meanwhile(unit, row) for row in (brought, failed, silent)]

    failure = statuses.Failure(outbox_id=failed, fault="131026 unreachable")
    assert await world.run(job) == [(f"wamid.{brought}", None), ("", failure), ("", None)]
