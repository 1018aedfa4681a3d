"""The store of wrapped keys: every change is committed before it returns, and a destroyed key leaves no trace."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine import Fetch, StorageUnavailable
from db.keys import NAMES_PER_STATEMENT, KeyStore
from tests.db.notebook import Recorded, engine_of


@pytest.fixture
async def engine(kind: str, url: str, tmp_path: Path) -> Recorded:
    return Recorded(engine_of(kind, tmp_path, url))


@pytest.fixture
async def store(engine: Recorded) -> AsyncIterator[KeyStore]:
    opened = KeyStore(engine)
    await opened.start()
    yield opened
    await opened.stop()


async def test_what_was_added_is_found_and_nothing_else(store: KeyStore):
    await store.add({"p1": ("k1", b"one"), "p2": ("k1", b"two")})
    assert await store.find(["p1", "p3"]) == {"p1": ("k1", b"one")}
    assert await store.find([]) == {}


async def test_an_owner_has_one_key_and_keeps_it(store: KeyStore):
    await store.add({"p1": ("k1", b"one")})
    with pytest.raises(Exception, match=r"(?i)unique"):
        await store.add({"p2": ("k1", b"two"), "p1": ("k1", b"other")})
    assert await store.find(["p1", "p2"]) == {"p1": ("k1", b"one")}


async def test_more_owners_than_one_statement_takes_are_found(store: KeyStore):
    owners = [f"p{number}" for number in range(NAMES_PER_STATEMENT * 2 + 3)]
    await store.add({owner: ("k1", owner.encode()) for owner in owners})
    assert await store.find(owners) == {owner: ("k1", owner.encode()) for owner in owners}


async def test_keys_under_another_ring_key_are_listed_replaced_and_never_brought_back(store: KeyStore):
    await store.add({"p1": ("old", b"1"), "p2": ("old", b"2"), "p3": ("new", b"3")})
    assert set(await store.list_not_under("new", 10)) == {"p1", "p2"}
    assert len(await store.list_not_under("new", 1)) == 1
    await store.destroy(["p1"])
    await store.replace({"p1": ("new", b"back"), "p2": ("new", b"2")})
    assert await store.find(["p1", "p2"]) == {"p2": ("new", b"2")}
    assert await store.list_not_under("new", 10) == {}


async def test_owners_are_listed_by_how_their_names_begin(store: KeyStore):
    await store.add(dict.fromkeys(("d20486", "d9", "p1", "index"), ("k1", b"x")))
    assert sorted(await store.list_owners("d")) == ["d20486", "d9"]


async def test_a_change_that_fails_leaves_no_transaction_open(store: KeyStore, engine: Recorded):
    async def full(_statements: object) -> None:
        raise StorageUnavailable("full")

    engine.before = full
    with pytest.raises(StorageUnavailable):
        await store.add({"p1": ("k1", b"one")})
    engine.before = None
    await store.add({"p1": ("k1", b"one")})
    assert await store.find(["p1"]) == {"p1": ("k1", b"one")}


async def test_reading_survives_a_connection_that_was_lost_since(store: KeyStore, engine: Recorded):
    faults = [StorageUnavailable("lost")]

    async def once(_statements: object) -> None:
        if faults:
            raise faults.pop()

    await store.add({"p1": ("k1", b"one")})
    engine.before = once
    assert await store.find(["p1"]) == {"p1": ("k1", b"one")}


async def test_starting_twice_keeps_what_is_there(store: KeyStore, engine: Recorded):
    await store.add({"p1": ("k1", b"one")})
    await store.stop()
    await store.start()
    assert await store.find(["p1"]) == {"p1": ("k1", b"one")}


@pytest.mark.parametrize("manner", ["destroyed", "wrapped anew"])
async def test_on_sqlite_an_old_key_is_in_no_file_any_more(tmp_path: Path, manner: str):
    old = bytes(range(100, 148))
    store = KeyStore(engine_of("sqlite", tmp_path, ""))
    await store.start()
    await store.add({"p1": ("k1", old), "p2": ("k1", b"another")})
    assert any(old in each.read_bytes() for each in tmp_path.iterdir())
    if manner == "destroyed":
        await store.destroy(["p1"])
    else:
        await store.replace({"p1": ("k2", b"fresh")})
    assert not any(old in each.read_bytes() for each in tmp_path.iterdir())
    await store.stop()


async def test_the_table_is_made_where_it_is_not_there(store: KeyStore, engine: Recorded):
    rows = (await engine.perform([Fetch("SELECT count(*) AS n FROM data_keys")]))[0]
    assert rows[0]["n"] == 0
