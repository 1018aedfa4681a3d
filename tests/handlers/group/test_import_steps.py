"""The opening is one balanced piece: who is in the book keeps her number, and it happens once."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pytest

from db import approvals, ledger
from db.approvals import Approval
from db.unit import Unit, Unprepared
from domain.accounts import CREDIT, DEBIT, Account, SavingKind
from domain.ledger import EntryKind
from domain.money import Rupiah
from domain.opening import Opening
from domain.refusals import Changed
from handlers.group.import_steps import KIND, Begun, begun_of, body_of, carry_out, drafts_of, in_words
from tests.handlers.group_people import book, write_in
from tests.handlers.office_people import chair_and_treasurer
from tests.world import MENTARI, World

WAJIB, POKOK = SavingKind.WAJIB, SavingKind.POKOK
BEGUN = Begun(
    day=date(2026, 2, 3),
    members=(
        Opening(name="yuyun", amounts=((WAJIB, Rupiah(100_000)),)),
        Opening(name="Siti", amounts=((WAJIB, Rupiah(50_000)), (POKOK, Rupiah(50_000)))),
        Opening(name="Tati"),
    ),
    funds=((Account.SOSIAL, Rupiah(20_000)), (Account.CADANGAN, Rupiah(30_000))),
    bank=Rupiah(40_000),
    counted=Rupiah(212_000),
    reason="unknown",
)


def agreed(unit: Unit, world: World) -> Approval:
    return approvals.played(
        unit,
        world.groups[MENTARI],
        by=1,
        second=2,
        kind=KIND,
        subject=0,
        words=in_words(BEGUN),
        body=body_of(BEGUN),
    )


async def open_book(world: World) -> None:
    """As a turn does it: the slow work is done outside, then all of it runs again."""
    work: dict[Hashable, Any] = {}

    async def job(unit: Unit) -> None:
        unit.actor, unit.work = await world.actor(unit, "Lilis"), work
        await carry_out(unit, agreed(unit, world))
        unit.told = []

    try:
        await world.run(job)
    except Unprepared as slow:
        work[slow.key] = slow.call()
        await world.run(job)


def test_what_is_agreed_to_comes_back_as_it_was() -> None:
    assert begun_of(body_of(BEGUN)) == BEGUN
    assert (BEGUN.savings, BEGUN.booked, BEGUN.difference) == (200_000, 210_000, 2_000)


def test_every_entry_balances_and_nobody_is_opened_with_nothing() -> None:
    drafts = drafts_of(BEGUN, [3, 4, 5], by=1, second=2)
    kinds = [draft.kind for draft in drafts]
    assert kinds == [EntryKind.OPENING] * 4 + [EntryKind.TRANSFER, EntryKind.COUNT]
    assert all(sum(line.signed for line in draft.lines) == 0 for draft in drafts)
    assert drafts[-1].note == "unknown"
    assert {line.account: line.side for line in drafts[-1].lines} == {
        Account.KAS: DEBIT,
        Account.SELISIH: CREDIT,
    }


async def test_who_is_in_the_book_keeps_her_number_and_the_others_come_after(world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Yuyun")
    await open_book(world)
    assert [(each.number, each.name) for each in await book(world)] == [
        (1, "Cucu"),
        (2, "Lilis"),
        (3, "Yuyun"),
        (4, "Siti"),
        (5, "Tati"),
    ]

    async def job(unit: Unit) -> dict[int, int]:
        saved = await ledger.all_savings(unit, world.groups[MENTARI])
        return {number: sum(amounts.values()) for number, amounts in saved.items() if sum(amounts.values())}

    assert await world.run(job) == {3: 100_000, 4: 100_000}


async def test_it_happens_once(world: World) -> None:
    await chair_and_treasurer(world)
    await open_book(world)
    with pytest.raises(Changed):
        await open_book(world)
    assert len(await book(world)) == 5
