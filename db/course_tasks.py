"""What is to be done about one woman in a course: who is waited for, when it falls due, who has seen to it.

The law: one task of a kind and number a woman and course, however often it is asked for. Nobody sees one about
herself. What a woman wants is stored nowhere here, only that somebody should ask her.
"""

from collections.abc import Collection
from datetime import UTC, datetime

from db import permits
from db.course_company import companions_of
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.course_follow_up import (
    FELT,
    LISTED_MAX,
    NEWCOMER_DAYS,
    Kind,
    Later,
    Task,
    due_on_day,
    followed_by,
    named_in_audit,
)
from domain.permits import Action, is_allowed, places
from domain.refusals import Changed, NotAllowed

NOTE_PLACE = "course_tasks.note"
CODE_CHARS = 8

# Newcomers planned in one look of the clock.
PLANTED_MAX = 50
# Tasks of those who left, in one look.
DROPPED_MAX = 200

# Who is not in the course any more is asked nothing about it; who wanted to talk, or felt low, still is.
WAITING = (
    "FROM course_tasks t JOIN courses c ON c.id = t.course_id"
    " LEFT JOIN course_participants p ON p.course_id = t.course_id AND p.person_id = t.person_id"
    " WHERE t.state = 'waiting' AND (t.kind IN ('mood', 'wants_talk')"
    " OR (c.state = 'open' AND p.state = 'joined'))"
)
COLUMNS = (
    "SELECT t.id, t.code, t.course_id, t.person_id, t.kind, t.n, t.due_ms,"
    " c.organisation_id, c.group_id, c.title, c.zone "
)
# A newcomer with a place, for whom nothing is planned yet: she moved up, or an older program let her in.
_UNPLANNED = (
    "SELECT p.course_id, p.person_id, p.joined_ms, c.zone,"
    " (SELECT min(s.start_ms) FROM course_sessions s WHERE s.course_id = p.course_id AND s.state <> 'cancelled'"
    " AND s.start_ms >= p.joined_ms) AS first_ms"
    " FROM course_participants p JOIN courses c ON c.id = p.course_id"
    " WHERE p.newcomer = 1 AND p.state = 'joined' AND c.state = 'open' AND NOT EXISTS (SELECT 1 FROM course_tasks t"
    " WHERE t.course_id = p.course_id AND t.person_id = p.person_id AND t.kind = 'newcomer' AND t.state <> 'dropped')"
)
_UNPLANNED_NEXT = _UNPLANNED + f" ORDER BY p.course_id, p.n LIMIT {PLANTED_MAX}"
# Of who has left, or whose course is over: asked for again if she comes back.
_LEFT = (
    "UPDATE course_tasks SET state = 'dropped' WHERE id IN (SELECT t.id FROM course_tasks t"
    " JOIN courses c ON c.id = t.course_id WHERE t.state = 'waiting' AND t.kind IN ('newcomer', 'absent')"
    " AND (c.state <> 'open' OR NOT EXISTS (SELECT 1 FROM course_participants p WHERE p.course_id = t.course_id"
    f" AND p.person_id = t.person_id AND p.state = 'joined')) ORDER BY t.due_ms LIMIT {DROPPED_MAX})"
)
# In a practice only its own are seen, and outside of it none of a practice.
_OF_ACTOR = (
    WAITING + " AND t.due_ms <= $1 AND t.person_id <> $2"
    " AND COALESCE((SELECT g.id FROM groups g WHERE g.id = c.group_id AND g.practice_of > 0), 0) = $3"
    " AND (c.organisation_id IN "
)
# Some may be for others' eyes: they must not take the place of what is for hers.
_LONGEST = ") ORDER BY t.due_ms, t.id LIMIT 500"


# -- what there is to do ----------------------------------------------------------------------------------------


