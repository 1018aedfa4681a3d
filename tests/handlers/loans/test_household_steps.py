"""Who lives together: written by one, taken back by two who do not live there, and read only by officers."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.render import render
from conversation.text import _
from db import approvals, loans, members
from db.unit import Unit
from domain.loan_refusals import NotForOwn
from domain.refusals import Changed, NotAllowed
from domain.zones import WIB, local_date
from handlers.loans.household_steps import KIND, apart_body, carry_out, find_home, live_together
from tests.db.officers_world import Group
from tests.handlers.loans.lending_group import lending_group


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def join(group: Group, one: str, other: str, by: str = "Lilis") -> None:
    await group.run(by, lambda unit: live_together(unit, group.id, group.numbers[one], group.numbers[other]))


async def home(group: Group, name: str) -> set[int]:
    return set(await group.run("Lilis", lambda unit: loans.household_of(unit, group.id, group.numbers[name])))


async def apart(group: Group, name: str, *, by: str, second: str) -> str:
    """Two agree that she lives alone, as it was when they were asked."""
    number = group.numbers[name]

    async def job(unit: Unit) -> str:
        body = apart_body(number, await find_home(unit, group.id, number))
        played = approvals.played(
            unit,
            group.id,
            by=group.numbers[by],
            second=group.numbers[second],
            kind=KIND,
            subject=number,
            words=_("Demo."),
            body=body,
        )
        return render(await carry_out(unit, played))

    return await group.run(by, job)


async def test_whoever_lives_with_one_of_them_lives_with_all_of_them(group: Group) -> None:
    await join(group, "Tati", "Neneng")
    assert {each.person_id for each in group.told} == {
        group.actors[name].person_id for name in ("Tati", "Neneng")
    }
    await join(group, "Neneng", "Cucu")
    assert await home(group, "Tati") == {group.numbers["Neneng"], group.numbers["Cucu"]}


async def test_nobody_lives_with_herself_or_with_one_who_left(group: Group) -> None:
    with pytest.raises(Changed):
        await join(group, "Tati", "Tati")
    await group.run("Lilis", lambda unit: members_left(unit, group, "Neneng"))
    with pytest.raises(Changed):
        await join(group, "Tati", "Neneng")
    with pytest.raises(NotAllowed):
        await join(group, "Lilis", "Cucu", by="Tati")


async def members_left(unit: Unit, group: Group, name: str) -> None:
    members.set_left(unit, group.id, group.numbers[name], local_date(unit.now, WIB))


async def test_two_who_do_not_live_there_take_it_back_and_nobody_else(group: Group) -> None:
    await join(group, "Tati", "Cucu")
    for by, second in (("Cucu", "Euis"), ("Lilis", "Cucu")):
        with pytest.raises(NotForOwn):
            await apart(group, "Tati", by=by, second=second)
    assert await apart(group, "Tati", by="Lilis", second="Euis") == "Tati sudah dicatat tinggal sendiri."
    assert await home(group, "Tati") == set()


async def test_it_is_not_taken_back_when_others_live_there_by_now(group: Group) -> None:
    await join(group, "Tati", "Neneng")
    body = {"member": group.numbers["Tati"], "others": [99]}

    async def job(unit: Unit) -> None:
        played = approvals.played(
            unit, group.id, by=1, second=2, kind=KIND, subject=3, words=_("Demo."), body=body
        )
        await carry_out(unit, played)

    with pytest.raises(Changed):
        await group.run("Lilis", job)
