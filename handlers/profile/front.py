"""Luar: what a phone shows while nobody has unlocked it, or after it was cleared. It keeps nothing, shows no lock."""

from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import course_fit, organisations
from db.unit import Unit
from domain.records import dataclass
from handlers.names import FRONT, INFO
from handlers.profile.lessons import AID, CHOICES, CLASSES, COOK, LEARN, LESSONS, RECIPES
from handlers.screening_steps import ask_area
from handlers.when_answered import say_when_answered

# As many as make one small screen.
CLASSES_MAX = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Class:
    """What anybody may know of a course."""

    title: str
    begins: datetime
    place: str


@conversation(FRONT, title=_("Pilihan"), in_place=True, resumes=False)
async def show_front(chat: Chat, wanted: str = "") -> None:
    if not wanted:
        wanted = (await chat.choose(_("Ada yang bisa saya bantu, Bu?"), CHOICES)).key
    if wanted == LEARN.key:
        await _tell(chat, _("Mau belajar apa, Bu?"), LESSONS)
    elif wanted == CLASSES.key:
        await _tell_classes(chat)
    elif wanted == COOK.key:
        await _tell(chat, _("Mau masak apa, Bu?"), RECIPES)
    elif wanted == AID.key:
        await chat.go(INFO)
    else:
        await _tell_office(chat)


async def _tell(chat: Chat, question: Text, things: tuple[tuple[Choice, Text], ...]) -> None:
    chosen = await chat.choose(question, [choice for choice, _text in things])
    await chat.say(next(text for choice, text in things if choice.key == chosen.key))
    await chat.say(_("Ketik MENU untuk pilihan lain."))


async def _tell_classes(chat: Chat) -> None:
    """The courses that are open to everybody there, as they would hang at the office's door; never whose."""
    area = await ask_area(chat)
    found = await chat.look(list_classes, area.key)
    if not found:
        await chat.say(_("Di daerah itu belum ada kelas untuk umum."))
    for each in found:
        await chat.say(
            _("{title}: {when}, di {place}.", title=each.title, when=each.begins, place=each.place)
        )
    await chat.say(_("Ketik MENU untuk pilihan lain."))


async def _tell_office(chat: Chat) -> None:
    """Where anybody finds the office, and the numbers that are the same for everybody."""
    area = await ask_area(chat)
    found = await chat.look(find_office_of, area.key)
    if found is None:
        await chat.say(_("Di daerah itu belum ada kantor kami, Bu."))
    else:
        await chat.say(_("{office}, {area}.", office=found[1], area=area.label))
        await say_when_answered(chat, found[0])
    await chat.say(_("Nomor umum: polisi 110, layanan 129, darurat 112."))


async def list_classes(unit: Unit, area_key: str) -> tuple[Class, ...]:
    """The next courses there that are open to everybody, at most CLASSES_MAX."""
    return tuple(
        Class(
            title=each.course.title,
            begins=each.next.begins(each.course.zone),
            place=each.next.place or each.course.place,
        )
        for each in (await course_fit.list_for_everybody(unit, area_key))[:CLASSES_MAX]
    )


async def find_office_of(unit: Unit, area_key: str) -> tuple[int, str] | None:
    """The office that serves the area: its id and name."""
    record = await organisations.find_for_area(unit, area_key)
    return None if record is None else (record.row_id, record.office.name)