def add(unit: Unit, course_id: int, person_id: int, kind: Kind, n: int, due_ms: int) -> None:
    """Somebody is to ask her how she is, from due_ms on. One that is there already stays as it is.

    One that was dropped because she left waits again. n: tells tasks of a kind apart (the day, the session's number).
    """
    unit.write(
        "INSERT INTO course_tasks (id, code, course_id, person_id, kind, n, due_ms, state)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting') ON CONFLICT (course_id, person_id, kind, n) DO UPDATE"
        " SET state = 'waiting', due_ms = $7, told_ms = 0 WHERE course_tasks.state = 'dropped'",
        unit.new_id(),
        new_code(CODE_CHARS),
        course_id,
        person_id,
        Kind(kind).value,
        n,
        due_ms,
    )


async def is_waiting(unit: Unit, course_id: int, person_id: int, kind: Kind) -> bool:
    """Whether one of the kind waits already, so that another one would only count her twice."""
    row = await unit.fetch_one(
        "SELECT id FROM course_tasks WHERE course_id = $1 AND person_id = $2 AND kind = $3 AND state = 'waiting'",
        course_id,
        person_id,
        kind.value,
    )
    return row is not None


async def plan_newcomer(unit: Unit, course_id: int, person_id: int) -> None:
    """Day 3, 7, 14 and 30 after her first session, if she has a place and nothing is planned for her yet."""
    sql = _UNPLANNED + " AND p.course_id = $1 AND p.person_id = $2"
    for row in await unit.fetch(sql, course_id, person_id):
        _plan(unit, row)


async def plant(unit: Unit) -> int:
    """The same for all who came another way; how many, at most PLANTED_MAX. For the clock."""
    rows = await unit.fetch(_UNPLANNED_NEXT)
    for row in rows:
        _plan(unit, row)
    return len(rows)


def _plan(unit: Unit, row: Row) -> None:
    begins = datetime.fromtimestamp((row["first_ms"] or row["joined_ms"]) / 1000, UTC)
    for day in NEWCOMER_DAYS:
        due = due_on_day(begins, day, row["zone"])
        add(unit, row["course_id"], row["person_id"], Kind.NEWCOMER, day, int(due.timestamp()) * 1000)


def drop_of(unit: Unit, course_id: int, person_id: int) -> None:
    """She has left: nobody asks her about the course any more. Whether she wanted to talk is another matter."""
    unit.write(
        "UPDATE course_tasks SET state = 'dropped' WHERE course_id = $1 AND person_id = $2 AND state = 'waiting'"
        " AND kind IN ('newcomer', 'absent')",
        course_id,
        person_id,
    )


def drop_felt(unit: Unit, person_id: int, organisation_id: int) -> None:
    """She has taken back her yes to this office's courses: what came of how she felt there is gone with it."""
    unit.write(
        "UPDATE course_tasks SET state = 'dropped' WHERE person_id = $1 AND state = 'waiting' AND kind = 'mood'"
        " AND course_id IN (SELECT id FROM courses WHERE organisation_id = $2)",
        person_id,
        organisation_id,
    )


def drop_left(unit: Unit) -> None:
    """The same for all who have no place any more, however they left. For the clock."""
    unit.write(_LEFT)


# -- who sees to it ---------------------------------------------------------------------------------------------


async def list_waiting(unit: Unit) -> list[Task]:
    """What is due and whoever acts may see to, the longest waiting first; never about herself."""
    grants, practice = unit.actor.roles, unit.actor.practice
    offices = () if practice else places(grants, Action.FOLLOW_UP)
    groups = places(grants, Action.KEEP_GROUP_COURSES)
    if unit.actor.locked or not (offices or groups):
        return []
    here, own = padded(offices) or [0], padded(groups) or [0]
    rows = await unit.fetch(
        COLUMNS
        + _OF_ACTOR
        + marks(len(here), 4)
        + " OR c.group_id IN "
        + marks(len(own), 4 + len(here))
        + _LONGEST,
        unit.now_ms,
        unit.actor.person_id,
        practice,
        *here,
        *own,
    )
    tasks = [read_task(row) for row in rows]
    felt = {(each.course_id, each.organisation_id) for each in tasks if each.kind in FELT}
    companions = {course_id: await companions_of(unit, course_id, office) for course_id, office in felt}
    return [each for each in tasks if _may_see(unit, each, companions.get(each.course_id, ()))][:LISTED_MAX]


