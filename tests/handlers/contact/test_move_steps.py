"""Asking: who may be asked for, where it leads, and that nothing but a question goes out."""

import pytest

from bot.render import render
from db import matters, partners, people
from db.matter_moves import Where
from db.people import Actor
from db.unit import Unit
from domain.matter_moves import HerNoStands
from domain.matter_refusals import MatterClosed, MoveWaits
from domain.matters import MoveState, PartnerKind, Passes, Result
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.contact.move_steps import (
    ask_her,
    find_standing,
    list_colleagues,
    list_partners,
    note_outside,
    show_question,
    take_back,
)
from tests.db.matter_world import act, end_role, worker_of
from tests.db.move_world import WHY, WORDS, Scene, ask, say, scene
from tests.db.office_world import World, world

__all__ = ["world"]


async def named(world: World, actor: Actor, name: str) -> None:
    await world.run(lambda unit: people.set_details(unit, actor.person_id, name=name))


async def test_she_is_asked_with_three_buttons_and_nothing_else_goes_out(world: World) -> None:
    found = await scene(world)
    await named(world, found.worker, "Rina")
    to = await act(world, found.worker, ask_her, found.matter.id, f"r{found.partner}", WHY, WORDS)
    assert to == "UPTD PPA Contoh"
    (told,) = world.told
    assert told.person_id == found.woman.person_id
    assert [render(each.label, "id") for each in told.buttons] == [
        "Boleh, ini saja",
        "Boleh, semua pesan",
        "Jangan",
    ]
    assert WORDS in render(told.text, "id")
    assert render(told.text, "id").startswith("Rina mau minta UPTD PPA Contoh membantu Ibu.")


async def test_what_the_worker_is_shown_before_is_what_she_reads(world: World) -> None:
    found = await scene(world)
    key = f"p{found.colleague.person_id}"
    shown = await act(world, found.worker, show_question, found.matter.id, key, WHY, WORDS)
    await act(world, found.worker, ask_her, found.matter.id, key, WHY, WORDS)
    assert render(world.told[0].text, "id") == render(shown, "id")


async def test_words_that_would_act_on_a_screen_are_only_words_there(world: World) -> None:
    found = await scene(world)
    key = f"p{found.colleague.person_id}"
    await act(world, found.worker, ask_her, found.matter.id, key, WHY, "/hapus_data dan @rina")
    text = render(world.told[0].text, "id")
    assert "/hapus" not in text
    assert "hapus_data" in text


async def test_an_office_of_which_nobody_is_here_gets_a_slip_instead(world: World) -> None:
    found = await scene(world)
    await end_role(world, found.stranger)
    await act(world, found.worker, ask_her, found.matter.id, f"r{found.partner}", WHY, WORDS)
    standing = await act(world, found.worker, find_standing, found.matter.id)
    assert (standing.outside, standing.state) == (True, MoveState.ASKED.value)
    assert standing.code


async def test_colleagues_are_those_who_may_have_it_and_not_oneself(world: World) -> None:
    found = await scene(world)
    for who, name in ((found.worker, "Rina"), (found.colleague, "Yuli"), (found.stranger, "Dewi")):
        await named(world, who, name)
    trainer = await worker_of(world, Role.TRAINER, woman=True)
    await named(world, trainer, "Pelatih")
    rows = await act(world, found.worker, list_colleagues, found.matter.id)
    assert [each.label for each in rows] == ["Yuli"]
    with pytest.raises(NotAllowed):
        await act(world, found.colleague, list_colleagues, found.matter.id)


async def test_only_the_own_office_s_partners_are_there_and_her_no_is_marked(world: World) -> None:
    found = await scene(world)

    async def add(unit: Unit) -> int:
        return await partners.add(unit, found.there, kind=PartnerKind.LK3, name="LK3 lain")

    foreign = await world.run(add)
    await say(world, found, await ask(world, found, Where(to_organisation=found.there)), None)
    rows = await act(world, found.worker, list_partners, found.matter.id)
    assert [(each.label, each.barred) for each in rows] == [
        ("LK3 Contoh", False),
        ("UPTD PPA Contoh", True),
    ]
    with pytest.raises(NotAllowed):
        await act(world, found.worker, ask_her, found.matter.id, f"r{foreign}", WHY, WORDS)
    with pytest.raises(HerNoStands):
        await act(world, found.worker, ask_her, found.matter.id, f"r{found.partner}", WHY, WORDS)


async def test_nobody_without_a_role_there_is_asked_for_and_nothing_of_a_closed_one(world: World) -> None:
    found = await scene(world)
    for person in (found.stranger, found.woman, found.worker):
        with pytest.raises(Changed):
            await act(world, found.worker, ask_her, found.matter.id, f"p{person.person_id}", WHY, WORDS)
    await close(world, found)
    with pytest.raises(MatterClosed):
        await act(world, found.worker, ask_her, found.matter.id, f"r{found.partner}", WHY, WORDS)


async def close(world: World, found: Scene) -> None:
    await act(world, found.worker, matters.close, found.matter.id, Result.HELPED, although_unanswered=True)


async def test_one_question_waits_at_a_time_until_it_is_taken_back(world: World) -> None:
    found = await scene(world)
    await act(world, found.worker, ask_her, found.matter.id, f"r{found.partner}", WHY, WORDS)
    with pytest.raises(MoveWaits):
        await act(world, found.worker, ask_her, found.matter.id, f"r{found.outside}", WHY, WORDS)
    standing = await act(world, found.worker, find_standing, found.matter.id)
    await act(world, found.worker, take_back, found.matter.id, standing.move_id)
    assert world.told == []
    await act(world, found.worker, ask_her, found.matter.id, f"r{found.outside}", WHY, WORDS)


async def test_what_a_place_outside_said_is_noted_in_its_order(world: World) -> None:
    found = await scene(world)
    move = await say(world, found, await ask(world, found, Where(partner_id=found.outside)), Passes.WORDS)

    async def note(state: MoveState) -> str:
        await act(world, found.worker, note_outside, found.matter.id, move.id, state.value)
        standing = await act(world, found.worker, find_standing, found.matter.id)
        return str(standing.state)

    assert await note(MoveState.ACCEPTED) == "accepted"
    assert await note(MoveState.DONE) == ""  # nothing is open any more
    matter = (await world.rows("SELECT holder_id FROM matters"))[0]
    assert matter["holder_id"] == found.worker.person_id
    other = await ask(world, found, Where(to_organisation=found.there))
    with pytest.raises(NotAllowed):
        await act(world, found.worker, note_outside, found.matter.id, other.id, "accepted")


async def test_a_move_of_another_matter_is_not_there(world: World) -> None:
    found, other = await scene(world), await scene(world)
    move = await ask(world, other, Where(partner_id=other.outside))
    with pytest.raises(NotAllowed):
        await act(world, found.worker, take_back, found.matter.id, move.id)
