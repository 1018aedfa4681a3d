"""The roster in words: who is on duty when and who is away, one line each, to be shown or taken out."""

# staff: office people read this file's sentences

from dataclasses import dataclass
from datetime import date, time

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import duty, people
from db.unit import Unit
from domain.permits import Action
from domain.refusals import Changed
from domain.safety import Leave, Watch
from domain.zones import local_date
from handlers.days import WEEKDAYS
from handlers.office.admins import get_office_for, look_at_office

# Lines of the roster on one screen: a message stays readable.
LINES_MAX = 6

NEXT = Choice("next", _("Berikutnya"), words=("lanjut",))
CLOSE = Choice("done", _("Selesai"), words=("sudah",))
ALL = Choice("all", _("Semua jam jaganya"), words=("semua",))
NOTHING = Choice("nothing", _("Biarkan"), words=("tidak jadi",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One watch of the week, or a leave (first and last are its days). key: what it is found by again.

    number: of the leave, so that two have two labels.
    """

    key: str
    person_id: int
    name: str
    weekday: int = 0
    opens: time = time(0)
    closes: time = time(0)
    first: date | None = None
    last: date | None = None
    number: int = 0

    @property
    def label(self) -> Text:
        """What is chosen when it is to go."""
        if self.first is not None:
            return _("Cuti {number}", number=self.number)
        day = WEEKDAYS[self.weekday]
        if self.opens == self.closes:
            return _("{day}, sehari penuh", day=day)
        return _("{day} {opens}-{closes}", day=day, opens=self.opens, closes=self.closes)

    @property
    def hint(self) -> Text:
        """The whole line."""
        return in_words(self)


def days_in_words(first: int, last: int) -> Text:
    """From which to which day of the week."""
    if first == last:
        return WEEKDAYS[first]
    return _("{first} sampai {last}", first=WEEKDAYS[first], last=WEEKDAYS[last])


def in_words(line: Line) -> Text:
    """One line of the roster."""
    if line.first is not None and line.last is not None:
        return leave_in_words(line.name, line.first, line.last)
    day = WEEKDAYS[line.weekday]
    if line.opens == line.closes:
        return _("{day}: {name}, sehari penuh.", day=day, name=line.name)
    if line.closes < line.opens:
        return _(
            "{day}: {name}, {opens} sampai {closes} hari berikutnya.",
            day=day,
            name=line.name,
            opens=line.opens,
            closes=line.closes,
        )
    return _(
        "{day}: {name}, {opens}-{closes}.", day=day, name=line.name, opens=line.opens, closes=line.closes
    )


def leave_in_words(name: str, first: date, last: date) -> Text:
    """Somebody is away."""
    if first == last:
        return _("Cuti: {name}, {first}.", name=name, first=first)
    return _("Cuti: {name}, {first} sampai {last}.", name=name, first=first, last=last)


async def show_roster(chat: Chat, organisation_id: int) -> None:
    """The planned week and who is away, a few lines at a time."""
    await chat.run(note_roster, organisation_id)
    lines = await chat.look(list_lines, organisation_id)
    if not any(line.first is None for line in lines):
        await chat.say(_("Belum ada jadwal. Petugas dianggap jaga di jam kantor."))
    for start in range(0, len(lines), LINES_MAX):
        for line in lines[start : start + LINES_MAX]:
            await chat.say(in_words(line))
        if start + LINES_MAX < len(lines):
            chosen = await chat.choose(_("Lihat lagi?"), (NEXT, CLOSE))
            if chosen.key == CLOSE.key:
                return


async def choose_line(chat: Chat, organisation_id: int, person_id: int, name: str) -> str:
    """The key of the line of this person that is to go, ALL.key for every watch, "" for none."""
    await chat.run(note_roster, organisation_id)
    lines = [each for each in await chat.look(list_lines, organisation_id) if each.person_id == person_id]
    if not lines:
        await chat.say(_("Belum ada jam jaga atau cuti untuk {name}.", name=name))
        return ""
    watches = sum(each.first is None for each in lines)
    rows: list[Line | Choice] = [*lines, *([ALL] if watches > 1 else []), NOTHING]
    chosen = await chat.choose(_("{name}: mana yang dihapus?", name=name), rows)
    if chosen.key == NOTHING.key:
        await chat.say(_("Baik, tidak ada yang berubah."))
        return ""
    return chosen.key


# -- what is read -----------------------------------------------------------------------------------------------


def _key_of(watch: Watch) -> str:
    return f"w{watch.weekday}-{watch.from_min}-{watch.to_min}"


def _key_of_leave(leave: Leave) -> str:
    return f"l{leave.first.isoformat()}-{leave.last.isoformat()}"


async def find_line(unit: Unit, organisation_id: int, person_id: int, key: str) -> Watch | Leave:
    """What the key stands for now. Raises Changed if it is gone."""
    for watch in await duty.list_watches(unit, organisation_id):
        if watch.person_id == person_id and _key_of(watch) == key:
            return watch
    for leave in await duty.list_leaves(unit, organisation_id):
        if leave.person_id == person_id and _key_of_leave(leave) == key:
            return leave
    raise Changed


async def note_roster(unit: Unit, organisation_id: int) -> None:
    """The names of who is on duty or away there are about to be read. Raises NotAllowed."""
    record = await get_office_for(unit, Action.SEE_OFFICE, organisation_id)
    for each in await _list(unit, organisation_id, local_date(unit.now, record.office.zone)):
        unit.audit("list", "person", each, each, "duty")


async def _list(unit: Unit, organisation_id: int, today: date) -> list[int]:
    watches = await duty.list_watches(unit, organisation_id)
    leaves = await duty.list_leaves(unit, organisation_id)
    found = [each.person_id for each in watches]
    found += [each.person_id for each in leaves if each.last >= today]
    return list(dict.fromkeys(found))


async def list_lines(unit: Unit, organisation_id: int) -> tuple[Line, ...]:
    """The week, then who is away today or later. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    today = local_date(unit.now, record.office.zone)
    ids = await _list(unit, organisation_id, today)
    names = {key: each.name for key, each in (await people.list_persons(unit, ids)).items()}
    watches = [
        Line(
            key=_key_of(each),
            person_id=each.person_id,
            name=names.get(each.person_id) or "-",
            weekday=each.weekday,
            opens=time(*divmod(each.from_min, 60)),
            closes=time(*divmod(each.to_min, 60)),
        )
        for each in await duty.list_watches(unit, organisation_id)
    ]
    leaves = [
        Line(
            key=_key_of_leave(each),
            person_id=each.person_id,
            name=names.get(each.person_id) or "-",
            first=each.first,
            last=each.last,
            number=number,
        )
        for number, each in enumerate(await duty.list_leaves(unit, organisation_id), start=1)
        if each.last >= today
    ]
    return (*watches, *leaves)