def _may_see(unit: Unit, task: Task, companions: Collection[int]) -> bool:
    action = _action(unit, task, companions)
    return action is not None and is_allowed(
        unit.actor.roles, action, organisation_id=task.organisation_id, group_id=task.group_id
    )


def _action(unit: Unit, task: Task, companions: Collection[int]) -> Action | None:
    """What it takes of whoever acts; None where it is for the woman's companions and she who acts is none of them."""
    action = followed_by(task.kind, of_group=task.group_id is not None, has_companion=bool(companions))
    return None if action is Action.SEE_MOODS and unit.actor.person_id not in companions else action


async def get(unit: Unit, task_id: int) -> Task:
    """A task that waits and whoever acts may see to, for steps. Raises NotAllowed, Changed if it is done."""
    row = await unit.fetch_one(
        COLUMNS + ", t.state FROM course_tasks t JOIN courses c ON c.id = t.course_id WHERE t.id = $1",
        task_id,
    )
    if row is None or row["person_id"] == unit.actor.person_id:
        raise NotAllowed
    task = read_task(row)
    action = _action(unit, task, await companions_of(unit, task.course_id, task.organisation_id))
    if action is None:
        raise NotAllowed
    await permits.require(unit, action, organisation_id=task.organisation_id, group_id=task.group_id)
    if row["state"] != "waiting":
        raise Changed
    return task


async def done(unit: Unit, task: Task, note: str = "") -> None:
    """Whoever acts has seen to it. note: a few words, sealed with the key of her they are about. Raises Changed."""
    await unit.vault.have([owner_of(task.person_id)])
    sealed = (
        unit.vault.seal(owner_of(task.person_id), cell(NOTE_PLACE, task.id), note.encode()) if note else None
    )
    rows = await unit.fetch(
        "UPDATE course_tasks SET state = 'done', done_by = $2, done_ms = $3, note = $4"
        " WHERE id = $1 AND state = 'waiting' RETURNING id",
        task.id,
        unit.actor.person_id,
        unit.now_ms,
        sealed,
    )
    if not rows:
        raise Changed
    unit.audit("write", "course_task", task.id, task.person_id, named_in_audit(task.kind))


async def lay_aside(unit: Unit, task: Task, later: Later) -> None:
    """It waits for some days more, and is told again then. Raises Changed."""
    due = due_on_day(unit.now, int(later.value), task.zone)
    rows = await unit.fetch(
        "UPDATE course_tasks SET due_ms = $2, told_ms = 0 WHERE id = $1 AND state = 'waiting' RETURNING id",
        task.id,
        int(due.timestamp()) * 1000,
    )
    if not rows:
        raise Changed


async def last_note(unit: Unit, task: Task) -> str:
    """What was noted the last time somebody had asked her in this course, "" for nothing."""
    row = await unit.fetch_one(
        "SELECT id, note FROM course_tasks WHERE course_id = $1 AND person_id = $2 AND state = 'done'"
        " AND kind IN ('newcomer', 'absent') AND note IS NOT NULL ORDER BY done_ms DESC, id DESC LIMIT 1",
        task.course_id,
        task.person_id,
    )
    if row is None:
        return ""
    await unit.vault.have([owner_of(task.person_id)])
    return unit.vault.unseal(
        owner_of(task.person_id), cell(NOTE_PLACE, row["id"]), bytes(row["note"])
    ).decode()


def read_task(row: Row) -> Task:
    """The task in a row of COLUMNS."""
    return Task(
        id=row["id"],
        code=row["code"],
        course_id=row["course_id"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        title=row["title"],
        zone=row["zone"],
        person_id=row["person_id"],
        kind=Kind(row["kind"]),
        n=row["n"],
        due_ms=row["due_ms"],
    )
