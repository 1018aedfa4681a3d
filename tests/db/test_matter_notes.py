"""Private notes: who reads and writes them, what moves with a matter and what does not, and what opens them."""

import pytest

from db import matter_notes, matters
from db.matter_notes import NOTES_MAX, NoteLine, NotesFull
from db.people import Actor
from db.unit import Unit
from db.vault import KeyGone
from db.vault import person as key_of
from domain.matters import Matter, NoteKind, Result
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.matter_world import act, answer, end_role, held, now, write
from tests.db.office_world import World, world

__all__ = ["world"]

SECRET = "kenari biru di dapur"


async def note(world: World, by: Actor, matter: Matter, text: str = SECRET) -> int:
    number: int = await act(world, by, matter_notes.add, matter.id, NoteKind.MOTIVATION, text)
    return number


async def lines(world: World, by: Actor, matter: Matter) -> list[NoteLine]:
    found: list[NoteLine] = await act(world, by, matter_notes.list_lines, matter.id)
    return found


async def read(world: World, by: Actor, matter: Matter, note_id: int) -> str:
    found: matter_notes.Note = await act(world, by, matter_notes.read, matter.id, note_id)
    return found.text


async def hand_over(world: World, matter: Matter, to: Actor, **fields: int) -> None:
    await act(world, to, matters.set_holder, await now(world, matter), to.person_id, **fields)


