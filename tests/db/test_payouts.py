"""Money on its way: it waits, once it is settled it stays so, and who is asked for a word sees only hers."""

import asyncio
from datetime import date

import pytest

from conversation.text import _
from db import payouts
from db.push_buttons import add_push
from db.unit import PushButton, Unit
from domain.accounts import Account
from domain.money import Rupiah
from domain.payouts import COST_ALONE_MS, WAITING_MAX, Kind, NotWaiting, Payout, State, TooManyPayouts
from domain.refusals import Changed, NotAllowed
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group


@pytest.fixture
async def group(desk: Desk) -> Group:
    return await open_group(desk)


async def hand_over(group: Group, *, member: int = 3, witness: int | None = None, note: str = "") -> Payout:
    async def job(unit: Unit) -> Payout:
        return await payouts.add(
            unit,
            group.id,
            kind=Kind.COST if note else Kind.WITHDRAWAL,
            account=Account.BIAYA_ATK if note else Account.SUKARELA,
            member=member,
            witness=witness,
            amount=Rupiah(50_000),
            day=date(2026, 2, 3),
            meeting=None,
            note=note,
            by=1,
            second=2,
        )

    return await group.run("Lilis", job)


async def waits_for(group: Group, name: str) -> list[int]:
    person_id = group.actors[name].person_id
    return [each.id for each in await group.run(name, lambda unit: payouts.list_for(unit, person_id))]


async def test_it_is_read_as_it_was_written_and_its_note_is_sealed(group: Group) -> None:
    made = await hand_over(group, note="dua buku")
    assert (made.note, made.state, made.signer, made.account) == (
        "dua buku",
        State.WAITING,
        3,
        Account.BIAYA_ATK,
    )
    (row,) = await group.rows("SELECT note FROM payouts")
    assert b"buku" not in bytes(row[0])


async def test_it_waits_for_her_or_for_her_witness(group: Group) -> None:
    own, witnessed = await hand_over(group), await hand_over(group, member=1, witness=4)
    assert await waits_for(group, "Tati") == [own.id]
    assert await waits_for(group, "Neneng") == [witnessed.id]
    assert await waits_for(group, "Lilis") == []


async def test_it_is_settled_once(group: Group) -> None:
    made = await hand_over(group)
    await group.run("Tati", lambda unit: payouts.settle(unit, made, State.RECEIVED, entry=5))
    with pytest.raises(NotWaiting):
        await group.run("Lilis", lambda unit: payouts.settle(unit, made, State.CANCELLED))
    found = await group.run("Lilis", lambda unit: payouts.get(unit, made.id))
    assert (found.state, found.entry) == (State.RECEIVED, 5)
    assert await waits_for(group, "Tati") == []


async def test_said_twice_in_the_same_moment_it_is_settled_once(group: Group) -> None:
    made = await hand_over(group)
    came = await asyncio.gather(
        *(
            group.run("Tati", lambda unit: payouts.settle(unit, made, State.RECEIVED, entry=5))
            for _time in range(4)
        ),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in came) == ["NoneType", *["NotWaiting"] * 3]


async def test_nobody_is_reminded_twice(group: Group) -> None:
    made = await hand_over(group)

    async def ask(unit: Unit) -> bool:
        before = await payouts.was_reminded(unit, made)
        for label in ("Sudah", "Belum"):
            button = PushButton(label=_("{label}", label=label), talk="terima")
            add_push(unit, unit.actor.person_id, button, payouts.matter_of(made.id))
        return before

    asked = []
    for _time in range(3):
        asked.append(await group.run("Tati", ask))
        group.desk.now_ms += 1
    assert asked == [False, False, True]


async def test_no_more_is_on_its_way_than_anybody_can_follow(group: Group) -> None:
    for _time in range(WAITING_MAX):
        await hand_over(group)
    with pytest.raises(TooManyPayouts):
        await hand_over(group)


async def test_what_is_missing_reads_like_what_is_foreign(group: Group) -> None:
    with pytest.raises(NotAllowed):
        await group.run("Tati", lambda unit: payouts.get(unit, 1))


@pytest.mark.parametrize(
    "change",
    ["amount = 5000000", "member = 4", "witness = 1", "second_member = NULL", "cash = 'bank'", "note = NULL"],
)
async def test_what_was_changed_in_the_records_waits_for_nobody(group: Group, change: str) -> None:
    made = await hand_over(group, note="dua buku")
    await group.rows("UPDATE payouts SET " + change + " RETURNING id")
    with pytest.raises(Changed):
        await group.run("Tati", lambda unit: payouts.get(unit, made.id))
    assert await waits_for(group, "Tati") == []
    other = await hand_over(group)
    listed = await group.run("Lilis", lambda unit: payouts.list_waiting(unit, group.id))
    assert [each.id for each in listed] == [other.id]


async def test_what_one_alone_has_spent_counts_for_a_day(group: Group) -> None:
    async def spend(unit: Unit) -> Payout:
        return await payouts.add(
            unit,
            group.id,
            kind=Kind.COST,
            account=Account.BIAYA_ATK,
            member=1,
            witness=None,
            amount=Rupiah(7_000),
            day=date(2026, 2, 3),
            meeting=None,
            note="pulpen",
            by=1,
            second=None,
        )

    async def alone() -> int:
        return await group.run("Lilis", lambda unit: payouts.sum_alone(unit, group.id))

    await hand_over(group)
    for _time in range(2):
        made = await group.run("Lilis", spend)
    await group.run("Lilis", lambda unit: payouts.settle(unit, made, State.RECEIVED, entry=5))
    assert await alone() == 14_000
    given_up = await group.run("Lilis", spend)
    await group.run("Lilis", lambda unit: payouts.settle(unit, given_up, State.CANCELLED))
    assert await alone() == 14_000
    group.desk.now_ms += COST_ALONE_MS
    assert await alone() == 0
