"""Whom an announcement could not reach, and who of the office has a reason to know: one worker a woman.

The law: whoever holds her open matter there; else who has opened her request; else a companion or worker who was named
for her class; else nobody, and the report alone says so. They hear nothing that they may not see anyway.
"""

from db.lists import marks
from db.unit import Unit
from domain.announcements import Reached, Why
from domain.records import dataclass
from domain.roles import Role

# Workers told in one look of the clock, and women named to each of them.
SLICE, NAMED_MAX = 20, 10

_HELPING = ", ".join(f"'{role.value}'" for role in (Role.WORKER, Role.COMPANION, Role.SUPERVISOR))
_THERE = (
    " AND EXISTS (SELECT 1 FROM roles o WHERE o.person_id = {who} AND o.organisation_id = $2 AND o.until_ms IS NULL"
    f" AND o.role IN ({_HELPING}))"
)
_HOLDS = (
    "(SELECT m.holder_id FROM matters m WHERE m.person_id = r.person_id AND m.organisation_id = $2 AND m.state = 'open'"
    " AND m.holder_id <> 0" + _THERE.format(who="m.holder_id") + " ORDER BY m.complaint, m.id LIMIT 1)"
)
_OPENED = (
    "(SELECT q.seen_by FROM requests q WHERE q.person_id = r.person_id AND q.organisation_id = $2"
    " AND q.seen_by IS NOT NULL AND q.state IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran')"
    + _THERE.format(who="q.seen_by")
    + " ORDER BY q.id DESC LIMIT 1)"
)
_LEADS = (
    "(SELECT t.person_id FROM course_participants p JOIN courses c ON c.id = p.course_id AND c.state = 'open'"
    " AND c.organisation_id = $2 JOIN course_trainers t ON t.course_id = c.id WHERE p.person_id = r.person_id"
    " AND p.state = 'joined'" + _THERE.format(who="t.person_id") + " ORDER BY c.id DESC, t.person_id LIMIT 1)"
)
_PAIRS = (
    f"SELECT r.person_id, COALESCE({_HOLDS}, {_OPENED}, {_LEADS}, 0) AS worker FROM announcement_receivers r"
    f" WHERE r.announcement_id = $1 AND r.state = '{Reached.FAILED.value}' AND r.why = '{Why.UNREACHABLE.value}'"
    # Whose chat was closed before is no news: only for whom a message was on its way.
    " AND r.outbox_id > 0"
)
# $3: who announced, and sees it in the report. $4: up to whom all were told.
_WORKERS = (
    f"SELECT x.worker, count(*) AS n FROM ({_PAIRS}) x WHERE x.worker > $4 AND x.worker <> $3"
    " GROUP BY x.worker ORDER BY x.worker LIMIT $5"
)
_WOMEN = f"SELECT x.person_id FROM ({_PAIRS}) x WHERE x.worker = $3 ORDER BY x.person_id LIMIT $4"
_CODES = (
    "SELECT person_id, code FROM matters WHERE organisation_id = $1 AND holder_id = $2 AND state = 'open'"
    " AND person_id IN "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToTell:
    """A worker, and how many women she helps could not be reached. women: the first of them."""

    worker_id: int
    count: int
    women: tuple[int, ...]


async def list_to_tell(
    unit: Unit, announcement_id: int, organisation_id: int, *, but: int, after: int
) -> list[ToTell]:
    """The next workers with an id above `after`, but whoever announced it."""
    rows = await unit.fetch(_WORKERS, announcement_id, organisation_id, but, after, SLICE)
    found = []
    for row in rows:
        women = await unit.fetch(_WOMEN, announcement_id, organisation_id, row["worker"], NAMED_MAX)
        found.append(
            ToTell(worker_id=row["worker"], count=row["n"], women=tuple(each["person_id"] for each in women))
        )
    return found


async def codes_of_matters(
    unit: Unit, organisation_id: int, worker_id: int, person_ids: tuple[int, ...]
) -> dict[int, str]:
    """The codes of what that worker holds of these women, by which she finds them in her list."""
    if not person_ids:
        return {}
    rows = await unit.fetch(
        _CODES + marks(len(person_ids), 3) + " ORDER BY complaint DESC, id",
        organisation_id,
        worker_id,
        *person_ids,
    )
    return {row["person_id"]: row["code"] for row in rows}
