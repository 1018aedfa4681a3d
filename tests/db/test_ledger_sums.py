"""Every balance is the sum of its lines, on every day, before and after months are closed."""

from datetime import date

import pytest

from db import ledger
from domain.accounts import Account, SavingKind
from tests.ledger_world import (
    FEBRUARY,
    JAN,
    JANUARY,
    NENENG,
    SITI,
    TODAY,
    Book,
    mentari,
)

__all__ = ["mentari"]


async def test_every_balance_is_the_sum_of_its_lines_on_every_day(mentari: Book) -> None:
    days = [date(2025, 11, 30), date(2025, 12, 5), date(2025, 12, 20), JANUARY, FEBRUARY, TODAY]
    for step, day in enumerate(days):
        await mentari.save(SITI, 100 + step, day=day)
        await mentari.save(NENENG, 10 + step, SavingKind.WAJIB, day=day)
        await mentari.save(NENENG, 1, SavingKind.SOSIAL, day=day)
    for month in (JAN - 2, JAN - 1, JAN):
        await mentari.close(month)
    for day in (date(2025, 11, 29), *days, date(2026, 1, 31), date(2025, 12, 10)):
        sums = await mentari.run(lambda unit, on=day: ledger.totals(unit, mentari.id, on=on))  # type: ignore[misc]
        hers = await mentari.run(
            lambda unit, on=day: ledger.member_balances(unit, mentari.id, SITI, on=on)  # type: ignore[misc]
        )
        until = [step for step, each in enumerate(days) if each <= day]
        assert sums[Account.SUKARELA] == hers[Account.SUKARELA] == sum(100 + step for step in until)
        assert sums[Account.WAJIB] == sum(10 + step for step in until)
        assert sums[Account.SOSIAL] == len(until)
        assert sums[Account.KAS] == sums[Account.SUKARELA] + sums[Account.WAJIB] + sums[Account.SOSIAL]
        assert await mentari.balance(Account.WAJIB, NENENG, on=day) == sums[Account.WAJIB]
    everybody = await mentari.run(lambda unit: ledger.all_savings(unit, mentari.id))
    assert everybody[SITI][Account.SUKARELA] == 615
    assert everybody[NENENG][Account.WAJIB] == 75
    assert set(everybody) == {1, 2, 3, 4, 5}
    assert await mentari.run(lambda unit: ledger.totals(unit, mentari.id)) == await mentari.run(
        lambda unit: ledger.totals(unit, mentari.id, on=TODAY)
    )


async def test_what_is_kept_for_all_has_no_balance_of_one_member(mentari: Book) -> None:
    with pytest.raises(ValueError, match="own"):
        await mentari.balance(Account.KAS, SITI)


async def test_her_history_shows_what_was_taken_back_and_by_which_entry(mentari: Book) -> None:
    wrong = await mentari.save(NENENG, 7)
    await mentari.save(NENENG, 900)
    await mentari.reverse(wrong)
    moves = await mentari.run(lambda unit: ledger.history(unit, mentari.id, NENENG, most=10))
    assert [(each.amount, each.reverses, each.reversed_by) for each in moves] == [
        (-7, 1, None),
        (900, None, None),
        (7, None, 3),
    ]
