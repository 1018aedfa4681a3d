"""What is on which account? Balances are sums: the last closed month's closing and the lines since then.

However many years a book has, a balance now reads one closing and the open months' lines, by one covering index. A
balance on a day of the past begins at the closing before that day's month.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from db.engine import Fetch, Row
from db.unit import Unit
from domain.accounts import OWN_SAVINGS, Account
from domain.ledger import EntryKind, month_of
from domain.money import Rupiah
from domain.records import dataclass

Pair = tuple[Account, int | None]

# Above every month: nothing is left out.
NO_END = 10**6

# $2: the month that is not looked at any more. c: the last closed month before it.
_BASE = (
    " FROM (SELECT COALESCE(max(month), 0) AS month FROM ledger_months WHERE group_id = $1 AND month < $2) c"
)
_OF_GROUP = (
    "SELECT CAST(COALESCE((SELECT k.balance FROM ledger_closings k WHERE k.group_id = $1 AND k.account = $3"
    " AND k.member = 0 AND k.month = c.month), 0) + COALESCE((SELECT sum(l.side * l.amount) FROM ledger_lines l"
    " WHERE l.group_id = $1 AND l.account = $3 AND l.member IS NULL AND l.month > c.month AND l.month < $2), 0)"
    " AS BIGINT) AS signed" + _BASE
)
_OF_MEMBER = (
    "SELECT CAST(COALESCE((SELECT k.balance FROM ledger_closings k WHERE k.group_id = $1 AND k.account = $3"
    " AND k.member = $4 AND k.month = c.month), 0) + COALESCE((SELECT sum(l.side * l.amount) FROM ledger_lines l"
    " WHERE l.group_id = $1 AND l.account = $3 AND l.member = $4 AND l.month > c.month AND l.month < $2), 0)"
    " AS BIGINT) AS signed" + _BASE
)
_PER_MEMBER = tuple(account for account in Account if account.per_member)
_OF_ALL = tuple(account for account in Account if not account.per_member)


def _listed(accounts: Sequence[Account]) -> str:
    return " UNION ALL ".join(f"SELECT '{account.value}' AS account" for account in accounts)


_EVERY_MEMBER = (
    "SELECT a.account, m.number AS member,"
    " CAST(COALESCE((SELECT k.balance FROM ledger_closings k WHERE k.group_id = $1 AND k.account = a.account"
    " AND k.member = m.number AND k.month = c.month), 0) + COALESCE((SELECT sum(l.side * l.amount)"
    " FROM ledger_lines l WHERE l.group_id = $1 AND l.account = a.account AND l.member = m.number"
    " AND l.month > c.month AND l.month < $2), 0) AS BIGINT) AS signed"
    + _BASE
    + f", members m, ({_listed(_PER_MEMBER)}) a WHERE m.group_id = $1"
)
_ONE_MEMBER = _EVERY_MEMBER + " AND m.number = $3"
_EVERY_OF_GROUP = (
    "SELECT a.account, NULL AS member,"
    " CAST(COALESCE((SELECT k.balance FROM ledger_closings k WHERE k.group_id = $1 AND k.account = a.account"
    " AND k.member = 0 AND k.month = c.month), 0) + COALESCE((SELECT sum(l.side * l.amount)"
    " FROM ledger_lines l WHERE l.group_id = $1 AND l.account = a.account AND l.member IS NULL"
    " AND l.month > c.month AND l.month < $2), 0) AS BIGINT) AS signed" + _BASE + f", ({_listed(_OF_ALL)}) a"
)
# The month of the day itself, up to the day. CROSS JOIN: SQLite then begins with the entries, which are few, and not
# with all lines of the group.
_PARTLY = (
    "SELECT l.account, l.member, CAST(sum(l.side * l.amount) AS BIGINT) AS signed FROM ledger_entries e"
    " CROSS JOIN ledger_lines l WHERE l.group_id = e.group_id AND l.number = e.number"
    " AND e.group_id = $1 AND e.month = $2 AND e.day <= $3 GROUP BY l.account, l.member"
)
_HISTORY = (
    "SELECT e.number, e.day, e.kind, e.meeting, e.reverses, r.number AS reversal, l.account, l.side, l.amount"
    " FROM (SELECT * FROM ledger_entries WHERE group_id = $1 AND member = $2 ORDER BY number DESC LIMIT $3) e"
    " JOIN ledger_lines l ON l.group_id = e.group_id AND l.number = e.number"
    " LEFT JOIN ledger_entries r ON r.group_id = e.group_id AND r.reverses = e.number"
    " WHERE l.account NOT IN ('kas', 'bank', 'dompet_digital', 'shu_tahun_berjalan') ORDER BY e.number DESC, l.n"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """One line of a member's history. amount: below zero where it was taken out or taken back.

    reverses, reversed_by: numbers of entries.
    """

    number: int
    day: date
    kind: EntryKind
    account: Account
    amount: Rupiah
    meeting: int | None
    reverses: int | None
    reversed_by: int | None


def fetch_balance(group_id: int, account: Account, member: int | None, before: int = NO_END) -> Fetch:
    """What reads one balance as `signed`, debit above zero. member: None where the account is the group's own."""
    if member is None:
        return Fetch(_OF_GROUP, (group_id, before, account.value))
    return Fetch(_OF_MEMBER, (group_id, before, account.value, member))


