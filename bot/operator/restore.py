"""`python -m bot restore RECORDS`: a copy of the records (and of the keys) in place of what is there.

Never over a running program, never with a schema this program does not know, and over newer records only with
--replace; what was there is put aside, not deleted. Afterwards everything unsent is held until a person releases it,
and whoever was erased since is erased again at the next start.
"""

import asyncio
import contextlib
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.ledger_heads import ledger_heads_file
from bot.media import files_folder
from bot.operator.backup import ASIDE, KEYS_LIVE_H
from bot.operator.kept_files import beside, copy_files
from bot.operator.opening import CommandError, engine_beside, is_missing, opened, sqlite_path
from bot.operator.postgres_tools import POSTGRES, load
from bot.sealing_audit import heads_file
from bot.settings import Settings
from bot.storage import engine_for
from db import inspection, meta, outbox
from db.copies import (
    BadCopy,
    Facts,
    copy_database,
    count_keys,
    locked,
    put_aside,
    read_facts,
    remove_database,
)
from db.engine import StorageUnavailable
from db.keys import KeyStore
from db.migrations import for_engine
from db.unit import Unit
from db.vault import Vault


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot restore", description=__doc__)
    parser.add_argument("records", type=Path, metavar="RECORDS", help="the copy of the records")
    parser.add_argument(
        "--keys", type=Path, metavar="KEYS", help="the copy of the keys; without it those here stay"
    )
    parser.add_argument("--replace", action="store_true", help="also over newer or damaged records")
    return parser.parse_args(list(arguments))


