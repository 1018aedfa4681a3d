"""By which percentages does a group's meeting share what its year brought?

They come from the group's own rules, decided in its yearly meeting, and make up 100 exactly: a list that is often
copied adds to 105 (domain.md 3.5).
"""

from collections.abc import Mapping
from enum import StrEnum

from domain.records import dataclass
from domain.refusals import Refusal

WHOLE = 100


class Fund(StrEnum):
    """What a part of the surplus is for, in the order in which it is written; the value is stored."""

    CADANGAN = "cadangan"
    JASA_SIMPANAN = "jasa_simpanan"  # to the members, by what they have saved
    JASA_PINJAMAN = "jasa_pinjaman"  # to the members, by the jasa they have paid
    PENGURUS = "pengurus"
    PENDIDIKAN = "pendidikan"
    SOSIAL = "sosial"


class SharesNot100(Refusal):
    """The percentages do not make up 100. total: what they make up."""

    code = "shares_not_100"


@dataclass(frozen=True, kw_only=True, slots=True)
class YearRules:
    """Whole percentages; none that do not make up 100 can be (raises ValueError). `agreed` is for what people say."""

    cadangan: int
    jasa_simpanan: int
    jasa_pinjaman: int
    pengurus: int
    pendidikan: int
    sosial: int

    def __post_init__(self) -> None:
        shares = self.shares.values()
        if any(type(each) is not int or each < 0 for each in shares) or sum(shares) != WHOLE:
            raise ValueError("whole percentages make up 100")

    @property
    def shares(self) -> dict[Fund, int]:
        """By fund, in their order."""
        return {fund: getattr(self, fund.value) for fund in Fund}

    def plain(self) -> dict[str, int]:
        """As JSON holds it; `read` makes it again."""
        return {fund.value: share for fund, share in self.shares.items()}


def agreed(shares: Mapping[Fund, int]) -> YearRules:
    """What somebody has said, as rules; a fund she did not name gets nothing. Raises SharesNot100."""
    total = sum(shares.values())
    if total != WHOLE or any(each < 0 for each in shares.values()):
        raise SharesNot100(total=total)
    return read({fund.value: shares.get(fund, 0) for fund in Fund})


def read(plain: Mapping[str, int]) -> YearRules:
    """The rules again. Raises KeyError or ValueError for what `plain` has not made."""
    return YearRules(**{fund.value: plain[fund.value] for fund in Fund})
