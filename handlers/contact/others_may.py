"""Boleh petugas lain: may somebody else of the office read what she wrote to one alone, who does not answer?

She is asked by the clock (handlers/contact/clock.py). The law: it is hers to say, and both answers are good ones.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import matter_clock, matters, organisations, people
from db.unit import Unit
from domain.matters import State
from domain.records import dataclass
from handlers.contact.clock import question
from handlers.names import OTHERS_MAY

YES = Choice("yes", _("Boleh"), words=("boleh", "ya"))
WAIT = Choice("wait", _("Jangan dulu"), words=("jangan", "tidak", "tunggu"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What it is about. answered: nothing waits any more. closed_to_others: nobody else may have it before her yes."""

    office: str
    name: str
    only: bool
    answered: bool
    closed_to_others: bool


@conversation(OTHERS_MAY, title=_("Petugas lain"), resumes=False)
async def ask_others_may(chat: Chat, matter_id: int = 0, said: str = "") -> None:
    asked = await chat.look(find_asked, matter_id)
    if asked.answered:
        return await chat.say(_("Tidak perlu lagi, Bu. Pesan Ibu sudah dibalas."))
    if not asked.closed_to_others:
        return await chat.say(_("Petugas lain sudah boleh membaca, Bu."))
    if said not in (YES.key, WAIT.key):
        text = question(asked.office, asked.name, only=asked.only)
        said = (await chat.choose(text, (YES, WAIT))).key
    if said == WAIT.key:
        await chat.say(_("Baik, Bu. Pesan Ibu tidak dibaca petugas lain."))
        return await chat.say(_("Kalau berubah pikiran, ketik PETUGAS."))
    await chat.run(allow, matter_id)
    await chat.say(_("Baik, Bu. Petugas lain di {office} sekarang boleh membaca.", office=asked.office))
    await chat.say(_("Begitu ada yang membalas, Ibu saya kabari."))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_asked(unit: Unit, matter_id: int) -> Asked:
    """Whether it is still so. Raises NotAllowed: not hers, or none."""
    matter = await matters.get_own(unit, matter_id)
    office = await organisations.get(unit, matter.organisation_id)
    known = await people.list_persons(unit, [matter.holder_id]) if matter.holder_id else {}
    no_woman = matter.women_only and not await matter_clock.may_be_held(unit, matter)
    return Asked(
        office=office.office.name,
        name=known[matter.holder_id].name if matter.holder_id in known else "",
        only=matter.only_holder,
        answered=matter.state is not State.OPEN or not matter.waiting_ms,
        closed_to_others=matter.only_holder or no_woman,
    )


async def allow(unit: Unit, matter_id: int) -> None:
    """Colleagues may have it from now on, and are asked. Raises NotAllowed."""
    matter = await matters.require_own(unit, matter_id)
    if matter.women_only and not await matter_clock.may_be_held(unit, matter):
        matter_clock.allow_men(unit, matter)
    if matter.only_holder:
        await matters.allow_others(unit, matter_id)
