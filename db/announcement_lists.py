"""Who of an announcement's receivers stands where, name by name: for its page and its papers.

The law: that it waits until she opens it (a phone that others use, a closed window) is told of nobody; that she read
it only of who answered: it is nobody's business when a woman looks at her phone, or that she looked and kept silent.
Who may not be written to is on no list. For whom the announcement was never meant, neither. Whoever calls notes who
was looked at.
"""

from collections.abc import Sequence
from enum import StrEnum

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import Reached, Why
from domain.records import dataclass


class Where(StrEnum):
    """GOT: sent, and perhaps waiting until she looks. READ: of them, who has answered.

    SILENT: of them, who has not answered.
    """

    MISSED = "missed"
    UNCERTAIN = "uncertain"
    GOT = "got"
    READ = "read"
    SILENT = "silent"


# Said of no single person (handlers/announce/words.py has the same for counts).
_PRIVATE = (
    Why.OPTED_OUT,
    Why.NO_CONSENT,
    Why.MAY_NOT_WRITE,
    Why.PAUSED,
    Why.ERASED,
    Why.NO_SAFE_HOUR,
)
_NOT_PRIVATE = "why NOT IN (" + ", ".join(f"'{each.value}'" for each in _PRIVATE) + ")"
_GOT = "state IN ('sent', 'delivered', 'read', 'waiting')"
_WHERE = {
    Where.MISSED: f"state = 'failed' AND {_NOT_PRIVATE}",
    Where.UNCERTAIN: "state = 'uncertain'",
    Where.GOT: _GOT,
    Where.SILENT: "answer = 0 AND state IN ('sent', 'delivered', 'read', 'waiting', 'uncertain')",
}
LISTS = frozenset(_WHERE)
"""Those that there are; READ is only said of one who stands on another."""
_STANDING = {
    Reached.FAILED: Where.MISSED,
    Reached.UNCERTAIN: Where.UNCERTAIN,
    Reached.READ: Where.READ,
}
_ROW = "SELECT person_id, state, why, answer FROM announcement_receivers WHERE announcement_id = $1 AND "
_NEXT = " AND person_id > $2 ORDER BY person_id LIMIT $3"
_LISTS = {each: _ROW + where + _NEXT for each, where in _WHERE.items()}
_ANSWERED = _ROW + "answer = $4" + _NEXT
# Whom something can still be done about comes first.
_FIRST = (
    " ORDER BY CASE WHEN state = 'failed' THEN 0 WHEN state = 'uncertain' THEN 1 WHEN answer > 0 THEN 2 ELSE 3 END,"
    " answer, person_id LIMIT $2"
)
_LISTED = f"(state IN ('sent', 'delivered', 'read', 'waiting', 'uncertain') OR (state = 'failed' AND {_NOT_PRIVATE}))"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One receiver on a list. where: nothing finer is told of her. why: of what did not reach her, else ""."""

    person_id: int
    where: Where
    why: str
    answer: int


async def list_where(
    unit: Unit, announcement_id: int, where: Where, most: int, after: int = 0
) -> list[Listed]:
    """Those who stand there, by person id above `after`."""
    rows = await unit.fetch(_LISTS[where], announcement_id, after, most)
    return [_listed(row) for row in rows]


async def list_answered(unit: Unit, announcement_id: int, n: int, most: int, after: int = 0) -> list[Listed]:
    """Those who answered so, by person id above `after`."""
    rows = await unit.fetch(_ANSWERED, announcement_id, after, most, n)
    return [_listed(row) for row in rows]


async def list_these(unit: Unit, announcement_id: int, person_ids: Sequence[int]) -> list[Listed]:
    """These receivers as they stand now, by person id; who may be on no list any more is left out."""
    if not person_ids:
        return []
    wanted = padded(person_ids)
    rows = await unit.fetch(
        _ROW + _LISTED + " AND person_id IN " + marks(len(wanted), 2) + " ORDER BY person_id",
        announcement_id,
        *wanted,
    )
    return [_listed(row) for row in rows]


async def list_for_paper(unit: Unit, announcement_id: int, most: int) -> list[Listed]:
    """As many as a paper holds: whom it did not reach, the uncertain, who answered, then all others."""
    return [_listed(row) for row in await unit.fetch(_ROW + _LISTED + _FIRST, announcement_id, most)]


async def count_listed(unit: Unit, announcement_id: int) -> int:
    """How many there are to be listed."""
    rows: Sequence[Row] = await unit.fetch(
        "SELECT count(*) AS n FROM announcement_receivers WHERE announcement_id = $1 AND " + _LISTED,
        announcement_id,
    )
    return int(rows[0]["n"])


def _listed(row: Row) -> Listed:
    where = _STANDING.get(Reached(row["state"]), Where.GOT)
    if where is Where.READ and not row["answer"]:
        where = Where.GOT
    return Listed(
        person_id=row["person_id"],
        where=where,
        why=row["why"] if where is Where.MISSED else "",
        answer=row["answer"],
    )