def fetch_all_balances(group_id: int, before: int = NO_END) -> tuple[Fetch, Fetch]:
    """What reads every balance as `account`, `member` (None: the group's own) and `signed`, up to before a month."""
    return Fetch(_EVERY_MEMBER, (group_id, before)), Fetch(_EVERY_OF_GROUP, (group_id, before))


def signed_of(*found: Sequence[Row]) -> dict[Pair, int]:
    """The rows' sums by account and member, debit above zero; nothing that is zero."""
    sums: dict[Pair, int] = {}
    for rows in found:
        for row in rows:
            pair = Account(row["account"]), row["member"]
            sums[pair] = sums.get(pair, 0) + row["signed"]
    return {pair: signed for pair, signed in sums.items() if signed}


async def balance(
    unit: Unit, group_id: int, account: Account, member: int | None = None, *, on: date | None = None
) -> Rupiah:
    """What is on the account, in its normal direction; on: at the end of that day, also long ago.

    member: hers alone; None for all of them. Only accounts that may go below zero (Selisih kas) ever do.
    """
    if member is not None and not account.per_member:
        raise ValueError(f"{account.value} is the group's own")
    if account.per_member and member is None:
        return (await totals(unit, group_id, on=on)).get(account, Rupiah(0))
    before = NO_END if on is None else month_of(on)
    found = await unit.fetch_all(fetch_balance(group_id, account, member, before), *_partly(group_id, on))
    partly = sum(row["signed"] for row in _of(found[1:], account, member))
    return Rupiah((found[0][0]["signed"] + partly) * account.normal_side)


async def member_balances(
    unit: Unit, group_id: int, member: int, *, on: date | None = None
) -> dict[Account, Rupiah]:
    """What she has on every account that is kept per member, zeros too: all savings, and Piutang for what she owes."""
    before = NO_END if on is None else month_of(on)
    found = await unit.fetch_all(
        Fetch(_ONE_MEMBER, (group_id, before, member)),
        *_partly(group_id, on),
    )
    signed = signed_of(*found)
    return {account: _normal(signed, (account, member)) for account in _PER_MEMBER}


async def totals(unit: Unit, group_id: int, *, on: date | None = None) -> dict[Account, Rupiah]:
    """What is on every account of the group, zeros too, in the normal direction."""
    before = NO_END if on is None else month_of(on)
    found = await unit.fetch_all(*fetch_all_balances(group_id, before), *_partly(group_id, on))
    sums = dict.fromkeys(Account, 0)
    for (account, _member), signed in signed_of(*found).items():
        sums[account] += signed
    return {account: Rupiah(signed * account.normal_side) for account, signed in sums.items()}


async def all_savings(unit: Unit, group_id: int) -> dict[int, dict[Account, Rupiah]]:
    """What every member has saved, by her number, zeros too; also of those who left."""
    rows = await unit.fetch(_EVERY_MEMBER, group_id, NO_END)
    savings: dict[int, dict[Account, Rupiah]] = {}
    for row in rows:
        account = Account(row["account"])
        if account in OWN_SAVINGS:
            savings.setdefault(row["member"], {})[account] = Rupiah(row["signed"] * account.normal_side)
    return savings


async def history(unit: Unit, group_id: int, member: int, *, most: int) -> list[Movement]:
    """What the last `most` entries about her moved, the newest first; money, and where her share of a year came from,
    left out.
    """
    return [_movement(row) for row in await unit.fetch(_HISTORY, group_id, member, most)]


def _movement(row: Row) -> Movement:
    account = Account(row["account"])
    return Movement(
        number=row["number"],
        day=date.fromisoformat(row["day"]),
        kind=EntryKind(row["kind"]),
        account=account,
        amount=Rupiah(row["amount"] * row["side"] * account.normal_side),
        meeting=row["meeting"],
        reverses=row["reverses"],
        reversed_by=row["reversal"],
    )


def _partly(group_id: int, on: date | None) -> list[Fetch]:
    return [] if on is None else [Fetch(_PARTLY, (group_id, month_of(on), on.isoformat()))]


def _of(found: Sequence[Sequence[Row]], account: Account, member: int | None) -> list[Row]:
    return [
        row for rows in found for row in rows if row["account"] == account.value and row["member"] == member
    ]


def _normal(signed: Mapping[Pair, int], pair: Pair) -> Rupiah:
    return Rupiah(signed.get(pair, 0) * pair[0].normal_side)
