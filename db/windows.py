"""Until when does a channel take anything but a template from us? Kept per account: 24 hours after she last wrote.

The law: the hour counts from when she wrote, by the channel's own clock, not from when we came to read it; some seconds
before its end it counts as over, and where that is too few the channel's refusal closes it (bot/sendings.py). 0: the
channel has no such window. Source: Meta, "Customer service windows".
"""

from db.engine import Row
from db.unit import Unit

MARGIN_MS = 5_000


def until_ms(window_s: int, at_ms: int, now_ms: int) -> int:
    """Until when we may write freely to whoever wrote at `at_ms`; 0 where the channel has no window."""
    if not window_s:
        return 0
    wrote_ms = min(at_ms, now_ms) if at_ms else now_ms
    return wrote_ms + window_s * 1000


def is_closed(row: Row, now_ms: int) -> bool:
    """Whether only a template reaches this account (column window_until_ms)."""
    until = row["window_until_ms"]
    return bool(until) and now_ms > until - MARGIN_MS


def has_window(row: Row) -> bool:
    """Whether the account's channel has such a window, and charges for what we write."""
    return bool(row["window_until_ms"])


def note(unit: Unit, account_id: int, until: int) -> None:
    """She wrote (`until_ms`). It only rises: an event that came late opens nothing that was open longer."""
    unit.write(
        "UPDATE accounts SET window_until_ms = CASE WHEN CAST($2 AS BIGINT) = 0"
        " OR CAST($2 AS BIGINT) > window_until_ms THEN CAST($2 AS BIGINT) ELSE window_until_ms END WHERE id = $1",
        account_id,
        until,
    )


def close(unit: Unit, account_id: int) -> None:
    """The channel says that it is over, whatever we believed."""
    unit.write(
        "UPDATE accounts SET window_until_ms = $2 WHERE id = $1 AND (window_until_ms = 0 OR window_until_ms > $2)",
        account_id,
        unit.now_ms,
    )
