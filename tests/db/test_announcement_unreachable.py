"""Who hears that a woman cannot be reached any more: one worker with a reason to know, or nobody."""

from db import announcement_unreachable, matters
from db.announcement_unreachable import NAMED_MAX, ToTell
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, Reached, Why
from domain.matters import MessageKind
from domain.roles import Role
from tests.db import announcement_world as sending
from tests.db.office_world import World, world

__all__ = ["world"]


async def missed(world: World, by: Actor, women: list[Actor]) -> Announcement:
    """An announcement that could reach none of these."""
    announcement = await sending.queue(world, await sending.write(world, by, size=len(women)))

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE announcement_receivers SET state = $2, why = $3 WHERE announcement_id = $1",
            announcement.id,
            Reached.FAILED.value,
            Why.UNREACHABLE.value,
        )

    await world.run(job)
    return announcement


async def holds(world: World, worker: Actor, woman: Actor, *, office: int = 0) -> str:
    """She has written to that worker; the code."""

    async def job(unit: Unit) -> str:
        written = await matters.write(
            unit,
            person_id=woman.person_id,
            organisation_id=office or world.office,
            chosen=Chosen(holder_id=worker.person_id),
            kind=MessageKind.TEXT,
            text="Bu, saya mau tanya.",
            sent_file=None,
            sure=True,
        )
        return written.matter.code

    return await world.run(job, by=woman)


async def has_seen(world: World, worker: Actor, woman: Actor) -> None:
    """Her request was opened by that worker."""
    sent = await world.send(woman, "person", wants_person=True)

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE requests SET seen_ms = $2, seen_by = $3 WHERE id = $1",
            sent.request_id,
            unit.now_ms,
            worker.person_id,
        )

    await world.run(job)


async def to_tell(world: World, announcement: Announcement, *, but: int = 0, after: int = 0) -> list[ToTell]:
    return await world.run(
        lambda unit: announcement_unreachable.list_to_tell(
            unit, announcement.id, world.office, but=but, after=after
        )
    )


async def test_who_holds_her_matter_comes_before_who_opened_her_request(world: World) -> None:
    sender, holder, reader = [await world.staff(Role.WORKER) for _n in range(3)]
    women = await sending.knows(world, 3)
    await holds(world, holder, women[0])
    await has_seen(world, reader, women[0])
    await has_seen(world, reader, women[1])
    announcement = await missed(world, sender, women)
    found = {each.worker_id: each.women for each in await to_tell(world, announcement, but=sender.person_id)}
    assert found == {
        holder.person_id: (women[0].person_id,),
        reader.person_id: (women[1].person_id,),
    }, "of the third nobody has a reason to know"


async def test_who_announced_it_sees_it_in_the_report_and_is_not_told_beside_it(world: World) -> None:
    sender = await world.staff(Role.WORKER)
    (woman,) = await sending.knows(world, 1)
    await holds(world, sender, woman)
    announcement = await missed(world, sender, [woman])
    assert await to_tell(world, announcement, but=sender.person_id) == []


async def test_who_works_there_no_more_or_in_another_office_hears_nothing(world: World) -> None:
    sender, gone = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    elsewhere = await world.add_office("Kantor lain", "batu")
    foreign = await world.staff(Role.WORKER, office=elsewhere)
    women = await sending.knows(world, 2)
    await holds(world, gone, women[0])
    await holds(world, foreign, women[1], office=elsewhere)

    async def leave(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", gone.person_id, unit.now_ms)

    await world.run(leave)
    assert await to_tell(world, await missed(world, sender, women)) == []


async def test_only_whom_the_channel_calls_unreachable_is_told_of(world: World) -> None:
    sender, holder = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    women = await sending.knows(world, 2)
    for woman in women:
        await holds(world, holder, woman)
    announcement = await missed(world, sender, women)

    async def refused(unit: Unit) -> None:
        unit.write(
            "UPDATE announcement_receivers SET why = $2 WHERE announcement_id = $1 AND person_id = $3",
            announcement.id,
            Why.REFUSED.value,
            women[0].person_id,
        )

    await world.run(refused)
    (one,) = await to_tell(world, announcement)
    assert (one.count, one.women) == (1, (women[1].person_id,))


async def test_of_very_many_the_first_are_named_and_all_are_counted(world: World) -> None:
    sender, holder = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    women = await sending.knows(world, NAMED_MAX + 3)
    codes = [await holds(world, holder, woman) for woman in women]
    announcement = await missed(world, sender, women)
    (one,) = await to_tell(world, announcement)
    assert (one.count, len(one.women)) == (NAMED_MAX + 3, NAMED_MAX)
    found = await world.run(
        lambda unit: announcement_unreachable.codes_of_matters(
            unit, world.office, holder.person_id, one.women
        )
    )
    assert [found[each] for each in one.women] == codes[:NAMED_MAX]
    assert await to_tell(world, announcement, after=holder.person_id) == []


async def test_a_chat_that_was_closed_before_is_no_news_with_each_announcement(world: World) -> None:
    worker, sender = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    woman = (await sending.knows(world, 1))[0]
    await has_seen(world, worker, woman)

    async def close(unit: Unit) -> None:
        unit.write("UPDATE accounts SET reachable = 0 WHERE id = $1", woman.account_id)

    await world.run(close)
    announcement = await sending.queue(world, await sending.write(world, sender, size=1))
    assert (await sending.states(world, announcement))[woman.person_id] == ("failed", "unreachable")
    told = await world.run(
        lambda unit: announcement_unreachable.list_to_tell(
            unit, announcement.id, world.office, but=sender.person_id, after=0
        )
    )
    assert told == []
