"""Piket: who is on duty in which hours, who is away, and who may read the safety notes; for an office's admins."""

# staff: office people read this file's sentences

from dataclasses import dataclass
from datetime import date, time

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import duty, people, safety
from db.unit import Unit
from domain.permits import Action, holders, places
from domain.refusals import Changed, NotAllowed
from domain.safety import LEAVE_DAYS_MAX, Leave, Watch
from domain.zones import local_date
from handlers.day_questions import Day, Hour
from handlers.days import WEEKDAYS
from handlers.names import DUTY
from handlers.office.admins import get_office_for, look_at_office, note

PLAN = Choice("plan", _("Tambah jam jaga"), words=("tambah", "jaga"))
SHOW = Choice("show", _("Lihat jadwal jaga"), words=("lihat", "jadwal"))
AWAY = Choice("away", _("Catat cuti"), words=("cuti", "libur"))
REMOVE = Choice("remove", _("Hapus jam jaga"), words=("hapus",))
READERS = Choice("readers", _("Pembaca catatan"), words=("pembaca", "izin"))
DONE = Choice("done", _("Selesai"), words=("sudah",))
ALL_DAY = Choice("all", _("Sehari penuh"), words=("24 jam", "penuh"))
HOURS = Choice("hours", _("Jam tertentu"), words=("jam",))
NEXT = Choice("next", _("Berikutnya"), words=("lanjut",))

