"""The card as a picture: for who gave it and while it is good, neutral, and with the code that opens it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.books.outreach_card import CARD, Printed, make, read
from bot.recipes import PNG_MIME, PaperRefused, Receiver, find_recipe
from db import outreach
from db.people import Actor
from db.unit import Unit
from domain.matters import OUTREACH_DAYS
from domain.outreach import packed
from domain.roles import Role
from tests.db.desk import open_desk
from tests.db.office_world import World

PRINTED = Printed(
    code="7K4P9XQ2", until=date(2026, 3, 5), bot_name="Teman Mandiri", language="id", demo=False
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_desk(tmp_path) as desk:
        opened = World(desk)
        opened.office = await opened.add_office("Dinas Sosial Contoh", "samarinda")
        yield opened


async def give(world: World, by: Actor) -> int:
    """The number of a fresh card."""

    async def job(unit: Unit) -> int:
        return packed(await outreach.make(unit, "samarinda", world.office))

    return await world.run(job, by=by)


async def open_for(world: World, someone: Actor, number: int) -> Printed:
    async def job(unit: Unit) -> Printed:
        receiver = Receiver(account_id=someone.account_id, person_id=someone.person_id, language="id")
        return await read(unit, receiver, (number,))

    return await world.run(job)


def drawn(printed: Printed) -> Image.Image:
    return Image.open(BytesIO(make(printed)))


async def test_who_gave_it_gets_it_and_nobody_else(world: World) -> None:
    kader, other = await world.staff(Role.HELPER), await world.staff(Role.SUPERVISOR)
    number = await give(world, kader)
    printed = await open_for(world, kader, number)
    assert packed(printed.code) == number
    assert printed.until == date(2026, 3, 5)
    for someone, wanted in ((other, number), (kader, number + 1)):
        with pytest.raises(PaperRefused):
            await open_for(world, someone, wanted)


async def test_once_it_is_no_longer_good_it_is_no_longer_printed(world: World) -> None:
    kader = await world.staff(Role.HELPER)
    number = await give(world, kader)
    world.pass_time(OUTREACH_DAYS * 24 * 60)
    with pytest.raises(PaperRefused):
        await open_for(world, kader, number)


def test_it_is_a_picture_that_a_telephone_shows_whole() -> None:
    picture = drawn(PRINTED)
    assert picture.format == "PNG"
    width, height = picture.size
    assert 900 < width < 1_200
    assert 1.3 < width / height < 1.5
    assert len(make(PRINTED)) < 200_000


def test_each_code_and_each_name_is_seen_on_it_and_nothing_runs_over_the_edge() -> None:
    plain = drawn(PRINTED).convert("L")
    widest = drawn(replace(PRINTED, code="WWMMWW2W", bot_name="Teman Mandiri Dinas Sosial Kota Contoh " * 2))
    assert plain.tobytes() != drawn(replace(PRINTED, code="7K4P9XQ3")).convert("L").tobytes()
    assert widest.size == plain.size
    for picture in (plain, widest.convert("L")):
        width, height = picture.size
        edge = [picture.getpixel((x, y)) for x in range(width) for y in (2, height - 3)]
        assert set(edge) == {255}


def test_in_the_demo_it_says_that_it_is_none() -> None:
    assert make(replace(PRINTED, demo=True)) != make(PRINTED)


def test_it_is_in_the_list_and_goes_to_phones_that_others_read_too() -> None:
    assert find_recipe("contact/card.png") is CARD
    assert (CARD.mime, CARD.name, CARD.is_personal) == (PNG_MIME, "kartu.png", False)
