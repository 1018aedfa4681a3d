"""A loan is asked for once at a time, decided by two others, and runs from the day she has the money."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from db import ledger, loans
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import AmountOutOfRange, MemberLeft, UnknownMember
from domain.loan_refusals import NotForOwn, OpenLoanAlready
from domain.loans import State
from domain.refusals import Changed, NotAllowed
from tests.db.desk import Desk
from tests.db.loan_world import CUCU, DECLINING, FLAT, ask, get, lend, pay
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari, open_book

__all__ = ["mentari"]


@pytest.fixture
async def rich(mentari: Book) -> Book:
    await mentari.save(LILIS, 2_000_000)
    return mentari


async def test_what_was_asked_is_read_as_it_was_written_and_its_purpose_is_sealed(rich: Book) -> None:
    asked = await ask(rich, terms=DECLINING)
    assert (asked.number, asked.state, asked.amount, asked.months) == (1, State.ASKED, 500_000, 5)
    assert (asked.terms, asked.purpose, asked.member) == (DECLINING, "wajan dan tepung", SITI)
    assert asked.matter == f"loan:{rich.id}:1"
    (row,) = await rich.rows("SELECT purpose FROM loans")
    assert b"wajan" not in bytes(row["purpose"])


async def test_one_loan_at_a_time(rich: Book) -> None:
    asked = await ask(rich)
    with pytest.raises(OpenLoanAlready):
        await ask(rich)
    assert await rich.run(lambda unit: loans.find_open(unit, rich.id, SITI)) == asked
    await rich.run(lambda unit: loans.withdraw(unit, asked))
    assert (await ask(rich)).number == 2


@pytest.mark.parametrize(("amount", "months"), [(0, 1), (-5, 1), (3, 4), (500_000, 0), (500_000, 25)])
async def test_an_amount_or_a_time_that_cannot_be_is_refused(rich: Book, amount: int, months: int) -> None:
    with pytest.raises(AmountOutOfRange):
        await ask(rich, amount=amount, months=months)
    assert await rich.rows("SELECT number FROM loans") == []


async def test_only_a_member_borrows(rich: Book) -> None:
    with pytest.raises(UnknownMember):
        await ask(rich, member=99)
    await rich.rows("SELECT 1 AS one")

    async def leave(unit: Unit) -> None:
        unit.write(
            "UPDATE members SET state = 'left', left_day = '2026-02-01' WHERE group_id = $1 AND number = $2",
            rich.id,
            SITI,
        )

    await rich.run(leave)
    with pytest.raises(MemberLeft):
        await ask(rich)


async def test_two_officers_who_are_neither_she_nor_of_her_household_decide(rich: Book) -> None:
    asked = await ask(rich)
    await rich.run(lambda unit: loans.set_household(unit, rich.id, SITI, [CUCU]))
    for by, second in ((SITI, LILIS), (LILIS, SITI), (LILIS, CUCU), (CUCU, LILIS), (LILIS, LILIS)):
        with pytest.raises(NotForOwn):
            await rich.run(partial(loans.approve, loan=asked, by=by, second=second))
    with pytest.raises(NotForOwn):
        await rich.run(lambda unit: loans.refuse(unit, asked, by=CUCU, reason="kas kurang"))
    assert (await get(rich, 1)).state is State.ASKED
    await rich.run(lambda unit: loans.set_household(unit, rich.id, SITI, []))
    approved = await rich.run(lambda unit: loans.approve(unit, asked, by=LILIS, second=CUCU))
    assert (approved.state, approved.by, approved.second) == (State.APPROVED, LILIS, CUCU)


async def test_it_is_decided_once(rich: Book) -> None:
    asked = await ask(rich)
    refused = await rich.run(lambda unit: loans.refuse(unit, asked, by=LILIS, reason="kas belum cukup"))
    assert (refused.state, refused.reason) == (State.REFUSED, "kas belum cukup")
    for step in (
        lambda unit: loans.approve(unit, asked, by=LILIS, second=CUCU),
        lambda unit: loans.refuse(unit, asked, by=LILIS, reason=""),
        lambda unit: loans.withdraw(unit, asked),
        lambda unit: loans.withdraw(unit, refused),
    ):
        with pytest.raises(Changed):
            await rich.run(step)
    assert (await get(rich, 1)).state is State.REFUSED


async def test_once_she_has_the_money_it_runs_by_its_first_plan(rich: Book) -> None:
    loan = await lend(rich)
    assert (loan.state, loan.entry) == (State.RUNNING, 2)
    plan = await rich.run(lambda unit: loans.plan_of(unit, loan))
    assert (plan.revision, plan.start, plan.total, plan.jasa) == (1, TODAY, 550_000, 50_000)
    assert [each.due for each in plan.instalments][:2] == [date(2026, 3, 3), date(2026, 4, 3)]
    assert await rich.run(lambda unit: loans.outstanding(unit, loan)) == 500_000
    assert await rich.balance(Account.PIUTANG, SITI) == 500_000
    with pytest.raises(Changed):
        await rich.run(lambda unit: loans.withdraw(unit, loan))


async def test_a_loan_that_was_not_decided_does_not_start(rich: Book) -> None:
    asked = await ask(rich)
    with pytest.raises(Changed):
        await rich.run(lambda unit: loans.start(unit, asked, entry=1, day=TODAY, by=LILIS, second=CUCU))
    assert await rich.rows("SELECT loan FROM loan_entries") == []


async def test_a_loan_that_was_paid_out_by_mistake_is_as_if_it_had_never_been(rich: Book) -> None:
    loan = await lend(rich)
    assert loan.entry is not None
    await rich.reverse(loan.entry)
    assert (await get(rich, loan.number)).state is State.WITHDRAWN
    assert await rich.balance(Account.KAS) == 2_000_000
    assert (await lend(rich)).number == 2


async def test_lists_are_of_one_group_and_of_the_states_asked_for(desk: Desk, rich: Book) -> None:
    other = await open_book(desk)
    loan = await lend(rich, amount=100_000)
    await pay(rich, loan.number, 102_000)
    running = await lend(rich, member=CUCU)
    asked = await ask(rich)

    async def numbers(*states: State) -> list[int]:
        return [each.number for each in await rich.run(lambda unit: loans.list_loans(unit, rich.id, *states))]

    assert await numbers() == [1, 2, 3]
    assert await numbers(State.RUNNING) == [running.number]
    assert await numbers(State.SETTLED, State.ASKED) == [1, asked.number]
    assert await rich.run(lambda unit: loans.list_loans(unit, other.id)) == []
    assert [each.number for each in await rich.run(lambda unit: loans.list_of(unit, rich.id, SITI))] == [1, 3]
    with pytest.raises(NotAllowed):
        await rich.run(lambda unit: loans.get(unit, other.id, 1))


async def test_another_loan_keeps_its_own_terms(rich: Book) -> None:
    await lend(rich, terms=FLAT)
    other = await lend(rich, member=CUCU, terms=replace(FLAT, rate=100))
    assert ((await get(rich, 1)).terms.rate, other.terms.rate) == (200, 100)


async def test_her_words_are_gone_with_her_key(rich: Book) -> None:
    asked = await ask(rich)
    await rich.run(lambda unit: unit.vault.destroy([f"p{asked.person_id}"]))
    assert (await get(rich, 1)).purpose == ""


async def test_no_entry_of_a_loan_is_without_it(rich: Book) -> None:
    loan = await lend(rich)
    repaid = await pay(rich, loan.number, 102_000)
    await rich.reverse(repaid.number)
    linked = await rich.rows("SELECT entry FROM loan_entries ORDER BY entry")
    touched = await rich.rows(
        "SELECT DISTINCT number FROM ledger_lines WHERE account = 'piutang_anggota' ORDER BY number"
    )
    assert [row["entry"] for row in linked] == [row["number"] for row in touched] == [2, 3, 4]
    assert await rich.run(lambda unit: ledger.balance(unit, rich.id, Account.PIUTANG, SITI)) == 500_000
