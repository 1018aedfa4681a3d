"""May a member leave now? Only when nothing of hers is in the box, on its way to her or in question, without office."""

from datetime import date

from db import disputes, holders, ledger, members
from db.unit import Unit
from domain.accounts import Account
from domain.money import Rupiah
from domain.refusals import Changed, Refusal
from domain.roles import Place, Role


class SavingsLeft(Refusal):
    """She has money in the group. amount: how much."""

    code = "savings_left"


class StillOwes(Refusal):
    """She has a loan to pay back. amount: how much is left."""

    code = "still_owes"


class PayoutOpen(Refusal):
    """Money is on its way to her, or she is its witness, and nobody has said yet that it came."""

    code = "payout_open"


class DisputeOpen(Refusal):
    """She has said that something differs, and only she settles it: once she has left she could not. code: which."""

    code = "dispute_open"


class HasOffice(Refusal):
    """She keeps an office of the group: it is handed over first."""

    code = "has_office"


async def check(unit: Unit, group_id: int, member: members.Member) -> None:
    """Raises SavingsLeft, StillOwes, PayoutOpen, DisputeOpen, HasOffice, Changed if she may not leave now."""
    if not member.is_active:
        raise Changed
    if member.offices:
        raise HasOffice
    balances = dict(await ledger.member_balances(unit, group_id, member.number))
    owed = balances.pop(Account.PIUTANG, Rupiah(0))
    if owed:
        raise StillOwes(amount=owed)
    left = sum(balances.values())
    if left:
        raise SavingsLeft(amount=Rupiah(left))
    row = await unit.fetch_one(
        "SELECT id FROM payouts WHERE group_id = $1 AND (member = $2 OR witness = $2) AND state = 'waiting' LIMIT 1",
        group_id,
        member.number,
    )
    if row is not None:
        raise PayoutOpen
    for each in await disputes.list_open_of(unit, group_id, member.number):
        raise DisputeOpen(code=each.code)


async def leave(unit: Unit, group_id: int, number: int, day: date) -> members.Member:
    """She is no member from that day on; her number stays hers. Raises what `check` raises, and NotAllowed."""
    member = await members.get_member(unit, group_id, number)
    await check(unit, group_id, member)
    members.set_left(unit, group_id, number, day)
    unit.audit("end", "member", number, member.person_id, "left")
    for each in await holders.list_of(unit, Place(group_id=group_id)):
        if each.person_id in (member.person_id, member.linked_id) and each.role is Role.MEMBER:
            holders.end(unit, each, "left")
    return member
