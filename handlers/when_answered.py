"""When an answer can be expected: the office's hours as they are, never a promise of minutes."""

from dataclasses import dataclass
from datetime import datetime, time

from conversation.chat import Chat
from conversation.text import _
from db import organisations
from db.unit import Unit
from domain.organisations import hours_in_words, is_open, next_opening, visible_phones
from domain.zones import local_time
from handlers.days import WEEKDAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """What is true of the office now. opens: when next, in its zone. phone: a checked number, else ""."""

    open_now: bool
    opens: datetime | None
    first: int
    last: int
    start: time
    end: time
    zone: str
    phone: str


async def say_when_answered(chat: Chat, organisation_id: int) -> None:
    """Office hours, and the phone if the office has confirmed one."""
    hours = await chat.look(find_hours, organisation_id)
    if hours is None:
        return
    if hours.open_now or hours.opens is None:
        await chat.say(
            _(
                "Petugas membalas {first} sampai {last}, jam {start}-{end} {zone}.",
                first=WEEKDAYS[hours.first],
                last=WEEKDAYS[hours.last],
                start=hours.start,
                end=hours.end,
                zone=hours.zone,
            )
        )
    else:
        await chat.say(_("Sekarang kantor tutup. Petugas ada lagi {opens}.", opens=hours.opens))
    if hours.phone:
        await chat.say(_("Kalau mendesak, telepon {phone}.", phone=hours.phone))


async def find_hours(unit: Unit, organisation_id: int) -> Hours | None:
    """The office's hours around this moment."""
    record = await organisations.get(unit, organisation_id)
    lines = hours_in_words(record.office)
    if not lines:
        return None
    opens = next_opening(record.office, unit.now)
    phones = visible_phones(record.office)
    line = lines[0]
    return Hours(
        open_now=is_open(record.office, unit.now),
        opens=None if opens is None else local_time(opens, record.office.zone),
        first=line.first_weekday,
        last=line.last_weekday,
        start=line.opens,
        end=line.closes,
        zone=line.zone,
        phone=phones[0].number if phones else "",
    )
