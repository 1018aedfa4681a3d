"""Does the end of each year agree with the group's book? What is kept of it is derived from the entries again.

Reads only, one group after another, and believes nothing: whoever can write the file can put any value into any column.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence

from db.engine import Engine, Fetch, Row
from db.ledger_sums import Pair
from db.unit import Unit
from domain import year_drafts
from domain.accounts import COSTS, INCOMES, Account
from domain.ledger import Draft, first_day_of
from domain.movements import COUNTED
from domain.records import dataclass
from domain.year_end import End, end_of, plain, read, result_of

Read = Callable[[Sequence[Fetch]], Awaitable[list[list[Row]]]]

SLICE = 200
"""Groups read at a time."""

_OF_YEARS = "('year_end', 'share')"
_GROUPS = (
    "SELECT id FROM (SELECT group_id AS id FROM year_ends UNION SELECT group_id FROM ledger_entries"
    f" WHERE kind IN {_OF_YEARS}) g WHERE id > $1 ORDER BY id LIMIT $2"
)
_YEARS = "SELECT year, result, body, first_entry, last_entry FROM year_ends WHERE group_id = $1 ORDER BY year"
# What every entry of the book moved, by month and whether it belongs to the end of a year.
_MOVED = (
    "SELECT e.month, l.account, l.member, e.member AS about, CAST(sum(l.side * l.amount) AS BIGINT) AS signed"
    " FROM ledger_entries e CROSS JOIN ledger_lines l WHERE l.group_id = e.group_id AND l.number = e.number"
    " AND e.group_id = $1 AND e.kind <> 'year_end' GROUP BY e.month, l.account, l.member, e.member"
)
_OWN = (
    "SELECT e.number, e.kind, l.account, l.member, l.side, l.amount FROM ledger_entries e"
    " CROSS JOIN ledger_lines l WHERE l.group_id = e.group_id AND l.number = e.number"
    f" AND e.group_id = $1 AND e.kind IN {_OF_YEARS} ORDER BY e.number, l.n"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """The first thing that is wrong. year: 0 where an entry belongs to none."""

    group_id: int
    year: int
    what: str

    def __str__(self) -> str:
        return f"group {self.group_id}: " + (f"year {self.year} " if self.year else "") + self.what


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was looked at, and the first fault."""

    groups: int
    years: int
    fault: Fault | None = None


class _Wrong(Exception):
    """What is wrong with the year that is looked at."""


