"""Stretches of a unit that are undone alone: all of what they wrote, told and wanted, and nothing of the others."""

import asyncio
from contextlib import AbstractContextManager
from typing import Any

import pytest

from conversation.text import _
from db.engine import StorageUnavailable
from db.unit import Unit
from tests.db.notebook import ADD, LIST, Notebook


class Oops(Exception):
    """What jobs of these tests raise."""


def fails(kind: type[Exception], match: str | None = None) -> AbstractContextManager[Any, bool]:
    """A whole part raises, wherever inside it."""
    return pytest.raises(kind, match=match)


async def texts(unit: Unit) -> list[str]:
    return [row["text"] for row in await unit.fetch(LIST)]


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
