"""The inbox: raw events as they came, each once, until a turn has handled them.

States: new -> done | failed (a bug, told once) | quarantined (cannot be decoded, or ended the process three times).
"""

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from db.engine import Fetch, Row, Write
from db.lists import marks, padded
from db.unit import Late, Unit
from db.vault import SealBroken, cell
from db.vault import day as owner_of_day
from domain.records import dataclass

BODY_PLACE = "inbox.body"

# Bodies kept for explaining what happened; the day's key is destroyed afterwards (docs/operating.md).
BODY_DAYS = 14

# An event that has begun this often without an end is laid aside: it would stop the program again.
TRIES_MAX = 3

DAY_MS = 86_400_000


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Seen:
    """What she wrote, as it stands on her screen. clear_ms: when it goes from there, or is forgotten here."""

    account_id: int = 0
    message_ref: str = ""
    clear_ms: int = 0


_NOTHING_SEEN = Seen()
_NONE_SEEN: Mapping[int, Seen] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredEvent:
    """A raw event in the inbox. body: b"" if nothing is left of it (wiped, or its day's key is gone)."""

    id: int
    channel: str
    body: bytes
    tries: int


def day_of(now_ms: int) -> int:
    """The day whose key seals an event that came at `now_ms`."""
    return now_ms // DAY_MS


StoredRow = tuple[int, str, str, bytes]  # id, channel, key, body


async def add(unit: Unit, events: Sequence[StoredRow], now_ms: int) -> Late:
    """Store those of these events that are not there yet; storing counts as the first try.

    The insertions travel with the commit: `list_fresh` of what this returns tells then which were new. A row that is
    there with the very same id was stored by a commit whose outcome was not known: it is new while it waits.
    """
    day = day_of(now_ms)
    owner = owner_of_day(day)
    await have_day(unit)
    return unit.fetch_with_commit(
        *[
            Fetch(
                "INSERT INTO inbox (id, channel, key_hash, received_ms, day, body, state, tries)"
                " VALUES ($1, $2, $3, $4, $5, $6, 'new', 1) ON CONFLICT (key_hash) DO UPDATE SET state = 'new'"
                " WHERE inbox.id = excluded.id AND inbox.state = 'new' RETURNING id",
                (
                    event_id,
                    channel,
                    unit.vault.digest("event", f"{channel}:{key}"),
                    now_ms,
                    day,
                    unit.vault.seal(owner, cell(BODY_PLACE, event_id), body),
                ),
            )
            for event_id, channel, key, body in events
        ]
    )


_STORE_SQL = (
    "INSERT INTO inbox (id, channel, key_hash, received_ms, day, body, state, tries, account_id, message_ref, clear_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10)"
)


class Arriving:
    """Events that one transaction stores and handles: nothing of them is there before it, and everything after it.

    `store` comes before the turns write anything, so that a turn can wipe what it was told; `finish` after them.
    """

    __slots__ = ("_keys", "_rows", "_unit", "_write")

    def __init__(self, unit: Unit, events: Sequence[StoredRow]) -> None:
        """The day's key must be open (`have_day`)."""
        day = day_of(unit.now_ms)
        owner = owner_of_day(day)
        vault = unit.vault
        self._unit = unit
        self._keys = [vault.digest("event", f"{channel}:{key}") for _id, channel, key, _body in events]
        self._rows: list[tuple[Any, ...]] = [
            (
                event_id,
                channel,
                key,
                unit.now_ms,
                day,
                vault.seal(owner, cell(BODY_PLACE, event_id), body),
                "new",
                0,
                "",
                0,
            )
            for (event_id, channel, _key, body), key in zip(events, self._keys, strict=True)
        ]
        self._write: Write | None = None

    @property
    def repeats_itself(self) -> bool:
        """Whether the same event is among them twice."""
        return len(set(self._keys)) < len(self._keys)

    def seek_doubles(self) -> Fetch:
        """Reads those that were stored before."""
        keys = padded(self._keys)
        return Fetch("SELECT id FROM inbox WHERE key_hash IN " + marks(len(keys)), keys)

    def store(self) -> None:
        """Write them; storing counts as the first try."""
        self._write = self._unit.write_many(_STORE_SQL, self._rows)

    def finish(self, waiting: Set[int], seen: Mapping[int, Seen]) -> None:
        """All are handled but those that wait. Mostly nothing has travelled yet, and they are stored as done."""
        assert self._write is not None
        done = [row[0] for row in self._rows if row[0] not in waiting]
        if not self._unit.is_waiting(self._write):
            finish(self._unit, done, seen)
            return
        rows = []
        for row in self._rows:
            if row[0] in waiting:
                rows.append(row)
            else:
                shown = seen.get(row[0], _NOTHING_SEEN)
                rows.append((*row[:6], "done", shown.account_id, shown.message_ref, shown.clear_ms))
        self._write.rows = rows


