"""The picture of an announcement is sent as it is kept, and not before it is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.announcement_files import PAPER, PICTURE
from bot.recipes import RECIPES, Kept, PaperNotYet, PaperRefused, Receiver, find_recipe
from db import files
from db.unit import Unit
from domain import announcement_drafts
from domain.files import SentFile, Wanted
from tests.db.desk import open_desk
from tests.db.office_world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_desk(tmp_path) as desk:
        yield World(desk)


async def test_its_sender_sees_it_as_soon_as_it_is_kept_and_a_stranger_never(world: World) -> None:
    siti, other = await world.woman(), await world.woman()

    async def send(unit: Unit) -> int:
        return files.want(unit, SentFile(reference="demo"), Wanted.PAPER)

    async def keep(unit: Unit) -> None:
        unit.write("UPDATE files SET state = 'kept', kind = 'image/jpeg'")

    file_id = await world.run(send, by=siti)
    hers = Receiver(account_id=siti.account_id, person_id=siti.person_id, language="id")
    foreign = Receiver(account_id=other.account_id, person_id=other.person_id, language="id")
    with pytest.raises(PaperNotYet):
        await world.run(lambda unit: PICTURE.read(unit, hers, (file_id,)))
    with pytest.raises(PaperRefused):
        await world.run(lambda unit: PICTURE.read(unit, foreign, (file_id,)))
    await world.run(keep)
    assert await world.run(lambda unit: PICTURE.read(unit, hers, (file_id,))) == Kept(file_id)
    with pytest.raises(PaperRefused):
        await world.run(lambda unit: PICTURE.read(unit, foreign, (file_id,)))
    with pytest.raises(PaperRefused):
        await world.run(lambda unit: PAPER.read(unit, foreign, (file_id + 1,)))


def test_what_a_draft_names_is_there() -> None:
    assert {announcement_drafts.PICTURE, announcement_drafts.PAPER} <= RECIPES.keys()
    assert find_recipe(announcement_drafts.PAPER) is PAPER
    assert PAPER.make(b"x") == b"x"
