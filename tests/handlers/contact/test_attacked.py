"""Attempts to read, write or guess what is another's: each was possible once, or might have been."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db import enrolment, holders
from db.erasure import erase_person
from db.unit import Unit
from domain.roles import Place, Role
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.handlers.contact.relayed import all_of, heard, open_line, quotes, rest, says
from tests.world import KALTIM, Way, World, make_template, open_world

SECRET = "rahasia"


@pytest.fixture(params=[Way.STEADY, Way.WHATSAPP])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", request.param, template=tmp_path / "template") as opened:
        yield opened


# -- one phone, two women -------------------------------------------------------------------------------------------


async def lock(world: World) -> None:
    for text in ("kunci", "mawar", "271390", "271390"):
        await says(world, "Siti", text)


async def add_ani(world: World) -> None:
    for text in ("kunci", "tambah orang", "Ani", "melati", "580246", "580246"):
        await says(world, "Siti", text)


async def go_in(world: World, word: str, pin: str) -> None:
    await says(world, "Siti", word)
    asked = re.findall(r"ke-(\d)", heard(world, "Siti")[-1])
    await says(world, "Siti", "".join(pin[int(each) - 1] for each in asked) or pin)


async def two_on_a_phone(world: World) -> int:
    """Siti has an answer of Rina on the screen; then Ani takes the phone. Siti's matter."""
    await add_worker(world, "Rina")
    await add_woman(world, "Siti", phone="shared")
    await lock(world)
    await add_ani(world)
    await go_in(world, "mawar", "271390")
    matter = await write(world, "Siti", "bu saya mau tanya")
    for text in ("pesan warga", "1", f"jawaban {SECRET}", "ya"):
        await says(world, "Rina", text)
    await says(world, "Siti", "kabar")
    await says(world, "Siti", "kunci")
    await says(world, "Siti", "kunci sekarang")
    await go_in(world, "melati", "580246")
    return matter.id


async def test_a_word_that_locks_the_phone_locks_it_in_the_middle_of_her_line_and_goes_to_nobody(
    world: World,
) -> None:
    await add_worker(world, "Rina")
    await add_woman(world, "Siti", phone="shared")
    await lock(world)
    await says(world, "Siti", "petugas")
    await says(world, "Siti", "bu saya mau tanya")
    await says(world, "Siti", "Kunci")
    assert "Kuncinya mau diapakan" in heard(world, "Siti")[-1]
    (row,) = await world.run(lambda unit: unit.fetch("SELECT messages FROM matters"))
    assert row["messages"] == 1


async def test_a_quote_of_the_other_one_s_letter_reaches_nobody_and_tells_nothing(world: World) -> None:
    if world.phones.channel != "simulator" or world.way is not Way.WHATSAPP:
        return  # elsewhere her letters leave the screen with the lock
    matter_id = await two_on_a_phone(world)
    before = await said_in(world, matter_id)
    await quotes(world, "Siti", f"jawaban {SECRET}", "ini siapa yang tulis")
    assert await said_in(world, matter_id) == before
    assert "belum mengerti" in heard(world, "Siti")[-1]
    await quotes(world, "Siti", f"jawaban {SECRET}", "saya dipukul suami tadi malam")
    assert await said_in(world, matter_id) == before
    assert "Aman membaca ini sendirian" in heard(world, "Siti")[-1]


async def test_in_the_other_one_s_line_such_a_quote_goes_to_neither(world: World) -> None:
    if world.way is not Way.WHATSAPP:
        return
    matter_id = await two_on_a_phone(world)
    for text in ("petugas", "samarinda", "halo saya ani"):
        await says(world, "Siti", text)
    rows = await world.run(lambda unit: unit.fetch("SELECT id, messages FROM matters ORDER BY id"))
    assert [row["messages"] for row in rows] == [2, 1]
    await quotes(world, "Siti", f"jawaban {SECRET}", "siapa ini")
    after = await world.run(lambda unit: unit.fetch("SELECT id, messages FROM matters ORDER BY id"))
    assert [tuple(row) for row in after] == [tuple(row) for row in rows]
    assert matter_id == rows[0]["id"]
    assert any("tidak saya kenali" in text for text in heard(world, "Siti")[-2:])


# -- whom a complaint is about -----------------------------------------------------------------------------------------


async def test_danger_told_in_the_middle_of_a_complaint_never_rings_whom_it_is_about(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Bos", Role.SUPERVISOR)
    await add_woman(world, "Siti", area="")
    for text in (
        "keluhan",
        "samarinda",
        "rina",
        "bu rina pukul saya tadi, saya takut dibunuh",
        "aman",
        "aman",
    ):
        await says(world, "Siti", text)
    assert "Siapa yang boleh menghubungi Ibu?" in heard(world, "Siti")[-1], "her area is not asked once more"
    assert "Rina" not in heard(world, "Siti")[-1]
    assert any("Ada yang menunggu" in text for text in heard(world, "Bos"))
    assert heard(world, "Rina") == []
    await says(world, "Rina", "/jaga")
    assert heard(world, "Rina")[-1] == "Tidak ada panggilan yang menunggu."


# -- who works there no more ------------------------------------------------------------------------------------------


async def end_role(world: World, name: str, *, by: str = "") -> None:
    """It ends as if somebody had taken it out of the records; by: by this admin, as offices do it."""

    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        if not by:
            unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person_id, unit.now_ms)
            return
        unit.actor = await world.actor(unit, by)
        for each in await holders.list_of(unit, Place(organisation_id=world.offices[KALTIM])):
            if each.person_id == person_id:
                await enrolment.end_role(unit, each.id)
        unit.told = []

    await world.run(job)


