"""Whatever somebody changes in matters by hand is found and named; matters as people write them are whole."""

import pytest

from db import matter_messages, matters
from db.matter_check import LOOKED_WITHIN_MS, WHOLE_MS, Verdict, verify_all
from db.matters import Chosen
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Matter, MessageKind, Result
from domain.roles import Role
from tests.db.matter_world import act, answer, end_role, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def verdict(world: World) -> Verdict:
    return await verify_all(world.desk.storage.engine, world.desk.now_ms)


async def plant(world: World, change: str) -> None:
    async def job(unit: Unit) -> None:
        unit.write(change)

    await world.run(job)


async def a_busy_office(world: World) -> Matter:
    """A matter with answers, edits, a photo and one taken back; a complaint, a closed one, one that nobody has."""
    woman, other, third = await world.woman(), await world.woman(), await world.woman()
    worker, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR, woman=True)
    matter = await held(world, woman, worker)
    await write(world, woman, "foto", kind=MessageKind.PHOTO, sent_file=SentFile(reference="r", size_bytes=1))
    await write(world, woman, "salah")
    wrong = await world.run(lambda unit: matter_messages.find_one(unit, matter.id, 3))
    assert wrong is not None
    await act(world, woman, matter_messages.take_back, wrong)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    complaint = await write(
        world, woman, "potongan", chosen=Chosen(complaint=True, about_id=worker.person_id)
    )
    await act(world, boss, matters.take, complaint.matter.id)
    await write(world, other)
    closed = await held(world, third, boss)
    await act(world, boss, matters.close, closed.id, Result.HELPED, although_unanswered=True)
    return matter


async def test_matters_as_people_write_them_have_no_fault(world: World) -> None:
    assert await verdict(world) == Verdict(open=0, unanswered=0, unheld=0, messages=0)
    await a_busy_office(world)
    assert await verdict(world) == Verdict(open=3, unanswered=3, unheld=1, messages=7)
    world.desk.now_ms += LOOKED_WITHIN_MS + 1
    found = await verdict(world)
    assert (found.left, found.fault) == (3, "")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("DELETE FROM matter_messages WHERE n = 2", "lost a message"),
        ("UPDATE matters SET messages = messages + 1 WHERE messages > 2", "lost a message"),
        ("UPDATE matter_messages SET n = 9 WHERE n = 4", "left a number out"),
        ("UPDATE matter_messages SET person_id = (SELECT max(id) FROM persons)", "belongs to somebody else"),
        ("UPDATE matters SET about_id = holder_id WHERE complaint = 1", "whom it is about has it"),
        ("UPDATE matters SET holder_id = person_id WHERE complaint = 0 AND holder_id > 0", "does not answer"),
        ("UPDATE matters SET women_only = 1 WHERE complaint = 0", "a man has it"),
        ("UPDATE matters SET due_ms = 0", "has no clock"),
        ("UPDATE matters SET waiting_ms = 0, due_ms = 0", "nobody counts them"),
        ("UPDATE matters SET result = '' WHERE state = 'closed'", "without a result"),
        ("UPDATE matters SET waiting_ms = 1 WHERE state = 'closed'", "something that still waits"),
        ("UPDATE files SET state = 'gone'", "a file that is not coming"),
        (
            "INSERT INTO matter_moves (id, matter_id, person_id, kind, from_organisation, from_person, state, body,"
            " made_ms) SELECT 1, id, person_id, 'referral', organisation_id, 0, 'asked', 'x', 1 FROM matters"
            " WHERE state = 'closed'",
            "still asked where it goes",
        ),
        (
            "INSERT INTO matter_notes (id, matter_id, person_id, organisation_id, by_person, kind, body, made_ms)"
            " SELECT 1, min(id), (SELECT max(id) FROM persons), min(organisation_id), 1, 'kunjungan', 'x', 1"
            " FROM matters",
            "about somebody else",
        ),
        (
            "INSERT INTO matter_copies (outbox_id, matter_id, n, receiver_id, made_ms)"
            " SELECT 1, min(id), 99, min(person_id), 1 FROM matters",
            "that it does not have",
        ),
    ],
)
async def test_what_was_changed_by_hand_is_named(world: World, change: str, what: str) -> None:
    await a_busy_office(world)
    if "'x'" in change:
        change = change.replace("'x'", "x'00'" if world.desk.storage.engine.name == "sqlite" else "'x'")
    before = await verdict(world)
    assert before.fault == ""
    await plant(world, change)
    world.desk.now_ms += LOOKED_WITHIN_MS + 1
    assert what in (await verdict(world)).fault
    assert (await verdict(world)).matter


async def test_what_was_passed_on_before_what_came_first_is_named(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await write(world, woman, "dua")
    await plant(world, "UPDATE matter_messages SET passed = 1 WHERE n = 2")
    assert "out of order" in (await verdict(world)).fault
    await plant(world, "UPDATE matter_messages SET passed = 1")
    await answer(world, worker, matter)
    await answer(world, worker, matter)
    await plant(world, "UPDATE matter_messages SET passed = 1 WHERE n = 4")
    assert "out of order" in (await verdict(world)).fault


async def test_who_stopped_working_there_is_named_once_the_clock_had_its_time(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, await world.woman(), worker)
    world.desk.now_ms += LOOKED_WITHIN_MS + 1
    await plant(world, "UPDATE matters SET due_ms = 9999999999999")
    await end_role(world, worker)
    assert (await verdict(world)).fault == ""
    world.desk.now_ms += LOOKED_WITHIN_MS + 1
    found = await verdict(world)
    assert "does not answer there" in found.fault
    assert found.matter == matter.id
    await world.run(lambda unit: matters.release_without_role(unit, worker.person_id))
    assert (await verdict(world)).fault == ""


async def test_words_that_are_being_forgotten_are_no_fault(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    await plant(world, "DELETE FROM matter_messages")
    assert "lost a message" in (await verdict(world)).fault
    world.desk.now_ms += WHOLE_MS + 1
    assert (await verdict(world)).fault == ""
