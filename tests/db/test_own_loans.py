"""Her copy has her loans with their words, what she paid and answered; nothing of who decided, helped or lives with her."""

from datetime import date

import pytest

from db import loans, own_loans
from db.loan_people import OPEN
from db.own_loans import OwnBeside, OwnHelp, OwnLook
from db.unit import Unit
from db.year_books import note_cell
from domain.loans import State
from domain.money import Rupiah
from tests.db.loan_world import ask, pay, stand_beside
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari

__all__ = ["mentari"]

LATE = date(2026, 3, 13)


@pytest.fixture
async def full(mentari: Book) -> Book:
    await mentari.save(LILIS, 500_000, day=date(2026, 1, 6))
    await mentari.save(NENENG, 1_000, day=date(2026, 1, 6))
    await mentari.save(SITI, 1_000, day=date(2026, 1, 6))
    await stand_beside(mentari)
    return mentari


async def beside(book: Book, number: int) -> OwnBeside:
    person_id = book.persons[number - 1]
    return await book.run(
        lambda unit: own_loans.collect(unit, book.id, number, person_id=person_id, zone="Asia/Jakarta")
    )


async def test_her_loan_with_all_that_became_of_it(full: Book) -> None:
    await pay(full, 1, 1_000, day=LATE)

    async def answer(unit: Unit) -> None:
        unit.write(
            "INSERT INTO loan_reminders (group_id, loan, revision, n, answer, promised_day)"
            " VALUES ($1, 1, 1, 1, 'other_day', '2026-03-20')",
            full.id,
        )

    await full.run(answer)
    found = await beside(full, SITI)
    (loan,) = found.loans
    assert (loan.purpose, loan.state, loan.amount, loan.helped) == (
        "wajan dan tepung",
        State.RUNNING,
        50_000,
        False,
    )
    assert loan.day == date(2026, 2, 3)
    assert [len(plan.instalments) for plan in loan.plans] == [5, 4]
    assert [each.fine + each.jasa + each.principal for each in loan.payments] == [500, 1_000]
    assert loan.waived == ((1_000, "sedang sakit"),)
    assert [(each.n, each.answer, each.day) for each in loan.answers] == [(1, "other_day", date(2026, 3, 20))]
    assert (found.helps, found.household, found.arisan) == ((), 1, ())


async def test_what_others_did_is_told_without_their_names(full: Book) -> None:
    helped, helper = await beside(full, 4), await beside(full, 5)
    assert helped.helps == (OwnHelp(amount=Rupiah(7_000), given=False, state=OPEN),)
    assert helper.helps == (OwnHelp(amount=Rupiah(7_000), given=True, state=OPEN),)
    assert [each.state for each in helper.loans] == [State.ASKED]
    assert (await beside(full, LILIS)).arisan == ((10_000, date(2026, 1, 6)),)
    assert (await beside(full, NENENG)).arisan == ((10_000, None),)
    assert await beside(full, NENENG) != OwnBeside()


async def test_a_refusal_is_there_with_its_reason_and_who_typed_is_not_named(mentari: Book) -> None:
    async def for_her(unit: Unit) -> None:
        loan = await loans.ask(
            unit,
            mentari.id,
            member=SITI,
            asked_by=LILIS,
            amount=5_000,
            months=1,
            purpose="",
            terms=(await loans.get(unit, mentari.id, 1)).terms,
        )
        await loans.refuse(unit, loan, by=NENENG, reason="kas belum cukup")

    await ask(mentari, member=4)
    await mentari.run(for_her)
    (loan,) = (await beside(mentari, SITI)).loans
    assert (loan.state, loan.reason, loan.helped) == (State.REFUSED, "kas belum cukup", True)
    assert (loan.plans, loan.payments, loan.outstanding) == ((), (), 0)


async def test_what_she_said_of_a_year_is_hers(mentari: Book) -> None:
    person = mentari.persons[SITI - 1]

    async def look(unit: Unit) -> None:
        await unit.vault.have([f"p{person}"])
        sealed = unit.vault.seal(f"p{person}", note_cell(mentari.id, 2025, SITI), b"kas beda")
        unit.write(
            "INSERT INTO year_looks (group_id, year, member, said, note, entry, head_hash, made_ms)"
            " VALUES ($1, 2025, $2, 'different', $3, 1, $4, 1)",
            mentari.id,
            SITI,
            sealed,
            b"h",
        )

    await mentari.run(look)
    assert (await beside(mentari, SITI)).looks == (OwnLook(year=2025, right=False, note="kas beda"),)
    await mentari.run(lambda unit: unit.vault.destroy([f"p{person}"]))
    assert (await beside(mentari, SITI)).looks == (OwnLook(year=2025, right=False, note=""),)
