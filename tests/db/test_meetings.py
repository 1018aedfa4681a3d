"""Meetings on both engines: one open at a time, whoever is faster goes on, the count, closing and opening again."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from db import groups, meetings, members
from db.unit import Unit
from domain.meetings import MeetingIsOpen, Reason, Status, Step
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from domain.zones import WIB
from tests.db.desk import Desk

TODAY = date(2026, 2, 3)
Run = Callable[..., Awaitable[Any]]


class Group:
    """A group with two members, and its meetings."""

    def __init__(self, desk: Desk, group_id: int) -> None:
        self.desk = desk
        self.id = group_id

    async def does(self, step: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """What the repository function comes to, in one transaction."""

        async def job(unit: Unit) -> Any:
            found = step(unit, self.id, *args, **named)
            return await found if isinstance(found, Awaitable) else found

        return await self.desk.run(job)

    async def open(self) -> int:
        """The number of a new meeting."""
        return int(await self.does(meetings.open_one, TODAY, 1))


@pytest.fixture
async def group(desk: Desk) -> Group:
    async def job(unit: Unit) -> int:
        group_id = groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)
        entries = [members.NewMember(name="Lilis"), members.NewMember(name="Siti")]
        await members.add_many(unit, group_id, entries, joined_day=TODAY)
        return group_id

    return Group(desk, await desk.run(job))


async def test_a_meeting_is_opened_once_and_numbered_from_one(group: Group) -> None:
    assert await group.does(meetings.find_open) is None
    assert await group.open() == 1
    found = await group.does(meetings.find_open)
    assert (found.number, found.day, found.is_open, found.step) == (1, TODAY, True, Step.ATTENDANCE)
    with pytest.raises(MeetingIsOpen):
        await group.open()


async def test_the_next_meeting_has_the_next_number(group: Group) -> None:
    await group.does(meetings.close, await group.open(), 1)
    group.desk.now_ms += 1_000
    assert await group.open() == 2
    assert [each.number for each in await group.does(meetings.list_latest, 5)] == [2, 1]
    assert (await group.does(meetings.last_closed)).number == 1


async def test_who_saw_another_step_is_told_that_it_has_changed(group: Group) -> None:
    number = await group.open()
    await group.does(meetings.set_step, number, Step.SAVINGS, seen=Step.ATTENDANCE)
    with pytest.raises(Changed):
        await group.does(meetings.set_step, number, Step.SAVINGS, seen=Step.ATTENDANCE)
    assert (await group.does(meetings.get, number)).step is Step.SAVINGS


async def test_a_closed_meeting_takes_nothing_any_more(group: Group) -> None:
    number = await group.open()
    await group.does(meetings.close, number, 1)
    for step, args in (
        (meetings.close, (number, 1)),
        (meetings.lock_open, (number,)),
    ):
        with pytest.raises(Changed):
            await group.does(step, *args)
    with pytest.raises(Changed):
        await group.does(meetings.set_step, number, Step.CASH, seen=Step.ATTENDANCE)


async def test_a_meeting_that_is_not_there_reads_like_a_foreign_one(group: Group) -> None:
    with pytest.raises(NotAllowed):
        await group.does(meetings.get, 7)


async def test_attendance_said_again_takes_the_place_of_what_was_said(group: Group) -> None:
    number = await group.open()
    await group.does(meetings.mark_attendance, number, {1: Status.PRESENT, 2: Status.ABSENT})
    await group.does(meetings.mark_attendance, number, {2: Status.EXCUSED})
    assert await group.does(meetings.attendance, number) == {1: Status.PRESENT, 2: Status.EXCUSED}


async def test_the_count_stands_in_the_record_until_something_is_written_after_it(group: Group) -> None:
    number = await group.open()
    count = {"counted": Rupiah(1_240_000), "booked": Rupiah(1_245_000), "reason": Reason.UNKNOWN}
    await group.does(meetings.count_cash, number, **count)
    found = await group.does(meetings.get, number)
    assert (found.counted, found.booked, found.reason, found.difference) == (
        1_240_000,
        1_245_000,
        "unknown",
        -5_000,
    )
    await group.does(meetings.count_again, number)
    found = await group.does(meetings.get, number)
    assert (found.counted, found.booked, found.reason, found.step) == (None, None, "", Step.CASH)


async def test_before_a_count_there_is_nothing_to_count_again(group: Group) -> None:
    number = await group.open()
    await group.does(meetings.count_again, number)
    assert (await group.does(meetings.get, number)).step is Step.ATTENDANCE


async def test_corrections_are_counted_and_the_newest_photo_is_kept(group: Group) -> None:
    number = await group.open()
    await group.does(meetings.count_corrections, number, 2)
    await group.does(meetings.count_corrections, number, 1)
    for photo in (7, 8):
        await group.does(meetings.keep_photo, number, photo)
    found = await group.does(meetings.get, number)
    assert (found.corrections, found.photo_id) == (3, 8)


async def test_only_the_meeting_closed_last_is_opened_again(group: Group) -> None:
    first = await group.open()
    await group.does(meetings.close, first, 1)
    group.desk.now_ms += 1_000
    second = await group.open()
    with pytest.raises(MeetingIsOpen):
        await group.does(meetings.reopen, first)
    await group.does(meetings.close, second, 1)
    with pytest.raises(Changed):
        await group.does(meetings.reopen, first)
    await group.does(meetings.reopen, second)
    found = await group.does(meetings.find_open)
    assert (found.number, found.reopened, found.step, found.counted) == (second, 1, Step.SAVINGS, None)


async def test_nothing_waits_in_a_new_group(group: Group) -> None:
    waiting = await group.does(meetings.still_open)
    assert (waiting.disputes, waiting.payouts) == (0, 0)
    assert await group.does(meetings.cash_on_its_way) == 0


async def test_digits_that_were_published_are_found_with_their_meeting(group: Group) -> None:
    number = await group.open()

    async def publish(unit: Unit, group_id: int) -> None:
        unit.write(
            "INSERT INTO ledger_heads (group_id, number, meeting, head_hash, check_code, published_ms, row_hash)"
            " VALUES ($1, 1, $2, $3, '48210937', 0, $3)",
            group_id,
            number,
            b"head",
        )

    await group.does(publish)
    assert await group.does(meetings.find_code, "48210937") == (number,)
    assert await group.does(meetings.find_code, "48210938") is None
    assert await group.does(meetings.code_of, number) == "48210937"


async def test_a_meeting_without_published_digits_has_none(group: Group) -> None:
    assert await group.does(meetings.code_of, await group.open()) == ""
