"""What a woman sees of a course: when and where, whether there is room, how she takes part, or why it is not for her.

Of other women nothing but how many they are. A course of an invented group is there in that practice alone, and in a
practice no other.
"""

from datetime import datetime

from db import consents, course_fit, course_places, courses, groups, organisations
from db.course_fit import Offered
from db.unit import Unit
from domain.course_fit import Why
from domain.courses import Course, Part, Participant, Session, SessionState, State, Topic
from domain.permits import Action, Practising, places
from domain.purposes import Controller, Purpose, Side
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.purpose_words import VERSIONS
from handlers.training import doors


@dataclass(frozen=True, kw_only=True, slots=True)
class Hour:
    """A course's name and one of its hours, on the clock of its zone."""

    title: str
    begins: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """A course as she sees it. next: None when nothing is left. part: how she takes part, None if she never did.

    waits_at: her number in the waiting list, 0 if she is not in it. why: why it is not for her. clash: what she takes
    part in at the same hour. consented: she has said yes to the training of whose course it is. helps: she sits beside
    women who cannot type. doors: the conversations below the page.
    """

    id: int
    code: str
    title: str
    topic: Topic
    next: datetime | None
    place: str
    left: int
    last: datetime | None
    bring: str
    childcare: str
    transport: str
    capacity: int
    joined: int
    waiting: int
    part: Part | None
    waits_at: int
    why: Why | None
    needs: tuple[Topic, ...]
    clash: Hour | None
    controller: Controller
    consented: bool
    practice: bool
    runs: bool
    helps: bool
    doors: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether who comes now waits."""
        return bool(self.capacity) and self.joined >= self.capacity

    @property
    def is_in(self) -> bool:
        """Whether she has a place or waits for one."""
        return self.part in (Part.JOINED, Part.WAITING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A course in a list: its next session, and how she takes part. code: tells two of the same name and hour apart."""

    id: int
    code: str
    title: str
    begins: datetime
    place: str
    full: bool
    part: Part | None = None
    waits_at: int = 0


async def get_course(unit: Unit, course_id: int) -> Course:
    """That course. Raises NotAllowed for one that does not exist or is somebody else's practice, Practising."""
    course = await courses.get(unit, course_id)
    practice = unit.actor.practice
    if practice and course.group_id != practice:
        raise Practising
    if not await _is_meant(unit, course):
        raise NotAllowed
    return course


async def controller_of(unit: Unit, course: Course) -> Controller:
    """Who answers for what is written down of her there (UU 27/2022 PDP, art. 1)."""
    if course.group_id is not None:
        group = await groups.get(unit, course.group_id)
        return Controller(side=Side.GROUP, id=group.id, name=group.name)
    assert course.organisation_id is not None, "a course belongs to an office or to a group"
    record = await organisations.get(unit, course.organisation_id)
    return Controller(side=Side.OFFICE, id=record.row_id, name=record.office.name)


async def has_said_yes(unit: Unit, controller: Controller) -> bool:
    """Whether she has, to the words of today: a new wording is asked anew."""
    found = await consents.find_current(
        unit,
        unit.actor.person_id,
        Purpose.TRAINING.value,
        controller.organisation_id,
        controller.group_id,
    )
    return found is not None and found.is_given and found.version == VERSIONS[Purpose.TRAINING]


async def find_sight(unit: Unit, course_id: int, area: str) -> Sight:
    """The course as she sees it. area: where she says she lives. Raises NotAllowed, Practising."""
    course = await get_course(unit, course_id)
    me = unit.actor.person_id
    mine = await course_places.find(unit, course.id, me)
    coming = [each for each in await courses.sessions_of(unit, course.id) if _is_coming(unit, course, each)]
    counts = await course_places.count(unit, course.id)
    is_in = mine is not None and mine.part in (Part.JOINED, Part.WAITING)
    here = doors.Here(course=course, mine=mine, runs=await courses.may_run(unit, course))
    controller = await controller_of(unit, course)
    return Sight(
        id=course.id,
        code=course.code,
        title=course.title,
        topic=course.topic,
        next=coming[0].begins(course.zone) if coming else None,
        place=(coming[0].place if coming else "") or course.place,
        left=len(coming),
        last=coming[-1].begins(course.zone) if coming else None,
        bring=course.bring,
        childcare=course.childcare,
        transport=course.transport,
        capacity=course.capacity,
        joined=counts.joined,
        waiting=counts.waiting,
        part=mine.part if mine is not None else None,
        waits_at=await course_places.waits_at(unit, mine) if mine is not None else 0,
        why=None if is_in else await _why(unit, course, area, coming),
        needs=course.who.needs,
        clash=None if is_in else await find_clash(unit, course),
        controller=controller,
        consented=bool(unit.actor.practice) or await has_said_yes(unit, controller),
        practice=bool(unit.actor.practice),
        runs=here.runs,
        helps=course.organisation_id in places(unit.actor.roles, Action.SIT_BESIDE),
        doors=await doors.course_doors(unit, here),
    )


async def _why(unit: Unit, course: Course, area: str, coming: list[Session]) -> Why | None:
    if not coming:
        return Why.OVER
    return (await course_fit.fits(unit, unit.actor.person_id, course, area)).why


def _is_coming(unit: Unit, course: Course, session: Session) -> bool:
    planned = course.state is State.OPEN and session.state is SessionState.PLANNED
    return planned and session.end > unit.now


async def find_clash(unit: Unit, course: Course) -> Hour | None:
    """The first hour at which she would have to be in two places; None if there is none."""
    found = await course_places.clashes(unit, unit.actor.person_id, course)
    return Hour(title=found[0][0].title, begins=found[0][1].begins(found[0][0].zone)) if found else None


# -- lists ------------------------------------------------------------------------------------------------------


async def list_mine(unit: Unit) -> tuple[Line, ...]:
    """What she takes part in or waits for, by the next session; what has none left is not shown."""
    found = []
    for course, mine in await course_places.of_person(unit, unit.actor.person_id):
        following = await courses.next_session(unit, course.id)
        if following is not None and await _is_meant(unit, course):
            found.append((following.start_ms, await _line_of_mine(unit, course, mine, following)))
    return tuple(line for _start, line in sorted(found, key=lambda each: (each[0], each[1].id)))


async def _is_meant(unit: Unit, course: Course) -> bool:
    """In a practice the invented group's courses alone, outside of it none of them."""
    if unit.actor.practice or course.group_id is None:
        return course.group_id == (unit.actor.practice or None)
    return not (await groups.get(unit, course.group_id)).practice_of


async def _line_of_mine(unit: Unit, course: Course, mine: Participant, following: Session) -> Line:
    return Line(
        id=course.id,
        code=course.code,
        title=course.title,
        begins=following.begins(course.zone),
        place=following.place or course.place,
        full=False,
        part=mine.part,
        waits_at=await course_places.waits_at(unit, mine),
    )


def line_of(offered: Offered) -> Line:
    """A course that is offered."""
    return Line(
        id=offered.course.id,
        code=offered.course.code,
        title=offered.course.title,
        begins=offered.next.begins(offered.course.zone),
        place=offered.next.place or offered.course.place,
        full=offered.is_full,
    )


async def list_others(unit: Unit, course_id: int, area: str) -> tuple[Line, ...]:
    """The courses of the same topic that are for her, too: she may change to one of them."""
    course = await get_course(unit, course_id)
    found = await course_fit.list_fitting(unit, unit.actor.person_id, area)
    return tuple(
        line_of(each)
        for each in found
        if each.course.topic is course.topic and each.course.kind is course.kind
    )
