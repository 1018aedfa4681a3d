"""Which lines has the end of a year: closing income and costs, covering a loss, sharing what there is?

Two kinds of entries: YEAR_END moves the year's result to the account SHU, SHARE takes it from there to whom it goes.
Each member's part is an entry of her own, so that it stands in her book with a number, and she can say that it differs.
"""

from datetime import date

from domain.accounts import CREDIT, DEBIT, Account
from domain.ledger_records import Draft, EntryKind, Line
from domain.money import Rupiah
from domain.year_end import Covered, MemberShare, Result, Shares


def closing(*, day: date, by: int, second: int | None, result: Result) -> Draft | None:
    """Income and costs of the year go to SHU and begin again at nothing; None where there were none."""
    moved = {account: -amount for account, amount in result.income.items() if amount}
    moved |= {account: amount for account, amount in result.costs.items() if amount}
    if not moved:
        return None
    lines = [_signed(account, -amount) for account, amount in moved.items()]
    if result.surplus:
        lines.append(_signed(Account.SHU, -result.surplus))
    return Draft(kind=EntryKind.YEAR_END, day=day, lines=tuple(lines), by=by, second=second)


def loss_covered(*, day: date, by: int, second: int | None, covered: Covered) -> Draft | None:
    """The reserve covers what it can of a loss; None where it is empty."""
    if not covered.by_reserve:
        return None
    lines = (
        Line(Account.CADANGAN, DEBIT, covered.by_reserve),
        Line(Account.SHU, CREDIT, covered.by_reserve),
    )
    return Draft(kind=EntryKind.YEAR_END, day=day, lines=lines, by=by, second=second)


def to_the_group(*, day: date, by: int, second: int | None, shares: Shares) -> Draft | None:
    """What stays the group's: the reserve and its funds; None where nothing does."""
    kept = shares.to_accounts
    if not kept:
        return None
    lines = [Line(Account.SHU, DEBIT, Rupiah(sum(kept.values())))]
    lines += [Line(account, CREDIT, amount) for account, amount in kept.items()]
    return Draft(kind=EntryKind.SHARE, day=day, lines=tuple(lines), by=by, second=second)


def to_member(*, day: date, by: int, second: int | None, share: MemberShare) -> Draft:
    """Hers goes to her simpanan sukarela, which she may take out whenever she likes. share: above nothing."""
    lines = (
        Line(Account.SHU, DEBIT, share.total),
        Line(Account.SUKARELA, CREDIT, share.total, share.member),
    )
    return Draft(kind=EntryKind.SHARE, day=day, lines=lines, by=by, second=second, member=share.member)


def _signed(account: Account, amount: int) -> Line:
    """A line that moves so much, debit above zero."""
    return Line(account, DEBIT if amount > 0 else CREDIT, Rupiah(abs(amount)))
