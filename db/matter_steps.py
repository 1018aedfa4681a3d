"""What a worker does next in a matter, on a day, and words of hers that go out later.

The law: a step belongs to whoever has the matter now and works in the office that planned it; nobody else sees it.
Words for later are their writer's: once the matter has another holder, or is closed, they are never sent. Nothing here
asks who may hold a matter: whoever calls has asked and locked it (db/matter_rights.py).
"""

from collections.abc import Sequence
from enum import StrEnum

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import Matter
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed, Refusal

BODY_PLACE = "matter_steps.body"

# Open ones in one matter: more is a list nobody works off.
OPEN_MAX = 20
# Of one worker, read at a time; a turn touches at most 500 rows.
READ_MAX = 200
# Sent in one look of the clock.
DUE_MAX = 20

# So long after its moment words for later are not sent any more: "besok jam 9" means another day by then.
LATE_MS = 12 * 3_600_000


class Kind(StrEnum):
    """STEP: what the worker does. LATER: words for her that go out then."""

    STEP = "step"
    LATER = "later"


class StepState(StrEnum):
    """WAITING: is to come, or to be done. DONE: done, or sent. DROPPED: not any more; `Why` says why."""

    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


class Why(StrEnum):
    """Why it was dropped. CLOSED and MOVED are written by db/matters.py, in the commit that closes or moves it.

    UNWANTED: she has said that the office may not contact her.
    """

    TAKEN_BACK = "taken_back"
    CLOSED = "closed"
    MOVED = "handed_over"
    LATE = "late"
    FULL = "full"
    UNWANTED = "unwanted"


class TooManySteps(Refusal):
    """There are as many open in this matter as anybody keeps in mind. Field most."""

    code = "too_many_steps"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One of them, opened. due_ms: UTC; of a step the beginning of its day on the office's clock.

    hers: she is reminded of it, by words of their own. of_step: the step that these words remind of, 0 for none.
    """

    id: int
    matter_id: int
    person_id: int
    by_person: int
    kind: Kind
    hers: bool
    of_step: int
    words: str
    due_ms: int
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsent:
    """Words for later that were never sent. code: of the matter."""

    code: str
    why: Why


_COLUMNS = (
    "SELECT s.id, s.matter_id, s.person_id, s.by_person, s.kind, s.hers, s.of_step, s.body, s.due_ms, s.made_ms"
    " FROM matter_steps s JOIN matters m ON m.id = s.matter_id "
)
_COUNT = "SELECT count(*) AS n FROM matter_steps s JOIN matters m ON m.id = s.matter_id "

# Of whoever has the matter, $1: not what another office planned, nor what was planned before the first message that
# she agreed to pass on.
_HELD = (
    "WHERE s.kind = 'step' AND s.state = 'waiting' AND m.state = 'open' AND m.holder_id = $1 AND (s.by_person = $1"
    " OR (m.shown_from <= 1 AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = s.by_person"
    " AND r.organisation_id = m.organisation_id)))"
)
_LATER_OF = (
    "WHERE s.kind = 'later' AND s.state = 'waiting' AND m.state = 'open' AND m.holder_id = $1 AND s.by_person = $1"
    " AND s.made_ms >= m.held_ms"
)
_BY_DAY = " ORDER BY s.due_ms, s.id"


# -- planning ---------------------------------------------------------------------------------------------------


async def add(
    unit: Unit, matter: Matter, kind: Kind, words: str, due_ms: int, *, hers: bool = False, of_step: int = 0
) -> int:
    """Whoever acts plans this; its id. The caller has asked whether she holds it, and locked it.

    Raises TooManySteps.
    """
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM matter_steps WHERE matter_id = $1 AND state = 'waiting'", matter.id
    )
    if row is not None and row["n"] >= OPEN_MAX:
        raise TooManySteps(most=OPEN_MAX)
    await unit.vault.have([owner_of(matter.person_id)])
    step_id = unit.new_id()
    unit.write(
        "INSERT INTO matter_steps (id, matter_id, person_id, by_person, kind, hers, of_step, body, due_ms, state,"
        " made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10)",
        step_id,
        matter.id,
        matter.person_id,
        unit.actor.person_id,
        kind.value,
        int(hers),
        of_step,
        unit.vault.seal(owner_of(matter.person_id), cell(BODY_PLACE, step_id), words.encode()),
        due_ms,
        unit.now_ms,
    )
    unit.audit("write", "matter_step", step_id, matter.person_id, kind.value)
    return step_id


# -- what there is to do ----------------------------------------------------------------------------------------


async def list_held(unit: Unit, most: int, *, matter_id: int = 0) -> list[Step]:
    """What whoever acts is to do, in that matter or, for 0, in all of hers: the earliest day first."""
    rows = await unit.fetch(
        _COLUMNS + _HELD + " AND (s.matter_id = $2 OR $2 = 0)" + _BY_DAY + " LIMIT $3",
        unit.actor.person_id,
        matter_id,
        min(most, READ_MAX),
    )
    return await _opened(unit, rows)


async def count_due(unit: Unit, person_id: int, until_ms: int) -> int:
    """How much of it falls due before that moment, also what is overdue: for the morning's digest."""
    row = await unit.fetch_one(_COUNT + _HELD + " AND s.due_ms < $2", person_id, until_ms)
    return 0 if row is None else int(row["n"])


