"""Buat kelompok: a savings group begins: where it is, when it meets, what is saved, and which office she holds.

It is a draft until a second officer has joined: nobody opens a book alone.
"""

from dataclasses import replace
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import enrolment, group_rules, groups, holders, members, people
from db.groups import DRAFTS_MAX, TooManyDrafts
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.money import Rupiah
from domain.permits import Practising
from domain.roles import Role, RoleGrant
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.group.rule_words import RHYTHMS, ask_amount, kind_line
from handlers.group.second_officer import say_second_code
from handlers.meeting.kinds import NAMES
from handlers.name_question import PersonName
from handlers.names import NEW_GROUP
from handlers.parts import say_in_parts
from handlers.questions import Words
from handlers.screening_facts import list_areas

HAS = Choice("yes", _("Ada"), words=("ya", "punya"))
HAS_NOT = Choice("no", _("Tidak ada"), words=("tidak", "belum"))

# Asked when a group begins; the others it adds later (aturan_kelompok). Whether their amount is the same for all.
FIRST_KINDS = {
    SavingKind.POKOK: True,
    SavingKind.WAJIB: True,
    SavingKind.SUKARELA: False,
    SavingKind.SOSIAL: True,
}
EXPLAINED = {
    SavingKind.POKOK: _("Ada simpanan pokok? Itu dibayar sekali, waktu masuk."),
    SavingKind.WAJIB: _("Ada simpanan wajib? Itu dibayar tiap rapat, sama semua."),
    SavingKind.SUKARELA: _("Ada simpanan sukarela? Itu boleh kapan saja."),
    SavingKind.SOSIAL: _("Ada dana sosial? Itu uang kecil untuk yang sakit atau susah."),
}
OFFICES = (Role.CHAIR, Role.TREASURER, Role.SECRETARY)

# What may be said again before the group begins.
PLACE = Choice("place", _("Nama dan tempat"), words=("nama", "tempat"))
MEETINGS = Choice("meetings", _("Waktu rapat"), words=("rapat", "waktu"))
KINDS = Choice("kinds", _("Simpanan"), words=("jumlah",))
NOT_NOW = Choice("not-now", _("Belum jadi"), words=("batal", "nanti"))


@conversation(
    NEW_GROUP, title=_("Buat kelompok"), words=("buat kelompok", "kelompok baru"), resumes=True, money=True
)
async def begin_group(chat: Chat) -> None:
    if await chat.look(count_drafts) >= DRAFTS_MAX:
        raise TooManyDrafts
    await chat.say(_("Kita buat buku kelompok. Hanya untuk anggota. Uangnya tetap kelompok yang pegang."))
    name, village, area = await ask_place(chat)
    rhythm, day = await ask_meetings(chat, area)
    kinds = await ask_kinds(chat)
    chosen = await chat.choose(
        _("Ibu jadi apa di kelompok?"), [Choice(each.value, ROLE_NAMES[each]) for each in OFFICES]
    )
    office = Role(chosen.key)
    own = await ask_own_name(chat)
    await chat.say(_("Aturan lain bisa ditambah nanti, kalau rapat memutuskan."))
    while True:
        await show(chat, rhythm, day, kinds)
        asked = _(
            "Kelompok {group}, {place}. {own} jadi {office}. Benar?",
            group=name,
            place=village,
            own=own,
            office=ROLE_NAMES[office],
        )
        if await chat.confirm(asked, weighty=False):
            break
        wrong = await chat.choose(_("Mana yang mau diganti?"), (PLACE, MEETINGS, KINDS, NOT_NOW))
        if wrong.key == PLACE.key:
            name, village, area = await ask_place(chat)
        elif wrong.key == MEETINGS.key:
            rhythm, day = await ask_meetings(chat, area)
        elif wrong.key == KINDS.key:
            kinds = await ask_kinds(chat)
        else:
            return await chat.say(_("Baik, belum dibuat. Ketik BUAT KELOMPOK kalau mau mulai lagi."))
    code = await chat.run(begin, name, village, area, rhythm, day, kinds, office, own)
    await chat.say(
        _("Kelompok {group} sudah dicatat. Bukunya dibuka kalau pengurus kedua masuk.", group=name)
    )
    second = Role.TREASURER if office is Role.CHAIR else Role.CHAIR
    await say_second_code(chat, ROLE_NAMES[second], code)


