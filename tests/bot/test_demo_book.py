"""The demo's book: once, whole, and never over what somebody has begun there."""

from pathlib import Path

from bot.demo import fill
from bot.demo_book import fill_book
from db import groups, ledger, meetings
from db.groups import Group
from db.ledger_check import verify_group
from db.unit import Unit
from domain.accounts import Account
from tests.db.desk import Desk, open_desk


async def mentari(desk: Desk) -> Group:
    return next(each for each in await desk.run(groups.list_all) if each.name == "Mentari")


async def test_the_box_holds_what_the_next_meeting_counts_on(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        await fill_book(desk.storage.writer)
        await fill_book(desk.storage.writer)
        group = await mentari(desk)
        totals = await desk.run(lambda unit: ledger.totals(unit, group.id))
        assert totals[Account.KAS] == 980_000
        assert sum(totals[each] for each in (Account.WAJIB, Account.SUKARELA, Account.SOSIAL)) == 980_000
        neneng = await desk.run(lambda unit: ledger.member_balances(unit, group.id, 4))
        assert neneng[Account.WAJIB] == 120_000
        verdict = await desk.run(lambda unit: verify_group(unit, group.id))
        assert verdict.fault is None
        assert await desk.run(lambda unit: ledger.last_published(unit, group.id)) is not None


async def test_what_somebody_has_begun_there_stays_hers(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        group = await mentari(desk)

        async def begin(unit: Unit) -> None:
            await meetings.open_one(unit, group.id, unit.now.date(), 7)

        await desk.run(begin)
        await fill_book(desk.storage.writer)
        assert await desk.run(lambda unit: ledger.list_entries(unit, group.id)) == []
