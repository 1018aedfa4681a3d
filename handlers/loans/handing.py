"""The money of a loan on its way to her: it may go out while what two officers decided still fits, and it is a loan
from the moment she says that it has come. Only then its months begin.
"""

from datetime import date

from conversation.text import Text, _
from db import loans
from db.loans import Loan
from db.unit import Unit
from domain.loan_refusals import LimitPassed, TooMuchAsked
from domain.loans import Plan, State
from domain.payouts import Payout
from domain.refusals import Changed
from handlers.loans.limits import require_within


async def require_decided(unit: Unit, group_id: int, member: int, amount: int) -> Loan:
    """Her loan that two officers have decided for, before its money may go out.

    Raises Changed; LimitPassed where the box, her savings or the rules allow it no more, LoansOff.
    """
    found = await get_decided(unit, group_id, member, amount)
    try:
        await require_within(unit, group_id, member, amount)
    except TooMuchAsked as refusal:
        raise LimitPassed(**refusal.fields) from refusal
    return found


async def get_decided(unit: Unit, group_id: int, member: int, amount: int) -> Loan:
    """The same when she says that she has it: the money has left the box, and the book says what is true.

    No limit is asked here any more, only the ledger refuses what the box cannot have held. Raises Changed.
    """
    found = await loans.find_open(unit, group_id, member)
    if found is None or found.state is not State.APPROVED or found.amount != amount:
        raise Changed
    return found


async def begin(unit: Unit, payout: Payout, *, entry: int, day: date) -> Plan:
    """She has it: the loan runs from that day. In the transaction that posted the entry. Raises Changed."""
    found = await loans.find_open(unit, payout.group_id, payout.member)
    if found is None:
        raise Changed
    unit.audit("start", "loan", found.number, found.told_id, "")
    return await loans.start(unit, found, entry=entry, day=day, by=payout.by, second=payout.second)


def begun_text(name: Text | str, payout: Payout, entry: int, plan: Plan) -> Text:
    """What she reads then: the first day and the first amount, and once more all that she pays."""
    first = plan.instalments[0]
    return _(
        "Sudah dicatat: {name} menerima {amount}. Nomornya {number}.\n"
        "Cicilan pertama {first}, {day}.\nJumlah semua yang dibayar {total}.",
        name=name,
        amount=payout.amount,
        number=entry,
        first=first.amount,
        day=first.due,
        total=plan.total,
    )


async def let_go(unit: Unit, payout: Payout) -> None:
    """The money stays in the box after all: the loan is over before it began, and she may ask again."""
    found = await loans.find_open(unit, payout.group_id, payout.member)
    if found is not None and found.state is State.APPROVED:
        await loans.withdraw(unit, found)
