"""Records that may be one person's: a worker looks and says what she thinks. Nothing is ever merged by the program.

A pair is seen only by workers of an office that has a request of one of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db import people
from db.engine import Row
from db.lists import marks
from db.unit import Unit
from domain.refusals import NotAllowed

# As many as somebody looks at in one go.
PAIRS_MAX = 20

# A number that more gave is rather an office's or a helper's: no more pairs for it than these a person.
PAIRS_OF_ONE_MAX = 5


class Reason(StrEnum):
    """Why two records may be one person's."""

    PHONE = "phone"
    LINK = "link"
    IDENTITY = "identity"


class Verdict(StrEnum):
    """What a worker says of a pair."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two records. name, other_name: "" if nobody knows. area, other_area: keys."""

    id: int
    person_id: int
    other_id: int
    reason: Reason
    name: str
    other_name: str
    area: str
    other_area: str


def add(unit: Unit, person_id: int, other_id: int, reason: Reason, *, account_id: int = 0) -> None:
    """These two may be one; said twice it is the same as once, also after a worker has answered."""
    unit.write(
        "INSERT INTO duplicates (id, person_id, other_id, account_id, reason, state, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'open', $6) ON CONFLICT (person_id, other_id, reason) DO NOTHING",
        unit.new_id(),
        person_id,
        other_id,
        account_id,
        reason.value,
        unit.now_ms,
    )


async def note_number(unit: Unit, person_id: int, number: str) -> None:
    """She may be called on this number ("" for none); who gave the same one before may be she as well."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if not digits:
        return
    digest = unit.vault.digest("number", digits.removeprefix("62").removeprefix("0"))
    rows = await unit.fetch(
        "SELECT person_id FROM contact_numbers WHERE number_hash = $1 AND person_id <> $2 ORDER BY person_id LIMIT $3",
        digest,
        person_id,
        PAIRS_OF_ONE_MAX,
    )
    unit.write(
        "INSERT INTO contact_numbers (person_id, number_hash) VALUES ($1, $2)"
        " ON CONFLICT (person_id, number_hash) DO NOTHING",
        person_id,
        digest,
    )
    for row in rows:
        first, later = sorted((row["person_id"], person_id))
        add(unit, first, later, Reason.PHONE)


def forget_numbers(unit: Unit, person_id: int) -> None:
    """Nothing stands here any more that could lead to her."""
    unit.write("DELETE FROM contact_numbers WHERE person_id = $1", person_id)


async def list_open(unit: Unit, organisation_ids: Sequence[int]) -> list[Pair]:
    """The pairs nobody has looked at, of those offices' people, oldest first; each is a read of two persons' data."""
    rows = await unit.fetch(_open_pairs(len(organisation_ids)), *organisation_ids, PAIRS_MAX)
    known = await people.list_persons(unit, [row[each] for row in rows for each in ("person_id", "other_id")])
    found = []
    for row in rows:
        one, other = known.get(row["person_id"]), known.get(row["other_id"])
        if one is None or other is None:
            continue  # one of them was erased
        for each in (one, other):
            unit.audit("read", "person", each.id, each.id, "duplicate")
        found.append(
            Pair(
                id=row["id"],
                person_id=one.id,
                other_id=other.id,
                reason=Reason(row["reason"]),
                name=one.name,
                other_name=other.name,
                area=one.area,
                other_area=other.area,
            )
        )
    return found


def _open_pairs(offices: int) -> str:
    return (
        "SELECT d.id, d.person_id, d.other_id, d.reason, d.account_id FROM duplicates d WHERE d.state = 'open'"
        " AND EXISTS (SELECT 1 FROM requests r WHERE r.person_id IN (d.person_id, d.other_id) AND r.organisation_id IN "
        + marks(offices)
        + f") ORDER BY d.id LIMIT ${offices + 1}"
    )


async def settle(unit: Unit, pair_id: int, verdict: Verdict, organisation_ids: Sequence[int]) -> int:
    """What the actor says of the pair; the records stay two. Raises NotAllowed if it is not hers to say.

    Who has her account back by this: her person, 0 if nobody.
    """
    rows = await unit.fetch(_open_pairs(len(organisation_ids)), *organisation_ids, PAIRS_MAX)
    pair = next((row for row in rows if row["id"] == pair_id), None)
    if pair is None:
        raise NotAllowed
    unit.write(
        "UPDATE duplicates SET state = $2, reviewed_by = $3, reviewed_ms = $4 WHERE id = $1 AND state = 'open'",
        pair_id,
        verdict.value,
        unit.actor.person_id,
        unit.now_ms,
    )
    for person_id in (pair["person_id"], pair["other_id"]):
        unit.audit("write", "duplicate", pair_id, person_id, verdict.value)
    if verdict is not Verdict.SAME or pair["reason"] != Reason.IDENTITY:
        return 0
    return await _give_back(unit, pair)


async def _give_back(unit: Unit, pair: Row) -> int:
    """The account that began a record of its own is its first owner's again, unless it has changed hands since."""
    person_id, other_id, account_id = pair["person_id"], pair["other_id"], pair["account_id"]
    row = await unit.fetch_one("SELECT owner_id, profiles FROM accounts WHERE id = $1", account_id)
    if row is None or row["owner_id"] != other_id or row["profiles"]:
        return 0
    unit.write("DELETE FROM talks WHERE account_id = $1 AND person_id = $2", account_id, other_id)
    await people.give_account(unit, account_id, person_id)
    unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other_id, person_id)
    unit.audit("link", "account", account_id, person_id, "given back")
    return int(person_id)
