"""The demo's loans and its last year: once, whole, the box as full as before, and never over what somebody has begun."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import fill
from bot.demo_book import fill_book
from bot.demo_loans import fill_loans
from db import groups, ledger, loans, meetings, year_ends
from db.groups import Group
from db.ledger_check import verify_group
from db.unit import Unit
from domain.accounts import Account
from domain.loans import State
from tests.db.desk import Desk, open_desk


async def mentari(desk: Desk) -> Group:
    return next(each for each in await desk.run(groups.list_all) if each.name == "Mentari")


async def fill_all(desk: Desk) -> Group:
    await desk.run(fill)
    await fill_book(desk.storage.writer)
    await fill_loans(desk.storage.writer)
    return await mentari(desk)


# The year turns, a leap day, the middle of a year, and the last day of one.
@pytest.mark.parametrize(
    "day", ["2026-02-03", "2026-01-01", "2027-03-15", "2028-02-29", "2026-11-22", "2026-12-31", "2027-01-31"]
)
async def test_one_is_paid_back_one_runs_and_the_box_is_as_full_as_before(tmp_path: Path, day: str) -> None:
    async with open_desk(tmp_path) as desk:
        desk.now_ms = int(datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC).timestamp() * 1000)
        group = await fill_all(desk)
        await fill_loans(desk.storage.writer)
        found = await desk.run(lambda unit: loans.list_loans(unit, group.id))
        assert [each.state for each in found] == [State.SETTLED, State.RUNNING]
        today = datetime.fromisoformat(day).date()
        standings = await desk.run(lambda unit: loans.standings(unit, group.id, today))
        (standing,) = [each for _loan, _plan, each in standings.values()]
        assert (standing.outstanding, standing.overdue, standing.paid_count) == (200_000, 0, 1)
        assert await desk.run(lambda unit: ledger.balance(unit, group.id, Account.KAS)) == 980_000
        verdict = await desk.run(lambda unit: verify_group(unit, group.id))
        assert verdict.fault is None


async def test_the_last_year_is_closed_and_its_surplus_is_shared(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        group = await fill_all(desk)
        assert await desk.run(lambda unit: year_ends.next_year(unit, group.id)) == 2026
        closed = await desk.run(lambda unit: year_ends.find(unit, group.id, 2025))
        assert closed is not None
        assert closed.end.result.surplus == 200_000 - 13_000 + 2 * 4_000
        assert closed.end.shares is not None
        assert closed.end.shares.to_members + sum(closed.end.shares.to_accounts.values()) == 195_000
        assert await desk.run(lambda unit: ledger.balance(unit, group.id, Account.CADANGAN)) >= 78_000


async def test_what_somebody_has_begun_there_stays_hers(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        await fill_book(desk.storage.writer)
        group = await mentari(desk)

        async def begin(unit: Unit) -> None:
            await meetings.open_one(unit, group.id, unit.now.date(), 7)

        await desk.run(begin)
        await fill_loans(desk.storage.writer)
        assert await desk.run(lambda unit: loans.list_loans(unit, group.id)) == []


async def test_where_there_is_no_demo_nothing_is_written(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await fill_loans(desk.storage.writer)
        assert await desk.run(groups.list_all) == []
