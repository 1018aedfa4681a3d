"""Who is to have the morning's digest now, each once a day, and when is the next one?

The law: one digest a person and day of work, whoever she works for, claimed in the transaction that tells it; nobody
who is away has one, and nobody who was told something less than a minute ago: it comes in the next.
"""

from datetime import UTC, date, datetime, timedelta

from db import organisations
from db.lists import marks
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.matter_clock import is_digest_hour, next_digest
from domain.matters import NOTICE_EVERY_MS
from domain.permits import Action, holders
from domain.records import dataclass
from domain.zones import local_date

# Digests in one look of the clock: five counts each.
SLICE = 20

# A clock that was put back by less than this lives days again whose digest is told.
_DAYS_WRONG = 7

_ROLES = tuple(sorted(role.value for role in holders(Action.ANSWER_MATTERS)))

_UNTOLD = (
    "SELECT DISTINCT r.person_id FROM roles r LEFT JOIN contact_staff c ON c.person_id = r.person_id"
    " WHERE r.organisation_id = $1 AND r.until_ms IS NULL"
    " AND (COALESCE(c.digest_day, '') < $2 OR c.digest_day > $5)"
    " AND NOT EXISTS (SELECT 1 FROM duty_leave l WHERE l.organisation_id = $1 AND l.person_id = r.person_id"
    " AND l.first_day <= $2 AND l.last_day >= $2)"
    " AND (COALESCE(c.told_ms, 0) <= $3 OR c.told_ms > $4) AND r.role IN "
    + marks(len(_ROLES), 6)
    + f" ORDER BY r.person_id LIMIT {SLICE}"
)
# Something that a digest could tell: where there is nothing, the moved clock need not stop in the morning.
_SOMETHING = (
    "SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM matters WHERE state = 'open' AND waiting_ms > 0)"
    " OR EXISTS (SELECT 1 FROM matter_steps WHERE state IN ('waiting', 'told') AND kind = 'step')"
    " OR EXISTS (SELECT 1 FROM matter_moves WHERE state = 'offered')"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToTell:
    """Somebody whose digest is due. day: of the office, ISO. zone: the office's."""

    person_id: int
    day: str
    zone: str


async def list_to_tell(unit: Unit) -> list[ToTell]:
    """Whose digest is due now; SLICE at most."""
    found: list[ToTell] = []
    for each in await organisations.list_all(unit):
        if len(found) < SLICE and is_digest_hour(each.office, unit.now):
            found += await _untold(unit, each)
    return found[:SLICE]


async def _untold(unit: Unit, office: OfficeRecord) -> list[ToTell]:
    day = local_date(unit.now, office.office.zone).isoformat()
    never = _never_yet(day)
    rows = await unit.fetch(
        _UNTOLD, office.row_id, day, unit.now_ms - NOTICE_EVERY_MS, unit.now_ms, never, *_ROLES
    )
    return [ToTell(person_id=row["person_id"], day=day, zone=office.office.zone) for row in rows]


def _never_yet(day: str) -> str:
    """A digest of a later day than this was made by a clock that had gone wrong: it holds nothing up."""
    return (date.fromisoformat(day) + timedelta(days=_DAYS_WRONG)).isoformat()


async def claim(unit: Unit, person_id: int, day: str) -> bool:
    """This person's digest of that day is made now, in this transaction; False where there was one already."""
    row = await unit.fetch_one(
        "INSERT INTO contact_staff (person_id, digest_day) VALUES ($1, $2) ON CONFLICT (person_id)"
        " DO UPDATE SET digest_day = $2 WHERE contact_staff.digest_day < $2 OR contact_staff.digest_day > $3"
        " RETURNING person_id",
        person_id,
        day,
        _never_yet(day),
    )
    return row is not None


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first morning after `after_ms` on which there may be one; for the moved clock."""
    if await unit.fetch_one(_SOMETHING) is None:
        return None
    after = datetime.fromtimestamp(after_ms / 1000, UTC)
    mornings = [next_digest(each.office, after) for each in await organisations.list_all(unit)]
    return min((round(each.timestamp() * 1000) for each in mornings), default=None)
