"""Her copy has every announcement that was for her, what she answered and what she refuses; an office has its own."""

from db import announcement_receivers, news_refusals, own_announcements
from db.own_announcements import OwnAnnouncements, OwnNews
from db.people import Actor
from db.unit import Unit
from domain.announcements import Audience, NewsKind, Part, PartKind, Reached
from domain.purposes import Purpose
from domain.roles import Role
from tests.db.announcement_world import (
    group_of,
    known,
    queue,
    run_whole,
    says,
    words,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]


async def collect(world: World, woman: Actor, office: int | None = None) -> OwnAnnouncements:
    async def job(unit: Unit) -> OwnAnnouncements:
        return await own_announcements.collect(unit, [woman.person_id], organisation_id=office)

    return await world.run(job)


async def test_she_sees_what_came_to_her_and_what_she_said(world: World) -> None:
    woman, worker = await known(world), await world.staff(Role.WORKER)
    asked = await run_whole(world, await write(world, worker, content=words("Datang?", "Bisa", "Tidak bisa")))
    sent_ms = world.desk.now_ms
    world.pass_time(3)
    await world.run(lambda unit: announcement_receivers.answer(unit, asked, woman.person_id, 2))
    answered_ms = world.desk.now_ms
    told = await write(world, worker, content=words(news=NewsKind.TRAINING))
    await queue(world, told)
    await world.run(lambda unit: news_refusals.set_(unit, woman.person_id, NewsKind.OTHER, True))
    assert await collect(world, woman) == OwnAnnouncements(
        news=(
            OwnNews(
                code=asked.code,
                sender="Kantor Contoh",
                news=NewsKind.AID,
                at_ms=sent_ms,
                reached=Reached.READ,
                answer="Tidak bisa",
                answered_ms=answered_ms,
            ),
            OwnNews(
                code=told.code,
                sender="Kantor Contoh",
                news=NewsKind.TRAINING,
                at_ms=world.desk.now_ms,
                reached=Reached.QUEUED,
            ),
        ),
        refused=((NewsKind.OTHER, world.desk.now_ms),),
    )


async def test_an_office_hands_over_what_it_announced_and_not_what_she_refuses(world: World) -> None:
    group_id, (treasurer, woman, *_women) = await group_of(world)
    own = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    await run_whole(world, await write(world, treasurer, own, words(news=NewsKind.GROUP), group_id=group_id))
    await says(world, woman, Purpose.CONTACT)
    theirs = await run_whole(world, await write(world, await world.staff(Role.WORKER)))
    await world.run(lambda unit: news_refusals.set_(unit, woman.person_id, NewsKind.OTHER, True))
    handed = await collect(world, woman, world.office)
    assert ([each.code for each in handed.news], handed.refused) == ([theirs.code], ())
    mine = await collect(world, woman)
    assert [each.sender for each in mine.news] == ["Demo Mentari", "Kantor Contoh"]


async def test_what_was_never_for_her_is_not_hers(world: World) -> None:
    woman = await known(world)
    await says(world, woman, Purpose.CONTACT, "no")
    await run_whole(world, await write(world, await world.staff(Role.WORKER)))
    assert await collect(world, woman) == OwnAnnouncements()


async def test_where_the_words_are_gone_her_answer_is_a_number(world: World) -> None:
    woman, worker = await known(world), await world.staff(Role.WORKER)
    asked = await run_whole(world, await write(world, worker, content=words("Datang?", "Bisa")))
    await world.run(lambda unit: announcement_receivers.answer(unit, asked, woman.person_id, 1))
    await world.desk.storage.vault.destroy([f"n{asked.id}"])
    assert [each.answer for each in (await collect(world, woman)).news] == ["1"]
