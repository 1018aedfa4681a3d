"""Who is on duty in an office now: its roster, or its office hours where no roster was made.

What is told is true at the moment of the turn; who works there no more is on no roster, whatever stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db import matter_due, organisations
from db.engine import Fetch
from db.lists import marks, padded
from db.organisations import OfficeRecord
from db.people import list_role_holders
from db.unit import Unit
from domain.organisations import is_open, next_opening
from domain.roles import Role
from domain.safety import WATCHES_MAX, Leave, Watch, find_duty
from domain.zones import local_date, local_time

# Who answers calls. An admin keeps the office's settings and a trainer teaches: neither hears of anybody's trouble.
CALLED = (Role.WORKER, Role.COMPANION, Role.SUPERVISOR)

# An office with more people than this has a roster.
CALLED_MAX = 50

_OF_STAFF = (
    " AND person_id IN (SELECT person_id FROM roles WHERE organisation_id = $1 AND until_ms IS NULL"
    " AND role IN ('worker', 'companion', 'supervisor'))"
)
_WATCHES = (
    "SELECT person_id, weekday, from_min, to_min FROM duty WHERE organisation_id = $1"
    + _OF_STAFF
    + " ORDER BY weekday, from_min, id"
)
_LEAVES = (
    "SELECT person_id, first_day, last_day FROM duty_leave WHERE organisation_id = $1 ORDER BY first_day, id"
)


class TooManyWatches(Exception):
    """The roster is full: it is a plan of one week, not of a year."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDuty:
    """now: who is on duty. women: those of them. next_at: when the next watch begins, in the office's zone."""

    now: tuple[int, ...]
    women: tuple[int, ...]
    next_at: datetime | None


async def find(unit: Unit, organisation_id: int) -> OnDuty:
    """The duty at this moment. Without a roster the office's workers are on duty in its hours."""
    record = await organisations.get(unit, organisation_id)
    watches, leaves = await _read(unit, organisation_id)
    if watches:
        duty = find_duty(watches, leaves, unit.now, record.office.zone)
        return OnDuty(now=duty.now, women=await _women(unit, duty.now), next_at=duty.next_at)
    opens = next_opening(record.office, unit.now)
    now = await _at_work(unit, record, leaves)
    next_at = None if opens is None else local_time(opens, record.office.zone)
    return OnDuty(now=now, women=await _women(unit, now), next_at=next_at)


async def _at_work(unit: Unit, record: OfficeRecord, leaves: Sequence[Leave]) -> tuple[int, ...]:
    """The office's workers in its hours, without those who are away today."""
    if not is_open(record.office, unit.now):
        return ()
    today = local_date(unit.now, record.office.zone)
    away = {each.person_id for each in leaves if each.first <= today <= each.last}
    return tuple(each for each in await list_workers(unit, record.row_id) if each not in away)


async def list_workers(unit: Unit, organisation_id: int) -> list[int]:
    """The office's workers; its supervisors where it has none."""
    workers = await list_role_holders(unit, organisation_id, (Role.WORKER,))
    return (workers or await list_role_holders(unit, organisation_id, (Role.SUPERVISOR,)))[:CALLED_MAX]


async def list_everybody(unit: Unit, organisation_id: int) -> list[int]:
    """All who answer calls there, supervisors too."""
    return (await list_role_holders(unit, organisation_id, CALLED))[:CALLED_MAX]


async def list_women(unit: Unit, person_ids: Sequence[int]) -> tuple[int, ...]:
    """Those of them who are women, in the same order."""
    return await _women(unit, person_ids)


async def _women(unit: Unit, person_ids: Sequence[int]) -> tuple[int, ...]:
    if not person_ids:
        return ()
    wanted = padded(person_ids)
    rows = await unit.fetch("SELECT id FROM persons WHERE woman = 1 AND id IN " + marks(len(wanted)), *wanted)
    women = {row["id"] for row in rows}
    return tuple(each for each in person_ids if each in women)


async def _read(unit: Unit, organisation_id: int) -> tuple[list[Watch], list[Leave]]:
    watches, leaves = await unit.fetch_all(
        Fetch(_WATCHES, (organisation_id,)), Fetch(_LEAVES, (organisation_id,))
    )
    return (
        [
            Watch(
                person_id=row["person_id"],
                weekday=row["weekday"],
                from_min=row["from_min"],
                to_min=row["to_min"],
            )
            for row in watches
        ],
        [
            Leave(
                person_id=row["person_id"],
                first=date.fromisoformat(row["first_day"]),
                last=date.fromisoformat(row["last_day"]),
            )
            for row in leaves
        ],
    )


# -- the roster -------------------------------------------------------------------------------------------------


async def list_watches(unit: Unit, organisation_id: int) -> list[Watch]:
    """The week as it is planned, from Monday on."""
    return (await _read(unit, organisation_id))[0]


async def list_leaves(unit: Unit, organisation_id: int) -> list[Leave]:
    """Who is away when, also what is over."""
    return (await _read(unit, organisation_id))[1]


async def add_watches(unit: Unit, organisation_id: int, watches: Sequence[Watch]) -> None:
    """Plan these too; what is planned already stays once. Raises TooManyWatches."""
    planned = await list_watches(unit, organisation_id)
    fresh = [each for each in dict.fromkeys(watches) if each not in planned]
    if len(planned) + len(fresh) > WATCHES_MAX:
        raise TooManyWatches
    unit.write_many(
        "INSERT INTO duty (id, organisation_id, person_id, weekday, from_min, to_min)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        [
            (unit.new_id(), organisation_id, each.person_id, each.weekday, each.from_min, each.to_min)
            for each in fresh
        ],
    )


def remove_watches(unit: Unit, organisation_id: int, person_id: int) -> None:
    """This person is on duty no more; a leave stays, for whoever plans the hours anew."""
    unit.write("DELETE FROM duty WHERE organisation_id = $1 AND person_id = $2", organisation_id, person_id)


def remove_watch(unit: Unit, organisation_id: int, watch: Watch) -> None:
    """This one is planned no more."""
    unit.write(
        "DELETE FROM duty WHERE organisation_id = $1 AND person_id = $2 AND weekday = $3 AND from_min = $4"
        " AND to_min = $5",
        organisation_id,
        watch.person_id,
        watch.weekday,
        watch.from_min,
        watch.to_min,
    )


def remove_leave(unit: Unit, organisation_id: int, leave: Leave) -> None:
    """Nobody is away for that."""
    unit.write(
        "DELETE FROM duty_leave WHERE organisation_id = $1 AND person_id = $2 AND first_day = $3 AND last_day = $4",
        organisation_id,
        leave.person_id,
        leave.first.isoformat(),
        leave.last.isoformat(),
    )
    matter_due.look_again_of(unit, organisation_id, leave.person_id)


def add_leave(unit: Unit, organisation_id: int, leave: Leave) -> None:
    """Somebody is away, both days included."""
    unit.write(
        "INSERT INTO duty_leave (id, organisation_id, person_id, first_day, last_day)"
        " VALUES ($1, $2, $3, $4, $5)",
        unit.new_id(),
        organisation_id,
        leave.person_id,
        leave.first.isoformat(),
        leave.last.isoformat(),
    )
    matter_due.look_again_of(unit, organisation_id, leave.person_id)
