"""A copy is one whole moment of a running database, checked, or there is none."""

import sqlite3
import stat
from pathlib import Path

import pytest

from db.copies import BadCopy, copy_database, count_keys, locked, put_aside, read_facts
from db.engine import StorageUnavailable
from db.migrations import MIGRATIONS
from tests.db.desk import RING, open_desk
from tests.db.test_canaries import CANARIES, found_in, write_everything


async def test_a_copy_of_the_running_program_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "to" / "copy.db"
    async with open_desk(tmp_path) as desk:
        await desk.person("111")
        copy_database(tmp_path / "teman.db", target)
        copy_database(tmp_path / "keys.db", tmp_path / "to" / "keys.db")
        await desk.person("222")

    assert [path.name for path in sorted(target.parent.iterdir())] == ["copy.db", "keys.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    facts, now = read_facts(target), read_facts(tmp_path / "teman.db")
    assert (facts.schema, facts.persons, now.persons) == (len(MIGRATIONS), 1, 2)
    assert now.highest_id > facts.highest_id > 0
    assert facts.newest_ms > 1_700_000_000_000
    assert count_keys(tmp_path / "to" / "keys.db") == 2  # hers and the index


def test_what_is_no_database_is_not_copied_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all" * 100)
    for source in (tmp_path / "text", tmp_path / "missing"):
        with pytest.raises(BadCopy):
            copy_database(source, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


async def test_a_damaged_database_is_not_taken_for_a_copy(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        for n in range(50):
            await desk.person(str(n))
    whole = (tmp_path / "teman.db").read_bytes()
    middle = len(whole) // 2
    (tmp_path / "teman.db").write_bytes(whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :])

    with pytest.raises(BadCopy):
        copy_database(tmp_path / "teman.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE something (id INTEGER)")
    other.close()

    for read in (read_facts, count_keys):
        with pytest.raises(BadCopy):
            read(tmp_path / "other.db")


async def test_nobody_gets_in_while_it_is_locked_and_it_is_not_locked_while_somebody_is_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "teman.db"
    with locked(path), pytest.raises(StorageUnavailable), locked(path):
        pass
    async with open_desk(tmp_path):
        with pytest.raises(StorageUnavailable), locked(path):
            pass
    with locked(path):
        pass


def test_what_is_put_aside_takes_along_what_belongs_to_it(tmp_path: Path) -> None:
    assert put_aside(tmp_path / "a.db", "old") is None
    for name in ("a.db", "a.db-wal", "a.db-shm"):
        (tmp_path / name).write_text(name)

    aside = put_aside(tmp_path / "a.db", "old")

    assert aside == tmp_path / "a.db.old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db.old", "a.db.old-shm", "a.db.old-wal"]


async def test_copies_of_records_and_keys_hold_nothing_in_clear(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await write_everything(desk)
        for name in ("teman.db", "keys.db"):
            copy_database(tmp_path / name, tmp_path / "copies" / name)

    assert found_in(tmp_path / "copies", CANARIES) == set()
    assert not any(RING[0].secret in path.read_bytes() for path in (tmp_path / "copies").iterdir())
