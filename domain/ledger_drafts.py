"""Which lines has a saving, a withdrawal, a loan, a cost, an opening, a cash difference, a transfer, a correction?

A caller names what happened; which account is debited and which credited is decided here alone (domain.md 3.4).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.accounts import COSTS, CREDIT, DEBIT, FUNDS, INCOMES, MONEY, Account, SavingKind, account_of
from domain.ledger_records import BrokenDraft, Draft, Entry, EntryKind, Line
from domain.money import Rupiah


def saving(
    *,
    day: date,
    by: int,
    member: int,
    kind: SavingKind,
    amount: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """A member pays in."""
    account = account_of(kind)
    lines = _pair(debit=cash, credit=account, amount=amount, member=member)
    return Draft(
        kind=EntryKind.SAVING,
        day=day,
        lines=lines,
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def withdrawal(
    *,
    day: date,
    by: int,
    member: int,
    kind: SavingKind,
    amount: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """A member takes out of one kind of saving. For SOSIAL: she gets help from the fund."""
    lines = _pair(debit=account_of(kind), credit=cash, amount=amount, member=member)
    return Draft(
        kind=EntryKind.WITHDRAWAL,
        day=day,
        lines=lines,
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def settlement(
    *,
    day: date,
    by: int,
    member: int,
    savings: Mapping[Account, int],
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """A member leaves and gets all her savings. savings: `member_balances`; accounts without money do not count."""
    owed = [
        (account, amount) for account, amount in savings.items() if amount and account is not Account.PIUTANG
    ]
    lines = [Line(account, DEBIT, Rupiah(amount), member) for account, amount in owed]
    lines.append(Line(cash, CREDIT, Rupiah(sum(amount for _account, amount in owed))))
    return Draft(
        kind=EntryKind.WITHDRAWAL,
        day=day,
        lines=tuple(lines),
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def cost(
    *,
    day: date,
    by: int,
    account: Account,
    amount: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    member: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """The group spends. account: one of COSTS, or of FUNDS for what is set aside. member: who got the money."""
    if account not in (*COSTS, *FUNDS):
        raise BrokenDraft(f"{account.value} is no cost")
    return Draft(
        kind=EntryKind.COST,
        day=day,
        lines=_pair(debit=account, credit=cash, amount=amount),
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def income(
    *,
    day: date,
    by: int,
    account: Account,
    amount: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    member: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """The group receives. account: one of INCOMES (a fine is PENDAPATAN_DENDA), HIBAH, or SOSIAL for an infak.

    member: who paid.
    """
    if account not in (*INCOMES, Account.HIBAH, Account.SOSIAL):
        raise BrokenDraft(f"{account.value} is no income")
    return Draft(
        kind=EntryKind.INCOME,
        day=day,
        lines=_pair(debit=cash, credit=account, amount=amount),
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def opening(
    *,
    day: date,
    by: int,
    member: int | None,
    amounts: Mapping[SavingKind, int],
    cash: Account = Account.KAS,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """What a member (None: the group's fund) had when the book began, one entry each; kinds without money do not count.

    The savings make up the cash; `count_difference` then books what the box really holds.
    """
    kept = [(account_of(kind), amount) for kind, amount in amounts.items() if amount]
    lines = [Line(cash, DEBIT, Rupiah(sum(amount for _account, amount in kept)))]
    lines += [
        Line(account, CREDIT, Rupiah(amount), member if account.per_member else None)
        for account, amount in kept
    ]
    return Draft(
        kind=EntryKind.OPENING,
        day=day,
        lines=tuple(lines),
        by=by,
        member=member,
        second=second,
        note=note,
    )


def count_difference(
    *,
    day: date,
    by: int,
    booked: int,
    counted: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """What the box holds more or less than the book says goes to Selisih kas. Raises BrokenDraft if both are equal."""
    if counted > booked:
        lines = _pair(debit=cash, credit=Account.SELISIH, amount=counted - booked)
    else:
        lines = _pair(debit=Account.SELISIH, credit=cash, amount=booked - counted)
    if counted == booked:
        raise BrokenDraft("there is no difference")
    return Draft(
        kind=EntryKind.COUNT,
        day=day,
        lines=lines,
        by=by,
        meeting=meeting,
        second=second,
        note=note,
    )


def transfer(
    *,
    day: date,
    by: int,
    source: Account,
    target: Account,
    amount: int,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """Money moves between cash, bank and wallet."""
    if source is target or source not in MONEY or target not in MONEY:
        raise BrokenDraft("a transfer goes from one place of money to another")
    return Draft(
        kind=EntryKind.TRANSFER,
        day=day,
        lines=_pair(debit=target, credit=source, amount=amount),
        by=by,
        meeting=meeting,
        second=second,
        note=note,
    )


def loan_out(
    *,
    day: date,
    by: int,
    member: int,
    amount: int,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """A member has received a loan."""
    return Draft(
        kind=EntryKind.LOAN,
        day=day,
        lines=_pair(debit=Account.PIUTANG, credit=cash, amount=amount, member=member),
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def repayment(
    *,
    day: date,
    by: int,
    member: int,
    principal: int,
    jasa: int,
    fine: int = 0,
    saved: int = 0,
    cash: Account = Account.KAS,
    meeting: int | None = None,
    second: int | None = None,
    note: str = "",
) -> Draft:
    """A member pays on her loan; parts without money do not count. saved: more than is owed, kept as sukarela for her.

    jasa: below zero where an early end gives back what she had paid ahead (`domain.loans.allocate`). A fine goes to the
    social fund (domain.md 3.3). Raises BrokenDraft if nothing is paid.
    """
    parts = (
        (Account.PIUTANG, principal, member),
        (Account.PENDAPATAN_JASA, jasa, None),
        (Account.SOSIAL, fine, None),
        (Account.SUKARELA, saved, member),
    )
    paid = [
        Line(account, CREDIT if amount > 0 else DEBIT, Rupiah(abs(amount)), whose)
        for account, amount, whose in parts
        if amount
    ]
    if not paid:
        raise BrokenDraft("nothing is paid")
    return Draft(
        kind=EntryKind.REPAYMENT,
        day=day,
        lines=(Line(cash, DEBIT, Rupiah(-sum(line.signed for line in paid))), *paid),
        by=by,
        member=member,
        meeting=meeting,
        second=second,
        note=note,
    )


def reversal_of(
    entry: Entry, *, day: date, by: int, second: int | None, note: str, meeting: int | None
) -> Draft:
    """The exact opposite of the entry, line by line."""
    return Draft(
        kind=EntryKind.REVERSAL,
        day=day,
        lines=opposite(entry.lines),
        by=by,
        member=entry.member,
        meeting=meeting,
        reverses=entry.number,
        second=second,
        note=note,
    )


def opposite(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, each on the other side."""
    return tuple(Line(each.account, -each.side, each.amount, each.member) for each in lines)


def _pair(*, debit: Account, credit: Account, amount: int, member: int | None = None) -> tuple[Line, ...]:
    return tuple(
        Line(account, side, Rupiah(amount), member if account.per_member else None)
        for account, side in ((debit, DEBIT), (credit, CREDIT))
    )
