"""What stands in the books of classes after a chat."""

from db import course_lists, courses
from db.unit import Unit
from domain.courses import Course, Session
from domain.roles import Place
from tests.world import KALTIM, MENTARI, World


def office(world: World) -> Place:
    """The office in Kaltim."""
    return Place(organisation_id=world.offices[KALTIM])


def group(world: World) -> Place:
    """The group Mentari."""
    return Place(group_id=world.groups[MENTARI])


async def classes(world: World, place: Place) -> list[Course]:
    """The classes there, the oldest first."""
    found = await world.run(lambda unit: course_lists.list_earlier(unit, place))
    return found[::-1]


async def sessions(world: World, course: Course) -> list[Session]:
    """Its sessions, by time."""
    return await world.run(lambda unit: courses.sessions_of(unit, course.id))


async def days(world: World, course: Course) -> list[str]:
    """When its sessions are, and what became of them."""
    found = await sessions(world, course)
    return [
        f"{each.begins(course.zone):%d/%m %H.%M} {each.state}" + (f" ({each.reason})" if each.reason else "")
        for each in found
    ]


async def trainers(world: World, course: Course) -> list[str]:
    """Who leads it."""

    async def job(unit: Unit) -> list[str]:
        names = await world._names(unit)
        return [names[each] for each in await courses.trainers_of(unit, course.id)]

    return await world.run(job)
