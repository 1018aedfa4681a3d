"""Leaving on both engines: with nothing left in the box, nothing on its way, and no office."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from db import disputes, groups, leaving, ledger, members, people
from db.leaving import DisputeOpen, HasOffice, HelpOpen, LoanWaiting, PayoutOpen, SavingsLeft, StillOwes
from db.people import Actor
from db.unit import Unit
from domain.accounts import CREDIT, DEBIT, Account, SavingKind
from domain.disputes import Difference, State, What
from domain.ledger import Draft, EntryKind, Line, saving
from domain.money import Rupiah
from domain.refusals import Changed
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.db.desk import Desk

DAY = date(2026, 2, 3)


class Group:
    """Lilis (1) keeps the book, Siti (2) is a member."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = 0
        self.lilis: Actor
        self.siti: Actor

    async def act(self, step: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        async def job(unit: Unit) -> Any:
            unit.actor = self.lilis
            return await step(unit, *args)

        return await self.desk.run(job)

    async def leave(self, number: int) -> Any:
        return await self.act(leaving.leave, self.id, number, DAY)


@pytest.fixture
async def group(desk: Desk) -> Group:
    made = Group(desk)
    made.lilis, made.siti = await desk.person("Demo Lilis"), await desk.person("Demo Siti")

    async def job(unit: Unit) -> None:
        made.id = groups.add(unit, name="Demo Mentari", place="Cipanas", zone=WIB, demo=True)
        for actor, role in ((made.lilis, Role.TREASURER), (made.siti, Role.MEMBER)):
            await members.ensure(unit, made.id, actor.person_id, joined_day=DAY)
            people.grant_role(
                unit,
                role_id=unit.new_id(),
                person_id=actor.person_id,
                grant=RoleGrant(role, group_id=made.id),
                now_ms=unit.now_ms,
            )

    await desk.run(job)
    return made


async def test_she_leaves_and_her_number_stays_hers(desk: Desk, group: Group) -> None:
    await group.leave(2)
    found = await desk.run(lambda unit: members.list_members(unit, group.id, left=True))
    assert [(each.number, each.is_active, each.left_day) for each in found] == [
        (1, True, None),
        (2, False, DAY),
    ]
    assert await desk.run(lambda unit: people.list_roles(unit, group.siti.person_id)) == ()
    with pytest.raises(Changed):
        await group.leave(2)


async def test_with_savings_in_the_box_she_does_not_leave(group: Group) -> None:
    async def save(unit: Unit) -> None:
        draft = saving(day=DAY, by=1, member=2, kind=SavingKind.WAJIB, amount=10_000)
        await ledger.post(unit, group.id, draft, key="demo/1")

    await group.act(save)
    with pytest.raises(SavingsLeft) as refused:
        await group.leave(2)
    assert refused.value.fields == {"amount": 10_000}


async def test_nor_with_a_loan_to_pay_back(group: Group) -> None:
    async def lend(unit: Unit) -> None:
        lines = (
            Line(Account.PIUTANG, DEBIT, Rupiah(50_000), 2),
            Line(Account.HIBAH, CREDIT, Rupiah(50_000)),
        )
        draft = Draft(kind=EntryKind.OPENING, day=DAY, by=1, member=2, lines=lines)
        await ledger.post(unit, group.id, draft, key="demo/2")

    await group.act(lend)
    with pytest.raises(StillOwes) as refused:
        await group.leave(2)
    assert refused.value.fields == {"amount": 50_000}


def lend(unit: Unit, group_id: int, member: int, state: str) -> None:
    """Her loan, as far as leaving looks at it."""
    unit.write(
        "INSERT INTO loans (group_id, number, code, member, asked_by, amount, months, terms, state, made_ms)"
        " VALUES ($1, 1, 'DEMO01', $2, $2, 50000, 5, '{}', $3, 0)",
        group_id,
        member,
        state,
    )


@pytest.mark.parametrize("state", ["asked", "approved"])
async def test_nor_while_a_loan_of_hers_waits(group: Group, state: str) -> None:
    async def ask(unit: Unit) -> None:
        lend(unit, group.id, 2, state)

    await group.act(ask)
    with pytest.raises(LoanWaiting):
        await group.leave(2)


@pytest.mark.parametrize(("borrower", "helper"), [(1, 2), (2, 1)])
async def test_nor_while_one_has_paid_for_the_other_and_it_is_not_settled(
    group: Group, borrower: int, helper: int
) -> None:
    async def stand_in(unit: Unit) -> None:
        draft = saving(day=DAY, by=1, member=2, kind=SavingKind.SOSIAL, amount=10_000)
        entry = await ledger.post(unit, group.id, draft, key="demo/3")
        lend(unit, group.id, borrower, "settled")
        unit.write(
            "INSERT INTO loan_helps (group_id, number, loan, entry, helper, amount, state, made_ms)"
            " VALUES ($1, 1, 1, $2, $3, 10000, 'open', 0)",
            group.id,
            entry.number,
            helper,
        )

    await group.act(stand_in)
    with pytest.raises(HelpOpen):
        await group.leave(2)

    async def give_back(unit: Unit) -> None:
        unit.write("UPDATE loan_helps SET state = 'returned' WHERE group_id = $1", group.id)

    await group.act(give_back)
    await group.leave(2)


@pytest.mark.parametrize(("member", "witness"), [(2, None), (1, 2)])
async def test_nor_while_money_is_on_its_way_to_her_or_waits_for_her_word(
    group: Group, member: int, witness: int | None
) -> None:
    async def pay(unit: Unit) -> None:
        unit.write(
            "INSERT INTO payouts (id, group_id, code, kind, account, cash, member, amount, day, state, by_member, witness,"
            " made_ms) VALUES ($1, $2, 'DEMO01', 'cost', 'biaya_lain', 'kas', $4, 5000, $3, 'waiting', 1, $5, 0)",
            unit.new_id(),
            group.id,
            DAY.isoformat(),
            member,
            witness,
        )

    await group.act(pay)
    with pytest.raises(PayoutOpen):
        await group.leave(2)


async def test_nor_before_she_has_said_that_what_differed_is_settled(group: Group) -> None:
    async def differs(unit: Unit) -> disputes.Dispute:
        return await disputes.add(unit, group.id, 2, Difference(what=What.OTHER, words="demo"))

    made = await group.act(differs)
    with pytest.raises(DisputeOpen) as refused:
        await group.leave(2)
    assert refused.value.fields == {"code": made.code}
    await group.act(disputes.close, made, State.SOLVED)
    await group.leave(2)


async def test_an_officer_hands_over_first(group: Group) -> None:
    with pytest.raises(HasOffice):
        await group.leave(1)
