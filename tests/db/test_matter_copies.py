"""Which message of ours stands for which of a matter, on both engines: found by quotes, withdrawn, forgotten."""

from collections.abc import Awaitable, Callable

from db import matter_copies, outbox, statuses
from db.matter_copies import Copy
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.delivery_status import Status
from domain.matters import Matter
from tests.db.matter_world import held, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def holding(world: World) -> tuple[Actor, Matter]:
    """A worker, and a matter that is hers."""
    worker = await worker_of(world)
    return worker, await held(world, await world.woman(), worker)


async def copy(
    world: World,
    matter: Matter,
    to: Actor,
    n: int,
    *,
    first_n: int = 0,
    state: str = "sent",
    ref: str = "",
    due_ms: int = 0,
) -> int:
    """A message of ours on that person's phone; the row."""

    async def job(unit: Unit) -> int:
        await unit.vault.have([owner_of(to.person_id)])
        row = Queued(
            id=unit.new_id(),
            account_id=to.account_id,
            person_id=to.person_id,
            channel=to.channel,
            kind="relay",
            lane=2,
            due_ms=due_ms or unit.now_ms,
            pushed=True,
            body=b'{"chat":"demo","text":"halo"}',
            made_ms=unit.now_ms,
        )
        outbox.add(unit, row, state=state)
        unit.write("UPDATE outbox SET message_ref = $2 WHERE id = $1", row.id, ref)
        matter_copies.note(unit, row.id, matter.id, n, to.person_id, first_n=first_n)
        return row.id

    return await world.run(job)


async def quoted(world: World, account_id: int, ref: str) -> Copy | None:
    return await world.run(lambda unit: matter_copies.find_quoted(unit, account_id, ref))


async def on_phones(world: World, matter_id: int, n: int) -> list[int]:
    found = await world.run(lambda unit: matter_copies.copies_of(unit, matter_id, n))
    return [each.outbox_id for each in found]


async def use_phone(world: World, account_id: int, phone: str) -> None:
    sql = "UPDATE accounts SET phone = $2 WHERE id = $1"
    await world.run(_now(lambda unit: unit.write(sql, account_id, phone)))


async def test_a_quote_finds_the_matter_of_that_message_on_that_phone_only(world: World) -> None:
    worker, matter = await holding(world)
    other = await worker_of(world)
    await copy(world, matter, worker, 1, ref="77")
    found = await world.run(lambda unit: matter_copies.find_quoted(unit, worker.account_id, "77"))
    assert found == Copy(matter_id=matter.id, n=1)
    for account, ref in ((other.account_id, "77"), (worker.account_id, "78"), (worker.account_id, "")):
        assert await quoted(world, account, ref) is None


async def test_where_a_message_was_changed_in_place_the_newest_row_says_what_it_is(world: World) -> None:
    worker, matter = await holding(world)
    await copy(world, matter, worker, 1, ref="77")
    second = await copy(world, matter, worker, 0, ref="77")
    found = await world.run(lambda unit: matter_copies.find_quoted(unit, worker.account_id, "77"))
    assert found == Copy(matter_id=matter.id, n=0)
    assert await world.run(lambda unit: matter_copies.find_row(unit, worker.account_id, "77")) == second


async def test_her_own_message_may_be_quoted_too(world: World) -> None:
    woman = await world.woman()
    written = await write(world, woman, message_ref="12")
    found = await world.run(lambda unit: matter_copies.find_quoted(unit, woman.account_id, "12"))
    assert found == Copy(matter_id=written.matter.id, n=1)


async def test_a_bundle_stands_for_each_of_its_messages_and_a_page_for_none(world: World) -> None:
    worker, matter = await holding(world)
    bundle = await copy(world, matter, worker, 4, first_n=2)
    await copy(world, matter, worker, 0)
    for n, there in ((1, []), (2, [bundle]), (3, [bundle]), (4, [bundle]), (5, [])):
        assert await on_phones(world, matter.id, n) == there


async def test_who_has_it_no_more_gets_nothing_that_was_on_its_way(world: World) -> None:
    worker, matter = await holding(world)
    other = await worker_of(world)
    rows = [
        await copy(world, matter, worker, 1, state=each)
        for each in ("queued", "retry", "pull", "held", "sent")
    ]
    hers = await copy(world, matter, other, 1, state="queued")
    await world.run(_now(lambda unit: matter_copies.withdraw(unit, matter.id, worker.person_id)))
    states = {row["id"]: row["state"] for row in await world.run(_states)}
    assert [states[each] for each in rows] == ["dropped"] * 4 + ["sent"]
    assert states[hers] == "queued"


async def test_what_was_put_off_goes_at_once_to_a_phone_of_her_own_only(world: World) -> None:
    worker, matter = await holding(world)
    far_ms = 9_999_999_999_999
    row = await copy(world, matter, worker, 1, state="queued", due_ms=far_ms)
    waits = lambda unit: matter_copies.is_postponed(unit, matter.id, worker.person_id)  # noqa: E731
    assert await world.run(waits)
    for phone, left in (("shared", True), ("own", False)):
        await use_phone(world, worker.account_id, phone)
        await world.run(_now(lambda unit: matter_copies.bring_forward(unit, matter.id, worker.person_id)))
        assert await world.run(waits) is left
    assert row


async def test_what_her_channel_refused_goes_once_she_writes_and_nothing_else_does(world: World) -> None:
    worker, matter = await holding(world)
    rows = [await copy(world, matter, worker, 1, state=each) for each in ("pull", "dropped", "sent")]
    for phone in ("shared", "own"):
        await use_phone(world, worker.account_id, phone)
        await world.run(_now(lambda unit: matter_copies.bring_forward(unit, matter.id, worker.person_id)))
        states = {row["id"]: row["state"] for row in await world.run(_states)}
        expected = ["pull" if phone == "shared" else "queued", "dropped", "sent"]
        assert [states[each] for each in rows] == expected


async def test_an_erased_woman_is_in_nobody_elses_messages(world: World) -> None:
    worker, matter = await holding(world)
    row = await copy(world, matter, worker, 1, state="pull")
    await world.run(_now(lambda unit: matter_copies.forget(unit, matter.person_id)))

    async def look(unit: Unit) -> tuple[object, int]:
        found = await unit.fetch_one("SELECT body FROM outbox WHERE id = $1", row)
        left = await unit.fetch("SELECT outbox_id FROM matter_copies WHERE matter_id = $1", matter.id)
        assert found is not None
        return found["body"], len(left)

    assert await world.run(look) == (None, 0)


async def test_what_became_of_an_answer_is_the_best_that_any_row_says(world: World) -> None:
    worker, matter = await holding(world)
    first = await copy(world, matter, worker, 1, state="sent")
    await copy(world, matter, worker, 1, state="pull")
    await copy(world, matter, worker, 2, state="rejected")
    await world.run(lambda unit: statuses.note(unit, worker.channel, str(first), "read"))
    found = await world.run(
        lambda unit: matter_copies.statuses_of(unit, matter.id, [1, 2, 3], worker.person_id)
    )
    assert found == {1: Status.READ, 2: Status.FAILED}


async def _states(unit: Unit) -> list[dict[str, object]]:
    return [dict(row) for row in await unit.fetch("SELECT id, state FROM outbox")]


def _now(work: Callable[[Unit], None]) -> Callable[[Unit], Awaitable[None]]:
    async def job(unit: Unit) -> None:
        work(unit)

    return job
