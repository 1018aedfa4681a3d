"""An announcement stands in its row as it was written; by its code it is found however somebody types it."""

import pytest

from db import announcement_rows, announcements
from domain.announcements import APPROVE_OVER, Audience, NewsKind, Part, PartKind, State
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.announcement_world import words, write
from tests.db.office_world import World, world

__all__ = ["world"]

AUDIENCE = Audience(
    those=(Part(kind=PartKind.AREA, value="samarinda"), Part(kind=PartKind.ROLE, value="worker")),
    without=(Part(kind=PartKind.AREA, value="batu"),),
)


async def test_what_was_written_is_read_again(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    written = await write(
        world, worker, AUDIENCE, words("Apa kabar?", "Ya", "Tidak", news=NewsKind.OTHER), size=7, file_id=0
    )
    found = await world.run(lambda unit: announcement_rows.find(unit, written.id))
    assert found == written
    assert found is not None
    assert (found.audience, found.news, found.choices, found.size) == (AUDIENCE, NewsKind.OTHER, 2, 7)
    assert (found.made_by, found.state, found.begun_ms) == (worker.person_id, State.WAITING, 0)


async def test_it_is_found_by_its_code_in_whatever_letters(world: World) -> None:
    written = await write(world, await world.staff(Role.WORKER))
    typed = f" {written.code.lower()} "
    assert await world.run(lambda unit: announcement_rows.find_by_code(unit, typed)) == written
    assert await world.run(lambda unit: announcement_rows.find_by_code(unit, "ZZZZZZ")) is None


async def test_what_is_not_there_cannot_be_locked(world: World) -> None:
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: announcement_rows.lock(unit, 5))


async def test_an_office_that_said_nothing_needs_a_second_person_from_two_hundred_on(world: World) -> None:
    assert await world.run(lambda unit: announcement_rows.approve_over(unit, world.office)) == APPROVE_OVER
    admin = await world.staff(Role.ADMIN)
    await world.run(lambda unit: announcements.set_approve_over(unit, world.office, 30), by=admin)
    assert await world.run(lambda unit: announcement_rows.approve_over(unit, world.office)) == 30


async def test_the_newest_are_those_of_these_places_alone(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    first, second, third = [await write(world, worker) for _n in range(3)]
    for offices, most, before, expected in (
        ([world.office], 2, third.id + 1, [third, second]),
        ([world.office], 2, second.id, [first]),
        ([world.office + 1], 2, third.id + 1, []),
        ([], 2, third.id + 1, []),
    ):
        found = await world.run(
            lambda unit, asked=(offices, most, before): announcement_rows.list_newest(  # type: ignore[misc]
                unit, asked[0], [world.office], asked[1], asked[2]
            )
        )
        assert found == expected
