"""Which announcements show how far they are, what that message says now, and what of them waits for a better hour?

The law: only what goes out, or ended a short while ago, is looked at; when nothing does, that is one statement.
"""

from collections.abc import Sequence

from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import State
from domain.contact import LANES, MessageClass
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import Place

# So long after its end the message still takes up who read it and who answered.
FOLLOWED_MS = 3_600_000
# An end that nobody could be told of (the program was down) is still told so long after.
LATE_MS = 24 * 3_600_000
SLICE = 50

_COLUMNS = (
    "SELECT id, state, made_by, organisation_id, group_id, made_ms, due_ms, begun_ms, ended_ms, told_outbox, told_ms,"
    " told, workers_to FROM announcements WHERE "
)
# As the index announcements_live has it; what has not begun shows nothing yet.
_LIVE = _COLUMNS + "state IN ('waiting', 'filling', 'sending') AND due_ms <= $1 ORDER BY due_ms LIMIT $2"
_ENDED = (
    _COLUMNS
    + "ended_ms > $1 AND ended_ms > 0 AND state IN ('done', 'stopped') AND begun_ms > 0 ORDER BY ended_ms LIMIT $2"
)
# Of its rows that are put off, the first moment and how many; by the index of what is due in that lane.
_POSTPONED = (
    "SELECT count(*) AS n, min(x.due_ms) AS due_ms FROM outbox x WHERE x.channel = $1 AND x.lane = $2"
    " AND x.state IN ('queued', 'retry') AND x.due_ms > $3 AND x.state = 'queued' AND x.notice_id = $4"
)
_CHANNELS = (
    "SELECT DISTINCT channel FROM announcement_receivers WHERE announcement_id = $1 AND state = 'queued'"
)
_OFFICE_ZONE = "SELECT zone FROM organisations WHERE id = $1"
_GROUP_ZONE = "SELECT zone FROM groups WHERE id = $1"
_TOLD = "UPDATE announcements SET told_outbox = $2, told_ms = $3, told = $4 WHERE id = $1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One announcement and the message that shows how far it is. told: as it was shown last, "" for never."""

    id: int
    state: State
    made_by: int
    organisation_id: int | None
    group_id: int | None
    made_ms: int
    begun_ms: int
    ended_ms: int
    told_outbox: int
    told_ms: int
    told: str
    workers_to: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Postponed:
    """How many wait for an hour at which they may be written to, and the first such moment (UTC ms, 0 for none)."""

    count: int = 0
    first_ms: int = 0


async def zone_of(unit: Unit, place: Place) -> str:
    """On whose clock it goes out, and is spoken of: the office's or group's. Raises NotAllowed where there is none."""
    if place.group_id is not None:
        row = await unit.fetch_one(_GROUP_ZONE, place.group_id)
    else:
        row = await unit.fetch_one(_OFFICE_ZONE, place.organisation_id or 0)
    if row is None:
        raise NotAllowed
    return str(row["zone"])


async def list_shown(unit: Unit) -> list[Shown]:
    """Those that go out now, and those that ended so lately that their message still changes."""
    live, ended = await unit.fetch_all(
        Fetch(_LIVE, (unit.now_ms, SLICE)), Fetch(_ENDED, (unit.now_ms - LATE_MS, SLICE))
    )
    return [
        _shown(row)
        for row in (*live, *ended)
        if row["state"] != State.WAITING.value and (not row["ended_ms"] or _is_followed(unit, row))
    ]


def _is_followed(unit: Unit, row: Row) -> bool:
    """Whether its end was not told yet, or is so fresh that more becomes known of it."""
    told = row["told"].startswith(f"{row['state']} ") and row["workers_to"] < 0
    return not told or unit.now_ms - row["ended_ms"] <= FOLLOWED_MS


def _shown(row: Row) -> Shown:
    return Shown(
        id=row["id"],
        state=State(row["state"]),
        made_by=row["made_by"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        made_ms=row["made_ms"],
        begun_ms=row["begun_ms"],
        ended_ms=row["ended_ms"],
        told_outbox=row["told_outbox"],
        told_ms=row["told_ms"],
        told=row["told"],
        workers_to=row["workers_to"],
    )


async def postponed(unit: Unit, announcement_id: int) -> Postponed:
    """Of its rows, those that wait for the morning, or for an hour that is safe for her."""
    channels = [row["channel"] for row in await unit.fetch(_CHANNELS, announcement_id)]
    lane = LANES[MessageClass.BROADCAST]
    found = await unit.fetch_all(
        *[Fetch(_POSTPONED, (each, lane, unit.now_ms, announcement_id)) for each in channels]
    )
    rows: Sequence[Row] = [rows[0] for rows in found if rows[0]["n"]]
    return Postponed(
        count=sum(row["n"] for row in rows), first_ms=min((row["due_ms"] for row in rows), default=0)
    )


def note_told(unit: Unit, announcement_id: int, *, outbox_id: int, told: str) -> None:
    """What the message shows from now on. outbox_id: the row that it is."""
    unit.write(_TOLD, announcement_id, outbox_id, unit.now_ms, told)


def show_anew(unit: Unit, announcement_id: int) -> None:
    """It goes out once more, and somebody watches just now: the next word of it is a new message."""
    note_told(unit, announcement_id, outbox_id=0, told="")


def note_workers(unit: Unit, announcement_id: int, to: int) -> None:
    """Up to which worker it was said whom it could not reach; -1 for all."""
    unit.write("UPDATE announcements SET workers_to = $2 WHERE id = $1", announcement_id, to)


async def count_to_agree(unit: Unit, organisation_ids: Sequence[int]) -> int:
    """How many of these offices wait for somebody else than the actor to agree."""
    wanted = padded(organisation_ids)
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM announcements WHERE state = 'approval' AND made_by <> $1 AND organisation_id IN "
        + marks(len(wanted), 2),
        unit.actor.person_id,
        *wanted,
    )
    return int(row["n"]) if row is not None else 0


async def state_of_message(unit: Unit, outbox_id: int) -> str:
    """How far the message has come that shows it; "" if there is none."""
    row = await unit.fetch_one("SELECT state FROM outbox WHERE id = $1", outbox_id) if outbox_id else None
    return "" if row is None else str(row["state"])


async def last_sent_ms(unit: Unit, announcement_id: int) -> int:
    """When the last message of it left; 0 for never."""
    row = await unit.fetch_one(
        "SELECT max(sent_ms) AS at_ms FROM announcement_receivers WHERE announcement_id = $1", announcement_id
    )
    return int(row["at_ms"] or 0) if row is not None else 0


async def channels_of(unit: Unit, announcement_id: int) -> list[str]:
    """The channels on which it left."""
    rows = await unit.fetch(
        "SELECT DISTINCT channel FROM announcement_receivers WHERE announcement_id = $1 AND sent_ms > 0"
        " ORDER BY channel",
        announcement_id,
    )
    return [row["channel"] for row in rows]