# Lines of the roster on one screen: a message stays readable.
LINES_MAX = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """Somebody who answers calls. named: whether the notes may be read."""

    key: str
    label: str
    hint: Text
    named: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One watch of the week."""

    name: str
    weekday: int
    opens: time
    closes: time
    whole_day: bool


@conversation(
    DUTY, title=_("Jadwal jaga"), words=("jadwal jaga",), roles=holders(Action.KEEP_DUTY), resumes=False
)
async def plan_duty(chat: Chat, organisation_id: int = 0) -> None:
    if not organisation_id:
        organisation_id = await chat.look(find_own)
    chosen = await chat.choose(_("Jadwal jaga. Mau apa?"), (SHOW, PLAN, REMOVE, AWAY, READERS, DONE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    if chosen.key == SHOW.key:
        await show_week(chat, organisation_id)
    else:
        await change(chat, organisation_id, chosen.key)
    await chat.go(DUTY, organisation_id)


async def change(chat: Chat, organisation_id: int, what: str) -> None:
    """One change for one person."""
    await chat.run(note_workers, organisation_id)
    workers = await chat.look(list_workers, organisation_id)
    if not workers:
        return await chat.say(_("Belum ada petugas di kantor ini."))
    worker = await chat.choose(_("Siapa?"), workers)
    person_id = int(worker.key)
    if what == PLAN.key:
        await ask_watches(chat, organisation_id, person_id)
    elif what == AWAY.key:
        await ask_leave(chat, organisation_id, person_id)
    elif what == REMOVE.key:
        if await chat.confirm(_("Semua jam jaga {name} dihapus?", name=worker.label), weighty=False):
            await chat.run(remove_watches, organisation_id, person_id)
            await chat.say(_("Jam jaga sudah dihapus."))
    else:
        await ask_reader(chat, organisation_id, worker)


async def ask_watches(chat: Chat, organisation_id: int, person_id: int) -> None:
    """From which to which day, and in which hours."""
    first = await chat.choose(_("Mulai hari apa?"), _days(0))
    last = await chat.choose(_("Sampai hari apa?"), _days(int(first.key[1:])))
    opens, closes = time(0), time(0)
    if (await chat.choose(_("Jam berapa?"), (HOURS, ALL_DAY))).key == HOURS.key:
        opens = await chat.ask(_("Mulai jam berapa?"), Hour())
        closes = await chat.ask(_("Sampai jam berapa? Boleh lewat tengah malam."), Hour())
    await chat.run(
        add_watches, organisation_id, person_id, int(first.key[1:]), int(last.key[1:]), opens, closes
    )
    await chat.say(_("Jam jaga sudah dicatat."))


def _days(first: int) -> list[Choice]:
    return [Choice(f"d{number}", WEEKDAYS[number]) for number in range(first, len(WEEKDAYS))]


async def ask_leave(chat: Chat, organisation_id: int, person_id: int) -> None:
    """Away from which to which day."""
    today = await chat.look(find_today, organisation_id)
    first = await chat.ask(_("Cuti mulai tanggal berapa?"), Day(today=today, context="future"))
    last = await chat.ask(_("Sampai tanggal berapa?"), Day(today=today, context="future"))
    while last < first or (last - first).days > LEAVE_DAYS_MAX:
        last = await chat.ask(
            _("Tanggal akhir harus sesudah tanggal mulai. Sampai kapan?"),
            Day(today=today, context="future"),
        )
    await chat.run(add_leave, organisation_id, person_id, first, last)
    await chat.say(_("Cuti sudah dicatat."))


async def ask_reader(chat: Chat, organisation_id: int, worker: Worker) -> None:
    """Give or take the right to read the safety notes."""
    if worker.named:
        if await chat.confirm(_("{name} tidak boleh lagi membaca catatan?", name=worker.label)):
            await chat.run(set_reader, organisation_id, int(worker.key), False)
            await chat.say(_("Izin sudah dicabut."))
    elif await chat.confirm(_("{name} boleh membaca catatan keselamatan?", name=worker.label)):
        await chat.run(set_reader, organisation_id, int(worker.key), True)
        await chat.say(_("Izin sudah diberikan."))


async def show_week(chat: Chat, organisation_id: int) -> None:
    """The planned week, a few lines at a time."""
    await chat.run(note_week, organisation_id)
    lines = await chat.look(list_lines, organisation_id)
    if not lines:
        return await chat.say(_("Belum ada jadwal. Petugas dianggap jaga di jam kantor."))
    for start in range(0, len(lines), LINES_MAX):
        for line in lines[start : start + LINES_MAX]:
            await chat.say(_in_words(line))
        if start + LINES_MAX < len(lines):
            chosen = await chat.choose(_("Lihat lagi?"), (NEXT, DONE))
            if chosen.key == DONE.key:
                return None
    return None


def _in_words(line: Line) -> Text:
    day = WEEKDAYS[line.weekday]
    if line.whole_day:
        return _("{day}: {name}, sehari penuh.", day=day, name=line.name)
    return _(
        "{day}: {name}, {opens}-{closes}.", day=day, name=line.name, opens=line.opens, closes=line.closes
    )


# -- what is read and written -----------------------------------------------------------------------------------


async def find_own(unit: Unit) -> int:
    """The first office the actor is admin of. Raises NotAllowed."""
    own = places(unit.actor.roles, Action.KEEP_DUTY)
    if not own:
        raise NotAllowed
    return own[0]


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


async def note_week(unit: Unit, organisation_id: int) -> None:
    """The names of who is on duty there are about to be read. Raises NotAllowed."""
    await get_office_for(unit, Action.SEE_OFFICE, organisation_id)
    watches = await duty.list_watches(unit, organisation_id)
    for each in dict.fromkeys(watch.person_id for watch in watches):
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


async def list_lines(unit: Unit, organisation_id: int) -> tuple[Line, ...]:
    """The week. Raises NotAllowed."""
    await look_at_office(unit, organisation_id)
    watches = await duty.list_watches(unit, organisation_id)
    names = await _names(unit, [each.person_id for each in watches])
    return tuple(
        Line(
            name=names.get(each.person_id) or "-",
            weekday=each.weekday,
            opens=time(*divmod(each.from_min, 60)),
            closes=time(*divmod(each.to_min, 60)),
            whole_day=each.from_min == each.to_min,
        )
        for each in watches
    )


async def _of_office(unit: Unit, organisation_id: int, person_id: int) -> None:
    await get_office_for(unit, Action.KEEP_DUTY, organisation_id)
    if person_id not in await duty.list_everybody(unit, organisation_id):
        raise Changed


async def add_watches(
    unit: Unit, organisation_id: int, person_id: int, first: int, last: int, opens: time, closes: time
) -> None:
    """On duty on these days from now on. Raises NotAllowed, Changed if the roster is full or somebody has left."""
    await _of_office(unit, organisation_id, person_id)
    from_min, to_min = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    watches = [
        Watch(person_id=person_id, weekday=day, from_min=from_min, to_min=to_min)
        for day in range(first, last + 1)
    ]
    try:
        await duty.add_watches(unit, organisation_id, watches)
    except duty.TooManyWatches as fault:
        raise Changed from fault
    note(unit, organisation_id, "duty")


async def remove_watches(unit: Unit, organisation_id: int, person_id: int) -> None:
    """On duty no more. Raises NotAllowed."""
    await get_office_for(unit, Action.KEEP_DUTY, organisation_id)
    duty.remove_watches(unit, organisation_id, person_id)
    note(unit, organisation_id, "duty")


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
