"""What waits for an open line, and what holds others up, on both engines."""

from functools import partial

from db import files, matter_lines, matter_messages
from db.unit import Unit
from domain.files import SentFile
from domain.matters import LINE_MINUTES, Matter, MessageKind
from tests.db.matter_world import answer, write
from tests.db.office_world import World, world
from tests.db.test_matter_copies import holding

__all__ = ["world"]


async def waiting(world: World, holder: int) -> int:
    found: int = await world.run(partial(matter_lines.find_waiting, holder_id=holder))
    return found


async def test_only_while_the_line_is_open_and_only_for_who_has_it(world: World) -> None:
    worker, matter = await holding(world)
    assert await waiting(world, worker.person_id) == 0, "nobody has answered yet"
    await answer(world, worker, matter)
    assert await waiting(world, worker.person_id) == matter.id
    assert await waiting(world, worker.person_id + 1) == 0
    world.pass_time(LINE_MINUTES + 1)
    assert await waiting(world, worker.person_id) == 0


async def test_what_was_passed_on_waits_no_more(world: World) -> None:
    worker, matter = await holding(world)
    await answer(world, worker, matter)

    async def passed(unit: Unit) -> None:
        found = await matter_messages.unpassed(unit, matter, to_her=False)
        matter_messages.mark_passed(unit, matter, found)

    await world.run(passed)
    assert await waiting(world, worker.person_id) == 0


async def test_a_file_that_is_still_fetched_holds_up_what_follows(world: World) -> None:
    woman = await world.woman()
    written = await write(
        world, woman, "ini", kind=MessageKind.PHOTO, sent_file=SentFile(reference="r", size_bytes=1)
    )
    matter: Matter = written.matter

    async def file_of(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT file_id FROM matter_messages WHERE matter_id = $1", matter.id)
        assert row is not None
        return int(row["file_id"])

    file_id = await world.run(file_of)
    assert await world.run(partial(matter_lines.holds_up, file_id=file_id))
    assert await world.run(partial(files.find, file_id=file_id)) is not None
    assert not await world.run(partial(matter_lines.holds_up, file_id=file_id + 1))
