"""Her words in raw events: found by her address and emptied, then the keys of those days are destroyed.

A raw event is sealed with its day's key, which others need. So hers are emptied here at once; an old copy of the
database becomes unreadable when the day's key goes, as soon as the day is over. Others' raw events of that day go too:
they only serve to explain what happened. What still waits to be handled is left alone until it is.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.engine import Row
from db.inbox import BODY_DAYS, BODY_PLACE, DAY_MS, day_of
from db.people import open_address
from db.unit import Unit
from db.vault import SealBroken, cell
from db.vault import day as owner_of_day
from db.vault import person as owner_of

if TYPE_CHECKING:
    from db.erasure import Erasure

TRACES_PLACE = "erasures.traces"

# Raw events looked at in one transaction.
SLICE = 500

# Raw events older than this have no body any more, and their days no key (a day of the program's own pause on top).
RAW_MS = (BODY_DAYS + 2) * DAY_MS

# A day is over for certain: an event is stored with the day on which its transaction began.
DAY_OVER_MS = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Closing:
    """owners: days' keys that nothing needs any more. left: days that have to wait. more: bodies are left to empty."""

    owners: tuple[str, ...]
    left: frozenset[int]
    more: bool


def traces_owner(erasure_id: int) -> str:
    """The owner name of what an erasure still has to know."""
    return f"e{erasure_id}"


async def take_traces(unit: Unit, erasure_id: int, accounts: Sequence[Row]) -> bytes | None:
    """The addresses by which her raw events are found, sealed under a key that is destroyed with the erasure.

    None if she has not written for so long that none is left. accounts: also of phones she shares, because raw events
    only serve to explain what happened, so that others there lose nothing they need.
    """
    if all(max(row["last_in_ms"], row["created_ms"]) < unit.now_ms - RAW_MS for row in accounts):
        return None
    await unit.vault.have({owner_of(row["owner_id"]) for row in accounts})
    found = []
    for row in accounts:
        if not row["address"] or not unit.vault.knows(owner_of(row["owner_id"])):
            continue
        try:
            found.append(open_address(unit, row))
        except SealBroken:
            continue
    owner = traces_owner(erasure_id)
    await unit.vault.have([owner], create=True)
    return unit.vault.seal(owner, cell(TRACES_PLACE, erasure_id), json.dumps(found).encode())


async def wipe_events(unit: Unit, erasure: "Erasure") -> "Erasure | None":
    """Empty her raw events in the next slice; the erasure as it stands then, None if it has to wait for a turn."""
    rows = await unit.fetch(
        "SELECT id, day, state, body FROM inbox WHERE id > $1 AND id < $2 AND body IS NOT NULL ORDER BY id LIMIT $3",
        erasure.wiped_to,
        erasure.id,
        SLICE,
    )
    handled = _before_the_first_new(rows)
    pattern = _pattern(await _list_addresses(unit, erasure))
    await unit.vault.have({owner_of_day(row["day"]) for row in handled})
    hers = [row for row in handled if pattern is None or pattern.search(_opened(unit, row))]
    unit.write_many("UPDATE inbox SET body = NULL WHERE id = $1", [(row["id"],) for row in hers])
    whole = len(rows) < SLICE and len(handled) == len(rows)
    up_to = handled[-1]["id"] if handled else erasure.wiped_to
    days = erasure.days | {row["day"] for row in hers}
    _note_wiped(unit, erasure.id, up_to=up_to, days=days, whole=whole)
    if len(handled) < len(rows):
        return None
    return replace(erasure, wiped=whole, wiped_to=up_to, days=days)


async def _list_addresses(unit: Unit, erasure: "Erasure") -> list[str] | None:
    """What her chats are called in raw events; None if nobody can know any more."""
    owner = traces_owner(erasure.id)
    await unit.vault.have([owner])
    if erasure.traces is None or not unit.vault.knows(owner):
        return None
    found: list[str] = json.loads(unit.vault.unseal(owner, cell(TRACES_PLACE, erasure.id), erasure.traces))
    return found


def _before_the_first_new(rows: Sequence[Row]) -> list[Row]:
    handled = []
    for row in rows:
        if row["state"] == "new":
            break
        handled.append(row)
    return handled


def _pattern(addresses: list[str] | None) -> re.Pattern[bytes] | None:
    """Her addresses as whole words; None for everything, where nobody knows them any more."""
    if addresses is None:
        return None
    words = [re.escape(each.encode()) for each in addresses]
    # Without an address nothing is hers: a pattern that matches nowhere.
    return re.compile(rb"(?<![\w-])(?:" + b"|".join(words) + rb")(?!\w)" if words else rb"(?!)")


def _opened(unit: Unit, row: Row) -> bytes:
    owner = owner_of_day(row["day"])
    if not unit.vault.knows(owner):
        return b""
    try:
        return unit.vault.unseal(owner, cell(BODY_PLACE, row["id"]), bytes(row["body"]))
    except SealBroken:
        return b""


async def close_days(unit: Unit, erasure: "Erasure") -> Closing:
    """Empty what is left of the days that are over; whose keys may go now, and which days have to wait."""
    today = day_of(unit.now_ms - DAY_OVER_MS)
    owners, left, more = [], set[int](), False
    for day in sorted(erasure.days):
        if day >= today:
            left.add(day)
            continue
        rows = await unit.fetch(
            "SELECT id, state FROM inbox WHERE day = $1 AND body IS NOT NULL ORDER BY id LIMIT $2", day, SLICE
        )
        done = [(row["id"],) for row in rows if row["state"] != "new"]
        unit.write_many("UPDATE inbox SET body = NULL WHERE id = $1", done)
        if len(done) == len(rows) < SLICE:
            owners.append(owner_of_day(day))
        else:
            left.add(day)
            more = more or bool(done)
    waits_until = max(((day + 1) * DAY_MS + DAY_OVER_MS for day in left if day >= today), default=unit.now_ms)
    _note_days(unit, erasure.id, erasure.days, due_ms=waits_until)
    return Closing(tuple(owners), frozenset(left), more)


def _note_wiped(unit: Unit, erasure_id: int, *, up_to: int, days: Iterable[int], whole: bool) -> None:
    """Raw events up to this one are looked through; on these days there were some of hers."""
    unit.write(
        "UPDATE erasures SET wiped_to = $2, days = $3, wiped = $4 WHERE id = $1",
        erasure_id,
        up_to,
        ",".join(map(str, sorted(days))),
        int(whole),
    )


def _note_days(unit: Unit, erasure_id: int, days: Iterable[int], *, due_ms: int) -> None:
    """The keys of these days are still to be destroyed, not before `due_ms`."""
    unit.write(
        "UPDATE erasures SET days = $2, due_ms = $3 WHERE id = $1",
        erasure_id,
        ",".join(map(str, sorted(days))),
        due_ms,
    )
