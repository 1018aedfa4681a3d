"""Reads that are too many for one turn: asked for by name, done elsewhere, and known when the turn runs again."""

import pytest

from db.aside import Run, Unread, read_aside
from db.unit import Unit
from tests.db.desk import Desk


async def far(_run: Run) -> int:
    return 7


async def test_the_first_time_the_turn_is_undone_and_its_host_is_given_the_reads(desk: Desk) -> None:
    async def turn(unit: Unit) -> int:
        seen: int = read_aside(unit, "how far", far)
        return seen

    with pytest.raises(Unread) as need:
        await desk.run(turn)
    assert need.value.key == "how far"
    assert await need.value.read(desk.run) == 7


async def test_the_second_time_it_knows_what_they_came_to(desk: Desk) -> None:
    async def turn(unit: Unit) -> int:
        unit.work = {"how far": 8}
        seen: int = read_aside(unit, "how far", far)
        return seen

    assert await desk.run(turn) == 8


def test_they_are_never_done_in_a_thread_which_has_no_transaction() -> None:
    with pytest.raises(AssertionError):
        Unread("how far", far).call()
