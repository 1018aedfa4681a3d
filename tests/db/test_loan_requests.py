"""Only what nobody has decided waits."""

import pytest

from db import groups, loans
from db.loan_requests import list_asked
from db.unit import Unit
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group


@pytest.fixture
async def group(desk: Desk) -> Group:
    return await open_group(desk)


async def test_what_was_decided_or_taken_back_waits_no_more(group: Group) -> None:
    terms = Terms(method=Method.NONE, rate=0, unit=Rupiah(1_000))

    async def job(unit: Unit) -> list[tuple[int, str]]:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", group.id, groups.ACTIVE)
        made = [
            await loans.ask(
                unit,
                group.id,
                member=member,
                asked_by=member,
                amount=50_000,
                months=5,
                purpose="tepung",
                terms=terms,
            )
            for member in (1, 2, 3, 4)
        ]
        await loans.withdraw(unit, made[0])
        await loans.refuse(unit, made[1], by=1, reason="Uang kas belum cukup.")
        await loans.approve(unit, made[2], by=1, second=2)
        return [(each.member, each.purpose) for each in await list_asked(unit, group.id)]

    assert await group.run("Lilis", job) == [(4, "tepung")]
