"""Who may agree in a group now, and who may be the second beside her who asks: by the roles of this transaction."""

from collections.abc import Iterable, Sequence

from db import data_readers, members
from db.lists import marks, padded
from db.unit import Unit
from domain.approvals import Officer, seconds_of
from domain.permits import Action, holders


async def list_officers(unit: Unit, group_id: int) -> list[Officer]:
    """Who may agree in the group at this moment of the transaction, by the number of their first record."""
    allowed = holders(Action.AGREE)
    found: dict[int, list[members.Member]] = {}
    for each in await members.list_members(unit, group_id):
        if allowed.intersection(each.offices):
            found.setdefault(each.told_id, []).append(each)
    return [
        Officer(
            number=records[0].number,
            person_id=person_id,
            shown=records[0].shown,
            numbers=frozenset(each.number for each in records),
            selves=frozenset(await data_readers.list_selves(unit, person_id)),
        )
        for person_id, records in found.items()
    ]


async def list_borrowed(unit: Unit, group_id: int, everybody: Sequence[members.Member]) -> frozenset[int]:
    """Women whose word would come from an officer's own phone: another record of hers, or of her second account.

    So no officer says of another woman that her money has arrived, or vouches for what she wrote herself (peers.md,
    "pinjam nama").
    """
    found = await list_officers(unit, group_id)
    return frozenset(
        each.number
        for each in everybody
        for officer in found
        if each.told_id in officer.selves and each.number != officer.number
    )


async def list_seconds(
    unit: Unit, group_id: int, *, by: int, about: int | None, never: Iterable[int] = ()
) -> list[Officer]:
    """Who may be the second officer: another woman with an account of her own, who is not asked about herself alone.

    never: numbers of members who have no part in it, whoever else is left.
    """
    found = seconds_of(await list_officers(unit, group_id), by=by, about=about, never=never)
    elsewhere = await have_other_account(unit, [each.person_id for each in found], unit.actor.account_id)
    return [each for each in found if each.person_id in elsewhere]


async def have_other_account(unit: Unit, person_ids: Sequence[int], account_id: int) -> set[int]:
    """Those who own, or have a profile on, another chat than this one: nobody makes a second officer on one phone."""
    if not person_ids:
        return set()
    wanted = padded(person_ids)
    rows = await unit.fetch(
        "SELECT id FROM persons p WHERE (EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = p.id AND a.id <> $1)"
        " OR EXISTS (SELECT 1 FROM profiles f WHERE f.person_id = p.id AND f.account_id <> $1)) AND id IN "
        + marks(len(wanted), 2),
        account_id,
        *wanted,
    )
    return {row["id"] for row in rows}
