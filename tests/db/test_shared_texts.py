"""A text kept once for many: how each of them is called in it, and who gets nothing of it."""

import pytest

from db import notices, outbox, people
from db.outbox import Queued
from db.shared_texts import list_called, open_notices
from db.unit import Unit
from db.vault import SealBroken
from db.vault import person as owner_of
from tests.db.desk import Desk

BODY = b'{"text":"Pertemuan hari Sabtu."}'


@pytest.mark.parametrize(
    ("details", "called"),
    [
        ({}, ("Ibu", "")),
        ({"name": "Yuyun"}, ("Ibu", "Yuyun")),
        ({"name": "Yuyun", "salutation": "Teteh"}, ("Teteh", "Yuyun")),
        ({"name": "Yuyun", "name_only": "1"}, ("", "Yuyun")),
    ],
)
async def test_she_is_ibu_until_she_says_otherwise(
    desk: Desk, details: dict[str, str], called: tuple[str, str]
) -> None:
    siti = await desk.person("siti")

    async def call(unit: Unit) -> dict[int, dict[str, str]]:
        await people.set_details(unit, siti.person_id, **{"name": "", **details})
        return await list_called(unit, [siti.person_id])

    salutation, name = called
    assert await desk.run(call) == {siti.person_id: {"salutation": salutation, "name": name}}


async def test_staff_are_called_by_their_names(desk: Desk) -> None:
    siti = await desk.person("siti")

    async def call(unit: Unit) -> dict[int, dict[str, str]]:
        await people.set_details(unit, siti.person_id, name="Ratna")
        unit.write("UPDATE persons SET staff = 1 WHERE id = $1", siti.person_id)
        return await list_called(unit, [siti.person_id])

    assert await desk.run(call) == {siti.person_id: {"salutation": "", "name": "Ratna"}}


async def test_a_text_is_read_once_for_all_and_no_other_one(desk: Desk) -> None:
    notice_id = await desk.run(lambda unit: notices.add(unit, BODY))
    found = await desk.run(lambda unit: open_notices(unit, {notice_id, notice_id + 1}))
    assert found == {notice_id: {"text": "Pertemuan hari Sabtu."}}
    assert await desk.run(lambda unit: open_notices(unit, set())) == {}


async def test_a_changed_text_is_said_aloud_and_she_still_reads_what_is_hers_alone(desk: Desk) -> None:
    siti = await desk.person("siti")

    async def put(unit: Unit) -> int:
        await unit.vault.have([owner_of(siti.person_id)])
        broken = await notices.add(unit, BODY)
        await notices.queue_for_all(unit, broken, kind="broadcast", lane=4, after_account=0)
        own = Queued(
            id=unit.new_id(),
            account_id=siti.account_id,
            person_id=siti.person_id,
            channel="simulator",
            kind="relay",
            lane=2,
            due_ms=0,
            body=b"hers",
        )
        outbox.add(unit, own)
        unit.write("UPDATE outbox SET state = 'pull'")
        unit.write("UPDATE notices SET body = $1", bytes(60))
        return broken

    broken = await desk.run(put)
    with pytest.raises(SealBroken):
        await desk.run(lambda unit: open_notices(unit, {broken}))
    pulled = await desk.run(lambda unit: outbox.list_pulled(unit, siti.account_id, siti.person_id, 10))
    assert [each.body for each in pulled] == [b"hers"]
