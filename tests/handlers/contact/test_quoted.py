"""A quote reaches the woman of the message that was quoted, or nobody."""

import pytest

from db import matters
from db.unit import Unit
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.handlers.contact.relayed import heard, open_line, quotes, says
from tests.play import Play, choices_of
from tests.world import World


@pytest.fixture(autouse=True)
async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_woman(world, "Wati")
    await add_woman(world, "Siti")


async def test_a_worker_answers_by_quote_and_goes_on_where_she_is(play: Play, world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "jam berapa bukanya")
    await quotes(world, "Rina", "jam berapa bukanya", "jam delapan bu")
    assert "Terkirim ke Wati" in heard(world, "Rina")[-1]
    assert heard(world, "Wati")[-1].endswith("jam delapan bu")
    await play.finish()


async def test_a_quote_beats_the_question_that_is_open_for_another_woman(world: World) -> None:
    first = await open_line(world)
    await says(world, "Wati", "soal modal bu")
    second = await write(world, "Siti", "kapan kelasnya")
    await says(world, "Rina", "pesan warga")
    await chooses(world, "Rina", "Siti")
    await chooses(world, "Rina", "Balas")
    assert "Tulis untuk Siti" in heard(world, "Rina")[-1]
    await quotes(world, "Rina", "soal modal bu", "modal dibahas besok")
    assert "staff: modal dibahas besok" in await said_in(world, first.id)
    assert await said_in(world, second.id) == ["her: kapan kelasnya"]
    assert not any("modal" in text for text in heard(world, "Siti"))


async def chooses(world: World, who: str, label: str) -> None:
    """The choice that begins so, on whichever way it is offered."""
    _text, labels = choices_of(world.phones.screen(who)[-1])
    number = next(at for at, each in enumerate(labels, 1) if each.startswith(label))
    await says(world, who, str(number))


async def test_who_has_it_no_more_is_refused_and_nothing_is_sent(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "rahasia saya")

    async def move(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        dewi = (await world.actor(unit, "Dewi")).person_id
        now = await matters.find(unit, matter.id)
        assert now is not None
        await matters.set_holder(unit, now, dewi)

    await world.run(move)
    before, seen = await said_in(world, matter.id), heard(world, "Wati")
    await quotes(world, "Rina", "rahasia saya", "halo bu wati")
    assert await said_in(world, matter.id) == before
    assert heard(world, "Wati") == seen
    assert "tidak dikirim" in heard(world, "Rina")[-1]
    assert "halo bu wati" not in heard(world, "Rina")[-1]


async def test_what_is_quoted_from_elsewhere_never_goes_to_the_woman_of_the_open_question(
    world: World,
) -> None:
    await says(world, "Rina", "menu")
    matter = await open_line(world)
    await says(world, "Rina", "pesan warga")
    await chooses(world, "Rina", "Wati")
    await chooses(world, "Rina", "Balas")
    before = await said_in(world, matter.id)
    await quotes(world, "Rina", heard(world, "Rina")[0][:20], "ini untuk orang lain")
    assert await said_in(world, matter.id) == before
    assert "belum saya kirim" in " ".join(heard(world, "Rina")[-1].split())


async def test_a_private_note_is_never_sent_because_her_message_was_quoted(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "saya mau usaha kue")
    await says(world, "Rina", "pesan warga")
    for step in ("Wati", "Lainnya", "Catatan", "Tulis catatan", "Motivasi"):
        await chooses(world, "Rina", step)
    assert "Tulis catatannya" in heard(world, "Rina")[-1]
    before = await said_in(world, matter.id)
    await quotes(world, "Rina", "usaha kue", "suami mungkin kasar")
    assert await said_in(world, matter.id) == before
    assert not any("kasar" in text for text in heard(world, "Wati"))
    assert "Ini belum saya kirim" in heard(world, "Rina")[-1]


async def test_her_quote_of_an_answer_reaches_that_matter_and_nobody_else(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "selesai")
    await says(world, "Wati", "menu")
    await quotes(world, "Wati", "ada apa bu", "soal pelatihan bu")
    assert (await said_in(world, matter.id))[-1] == "her: soal pelatihan bu"


async def test_a_quote_of_somebody_without_the_role_any_more_is_refused(world: World) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "halo bu")

    async def end(unit: Unit) -> None:
        person = (await world.actor(unit, "Rina")).person_id
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person, unit.now_ms)

    await world.run(end)
    before = await said_in(world, matter.id)
    await quotes(world, "Rina", "halo bu", "ya bu")
    assert await said_in(world, matter.id) == before
    assert not any(text.splitlines()[-1] == "ya bu" for text in heard(world, "Wati"))