async def verify_all(engine: Engine) -> Verdict:
    """The closed years of all groups, up to the first fault."""

    async def read_all(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await engine.perform(list(wanted))

    groups, years, after = 0, 0, -(2**63)
    while found := (await read_all([Fetch(_GROUPS, (after, SLICE))]))[0]:
        for row in found:
            count, fault = await verify_group(read_all, row["id"])
            groups, years = groups + 1, years + count
            if fault is not None:
                return Verdict(groups=groups, years=years, fault=fault)
        after = found[-1]["id"]
    return Verdict(groups=groups, years=years)


async def verify_of(unit: Unit, group_id: int) -> tuple[int, Fault | None]:
    """As `verify_group`, of what stands in this transaction."""

    async def read_all(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await unit.fetch_all(*wanted)

    return await verify_group(read_all, group_id)


async def verify_group(read_all: Read, group_id: int) -> tuple[int, Fault | None]:
    """How many years the group has closed, and what is wrong with the first that is not as it should be."""
    years, moved, own = await read_all([Fetch(sql, (group_id,)) for sql in (_YEARS, _MOVED, _OWN)])
    used: set[int] = set()
    for row in years:
        try:
            used |= _check_year(row, moved, own)
        except _Wrong as wrong:
            return len(years), Fault(group_id=group_id, year=row["year"], what=str(wrong))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, LookupError):
            return len(years), Fault(group_id=group_id, year=0, what="has a year that ends like none")
    stray = sorted({row["number"] for row in own} - used)
    if stray:
        return len(years), Fault(group_id=group_id, year=0, what=f"entry {stray[0]} ends no year")
    return len(years), None


def _check_year(row: Row, moved: Sequence[Row], own: Sequence[Row]) -> set[int]:
    """The numbers of the entries that closed it."""
    end = read(json.loads(row["body"]))
    if end.year != row["year"] or end.result.surplus != row["result"]:
        raise _Wrong("has another result than it was closed with")
    first, last = row["first_entry"], row["last_entry"]
    lines = [line for line in own if first is not None and first <= line["number"] <= last]
    _check_result(end, moved)
    _check_shares(end, moved)
    if _sums(lines) != _wanted(end):
        raise _Wrong("was closed by other entries than it says")
    if first is not None and end.result.carried != -_carried(own, first):
        raise _Wrong("begins with another remainder of earlier years")
    return {line["number"] for line in lines}


def _months(year: int) -> range:
    return range(year * 12, year * 12 + 12)


def _check_result(end: End, moved: Sequence[Row]) -> None:
    nominal: dict[Account, int] = {}
    for row in moved:
        account = Account(row["account"])
        if account in (*INCOMES, *COSTS) and row["month"] in _months(end.year):
            nominal[account] = nominal.get(account, 0) + row["signed"]
    derived = result_of(nominal, carried=end.result.carried)
    if (dict(derived.income), dict(derived.costs)) != (dict(end.result.income), dict(end.result.costs)):
        raise _Wrong("has other income and costs than its entries")


def _check_shares(end: End, moved: Sequence[Row]) -> None:
    """Whoever took part did so by what she had and paid; shared again, each gets the same."""
    if end.shares is None:
        return
    savings, jasa = _savings(moved, _months(end.year)[-1]), _jasa(moved, end.year)
    for each in end.shares.members:
        if (each.savings, each.jasa) != (
            max(0, savings.get(each.member, 0)),
            max(0, jasa.get(each.member, 0)),
        ):
            raise _Wrong(f"shares by other savings or jasa of member {each.member} than the book has")
    again = end_of(
        end.year,
        end.result,
        end.rules,
        savings={each.member: each.savings for each in end.shares.members},
        jasa={each.member: each.jasa for each in end.shares.members},
        reserve=0,
    )
    if plain(again) != plain(end):
        raise _Wrong("is not shared by its percentages")


def _savings(moved: Sequence[Row], month: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in moved:
        if row["member"] is not None and row["month"] <= month and Account(row["account"]) in COUNTED:
            found[row["member"]] = found.get(row["member"], 0) - row["signed"]
    return found


def _jasa(moved: Sequence[Row], year: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in moved:
        is_jasa = row["account"] == Account.PENDAPATAN_JASA.value and row["month"] in _months(year)
        if is_jasa and row["about"] is not None:
            found[row["about"]] = found.get(row["about"], 0) - row["signed"]
    return found


def _wanted(end: End) -> dict[Pair, int]:
    """What its entries move, by account and member."""
    day = first_day_of(_months(end.year)[-1])
    drafts: list[Draft | None] = [year_drafts.closing(day=day, by=0, second=None, result=end.result)]
    if end.covered is not None:
        drafts.append(year_drafts.loss_covered(day=day, by=0, second=None, covered=end.covered))
    if end.shares is not None:
        drafts.append(year_drafts.to_the_group(day=day, by=0, second=None, shares=end.shares))
        drafts += [
            year_drafts.to_member(day=day, by=0, second=None, share=each)
            for each in end.shares.members
            if each.total
        ]
    sums: dict[Pair, int] = {}
    for draft in drafts:
        for line in draft.lines if draft is not None else ():
            pair = line.account, line.member
            sums[pair] = sums.get(pair, 0) + line.signed
    return _kept(sums)


def _sums(lines: Sequence[Row]) -> dict[Pair, int]:
    sums: dict[Pair, int] = {}
    for line in lines:
        pair = Account(line["account"]), line["member"]
        sums[pair] = sums.get(pair, 0) + line["side"] * line["amount"]
    return _kept(sums)


def _kept(sums: Mapping[Pair, int]) -> dict[Pair, int]:
    return {pair: signed for pair, signed in sums.items() if signed}


def _carried(own: Sequence[Row], first: int) -> int:
    """What was on SHU before, debit above zero: only the ends of years move it."""
    return sum(
        line["side"] * line["amount"]
        for line in own
        if line["number"] < first and line["account"] == Account.SHU.value
    )
