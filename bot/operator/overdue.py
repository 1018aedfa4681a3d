"""What `python -m bot check` says of people who wait: a call for help, a screen that should be clear, a file we keep.

Numbers only: neither who called nor whose file it is stands here.
"""

from pathlib import Path

from bot.operator.finding import Check, age
from bot.operator.opening import real_now_ms
from db import overdue
from db.engine import Engine

# She is told after 5 and 15 minutes that nobody has answered yet; after an hour somebody outside has to see to it.
UNTAKEN_MAX_MS = 60 * 60_000

# A clearing takes seconds, and is tried again for two days where the channel does not answer.
UNCLEARED_MAX_MS = 10 * 60_000


async def check_calls(engine: Engine) -> Check:
    """Calls for help that nobody took."""
    found, now_ms = await overdue.tally_calls(engine), real_now_ms()
    waits_ms = now_ms - found.oldest_ms if found.count else 0
    counts = {"waiting": found.count, "oldest_s": waits_ms // 1000}
    if waits_ms <= UNTAKEN_MAX_MS:
        return Check(name="calls", text=f"calls for help that nobody has taken: {found.count}", counts=counts)
    return Check(
        name="calls",
        text=f"{found.count} calls for help and nobody has taken them, the first for {age(waits_ms)}",
        fault=True,
        remedy="Telephone the office's workers now: the calls stand under /jaga; then look at who is on duty (/piket)",
        counts=counts,
    )


async def check_screens(engine: Engine) -> Check:
    """What should be off a screen by now."""
    now_ms = real_now_ms()
    found = await overdue.tally_removals(engine, now_ms - UNCLEARED_MAX_MS)
    if not found.count:
        return Check(name="screens", text="no message waits to be cleared", counts={"overdue": 0})
    return Check(
        name="screens",
        text=f"{found.count} messages should be off a screen, the first for {age(now_ms - found.oldest_ms)}",
        fault=True,
        remedy="Is the program running, and does its channel answer? After 48 hours they can be deleted no more",
        counts={"overdue": found.count},
    )


async def check_files(engine: Engine, folder: Path) -> Check:
    """Files we say we keep, and that are not in the folder."""
    kept, missing, first = 0, 0, 0
    async for rows in overdue.list_kept_files(engine):
        gone = [file_id for file_id, name in rows if not (folder / name).is_file()]
        kept, missing, first = kept + len(rows), missing + len(gone), first or (gone[0] if gone else 0)
    counts = {"kept": kept, "missing": missing}
    if not missing:
        return Check(name="files", text=f"all {kept} kept files are on the disk", counts=counts)
    return Check(
        name="files",
        text=f"{missing} of {kept} kept files are not in {folder.name}, the first is number {first}",
        fault=True,
        remedy="Bring them back from a backup of the records: the folder whose name ends in .files",
        counts=counts,
    )
