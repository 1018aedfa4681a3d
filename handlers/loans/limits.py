"""How much may that member borrow today? Asked before she types, when it is decided, and when the money has come."""

from datetime import date

from db import group_rules, groups, ledger, loans
from db.free_cash import free_cash
from db.unit import Unit
from domain.loan_limits import Limit, most_for
from domain.loan_refusals import TooMuchAsked
from domain.loan_rules import LoanRules, LoansOff
from domain.loans import State
from domain.movements import total_of
from domain.zones import local_date


async def find_loan_rules(unit: Unit, group_id: int) -> tuple[LoanRules | None, date]:
    """What the group's meeting has decided about loans, None for nothing, and which day it is there."""
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    return (await group_rules.rules_on(unit, group_id, today)).loans, today


async def find_limit(
    unit: Unit, group_id: int, member: int, rules: LoanRules, today: date, *, beside: int = 0
) -> Limit:
    """The most for her, and what it comes from. beside: a payout that is hers already (db/free_cash.py)."""
    earlier = [
        each
        for each in await loans.list_of(unit, group_id, member)
        if each.state in (State.RUNNING, State.SETTLED)
    ]
    return most_for(
        rules,
        savings=total_of(await ledger.member_balances(unit, group_id, member)),
        cash=await free_cash(unit, group_id, beside=beside),
        last_amount=earlier[-1].amount if earlier else None,
        worst_class=await loans.worst_class(unit, group_id, member, today),
        settled=all(each.state is State.SETTLED for each in earlier),
    )


async def require_within(unit: Unit, group_id: int, member: int, amount: int, *, beside: int = 0) -> None:
    """Raises TooMuchAsked where it is more than the most for her now, LoansOff where the meeting ended loans."""
    rules, today = await find_loan_rules(unit, group_id)
    if rules is None:
        raise LoansOff
    limit = await find_limit(unit, group_id, member, rules, today, beside=beside)
    if amount > limit.amount:
        raise TooMuchAsked(amount=limit.amount)
