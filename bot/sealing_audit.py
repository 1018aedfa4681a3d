"""The clock seals the audit into its chain (db/audit_chain.py) and publishes the chain's head once a day.

What is sealed is what was written up to the run before, at least a minute ago: ids rise in the one program that
writes, and a command beside it (bot/operator/opening.py) takes ids a second ahead and has long committed by then.
The head goes into a file outside the database, and into the log: somebody keeps a copy of it elsewhere, and then
nobody can cut the audit's end off or put an older copy of the records back unnoticed.
"""

import json
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from db import audit_chain
from db.audit_chain import BLOCK_ROWS_MAX, Head, head_of
from db.unit import Unit
from db.writer import Writer

log = logging.getLogger(__name__)

# Blocks in one run: 100,000 rows, so that a long pause is made up for at once, and other turns come in between.
BLOCKS_PER_RUN_MAX = 200

# Of a file that only grows by a line a day; more is not ours.
FILE_BYTES_MAX = 10_000_000


def heads_file(data_dir: Path, *, demo: bool) -> Path:
    """Where the heads are published; the demo has its own records, and so its own heads."""
    return data_dir / ("demo-audit-heads.jsonl" if demo else "audit-heads.jsonl")


class AuditSealer:
    """`run` once a minute."""

    def __init__(self, writer: Writer, file: Path, now_ms: Callable[[], int]) -> None:
        self._writer = writer
        self._file = file
        self._now_ms = now_ms
        self._written_before = 0  # an id made in the run before
        self._published_on = _last_day(file)

    async def run(self) -> None:
        """Seal what was written up to the run before; after midnight (UTC), publish."""
        up_to_id, self._written_before = self._written_before, await self._writer.run(_new_id)
        if not up_to_id:
            return

        async def seal(unit: Unit) -> int:
            return await audit_chain.seal(unit, up_to_id)

        for _block in range(BLOCKS_PER_RUN_MAX):
            if await self._writer.run(seal) < BLOCK_ROWS_MAX:
                break
        today = datetime.fromtimestamp(self._now_ms() / 1000, UTC).date().isoformat()
        if today > self._published_on:
            await self._publish(today)

    async def _publish(self, today: str) -> None:
        head = await self._writer.run(audit_chain.find_head)
        if head is None:
            return
        try:
            publish(self._file, head, today)
        except OSError as fault:  # a full disk; the next minute tries again
            log.error("the audit's head cannot be published: %s", type(fault).__name__)
            return
        self._published_on = today
        log.info("audit head: day=%s block=%d row=%d head=%s", today, head.seq, head.to_id, head.head.hex())


async def _new_id(unit: Unit) -> int:
    return unit.new_id()


def publish(file: Path, head: Head, day: str) -> None:
    """Add the head to the file, on disk when this returns."""
    append(file, [{"day": day, "seq": head.seq, "to_id": head.to_id, "head": head.head.hex()}])


def append(file: Path, bodies: Sequence[Mapping[str, object]]) -> None:
    """Add each as a line of JSON, on disk when this returns. A line that a crash tore is taken away first."""
    lines = "".join(json.dumps(body) + "\n" for body in bodies)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as out:
        whole = out.read().rfind(b"\n") + 1
        out.truncate(whole)
        out.seek(whole)
        out.write(lines.encode())
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_published(file: Path) -> tuple[list[Head], int]:
    """The published heads, and how many whole lines cannot be read. A torn last line does not count."""
    heads, unreadable = [], 0
    for line in whole_lines(file):
        try:
            heads.append(head_of(json.loads(line)))
        except (KeyError, TypeError, ValueError, RecursionError):
            unreadable += 1
    return heads, unreadable


def whole_lines(file: Path) -> list[bytes]:
    """The file's lines without the last one if it is torn; none if there is no file."""
    if not file.is_file():
        return []
    with file.open("rb") as lines:
        return lines.read(FILE_BYTES_MAX).split(b"\n")[:-1]


def _last_day(file: Path) -> str:
    """The day of the last head, "" if there is none that can be read."""
    lines = whole_lines(file)
    try:
        return str(json.loads(lines[-1])["day"]) if lines else ""
    except (KeyError, TypeError, ValueError, RecursionError):
        return ""
