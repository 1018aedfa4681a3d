"""SQL that is put together at run time is found; whole texts and calls that are not SQL pass."""

import pytest

from tests.tidy.sources import Source
from tests.tidy.sql import check


def found(text: str) -> list[str]:
    return [str(problem) for problem in check([Source("db/people.py", text)])]


@pytest.mark.parametrize(
    "text",
    [
        'await unit.fetch(f"select {column} from person")',
        'await unit.fetch_one("select * from person where id = %s" % person)',
        'await unit.execute("select * from " + table)',
        'await unit.write("select {}".format(column))',
        'unit.run(" ".join(["select", column]))',
        'await unit.fetch("select 1 where id in " + marks(2) + order)',
        'await unit.fetch(SELECT.replace("$1", "?1"))',
        'async def f(unit, table):\n    query = f"select * from {table}"\n    return await unit.fetch(query)',
        'async def f(unit, table):\n    query = "select 1"\n    query += table\n    return await unit.fetch(query)',
    ],
)
def test_built_sql_is_found(text: str) -> None:
    (problem,) = found(text)
    assert "put together at run time" in problem


@pytest.mark.parametrize("path", ["handlers/setor.py", "bot/turns.py"])
def test_sql_away_from_db_is_found_also_in_parts(path: str) -> None:
    whole = Source(path, 'await unit.fetch("SELECT id FROM persons")')
    part = Source(path, 'query = f"INSERT INTO {table} VALUES ($1)"')
    assert ["only db/ knows SQL" in str(problem) for problem in check([whole, part])] == [True, True]


def test_words_that_only_look_like_sql_pass() -> None:
    assert (
        list(check([Source("bot/turns.py", 'x = "Select the area from the list"; file.write(f"{x}")')])) == []
    )


@pytest.mark.parametrize(
    "text",
    [
        'await unit.fetch("select id " "from person where id = $1", person)',
        "await unit.fetch(SELECT_PERSON, person)",
        'await unit.fetch(_COLUMNS + "where id = $1", person)',
        'await unit.fetch("select 1 from person where id in " + marks(len(ids)) + " order by id", *ids)',
        "await chat.run(post_saving, member.id, kind.id, amount)",
        'file.write(f"{line}")' if False else 'chat.say(f"{line}")',
        'async def f(unit):\n    query = "select 1"\n    return await unit.fetch(query)',
        'def a():\n    query = f"{x}"\ndef b(unit, query):\n    return unit.fetch(query)',
    ],
)
def test_whole_sql_passes(text: str) -> None:
    assert found(text) == []
