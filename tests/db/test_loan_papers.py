"""What loan papers are made of, on both engines: one loan whole, all that run, and who may have which paper."""

from datetime import timedelta

import pytest

from bot.books import loan_card, settled
from bot.books.passbook import read as read_passbook
from bot.recipes import PaperRefused, Receiver
from db import loan_papers, loan_reminders
from db.unit import Unit
from domain.accounts import Account
from domain.loan_refusals import LoanNotRunning
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.desk import Desk
from tests.ledger_world import LILIS, SITI, Book
from tests.loan_year import CUCU, EUIS, EUIS_, IMAS_, LAST, SITIS, TATI, YUYUN, YUYUNS, open_lending_year

ASKED = 5  # Tati's, not decided


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    return await open_lending_year(desk)


async def test_one_loan_is_whole(mentari: Book) -> None:
    euis = await mentari.run(lambda unit: loan_papers.collect(unit, mentari.id, EUIS_))
    assert (euis.member.number, euis.plan.revision, len(euis.plans)) == (EUIS, 2, 2)
    assert (euis.received_day.month, euis.plan.start.month) == (6, 9)
    assert euis.paid_before == 58_000
    assert euis.paid == sum(each.principal + each.jasa for each in euis.payments)
    assert euis.standing.outstanding == await mentari.balance(Account.PIUTANG, EUIS)
    assert (euis.signers[Role.CHAIR], euis.signers[Role.TREASURER]) == ("Cucu Rohaeti", "Lilis Suryani")
    assert euis.today == LAST


async def test_a_loan_whose_money_never_went_out_has_no_paper(mentari: Book) -> None:
    with pytest.raises(LoanNotRunning):
        await mentari.run(lambda unit: loan_papers.collect(unit, mentari.id, ASKED))
    with pytest.raises(NotAllowed):
        await mentari.run(lambda unit: loan_papers.collect(unit, mentari.id, 99))
    assert await mentari.run(lambda unit: loan_papers.collect_of(unit, mentari.id, TATI, most=4)) == ()


async def test_all_that_run_are_listed_with_their_class_and_her_own_day(mentari: Book) -> None:
    promised = LAST + timedelta(5)
    await mentari.run(lambda unit: _promise(unit, mentari.id, promised.isoformat()))
    found = await mentari.run(lambda unit: loan_papers.list_running(unit, mentari.id))
    assert [(each.loan.number, int(each.loan_class), each.standing.days_behind) for each in found.loans] == [
        (IMAS_, 3, 177),
        (YUYUNS, 1, 24),
        (EUIS_, 0, 0),
    ]
    assert [each.promised for each in found.loans] == [None, promised, None]
    later = await mentari.run(
        lambda unit: loan_papers.list_running(unit, mentari.id, promised + timedelta(1))
    )
    assert [each.promised for each in later.loans] == [None, None, None]  # a day that is over is none


async def _promise(unit: Unit, group_id: int, day: str) -> None:
    """As she answers a reminder (handlers/loans/answer_reminder.py)."""
    unit.write(
        "INSERT INTO loan_reminders (group_id, loan, revision, n, told, answer, promised_day)"
        " VALUES ($1, $2, 1, 5, 1, 'other_day', $3)",
        group_id,
        YUYUNS,
        day,
    )
    assert await loan_reminders.list_of(unit, group_id, YUYUNS, 1)


async def _receiver(mentari: Book, number: int) -> Receiver:
    (row,) = await mentari.rows(
        "SELECT person_id FROM members WHERE group_id = $1 AND number = $2", mentari.id, number
    )
    return Receiver(account_id=1, person_id=row["person_id"], language="id")


async def test_her_card_goes_to_her_and_to_the_officers_and_to_nobody_else(mentari: Book) -> None:
    for number in (SITI, LILIS, CUCU):
        receiver = await _receiver(mentari, number)
        given = await mentari.run(lambda unit: loan_card.read(unit, receiver, (mentari.id, SITIS)))  # noqa: B023
        assert given.found.member.number == SITI
    for loan in (SITIS, ASKED, 99):
        yuyun = await _receiver(mentari, YUYUN)
        with pytest.raises(PaperRefused):
            await mentari.run(lambda unit: loan_card.read(unit, yuyun, (mentari.id, loan)))  # noqa: B023


async def test_only_a_loan_that_is_paid_has_its_letter(mentari: Book) -> None:
    siti, yuyun = await _receiver(mentari, SITI), await _receiver(mentari, YUYUN)
    given = await mentari.run(lambda unit: settled.read_settled(unit, siti, (mentari.id, SITIS)))
    assert given.found.loan.settled_day is not None
    with pytest.raises(PaperRefused):
        await mentari.run(lambda unit: settled.read_settled(unit, yuyun, (mentari.id, YUYUNS)))


async def test_a_payment_taken_back_takes_its_letter_back(mentari: Book) -> None:
    siti = await _receiver(mentari, SITI)
    one = await mentari.run(lambda unit: loan_papers.collect(unit, mentari.id, SITIS))
    await mentari.reverse(one.payments[-1].entry)
    with pytest.raises(PaperRefused):
        await mentari.run(lambda unit: settled.read_settled(unit, siti, (mentari.id, SITIS)))


async def test_her_own_book_has_her_loan_in_it(mentari: Book) -> None:
    siti = await _receiver(mentari, SITI)
    own = await mentari.run(lambda unit: read_passbook(unit, siti, (mentari.id, SITI)))
    assert [each.loan.number for each in own.loans] == [SITIS]
