"""A woman is erased, or her matter is long over: no file of it is left on the disk, and no word on a worker's phone."""

import pytest

from db import erasure, matters
from db.unit import Unit
from tests.handlers.contact.letters import add_woman, add_worker
from tests.handlers.contact.relayed import all_of, heard, messages_of, open_line, rest, says, sends
from tests.phones import TelegramPhones
from tests.traced_files import pdf, photo
from tests.world import Way, World

MINUTE_MS, DAY_MS = 60_000, 86_400_000
IN_TELEGRAM = pytest.mark.parametrize(
    "way", [Way.STEADY, pytest.param(Way.TELEGRAM, marks=pytest.mark.slow)], indirect=True, ids=str
)


async def both_send_things(world: World) -> int:
    """A photo of hers, a paper of the worker's; the matter."""
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")
    matter = await open_line(world, text="kenari saya mau tanya")
    await sends(world, "Wati", photo("A"), "image/jpeg", caption="kenari foto")
    for words in ("pesan warga", "1", "1"):
        await says(world, "Rina", words)
    await sends(world, "Rina", pdf("A"), "application/pdf")
    assert len([each for each in await messages_of(world, matter.id) if each.file_id]) == 2
    assert len(kept_files(world)) == 2
    assert any("kenari" in text for text in heard(world, "Rina"))
    return matter.id


def kept_files(world: World) -> list[str]:
    """What lies in the folder of kept files."""
    folder = world._settings.data_dir / "demo-files"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def minutes(world: World, count: int) -> None:
    for _minute in range(count):
        world.clock.passed_ms += MINUTE_MS
        await world.app.housekeeping.run()
        await rest(world)


@IN_TELEGRAM
async def test_with_her_go_the_files_on_the_disk_and_her_words_on_the_workers_own_phone(world: World) -> None:
    await both_send_things(world)

    async def erase(unit: Unit) -> None:
        await erasure.erase_person(unit, (await world.actor(unit, "Wati")).person_id)

    await world.run(erase)
    await minutes(world, 2)
    assert kept_files(world) == []
    assert [text for text in heard(world, "Rina") if "kenari" in text] == []
    if isinstance(world.phones, TelegramPhones):
        assert b"kenari" in all_of(world, "Rina"), "it was there"


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_a_year_after_it_is_over_the_files_are_off_the_disk(world: World) -> None:
    matter_id = await both_send_things(world)

    async def end(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Wati")
        await matters.end_own(unit, matter_id)

    await world.run(end)
    world.clock.passed_ms += 360 * DAY_MS
    await minutes(world, 2)
    assert len(kept_files(world)) == 2
    for _day in range(8):
        world.clock.passed_ms += DAY_MS
        await minutes(world, 2)
    assert kept_files(world) == []
