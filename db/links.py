"""Linking: another account of the same woman, by a one-use code that she shows on one and types on the other.

A code alone gives nothing: somebody may have looked over her shoulder. It is the account that showed it which says yes
at the end. Her two records stay two (db/duplicates.py); only the account changes hands.
"""

from dataclasses import dataclass
from enum import StrEnum

from db import contact_wishes, duplicates, people, profiles
from db.engine import Row
from db.ids import new_code
from db.unit import Unit
from domain.refusals import NotAllowed, Refusal

# 8 of 31 letters are 39 bits: enough for a code that lives a quarter of an hour and is refused when it is tried again.
CODE_LETTERS = 8
CODE_VALID_MS = 15 * 60_000
ANSWER_VALID_MS = 24 * 3_600_000
TYPED_CHARS_MAX = 40


class CodeUnusable(Refusal):
    """The code does not exist, was used, is too old, or is this account's own; which of them is not told."""

    code = "link_code_unusable"


class PhoneOpen(Refusal):
    """Others use this phone, and it has no lock: another account's records may not be shown there."""

    code = "phone_open"


class HasDuties(Refusal):
    """This account's record has roles; who has a duty keeps it apart, and a worker sees to it."""

    code = "has_duties"


class State(StrEnum):
    """Where a link stands."""

    SHOWN = "shown"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """A link somebody has asked for. person_id: who showed the code and has to answer."""

    id: int
    person_id: int


def make(unit: Unit) -> str:
    """A code that joins another account to the actor's record; it is shown once and kept only as a keyed hash."""
    actor = unit.actor
    unit.write(
        "UPDATE link_codes SET state = 'refused' WHERE account_id = $1 AND state IN ('shown', 'asked')",
        actor.account_id,
    )
    code = new_code(CODE_LETTERS)
    unit.write(
        "INSERT INTO link_codes (id, code_hash, account_id, person_id, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, 'shown', $5, $6)",
        unit.new_id(),
        _digest(unit, code),
        actor.account_id,
        actor.person_id,
        unit.now_ms,
        unit.now_ms + CODE_VALID_MS,
    )
    return code


def _digest(unit: Unit, typed: str) -> bytes:
    letters = "".join(sign for sign in typed[:TYPED_CHARS_MAX].upper() if sign.isalnum())
    return unit.vault.digest("link", letters)


async def ask(unit: Unit, typed: str) -> Asked:
    """The actor's account asks to be joined: burned with this. Raises CodeUnusable, PhoneOpen, HasDuties."""
    actor = unit.actor
    if actor.phone != "own" and not actor.profiles:
        raise PhoneOpen
    if await people.list_roles(unit, actor.person_id):
        raise HasDuties
    row = await unit.fetch_one(
        "UPDATE link_codes SET state = 'asked', other_account_id = $2, other_person_id = $3, expires_ms = $4"
        " WHERE code_hash = $1 AND state = 'shown' AND expires_ms > $5 AND account_id <> $2 AND person_id <> $3"
        " RETURNING id, person_id",
        _digest(unit, typed),
        actor.account_id,
        actor.person_id,
        unit.now_ms + ANSWER_VALID_MS,
        unit.now_ms,
    )
    if row is None:
        raise CodeUnusable
    return Asked(row["id"], row["person_id"])


async def answer(unit: Unit, link_id: int, *, yes: bool) -> int:
    """What she who showed the code says; the person of the other account. Raises NotAllowed if there is nothing to say.

    Yes: the other account is hers from now on. What its record holds stays a record of its own, for a worker to see.
    """
    row = await _find_asked(unit, link_id)
    if row is None:
        raise NotAllowed
    state = State.DONE if yes else State.REFUSED
    unit.write("UPDATE link_codes SET state = $2 WHERE id = $1", link_id, state.value)
    if yes and not await _join(unit, row["other_account_id"], row["other_person_id"]):
        raise NotAllowed
    return int(row["other_person_id"])


async def _find_asked(unit: Unit, link_id: int) -> Row | None:
    return await unit.fetch_one(
        "SELECT id, other_account_id, other_person_id FROM link_codes WHERE id = $1 AND person_id = $2"
        " AND state = 'asked' AND expires_ms > $3",
        link_id,
        unit.actor.person_id,
        unit.now_ms,
    )


async def is_asked(unit: Unit, link_id: int) -> bool:
    """Whether the actor has this to answer."""
    return await _find_asked(unit, link_id) is not None


async def find_waiting(unit: Unit) -> int:
    """The newest link that the actor has to answer, 0 for none: she may come to it before the notice does."""
    row = await unit.fetch_one(
        "SELECT id FROM link_codes WHERE person_id = $1 AND state = 'asked' AND expires_ms > $2"
        " ORDER BY id DESC LIMIT 1",
        unit.actor.person_id,
        unit.now_ms,
    )
    return int(row["id"]) if row is not None else 0


async def _join(unit: Unit, account_id: int, other_id: int) -> bool:
    """Give the account to the actor's record. False if the account is no longer as it was when it asked."""
    person_id = unit.actor.person_id
    row = await unit.fetch_one("SELECT owner_id, profiles FROM accounts WHERE id = $1", account_id)
    profile_id = await profiles.find_of(unit, account_id, other_id)
    if row is None or (profile_id is None and (row["owner_id"] != other_id or row["profiles"])):
        return False
    if profile_id is not None and await profiles.find_of(unit, account_id, person_id) is not None:
        return False
    unit.write("DELETE FROM talks WHERE account_id = $1 AND person_id = $2", account_id, other_id)
    if profile_id is None:
        await people.give_account(unit, account_id, person_id)
    else:
        await profiles.move(unit, profile_id, other_id, person_id)
        unit.write(
            "UPDATE accounts SET person_id = owner_id, inside_until_ms = 0 WHERE id = $1 AND person_id = $2",
            account_id,
            other_id,
        )
    await contact_wishes.join(unit, person_id, other_id)
    unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other_id, person_id)
    duplicates.add(unit, person_id, other_id, duplicates.Reason.LINK, account_id=account_id)
    unit.audit("link", "account", account_id, other_id, "code")
    return True
