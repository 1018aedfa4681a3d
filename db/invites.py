"""Invitations: a secret code that makes somebody a member of staff or of a group, once, within a day.

Only the keyed hash of a code is kept. Checked and burned in one statement, so that of two who use it one succeeds. What
an admin gives to staff waits, after the code is used, for a second admin; what the operator gives does not.
"""

from dataclasses import dataclass

from db.engine import Row
from db.ids import new_code
from db.lists import marks
from db.unit import Unit
from domain.permits import CONFIRMED, KEEPERS
from domain.refusals import InviteUnusable
from domain.roles import OF_GROUP, OF_ORGANISATION, Role, RoleGrant

PREFIX = "inv-"

# 26 of 31 letters are 128 bits (OWASP ASVS 11.5.1), can be read aloud, and fit Telegram's 64 of [A-Za-z0-9_-].
CODE_LETTERS = 26
VALID_MS = 24 * 3_600_000

# So long a used invitation waits for a second admin; then the office has to invite again.
WAITING_MS = 7 * VALID_MS
WAITING_MAX = 50

# What is typed beside a code (spaces, dashes, a word too many) is no reason to read on.
TYPED_CHARS_MAX = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Invite:
    """What an invitation gives. place: the name of the office or group.

    made_by: the person, 0 for the operator. replaces: the role that ends when this one begins, 0 for none.
    needs_second: a second admin has to agree. used_by: 0 as long as nobody has used it.
    """

    id: int
    grant: RoleGrant
    place: str
    zone: str
    made_by: int
    replaces: int
    needs_second: bool
    used_by: int


_COLUMNS = (
    "SELECT i.id, i.role, i.organisation_id, i.group_id, i.made_by, i.replaces_role, i.needs_second, i.used_by,"
    " coalesce(o.name, g.name) AS place, coalesce(o.zone, g.zone) AS zone"
    " FROM invites i LEFT JOIN organisations o ON o.id = i.organisation_id LEFT JOIN groups g ON g.id = i.group_id "
)


# A code is only as good as the right of whoever made it: it ends with the role that gave that right, however it ended.
_MAKERS = tuple(sorted(KEEPERS))
_STANDS = (
    " AND (i.made_by = 0 OR EXISTS (SELECT 1 FROM roles m WHERE m.person_id = i.made_by AND m.until_ms IS NULL"
    " AND (m.organisation_id = i.organisation_id OR m.group_id = i.group_id) AND m.role IN "
)


def make(
    unit: Unit,
    role: Role,
    *,
    organisation_id: int | None = None,
    group_id: int | None = None,
    made_by: int = 0,
    replaces: int = 0,
) -> str:
    """The code, in the clear for the only time. Raises ValueError if the place does not fit the role."""
    fits = (role in OF_ORGANISATION and organisation_id is not None and group_id is None) or (
        role in OF_GROUP and group_id is not None and organisation_id is None
    )
    if not fits:
        raise ValueError(f"{role.value} needs {'an organisation' if role in OF_ORGANISATION else 'a group'}")
    code = PREFIX + new_code(CODE_LETTERS)
    unit.write(
        "INSERT INTO invites (id, code_hash, role, organisation_id, group_id, made_by, replaces_role, needs_second,"
        " made_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        unit.new_id(),
        _digest(unit, code),
        role.value,
        organisation_id,
        group_id,
        made_by,
        replaces,
        int(made_by != 0 and role in CONFIRMED),
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
        _COLUMNS
        + "WHERE i.code_hash = $1 AND i.used_ms IS NULL AND i.expires_ms > $2"
        + _STANDS
        + marks(len(_MAKERS), 3)
        + "))",
        _digest(unit, code),
        unit.now_ms,
        *_MAKERS,
    )
    return _invite(row) if row is not None else None


async def use(unit: Unit, code: str, person_id: int) -> Invite:
    """What the code gives; from now on nobody can use it. Raises InviteUnusable, also for who made it or is replaced.

    If it `needs_second`, nothing may be given yet.
    """
    burned = await unit.fetch_one(
        "UPDATE invites AS i SET used_ms = $2, used_by = $3,"
        " outcome = CASE WHEN needs_second = 1 THEN 'waiting' ELSE 'given' END"
        " WHERE i.code_hash = $1 AND i.used_ms IS NULL AND i.expires_ms > $2 AND i.made_by <> $3"
        " AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.id = i.replaces_role AND r.person_id = $3)"
        + _STANDS
        + marks(len(_MAKERS), 4)
        + ")) RETURNING id",
        _digest(unit, code),
        unit.now_ms,
        person_id,
        *_MAKERS,
    )
    if burned is None:
        raise InviteUnusable
    row = await unit.fetch_one(_COLUMNS + "WHERE i.id = $1", burned["id"])
    assert row is not None, "it was there a statement ago"
    return _invite(row)


# -- the second admin -------------------------------------------------------------------------------------------


async def list_waiting(unit: Unit, organisation_id: int) -> list[Invite]:
    """Who has used an invitation of this office and waits for a second admin, the oldest first."""
    rows = await unit.fetch(
        _COLUMNS
        + "WHERE i.organisation_id = $1 AND i.outcome = 'waiting' AND i.used_ms > $2 ORDER BY i.id LIMIT $3",
        organisation_id,
        unit.now_ms - WAITING_MS,
        WAITING_MAX,
    )
    return [_invite(row) for row in rows]


async def find_waiting(unit: Unit, invite_id: int) -> Invite | None:
    """That invitation, if it waits for a second admin; None if it does not, or not any more."""
    row = await unit.fetch_one(
        _COLUMNS + "WHERE i.id = $1 AND i.outcome = 'waiting' AND i.used_ms > $2",
        invite_id,
        unit.now_ms - WAITING_MS,
    )
    return _invite(row) if row is not None else None


async def settle(unit: Unit, invite_id: int, *, given: bool) -> bool:
    """What the second admin has said, once; False if somebody was faster."""
    row = await unit.fetch_one(
        "UPDATE invites SET outcome = $2, decided_by = $3, decided_ms = $4 WHERE id = $1 AND outcome = 'waiting'"
        " RETURNING id",
        invite_id,
        "given" if given else "refused",
        unit.actor.person_id,
        unit.now_ms,
    )
    return row is not None


def _invite(row: Row) -> Invite:
    return Invite(
        id=row["id"],
        grant=RoleGrant(Role(row["role"]), row["organisation_id"], row["group_id"]),
        place=row["place"],
        zone=row["zone"],
        made_by=row["made_by"],
        replaces=row["replaces_role"],
        needs_second=bool(row["needs_second"]),
        used_by=row["used_by"] or 0,
    )
