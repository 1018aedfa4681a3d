"""Piket: who is on duty in which hours, who is away, and who may read the safety notes; for an office's admins."""

# staff: office people read this file's sentences

from dataclasses import dataclass
from datetime import date, time

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import duty, organisations, people, safety
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders, places
from domain.refusals import Changed, NotAllowed
from domain.safety import LEAVE_DAYS_MAX, Leave, Watch
from domain.zones import local_date
from handlers.day_questions import Day, Hour
from handlers.days import WEEKDAYS
from handlers.duty_lines import (
    ALL,
    choose_line,
    days_in_words,
    find_line,
    leave_in_words,
    show_roster,
)
from handlers.names import DUTY
from handlers.office.admins import get_office_for, look_at_office, note

PLAN = Choice("plan", _("Tambah jam jaga"), words=("tambah", "jaga"))
SHOW = Choice("show", _("Lihat jadwal jaga"), words=("lihat", "jadwal"))
AWAY = Choice("away", _("Catat cuti"), words=("cuti", "libur"))
REMOVE = Choice("remove", _("Hapus jam atau cuti"), words=("hapus", "ubah", "ganti"))
READERS = Choice("readers", _("Pembaca catatan"), words=("pembaca", "izin"))
DONE = Choice("done", _("Selesai"), words=("sudah",))
ALL_DAY = Choice("all", _("Sehari penuh"), words=("24 jam", "penuh"))
HOURS = Choice("hours", _("Jam tertentu"), words=("jam",))