async def restore(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Put the copies in place and hold what was not sent. Raises CommandError, StorageUnavailable, UnknownKeyRing."""
    for path in filter(None, (asked.records, asked.keys)):
        if not path.is_file():
            raise CommandError(f"there is no file {path}")
    if asked.keys is None and is_missing(settings.keys_url):
        raise CommandError("there is no key store here: give a copy of it with --keys KEYS")
    mark = f"{ASIDE}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    files = files_folder(settings.data_dir, demo=settings.demo)
    fresh_files = await _take_files(asked.records, files)
    try:
        if settings.database_url.startswith(POSTGRES):
            await _restore_postgres(asked, settings)
        else:
            with _alone(sqlite_path(settings.database_url)):
                await _restore_sqlite(asked, settings, mark, stdout)
        if fresh_files is not None:
            _put_files(fresh_files, files, mark, stdout)
    finally:
        if fresh_files is not None:
            shutil.rmtree(fresh_files, ignore_errors=True)  # still there only if something was refused
    for aside in _put_heads_aside(settings, mark):
        stdout.write(f"The published heads were put aside as proof: {aside}\n")
    async with opened(settings) as beside:
        held = await beside.run(_hold)
    await _tell_of_keys(settings, stdout)
    stdout.write(
        f"{held} unsent messages are held. Now: python -m bot check --all, then start the program.\n"
    )
    return 0


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(path))
        except StorageUnavailable as fault:
            raise CommandError("the program is running on these records: stop it first") from fault
        yield


async def _restore_sqlite(asked: Namespace, settings: Settings, mark: str, stdout: TextIO) -> None:
    target, keys_target = sqlite_path(settings.database_url), _keys_path(asked, settings)
    fresh, fresh_keys = Path(f"{target}.restoring"), Path(f"{keys_target}.restoring")
    try:
        facts = await asyncio.to_thread(_take, asked.records, fresh)
        _check_schema(facts)
        _check_newer(target, facts, replace=asked.replace)
        if asked.keys is not None:
            await asyncio.to_thread(_take_keys, asked.keys, fresh_keys)
            await _check_ring(fresh_keys, settings)
        pairs = [(fresh_keys, keys_target)] if asked.keys is not None else []
        for source, place in (*pairs, (fresh, target)):
            aside = put_aside(place, mark)
            source.replace(place)
            if aside is not None:
                stdout.write(f"What was there is now {aside}\n")
    finally:
        remove_database(fresh)
        remove_database(fresh_keys)
    if asked.keys is not None:
        stdout.write(
            f"Delete the keys put aside within {KEYS_LIVE_H} hours; `python -m bot backup` does it too.\n"
        )
    stdout.write(
        f"The records of {asked.records} are in place: {facts.persons} persons, up to {_when(facts)}.\n"
    )


async def _take_files(records: Path, files: Path) -> Path | None:
    """The files of that copy, whole, where they only have to be renamed; None if it has none. Raises CommandError."""
    source, fresh = beside(records), files.with_name(f"{files.name}.restoring")
    if not source.is_dir():
        return None
    try:
        shutil.rmtree(fresh, ignore_errors=True)  # of a restore that was broken off
        await asyncio.to_thread(copy_files, source, fresh)
    except OSError as fault:
        raise CommandError(f"the files of the copy cannot be taken ({fault.strerror}): {source}") from fault
    return fresh if fresh.is_dir() else None


def _put_files(fresh: Path, files: Path, mark: str, stdout: TextIO) -> None:
    if files.is_dir():
        aside = files.rename(files.with_name(f"{files.name}.{mark}"))
        stdout.write(f"What was there is now {aside}\n")
    fresh.rename(files)
    stdout.write(f"{sum(1 for _each in files.iterdir())} files are in place.\n")


def _keys_path(asked: Namespace, settings: Settings) -> Path:
    if asked.keys is not None and settings.keys_url.startswith(POSTGRES):
        raise CommandError(
            "KEYS_URL is PostgreSQL: load its copy with pg_restore, then restore without --keys"
        )
    return sqlite_path(settings.keys_url)


def _take(source: Path, fresh: Path) -> Facts:
    try:
        copy_database(source, fresh)
        return read_facts(fresh)
    except BadCopy as fault:
        raise CommandError(f"{source} cannot be restored: {fault}") from fault


def _take_keys(source: Path, fresh: Path) -> None:
    try:
        copy_database(source, fresh)
        if not count_keys(fresh):
            raise BadCopy("it holds no key")
    except BadCopy as fault:
        raise CommandError(f"{source} cannot be restored: {fault}") from fault


def _check_schema(facts: Facts) -> None:
    known = len(for_engine("sqlite"))
    if facts.schema > known:
        raise CommandError(
            f"the copy has schema {facts.schema} and this program knows {known}: install the newer program"
        )


def _check_newer(target: Path, facts: Facts, *, replace: bool) -> None:
    if replace or not target.exists() or target.stat().st_size == 0:
        return
    try:
        there = read_facts(target)
    except BadCopy as fault:
        raise CommandError(
            f"what is there cannot be read ({fault}); with --replace it is put aside, not deleted"
        ) from fault
    if there.highest_id > facts.highest_id:
        raise CommandError(
            f"the records here are newer (up to {_when(there)}) than the copy (up to {_when(facts)}): what came in"
            " between would be lost. With --replace they are put aside, not deleted"
        )


def _when(facts: Facts) -> str:
    moment = datetime.fromtimestamp(facts.newest_ms / 1000, UTC)
    return f"{moment:%Y-%m-%d %H.%M} UTC" if facts.newest_ms else "nothing"


async def _check_ring(keys: Path, settings: Settings) -> None:
    """Raises UnknownKeyRing or SealBroken if SECRET_KEYS does not open this copy."""
    vault = Vault(KeyStore(engine_beside(f"sqlite:///{keys}")), settings.ring)
    try:
        await vault.start()
    finally:
        await vault.stop()


async def _restore_postgres(asked: Namespace, settings: Settings) -> None:
    if asked.keys is not None:
        raise CommandError("restore the keys on their own first: KEYS_URL has its own copy and its own place")
    engine = engine_for(settings.database_url)
    try:
        await engine.connect()
        version = await meta.schema_version(engine)
    except StorageUnavailable as fault:
        raise CommandError(
            f"the database cannot be used ({fault}): is the program running? Stop it first"
        ) from fault
    finally:
        await engine.close()
    if version:
        raise CommandError(
            "the database of DATABASE_URL is not empty: make a new empty one, name it in DATABASE_URL, and try again"
        )
    await load(settings.database_url, asked.records)


def _put_heads_aside(settings: Settings, mark: str) -> list[Path]:
    """Heads published after the copy was taken speak of rows that are not there any more."""
    files = [each(settings.data_dir, demo=settings.demo) for each in (heads_file, ledger_heads_file)]
    return [file.replace(file.with_name(f"{file.name}.{mark}")) for file in files if file.exists()]


async def _hold(unit: Unit) -> int:
    counts = await outbox.count_states(unit)
    outbox.hold_all(unit)
    meta.store(unit, "restored_ms", str(unit.now_ms))
    unit.audit("restore", "database", 0, 0, "by the operator")
    return counts.get("queued", 0) + counts.get("sending", 0)


async def _tell_of_keys(settings: Settings, stdout: TextIO) -> None:
    engine = engine_beside(settings.database_url)
    vault = Vault(KeyStore(engine_beside(settings.keys_url)), settings.ring)
    try:
        await engine.connect()
        await vault.start()
        keys = await inspection.check_keys(engine, vault)
    finally:
        await vault.stop()
        await engine.close()
    if keys.missing:
        stdout.write(
            f"{keys.missing} of {keys.persons} persons have no key: erased, or newer than the keys.\n"
        )
