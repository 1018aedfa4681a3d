"""A member's own book holds what is hers and nothing of anybody else, and is hers alone."""

from db import passbooks
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import saving
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari

__all__ = ["mentari"]


async def test_only_her_own_movements_in_the_order_of_their_numbers(mentari: Book) -> None:
    await mentari.save(SITI, 25_000)
    wrong = await mentari.save(NENENG, 10_000, SavingKind.WAJIB)
    await mentari.save(NENENG, 2_000, SavingKind.SOSIAL)
    await mentari.reverse(wrong)
    found = await mentari.desk.run(lambda unit: passbooks.collect(unit, mentari.id, NENENG))
    assert [(each.number, each.account, each.amount, each.reverses) for each in found.parts] == [
        (2, Account.WAJIB, 10_000, None),
        (3, Account.SOSIAL, 2_000, None),
        (4, Account.WAJIB, -10_000, 2),
    ]
    assert found.member.number == NENENG


async def test_more_entries_than_one_trip_brings_are_all_there(mentari: Book) -> None:
    drafts = [
        saving(day=mentari.today, by=LILIS, member=SITI, kind=SavingKind.SUKARELA, amount=1_000)
        for _number in range(passbooks.AT_ONCE + 1)
    ]
    for start in range(0, len(drafts), 100):
        await mentari.post_many(*drafts[start : start + 100])
    found = await mentari.desk.run(lambda unit: passbooks.collect(unit, mentari.id, SITI))
    assert len({each.number for each in found.parts}) == passbooks.AT_ONCE + 1


async def test_it_is_hers_on_each_of_her_accounts_and_nobody_elses(mentari: Book) -> None:
    async def owner(unit: Unit) -> int:
        (row,) = await unit.fetch(
            "SELECT person_id FROM members WHERE group_id = $1 AND number = $2", mentari.id, SITI
        )
        return int(row["person_id"])

    siti = await mentari.desk.run(owner)
    phone = (await mentari.desk.person("Siti Baru")).person_id

    async def link(unit: Unit) -> None:
        unit.write(
            "UPDATE members SET linked_id = $3 WHERE group_id = $1 AND number = $2", mentari.id, SITI, phone
        )

    async def owns(person_id: int, number: int) -> bool:
        return await mentari.desk.run(lambda unit: passbooks.owns(unit, person_id, mentari.id, number))

    assert await owns(siti, SITI)
    assert not await owns(phone, SITI)
    await mentari.desk.run(link)
    assert await owns(phone, SITI)
    assert not await owns(phone, NENENG)
