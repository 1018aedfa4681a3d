"""What a code on the wall and a neighbour's tap read and write."""

from dataclasses import dataclass

from db import course_attendance, course_codes, course_names, courses
from db.unit import Unit
from domain.attendance import NEIGHBOURS_MAX, Typed, When, names_in_the_room, when
from domain.courses import How, Part
from domain.permits import Action, places
from domain.refusals import NotAllowed
from handlers.training.attendance_steps import settle_absence

# In a hall with more than so many who are not written down yet, nobody looks for one name in pages of them.
BESIDE_MAX = 40

# Who has a list to take, of a class or in a group's book.
TAKES_LIST = (Action.RUN_COURSES, Action.KEEP_GROUP_COURSES, Action.READ_BOOK)

_TYPED = {When.EARLY: Typed.EARLY, When.LATE: Typed.LATE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Noted:
    """What her code came to. session_id and title: only where she is written down now."""

    typed: Typed
    session_id: int = 0
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Somebody who may sit beside her: her number and what she is called by."""

    id: int
    name: str


async def count_open(unit: Unit) -> int:
    """In how many sessions the actor may be written down now; none while nobody has unlocked the phone."""
    if unit.actor.locked:
        return 0
    return len(await course_codes.list_open(unit, unit.actor.person_id))


async def keeps_list(unit: Unit) -> bool:
    """Whether "absen" asks for the list of who came: the actor takes it somewhere, and is in no session now."""
    if unit.actor.locked or await count_open(unit):
        return False
    return any(places(unit.actor.roles, action) for action in TAKES_LIST)


async def note_code(unit: Unit, code: str) -> Noted:
    """The actor is there, if the code is that of a session of hers. A wrong one is counted."""
    if unit.actor.locked:
        raise NotAllowed
    if not await course_codes.has_tries_left(unit):
        return Noted(typed=Typed.TOO_OFTEN)
    hers = await course_codes.find_hers(unit, unit.actor.person_id, code)
    if hers is None:
        course_codes.note_wrong(unit)
        return Noted(typed=Typed.WRONG if await course_codes.has_tries_left(unit) else Typed.TOO_OFTEN)
    moment = when(hers.session, unit.now)
    if moment is not When.OPEN:
        return Noted(typed=_TYPED[moment])
    if hers.part is Part.WAITING:
        return Noted(typed=Typed.WAITS)
    course = await courses.lock(unit, hers.session.course_id)
    is_new = await course_attendance.record(
        unit, hers.session, hers.person_id, came=True, how=How.CODE, by=unit.actor.person_id
    )
    await settle_absence(unit, course, hers.person_id)
    typed = Typed.WRITTEN if is_new else Typed.BEFORE
    return Noted(typed=typed, session_id=hers.session.id, title=course.title)


async def list_beside(unit: Unit, session_id: int) -> tuple[Beside, ...]:
    """Who has a place, is not written down and can be told apart, for one who is there herself; else nobody.

    Of other women nothing is shown but what they are called by, in a room in which all sit together.
    """
    session = await courses.get_session(unit, session_id)
    present = await course_attendance.of_session(unit, session_id)
    hers = await _list_hers(unit, session_id)
    is_there = any(each in present and present[each].came for each in hers)
    said = course_attendance.neighbours_said(present, unit.actor.person_id)
    if not is_there or said >= NEIGHBOURS_MAX or when(session, unit.now) is not When.OPEN:
        return ()
    places = await course_attendance.list_places(unit, session.course_id)
    away = [each for each in places if each not in hers and not (each in present and present[each].came)]
    if len(away) > BESIDE_MAX:
        return ()
    course = await courses.get(unit, session.course_id)
    called = names_in_the_room(await course_names.names_in(unit, course, places))
    return tuple(Beside(id=each, name=called[each]) for each in away if each in called)


async def _list_hers(unit: Unit, session_id: int) -> list[int]:
    """The actor's own records in that session, while it is open."""
    open_now = await course_codes.list_open(unit, unit.actor.person_id)
    return [each.person_id for each in open_now if each.session.id == session_id]


async def note_neighbour(unit: Unit, session_id: int, person_id: int) -> None:
    """The actor says that this woman sits beside her. Raises SessionOver, NotPresentHerself, NotIn."""
    session = await courses.get_session(unit, session_id)
    course = await courses.lock(unit, session.course_id)
    hers = await _list_hers(unit, session_id)
    await course_attendance.record_neighbour(unit, session, hers, person_id)
    await settle_absence(unit, course, person_id)
