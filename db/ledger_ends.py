"""Do a book's closed months and published heads fit its entries, and is there nothing that was cut off?

A published head that is kept elsewhere (a file beside the database, the paper book, a member's message) is an anchor:
whoever cuts the book's end off, or puts an older copy back, contradicts it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db.engine import Fetch, Row
from db.ledger_rows import published_of
from db.ledger_sums import Pair
from domain import ledger
from domain.accounts import Account
from domain.ledger import Closing
from domain.records import dataclass

_MONTHS = (
    "SELECT month, entry, by_member, second_member, closed_ms, head_hash, balances_hash FROM ledger_months"
    " WHERE group_id = $1 ORDER BY month"
)
_CLOSINGS = "SELECT account, member, month, balance FROM ledger_closings WHERE group_id = $1"
_HEADS = (
    "SELECT number, meeting, head_hash, check_code, published_ms, row_hash FROM ledger_heads WHERE group_id = $1"
    " ORDER BY number"
)

Found = tuple[int, str]  # the entry, 0 for none; what is wrong


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """A head that was kept outside the database. month: the last closed month then, 0 for none."""

    group_id: int
    number: int
    head: bytes
    month: int


class Ends:
    """The rows of a group's months, closings and heads."""

    def __init__(self, found: Sequence[Sequence[Row]]) -> None:
        self.months, self.closings, self.heads = found


def fetch_ends(group_id: int) -> list[Fetch]:
    """What reads the rows of `Ends`."""
    return [Fetch(sql, (group_id,)) for sql in (_MONTHS, _CLOSINGS, _HEADS)]


def wanted_numbers(ends: Ends, anchors: Sequence[Anchor]) -> Collection[int]:
    """The entries whose hashes must be known to look at the ends."""
    numbers = {row["entry"] for row in ends.months} | {row["number"] for row in ends.heads}
    return numbers | {each.number for each in anchors}


def fault_of_ends(
    ends: Ends,
    anchors: Sequence[Anchor],
    *,
    chain_start: str,
    hashes: Mapping[int, bytes],
    sums: Mapping[int, Mapping[Pair, int]],
    last_of_month: Mapping[int, int],
    reached: int,
    codes: int | None,
) -> Found | None:
    """The first thing that is wrong, with the entry it is about (0 for none).

    hashes: of the wanted entries. sums: what each month's entries moved. reached: the last entry. codes: how many of
    the newest codes are made again, None for all.
    """
    try:
        return (
            _fault_of_months(ends, chain_start, hashes, sums, last_of_month)
            or _fault_of_heads(ends, chain_start, hashes, reached)
            or _fault_of_anchors(ends, anchors, hashes, reached)
            or _fault_of_codes(ends, codes)
        )
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
        return 0, "has a closed month or a published head that is none"


def _named(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _fault_of_months(
    ends: Ends,
    chain_start: str,
    hashes: Mapping[int, bytes],
    sums: Mapping[int, Mapping[Pair, int]],
    last_of_month: Mapping[int, int],
) -> Found | None:
    kept: dict[int, dict[Pair, Any]] = {}
    for row in ends.closings:
        pair = Account(row["account"]), row["member"] or None
        kept.setdefault(row["month"], {})[pair] = row["balance"]
    before: int | None = None
    balances: dict[Pair, int] = {}
    for row in ends.months:
        month, head = row["month"], bytes(row["head_hash"])
        if before is not None and month != before + 1:
            return 0, f"has closed {_named(month)}, but not {_named(before + 1)}"
        if hashes.get(row["entry"]) != head:
            return row["entry"], f"is not what it was when {_named(month)} was closed"
        for each in sorted(each for each in sums if (before or 0) < each <= month):
            for pair, moved in sums[each].items():
                balances[pair] = balances.get(pair, 0) + moved
            if last_of_month[each] > row["entry"]:
                return last_of_month[each], f"was written into {_named(each)} after it was closed"
        there = {pair: signed for pair, signed in balances.items() if signed}
        if kept.pop(month, {}) != there:
            return 0, f"has other closing balances of {_named(month)} than its entries make"
        closing = Closing(
            month=month,
            entry=row["entry"],
            by=row["by_member"],
            second=row["second_member"],
            closed_ms=row["closed_ms"],
            head=head,
        )
        if bytes(row["balances_hash"]) != ledger.balances_hash(chain_start, closing, there):
            return 0, f"has another closing of {_named(month)} than was written"
        before = month
    if kept:
        return 0, f"has closing balances of {_named(min(kept))}, which is not closed"
    return None


def _fault_of_heads(ends: Ends, chain_start: str, hashes: Mapping[int, bytes], reached: int) -> Found | None:
    before = b""
    for row in ends.heads:
        published = published_of(row)
        if published.number > reached:
            return reached + 1, f"is missing: the head {published.number} was published"
        if hashes.get(published.number) != published.head:
            return published.number, "is another one than was published"
        if published.row_hash != ledger.published_hash(chain_start, before, published):
            return published.number, "was published with other words than stand there"
        before = published.row_hash
    return None


def _fault_of_anchors(
    ends: Ends, anchors: Sequence[Anchor], hashes: Mapping[int, bytes], reached: int
) -> Found | None:
    there = {row["number"] for row in ends.heads}
    closed = max((row["month"] for row in ends.months), default=0)
    for anchor in sorted(anchors, key=lambda each: each.number):
        if anchor.number > reached:
            gone = f"is missing: the book ends at {reached}, but {anchor.number} was published"
            return reached + 1, f"{gone}. Its end was cut off, or the records are an older copy"
        if hashes.get(anchor.number) != anchor.head:
            return (
                anchor.number,
                "is another one than was published: the records are an older copy that went on",
            )
        if anchor.number not in there:
            return anchor.number, "was published, and nothing says so any more"
        if anchor.month > closed:
            return 0, f"had closed {_named(anchor.month)}, and it is open again"
    return None


def _fault_of_codes(ends: Ends, codes: int | None) -> Found | None:
    newest = ends.heads if codes is None else ends.heads[-codes:]
    for row in newest:
        if row["check_code"] != ledger.check_code(bytes(row["head_hash"])):
            return row["number"], "has another check code than was published"
    return None
