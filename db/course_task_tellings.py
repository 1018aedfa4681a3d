"""Who is told today that somebody in a course waits to be asked how she is: claimed once, one message a day and place.

When a place was told last is kept in `meta`, one name each, so that any process knows it.
"""

from datetime import UTC, datetime

from db.course_tasks import COLUMNS, WAITING, read_task
from db.lists import marks, padded
from db.unit import Unit
from domain.course_follow_up import Task, is_told_now, next_telling
from domain.records import dataclass
from domain.zones import local_date

# Places looked at in one look of the clock, and tasks of one of them.
PLACES_MAX, TASKS_MAX = 10, 500

_UNTOLD = (
    WAITING
    + " AND t.told_ms = 0 AND NOT EXISTS (SELECT 1 FROM groups g WHERE g.id = c.group_id AND g.practice_of > 0)"
)
_DUE = (
    COLUMNS + WAITING + " AND t.due_ms <= $1 AND COALESCE(c.organisation_id, 0) = $2"
    f" AND COALESCE(c.group_id, 0) = $3 AND c.zone = $4 ORDER BY t.told_ms, t.id LIMIT {TASKS_MAX}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An office or a group in which something has fallen due. told_ms: when its people were told last, 0 for never."""

    organisation_id: int | None
    group_id: int | None
    zone: str
    first_due_ms: int
    told_ms: int

    def is_told_today(self, now_ms: int) -> bool:
        """Whether its people were told on this day there already."""
        return self.told_ms > 0 and _day(self.told_ms, self.zone) >= _day(now_ms, self.zone)


def _day(moment_ms: int, zone: str) -> int:
    return local_date(datetime.fromtimestamp(moment_ms / 1000, UTC), zone).toordinal()


async def list_places(unit: Unit) -> list[Place]:
    """The places whose people are to be told now, at most PLACES_MAX."""
    due = [each for each in await _list_waiting(unit) if each.first_due_ms <= unit.now_ms]
    told = [each for each in due if is_told_now(unit.now, each.zone) and not each.is_told_today(unit.now_ms)]
    return told[:PLACES_MAX]


async def list_due(unit: Unit, place: Place) -> list[Task]:
    """Everything that waits there now, also what was told before and is not done."""
    rows = await unit.fetch(
        _DUE,
        unit.now_ms,
        place.organisation_id or 0,
        place.group_id or 0,
        place.zone,
    )
    return [read_task(row) for row in rows]


async def claim(unit: Unit, place: Place, tasks: list[Task]) -> bool:
    """These are told now, in this transaction; False, and nothing written, where another look was faster."""
    ids = padded([each.id for each in tasks])
    rows = await unit.fetch(
        "UPDATE course_tasks SET told_ms = $1 WHERE told_ms = 0 AND state = 'waiting' AND id IN "
        + marks(len(ids), 2)
        + " RETURNING id",
        unit.now_ms,
        *ids,
    )
    if rows:
        unit.write(
            "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
            _name(place.organisation_id, place.group_id),
            str(unit.now_ms),
        )
    return bool(rows)


def note_told(unit: Unit, course_id: int, person_id: int, kind: str) -> None:
    """What waits of this kind was told at once, by the step that made it."""
    unit.write(
        "UPDATE course_tasks SET told_ms = $4 WHERE course_id = $1 AND person_id = $2 AND kind = $3"
        " AND state = 'waiting'",
        course_id,
        person_id,
        kind,
        unit.now_ms,
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody is told; for the moved clock."""
    moments = [_moment(each, after_ms) for each in await _list_waiting(unit)]
    return min(moments, default=None)


def _moment(place: Place, after_ms: int) -> int:
    earliest = max(place.first_due_ms, after_ms + 1)
    moment = datetime.fromtimestamp(earliest / 1000, UTC)
    at = next_telling(moment, place.zone, told_today=place.is_told_today(earliest))
    return max(round(at.timestamp() * 1000), after_ms + 1)


def _name(organisation_id: int | None, group_id: int | None) -> str:
    return f"course_tasks_told:o{organisation_id}" if organisation_id else f"course_tasks_told:g{group_id}"


async def _list_waiting(unit: Unit) -> list[Place]:
    rows = await unit.fetch(
        "SELECT c.organisation_id, c.group_id, c.zone, min(t.due_ms) AS first_due "
        + _UNTOLD
        + " GROUP BY c.organisation_id, c.group_id, c.zone ORDER BY first_due, c.organisation_id, c.group_id LIMIT 500"
    )
    if not rows:
        return []
    names = padded([_name(row["organisation_id"], row["group_id"]) for row in rows])
    kept = await unit.fetch("SELECT name, value FROM meta WHERE name IN " + marks(len(names)), *names)
    told = {row["name"]: int(row["value"]) for row in kept}
    return [
        Place(
            organisation_id=row["organisation_id"],
            group_id=row["group_id"],
            zone=row["zone"],
            first_due_ms=row["first_due"],
            told_ms=told.get(_name(row["organisation_id"], row["group_id"]), 0),
        )
        for row in rows
    ]
