"""Other safe hours and another zone of hers count for sessions of which she is to be reminded already."""

from db import people
from db.unit import Unit
from domain.zones import WIB
from tests.db.office_world import World, world
from tests.db.test_course_planting import in_two_days, waiting
from tests.db.test_course_reminders import look

__all__ = ["world"]


async def test_other_safe_hours_and_another_zone_move_what_waits_for_her_and_for_nobody_else(
    world: World,
) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await in_two_days(world, siti, yuyun)

    async def only_at_ten(unit: Unit) -> None:
        people.set_safe_hours(unit, siti.person_id, 600, 660)

    await world.run(only_at_ten)
    assert await look(world) == []
    # Ten o'clock today is over: the first one and the second would both come tomorrow at ten.
    assert await waiting(world, siti) == {120: 23}
    assert await waiting(world, yuyun) == {1440: 24, 120: 2}

    async def moves_to_java(unit: Unit) -> None:
        people.set_safe_hours(unit, siti.person_id, None, None)
        people.set_area(unit, siti.person_id, "batu", WIB)

    await world.run(moves_to_java)
    assert await look(world) == []
    assert await waiting(world, siti) == {120: 13}  # at seven in the evening: six in the morning is night