async def test_the_holder_writes_and_reads_and_nobody_else_of_the_office(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    supervisor, woman = await world.staff(Role.SUPERVISOR, Role.ADMIN), await world.woman()
    matter = await held(world, woman, worker)
    first = await note(world, worker, matter)
    second = await note(world, worker, matter, "ke rumah")
    assert [each.id for each in await lines(world, worker, matter)] == [second, first]
    assert await read(world, worker, matter, first) == SECRET
    for other in (colleague, supervisor, woman):
        for step in (
            lambda by=other: note(world, by, matter),
            lambda by=other: lines(world, by, matter),
            lambda by=other: read(world, by, matter, first),
        ):
            with pytest.raises(NotAllowed):
                await step()


async def test_a_note_of_another_matter_is_not_found_through_ones_own(world: World) -> None:
    worker, other = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    mine = await held(world, await world.woman(), worker)
    theirs = await held(world, await world.woman(), other)
    secret = await note(world, other, theirs)
    with pytest.raises(NotAllowed):
        await read(world, worker, mine, secret)
    with pytest.raises(NotAllowed):
        await read(world, worker, mine, secret + 1)


async def test_who_takes_over_all_of_it_in_the_same_office_reads_what_was_noted(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    secret = await note(world, worker, matter)
    await hand_over(world, matter, colleague)
    assert await read(world, colleague, matter, secret) == SECRET
    with pytest.raises(NotAllowed):
        await read(world, worker, matter, secret)
    with pytest.raises(NotAllowed):
        await note(world, worker, matter)


async def test_what_she_did_not_pass_on_is_not_passed_on_by_a_note_either(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    secret = await note(world, worker, matter)
    world.pass_time(5)
    await hand_over(world, matter, colleague, shown_from=matter.messages + 1)
    assert await lines(world, colleague, matter) == []
    with pytest.raises(NotAllowed):
        await read(world, colleague, matter, secret)
    world.pass_time(5)
    own = await note(world, colleague, matter, "catatan baru")
    world.pass_time(1)
    await answer(world, colleague, await now(world, matter))
    world.pass_time(5)
    later = await note(world, colleague, matter, "sesudah pesan")
    assert [each.id for each in await lines(world, colleague, matter)] == [later, own]
    await hand_over(world, matter, worker)
    # Back with who wrote the first: hers, and what was noted after the first message that was passed on.
    assert [each.id for each in await lines(world, worker, matter)] == [later, secret]


async def test_notes_stay_with_the_office_that_wrote_them(world: World) -> None:
    elsewhere = await world.add_office("UPTD PPA (contoh)", "samarinda")
    worker, there = await world.staff(Role.WORKER), await world.staff(Role.WORKER, office=elsewhere)
    matter = await held(world, await world.woman(), worker)
    secret = await note(world, worker, matter)
    await hand_over(world, matter, there, organisation_id=elsewhere)
    assert await lines(world, there, matter) == []
    for by in (there, worker):
        with pytest.raises(NotAllowed):
            await read(world, by, matter, secret)


async def test_whose_role_has_ended_reads_nothing(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    secret = await note(world, worker, matter)
    await end_role(world, worker)
    with pytest.raises(NotAllowed):
        await read(world, worker, matter, secret)
    with pytest.raises(NotAllowed):
        await note(world, worker, matter)


async def test_after_closing_its_holder_may_still_note_what_came_of_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True)
    assert await read(world, worker, matter, await note(world, worker, matter)) == SECRET


async def test_the_key_of_her_messages_opens_no_note_and_the_other_way_round(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    matter = await held(world, woman, worker, SECRET)
    number = await note(world, worker, matter)
    (row,) = await world.rows("SELECT body FROM matter_notes")
    vault = world.desk.storage.vault
    assert SECRET.encode() not in bytes(row["body"])
    place = f"{matter_notes.NOTE_PLACE}#{number}"
    with pytest.raises(Exception, match="matter_notes"):
        vault.unseal(key_of(woman.person_id), place, bytes(row["body"]))
    opened = vault.unseal(matter_notes.owner_of(woman.person_id), place, bytes(row["body"]))
    assert opened.decode() == SECRET
    await vault.destroy([matter_notes.owner_of(woman.person_id)])
    with pytest.raises(KeyGone):
        vault.unseal(matter_notes.owner_of(woman.person_id), place, bytes(row["body"]))
    with pytest.raises(NotAllowed):
        await read(world, worker, matter, number)


async def test_reading_and_writing_is_noted_with_whom_it_was_about(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    matter = await held(world, woman, worker)
    number = await note(world, worker, matter)
    await act(world, worker, matter_notes.note_read, matter.id, number)
    here = [(worker.person_id, woman.person_id)]
    assert await world.audited("write", "matter_note") == here
    assert await world.audited("read", "matter_note") == here


async def test_a_matter_has_only_so_many(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)

    async def job(unit: Unit) -> None:
        for number in range(NOTES_MAX):
            await matter_notes.add(unit, matter.id, NoteKind.VISIT, f"ke-{number}")

    await world.run(job, by=worker)
    with pytest.raises(NotesFull):
        await note(world, worker, matter)


async def test_in_her_copy_they_stand_without_who_wrote_them_and_only_of_the_office_that_asks(
    world: World,
) -> None:
    elsewhere = await world.add_office("UPTD PPA (contoh)", "samarinda")
    worker, there = await world.staff(Role.WORKER), await world.staff(Role.WORKER, office=elsewhere)
    woman, other = await world.woman(), await world.woman()
    here = await held(world, woman, worker)
    await note(world, worker, here)
    await note(world, worker, await held(world, other, worker), "bukan dia")
    second = (await write(world, woman, office=elsewhere)).matter
    await act(world, there, matters.take, second.id)
    await note(world, there, second, "di sana")

    async def hers(unit: Unit) -> list[list[str]]:
        mine = [woman.person_id]
        found = [
            await matter_notes.list_own(unit, mine),
            await matter_notes.list_own(unit, mine, organisation_id=elsewhere),
        ]
        assert not hasattr(found[0][0], "by_person")
        return [[each.text for each in notes] for notes in found]

    assert await world.run(hers) == [[SECRET, "di sana"], ["di sana"]]


async def test_when_she_is_erased_no_note_about_her_is_left(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    await note(world, worker, await held(world, woman, worker))

    async def forget(unit: Unit) -> str:
        return matter_notes.forget(unit, woman.person_id)

    assert await world.run(forget) == matter_notes.owner_of(woman.person_id)
    assert await world.rows("SELECT id FROM matter_notes") == []
