"""What a loan is for opens for its own row and with her own key only."""

import pytest

from db.loan_rows import PURPOSE, open_words, seal_words
from db.unit import Unit
from db.vault import SealBroken
from tests.db.loan_world import ask, get
from tests.ledger_world import SITI, Book, mentari

__all__ = ["mentari"]


async def test_words_open_in_their_own_row_only(mentari: Book) -> None:
    person = mentari.persons[SITI - 1]

    async def job(unit: Unit) -> str:
        sealed = await seal_words(unit, PURPOSE, mentari.id, 1, person, "wajan")
        assert open_words(unit, PURPOSE, mentari.id, 1, person, sealed) == "wajan"
        with pytest.raises(SealBroken):
            open_words(unit, PURPOSE, mentari.id, 2, person, sealed)
        return open_words(unit, PURPOSE, mentari.id, 1, person, None)

    assert await mentari.run(job) == ""


async def test_no_words_are_kept_where_there_are_none_or_no_key(mentari: Book) -> None:
    person = mentari.persons[SITI - 1]

    async def seal(words: str) -> bytes | None:
        return await mentari.run(lambda unit: seal_words(unit, PURPOSE, mentari.id, 1, person, words))

    assert await seal("") is None
    await mentari.run(lambda unit: unit.vault.destroy([f"p{person}"]))
    assert await seal("wajan") is None


async def test_messages_about_her_loan_go_to_her_phone(mentari: Book) -> None:
    asked = await ask(mentari)
    assert (asked.person_id, asked.told_id) == (mentari.persons[SITI - 1],) * 2

    async def link(unit: Unit) -> None:
        unit.write(
            "UPDATE members SET linked_id = $3 WHERE group_id = $1 AND number = $2",
            mentari.id,
            SITI,
            mentari.persons[4],
        )

    await mentari.run(link)
    assert (await get(mentari, 1)).told_id == mentari.persons[4]
