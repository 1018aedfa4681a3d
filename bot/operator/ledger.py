"""What `python -m bot check` says of the groups' books: every chain, balance, closed month and published head."""

from pathlib import Path

from bot.ledger_heads import read_anchors
from bot.operator.finding import Check
from db.engine import Engine
from db.ledger_check import verify_all
from db.vault import Vault


async def check_ledger(engine: Engine, vault: Vault, file: Path, *, everything: bool) -> Check:
    """All books, against their entries and against the heads in the file. everything: make every code again."""
    anchors, unreadable = read_anchors(file)
    found, broken = await verify_all(engine, vault, anchors, everything=everything)
    counts = {
        "groups": found.groups,
        "entries": found.entries,
        "lines": found.lines,
        "codes": found.codes,
        "heads": len(anchors),
        "unreadable_notes": found.unreadable,
        "broken": broken,
    }
    fault = found.fault
    if fault is not None:
        more = f"; {broken} groups have a broken book" if broken > 1 else ""
        return Check(
            name="ledger",
            text=f"a book is broken: {fault}{more}",
            fault=True,
            remedy=f"Everything before it is whole. Keep a copy of the files and of {file.name} as proof, find out who"
            " wrote in the database, and compare with the last backup, the paper book and the codes the group has",
            counts={**counts, "group": fault.group_id, "entry": fault.number},
        )
    if unreadable:
        return Check(
            name="ledger",
            text=f"{unreadable} lines of {file.name} are no heads",
            fault=True,
            remedy="Somebody changed the file by hand: compare it with the copy you keep elsewhere and with the log",
            counts={**counts, "unreadable": unreadable},
        )
    return Check(
        name="ledger",
        text=f"the books of {found.groups} groups are whole: {found.entries} entries, {len(anchors)} heads kept",
        counts=counts,
    )
