"""What a group's meeting has decided about its figures: nothing of them leaves the group without one of these.

A decision is for one purpose and dated; it is written down once and stays.
"""

from datetime import date

from db.unit import Unit
from domain.refusals import Refusal

AUDITOR = "auditor"

# Whoever looks at a book from outside comes within the year for which the meeting has decided it.
VALID_DAYS = 365


class NoDecision(Refusal):
    """The group's meeting has not decided that its figures may go out."""

    code = "no_decision"


def add(unit: Unit, group_id: int, what: str, decided: date, *, by: int) -> None:
    """The meeting of that day has decided it. by: the number of the member who writes it down."""
    unit.write(
        "INSERT INTO group_decisions (id, group_id, what, decided_day, by_member, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        unit.new_id(),
        group_id,
        what,
        decided.isoformat(),
        by,
        unit.now_ms,
    )


async def find_newest(unit: Unit, group_id: int, what: str) -> date | None:
    """The day of the newest decision for that purpose; None if there is none."""
    row = await unit.fetch_one(
        "SELECT max(decided_day) AS day FROM group_decisions WHERE group_id = $1 AND what = $2",
        group_id,
        what,
    )
    return None if row is None or row["day"] is None else date.fromisoformat(row["day"])


async def require(unit: Unit, group_id: int, what: str, today: date) -> None:
    """Raises NoDecision unless the group has decided it within the last year."""
    decided = await find_newest(unit, group_id, what)
    if decided is None or not 0 <= (today - decided).days <= VALID_DAYS:
        raise NoDecision