async def test_from_the_moment_her_role_ends_nothing_of_an_open_line_reaches_her(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Yuli")
    await add_woman(world, "Wati")
    await open_line(world)
    await end_role(world, "Rina")
    await says(world, "Wati", f"ini {SECRET} bu")
    await world.pass_time(180)
    await rest(world)
    assert SECRET.encode() not in all_of(world, "Rina")
    assert (await open_matters(world)) == [(0, 2)]


async def open_matters(world: World) -> list[tuple[int, int]]:
    """Who has them, and how far they have climbed."""
    rows = await world.run(lambda unit: unit.fetch("SELECT holder_id, climbed FROM matters ORDER BY id"))
    return [(row["holder_id"], row["climbed"]) for row in rows]


async def test_what_waits_until_she_looks_is_gone_with_the_role(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Admin", Role.ADMIN)
    await add_woman(world, "Wati")
    matter = await open_line(world)
    await world.use_phone("Rina", "shared")
    await says(world, "Wati", f"ini {SECRET} bu")
    assert SECRET.encode() not in all_of(world, "Rina"), "it waits for her to look"
    await end_role(world, "Rina", by="Admin")
    waiting = await world.run(
        lambda unit: unit.fetch(
            "SELECT o.state, m.line_ms FROM matter_copies c JOIN outbox o ON o.id = c.outbox_id JOIN matters m"
            " ON m.id = c.matter_id JOIN accounts a ON a.id = o.account_id WHERE c.matter_id = $1 AND c.first_n > 1"
            " AND c.receiver_id <> m.person_id AND o.state <> 'sent'",
            matter.id,
        )
    )
    assert [tuple(row) for row in waiting] == [("dropped", 0)]
    await says(world, "Rina", "kabar")
    assert SECRET.encode() not in all_of(world, "Rina")


# -- she is erased ----------------------------------------------------------------------------------------------------


async def test_with_her_goes_what_staff_had_open_about_her_and_nothing_else(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Yuli")
    for name in ("Wati", "Siti"):
        await add_woman(world, name)
    await write(world, "Wati", "bu saya mau tanya")
    await write(world, "Siti", "saya juga", holder="Yuli")
    for name in ("Rina", "Yuli"):
        for text in ("pesan warga", "1", f"jawaban {SECRET}"):
            await says(world, name, text)
    assert await owners_of_talks(world) == ["Rina", "Yuli"]

    async def erase(unit: Unit) -> None:
        await erase_person(unit, (await world.actor(unit, "Wati")).person_id)

    await world.run(erase)
    assert await owners_of_talks(world) == ["Yuli"]
    await says(world, "Rina", "ya")
    assert SECRET not in heard(world, "Rina")[-1]
    await says(world, "Yuli", "ya")
    assert any(SECRET in text for text in heard(world, "Siti"))


async def owners_of_talks(world: World) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        names = {(await world.actor(unit, each)).person_id: each for each in ("Rina", "Yuli")}
        rows = await unit.fetch("SELECT person_id FROM talks WHERE state = 'open'")
        return sorted(names[row["person_id"]] for row in rows)

    return await world.run(job)


# -- what staff write -------------------------------------------------------------------------------------------------


async def test_words_that_threaten_or_ask_for_money_never_go_unread_however_they_are_sent(
    world: World,
) -> None:
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")
    matter = await open_line(world)
    await says(world, "Wati", "halo bu")
    before = await said_in(world, matter.id)
    await quotes(world, "Rina", "halo bu", "awas kalau lapor")
    assert "bisa menyakiti" in heard(world, "Rina")[-1]
    await says(world, "Rina", "jangan")
    for text in ("pesan warga", "1", "balas", "kirim kode OTP ibu"):
        await says(world, "Rina", text)
    assert "tidak pernah minta uang" in heard(world, "Rina")[-1]
    assert await said_in(world, matter.id) == before
    await quotes(world, "Rina", "halo bu", "jangan beri kode OTP ke siapa pun, bu")
    await says(world, "Rina", "kirim")
    assert (await said_in(world, matter.id))[-1] == "staff: jangan beri kode OTP ke siapa pun, bu"


async def test_an_answer_is_not_changed_into_a_threat(world: World) -> None:
    if world.way is Way.WHATSAPP:
        return  # nobody hears of an edit there
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")
    matter = await open_line(world)
    await says(world, "Wati", "halo bu")
    await quotes(world, "Rina", "halo bu", "besok saya telepon")
    world.next_message()
    await world.phones.change("Rina", "awas kalau lapor")
    await rest(world)
    assert "belum diteruskan" in heard(world, "Rina")[-1]
    assert (await said_in(world, matter.id))[-1] == "staff: besok saya telepon"
    assert b"awas" not in all_of(world, "Wati")
