"""`python -m bot backup`: a copy of the records and one of the keys, in two folders, also while the program runs.

The records first, with the files people sent beside them, then the keys: so everybody in the first copy has her key
in the second. Copies of the keys live 72 hours at most, so that nobody who was erased comes back; bring the two folders
to two places.
"""

import asyncio
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.media import files_folder
from bot.operator.kept_files import ENDING, beside, copy_files
from bot.operator.opening import CommandError, in_words, is_missing, sqlite_path
from bot.operator.postgres_tools import POSTGRES, dump
from bot.settings import Settings
from db.copies import BadCopy, Facts, copy_database, count_keys, read_facts

KEYS_LIVE_H = 72

# How a restore names what it puts aside.
ASIDE = "before-restore"


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot backup", description=__doc__)
    parser.add_argument(
        "--records", type=Path, metavar="FOLDER", help="for the records; DATA_DIR/backup/records"
    )
    parser.add_argument("--keys", type=Path, metavar="FOLDER", help="for the data keys; DATA_DIR/backup/keys")
    parser.add_argument("--only", choices=("records", "keys"), help="one of them")
    return parser.parse_args(list(arguments))


async def backup(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Make and check the copies, and tell where they are. Raises CommandError."""
    records = asked.records or settings.data_dir / "backup" / "records"
    keys = asked.keys or settings.data_dir / "backup" / "keys"
    _keep_apart(records.resolve(), keys.resolve())
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if asked.only != "keys":
        path = await _copy("records", settings.database_url, records / f"teman-{stamp}", stdout)
        await _copy_files(settings, path, stdout)
    if asked.only != "records":
        await _copy("keys", settings.keys_url, keys / f"keys-{stamp}", stdout)
        gone = _forget_old_keys(keys) + _forget_keys_put_aside(settings)
        stdout.write(f"{gone} older copies of the keys were removed.\n" if gone else "")
    stdout.write("Bring the two to two different places, and the sheet with SECRET_KEYS to a third.\n")
    return 0


def _keep_apart(records: Path, keys: Path) -> None:
    if records == keys or records in keys.parents or keys in records.parents:
        raise CommandError(
            "records and keys need two folders, none inside the other: whoever finds both could read everything"
        )


async def _copy_files(settings: Settings, records: Path, stdout: TextIO) -> None:
    """After the records: so every file that a row of the copy speaks of is here, unless it was taken away meanwhile."""
    source, target = files_folder(settings.data_dir, demo=settings.demo), beside(records)
    if not source.is_dir():
        return
    before = sorted((each for each in records.parent.glob(f"*{ENDING}") if each != target), reverse=True)
    try:
        count = await asyncio.to_thread(copy_files, source, target, before)
    except OSError as fault:
        raise CommandError(f"the files were not copied ({fault.strerror}): {target}") from fault
    if count:
        stdout.write(f"files: {target}, {count} files\n")


async def _copy(what: str, url: str, target: Path, stdout: TextIO) -> Path:
    """Where the copy is. Raises CommandError."""
    if is_missing(url):
        raise CommandError(
            f"there are no {what} at {in_words(url)}; look at DATABASE_URL, KEYS_URL and DATA_DIR"
        )
    if url.startswith(POSTGRES):
        path = target.with_suffix(".dump")
        await dump(url, path)
        stdout.write(f"{what}: {path}, {path.stat().st_size} bytes, checked with pg_restore --list\n")
        return path
    path = target.with_suffix(".db")
    try:
        await asyncio.to_thread(copy_database, sqlite_path(url), path)
        held = await asyncio.to_thread(read_facts if what == "records" else count_keys, path)
    except BadCopy as fault:
        raise CommandError(f"no copy of the {what} was made: {fault}") from fault
    except OSError as fault:
        raise CommandError(f"no copy of the {what} was made ({fault.strerror}): {path.parent}") from fault
    if isinstance(held, Facts):
        until = (
            f"{datetime.fromtimestamp(held.newest_ms / 1000, UTC):%Y-%m-%d %H.%M} UTC"
            if held.newest_ms
            else "-"
        )
        stdout.write(f"{what}: {path}, {held.persons} persons, up to {until}, whole\n")
    else:
        stdout.write(f"{what}: {path}, {held} data keys, whole\n")
    return path


def _forget_old_keys(folder: Path) -> int:
    """Copies that could bring an erased person back; how many."""
    oldest = time.time() - KEYS_LIVE_H * 3600
    return _remove(
        [path for path in folder.glob("keys-*") if path.is_file() and path.stat().st_mtime < oldest]
    )


def _forget_keys_put_aside(settings: Settings) -> int:
    """Key stores that a restore has put aside: its renaming is their last change."""
    if settings.keys_url.startswith(POSTGRES):
        return 0
    oldest, path = time.time() - KEYS_LIVE_H * 3600, sqlite_path(settings.keys_url)
    return _remove(
        [each for each in path.parent.glob(f"{path.name}.{ASIDE}-*") if each.stat().st_ctime < oldest]
    )


def _remove(old: list[Path]) -> int:
    for path in old:
        path.unlink()
    return len(old)
