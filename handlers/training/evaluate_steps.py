"""Thanks when a course is over, and what was said about it: asked by the clock, kept sealed, shown only together."""

from conversation.text import Text, _
from db import consents, course_evaluations, courses, people
from db.course_evaluations import Evaluation
from db.push_buttons import take_back
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_evaluations import (
    Asked,
    Face,
    Faces,
    Judged,
    Process,
    count_faces,
    count_process,
)
from domain.courses import State
from domain.purposes import Purpose
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.suppression import Line
from handlers.names import EVALUATION


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """A course she may say something about."""

    course_id: int
    title: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"c{self.course_id}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What was said about a course: faces by question, judgements of its sessions by question, and notes.

    sessions: how many judgements there are.
    """

    title: str
    faces: tuple[tuple[Asked, Line], ...]
    process: tuple[tuple[Process, tuple[int, int, int]], ...]
    sessions: int
    notes: tuple[Text, ...]


# -- the clock --------------------------------------------------------------------------------------------------


async def look_around(unit: Unit) -> bool:
    """Thank whoever stayed until a course was over, and ask how it was; whether there may be more."""
    found = await course_evaluations.list_unthanked(unit)
    for each in found:
        if await course_evaluations.tell(unit, each) and await _may_tell(unit, each):
            unit.tell(
                each.person_id,
                thanks(each.title),
                MessageClass.REMINDER.value,
                buttons=(PushButton(label=_("Nilai kelas"), talk=EVALUATION, args=(each.course_id,)),),
                matter=each.matter,
            )
    return len(found) == course_evaluations.SLICE


def thanks(title: str) -> Text:
    """The course is over."""
    return _(
        "Kelas {title} sudah selesai. Terima kasih sudah belajar bersama, Bu.\n"
        "Bagaimana kelasnya? Ada tiga pertanyaan singkat. Jawaban dihitung bersama, tanpa nama.",
        title=title,
    )


async def _may_tell(unit: Unit, each: Evaluation) -> bool:
    said = await consents.find_current(
        unit, each.person_id, Purpose.TRAINING.value, each.organisation_id, each.group_id
    )
    if said is None or not said.is_given or await consents.is_paused(unit, each.person_id):
        return False
    return await people.find_account_of(unit, each.person_id) is not None


# -- hers -------------------------------------------------------------------------------------------------------


async def list_open(unit: Unit) -> tuple[Own, ...]:
    """The courses she was asked about and has not answered."""
    if unit.actor.locked:
        return ()
    found = await course_evaluations.list_open(unit, unit.actor.person_id)
    return tuple(Own(course_id=each.course_id, title=each.title) for each in found)


async def is_given(unit: Unit, course_id: int) -> bool:
    """Whether she has answered about that course."""
    found = await course_evaluations.find(unit, course_id, unit.actor.person_id)
    return found is not None and found.is_given


async def keep_faces(unit: Unit, course_id: int, kept: list[int]) -> None:
    """Her three faces, once. Raises NotAllowed, ConsentMissing, Changed."""
    found = await course_evaluations.find(unit, course_id, unit.actor.person_id)
    if unit.actor.locked or found is None:
        raise NotAllowed
    if found.is_given:
        raise Changed
    await consents.require(
        unit,
        unit.actor.person_id,
        Purpose.TRAINING,
        organisation_id=found.organisation_id,
        group_id=found.group_id,
    )
    await course_evaluations.answer(unit, found, Faces(*(Face(each) if each else None for each in kept)))
    take_back(unit, found.matter)
    unit.audit("write", "evaluation", course_id, unit.actor.person_id)


# -- for those who lead it --------------------------------------------------------------------------------------


async def list_led(unit: Unit) -> tuple[Own, ...]:
    """The courses who acts leads, those that go on first."""
    found = [
        *await courses.list_kept(unit, state=State.OPEN),
        *await courses.list_kept(unit, state=State.ENDED),
    ]
    return tuple(Own(course_id=each.id, title=each.title) for each in found)


async def read_heard(unit: Unit, course_id: int) -> Heard:
    """What was said about it so far, without groups under five women. Raises NotAllowed."""
    course = await courses.get(unit, course_id)
    if not await courses.may_run(unit, course):
        raise NotAllowed
    faces = count_faces(await course_evaluations.list_faces(unit, course_id))
    reviews = await course_evaluations.list_reviews(unit, course_id)
    judged = count_process(reviews)
    notes = await course_evaluations.list_notes(unit, course_id)
    return Heard(
        title=course.title,
        faces=tuple(faces.items()),
        process=tuple(
            (asked, (counts[Judged.YES], counts[Judged.PARTLY], counts[Judged.NO]))
            for asked, counts in judged.items()
        ),
        sessions=len(reviews),
        notes=tuple(
            _("{day}: {note}", day=session.begins(course.zone).date(), note=note) for session, note in notes
        ),
    )
