"""A telephone's identity: known again on its own account, kept as a hash, and a changed one begins anew."""

import pytest

from db import identities, people
from db.outbox import CLEARED_MS
from db.people import Actor
from db.removals import DELETABLE_MS
from db.unit import Unit
from tests.db.desk import Desk


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("Siti")


async def test_an_identity_is_known_again_on_its_own_account_only(desk: Desk, siti: Actor) -> None:
    other = await desk.person("Yuyun")

    async def job(unit: Unit) -> list[bool]:
        identities.note(unit, siti.account_id, "telepon satu")
        row = await unit.fetch_one(
            "SELECT id AS account_id, identity_hash FROM accounts WHERE id = $1", siti.account_id
        )
        assert row is not None
        moved = {"account_id": other.account_id, "identity_hash": row["identity_hash"]}
        return [
            identities.is_same(unit, row, "telepon satu"),
            identities.is_same(unit, row, "telepon dua"),
            identities.is_same(unit, moved, "telepon satu"),
        ]

    assert await desk.run(job) == [True, False, False]


async def test_a_record_begun_anew_knows_nothing_and_can_be_written_to(desk: Desk, siti: Actor) -> None:
    async def begin(unit: Unit) -> int:
        unit.actor = siti
        return await identities.begin_record(unit, siti)

    person_id = await desk.run(begin)

    async def read(unit: Unit) -> tuple[str, str, str]:
        account = await people.find_account_of(unit, person_id)
        assert account is not None
        known = await people.get_person(unit, person_id)
        return people.open_address(unit, account), account["phone"], known.name

    assert await desk.run(read) == ("Siti", "unknown", "")
    assert await desk.run(lambda unit: people.find_account_of(unit, siti.person_id)) is None


async def test_what_the_phone_of_before_still_shows_goes(desk: Desk, siti: Actor) -> None:
    async def job(unit: Unit) -> list[int]:
        unit.actor = siti
        unit.write(
            "INSERT INTO inbox (id, channel, key_hash, day, state, tries, received_ms, account_id, message_ref, clear_ms)"
            " VALUES ($1, 'whatsapp', $5, 0, 'done', 1, $2, $3, '7', $4)",
            unit.new_id(),
            unit.now_ms,
            siti.account_id,
            unit.now_ms + DELETABLE_MS,
            b"one",
        )
        await identities.begin_record(unit, siti)
        return [row["clear_ms"] - unit.now_ms for row in await unit.fetch("SELECT clear_ms FROM inbox")]

    assert await desk.run(job) == [CLEARED_MS]
