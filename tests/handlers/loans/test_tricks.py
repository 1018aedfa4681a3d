"""How money could go wrong around loans: taken twice, written twice, or out of the box while it is owed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import approvals, ledger, payouts
from db.approvals import Approval
from db.leaving import StillOwes
from db.unit import Unit
from domain.accounts import OWN_SAVINGS, Account
from domain.loan_refusals import LimitPassed, NotForOwn
from domain.payouts import Kind, NoWitness, Payout
from handlers.loans import decide_steps
from handlers.loans.ask_steps import KIND
from handlers.second import payout_steps
from tests.db.officers_world import Group
from tests.handlers.loans.asking import LENDING
from tests.handlers.loans.lending_group import is_decided, lending_group, wishes


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def promise(group: Group, name: str, kind: Kind, account: Account | None, amount: int) -> Payout:
    """Two officers have decided that she gets it."""

    async def job(unit: Unit) -> Payout:
        body = payout_steps.body_of(
            kind=kind, account=account, member=group.numbers[name], witness=None, amount=amount, note=""
        )
        await payout_steps.start_decided(unit, group.id, body, by=1, second=2)
        return (await payouts.list_waiting(unit, group.id))[-1]

    return await group.run("Lilis", job)


async def says_received(group: Group, payout: Payout) -> None:
    await group.run("Tati", lambda unit: payout_steps.receive(unit, payout, signer=payout.signer))


async def lends(group: Group, amount: int) -> None:
    """Tati has a loan, as two officers decided."""
    await is_decided(group, await wishes(group, "Tati", amount))
    await says_received(group, await promise(group, "Tati", Kind.LOAN, Account.PIUTANG, amount))


async def saved(group: Group) -> int:
    async def job(unit: Unit) -> int:
        have = await ledger.member_balances(unit, group.id, group.numbers["Tati"])
        return sum(have[account] for account in OWN_SAVINGS)

    return await group.run("Lilis", job)


async def test_an_officer_who_is_known_as_her_since_the_proposal_agrees_to_nothing(group: Group) -> None:
    await wishes(group, "Tati", 200_000)
    seen = await group.run("Lilis", lambda unit: decide_steps.open_request(unit, group.id, 1))

    async def propose(unit: Unit) -> Approval:
        return await approvals.propose(
            unit,
            group.id,
            by=1,
            kind=KIND,
            subject=1,
            words=seen.what,
            body=seen.body,
            about=group.numbers["Tati"],
            never=seen.never,
        )

    approval = await group.run("Lilis", propose)

    async def is_tati(unit: Unit) -> None:
        cucu, tati = group.actors["Cucu"].person_id, group.actors["Tati"].person_id
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", cucu, tati)

    await group.run("Lilis", is_tati)

    async def agree(unit: Unit, second: str) -> None:
        number = group.numbers[second]
        agreed = await approvals.agree(unit, approval.id, digest=approval.digest, second=number)
        await decide_steps.carry_out(unit, agreed)

    with pytest.raises(NotForOwn):
        await group.run("Cucu", lambda unit: agree(unit, "Cucu"))
    assert await group.rows("SELECT count(*) FROM payouts") == [(0,)]
    assert await group.rows("SELECT state FROM loans") == [("asked",)]
    with pytest.raises(NoWitness):  # what is for Tati now comes from an officer's phone
        await group.run("Euis", lambda unit: agree(unit, "Euis"))


async def test_savings_that_she_takes_out_on_leaving_are_none_for_a_loan(group: Group) -> None:
    await promise(group, "Tati", Kind.WITHDRAWAL, None, 300_000)
    await is_decided(group, await wishes(group, "Tati", 200_000))
    with pytest.raises(LimitPassed):
        await promise(group, "Tati", Kind.LOAN, Account.PIUTANG, 200_000)


async def test_all_savings_that_were_promised_before_she_borrowed_stay_until_she_owes_nothing(
    tmp_path: Path,
) -> None:
    async with lending_group(tmp_path, replace(LENDING, savings_percent=0)) as group:
        leaving = await promise(group, "Tati", Kind.WITHDRAWAL, None, 300_000)
        await lends(group, 200_000)
        with pytest.raises(StillOwes):
            await says_received(group, leaving)
        assert await saved(group) == 300_000
