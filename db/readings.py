"""Who has read what of hers: told from the audit, by role and place, never by name (UU 27/2022 PDP, art. 7 and 32).

Who works for two offices has read a letter in the one that it was written to. What is told is in db/data_readers.py.
"""

from collections.abc import Sequence

from db.data_readers import OF_GROUPS, OPERATOR, SHOWN, Reading, list_selves
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.roles import Role

# office: whose the letter, note, step or move is that was read, 0 where that says nothing. A move is read by who may
# accept it; a letter that has gone to another office since was read by people of the one before, too.
_READ = (
    "SELECT a.actor, a.action, a.object, COALESCE(m.organisation_id, n.organisation_id, t.organisation_id,"
    " NULLIF(v.to_organisation, 0), v.from_organisation, e.organisation_id, 0) AS office,"
    " COALESCE(m.complaint, k.complaint, t.complaint, w.complaint, 0) AS complaint,"
    " COALESCE(e.group_id, 0) AS of_group,"
    " count(*) AS times, max(a.at_ms) AS last_ms FROM audit a"
    " LEFT JOIN matters m ON m.id = a.object_id AND a.object IN ('matter', 'matter_look')"
    " LEFT JOIN matter_notes n ON n.id = a.object_id AND a.object = 'matter_note'"
    " LEFT JOIN matters k ON k.id = n.matter_id"
    " LEFT JOIN matter_steps s ON s.id = a.object_id AND a.object = 'matter_step'"
    " LEFT JOIN matters t ON t.id = s.matter_id"
    " LEFT JOIN matter_moves v ON v.id = a.object_id AND a.object = 'matter_move'"
    " LEFT JOIN matters w ON w.id = v.matter_id"
    " LEFT JOIN announcements e ON e.id = a.object_id AND a.object = 'announcement' WHERE a.person_id IN "
)
_SHOWN = " AND a.action IN ('read', 'list') AND a.object IN "
_TOGETHER = " GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY last_ms DESC"


async def list_readings(
    unit: Unit,
    person_id: int,
    most: int,
    *,
    organisation_id: int | None = None,
    records: Sequence[int] = (),
) -> tuple[Reading, ...]:
    """The latest first. Her own looks are not among them.

    organisation_id: only by people of that office, and of no complaint: who hands it over may be whom it is about.
    records: of hers in the books of groups (db/own_savings.py), begun before she had a phone.
    """
    mine = padded(list(dict.fromkeys([*await list_selves(unit, person_id), *records])))
    shown = padded(SHOWN)
    rows = await unit.fetch(
        _READ + marks(len(mine)) + _SHOWN + marks(len(shown), len(mine) + 1) + _TOGETHER, *mine, *shown
    )
    found = [row for row in rows if row["actor"] not in mine and not (organisation_id and row["complaint"])]
    roles = await _list_roles(unit, [row["actor"] for row in found])
    merged: dict[tuple[str, str, str], Reading] = {}
    for row in found:
        held = roles.get(row["actor"], [])
        if row["of_group"]:
            held = _officers_first([each for each in held if each["group_id"] == row["of_group"]])
        elif row["object"] in OF_GROUPS:
            held = _officers_first([each for each in held if each["group_id"] is not None])
        role = _role_at(held, row["last_ms"], row["office"])
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


def _officers_first(roles: list[Row]) -> list[Row]:
    """Whoever holds an office in a group is a member, too; as a plain member she has seen nothing of another."""
    return sorted(roles, key=lambda row: bool(row["role"] == Role.MEMBER.value))


def _role_at(roles: list[Row], at_ms: int, office: int) -> Row | None:
    """The role held at that moment in the office whose it was, else the first one then, else the last there was."""
    held = [row for row in roles if row["since_ms"] <= at_ms and (row["until_ms"] or at_ms) >= at_ms]
    there = [row for row in held if office and row["organisation_id"] == office]
    return there[0] if there else held[0] if held else roles[-1] if roles else None
