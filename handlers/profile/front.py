"""Luar: what a phone shows while nobody has unlocked it, or after it was cleared. It keeps nothing, shows no lock."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import organisations
from db.unit import Unit
from handlers.names import FRONT, INFO
from handlers.profile.lessons import AID, CHOICES, COOK, LEARN, LESSONS, RECIPES
from handlers.screening_steps import ask_area
from handlers.when_answered import say_when_answered


@conversation(FRONT, title=_("Pilihan"), in_place=True, resumes=False)
async def show_front(chat: Chat, wanted: str = "") -> None:
    if not wanted:
        wanted = (await chat.choose(_("Ada yang bisa saya bantu, Bu?"), CHOICES)).key
    if wanted == LEARN.key:
        await _tell(chat, _("Mau belajar apa, Bu?"), LESSONS)
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


async def find_office_of(unit: Unit, area_key: str) -> tuple[int, str] | None:
    """The office that serves the area: its id and name."""
    record = await organisations.find_for_area(unit, area_key)
    return None if record is None else (record.row_id, record.office.name)
