"""A yes is bound to what two officers saw, and to who they are at that moment; a no is one officer's, and kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.render import render
from db import approvals, loans, payouts
from db.approvals import Approval
from db.unit import Unit
from domain.accounts import Account
from domain.approvals import NeedsAnother
from domain.loan_refusals import LimitPassed, NotForOwn, NoThirdOfficer
from domain.loans import State
from domain.payouts import State as Money
from domain.refusals import Changed
from domain.requests import NeedsReason, ReasonNotPlain
from handlers.loans.ask_steps import KIND
from handlers.loans.decide_steps import Seen, carry_out, open_request, say_no
from handlers.loans.decide_words import OTHER, details
from handlers.second import payout_steps
from tests.db.officers_world import Group
from tests.handlers.loans.lending_group import lending_group, move, today, wishes


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with lending_group(tmp_path) as opened:
        yield opened


async def opens(group: Group, by: str = "Lilis", number: int = 1) -> Seen:
    return await group.run(by, lambda unit: open_request(unit, group.id, number))


async def asks_second(group: Group, seen: Seen, *, by: str = "Lilis") -> Approval:
    async def job(unit: Unit) -> Approval:
        return await approvals.propose(
            unit,
            group.id,
            by=group.numbers[by],
            kind=KIND,
            subject=1,
            words=seen.what,
            body=seen.body,
            about=seen.receiver.number,
            never=seen.never,
        )

    return await group.run(by, job)


async def agrees(group: Group, approval: Approval, by: str = "Cucu") -> str:
    """As her conversation does it: she agrees, and it is carried out in the same transaction."""

    async def job(unit: Unit) -> str:
        agreed = await approvals.agree(unit, approval.id, digest=approval.digest, second=group.numbers[by])
        return render(await carry_out(unit, agreed))

    return await group.run(by, job)


async def state(group: Group, number: int = 1) -> State:
    return (await group.run("Lilis", lambda unit: loans.get(unit, group.id, number))).state


async def test_the_yes_of_two_promises_the_money_once(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    approval = await asks_second(group, await opens(group))
    assert (
        await agrees(group, approval) == "Rp500.000 boleh diserahkan. Lalu tunggu Tati bilang sudah terima."
    )
    (row,) = await group.rows("SELECT kind, account, amount, by_member, second_member, state FROM payouts")
    assert row == ("loan", Account.PIUTANG.value, 500_000, 1, 2, Money.WAITING.value)
    assert await state(group) is State.APPROVED
    with pytest.raises(Changed):
        await opens(group)


async def test_who_was_barred_when_it_was_asked_does_not_agree(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, 3, [group.numbers["Euis"]]))
    approval = await asks_second(group, await opens(group))
    with pytest.raises(NeedsAnother):
        await agrees(group, approval, "Euis")
    with pytest.raises(NeedsAnother):
        await group.run(
            "Euis", lambda unit: approvals.refuse(unit, approval.id, second=group.numbers["Euis"])
        )
    with pytest.raises(NotForOwn):
        await opens(group, "Euis")


async def test_who_came_to_live_with_her_since_does_not_agree_either(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    approval = await asks_second(group, await opens(group))
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, 3, [group.numbers["Cucu"]]))
    with pytest.raises(NotForOwn):
        await agrees(group, approval)
    assert await state(group) is State.ASKED
    await agrees(group, approval, "Euis")


async def test_without_a_third_officer_nobody_can_be_asked(group: Group) -> None:
    await group.end_role("Euis")
    await wishes(group, "Tati", 500_000)
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, 3, [group.numbers["Cucu"]]))
    with pytest.raises(NoThirdOfficer):
        await asks_second(group, await opens(group))
    seen = await opens(group)
    with pytest.raises(NotForOwn):
        await asks_second(group, seen, by="Cucu")


async def test_what_fits_no_more_when_she_agrees_is_refused_and_nothing_written(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    approval = await asks_second(group, await opens(group))
    await move(group, "Neneng", -900_000)
    with pytest.raises(LimitPassed):
        await agrees(group, approval)
    assert await state(group) is State.ASKED
    assert await group.rows("SELECT count(*) FROM payouts") == [(0,)]
    seen = await opens(group)
    assert seen.over


async def test_another_request_of_hers_is_not_what_they_agreed_to(group: Group) -> None:
    loan = await wishes(group, "Tati", 500_000)
    approval = await asks_second(group, await opens(group))
    await group.run("Tati", lambda unit: loans.withdraw(unit, loan))
    await wishes(group, "Tati", 400_000)
    with pytest.raises(Changed):
        await agrees(group, approval)
    assert await state(group, 2) is State.ASKED


async def test_officers_see_how_often_she_borrowed_and_how_it_went(group: Group) -> None:
    await wishes(group, "Tati", 100_000)
    approval = await asks_second(group, await opens(group))
    await agrees(group, approval)
    (payout,) = await group.run("Lilis", lambda unit: payouts.list_waiting(unit, group.id))
    await group.run("Tati", lambda unit: payout_steps.receive(unit, payout, signer=3))

    async def pays(unit: Unit) -> None:
        day = today(unit)
        loan = await loans.get(unit, group.id, 1)
        owed = (await loans.standing(unit, loan, day)).payoff
        await loans.pay(unit, group.id, 1, owed, day=day, by=1, meeting=None, key="all")

    await group.run("Lilis", pays)
    await wishes(group, "Tati", 200_000)
    seen = await opens(group, number=2)
    shown = [render(each) for each in seen.lines]
    assert shown[1] == "Untuk: tepung"
    assert shown[-1] == "Sudah 1 kali pinjam, selalu lancar. Terakhir Rp100.000."
    second = [render(each) for each in details(await asks_second(group, seen))]
    assert second[-1] == shown[-1]
    assert second[0] == shown[-2]


async def test_a_no_is_told_to_her_and_to_the_officers_and_closes_what_waited(group: Group) -> None:
    await wishes(group, "Tati", 500_000)
    await asks_second(group, await opens(group))
    assert await group.run("Cucu", lambda unit: say_no(unit, group.id, 1, "turn", ""))
    told = {each.person_id: render(each.text) for each in group.told}
    assert "Ada anggota lain yang menunggu lebih dulu." in told[group.actors["Tati"].person_id]
    assert set(told) == {group.actors[each].person_id for each in ("Tati", "Lilis", "Euis")}
    assert await group.rows("SELECT state FROM approvals") == [("withdrawn",)]
    assert await state(group) is State.REFUSED


@pytest.mark.parametrize(
    ("words", "refusal"), [("jangan", NeedsReason), ("Ibu ini menunggak terus", ReasonNotPlain)]
)
async def test_words_that_say_nothing_or_hurt_are_not_sent(
    group: Group, words: str, refusal: type[Exception]
) -> None:
    await wishes(group, "Tati", 500_000)
    with pytest.raises(refusal):
        await group.run("Cucu", lambda unit: say_no(unit, group.id, 1, OTHER, words))
    assert await state(group) is State.ASKED
