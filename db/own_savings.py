"""What the groups keep of one woman, for her own copy: her membership, balances, entries, loans, and what she said.

Never another woman's figures. An office's copy has none of it (two worlds); what somebody only practised is not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from db import disputes, ledger, own_loans, passbooks
from db.data_readers import list_selves
from db.disputes import Dispute
from db.lists import marks, padded
from db.own_loans import OwnBeside
from db.unit import Unit
from domain.accounts import OWN_SAVINGS, Account
from domain.disputes import Slip
from domain.money import Rupiah
from domain.movements import Part

# More groups than anybody saves in.
GROUPS_MAX = 10
MEETINGS_MAX = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnSavings:
    """Her place in one group's book. left: None while she is a member. slips: her answers by meeting.

    beside: her loans and what else stands beside the book.
    """

    group: str
    place: str
    number: int
    since: date
    left: date | None
    target: Rupiah
    balances: tuple[tuple[Account, Rupiah], ...]
    entries: tuple[Part, ...]
    slips: tuple[tuple[int, Slip], ...]
    disputes: tuple[Dispute, ...]
    beside: OwnBeside = field(default_factory=OwnBeside)


async def collect(unit: Unit, selves: Sequence[int]) -> tuple[OwnSavings, ...]:
    """All groups in whose books one of these records is, also those she has left, the oldest first."""
    ids = padded(selves)
    if not ids:
        return ()
    rows = await unit.fetch(
        "SELECT m.group_id, m.number FROM members m JOIN groups g ON g.id = m.group_id WHERE g.practice_of = 0"
        " AND (m.person_id IN "
        + marks(len(ids))
        + " OR m.linked_id IN "
        + marks(len(ids))
        + ") ORDER BY m.group_id, m.number",
        *ids,
    )
    rows = rows[:GROUPS_MAX]
    return tuple([await _collect_one(unit, row["group_id"], row["number"]) for row in rows])


async def list_records(unit: Unit, person_id: int) -> tuple[int, ...]:
    """Her records in the books of groups that were begun before she had a phone: others have read those as hers."""
    ids = padded(await list_selves(unit, person_id))
    rows = await unit.fetch("SELECT person_id FROM members WHERE linked_id IN " + marks(len(ids)), *ids)
    return tuple(dict.fromkeys(row["person_id"] for row in rows))


async def _collect_one(unit: Unit, group_id: int, number: int) -> OwnSavings:
    book = await passbooks.collect(unit, group_id, number)
    balances = await ledger.member_balances(unit, group_id, number)
    slips = await unit.fetch(
        "SELECT meeting, answer FROM slips WHERE group_id = $1 AND member = $2 ORDER BY meeting LIMIT $3",
        group_id,
        number,
        MEETINGS_MAX,
    )
    return OwnSavings(
        group=book.group.name,
        place=book.group.place,
        number=number,
        since=book.member.joined_day,
        left=book.member.left_day,
        target=book.member.target,
        balances=tuple((account, balances[account]) for account in OWN_SAVINGS if balances.get(account)),
        entries=book.parts,
        slips=tuple((row["meeting"], Slip(row["answer"])) for row in slips),
        disputes=tuple(await disputes.list_all_of(unit, group_id, number)),
        beside=await own_loans.collect(
            unit, group_id, number, person_id=book.member.person_id, zone=book.group.zone
        ),
    )
