"""A member's own book: what each entry moved of hers, from the first to the last, for herself to print or look at."""

from dataclasses import dataclass
from datetime import date

from db import group_rules, groups, ledger, members
from db.data_readers import list_selves
from db.groups import Group
from db.members import Member
from db.unit import Unit
from domain.group_rules import Rules
from domain.ledger import Entry
from domain.movements import Part, parts_of
from domain.zones import local_date

# Entries read in one trip, and trips: thirty years of weekly savings of three kinds.
AT_ONCE = 500
TRIPS_MAX = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Passbook:
    """Her book. parts: in the order of their numbers; later entries may be of an earlier day."""

    group: Group
    member: Member
    rules: Rules
    today: date
    parts: tuple[Part, ...]


async def owns(unit: Unit, person_id: int, group_id: int, number: int) -> bool:
    """Whether this record in the group's book is this person's, on whichever of her accounts."""
    own = [
        (each.group_id, each.number)
        for one in await list_selves(unit, person_id)
        for each in await members.find_own(unit, one)
    ]
    return (group_id, number) in own


async def collect(unit: Unit, group_id: int, number: int) -> Passbook:
    """All of it. Raises NotAllowed. Who may have it is the caller's question."""
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    return Passbook(
        group=group,
        member=await members.get_member(unit, group_id, number),
        rules=await group_rules.rules_on(unit, group_id, today),
        today=today,
        parts=parts_of(await _list_entries(unit, group_id, number), number),
    )


async def _list_entries(unit: Unit, group_id: int, number: int) -> list[Entry]:
    found: list[Entry] = []
    for _trip in range(TRIPS_MAX):
        after = found[-1].number if found else 0
        more = await ledger.list_entries(unit, group_id, member=number, after=after, most=AT_ONCE)
        found += more
        if len(more) < AT_ONCE:
            break
    return found
