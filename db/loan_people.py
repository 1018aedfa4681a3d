"""Who stood in for whom when an instalment was missing, and who lives under one roof?

Tanggung renteng is between these two and seen by them and the officers alone; it is not in the group's book. Who lives
together decides nothing but who does not decide.
"""

from collections.abc import Iterable

from db import groups
from db.engine import Row
from db.unit import Unit
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed

OPEN, RETURNED, FORGIVEN = "open", "returned", "forgiven"

_HELPS = (
    "SELECT h.number, h.loan, h.entry, h.helper, h.amount, h.state, h.made_ms, l.member FROM loan_helps h"
    " JOIN loans l ON l.group_id = h.group_id AND l.number = h.loan WHERE h.group_id = $1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """helper paid this much of member's instalment, in that entry. state: OPEN, RETURNED or FORGIVEN."""

    group_id: int
    number: int
    loan: int
    entry: int
    helper: int
    member: int
    amount: Rupiah
    state: str
    made_ms: int


# -- helps ------------------------------------------------------------------------------------------------------


async def add_help(unit: Unit, group_id: int, *, loan: int, entry: int, helper: int, amount: int) -> Help:
    """She has paid for another. Raises NotAllowed where there is no such loan, or it is her own."""
    groups.lock(unit, group_id)
    row = await unit.fetch_one(
        "SELECT l.member, (SELECT max(number) FROM loan_helps WHERE group_id = $1) AS last FROM loans l"
        " WHERE l.group_id = $1 AND l.number = $2",
        group_id,
        loan,
    )
    if row is None or row["member"] == helper:
        raise NotAllowed
    number = (row["last"] or 0) + 1
    unit.write(
        "INSERT INTO loan_helps (group_id, number, loan, entry, helper, amount, state, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'open', $7)",
        group_id,
        number,
        loan,
        entry,
        helper,
        int(amount),
        unit.now_ms,
    )
    return await get_help(unit, group_id, number)


async def get_help(unit: Unit, group_id: int, number: int) -> Help:
    """That one. Raises NotAllowed."""
    row = await unit.fetch_one(_HELPS + " AND h.number = $2", group_id, number)
    if row is None:
        raise NotAllowed
    return _help(group_id, row)


async def list_helps(
    unit: Unit, group_id: int, *, loan: int | None = None, state: str | None = None
) -> list[Help]:
    """Who stood in, the oldest first; for one loan, or in one state."""
    rows = await unit.fetch(_HELPS + " ORDER BY h.number", group_id)
    found = [_help(group_id, row) for row in rows]
    return [each for each in found if loan in (None, each.loan) and state in (None, each.state)]


async def list_helps_of(unit: Unit, group_id: int, member: int) -> list[Help]:
    """Where this member helped or was helped, the oldest first."""
    rows = await unit.fetch(
        _HELPS + " AND (h.helper = $2 OR l.member = $2) ORDER BY h.number", group_id, member
    )
    return [_help(group_id, row) for row in rows]


def keep_help(unit: Unit, found: Help, *, entry: int, amount: int) -> None:
    """The payment was written anew, in that entry: what is between the two goes on with it, as far as it was paid."""
    unit.write(
        "INSERT INTO loan_helps (group_id, number, loan, entry, helper, amount, state, made_ms, settled_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        found.group_id,
        found.number,
        found.loan,
        entry,
        found.helper,
        min(int(found.amount), int(amount)),
        found.state,
        found.made_ms,
        0 if found.state == OPEN else unit.now_ms,
    )


async def settle_help(unit: Unit, group_id: int, number: int, state: str) -> None:
    """The helper has it back, or lets it be. state: RETURNED or FORGIVEN. Raises Changed if it is settled already."""
    if state not in (RETURNED, FORGIVEN):
        raise ValueError(state)
    rows = await unit.fetch(
        "UPDATE loan_helps SET state = $3, settled_ms = $4 WHERE group_id = $1 AND number = $2 AND state = 'open'"
        " RETURNING number",
        group_id,
        number,
        state,
        unit.now_ms,
    )
    if not rows:
        raise Changed


def _help(group_id: int, row: Row) -> Help:
    return Help(
        group_id=group_id,
        number=row["number"],
        loan=row["loan"],
        entry=row["entry"],
        helper=row["helper"],
        member=row["member"],
        amount=Rupiah(row["amount"]),
        state=row["state"],
        made_ms=row["made_ms"],
    )


# -- households -------------------------------------------------------------------------------------------------


async def household_of(unit: Unit, group_id: int, member: int) -> frozenset[int]:
    """The members who live with her, without herself."""
    rows = await unit.fetch(
        "SELECT member, other FROM households WHERE group_id = $1 AND (member = $2 OR other = $2)",
        group_id,
        member,
    )
    return frozenset(number for row in rows for number in (row["member"], row["other"])) - {member}


async def set_household(unit: Unit, group_id: int, member: int, others: Iterable[int]) -> None:
    """She lives with these and with nobody else of the group; they live with each other too."""
    together = sorted({member, *others})
    groups.lock(unit, group_id)
    unit.write("DELETE FROM households WHERE group_id = $1 AND (member = $2 OR other = $2)", group_id, member)
    unit.write_many(
        "INSERT INTO households (group_id, member, other) VALUES ($1, $2, $3)"
        " ON CONFLICT (group_id, member, other) DO NOTHING",
        [(group_id, first, second) for at, first in enumerate(together) for second in together[at + 1 :]],
    )
