"""Who was erased, outside the database: numbers only, so that an older copy that is restored brings nobody back.

One line an erasure, on disk before her keys are destroyed. Keep a copy of the file elsewhere.
"""

import os
from pathlib import Path

# Of a file that grows by a line an erasure; more is not ours.
FILE_BYTES_MAX = 10_000_000


def erased_file(data_dir: Path, *, demo: bool) -> Path:
    """Where they stand; the demo has its own people."""
    return data_dir / ("demo-erased.txt" if demo else "erased.txt")


def list_erased(file: Path) -> list[int]:
    """The numbers, each once; a line that a crash tore does not count."""
    if not file.is_file():
        return []
    with file.open("rb") as lines:
        whole = lines.read(FILE_BYTES_MAX).split(b"\n")[:-1]
    return list(dict.fromkeys(int(line) for line in whole if line.isdigit()))


def add_erased(file: Path, person_id: int) -> None:
    """Add her, on disk when this returns; nothing if she stands there already."""
    if person_id in list_erased(file):
        return
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as out:
        whole = out.read().rfind(b"\n") + 1
        out.truncate(whole)
        out.seek(whole)
        out.write(f"{person_id}\n".encode())
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
