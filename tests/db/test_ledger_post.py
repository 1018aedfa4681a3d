"""A command takes effect once and wholly, by people who may, in a book that is open."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db import ledger
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.ledger import Draft
from domain.refusals import NotAllowed, Refusal
from tests.db.desk import Desk
from tests.ledger_world import (
    FEBRUARY,
    LILIS,
    NENENG,
    SITI,
    TODAY,
    Book,
    mentari,
    open_book,
    refused,
    saved,
    state,
)

__all__ = ["mentari"]


async def test_the_same_command_gives_the_same_entry_again(mentari: Book) -> None:
    first = await mentari.post(saved(note="titip"), "k")
    before = await state(mentari)
    again = await mentari.post(saved(note="titip"), "k")
    assert (first.number, first.again, again.number, again.again) == (1, False, 1, True)
    assert await state(mentari) == before


@pytest.mark.parametrize(
    "other",
    [
        saved(25_001),
        saved(member=NENENG),
        saved(by=NENENG),
        saved(note="lain"),
        saved(note=""),
        saved(day=FEBRUARY),
    ],
    ids=["amount", "member", "writer", "note", "no note", "day"],
)
async def test_the_same_key_with_another_content_is_refused(mentari: Book, other: Draft) -> None:
    await mentari.post(saved(note="titip"), "k")
    before = await state(mentari)
    with pytest.raises(book.KeyUsedDifferently):
        await mentari.post(other, "k")
    assert await state(mentari) == before


async def test_a_refused_command_does_not_burn_its_key(mentari: Book) -> None:
    with pytest.raises(book.FutureDay):
        await mentari.post(saved(day=date(2026, 2, 4)), "k")
    assert (await mentari.post(saved(), "k")).number == 1


async def test_a_key_belongs_to_its_group(desk: Desk, mentari: Book) -> None:
    melati = await open_book(desk)
    await mentari.post(saved(), "k")
    posted = await melati.post(saved(99), "k")
    assert (posted.number, posted.again) == (1, False)
    assert await mentari.balance(Account.KAS) == 25_000
    assert await melati.balance(Account.KAS) == 99


async def test_two_taps_at_once_post_once(mentari: Book) -> None:
    posted = await asyncio.gather(*(mentari.post(saved(), "k") for _tap in range(5)))
    assert {each.number for each in posted} == {1}
    assert sorted(each.again for each in posted) == [False, True, True, True, True]


async def test_numbers_have_no_gap_when_many_write_at_once(mentari: Book) -> None:
    await mentari.save(SITI, 100)
    taking = book.withdrawal(day=TODAY, by=LILIS, member=SITI, kind=SavingKind.SUKARELA, amount=60)
    results = await asyncio.gather(
        *(mentari.post(taking) for _each in range(3)),
        *(mentari.post(saved(5, NENENG)) for _each in range(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, book.NotEnoughSavings) for each in results) == 2
    numbers = [
        row["number"] for row in (await mentari.rows("SELECT number FROM ledger_entries ORDER BY number"))
    ]
    assert numbers == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: saved(day=date(2026, 2, 4)), book.FutureDay),
        (lambda: saved(0), book.AmountOutOfRange),
        (lambda: saved(-5), book.AmountOutOfRange),
        (lambda: saved(member=99), book.UnknownMember),
        (lambda: saved(by=99), book.UnknownMember),
        (lambda: saved(second=99), book.UnknownMember),
        (lambda: saved(second=LILIS), book.SecondIsSame),
        (lambda: saved(meeting=4), NotAllowed),
    ],
)
async def test_what_is_refused_changes_nothing(
    mentari: Book, make: Callable[[], Draft], refusal: type[Refusal]
) -> None:
    await mentari.save(SITI, 10)
    await refused(mentari, make(), refusal)


async def test_the_same_command_twice_in_a_batch_is_one_entry(mentari: Book) -> None:
    async def job(unit: Unit) -> list[ledger.Posted]:
        return await ledger.post_many(unit, mentari.id, [("a", saved()), ("b", saved()), ("a", saved())])

    posted = await mentari.run(job)
    assert [(each.number, each.again) for each in posted] == [(1, False), (2, False), (1, True)]
    assert [each.again for each in await mentari.run(job)] == [True, True, True]

    async def differently(unit: Unit) -> list[ledger.Posted]:
        return await ledger.post_many(unit, mentari.id, [("c", saved()), ("c", saved(1))])

    with pytest.raises(book.KeyUsedDifferently):
        await mentari.run(differently)


async def test_a_whole_meeting_is_read_in_one_trip(mentari: Book) -> None:
    keyed = [(f"m/{n}", saved(1_000 + n, 1 + n % 5)) for n in range(30)]

    async def job(unit: Unit) -> list[int]:
        await unit.fetch("SELECT 1 AS one")
        calls = [0]
        perform = unit._perform

        async def counted(statements: Any) -> Any:
            calls[0] += 1
            return await perform(statements)

        unit._perform = counted  # type: ignore[method-assign]
        await ledger.post_many(unit, mentari.id, keyed)
        return calls

    assert await mentari.run(job) == [1]
    assert await mentari.balance(Account.KAS) == 30 * 1_000 + sum(range(30))


async def test_who_has_left_only_settles(mentari: Book) -> None:
    await mentari.save(SITI, 100)

    async def leave(unit: Unit) -> None:
        unit.write("UPDATE members SET state = 'left' WHERE group_id = $1 AND number = $2", mentari.id, SITI)

    await mentari.desk.run(leave)
    await refused(mentari, saved(5), book.MemberLeft)
    fine = book.income(
        day=TODAY, by=LILIS, account=Account.PENDAPATAN_DENDA, amount=5, cash=Account.KAS, member=SITI
    )
    await refused(mentari, fine, book.MemberLeft)
    await refused(mentari, saved(5, NENENG, by=SITI), book.MemberLeft)
    await mentari.post(
        book.withdrawal(day=TODAY, by=LILIS, member=SITI, kind=SavingKind.SUKARELA, amount=100)
    )
    assert await mentari.balance(Account.SUKARELA, SITI) == 0


@pytest.mark.parametrize(("named", "opening"), [("draft", True), ("ended", False)])
async def test_only_an_open_group_writes(mentari: Book, named: str, opening: bool) -> None:
    async def change(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", mentari.id, named)

    await mentari.desk.run(change)
    await refused(mentari, saved(), book.GroupNotActive)
    draft = book.opening(day=TODAY, by=LILIS, member=SITI, amounts={SavingKind.POKOK: 10})
    if opening:
        assert (await mentari.post(draft)).number == 1
    else:
        await refused(mentari, draft, book.GroupNotActive)


async def test_a_group_that_is_not_there_reads_like_a_foreign_one(mentari: Book) -> None:
    async def job(unit: Unit) -> None:
        await ledger.post(unit, 5, saved(), key="k")

    with pytest.raises(NotAllowed):
        await mentari.run(job)
    with pytest.raises(NotAllowed):
        await mentari.run(lambda unit: ledger.get_entry(unit, mentari.id, 1))
    with pytest.raises(NotAllowed):
        await mentari.reverse(1)


async def test_a_correction_is_the_exact_opposite_and_the_original_stays(mentari: Book) -> None:
    await mentari.save(NENENG, 7)
    number = await mentari.save(SITI, 25_000)
    before = await state(mentari)
    back = await mentari.reverse(number)
    assert await mentari.balance(Account.SUKARELA, SITI) == 0
    assert await mentari.balance(Account.KAS) == 7
    after = await state(mentari)
    assert after[0][: len(before[0])] == before[0]
    assert after[1][: len(before[1])] == before[1]
    entry = await mentari.run(lambda unit: ledger.get_entry(unit, mentari.id, back))
    original = await mentari.run(lambda unit: ledger.get_entry(unit, mentari.id, number))
    assert (entry.reverses, entry.member, entry.lines) == (number, SITI, book.opposite(original.lines))
    assert await mentari.run(lambda unit: ledger.open_note(unit, mentari.id, back)) == "salah catat"


async def test_an_entry_is_taken_back_once_and_the_reversal_too(mentari: Book) -> None:
    number = await mentari.save(SITI, 25_000)
    back = await mentari.reverse(number)
    with pytest.raises(book.AlreadyReversed):
        await mentari.reverse(number)
    await mentari.reverse(back)
    assert await mentari.balance(Account.SUKARELA, SITI) == 25_000
    with pytest.raises(book.AlreadyReversed):
        await mentari.reverse(number)


async def test_after_its_meeting_is_closed_two_people_correct(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)
    first = await mentari.save(SITI, 10, meeting=1)
    second = await mentari.save(SITI, 20, meeting=1)
    await mentari.reverse(first, second=None)

    async def close(unit: Unit) -> None:
        unit.write("UPDATE meetings SET state = 'closed' WHERE group_id = $1", mentari.id)

    await mentari.desk.run(close)
    with pytest.raises(book.SecondNeeded):
        await mentari.reverse(second, second=None)
    assert await mentari.reverse(second) == 4


async def test_outside_a_meeting_one_person_corrects_on_the_same_day_only(mentari: Book) -> None:
    first, second = await mentari.save(SITI, 10), await mentari.save(SITI, 20)
    await mentari.reverse(first, second=None)
    mentari.go_to(date(2026, 2, 4))
    with pytest.raises(book.SecondNeeded):
        await mentari.reverse(second, second=None)


async def test_an_old_group_without_a_beginning_gets_one_with_its_first_entry(mentari: Book) -> None:
    async def forget(unit: Unit) -> None:
        unit.write("UPDATE groups SET chain_start = '' WHERE id = $1", mentari.id)

    await mentari.desk.run(forget)
    await mentari.save(SITI, 10)
    row = (await mentari.rows("SELECT chain_start FROM groups WHERE id = $1", mentari.id))[0]
    entry = await mentari.run(lambda unit: ledger.get_entry(unit, mentari.id, 1))
    assert row["chain_start"]
    assert entry.previous == book.chain_beginning(row["chain_start"])
    assert entry.hash == book.next_hash(entry.previous, book.canonical(entry, row["chain_start"]))
