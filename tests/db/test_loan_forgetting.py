"""Of a woman who is erased no word about loans is left, and what a loan was for is forgotten when it is long over."""

from datetime import date
from functools import partial

import pytest

from db import loan_forgetting, loan_people, loans, retention
from db.loan_check import verify_all
from db.unit import Unit
from domain.keeping import PERIODS, Kept
from domain.loans import State
from tests.db.desk import Desk
from tests.db.loan_world import FREE, ask, get, lend, pay, stand_beside
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari

__all__ = ["mentari"]

DAYS = PERIODS[Kept.LOAN].days


@pytest.fixture
async def full(mentari: Book) -> Book:
    for member in (LILIS, NENENG, SITI):
        await mentari.save(member, 500_000, day=date(2026, 1, 6))
    await stand_beside(mentari)
    return mentari


async def forget(book: Book, number: int) -> None:
    person = book.persons[number - 1]
    await book.run(lambda unit: loan_forgetting.forget_person(unit, person))


async def test_nothing_waits_for_her_and_no_word_is_left(desk: Desk, full: Book) -> None:
    async def remind_and_offer(unit: Unit) -> None:
        unit.write(
            "INSERT INTO loan_reminders (group_id, loan, revision, n, next_ms, promised_day)"
            " VALUES ($1, 1, 2, 1, 5, '2026-03-20')",
            full.id,
        )
        unit.write(
            "INSERT INTO loan_offers (group_id, loan, n, state, day, start_day, months, owed, jasa, fine, asked_by,"
            " made_ms) VALUES ($1, 1, 1, 'asked', '2026-03-20', '2026-03-20', 3, 1, 1, 0, 3, 1)",
            full.id,
        )
        unit.write(
            "INSERT INTO year_looks (group_id, year, member, said, note, entry, head_hash, made_ms)"
            " VALUES ($1, 2025, 3, 'different', $2, 1, $2, 1)",
            full.id,
            b"sealed",
        )

    await full.run(remind_and_offer)
    for number in (SITI, 5):
        await forget(full, number)
    running, waiting = await get(full, 1), await get(full, 3)
    assert (running.state, running.purpose) == (State.RUNNING, "")
    assert (waiting.state, waiting.purpose) == (State.WITHDRAWN, "")
    assert (await get(full, 2)).purpose == "wajan dan tepung"
    (row,) = await full.rows("SELECT next_ms, promised_day FROM loan_reminders")
    assert (row["next_ms"], row["promised_day"]) == (None, "")
    (row,) = await full.rows("SELECT state FROM loan_offers")
    assert row["state"] == "withdrawn"
    (row,) = await full.rows("SELECT note FROM year_looks")
    assert row["note"] is None
    assert await full.run(lambda unit: loan_people.household_of(unit, full.id, 4)) == frozenset()
    assert await full.run(lambda unit: loans.outstanding(unit, running)) == 50_000
    assert (await verify_all(desk.storage.engine)).fault is None


async def test_what_is_of_others_stays(full: Book) -> None:
    await forget(full, LILIS)
    assert [(await get(full, number)).purpose for number in (1, 2, 3)] == ["wajan dan tepung"] * 3
    assert await full.run(lambda unit: loan_people.household_of(unit, full.id, 4)) == {SITI}


async def purposes(book: Book) -> list[bool]:
    rows = await book.rows("SELECT purpose, reason FROM loans ORDER BY number")
    return [row["purpose"] is not None or row["reason"] is not None for row in rows]


async def test_a_loan_s_purpose_is_forgotten_when_it_is_long_over_and_never_before(mentari: Book) -> None:
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari, months=1, amount=50_000, terms=FREE)
    await pay(mentari, 1, 50_000)
    refused = await ask(mentari)
    await mentari.run(lambda unit: loans.refuse(unit, refused, by=LILIS, reason="kas kurang"))
    await lend(mentari, member=4)
    await ask(mentari, member=5)
    due = await mentari.run(retention.list_due)
    assert Kept.LOAN in due

    async def later(days: int) -> None:
        mentari.desk.now_ms += days * retention.DAY_MS
        await mentari.run(partial(retention.forget, kept=Kept.LOAN, after_id=0, days=DAYS))

    await later(DAYS - 2)
    assert await purposes(mentari) == [True, True, True, True]
    await later(4)
    assert await purposes(mentari) == [False, False, True, True]
    assert (await get(mentari, 1)).amount == 50_000


async def test_slice_by_slice(mentari: Book) -> None:
    for _each in range(3):
        refused = await ask(mentari)
        await mentari.run(partial(loans.refuse, loan=refused, by=LILIS, reason="kas kurang"))
    assert await mentari.run(lambda unit: loan_forgetting.forget_old(unit, 2**42, 2)) == 2
    assert await mentari.run(lambda unit: loan_forgetting.forget_old(unit, 2**42, 2)) == 1
    assert await mentari.run(lambda unit: loan_forgetting.forget_old(unit, 2**42, 2)) == 0
