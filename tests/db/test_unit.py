"""One unit of work: in order, read after write, and what raises is undone alone or not at all."""

import asyncio
from contextlib import AbstractContextManager
from typing import Any

import pytest

from conversation.text import _
from db.engine import Fetch, StorageUnavailable
from db.unit import Unit
from tests.db.notebook import ADD, LIST, NOON_MS, Notebook


class Oops(Exception):
    """What jobs of these tests raise."""


def fails(kind: type[Exception], match: str | None = None) -> AbstractContextManager[Any, bool]:
    """A whole part raises, wherever inside it."""
    return pytest.raises(kind, match=match)


async def texts(unit: Unit) -> list[str]:
    return [row["text"] for row in await unit.fetch(LIST)]


async def test_writes_wait_for_the_end_and_take_one_trip(notebook: Notebook):
    unit = notebook.unit()
    for number in range(3):
        unit.write(ADD, number, str(number))
    assert notebook.engine.batches == []
    await unit.finish()
    assert len(notebook.engine.batches) == 1
    assert await notebook.texts() == ["0", "1", "2"]


async def test_writes_happen_in_the_order_in_which_they_were_made(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "a")
    unit.write("UPDATE notes SET text = $2 WHERE id = $1", 1, "b")
    unit.write_many(ADD, [(2, "c"), (3, "d")])
    unit.write("DELETE FROM notes WHERE id = $1", 2)
    await unit.finish()
    assert await notebook.texts() == ["b", "d"]


async def test_a_read_sees_every_write_before_it(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "a")
    assert await texts(unit) == ["a"]
    unit.write(ADD, 2, "b")
    row = await unit.fetch_one("SELECT count(*) AS n FROM notes")
    assert row is not None
    assert row["n"] == 2
    assert await unit.fetch_one("SELECT id FROM notes WHERE id = $1", 3) is None
    await unit.abandon()
    assert await notebook.texts() == []


async def test_several_reads_take_one_trip_and_keep_their_order(notebook: Notebook):
    unit = notebook.unit()
    unit.write_many(ADD, [(n, str(n)) for n in range(4)])
    found = await unit.fetch_all(
        *[Fetch("SELECT text FROM notes WHERE id = $1", (n,)) for n in (3, 9, 0)], Fetch(LIST)
    )
    assert [[row["text"] for row in rows] for rows in found] == [["3"], [], ["0"], ["0", "1", "2", "3"]]
    assert len(notebook.engine.batches) == 1
    await unit.abandon()


async def test_nothing_is_written_by_writing_no_rows(notebook: Notebook):
    unit = notebook.unit()
    unit.write_many(ADD, [])
    await unit.finish()
    assert notebook.engine.batches == []


async def test_reads_that_travel_with_the_commit_are_known_after_it(notebook: Notebook):
    unit = notebook.unit()
    unit.write_many(ADD, [(1, "a"), (2, "b")])
    late = unit.fetch_with_commit(Fetch(LIST), Fetch("SELECT id FROM notes WHERE id = $1", (9,)))
    async with unit.isolated():
        inside = unit.fetch_with_commit(Fetch("SELECT count(*) AS n FROM notes"))
    assert late.results == []
    await unit.finish()
    assert len(notebook.engine.batches) == 1
    assert [[row[0] for row in rows] for rows in late.results] == [[1, 2], []]
    assert inside.results[0][0]["n"] == 2


async def test_what_an_undone_part_wanted_with_the_commit_is_not_done(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "a")
    with fails(Oops):
        async with unit.isolated():
            unit.fetch_with_commit(Fetch(ADD + " RETURNING id", (2, "never")))
            raise Oops
    kept = unit.fetch_with_commit(Fetch(LIST))
    await unit.finish()
    assert [row["text"] for row in kept.results[0]] == ["a"]
    assert await notebook.texts() == ["a"]


async def test_a_write_that_has_not_travelled_may_still_get_other_rows(notebook: Notebook):
    unit = notebook.unit()
    write = unit.write_many(ADD, [(1, "a")])
    assert unit.is_waiting(write)
    write.rows = [(1, "b")]
    assert await texts(unit) == ["b"]
    assert not unit.is_waiting(write)
    await unit.abandon()


async def test_an_undone_write_waits_no_more(notebook: Notebook):
    unit = notebook.unit()
    with fails(Oops):
        async with unit.isolated():
            write = unit.write_many(ADD, [(1, "a")])
            raise Oops
    assert not unit.is_waiting(write)
    await unit.finish()


async def test_a_write_that_returns_its_rows_is_undone_with_its_part(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "a")
    await texts(unit)
    with fails(Oops):
        async with unit.isolated():
            assert await unit.fetch("UPDATE notes SET text = $1 RETURNING id", "changed")
            raise Oops
    await unit.finish()
    assert await notebook.texts() == ["a"]


async def test_a_part_that_only_reads_takes_no_savepoint(notebook: Notebook):
    unit = notebook.unit()
    async with unit.isolated():
        await texts(unit)
    await unit.finish()
    assert "SAVEPOINT" not in " ".join(notebook.engine.statements)


async def test_an_isolated_part_is_undone_alone(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "before")
    with fails(Oops):
        async with unit.isolated():
            unit.write(ADD, 2, "inside")
            assert await texts(unit) == ["before", "inside"]
            unit.write(ADD, 3, "inside, not flushed")
            raise Oops
    unit.write(ADD, 4, "after")
    assert await texts(unit) == ["before", "after"]
    await unit.finish()
    assert await notebook.texts() == ["before", "after"]