async def ask_place(chat: Chat) -> tuple[str, str, str]:
    """What it is called, its village, and the key of its area."""
    name = await chat.ask(_("Apa nama kelompoknya?"), PersonName(chars_max=groups.NAME_CHARS_MAX))
    area = await chat.choose(_("Kelompoknya di daerah mana?"), await chat.look(list_areas))
    village = await chat.ask(
        _("Di desa atau kampung apa?"), Words(chars_max=groups.PLACE_CHARS_MAX, one_line=True)
    )
    return name, village, area.key


async def ask_meetings(chat: Chat, area: str) -> tuple[str, date]:
    """How often it meets, and the first day that is written down."""
    rhythm = await chat.choose(_("Rapatnya tiap kapan?"), list(RHYTHMS.values()))
    today = await chat.look(find_today, area)
    day = await chat.ask(_("Kapan rapat yang pertama dicatat?"), Day(today=today, context="future"))
    return rhythm.key, day


async def show(chat: Chat, rhythm: str, day: date, kinds: tuple[KindRule, ...]) -> None:
    """What it will save, amounts in words too, and when it meets."""
    lines = [kind_line(each, spelled=True) for each in kinds]
    lines.append(_("Rapat: {rhythm}, pertama {day}.", rhythm=RHYTHMS[Rhythm(rhythm)].label, day=day))
    await say_in_parts(chat, lines)


async def ask_kinds(chat: Chat) -> tuple[KindRule, ...]:
    """Which savings there are and what is usual; something has to be saved."""
    while True:
        found: list[KindRule] = []
        for kind, same_for_all in FIRST_KINDS.items():
            if (await chat.choose(EXPLAINED[kind], (HAS, HAS_NOT))).key == HAS_NOT.key:
                continue
            rule = KindRule(kind=kind)
            if same_for_all:
                rule = replace(rule, amount=await ask_amount(chat, NAMES[kind]))
            found.append(rule)
        if found:
            return tuple(found)
        await chat.say(_("Buku kelompok perlu satu jenis simpanan. Kita ulang, ya."))


async def ask_own_name(chat: Chat) -> str:
    """How the book calls her."""
    own = await chat.look(find_own_name)
    if own:
        return own
    return await chat.ask(_("Siapa nama Ibu di buku kelompok?"), PersonName(chars_max=members.NAME_CHARS_MAX))


# -- what is read and written -----------------------------------------------------------------------------------


async def count_drafts(unit: Unit) -> int:
    """How many groups of hers wait for a second officer. Raises Practising: what she began would look invented."""
    if unit.actor.practice:
        raise Practising
    return await groups.count_drafts(unit, unit.actor.person_id)


async def find_own_name(unit: Unit) -> str:
    """How she is called, "" if nobody knows or it is too long for a book."""
    name = (await people.get_person(unit, unit.actor.person_id)).name
    return name if len(name) <= members.NAME_CHARS_MAX else ""


async def find_today(unit: Unit, area: str) -> date:
    """The day it is there."""
    found = unit.facts.find_area(area)
    return local_date(unit.now, found.zone if found is not None else unit.actor.zone)


async def begin(
    unit: Unit,
    name: str,
    village: str,
    area: str,
    rhythm: str,
    day: date,
    kinds: tuple[KindRule, ...],
    office: Role,
    own: str,
) -> str:
    """The draft with its rules and its first officer; a code for the second. Raises TooManyDrafts, Practising."""
    if await count_drafts(unit) >= DRAFTS_MAX:
        raise TooManyDrafts
    found = unit.facts.find_area(area)
    place = village if found is None else f"{village}, {found.label}"
    zone = unit.actor.zone if found is None else found.zone
    group_id = groups.add(unit, name=name, place=place, zone=zone, demo=unit.facts.demo, state=groups.DRAFT)
    today, person_id = local_date(unit.now, zone), unit.actor.person_id
    unit.audit("write", "group", group_id, person_id, "begun")
    await members.add(unit, group_id, person_id=person_id, name=own, joined_day=today)
    for role in (Role.MEMBER, office):
        await holders.give(unit, person_id, RoleGrant(role, group_id=group_id), "founder")
    rules = Rules(
        kinds=tuple(_plain(each) for each in kinds),
        rhythm=Rhythm(rhythm),
        meeting_day=day,
        from_day=today,
        decided_day=today,
    )
    await group_rules.add(unit, group_id, rules, by=1)
    return await enrolment.invite_second(unit, group_id)


def _plain(rule: KindRule) -> KindRule:
    return replace(rule, amount=None if rule.amount is None else Rupiah(rule.amount))
