"""The days for which groups save: when the clock tells their members that one comes. Each day is told once."""

from datetime import date

from db import groups
from db.unit import Unit
from domain.dated import told_ms
from domain.group_rules import Rules
from domain.records import dataclass

# Groups whose members are told in one look of the clock.
SLICE = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """A day that a group saves for, and that its members are to be told of."""

    group_id: int
    day: date


async def plan(unit: Unit, group_id: int, rules: Rules) -> None:
    """The days of these rules will be told of; one that was planned before stays as it was."""
    days = [each.until for each in rules.kinds if each.until is not None]
    if not days:
        return
    zone = (await groups.get(unit, group_id)).zone
    for day in days:
        moment = told_ms(day, zone, unit.now)
        if moment is not None:
            unit.write(
                "INSERT INTO dated_savings (group_id, day, next_ms) VALUES ($1, $2, $3)"
                " ON CONFLICT (group_id, day) DO NOTHING",
                group_id,
                day.isoformat(),
                moment,
            )


async def take_due(unit: Unit) -> list[Coming]:
    """What is to be told now, at most SLICE; none of it comes a second time."""
    rows = await unit.fetch(
        "SELECT group_id, day FROM dated_savings WHERE next_ms <= $1 ORDER BY next_ms, group_id LIMIT $2",
        unit.now_ms,
        SLICE,
    )
    unit.write_many(
        "UPDATE dated_savings SET next_ms = NULL WHERE group_id = $1 AND day = $2",
        [(row["group_id"], row["day"]) for row in rows],
    )
    return [Coming(group_id=row["group_id"], day=date.fromisoformat(row["day"])) for row in rows]


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody is to be told."""
    row = await unit.fetch_one(
        "SELECT min(next_ms) AS due FROM dated_savings WHERE next_ms IS NOT NULL AND next_ms > $1", after_ms
    )
    return row["due"] if row is not None else None
