"""What have messages cost, by category and month? One message counts once, however often a channel tells of it.

A message we expect to pay for counts from the moment it goes out, so that a cap is not run over while the bill is on
its way; the channel's own word then corrects it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from db.engine import Fetch, Row
from db.unit import Unit
from domain import message_costs as costs
from domain.message_costs import Count, Month
from domain.money import Rupiah
from domain.templates import Category

NO_CAP = -1
KEPT_MS = 92 * 24 * 3_600_000
"""So long it is known of each message alone what it cost; the months' sums stay."""

_PRICES = (
    "SELECT p.category, p.sen FROM message_prices p WHERE p.from_month = (SELECT max(q.from_month)"
    " FROM message_prices q WHERE q.category = p.category AND q.from_month <= $1)"
)
_CAP = "SELECT rupiah FROM message_caps WHERE from_month <= $1 ORDER BY from_month DESC LIMIT 1"
_COUNTS = "SELECT category, billed, messages FROM message_months WHERE month = $1"


def this_month(unit: Unit) -> str:
    """The month whose bill is running."""
    return costs.month_of(unit.now)


async def month(unit: Unit, which: str = "") -> Month:
    """The ledger of that month ("2026-11"), of the running one if none is named."""
    which = which or this_month(unit)
    counts, prices, cap = await unit.fetch_all(
        Fetch(_COUNTS, (which,)), Fetch(_PRICES, (which,)), Fetch(_CAP, (which,))
    )
    return Month(month=which, counts=_counts(counts, _priced(prices)), cap=_cap(cap))


async def list_months(unit: Unit, most: int) -> list[Month]:
    """The last months in which anything was sent, the newest first."""
    rows = await unit.fetch("SELECT DISTINCT month FROM message_months ORDER BY month DESC LIMIT $1", most)
    return [await month(unit, row["month"]) for row in rows]


async def prices(unit: Unit, which: str = "") -> Mapping[Category, int]:
    """What one message of each category costs in that month, in hundredths of a rupiah; only what was set."""
    return _priced(await unit.fetch(_PRICES, which or this_month(unit)))


async def estimate(
    unit: Unit, n_service: int, n_template: int, category: Category = Category.UTILITY
) -> Rupiah | None:
    """What so many messages will cost now; None: somebody has to set a price first.

    n_service: to those whose window is open. n_template: to the others, by a template of that category.
    """
    wanted = {Category.SERVICE: n_service}
    wanted[category] = wanted.get(category, 0) + n_template
    return costs.estimate(wanted, await prices(unit))


async def cap(unit: Unit) -> Rupiah | None:
    """Up to what announcements may bring this month; None for no end."""
    return _cap(await unit.fetch(_CAP, this_month(unit)))


async def left(unit: Unit) -> Rupiah | None:
    """What announcements may still cost this month; None for no end."""
    running = await month(unit)
    return None if running.cap is None else Rupiah(max(0, running.cap - running.cost))


async def is_full(unit: Unit) -> bool:
    """Whether announcements stop for this month. Nothing else ever asks."""
    return (await month(unit)).is_full


def set_price(unit: Unit, category: Category, sen: int, from_month: str = "") -> None:
    """From that month on (the running one) a message of this category costs so many hundredths of a rupiah."""
    unit.write(
        "INSERT INTO message_prices (category, from_month, sen, set_by, set_ms) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (category, from_month) DO UPDATE SET sen = $3, set_by = $4, set_ms = $5",
        category.value,
        from_month or this_month(unit),
        sen,
        _who(unit),
        unit.now_ms,
    )


def set_cap(unit: Unit, rupiah: Rupiah | None, from_month: str = "") -> None:
    """From that month on announcements stop there; None: they never do."""
    unit.write(
        "INSERT INTO message_caps (from_month, rupiah, set_by, set_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (from_month) DO UPDATE SET rupiah = $2, set_by = $3, set_ms = $4",
        from_month or this_month(unit),
        NO_CAP if rupiah is None else int(rupiah),
        _who(unit),
        unit.now_ms,
    )


def _who(unit: Unit) -> int:
    """Who sets it, 0 for the operator (`python -m bot costs`)."""
    actor = getattr(unit, "actor", None)
    return actor.person_id if actor is not None else 0


async def expect(unit: Unit, outbox_id: int, category: Category) -> None:
    """This message goes out, and will be charged for under that category; said twice it is the same as once."""
    row = await _find(unit, outbox_id)
    if row is not None and (row["billed"] or row["category"] == category):
        return
    if row is not None:
        _take_out(unit, outbox_id, row)
    if category is not Category.FREE:
        _add(unit, outbox_id, row["month"] if row is not None else this_month(unit), category, billed=0)


async def forget(unit: Unit, outbox_id: int) -> None:
    """It was not delivered after all, so nobody charges for it."""
    row = await _find(unit, outbox_id)
    if row is not None and not row["billed"]:
        _take_out(unit, outbox_id, row)


async def bill(unit: Unit, outbox_id: int, category: Category) -> None:
    """The channel says what it charges for this message; it may say so with each of its statuses."""
    row = await _find(unit, outbox_id)
    if row is not None and row["billed"]:
        return
    if row is not None:
        _take_out(unit, outbox_id, row)
    _add(unit, outbox_id, row["month"] if row is not None else this_month(unit), category, billed=1)


async def _find(unit: Unit, outbox_id: int) -> Row | None:
    return await unit.fetch_one(
        "SELECT month, category, billed FROM message_costs WHERE outbox_id = $1", outbox_id
    )


def _add(unit: Unit, outbox_id: int, which: str, category: Category, *, billed: int) -> None:
    unit.write(
        "INSERT INTO message_costs (outbox_id, month, category, billed) VALUES ($1, $2, $3, $4)",
        outbox_id,
        which,
        category.value,
        billed,
    )
    _count(unit, which, category.value, billed, 1)


def _take_out(unit: Unit, outbox_id: int, row: Row) -> None:
    unit.write("DELETE FROM message_costs WHERE outbox_id = $1", outbox_id)
    _count(unit, row["month"], row["category"], row["billed"], -1)


def _count(unit: Unit, which: str, category: str, billed: int, by: int) -> None:
    unit.write(
        "INSERT INTO message_months (month, category, billed, messages) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (month, category, billed) DO UPDATE SET messages = message_months.messages + $4",
        which,
        category,
        billed,
        by,
    )


def tidy(unit: Unit) -> None:
    """Of single messages nothing is known any more after a quarter; what is only expected stays until it is told."""
    before = costs.month_of(datetime.fromtimestamp(unit.now_ms / 1000, UTC) - timedelta(milliseconds=KEPT_MS))
    unit.write("DELETE FROM message_costs WHERE month < $1", before)


def _counts(rows: list[Row], priced: Mapping[Category, int]) -> tuple[Count, ...]:
    found: dict[Category, dict[int, int]] = {}
    for row in rows:
        if row["messages"]:
            found.setdefault(Category(row["category"]), {})[row["billed"]] = row["messages"]
    return tuple(
        Count(
            category=category,
            billed=found[category].get(1, 0),
            expected=found[category].get(0, 0),
            price_sen=0 if category is Category.FREE else priced.get(category),
        )
        for category in Category
        if category in found
    )


def _priced(rows: list[Row]) -> dict[Category, int]:
    return {Category(row["category"]): row["sen"] for row in rows}


def _cap(rows: list[Row]) -> Rupiah | None:
    return Rupiah(rows[0]["rupiah"]) if rows and rows[0]["rupiah"] != NO_CAP else None
