"""A closed month stays as it is; a published head stands for the whole book."""

from datetime import date
from typing import Any

import pytest

from db import ledger
from db.unit import Unit, Unprepared
from domain import ledger as book
from domain.accounts import Account
from domain.refusals import Refusal
from tests.ledger_world import FEBRUARY, JAN, JANUARY, SITI, Book, mentari, refused, saved

__all__ = ["mentari"]


async def test_a_closed_month_takes_nothing_and_keeps_its_balances(mentari: Book) -> None:
    await mentari.save(SITI, 100, day=JANUARY)
    await mentari.save(SITI, 10)
    await mentari.close(JAN)
    await refused(mentari, saved(5, day=JANUARY), book.MonthClosed)
    assert not await mentari.run(lambda unit: ledger.is_open(unit, mentari.id, JANUARY))
    assert await mentari.run(lambda unit: ledger.is_open(unit, mentari.id, FEBRUARY))
    assert await mentari.run(lambda unit: ledger.open_month_of(unit, mentari.id)) == JAN + 1
    assert await mentari.balance(Account.SUKARELA, SITI) == 110
    assert await mentari.balance(Account.SUKARELA, SITI, on=date(2026, 1, 31)) == 100
    assert await mentari.balance(Account.SUKARELA, SITI, on=date(2026, 1, 19)) == 0
    closing = await mentari.rows(
        "SELECT account, member, balance FROM ledger_closings WHERE group_id = $1 ORDER BY account",
        mentari.id,
    )
    assert [tuple(row) for row in closing] == [("kas", 0, 100), ("simpanan_sukarela", SITI, -100)]


async def test_a_correction_of_a_closed_month_lands_in_the_open_one(mentari: Book) -> None:
    number = await mentari.save(SITI, 100, day=JANUARY)
    await mentari.close(JAN)
    with pytest.raises(book.MonthClosed):
        await mentari.reverse(number, day=JANUARY)
    await mentari.reverse(number)
    assert await mentari.balance(Account.KAS, on=JANUARY) == 100
    assert await mentari.balance(Account.KAS) == 0


async def test_months_are_closed_in_order_and_when_they_are_over(mentari: Book) -> None:
    with pytest.raises(book.MonthOrder):
        await mentari.close(JAN)
    assert await mentari.run(lambda unit: ledger.open_month_of(unit, mentari.id)) is None
    await mentari.save(SITI, 100, day=date(2025, 12, 31))
    with pytest.raises(book.MonthOrder):
        await mentari.close(JAN)
    await mentari.close(JAN - 1)
    with pytest.raises(book.MonthOrder):
        await mentari.close(JAN - 1)
    await mentari.close(JAN)
    with pytest.raises(book.MonthNotOver):
        await mentari.close(JAN + 1)


async def test_a_month_with_an_open_meeting_waits(mentari: Book) -> None:
    await mentari.meeting(1, JANUARY)
    await mentari.save(SITI, 100, day=JANUARY, meeting=1)
    with pytest.raises(book.MeetingStillOpen):
        await mentari.close(JAN)


@pytest.mark.parametrize(
    ("by", "second", "refusal"),
    [(1, 1, book.SecondIsSame), (1, 99, book.UnknownMember), (99, 1, book.UnknownMember)],
)
async def test_a_month_is_closed_by_people_of_the_group(
    mentari: Book, by: int, second: int, refusal: type[Refusal]
) -> None:
    await mentari.save(SITI, 100, day=JANUARY)
    with pytest.raises(refusal):
        await mentari.run(lambda unit: ledger.close_month(unit, mentari.id, JAN, by=by, second=second))


async def test_a_head_is_published_once_and_stands_for_the_whole_book(mentari: Book) -> None:
    assert await mentari.run(lambda unit: ledger.last_published(unit, mentari.id)) is None
    await mentari.save(SITI, 10)
    code = await mentari.publish()
    assert await mentari.publish() == code
    head = await mentari.run(lambda unit: ledger.head(unit, mentari.id))
    assert code == book.check_code(head.hash)
    await mentari.save(SITI, 10)
    assert await mentari.publish() != code
    published = await mentari.run(lambda unit: ledger.last_published(unit, mentari.id))
    assert published is not None
    assert published.number == 2
    assert len(await mentari.rows("SELECT number FROM ledger_heads")) == 2


async def test_a_turn_that_writes_and_publishes_has_one_head_though_time_goes_on(mentari: Book) -> None:
    runs = 0

    async def job(unit: Unit) -> str:
        nonlocal runs
        runs += 1
        await ledger.post(unit, mentari.id, saved(note="titip"), key="k")
        return await ledger.publish_head(unit, mentari.id, meeting=None)

    work: dict[Any, Any] = {}

    async def prepared(unit: Unit) -> str:
        unit.work = work
        return await job(unit)

    with pytest.raises(Unprepared) as need:
        await mentari.desk.run(prepared)
    assert await mentari.rows("SELECT number FROM ledger_entries") == []
    work[need.value.key] = need.value.call()
    mentari.desk.now_ms += 1_234
    code = await mentari.desk.run(prepared)
    head = await mentari.run(lambda unit: ledger.head(unit, mentari.id))
    assert (runs, code) == (2, book.check_code(head.hash))
