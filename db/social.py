"""The social fund: what is left in it, and how often it helped; never whom. What is left in the other funds, too."""

from datetime import date

from db import ledger
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import month_of
from domain.money import Rupiah
from domain.social import FundTooSmall, Helped

# What went out of the fund and still stands.
_HELPED = (
    "SELECT count(*) AS n, CAST(COALESCE(sum(l.amount), 0) AS BIGINT) AS amount FROM ledger_entries e"
    " JOIN ledger_lines l ON l.group_id = e.group_id AND l.number = e.number"
    " AND l.account = 'dana_sosial' AND l.side = 1"
    " LEFT JOIN ledger_entries r ON r.group_id = e.group_id AND r.reverses = e.number"
    " WHERE e.group_id = $1 AND e.month >= $2 AND e.month <= $3 AND e.day >= $4 AND e.day <= $5"
    " AND e.kind IN ('withdrawal', 'cost') AND r.number IS NULL"
)
_ON_ITS_WAY = (
    "SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) AS amount FROM payouts"
    " WHERE group_id = $1 AND account = $2 AND state = 'waiting'"
)


async def find_left(unit: Unit, group_id: int, fund: Account = Account.SOSIAL) -> Rupiah:
    """What the fund has beside what is on its way out of it. fund: of domain.accounts.FUNDS."""
    have = await ledger.balance(unit, group_id, fund)
    row = await unit.fetch_one(_ON_ITS_WAY, group_id, fund.value)
    return Rupiah(max(0, have - (row["amount"] if row is not None else 0)))


async def check(unit: Unit, group_id: int, amount: int, fund: Account = Account.SOSIAL) -> None:
    """Raises FundTooSmall if the fund has less than that."""
    left = await find_left(unit, group_id, fund)
    if amount > left:
        raise FundTooSmall(amount=left)


async def count_helped(unit: Unit, group_id: int, from_day: date, to_day: date) -> Helped:
    """How often and with how much the fund helped from one day to another, both included."""
    row = await unit.fetch_one(
        _HELPED,
        group_id,
        month_of(from_day),
        month_of(to_day),
        from_day.isoformat(),
        to_day.isoformat(),
    )
    if row is None:
        return Helped(count=0, amount=Rupiah(0))
    return Helped(count=row["n"], amount=Rupiah(row["amount"]))
