"""How much may that member borrow today? Asked before she types, when it is decided, and when the money has come."""

from datetime import date

from db import group_rules, groups, ledger, loans, payouts
from db.free_cash import free_cash
from db.unit import Unit
from domain.accounts import Account
from domain.loan_limits import Limit, most_for
from domain.loan_refusals import TooMuchAsked
from domain.loan_rules import LoanRules, LoansOff
from domain.loans import State
from domain.movements import COUNTED, total_of
from domain.payouts import Kind
from domain.zones import local_date


async def find_loan_rules(unit: Unit, group_id: int) -> tuple[LoanRules | None, date]:
    """What the group's meeting has decided about loans, None for nothing, and which day it is there."""
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    return (await group_rules.rules_on(unit, group_id, today)).loans, today


async def find_limit(unit: Unit, group_id: int, member: int, rules: LoanRules, today: date) -> Limit:
    """The most for her, and what it comes from."""
    earlier = [
        each
        for each in await loans.list_of(unit, group_id, member)
        if each.state in (State.RUNNING, State.SETTLED)
    ]
    return most_for(
        rules,
        savings=await _saved(unit, group_id, member),
        cash=await _to_lend(unit, group_id),
        last_amount=earlier[-1].amount if earlier else None,
        worst_class=await loans.worst_class(unit, group_id, member, today),
        settled=all(each.state is State.SETTLED for each in earlier),
    )


async def _saved(unit: Unit, group_id: int, member: int) -> int:
    """All of her own, without what is on its way to her: that will not be there when she owes."""
    on_its_way = [
        each
        for each in await payouts.list_waiting(unit, group_id)
        if each.member == member and each.kind is Kind.WITHDRAWAL
    ]
    if any(each.account is None for each in on_its_way):
        return 0
    taken = sum(each.amount for each in on_its_way if each.account in COUNTED)
    return max(0, total_of(await ledger.member_balances(unit, group_id, member)) - taken)


async def _to_lend(unit: Unit, group_id: int) -> int:
    """What is free in the box, without the arisan: its pot is hers who is drawn (domain.md 3.2: a separate fund)."""
    waiting = await payouts.list_waiting(unit, group_id)
    promised = sum(each.amount for each in waiting if each.account is Account.ARISAN)
    kept = await ledger.balance(unit, group_id, Account.ARISAN) - promised
    return max(0, await free_cash(unit, group_id) - kept)


async def require_within(unit: Unit, group_id: int, member: int, amount: int) -> None:
    """Raises TooMuchAsked where it is more than the most for her now, LoansOff where the meeting ended loans."""
    rules, today = await find_loan_rules(unit, group_id)
    if rules is None:
        raise LoansOff
    limit = await find_limit(unit, group_id, member, rules, today)
    if amount > limit.amount:
        raise TooMuchAsked(amount=limit.amount)
