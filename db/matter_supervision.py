"""What a supervisor sees of an office: who has how much, what waits too long, how soon women are answered. No content.

The law: nothing of who a woman is and no word of hers. Complaints are in no figure and no load: they stand only in the
list of what waits, for who reads complaints, and never for whom they are about.
"""

from datetime import UTC, date, datetime, time

from db import duty
from db.matter_rights import Rights, can_hold
from db.matter_rows import COLUMNS, read_matter
from db.organisations import OfficeRecord
from db.people import list_persons, list_role_holders
from db.unit import Unit
from domain.first_answers import FirstAnswers, count_up
from domain.matters import LISTED_MAX, Climbed, Matter, State
from domain.permits import Action, holders
from domain.records import dataclass
from domain.zones import get_zone, local_date

# An office with more people than that looks at its figures elsewhere.
STAFF_MAX = 50
# First answers of a month; an office with more has enough of them to count.
MONTH_MAX = 5_000

_LOAD = (
    "SELECT holder_id, count(*) AS n, sum(CASE WHEN waiting_ms > 0 THEN 1 ELSE 0 END) AS unanswered,"
    " min(CASE WHEN waiting_ms > 0 THEN waiting_ms END) AS oldest_ms FROM matters"
    " WHERE organisation_id = $1 AND state = 'open' AND complaint = 0 GROUP BY holder_id"
)
_FORGOTTEN = (
    f"SELECT {COLUMNS} FROM matters m WHERE m.organisation_id = $1 AND m.state = 'open' AND m.waiting_ms > 0"
    f" AND m.climbed >= {int(Climbed.OFFERED)} ORDER BY m.waiting_ms, m.id LIMIT {LISTED_MAX}"
)
_FIRST = (
    "SELECT first_minutes FROM matters WHERE organisation_id = $1 AND complaint = 0 AND made_ms >= $2 AND made_ms < $3"
    " ORDER BY id LIMIT " + str(MONTH_MAX)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """What one of the office has. person_id 0: what nobody has. oldest_ms: since when the longest waits, 0 for none."""

    person_id: int
    name: str
    open: int
    unanswered: int
    oldest_ms: int
    away: bool = False


async def list_load(unit: Unit, office: OfficeRecord) -> list[Load]:
    """Everybody who answers there, also who has nothing, whoever has most unanswered first; last what nobody has."""
    rows = {row["holder_id"]: row for row in await unit.fetch(_LOAD, office.row_id)}
    staff = await list_role_holders(unit, office.row_id, sorted(holders(Action.ANSWER_MATTERS)))
    ids = list(dict.fromkeys([*staff[:STAFF_MAX], *[each for each in rows if each]]))
    named = await list_persons(unit, ids)
    away = await list_away(unit, office)
    found = []
    for number in [*ids, *([0] if 0 in rows else [])]:
        row = rows.get(number)
        found.append(
            Load(
                person_id=number,
                name=named[number].name if number in named else "",
                open=row["n"] if row else 0,
                unanswered=int(row["unanswered"]) if row else 0,
                oldest_ms=row["oldest_ms"] or 0 if row else 0,
                away=number in away,
            )
        )
    return sorted(found, key=lambda each: (each.person_id == 0, -each.unanswered, -each.open, each.person_id))


async def list_away(unit: Unit, office: OfficeRecord) -> set[int]:
    """Who is on leave today."""
    today = local_date(unit.now, office.office.zone)
    leaves = await duty.list_leaves(unit, office.row_id)
    return {each.person_id for each in leaves if each.first <= today <= each.last}


def is_late(matter: Matter) -> bool:
    """Whether it waits so long that colleagues were asked."""
    return matter.state is State.OPEN and matter.waiting_ms > 0 and matter.climbed >= Climbed.OFFERED


async def list_forgotten(unit: Unit, held: Rights, organisation_id: int) -> list[Matter]:
    """What waits so long that colleagues were asked, the longest first, as far as it exists for who acts."""
    rows = await unit.fetch(_FORGOTTEN, organisation_id)
    return [matter for matter in map(read_matter, rows) if held.peek(matter)]


async def list_takers(unit: Unit, matter: Matter) -> list[int]:
    """Who could have it instead: never whom it is about, herself, or a man where she asked for a woman."""
    action = Action.READ_COMPLAINTS if matter.complaint else Action.ANSWER_MATTERS
    staff = await list_role_holders(unit, matter.organisation_id, sorted(holders(action)))
    return [each for each in await can_hold(unit, matter, staff[:STAFF_MAX]) if each != matter.holder_id]


async def first_answers(unit: Unit, office: OfficeRecord, month: date) -> FirstAnswers:
    """Of what women began to write in that month there; complaints apart. month: its first day."""
    clock = get_zone(office.office.zone).clock
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    first, last = (datetime.combine(each, time(0), clock).astimezone(UTC) for each in (month, following))
    rows = await unit.fetch(
        _FIRST, office.row_id, round(first.timestamp() * 1000), round(last.timestamp() * 1000)
    )
    return count_up([row["first_minutes"] if row["first_minutes"] >= 0 else None for row in rows])
