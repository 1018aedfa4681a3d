"""Joining a group with the meeting's code: she says who she is, two different officers confirm, then the book is hers.

Many use one code; it dies after some hours. What she wrote is sealed with her own key, until it is settled.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db import consents, data_readers, groups, holders, members, people
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.push_buttons import close_matter
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.permits import Action
from domain.permits import holders as roles_for
from domain.purposes import Purpose
from domain.refusals import Changed, NotAllowed, Refusal
from domain.roles import Role, RoleGrant
from domain.zones import local_date

DETAILS_PLACE = "joinings.details"

# 6 of 31 letters are 30 bits: for a code that lives some hours, shows a group's name and lets nobody in by itself.
CODE_LETTERS = 6
CODE_VALID_MS = 6 * 3_600_000
TYPED_CHARS_MAX = 40

# Wrong codes of one person in a day: whoever only types badly has fewer, whoever guesses gets nowhere with so many.
WRONG_MAX = 20
WRONG_MS = 24 * 3_600_000

# So long a woman waits for two officers; then she comes to the next meeting and asks again.
WAITING_MS = 14 * 24 * 3_600_000

# As many as one meeting can bring; more are no meeting.
WAITING_MAX = 60


class GroupCodeUnusable(Refusal):
    """The meeting's code is unknown or too old; which of them is not told."""

    code = "group_code_unusable"


class NeedsAnotherOfficer(Refusal):
    """The same officer cannot confirm twice, and nobody confirms herself."""

    code = "needs_another_officer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Joining:
    """Somebody who wants to be in the book. member: whom she says she is there, None if she is new.

    first_member: the officer who has confirmed already. also: numbers of other records in the group that are hers.
    """

    id: int
    group_id: int
    person_id: int
    name: str
    member: int | None
    first_member: int | None
    also: tuple[int, ...]

    @property
    def matter(self) -> str:
        """What its buttons hang on."""
        return f"joining:{self.id}"


_COLUMNS = (
    "SELECT id, group_id, person_id, member, details, first_member FROM joinings"
    " WHERE state = 'waiting' AND made_ms > $1"
)


# -- the code ---------------------------------------------------------------------------------------------------


def make_code(unit: Unit, group_id: int, by: int) -> str:
    """A code for this meeting, in the clear for the only time; good for CODE_VALID_MS."""
    code = new_code(CODE_LETTERS)
    unit.write(
        "INSERT INTO group_codes (id, group_id, code_hash, by_member, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        unit.new_id(),
        group_id,
        _digest(unit, code),
        by,
        unit.now_ms,
        unit.now_ms + CODE_VALID_MS,
    )
    return code


def _digest(unit: Unit, typed: str) -> bytes:
    """People type small letters, spaces and dashes."""
    letters = "".join(sign for sign in typed[:TYPED_CHARS_MAX].upper() if sign.isalnum())
    return unit.vault.digest("group code", letters)


async def find_group(unit: Unit, code: str) -> groups.Group | None:
    """The group whose meeting has this code now; None if there is none."""
    row = await unit.fetch_one(
        "SELECT group_id FROM group_codes WHERE code_hash = $1 AND expires_ms > $2",
        _digest(unit, code),
        unit.now_ms,
    )
    found = None if row is None else await groups.find(unit, row["group_id"])
    return found if found is not None and found.state == groups.ACTIVE else None


async def try_code(unit: Unit, code: str) -> groups.Group | None:
    """What `find_group` finds for the actor; None for a wrong code, which is counted, and for any after WRONG_MAX."""
    me = unit.actor.person_id
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM audit WHERE person_id = $1 AND actor = $1 AND action = 'try'"
        " AND object = 'group_code' AND at_ms > $2",
        me,
        unit.now_ms - WRONG_MS,
    )
    found = await find_group(unit, code)
    if found is None:
        unit.audit("try", "group_code", 0, me, "wrong")
    return found if row is not None and row["n"] < WRONG_MAX else None


