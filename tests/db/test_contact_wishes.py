"""What she has said about contact is kept once for all her records, read with the receiver, and gone with her."""

import pytest

from db import contact_wishes, people, rings
from db.own_data import collect
from db.people import Actor
from db.unit import Unit
from domain.contact_wishes import ContactWishes, Named
from tests.db.desk import Desk

CAREFUL = ContactWishes(may_write=False, from_min=540, to_min=600, is_open=False, named=Named.NOBODY)


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("demo siti")


async def find(desk: Desk, actor: Actor) -> ContactWishes:
    return await desk.run(lambda unit: contact_wishes.find(unit, actor.person_id))


async def same(desk: Desk, other: Actor, first: Actor) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, first.person_id)

    await desk.run(job)


async def test_what_she_says_is_kept_and_what_she_said_before_is_over(desk: Desk, siti: Actor) -> None:
    assert await find(desk, siti) == ContactWishes()
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, CAREFUL))
    assert await find(desk, siti) == CAREFUL
    later = ContactWishes(named=Named.OFFICE)
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, later))
    assert await find(desk, siti) == later


async def test_nobody_elses_wishes_change(desk: Desk, siti: Actor) -> None:
    yuyun = await desk.person("demo yuyun")
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, CAREFUL))
    assert await find(desk, yuyun) == ContactWishes()


async def test_whoever_decides_about_a_push_reads_it_with_the_receiver(desk: Desk, siti: Actor) -> None:
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, CAREFUL))

    async def job(unit: Unit) -> list[tuple[int, int]]:
        receiver = await people.get_receiver(unit, siti.account_id, siti.person_id)
        account = await people.find_account_of(unit, siti.person_id)
        assert account is not None
        (every,) = await rings.list_accounts(unit, siti.person_id)
        return [(row["open"], row["may_write"]) for row in (receiver, account, every)]

    assert await desk.run(job) == [(0, 0)] * 3


async def test_it_holds_for_an_older_record_of_hers_too(desk: Desk, siti: Actor) -> None:
    older = await desk.person("demo siti lama")
    await same(desk, older, siti)
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, CAREFUL))
    assert await find(desk, older) == CAREFUL


async def test_when_two_records_become_hers_the_more_careful_answers_hold_for_both(
    desk: Desk, siti: Actor
) -> None:
    new = await desk.person("demo siti baru")
    await desk.run(lambda unit: contact_wishes.keep(unit, new.person_id, CAREFUL))
    await desk.run(lambda unit: contact_wishes.join(unit, siti.person_id, new.person_id))
    assert [await find(desk, each) for each in (siti, new)] == [CAREFUL, CAREFUL]


async def test_it_stands_in_her_copy(desk: Desk, siti: Actor) -> None:
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, CAREFUL))
    kept = await desk.run(lambda unit: collect(unit, siti.person_id))
    assert (kept.may_write, kept.safe_hours, kept.is_open, kept.named) == (False, (540, 600), False, "nobody")


async def test_only_known_names_are_kept(desk: Desk, siti: Actor) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET named = 'husband' WHERE id = $1", siti.person_id)

    with pytest.raises(Exception, match=r"(?i)check"):
        await desk.run(job)
