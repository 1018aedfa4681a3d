"""What of an entry is one member's, and what did a meeting come to for her? Never another woman's lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.accounts import OWN_SAVINGS, Account
from domain.ledger import Entry, EntryKind
from domain.loan_paying import is_repayment
from domain.money import Rupiah

# What she may call her savings (domain.md 3.2): arisan money goes to its winner, dana sosial belongs to everybody.
COUNTED = tuple(account for account in OWN_SAVINGS if account is not Account.ARISAN)

# What she puts in there is one thing, what she gets out of it (the pot, help) another: never one sum.
_APART = (Account.ARISAN, Account.SOSIAL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One account of hers in one entry. amount: below zero where money went out. reverses: the entry it takes back."""

    number: int
    day: date
    account: Account
    amount: int
    reverses: int | None = None
    meeting: int | None = None
    kind: EntryKind = EntryKind.SAVING


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What several movements on one account come to. numbers: of the entries that still stand."""

    account: Account
    amount: int
    numbers: tuple[int, ...]
    corrected: bool


def parts_of(entries: Iterable[Entry], member: int) -> tuple[Part, ...]:
    """Her part of these entries, in their order; what she gave to the social fund counts as hers to see.

    A draw is nobody's part: no money moves by it, and what each has put in stays what she has put in. A fine goes to
    the fund as a part of what she pays on her loan (domain/loan_paying.py), and is no gift of hers.
    """
    found = []
    repayments: set[int] = set()
    for entry in entries:
        if paid := is_repayment(entry, repayments):
            repayments.add(entry.number)
        if all(line.account is Account.ARISAN for line in entry.lines):
            continue
        sums: dict[Account, int] = {}
        for line in entry.lines:
            hers = line.member == member if line.account.per_member else entry.member == member
            is_fine = paid and line.account is Account.SOSIAL
            if hers and line.account in (*OWN_SAVINGS, Account.SOSIAL) and not is_fine:
                sums[line.account] = sums.get(line.account, 0) - line.signed
        found += [
            Part(
                number=entry.number,
                day=entry.day,
                account=account,
                amount=amount,
                reverses=entry.reverses,
                meeting=entry.meeting,
                kind=entry.kind,
            )
            for account, amount in sums.items()
            if amount
        ]
    return tuple(found)


def by_account(found: Sequence[Part]) -> tuple[Kept, ...]:
    """The movements together, one account each in the chart's order; of some, what went out stands apart."""
    undone = {each.reverses for each in found if each.reverses is not None}
    together = []
    for account in (*OWN_SAVINGS, Account.SOSIAL):
        here = [each for each in found if each.account is account]
        out = [each for each in here if account in _APART and _went_out(each)]
        rest = [each for each in here if each not in out]
        together += [_kept(account, some, undone) for some in (rest, out) if some]
    return tuple(together)


def _went_out(part: Part) -> bool:
    """Whether she got it, or what she got was taken back."""
    return (part.amount < 0) == (part.reverses is None)


def _kept(account: Account, found: Sequence[Part], undone: set[int]) -> Kept:
    standing = [each.number for each in found if each.reverses is None and each.number not in undone]
    return Kept(
        account=account,
        amount=sum(each.amount for each in found),
        numbers=tuple(standing or [found[-1].number]),
        corrected=any(each.reverses is not None for each in found),
    )


def total_of(balances: Mapping[Account, Rupiah]) -> Rupiah:
    """All her savings together."""
    return Rupiah(sum(balances.get(account, 0) for account in COUNTED))
