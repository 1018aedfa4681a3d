"""What a woman is asked before a course and after it: planned, asked by the clock, answered, stopped.

What the clock claims is looked at afresh: who has taken back her yes, wants her data left alone, or was asked about
something else lately, is not asked. Claiming and the message are one transaction, a slice at a time. Her answers leave
her record only counted together with others; a person hears of her only where she says so herself.
"""

from datetime import UTC, datetime

from conversation.text import Text, _
from db import consents, course_places, course_tasks, outcomes, people
from db.outcomes import Question
from db.push_buttons import take_back
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_follow_up import Kind
from domain.courses import Course, Part
from domain.purposes import Purpose
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.training_outcomes import (
    BEFORE,
    Answers,
    Help,
    State,
    is_late,
    is_still_before,
    read_body,
)
from handlers.names import OUTCOME

# What her buttons say; the value is their argument.
ASK, LATER, STOP = "ask", "later", "stop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """What she is asked now. state: of this question."""

    course_id: int
    month: int
    title: str
    state: State


async def plan_before(unit: Unit, course: Course, person_id: int) -> None:
    """For the step that lets her into a course: she is asked, once and kindly, what was before it."""
    await outcomes.plan_before(unit, course, person_id)


# -- the clock --------------------------------------------------------------------------------------------------


async def look_around(unit: Unit) -> bool:
    """Plan and ask what is due; whether there may be more. For the clock, which queues what was told."""
    planted = await outcomes.plant(unit)
    due = await outcomes.list_due(unit)
    for question in due:
        await _look_at(unit, question)
    return planted == outcomes.PLANTED_MAX or len(due) == outcomes.SLICE


async def _look_at(unit: Unit, question: Question) -> None:
    if not await _may_ask(unit, question):
        outcomes.drop(unit, question)
    elif question.month == BEFORE and await _is_waiting(unit, question):
        outcomes.ask_later(unit, question)  # perhaps a place becomes free for her
    elif await outcomes.was_asked_lately(unit, question):
        if question.month == BEFORE:  # two courses in a week: once is enough
            outcomes.drop(unit, question)
    elif await outcomes.tell(unit, question) and await _may_ring(unit, question):
        _tell(unit, question)


async def _may_ring(unit: Unit, question: Question) -> bool:
    """Where others read her phone one neutral sentence must do until she looks: it is kept for the class itself.

    What was before the course she finds there under her schedule.
    """
    account = await people.find_account_of(unit, question.person_id)
    return question.month != BEFORE or (account is not None and account["phone"] == "own")


async def _may_ask(unit: Unit, question: Question) -> bool:
    """Whether it is still worth asking, she has said yes to the office's courses, and can be reached at all."""
    if is_late(datetime.fromtimestamp(question.due_ms / 1000, UTC), unit.now):
        return False
    if question.month == BEFORE and not await _is_before(unit, question):
        return False
    said = await consents.find_current(
        unit, question.person_id, Purpose.TRAINING.value, question.organisation_id
    )
    if said is None or not said.is_given or await consents.is_paused(unit, question.person_id):
        return False
    return await people.find_account_of(unit, question.person_id) is not None


async def _is_before(unit: Unit, question: Question) -> bool:
    """Whether she is in the course, and it has not begun long ago."""
    mine = await course_places.find(unit, question.course_id, question.person_id)
    first_ms = await outcomes.first_session_ms(unit, question.course_id)
    if mine is None or mine.part not in (Part.JOINED, Part.WAITING) or not first_ms:
        return False
    return is_still_before(datetime.fromtimestamp(first_ms / 1000, UTC), unit.now)


async def _is_waiting(unit: Unit, question: Question) -> bool:
    mine = await course_places.find(unit, question.course_id, question.person_id)
    return mine is not None and mine.part is Part.WAITING


def _tell(unit: Unit, question: Question) -> None:
    where = (question.course_id, question.month)
    unit.tell(
        question.person_id,
        opening(question.title, question.month),
        MessageClass.REMINDER.value,
        buttons=(
            PushButton(label=_("Boleh"), talk=OUTCOME, args=(*where, ASK)),
            PushButton(label=_("Lain hari"), talk=OUTCOME, args=(*where, LATER)),
            PushButton(label=_("Jangan tanya lagi"), talk=OUTCOME, args=(*where, STOP)),
        ),
        matter=question.matter,
    )


def opening(title: str, month: int) -> Text:
    """What she reads before the first question: why, how many, and that no name stands there."""
    if month == BEFORE:
        return _(
            "Ibu ikut kelas {title}. Boleh kami tanya dua hal singkat?\n"
            "Nanti kita lihat bedanya sesudah kelas. Jawaban dihitung bersama, tanpa nama.",
            title=title,
        )
    return _(
        "Sudah {month} bulan sejak kelas {title}. Apa kabar, Bu?\n"
        "Boleh kami tanya empat hal singkat? Jawaban dihitung bersama, tanpa nama.",
        month=month,
        title=title,
    )


# -- her answers ------------------------------------------------------------------------------------------------


async def find_here(unit: Unit, course_id: int, month: int) -> Here | None:
    """That question of hers; without a course the one she was asked last. None if there is none."""
    me = unit.actor.person_id
    if course_id:
        found = await outcomes.find(unit, course_id, month, me)
    else:
        found = await outcomes.find_open(unit, me)
    if found is None:
        return None
    return Here(course_id=found.course_id, month=found.month, title=found.title, state=found.state)


async def keep_answers(
    unit: Unit, course_id: int, month: int, said: dict[str, object], wants_talk: bool
) -> None:
    """What she said, once; somebody of the office hears that she wants to talk, if she does, and not of what.

    Raises NotAllowed, ConsentMissing, Changed where it was answered already.
    """
    question = await _get(unit, course_id, month)
    await consents.require(
        unit, unit.actor.person_id, Purpose.TRAINING, organisation_id=question.organisation_id
    )
    answers = read_body(said)
    await outcomes.answer(unit, question, answers)
    take_back(unit, question.matter)
    unit.audit("write", "outcome", course_id, unit.actor.person_id, f"month {month}")
    if wants_talk and may_talk(answers):
        course_tasks.add(unit, course_id, question.person_id, Kind.WANTS_TALK, month, unit.now_ms)


def may_talk(answers: Answers) -> bool:
    """Whether there is something somebody could help her with."""
    return bool(set(answers.help or ()) - {Help.NOTHING})


async def stop_asking(unit: Unit, course_id: int, month: int) -> None:
    """She is asked nothing more about what became of a course. Raises NotAllowed."""
    question = await _get(unit, course_id, month)
    await outcomes.stop(unit, unit.actor.person_id)
    take_back(unit, question.matter)
    unit.audit("write", "outcome", course_id, unit.actor.person_id, "stop")


async def _get(unit: Unit, course_id: int, month: int) -> Question:
    found = await outcomes.find(unit, course_id, month, unit.actor.person_id)
    if unit.actor.locked or found is None:
        raise NotAllowed
    if found.state not in (State.WAITING, State.TOLD):
        raise Changed
    return found