# -- asking -----------------------------------------------------------------------------------------------------


async def ask(unit: Unit, code: str, *, member: int | None, name: str) -> Joining:
    """The actor waits now; what she asked for here before is withdrawn.

    member: whom she says she is in the book; somebody without a phone. name: how she calls herself.
    Raises GroupCodeUnusable, Changed, ConsentMissing.
    """
    group = await find_group(unit, code)
    if group is None:
        raise GroupCodeUnusable
    person_id = unit.actor.person_id
    await consents.require(unit, person_id, Purpose.SAVINGS, group_id=group.id)
    if member is not None and member not in {each.number for each in await list_unlinked(unit, group.id)}:
        raise Changed
    for each in await list_waiting(unit, group.id):
        if each.person_id == person_id:
            _settle(unit, each, "withdrawn", second=None)
    joining_id = unit.new_id()
    unit.write(
        "INSERT INTO joinings (id, group_id, person_id, member, details, state, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'waiting', $6)",
        joining_id,
        group.id,
        person_id,
        member,
        unit.vault.seal(
            owner_of(person_id), cell(DETAILS_PLACE, joining_id), json.dumps({"name": name}).encode()
        ),
        unit.now_ms,
    )
    unit.audit("write", "joining", joining_id, person_id, "asked")
    return await get(unit, joining_id)


async def list_unlinked(unit: Unit, group_id: int) -> list[members.Member]:
    """Who is in the book and has no phone."""
    return [each for each in await members.list_members(unit, group_id) if not each.has_phone]


# -- waiting ----------------------------------------------------------------------------------------------------


async def list_waiting(unit: Unit, group_id: int) -> list[Joining]:
    """Who waits for the group's officers, the longest first."""
    rows = await unit.fetch(
        _COLUMNS + " AND group_id = $2 ORDER BY id LIMIT $3",
        unit.now_ms - WAITING_MS,
        group_id,
        WAITING_MAX,
    )
    return await _opened(unit, rows)


async def count_waiting(unit: Unit, group_id: int) -> int:
    """How many wait for the group's officers; for a menu."""
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM joinings WHERE group_id = $1 AND state = 'waiting' AND made_ms > $2",
        group_id,
        unit.now_ms - WAITING_MS,
    )
    return int(row["n"]) if row is not None else 0


async def get(unit: Unit, joining_id: int) -> Joining:
    """That one, if it still waits. Raises NotAllowed."""
    rows = await unit.fetch(_COLUMNS + " AND id = $2", unit.now_ms - WAITING_MS, joining_id)
    found = await _opened(unit, rows)
    if not found:
        raise NotAllowed
    return found[0]


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Joining]:
    owners = [owner_of(row["person_id"]) for row in rows]
    await unit.vault.have(owners)
    found = []
    for row, owner in zip(rows, owners, strict=True):
        if not unit.vault.knows(owner):
            continue  # she was erased meanwhile
        details = json.loads(unit.vault.unseal(owner, cell(DETAILS_PLACE, row["id"]), bytes(row["details"])))
        found.append(
            Joining(
                id=row["id"],
                group_id=row["group_id"],
                person_id=row["person_id"],
                name=details["name"],
                member=row["member"],
                first_member=row["first_member"],
                also=await _other_records(unit, row["group_id"], row["person_id"]),
            )
        )
    return found


async def _other_records(unit: Unit, group_id: int, person_id: int) -> tuple[int, ...]:
    """Numbers in the group's book that are this person's already, on whatever account of hers."""
    selves = padded(await data_readers.list_selves(unit, person_id))
    rows = await unit.fetch(
        "SELECT number FROM members WHERE group_id = $1 AND state = 'active' AND (person_id IN "
        + marks(len(selves), 2)
        + " OR linked_id IN "
        + marks(len(selves), 2)
        + ") ORDER BY number",
        group_id,
        *selves,
    )
    return tuple(row["number"] for row in rows)


