"""A year as the book has it: two equal sides, who came, which loans waited on its last day; whatever comes after."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db import ledger, loans, year_ends
from db.unit import Unit
from db.year_records import LoanAtEnd, YearBook
from domain.accounts import Account, SavingKind
from domain.refusals import NotAllowed
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari
from tests.loan_year import EUIS, EUIS_, IMAS, IMAS_, YUYUN, YUYUNS, open_lending_year
from tests.shared_year import LAST, YEAR, write_year

__all__ = ["mentari"]


async def look_at(mentari: Book, year: int = YEAR) -> YearBook:
    return await mentari.run(lambda unit: year_ends.year_book(unit, mentari.id, year))


async def close(mentari: Book) -> None:
    await mentari.run(lambda unit: year_ends.close_year(unit, mentari.id, YEAR, by=LILIS, second=NENENG))


async def test_a_group_that_is_not_there_has_no_year(mentari: Book) -> None:
    with pytest.raises(NotAllowed):
        await look_at(Book(mentari.desk, mentari.id + 1, []))


async def test_the_balance_sheet_has_two_equal_sides_before_and_after(mentari: Book) -> None:
    await write_year(mentari)
    await mentari.save(SITI, 7_000, SavingKind.WAJIB, day=date(2025, 12, 12))
    for _time in ("open", "closed"):
        neraca = (await look_at(mentari)).neraca
        other_side = sum(neraca.liabilities.values()) + sum(neraca.capital.values()) + neraca.shu
        assert neraca.total == other_side == 3_307_000 - 100_000
        assert neraca.shu == 1_200_000
        if _time == "open":
            await close(mentari)


async def test_what_is_open_stands_in_the_book(mentari: Book) -> None:
    await write_year(mentari)
    found = await look_at(mentari)
    assert (found.over, found.meeting_open, found.waiting, found.disputes, found.looks) == (
        True,
        False,
        0,
        (),
        (),
    )
    await mentari.meeting(1, date(2025, 12, 20))
    await mentari.run(_dispute(mentari.id))
    found = await look_at(mentari)
    assert found.meeting_open
    assert found.disputes == (("AB12", SITI),)
    assert (await look_at(mentari, 2026)).over is False


def _dispute(group_id: int) -> Callable[[Unit], Any]:
    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO disputes (id, group_id, code, member, what, state, answer_by, made_ms)"
            " VALUES ($1, $2, 'AB12', $3, $4, 'open', '2026-02-10', $5)",
            unit.new_id(),
            group_id,
            SITI,
            b"",
            unit.now_ms,
        )

    return job


async def test_who_came_and_how_savings_grew_are_the_years(mentari: Book) -> None:
    await mentari.save(SITI, 100_000, day=date(2024, 12, 1))
    await write_year(mentari)
    await mentari.meeting(1, date(2025, 12, 3), "closed")
    await mentari.meeting(2, date(2026, 1, 3), "closed")
    await mentari.run(_came(mentari.id))
    found = await look_at(mentari)
    assert (found.attendance.meetings, found.attendance.present, found.attendance.awaited) == (1, 3, 5)
    assert found.health.came is not None
    assert found.health.came.percent == 60
    assert found.health.grown is not None
    assert (found.health.grown.part, found.health.grown.of) == (2_000_000, 100_000)


def _came(group_id: int) -> Callable[[Unit], Any]:
    async def job(unit: Unit) -> None:
        unit.write_many(
            "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)",
            [
                (group_id, meeting, member, status)
                for meeting in (1, 2)
                for member, status in enumerate(
                    ("present", "present", "present", "excused", "absent"), start=1
                )
            ],
        )

    return job


# -- loans ------------------------------------------------------------------------------------------------------


async def test_loans_stand_there_as_they_were_on_the_last_day_whatever_was_paid_since(desk: Desk) -> None:
    mentari = await open_lending_year(desk)
    then = await mentari.run(lambda unit: loans.standings(unit, mentari.id, LAST))
    mentari.go_to(date(2026, 2, 3))
    before = await look_at(mentari)
    by_number = {each.number: each for each in before.loans}
    assert by_number.keys() == then.keys() == {IMAS_, EUIS_, YUYUNS}
    for number, (loan, _plan, standing) in then.items():
        assert by_number[number] == LoanAtEnd(
            member=loan.member,
            number=number,
            outstanding=standing.outstanding,
            overdue=standing.overdue,
            days=standing.days_behind,
            profile="mentari",
        )
    assert by_number[IMAS_].days > 90
    assert by_number[IMAS_].member == IMAS
    assert (by_number[EUIS_].member, by_number[EUIS_].days) == (EUIS, 0)
    assert by_number[YUYUNS].member == YUYUN
    assert sum(each.outstanding for each in before.loans) == before.balances[Account.PIUTANG]
    assert {each.member: each.outstanding for each in before.loans} == before.owed
    for number in (IMAS_, YUYUNS):
        await mentari.run(lambda unit, number=number: _pay_all(unit, mentari.id, number))  # type: ignore[misc]
    after = await look_at(mentari)
    assert (after.loans, after.health, after.neraca) == (before.loans, before.health, before.neraca)
    assert [each.number for each in (await look_at(mentari, 2026)).loans] == [EUIS_]


async def _pay_all(unit: Unit, group_id: int, number: int) -> None:
    loan = await loans.get(unit, group_id, number)
    standing = await loans.standing(unit, loan, date(2026, 2, 3))
    await loans.pay(
        unit,
        group_id,
        number,
        standing.payoff,
        day=date(2026, 2, 3),
        by=LILIS,
        meeting=None,
        key=f"lunas/{number}",
    )


async def test_the_figures_of_a_year_with_loans_fit_each_other(desk: Desk) -> None:
    mentari = await open_lending_year(desk)
    mentari.go_to(date(2026, 2, 3))
    found = await look_at(mentari)
    neraca = found.neraca
    assert neraca.total == sum(neraca.liabilities.values()) + sum(neraca.capital.values()) + neraca.shu
    assert found.end.shares is not None
    assert found.end.result.surplus == neraca.shu
    paid = {each.member: each.jasa for each in found.end.shares.members if each.jasa}
    assert sum(paid.values()) == found.end.result.income[Account.PENDAPATAN_JASA]
    assert paid[SITI] == 5 * 10_000
    assert found.health.loans == 3
    assert found.health.waiting is not None
    assert found.health.at_risk is not None
    assert found.health.at_risk.part == sum(each.outstanding for each in found.loans if each.days > 30)
    await close(mentari)
    assert await mentari.balance(Account.SHU) == 0
    assert (await look_at(mentari)).loans == found.loans


async def test_a_loan_that_was_only_asked_for_is_none(desk: Desk) -> None:
    mentari = await open_lending_year(desk)
    asked = await mentari.run(lambda unit: loans.list_loans(unit, mentari.id))
    assert len(asked) == 5
    assert len((await look_at(mentari)).loans) == 3
    assert await mentari.run(lambda unit: ledger.head(unit, mentari.id))
