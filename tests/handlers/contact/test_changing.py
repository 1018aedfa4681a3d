"""What was passed on is changed or taken back, and the other side's phone shows it as it is now."""

import pytest

from db import matter_messages, matters
from db.unit import Unit
from domain.matters import UNDO_MINUTES
from tests.handlers.contact.letters import add_woman, add_worker
from tests.handlers.contact.relayed import heard, messages_of, open_line, quotes, rest, says, sends, taps
from tests.handlers.papers import files_of
from tests.play import Play
from tests.traced_files import photo
from tests.world import Way, World

CAN_CHANGE = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
ON_WHATSAPP = pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)


@pytest.fixture(autouse=True)
async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_woman(world, "Wati")


async def changes(world: World, who: str, text: str) -> None:
    world.next_message()
    await world.phones.change(who, text)
    await rest(world)


@CAN_CHANGE
async def test_her_edit_is_shown_in_its_place_and_marked(play: Play, world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "besok jam satu")
    seen = len(heard(world, "Rina"))
    await changes(world, "Wati", "besok jam dua")
    assert len(heard(world, "Rina")) == seen, "a change rings nothing"
    assert any("besok jam dua (diubah)" in text for text in heard(world, "Rina"))
    assert not any("jam satu" in text for text in heard(world, "Rina"))
    assert [(each.text, each.edited) for each in await messages_of(world, matter.id)][-1] == (
        "besok jam dua",
        True,
    )
    await play.finish()


@CAN_CHANGE
async def test_an_edit_within_a_bundle_leaves_the_others_as_they_are(world: World) -> None:
    await open_line(world)
    for words in ("satu", "dua", "tiga"):
        await says(world, "Wati", words)
    for _minute in range(2):
        await world.pass_time(61)
    await changes(world, "Wati", "empat")
    bundle = next(text for text in heard(world, "Rina") if "dua" in text and "(" in text)
    assert bundle.endswith("dua\nempat (diubah)")


@CAN_CHANGE
async def test_an_edit_of_what_was_not_passed_on_yet_is_passed_on_as_it_is_now(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "satu")
    await says(world, "Wati", "rahasia yang salah kirim")
    await changes(world, "Wati", "dua")
    for _minute in range(3):
        await world.pass_time(61)
    assert not any("rahasia" in text for text in heard(world, "Rina"))
    assert any(text.endswith("dua (diubah)") for text in heard(world, "Rina"))


@CAN_CHANGE
async def test_a_worker_edits_an_answer(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "jam berapa")
    await quotes(world, "Rina", "jam berapa", "jam satu")
    await changes(world, "Rina", "jam dua")
    assert heard(world, "Wati")[-1] == "Rina, Dinas Sosial Kaltim:\njam dua (diubah)"


@CAN_CHANGE
async def test_a_sign_of_danger_in_an_edit_opens_the_door_and_goes_no_further(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "besok saya datang")
    before = await messages_of(world, matter.id)
    await changes(world, "Wati", "saya dipukul suami tadi malam")
    assert [each.text for each in await messages_of(world, matter.id)] == [each.text for each in before]
    assert not any("dipukul" in text for text in heard(world, "Rina"))


@CAN_CHANGE
async def test_what_is_taken_back_leaves_her_screen(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "jam berapa")
    await quotes(world, "Rina", "jam berapa", "salah kirim ini")
    await taps(world, "Rina", "Tarik")
    assert not any("salah kirim" in text for text in heard(world, "Wati"))


@CAN_CHANGE
async def test_a_photo_that_is_taken_back_goes_too(world: World) -> None:
    matter = await open_line(world)
    await sends(world, "Wati", photo(), "image/jpeg", caption="ini fotonya")
    assert len(files_of(world, "Rina")) == 1
    await says(world, "Wati", "tarik")
    assert not any("ini fotonya" in text for text in heard(world, "Rina"))
    assert (await messages_of(world, matter.id))[-1].taken_back


@ON_WHATSAPP
async def test_where_nothing_can_be_taken_off_the_screen_it_is_said_that_it_may_have_been_read(
    world: World,
) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "jam berapa")
    await quotes(world, "Rina", "jam berapa", "salah kirim ini")
    await taps(world, "Rina", "Tarik")
    assert any("mungkin sudah" in text for text in heard(world, "Rina"))
    assert (await messages_of(world, matter.id))[-1].taken_back
    assert world.app.delivery.counts["simulator"]["rejected"] == 0


async def test_what_waits_and_is_taken_back_is_never_shown(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "satu")
    await says(world, "Wati", "salah kirim ini")
    await says(world, "Wati", "tarik")
    for _minute in range(3):
        await world.pass_time(61)
    assert not any("salah kirim" in text for text in heard(world, "Rina"))


async def test_the_one_who_had_it_before_sees_no_later_change(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "alamat saya di pasar")

    async def move(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        now = await matters.find(unit, matter.id)
        assert now is not None
        await matters.set_holder(unit, now, (await world.actor(unit, "Dewi")).person_id)

    await world.run(move)

    async def change(unit: Unit) -> None:
        from handlers.contact.changing import edit

        unit.actor = await world.actor(unit, "Wati")
        message = await matter_messages.find_one(unit, matter.id, 3)
        assert message is not None
        await edit(unit, message, "alamat saya di terminal")
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(change)
    await rest(world)
    assert not any("terminal" in text for text in heard(world, "Rina"))


@CAN_CHANGE
async def test_after_a_quarter_of_an_hour_nothing_is_taken_back(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "jam berapa")
    await quotes(world, "Rina", "jam berapa", "jam dua bu")
    await world.pass_time(UNDO_MINUTES * 60 + 60)
    await taps(world, "Rina", "Tarik")
    assert any("jam dua bu" in text for text in heard(world, "Wati"))
