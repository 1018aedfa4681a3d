"""A course while it is being made: what was answered so far; nothing of it is kept before it is confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.courses import OFFSETS_DEFAULT, Course, Kind, Topic, Who
from domain.records import dataclass
from domain.recurrence import Recurrence
from domain.refusals import Refusal


class SameCourse(Refusal):
    """It is there already, under that name and for that hour. code: people's name for it."""

    code = "same_course"


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """As domain/courses.Course. days: of the recurrence, as it was planned and read back. trainers: persons."""

    organisation_id: int | None
    group_id: int | None
    zone: str
    kind: Kind = Kind.SKILL
    topic: Topic = Topic.OTHER
    title: str = ""
    place: str = ""
    recurrence: Recurrence | None = None
    days: tuple[date, ...] = ()
    capacity: int = 0
    bring: str = ""
    childcare: str = ""
    transport: str = ""
    who: Who = Who()
    offsets: tuple[int, ...] = OFFSETS_DEFAULT
    trainers: tuple[int, ...] = ()


def like(course: Course, trainers: Sequence[int]) -> Draft:
    """A new one like that one, for other days."""
    return Draft(
        organisation_id=course.organisation_id,
        group_id=course.group_id,
        zone=course.zone,
        kind=course.kind,
        topic=course.topic,
        title=course.title,
        place=course.place,
        capacity=course.capacity,
        bring=course.bring,
        childcare=course.childcare,
        transport=course.transport,
        who=course.who,
        offsets=course.offsets,
        trainers=tuple(trainers),
    )


def planned(draft: Draft, recurrence: Recurrence, days: Sequence[date]) -> Draft:
    """The same, on these days."""
    return replace(draft, recurrence=recurrence, days=tuple(days))
