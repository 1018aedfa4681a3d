"""Who has read what of hers: told from the audit, by role and place, never by name (UU 27/2022 PDP, art. 7 and 32).

The safety store is left out of this list: whoever else holds her phone must not learn of it from here. So only objects
that are named here are shown; a test looks that every other object that is read is left out on purpose.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.records import dataclass
from domain.roles import Role

# What is shown to her, by the audit's name for it.
SHOWN = (
    "request",
    "screening",
    "message",
    "person",
    "account",
    "consent",
    "role",
    "data_request",
    "copy",
    "book",
    "member",
    "approval",
    "payout",
    "dispute",
    "joining",
    "loan",
    "course",
    "attendance",
    "course_task",
    "mood",
    "board",
    "certificate",
)

# These are of a group: who read them did so with a role there, whatever else she is.
OF_GROUPS = frozenset({"book", "member", "approval", "payout", "dispute", "joining", "loan"})


# Whoever runs the program; no account, no role.
OPERATOR = "operator"


async def list_selves(unit: Unit, person_id: int) -> list[int]:
    """Her own record first, then others that she has said, on both accounts, are hers too."""
    row = await unit.fetch_one("SELECT same_as FROM persons WHERE id = $1", person_id)
    first = row["same_as"] if row is not None and row["same_as"] else person_id
    others = await unit.fetch("SELECT id FROM persons WHERE same_as = $1 ORDER BY id", first)
    return list(dict.fromkeys([person_id, first, *[each["id"] for each in others]]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Somebody's looks at one kind of thing. what: of SHOWN, or "queue" for a line without name or answers.

    role: what the reader was, "" for somebody who holds no role any more, OPERATOR for a command on the server.
    place: office or group. last_ms: UTC.
    """

    what: str
    role: str
    place: str
    times: int
    last_ms: int


async def list_readings(
    unit: Unit,
    person_id: int,
    most: int,
    *,
    organisation_id: int | None = None,
    records: Sequence[int] = (),
) -> tuple[Reading, ...]:
    """The latest first. organisation_id: only by people of that office. Her own looks are not among them.

    records: of hers in the books of groups (db/own_savings.py), begun before she had a phone.
    """
    mine = padded(list(dict.fromkeys([*await list_selves(unit, person_id), *records])))
    shown = padded(SHOWN)
    rows = await unit.fetch(
        "SELECT actor, action, object, count(*) AS times, max(at_ms) AS last_ms FROM audit WHERE person_id IN "
        + marks(len(mine))
        + " AND action IN ('read', 'list') AND object IN "
        + marks(len(shown), len(mine) + 1)
        + " GROUP BY actor, action, object ORDER BY last_ms DESC",
        *mine,
        *shown,
    )
    found = [row for row in rows if row["actor"] not in mine]
    roles = await _list_roles(unit, [row["actor"] for row in found])
    merged: dict[tuple[str, str, str], Reading] = {}
    for row in found:
        held = roles.get(row["actor"], [])
        if row["object"] in OF_GROUPS:
            held = [each for each in held if each["group_id"] is not None]
        role = _role_at(held, row["last_ms"])
        if organisation_id is not None and (role is None or role["organisation_id"] != organisation_id):
            continue
        each = _reading(row, role)
        key = (each.what, each.role, each.place)
        before = merged.get(key)
        merged[key] = each if before is None else _together(before, each)
    return tuple(sorted(merged.values(), key=lambda each: (-each.last_ms, each.what))[:most])


def _reading(row: Row, role: Row | None) -> Reading:
    return Reading(
        what="queue" if (row["action"], row["object"]) == ("list", "request") else row["object"],
        role=OPERATOR if row["actor"] == 0 else Role(role["role"]).value if role is not None else "",
        place=role["place"] if role is not None else "",
        times=row["times"],
        last_ms=row["last_ms"],
    )


def _together(one: Reading, other: Reading) -> Reading:
    return Reading(
        what=one.what,
        role=one.role,
        place=one.place,
        times=one.times + other.times,
        last_ms=max(one.last_ms, other.last_ms),
    )


async def _list_roles(unit: Unit, actors: list[int]) -> dict[int, list[Row]]:
    """Every role these ever held, with its place."""
    if not actors:
        return {}
    wanted = padded(list(dict.fromkeys(actors)))
    rows = await unit.fetch(
        "SELECT r.person_id, r.role, r.organisation_id, r.group_id, r.since_ms, r.until_ms,"
        " COALESCE(o.name, g.name, '') AS place FROM roles r LEFT JOIN organisations o ON o.id = r.organisation_id"
        " LEFT JOIN groups g ON g.id = r.group_id"
        " WHERE r.person_id IN " + marks(len(wanted)) + " ORDER BY r.id",
        *wanted,
    )
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["person_id"], []).append(row)
    return found


def _role_at(roles: list[Row], at_ms: int) -> Row | None:
    """The first role held at that moment, else the last one there was."""
    held = [row for row in roles if row["since_ms"] <= at_ms and (row["until_ms"] or at_ms) >= at_ms]
    return held[0] if held else roles[-1] if roles else None
