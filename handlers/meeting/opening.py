"""How a meeting begins: its day, or the list of all that was done in it."""

from datetime import date
from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from db import ledger, meetings, members, permits
from db.groups import get_open
from db.unit import Unit
from domain.ledger import MonthClosed
from domain.meetings import MeetingIsOpen, check_day, is_meeting_day
from domain.permits import Action
from domain.zones import local_date
from handlers.meeting.asking import take_text
from handlers.meeting.listing import read_text
from handlers.meeting.questions import Meanwhile, PastDay, Pasted
from handlers.meeting.scene import Scene
from handlers.names import MEETING, REOPEN
from handlers.questions import YesNo

AGAIN = Choice("again", _("Buka rapat lagi"), words=("buka lagi", "lagi"))
ANOTHER = Choice("another", _("Rapat baru"), words=("baru",))
NEITHER = Choice("neither", _("Nanti saja"), words=("nanti", "tidak"))


async def open_meeting(chat: Chat, scene: Scene) -> None:
    """Which day, then it is open; a list may come instead of the answer. Returns where she wants none after all."""
    if await chat.look(find_last_day, scene.group_id) == scene.today:
        # Out of habit she types RAPAT once more: that makes no second meeting of the same day by itself.
        chosen = await chat.choose(_("Rapat hari ini sudah ditutup. Mau apa?"), (AGAIN, ANOTHER, NEITHER))
        if chosen.key == AGAIN.key:
            await chat.go(REOPEN, scene.group_id)
        if chosen.key == NEITHER.key:
            return await chat.say(_("Baik, Bu."))
    answer = await chat.ask(
        _("Rapat {day}?", day=scene.today),
        Meanwhile(inner=YesNo(labels=(_("Ya"), _("Tanggal lain"))), photos=False),
    )
    if isinstance(answer, Pasted):
        await open_by_list(chat, scene, answer)
    day = scene.today if answer else await ask_day(chat, scene)
    await open_on(chat, scene, day)
    await chat.go(MEETING, scene.group_id)


async def ask_day(chat: Chat, scene: Scene) -> date:
    """A day that has been."""
    return await chat.ask(_("Rapat tanggal berapa?"), PastDay(today=scene.today, context="past"))


async def open_by_list(chat: Chat, scene: Scene, pasted: Pasted) -> NoReturn:
    """The list opens the meeting of its day, and is written down in it."""
    day = read_text(scene, pasted.text).day or scene.today
    if day != scene.today and not (
        is_meeting_day(day, scene.today)
        and await chat.confirm(_("Di daftar tertulis {day}. Rapatnya hari itu?", day=day), weighty=False)
    ):
        day = await ask_day(chat, scene)
    await open_on(chat, scene, day)
    await take_text(chat, scene, pasted)


async def open_on(chat: Chat, scene: Scene, day: date) -> None:
    """Open it; if another officer was faster, hers is the meeting that goes on."""
    try:
        await chat.run(open_one, scene.group_id, day)
    except MeetingIsOpen:
        await chat.say(_("Rapat sudah dibuka pengurus lain. Kita teruskan."))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_last_day(unit: Unit, group_id: int) -> date | None:
    """Of the meeting that was closed last. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    last = await meetings.last_closed(unit, group_id)
    return last.day if last is not None else None


async def open_one(unit: Unit, group_id: int, day: date) -> int:
    """The number of the meeting that is open from now on.

    Raises NotAllowed, NoMeetingDay, MeetingIsOpen, domain.ledger.MonthClosed.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await get_open(unit, group_id)
    check_day(day, local_date(unit.now, group.zone))
    await check_month(unit, group_id, day)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    number = await meetings.open_one(unit, group_id, day, me)
    unit.audit("write", "meeting", group_id, unit.actor.person_id, f"open {number}")
    return number


async def check_month(unit: Unit, group_id: int, day: date) -> None:
    """Raises domain.ledger.MonthClosed if nothing can be written on that day any more."""
    if not await ledger.is_open(unit, group_id, day):
        raise MonthClosed
