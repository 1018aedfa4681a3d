"""Courses and sessions come out of their rows as they went in, also those an older program wrote, on both engines."""

from db import course_rows
from db.unit import Unit
from domain.courses import Topic, Who
from domain.roles import Role
from tests.db.course_world import course_of, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


def test_who_may_join_is_kept_whole() -> None:
    who = Who(areas=("batu",), groups=(7, 9), sets=("kaltim",), before_aid=True, needs=(Topic.SEWING,))
    assert course_rows.read_who(course_rows.who_body(who)) == who
    assert course_rows.read_who(course_rows.who_body(Who())) == Who()


def test_what_an_older_program_did_not_know_is_left_out() -> None:
    assert course_rows.read_who("{}") == Who()
    assert course_rows.read_who('{"areas": ["batu"], "unknown": 5}') == Who(areas=("batu",))


async def test_a_row_is_read_once_and_looked_up_by_number_or_code(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER))

    async def look(unit: Unit) -> None:
        assert await course_rows.find(unit, made.id) == made
        assert await course_rows.find(unit, made.id + 1) is None
        assert await course_rows.lock(unit, made.id) == made
        assert await course_rows.find_by_code(unit, made.code) == made

    await world.run(look)
    (first, *_rest) = await sessions(world, made)
    (row,) = await world.rows("SELECT * FROM course_sessions WHERE id = $1", first.id)
    assert course_rows.read_session(row) == first
