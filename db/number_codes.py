"""A new PIN for a woman who forgot hers: a worker of an office that has a request of hers met her and hands her a code.

The code alone opens nothing: it is typed on the very phone, in the place of the PIN, after her door word; only where
she forgot that too does it serve without. It is for her person, so it is of no use on anybody else's profile.
Of whom no office has a request nobody there can say that it is she: her code opens nothing of before, it begins anew.
"""

from dataclasses import dataclass

from db import people, permits, profiles
from db.ids import new_code
from db.unit import Unit
from db.vault import person as owner_of
from domain.permits import Action, places
from domain.pins import Kept
from domain.refusals import NotAllowed
from domain.requests import State

# 8 of 31 letters are 39 bits: enough for a code that lives an hour and that is tried on one woman's phone only.
CODE_LETTERS = 8
CODE_VALID_MS = 60 * 60_000
TYPED_CHARS_MAX = 40

# In the column no_door: the code opens no profile, it makes one.
BEGINS_ANEW = 2

# The same woman's records count as one, by her own word on both accounts (db/links.py).
_ONE_WOMAN = (
    "(mine.id = hers.id OR mine.same_as = hers.id OR hers.same_as = mine.id"
    " OR (mine.same_as <> 0 AND mine.same_as = hers.same_as))"
)
_OF_CODE = (
    "SELECT c.id, f.id AS profile_id, f.person_id FROM number_codes c JOIN persons hers ON hers.id = c.person_id"
    " JOIN profiles f ON f.account_id = $2 JOIN persons mine ON mine.id = f.person_id"
    " WHERE c.code_hash = $1 AND c.state = 'open' AND c.expires_ms > $3 AND c.no_door < 2"
    " AND (f.id = $4 OR (c.no_door = 1 AND $4 = 0))"
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


async def make_fresh(unit: Unit) -> str:
    """A code with which a woman begins anew on her locked phone, shown once. Raises NotAllowed.

    What is on the phone already stays behind its PIN.
    """
    offices = places(unit.actor.roles, Action.NEW_NUMBER)
    if not offices:
        raise NotAllowed
    await permits.require(unit, Action.NEW_NUMBER, organisation_id=offices[0])
    code, code_id, by = new_code(CODE_LETTERS), unit.new_id(), unit.actor.person_id
    unit.write(
        "INSERT INTO number_codes (id, code_hash, person_id, made_by, no_door, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $3, $4, 'open', $5, $6)",
        code_id,
        _digest(unit, code),
        by,
        BEGINS_ANEW,
        unit.now_ms,
        unit.now_ms + CODE_VALID_MS,
    )
    unit.audit("write", "number_code", code_id, 0, "begin anew")
    return code


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


async def is_fresh(unit: Unit, typed: str) -> bool:
    """Whether this code begins anew."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM number_codes"
        " WHERE code_hash = $1 AND state = 'open' AND expires_ms > $2 AND no_door = $3",
        _digest(unit, typed),
        unit.now_ms,
        BEGINS_ANEW,
    )
    return row is not None


async def begin_anew(unit: Unit, typed: str, kept: Kept, *, name: str, word: str) -> list[int] | None:
    """She has a place of her own on this phone and is inside; who else has one there. None if the code serves no more.

    Raises WordTaken, TooManyProfiles.
    """
    if not unit.actor.locked:
        return None
    burned = await unit.fetch_one(
        "UPDATE number_codes SET state = 'used' WHERE code_hash = $1 AND state = 'open' AND expires_ms > $2"
        " AND no_door = $3 RETURNING id",
        _digest(unit, typed),
        unit.now_ms,
        BEGINS_ANEW,
    )
    if burned is None:
        return None
    others = await unit.fetch("SELECT person_id FROM profiles WHERE account_id = $1", unit.actor.account_id)
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.set_area(unit, person_id, "", unit.actor.zone)
    await people.set_details(unit, person_id, name=name)
    profile_id = await profiles.add(unit, person_id, word, kept)
    await profiles.enter(unit, profiles.Entry(person_id=person_id, wrong_tries=0))
    unit.audit("write", "profile", profile_id, person_id, "anew by code")
    return [row["person_id"] for row in others]
