"""Whatever somebody changes beside the book is found and named; a book full of loans is whole."""

from datetime import date

import pytest

from db import loans
from db.engine import Write
from db.loan_check import Verdict, verify_all
from db.unit import Unit
from domain.loans import schedule
from tests.db.desk import Desk
from tests.db.loan_world import CUCU, DECLINING, FINED, ask, get, lend, pay, pay_off
from tests.ledger_world import LILIS, Book, mentari

__all__ = ["mentari"]

APRIL = date(2026, 4, 3)


@pytest.fixture
async def lent(mentari: Book) -> Book:
    """Running, settled, taken back, agreed anew, asked for, refused."""
    await mentari.save(LILIS, 5_000_000)
    await lend(mentari)
    settled = await lend(mentari, member=4, amount=200_000, terms=DECLINING)
    back = await lend(mentari, member=5)
    assert back.entry is not None
    await mentari.reverse(back.entry)
    asked = await ask(mentari, member=5)
    await mentari.run(lambda unit: loans.refuse(unit, asked, by=LILIS, reason="kas kurang"))
    await ask(mentari, member=5)
    mentari.go_to(APRIL)
    await pay(mentari, 1, 110_000, day=date(2026, 3, 3))
    wrong = await pay(mentari, 1, 50_000, day=APRIL)
    await mentari.reverse(wrong.number)
    loan = await get(mentari, 1)
    parts = schedule(amount=400_000, months=7, terms=loan.terms, start=APRIL)

    async def agree(unit: Unit) -> None:
        await loans.replan(unit, loan, instalments=parts, start=APRIL, carried_fine=0, by=LILIS, second=CUCU)

    await mentari.run(agree)
    await pay_off(mentari, settled.number, day=APRIL)
    await lend(mentari, member=CUCU, terms=FINED, day=APRIL)
    return mentari


async def verdict(desk: Desk) -> Verdict:
    return await verify_all(desk.storage.engine)


async def test_loans_that_agree_with_the_book_have_no_fault(desk: Desk, lent: Book) -> None:
    assert await verdict(desk) == Verdict(groups=1, loans=6)


async def test_a_database_without_loans_has_no_fault(desk: Desk, mentari: Book) -> None:
    assert await verdict(desk) == Verdict(groups=0, loans=0)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            "UPDATE loans SET state = 'settled', settled_day = '2026-04-03' WHERE number = 1",
            "should be running",
        ),
        ("UPDATE loans SET state = 'running', settled_day = '' WHERE number = 2", "should be settled"),
        ("UPDATE loans SET state = 'settled', settled_day = '2026-04-03' WHERE number = 3", "withdrawn"),
        ("UPDATE loans SET state = 'settled' WHERE number = 4", "never went out"),
        ("UPDATE loans SET settled_day = '' WHERE number = 2", "settled on no day"),
        ("UPDATE loans SET amount = 400000 WHERE number = 1", "another way than it was decided"),
        ("UPDATE loans SET entry = 3 WHERE number = 1", "another way than it was decided"),
        ("UPDATE loans SET member = 5 WHERE number = 2", "of another member"),
        ("UPDATE loans SET months = 6 WHERE number = 1", "another way than its terms say"),
        ("UPDATE loans SET terms = '{}' WHERE number = 1", "holds what no loan holds"),
        ("UPDATE loans SET terms = replace(terms, '200', '100') WHERE number = 2", "its terms say"),
    ],
)
async def test_what_somebody_changed_is_found(desk: Desk, lent: Book, change: str, what: str) -> None:
    await desk.storage.engine.perform([Write(change)])
    fault = (await verdict(desk)).fault
    assert fault is not None
    assert what in str(fault)


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        (
            "loan_instalments",
            "UPDATE loan_instalments SET principal = 1 WHERE loan = 1 AND n = 2",
            "another sum",
        ),
        (
            "loan_instalments",
            "UPDATE loan_instalments SET jasa = 1 WHERE loan = 2 AND n = 1",
            "its terms say",
        ),
        (
            "loan_instalments",
            "DELETE FROM loan_instalments WHERE loan = 1 AND revision = 2 AND n = 3",
            "in its place",
        ),
        (
            "loan_plans",
            "UPDATE loan_plans SET after_entry = 2 WHERE loan = 1 AND revision = 2",
            "another sum",
        ),
        ("loan_entries", "UPDATE loan_entries SET loan = 1 WHERE loan = 2", "another"),
        ("loan_entries", "DELETE FROM loan_entries WHERE loan = 2 AND entry > 4", "not there"),
    ],
)
async def test_what_only_a_hand_could_change_is_found(
    desk: Desk, lent: Book, kind: str, table: str, change: str, what: str
) -> None:
    drop = {
        "sqlite": [f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete"],
        "postgres": [f"DROP TRIGGER {table}_no_change ON {table}", "SET CONSTRAINTS ALL DEFERRED"],
    }[kind]
    await desk.storage.engine.perform([*map(Write, drop), Write(change)])
    fault = (await verdict(desk)).fault
    assert fault is not None
    assert what in str(fault)
