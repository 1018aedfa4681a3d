"""A user id, a number, both or one of them: the same woman is found, and another one never takes her place."""

from dataclasses import replace

import pytest

from db import aliases, channel_stops, duplicates, erasure, people
from db.aliases import Heard
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from tests.db.desk import Desk

ID, OTHER_ID = "ID.siti", "ID.lain"
NUMBER, OTHER_NUMBER = "620001", "620002"


async def account(desk: Desk, address: str, alias: str = "") -> Actor:
    """Somebody who has written, known by these addresses."""
    siti = await desk.person(address)

    async def job(unit: Unit) -> None:
        await unit.vault.have([owner_of(siti.person_id)])
        people.move_account(unit, siti.account_id, siti.person_id, "whatsapp", address)
        if alias:
            aliases.note(unit, siti.account_id, "whatsapp", alias)

    await desk.run(job)
    return replace(siti, channel="whatsapp")


async def found(desk: Desk, *heard: tuple[str, str]) -> list[int]:
    """The account of each, 0 where it is a newcomer's."""

    async def job(unit: Unit) -> list[int]:
        known = await aliases.find(
            unit, [Heard(channel="whatsapp", address=address, alias=alias) for address, alias in heard]
        )
        accounts = []
        for each in known:
            row = await unit.fetch_one("SELECT id FROM accounts WHERE address_hash = $1", each.hash)
            accounts.append(row["id"] if row is not None else 0)
        return accounts

    return await desk.run(job)


async def pairs(desk: Desk) -> list[tuple[int, int, int]]:
    async def job(unit: Unit) -> list[tuple[int, int, int]]:
        rows = await unit.fetch("SELECT person_id, other_id, account_id FROM duplicates ORDER BY id")
        return [(row["person_id"], row["other_id"], row["account_id"]) for row in rows]

    return await desk.run(job)


async def test_she_is_found_by_either_address_and_by_both(desk: Desk) -> None:
    siti = await account(desk, ID, NUMBER)
    assert await found(desk, (ID, NUMBER), (ID, ""), (NUMBER, "")) == [siti.account_id] * 3
    assert await pairs(desk) == []


async def test_the_account_of_a_number_becomes_that_of_its_user_id(desk: Desk) -> None:
    siti = await account(desk, NUMBER)
    assert await found(desk, (ID, NUMBER)) == [siti.account_id]
    assert await found(desk, (ID, ""), (NUMBER, "")) == [siti.account_id] * 2
    assert await pairs(desk) == [], "the channel has named both in one breath"

    async def address(unit: Unit) -> str:
        row = await unit.fetch_one(
            "SELECT id AS account_id, owner_id, address FROM accounts WHERE id = $1", siti.account_id
        )
        assert row is not None
        await unit.vault.have([owner_of(siti.person_id)])
        return people.open_address(unit, row)

    assert await desk.run(address) == ID, "what is sent to her goes to the user id"


async def test_two_events_of_one_batch_find_the_same_account(desk: Desk) -> None:
    siti = await account(desk, NUMBER)
    assert await found(desk, (ID, NUMBER), (NUMBER, ""), (ID, "")) == [siti.account_id] * 3


async def test_a_number_under_another_user_id_is_another_woman_until_somebody_has_looked(desk: Desk) -> None:
    siti = await account(desk, ID, NUMBER)

    async def job(unit: Unit) -> int:
        known = (await aliases.find(unit, [Heard(channel="whatsapp", address=OTHER_ID, alias=NUMBER)]))[0]
        return known.before_id

    assert await found(desk, (OTHER_ID, NUMBER)) == [0], "she gets an account of her own"
    assert await desk.run(job) == siti.person_id, "and whose number it was is known"
    lain = await account(desk, OTHER_ID)

    async def begin(unit: Unit) -> None:
        heard = Heard(channel="whatsapp", address=OTHER_ID, alias=NUMBER)
        await aliases.begin(unit, lain, heard, siti.person_id)

    await desk.run(begin)
    assert await pairs(desk) == [(siti.person_id, lain.person_id, lain.account_id)]
    assert await found(desk, (NUMBER, ""), (ID, "")) == [lain.account_id, siti.account_id]


async def test_a_number_that_was_hidden_and_is_hers_proposes_that_two_records_are_one(desk: Desk) -> None:
    by_number, by_id = await account(desk, NUMBER), await account(desk, ID)
    assert await found(desk, (ID, NUMBER)) == [by_id.account_id]
    assert await pairs(desk) == [(by_number.person_id, by_id.person_id, by_id.account_id)]
    assert await found(desk, (ID, NUMBER), (NUMBER, "")) == [by_id.account_id] * 2
    assert len(await pairs(desk)) == 1, "said again it is the same as once"


async def test_a_number_that_moves_between_two_known_women_moves_alone(desk: Desk) -> None:
    siti, yuyun = await account(desk, ID, NUMBER), await account(desk, OTHER_ID, OTHER_NUMBER)
    assert await found(desk, (OTHER_ID, NUMBER)) == [yuyun.account_id]
    assert await found(desk, (NUMBER, ""), (OTHER_NUMBER, ""), (ID, "")) == [
        yuyun.account_id,
        yuyun.account_id,
        siti.account_id,
    ]


@pytest.mark.parametrize("known", [(ID, NUMBER), (NUMBER, "")])
async def test_what_a_worker_says_of_such_a_pair_gives_the_account_back(
    desk: Desk, known: tuple[str, str]
) -> None:
    siti = await account(desk, *known)
    lain = await account(desk, OTHER_ID)

    async def job(unit: Unit) -> int:
        unit.actor = lain
        await aliases.begin(
            unit, lain, Heard(channel="whatsapp", address=OTHER_ID, alias=NUMBER), siti.person_id
        )
        row = await unit.fetch_one("SELECT * FROM duplicates")
        assert row is not None
        assert row["reason"] == duplicates.Reason.IDENTITY
        return await duplicates.give_back(unit, row)

    assert await desk.run(job) == siti.person_id
    assert await found(desk, (OTHER_ID, NUMBER)) == [lain.account_id]


async def test_a_forgotten_account_is_found_by_no_number(desk: Desk) -> None:
    siti = await account(desk, ID, NUMBER)

    async def job(unit: Unit) -> None:
        aliases.forget(unit, siti.account_id)

    await desk.run(job)
    assert await found(desk, (NUMBER, "")) == [0]


async def test_nobodys_number_stands_there_to_be_read(desk: Desk) -> None:
    await account(desk, ID, NUMBER)

    async def job(unit: Unit) -> list[object]:
        return [value for row in await unit.fetch("SELECT alias_hash FROM account_aliases") for value in row]

    assert all(NUMBER.encode() not in bytes(each) for each in await desk.run(job))  # type: ignore[call-overload]


async def test_who_is_erased_is_found_by_no_number_and_her_stop_is_gone(desk: Desk) -> None:
    siti = await account(desk, ID, NUMBER)

    await desk.run(lambda unit: channel_stops.stop(unit, siti.account_id))
    await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))
    assert await found(desk, (NUMBER, ""), (ID, NUMBER)) == [0, 0], "a stranger, from then on"

    async def left(unit: Unit) -> int:
        return len(await unit.fetch("SELECT account_id FROM channel_stops"))

    assert await desk.run(left) == 0
