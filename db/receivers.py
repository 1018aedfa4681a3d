"""On which account is each of these people reached? As `people.find_account_of` answers it, for a class at once."""

from collections.abc import Collection

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit

# A person's accounts in the three ways that each have an index: her own, one on which she has a profile, and that of
# another record that was found to be hers too.
_COLUMNS = (
    "SELECT a.id AS account_id, a.channel, a.address, a.owner_id, a.language, a.reachable, a.last_in_ms, a.profiles,"
    " p.id AS person_id FROM persons p "
)
_OWN = _COLUMNS + "JOIN accounts a ON a.owner_id = p.id WHERE p.id IN "
_OF_PROFILES = (
    " UNION ALL "
    + _COLUMNS
    + "JOIN profiles f ON f.person_id = p.id JOIN accounts a ON a.id = f.account_id WHERE p.id IN "
)
_OF_SAME = (
    " UNION ALL " + _COLUMNS + "JOIN accounts a ON a.owner_id = p.same_as AND a.profiles = 0 WHERE p.id IN "
)


async def find_accounts_of(unit: Unit, person_ids: Collection[int]) -> dict[int, Row]:
    """The account of each by her id, with what addressing it needs; who has none is not in it."""
    if not person_ids:
        return {}
    wanted = padded(sorted(person_ids))
    count = len(wanted)
    rows = await unit.fetch(
        _OWN + marks(count) + _OF_PROFILES + marks(count) + _OF_SAME + marks(count),
        *wanted,
    )
    return {row["person_id"]: row for row in sorted(rows, key=_how_good)}


def _how_good(row: Row) -> tuple[int, int, int, int]:
    """The order of `find_account_of`, the best last."""
    return row["reachable"], 0 if row["profiles"] > 0 else 1, row["last_in_ms"], row["account_id"]
