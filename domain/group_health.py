"""How does a group do? Four figures with their formulas: attendance, loans that wait, growth of savings, money at risk.

Sums of all together only. Where so few have a loan, or wait with one, that a figure would be about one or two women, it
is not made for members.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.money import Rupiah
from domain.records import dataclass

# PAR30, the measure of microfinance: pokok of loans of which something is late by more than 30 days, of all pokok
# (domain.md 3.3: PNPM Perkotaan POB 2013: good up to 10 percent, bad above 20).
RISK_AFTER_DAYS = 30
RISK_GOOD_PERCENT, RISK_BAD_PERCENT = 10, 20

# Fewer loans than this, and what is said of all of them is said of somebody.
LOANS_FEWEST = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanAt:
    """A loan on the last day. outstanding: pokok not paid. overdue: what should have been paid by then and was not.

    days: how long the oldest of it waits.
    """

    outstanding: Rupiah
    overdue: Rupiah
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """So much of so much. part: below zero where savings went down. of: never 0."""

    part: int
    of: int

    @property
    def percent(self) -> int:
        """In whole percent towards 0, but never 0 where there is something, nor 100 where something is missing."""
        percent = abs(self.part) * 100 // self.of
        if self.part and not percent:
            percent = 1
        return percent if self.part >= 0 else -percent


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """A group's figures of one year; a figure that has nothing to be made of is None.

    came: of all that were awaited at meetings. waiting: loans of which something has not come in, of all loans.
    at_risk: pokok of loans of which something waits longer than RISK_AFTER_DAYS, of all pokok. grown: savings at the
    end less those at the beginning, of those at the beginning. loans: how many are running; risky: those at_risk.
    """

    came: Share | None
    waiting: Share | None
    at_risk: Share | None
    grown: Share | None
    loans: int
    risky: int = 0

    @property
    def for_members(self) -> "Health":
        """Without what would be one woman's, or two women's."""
        some = self.loans >= LOANS_FEWEST
        waits = some and self.waiting is not None and not is_few(self.waiting.part)
        risks = some and not is_few(self.risky)
        return replace(self, waiting=self.waiting if waits else None, at_risk=self.at_risk if risks else None)


def is_few(count: int) -> bool:
    """Whether what is said of them is said of somebody; of nobody it is not."""
    return 0 < count < LOANS_FEWEST


def health_of(
    *, present: int, awaited: int, loans: Iterable[LoanAt], saved_before: int, saved_after: int
) -> Health:
    """The figures. present, awaited: women at meetings, each meeting counted. saved: all savings, in rupiah."""
    out = [each for each in loans if each.outstanding]
    pokok = sum(each.outstanding for each in out)
    risky = [each for each in out if each.days > RISK_AFTER_DAYS]
    return Health(
        came=Share(part=present, of=awaited) if awaited else None,
        waiting=Share(part=sum(bool(each.overdue) for each in out), of=len(out)) if out else None,
        at_risk=Share(part=sum(each.outstanding for each in risky), of=pokok) if out else None,
        grown=Share(part=saved_after - saved_before, of=saved_before) if saved_before else None,
        loans=len(out),
        risky=len(risky),
    )
