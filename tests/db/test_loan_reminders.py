"""Every running plan is looked after, whatever way it came; what is claimed is claimed once, in one transaction."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db import loan_reminders, loans
from db.loan_reminders import Reminder
from db.outbox import Queued, add
from db.unit import Unit
from domain.loan_reminders import Answer, moment_ms
from domain.zones import WIB, local_date
from tests.db.loan_world import CUCU, FREE, get, lend, pay
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


@pytest.fixture
async def rich(mentari: Book) -> Book:
    await mentari.save(LILIS, 5_000_000)
    return mentari


async def plant(book: Book) -> int:
    return await book.run(loan_reminders.plant)


async def rows_of(book: Book, loan: int = 1, revision: int = 1) -> list[Reminder]:
    return await book.run(lambda unit: loan_reminders.list_of(unit, book.id, loan, revision))


async def next_due(book: Book, after: date) -> date | None:
    after_ms = moment_ms(after, WIB)
    found = await book.run(lambda unit: loan_reminders.next_due(unit, after_ms))
    return None if found is None else local_date(datetime.fromtimestamp(found / 1000, UTC), WIB)


async def test_a_plan_is_planted_once_three_days_after_each_of_its_days(rich: Book) -> None:
    await lend(rich)
    assert await next_due(rich, TODAY) == TODAY  # at once: nobody looks after it yet
    assert [await plant(rich), await plant(rich)] == [1, 0]
    found = await rows_of(rich)
    assert [each.next_ms for each in found] == [moment_ms(each.due + timedelta(3), WIB) for each in found]
    assert await next_due(rich, TODAY) == found[0].due + timedelta(3)
    assert (found[0].told, found[0].answer, found[0].member) == (0, Answer.NONE, SITI)


async def test_another_plan_is_planted_anew_and_the_old_rows_stay_what_they_were(rich: Book) -> None:
    loan = await lend(rich)
    await plant(rich)

    async def replan(unit: Unit) -> None:
        plan = await loans.plan_of(unit, loan)
        await loans.replan(
            unit,
            loan,
            instalments=plan.instalments,
            start=TODAY,
            carried_fine=0,
            by=LILIS,
            second=CUCU,
        )

    await rich.run(replan)
    assert await plant(rich) == 1
    assert [len(await rows_of(rich)), len(await rows_of(rich, revision=2))] == [5, 5]


async def test_of_a_practice_nobody_is_asked_and_of_a_group_that_has_ended(rich: Book) -> None:
    await lend(rich)
    await rich.run(lambda unit: _write(unit, "UPDATE groups SET practice_of = 7 WHERE id = $1", rich.id))
    assert await plant(rich) == 0
    await rich.run(
        lambda unit: _write(unit, "UPDATE groups SET practice_of = 0, state = 'ended' WHERE id = $1", rich.id)
    )
    assert await plant(rich) == 0


async def test_what_is_claimed_by_another_look_is_not_claimed_again(rich: Book) -> None:
    await lend(rich)
    await plant(rich)
    seen = (await rows_of(rich))[0]
    assert await rich.run(lambda unit: loan_reminders.tell(unit, seen, None))
    assert not await rich.run(lambda unit: loan_reminders.tell(unit, seen, None))
    assert (await rows_of(rich))[0].told == 1


async def test_due_is_what_its_moment_has_come_for_the_longest_first(rich: Book) -> None:
    await lend(rich)
    await lend(rich, member=4, terms=FREE)
    await plant(rich)
    first = (await rows_of(rich))[0]
    later = moment_ms(first.due + timedelta(5), WIB)
    await rich.run(lambda unit: _run(loan_reminders.look_again, unit, [first], [later]))
    rich.go_to(TODAY + timedelta(40))
    due = await rich.run(loan_reminders.list_due)
    assert [(each.loan, each.n) for each in due] == [(2, 1), (1, 1)]
    await rich.run(lambda unit: _run(loan_reminders.look_again, unit, due, [None, None]))
    assert await rich.run(loan_reminders.list_due) == []


async def test_a_payment_wakes_what_was_told_and_what_was_left_alone(rich: Book) -> None:
    await lend(rich)
    await plant(rich)
    first, second, *_rest = await rows_of(rich)
    await rich.run(lambda unit: loan_reminders.tell(unit, first, None))
    await rich.run(lambda unit: _run(loan_reminders.look_again, unit, [second], [None]))
    await pay(rich, 1, 10_000)
    found = await rows_of(rich)
    assert found[0].next_ms == found[1].next_ms
    assert found[0].next_ms is not None
    assert [each.next_ms for each in found[2:]] == [
        moment_ms(each.due + timedelta(3), WIB) for each in found[2:]
    ]


async def test_what_she_says_is_kept_and_looked_at_at_once(rich: Book) -> None:
    await lend(rich)
    await plant(rich)
    day = TODAY + timedelta(10)

    async def name_day(unit: Unit) -> int:
        first = await loan_reminders.get(unit, rich.id, 1, 1, 1)
        said = await loan_reminders.answer(unit, first, Answer.OTHER_DAY, promised=day)
        talks = await loan_reminders.answer(unit, said, Answer.TALK)
        assert talks.promised == day
        return unit.now_ms

    now_ms = await rich.run(name_day)
    first = (await rows_of(rich))[0]
    assert (first.answer, first.promised, first.answered_ms, first.next_ms) == (
        Answer.TALK,
        day,
        now_ms,
        now_ms,
    )
    assert first.asked().promised == day


async def test_only_what_is_not_on_her_phone_yet_is_taken_back(rich: Book) -> None:
    await lend(rich)
    await plant(rich)
    first = (await rows_of(rich))[0]
    await rich.run(lambda unit: loan_reminders.tell(unit, first, None))
    told = (await rows_of(rich))[0]
    loan = await get(rich, 1)
    account = 1
    states = ("queued", "retry", "pull", "sent")

    async def push(unit: Unit) -> None:
        for number, (kind, made_ms) in enumerate(
            (("reminder", told.told_ms), ("reminder", told.told_ms + 1), ("relay", told.told_ms))
        ):
            for state in states:
                row = Queued(
                    id=unit.new_id(),
                    account_id=account,
                    person_id=loan.told_id,
                    channel="paper",
                    kind=kind,
                    lane=3,
                    due_ms=0,
                    made_ms=made_ms,
                )
                add(unit, row)
                unit.write(
                    "UPDATE outbox SET state = $2, fault = $3 WHERE id = $1", row.id, state, str(number)
                )

    await rich.run(
        lambda unit: _write(
            unit,
            "INSERT INTO accounts (id, channel, address_hash, address, person_id, owner_id, created_ms)"
            " VALUES ($1, 'paper', $2, $3, $4, $4, 0)",
            account,
            b"hash",
            b"sealed",
            loan.told_id,
        )
    )
    await rich.run(push)
    await rich.run(lambda unit: _run(loan_reminders.drop_unsent, unit, told, loan.told_id))
    dropped = await rich.rows("SELECT made_ms, kind FROM outbox WHERE state = 'dropped'")
    assert [(row["made_ms"], row["kind"]) for row in dropped] == [(told.told_ms, "reminder")] * 3


async def _write(unit: Unit, sql: str, *params: object) -> None:
    unit.write(sql, *params)


async def _run(function: object, *args: object) -> None:
    function(*args)  # type: ignore[operator]
