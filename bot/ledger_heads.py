"""The heads that groups were shown also go into a file beside the database, and into the log.

Once a minute the clock adds what was published since. Somebody keeps a copy of the file elsewhere: then nobody can cut
a book's end off, open a closed month again or put an older copy of the records back unnoticed (`check --ledger-heads`).
"""

import json
import logging
from collections.abc import Iterable
from pathlib import Path

from bot.sealing_audit import append, whole_lines
from db.ledger_ends import Anchor
from db.ledger_months import list_anchors
from db.writer import Writer

log = logging.getLogger(__name__)


def ledger_heads_file(data_dir: Path, *, demo: bool) -> Path:
    """Where they are kept; the demo has its own records, and so its own heads."""
    return data_dir / ("demo-ledger-heads.jsonl" if demo else "ledger-heads.jsonl")


class HeadKeeper:
    """`run` once a minute."""

    def __init__(self, writer: Writer, file: Path) -> None:
        self._writer = writer
        self._file = file
        self._kept = _newest(read_anchors(file)[0])

    async def run(self) -> None:
        """Add what is new of each group. What cannot be written is tried again the next minute."""
        found = await self._writer.run(list_anchors)
        fresh = [each for each in found if self._kept.get(each.group_id) != (each.number, each.month)]
        if not fresh:
            return
        try:
            append(self._file, [_body(each) for each in fresh])
        except OSError as fault:  # a full disk
            log.error("the heads of the books cannot be kept: %s", type(fault).__name__)
            return
        self._kept.update(_newest(fresh))
        for each in fresh:
            log.info("ledger head: group=%d entry=%d head=%s", each.group_id, each.number, each.head.hex())


def _newest(anchors: Iterable[Anchor]) -> dict[int, tuple[int, int]]:
    return {each.group_id: (each.number, each.month) for each in anchors}


def _body(anchor: Anchor) -> dict[str, object]:
    return {
        "group": anchor.group_id,
        "number": anchor.number,
        "head": anchor.head.hex(),
        "month": anchor.month,
    }


def read_anchors(file: Path) -> tuple[list[Anchor], int]:
    """The heads in the file, and how many whole lines cannot be read. A torn last line does not count."""
    anchors, unreadable = [], 0
    for line in whole_lines(file):
        try:
            anchors.append(_anchor(json.loads(line)))
        except (KeyError, TypeError, ValueError, RecursionError):
            unreadable += 1
    return anchors, unreadable


def _anchor(found: dict[str, object]) -> Anchor:
    group_id, number, head, month = (found[name] for name in ("group", "number", "head", "month"))
    if type(group_id) is not int or type(number) is not int or type(month) is not int:
        raise TypeError("group, number and month are whole numbers")
    return Anchor(group_id=group_id, number=number, head=bytes.fromhex(str(head)), month=month)
