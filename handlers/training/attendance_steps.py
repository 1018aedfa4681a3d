"""What the list of a session reads and writes: its women, its code, and what follows for who was there after all."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time

from db import course_absences, course_attendance, course_codes, course_names, courses, groups
from db.push_buttons import take_back
from db.unit import Unit
from domain.attendance import ABSENCES_ASKED, Tally, check_list, closes, opens
from domain.contact import MessageClass
from domain.course_refusals import NotIn
from domain.courses import Course, How, Session
from domain.permits import Action, places
from domain.zones import local_time, zone_name
from handlers.training.absent_words import outcome
from handlers.training.which_session import get_led, look_at_led
from handlers.training.who_came import Woman

# Whose name nobody knows, in the place of it; she is there all the same.
NAMELESS = "Peserta"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    """What is written on the wall, and when it counts, on the clock of the course's zone."""

    title: str
    code: str
    day: date
    opens: time
    closes: time
    zone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """Whose word is looked into. name: "" for somebody who has no place there any more."""

    name: str
    came: bool


async def find_other_book(unit: Unit) -> str:
    """ "only": the actor keeps a group's book and leads no course, "both", or "" for no book."""
    if not places(unit.actor.roles, Action.READ_BOOK):
        return ""
    return "both" if await courses.list_kept(unit) else "only"


async def note_list(unit: Unit, session_id: int) -> None:
    """The names of a session's women are about to be read. Raises NotAllowed, ListTooEarly, ListTooLate."""
    course, session = await get_led(unit, session_id)
    check_list(session, unit.now)
    for person_id in await course_attendance.list_places(unit, course.id):
        unit.audit("list", "attendance", session.id, person_id)


async def list_women(unit: Unit, session_id: int) -> tuple[Woman, ...]:
    """Those with a place, in the order in which they came; who was erased is not among them. Raises NotAllowed."""
    course, session = await look_at_led(unit, session_id)
    joined = await course_attendance.list_places(unit, course.id)
    present = await course_attendance.of_session(unit, session.id)
    names = await course_names.names_in(unit, course, joined)
    called = Counter(each.casefold() for each in names.values() if each)
    there = [person_id for person_id in joined if person_id in names]
    return tuple(
        Woman(
            id=person_id,
            name=names[person_id] or f"No. {number}",
            here=person_id in present and present[person_id].came,
            may_miss=joined[person_id] <= session.start_ms or person_id in present,
            n=number if called[names[person_id].casefold()] > 1 else 0,
        )
        for number, person_id in enumerate(there, start=1)
    )


async def save_list(unit: Unit, session_id: int, came: tuple[int, ...], away: tuple[int, ...]) -> Tally:
    """The list is kept; who was asked why she was not there, and was, is asked no more. Raises NotAllowed."""
    course, session = await get_led(unit, session_id)
    check_list(session, unit.now)
    tally = await course_attendance.write_list(unit, course, session, came=came, away=away)
    for person_id in sorted(await course_absences.list_waiting(unit, course.id) & set(came)):
        await settle_absence(unit, course, person_id)
    return tally


async def settle_absence(unit: Unit, course: Course, person_id: int) -> None:
    """Where she was missed twice and no longer is, nobody asks her, or about her, any more."""
    if not await course_absences.is_waiting(unit, course.id, person_id):
        return
    if await course_attendance.absences_in_a_row(unit, course.id, person_id) < ABSENCES_ASKED:
        course_absences.drop(unit, course.id, person_id)
        take_back(unit, course_absences.matter_of(course.id, person_id))


async def show_code(unit: Unit, session_id: int) -> Wall:
    """The code of this session, made if it has none. Raises NotAllowed."""
    course, session = await get_led(unit, session_id)
    return _wall(course, session, await course_codes.give_code(unit, session))


async def replace_code(unit: Unit, session_id: int) -> Wall:
    """Another code; the one before counts no more. Raises NotAllowed."""
    course, session = await get_led(unit, session_id)
    return _wall(course, session, await course_codes.new_code(unit, session))


def _wall(course: Course, session: Session, code: str) -> Wall:
    first, last = local_time(opens(session), course.zone), local_time(closes(session), course.zone)
    return Wall(
        title=course.title,
        code=code,
        day=session.begins(course.zone).date(),
        opens=first.time(),
        closes=last.time(),
        zone=zone_name(course.zone),
    )


async def find_word(unit: Unit, session_id: int, person_id: int) -> Word:
    """Who says that she was there, and whether that is noted by now. Raises NotAllowed."""
    course, session = await get_led(unit, session_id)
    if person_id not in await course_attendance.list_places(unit, course.id):
        return Word(name="", came=False)
    unit.audit("read", "attendance", session.id, person_id)
    name = await course_names.name_in(unit, course, person_id) or NAMELESS
    present = await course_attendance.of_session(unit, session.id)
    return Word(name=name, came=person_id in present and present[person_id].came)


async def answer_word(unit: Unit, session_id: int, person_id: int, came: bool) -> None:
    """How it was; she is told either way. Raises NotAllowed, NotIn."""
    course, session = await get_led(unit, session_id)
    if person_id not in await course_attendance.list_places(unit, course.id):
        raise NotIn
    await course_attendance.record(
        unit, session, person_id, came=came, how=How.STAFF, by=unit.actor.person_id
    )
    await settle_absence(unit, course, person_id)
    if await is_practice(unit, course):
        return
    unit.tell(
        person_id,
        outcome(course.title, session.begins(course.zone).date(), came=came),
        MessageClass.RECEIPT.value,
    )


async def is_practice(unit: Unit, course: Course) -> bool:
    """Whether it is of an invented group, in which nobody else is told anything."""
    return course.group_id is not None and bool((await groups.get(unit, course.group_id)).practice_of)
