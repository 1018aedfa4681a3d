"""What asking writes is asked again in the step: whose it is, what holds, how much, and who could decide."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import loans, members
from db.unit import Unit
from domain.loan_refusals import NoThirdOfficer, OpenLoanAlready, TooMuchAsked
from domain.loan_rules import LoansOff, Method
from domain.loans import State
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from handlers.loans.ask_steps import Wish, list_without_phone, look_at_own, look_for_her, send, withdraw
from handlers.names import PUTUSKAN
from tests.db.officers_world import DAY, Group
from tests.handlers.loans.asking import LENDING
from tests.handlers.loans.lending_group import is_decided, lending_group, wishes

WISH = Wish(amount=Rupiah(500_000), months=10, terms=LENDING.terms(Method.FLAT), purpose="tepung")


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def sends(group: Group, by: str, wish: Wish = WISH, *, number: int = 0) -> None:
    await group.run(by, lambda unit: send(unit, group.id, number or group.numbers[by], wish))


async def imas(group: Group) -> int:
    """A woman of whom only the book knows; her number."""

    async def job(unit: Unit) -> int:
        return await members.add(unit, group.id, name="Imas", joined_day=DAY)

    return await group.run("Lilis", job)


async def test_who_may_decide_is_told_with_a_button(group: Group) -> None:
    await sends(group, "Tati")
    assert {each.person_id for each in group.told} == {
        group.actors[name].person_id for name in ("Lilis", "Cucu", "Euis")
    }
    (button,) = group.told[0].buttons
    assert (button.talk, button.args, group.told[0].matter) == (PUTUSKAN, (group.id, 1), f"loan:{group.id}:1")


async def test_her_own_request_is_for_the_others_alone(group: Group) -> None:
    rich = replace(WISH, amount=Rupiah(100_000))
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, 3, [1]))
    await sends(group, "Tati", rich)
    assert {each.person_id for each in group.told} == {
        group.actors[name].person_id for name in ("Cucu", "Euis")
    }


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (replace(WISH, amount=Rupiah(900_001)), TooMuchAsked),
        (replace(WISH, months=11), Changed),
        (replace(WISH, terms=replace(WISH.terms, rate=100)), Changed),
    ],
)
async def test_what_does_not_hold_is_not_asked_for(
    group: Group, wish: Wish, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await sends(group, "Tati", wish)
    assert await group.rows("SELECT count(*) FROM loans") == [(0,)]


async def test_one_at_a_time_and_only_where_the_meeting_has_decided(group: Group, tmp_path: Path) -> None:
    await sends(group, "Tati")
    with pytest.raises(OpenLoanAlready):
        await sends(group, "Tati")
    (tmp_path / "other").mkdir()
    async with lending_group(tmp_path / "other", rules=None) as other:
        with pytest.raises(LoansOff):
            await sends(other, "Tati")


async def test_without_two_who_could_decide_nothing_is_asked(group: Group) -> None:
    await group.end_role("Euis")
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, 3, [2]))
    with pytest.raises(NoThirdOfficer):
        await sends(group, "Tati")
    assert not (await group.run("Tati", lambda unit: look_at_own(unit, group.id, 3))).deciders


async def test_an_officer_types_only_for_a_woman_without_a_phone(group: Group) -> None:
    number = await imas(group)
    found = await group.run("Lilis", lambda unit: list_without_phone(unit, group.id))
    assert [each.number for each in found] == [number]
    assert await group.run("Tati", lambda unit: list_without_phone(unit, group.id)) == ()
    desk = await group.run("Lilis", lambda unit: look_for_her(unit, group.id, number))
    assert desk.limit is not None
    assert desk.limit.amount == 0
    for by, whose in (("Lilis", group.numbers["Tati"]), ("Tati", number), ("Neneng", group.numbers["Tati"])):
        with pytest.raises(NotAllowed):
            await sends(group, by, number=whose)
        with pytest.raises(NotAllowed):
            await group.run(by, lambda unit: look_for_her(unit, group.id, whose))  # noqa: B023
    with pytest.raises(NotAllowed):
        await group.run("Neneng", lambda unit: look_at_own(unit, group.id, group.numbers["Tati"]))


async def test_only_she_takes_her_request_back_and_only_before_she_has_the_money(group: Group) -> None:
    loan = await wishes(group, "Tati", 100_000)
    tati = group.numbers["Tati"]
    for by, number in (("Neneng", tati), ("Neneng", group.numbers["Neneng"]), ("Lilis", tati)):
        with pytest.raises(NotAllowed):
            await group.run(by, lambda unit: withdraw(unit, group.id, number, loan.number))  # noqa: B023
    await is_decided(group, loan)
    await group.run("Tati", lambda unit: withdraw(unit, group.id, tati, loan.number))
    assert (await group.run("Tati", lambda unit: loans.get(unit, group.id, 1))).state is State.WITHDRAWN
    with pytest.raises(Changed):
        await group.run("Tati", lambda unit: withdraw(unit, group.id, tati, loan.number))
