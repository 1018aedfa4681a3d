"""Where a loan stands is the book's word; an agreement makes a new plan, and what was let go is let go once."""

from datetime import date
from functools import partial

import pytest

from db import loans
from db.unit import Unit
from domain.loan_classes import LoanClass
from domain.loan_refusals import LoanNotRunning, LoanSettled, MoreThanOwed
from domain.loans import Plan, months_after, schedule
from domain.refusals import Changed
from tests.db.loan_world import CUCU, FINED, FLAT, FREE, ask, get, lend, pay, stands
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari

__all__ = ["mentari"]

MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 3), date(2026, 5, 3)


@pytest.fixture
async def rich(mentari: Book) -> Book:
    await mentari.save(LILIS, 5_000_000)
    return mentari


async def replan(
    book: Book, number: int, months: int, *, amount: int, start: date, carried_fine: int = 0
) -> Plan:
    loan = await get(book, number)
    parts = schedule(amount=amount, months=months, terms=loan.terms, start=start)

    async def job(unit: Unit) -> Plan:
        return await loans.replan(
            unit, loan, instalments=parts, start=start, carried_fine=carried_fine, by=LILIS, second=CUCU
        )

    return await book.run(job)


async def waive(book: Book, number: int, amount: int) -> None:
    loan = await get(book, number)

    async def job(unit: Unit) -> None:
        await loans.waive(unit, loan, amount=amount, reason="sedang sakit", by=LILIS, second=CUCU)

    await book.run(job)


async def test_all_running_loans_are_read_in_two_trips_and_stand_as_each_does_alone(rich: Book) -> None:
    for member in (SITI, CUCU, 4, 5):
        await lend(rich, member=member, amount=100_000 * member, terms=FINED)
    rich.go_to(date(2026, 4, 20))
    await pay(rich, 1, 70_000, day=MARCH)
    await pay(rich, 2, (await stands(rich, 2, APRIL)).payoff, day=APRIL)
    wrong = await pay(rich, 3, 50_000, day=APRIL)
    await rich.reverse(wrong.number)
    await replan(rich, 4, 3, amount=500_000, start=APRIL, carried_fine=2_000)
    await ask(rich, member=LILIS)
    day = date(2026, 4, 20)
    trips = 0

    async def job(unit: Unit) -> dict[int, tuple[object, object, object]]:
        nonlocal trips
        await unit.fetch("SELECT 1 AS one")
        perform = unit._perform

        async def counted(statements: list[object]) -> object:
            nonlocal trips
            trips += 1
            return await perform(statements)  # type: ignore[arg-type]

        unit._perform = counted  # type: ignore[method-assign, assignment]
        return dict(await loans.standings(unit, rich.id, day))

    found = await rich.run(job)
    assert (sorted(found), trips) == ([1, 3, 4], 1)
    for number in found:
        loan = await get(rich, number)
        plan = await rich.run(partial(loans.plan_of, loan=loan))
        assert found[number] == (loan, plan, await stands(rich, number, day))


async def test_a_loan_that_never_ran_stands_nowhere(rich: Book) -> None:
    asked = await ask(rich)
    with pytest.raises(LoanNotRunning):
        await rich.run(lambda unit: loans.standing(unit, asked, TODAY))
    assert await rich.run(lambda unit: loans.plans_of(unit, asked)) == ()
    assert await rich.run(lambda unit: loans.outstanding(unit, asked)) == 0
    assert await rich.run(lambda unit: loans.standings(unit, rich.id, TODAY)) == {}


async def test_after_an_agreement_only_the_new_plan_counts(rich: Book) -> None:
    await lend(rich)
    rich.go_to(APRIL)
    await pay(rich, 1, 110_000, day=MARCH)
    plan = await replan(rich, 1, 8, amount=400_000, start=APRIL)
    assert (plan.revision, plan.after_entry, len(plan.instalments)) == (2, 3, 8)
    standing = await stands(rich, 1, APRIL)
    assert (standing.outstanding, standing.days_behind, standing.paid_count) == (400_000, 0, 0)
    loan = await get(rich, 1)
    assert [each.revision for each in await rich.run(lambda unit: loans.plans_of(unit, loan))] == [1, 2]
    repaid = await pay(rich, 1, 408_000, day=APRIL)
    assert repaid.settled


async def test_an_agreement_on_another_sum_than_is_owed_is_refused(rich: Book) -> None:
    await lend(rich)
    rich.go_to(MARCH)
    await pay(rich, 1, 110_000, day=MARCH)
    with pytest.raises(Changed):
        await replan(rich, 1, 8, amount=500_000, start=MARCH)
    with pytest.raises(Changed):
        await replan(rich, 1, 8, amount=400_000, start=MARCH, carried_fine=-1)
    await pay(rich, 1, 400_000, day=MARCH)
    with pytest.raises(LoanSettled):
        await replan(rich, 1, 8, amount=400_000, start=MARCH)


async def test_a_payment_of_before_an_agreement_may_still_be_taken_back(rich: Book) -> None:
    await lend(rich)
    rich.go_to(APRIL)
    wrong = await pay(rich, 1, 110_000, day=MARCH)
    await replan(rich, 1, 4, amount=400_000, start=APRIL)
    await rich.reverse(wrong.number)
    standing = await stands(rich, 1, APRIL)
    assert standing.outstanding == 500_000 == sum(each.principal for each in standing.open)


async def test_a_fine_is_let_go_once_and_never_more_than_is_open(rich: Book) -> None:
    await lend(rich, terms=FINED)
    late = date(2026, 3, 10)
    rich.go_to(late)
    assert (await stands(rich, 1, late)).fine == 2_000
    with pytest.raises(MoreThanOwed):
        await waive(rich, 1, 2_001)
    with pytest.raises(MoreThanOwed):
        await waive(rich, 1, 0)
    await waive(rich, 1, 1_500)
    await waive(rich, 1, 500)
    assert (await stands(rich, 1, late)).fine == 0
    with pytest.raises(MoreThanOwed):
        await waive(rich, 1, 1)
    (row, _second) = await rich.rows("SELECT reason FROM loan_waivers ORDER BY n")
    assert b"sakit" not in bytes(row["reason"])


async def test_what_was_let_go_before_an_agreement_is_not_let_go_again(rich: Book) -> None:
    await lend(rich, terms=FINED)
    late = date(2026, 3, 10)
    rich.go_to(late)
    await waive(rich, 1, 1_500)
    await replan(rich, 1, 5, amount=500_000, start=late, carried_fine=500)
    assert (await stands(rich, 1, late)).fine == 500
    await waive(rich, 1, 500)
    assert (await stands(rich, 1, late)).fine == 0


async def test_how_late_she_ever_was_is_known_also_when_all_is_paid(rich: Book) -> None:
    async def worst(day: date) -> LoanClass:
        return await rich.run(lambda unit: loans.worst_class(unit, rich.id, SITI, day))

    assert await worst(TODAY) is LoanClass.LANCAR
    await lend(rich, months=2, terms=FREE)
    assert await worst(MARCH) is LoanClass.LANCAR
    assert await worst(date(2026, 3, 13)) is LoanClass.PERHATIAN
    assert await worst(MAY) is LoanClass.KURANG
    rich.go_to(MAY)
    await pay(rich, 1, 250_000, day=MARCH)
    await pay(rich, 1, 250_000, day=date(2026, 4, 13))
    assert await worst(date(2026, 12, 1)) is LoanClass.PERHATIAN
    await lend(rich, terms=FLAT, day=MAY)
    assert await worst(MAY) is LoanClass.PERHATIAN
    assert await worst(months_after(MAY, 9)) is LoanClass.MACET
