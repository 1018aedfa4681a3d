"""What is left in the social fund, and how often it helped; what was taken back is no help."""

from datetime import date

import pytest

from db import ledger, payouts, social
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import cost, saving, withdrawal
from domain.money import Rupiah
from domain.payouts import Kind
from domain.social import FundTooSmall, Helped
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group

DAY = date(2026, 2, 3)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
async def group(desk: Desk) -> Group:
    made = await open_group(desk)

    async def job(unit: Unit) -> None:
        draft = saving(day=DAY, by=1, member=3, kind=SavingKind.SOSIAL, amount=100_000)
        await ledger.post(unit, made.id, draft, key="fund")

    await made.run("Lilis", job)
    return made


async def give(group: Group, amount: int, day: date = DAY) -> int:
    async def job(unit: Unit) -> int:
        draft = withdrawal(day=day, by=1, second=2, member=3, kind=SavingKind.SOSIAL, amount=amount)
        return (await ledger.post(unit, group.id, draft, key=f"help/{amount}")).number

    return await group.run("Lilis", job)


async def helped(group: Group) -> Helped:
    return await group.run("Lilis", lambda unit: social.count_helped(unit, group.id, *YEAR))


async def test_help_of_the_year_is_counted_and_what_was_taken_back_is_not(group: Group) -> None:
    assert await helped(group) == Helped(count=0, amount=Rupiah(0))
    number = await give(group, 20_000)
    await give(group, 30_000)

    async def spend(unit: Unit) -> None:
        draft = cost(day=DAY, by=1, second=2, account=Account.SOSIAL, amount=5_000)
        await ledger.post(unit, group.id, draft, key="flowers")

    await group.run("Lilis", spend)
    assert await helped(group) == Helped(count=3, amount=Rupiah(55_000))

    async def undo(unit: Unit) -> None:
        await ledger.reverse(
            unit, group.id, number, day=DAY, by=1, second=2, note="", meeting=None, key="undo"
        )

    await group.run("Lilis", undo)
    assert await helped(group) == Helped(count=2, amount=Rupiah(35_000))


async def test_what_is_on_its_way_is_not_there_any_more(group: Group) -> None:
    async def promise(unit: Unit) -> None:
        await payouts.add(
            unit,
            group.id,
            kind=Kind.WITHDRAWAL,
            account=Account.SOSIAL,
            member=3,
            witness=None,
            amount=Rupiah(60_000),
            day=DAY,
            meeting=None,
            note="Sakit",
            by=1,
            second=2,
        )

    await group.run("Lilis", promise)

    async def too_much(unit: Unit) -> None:
        assert await social.find_left(unit, group.id) == 40_000
        await social.check(unit, group.id, 40_000)
        with pytest.raises(FundTooSmall) as refused:
            await social.check(unit, group.id, 40_001)
        assert refused.value.fields == {"amount": 40_000}

    await group.run("Lilis", too_much)
