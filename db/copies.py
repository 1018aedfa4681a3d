"""Whole copies of a SQLite database: taken while the program runs, looked through before they count, put in place.

Blocking: for the operator's commands, never inside the running program. A copy holds what was committed at one moment.
"""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.engine import StorageUnavailable
from db.ids import COUNTER_BITS, EPOCH_MS

BUSY_TIMEOUT_S = 10.0

# What SQLite keeps beside its file; without the file they belong to nothing.
BESIDE = ("-wal", "-shm", "-journal")

_HIGHEST = (
    "SELECT max(id) FROM (SELECT max(id) AS id FROM inbox UNION ALL SELECT max(id) FROM outbox"
    " UNION ALL SELECT max(id) FROM audit UNION ALL SELECT max(id) FROM persons)"
)


class BadCopy(Exception):
    """The file is no whole database of ours; the text says why, and names nothing of what is in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a file of records holds. highest_id: of its newest row, 0 if it has none."""

    schema: int
    persons: int
    highest_id: int
    bytes: int

    @property
    def newest_ms(self) -> int:
        """When the newest row was made, UTC milliseconds; 0 if there is none."""
        return (self.highest_id >> COUNTER_BITS) + EPOCH_MS if self.highest_id else 0


def copy_database(source: Path, target: Path) -> None:
    """A copy of `source` at `target`, whole and on disk, readable by its owner alone; or none at all. Raises BadCopy.

    The program may run meanwhile: the copy is one moment of it (https://www.sqlite.org/backup.html).
    """
    if not source.is_file():
        raise BadCopy("there is no such file")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    remove_database(fresh)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(source, fresh)
        _look(fresh)
        _to_disk(fresh)
        fresh.replace(target)
        _to_disk(target.parent)
    except sqlite3.Error as fault:
        raise BadCopy(f"it cannot be copied ({fault})") from fault
    finally:
        remove_database(fresh)


def _copy(source: Path, fresh: Path) -> None:
    with contextlib.closing(sqlite3.connect(source, timeout=BUSY_TIMEOUT_S)) as from_:
        from_.execute("PRAGMA query_only=ON")
        with contextlib.closing(sqlite3.connect(fresh)) as to:
            from_.backup(to)
            to.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it


def _look(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as copy:
        damaged = [row[0] for row in copy.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        if damaged or copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BadCopy("it is damaged")


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_facts(path: Path) -> Facts:
    """What the file of records holds. Raises BadCopy if it is damaged or none of ours."""
    try:
        _look(path)
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as copy:
            (schema,) = copy.execute("SELECT max(number) FROM schema_version").fetchone()
            (persons,) = copy.execute("SELECT count(*) FROM persons").fetchone()
            (highest,) = copy.execute(_HIGHEST).fetchone()
    except sqlite3.Error as fault:
        raise BadCopy(f"it is no database of this program ({fault})") from fault
    return Facts(schema=schema or 0, persons=persons, highest_id=highest or 0, bytes=path.stat().st_size)


def count_keys(path: Path) -> int:
    """How many data keys the file of keys holds. Raises BadCopy."""
    try:
        _look(path)
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as copy:
            (count,) = copy.execute("SELECT count(*) FROM data_keys").fetchone()
    except sqlite3.Error as fault:
        raise BadCopy(f"it is no key store of this program ({fault})") from fault
    return int(count)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else may use this database meanwhile. Raises StorageUnavailable while the program does."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise StorageUnavailable("another process of this program has the database") from fault
        yield
    finally:
        os.close(descriptor)


def put_aside(path: Path, mark: str) -> Path | None:
    """Rename the file and what lies beside it; where it is now, None if there was none."""
    if not path.exists():
        for beside in BESIDE:
            Path(f"{path}{beside}").unlink(missing_ok=True)
        return None
    aside = path.with_name(f"{path.name}.{mark}")
    path.replace(aside)
    for beside in BESIDE:
        if Path(f"{path}{beside}").exists():
            Path(f"{path}{beside}").replace(f"{aside}{beside}")
    _to_disk(path.parent)
    return aside


def remove_database(path: Path) -> None:
    """Take away the file and what lies beside it, if they are there."""
    for name in ("", *BESIDE):
        Path(f"{path}{name}").unlink(missing_ok=True)
