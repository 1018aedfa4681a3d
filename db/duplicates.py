"""Records that may be one person's: a worker looks and says what she thinks. Nothing is ever merged by the program.

An office sees of a pair whom it has a request of; of the other it learns only that there is another record. Where some
office knows both, the pair is that office's alone.
"""

from collections.abc import Sequence
from enum import StrEnum

from db import contact_wishes, people
from db.engine import Row
from db.lists import marks
from db.unit import Unit
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.requests import State

# Of whom she has withdrawn her consent an office knows nothing any more (UU 27/2022 PDP, art. 9).
_WITHDRAWN = State.IZIN_DICABUT.value

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
class Known:
    """Somebody who wrote to the office. name: "" if nobody knows. area: its key."""

    person_id: int
    name: str
    area: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two records, as an office may see them. one: who wrote to it; other: None if the second one never did."""

    id: int
    reason: Reason
    one: Known
    other: Known | None


def add(
    unit: Unit, person_id: int, other_id: int, reason: Reason, *, account_id: int = 0, tries: int = 0
) -> None:
    """These two may be one; said twice it is the same as once, also after a worker has answered.

    tries: how often she may say herself who she was (db/returning.py).
    """
    unit.write(
        "INSERT INTO duplicates (id, person_id, other_id, account_id, reason, state, made_ms, tries_left)"
        " VALUES ($1, $2, $3, $4, $5, 'open', $6, $7) ON CONFLICT (person_id, other_id, reason) DO NOTHING",
        unit.new_id(),
        person_id,
        other_id,
        account_id,
        reason.value,
        unit.now_ms,
        tries,
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
    """The pairs nobody has looked at, of those offices' people, oldest first; each name leaves an audit row."""
    found = []
    for row in await _open_pairs(unit, organisation_ids):
        ids = [
            row[each]
            for each, known in (("person_id", "knows_one"), ("other_id", "knows_other"))
            if row[known]
        ]
        named = await people.list_persons(unit, ids)
        shown = [
            Known(person_id=each, name=named[each].name, area=named[each].area)
            for each in ids
            if each in named
        ]
        if not shown:
            continue
        for each in shown:
            unit.audit("read", "person", each.person_id, each.person_id, "duplicate")
        other = shown[1] if len(shown) > 1 else None
        found.append(Pair(id=row["id"], reason=Reason(row["reason"]), one=shown[0], other=other))
    return found


async def _open_pairs(unit: Unit, organisation_ids: Sequence[int]) -> list[Row]:
    return await unit.fetch(_pairs_of(len(organisation_ids)), *organisation_ids, PAIRS_MAX)


def _pairs_of(offices: int) -> str:
    """The pairs that so many offices together may see, and whom of the two they know."""
    own = marks(offices)
    return (
        "SELECT * FROM (SELECT d.id, d.person_id, d.other_id, d.reason, d.account_id, d.state,"
        f" {_wrote_to('d.person_id', own)} AS knows_one, {_wrote_to('d.other_id', own)} AS knows_other"
        " FROM duplicates d) AS found WHERE state = 'open' AND (knows_one OR knows_other)"
        # Who gives a number back opens the first one's records with it: only somebody who knows her does.
        " AND (knows_one OR reason <> 'identity')"
        # Where some office knows both, it is asked, and no other.
        " AND (knows_one AND knows_other OR NOT EXISTS (SELECT 1 FROM requests a JOIN requests b"
        " ON b.organisation_id = a.organisation_id WHERE a.person_id = found.person_id"
        " AND b.person_id = found.other_id"
        f" AND a.state <> '{_WITHDRAWN}' AND b.state <> '{_WITHDRAWN}')) ORDER BY id LIMIT ${offices + 1}"
    )


def _wrote_to(person: str, offices: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM requests r WHERE r.person_id = {person} AND r.state <> '{_WITHDRAWN}'"
        f" AND r.organisation_id IN {offices})"
    )


async def settle(unit: Unit, pair_id: int, verdict: Verdict, organisation_ids: Sequence[int]) -> int:
    """What the actor says of the pair; the records stay two. Raises NotAllowed if it is not hers to say.

    Who has her account back by this: her person, 0 if nobody.
    """
    rows = await _open_pairs(unit, organisation_ids)
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
    return await give_back(unit, pair)


async def give_back(unit: Unit, pair: Row) -> int:
    """The account that began a record of its own is its first owner's again, unless it has changed hands since."""
    person_id, other_id, account_id = pair["person_id"], pair["other_id"], pair["account_id"]
    row = await unit.fetch_one("SELECT owner_id, profiles FROM accounts WHERE id = $1", account_id)
    if row is None or row["owner_id"] != other_id or row["profiles"]:
        return 0
    unit.write("DELETE FROM talks WHERE account_id = $1 AND person_id = $2", account_id, other_id)
    await people.give_account(unit, account_id, person_id)
    await contact_wishes.join(unit, person_id, other_id)
    unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other_id, person_id)
    unit.audit("link", "account", account_id, person_id, "given back")
    return int(person_id)
