"""What did a group's year bring, and to whom does which part of it go, to the rupiah?

The surplus (SHU, UU 25/1992 art. 45) is what came in less what it cost, after what earlier years still lack. It is
shared by the percentages of the group's own meeting; whatever nobody has a claim to stays in the reserve. A loss is
never shared: the reserve covers it as far as it goes, the rest waits for better years (domain.md 3.5; reliability.md
C 20-21).
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from domain.accounts import COSTS, INCOMES, Account
from domain.money import Rupiah
from domain.records import dataclass
from domain.year_rules import Fund, YearRules
from domain.year_rules import read as read_rules

Key = TypeVar("Key")

# Parts that go to members, and by what each has a claim.
MEMBERS_FUNDS = (Fund.JASA_SIMPANAN, Fund.JASA_PINJAMAN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A year by the days of its entries, in rupiah. income, costs: by account; below zero where more was taken back.

    carried: what earlier years have left on the account, below zero for a loss that nothing has covered yet.
    """

    income: Mapping[Account, int]
    costs: Mapping[Account, int]
    carried: int = 0

    @property
    def surplus(self) -> int:
        """What the year itself brought, below zero for a loss."""
        return sum(self.income.values()) - sum(self.costs.values())

    @property
    def available(self) -> int:
        """What there is to share; below zero, what is lacking."""
        return self.surplus + self.carried


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberShare:
    """One member's. savings, jasa: by what she has her claim. by_savings, by_jasa: what she gets for it."""

    member: int
    savings: Rupiah
    jasa: Rupiah
    by_savings: Rupiah
    by_jasa: Rupiah

    @property
    def total(self) -> Rupiah:
        """Both together."""
        return Rupiah(self.by_savings + self.by_jasa)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shares:
    """How a surplus is shared. funds: by the percentages. unshared: of the members' parts, what nobody has a claim to.

    members: everybody who could have a claim, by number, those who get nothing too.
    """

    available: Rupiah
    funds: Mapping[Fund, Rupiah]
    members: tuple[MemberShare, ...]
    unshared: Rupiah

    @property
    def to_members(self) -> Rupiah:
        """What all of them get together."""
        return Rupiah(sum(each.total for each in self.members))

    @property
    def to_accounts(self) -> dict[Account, Rupiah]:
        """What stays the group's, by account; only what is more than nothing."""
        kept = {
            Account.CADANGAN: self.funds[Fund.CADANGAN] + self.unshared,
            Account.DANA_PENGURUS: self.funds[Fund.PENGURUS],
            Account.DANA_PENDIDIKAN: self.funds[Fund.PENDIDIKAN],
            Account.SOSIAL: self.funds[Fund.SOSIAL],
        }
        return {account: Rupiah(amount) for account, amount in kept.items() if amount}

    def of(self, member: int) -> MemberShare | None:
        """Hers; None for somebody who took no part."""
        return next((each for each in self.members if each.member == member), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """What becomes of a loss. by_reserve: what the reserve covers. left: what waits for better years."""

    loss: Rupiah
    by_reserve: Rupiah
    left: Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """How a year ends. rules: what holds when it is closed. shares: of a surplus; covered: of a loss; else None.

    A surplus without rules cannot be shared yet: then both are None.
    """

    year: int
    result: Result
    rules: YearRules | None
    shares: Shares | None
    covered: Covered | None

    @property
    def lacks_rules(self) -> bool:
        """Whether the group's meeting has to decide first."""
        return self.result.available > 0 and self.rules is None


def end_of(
    year: int,
    result: Result,
    rules: YearRules | None,
    *,
    savings: Mapping[int, int],
    jasa: Mapping[int, int],
    reserve: int,
) -> End:
    """How the year ends by these figures. savings, jasa: of everybody who takes part. reserve: what is in it now."""
    available = result.available
    shares = covered = None
    if available > 0 and rules is not None:
        shares = share_out(available, rules, savings=savings, jasa=jasa)
    if available < 0:
        covered = cover_loss(-available, reserve=reserve)
    return End(year=year, result=result, rules=rules, shares=shares, covered=covered)


def result_of(nominal: Mapping[Account, int], *, carried: int = 0) -> Result:
    """The year's result. nominal: what its entries moved on income and costs, debit above zero; others do not count."""
    return Result(
        income={account: -nominal.get(account, 0) for account in INCOMES if nominal.get(account)},
        costs={account: nominal[account] for account in COSTS if nominal.get(account)},
        carried=carried,
    )


def share_out(
    available: int, rules: YearRules, *, savings: Mapping[int, int], jasa: Mapping[int, int]
) -> Shares:
    """How a surplus is shared. savings, jasa: by number, of everybody who takes part; nothing is no claim.

    Raises ValueError for a loss: that is never shared.
    """
    if available < 0:
        raise ValueError("a loss is never shared")
    funds = split(available, rules.shares)
    by_savings = split(funds[Fund.JASA_SIMPANAN], _by_number(savings))
    by_jasa = split(funds[Fund.JASA_PINJAMAN], _by_number(jasa))
    shares = tuple(
        MemberShare(
            member=member,
            savings=Rupiah(max(0, savings.get(member, 0))),
            jasa=Rupiah(max(0, jasa.get(member, 0))),
            by_savings=Rupiah(by_savings.get(member, 0)),
            by_jasa=Rupiah(by_jasa.get(member, 0)),
        )
        for member in sorted({*savings, *jasa})
    )
    given = sum(each.total for each in shares)
    return Shares(
        available=Rupiah(available),
        funds={fund: Rupiah(amount) for fund, amount in funds.items()},
        members=shares,
        unshared=Rupiah(sum(funds[fund] for fund in MEMBERS_FUNDS) - given),
    )


def cover_loss(loss: int, *, reserve: int) -> Covered:
    """What the reserve covers of a loss, and what is left of it. loss: above zero."""
    covered = min(loss, max(0, reserve))
    return Covered(loss=Rupiah(loss), by_reserve=Rupiah(covered), left=Rupiah(loss - covered))


# -- as it is kept ----------------------------------------------------------------------------------------------


def plain(end: End) -> dict[str, Any]:
    """As JSON holds it; `read` makes it again. What two officers agree to, and what is kept of a closed year."""
    shares, covered = end.shares, end.covered
    return {
        "year": end.year,
        "income": {account.value: amount for account, amount in end.result.income.items()},
        "costs": {account.value: amount for account, amount in end.result.costs.items()},
        "carried": end.result.carried,
        "rules": None if end.rules is None else end.rules.plain(),
        "shares": None if shares is None else _plain_shares(shares),
        "covered": None if covered is None else [int(covered.loss), int(covered.by_reserve)],
    }


def _plain_shares(shares: Shares) -> dict[str, Any]:
    return {
        "available": int(shares.available),
        "funds": {fund.value: int(amount) for fund, amount in shares.funds.items()},
        "unshared": int(shares.unshared),
        "members": [
            [each.member, int(each.savings), int(each.jasa), int(each.by_savings), int(each.by_jasa)]
            for each in shares.members
        ],
    }


def read(kept: Mapping[str, Any]) -> End:
    """The end again, as it was. Raises KeyError, TypeError or ValueError for what `plain` has not made."""
    covered = kept["covered"]
    return End(
        year=int(kept["year"]),
        result=Result(
            income={Account(name): int(amount) for name, amount in kept["income"].items()},
            costs={Account(name): int(amount) for name, amount in kept["costs"].items()},
            carried=int(kept["carried"]),
        ),
        rules=None if kept["rules"] is None else read_rules(kept["rules"]),
        shares=None if kept["shares"] is None else _read_shares(kept["shares"]),
        covered=None
        if covered is None
        else Covered(
            loss=Rupiah(covered[0]), by_reserve=Rupiah(covered[1]), left=Rupiah(covered[0] - covered[1])
        ),
    )


def _read_shares(kept: Mapping[str, Any]) -> Shares:
    return Shares(
        available=Rupiah(kept["available"]),
        funds={fund: Rupiah(kept["funds"][fund.value]) for fund in Fund if fund.value in kept["funds"]},
        unshared=Rupiah(kept["unshared"]),
        members=tuple(
            MemberShare(
                member=int(member),
                savings=Rupiah(savings),
                jasa=Rupiah(jasa),
                by_savings=Rupiah(by_savings),
                by_jasa=Rupiah(by_jasa),
            )
            for member, savings, jasa, by_savings, by_jasa in kept["members"]
        ),
    )


# -- to the rupiah ----------------------------------------------------------------------------------------------


def split(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Whole rupiah in proportion to the weights: largest remainder, and where two are alike the first of the mapping.

    A weight below nothing is none. Empty where nobody has any.
    """
    claims = {key: max(0, weight) for key, weight in weights.items()}
    whole = sum(claims.values())
    if not whole:
        return {}
    parts = {key: total * claim // whole for key, claim in claims.items()}
    left = total - sum(parts.values())
    for key in sorted(claims, key=lambda key: -(total * claims[key] % whole))[
        :left
    ]:  # keeps the order of what is alike
        parts[key] += 1
    return parts


def _by_number(weights: Mapping[int, int]) -> dict[int, int]:
    return dict(sorted(weights.items()))
