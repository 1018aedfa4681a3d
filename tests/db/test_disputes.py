"""A difference has a number and a day, is settled by her alone, and is sealed with her key."""

from datetime import date

import pytest

from db import disputes, group_rules
from db.disputes import Answered, Dispute
from db.unit import Unit
from db.vault import person as owner_of
from domain.disputes import OPEN_MAX, Difference, Reply, State, TooManyDisputes, What
from domain.group_rules import Rhythm, Rules
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from tests.ledger_world import NENENG, SITI, TODAY, Book, mentari

__all__ = ["mentari"]

PAID = Difference(what=What.PAID, amount=Rupiah(10_000), through="Yuyun")
DAY_MS = 24 * 3_600_000


async def raised(book: Book, member: int = NENENG, difference: Difference = PAID) -> Dispute:
    return await book.desk.run(
        lambda unit: disputes.add(unit, book.id, member, difference, booked=Rupiah(120_000))
    )


async def again(book: Book, dispute: Dispute) -> Dispute:
    return await book.desk.run(lambda unit: disputes.get(unit, dispute.id))


async def test_what_she_says_is_kept_sealed_and_opened(mentari: Book) -> None:
    made = await raised(mentari)
    found = await again(mentari, made)
    assert (found.difference, found.booked, found.state) == (PAID, 120_000, State.OPEN)
    assert len(found.code) == disputes.CODE_CHARS
    (row,) = await mentari.rows("SELECT what FROM disputes")
    assert b"Yuyun" not in bytes(row["what"])


async def test_the_answer_is_due_at_the_next_meeting_by_the_rules_else_in_fourteen_days(
    mentari: Book,
) -> None:
    assert (await raised(mentari)).answer_by == date(2026, 2, 17)

    async def decide(unit: Unit) -> None:
        rules = Rules(kinds=(), rhythm=Rhythm.WEEKLY, meeting_day=TODAY, from_day=TODAY, decided_day=TODAY)
        await group_rules.add(unit, mentari.id, rules, by=1)

    await mentari.desk.run(decide)
    assert (await raised(mentari)).answer_by == date(2026, 2, 10)


async def test_open_matters_are_counted_until_she_settles_or_withdraws_them(mentari: Book) -> None:
    one, other = await raised(mentari), await raised(mentari, SITI)

    async def count(unit: Unit) -> int:
        return await disputes.count_open(unit, mentari.id)

    assert await mentari.desk.run(count) == 2
    answered = Answered(reply=Reply.SAME, words="Sudah dicek bersama.")
    await mentari.desk.run(lambda unit: disputes.answer(unit, one, answered))
    assert await mentari.desk.run(count) == 2  # an answer settles nothing
    assert (await again(mentari, one)).answered == answered
    await mentari.desk.run(lambda unit: disputes.close(unit, one, State.SOLVED))
    await mentari.desk.run(lambda unit: disputes.close(unit, other, State.WITHDRAWN))
    assert await mentari.desk.run(count) == 0
    with pytest.raises(Changed):
        await mentari.desk.run(lambda unit: disputes.close(unit, one, State.SOLVED))
    with pytest.raises(Changed):
        await mentari.desk.run(lambda unit: disputes.answer(unit, one, answered))


async def test_still_different_gets_a_new_day_and_the_pengawas_stays_asked(mentari: Book) -> None:
    made = await raised(mentari)
    answered = Answered(reply=Reply.CORRECTED, entry=7)
    await mentari.desk.run(lambda unit: disputes.answer(unit, made, answered))
    mentari.desk.now_ms += DAY_MS
    day = await mentari.desk.run(lambda unit: disputes.ask_again(unit, made, supervised=True))
    found = await again(mentari, made)
    assert (found.answered, found.answer_by, found.supervised) == (None, day, True)
    await mentari.desk.run(lambda unit: disputes.ask_again(unit, found, supervised=False))
    assert (await again(mentari, made)).supervised


async def test_the_clock_takes_each_moment_once(mentari: Book) -> None:
    made = await raised(mentari)
    first = await mentari.desk.run(lambda unit: disputes.next_due(unit, unit.now_ms))
    assert first is not None

    async def take() -> list[int]:
        return [each.next_ms for each in await mentari.desk.run(disputes.take_due)]

    assert await take() == []
    mentari.desk.now_ms = first
    assert await take() == [first]
    assert await take() == []
    second = await mentari.desk.run(lambda unit: disputes.next_due(unit, unit.now_ms))
    assert second is not None
    assert second > first
    mentari.desk.now_ms = second + DAY_MS
    assert await take() == [second]
    assert await mentari.desk.run(lambda unit: disputes.next_due(unit, 0)) is None
    assert (await again(mentari, made)).state is State.OPEN


async def test_nobody_has_more_than_can_be_answered(mentari: Book) -> None:
    for _number in range(OPEN_MAX):
        await raised(mentari)
    with pytest.raises(TooManyDisputes):
        await raised(mentari)
    assert (await raised(mentari, SITI)).member == SITI


async def test_what_does_not_exist_reads_like_what_is_not_hers(mentari: Book) -> None:
    with pytest.raises(NotAllowed):
        await mentari.desk.run(lambda unit: disputes.get(unit, 1))
    with pytest.raises(NotAllowed):
        await raised(mentari, 99)


async def test_once_she_is_erased_nothing_of_her_words_is_left(mentari: Book) -> None:
    made = await raised(mentari)
    await mentari.desk.storage.vault.destroy([owner_of(made.person_id)])
    found = await again(mentari, made)
    assert (found.difference.through, found.difference.amount) == ("", 0)
