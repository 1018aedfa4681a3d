"""Loans go with a book, their words sealed anew; what only waits stays behind, and an older copy is still a book."""

from functools import partial

import pytest

from db import book_copies, loans
from db import book_copies_beside as beside
from db.book_fields import BadBook
from domain.loans import State
from tests.db.desk import Desk
from tests.db.test_book_copies import exported


async def test_a_copy_of_before_there_were_loans_is_still_a_book(desk: Desk) -> None:
    _group_id, book = await exported(desk)
    before = {name: rows for name, rows in book.items() if name not in beside.SELECT}
    with pytest.raises(BadBook):
        await desk.run(partial(book_copies.copy_in, book=before))
    before["format"] = "teman-mandiri/book/1"
    there = await desk.run(partial(book_copies.copy_in, book=before))
    assert await desk.run(lambda unit: loans.list_loans(unit, there)) == []


async def test_what_waits_stays_behind(desk: Desk) -> None:
    group_id, book = await exported(desk)
    asked = await desk.run(lambda unit: loans.list_loans(unit, group_id, State.ASKED))
    assert [each.number for each in asked] == [3]
    assert [each["number"] for each in book["loans"]] == [1, 2]


async def test_the_words_of_who_was_erased_are_empty_here_and_there(desk: Desk) -> None:
    group_id, _book = await exported(desk)
    loan = await desk.run(lambda unit: loans.get(unit, group_id, 1))
    await desk.storage.vault.destroy([f"p{loan.person_id}"])
    book = await desk.run(lambda unit: book_copies.copy_out(unit, group_id))
    assert (book["loans"][0]["purpose"], book["loan_waivers"][0]["reason"]) == ("", "")
    there = await desk.run(partial(book_copies.copy_in, book=book))
    assert await desk.run(lambda unit: book_copies.copy_out(unit, there)) == book
