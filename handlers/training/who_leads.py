"""Who hears what a woman says about a class: its trainers, else who made it, else whoever makes classes there.

And who hears that it is over: those of them who may give its certificates out.
"""

from db import courses, groups, people
from db.unit import Unit
from domain.courses import Course
from domain.permits import Action, holders
from domain.roles import OF_ORGANISATION, Role

# More are not told of one thing; the first to see to it has seen to it for all.
TOLD_MAX = 5

# Of a group, its leaders (source D: Ibu AL makes the classes herself).
_OF_GROUP = (Role.CHAIR, Role.SECRETARY)
_RUNNING = tuple(sorted(holders(Action.RUN_COURSES) & OF_ORGANISATION))
_KEEPING = tuple(sorted(holders(Action.KEEP_COURSES) & OF_ORGANISATION))


async def list_leaders(unit: Unit, course: Course, *, but: int = 0) -> list[int]:
    """The persons who lead it now, nearest to it first; `but` is none of them."""
    found = await (_of_group(unit, course) if course.group_id is not None else _of_office(unit, course))
    return [each for each in found if each != but][:TOLD_MAX]


async def list_keepers(unit: Unit, course: Course) -> list[int]:
    """The persons who may end it and give its certificates out: those named for it or who made it, else all there."""
    if course.group_id is not None:
        return (await _of_group(unit, course))[:TOLD_MAX]
    assert course.organisation_id is not None, "a course of an office"
    keeping = await people.list_role_holders(unit, course.organisation_id, _KEEPING)
    nearest = {course.made_by, *await courses.trainers_of(unit, course.id)}
    return ([each for each in keeping if each in nearest] or keeping)[:TOLD_MAX]


async def _of_group(unit: Unit, course: Course) -> list[int]:
    assert course.group_id is not None, "a course of a group"
    held = [each for role in _OF_GROUP for each in await groups.list_holders(unit, course.group_id, role)]
    return sorted(dict.fromkeys(held), key=lambda each: each != course.made_by)


async def _of_office(unit: Unit, course: Course) -> list[int]:
    assert course.organisation_id is not None, "a course of an office"
    running = await people.list_role_holders(unit, course.organisation_id, _RUNNING)
    trainers = [each for each in await courses.trainers_of(unit, course.id) if each in running]
    if trainers:
        return trainers
    if course.made_by in running:
        return [course.made_by]
    return await people.list_role_holders(unit, course.organisation_id, _KEEPING)
