"""How announcements stand in their rows, and how one is looked up: nothing here asks whether somebody may see it.

The law: whoever changes an announcement locks it first and asks in its own statement whether it still stands where it
did, so that two ticks at once, a stop in between and a kill come to the same.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import APPROVE_OVER, Announcement, Audience, NewsKind, State
from domain.refusals import NotAllowed

# Column `filling`, before the first part: what an earlier look had found is taken away first.
CLEARING = -1
DAY_MS = 86_400_000

COLUMNS = (
    "a.id, a.code, a.organisation_id, a.group_id, a.made_by, a.news, a.state, a.audience, a.size, a.approved_size,"
    " a.approved_by, a.choices, a.file_id, a.follows, a.chats, a.due_ms, a.filling, a.filled_to, a.queued_to, a.round,"
    " a.told_outbox, a.told_ms, a.settled_ms, a.begun_ms, a.ended_ms, a.ended_by, a.made_ms"
)
_ANNOUNCEMENT = f"SELECT {COLUMNS} FROM announcements a "
_LIVE = _ANNOUNCEMENT + "WHERE a.state IN ('waiting', 'filling', 'sending') ORDER BY a.due_ms, a.id"
_OF_OFFICES = _ANNOUNCEMENT + "WHERE a.id < $1 AND a.organisation_id IN "
_OF_GROUPS = _ANNOUNCEMENT + "WHERE a.id < $1 AND a.group_id IN "
_NEWEST = " ORDER BY a.id DESC LIMIT $2"


def read_announcement(row: Row) -> Announcement:
    """The announcement in a row of COLUMNS."""
    return Announcement(
        id=row["id"],
        code=row["code"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        made_by=row["made_by"],
        news=NewsKind(row["news"]),
        state=State(row["state"]),
        audience=Audience.unpack(row["audience"]),
        size=row["size"],
        approved_size=row["approved_size"],
        approved_by=row["approved_by"],
        choices=row["choices"],
        file_id=row["file_id"],
        follows=row["follows"],
        chats=bool(row["chats"]),
        due_ms=row["due_ms"],
        filling=row["filling"],
        filled_to=row["filled_to"],
        queued_to=row["queued_to"],
        round=row["round"],
        told_outbox=row["told_outbox"],
        told_ms=row["told_ms"],
        settled_ms=row["settled_ms"],
        begun_ms=row["begun_ms"],
        ended_ms=row["ended_ms"],
        ended_by=row["ended_by"],
        made_ms=row["made_ms"],
    )


async def find(unit: Unit, announcement_id: int) -> Announcement | None:
    """That announcement, whoever asks: for the clock and the program itself. None if there is none."""
    row = await unit.fetch_one(_ANNOUNCEMENT + "WHERE a.id = $1", announcement_id)
    return None if row is None else read_announcement(row)


async def find_by_code(unit: Unit, code: str) -> Announcement | None:
    """The announcement of this code, whoever asks."""
    row = await unit.fetch_one(_ANNOUNCEMENT + "WHERE a.code = $1", code.strip().upper())
    return None if row is None else read_announcement(row)


async def lock(unit: Unit, announcement_id: int) -> Announcement:
    """That announcement as it is now; nobody else changes it until this commits. Raises NotAllowed."""
    unit.write("UPDATE announcements SET state = state WHERE id = $1", announcement_id)
    found = await find(unit, announcement_id)
    if found is None:
        raise NotAllowed
    return found


async def list_live(unit: Unit) -> list[Announcement]:
    """Those that wait, are being filled or go out, the next to begin first."""
    return [read_announcement(row) for row in await unit.fetch(_LIVE)]


async def list_newest(
    unit: Unit, organisation_ids: Sequence[int], group_ids: Sequence[int], most: int, before: int
) -> list[Announcement]:
    """The newest of these offices and groups with an id below `before`."""
    found: list[Row] = []
    if organisation_ids:
        wanted = padded(organisation_ids)
        found += await unit.fetch(_OF_OFFICES + marks(len(wanted), 3) + _NEWEST, before, most, *wanted)
    if group_ids:
        wanted = padded(group_ids)
        found += await unit.fetch(_OF_GROUPS + marks(len(wanted), 3) + _NEWEST, before, most, *wanted)
    return [read_announcement(row) for row in sorted(found, key=lambda row: -row["id"])[:most]]


async def sent_today(unit: Unit, organisation_id: int, person_id: int) -> int:
    """To how many that person's announcements of the last day went, or will go, for which nobody else stands.

    Else whoever has a stolen account writes to all of them in portions that nobody looks at.
    """
    row = await unit.fetch_one(
        "SELECT COALESCE(sum(a.size), 0) AS n FROM announcements a WHERE a.organisation_id = $1 AND a.made_by = $2"
        " AND a.made_ms > $3 AND a.approved_by = 0 AND a.state IN ('waiting', 'filling', 'sending', 'done', 'stopped')",
        organisation_id,
        person_id,
        unit.now_ms - DAY_MS,
    )
    return 0 if row is None else int(row["n"])


async def approve_over(unit: Unit, organisation_id: int) -> int:
    """From more receivers than this a second person of the office has to agree."""
    row = await unit.fetch_one(
        "SELECT approve_over FROM announcing WHERE organisation_id = $1", organisation_id
    )
    return APPROVE_OVER if row is None else int(row["approve_over"])
