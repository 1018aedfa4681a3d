"""What of matters goes with a woman, and what in time, on both engines; of her neighbour nothing is lost."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from db import inspection, matter_forgetting, matters, retention
from db.erasure import erase_person
from db.people import Actor
from db.unit import Unit
from domain.keeping import PERIODS, Kept
from domain.matters import Matter
from tests.db.desk import open_desk
from tests.db.matter_traces import CANARIES, leave_traces, naming, sealed_columns
from tests.db.matter_world import DAY_MS, act, held, now, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

TABLES = sorted({table for table, _ in naming()})


async def traced(world: World, *women: Actor) -> list[Matter]:
    """Each of them has written, and everything else there is was done with it."""
    worker = await worker_of(world)
    return [
        await world.run(partial(leave_traces, woman=woman, office=world.office, worker=worker), by=woman)
        for woman in women
    ]


async def named_in(world: World, person_id: int) -> set[tuple[str, str]]:
    """Where her number stands."""
    return {
        (table, column)
        for table, column in naming()
        if await world.rows(f"SELECT 1 AS one FROM {table} WHERE {column} = $1", person_id)
    }


async def counts(world: World, tables: Iterable[str] = TABLES) -> dict[str, int]:
    return {
        table: (await world.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in sorted(tables)
    }


async def sealed_places(world: World) -> dict[str, int]:
    """How much of each sealed column of contact opens."""
    storage = world.desk.storage
    found = await inspection.open_sealed(storage.engine, storage.vault, everything=True)
    ours = [each for each in found if each.place.split(".")[0] in TABLES]
    assert [each for each in ours if each.broken] == []
    return {each.place: each.opened for each in ours if each.opened}


async def test_every_table_that_names_somebody_is_in_these_tests(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)
    assert await named_in(world, siti.person_id) == naming()
    opened = await sealed_places(world)
    assert set(opened) == sealed_columns()
    assert set(opened.values()) == {2}


async def test_a_thief_with_the_files_finds_no_word_of_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        await traced(world, await world.woman())
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"matter_messages" in content for content in files)
    assert [word for word in CANARIES for content in files if word.encode() in content] == []


async def test_nothing_of_an_erased_woman_is_left_and_of_her_neighbour_everything(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)
    await world.run(lambda unit: erase_person(unit, siti.person_id))
    assert await named_in(world, siti.person_id) == set()
    assert await named_in(world, yuyun.person_id) == naming()
    assert set((await sealed_places(world)).values()) == {1}


async def test_what_of_hers_stands_in_the_chat_of_somebody_of_an_office_goes_too(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)
    (first, _own, other, _her_own) = await world.rows("SELECT id FROM outbox ORDER BY id")

    async def sent(unit: Unit) -> None:
        for row in (first, other):
            unit.write(
                "UPDATE outbox SET state = 'sent', message_ref = 'm', sent_ms = $2 WHERE id = $1",
                row["id"],
                unit.now_ms,
            )

    await world.run(sent)
    world.pass_time(5)
    await world.run(lambda unit: erase_person(unit, siti.person_id))
    (hers,) = await world.rows("SELECT body, account_id FROM outbox WHERE id = $1", first["id"])
    assert hers["body"] is None
    (others,) = await world.rows("SELECT body FROM outbox WHERE id = $1", other["id"])
    assert others["body"] is not None
    (asked,) = await world.rows("SELECT account_id, scope, message_ref, due_ms FROM removals")
    assert asked == {
        "account_id": hers["account_id"],
        "scope": "message",
        "message_ref": "m",
        "due_ms": world.desk.now_ms,
    }


async def test_what_an_erased_worker_had_is_free_for_a_colleague_at_once(world: World) -> None:
    worker, colleague = await worker_of(world), await worker_of(world)
    matter = await held(world, await world.woman(), worker)
    world.pass_time(5)
    await world.run(lambda unit: erase_person(unit, worker.person_id))
    left = await now(world, matter)
    assert (left.holder_id, left.due_ms) == (0, world.desk.now_ms)
    assert (await act(world, colleague, matters.take, matter.id)).holder_id == colleague.person_id


async def forget(world: World, kept: Kept, days: int) -> None:
    """One walk to its end."""
    after_id = 1
    while after_id:
        after_id = await world.run(
            partial(retention.forget, kept=kept, after_id=0 if after_id == 1 else after_id, days=days)
        )


async def test_what_was_written_goes_a_year_after_the_closing_and_notes_a_year_later(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    (matter, _other) = await traced(world, siti, yuyun)
    before = await counts(world)
    words, notes = PERIODS[Kept.MATTERS].days, PERIODS[Kept.MATTER_NOTES].days
    world.desk.now_ms += 3 * notes * DAY_MS
    await forget(world, Kept.MATTERS, words)
    await forget(world, Kept.MATTER_NOTES, notes)
    assert await counts(world) == before, "what is open is not over, however old it is"
    await act(world, siti, matters.end_own, matter.id)
    world.desk.now_ms += words * DAY_MS
    await forget(world, Kept.MATTERS, words)
    assert await counts(world) == before
    world.desk.now_ms += 1
    await forget(world, Kept.MATTERS, words)
    gone = {table: before[table] - n for table, n in (await counts(world)).items() if n < before[table]}
    assert gone == {
        "matter_copies": 2,
        "matter_looks": 1,
        "matter_messages": 1,
        "matter_moves": 1,
        "matter_steps": 1,
    }
    assert (
        await world.rows("SELECT 1 AS one FROM matters WHERE id = $1 AND contact IS NOT NULL", matter.id)
        == []
    )
    world.desk.now_ms += (notes - words) * DAY_MS
    await forget(world, Kept.MATTER_NOTES, notes)
    left = await counts(world)
    assert (left["matters"], left["matter_notes"]) == (1, 1)


async def test_a_file_goes_with_the_message_it_came_with(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman)).matter

    async def attach(unit: Unit) -> None:
        unit.write(
            "INSERT INTO files (id, person_id, channel, wants, state, due_ms, name, bytes, made_ms)"
            " VALUES (1, $1, 'simulator', 'photo', 'kept', 0, 'x', 1, 1)",
            woman.person_id,
        )
        unit.write("UPDATE matter_messages SET file_id = 1 WHERE matter_id = $1", matter.id)

    await world.run(attach)
    await act(world, woman, matters.end_own, matter.id)
    world.desk.now_ms += 1
    assert await world.run(lambda unit: matter_forgetting.forget_old(unit, unit.now_ms, 500)) == 2
    assert (await world.rows("SELECT state FROM files"))[0]["state"] == "gone"


@pytest.mark.parametrize("most", [1, 3, 7])
async def test_slice_by_slice_nothing_is_passed_over(world: World, most: int) -> None:
    women = [await world.woman() for _ in range(3)]
    for woman, matter in zip(women, await traced(world, *women), strict=True):
        await act(world, woman, matters.end_own, matter.id)
    world.desk.now_ms += 1
    taken = []
    for forget_some in (matter_forgetting.forget_old, matter_forgetting.forget_notes):
        while n := await world.run(lambda unit, step=forget_some: step(unit, unit.now_ms, most)):  # type: ignore[misc]
            taken.append(n)
    assert max(taken) <= most
    left = await counts(world, [each for each in TABLES if each.startswith("matter")])
    assert set(left.values()) == {0}


async def test_cards_and_traces_go_with_their_time(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)

    async def park(unit: Unit) -> None:
        unit.write(
            "INSERT INTO parked_statuses (channel, ref_hash, status, at_ms) VALUES ('simulator', $1, 'read', $2)",
            b"0123456789abcdef",
            unit.now_ms,
        )
        unit.write("DELETE FROM outbox WHERE person_id = $1", siti.person_id)

    await world.run(park)
    days = PERIODS[Kept.OUTREACH].days
    world.desk.now_ms += days * DAY_MS
    await forget(world, Kept.OUTREACH, days)
    await forget(world, Kept.RELAY, days)
    assert await counts(world, ["outreach_codes", "parked_statuses", "matter_copies"]) == {
        "outreach_codes": 2,
        "parked_statuses": 1,
        "matter_copies": 4,
    }
    world.desk.now_ms += 1
    await forget(world, Kept.OUTREACH, days)
    await forget(world, Kept.RELAY, days)
    assert await counts(world, ["outreach_codes", "parked_statuses", "matter_copies"]) == {
        "outreach_codes": 0,
        "parked_statuses": 0,
        "matter_copies": 3,
    }


async def test_a_silent_woman_with_an_open_matter_is_not_forgotten(world: World) -> None:
    woman, silent = await world.woman(), await world.woman()
    matter = (await write(world, woman)).matter
    days = PERIODS[Kept.PERSON].days
    world.desk.now_ms += 2 * days * DAY_MS
    await forget(world, Kept.PERSON, days)
    erased = {each["person_id"] for each in await world.rows("SELECT person_id FROM erasures")}
    assert erased == {silent.person_id}
    assert (await now(world, matter)).messages == 1
