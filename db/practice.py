"""Practice: a treasurer tries everything out in an invented group of her own, where nothing is real and nobody is told.

A practice that was forgotten ends by itself, so that no real meeting is ever written into it. Talks that were begun in
one book (`talks`: their names) do not go on in the other: the same number there is another woman.
"""

from collections.abc import Iterable
from datetime import date

from db import group_rules, groups, members, people
from db.lists import marks, padded
from db.members import NewMember
from db.unit import Unit
from domain.group_rules import Rules
from domain.roles import Role, RoleGrant

# An evening of trying out; a meeting of the next day is a real one.
LASTS_MS = 12 * 3_600_000

# Practices ended in one look of the clock.
OVER_MAX = 100


async def begin(
    unit: Unit,
    *,
    name: str,
    place: str,
    others: list[str],
    rules: Rules,
    today: date,
    talks: Iterable[str] = (),
) -> int:
    """The id of the actor's new group, in which she is treasurer and the first of `others` is chair."""
    await end(unit, talks)
    me, zone = unit.actor.person_id, unit.actor.zone
    group_id = groups.add(unit, name=name, place=place, zone=zone, practice_of=me)
    new = [NewMember(name="", person_id=me), *(NewMember(name=each) for each in others)]
    await members.add_many(unit, group_id, new, joined_day=today)
    await group_rules.add(unit, group_id, rules, by=1)
    listed = await members.list_members(unit, group_id)
    for person_id, role in (
        *((each.person_id, Role.MEMBER) for each in listed),
        (me, Role.TREASURER),
        (me, Role.SECRETARY),  # so that she can try to make a class, too
        (listed[1].person_id, Role.CHAIR),
    ):
        grant = RoleGrant(role, group_id=group_id)
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)
    unit.write(
        "UPDATE accounts SET practice = $2, practice_until_ms = $3 WHERE id = $1",
        unit.actor.account_id,
        group_id,
        unit.now_ms + LASTS_MS,
    )
    return group_id


async def end(unit: Unit, talks: Iterable[str] = ()) -> None:
    """The actor's practice groups end, and so do the roles in them; their books stay as they are, in nobody's way."""
    me = unit.actor.person_id
    rows = await unit.fetch("SELECT id FROM accounts WHERE person_id = $1", me)
    _drop_talks(unit, [row["id"] for row in rows], talks)
    unit.write(
        "UPDATE roles SET until_ms = $2 WHERE until_ms IS NULL AND group_id IN"
        " (SELECT id FROM groups WHERE practice_of = $1)",
        me,
        unit.now_ms,
    )
    unit.write("UPDATE groups SET state = 'ended' WHERE practice_of = $1", me)
    unit.write("UPDATE accounts SET practice = 0, practice_until_ms = 0 WHERE person_id = $1", me)


def _drop_talks(unit: Unit, accounts: Iterable[int], talks: Iterable[str]) -> None:
    ids, names = padded(list(accounts)), padded(sorted(talks))
    if ids and names:
        unit.write(
            "DELETE FROM talks WHERE account_id IN "
            + marks(len(ids))
            + " AND name IN "
            + marks(len(names), len(ids) + 1),
            *ids,
            *names,
        )


async def end_expired(unit: Unit, talks: Iterable[str]) -> None:
    """A practice that nobody ended is over: no role of it is left. For the clock."""
    rows = await unit.fetch(
        "SELECT id FROM accounts WHERE practice <> 0 AND practice_until_ms <= $1 ORDER BY id LIMIT $2",
        unit.now_ms,
        OVER_MAX,
    )
    ids = padded([row["id"] for row in rows])
    if not ids:
        return
    _drop_talks(unit, ids, talks)
    unit.write(
        "UPDATE roles SET until_ms = $1 WHERE until_ms IS NULL AND group_id IN"
        " (SELECT practice FROM accounts WHERE id IN " + marks(len(ids), 2) + ")",
        unit.now_ms,
        *ids,
    )
    unit.write(
        "UPDATE accounts SET practice = 0, practice_until_ms = 0 WHERE id IN " + marks(len(ids)),
        *ids,
    )
