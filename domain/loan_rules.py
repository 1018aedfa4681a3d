"""What has a group's meeting decided about loans: how much, for how long, at what cost, and who may borrow again?

Off until a meeting decides. A loan keeps the terms it was made under (`Terms`), whatever the meeting decides later.
"""

from enum import StrEnum

from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal

# In hundredths of a percent a month: 2% is 200. A group that takes 5% a month takes what a bank emok takes.
RATE_MAX = 500

# SPP Rajeg lends for 12 months (domain.md 3.3); two years is the longest a group's meeting can look after.
MONTHS_MAX = 24

# What an instalment may be rounded up to (domain.md 3.3: Rp500 or Rp1.000).
UNITS = (Rupiah(1_000), Rupiah(500), Rupiah(100), Rupiah(1))

# A fine is a small sum (domain.md 3.3), and comes only after the days in which nobody is reminded either.
FINE_MAX = Rupiah(10_000)
FINE_AFTER_DAYS = 3

NOTHING = Rupiah(0)


class Method(StrEnum):
    """What a loan costs; the value is stored. INFAK: what she likes, given to the social fund, never owed."""

    NONE = "none"
    INFAK = "infak"
    FLAT = "flat"
    DECLINING = "declining"


class Order(StrEnum):
    """What of a payment is counted first; the value is stored."""

    FINE_FIRST = "fine_first"  # denda, jasa, pokok
    PRINCIPAL_FIRST = "principal_first"  # pokok, jasa, denda


class LoansOff(Refusal):
    """The group's meeting has decided nothing about loans."""

    code = "loans_off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What one loan is made under. rate: hundredths of a percent a month. unit: what an instalment is rounded up to.

    fine: for each begun 30 days that an instalment is late, after FINE_AFTER_DAYS; 0 for none. fine_cap: the most for
    one instalment. joint: others stand in (tanggung renteng). profile: by whose thresholds it is classed.
    """

    method: Method
    rate: int
    unit: Rupiah
    order: Order = Order.FINE_FIRST
    fine: Rupiah = NOTHING
    fine_cap: Rupiah = NOTHING
    joint: bool = False
    profile: str = "mentari"


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanRules:
    """What the meeting has decided. methods: one, or the two she may choose from.

    savings_percent: of her own savings she may borrow at most (300 is three times), 0 for no such limit. most: for
    anybody, 0 for no such limit. cash_keep: what stays in the box. repeat: what she may borrow again in percent of her
    last loan, by the class her loans ever came to (lancar first); None is no limit of that kind
    (UPK Rowokangkung: never late more, II the same, III 75 percent, IV and V nothing until settled; domain.md 3.3).
    """

    methods: tuple[Method, ...]
    rate: int
    months_max: int
    unit: Rupiah = UNITS[0]
    most: Rupiah = NOTHING
    savings_percent: int = 0
    cash_keep: Rupiah = NOTHING
    order: Order = Order.FINE_FIRST
    fine: Rupiah = NOTHING
    fine_cap: Rupiah = NOTHING
    joint: bool = False
    profile: str = "mentari"
    repeat: tuple[int | None, ...] = (None, 100, 75, 0, 0)

    def terms(self, method: Method) -> Terms:
        """What a loan of that method is made under today."""
        return Terms(
            method=method,
            rate=self.rate if method in (Method.FLAT, Method.DECLINING) else 0,
            unit=self.unit,
            order=self.order,
            fine=self.fine,
            fine_cap=self.fine_cap,
            joint=self.joint,
            profile=self.profile,
        )
