"""How do the phones survive a restart? One JSON line a change, the last line of a record counts.

A line that a crash tore is ignored; a write that fails leaves the file as it was. What people sent lies in
files/ under its ref.
"""

import json
import logging
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import fields
from io import FileIO
from pathlib import Path
from typing import Any

from bot.channels.simulator.limits import FILES_BYTES_MAX
from bot.channels.simulator.records import Event, Message, Phone, Record

log = logging.getLogger(__name__)
KINDS: dict[str, type[Record]] = {"phone": Phone, "message": Message, "event": Event}
REF = re.compile(r"[0-9a-f]{32}")


class Full(Exception):
    """The folder holds as many files as it may."""


class Journal:
    """The simulator's folder: phones.jsonl and files/."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._path = folder / "phones.jsonl"
        for place in (folder, self._files):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._files_bytes = sum(entry.stat().st_size for entry in self._files.iterdir())
        self.lines = 0
        self.torn = False

    def load(self) -> Iterator[Record | str]:
        """Every record in the order it was written; the text is the folder's own mark."""
        if not self._path.exists():
            return
        with self._path.open("rb") as lines:
            for line in lines:
                self.lines += 1
                try:
                    yield _read(json.loads(line))
                except (ValueError, TypeError, KeyError):
                    self.torn = True
                    log.warning(
                        "simulator: line %d of the journal was not readable and is ignored", self.lines
                    )

    def append(self, *records: Record | str) -> None:
        """Write the lines in one piece; raises OSError on a full disk and leaves the file as it was."""
        with _private(self._path, os.O_APPEND) as out:
            before = out.seek(0, os.SEEK_END)
            try:
                _write_all(out, b"".join(_line(record) for record in records))
            except OSError:
                os.ftruncate(out.fileno(), before)
                raise
        self.lines += len(records)

    def rewrite(self, records: Iterable[Record | str]) -> None:
        """Write the file anew, without the lines that say nothing any more."""
        fresh = self._path.with_suffix(".new")
        lines = [_line(record) for record in records]
        with _private(fresh, os.O_TRUNC) as out:
            _write_all(out, b"".join(lines))
        fresh.replace(self._path)
        self.lines = len(lines)
        self.torn = False

    def keep_file(self, data: bytes) -> str:
        """The ref under which the file is kept; raises Full or OSError."""
        if self._files_bytes + len(data) > FILES_BYTES_MAX:
            raise Full
        ref = secrets.token_hex(16)
        with _private(self._files / ref, os.O_EXCL) as out:
            _write_all(out, data)
        self._files_bytes += len(data)
        return ref

    def find_file(self, ref: str) -> Path | None:
        path = self._files / ref
        return path if REF.fullmatch(ref) and path.is_file() else None

    def drop_file(self, ref: str) -> None:
        if path := self.find_file(ref):
            self._files_bytes -= path.stat().st_size
            path.unlink()


def _private(path: Path, flags: int) -> FileIO:
    """Readable by its owner only: chats are nobody else's. Unbuffered, so that a failure is seen here."""
    return FileIO(os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600), "wb")


def _write_all(out: FileIO, data: bytes) -> None:
    """A nearly full disk takes a part first and refuses the rest only when asked again."""
    rest = memoryview(data)
    while rest:
        rest = rest[out.write(rest) :]


def _line(record: Record | str) -> bytes:
    if isinstance(record, str):
        row: dict[str, Any] = {"kind": "simulator", "mark": record}
    else:
        row = {"kind": type(record).__name__.lower(), "row": record}
    return json.dumps(row, separators=(",", ":"), default=_fields).encode() + b"\n"


def _fields(record: Any) -> dict[str, Any]:
    """A record inside, as it is: `asdict` would copy all that lies below before it is written."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _read(row: dict[str, Any]) -> Record | str:
    if row["kind"] == "simulator":
        return str(row["mark"])
    return KINDS[row["kind"]].read(row["row"])
