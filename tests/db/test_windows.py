"""The window opens when she writes, by the channel's clock, and never closes because something came late."""

import pytest

from db import windows
from db.unit import Unit
from tests.db.desk import NOON_MS, Desk

DAY_S = 86_400
HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("window_s", "at_ms", "until"),
    [
        (DAY_S, NOON_MS, NOON_MS + DAY_S * 1000),
        (DAY_S, NOON_MS - HOUR_MS, NOON_MS - HOUR_MS + DAY_S * 1000),  # read an hour late
        (DAY_S, NOON_MS + HOUR_MS, NOON_MS + DAY_S * 1000),  # a clock that goes ahead opens nothing longer
        (DAY_S, 0, NOON_MS + DAY_S * 1000),
        (0, NOON_MS, 0),
    ],
)
def test_until_when_we_may_write(window_s: int, at_ms: int, until: int) -> None:
    assert windows.until_ms(window_s, at_ms, NOON_MS) == until


@pytest.mark.parametrize(
    ("until", "closed"),
    [(0, False), (NOON_MS + HOUR_MS, False), (NOON_MS + windows.MARGIN_MS - 1, True), (NOON_MS - 1, True)],
)
def test_a_minute_before_its_end_it_counts_as_over(until: int, closed: bool) -> None:
    row = {"window_until_ms": until}
    assert windows.is_closed(row, NOON_MS) is closed
    assert windows.has_window(row) is bool(until)


async def test_it_only_rises_and_goes_where_the_channel_has_none(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def noted(until: int) -> int:
        async def job(unit: Unit) -> int:
            windows.note(unit, siti.account_id, until)
            row = await unit.fetch_one("SELECT window_until_ms FROM accounts WHERE id = $1", siti.account_id)
            assert row is not None
            return int(row["window_until_ms"])

        return await desk.run(job)

    assert [await noted(each) for each in (500, 300, 700, 0, 400)] == [500, 500, 700, 0, 400]


async def test_when_the_channel_says_it_is_over_it_is(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit) -> list[int]:
        found = []
        for before in (0, desk.now_ms + HOUR_MS, desk.now_ms - HOUR_MS):
            unit.write("UPDATE accounts SET window_until_ms = $2 WHERE id = $1", siti.account_id, before)
            windows.close(unit, siti.account_id)
            row = await unit.fetch_one("SELECT window_until_ms FROM accounts WHERE id = $1", siti.account_id)
            assert row is not None
            found.append(row["window_until_ms"] - desk.now_ms)
        return found

    assert await desk.run(job) == [0, 0, -HOUR_MS]
