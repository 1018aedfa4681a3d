"""An entry comes out of its rows as it went in; its note only for whoever may read it."""

from db import ledger
from db.book_copies import copy_in, copy_out
from db.ledger_check import verify_group
from db.vault import person as owner_of
from domain import ledger as book
from domain.accounts import Account
from tests.ledger_world import LILIS, SITI, TODAY, Book, mentari, saved

__all__ = ["mentari"]


async def test_a_note_goes_with_who_it_is_about(mentari: Book) -> None:
    hers = await mentari.save(SITI, 10, note="titipan lewat Neneng")
    await mentari.post(
        book.cost(day=TODAY, by=LILIS, account=Account.BIAYA_ATK, amount=5, note="beli buku tulis")
    )
    notes = [await mentari.run(lambda unit, n=n: ledger.open_note(unit, mentari.id, n)) for n in (hers, 2)]  # type: ignore[misc]
    assert notes == ["titipan lewat Neneng", "beli buku tulis"]
    await mentari.desk.storage.vault.destroy([owner_of(mentari.persons[SITI - 1])])
    notes = [await mentari.run(lambda unit, n=n: ledger.open_note(unit, mentari.id, n)) for n in (hers, 2)]  # type: ignore[misc]
    assert notes == ["", "beli buku tulis"]
    again = await mentari.post(saved(10, note="titipan lewat Neneng"), "key/1")
    assert again == ledger.Posted(hers, again=True)
    late = await mentari.save(SITI, 10, note="uang kembali")
    assert await mentari.run(lambda unit: ledger.open_note(unit, mentari.id, late)) == "uang kembali"


async def test_a_note_that_nobody_can_read_any_more_stays_so_in_an_imported_book(mentari: Book) -> None:
    await mentari.save(SITI, 10, note="titip")
    await mentari.desk.storage.vault.destroy([owner_of(mentari.persons[SITI - 1])])
    await mentari.save(SITI, 5, note="sesudahnya")
    out = await mentari.run(lambda unit: copy_out(unit, mentari.id))
    there = await mentari.run(lambda unit: copy_in(unit, out))
    notes = [await mentari.run(lambda unit, n=n: ledger.open_note(unit, there, n)) for n in (1, 2)]  # type: ignore[misc]
    assert notes == ["", "sesudahnya"]
    verdict = await mentari.run(lambda unit: verify_group(unit, there))
    assert (verdict.fault, verdict.entries, verdict.unreadable) == (None, 2, 1)
