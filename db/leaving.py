"""May a member leave now? Only when nothing of hers is in the box, on its way to her or in question, without office.

Nor while she owes or stands in for somebody: reliability.md C 22.
"""

from datetime import date

from db import arisan, disputes, holders, ledger, members
from db.engine import Fetch
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


class LoanWaiting(Refusal):
    """She has asked for a loan, and it is not answered or not received yet."""

    code = "loan_waiting"


class HelpOpen(Refusal):
    """She has paid for another woman's loan, or another has for hers, and it is not settled between them."""

    code = "help_open"


class ArisanOpen(Refusal):
    """The others still count on her in the arisan, or she on them."""

    code = "arisan_open"


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
    """Raises what `check_settled` raises, SavingsLeft, PayoutOpen, DisputeOpen, HasOffice, Changed."""
    if not member.is_active:
        raise Changed
    if member.offices:
        raise HasOffice
    await check_settled(unit, group_id, member.number)
    balances = dict(await ledger.member_balances(unit, group_id, member.number))
    balances.pop(Account.PIUTANG, None)
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


async def check_settled(unit: Unit, group_id: int, number: int) -> None:
    """Raises StillOwes, LoanWaiting, HelpOpen, ArisanOpen: what goes before she takes out her savings and leaves."""
    owed = await ledger.balance(unit, group_id, Account.PIUTANG, number)
    if owed:
        raise StillOwes(amount=owed)
    loans, helps = await unit.fetch_all(
        Fetch(
            "SELECT number FROM loans WHERE group_id = $1 AND member = $2 AND state IN ('asked', 'approved') LIMIT 1",
            (group_id, number),
        ),
        Fetch(
            "SELECT h.number FROM loan_helps h JOIN loans l ON l.group_id = h.group_id AND l.number = h.loan"
            " WHERE h.group_id = $1 AND h.state = 'open' AND (h.helper = $2 OR l.member = $2) LIMIT 1",
            (group_id, number),
        ),
    )
    if loans:
        raise LoanWaiting
    if helps:
        raise HelpOpen
    found = await arisan.find_open(unit, group_id)
    if found is not None and found.find(number) is not None:
        raise ArisanOpen


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