# -- deciding ---------------------------------------------------------------------------------------------------


async def agree(unit: Unit, joining: Joining, by: int) -> int | None:
    """Her number in the book once two officers have confirmed; None while the second is missing.

    by: the number of the officer who acts. Raises NeedsAnotherOfficer, Changed, ConsentMissing, GroupFull.
    """
    selves = await holders.list_selves(unit, unit.actor.person_id)
    if joining.person_id in selves or joining.first_member == by:
        raise NeedsAnotherOfficer
    unit.audit("agree", "joining", joining.id, joining.person_id)
    if joining.first_member is None or not await _is_officer(unit, joining.group_id, joining.first_member):
        await _confirm_first(unit, joining, by)
        return None
    if await _is_same_person(unit, joining.group_id, joining.first_member, selves):
        raise NeedsAnotherOfficer
    await consents.require(unit, joining.person_id, Purpose.SAVINGS, group_id=joining.group_id)
    # Settled before she is written in: of two who look at the same moment one finds it done.
    rows = await unit.fetch(
        "UPDATE joinings SET state = 'agreed', second_member = $2, settled_ms = $3"
        " WHERE id = $1 AND state = 'waiting' AND first_member = $4 RETURNING id",
        joining.id,
        by,
        unit.now_ms,
        joining.first_member,
    )
    if not rows:
        raise Changed
    close_matter(unit, joining.matter)
    number = await _write_in(unit, joining)
    grant = RoleGrant(Role.MEMBER, group_id=joining.group_id)
    await holders.give(unit, joining.person_id, grant, "joined")
    return number


async def _is_officer(unit: Unit, group_id: int, number: int) -> bool:
    """Whether she may still confirm: what an officer said counts as long as she is one."""
    first = await members.get_member(unit, group_id, number)
    return first.is_active and not roles_for(Action.KEEP_MEMBERS).isdisjoint(first.offices)


async def _confirm_first(unit: Unit, joining: Joining, by: int) -> None:
    rows = await unit.fetch(
        "UPDATE joinings SET first_member = $2 WHERE id = $1 AND state = 'waiting'"
        " AND COALESCE(first_member, 0) = $3 RETURNING id",
        joining.id,
        by,
        joining.first_member or 0,
    )
    if not rows:
        raise Changed


async def _is_same_person(unit: Unit, group_id: int, number: int, selves: frozenset[int]) -> bool:
    first = await members.get_member(unit, group_id, number)
    return first.told_id in selves or first.person_id in selves


async def _write_in(unit: Unit, joining: Joining) -> int:
    group = await groups.get_open(unit, joining.group_id)
    if joining.member is None:
        today = local_date(unit.now, group.zone)
        if not (await people.list_persons(unit, [joining.person_id])):
            raise Changed
        # Somebody who is in the book already, and now is another woman's record too: that one is hers by linking.
        if joining.also:
            number = await members.add(unit, group.id, name=joining.name, joined_day=today)
            members.link(unit, group.id, number, joining.person_id)
            return number
        return await members.add(
            unit, group.id, person_id=joining.person_id, name=joining.name, joined_day=today
        )
    if joining.member not in {each.number for each in await list_unlinked(unit, group.id)}:
        raise Changed
    members.link(unit, group.id, joining.member, joining.person_id)
    return joining.member


def refuse(unit: Unit, joining: Joining, by: int) -> None:
    """An officer does not confirm: nothing begins."""
    unit.audit("refuse", "joining", joining.id, joining.person_id)
    _settle(unit, joining, "refused", second=by)


def _settle(unit: Unit, joining: Joining, state: str, *, second: int | None) -> None:
    unit.write(
        "UPDATE joinings SET state = $2, second_member = $3, settled_ms = $4 WHERE id = $1 AND state = 'waiting'",
        joining.id,
        state,
        second,
        unit.now_ms,
    )
    close_matter(unit, joining.matter)
