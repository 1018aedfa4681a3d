"""When a month is hard: what would another plan cost her, is what somebody agreed to still true, and who has agreed?

Two officers and she agree, in whichever order. What is owed is neither more nor less by it: jasa that was due is spread
over the new months, a fine stands as it is, and both are said before anybody agrees.
"""

from datetime import date
from enum import StrEnum

from domain.loan_paying import left_of
from domain.loan_rules import MONTHS_MAX, Terms
from domain.loans import Instalment, Plan, Standing, months_after, replan
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal

# As long as she may think about it; after that it is reckoned anew.
OFFER_DAYS = 14
OFFER_MS = OFFER_DAYS * 86_400_000

# The first instalment in one, two or three months: longer is no loan that a meeting can look after.
PAUSES = (1, 2, 3)


class State(StrEnum):
    """Where a plan in mind stands; the value is stored. ASKED: by her. OFFERED: by two officers."""

    ASKED = "asked"
    OFFERED = "offered"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class OfferOver(Refusal):
    """Something was paid since, or it is too long ago: what was agreed to is not what is owed any more."""

    code = "offer_over"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What another plan is reckoned with on a day: pokok, jasa that was due, and a fine, all not paid."""

    owed: Rupiah
    jasa: Rupiah
    fine: Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """Another plan in a few words: so many months from that day on, said on `day`."""

    day: date
    start: date
    months: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Another plan beside the one that holds. total: all that is then to be paid, before: that is to be paid now."""

    wish: Wish
    figures: Figures
    instalments: tuple[Instalment, ...]
    before: Rupiah

    @property
    def total(self) -> Rupiah:
        """ "Jumlah semua yang masih dibayar", with a fine."""
        return Rupiah(sum(each.amount for each in self.instalments) + self.figures.fine)

    @property
    def more(self) -> int:
        """What it costs more than the plan that holds; below zero if less."""
        return self.total - self.before


def wish_of(day: date, months: int, pause: int) -> Wish:
    """pause: in how many months the first instalment is."""
    return Wish(day=day, start=months_after(day, pause - 1), months=months)


def most_months(owed: int) -> int:
    """The most she may choose: at least a rupiah a month."""
    return min(MONTHS_MAX, owed)


def figures_of(standing: Standing) -> Figures:
    """What an agreement of that day takes over."""
    return Figures(owed=standing.outstanding, jasa=standing.carried_jasa, fine=standing.fine)


def propose(plan: Plan, terms: Terms, standing: Standing, wish: Wish) -> Proposal:
    """What that wish comes to. standing: of the wish's day. Raises ValueError outside of 1 to `most_months`."""
    if not 1 <= wish.months <= most_months(standing.outstanding):
        raise ValueError("so many months are no plan")
    anew = replan(plan, terms, standing, months=wish.months, start=wish.start, after_entry=0)
    return Proposal(
        wish=wish,
        figures=figures_of(standing),
        instalments=anew.instalments,
        before=left_of(standing),
    )


def check_still(agreed: Figures, standing: Standing, *, made_ms: int, now_ms: int) -> None:
    """Raises OfferOver unless that is what is owed still. standing: of the day that was agreed about."""
    if figures_of(standing) != agreed or now_ms - made_ms > OFFER_MS:
        raise OfferOver
