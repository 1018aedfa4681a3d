"""What the clock does about messages that wait: the holder is reminded, colleagues are asked, a supervisor knows.

Climbing and what is told are one transaction, a slice at a time; who was told less than a minute ago hears of it in the
next. She herself is asked where nobody else may help unless she says so. Nothing she wrote stands in any of it.
"""

from dataclasses import replace

from conversation.text import Text, _
from db import contact_counts, contact_staff, matter_clock, matter_lines, matters, organisations, people
from db.engine import Row
from db.matter_rows import find, matter_of
from db.organisations import OfficeRecord
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matter_clock import next_climb, reckoned
from domain.matters import Climbed, Matter, State
from domain.organisations import is_open, next_opening
from domain.zones import local_date
from handlers.contact import digest
from handlers.contact.digest import buttons, lines, together
from handlers.contact.passing import pass_bundle
from handlers.names import DUTY, OTHERS_MAY

ROSTER = _("Jadwal jaga")  # staff
NOBODY_ANSWERS = _("Ada warga yang lama menunggu jawaban petugas. Tolong telepon petugas kantor.")  # staff


async def look_around(unit: Unit) -> bool:
    """Look at what is due; whether there may be more. For the clock, which queues what was told."""
    matter_clock.count_from_now(unit)
    left = await matter_clock.list_left(unit)
    for holder_id in left:
        await _let_go(unit, holder_id)
    due = await matter_clock.list_due(unit)
    for matter in due:
        await _look(unit, matter)
    ended = await matter_clock.end_silent(unit)
    for matter in ended:
        await _tell_ended(unit, matter)
    # The digest before the notices: in the morning one message tells of both.
    if matter_clock.SLICE in (len(left), len(due), len(ended)) or await digest.tell_due(unit):
        return True
    return await _tell_news(unit) >= contact_staff.TOLD_AT_ONCE


async def _let_go(unit: Unit, holder_id: int) -> None:
    """Who works there no more has nothing of it, and a colleague is asked at once."""
    for matter in await matters.release_without_role(unit, holder_id):
        now = await find(unit, matter.id)
        if now is not None and now.waiting_ms:
            office = await organisations.get(unit, now.organisation_id)
            await _raise(unit, office, now, Climbed.OFFERED)


async def _look(unit: Unit, matter: Matter) -> None:
    """It climbs as far as it is due; nothing does while the office is shut."""
    if not matter.waiting_ms or matter.state is not State.OPEN:
        return matter_clock.rest(unit, matter)
    office = await organisations.get(unit, matter.organisation_id)
    hours = reckoned(office.office, unit.now)
    if not is_open(hours, unit.now):
        opens = next_opening(hours, unit.now)
        assert opens is not None, "it was reckoned with hours"
        await matter_clock.climb(unit, matter, matter.climbed, round(opens.timestamp() * 1000))
        return
    leaves = await matter_clock.list_leaves(unit, matter)
    climbed = matter
    while (coming := next_climb(climbed, office.office, leaves=leaves)) and coming[1] <= unit.now:
        climbed = replace(climbed, climbed=coming[0])
    await _raise(unit, office, matter, climbed.climbed)


async def _raise(unit: Unit, office: OfficeRecord, matter: Matter, to: Climbed) -> None:
    """It has climbed so far, and whoever is to know does. Nobody there to ask: then a supervisor knows at once."""
    asks = Climbed.OFFERED in range(matter.climbed + 1, to + 1) and await _must_ask_her(unit, matter)
    colleagues = await matter_clock.list_colleagues(unit, matter, office) if to >= Climbed.OFFERED else []
    if to is Climbed.OFFERED and not colleagues and not asks:
        to = Climbed.SUPERVISOR
    leaves = await matter_clock.list_leaves(unit, matter)
    coming = next_climb(replace(matter, climbed=to), office.office, leaves=leaves)
    next_ms = 0 if coming is None else max(round(coming[1].timestamp() * 1000), unit.now_ms + 1)
    if not await matter_clock.climb(unit, matter, to, next_ms):
        return
    today = local_date(unit.now, office.office.zone)
    is_away = any(each.first <= today <= each.last for each in leaves)
    if matter.climbed < Climbed.REMINDED <= to and matter.holder_id and not is_away:
        contact_staff.keep_climb(unit, [matter.holder_id])
    if matter.climbed < Climbed.OFFERED <= to:
        contact_staff.keep_climb(unit, colleagues)
        if asks:
            await _ask_her(unit, office, matter)
    if matter.climbed < Climbed.SUPERVISOR <= to:
        await _tell_supervisors(unit, office, matter)


