"""What is a loan: its state, its plans, what was paid, where it stands on a day, what a payment counts for?

Records only; what follows from them stands in domain/loans.py and domain/loan_schedule.py.
"""

from datetime import date
from enum import StrEnum

from domain.loan_schedule import Instalment
from domain.money import Rupiah
from domain.records import dataclass


class State(StrEnum):
    """Where a loan stands; the value is stored. APPROVED: decided, the money not yet received."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RUNNING = "running"
    SETTLED = "settled"


OPEN = (State.ASKED, State.APPROVED, State.RUNNING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """What one entry has paid. entry: its number. jasa: below zero where an early end gave some back.

    All amounts are below zero where it takes back what an earlier plan has counted (`counted`).
    """

    entry: int
    day: date
    principal: int
    jasa: int
    fine: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """A payment that was taken back. by: numbers and days of what did so, of what took that back again, and so on."""

    payment: Payment
    by: tuple[tuple[int, date], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """By which days a loan is to be paid. revision: 1, and one more for each agreement after it.

    after_entry: payments up to that entry belong to an earlier plan. carried_fine: what of a fine was open then.
    """

    revision: int
    start: date
    instalments: tuple[Instalment, ...]
    after_entry: int = 0
    carried_fine: Rupiah = Rupiah(0)

    @property
    def total(self) -> Rupiah:
        """ "Jumlah semua yang dibayar"."""
        return Rupiah(sum(each.amount for each in self.instalments))

    @property
    def principal(self) -> Rupiah:
        """All of the pokok in it."""
        return Rupiah(sum(each.principal for each in self.instalments))

    @property
    def jasa(self) -> Rupiah:
        """All of the jasa in it."""
        return Rupiah(sum(each.jasa for each in self.instalments))


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """What of an instalment is not paid. days: how long its day is over, 0 until then."""

    n: int
    due: date
    principal: Rupiah
    jasa: Rupiah
    days: int

    @property
    def amount(self) -> Rupiah:
        """Both together."""
        return Rupiah(self.principal + self.jasa)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A running loan on a day. outstanding: pokok not paid. open: all that is not paid, the oldest first.

    fine: open now. payoff_jasa: the jasa that is owed if she pays all today: of the months that have begun; below zero
    where she has paid more ahead, which then comes back. carried_jasa: what an agreement of today takes over: of the
    months that are over. paid_count: instalments paid in full.
    """

    outstanding: Rupiah
    open: tuple[Open, ...]
    fine: Rupiah
    payoff_jasa: Rupiah
    paid_count: int
    carried_jasa: Rupiah = Rupiah(0)

    @property
    def due(self) -> tuple[Open, ...]:
        """What should have been paid before today, the oldest first."""
        return tuple(each for each in self.open if each.days)

    @property
    def overdue(self) -> Rupiah:
        """What should have been paid before today, without a fine."""
        return Rupiah(sum(each.amount for each in self.due))

    @property
    def days_behind(self) -> int:
        """How long the oldest of it is over, 0 if nothing is."""
        return self.open[0].days if self.open else 0

    @property
    def payoff(self) -> Rupiah:
        """What ends the loan today."""
        return Rupiah(self.outstanding + self.payoff_jasa + self.fine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Allocation:
    """What of a payment counts for what. excess: more than the loan takes, never lost.

    jasa: below zero where an early end gives back what was paid ahead; the four together are what she paid.
    """

    fine: Rupiah
    jasa: Rupiah
    principal: Rupiah
    excess: Rupiah

    @property
    def counted(self) -> Rupiah:
        """What the loan takes of it."""
        return Rupiah(self.fine + self.jasa + self.principal)