async def get(unit: Unit, step_id: int) -> Step:
    """A step of whoever acts. Raises NotAllowed: another's, one that is over, and one that never was, all alike."""
    rows = await unit.fetch(_COLUMNS + _HELD + " AND s.id = $2", unit.actor.person_id, step_id)
    found = await _opened(unit, rows)
    if not found:
        raise NotAllowed
    return found[0]


async def list_later(unit: Unit, matter_id: int) -> list[Step]:
    """The words of whoever acts that wait in this matter, the earliest first."""
    rows = await unit.fetch(
        _COLUMNS + _LATER_OF + " AND s.matter_id = $2" + _BY_DAY, unit.actor.person_id, matter_id
    )
    return await _opened(unit, rows)


async def get_later(unit: Unit, step_id: int) -> Step:
    """One of these. Raises NotAllowed, also once it was sent."""
    rows = await unit.fetch(_COLUMNS + _LATER_OF + " AND s.id = $2", unit.actor.person_id, step_id)
    found = await _opened(unit, rows)
    if not found:
        raise NotAllowed
    return found[0]


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Step]:
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [_read(unit, row) for row in rows if unit.vault.knows(owner_of(row["person_id"]))]


def _read(unit: Unit, row: Row) -> Step:
    owner, place = owner_of(row["person_id"]), cell(BODY_PLACE, row["id"])
    return Step(
        id=row["id"],
        matter_id=row["matter_id"],
        person_id=row["person_id"],
        by_person=row["by_person"],
        kind=Kind(row["kind"]),
        hers=bool(row["hers"]),
        of_step=row["of_step"],
        words=unit.vault.unseal(owner, place, bytes(row["body"])).decode(),
        due_ms=row["due_ms"],
        made_ms=row["made_ms"],
    )


# -- what becomes of it -----------------------------------------------------------------------------------------


async def settle(unit: Unit, step: Step, state: StepState, why: Why | None = None) -> None:
    """It waits no more, and neither do the words that remind her of it. Raises Changed if it was over already."""
    rows = await unit.fetch(
        "UPDATE matter_steps SET state = $2, why = $3, settled_ms = $4 WHERE id = $1 AND state = 'waiting'"
        " RETURNING id",
        step.id,
        state.value,
        "" if why is None else why.value,
        unit.now_ms,
    )
    if not rows:
        raise Changed
    if step.hers:
        unit.write(
            "UPDATE matter_steps SET state = 'dropped', why = $2, settled_ms = $3"
            " WHERE of_step = $1 AND state = 'waiting'",
            step.id,
            Why.TAKEN_BACK.value,
            unit.now_ms,
        )
    if hasattr(unit, "actor"):
        unit.audit("write", "matter_step", step.id, step.person_id, state.value)


async def put_off(unit: Unit, step: Step, due_ms: int) -> bool:
    """It falls due then. The words that reminded her of the old day go out no more: whether there were any.

    Raises Changed if it was over already.
    """
    rows = await unit.fetch(
        "UPDATE matter_steps SET due_ms = $2, hers = 0 WHERE id = $1 AND state = 'waiting' RETURNING id",
        step.id,
        due_ms,
    )
    if not rows:
        raise Changed
    dropped = await unit.fetch(
        "UPDATE matter_steps SET state = 'dropped', why = $2, settled_ms = $3"
        " WHERE of_step = $1 AND state = 'waiting' RETURNING id",
        step.id,
        Why.TAKEN_BACK.value,
        unit.now_ms,
    )
    return bool(dropped)


async def list_unsent(unit: Unit, since_ms: int) -> list[Unsent]:
    """What whoever acts wanted to send later and was not sent since then, without its words; the newest first.

    What she has taken back herself she knows.
    """
    rows = await unit.fetch(
        "SELECT m.code, s.why FROM matter_steps s JOIN matters m ON m.id = s.matter_id WHERE s.by_person = $1"
        " AND s.kind = 'later' AND s.state = 'dropped' AND s.settled_ms >= $2"
        " AND s.why IN ('handed_over', 'closed', 'late', 'full', 'unwanted') ORDER BY s.settled_ms DESC, s.id DESC"
        " LIMIT $3",
        unit.actor.person_id,
        since_ms,
        OPEN_MAX,
    )
    return [Unsent(code=row["code"], why=Why(row["why"])) for row in rows]


# -- time -------------------------------------------------------------------------------------------------------


async def list_due(unit: Unit) -> list[Step]:
    """Words whose moment has come, the earliest first, at most DUE_MAX; whether they may go out, the caller asks."""
    rows = await unit.fetch(
        _COLUMNS
        + "WHERE s.kind = 'later' AND s.state = 'waiting' AND s.due_ms <= $1"
        + _BY_DAY
        + " LIMIT $2",
        unit.now_ms,
        DUE_MAX,
    )
    found = await _opened(unit, rows)
    gone = [row["id"] for row in rows if row["id"] not in {each.id for each in found}]
    if gone:  # of somebody erased: nobody can read them any more
        ids = padded(gone)
        unit.write(
            "UPDATE matter_steps SET state = 'dropped', why = 'closed' WHERE id IN " + marks(len(ids)), *ids
        )
    return found


async def claim(unit: Unit, step: Step, state: StepState, why: Why | None = None) -> bool:
    """It is settled by this look of the clock; False where another was faster."""
    try:
        await settle(unit, step, state, why)
    except Changed:
        return False
    return True


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after that one at which words are to go out."""
    row = await unit.fetch_one(
        "SELECT min(due_ms) AS due FROM matter_steps WHERE kind = 'later' AND state = 'waiting' AND due_ms > $1",
        after_ms,
    )
    return row["due"] if row is not None else None
