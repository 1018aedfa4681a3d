"""What the book says of a loan is counted from its entries; what takes one back belongs to it and its state follows."""

from datetime import date

import pytest

from conversation.text import _
from db import loan_moves
from db.loan_moves import Moves, moves_of
from db.push_buttons import add_push, find_push
from db.unit import PushButton, Unit
from domain.loans import Payment, State
from tests.db.loan_world import ask, get, lend, pay
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


def row(
    number: int, kind: str, account: str, signed: int, *, reverses: int | None = None
) -> dict[str, object]:
    return {
        "loan": 1,
        "number": number,
        "kind": kind,
        "day": "2026-02-03",
        "reverses": reverses,
        "account": account,
        "side": 1 if signed > 0 else -1,
        "amount": abs(signed),
    }


PAID_OUT = [row(1, "loan", "piutang_anggota", 500), row(1, "loan", "kas", -500)]
PAID = [
    row(2, "repayment", "kas", 130),
    row(2, "repayment", "piutang_anggota", -100),
    row(2, "repayment", "pendapatan_jasa", -10),
    row(2, "repayment", "dana_sosial", -5),
    row(2, "repayment", "simpanan_sukarela", -15),
]
BACK = [row(3, "reversal", "piutang_anggota", 100, reverses=2)]
BACK_AGAIN = [row(4, "reversal", "piutang_anggota", -100, reverses=3)]
NOT_PAID_OUT = [row(5, "reversal", "piutang_anggota", -500, reverses=1)]
THE_PAYMENT = Payment(entry=2, day=TODAY, principal=100, jasa=10, fine=5)


@pytest.mark.parametrize(
    ("rows", "issued", "outstanding", "payments", "state"),
    [
        (PAID_OUT, 500, 500, (), State.RUNNING),
        (PAID_OUT + PAID, 500, 400, (THE_PAYMENT,), State.RUNNING),
        (PAID_OUT + PAID + BACK, 500, 500, (), State.RUNNING),
        (PAID_OUT + PAID + BACK + BACK_AGAIN, 500, 400, (THE_PAYMENT,), State.RUNNING),
        (PAID_OUT + NOT_PAID_OUT, 0, 0, (), State.WITHDRAWN),
        ([*PAID_OUT, row(2, "repayment", "piutang_anggota", -500)], 500, 0, 1, State.SETTLED),
    ],
    ids=["paid out", "paid", "taken back", "and again", "never paid out", "all paid"],
)
def test_each_entry_counts_unless_it_was_taken_back(
    rows: list[dict[str, object]], issued: int, outstanding: int, payments: object, state: State
) -> None:
    moves = moves_of(rows)[1]
    assert (moves.issued, moves.outstanding, moves.state) == (issued, outstanding, state)
    assert moves.last == rows[-1]["number"]
    assert (len(moves.payments) if payments == 1 else moves.payments) == payments


async def test_a_loan_without_entries_is_not_settled_by_them(mentari: Book) -> None:
    await ask(mentari)
    assert await mentari.run(lambda unit: loan_moves.settle(unit, mentari.id, 1)) is None
    assert await mentari.run(lambda unit: loan_moves.settle(unit, mentari.id, 9)) is None
    assert await mentari.run(lambda unit: loan_moves.read(unit, mentari.id, 1)) == Moves()
    assert (await get(mentari, 1)).state is State.ASKED


async def test_the_day_it_was_settled_is_that_of_the_newest_payment(mentari: Book) -> None:
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari)
    mentari.go_to(date(2026, 3, 20))
    await pay(mentari, 1, 400_000, day=date(2026, 3, 10))
    await pay(mentari, 1, 120_000, day=date(2026, 3, 5))
    assert (await get(mentari, 1)).settled_day == date(2026, 3, 10)


async def test_what_was_asked_about_it_is_looked_at_afresh_and_once_settled_its_buttons_close(
    mentari: Book,
) -> None:
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari)
    person = mentari.persons[SITI - 1]

    async def remind(unit: Unit) -> str:
        unit.write(
            "INSERT INTO loan_reminders (group_id, loan, revision, n, told) VALUES ($1, 1, 1, 1, 1)",
            mentari.id,
        )
        await unit.vault.have([f"p{person}"])
        button = PushButton(label=_("Sudah bayar"), talk="cicilan")
        return add_push(unit, person, button, loan_moves.matter_of(mentari.id, 1))

    async def is_open() -> bool:
        return await mentari.run(lambda unit: find_push(unit, token, person)) is not None

    token = (await mentari.run(remind))[1:]
    await pay(mentari, 1, 110_000)
    (row,) = await mentari.rows("SELECT next_ms FROM loan_reminders")
    assert (row["next_ms"], await is_open()) == (mentari.desk.now_ms, True)
    await pay(mentari, 1, 400_000)
    assert not await is_open()


async def test_what_takes_back_no_entry_of_a_loan_belongs_to_none(mentari: Book) -> None:
    saved = await mentari.save(SITI, 5_000)
    await mentari.reverse(saved)
    assert await mentari.rows("SELECT entry FROM loan_entries") == []
