"""In which of her courses? And how is she called there, where nobody knows that yet."""

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.text import _
from db import course_company, people
from db.course_company import OwnCourse
from db.unit import Unit
from domain.refusals import NotAllowed
from handlers.name_question import PersonName

NAME_CHARS_MAX = 40


async def choose_course(chat: Chat, courses: Sequence[OwnCourse], course_id: int = 0) -> OwnCourse | None:
    """That course, else the only one, else the one she chooses; None if there is none. Raises NotAllowed."""
    if course_id:
        for each in courses:
            if each.id == course_id:
                return each
        raise NotAllowed
    if len(courses) < 2:
        return courses[0] if courses else None
    return await chat.choose(_("Untuk kelas yang mana, Bu?"), courses)


async def find_courses(unit: Unit) -> tuple[OwnCourse, ...]:
    """The open courses in which she has a place."""
    return tuple(await course_company.list_own(unit))


async def ask_name(chat: Chat) -> str:
    """How she is called; asked where nobody knows it, because the other one is told nothing else of her."""
    known = await chat.look(find_name)
    if known:
        return known
    name = await chat.ask(_("Ibu biasa dipanggil siapa?"), PersonName(chars_max=NAME_CHARS_MAX))
    return await chat.run(keep_name, name)


async def find_name(unit: Unit) -> str:
    """How whoever acts is called among others, "" if nobody knows."""
    return await course_company.name_of(unit, unit.actor.person_id)


async def keep_name(unit: Unit, name: str) -> str:
    """From now on she is called so; the part of it that others hear."""
    me = unit.actor.person_id
    await people.set_details(unit, me, name=name)
    unit.audit("write", "person", me, me, "name")
    return await course_company.name_of(unit, me)
