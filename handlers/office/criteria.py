"""Which criteria sets the office has read and uses, and when one may register for each."""

# staff: office people read this file's sentences

from dataclasses import dataclass
from datetime import date, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import organisations
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.criteria import CriteriaSet, sets_for_area
from domain.organisations import RegistrationState, local_date, registration, usable_sets
from domain.permits import Action
from domain.refusals import Changed, NotAllowed
from handlers.day_questions import Day
from handlers.office.admins import get_office_for, look_at_office, note

OPEN = Choice("open", _("Buka"), words=("dibuka", "atur tanggal"))
CLOSE = Choice("close", _("Tutup"), words=("ditutup",))
LEAVE = Choice("leave", _("Biarkan"), words=("kembali", "tidak jadi"))


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeSet:
    """A criteria set for one of the office's areas. confirmed: by the office in this version. day: see Registration."""

    key: str
    title: str
    version: str
    source: str
    count: int
    confirmed: bool
    state: RegistrationState
    day: date | None

    @property
    def label(self) -> Text:
        """Its name; translated, unlike the words of people."""
        return Text(self.title)


async def confirm_criteria(chat: Chat, organisation_id: int) -> None:
    """Read one set's facts; confirm it if the office has read it whole."""
    chosen = await _choose_set(chat, organisation_id)
    if chosen is None:
        return
    await chat.say(
        _(
            "{title}. Versi {version}, {count} syarat.\n{source}",
            title=chosen.label,
            version=chosen.version,
            count=chosen.count,
            source=Text(chosen.source),
        )
    )
    if chosen.confirmed:
        return await chat.say(_("Syarat ini sudah disahkan."))
    await chat.say(_("Sekarang masih contoh, belum boleh dipakai untuk warga."))
    if await chat.confirm(_("Kantor sudah membaca dan mengesahkan syarat ini?")):
        await chat.run(confirm_set, organisation_id, chosen.key, chosen.version)
        await chat.say(_("Sudah disahkan. Warga bisa memakainya sekarang."))
    else:
        await chat.say(_("Baik, tetap contoh."))


async def set_registration(chat: Chat, organisation_id: int) -> None:
    """Open registration for a set from one day to another, or close it."""
    chosen = await _choose_set(chat, organisation_id)
    if chosen is None:
        return
    await chat.say(_state_in_words(chosen))
    what = await chat.choose(_("Mau diubah?"), (OPEN, CLOSE, LEAVE))
    if what.key == OPEN.key:
        opens, closes = await _ask_period(chat, organisation_id)
        await chat.run(open_registration, organisation_id, chosen.key, opens, closes)
        await chat.say(_("Sudah dicatat. Warga akan melihat tanggal ini."))
    elif what.key == CLOSE.key:
        await chat.run(close_registration, organisation_id, chosen.key)
        await chat.say(_("Sudah ditutup. Warga tetap boleh dicatat."))


async def _choose_set(chat: Chat, organisation_id: int) -> OfficeSet | None:
    sets = await chat.look(list_sets, organisation_id)
    if not sets:
        await chat.say(_("Belum ada syarat untuk daerah kantor ini."))
        return None
    if len(sets) == 1:
        return sets[0]
    return await chat.choose(_("Syarat yang mana?"), sets)


async def _ask_period(chat: Chat, organisation_id: int) -> tuple[date, date | None]:
    today = await chat.look(find_today, organisation_id)
    opens = await chat.ask(_("Dibuka mulai tanggal berapa?"), Day(today=today))
    # An open end is honest: many offices close when the places are full.
    unknown = _("Belum tahu")
    closes: date | None = await chat.ask(
        _("Sampai tanggal berapa?"), Day(today=today, context="future", skip=unknown)
    )
    while closes is not None and closes < opens:
        closes = await chat.ask(
            _("Tanggal tutup tidak boleh sebelum {opens}. Sampai tanggal berapa?", opens=opens),
            Day(today=today, context="future", skip=unknown),
        )
    return opens, closes


