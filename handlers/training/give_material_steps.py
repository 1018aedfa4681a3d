"""What sharing something of a session reads and writes, and how those who were there hear of it."""

from dataclasses import dataclass

from conversation.text import Text
from db import course_materials, courses
from db.course_materials import TOLD_SLICE
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_materials import Form, Recipe, check_shared, unpacked
from domain.courses import State
from domain.files import SentFile
from domain.refusals import NotAllowed
from handlers.names import MATERIALS
from handlers.training.attendance_steps import is_practice
from handlers.training.material_words import SEE_LABEL, news, row_of
from handlers.training.which_session import get_led, look_at_led


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """Something that was shared, as a row."""

    key: str
    label: Text


async def list_given(unit: Unit, session_id: int) -> tuple[Given, ...]:
    """All that was shared of the session. Raises NotAllowed."""
    await look_at_led(unit, session_id)
    given = await course_materials.of_session(unit, session_id)
    return tuple(Given(key=f"m{each.id}", label=row_of(each)) for each in given)


async def give_file(
    unit: Unit, session_id: int, form: Form, reference: str, size_bytes: int, caption: str
) -> None:
    """A photo or a voice note; fetched after the commit. Raises NotAllowed, WordsNotKind, TooManyMaterials."""
    _course, session = await get_led(unit, session_id)
    if caption:
        check_shared(caption)
    sent = SentFile(reference=reference, size_bytes=size_bytes)
    await course_materials.add(unit, session, Form(form), body=caption, sent=sent)


async def give_words(unit: Unit, session_id: int, form: Form, body: str) -> None:
    """A text or a packed recipe. Raises NotAllowed, WordsNotKind, TooManyMaterials."""
    _course, session = await get_led(unit, session_id)
    for words in _words_of(unpacked(body)) if form == Form.RECIPE else (body,):
        check_shared(words)
    await course_materials.add(unit, session, Form(form), body=body)


def _words_of(recipe: Recipe) -> list[str]:
    return [each for each in (recipe.name, recipe.ingredients, recipe.steps, recipe.packing) if each]


async def take_away(unit: Unit, session_id: int, material_id: int) -> None:
    """It is shared no more. Raises NotAllowed."""
    await get_led(unit, session_id)
    given = await course_materials.of_session(unit, session_id)
    found = next((each for each in given if each.id == material_id), None)
    if found is None:
        raise NotAllowed
    course_materials.remove(unit, found)


# -- the clock --------------------------------------------------------------------------------------------------


async def look_around(unit: Unit) -> bool:
    """Those who were there are told of what is new, a slice at a time; whether there may be more. For the clock."""
    forgotten = await course_materials.forget_old(unit)
    untold = await course_materials.find_untold(unit)
    if untold is None:
        return forgotten == course_materials.FORGOTTEN_SLICE
    session = await courses.get_session(unit, untold.session_id)
    course = await courses.get(unit, session.course_id)
    is_told = course.state is not State.CANCELLED and await course_materials.has_new(unit, session.id)
    there = await course_materials.list_there(unit, course, session, untold.told_to) if is_told else []
    if not await is_practice(unit, course):
        for person_id in there:
            unit.tell(
                person_id,
                news(course.title, session.begins(course.zone).date()),
                MessageClass.BROADCAST.value,
                buttons=(PushButton(label=SEE_LABEL, talk=MATERIALS, args=(0, session.id)),),
                matter=f"materials:{session.id}",
            )
    all_told = len(there) < TOLD_SLICE
    course_materials.told(unit, session, there[-1] if there else untold.told_to, all_told=all_told)
    return True
