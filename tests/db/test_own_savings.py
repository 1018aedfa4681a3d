"""Her copy has what the groups keep of her; an office's copy has nothing of it, and nothing is another woman's."""

from db import disputes, own_data, own_savings, slips
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.disputes import Difference, Slip, What
from domain.money import Rupiah
from tests.ledger_world import NENENG, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


async def person_of(book: Book, number: int) -> int:
    (row,) = await book.rows(
        "SELECT person_id FROM members WHERE group_id = $1 AND number = $2", book.id, number
    )
    return int(row["person_id"])


async def fill(book: Book) -> None:
    await book.meeting(1, TODAY, "closed")
    await book.save(SITI, 25_000, SavingKind.SUKARELA, meeting=1)
    await book.save(NENENG, 10_000, SavingKind.WAJIB, meeting=1)

    async def job(unit: Unit) -> None:
        slips.put(unit, book.id, 1, [SITI, NENENG])
        slips.answer(unit, book.id, 1, NENENG, Slip.DIFFERENT)
        await disputes.add(unit, book.id, NENENG, Difference(what=What.OTHER, words="tanggalnya"))
        await disputes.add(
            unit, book.id, SITI, Difference(what=What.PAID, amount=Rupiah(77_000), through="Kenari")
        )

    await book.desk.run(job)


async def test_balances_entries_answers_and_what_she_said(mentari: Book) -> None:
    await fill(mentari)
    neneng = await person_of(mentari, NENENG)
    (found,) = await mentari.desk.run(lambda unit: own_savings.collect(unit, [neneng]))
    assert found.balances == ((Account.WAJIB, Rupiah(10_000)),)
    assert [(each.number, each.amount) for each in found.entries] == [(2, 10_000)]
    assert found.slips == ((1, Slip.DIFFERENT),)
    assert [each.difference.words for each in found.disputes] == ["tanggalnya"]
    assert "Kenari" not in repr(found)
    assert "77000" not in repr(found)


async def test_an_office_gets_nothing_of_it(mentari: Book) -> None:
    await fill(mentari)
    neneng = await person_of(mentari, NENENG)
    own = await mentari.desk.run(lambda unit: own_data.collect(unit, neneng))
    assert len(own.savings) == 1
    of_office = await mentari.desk.run(lambda unit: own_data.collect(unit, neneng, organisation_id=1))
    assert of_office.savings == ()


async def test_what_somebody_only_practised_is_not_hers_to_keep(mentari: Book) -> None:
    await fill(mentari)
    neneng = await person_of(mentari, NENENG)

    async def practise(unit: Unit) -> None:
        unit.write("UPDATE groups SET practice_of = $2 WHERE id = $1", mentari.id, neneng)

    await mentari.desk.run(practise)
    assert await mentari.desk.run(lambda unit: own_savings.collect(unit, [neneng])) == ()
    assert await mentari.desk.run(lambda unit: own_savings.collect(unit, [])) == ()
