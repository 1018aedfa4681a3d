"""Which matters does the clock look at now, how far have they climbed, and who of the office is to hear of it?

The law: every change is made only where the row is still as it was read, so that of two clocks, or of a clock and an
answer, one is right. Nobody hears of her own matter, or of a complaint about herself; where she asked for a woman no
man hears of it.
"""

import dataclasses
from collections.abc import Sequence

from db import duty
from db.data_readers import list_selves
from db.lists import marks
from db.matter_changes import shut
from db.matter_rights import can_hold
from db.matter_rows import COLUMNS, DAY_MS, lock, read_matter
from db.organisations import OfficeRecord
from db.people import list_role_holders
from db.unit import Unit
from domain.keeping import MATTER_MONTHS, MONTH_DAYS
from domain.matters import Climbed, Matter, Result
from domain.permits import Action, holders
from domain.roles import Role
from domain.safety import Leave
from domain.zones import local_date

# Matters in one look of the clock: each takes some ten statements.
SLICE = 20

# She is told that it is deleted so long after it is over (handlers/contact/ask.py): so it must be over some day.
SILENT_MS = round(MATTER_MONTHS * MONTH_DAYS) * DAY_MS

# An office with more people than that shares its work by itself.
TOLD_MAX = 50

_ANSWER = tuple(sorted(role.value for role in holders(Action.ANSWER_MATTERS)))
_COMPLAINTS = tuple(sorted(role.value for role in holders(Action.READ_COMPLAINTS)))
_FIRST = tuple(sorted(holders(Action.ANSWER_MATTERS) - {Role.SUPERVISOR}))

_DUE = f"SELECT {COLUMNS} FROM matters m WHERE m.due_ms > 0 AND m.due_ms <= $1 ORDER BY m.due_ms, m.id LIMIT {SLICE}"
_LEFT = (
    "SELECT DISTINCT m.holder_id FROM matters m WHERE m.state = 'open' AND m.holder_id > 0"
    " AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = m.holder_id AND r.until_ms IS NULL"
    " AND r.organisation_id = m.organisation_id AND ((m.complaint = 0 AND r.role IN "
    + marks(len(_ANSWER))
    + ") OR (m.complaint = 1 AND r.role IN "
    + marks(len(_COMPLAINTS), 1 + len(_ANSWER))
    + f"))) ORDER BY m.holder_id LIMIT {SLICE}"
)
# Neither side wrote, she did not take it up again, nobody was given it, and nothing is planned in it. $1: since then.
_SILENT = (
    f"SELECT {COLUMNS} FROM matters m WHERE m.state = 'open' AND m.hers_ms < $1 AND m.theirs_ms < $1"
    " AND m.asked_ms < $1 AND m.held_ms < $1 AND m.made_ms < $1 AND NOT EXISTS (SELECT 1 FROM matter_steps s"
    " WHERE s.matter_id = m.id AND s.state IN ('waiting', 'told') AND s.due_ms >= $1)"
)
_SILENT_SOME = f"{_SILENT} ORDER BY m.hers_ms, m.id LIMIT {SLICE}"
_SILENT_ONE = f"{_SILENT} AND m.id = $2"
_AS_IT_WAS = (
    " WHERE id = $1 AND state = 'open' AND holder_id = $2 AND waiting_ms = $3 AND climbed = $4 RETURNING id"
)


async def list_due(unit: Unit) -> list[Matter]:
    """What the clock is to look at now, the longest due first; SLICE at most."""
    return [read_matter(row) for row in await unit.fetch(_DUE, unit.now_ms)]


async def list_left(unit: Unit) -> list[int]:
    """Who has open matters where she works no more; SLICE at most."""
    return [row["holder_id"] for row in await unit.fetch(_LEFT, *_ANSWER, *_COMPLAINTS)]


