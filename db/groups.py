"""Savings groups: name, village, clock, whose practice they are, and who belongs to them."""

from dataclasses import field

from db.engine import Row
from db.ids import new_token
from db.lists import marks
from db.unit import Unit
from domain.records import dataclass
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role
from domain.zones import get_zone

DRAFT, ACTIVE, ENDED = "draft", "active", "ended"

# As long as a group's name stands in a button of the menu, and a village in a line.
NAME_CHARS_MAX = 24
PLACE_CHARS_MAX = 40

# Whoever wants to begin a third group while two wait for their second officer is trying things out.
DRAFTS_MAX = 2

# The offices that write in the book; the pengawas only looks.
SIGNING = (Role.CHAIR, Role.TREASURER, Role.SECRETARY)

_COLUMNS = "SELECT id, name, place, zone, demo, state, practice_of, chain_start FROM groups "


class GroupIsDraft(Refusal):
    """The books open when a second officer has joined."""

    code = "group_is_draft"


class TooManyDrafts(Refusal):
    """She has begun several groups in which nobody else is an officer yet."""

    code = "too_many_drafts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group. place: village and district. zone: an IANA name. state: draft, active or ended.

    practice_of: whose practice it is, 0 for a real group. chain_start: what its ledger's chain begins with.
    """

    id: int
    name: str
    place: str
    zone: str
    demo: bool
    state: str = ACTIVE
    practice_of: int = 0
    chain_start: str = field(default="", compare=False)


def add(
    unit: Unit,
    *,
    name: str,
    place: str,
    zone: str,
    demo: bool = False,
    state: str = ACTIVE,
    practice_of: int = 0,
    chain_start: str = "",
) -> int:
    """The id of a new group. chain_start: of a book that was begun elsewhere. Raises ValueError for an unknown zone."""
    get_zone(zone)
    group_id = unit.new_id()
    unit.write(
        "INSERT INTO groups (id, name, place, zone, demo, state, practice_of, chain_start)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        group_id,
        name,
        place,
        zone,
        int(demo),
        state,
        practice_of,
        chain_start or new_token(),
    )
    return group_id


async def list_all(unit: Unit) -> list[Group]:
    """Every group, the oldest first."""
    return [_group(row) for row in await unit.fetch(_COLUMNS + "ORDER BY id")]


async def find(unit: Unit, group_id: int) -> Group | None:
    """That group; None if there is none."""
    row = await unit.fetch_one(_COLUMNS + "WHERE id = $1", group_id)
    return None if row is None else _group(row)


async def get(unit: Unit, group_id: int) -> Group:
    """That group. Raises NotAllowed: one that does not exist reads like a foreign one."""
    found = await find(unit, group_id)
    if found is None:
        raise NotAllowed
    return found


async def get_open(unit: Unit, group_id: int) -> Group:
    """That group, if its books are open. Raises NotAllowed, GroupIsDraft."""
    found = await get(unit, group_id)
    if found.state == DRAFT:
        raise GroupIsDraft
    if found.state != ACTIVE:
        raise NotAllowed
    return found


def lock(unit: Unit, group_id: int) -> None:
    """Nobody else numbers anything in this group until this commits."""
    unit.write("UPDATE groups SET demo = demo WHERE id = $1", group_id)


async def open_books(unit: Unit, group_id: int) -> bool:
    """Whether the draft has just become a group: two different persons hold offices in it that write."""
    row = await unit.fetch_one(
        "UPDATE groups SET state = 'active' WHERE id = $1 AND state = 'draft' AND 1 < (SELECT"
        " count(DISTINCT r.person_id) FROM roles r WHERE r.group_id = $1 AND r.until_ms IS NULL AND r.role IN "
        + marks(len(SIGNING), 2)
        + ") RETURNING id",
        group_id,
        *[role.value for role in SIGNING],
    )
    return row is not None


async def count_drafts(unit: Unit, person_id: int) -> int:
    """How many groups wait for a second officer beside her; her practice does not count."""
    row = await unit.fetch_one(
        "SELECT count(DISTINCT g.id) AS n FROM groups g JOIN roles r ON r.group_id = g.id"
        " WHERE g.state = 'draft' AND g.practice_of = 0 AND r.person_id = $1 AND r.until_ms IS NULL",
        person_id,
    )
    return int(row["n"]) if row is not None else 0


async def list_holders(unit: Unit, group_id: int, role: Role) -> list[int]:
    """The persons who hold the role in the group now, longest-serving first."""
    rows = await unit.fetch(
        "SELECT person_id FROM roles WHERE group_id = $1 AND role = $2 AND until_ms IS NULL ORDER BY id",
        group_id,
        role.value,
    )
    return [row["person_id"] for row in rows]


def _group(row: Row) -> Group:
    return Group(
        id=row["id"],
        name=row["name"],
        place=row["place"],
        zone=row["zone"],
        demo=bool(row["demo"]),
        state=row["state"],
        practice_of=row["practice_of"],
        chain_start=row["chain_start"],
    )
