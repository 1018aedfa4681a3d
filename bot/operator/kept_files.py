"""The copies of files people sent, beside a copy of the records: each sealed, and written once, so never copied twice.

A file lies here under a random name and is never changed: what an older copy on the same disk holds is shared with it.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

ENDING = ".files"


def beside(records: Path) -> Path:
    """Where the files of that copy of the records lie."""
    return records.with_suffix(ENDING)


def copy_files(source: Path, target: Path, before: Iterable[Path] = ()) -> int:
    """Every whole file of `source` is in `target` afterwards; how many. before: older copies. Raises OSError."""
    names = sorted(path.name for path in source.iterdir() if path.is_file() and path.suffix != ".new")
    if not names:
        return 0
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    older = list(before)
    for name in names:
        _copy(source / name, target / name, [folder / name for folder in older])
    return len(names)


def _copy(source: Path, target: Path, older: list[Path]) -> None:
    size = source.stat().st_size
    for path in older:
        if path.is_file() and path.stat().st_size == size and _share(path, target):
            return
    fresh = target.with_name(f"{target.name}.new")
    with (
        source.open("rb") as read,
        open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
    ):
        shutil.copyfileobj(read, out)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(target)


def _share(path: Path, target: Path) -> bool:
    """Whether the older copy could be shared; not every file system can."""
    try:
        os.link(path, target)
    except OSError:
        return False
    return True