async def end_silent(unit: Unit) -> list[Matter]:
    """Where nobody wrote for twelve months it is over now; how each stood before, SLICE at most."""
    before_ms = unit.now_ms - SILENT_MS
    ended = []
    for row in await unit.fetch(_SILENT_SOME, before_ms):
        matter = await lock(unit, row["id"])
        if await unit.fetch_one(_SILENT_ONE, before_ms, matter.id) is not None:
            await shut(unit, matter, Result.NO_WORD, by=0)
            ended.append(matter)
    return ended


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which one climbs; for the moved clock."""
    row = await unit.fetch_one("SELECT min(due_ms) AS due_ms FROM matters WHERE due_ms > $1", after_ms)
    return None if row is None else row["due_ms"]


async def list_leaves(unit: Unit, matter: Matter) -> list[Leave]:
    """When its holder is away."""
    if not matter.holder_id:
        return []
    leaves = await duty.list_leaves(unit, matter.organisation_id)
    return [each for each in leaves if each.person_id == matter.holder_id]


def count_from_now(unit: Unit) -> None:
    """What was written while the clock was days ahead waits from now on: it is not forgotten until that day comes."""
    unit.write(
        "UPDATE matters SET waiting_ms = $1, due_ms = $1, climbed = 0, held_ms = CASE WHEN held_ms > $1 THEN $1"
        " ELSE held_ms END WHERE due_ms > 0 AND due_ms > $2 AND waiting_ms > $2 AND state = 'open'",
        unit.now_ms,
        unit.now_ms + DAY_MS,
    )


def rest(unit: Unit, matter: Matter) -> None:
    """Nothing waits in it: the clock does not look at it again."""
    unit.write(
        "UPDATE matters SET due_ms = 0, climbed = 0 WHERE id = $1 AND (waiting_ms = 0 OR state <> 'open')",
        matter.id,
    )


def allow_men(unit: Unit, matter: Matter) -> None:
    """She asked for a woman, there is none any more, and she says that whoever is there may help."""
    unit.write(
        "UPDATE matters SET women_only = 0, climbed = 0, due_ms = $2 WHERE id = $1 AND waiting_ms > 0",
        matter.id,
        unit.now_ms,
    )
    unit.audit("write", "matter", matter.id, matter.person_id, "men may")


async def climb(unit: Unit, matter: Matter, climbed: Climbed, next_ms: int) -> bool:
    """It has climbed so far, and is looked at again then; False, and nothing written, where it is not as it was."""
    row = await unit.fetch_one(
        "UPDATE matters SET climbed = $5, due_ms = $6" + _AS_IT_WAS,
        *_as_it_was(matter),
        climbed.value,
        next_ms,
    )
    return row is not None


def _as_it_was(matter: Matter) -> tuple[int, int, int, int]:
    return matter.id, matter.holder_id, matter.waiting_ms, matter.climbed.value


# -- who hears of it ----------------------------------------------------------------------------------------------


async def list_colleagues(unit: Unit, matter: Matter, office: OfficeRecord) -> list[int]:
    """Who may take it and is there today; a supervisor only of a complaint. Empty where nobody else may read it."""
    if matter.only_holder and not matter.complaint:
        return []
    roles = sorted(holders(Action.READ_COMPLAINTS)) if matter.complaint else _FIRST
    found = await _others(unit, matter, roles)
    today = local_date(unit.now, office.office.zone)
    leaves = await duty.list_leaves(unit, matter.organisation_id)
    away = {each.person_id for each in leaves if each.first <= today <= each.last}
    return [each for each in found if each not in away][:TOLD_MAX]


async def may_be_held(unit: Unit, matter: Matter) -> bool:
    """Whether anybody of the office but its holder could have it, today or another day."""
    actions = Action.READ_COMPLAINTS if matter.complaint else Action.ANSWER_MATTERS
    return bool(await _others(unit, matter, sorted(holders(actions))))


async def has_others(unit: Unit, matter: Matter) -> bool:
    """Whether anybody else of the office could have it if she let them, man or woman, today or another day."""
    anybody = dataclasses.replace(matter, women_only=False, only_holder=False)
    return await may_be_held(unit, anybody)


async def list_supervisors(unit: Unit, matter: Matter) -> list[int]:
    """Who is told that it was forgotten."""
    found = await list_role_holders(unit, matter.organisation_id, sorted(holders(Action.SUPERVISE_MATTERS)))
    anybody = dataclasses.replace(matter, women_only=False)
    return (await can_hold(unit, anybody, found))[:TOLD_MAX]


async def list_keepers(unit: Unit, matter: Matter) -> list[int]:
    """Who keeps the office's people, where it has no supervisor: they hear that somebody waits, and nothing else."""
    found = await list_role_holders(unit, matter.organisation_id, sorted(holders(Action.KEEP_DUTY)))
    never = set(await list_selves(unit, matter.person_id))
    never |= set(await list_selves(unit, matter.about_id)) if matter.about_id else set()
    return [each for each in found if each not in never][:TOLD_MAX]


async def _others(unit: Unit, matter: Matter, roles: Sequence[Role]) -> list[int]:
    found = await list_role_holders(unit, matter.organisation_id, roles)
    return [each for each in await can_hold(unit, matter, found) if each != matter.holder_id]
