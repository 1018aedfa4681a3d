"""The lists of staff on both engines: the oldest first, no word of hers, nothing of what is not theirs to know."""

from dataclasses import replace

from db import matters, people
from db.matter_lists import Alias, Counts, alias, counts, list_held, list_pool
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matters import Climbed
from domain.requests import Contact, Way
from domain.roles import Role, RoleGrant
from tests.db.matter_world import act, answer, end_role, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def called(world: World, woman: Actor, name: str, salutation: str = "Ibu") -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, woman.person_id, name=name, salutation=salutation)

    await world.run(job)


async def test_whom_she_holds_stands_in_her_list_the_longest_unanswered_first(world: World) -> None:
    worker = await worker_of(world)
    women = [await world.woman() for _ in range(4)]
    of_women = []
    for woman in women:
        of_women.append(await held(world, woman, worker))
        world.pass_time(1)
    answered = of_women[0]
    await read(world, worker, answered)
    await answer(world, worker, answered)
    found = await act(world, worker, list_held)
    assert [each.id for each in found] == [each.id for each in (*of_women[1:], answered)]
    assert [bool(each.waiting_ms) for each in found] == [True, True, True, False]
    assert [each.id for each in await act(world, worker, list_held, 2, 1)] == [
        of_women[2].id,
        of_women[3].id,
    ]
    assert await act(world, worker, counts) == Counts(unanswered=3, held=4, pool=0)


async def test_a_line_names_her_by_one_word_and_her_place_and_says_what_she_asked_for(world: World) -> None:
    worker, woman = await worker_of(world, woman=True), await world.woman()
    await called(world, woman, "Siti Aminah")
    matter = (await write(world, woman, "kenari", chosen=Chosen(women_only=True))).matter
    await act(world, worker, matters.take, matter.id)
    await act(world, woman, matters.set_contact, matter.id, Contact(way=Way.PHONE, phone="0000-1111"))
    (line,) = await act(world, worker, list_held)
    assert (line.name, line.area, line.code) == ("Ibu Siti", "Samarinda", matter.code)
    assert (line.women_only, line.wants_call, line.sure, line.complaint) == (True, True, False, False)
    assert "kenari" not in repr(line)
    assert "Aminah" not in repr(line)
    assert "0000-1111" not in repr(line)


async def test_of_what_nobody_has_stands_code_and_waiting_and_not_who_she_is(world: World) -> None:
    worker, woman = await worker_of(world), await world.woman()
    await called(world, woman, "Siti")
    matter = (await write(world, woman)).matter
    (line,) = await act(world, worker, list_pool)
    assert (line.id, line.code, line.name, line.area) == (matter.id, matter.code, "", "")
    assert line.waiting_ms == matter.waiting_ms
    assert await act(world, worker, counts) == Counts(unanswered=0, held=0, pool=1)
    await act(world, worker, matters.take, matter.id)
    assert await act(world, worker, list_pool) == []


async def test_the_pool_holds_what_she_may_take_and_nothing_else(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    man, lady = await worker_of(world), await worker_of(world, woman=True)
    free = (await write(world, await world.woman())).matter
    for_women = (await write(world, await world.woman(), chosen=Chosen(women_only=True))).matter
    await write(world, await world.woman(), office=elsewhere)
    await write(world, man)  # his own
    only = Chosen(holder_id=man.person_id, only_holder=True)
    alone = (await write(world, await world.woman(), chosen=only)).matter

    async def offer(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", alone.id, int(Climbed.SUPERVISOR))

    await world.run(offer)
    assert [each.id for each in await act(world, man, list_pool)] == [free.id]
    his = (await act(world, lady, list_pool))[-1].id
    assert [each.id for each in await act(world, lady, list_pool)] == [free.id, for_women.id, his]
    assert (await act(world, man, counts)).pool == 1
    assert (await act(world, lady, counts)).pool == 3


async def test_what_was_offered_stands_in_the_pool_of_colleagues_until_it_is_answered(world: World) -> None:
    one, other = await worker_of(world), await worker_of(world)
    matter = await held(world, await world.woman(), one)
    assert await act(world, other, list_pool) == []

    async def offer(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter.id, int(Climbed.OFFERED))

    await world.run(offer)
    assert [each.id for each in await act(world, other, list_pool)] == [matter.id]
    assert await act(world, one, list_pool) == []
    await read(world, one, matter)
    await answer(world, one, matter)
    assert await act(world, other, list_pool) == []


async def test_complaints_stand_in_no_list_and_no_count_of_whom_they_are_about(world: World) -> None:
    worker = await worker_of(world)
    about, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    chosen = Chosen(complaint=True, about_id=about.person_id)
    matter = (await write(world, await world.woman(), "potongan", chosen=chosen)).matter
    for each in (worker, about):
        assert await act(world, each, list_pool) == []
        assert await act(world, each, counts) == Counts(unanswered=0, held=0, pool=0)
    (line,) = await act(world, other, list_pool)
    assert line.complaint
    await act(world, other, matters.take, matter.id)
    assert [each.id for each in await act(world, other, list_held)] == [matter.id]
    assert (await act(world, other, counts)).held == 1


async def test_only_the_offices_asked_for_are_listed(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker = await worker_of(world)
    await world.grant(worker, RoleGrant(Role.WORKER, organisation_id=elsewhere))
    near = (await write(world, await world.woman())).matter
    far = (await write(world, await world.woman(), office=elsewhere)).matter
    assert {each.id for each in await act(world, worker, list_pool)} == {near.id, far.id}
    assert [each.id for each in await act(world, worker, list_pool, [elsewhere])] == [far.id]
    stranger = await world.add_office("Kantor Ketiga", "kutim")
    assert await act(world, worker, list_pool, [stranger]) == []


async def test_who_works_there_no_more_or_has_not_unlocked_sees_no_list(world: World) -> None:
    worker = await worker_of(world)
    await held(world, await world.woman(), worker)
    await write(world, await world.woman())
    locked = replace(worker, profiles=True, inside=False)
    for each in (locked, await end_role(world, worker), await world.woman()):
        assert await act(world, each, list_held) == []
        assert await act(world, each, list_pool) == []
        assert await act(world, each, counts) == Counts(unanswered=0, held=0, pool=0)


async def test_a_name_is_one_word_at_most_and_of_an_erased_woman_there_is_none(world: World) -> None:
    worker, siti, nobody = await worker_of(world), await world.woman(), await world.woman()
    gone = await world.woman(area="")
    await called(world, siti, "Siti Aminah binti Contoh", "")
    await called(world, nobody, "", "Mbak")
    matter = await held(world, siti, worker)
    await world.desk.storage.vault.destroy([f"p{gone.person_id}"])
    asked = [each.person_id for each in (siti, nobody, gone)]
    assert await act(world, worker, alias, asked) == {
        siti.person_id: Alias(name="Siti", code=matter.code, area="Samarinda"),
        nobody.person_id: Alias(name="", code="", area="Samarinda"),
    }
    assert await act(world, worker, alias, []) == {}
