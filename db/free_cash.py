"""What of a group's money can go out now, beside what is on its way to somebody already."""

from db import ledger, payouts
from db.unit import Unit
from domain.accounts import Account
from domain.money import Rupiah


async def free_cash(unit: Unit, group_id: int) -> Rupiah:
    """What is in the box and promised to nobody."""
    booked = await ledger.balance(unit, group_id, Account.KAS)
    promised = sum(
        each.amount for each in await payouts.list_waiting(unit, group_id) if each.cash is Account.KAS
    )
    return Rupiah(max(0, booked - promised))
