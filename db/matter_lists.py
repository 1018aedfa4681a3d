"""What staff see before they open anything: what they hold, what nobody has, how many; and how a woman is named there.

The law: no word of a message stands in a list, no number, no full name; of what nobody has, only code, topic and how
long it waits. Complaints stand in the list of whom they may be shown to, and never of whom they are about.
"""

from collections.abc import Iterable, Sequence

from db.data_readers import list_selves
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.people import list_persons
from db.permits import fetch_roles
from db.unit import Unit
from domain.matters import LISTED_MAX, Climbed
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.roles import Role, RoleGrant

_LINE = (
    "SELECT m.id, m.code, m.person_id, m.organisation_id, m.topic, m.complaint, m.women_only, m.sure, m.waiting_ms,"
    " m.hers_ms, m.theirs_ms, m.made_ms, m.holder_id, m.climbed,"
    " CASE WHEN m.contact IS NULL THEN 0 ELSE 1 END AS wants_call FROM matters m WHERE m.state = 'open' AND "
)
_HELD = "m.holder_id = $1"
# $2: whether she is a woman.
_FREE = (
    f"m.holder_id <> $1 AND (m.holder_id = 0 OR (m.climbed >= {int(Climbed.OFFERED)} AND m.waiting_ms > 0)) AND"
    " (m.only_holder = 0 OR m.complaint = 1) AND (m.women_only = 0 OR $2 = 1)"
)
_COUNT_HELD = (
    "SELECT count(*) AS n, COALESCE(sum(CASE WHEN m.waiting_ms > 0 THEN 1 ELSE 0 END), 0) AS unanswered"
    " FROM matters m WHERE m.state = 'open' AND m.holder_id = $1"
)
_COUNT_FREE = f"SELECT count(*) AS n FROM matters m WHERE m.state = 'open' AND {_FREE}"
# What exists for her: nothing of her own, in her offices, and complaints where she reads them, none about herself.
_NOT_HERS = " AND m.person_id NOT IN "
_IN_OFFICES = " AND m.organisation_id IN "
_NO_COMPLAINT = " AND (m.complaint = 0 OR (m.about_id NOT IN "
_OR_HERS_TO_READ = (
    " AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = $1 AND r.until_ms IS NULL"
    " AND r.organisation_id = m.organisation_id AND r.role IN ("
    + ", ".join(sorted(f"'{role.value}'" for role in holders(Action.READ_COMPLAINTS)))
    + "))))"
)
# Whom they wait for comes first, the longest; then who was heard of last.
_OLDEST_FIRST = " ORDER BY CASE WHEN m.waiting_ms > 0 THEN 0 ELSE 1 END, m.waiting_ms, m.hers_ms DESC, m.id"


