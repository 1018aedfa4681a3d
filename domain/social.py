"""Help out of the social fund: what it is given for, and never more than the fund has (domain.md 3.2)."""

from enum import StrEnum

from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal


class Why(StrEnum):
    """What the group helps with; the others are told in words. domain.md 3.2: sick, death, birth."""

    SICK = "sick"
    BIRTH = "birth"
    DEATH = "death"
    OTHER = "other"


class FundTooSmall(Refusal):
    """More than the fund has, beside what is on its way out of it. amount: what it has."""

    code = "fund_too_small"


@dataclass(frozen=True, kw_only=True, slots=True)
class Helped:
    """What the fund gave in a stretch of days: how often, and how much; to whom is not told."""

    count: int
    amount: Rupiah
