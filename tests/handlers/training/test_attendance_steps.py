"""What the list of a session reads and writes: traces, erased women, practice, and who is asked no more."""

import pytest

from db import course_absences, course_tasks, people
from db.unit import Unit
from domain.attendance import ListTooEarly, ListTooLate
from domain.course_follow_up import Kind
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.training.attendance_steps import (
    answer_word,
    find_other_book,
    find_word,
    is_practice,
    list_women,
    note_list,
    replace_code,
    save_list,
    show_code,
)
from tests.handlers.training.classes import course, step, teach
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import TEACHER, a_class_now, book
from tests.world import World


async def person(world: World, name: str) -> int:
    return (await world.run(lambda unit: world.actor(unit, name))).person_id


async def test_reading_the_names_leaves_a_trace_of_each_woman(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti", "Sri"))
    await step(world, TEACHER, note_list, first.id)
    await world.read_books()
    assert f"{TEACHER} list attendance Siti" in world.audit
    assert f"{TEACHER} list attendance Sri" in world.audit


async def test_a_list_is_neither_taken_before_the_session_nor_months_after_it(world: World) -> None:
    course_id = await a_class_now(world, "Siti")
    first, second = await first_session(world, course_id), await first_session(world, course_id, 2)
    with pytest.raises(ListTooEarly):
        await step(world, TEACHER, note_list, second.id)
    with pytest.raises(ListTooEarly):
        await step(world, TEACHER, save_list, second.id, (), ())

    async def age(unit: Unit) -> None:
        unit.write(
            "UPDATE course_sessions SET start_ms = start_ms - $2 WHERE id = $1", first.id, 70 * 86_400_000
        )

    await world.run(age)
    with pytest.raises(ListTooLate):
        await step(world, TEACHER, save_list, first.id, (), ())


async def test_two_of_one_name_carry_their_numbers_and_who_has_none_her_number_alone(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti", "Sri", "Lis", "Imas"))
    await world.app.storage.vault.destroy([f"p{await person(world, 'Siti')}"])
    for name, said in (("Sri", "Sri"), ("Lis", ""), ("Imas", "sri")):

        async def rename(unit: Unit, said: str = said) -> None:
            await people.set_details(unit, unit.actor.person_id, name=said)

        await step(world, name, rename)
    women = await step(world, TEACHER, list_women, first.id)
    assert [each.shown for each in women] == ["Sri (1)", "No. 2", "sri (3)"]


async def test_who_has_no_name_is_a_woman_of_the_class_all_the_same(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti"))
    siti = await person(world, "Siti")

    async def forget(unit: Unit) -> None:
        await people.set_details(unit, siti, name="")

    await step(world, "Siti", forget)
    assert (await step(world, TEACHER, find_word, first.id, siti)).name == "Peserta"


async def test_who_was_erased_is_not_on_the_list(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti", "Sri"))
    sri = await person(world, "Sri")
    await world.app.storage.vault.destroy([f"p{sri}"])
    women = await step(world, TEACHER, list_women, first.id)
    assert [each.name for each in women] == ["Siti"]


async def test_a_code_is_shown_again_until_it_is_changed(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti"))
    wall = await step(world, TEACHER, show_code, first.id)
    assert (await step(world, TEACHER, show_code, first.id)).code == wall.code
    assert (wall.zone, f"{wall.opens:%H.%M}", f"{wall.closes:%H.%M}") == ("WITA", "10.35", "14.05")
    assert (await step(world, TEACHER, replace_code, first.id)).code != wall.code


async def test_who_is_put_on_the_list_after_all_is_asked_no_more(world: World) -> None:
    course_id = await a_class_now(world, "Siti")
    first, siti = await first_session(world, course_id), await person(world, "Siti")

    async def ask(unit: Unit) -> None:
        course_tasks.add(unit, course_id, siti, Kind.ABSENT, 1, unit.now_ms)

    await world.run(ask)
    await step(world, TEACHER, save_list, first.id, (), ())
    assert await world.run(lambda unit: course_absences.is_waiting(unit, course_id, siti))
    await step(world, TEACHER, save_list, first.id, (siti,), ())
    assert not await world.run(lambda unit: course_absences.is_waiting(unit, course_id, siti))
    assert await book(world, course_id) == ["Siti hadir staff"]


async def test_a_word_is_looked_into_only_of_who_has_a_place(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti"))
    imas = await world.add("Imas")
    assert (await step(world, TEACHER, find_word, first.id, imas)).name == ""
    siti = await person(world, "Siti")
    assert await step(world, TEACHER, find_word, first.id, siti) == await step(
        world, TEACHER, find_word, first.id, siti
    )
    await step(world, TEACHER, answer_word, first.id, siti, True)
    assert (await step(world, TEACHER, find_word, first.id, siti)).came
    for job in (find_word, answer_word):
        with pytest.raises(NotAllowed):
            await step(world, "Imas", job, first.id, siti, *([True] if job is answer_word else []))


async def test_which_list_is_meant_depends_on_what_somebody_keeps(world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await teach(world, group="Mentari")
    await teach(world)
    assert await step(world, "Lilis", find_other_book) == "only"
    assert await step(world, "Ketua Mentari", find_other_book) == "both"
    assert await step(world, TEACHER, find_other_book) == ""


async def test_only_a_class_of_an_invented_group_is_practice(world: World) -> None:
    own, office = await teach(world, group="Mentari"), await teach(world)
    found = await course(world, own)
    assert not await world.run(lambda unit: is_practice(unit, found))

    async def invent(unit: Unit) -> None:
        unit.write("UPDATE groups SET practice_of = 1 WHERE id = $1", world.groups["Mentari"])

    await world.run(invent)
    assert await world.run(lambda unit: is_practice(unit, found))
    of_office = await course(world, office)
    assert not await world.run(lambda unit: is_practice(unit, of_office))
