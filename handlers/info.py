"""Info: what help there is and what it asks for, without any question about her; nothing is kept."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import organisations
from db.unit import Unit
from domain.criteria import sets_for_area
from domain.organisations import usable_sets
from handlers import house
from handlers.names import INFO
from handlers.screening_steps import ask_area

STEPS_SHOWN_MAX = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Aid:
    """One kind of help: what it is, the limit of it, the steps to it, the papers."""

    key: str
    title: str
    text: str
    limits: str
    is_example: bool
    steps: tuple[str, ...]
    papers: tuple[str, ...]

    @property
    def label(self) -> Text:
        return Text(self.title)


@conversation(
    INFO, title=_("Syarat bantuan"), words=("syarat", "syarat bantuan"), in_place=True, resumes=False
)
async def tell_about_aid(chat: Chat, area: str = "") -> None:
    where = area or (await ask_area(chat, person=house.PERSON)).key
    aids = await chat.look(list_aids, where)
    if not aids:
        return await chat.say(
            _("Belum ada bantuan di daftar untuk daerah itu. Ketik PETUGAS untuk bertanya.")
        )
    choices = [Choice(aid.key, aid.label) for aid in aids]
    chosen = (await chat.choose(_("Mau tahu yang mana, Bu?"), choices)).key if len(aids) > 1 else aids[0].key
    aid = next(each for each in aids if each.key == chosen)
    await chat.say(Text(aid.text))
    await chat.say(Text(aid.limits))
    for step in aid.steps:
        await chat.say(Text(step))
    if aid.is_example:
        await chat.say(_("Ini masih contoh. Kantor belum mengesahkannya."))
    await chat.say(_("Mau coba cek? Ketik SKRINING."))


async def list_aids(unit: Unit, area_key: str) -> tuple[Aid, ...]:
    """The help there is in the area, as the office there may show it."""
    area = unit.facts.find_area(area_key)
    record = await organisations.find_for_area(unit, area_key)
    if area is None or record is None:
        return ()
    return tuple(
        Aid(
            key=usable.criteria_set.id,
            title=usable.criteria_set.title,
            text=usable.criteria_set.aid.text,
            limits=usable.criteria_set.aid.limits,
            is_example=usable.is_example,
            steps=tuple(step.text for step in usable.criteria_set.steps[:STEPS_SHOWN_MAX]),
            papers=tuple(document.text for document in usable.criteria_set.documents),
        )
        for usable in usable_sets(
            record.office, sets_for_area(unit.facts.sets.values(), area), demo=record.demo
        )
    )
