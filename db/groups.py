"""Savings groups: name, village, clock, and who belongs to them."""

from dataclasses import dataclass

from db.unit import Unit
from domain.roles import Role
from domain.zones import get_zone


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group. place: village and district. zone: an IANA name."""

    id: int
    name: str
    place: str
    zone: str
    demo: bool


def add(unit: Unit, *, name: str, place: str, zone: str, demo: bool = False) -> int:
    """The id of a new group. Raises ValueError for an unknown zone."""
    get_zone(zone)
    group_id = unit.new_id()
    unit.write(
        "INSERT INTO groups (id, name, place, zone, demo) VALUES ($1, $2, $3, $4, $5)",
        group_id,
        name,
        place,
        zone,
        int(demo),
    )
    return group_id


async def list_all(unit: Unit) -> list[Group]:
    """Every group, the oldest first."""
    rows = await unit.fetch("SELECT id, name, place, zone, demo FROM groups ORDER BY id")
    return [
        Group(id=row["id"], name=row["name"], place=row["place"], zone=row["zone"], demo=bool(row["demo"]))
        for row in rows
    ]


async def list_holders(unit: Unit, group_id: int, role: Role) -> list[int]:
    """The persons who hold the role in the group now, longest-serving first."""
    rows = await unit.fetch(
        "SELECT person_id FROM roles WHERE group_id = $1 AND role = $2 AND until_ms IS NULL ORDER BY id",
        group_id,
        role.value,
    )
    return [row["person_id"] for row in rows]
