"""Who accompanies a woman in a course: her companion, who follows up, who leads there, and how she is called.

The law: those who were named for the course come first; only where nobody was, everybody of that role in the office.
What a woman says about how she feels reaches companions alone, and no group has one.
"""

from collections.abc import Sequence

from db import duty, groups, people
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.buddies import first_name
from domain.courses import Course
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import Role

# Open courses in which she has a place. In a practice only its own are there, and outside of it none of a practice.
_OWN = (
    "SELECT c.id, c.title, c.organisation_id, c.group_id FROM course_participants p"
    " JOIN courses c ON c.id = p.course_id AND c.state = 'open' LEFT JOIN groups g ON g.id = c.group_id"
    " WHERE p.person_id = $1 AND p.state = 'joined'"
    " AND COALESCE(CASE WHEN g.practice_of > 0 THEN g.id END, 0) = $2 ORDER BY c.id"
)

# An office with more people than this names somebody for its courses; a turn touches at most 500 rows.
TOLD_MAX = 20

# Courses a companion chooses from: the newest.
LISTED_MAX = 20
_NEWEST = f" ORDER BY c.id DESC LIMIT {LISTED_MAX}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCourse:
    """An open course in which she has a place."""

    id: int
    title: str
    organisation_id: int | None
    group_id: int | None

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return str(self.id)

    @property
    def label(self) -> str:
        """What stands on its button."""
        return self.title


async def list_own(unit: Unit) -> list[OwnCourse]:
    """The open courses in which whoever acts has a place, the oldest first."""
    if unit.actor.locked:
        return []
    rows = await unit.fetch(_OWN, unit.actor.person_id, unit.actor.practice)
    return [_own(row) for row in rows]


def _own(row: Row) -> OwnCourse:
    return OwnCourse(
        id=row["id"],
        title=row["title"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
    )


async def get_own(unit: Unit, course_id: int) -> OwnCourse:
    """That one of hers. Raises NotAllowed."""
    for each in await list_own(unit):
        if each.id == course_id:
            return each
    raise NotAllowed


async def list_with_moods(unit: Unit, organisation_ids: Sequence[int]) -> list[OwnCourse]:
    """The courses of these offices in which somebody has said how she feels, the newest first."""
    if not organisation_ids:
        return []
    wanted = padded(organisation_ids)
    rows = await unit.fetch(
        "SELECT c.id, c.title, c.organisation_id, c.group_id FROM courses c WHERE EXISTS (SELECT 1 FROM moods m"
        " WHERE m.course_id = c.id AND m.face IS NOT NULL) AND c.organisation_id IN "
        + marks(len(wanted))
        + _NEWEST,
        *wanted,
    )
    return [_own(row) for row in rows]


async def companions_of(unit: Unit, course_id: int, organisation_id: int | None) -> list[int]:
    """Her companions there: those named for the course, else all of the office's; none in a group's course."""
    if organisation_id is None:
        return []
    named = await _named(unit, course_id, organisation_id, (Role.COMPANION,))
    return (named or await people.list_role_holders(unit, organisation_id, (Role.COMPANION,)))[:TOLD_MAX]


async def followers_of(unit: Unit, course: Course) -> list[int]:
    """Who is told to ask how somebody is: companions or workers named for it, else companions, else its workers.

    In a group: who leads it.
    """
    if course.group_id is not None:
        return await leaders_of(unit, course.group_id)
    assert course.organisation_id is not None, "a course is an office's or a group's"
    named = await _named(unit, course.id, course.organisation_id, (Role.COMPANION, Role.WORKER))
    if named:
        return named[:TOLD_MAX]
    companions = await people.list_role_holders(unit, course.organisation_id, (Role.COMPANION,))
    return (companions or await duty.list_workers(unit, course.organisation_id))[:TOLD_MAX]


async def leaders_of(unit: Unit, group_id: int) -> list[int]:
    """The chair and the secretary of a group, each once."""
    chairs = await groups.list_holders(unit, group_id, Role.CHAIR)
    return list(dict.fromkeys([*chairs, *await groups.list_holders(unit, group_id, Role.SECRETARY)]))


async def _named(unit: Unit, course_id: int, organisation_id: int, roles: Sequence[Role]) -> list[int]:
    rows = await unit.fetch(
        "SELECT DISTINCT t.person_id FROM course_trainers t JOIN roles r ON r.person_id = t.person_id"
        " WHERE t.course_id = $1 AND r.organisation_id = $2 AND r.until_ms IS NULL AND r.role IN "
        + marks(len(roles), 3)
        + " ORDER BY t.person_id",
        course_id,
        organisation_id,
        *[role.value for role in roles],
    )
    return [row["person_id"] for row in rows]


async def is_practice(unit: Unit, course: Course) -> bool:
    """Whether it is only tried out: then nobody else is told."""
    return course.group_id is not None and bool((await groups.get(unit, course.group_id)).practice_of)


async def name_of(unit: Unit, person_id: int) -> str:
    """How she is called among others, "" if nobody knows or she was erased."""
    found = (await people.list_persons(unit, [person_id])).get(person_id)
    return "" if found is None else first_name(found.name)
