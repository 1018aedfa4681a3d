"""After a long silence: who is asked, by what, how often, and that only the right answer gives the account back."""

from dataclasses import replace

import pytest

from db import identities, people, returning
from db.people import Actor
from db.returning import AREA_TRIES, NAME_TRIES, Asked
from db.unit import Unit
from domain.contact import SILENCE_MS
from tests.db.desk import Desk

FAR = "telegram"


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return replace(await desk.person("Bu Siti Aminah"), channel=FAR)


async def _anew(desk: Desk, siti: Actor) -> Actor:
    """The account after the silence: somebody nobody knows."""

    async def job(unit: Unit) -> Actor:
        unit.actor = siti
        tries = await returning.count_tries(unit, siti.person_id)
        return replace(
            siti, person_id=await identities.begin_record(unit, siti, tries=tries), phone="unknown"
        )

    return await desk.run(job)


async def _asked(desk: Desk, actor: Actor) -> Asked | None:
    async def job(unit: Unit) -> Asked | None:
        unit.actor = actor
        return await returning.find_asked(unit)

    return await desk.run(job)


async def _says(desk: Desk, actor: Actor, said: str) -> bool:
    async def job(unit: Unit) -> bool:
        unit.actor = actor
        known = await returning.recognise(unit, said)
        assert known == (unit.actor.person_id != actor.person_id)
        return known

    return await desk.run(job)


async def _owner(desk: Desk, siti: Actor) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT owner_id FROM accounts WHERE id = $1", siti.account_id)
        assert row is not None
        return int(row["owner_id"])

    return await desk.run(job)


async def _details(desk: Desk, siti: Actor, *, name: str, area: str) -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, siti.person_id, name=name)
        people.set_area(unit, siti.person_id, area, "Asia/Jakarta")

    await desk.run(job)


@pytest.mark.parametrize(
    "changed, last_in_ms, silent",
    [
        ({}, 1, True),
        ({}, SILENCE_MS, False),
        ({}, 0, False),
        ({"channel": "simulator"}, 1, False),
        ({"profiles": True}, 1, False),
        ({"phone": "unknown"}, 1, False),
        ({"phone": "shared"}, 1, True),
    ],
)
def test_only_a_number_without_a_pin_that_was_silent_for_long_is_asked(
    changed: dict[str, str], last_in_ms: int, silent: bool
) -> None:
    actor = Actor(
        account_id=1, person_id=2, channel=FAR, phone="own", language="id", zone="Asia/Jakarta", staff=False
    )
    changes: dict[str, object] = dict(changed)
    row = {"last_in_ms": last_in_ms}
    assert returning.is_silent(replace(actor, **changes), row, 2 * SILENCE_MS) is silent  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["siti", "AMINAH", "Bu Siti", "siti a.", "ibu aminah"])
async def test_any_part_of_her_name_is_hers(desk: Desk, siti: Actor, said: str) -> None:
    anew = await _anew(desk, siti)
    assert await _asked(desk, anew) == Asked(name=True)
    assert await _says(desk, anew, said)
    assert await _owner(desk, siti) == siti.person_id
    assert await _asked(desk, anew) is None


@pytest.mark.parametrize("said", ["bu", "ibu", "Ratna", "", "a", "sit"])
async def test_what_is_no_part_of_her_name_is_a_try(desk: Desk, siti: Actor, said: str) -> None:
    anew = await _anew(desk, siti)
    assert not await _says(desk, anew, said)
    assert await _owner(desk, siti) == anew.person_id


async def test_after_the_last_try_the_right_name_helps_no_more(desk: Desk, siti: Actor) -> None:
    anew = await _anew(desk, siti)
    for _time in range(NAME_TRIES):
        assert await _asked(desk, anew) is not None
        assert not await _says(desk, anew, "Ratna")
    assert await _asked(desk, anew) is None
    assert not await _says(desk, anew, "Siti")
    assert await _owner(desk, siti) == anew.person_id


async def test_without_a_name_she_is_asked_where_she_lived(desk: Desk, siti: Actor) -> None:
    await _details(desk, siti, name="", area="batu")
    anew = await _anew(desk, siti)
    assert await _asked(desk, anew) == Asked(name=False)
    assert AREA_TRIES == 1
    assert await _says(desk, anew, "batu")


async def test_of_whom_nothing_is_known_nothing_is_asked(desk: Desk, siti: Actor) -> None:
    await _details(desk, siti, name="", area="")
    assert await desk.run(lambda unit: returning.count_tries(unit, siti.person_id)) == 0


async def test_a_changed_telephone_is_not_given_back_for_a_name(desk: Desk, siti: Actor) -> None:
    async def job(unit: Unit) -> Actor:
        unit.actor = siti
        return replace(siti, person_id=await identities.begin_record(unit, siti))

    anew = await desk.run(job)
    assert await _asked(desk, anew) is None
    assert not await _says(desk, anew, "Siti")


async def test_who_says_she_is_new_is_not_asked_again_and_the_pair_stays(desk: Desk, siti: Actor) -> None:
    anew = await _anew(desk, siti)

    async def job(unit: Unit) -> list[str]:
        unit.actor = anew
        await returning.forgo(unit)
        return [row["state"] for row in await unit.fetch("SELECT state FROM duplicates")]

    assert await desk.run(job) == ["open"]
    assert await _asked(desk, anew) is None


async def test_while_she_is_silent_her_phone_counts_as_shared(desk: Desk, siti: Actor) -> None:
    async def job(unit: Unit, channel: str, staff: int, ago_ms: int) -> str:
        unit.write(
            "UPDATE accounts SET phone = 'own', channel = $2, last_in_ms = $3 WHERE id = $1",
            siti.account_id,
            channel,
            unit.now_ms - ago_ms,
        )
        unit.write("UPDATE persons SET staff = $2 WHERE id = $1", siti.person_id, staff)
        return str((await people.get_receiver(unit, siti.account_id, siti.person_id))["phone"])

    found = [
        await desk.run(lambda unit, each=each: job(unit, *each))  # type: ignore[misc]
        for each in (
            (FAR, 0, SILENCE_MS + 1),
            (FAR, 0, SILENCE_MS),
            ("simulator", 0, SILENCE_MS + 1),
            (FAR, 1, SILENCE_MS + 1),
        )
    ]
    assert found == ["shared", "own", "own", "own"]
