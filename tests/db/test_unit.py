"""One unit of work: in order, read after write, and what raises is undone alone or not at all."""

from contextlib import AbstractContextManager
from typing import Any

import pytest

from conversation.text import _
from db.engine import Fetch
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
