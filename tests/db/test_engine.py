"""What both engines promise alike: order, rows, honest errors, and no transaction that outlives its connection."""

from pathlib import Path

import pytest

from db.engine import Fetch, Statement, StorageUnavailable, Write, note_performed, performed_before
from tests.db.notebook import ADD, LIST, NOTES, Notebook, engine_of, open_notebook


async def test_statements_run_in_order_and_each_fetch_gives_its_rows(notebook: Notebook):
    rows = await notebook.engine.perform(
        [
            Write(notebook.engine.begin),
            Write(ADD, [(1, "a"), (2, "b")]),
            Fetch("SELECT text FROM notes WHERE id = $1", (2,)),
            Write("DELETE FROM notes WHERE id = $1", [(1,)]),
            Fetch(LIST),
            Fetch("INSERT INTO notes (id, text) VALUES ($1, $2) RETURNING id", (3, "c")),
            Write("COMMIT"),
        ]
    )
    assert [[row[0] for row in each] for each in rows] == [["b"], [2], [3]]
    assert rows[1][0]["text"] == "b"


async def test_an_error_knows_how_many_statements_succeeded_before_it(notebook: Notebook):
    statements: list[Statement] = [
        Write(notebook.engine.begin),
        Write(ADD, [(1, "a")]),
        Write(ADD, [(1, "double")]),
        Fetch(LIST),
    ]
    with pytest.raises(Exception, match=r"(?i)unique") as fault:
        await notebook.engine.perform(statements)
    assert performed_before(fault.value) == 2
    await notebook.engine.rollback()
    assert await notebook.texts() == []


def test_an_error_that_knows_nothing_had_no_success_before():
    assert performed_before(ValueError()) == 0
    assert performed_before(note_performed(ValueError(), 3)) == 3


async def test_parameters_are_bound_by_their_number_not_by_where_they_stand(notebook: Notebook):
    unit = notebook.unit()
    unit.write(ADD, 1, "old")
    unit.write("UPDATE notes SET text = $2 WHERE id = $1", 1, "new")
    unit.write(
        "UPDATE notes SET text = text || $10 || $2 || $3 || $4 || $5 || $6 || $7 || $8 || $9 || $2 WHERE id = $1",
        1,
        *"bcdefghij",
    )
    unit.write("UPDATE notes SET text = text || '$1' WHERE id = $1", 1)
    await unit.finish()
    assert await notebook.texts() == ["newjbcdefghib$1"]


async def test_rolling_back_without_a_transaction_is_no_fault(notebook: Notebook):
    await notebook.engine.rollback()
    await notebook.engine.rollback()
    assert await notebook.run(lambda unit: unit.fetch(LIST)) == []


async def test_a_closed_engine_does_not_open_by_itself(kind: str, url: str, tmp_path: Path):
    engine = engine_of(kind, tmp_path, url)
    with pytest.raises(StorageUnavailable):
        await engine.perform([Fetch("SELECT 1 AS one")])
    await engine.connect()
    await engine.perform([Fetch("SELECT 1 AS one")])
    await engine.close()
    with pytest.raises(StorageUnavailable):
        await engine.perform([Fetch("SELECT 1 AS one")])
    await engine.close()


async def test_only_one_engine_at_a_time_has_the_database(kind: str, url: str, tmp_path: Path):
    first, second = engine_of(kind, tmp_path, url), engine_of(kind, tmp_path, url)
    await first.connect()
    with pytest.raises(StorageUnavailable, match="another process"):
        await second.connect()
    await first.close()
    await second.connect()
    await second.perform([Write(NOTES)])
    await second.close()


async def test_what_was_not_committed_is_gone_with_its_connection(kind: str, url: str, tmp_path: Path):
    async with open_notebook(kind, tmp_path, url) as notebook:
        await notebook.engine.perform([Write(notebook.engine.begin), Write(ADD, [(1, "open")])])
    async with open_notebook(kind, tmp_path, url) as notebook:
        assert await notebook.texts() == []
