"""What can go out is what is in the box and promised to nobody, never below nothing."""

import pytest

from db import groups, ledger, payouts
from db.free_cash import free_cash
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import saving
from domain.money import Rupiah
from domain.payouts import Kind, State
from domain.zones import WIB, local_date
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group


@pytest.fixture
async def group(desk: Desk) -> Group:
    opened = await open_group(desk)

    async def fill(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", opened.id, groups.ACTIVE)
        day = local_date(unit.now, WIB)
        draft = saving(day=day, by=1, member=3, kind=SavingKind.SUKARELA, amount=100_000)
        await ledger.post(unit, opened.id, draft, key="saved")

    await opened.run("Lilis", fill)
    return opened


async def promise(group: Group, amount: int) -> int:
    async def job(unit: Unit) -> int:
        made = await payouts.add(
            unit,
            group.id,
            kind=Kind.WITHDRAWAL,
            account=Account.SUKARELA,
            member=3,
            witness=None,
            amount=Rupiah(amount),
            day=local_date(unit.now, WIB),
            meeting=None,
            note="",
            by=1,
            second=2,
        )
        return made.id

    return await group.run("Lilis", job)


async def free(group: Group) -> int:
    return await group.run("Lilis", lambda unit: free_cash(unit, group.id))


async def test_what_is_promised_is_not_free_until_it_is_cancelled(group: Group) -> None:
    assert await free(group) == 100_000
    first, _second = await promise(group, 30_000), await promise(group, 80_000)
    assert await free(group) == 0

    async def cancel(unit: Unit) -> None:
        await payouts.settle(unit, await payouts.get(unit, first), State.CANCELLED)

    await group.run("Lilis", cancel)
    assert await free(group) == 20_000
