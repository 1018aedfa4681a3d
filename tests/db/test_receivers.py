"""For a class at once the same account is found for each as for her alone, on both engines."""

from random import Random

from db import people
from db.people import Actor
from db.receivers import find_accounts_of
from db.unit import Unit
from tests.db.desk import Desk

PEOPLE, ROUNDS = 6, 12


async def _shuffle(unit: Unit, women: list[Actor], chance: Random) -> None:
    """Phones change hands: several, none reachable, profiles, records that are the same woman's."""
    unit.write("DELETE FROM profiles")
    unit.write("UPDATE accounts SET profiles = 0, reachable = 1, last_in_ms = 0")
    unit.write("UPDATE persons SET same_as = 0")
    for each in women:
        unit.write(
            "UPDATE accounts SET reachable = $2, last_in_ms = $3, owner_id = $4 WHERE id = $1",
            each.account_id,
            chance.randint(0, 1),
            chance.randint(0, 3),
            chance.choice(women).person_id,
        )
    for each in chance.sample(women, 2):
        other = chance.choice([one for one in women if one is not each])
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", each.person_id, other.person_id)
    for each in chance.sample(women, 2):
        phone = chance.choice(women)
        unit.write(
            "INSERT INTO profiles (id, account_id, person_id, door_hash, pin, asked, made_ms)"
            " VALUES ($1, $2, $3, $4, $4, '', 0)",
            unit.new_id(),
            phone.account_id,
            each.person_id,
            str(each.person_id).encode(),
        )
        unit.write("UPDATE accounts SET profiles = profiles + 1 WHERE id = $1", phone.account_id)


async def test_whatever_phones_they_have_it_is_the_same_account(desk: Desk, seed: int) -> None:
    women = [await desk.person(f"demo {n}") for n in range(PEOPLE)]
    chance = Random(seed)

    async def compare(unit: Unit) -> list[tuple[int | None, int | None]]:
        await _shuffle(unit, women, chance)
        together = await find_accounts_of(unit, [each.person_id for each in women])
        found = []
        for each in women:
            alone = await people.find_account_of(unit, each.person_id)
            same = together.get(each.person_id)
            found.append((alone and alone["account_id"], same and same["account_id"]))
        return found

    for _round in range(ROUNDS):
        for alone, same in await desk.run(compare):
            assert alone == same


async def test_of_nobody_there_is_nothing(desk: Desk) -> None:
    async def job(unit: Unit) -> int:
        return len(await find_accounts_of(unit, []))

    assert await desk.run(job) == 0
