"""Of a woman who was erased nothing says what she was told; a year later nobody can look up who was told what."""

from db import (
    announcement_forgetting,
    announcement_receivers,
    erasure,
    files,
    news_refusals,
    outbox,
    retention,
)
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, NewsKind, Reached, State
from domain.files import SentFile, Wanted
from domain.keeping import DEFAULT_DAYS, Kept
from domain.roles import Role
from tests.db.announcement_world import (
    ended,
    knows,
    now,
    queue,
    run_whole,
    sent,
    settle,
    states,
    words,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]

DAY_MIN = 24 * 60
TABLES = ("announcement_receivers", "announcement_gone", "announcement_changes", "announcements")


async def forget(world: World, kept: Kept = Kept.ANNOUNCEMENTS) -> None:
    """The clock's walk, to its end."""
    days = DEFAULT_DAYS[kept]
    after = await world.run(lambda unit: retention.forget(unit, kept, 0, days))
    while after:
        after = await world.run(lambda unit, after=after: retention.forget(unit, kept, after, days))  # type: ignore[misc]


async def left(world: World) -> dict[str, int]:
    return {table: len(await world.rows(f"SELECT 1 AS one FROM {table}")) for table in TABLES}


async def over(world: World, count: int = 3) -> Announcement:
    await knows(world, count)
    written = await write(world, await world.staff(Role.WORKER), content=words("Datang?", "Ya"), size=count)
    return await run_whole(world, written)


# -- erased -------------------------------------------------------------------------------------------------------


async def test_the_erased_leave_numbers_and_no_row(world: World) -> None:
    women = await knows(world, 4)
    written = await write(world, await world.staff(Role.WORKER), content=words("Datang?", "Ya"), size=4)
    await queue(world, written)
    await sent(world, written, women[0])
    await ended(world, written, women[1], "rejected", "400")
    await settle(world, written)
    await world.run(lambda unit: announcement_receivers.answer(unit, written, women[0].person_id, 1))
    await world.run(lambda unit: news_refusals.set_(unit, women[0].person_id, NewsKind.AID, True))
    for woman in women[:3]:
        await world.run(lambda unit, woman=woman: erasure.erase_person(unit, woman.person_id))  # type: ignore[misc]
    assert set(await states(world, written)) == {women[3].person_id}
    assert await world.rows("SELECT 1 AS one FROM news_refusals") == []
    tally = await world.run(lambda unit: announcement_receivers.tally(unit, written.id))
    assert tally.counts == {Reached.READ: 1, Reached.FAILED: 1, Reached.LEFT_OUT: 1, Reached.QUEUED: 1}
    assert (tally.left_out, tally.reasons, tally.answers) == ({"erased": 1}, {"refused": 1}, (1,))


async def test_an_erasure_does_not_keep_it_open(world: World) -> None:
    women = await knows(world, 2)
    written = await write(world, await world.staff(Role.WORKER), size=2)
    await queue(world, written)
    await sent(world, written, women[0])
    await world.run(lambda unit: erasure.erase_person(unit, women[1].person_id))
    assert (await settle(world, written)).state is State.DONE


async def test_who_was_erased_while_it_was_filled_is_not_found_again(world: World) -> None:
    women = await knows(world, 2)
    written = await write(world, await world.staff(Role.WORKER), size=2)
    await world.run(lambda unit: erasure.erase_person(unit, women[0].person_id))
    await queue(world, written)
    assert set(await states(world, written)) == {women[1].person_id}


# -- old ----------------------------------------------------------------------------------------------------------


async def test_after_a_year_receivers_and_words_are_gone(world: World) -> None:
    await over(world)
    days = DEFAULT_DAYS[Kept.ANNOUNCEMENTS]
    world.pass_time(days * DAY_MIN)
    await forget(world)
    assert (await left(world))["announcement_receivers"] == 3
    assert await world.run(lambda unit: retention.list_old_notices(unit, DEFAULT_DAYS[Kept.UNREAD])) == {}
    world.pass_time(1)
    await forget(world)
    assert set((await left(world)).values()) == {0}
    old = await world.run(lambda unit: retention.list_old_notices(unit, DEFAULT_DAYS[Kept.UNREAD]))
    assert len(old) == 1


async def test_it_goes_in_slices_and_the_announcement_last(world: World) -> None:
    await over(world, 5)
    world.pass_time(400 * DAY_MIN)
    found = [await left(world)]
    while await world.run(lambda unit: announcement_forgetting.forget_old(unit, unit.now_ms, 2)):
        found.append(await left(world))
    assert [each["announcement_receivers"] for each in found] == [5, 3, 1, 0]
    assert [each["announcements"] for each in found] == [1, 1, 1, 0]


async def test_what_is_still_under_way_is_never_too_old(world: World) -> None:
    await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    under_way = await write(world, worker)
    waiting = await write(world, worker, size=500)
    await queue(world, under_way)
    world.pass_time(800 * DAY_MIN)
    await forget(world)
    assert (await now(world, under_way)).state is State.SENDING
    assert (await now(world, waiting)).state is State.APPROVAL
    assert len(await states(world, under_way)) == 2


async def test_who_never_looked_finds_nothing_of_what_was_forgotten(world: World) -> None:
    (woman,) = await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    await ended(world, written, woman, "pull")
    await settle(world, written)
    world.pass_time(400 * DAY_MIN)
    await forget(world)
    assert [each["state"] for each in await world.rows("SELECT state FROM outbox")] == ["dropped"]

    async def count(unit: Unit) -> int:
        return await outbox.count_pulled(unit, woman.account_id, woman.person_id)

    assert await world.run(count) == 0


# -- files --------------------------------------------------------------------------------------------------------


async def paper(world: World, by: Actor, wanted: Wanted = Wanted.PAPER) -> int:
    """A file of hers that was fetched."""

    async def job(unit: Unit) -> int:
        file_id = files.want(unit, SentFile(reference="f", size_bytes=9), wanted)
        unit.write("UPDATE files SET state = 'kept', kind = 'jpg' WHERE id = $1", file_id)
        return file_id

    return await world.run(job, by=by)


async def kept(world: World) -> set[int]:
    return {each["id"] for each in await world.rows("SELECT id FROM files WHERE state = 'kept'")}


async def test_the_file_of_a_draft_that_nobody_sent_goes_after_a_week(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    used, unused, voice = (
        await paper(world, worker),
        await paper(world, worker),
        await paper(world, worker, Wanted.VOICE),
    )
    await write(world, worker, file_id=used)
    world.pass_time(7 * DAY_MIN - 1)
    young = await paper(world, worker)
    assert await world.run(announcement_forgetting.drop_unused_files) is False
    assert await kept(world) == {used, unused, voice, young}
    world.pass_time(1)
    assert await world.run(announcement_forgetting.drop_unused_files) is False
    assert await kept(world) == {used, voice, young}


async def test_the_file_of_an_announcement_goes_with_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    used = await paper(world, worker)
    await knows(world, 1)
    await run_whole(world, await write(world, worker, file_id=used))
    await forget(world)
    assert await kept(world) == {used}
    world.pass_time((DEFAULT_DAYS[Kept.ANNOUNCEMENTS] + 1) * DAY_MIN)
    await forget(world)
    assert await kept(world) == set()
