"""What is old enough to be forgotten (domain/keeping.py), taken away by the clock in slices.

Once a day each table is walked through by its ids, at most 500 rows a transaction; how far is written down, so that a
restart goes on there. A row that was still in progress is looked at again the next day.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from db.announcement_forgetting import forget_old as forget_old_announcements
from db.course_forgetting import forget_moods, forget_reminders
from db.course_forgetting import forget_old as forget_old_courses
from db.engine import Fetch
from db.erasure import erase_person
from db.loan_forgetting import forget_old
from db.matter_forgetting import forget_cards, forget_notes, forget_traces
from db.matter_forgetting import forget_old as forget_old_matters
from db.unit import Unit
from domain.keeping import Kept

# No turn touches more than 500 rows.
SLICE = 500
# A request has up to ten results and as many decisions; a person more of everything.
REQUESTS_SLICE = 25
PERSONS_SLICE = 10

DAY_MS = 86_400_000

# Walks that fall due within this time begin together, so that a day has one moment for all of them: the demo's moved
# clock stops at each moment.
TOGETHER_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Step:
    """What one slice did. after_id: where the walk goes on, 0 if it is over."""

    after_id: int
    forgotten: int


Slice = Callable[[Unit, int, int], Awaitable[Step]]


@dataclass(frozen=True, kw_only=True)
class _Walk:
    """peek: the next rows (id, at) above $1, at most $2. forget: takes away what is older than $3 above $1, up to $2.

    rising: `at` rises with the id, so that the walk may end at the first young row.
    """

    peek: str
    forget: tuple[str, ...]
    slice: int = SLICE
    rising: bool = True


_WALKS = {
    Kept.SCREENING: _Walk(
        peek="SELECT id, made_ms AS at FROM requests WHERE id > $1 ORDER BY id LIMIT $2",
        slice=REQUESTS_SLICE,
        forget=(
            "DELETE FROM screenings WHERE request_id IN (SELECT id FROM requests WHERE id > $1 AND id <= $2 AND"
            " changed_ms < $3 AND state NOT IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran'))"
            " RETURNING id",
            "UPDATE decisions SET detail = NULL WHERE detail IS NOT NULL AND request_id IN (SELECT id FROM requests"
            " WHERE id > $1 AND id <= $2 AND changed_ms < $3"
            " AND state NOT IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran')) RETURNING id",
            "UPDATE requests SET contact = NULL WHERE id > $1 AND id <= $2 AND changed_ms < $3 AND contact IS NOT NULL"
            " AND state NOT IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran') RETURNING id",
        ),
    ),
    Kept.RELAY: _Walk(
        peek="SELECT id, made_ms AS at FROM outbox WHERE id > $1 ORDER BY id LIMIT $2",
        forget=(
            "DELETE FROM outbox WHERE id > $1 AND id <= $2 AND made_ms < $3 AND kind = 'relay'"
            " AND state IN ('sent', 'dropped', 'rejected', 'uncertain') RETURNING id",
        ),
    ),
    Kept.SENT: _Walk(
        peek="SELECT id, made_ms AS at FROM outbox WHERE id > $1 ORDER BY id LIMIT $2",
        forget=(
            "DELETE FROM outbox WHERE id > $1 AND id <= $2 AND made_ms < $3 AND kind <> 'relay'"
            " AND state IN ('sent', 'dropped', 'rejected', 'uncertain') RETURNING id",
        ),
    ),
    Kept.UNREAD: _Walk(
        peek="SELECT id, made_ms AS at FROM outbox WHERE id > $1 ORDER BY id LIMIT $2",
        forget=(
            "DELETE FROM outbox WHERE id > $1 AND id <= $2 AND made_ms < $3 AND state = 'pull' RETURNING id",
        ),
    ),
    Kept.TALK: _Walk(
        peek="SELECT id, updated_ms AS at FROM talks WHERE id > $1 ORDER BY id LIMIT $2",
        rising=False,
        forget=("DELETE FROM talks WHERE id > $1 AND id <= $2 AND updated_ms < $3 RETURNING id",),
    ),
    Kept.CONSENT: _Walk(
        peek="SELECT id, at_ms AS at FROM consents WHERE id > $1 ORDER BY id LIMIT $2",
        forget=(
            "DELETE FROM consents WHERE id > $1 AND id <= $2 AND (EXISTS (SELECT 1 FROM persons p"
            " WHERE p.id = consents.person_id AND p.erased_ms > 0 AND p.erased_ms < $3)"
            " OR EXISTS (SELECT 1 FROM consents later"
            " WHERE later.person_id = consents.person_id AND later.purpose = consents.purpose"
            " AND COALESCE(later.organisation_id, 0) = COALESCE(consents.organisation_id, 0)"
            " AND COALESCE(later.group_id, 0) = COALESCE(consents.group_id, 0)"
            " AND later.id > consents.id AND later.at_ms < $3)) RETURNING id",
        ),
    ),
    Kept.DATA_REQUEST: _Walk(
        peek="SELECT id, made_ms AS at FROM data_requests WHERE id > $1 ORDER BY id LIMIT $2",
        forget=(
            "DELETE FROM data_requests WHERE id > $1 AND id <= $2 AND closed_ms < $3"
            " AND state IN ('done', 'refused') RETURNING id",
        ),
    ),
}


async def _walk(walk: _Walk, unit: Unit, after_id: int, before_ms: int) -> Step:
    rows = await unit.fetch(walk.peek, after_id, walk.slice)
    if not rows:
        return Step(0, 0)
    last = rows[-1]
    found = await unit.fetch_all(*[Fetch(each, (after_id, last["id"], before_ms)) for each in walk.forget])
    over = len(rows) < walk.slice or (walk.rising and last["at"] >= before_ms)
    return Step(0 if over else last["id"], sum(map(len, found)))


async def _buttons(unit: Unit, after_id: int, before_ms: int) -> Step:
    """They have no ids, and an index by their time; `after_id` only says that there was more."""
    rows = await unit.fetch(
        "DELETE FROM push_buttons WHERE token_hash IN (SELECT token_hash FROM push_buttons WHERE made_ms < $1"
        " ORDER BY made_ms LIMIT $2) RETURNING made_ms",
        before_ms,
        SLICE,
    )
    return Step(after_id + 1 if len(rows) == SLICE else 0, len(rows))


async def _persons(unit: Unit, after_id: int, before_ms: int) -> Step:
    """Those without a role and an open request who never wrote since; bot/keeping.py destroys their keys."""
    rows = await unit.fetch(
        "SELECT p.id, p.created_ms FROM persons p WHERE p.id > $1 ORDER BY p.id LIMIT $2", after_id, SLICE
    )
    if not rows:
        return Step(0, 0)
    silent = await unit.fetch(
        "SELECT p.id FROM persons p WHERE p.id > $1 AND p.id <= $2 AND p.created_ms < $3 AND p.erased_ms = 0"
        " AND p.demo = 0 AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.until_ms IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM accounts a WHERE (a.owner_id = p.id OR a.person_id = p.id OR a.id IN"
        " (SELECT account_id FROM profiles WHERE person_id = p.id)) AND a.last_in_ms >= $3)"
        " AND NOT EXISTS (SELECT 1 FROM requests q WHERE q.person_id = p.id AND (q.changed_ms >= $3"
        " OR q.state IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran')))"
        " AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.person_id = p.id AND (c.since_ms >= $3"
        " OR c.state <> 'closed'))"
        " AND NOT EXISTS (SELECT 1 FROM matters t WHERE t.person_id = p.id AND (t.state = 'open'"
        " OR t.closed_ms >= $3))"
        # A woman without a phone writes never; she is in her group's book, and for as long after she has left.
        " AND NOT EXISTS (SELECT 1 FROM members m JOIN groups g ON g.id = m.group_id WHERE g.practice_of = 0"
        " AND (m.person_id = p.id OR m.linked_id = p.id) AND (m.state = 'active' OR m.left_day >= $5))"
        " ORDER BY p.id LIMIT $4",
        after_id,
        rows[-1]["id"],
        before_ms,
        PERSONS_SLICE,
        datetime.fromtimestamp(before_ms / 1000, UTC).date().isoformat(),
    )
    for row in silent:
        await erase_person(unit, row["id"])
    if len(silent) == PERSONS_SLICE:
        return Step(silent[-1]["id"], len(silent))
    over = len(rows) < SLICE or rows[-1]["created_ms"] >= before_ms
    return Step(0 if over else rows[-1]["id"], len(silent))


def _of(walk: _Walk) -> Slice:
    async def take(unit: Unit, after_id: int, before_ms: int) -> Step:
        return await _walk(walk, unit, after_id, before_ms)

    return take


def _by(forget_some: Callable[[Unit, int, int], Awaitable[int]]) -> Slice:
    """Of what is not called by one id: `after_id` only says that there was more."""

    async def take(unit: Unit, after_id: int, before_ms: int) -> Step:
        forgotten = await forget_some(unit, before_ms, SLICE)
        return Step(after_id + 1 if forgotten == SLICE else 0, forgotten)

    return take


def _and(walk: Slice, forget_some: Callable[[Unit, int, int], Awaitable[int]]) -> Slice:
    """The walk, and with it what hangs on its rows and has no id of its own."""

    async def take(unit: Unit, after_id: int, before_ms: int) -> Step:
        step = await walk(unit, after_id, before_ms)
        return Step(step.after_id, step.forgotten + await forget_some(unit, before_ms, SLICE))

    return take


SLICES: Mapping[Kept, Slice] = MappingProxyType(
    {
        **{kept: _of(walk) for kept, walk in _WALKS.items()},
        Kept.RELAY: _and(_of(_WALKS[Kept.RELAY]), forget_traces),
        Kept.BUTTON: _buttons,
        Kept.LOAN: _by(forget_old),
        Kept.TRAINING: _by(forget_old_courses),
        Kept.MOOD: _by(forget_moods),
        Kept.REMINDER: _by(forget_reminders),
        Kept.MATTERS: _by(forget_old_matters),
        Kept.MATTER_NOTES: _by(forget_notes),
        Kept.OUTREACH: _by(forget_cards),
        Kept.ANNOUNCEMENTS: _by(forget_old_announcements),
        Kept.PERSON: _persons,
    }
)


async def list_due(unit: Unit) -> dict[Kept, int]:
    """What is to be walked through now, with the id after which it goes on."""
    rows = await unit.fetch("SELECT kept, after_id, looked_ms FROM retention_walks")
    found = {row["kept"]: row for row in rows}
    first_ms = min((row["looked_ms"] for row in rows), default=0)
    until_ms = first_ms + TOGETHER_MS if first_ms <= unit.now_ms - DAY_MS else 0
    due = {}
    for kept in SLICES:
        row = found.get(kept.value)
        if row is None:
            due[kept] = 0
        elif row["after_id"] or row["looked_ms"] <= max(until_ms, unit.now_ms - DAY_MS):
            due[kept] = row["after_id"]
    return due


async def forget(unit: Unit, kept: Kept, after_id: int, days: int) -> int:
    """Take the next slice away; the id after which it goes on, 0 if this walk is over."""
    step = await SLICES[kept](unit, after_id, unit.now_ms - days * DAY_MS)
    unit.write(
        "INSERT INTO retention_walks (kept, after_id, looked_ms, forgotten) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (kept) DO UPDATE SET after_id = $2, looked_ms = $3,"
        " forgotten = retention_walks.forgotten + $4",
        kept.value,
        step.after_id,
        unit.now_ms,
        step.forgotten,
    )
    if step.forgotten:
        unit.audit("forget", kept.value, 0, 0, f"{step.forgotten} rows older than {days} days")
    return step.after_id


async def list_old_notices(unit: Unit, days: int) -> dict[int, str]:
    """Texts to many that are too old: destroy the keys of these owners first, then `forget_notices`.

    The words of an announcement stay as long as it is kept (Kept.ANNOUNCEMENTS).
    """
    rows = await unit.fetch(
        "SELECT n.id, n.owner FROM notices n WHERE n.made_ms < $1 AND NOT EXISTS (SELECT 1 FROM announcements a"
        " WHERE a.id = n.id) ORDER BY n.id LIMIT $2",
        unit.now_ms - days * DAY_MS,
        SLICE,
    )
    return {row["id"]: row["owner"] for row in rows}


def forget_notices(unit: Unit, ids: list[int]) -> None:
    """Their keys are destroyed; the rows follow."""
    unit.write_many("DELETE FROM notices WHERE id = $1", [(each,) for each in ids])


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """When the first walk begins again after that moment; None before the first of all."""
    row = await unit.fetch_one(
        "SELECT min(looked_ms) AS looked FROM retention_walks WHERE looked_ms > $1", after_ms - DAY_MS
    )
    return None if row is None or row["looked"] is None else row["looked"] + DAY_MS
