"""Writing an instalment down: once, however often it is sent, on loans of this group that run."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from db import meetings
from db.unit import Unit
from domain.loan_refusals import LoanSettled, MoreThanOwed
from domain.refusals import Changed, NotAllowed, Refusal
from handlers.loans.pay_steps import Receipt, list_running, look_into, post_instalment
from tests.handlers.book_keepers import book, rows
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.savers import TODAY, as_lilis, mentari
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def pays(world: World, loan: int, amount: int, key: str, *, to_savings: bool = False) -> Receipt:
    found: list[Receipt] = []

    async def job(unit: Unit) -> None:
        found.append(await post_instalment(unit, world.groups[MENTARI], loan, amount, to_savings, 0, key))

    await as_lilis(world, job)
    return found[-1]


async def refused(world: World, refusal: type[Refusal], job: Callable[[Unit], Awaitable[object]]) -> Refusal:
    """How it is refused, and that nothing is written."""
    before = await book(world)

    async def turn(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        await job(unit)

    with pytest.raises(refusal) as found:
        await world.run(turn)
    assert await book(world) == before
    return found.value


async def test_the_same_command_twice_is_one_instalment(world: World) -> None:
    await mentari(world, "Tati")
    loan = await lend(world, "Tati")
    first = await pays(world, loan, 112_000, "k")
    assert await pays(world, loan, 112_000, "k") == first
    assert len(await book(world)) == 3


async def test_more_than_ends_it_is_refused_with_what_does(world: World) -> None:
    await mentari(world, "Tati")
    loan, group = await lend(world, "Tati"), world.groups[MENTARI]
    found = await refused(
        world, MoreThanOwed, lambda unit: post_instalment(unit, group, loan, 613_000, False, 0, "k")
    )
    assert found.fields == {"amount": 612_000}


async def test_in_a_meeting_of_before_her_loan_it_is_written_today(world: World) -> None:
    await mentari(world, "Tati")
    loan, group = await lend(world, "Tati"), world.groups[MENTARI]

    async def open_late(unit: Unit) -> None:
        await meetings.open_one(unit, group, date(2026, 1, 28), 1)

    await as_lilis(world, open_late)
    await pays(world, loan, 112_000, "k")
    found = await rows(world, "SELECT day, meeting FROM ledger_entries WHERE kind = 'repayment'")
    assert found == [(TODAY.isoformat(), None)]


async def test_what_ended_it_when_she_looked_must_end_it_still(world: World) -> None:
    await mentari(world, "Tati")
    loan, group = await lend(world, "Tati"), world.groups[MENTARI]
    await world.pass_time(40 * 86_400)  # the second month has begun: Rp612.000 would not be "lunas"
    await refused(
        world, Changed, lambda unit: post_instalment(unit, group, loan, 612_000, False, 0, "k", 612_000)
    )

    async def pay(unit: Unit) -> None:
        for _twice in range(2):
            found = await post_instalment(unit, group, loan, 624_000, False, 0, "k", 624_000)
            assert len(found.lines) == 1

    await as_lilis(world, pay)
    assert len(await book(world)) == 3


async def test_a_loan_that_is_paid_off_takes_nothing_more(world: World) -> None:
    await mentari(world, "Tati")
    loan, group = await lend(world, "Tati"), world.groups[MENTARI]
    await repay(world, loan, 612_000, TODAY)
    await refused(world, LoanSettled, lambda unit: look_into(unit, group, loan))
    await refused(world, LoanSettled, lambda unit: post_instalment(unit, group, loan, 5_000, False, 0, "k"))


async def test_a_loan_of_another_group_is_not_there(world: World) -> None:
    await mentari(world, "Tati")
    loan = await lend(world, "Tati")
    elsewhere = await world.add_group("Euis")
    await refused(world, NotAllowed, lambda unit: list_running(unit, elsewhere))
    await refused(world, NotAllowed, lambda unit: look_into(unit, elsewhere, loan))
    await refused(
        world, NotAllowed, lambda unit: post_instalment(unit, world.groups[MENTARI], 99, 5_000, False, 0, "k")
    )
