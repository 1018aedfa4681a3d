"""May whoever acts in this turn do this, here and now? Her roles are read again inside the transaction that writes.

What she may not do in a place reads exactly like a place that does not exist: NotAllowed, and nothing written. The book
of a practice is open in that practice alone, and in a practice no other book is.
"""

from collections.abc import Sequence

from db.engine import Fetch, Row
from db.unit import Unit
from domain.permits import Action, Practising, is_allowed, places
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant

# A talk that was begun in practice and goes on when that is over must not write, unmarked, into an invented book.
_NOW = (
    " WHERE person_id = $1 AND until_ms IS NULL AND (group_id IS NULL OR EXISTS (SELECT 1 FROM groups g"
    " WHERE g.id = group_id AND (g.practice_of = 0 OR g.id = $2)))"
)
# A role she loses meanwhile must not be used: the rows are locked too, where turns run beside each other.
_HELD_LOCKED = "UPDATE roles SET until_ms = NULL" + _NOW + " RETURNING role, organisation_id, group_id"
_HELD = "SELECT role, organisation_id, group_id FROM roles" + _NOW


def fetch_roles(unit: Unit, *, looking: bool = False) -> Fetch:
    """What reads the roles of whoever acts, for a trip that is made anyway; `check` understands the rows.

    looking: for queries, which write nothing and so lock nothing.
    """
    return Fetch(_HELD if looking else _HELD_LOCKED, (unit.actor.person_id, unit.actor.practice))


def check(
    unit: Unit,
    rows: Sequence[Row],
    action: Action,
    *,
    organisation_id: int | None = None,
    group_id: int | None = None,
) -> frozenset[Role]:
    """The roles she holds there. Raises NotAllowed; always where nobody has unlocked the phone. Raises Practising."""
    grants = _grants(rows)
    if unit.actor.locked or not is_allowed(
        grants, action, organisation_id=organisation_id, group_id=group_id
    ):
        raise NotAllowed
    require_meant(unit, group_id)
    return frozenset(
        grant.role
        for grant in grants
        if (grant.organisation_id, grant.group_id) == (organisation_id, group_id)
    )


def require_meant(unit: Unit, group_id: int | None) -> None:
    """For what takes no role: raises Practising while she tries things out, and this is another group."""
    if unit.actor.practice and group_id not in (None, unit.actor.practice):
        raise Practising


async def require(
    unit: Unit, action: Action, *, organisation_id: int | None = None, group_id: int | None = None
) -> frozenset[Role]:
    """For steps: the roles she holds there, which stay hers until this commits. Raises NotAllowed."""
    rows = (await unit.fetch_all(fetch_roles(unit)))[0]
    return check(unit, rows, action, organisation_id=organisation_id, group_id=group_id)


async def require_to_look(
    unit: Unit, action: Action, *, organisation_id: int | None = None, group_id: int | None = None
) -> frozenset[Role]:
    """For queries, which write nothing: the roles she holds there now. Raises NotAllowed."""
    rows = (await unit.fetch_all(fetch_roles(unit, looking=True)))[0]
    return check(unit, rows, action, organisation_id=organisation_id, group_id=group_id)


async def require_everywhere(unit: Unit, action: Action, organisation_ids: Sequence[int]) -> None:
    """For steps that take in several offices at once. Raises NotAllowed if it is not allowed in all of them."""
    rows = (await unit.fetch_all(fetch_roles(unit)))[0]
    if unit.actor.locked or not set(organisation_ids) <= set(places(_grants(rows), action)):
        raise NotAllowed


def _grants(rows: Sequence[Row]) -> list[RoleGrant]:
    return [RoleGrant(Role(row["role"]), row["organisation_id"], row["group_id"]) for row in rows]
