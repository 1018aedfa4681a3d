"""What is read and written about how a woman feels: by herself, and by her companion, whose every look is noted."""

from datetime import date

from conversation.text import _
from db import course_company, course_task_tellings, course_tasks, courses, moods, people, permits
from db.course_company import OwnCourse
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_follow_up import Kind
from domain.moods import Face, needs_company
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.zones import local_date
from handlers.names import FOLLOW_UP


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Somebody of a course, by her full name."""

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A face and the day on which it was said."""

    day: date
    face: Face


# -- her own side -----------------------------------------------------------------------------------------------


async def find_courses(unit: Unit) -> tuple[OwnCourse, ...]:
    """Those of her courses in which somebody would read it."""
    own = await course_company.list_own(unit)
    return tuple(
        [each for each in own if await course_company.companions_of(unit, each.id, each.organisation_id)]
    )


async def find_reader(unit: Unit, course_id: int) -> str:
    """The name of her companion there, "" where there are several or it is not known. Raises NotAllowed."""
    readers = await _list_readers(unit, course_id)
    return await course_company.name_of(unit, readers[0]) if len(readers) == 1 else ""


async def keep_face(unit: Unit, course_id: int, session_id: int, face: str) -> None:
    """What she said, sealed; "" for nothing. After heavy ones a companion is to be with her. Raises NotAllowed."""
    await _list_readers(unit, course_id)
    me = unit.actor.person_id
    mood_id = await moods.find_asked(unit, session_id, me) if session_id else 0
    if session_id:
        close_matter(unit, moods.matter_of(session_id, me))  # a second tap is no second face
    if not mood_id:
        if not face:
            return
        mood_id = moods.note_asked(unit, course_id, me, None)
    await moods.answer(unit, mood_id, me, Face(face) if face else None)
    said = [each.face for each in await moods.list_asked(unit, course_id, me) if each.face is not None]
    if face == Face.HEAVY and needs_company(said):
        await _add_task(unit, course_id, Kind.MOOD)


async def ask_for_talk(unit: Unit, course_id: int) -> None:
    """She would like somebody to talk to: her companions hear it now, and nothing else. Raises NotAllowed."""
    readers = await _list_readers(unit, course_id)
    await _add_task(unit, course_id, Kind.WANTS_TALK, told=True)
    for each in readers:
        unit.tell(
            each,
            _("Ada peserta yang ingin diajak bicara."),  # staff
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Lihat"), talk=FOLLOW_UP),),
        )


async def _list_readers(unit: Unit, course_id: int) -> list[int]:
    """Her companions in a course of hers, never she herself. Raises NotAllowed where there is none."""
    course = await course_company.get_own(unit, course_id)
    found = await course_company.companions_of(unit, course.id, course.organisation_id)
    readers = [each for each in found if each != unit.actor.person_id]
    if not readers:
        raise NotAllowed
    return readers


async def _add_task(unit: Unit, course_id: int, kind: Kind, *, told: bool = False) -> None:
    """One of a kind waits at a time, and one a day is made."""
    me, n = unit.actor.person_id, unit.now.date().toordinal()
    if not await course_tasks.is_waiting(unit, course_id, me, kind):
        course_tasks.add(unit, course_id, me, kind, n, unit.now_ms)
    if told:
        course_task_tellings.note_told(unit, course_id, me, kind.value)


# -- her companion ----------------------------------------------------------------------------------------------


async def find_accompanied(unit: Unit) -> tuple[OwnCourse, ...]:
    """The courses in which whoever acts is a companion and somebody has said how she feels."""
    if unit.actor.locked or unit.actor.practice:
        return ()
    offices = places(unit.actor.roles, Action.SEE_MOODS)
    found = await course_company.list_with_moods(unit, offices)
    mine = []
    for each in found:
        if unit.actor.person_id in await course_company.companions_of(unit, each.id, each.organisation_id):
            mine.append(each)
    return tuple(mine)


async def list_women(unit: Unit, course_id: int) -> list[Named]:
    """Who has said how she feels there; the list is noted for each of them. Raises NotAllowed."""
    await _require_companion(unit, course_id)
    ids = [each for each in await moods.list_women(unit, course_id) if each != unit.actor.person_id]
    named = await people.list_persons(unit, ids)
    for each in named:
        unit.audit("list", "mood", course_id, each)
    return [
        Named(person_id=key, name=each.name or str(number))
        for number, (key, each) in enumerate(named.items(), 1)
    ]


async def read_faces(unit: Unit, course_id: int, person_id: int) -> list[Line]:
    """Her last faces; noted. Raises NotAllowed."""
    await _require_companion(unit, course_id)
    if person_id == unit.actor.person_id:
        raise NotAllowed
    course = await courses.get(unit, course_id)
    return [
        Line(day=local_date(each.at, course.zone), face=each.face)
        for each in await moods.read(unit, course_id, person_id)
    ]


async def _require_companion(unit: Unit, course_id: int) -> None:
    course = await courses.get(unit, course_id)
    await permits.require(unit, Action.SEE_MOODS, organisation_id=course.organisation_id)
    if unit.actor.person_id not in await course_company.companions_of(
        unit, course.id, course.organisation_id
    ):
        raise NotAllowed
