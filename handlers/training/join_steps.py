"""What joining, leaving and changing a course write; whoever acts does it for herself.

The law: nobody is put into a course. Joining needs her yes to the training of this office or group (UU 27/2022 PDP,
art. 20), which is looked at again in the step that writes; so is whether the course is for her.
"""

from db import consents, course_fit, course_names, course_places, course_turns, people
from db.unit import Unit
from domain.course_refusals import NotForHer, NotIn
from domain.courses import Course, Part, Participant
from domain.purposes import Answer, ConsentMissing, Controller, Purpose
from domain.records import dataclass
from handlers.purpose_words import VERSIONS, question_text
from handlers.training.company_steps import plan_company
from handlers.training.outcome_steps import plan_before
from handlers.training.sight import controller_of, get_course, has_said_yes

# What stands in the audit for one woman's place in one course.
OBJECT = "course_place"


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What became of it: a place, or her number in the waiting list."""

    part: Part
    waits_at: int


async def has_name(unit: Unit, course_id: int) -> bool:
    """Whether it is known how she is called in that course. Raises NotAllowed, Practising."""
    course = await get_course(unit, course_id)
    return bool(await course_names.name_in(unit, course, unit.actor.person_id))


async def keep_answer(unit: Unit, controller: Controller, given: bool) -> None:
    """What she has just said to the training of this office or group, with the words she was shown."""
    consents.answer(
        unit,
        unit.actor.person_id,
        Purpose.TRAINING,
        controller,
        version=VERSIONS[Purpose.TRAINING],
        text=question_text(Purpose.TRAINING, controller),
        given=Answer.YES.value if given else Answer.NO.value,
    )


async def refuse(unit: Unit, course_id: int) -> None:
    """She does not want it written down. Raises NotAllowed, Practising."""
    await keep_answer(unit, await controller_of(unit, await get_course(unit, course_id)), False)


async def join_course(
    unit: Unit, course_id: int, area: str, newcomer: bool, said_yes: bool, name: str = ""
) -> Joined:
    """She takes part, with a place or waiting. said_yes: she has just been asked for her consent. name: as asked.

    Raises NotAllowed, Practising, ConsentMissing, NotForHer and what course_places.join does.
    """
    me = unit.actor.person_id
    course = await get_course(unit, course_id)
    await _check(unit, course, area, said_yes=said_yes)
    await _keep_area(unit, course, area)
    await _keep_name(unit, name)
    consents.end_pause(unit, me)
    participant = await course_places.join(unit, course, me, newcomer=newcomer)
    unit.audit("write", OBJECT, course.id, me, participant.part.value)
    await plan_company(unit, course, me, newcomer)
    await plan_before(unit, course, me)
    return await _joined(unit, participant)


async def swap_course(unit: Unit, from_id: int, to_id: int, area: str) -> Joined:
    """She takes part in the other one; where that is full she waits there and keeps the place she has.

    Raises what `join_course` does, NotIn.
    """
    me = unit.actor.person_id
    left, wanted = await get_course(unit, from_id), await get_course(unit, to_id)
    await _check(unit, wanted, area, said_yes=False)
    participant = await course_places.swap(unit, left, wanted, me)
    unit.audit("write", OBJECT, wanted.id, me, participant.part.value)
    if participant.part is Part.JOINED:
        await course_turns.be_gone(unit, left, me)
        unit.audit("write", OBJECT, left.id, me, Part.LEFT.value)
    return await _joined(unit, participant)


async def leave_course(unit: Unit, course_id: int, reason: str) -> None:
    """She gives back her place, or waits no more; whoever waits moves up and hears of it. reason: "" for none.

    Raises NotAllowed, NotIn, CourseClosed.
    """
    course = await get_course(unit, course_id)
    await course_turns.leave(unit, course, unit.actor.person_id, reason)
    unit.audit("write", OBJECT, course.id, unit.actor.person_id, Part.LEFT.value)


async def stay(unit: Unit, course_id: int) -> None:
    """She takes the place that became free for her. Raises NotAllowed, NotIn where she has none any more."""
    course = await get_course(unit, course_id)
    mine = await course_places.find(unit, course.id, unit.actor.person_id)
    if mine is None or mine.part is not Part.JOINED:
        raise NotIn
    course_turns.settle(unit, course.id, unit.actor.person_id)
    unit.audit("write", OBJECT, course.id, unit.actor.person_id, "stays")


async def _check(unit: Unit, course: Course, area: str, *, said_yes: bool) -> None:
    """Whether it is for her, and she agrees that it is written down."""
    fit = await course_fit.fits(unit, unit.actor.person_id, course, area)
    if fit.why is not None:
        raise NotForHer(why=fit.why.value)
    if unit.actor.practice:
        return  # an invented group keeps nothing of hers
    controller = await controller_of(unit, course)
    if said_yes:
        await keep_answer(unit, controller, True)
    elif not await has_said_yes(unit, controller):
        raise ConsentMissing


async def _keep_area(unit: Unit, course: Course, area: str) -> None:
    """Where she lives says when she may be reminded; kept by the office she has said yes to, and only once."""
    found = unit.facts.find_area(area) if course.organisation_id is not None else None
    if found is not None and not (await people.get_person(unit, unit.actor.person_id)).area:
        people.set_area(unit, unit.actor.person_id, found.key, found.zone)


async def _keep_name(unit: Unit, name: str) -> None:
    """How she is called, for the list of who came; what was known before stays."""
    me = unit.actor.person_id
    if name and not unit.actor.practice and not (await people.get_person(unit, me)).name:
        await people.set_details(unit, me, name=name)
        unit.audit("write", "person", me, me, "name")


async def _joined(unit: Unit, participant: Participant) -> Joined:
    return Joined(part=participant.part, waits_at=await course_places.waits_at(unit, participant))
