"""The steps of an announcement's page: who may, what is noted, what a paper and another round come to."""

import pytest

from bot.books.announcement_report import read as report
from bot.recipes import Receiver
from db import announcement_receivers, announcements, organisations
from db.announcement_hiding import Hidden
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, AnnouncementGone, Audience, Part, PartKind
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.announce import answers, page_steps
from handlers.announce.people_words import PAGE_ROWS
from tests.db import announcement_world as sending
from tests.db.office_world import World, world

__all__ = ["world"]


async def over(world: World, count: int = 2, *choices: str) -> tuple[Actor, list[Actor], Announcement]:
    worker = await world.staff(Role.WORKER)
    women = await sending.knows(world, count)
    written = await sending.write(world, worker, content=sending.words("Bisa?", *choices), size=count)
    return worker, women, await sending.run_whole(world, written)


async def test_each_name_that_is_shown_is_noted_and_no_other(world: World) -> None:
    worker, women, announcement = await over(world, PAGE_ROWS + 2)
    people = await world.run(lambda unit: page_steps.note_people(unit, announcement.id, "got", 0), by=worker)
    assert people.more
    assert people.ids == tuple(each.person_id for each in women[:PAGE_ROWS])
    assert await world.audited("read", "announcement") == [(worker.person_id, each) for each in people.ids]
    rest = await world.run(
        lambda unit: page_steps.note_people(unit, announcement.id, "got", people.ids[-1]), by=worker
    )
    assert (len(rest.ids), rest.more) == (2, False)


async def test_who_may_only_agree_sends_nothing_again(world: World) -> None:
    _worker, women, announcement = await over(world)
    boss = await world.staff(Role.ADMIN)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: page_steps.send_again(unit, announcement.id, False), by=boss)
    assert (
        await world.run(lambda unit: page_steps.find_page(unit, announcement.id), by=boss)
    ).may_send is False
    assert len(women) == 2


async def test_who_may_read_no_answers_sees_nobody_who_was_found_by_a_first_result(world: World) -> None:
    """The admin agrees to what goes to "yang hasil awalnya cocok", and is told of nobody that hers is."""
    worker, women, announcement = await over(world, 2, "Bisa", "Tidak")
    admin = await world.staff(Role.ADMIN)
    await audience_is(world, announcement, Part(kind=PartKind.RESULT, value="kaltim-uep-2023/cocok_awal"))
    await world.run(
        lambda unit: announcement_receivers.answer(unit, announcement, women[0].person_id, 1), by=women[0]
    )
    page = await world.run(lambda unit: page_steps.find_page(unit, announcement.id), by=admin)
    assert page.hidden is Hidden.ALL
    assert [each.key for each in answers.choices_for(await answers_of(world, announcement, admin))] == [
        "page"
    ]
    for look in (
        lambda unit: page_steps.note_people(unit, announcement.id, "got", 0),
        lambda unit: answers.note_names(unit, announcement.id, 1, 0),
        lambda unit: answers.note_names(unit, announcement.id, 0, 0),
    ):
        with pytest.raises(NotAllowed):
            await world.run(look, by=admin)
    ids = tuple(each.person_id for each in women)
    assert await world.run(lambda u: page_steps.name_people(u, announcement.id, ids, "got"), by=admin) == ()
    assert (
        len(await world.run(lambda u: page_steps.name_people(u, announcement.id, ids, "got"), by=worker)) == 2
    )
    await world.run(lambda unit: page_steps.send_paper(unit, announcement.id, "xlsx"), by=admin)
    assert (admin.person_id, ids[0]) not in await world.audited("read", "announcement")
    paper = await world.run(
        lambda unit: report(
            unit,
            Receiver(account_id=admin.account_id, person_id=admin.person_id, language="id"),
            (announcement.id,),
        )
    )
    assert (paper.people, paper.listed) == ((), 0)


async def test_of_a_group_an_office_is_named_only_who_answered(world: World) -> None:
    worker, women, announcement = await over(world, 2, "Bisa", "Tidak")
    group_id, _members = await sending.group_of(world)
    await audience_is(world, announcement, Part(kind=PartKind.GROUP, id=group_id))
    await world.run(
        lambda unit: announcement_receivers.answer(unit, announcement, women[1].person_id, 1), by=women[1]
    )
    found = await world.run(lambda unit: answers.note_names(unit, announcement.id, 1, 0), by=worker)
    assert found.ids == (women[1].person_id,)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: answers.note_names(unit, announcement.id, 0, 0), by=worker)
    keys = [each.key for each in answers.choices_for(await answers_of(world, announcement, worker))]
    assert keys == ["n1", "unanswered", "page"]


