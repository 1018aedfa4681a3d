"""A file is wanted once, fetched by one, kept or given up; what an erased woman sent is never fetched."""

from dataclasses import replace
from functools import partial

import pytest

from db import files
from db.files import LEASE_MS, KeptFile, WantedFile
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.files import RETRY_AFTER_S, FileFault, SentFile, Wanted
from tests.db.desk import Desk

SENT = SentFile(reference="file-kenari", size_bytes=12)


async def want(desk: Desk, actor: Actor, sent: SentFile = SENT) -> int:
    async def job(unit: Unit) -> int:
        unit.actor = actor
        await unit.vault.have([owner_of(actor.person_id)])
        return files.want(unit, sent, Wanted.PHOTO)

    return await desk.run(job)


async def claim(desk: Desk) -> list[WantedFile]:
    return await desk.run(lambda unit: files.claim(unit, 10))


async def look(desk: Desk, file_id: int) -> KeptFile:
    found = await desk.run(lambda unit: files.find(unit, file_id))
    assert found is not None
    return found


async def test_a_wanted_file_is_claimed_by_one_and_again_when_that_one_is_gone(desk: Desk):
    siti = await desk.person("Siti")
    file_id = await want(desk, siti)

    (file,) = await claim(desk)

    assert (file.id, file.person_id, file.channel, file.sent, file.tries) == (
        file_id, siti.person_id, "simulator", SENT, 1,
    )  # fmt: skip
    assert await claim(desk) == []
    desk.now_ms += LEASE_MS
    assert await claim(desk) == [replace(file, tries=2)]


async def test_the_reference_is_sealed_and_forgotten_once_the_file_is_kept(desk: Desk):
    file_id = await want(desk, await desk.person("Siti"))
    (file,) = await claim(desk)

    async def stored(unit: Unit) -> bytes | None:
        row = await unit.fetch_one("SELECT reference FROM files WHERE id = $1", file_id)
        return None if row is None or row["reference"] is None else bytes(row["reference"])

    sealed = await desk.run(stored)
    assert sealed is not None
    assert b"kenari" not in sealed
    assert await desk.run(lambda unit: files.keep(unit, file, kind="image/jpeg", size_bytes=9))
    assert await desk.run(stored) is None
    kept = await look(desk, file_id)
    assert (kept.state, kept.kind, kept.size_bytes, kept.name) == ("kept", "image/jpeg", 9, file.name)


async def test_what_is_decided_is_not_decided_again(desk: Desk):
    await want(desk, await desk.person("Siti"))
    (file,) = await claim(desk)

    assert await desk.run(lambda unit: files.refuse(unit, file, FileFault.BROKEN))
    assert not await desk.run(lambda unit: files.refuse(unit, file, FileFault.BROKEN))
    assert not await desk.run(lambda unit: files.keep(unit, file, kind="image/jpeg", size_bytes=9))
    assert (await look(desk, file.id)).state == "refused"


async def test_a_failed_try_waits_longer_each_time_and_then_it_is_given_up(desk: Desk):
    file_id = await want(desk, await desk.person("Siti"))
    for pause_s in RETRY_AFTER_S:
        (file,) = await claim(desk)
        assert await desk.run(partial(files.fail, file=file, fault="502", for_ever=False))
        due = await desk.run(lambda unit: files.next_due(unit, unit.now_ms))
        assert due == desk.now_ms + pause_s * 1000
        desk.now_ms = due - 1
        assert await claim(desk) == []
        desk.now_ms = due
    (file,) = await claim(desk)
    assert not await desk.run(lambda unit: files.fail(unit, file, "502", for_ever=False))
    assert (await look(desk, file_id)).state == "gone"


async def test_what_the_channel_has_no_more_is_given_up_at_once(desk: Desk):
    file_id = await want(desk, await desk.person("Siti"))
    (file,) = await claim(desk)
    assert not await desk.run(lambda unit: files.fail(unit, file, "file gone", for_ever=True))
    assert (await look(desk, file_id)).state == "gone"


async def test_the_file_of_a_woman_without_key_is_given_up_and_stops_no_other(desk: Desk):
    siti, lilis = await desk.person("Siti"), await desk.person("Lilis")
    hers = await want(desk, siti)
    other = await want(desk, lilis)
    await desk.storage.vault.destroy([owner_of(siti.person_id)])

    assert [file.id for file in await claim(desk)] == [other]
    assert (await look(desk, hers)).state == "gone"


async def test_copies_that_nobody_may_keep_are_listed_until_they_are_gone(desk: Desk):
    siti, lilis = await desk.person("Siti"), await desk.person("Lilis")
    first, second, other = await want(desk, siti), await want(desk, siti), await want(desk, lilis)

    async def drop(unit: Unit) -> None:
        files.drop_all(unit, siti.person_id)

    await desk.run(drop)
    leftovers = await desk.run(lambda unit: files.list_leftovers(unit, 10))
    assert [file_id for file_id, _name in leftovers] == [first, second]
    assert all(name for _id, name in leftovers)

    async def forget(unit: Unit) -> None:
        files.forget_copies(unit, [first, second])

    await desk.run(forget)
    assert await desk.run(lambda unit: files.list_leftovers(unit, 10)) == []
    assert (await look(desk, other)).state == "wanted"


async def test_that_she_sent_a_file_stands_in_the_audit_without_what_it_was(desk: Desk):
    siti = await desk.person("Siti")
    file_id = await want(desk, siti)

    async def read(unit: Unit) -> list[tuple[object, ...]]:
        rows = await unit.fetch("SELECT actor, action, object, object_id, person_id, reason FROM audit")
        return [tuple(row) for row in rows]

    assert await desk.run(read) == [
        (siti.person_id, "write", "file", file_id, siti.person_id, "photo"),
    ]


@pytest.mark.parametrize("after_ms", [0, 2**60])
async def test_without_a_wanted_file_nothing_is_due(desk: Desk, after_ms: int):
    assert await desk.run(lambda unit: files.next_due(unit, after_ms)) is None


async def test_an_unknown_file_is_none(desk: Desk):
    assert await desk.run(lambda unit: files.find(unit, 7)) is None
