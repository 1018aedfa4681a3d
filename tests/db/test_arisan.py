"""Rounds of arisan on both engines: everybody has one turn, nobody is drawn before all have paid."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from db import arisan, groups, leaving, ledger, members
from db.ledger_check import verify_group
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.arisan import ArisanRunning, HadHerTurn, PotNotFull, PotOnItsWay, Round
from domain.ledger import saving, withdrawal
from domain.refusals import Changed
from domain.zones import WIB
from tests.db.desk import Desk

DAY = date(2026, 2, 3)
AMOUNT = 10_000


class Group:
    """Three women, known to the book alone: 1, 2 and 3."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = 0

    async def act(self, step: Callable[..., Awaitable[Any]], *args: Any, **named: Any) -> Any:
        return await self.desk.run(lambda unit: step(unit, self.id, *args, **named))

    async def begin(self) -> Round:
        return await self.act(arisan.start, amount=AMOUNT, members=(1, 2, 3), day=DAY, by=1)

    async def pay(self, *numbers: int) -> None:
        async def job(unit: Unit) -> None:
            for number in numbers:
                draft = saving(day=DAY, by=1, member=number, kind=SavingKind.ARISAN, amount=AMOUNT)
                await ledger.post(unit, self.id, draft, key=f"paid/{unit.new_id()}")

        await self.desk.run(job)

    async def draw(self, member: int, number: int = 1) -> Round:
        return await self.act(arisan.record_draw, number, member, day=DAY, by=1, second=2, meeting=None)

    async def hand_over(self, member: int, amount: int = 3 * AMOUNT) -> None:
        draft = withdrawal(day=DAY, by=1, second=2, member=member, kind=SavingKind.ARISAN, amount=amount)
        await self.act(ledger.post, draft, key=f"pot/{member}/{amount}")

    async def take_back(self, member: int) -> None:
        await self.act(arisan.take_back, 1, member, day=DAY, by=1, second=2, meeting=None)

    async def has(self, member: int) -> int:
        return await self.act(ledger.balance, Account.ARISAN, member)

    async def free(self, member: int) -> int:
        return await self.act(arisan.free_for, member, await self.has(member))


@pytest.fixture
async def group(desk: Desk) -> Group:
    made = Group(desk)

    async def job(unit: Unit) -> None:
        made.id = groups.add(unit, name="Demo Mentari", place="Cipanas", zone=WIB, demo=True)
        new = [members.NewMember(name=f"Demo {name}") for name in ("Lilis", "Cucu", "Tati")]
        await members.add_many(unit, made.id, new, joined_day=DAY)

    await desk.run(job)
    return made


async def test_everybody_has_one_turn_and_the_last_ends_the_round(desk: Desk, group: Group) -> None:
    await group.begin()
    for member in (2, 3, 1):
        await group.pay(1, 2, 3)
        found = await group.draw(member)
        assert await group.free(member) == 3 * AMOUNT
        await group.hand_over(member, 3 * AMOUNT)
        assert [await group.has(each) for each in (1, 2, 3)] == [0, 0, 0]
    assert not found.is_open
    assert [each.member for each in found.drawn] == [2, 3, 1]
    assert (await group.act(verify_group)).fault is None
    with pytest.raises(Changed):
        await group.draw(2)


async def test_nobody_is_drawn_before_all_have_paid_nor_twice(group: Group) -> None:
    await group.begin()
    await group.pay(1, 2)
    with pytest.raises(PotNotFull) as refused:
        await group.draw(2)
    assert refused.value.fields == {"count": 1}
    await group.pay(3)
    await group.draw(2)
    # The pot that waits for her is not what she pays for the next turn.
    assert await group.act(_unpaid) == (1, 2, 3)
    await group.pay(1, 2, 3)
    with pytest.raises(HadHerTurn):
        await group.draw(2)
    with pytest.raises(HadHerTurn):
        await group.draw(9)


async def _unpaid(unit: Unit, group_id: int) -> tuple[int, ...]:
    found = await arisan.find_open(unit, group_id)
    assert found is not None
    return await arisan.list_unpaid(unit, found)


async def test_what_is_paid_for_the_others_turns_stays_in_the_box(group: Group) -> None:
    await group.begin()
    await group.pay(1, 2, 3, 1)
    assert await group.free(1) == 0
    await group.draw(1)
    assert (await group.has(1), await group.free(1)) == (4 * AMOUNT, 3 * AMOUNT)
    await group.hand_over(1)
    assert (await group.has(1), await group.free(1)) == (AMOUNT, 0)
    assert await group.act(_unpaid) == (2, 3)


async def test_a_wrong_name_is_taken_back_as_long_as_the_money_is_there(group: Group) -> None:
    await group.begin()
    await group.pay(1, 2, 3)
    await group.draw(2)
    await group.take_back(2)
    assert [await group.has(each) for each in (1, 2, 3)] == [AMOUNT] * 3
    await group.draw(3)
    await group.hand_over(3)
    with pytest.raises(PotOnItsWay):
        await group.take_back(3)
    with pytest.raises(Changed):
        await group.take_back(2)


async def test_a_wrong_name_opens_the_round_that_her_draw_has_ended_and_none_that_was_stopped(
    group: Group,
) -> None:
    await group.begin()
    for member in (2, 3, 1):
        await group.pay(1, 2, 3)
        await group.draw(member)
        if member != 1:
            await group.hand_over(member)
    assert (await group.act(arisan.find_open)) is None
    await group.take_back(1)
    assert (await group.act(arisan.find_open)) is not None
    await group.draw(1)
    await group.hand_over(1)
    again = await group.begin()
    await group.pay(1, 2, 3)
    await group.draw(2, again.number)
    await group.act(arisan.stop, again.number)
    await group.act(arisan.take_back, again.number, 2, day=DAY, by=1, second=2, meeting=None)
    assert (await group.act(arisan.find_open)) is None
    assert [await group.free(each) for each in (1, 2, 3)] == [AMOUNT] * 3


async def test_the_same_woman_can_be_drawn_after_she_was_taken_back(group: Group) -> None:
    await group.begin()
    await group.pay(1, 2, 3)
    await group.draw(2)
    await group.take_back(2)
    found = await group.draw(2)
    assert [each.member for each in found.drawn] == [2]
    assert await group.free(2) == 3 * AMOUNT


async def test_one_round_at_a_time_and_none_before_the_last_pot_is_handed_over(group: Group) -> None:
    await group.begin()
    with pytest.raises(ArisanRunning):
        await group.begin()
    await group.pay(1, 2, 3)
    await group.draw(2)
    await group.act(arisan.stop, 1)
    with pytest.raises(PotOnItsWay):
        await group.begin()
    await group.hand_over(2)
    assert (await group.begin()).number == 2
    with pytest.raises(Changed):
        await group.act(arisan.stop, 1)


async def test_after_it_was_stopped_everybody_may_have_what_she_paid(group: Group) -> None:
    await group.begin()
    await group.pay(1, 3)
    await group.act(arisan.stop, 1)
    assert [await group.free(each) for each in (1, 2, 3)] == [AMOUNT, 0, AMOUNT]


async def test_who_is_in_a_round_does_not_leave_before_it_is_over(group: Group) -> None:
    await group.begin()
    with pytest.raises(leaving.ArisanOpen):
        await group.act(leaving.check_settled, 3)
    await group.act(arisan.stop, 1)
    await group.act(leaving.check_settled, 3)


async def test_an_arisan_of_one_is_none(group: Group) -> None:
    with pytest.raises(Changed):
        await group.act(arisan.start, amount=AMOUNT, members=(1, 1), day=DAY, by=1)