async def test_a_savepoint_is_made_only_where_a_part_writes_before_its_end(notebook: Notebook):
    unit = notebook.unit()
    with fails(Oops):
        async with unit.isolated():
            unit.write(ADD, 1, "never sent")
            raise Oops
    async with unit.isolated():
        assert await texts(unit) == []
        unit.write(ADD, 2, "kept")
    await unit.finish()
    assert not [each for each in notebook.engine.statements if "SAVEPOINT" in each]
    assert await notebook.texts() == ["kept"]


async def test_nested_parts_are_undone_each_for_itself(notebook: Notebook):
    unit = notebook.unit()
    async with unit.isolated():
        unit.write(ADD, 1, "outer")
        with fails(Oops):
            async with unit.isolated():
                unit.write(ADD, 2, "inner")
                assert await texts(unit) == ["outer", "inner"]
                raise Oops
        async with unit.isolated():
            unit.write(ADD, 3, "inner, kept")
            assert await texts(unit) == ["outer", "inner, kept"]
    assert await texts(unit) == ["outer", "inner, kept"]
    await unit.finish()
    assert await notebook.texts() == ["outer", "inner, kept"]


async def test_undoing_the_outer_part_undoes_the_inner_one_that_went_well(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "before")
    with fails(Oops):
        async with unit.isolated():
            async with unit.isolated():
                unit.write(ADD, 2, "inner")
                await texts(unit)
            raise Oops
    await unit.finish()
    assert await notebook.texts() == ["before"]


async def test_a_statement_that_fails_inside_a_part_is_undone_with_it(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "before")
    with fails(Exception, match=r"(?i)unique"):
        async with unit.isolated():
            unit.write(ADD, 2, "inside")
            unit.write(ADD, 1, "double")
            await texts(unit)
    unit.write(ADD, 3, "after")
    await unit.finish()
    assert await notebook.texts() == ["before", "after"]


async def test_a_write_left_waiting_by_another_part_spoils_the_unit_and_is_blamed_on_nobody(
    notebook: Notebook,
):
    """The first part's double key shows up only when the second one reads: neither may be committed."""
    unit = notebook.unit()
    async with unit.isolated():
        unit.write(ADD, 1, "one")
        unit.write(ADD, 1, "double")
    with fails(Exception, match=r"(?i)unique"):
        async with unit.isolated():
            unit.write(ADD, 2, "innocent")
            await texts(unit)
    for use in (texts(unit), unit.finish()):
        with pytest.raises(Exception, match=r"(?i)unique"):
            await use
    await unit.abandon()
    assert await notebook.texts() == []


async def test_after_the_storage_went_away_a_part_cannot_go_on_outside_a_transaction(notebook: Notebook):
    async def away(_statements: Any) -> None:
        raise StorageUnavailable("full")

    unit = notebook.unit()
    unit.write(ADD, 1, "one")
    assert await texts(unit) == ["one"]
    with fails(StorageUnavailable):
        async with unit.isolated():
            notebook.engine.before = away
            unit.write(ADD, 2, "two")
            await texts(unit)
    notebook.engine.before = None
    unit.write(ADD, 3, "alone")
    with pytest.raises(StorageUnavailable):
        await texts(unit)
    with pytest.raises(StorageUnavailable):
        await unit.finish()
    await unit.abandon()
    assert await notebook.texts() == []


async def test_what_was_told_and_what_waits_for_the_commit_is_undone_with_its_part(notebook: Notebook):
    unit, done = notebook.unit(), []
    unit.after_commit(lambda: done.append("outside"))
    unit.tell(1, _("Halo."), "receipt")
    with fails(Oops):
        async with unit.isolated():
            unit.after_commit(lambda: done.append("inside"))
            unit.tell(2, _("Batal."), "receipt")
            raise Oops
    assert [each.person_id for each in unit.told] == [1]
    await unit.finish()
    assert done == []
    unit.committed()
    assert done == ["outside"]


async def test_a_part_may_hand_over_what_was_told_and_fail_afterwards(notebook: Notebook):
    unit = notebook.unit()
    with fails(Oops):
        async with unit.isolated():
            unit.tell(1, _("Halo."), "receipt")
            unit.told = []
            raise Oops
    assert unit.told == []


async def test_cancelling_inside_a_part_undoes_it(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "before")
    inside = asyncio.Event()

    async def part() -> None:
        async with unit.isolated():
            unit.write(ADD, 2, "inside")
            await texts(unit)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(part())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await unit.finish()
    assert await notebook.texts() == ["before"]


async def test_a_fault_after_the_commit_is_logged_and_stops_nobody(notebook: Notebook, caplog):
    unit, done = notebook.unit(), []
    unit.after_commit(lambda: done.append(1 // 0))
    unit.after_commit(lambda: done.append(2))
    unit.committed()
    assert done == [2]
    assert "what follows a commit has failed" in caplog.text


async def test_each_job_begins_with_nobody_acting_and_nobody_told(notebook: Notebook, caplog):
    unit = notebook.unit()
    unit.actor = object()  # type: ignore[assignment]
    unit.tell(1, _("Halo."), "receipt")
    unit.begin_job()
    assert not hasattr(unit, "actor")
    assert unit.told == []
    assert "1 messages were told and never queued" in caplog.text


async def test_the_time_of_a_unit_is_aware(notebook: Notebook):
    assert notebook.unit().now.isoformat() == "2026-02-03T04:00:00+00:00"
    assert notebook.unit().now_ms == NOON_MS
