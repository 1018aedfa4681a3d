"""How much she may borrow: her savings, the box without what is promised, her loans before; nothing without a decision."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import ledger, payouts
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import saving
from domain.loan_limits import CASH, MOST, SAVINGS, Limit
from domain.loan_refusals import TooMuchAsked
from domain.loan_rules import LoanRules, LoansOff
from domain.money import Rupiah
from domain.payouts import Kind
from handlers.loans.limits import find_limit, find_loan_rules, require_within
from tests.db.officers_world import Group
from tests.handlers.loans.asking import LENDING
from tests.handlers.loans.lending_group import lending_group, today


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def limit(group: Group, name: str, rules: LoanRules = LENDING) -> Limit:
    return await group.run(
        "Lilis",
        lambda unit: find_limit(unit, group.id, group.numbers[name], rules, today(unit)),
    )


async def promise(group: Group, amount: int, account: Account | None = Account.SUKARELA) -> int:
    """So much is on its way to Neneng."""

    async def job(unit: Unit) -> int:
        made = await payouts.add(
            unit,
            group.id,
            kind=Kind.WITHDRAWAL,
            account=account,
            member=group.numbers["Neneng"],
            witness=None,
            amount=Rupiah(amount),
            day=today(unit),
            meeting=None,
            note="",
            by=1,
            second=2,
        )
        return made.id

    return await group.run("Lilis", job)


async def test_the_smallest_of_the_groups_limits_counts(group: Group) -> None:
    assert await limit(group, "Tati") == Limit(amount=Rupiah(900_000), why=SAVINGS)
    assert await limit(group, "Neneng") == Limit(amount=Rupiah(1_300_000), why=CASH)
    small = replace(LENDING, most=Rupiah(200_000))
    assert await limit(group, "Neneng", small) == Limit(amount=Rupiah(200_000), why=MOST)


async def test_what_is_promised_to_somebody_is_lent_to_nobody_else(group: Group) -> None:
    await promise(group, 800_000)
    assert await limit(group, "Tati") == Limit(amount=Rupiah(500_000), why=CASH)


async def test_savings_that_are_on_their_way_to_her_are_none_for_a_loan(group: Group) -> None:
    await promise(group, 900_000)
    assert await limit(group, "Neneng") == Limit(amount=Rupiah(300_000), why=SAVINGS)
    await promise(group, 100_000, None)  # she leaves with all of it
    assert (await limit(group, "Neneng")).amount == 0


async def test_the_pot_of_an_arisan_is_lent_to_nobody(group: Group) -> None:
    async def pay(unit: Unit) -> None:
        for number in (1, 2):
            draft = saving(day=today(unit), by=1, member=number, kind=SavingKind.ARISAN, amount=50_000)
            await ledger.post(unit, group.id, draft, key=f"arisan/{number}")

    await group.run("Lilis", pay)
    assert await limit(group, "Neneng") == Limit(amount=Rupiah(1_300_000), why=CASH)
    await promise(group, 50_000, Account.ARISAN)
    assert await limit(group, "Neneng") == Limit(amount=Rupiah(1_300_000), why=CASH)


async def test_more_is_refused_with_what_is_allowed(group: Group) -> None:
    tati = group.numbers["Tati"]
    await group.run("Tati", lambda unit: require_within(unit, group.id, tati, 900_000))
    with pytest.raises(TooMuchAsked) as refused:
        await group.run("Tati", lambda unit: require_within(unit, group.id, tati, 900_001))
    assert refused.value.fields == {"amount": 900_000}


async def test_without_a_decision_nobody_borrows(tmp_path: Path) -> None:
    async with lending_group(tmp_path, rules=None) as group:
        rules, _day = await group.run("Tati", lambda unit: find_loan_rules(unit, group.id))
        assert rules is None
        with pytest.raises(LoansOff):
            await group.run("Tati", lambda unit: require_within(unit, group.id, 3, 1_000))
