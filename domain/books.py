"""What stands on the pages of a group's books: the cash book, the book of savings, a member's card.

The law: every page is derived from the entries alone, in the order of their days and numbers, and its last balance is
the ledger's (domain.md 3.4: buku kas with tanggal, uraian, masuk, keluar, saldo, no. bukti; buku simpanan by kind).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from domain.accounts import OWN_SAVINGS, Account
from domain.ledger import Entry, EntryKind
from domain.money import Rupiah
from domain.records import dataclass

Owner = tuple[int, Account]
"""Whose savings, and which: a member's number and an account."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CashRow:
    """One entry that moved this money. others: the accounts on its other lines. balance: after it."""

    day: date
    number: int
    kind: EntryKind
    others: tuple[Account, ...]
    member: int | None
    reverses: int | None
    received: Rupiah
    paid: Rupiah
    balance: Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingsRow:
    """One line on somebody's savings. balance: hers on that account after it."""

    day: date
    number: int
    kind: EntryKind
    member: int
    account: Account
    reverses: int | None
    received: Rupiah
    paid: Rupiah
    balance: Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingsSum:
    """A member's savings of one kind over the time of the page."""

    before: Rupiah
    received: Rupiah
    paid: Rupiah

    @property
    def after(self) -> Rupiah:
        """What she has at the end of it."""
        return Rupiah(self.before + self.received - self.paid)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as a book has them: by day, on one day by number."""
    return sorted(entries, key=lambda each: (each.day, each.number))


def cash_book(entries: Iterable[Entry], *, account: Account, before: int) -> list[CashRow]:
    """One row for every entry that moves this money. account: of MONEY. before: what was there, in rupiah."""
    rows, balance = [], before
    for entry in in_order(entries):
        change = sum(line.signed for line in entry.lines if line.account is account)
        if not change:
            continue
        balance += change
        rows.append(
            CashRow(
                day=entry.day,
                number=entry.number,
                kind=entry.kind,
                others=tuple(
                    dict.fromkeys(line.account for line in entry.lines if line.account is not account)
                ),
                member=entry.member,
                reverses=entry.reverses,
                received=Rupiah(max(0, change)),
                paid=Rupiah(max(0, -change)),
                balance=Rupiah(balance),
            )
        )
    return rows


def savings_book(
    entries: Iterable[Entry], before: Mapping[Owner, int], *, member: int | None = None
) -> list[SavingsRow]:
    """One row for every line on savings. before: what each had. member: hers alone."""
    rows, balances = [], dict(before)
    for entry in in_order(entries):
        for line in entry.lines:
            if line.account not in OWN_SAVINGS or line.member is None or member not in (None, line.member):
                continue
            owner, change = (line.member, line.account), -line.signed
            balances[owner] = balances.get(owner, 0) + change
            rows.append(
                SavingsRow(
                    day=entry.day,
                    number=entry.number,
                    kind=entry.kind,
                    member=line.member,
                    account=line.account,
                    reverses=entry.reverses,
                    received=Rupiah(max(0, change)),
                    paid=Rupiah(max(0, -change)),
                    balance=Rupiah(balances[owner]),
                )
            )
    return rows


def savings_sums(rows: Sequence[SavingsRow], before: Mapping[Owner, int]) -> dict[Owner, SavingsSum]:
    """For everybody who had, put in or took out something: before, in, out. rows: of `savings_book`."""
    received: dict[Owner, int] = {}
    paid: dict[Owner, int] = {}
    for row in rows:
        owner = (row.member, row.account)
        received[owner] = received.get(owner, 0) + row.received
        paid[owner] = paid.get(owner, 0) + row.paid
    owners = {owner for owner, amount in before.items() if amount} | received.keys()
    return {
        owner: SavingsSum(
            before=Rupiah(before.get(owner, 0)),
            received=Rupiah(received.get(owner, 0)),
            paid=Rupiah(paid.get(owner, 0)),
        )
        for owner in sorted(owners)
    }