def _state_in_words(chosen: OfficeSet) -> Text:
    title = chosen.label
    if chosen.state is RegistrationState.OPEN and chosen.day is not None:
        return _("{title}. Sekarang dibuka sampai {day}.", title=title, day=chosen.day)
    if chosen.state is RegistrationState.OPEN:
        return _("{title}. Sekarang dibuka, tanpa tanggal tutup.", title=title)
    if chosen.state is RegistrationState.NOT_YET and chosen.day is not None:
        return _("{title}. Dibuka mulai {day}.", title=title, day=chosen.day)
    if chosen.state is RegistrationState.CLOSED:
        return _("{title}. Sekarang ditutup.", title=title)
    return _("{title}. Belum ada tanggal pendaftaran.", title=title)


def _own_sets(unit: Unit, record: OfficeRecord) -> list[CriteriaSet]:
    """The sets for people of any of the office's areas, each once."""
    areas = [area for key in record.areas if (area := unit.facts.find_area(key)) is not None]
    every = [one for area in areas for one in sets_for_area(unit.facts.sets.values(), area)]
    return list({one.id: one for one in every}.values())


async def list_sets(unit: Unit, organisation_id: int) -> tuple[OfficeSet, ...]:
    """The sets of the office, as they stand today. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    own = _own_sets(unit, record)
    confirmed = {one.criteria_set.id for one in usable_sets(record.office, own, demo=False)}
    today = local_date(unit.now, record.office.zone)
    found = []
    for one in own:
        period = registration(record.office, one.id, today)
        found.append(
            OfficeSet(
                key=one.id,
                title=one.title,
                version=one.version,
                source=next(iter(one.sources.values())).plain,
                count=len(one.criteria),
                confirmed=one.id in confirmed,
                state=period.state,
                day=period.day,
            )
        )
    return tuple(found)


async def find_today(unit: Unit, organisation_id: int) -> date:
    """The day it is at the office. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    return local_date(unit.now, record.office.zone)


async def _get_set(
    unit: Unit, action: Action, organisation_id: int, set_id: str
) -> tuple[OfficeRecord, CriteriaSet]:
    record = await get_office_for(unit, action, organisation_id)
    found = next((one for one in _own_sets(unit, record) if one.id == set_id), None)
    if found is None:
        raise NotAllowed
    return record, found


async def confirm_set(unit: Unit, organisation_id: int, set_id: str, version: str) -> None:
    """The office uses this set, in the version that was shown. Raises NotAllowed, Changed."""
    _record, found = await _get_set(unit, Action.CONFIRM_CRITERIA, organisation_id, set_id)
    if found.version != version:
        raise Changed
    organisations.confirm_set(unit, organisation_id, set_id, version)
    note(unit, organisation_id, f"set {set_id} {version} confirmed")


async def open_registration(
    unit: Unit, organisation_id: int, set_id: str, opens: date, closes: date | None
) -> None:
    """From and until when one may register. Raises NotAllowed, Changed if the days no longer make sense."""
    await _get_set(unit, Action.SET_REGISTRATION, organisation_id, set_id)
    if closes is not None and closes < opens:
        raise Changed
    organisations.set_registration(unit, organisation_id, set_id, opens, closes)
    note(unit, organisation_id, f"registration {set_id} opened")


async def close_registration(unit: Unit, organisation_id: int, set_id: str) -> None:
    """From today on nobody can register; a period that never began is forgotten. Raises NotAllowed."""
    record, _found = await _get_set(unit, Action.SET_REGISTRATION, organisation_id, set_id)
    today = local_date(unit.now, record.office.zone)
    state = registration(record.office, set_id, today).state
    closes = today - timedelta(days=1) if state is not RegistrationState.NOT_YET else None
    organisations.set_registration(unit, organisation_id, set_id, None, closes)
    note(unit, organisation_id, f"registration {set_id} closed")