async def have_day(unit: Unit) -> None:
    """Open, or make, the key that seals what comes today."""
    await unit.vault.have([owner_of_day(day_of(unit.now_ms))], create=True)


def list_fresh(added: Late) -> set[int]:
    """The ids of a committed `add` that are to be handled now. The others were doubles."""
    return {rows[0]["id"] for rows in added.results if rows}


async def list_new(unit: Unit, after: int, most: int) -> list[StoredEvent]:
    """Events that wait, oldest first, with an id above `after`."""
    rows = await unit.fetch(
        "SELECT id, channel, day, body, tries FROM inbox WHERE state = 'new' AND id > $1 ORDER BY id LIMIT $2",
        after,
        most,
    )
    await unit.vault.have({owner_of_day(row["day"]) for row in rows})
    return [
        StoredEvent(
            id=row["id"],
            channel=row["channel"],
            body=_open_body(unit, row),
            tries=row["tries"],
        )
        for row in rows
    ]


def _open_body(unit: Unit, row: Row) -> bytes:
    """Empty if it can no longer be opened: the caller lays it aside, and the others go on."""
    owner = owner_of_day(row["day"])
    if row["body"] is None or not unit.vault.knows(owner):
        return b""
    try:
        return unit.vault.unseal(owner, cell(BODY_PLACE, row["id"]), bytes(row["body"]))
    except SealBroken:
        return b""


async def is_new(unit: Unit, ids: Sequence[int]) -> set[int]:
    """Which of these are still to be handled; asked again after a commit whose outcome was not known."""
    if not ids:
        return set()
    wanted = padded(ids)
    rows = await unit.fetch(
        "SELECT id FROM inbox WHERE state = 'new' AND id IN " + marks(len(wanted)), *wanted
    )
    return {row["id"] for row in rows}


def add_try(unit: Unit, event_id: int) -> None:
    """One more try begins; committed before it does."""
    unit.write("UPDATE inbox SET tries = tries + 1 WHERE id = $1", event_id)


def finish(unit: Unit, event_ids: Sequence[int], seen: Mapping[int, Seen] = _NONE_SEEN) -> None:
    """These are handled. seen: by event, what stands on her screen since then."""
    shown = [(event_id, seen.get(event_id, _NOTHING_SEEN)) for event_id in event_ids]
    unit.write_many(
        "UPDATE inbox SET state = 'done', account_id = $2, message_ref = $3, clear_ms = $4 WHERE id = $1",
        [(event_id, each.account_id, each.message_ref, each.clear_ms) for event_id, each in shown],
    )


def fail(unit: Unit, event_id: int, fault: str) -> None:
    """A bug; it is not tried again."""
    unit.write("UPDATE inbox SET state = 'failed', fault = $2 WHERE id = $1", event_id, fault)


def quarantine(unit: Unit, event_id: int, fault: str) -> None:
    """Lay it aside; it never blocks others."""
    unit.write("UPDATE inbox SET state = 'quarantined', fault = $2 WHERE id = $1", event_id, fault)


def wipe_body(unit: Unit, event_id: int) -> None:
    """Forget what the event said; its key stays, so that it is never handled twice."""
    unit.write("UPDATE inbox SET body = NULL WHERE id = $1", event_id)


async def forget_old_bodies(unit: Unit, now_ms: int, most: int) -> list[str]:
    """Take away bodies older than BODY_DAYS, up to `most`; the owners of keys that nothing needs any more.

    An event that is still to be handled keeps its body, and its day's key, however old it is.
    """
    first_kept = day_of(now_ms) - BODY_DAYS
    rows = await unit.fetch(
        "SELECT id FROM inbox WHERE body IS NOT NULL AND day < $1 AND state <> 'new' ORDER BY day LIMIT $2",
        first_kept,
        most,
    )
    unit.write_many("UPDATE inbox SET body = NULL WHERE id = $1", [(row["id"],) for row in rows])
    needed = await unit.fetch(
        "SELECT DISTINCT day FROM inbox WHERE body IS NOT NULL AND day < $1", first_kept
    )
    still = {row["day"] for row in needed}
    return [
        owner_of_day(day) for day in await unit.vault.list_days() if day < first_kept and day not in still
    ]


async def count_bad(unit: Unit) -> dict[str, int]:
    """How many events wait, failed or are quarantined."""
    rows = await unit.fetch(
        "SELECT state, count(*) AS n FROM inbox WHERE state IN ('failed', 'quarantined') GROUP BY state"
        " UNION ALL SELECT state, count(*) AS n FROM inbox WHERE state = 'new' GROUP BY state"
    )
    return {row["state"]: row["n"] for row in rows}