async def audience_is(world: World, announcement: Announcement, part: Part) -> None:
    async def job(unit: Unit) -> None:
        packed = Audience(those=(part,)).pack()
        unit.write("UPDATE announcements SET audience = $2 WHERE id = $1", announcement.id, packed)

    await world.run(job)


async def answers_of(world: World, announcement: Announcement, actor: Actor) -> answers.Answers:
    return await world.run(lambda unit: answers.find_answers(unit, announcement.id), by=actor)


async def test_another_office_finds_nothing_by_any_step(world: World) -> None:
    _worker, _women, announcement = await over(world)
    elsewhere = await world.add_office("Kantor lain", "batu")
    stranger = await world.staff(Role.WORKER, Role.SUPERVISOR, office=elsewhere)

    async def tried(unit: Unit) -> list[str]:
        found = []
        for step in (
            lambda: page_steps.open_page(unit, announcement.id),
            lambda: page_steps.find_page(unit, announcement.id),
            lambda: page_steps.read_words(unit, announcement.id),
            lambda: page_steps.note_people(unit, announcement.id, "got", 0),
            lambda: page_steps.name_people(unit, announcement.id, (1,), "got"),
            lambda: page_steps.send_again(unit, announcement.id, False),
            lambda: page_steps.send_paper(unit, announcement.id, "xlsx"),
            lambda: page_steps.count_uncertain(unit, announcement.id),
            lambda: answers.find_answers(unit, announcement.id),
            lambda: answers.note_names(unit, announcement.id, 1, 0),
        ):
            try:
                await step()
            except NotAllowed:
                continue
            found.append(str(step))
        return found

    assert await world.run(tried, by=stranger) == []
    assert await world.audited("read", "announcement") == []


async def test_a_stopped_one_is_not_sent_again(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await sending.knows(world, 1)
    announcement = await sending.queue(world, await sending.write(world, worker))
    await world.run(lambda unit: announcements.stop(unit, announcement.id), by=worker)
    with pytest.raises(AnnouncementGone):
        await world.run(lambda unit: page_steps.send_again(unit, announcement.id, False), by=worker)


async def test_a_paper_goes_to_a_phone_of_ones_own_and_notes_whose_names_it_holds(world: World) -> None:
    worker, women, announcement = await over(world)
    await world.run(lambda unit: page_steps.send_paper(unit, announcement.id, "xlsx"), by=worker)
    (told,) = world.told
    assert told.paper is not None
    assert (told.paper.recipe, told.paper.args) == ("announcement/report.xlsx", (announcement.id,))
    assert {each for _who, each in await world.audited("read", "announcement")} == sending.ids(women)
    await world.run(lambda unit: page_steps.send_paper(unit, announcement.id, "png"), by=worker)
    assert len(await world.audited("read", "announcement")) == 2, "a picture has no names"
    from dataclasses import replace

    with pytest.raises(Changed):
        await world.run(
            lambda unit: page_steps.send_paper(unit, announcement.id, "pdf"),
            by=replace(worker, phone="shared"),
        )


async def test_who_has_answered_is_not_silent(world: World) -> None:
    worker, women, announcement = await over(world, 3, "Bisa", "Belum bisa")
    from db import announcement_receivers

    await world.run(
        lambda unit: announcement_receivers.answer(unit, announcement, women[0].person_id, 2), by=women[0]
    )
    found = await world.run(lambda unit: answers.find_answers(unit, announcement.id), by=worker)
    assert (found.counts, found.silent, found.may_send) == ((0, 1), 2, True)
    page = await world.run(lambda unit: page_steps.find_page(unit, announcement.id), by=worker)
    assert page.place == (await world.run(lambda unit: organisations.get(unit, world.office))).office.name


async def test_words_that_were_forgotten_are_said_to_be_gone(world: World) -> None:
    worker, _women, announcement = await over(world, 1, "Bisa", "Belum bisa")
    await world.desk.storage.vault.destroy([f"n{announcement.id}"])
    (line,) = await world.run(lambda unit: page_steps.read_words(unit, announcement.id), by=worker)
    assert line.message == "Isinya sudah dihapus, karena sudah lama."
    assert await world.run(lambda unit: page_steps.words_of(unit, announcement), by=worker) == ""
    page = await world.run(lambda unit: page_steps.find_page(unit, announcement.id), by=worker)
    assert page.now.choices == ()
