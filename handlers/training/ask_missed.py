"""What the clock does about who was there: a list that nobody took is asked for, who was missed twice is asked kindly.

Each is done once, a slice at a time, in one transaction with its message. In a practice nobody is told.
"""

from conversation.text import Text, _
from db import consents, course_absences, course_attendance, course_tasks, courses
from db.course_absences import SESSIONS_SLICE, WOMEN_SLICE
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_follow_up import Kind, due_on_day
from domain.courses import Course, Session, State
from domain.purposes import Purpose
from handlers.names import ABSENT, ATTENDANCE
from handlers.training.absent_words import (
    CAME,
    CAME_LABEL,
    CANNOT,
    CANNOT_LABEL,
    TALK,
    TALK_LABEL,
    question,
)
from handlers.training.attendance_steps import is_practice
from handlers.training.who_leads import list_leaders


async def look_around(unit: Unit) -> bool:
    """Look at sessions that are over; whether there may be more. For the clock, which queues what was told."""
    over = await course_absences.list_over(unit)
    for session in over:
        await _close(unit, session)
    unlooked = await course_absences.list_unlooked(unit)
    asked = 0
    for session in unlooked[:1]:  # one course a transaction
        asked = await _look_at(unit, session)
    return len(over) == SESSIONS_SLICE or len(unlooked) > 1 or asked == WOMEN_SLICE


async def _close(unit: Unit, session: Session) -> None:
    """It has taken place; where nobody is written down, whoever leads the class is asked for the list."""
    await courses.hold(unit, session)
    course = await courses.get(unit, session.course_id)
    tally = await course_attendance.tally(unit, session)
    if tally.came or not tally.of or course.state is not State.OPEN or await is_practice(unit, course):
        return
    for leader in await list_leaders(unit, course):
        unit.tell(
            leader,
            list_missing(course, session),
            MessageClass.REMINDER.value,
            buttons=(PushButton(label=_("Isi daftar hadir"), talk=ATTENDANCE, args=(course.id, session.id)),),
            matter=f"list:{session.id}",
        )


def list_missing(course: Course, session: Session) -> Text:
    """What whoever leads the class reads when nobody was written down."""
    # staff
    return _(
        "Daftar hadir {title}, {day}, belum diisi. Kalau tadi ada yang hadir, catat, ya.",
        title=course.title,
        day=session.begins(course.zone).date(),
    )


async def _look_at(unit: Unit, session: Session) -> int:
    """Who was missed in it and in the one before: asked, and somebody is to ask after her; how many there were."""
    course = await courses.get(unit, session.course_id)
    before = await course_absences.find_before(unit, session)
    missed = [] if before is None else await course_absences.list_missed(unit, before)
    if before is None or not missed or course.state is not State.OPEN:
        course_absences.looked(unit, session)
        return 0
    is_told = not await is_practice(unit, course)
    # She has a day to say herself how it was; then somebody asks after her.
    due_ms = int(due_on_day(unit.now, 1, course.zone).timestamp()) * 1000
    for person_id in missed:
        course_tasks.add(unit, course.id, person_id, Kind.ABSENT, before.n, due_ms)
        announced = await course_absences.has_announced(unit, person_id, before, session)
        if is_told and not announced and await _may_ask(unit, course, person_id):
            _ask(unit, course, person_id, before.n)
    if len(missed) < WOMEN_SLICE:
        course_absences.looked(unit, session)
    return len(missed)


async def _may_ask(unit: Unit, course: Course, person_id: int) -> bool:
    """Whether her yes to the course still holds, and she does not want to be left alone."""
    found = await consents.find_current(
        unit, person_id, Purpose.TRAINING.value, course.organisation_id, course.group_id
    )
    return found is not None and found.is_given and not await consents.is_paused(unit, person_id)


def _ask(unit: Unit, course: Course, person_id: int, n: int) -> None:
    unit.tell(
        person_id,
        question(course.title),
        MessageClass.REMINDER.value,
        buttons=tuple(
            PushButton(label=label, talk=ABSENT, args=(course.id, n, said))
            for said, label in ((CAME, CAME_LABEL), (CANNOT, CANNOT_LABEL), (TALK, TALK_LABEL))
        ),
        matter=course_absences.matter_of(course.id, person_id),
    )
