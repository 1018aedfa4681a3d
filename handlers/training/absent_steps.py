"""What the question after two absences reads and writes: what she was missed in, and her own word about it."""

from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import course_absences, course_attendance, course_names, courses
from db.data_readers import list_selves
from db.push_buttons import take_back
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.courses import Course, Session, State
from domain.refusals import NotAllowed
from handlers.names import ATTENDANCE
from handlers.training.attendance_steps import is_practice
from handlers.training.who_leads import list_leaders


@dataclass(frozen=True, kw_only=True, slots=True)
class MissedDay:
    """One session in which she is not written down, by its day on the clock of the course."""

    session_id: int
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Missed:
    """What she is asked about. n: of the first session she was missed in."""

    course_id: int
    n: int
    title: str
    sessions: tuple[MissedDay, ...]


async def find_missed(unit: Unit, course_id: int, n: int) -> Missed | None:
    """What the actor was missed in, from that session on; without a course: what she was last asked about.

    None where there is nothing to ask any more, and where it was somebody else.
    """
    if unit.actor.locked:
        return None
    found = await course_absences.find_asked(
        unit, await list_selves(unit, unit.actor.person_id), course_id, n
    )
    if found is None:
        return None
    person_id, course_id, n = found
    course = await courses.get(unit, course_id)
    missed = await course_absences.list_missed_sessions(unit, course_id, person_id, n)
    if course.state is not State.OPEN or not missed:
        return None
    if person_id not in await course_attendance.list_places(unit, course_id):
        return None
    days = tuple(MissedDay(session_id=each.id, day=each.begins(course.zone).date()) for each in missed)
    return Missed(course_id=course_id, n=n, title=course.title, sessions=days)


async def say_came(unit: Unit, course_id: int, n: int, session_ids: tuple[int, ...]) -> None:
    """She says that she was there: whoever leads the class is asked to look. Raises NotAllowed."""
    missed = await find_missed(unit, course_id, n)
    if missed is None or not {each.session_id for each in missed.sessions} >= {*session_ids}:
        raise NotAllowed
    course = await courses.get(unit, course_id)
    person_id = await _close_question(unit, course_id, n)
    unit.audit("write", "attendance", course_id, person_id, "says that she came")
    if await is_practice(unit, course):
        return
    for session_id in session_ids:
        await _ask_leaders(unit, course, await courses.get_session(unit, session_id), person_id)


async def _ask_leaders(unit: Unit, course: Course, session: Session, person_id: int) -> None:
    name = await course_names.name_in(unit, course, person_id)
    day = session.begins(course.zone).date()
    for leader in await list_leaders(unit, course, but=unit.actor.person_id):
        unit.tell(
            leader,
            asking(name, course.title, day),
            MessageClass.RELAY.value,
            buttons=(
                PushButton(
                    label=_("Cek kehadiran"), talk=ATTENDANCE, args=(course.id, session.id, person_id)
                ),
            ),
            matter=f"word:{session.id}:{person_id}",
        )


def asking(name: str, title: str, day: date) -> Text:
    """What whoever leads the class reads of her word."""
    if name:
        return _(
            "{name} bilang hadir di {title}, {day}. Tolong dicek.", name=name, title=title, day=day
        )  # staff
    return _("Satu peserta {title} bilang hadir, {day}. Tolong dicek.", title=title, day=day)  # staff


async def note_stays(unit: Unit, course_id: int, n: int) -> None:
    """She could not come and goes on: nothing asks her about it again."""
    await _close_question(unit, course_id, n)


async def _close_question(unit: Unit, course_id: int, n: int) -> int:
    """Her record in the course. Raises NotAllowed where it was somebody else who was asked."""
    selves = await list_selves(unit, unit.actor.person_id)
    found = await course_absences.find_asked(unit, selves, course_id, n)
    if found is None:
        raise NotAllowed
    take_back(unit, course_absences.matter_of(course_id, found[0]))
    return found[0]
