"""When the office is open: stretches of the week with the same hours, and the days it is shut."""

# staff: office people read this file's sentences

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import office_hours
from db.office_hours import OPENINGS_MAX
from db.unit import Unit
from domain.organisations import Opening, hours_in_words, local_date
from domain.permits import Action
from domain.refusals import Changed
from handlers.day_questions import Day, Hour
from handlers.days import WEEKDAYS
from handlers.office.admins import get_office_for, look_at_office, note

# Stretches asked for one after the other: Monday to Thursday, Friday, Saturday, and one more.
STRETCHES_MAX = 4
# Holidays shown at once: a year has about sixteen.
HOLIDAYS_SHOWN_MAX = 30

ADD = Choice("add", _("Tambah hari libur"), words=("tambah", "baru"))
LEAVE = Choice("leave", _("Biarkan"), words=("kembali", "tidak jadi"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The same hours on days in a row; weekday 0 is Monday."""

    first: int
    last: int
    opens: time
    closes: time

    def meets(self, other: "Stretch") -> bool:
        """Whether both are open at the same moment of the week."""
        days = self.first <= other.last and other.first <= self.last
        return days and self.opens < other.closes and other.opens < self.closes


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """The hours as they are, and what the days are counted from."""

    stretches: tuple[Stretch, ...]
    zone: str


async def set_hours(chat: Chat, organisation_id: int) -> None:
    """Show the hours; ask for new ones stretch by stretch; write once."""
    week = await chat.look(find_week, organisation_id)
    for stretch in week.stretches:
        await chat.say(_in_words(stretch, week.zone))
    if not week.stretches:
        await chat.say(_("Belum ada jam kantor."))
    if not await chat.confirm(_("Mau diganti?"), weighty=False):
        return
    fresh: list[Stretch] = []
    while True:
        stretch = await _ask_stretch(chat)
        if any(stretch.meets(other) for other in fresh):
            await chat.say(_("Jam itu sudah ada. Yang ini tidak ditambah."))
        else:
            fresh.append(stretch)
        if len(fresh) == STRETCHES_MAX or not await chat.confirm(
            _("Ada hari lain dengan jam lain, misalnya Jumat?"), weighty=False
        ):
            break
    await chat.run(change_hours, organisation_id, tuple(fresh))
    await chat.say(_("Jam kantor sudah diganti."))


async def _ask_stretch(chat: Chat) -> Stretch:
    days = _days(0)
    first = await chat.choose(_("Mulai hari apa?"), days)
    last = await chat.choose(_("Sampai hari apa?"), _days(days.index(first)))
    opens = await chat.ask(_("Buka jam berapa?"), Hour())
    closes = await chat.ask(_("Tutup jam berapa?"), Hour())
    while closes <= opens:
        closes = await chat.ask(_("Jam tutup harus sesudah jam buka. Tutup jam berapa?"), Hour())
    return Stretch(first=int(first.key[1:]), last=int(last.key[1:]), opens=opens, closes=closes)


def _days(first: int) -> list[Choice]:
    return [Choice(f"d{number}", WEEKDAYS[number]) for number in range(first, len(WEEKDAYS))]


def _in_words(stretch: Stretch, zone: str) -> Text:
    return _(
        "{first} sampai {last}, jam {opens}-{closes} {zone}.",
        first=WEEKDAYS[stretch.first],
        last=WEEKDAYS[stretch.last],
        opens=stretch.opens,
        closes=stretch.closes,
        zone=zone,
    )


async def find_week(unit: Unit, organisation_id: int) -> Week:
    """The office's hours. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    lines = hours_in_words(record.office)
    return Week(
        stretches=tuple(
            Stretch(first=line.first_weekday, last=line.last_weekday, opens=line.opens, closes=line.closes)
            for line in lines
        ),
        zone=lines[0].zone if lines else "",
    )


async def change_hours(unit: Unit, organisation_id: int, stretches: Sequence[Stretch]) -> None:
    """These are the hours from now on. Raises NotAllowed, Changed if they are too many."""
    await get_office_for(unit, Action.SET_HOURS, organisation_id)
    openings = [
        Opening(weekday=day, opens=stretch.opens, closes=stretch.closes)
        for stretch in stretches
        for day in range(stretch.first, stretch.last + 1)
    ]
    if len(openings) > OPENINGS_MAX:
        raise Changed
    await office_hours.set_hours(unit, organisation_id, openings)
    note(unit, organisation_id, "hours")


# -- holidays ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Holidays:
    """The holidays from today on. today: at the office."""

    today: date
    coming: tuple[date, ...]


async def set_holidays(chat: Chat, organisation_id: int) -> None:
    """Add a day, or take one back that was wrong."""
    known = await chat.look(find_holidays, organisation_id)
    rows = [Choice(day.isoformat(), _("{day}", day=day)) for day in known.coming]
    chosen = await chat.choose(_("Hari libur yang dicatat:"), [ADD, *rows, LEAVE])
    if chosen.key == LEAVE.key:
        return None
    if chosen.key != ADD.key:
        day = date.fromisoformat(chosen.key)
        if await chat.confirm(_("{day} bukan hari libur?", day=day)):
            await chat.run(remove_holiday, organisation_id, day)
            await chat.say(_("Sudah dihapus. Kantor buka seperti biasa."))
        return None
    day = await chat.ask(_("Kantor libur tanggal berapa?"), Day(today=known.today, context="future"))
    await chat.run(add_holiday, organisation_id, day)
    return await chat.say(_("Sudah dicatat. Kantor libur {day}.", day=day))


async def find_holidays(unit: Unit, organisation_id: int) -> Holidays:
    """The coming holidays. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    today = local_date(unit.now, record.office.zone)
    coming = sorted(day for day in record.office.holidays if day >= today)
    return Holidays(today=today, coming=tuple(coming[:HOLIDAYS_SHOWN_MAX]))


async def add_holiday(unit: Unit, organisation_id: int, day: date) -> None:
    """The office is shut on that day. Raises NotAllowed."""
    await get_office_for(unit, Action.SET_HOURS, organisation_id)
    await office_hours.add_holiday(unit, organisation_id, day)
    note(unit, organisation_id, "holiday added")


async def remove_holiday(unit: Unit, organisation_id: int, day: date) -> None:
    """The office is open on that day after all. Raises NotAllowed."""
    await get_office_for(unit, Action.SET_HOURS, organisation_id)
    await office_hours.remove_holiday(unit, organisation_id, day)
    note(unit, organisation_id, "holiday removed")
