"""Papers are made when they are sent, and only if they may still go there."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import Outgoing, SendError
from bot.limits import PAPER_TRIES_MAX, SEND_RETRY_DELAYS_S
from bot.outgoing import pack, unpack
from bot.papers import DOTS_S, Papers
from bot.recipes import PaperRefused
from db import files, people
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile, Wanted
from domain.roles import Role
from tests.db.desk import open_desk
from tests.db.office_world import World, result

PDF, JSON = "copy.pdf", "copy.json"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_desk(tmp_path) as desk:
        found = World(desk)
        found.office = await found.add_office("Kantor Contoh", "samarinda")
        yield found


def row_for(actor: Actor) -> Queued:
    return Queued(
        id=1,
        account_id=actor.account_id,
        person_id=actor.person_id,
        channel="simulator",
        kind="sensitive",
        lane=1,
        due_ms=0,
    )


def message(person_id: int, office: int = 0, recipe: str = JSON) -> Outgoing:
    return Outgoing(outbox_id="1", chat="x", text="Salinan", recipe=recipe, recipe_args=(person_id, office))


async def own_phone(world: World, actor: Actor, phone: str = "own") -> None:
    async def job(unit: Unit) -> None:
        people.set_phone(unit, actor.account_id, phone)

    await world.run(job)


async def test_a_recipe_in_the_outbox_becomes_a_document_on_the_way(world: World) -> None:
    woman = await world.woman("Siti")
    await own_phone(world, woman)
    await world.send(woman, "screening", result(umur=35))
    papers = Papers(world.desk.storage.writer)
    waiting = unpack(pack(message(woman.person_id, recipe=PDF)), 1)
    assert (waiting.document, waiting.recipe, waiting.recipe_args) == (None, PDF, (woman.person_id, 0))
    made = await papers.make(row_for(woman), waiting)
    assert made.document is not None
    assert made.document.startswith(b"%PDF-")
    assert (made.recipe, made.document_name, made.document_mime) == (
        "",
        "salinan-data.pdf",
        "application/pdf",
    )
    machine = await papers.make(row_for(woman), message(woman.person_id))
    assert machine.document is not None
    assert json.loads(machine.document)["requests"][0]["screenings"][0]["answers"] == {"umur": 35}


@pytest.mark.parametrize("phone", ["shared", "helped", "unknown"])
async def test_no_file_goes_to_a_phone_that_is_not_her_own_by_now(world: World, phone: str) -> None:
    woman = await world.woman()
    await own_phone(world, woman, phone)
    with pytest.raises(PaperRefused):
        await Papers(world.desk.storage.writer).make(row_for(woman), message(woman.person_id))


async def test_who_was_erased_meanwhile_has_no_paper(world: World) -> None:
    woman = await world.woman()
    await own_phone(world, woman)
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    with pytest.raises(PaperRefused):
        await Papers(world.desk.storage.writer).make(row_for(woman), message(woman.person_id))


@pytest.mark.parametrize(
    "role, allowed",
    [(Role.SUPERVISOR, True), (Role.ADMIN, False), (Role.WORKER, False), (Role.COMPANION, False)],
)
async def test_another_womans_paper_goes_only_to_an_officer_who_may_read_answers(
    world: World, role: Role, allowed: bool
) -> None:
    woman, officer = await world.woman(), await world.staff(role)
    await own_phone(world, officer)
    papers = Papers(world.desk.storage.writer)
    if allowed:
        made = await papers.make(row_for(officer), message(woman.person_id, world.office))
        assert made.document is not None
    else:
        with pytest.raises(PaperRefused):
            await papers.make(row_for(officer), message(woman.person_id, world.office))
    elsewhere = await world.add_office("Kantor Lain", "berau")
    for office in (elsewhere, 0):
        with pytest.raises(PaperRefused):
            await papers.make(row_for(officer), message(woman.person_id, office))


async def test_an_office_hands_over_its_own_only(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    await own_phone(world, officer)
    await world.send(woman, "person", wants_person=True, office=elsewhere)
    made = await Papers(world.desk.storage.writer).make(
        row_for(officer), message(woman.person_id, world.office)
    )
    assert made.document is not None
    assert json.loads(made.document)["requests"] == []


async def test_words_with_half_a_sign_do_not_stop_the_paper(world: World) -> None:
    woman = await world.woman()
    await own_phone(world, woman)

    async def rename(unit: Unit) -> None:
        await people.set_details(unit, woman.person_id, name="Siti \ud83d")

    await world.run(rename, by=replace(woman))
    for recipe in (PDF, JSON):
        made = await Papers(world.desk.storage.writer).make(
            row_for(woman), message(woman.person_id, recipe=recipe)
        )
        assert made.document


async def test_a_row_without_a_recipe_goes_as_it_is_and_what_cannot_be_read_is_said(world: World) -> None:
    woman = await world.woman()
    papers = Papers(world.desk.storage.writer)
    plain = Outgoing(outbox_id="1", chat="x", text="Halo")
    assert await papers.ready(replace(row_for(woman), body=pack(plain))) == plain
    broken = await papers.ready(replace(row_for(woman), body=b"{"))
    assert isinstance(broken, SendError)
    assert not broken.retryable


async def test_a_refused_paper_is_not_tried_again_and_a_failed_one_is(world: World) -> None:
    woman = await world.woman()
    papers = Papers(world.desk.storage.writer)
    await own_phone(world, woman, "shared")
    refused = await papers.ready(replace(row_for(woman), body=pack(message(woman.person_id))))
    assert isinstance(refused, SendError)
    assert not refused.retryable
    await own_phone(world, woman)
    failed = await papers.ready(
        replace(row_for(woman), body=pack(message(woman.person_id, recipe="unknown")))
    )
    assert isinstance(failed, SendError)
    assert (failed.retryable, failed.uncertain) == (True, False)


async def test_what_can_never_be_made_holds_up_the_answers_behind_it_for_minutes_only(world: World) -> None:
    woman = await world.woman()
    await own_phone(world, woman)
    papers = Papers(world.desk.storage.writer)
    row = replace(row_for(woman), body=pack(message(woman.person_id, recipe="unknown")))
    results = [await papers.ready(replace(row, tries=tries)) for tries in range(PAPER_TRIES_MAX)]
    assert [isinstance(each, SendError) and each.retryable for each in results[:-1]] == [True, True, True]
    assert sum(SEND_RETRY_DELAYS_S[: PAPER_TRIES_MAX - 1]) < 180
    told = results[-1]
    assert isinstance(told, Outgoing)
    assert (told.recipe, told.document) == ("", None)
    sorry = "Maaf, berkasnya belum bisa saya buat. Coba minta lagi nanti, ya."
    assert told.text == f"{unpack(row.body, row.id).text}\n\n{sorry}"
    news = await papers.ready(replace(row, tries=PAPER_TRIES_MAX, pushed=True))
    assert isinstance(news, Outgoing)
    assert news.text == unpack(row.body, row.id).text, "nobody has asked for it"


async def test_what_passes_by_itself_is_waited_for_longer(world: World) -> None:
    woman = await world.woman()

    async def keep(unit: Unit) -> int:
        file_id = files.want(unit, SentFile(reference="demo"), Wanted.PAPER)
        unit.write("UPDATE files SET state = 'kept', kind = 'image/jpeg'")
        return file_id

    async def full(_file_id: int) -> tuple[bytes, str]:
        raise OSError("the disk is away")

    file_id = await world.run(keep, by=woman)
    picture = Outgoing(
        outbox_id="1", chat="x", text="Kabar", recipe="announcement/picture.jpg", recipe_args=(file_id,)
    )
    row = replace(row_for(woman), body=pack(picture), tries=PAPER_TRIES_MAX)
    failed = await Papers(world.desk.storage.writer, full).ready(row)
    assert isinstance(failed, SendError)
    assert (failed.loggable, failed.retryable) == ("paper: OSError", True)


async def test_a_picture_that_was_sent_a_moment_ago_is_fetched_and_goes_along(world: World) -> None:
    woman = await world.woman()
    row = row_for(woman)

    async def want(unit: Unit) -> int:
        return files.want(unit, SentFile(reference="demo"), Wanted.PAPER)

    async def fetch() -> None:
        async def keep(unit: Unit) -> None:
            unit.write("UPDATE files SET state = 'kept', kind = 'image/jpeg'")

        await world.run(keep)

    async def read(_file_id: int) -> tuple[bytes, str]:
        return b"picture", "image/jpeg"

    file_id = await world.run(want, by=woman)
    preview = Outgoing(
        outbox_id="1", chat="x", text="Kabar", recipe="announcement/picture.jpg", recipe_args=(file_id,)
    )
    row = replace(row, body=pack(preview))
    alone = await Papers(world.desk.storage.writer, read).ready(row)
    assert isinstance(alone, Outgoing)
    assert (alone.text, alone.document, alone.recipe) == ("Kabar", None, ""), "its words do not wait for ever"
    whole = await Papers(world.desk.storage.writer, read, fetch).ready(row)
    assert isinstance(whole, Outgoing)
    assert (whole.text, whole.document, whole.document_mime) == ("Kabar", b"picture", "image/jpeg")


class Dots:
    """A channel's typing. hangs: it never comes to an end."""

    def __init__(self, *, hangs: bool = False) -> None:
        self.shown: list[str] = []
        self._hangs = hangs

    async def __call__(self, chat: str) -> None:
        self.shown.append(chat)
        if self._hangs:
            await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("recipe", "pushed", "shown"), [(JSON, False, ["x"]), (JSON, True, []), ("", False, [])]
)
async def test_who_waits_for_a_paper_sees_that_it_is_coming(
    world: World, recipe: str, pushed: bool, shown: list[str]
) -> None:
    woman = await world.woman()
    await own_phone(world, woman)
    dots = Dots()
    body = pack(message(woman.person_id, recipe=recipe))
    row = replace(row_for(woman), body=body, pushed=pushed)
    ready = await Papers(world.desk.storage.writer).ready(row, None, dots)
    assert isinstance(ready, Outgoing)
    assert (ready.document is not None) is bool(recipe)
    assert dots.shown == shown


async def test_dots_that_hang_hold_no_paper_up(world: World) -> None:
    woman = await world.woman()
    await own_phone(world, woman)
    row = replace(row_for(woman), body=pack(message(woman.person_id)))
    async with asyncio.timeout(DOTS_S * 10):
        ready = await Papers(world.desk.storage.writer).ready(row, None, Dots(hangs=True))
    assert isinstance(ready, Outgoing)
    assert ready.document is not None
