"""What is asked of her this time, what is left of all of it, and what of an entry was paid on a loan?

Pure; the standing is of the day on which she pays (domain/loans.py).
"""

from collections.abc import Collection, Iterable
from datetime import date

from domain.accounts import Account
from domain.ledger_records import Entry, EntryKind
from domain.loans import Open, Standing
from domain.money import Rupiah
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Paid:
    """What several entries paid on a loan, without what was kept as her saving. numbers: of those that still stand."""

    principal: int
    jasa: int
    fine: int
    numbers: tuple[int, ...]
    corrected: bool

    @property
    def amount(self) -> int:
        """All of it; below zero where more was taken back than paid."""
        return self.principal + self.jasa + self.fine


def asked_for(standing: Standing, on: date) -> Rupiah:
    """What she is asked for on that day: all that is to be paid by then and a fine, else the next instalment.

    Never more than what ends the loan.
    """
    due = sum(each.amount for each in standing.open if each.due <= on)
    following = standing.open[0].amount if standing.open and not due else 0
    return Rupiah(min(standing.payoff, due + following + standing.fine))


def left_of(standing: Standing) -> Rupiah:
    """What is left of "Jumlah semua yang dibayar", with a fine; paid at once it is less (`Standing.payoff`)."""
    return Rupiah(sum(each.amount for each in standing.open) + standing.fine)


def next_open(standing: Standing) -> Open | None:
    """The oldest instalment of which something is left; None where nothing is."""
    return standing.open[0] if standing.open else None


def is_repayment(entry: Entry, known: Collection[int] = ()) -> bool:
    """Whether the entry pays on a loan, or takes such a payment back. known: numbers of repayments that were seen."""
    if entry.kind is EntryKind.REPAYMENT:
        return True
    if entry.reverses is None:
        return False
    # What takes a payment back puts pokok on the loan again, or jasa out of the income; a loan taken back does not.
    paid_on = (Account.PIUTANG, Account.PENDAPATAN_JASA)
    return entry.reverses in known or any(line.account in paid_on and line.signed > 0 for line in entry.lines)


def repayments_of(entries: Iterable[Entry], member: int | None = None) -> tuple[Entry, ...]:
    """Those that pay on loans or take such a payment back, in their order; of everybody, or of one member."""
    known: set[int] = set()
    found = []
    for entry in entries:
        if is_repayment(entry, known):
            known.add(entry.number)
            found += [entry] if member in (None, entry.member) else []
    return tuple(found)


def paid_of(entries: Iterable[Entry], member: int | None = None) -> Paid | None:
    """What these entries paid on loans, by everybody or by one member; None where none of them did."""
    found = repayments_of(entries, member)
    if not found:
        return None
    undone = {each.reverses for each in found}
    standing = [each.number for each in found if each.reverses is None and each.number not in undone]
    return Paid(
        principal=_on(found, Account.PIUTANG),
        jasa=_on(found, Account.PENDAPATAN_JASA),
        fine=_on(found, Account.SOSIAL),
        numbers=tuple(standing or [found[-1].number]),
        corrected=any(each.reverses is not None for each in found),
    )


def _on(entries: Iterable[Entry], account: Account) -> int:
    return -sum(line.signed for each in entries for line in each.lines if line.account is account)
