"""Invitations: a secret code that makes somebody a member of staff or of a group, once, within a day.

Only the keyed hash of a code is kept. Checked and burned in one statement, so that of two who use it one succeeds.
"""

from dataclasses import dataclass

from db.engine import Row
from db.ids import new_code
from db.unit import Unit
from domain.refusals import InviteUnusable
from domain.roles import OF_GROUP, OF_ORGANISATION, Role, RoleGrant

PREFIX = "inv-"

# 26 of 31 letters are 128 bits (OWASP ASVS 11.5.1), can be read aloud, and fit Telegram's 64 of [A-Za-z0-9_-].
CODE_LETTERS = 26
VALID_MS = 24 * 3_600_000

# What is typed beside a code (spaces, dashes, a word too many) is no reason to read on.
TYPED_CHARS_MAX = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Invite:
    """What an invitation gives. place: the name of the office or group."""

    grant: RoleGrant
    place: str
    zone: str


_COLUMNS = (
    "SELECT i.role, i.organisation_id, i.group_id, coalesce(o.name, g.name) AS place, coalesce(o.zone, g.zone) AS zone"
    " FROM invites i LEFT JOIN organisations o ON o.id = i.organisation_id LEFT JOIN groups g ON g.id = i.group_id "
)


def make(unit: Unit, role: Role, *, organisation_id: int | None = None, group_id: int | None = None) -> str:
    """The code, in the clear for the only time. Raises ValueError if the place does not fit the role."""
    fits = (role in OF_ORGANISATION and organisation_id is not None and group_id is None) or (
        role in OF_GROUP and group_id is not None and organisation_id is None
    )
    if not fits:
        raise ValueError(f"{role.value} needs {'an organisation' if role in OF_ORGANISATION else 'a group'}")
    code = PREFIX + new_code(CODE_LETTERS)
    unit.write(
        "INSERT INTO invites (id, code_hash, role, organisation_id, group_id, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        unit.new_id(),
        _digest(unit, code),
        role.value,
        organisation_id,
        group_id,
        unit.now_ms,
        unit.now_ms + VALID_MS,
    )
    return code


def _digest(unit: Unit, typed: str) -> bytes:
    """People type small letters, spaces and dashes, or leave the beginning out. No letter of a code is an I."""
    letters = "".join(letter for letter in typed[:TYPED_CHARS_MAX].upper() if letter.isalnum())
    return unit.vault.digest("invite", letters.removeprefix("INV"))


async def find_usable(unit: Unit, code: str) -> Invite | None:
    """What the code gives now; None if it is unknown, used or too old, all alike."""
    row = await unit.fetch_one(
        _COLUMNS + "WHERE i.code_hash = $1 AND i.used_ms IS NULL AND i.expires_ms > $2",
        _digest(unit, code),
        unit.now_ms,
    )
    return _invite(row) if row is not None else None


async def use(unit: Unit, code: str, person_id: int) -> Invite:
    """What the code gave; from now on nobody can use it. Raises InviteUnusable."""
    burned = await unit.fetch_one(
        "UPDATE invites SET used_ms = $2, used_by = $3 WHERE code_hash = $1 AND used_ms IS NULL AND expires_ms > $2"
        " RETURNING id",
        _digest(unit, code),
        unit.now_ms,
        person_id,
    )
    if burned is None:
        raise InviteUnusable
    row = await unit.fetch_one(_COLUMNS + "WHERE i.id = $1", burned["id"])
    assert row is not None, "it was there a statement ago"
    return _invite(row)


def _invite(row: Row) -> Invite:
    grant = RoleGrant(Role(row["role"]), row["organisation_id"], row["group_id"])
    return Invite(grant=grant, place=row["place"], zone=row["zone"])
