"""Baca lagi: what she and the office have written to each other, the newest first, a few at a time.

Only on a phone of her own, or behind her number: elsewhere it would be read by whoever holds the phone.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import matter_messages, matters, people
from db.unit import Unit
from domain.matters import PAGE_MESSAGES, Message, Side
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.relay_words import passed_on
from handlers.contact.ask_steps import is_sure
from handlers.contact.matter_words import Line, lines_in_words
from handlers.names import LINE
from handlers.parts import say_in_parts

OLDER = Choice("older", _("Yang lebih lama"), words=("lama", "lagi", "sebelumnya", "lanjut"))
WRITE = Choice("write", _("Tulis lagi"), words=("tulis", "balas"))
ENOUGH = Choice("enough", _("Cukup"), words=("cukup", "sudah", "selesai", "tutup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Messages in their order. before_n: where the page before it ends, 0 for none."""

    lines: tuple[Line, ...]
    zone: str
    now_ms: int
    before_n: int


async def reread(chat: Chat, matter_id: int) -> None:
    """Page by page, until she has enough."""
    before_n = 0
    while True:
        page = await chat.look(find_page, matter_id, before_n)
        texts: list[Text] = list(lines_in_words(page.lines, now_ms=page.now_ms, zone=page.zone))
        await say_in_parts(chat, texts or [_("Belum ada tulisan, Bu.")])
        choices = [*([OLDER] if page.before_n else []), WRITE, ENOUGH]
        chosen = await chat.choose(_("Mau apa, Bu?"), choices)
        if chosen.key == WRITE.key:
            await chat.go(LINE, matter_id)
        if chosen.key == ENOUGH.key:
            return await chat.say(_("Baik, Bu."))
        before_n = page.before_n


async def find_page(unit: Unit, matter_id: int, before_n: int) -> Page:
    """The last messages before that number. Raises NotAllowed, also on a phone that others use too."""
    if unit.actor.phone != "own" and not is_sure(unit):
        raise NotAllowed
    matter = await matters.get_own(unit, matter_id)
    found = await matter_messages.own_page(unit, matter, before_n, PAGE_MESSAGES)
    staff = await people.list_persons(unit, [each.by_person for each in found if each.side is Side.STAFF])
    return Page(
        lines=tuple(
            _line(each, staff[each.by_person].name if each.by_person in staff else "") for each in found
        ),
        zone=unit.actor.zone,
        now_ms=unit.now_ms,
        before_n=found[0].n if found and found[0].n > 1 else 0,
    )


def _line(message: Message, name: str) -> Line:
    return Line(
        n=message.n,
        side=message.side,
        mine=message.side is Side.HER,
        who=name,
        kind=message.kind,
        text=passed_on(message.text),
        at_ms=message.made_ms,
        ready=message.ready,
        sure=True,
        edited=message.edited,
        taken_back=message.taken_back,
    )
