"""The money of a loan: only while what two officers decided still fits, and a loan from the moment she has it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.render import render
from db import ledger, loans, payouts
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import NotEnoughCash
from domain.loans import State
from domain.payouts import Kind, Payout
from domain.refusals import Changed
from handlers.loans import handing
from handlers.second import payout_steps
from tests.db.officers_world import Group
from tests.handlers.loans.lending_group import is_decided, lending_group, move, wishes


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def promised(group: Group, amount: int) -> Payout:
    """The payout of a loan of Tati's on which two officers have decided."""
    await is_decided(group, await wishes(group, "Tati", amount))

    async def job(unit: Unit) -> Payout:
        body = payout_steps.body_of(
            kind=Kind.LOAN,
            account=Account.PIUTANG,
            member=group.numbers["Tati"],
            witness=None,
            amount=amount,
            note="",
        )
        await payout_steps.start_decided(unit, group.id, body, by=1, second=2)
        (found,) = await payouts.list_waiting(unit, group.id)
        return found

    return await group.run("Lilis", job)


async def says_received(group: Group, payout: Payout) -> str:
    text = await group.run(
        "Tati", lambda unit: payout_steps.receive(unit, payout, signer=group.numbers["Tati"])
    )
    return render(text)


async def state(group: Group) -> State:
    return (await group.run("Lilis", lambda unit: loans.get(unit, group.id, 1))).state


async def test_she_reads_the_first_day_the_first_amount_and_all_of_it(group: Group) -> None:
    text = await says_received(group, await promised(group, 500_000))
    assert text == (
        "Sudah dicatat: Tati menerima Rp500.000. Nomornya 3.\n"
        "Cicilan pertama Rp110.000, Selasa, 3 Maret 2026.\nJumlah semua yang dibayar Rp550.000."
    )
    assert await state(group) is State.RUNNING
    owed = await group.run(
        "Lilis", lambda unit: ledger.balance(unit, group.id, Account.PIUTANG, group.numbers["Tati"])
    )
    assert owed == 500_000


async def test_money_she_holds_is_written_down_also_where_her_limit_is_smaller_by_now(group: Group) -> None:
    payout = await promised(group, 500_000)
    await move(group, "Tati", -200_000)
    await says_received(group, payout)
    assert await state(group) is State.RUNNING


async def test_a_box_that_cannot_have_held_it_stops_it(group: Group) -> None:
    payout = await promised(group, 500_000)
    await move(group, "Neneng", -900_000)
    with pytest.raises(NotEnoughCash):
        await says_received(group, payout)
    assert await state(group) is State.APPROVED
    waiting = await group.run("Lilis", lambda unit: payouts.list_waiting(unit, group.id))
    assert [each.id for each in waiting] == [payout.id]


async def test_what_nobody_decided_is_not_promised(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    tati = group.numbers["Tati"]
    for amount in (500_000, 400_000):
        with pytest.raises(Changed):
            await group.run("Lilis", lambda unit: handing.require_decided(unit, group.id, tati, amount))  # noqa: B023


async def test_money_that_stays_in_the_box_lets_her_ask_again(group: Group) -> None:
    payout = await promised(group, 500_000)
    await group.run("Lilis", lambda unit: handing.let_go(unit, payout))
    assert await state(group) is State.WITHDRAWN
    assert (await wishes(group, "Tati", 100_000)).number == 2
