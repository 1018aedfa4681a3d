"""What are these women called on the lists of a course?

The law: an office reads how she said she is called; a group's own course reads her name in the group's book first,
as its leaders know her. What a group's book says of her never reaches an office.
"""

from collections.abc import Iterable

from db import members, people
from db.unit import Unit
from domain.courses import Course


async def names_in(unit: Unit, course: Course, person_ids: Iterable[int]) -> dict[int, str]:
    """How each is called there, "" where nobody knows; whose key is gone is left out."""
    found = {key: each.name for key, each in (await people.list_persons(unit, person_ids)).items()}
    if course.group_id is None:
        return found
    for member in await members.list_members(unit, course.group_id):
        for person_id in (member.person_id, member.linked_id):
            if person_id in found:
                found[person_id] = member.shown
    return found


async def name_in(unit: Unit, course: Course, person_id: int) -> str:
    """How she is called there, "" if nobody knows or she was erased."""
    return (await names_in(unit, course, [person_id])).get(person_id, "")