WEEK_DAYS = len(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office whose roster somebody keeps."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """Somebody who answers calls. named: whether the notes may be read."""

    key: str
    label: str
    hint: Text
    named: bool


@conversation(
    DUTY, title=_("Jadwal jaga"), words=("jadwal jaga",), roles=holders(Action.KEEP_DUTY), resumes=False
)
async def plan_duty(chat: Chat, organisation_id: int = 0) -> None:
    office = await choose_office(chat, organisation_id)
    organisation_id = int(office.key)
    asked = _("Jadwal jaga {office}. Mau apa?", office=office.label)
    chosen = await chat.choose(asked, (SHOW, PLAN, REMOVE, AWAY, READERS, DONE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    if chosen.key == SHOW.key:
        await show_roster(chat, organisation_id)
    else:
        await change(chat, organisation_id, chosen.key)
    await chat.go(DUTY, organisation_id)


async def choose_office(chat: Chat, organisation_id: int) -> OwnOffice:
    """That office, else the only one, else the one that is chosen. Raises NotAllowed."""
    own = await chat.look(list_own)
    if organisation_id:
        own = tuple(each for each in own if each.key == str(organisation_id))
    if not own:
        raise NotAllowed
    if len(own) == 1:
        return own[0]
    asked: Text = _("Kantor yang mana?")
    return await chat.choose(asked, own)


async def change(chat: Chat, organisation_id: int, what: str) -> None:
    """One change for one person."""
    await chat.run(note_workers, organisation_id)
    workers = await chat.look(list_workers, organisation_id)
    if not workers:
        return await chat.say(_("Belum ada petugas di kantor ini."))
    worker = await chat.choose(_("Siapa?"), workers)
    if what == PLAN.key:
        await ask_watches(chat, organisation_id, worker)
    elif what == AWAY.key:
        await ask_leave(chat, organisation_id, worker)
    elif what == REMOVE.key:
        await ask_removal(chat, organisation_id, worker)
    else:
        await ask_reader(chat, organisation_id, worker)


async def ask_watches(chat: Chat, organisation_id: int, worker: Worker) -> None:
    """From which to which day, and in which hours; read back before it counts."""
    first = int((await chat.choose(_("Mulai hari apa?"), _days(0))).key[1:])
    last = int((await chat.choose(_("Sampai hari apa?"), _days(first))).key[1:])
    opens, closes = time(0), time(0)
    if (await chat.choose(_("Jam berapa?"), (HOURS, ALL_DAY))).key == HOURS.key:
        opens = await chat.ask(_("Mulai jam berapa? Contoh: 22.00."), Hour())
        closes = await chat.ask(_("Sampai jam berapa? Boleh lewat tengah malam."), Hour())
    if not await chat.confirm(_read_back(worker.label, first, last, opens, closes), weighty=False):
        return await chat.say(_("Baik, tidak dicatat."))
    is_first = await chat.run(add_watches, organisation_id, int(worker.key), first, last, opens, closes)
    await chat.say(_("Jam jaga sudah dicatat. {name} kami kabari.", name=worker.label))
    if is_first:
        await chat.say(_("Mulai sekarang hanya yang ada di jadwal dianggap jaga. Tulis juga jam kantor."))


def _read_back(name: str, first: int, last: int, opens: time, closes: time) -> Text:
    days = days_in_words(first, last)
    if opens == closes:
        return _("{name}, {days}, sehari penuh. Benar?", name=name, days=days)
    if closes < opens:
        return _(
            "{name}, {days}, jam {opens} sampai {closes} hari berikutnya. Benar?",
            name=name,
            days=days,
            opens=opens,
            closes=closes,
        )
    return _("{name}, {days}, jam {opens}-{closes}. Benar?", name=name, days=days, opens=opens, closes=closes)


def _days(first: int) -> list[Choice]:
    """All days, from this one on; a watch may go over the end of the week."""
    days = [(first + number) % WEEK_DAYS for number in range(WEEK_DAYS)]
    return [Choice(f"d{day}", WEEKDAYS[day]) for day in days]


async def ask_leave(chat: Chat, organisation_id: int, worker: Worker) -> None:
    """Away from which to which day."""
    today = await chat.look(find_today, organisation_id)
    first = await chat.ask(_("Cuti mulai tanggal berapa?"), Day(today=today, context="future"))
    last = await chat.ask(_("Sampai tanggal berapa?"), Day(today=today, context="future"))
    while last < first or (last - first).days > LEAVE_DAYS_MAX:
        last = await chat.ask(
            _("Tanggal akhir tidak boleh sebelum tanggal mulai. Sampai kapan?"),
            Day(today=today, context="future"),
        )
    await chat.run(add_leave, organisation_id, int(worker.key), first, last)
    await chat.say(leave_in_words(worker.label, first, last))
    await chat.say(_("Cuti sudah dicatat."))


async def ask_removal(chat: Chat, organisation_id: int, worker: Worker) -> None:
    """One line of this person, or every watch; who is away stays away."""
    key = await choose_line(chat, organisation_id, int(worker.key), worker.label)
    if not key:
        return
    if key == ALL.key:
        if not await chat.confirm(_("Semua jam jaga {name} dihapus?", name=worker.label), weighty=False):
            return await chat.say(_("Baik, tidak ada yang berubah."))
        await chat.run(remove_watches, organisation_id, int(worker.key))
    else:
        await chat.run(remove_line, organisation_id, int(worker.key), key)
    await chat.say(_("Sudah dihapus. {name} kami kabari.", name=worker.label))


async def ask_reader(chat: Chat, organisation_id: int, worker: Worker) -> None:
    """Give or take the right to read the safety notes."""
    if worker.named:
        if await chat.confirm(_("{name} tidak boleh lagi membaca catatan?", name=worker.label)):
            await chat.run(set_reader, organisation_id, int(worker.key), False)
            await chat.say(_("Izin sudah dicabut."))
    elif await chat.confirm(_("{name} boleh membaca catatan keselamatan?", name=worker.label)):
        await chat.run(set_reader, organisation_id, int(worker.key), True)
        await chat.say(_("Izin sudah diberikan."))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_own(unit: Unit) -> tuple[OwnOffice, ...]:
    """The offices whose roster the actor keeps."""
    own = places(unit.actor.roles, Action.KEEP_DUTY)
    offices = await organisations.list_all(unit)
    return tuple(OwnOffice(str(each.row_id), each.office.name) for each in offices if each.row_id in own)


async def find_today(unit: Unit, organisation_id: int) -> date:
    """The day it is in the office. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    return local_date(unit.now, record.office.zone)


async def _names(unit: Unit, person_ids: list[int]) -> dict[int, str]:
    named = await people.list_persons(unit, person_ids)
    return {key: each.name for key, each in named.items()}


async def note_workers(unit: Unit, organisation_id: int) -> None:
    """The names of who answers calls there are about to be read. Raises NotAllowed."""
    await get_office_for(unit, Action.SEE_OFFICE, organisation_id)
    for each in await duty.list_everybody(unit, organisation_id):
        unit.audit("list", "person", each, each, "duty")


async def list_workers(unit: Unit, organisation_id: int) -> tuple[Worker, ...]:
    """Who answers calls there. Raises NotAllowed."""
    await look_at_office(unit, organisation_id)
    ids = await duty.list_everybody(unit, organisation_id)
    names, readers = await _names(unit, ids), await safety.list_readers(unit, organisation_id)
    women = await duty.list_women(unit, ids)
    return tuple(
        Worker(
            key=str(each),
            label=names.get(each) or str(number),
            hint=_("Perempuan") if each in women else _("Laki-laki"),
            named=each in readers,
        )
        for number, each in enumerate(ids, start=1)
    )


async def _of_office(unit: Unit, organisation_id: int, person_id: int) -> str:
    """The office's name. Raises NotAllowed, Changed if that person has left it."""
    record = await get_office_for(unit, Action.KEEP_DUTY, organisation_id)
    if person_id not in await duty.list_everybody(unit, organisation_id):
        raise Changed
    return record.office.name


def _tell(unit: Unit, person_id: int, text: Text) -> None:
    """Whoever is on duty has to know it: a woman in need is told the name."""
    if person_id != unit.actor.person_id:
        unit.tell(person_id, text, MessageClass.RELAY.value)


async def add_watches(
    unit: Unit, organisation_id: int, person_id: int, first: int, last: int, opens: time, closes: time
) -> bool:
    """On duty on these days from now on. Whether nothing was planned before, so that the office's hours counted.

    Raises NotAllowed, Changed if the roster is full or somebody has left.
    """
    office = await _of_office(unit, organisation_id, person_id)
    from_min, to_min = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    watches = [
        Watch(person_id=person_id, weekday=(first + number) % WEEK_DAYS, from_min=from_min, to_min=to_min)
        for number in range((last - first) % WEEK_DAYS + 1)
    ]
    is_first = not await duty.list_watches(unit, organisation_id)
    try:
        await duty.add_watches(unit, organisation_id, watches)
    except duty.TooManyWatches as fault:
        raise Changed from fault
    note(unit, organisation_id, "duty")
    _tell(unit, person_id, _new_watches(office, first, last, opens, closes))
    return is_first


def _new_watches(office: str, first: int, last: int, opens: time, closes: time) -> Text:
    days = days_in_words(first, last)
    if opens == closes:
        return _("Jam jaga baru di {office}: {days}, sehari penuh.", office=office, days=days)
    return _(
        "Jam jaga baru di {office}: {days}, jam {opens}-{closes}.",
        office=office,
        days=days,
        opens=opens,
        closes=closes,
    )


async def remove_watches(unit: Unit, organisation_id: int, person_id: int) -> None:
    """On duty no more. Raises NotAllowed."""
    record = await get_office_for(unit, Action.KEEP_DUTY, organisation_id)
    duty.remove_watches(unit, organisation_id, person_id)
    note(unit, organisation_id, "duty")
    _tell(unit, person_id, _("Semua jam jaga di {office} sudah dihapus.", office=record.office.name))


async def remove_line(unit: Unit, organisation_id: int, person_id: int, key: str) -> None:
    """That watch or leave is no more. Raises NotAllowed, Changed if it was gone already."""
    record = await get_office_for(unit, Action.KEEP_DUTY, organisation_id)
    found = await find_line(unit, organisation_id, person_id, key)
    if isinstance(found, Watch):
        duty.remove_watch(unit, organisation_id, found)
    else:
        duty.remove_leave(unit, organisation_id, found)
    note(unit, organisation_id, "duty")
    _tell(unit, person_id, _("Jadwal jaga di {office} diubah.", office=record.office.name))


async def add_leave(unit: Unit, organisation_id: int, person_id: int, first: date, last: date) -> None:
    """Away on these days. Raises NotAllowed, Changed."""
    await _of_office(unit, organisation_id, person_id)
    duty.add_leave(unit, organisation_id, Leave(person_id=person_id, first=first, last=last))
    note(unit, organisation_id, "duty")


async def set_reader(unit: Unit, organisation_id: int, person_id: int, named: bool) -> None:
    """Whether this person reads the safety notes. Raises NotAllowed."""
    await get_office_for(unit, Action.NAME_NOTE_READERS, organisation_id)
    if named:
        await safety.name_reader(unit, organisation_id, person_id)
    else:
        safety.unname_reader(unit, organisation_id, person_id)