async def _tell_supervisors(unit: Unit, office: OfficeRecord, matter: Matter) -> None:
    """Those who lead the office; where nobody does, who keeps its people hears that somebody waits."""
    supervisors = await matter_clock.list_supervisors(unit, matter)
    contact_staff.keep_climb(unit, supervisors)
    if matter.complaint and not supervisors and not matter.holder_id:
        _tell_her_nobody_reads(unit, office, matter)
    for person_id in [] if supervisors else await matter_clock.list_keepers(unit, matter):
        unit.tell(
            person_id,
            NOBODY_ANSWERS,
            MessageClass.RELAY.value,
            buttons=(PushButton(label=ROSTER, talk=DUTY),),
            matter=matter_of(matter.id),
        )


# -- she is asked -------------------------------------------------------------------------------------------------


async def _must_ask_her(unit: Unit, matter: Matter) -> bool:
    """Whether nobody else may have it unless she says so: she wants one alone, or a woman where there is none."""
    if matter.complaint or not await matter_clock.has_others(unit, matter):
        return False  # her yes would bring nobody: she is not asked for nothing
    return matter.only_holder or (matter.women_only and not await matter_clock.may_be_held(unit, matter))


async def _ask_her(unit: Unit, office: OfficeRecord, matter: Matter) -> None:
    known = await people.list_persons(unit, [matter.holder_id]) if matter.holder_id else {}
    name = known[matter.holder_id].name if matter.holder_id in known else ""
    unit.tell(
        matter.person_id,
        question(office.office.name, name, only=matter.only_holder),
        MessageClass.RELAY.value,
        buttons=(
            PushButton(label=_("Boleh"), talk=OTHERS_MAY, args=(matter.id, "yes")),
            PushButton(label=_("Jangan dulu"), talk=OTHERS_MAY, args=(matter.id, "wait")),
        ),
        matter=matter_of(matter.id),
    )


def _tell_her_nobody_reads(unit: Unit, office: OfficeRecord, matter: Matter) -> None:
    """Whoever could read her complaint has left: she hears the truth, and where else she may go."""
    unit.tell(
        matter.person_id,
        _(
            "Maaf, Bu. Di {office} sekarang belum ada yang bisa membaca pesan Ibu. Ibu bisa ke Inspektorat daerah,"
            " atau lewat LAPOR.",
            office=office.office.name,
        ),
        MessageClass.RELAY.value,
        matter=matter_of(matter.id),
    )


async def _tell_ended(unit: Unit, matter: Matter) -> None:
    """Nobody wrote for a year: she hears that it is over, and the truth where it was the office that was silent."""
    office = (await organisations.get(unit, matter.organisation_id)).office.name
    if matter.waiting_ms:
        text = _(
            "Maaf, Bu. Setahun pesan Ibu di {office} tidak dijawab, jadi kami tutup. Masih perlu? Ketik PETUGAS.",
            office=office,
        )
    else:
        text = _(
            "Setahun tidak ada kabar, jadi pesan Ibu di {office} kami tutup. Masih perlu? Ketik PETUGAS.",
            office=office,
        )
    unit.tell(matter.person_id, text, MessageClass.RELAY.value, matter=matter_of(matter.id))


def question(office: str, name: str, *, only: bool) -> Text:
    """What she is asked; name: of whom she wants, "" where that one works there no more."""
    if not only:
        return _(
            "Maaf, petugas perempuan di {office} belum bisa membalas. Boleh petugas lain?", office=office
        )
    if not name:
        return _("Petugas pilihan Ibu sudah tidak di {office}. Boleh petugas lain membaca?", office=office)
    return _(
        "Maaf, {name} belum bisa membalas. Boleh petugas lain di {office} membaca?", name=name, office=office
    )


# -- those who are to hear ------------------------------------------------------------------------------------------


async def _tell_news(unit: Unit) -> int:
    """One message to each who is to hear of something and may be told now; to how many."""
    told = 0
    for row in await contact_staff.list_with_news(unit):
        if told < contact_staff.TOLD_AT_ONCE:
            told += await _tell_one(unit, row)
    return told


async def _tell_one(unit: Unit, row: Row) -> bool:
    """What waits in her open lines; else how much waits for her, if she wants that or the clock says so."""
    person_id = row["person_id"]
    if row["news_ms"] and await matter_lines.find_waiting(unit, person_id):
        contact_staff.drop_news(unit, person_id)  # what waits after this one is kept anew
        if await pass_bundle(unit, person_id):
            return True
    if not contact_staff.may_have_notice(unit, row):
        return False
    counted = await contact_counts.count_for(unit, person_id, 0)
    if counted.is_nothing or not (row["climb_ms"] or row["at_once"]):
        contact_staff.drop_news(unit, person_id)
        contact_staff.drop_climb(unit, person_id)
        return False
    is_for_now = counted.looks or (row["at_once"] and row["news_ms"])
    if not (is_for_now or contact_staff.may_have_climb(unit, row)):
        return False
    if not await contact_staff.claim(unit, person_id, row["told_ms"]):
        return False
    unit.tell(
        person_id,
        together(lines(counted, unit.now_ms, row["zone"])),
        MessageClass.RELAY.value,
        buttons=buttons(counted),
        matter=contact_staff.MATTER,
    )
    return True