# Behind the names of invented people (bot/demo.py); there is no woman who could read an answer.
INVENTED = "(contoh)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One line of a list. name, area: "" in what nobody has. waiting_ms: since when she waits for an answer, 0 if not.

    wants_call: she left a way to reach her. sure: who wrote last had unlocked the phone with her PIN.
    """

    id: int
    code: str
    organisation_id: int
    topic: str
    complaint: bool
    women_only: bool
    sure: bool
    waiting_ms: int
    hers_ms: int
    theirs_ms: int
    made_ms: int
    wants_call: bool
    name: str = ""
    area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """For who acts. unanswered: of what she holds. held: all she holds. pool: what nobody has and she may take."""

    unanswered: int
    held: int
    pool: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """How a woman is named to staff. name: what she wants to be called, at most one word of a name; "" if not known.

    area: the label of where she lives. code: of her newest matter that who acts has, "" if there is none.
    """

    name: str = ""
    code: str = ""
    area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sight:
    """Whom the lists are for. mine: her records. offices: where she answers. Both padded, to stand in SQL."""

    mine: list[int]
    offices: list[int]
    woman: bool


async def _sight(unit: Unit, organisation_ids: Sequence[int] = ()) -> _Sight | None:
    """What who acts may see in lists; None for nothing, as on a phone that nobody has unlocked."""
    if unit.actor.locked:
        return None
    roles, persons = await unit.fetch_all(
        fetch_roles(unit, looking=True),
        Fetch("SELECT woman FROM persons WHERE id = $1", (unit.actor.person_id,)),
    )
    grants = [RoleGrant(Role(row["role"]), row["organisation_id"], row["group_id"]) for row in roles]
    offices = [
        each
        for each in places(grants, Action.ANSWER_MATTERS)
        if not organisation_ids or each in organisation_ids
    ]
    if not offices:
        return None
    mine = await list_selves(unit, unit.actor.person_id)
    return _Sight(mine=padded(mine), offices=padded(offices), woman=bool(persons and persons[0]["woman"]))


async def list_held(unit: Unit, most: int = LISTED_MAX, after: int = 0) -> list[Waiting]:
    """What who acts holds in the offices where she answers: the longest unanswered first. after: how many to pass over.

    For queries. Leaves no trace: no word of any message is in it.
    """
    sight = await _sight(unit)
    if sight is None:
        return []
    rows = await unit.fetch(
        _LINE
        + _HELD
        + _NOT_HERS
        + marks(len(sight.mine), 4)
        + _IN_OFFICES
        + marks(len(sight.offices), 4 + len(sight.mine))
        + _NO_COMPLAINT
        + marks(len(sight.mine), 4)
        + _OR_HERS_TO_READ
        + _OLDEST_FIRST
        + " LIMIT $2 OFFSET $3",
        unit.actor.person_id,
        most,
        after,
        *sight.mine,
        *sight.offices,
    )
    named = await alias(unit, [row["person_id"] for row in rows])
    return [_line(row, named.get(row["person_id"], Alias())) for row in rows]


async def list_pool(
    unit: Unit, organisation_ids: Sequence[int] = (), most: int = LISTED_MAX
) -> list[Waiting]:
    """What nobody has, or what was offered to colleagues, and who acts may take: by code, topic and waiting alone.

    organisation_ids: of which offices; none: of all where she answers. For queries.
    """
    sight = await _sight(unit, organisation_ids)
    if sight is None:
        return []
    rows = await unit.fetch(
        _LINE
        + _FREE
        + _NOT_HERS
        + marks(len(sight.mine), 4)
        + _IN_OFFICES
        + marks(len(sight.offices), 4 + len(sight.mine))
        + _NO_COMPLAINT
        + marks(len(sight.mine), 4)
        + _OR_HERS_TO_READ
        + _OLDEST_FIRST
        + " LIMIT $3",
        unit.actor.person_id,
        int(sight.woman),
        most,
        *sight.mine,
        *sight.offices,
    )
    return [_line(row, Alias()) for row in rows]


async def counts(unit: Unit) -> Counts:
    """How many wait for who acts. For queries."""
    sight = await _sight(unit)
    if sight is None:
        return Counts(unanswered=0, held=0, pool=0)
    (held,) = await unit.fetch(
        _COUNT_HELD
        + _NOT_HERS
        + marks(len(sight.mine), 2)
        + _IN_OFFICES
        + marks(len(sight.offices), 2 + len(sight.mine))
        + _NO_COMPLAINT
        + marks(len(sight.mine), 2)
        + _OR_HERS_TO_READ,
        unit.actor.person_id,
        *sight.mine,
        *sight.offices,
    )
    (free,) = await unit.fetch(
        _COUNT_FREE
        + _NOT_HERS
        + marks(len(sight.mine), 3)
        + _IN_OFFICES
        + marks(len(sight.offices), 3 + len(sight.mine))
        + _NO_COMPLAINT
        + marks(len(sight.mine), 3)
        + _OR_HERS_TO_READ,
        unit.actor.person_id,
        int(sight.woman),
        *sight.mine,
        *sight.offices,
    )
    return Counts(unanswered=int(held["unanswered"]), held=int(held["n"]), pool=int(free["n"]))


def _line(row: Row, named: Alias) -> Waiting:
    return Waiting(
        id=row["id"],
        code=row["code"],
        organisation_id=row["organisation_id"],
        topic=row["topic"],
        complaint=bool(row["complaint"]),
        women_only=bool(row["women_only"]),
        sure=bool(row["sure"]),
        waiting_ms=row["waiting_ms"],
        hers_ms=row["hers_ms"],
        theirs_ms=row["theirs_ms"],
        made_ms=row["made_ms"],
        wants_call=bool(row["wants_call"]),
        name=named.name,
        area=named.area,
    )


async def alias(unit: Unit, person_ids: Iterable[int]) -> dict[int, Alias]:
    """How these women are named to who acts; whose key is gone is left out. No number, no full name, no address."""
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        return {}
    found = await list_persons(unit, wanted)
    codes = await _codes(unit, wanted)
    return {
        each.id: Alias(
            name=_called(each.salutation, each.name),
            code=codes.get(each.id, ""),
            area=known.label if (known := unit.facts.find_area(each.area)) else "",
        )
        for each in found.values()
    }


async def _codes(unit: Unit, person_ids: Sequence[int]) -> dict[int, str]:
    if not hasattr(unit, "actor"):
        return {}
    wanted = padded(person_ids)
    rows = await unit.fetch(
        "SELECT m.person_id, m.code FROM matters m WHERE m.holder_id = $1 AND m.person_id IN "
        + marks(len(wanted), 2)
        + " ORDER BY m.id",
        unit.actor.person_id,
        *wanted,
    )
    return {row["person_id"]: row["code"] for row in rows}


def _called(salutation: str, name: str) -> str:
    """One word of a name is enough to be kind: "Bu Siti", never a full name. Whom a demo made up is marked."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    mark = INVENTED if first and name.endswith(INVENTED) else ""
    return " ".join(filter(None, (salutation if first else "", first, mark)))
