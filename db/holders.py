"""Who holds which role where, since when; giving a role and ending it. Who may do so is db/enrolment.py's question.

A role that has ended stays as a row: what its holder did is the group's or the office's record, not hers to take along.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from db import people
from db.engine import Row
from db.lists import marks
from db.unit import Unit
from domain.roles import STAFF, Place, Role, RoleGrant

# More people than can be shown in one list are no office or group of ours.
HOLDERS_MAX = 100

_STAFF = tuple(sorted(role.value for role in STAFF))


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Somebody who holds a role now. id: of the role's row. name: how she is called, "" if not known."""

    id: int
    person_id: int
    name: str
    role: Role
    place: Place


_HELD = "SELECT r.id, r.person_id, r.role, r.organisation_id, r.group_id FROM roles r WHERE r.until_ms IS NULL AND "


async def list_of(unit: Unit, place: Place) -> list[Holder]:
    """Everybody who holds a role in that place, by role, then the longest-serving first."""
    rows = await unit.fetch(
        _HELD + "(r.organisation_id = $1 OR r.group_id = $2) ORDER BY r.id LIMIT $3",
        place.organisation_id,
        place.group_id,
        HOLDERS_MAX,
    )
    order = list(Role)
    return sorted(await _named(unit, rows), key=lambda each: order.index(each.role))


async def find(unit: Unit, role_id: int) -> Holder | None:
    """Who holds that very role; None if nobody does, or not any more."""
    rows = await unit.fetch(_HELD + "r.id = $1", role_id)
    return (await _named(unit, rows))[0] if rows else None


async def _named(unit: Unit, rows: list[Row]) -> list[Holder]:
    known = await people.list_persons(unit, [row["person_id"] for row in rows])
    return [
        Holder(
            id=row["id"],
            person_id=row["person_id"],
            name=known[row["person_id"]].name if row["person_id"] in known else "",
            role=Role(row["role"]),
            place=Place(row["organisation_id"], row["group_id"]),
        )
        for row in rows
    ]


async def list_names(unit: Unit, person_ids: Iterable[int]) -> dict[int, str]:
    """How these persons are called, where it is known."""
    return {each.id: each.name for each in (await people.list_persons(unit, person_ids)).values()}


async def list_selves(unit: Unit, person_id: int) -> frozenset[int]:
    """All records that are this one person's, by her own word or a worker's: nobody is her own second person."""
    rows = await unit.fetch(
        "SELECT p.id FROM persons p JOIN persons me ON me.id = $1 WHERE p.id = me.id OR p.id = me.same_as"
        " OR p.same_as = me.id OR (me.same_as <> 0 AND p.same_as = me.same_as)",
        person_id,
    )
    return frozenset(row["id"] for row in rows)


async def find_name(unit: Unit, place: Place) -> str | None:
    """What the office or group is called; None if there is none."""
    row = await unit.fetch_one(
        "SELECT name FROM organisations WHERE id = $1 UNION ALL SELECT name FROM groups WHERE id = $2",
        place.organisation_id,
        place.group_id,
    )
    return None if row is None else str(row["name"])


async def list_persons_with(unit: Unit, place: Place, role: Role) -> list[int]:
    """Who holds the role in that place, each once; nobody else can change it until this commits."""
    unit.write("UPDATE organisations SET demo = demo WHERE id = $1", place.organisation_id)
    unit.write("UPDATE groups SET demo = demo WHERE id = $1", place.group_id)
    rows = await unit.fetch(
        "SELECT r.person_id, min(r.id) AS first FROM roles r WHERE r.role = $1 AND r.until_ms IS NULL"
        " AND (r.organisation_id = $2 OR r.group_id = $3) GROUP BY r.person_id ORDER BY first",
        role.value,
        place.organisation_id,
        place.group_id,
    )
    return [row["person_id"] for row in rows]


async def give(unit: Unit, person_id: int, grant: RoleGrant, reason: str) -> None:
    """The role is hers from now on, once; with its audit row."""
    if grant in await people.list_roles(unit, person_id):
        return
    role_id = unit.new_id()
    people.grant_role(unit, role_id=role_id, person_id=person_id, grant=grant, now_ms=unit.now_ms)
    unit.audit("grant", "role", role_id, person_id, f"{reason} {grant.role.value}")


def end(unit: Unit, holder: Holder, reason: str) -> None:
    """The role is nobody's from the next message on; with its audit row."""
    unit.write(
        "UPDATE roles SET until_ms = $5, ended_by = $6 WHERE person_id = $1 AND role = $2 AND until_ms IS NULL"
        " AND (organisation_id = $3 OR group_id = $4)",
        holder.person_id,
        holder.role.value,
        holder.place.organisation_id,
        holder.place.group_id,
        unit.now_ms,
        unit.actor.person_id,
    )
    unit.write(
        "UPDATE persons SET staff = 0 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM roles r"
        " WHERE r.person_id = $1 AND r.until_ms IS NULL AND r.role IN " + marks(len(_STAFF), 2) + ")",
        holder.person_id,
        *_STAFF,
    )
    unit.audit("end", "role", holder.id, holder.person_id, f"{reason} {holder.role.value}")
