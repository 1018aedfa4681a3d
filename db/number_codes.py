"""A new PIN for a woman who forgot hers: a worker of an office that has a request of hers met her and hands her a code.

The code alone opens nothing: it is typed on the very phone, in the place of the PIN, after her door word; only where
she forgot that too does it serve without. It is for her person, so it is of no use on anybody else's profile.
"""

from dataclasses import dataclass

from db import permits, profiles
from db.ids import new_code
from db.unit import Unit
from domain.permits import Action
from domain.pins import Kept
from domain.refusals import NotAllowed
from domain.requests import State

# 8 of 31 letters are 39 bits: enough for a code that lives an hour and that is tried on one woman's phone only.
CODE_LETTERS = 8
CODE_VALID_MS = 60 * 60_000
TYPED_CHARS_MAX = 40

# The same woman's records count as one, by her own word on both accounts (db/links.py).
_ONE_WOMAN = (
    "(mine.id = hers.id OR mine.same_as = hers.id OR hers.same_as = mine.id"
    " OR (mine.same_as <> 0 AND mine.same_as = hers.same_as))"
)
_OF_CODE = (
    "SELECT c.id, f.id AS profile_id, f.person_id FROM number_codes c JOIN persons hers ON hers.id = c.person_id"
    " JOIN profiles f ON f.account_id = $2 JOIN persons mine ON mine.id = f.person_id"
    " WHERE c.code_hash = $1 AND c.state = 'open' AND c.expires_ms > $3 AND (f.id = $4 OR (c.no_door = 1 AND $4 = 0))"
    f" AND {_ONE_WOMAN}"
)
_LOCKED = (
    "SELECT 1 AS one FROM persons hers JOIN persons mine ON " + _ONE_WOMAN + " JOIN profiles f"
    " ON f.person_id = mine.id WHERE hers.id = $1 LIMIT 1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A request by its number. locked: whether she has a PIN on any phone."""

    request_id: int
    person_id: int
    organisation_id: int
    locked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Usable:
    """A code that fits. profile_id: the profile it opens."""

    id: int
    profile_id: int
    person_id: int


async def find_request(unit: Unit, number: str) -> Found:
    """The request with that number, for a worker of its office. Raises NotAllowed, as if there were none."""
    plain = "".join(sign for sign in number[:TYPED_CHARS_MAX].upper() if sign.isalnum())
    row = await unit.fetch_one(
        "SELECT r.id, r.person_id, r.organisation_id FROM requests r JOIN persons p ON p.id = r.person_id"
        " WHERE r.code = $1 AND r.state <> $2 AND p.erased_ms = 0",
        plain,
        State.IZIN_DICABUT.value,
    )
    if row is None:
        raise NotAllowed
    await permits.require(unit, Action.NEW_NUMBER, organisation_id=row["organisation_id"])
    locked = await unit.fetch_one(_LOCKED, row["person_id"])
    return Found(
        request_id=row["id"],
        person_id=row["person_id"],
        organisation_id=row["organisation_id"],
        locked=locked is not None,
    )


async def make(unit: Unit, number: str, *, no_door: bool) -> tuple[str, int]:
    """A code for the woman of that request, shown once, and who she is; older ones are void. Raises NotAllowed."""
    found = await find_request(unit, number)
    if not found.locked or found.person_id == unit.actor.person_id:
        raise NotAllowed
    unit.write(
        "UPDATE number_codes SET state = 'replaced' WHERE person_id = $1 AND state = 'open'", found.person_id
    )
    code, code_id = new_code(CODE_LETTERS), unit.new_id()
    unit.write(
        "INSERT INTO number_codes (id, code_hash, person_id, made_by, no_door, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)",
        code_id,
        _digest(unit, code),
        found.person_id,
        unit.actor.person_id,
        int(no_door),
        unit.now_ms,
        unit.now_ms + CODE_VALID_MS,
    )
    unit.audit("write", "number_code", code_id, found.person_id, "new number")
    return code, found.person_id


def _digest(unit: Unit, typed: str) -> bytes:
    letters = "".join(sign for sign in typed[:TYPED_CHARS_MAX].upper() if sign.isalnum())
    return unit.vault.digest("number code", letters)


async def find_usable(unit: Unit, profile_id: int, typed: str) -> Usable | None:
    """What this code opens on the actor's account; profile_id 0: she gave no door word. The same work for any text."""
    row = await unit.fetch_one(_OF_CODE, _digest(unit, typed), unit.actor.account_id, unit.now_ms, profile_id)
    if row is None:
        return None
    return Usable(id=row["id"], profile_id=row["profile_id"], person_id=row["person_id"])


async def use(unit: Unit, profile_id: int, typed: str, kept: Kept, *, word: str = "") -> bool:
    """She has that PIN from now on and is inside, also in the rest of this turn; False if the code serves no more.

    word: her new door word, "" to keep the old one. Raises WordTaken.
    """
    usable = await find_usable(unit, profile_id, typed)
    if usable is None or not unit.actor.locked:
        return False
    unit.write("UPDATE number_codes SET state = 'used' WHERE id = $1", usable.id)
    unit.write("UPDATE profiles SET wrong_tries = 0, wait_until_ms = 0 WHERE id = $1", usable.profile_id)
    await profiles.enter(unit, profiles.Entry(person_id=usable.person_id, wrong_tries=0))
    await profiles.change_pin(unit, usable.profile_id, kept)
    if word:
        await profiles.change_door(unit, usable.profile_id, word)
    unit.audit("write", "profile", usable.profile_id, usable.person_id, "pin by code")
    return True
