"""Menu: what she may do here, short; what is not hers is not shown."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import approvals, calls, data_desk, matter_lists, outbox, talks
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass
from domain.roles import STAFF
from handlers.group.which import list_groups
from handlers.names import (
    AGREE,
    ANNOUNCEMENTS,
    CALLS,
    CLEAR_TRACES,
    COURSES,
    DATA_DESK,
    GROUP,
    HELP,
    INFO,
    LOCK,
    MATTERS,
    MENU,
    NEWS,
    OFFICE,
    OWN_DATA,
    PEOPLE,
    PERSON_TALK,
    QUEUE,
    RESUME,
    SCHEDULE,
    SCREENING,
    SIT_BESIDE,
    SUGGEST,
)

# "Kelompok Rindu Sejahtera" just fits into a row of a list.
GROUP_NAME_CHARS_MAX = 15

FOR_ALL = (
    Choice(SCREENING, _("Cari bantuan"), words=("bantuan", "cari bantuan", "daftar")),
    Choice(INFO, _("Syarat bantuan"), words=("syarat", "info")),
    Choice(SCHEDULE, _("Kelas dan jadwal"), words=("kelas", "jadwal", "pelatihan")),
    Choice(PERSON_TALK, _("Bicara dengan petugas")),
    Choice(OWN_DATA, _("Data saya"), words=("data",)),
    Choice(HELP, _("Cara memakai"), words=("cara", "cara memakai")),
)

# The quick way out on a phone that others read, under the name of what it can do there.
CLEAR = Choice(CLEAR_TRACES, _("Bersihkan chat"))
CLOSE = Choice(CLEAR_TRACES, _("Tutup"))


@dataclass(frozen=True, slots=True)
class Situation:
    """What the menu depends on. matters: how many wait for an answer or for a holder, None where she answers none."""

    news: int
    parked: int
    calls: int
    data_requests: int
    is_staff: bool
    has_queue: bool
    matters: int | None
    has_courses: bool
    has_announcements: bool
    is_admin: bool
    is_helper: bool
    is_chair: bool
    group: str
    to_agree: int
    name: str
    may_lock: bool
    may_clear: bool


@conversation(
    MENU,
    title=_("Menu"),
    words=("menu utama",),
    in_place=True,
    resumes=False,
)
async def show_menu(chat: Chat) -> None:
    here = await chat.look(find_situation)
    choices: list[Choice] = []
    if here.matters is not None:
        choices.append(matters_row(here.matters))
    if here.news:
        choices.append(Choice(NEWS, n_("Kabar baru ({n})", "Kabar baru ({n})", here.news)))
    if here.parked:
        choices.append(Choice(RESUME, _("Lanjutkan yang tadi")))
    if here.has_queue:
        choices.append(Choice(QUEUE, _("Antrean")))  # staff
    if here.calls:
        choices.append(Choice(CALLS, n_("Panggilan ({n})", "Panggilan ({n})", here.calls)))  # staff
    if here.data_requests:
        rows = here.data_requests
        choices.append(Choice(DATA_DESK, n_("Soal data ({n})", "Soal data ({n})", rows)))  # staff
    if here.has_courses:
        choices.append(Choice(COURSES, _("Kelola kelas"), words=("kelola", "kelas")))  # staff
    if here.has_announcements:
        choices.append(Choice(ANNOUNCEMENTS, _("Pengumuman")))  # staff
    if here.is_admin:
        choices.append(Choice(OFFICE, _("Kantor")))  # staff
    if here.to_agree:
        choices.append(Choice(AGREE, n_("Dicek berdua ({n})", "Dicek berdua ({n})", here.to_agree)))
    if here.group:
        choices.append(Choice(GROUP, group_row(here.group), words=("kelompok",)))
    if here.is_chair:
        choices.append(Choice(PEOPLE, _("Pengurus kelompok")))  # staff
    if here.is_helper:
        choices.append(Choice(SIT_BESIDE, _("Dampingi warga")))  # staff
    if here.is_helper and here.matters is None:  # who answers women finds it beside their messages
        choices.append(Choice(SUGGEST, _("Kartu ajakan"), words=("ajak warga", "kartu")))  # staff
    choices.extend(row for row in FOR_ALL if row.key != PERSON_TALK or not here.is_staff)
    greeting = _("Ada yang bisa saya bantu, Bu?")
    if here.is_staff:
        greeting = _("Ada yang bisa saya bantu?")  # staff
    if here.name:
        greeting = _("HP ini sekarang untuk {name}. Ada yang bisa saya bantu?", name=here.name)
    if here.may_lock:
        choices.append(Choice(LOCK, _("Kunci"), words=("nomor rahasia",)))
        choices.append(CLEAR if here.may_clear else CLOSE)
    chosen = await chat.choose(greeting, choices)
    if chosen.key == HELP:
        await chat.go(HELP, "how")
    await chat.go(chosen.key)


def matters_row(count: int) -> Choice:
    """What women have written to whoever answers them."""
    if not count:
        return Choice(MATTERS, _("Pesan warga"), words=("pesan", "pesan warga"))  # staff
    label = n_("Pesan warga ({n})", "Pesan warga ({n})", count)  # staff
    return Choice(MATTERS, label, words=("pesan", "pesan warga"))


def group_row(name: str) -> Text:
    """The way into her group, as it fits into a row."""
    if len(name) > GROUP_NAME_CHARS_MAX:
        return _("{name}", name=name)
    return _("Kelompok {name}", name=name)


async def find_group_name(unit: Unit) -> str:
    """What her group is called, or all of them together; "" if she is in none."""
    own = await list_groups(unit, Action.SEE_TOTALS)
    if len(own) != 1:
        return "Ibu" if own else ""
    return own[0].name


async def find_situation(unit: Unit) -> Situation:
    """What waits for her and which roles she has."""
    roles = {grant.role for grant in unit.actor.roles}
    return Situation(
        news=await outbox.count_pulled(unit, unit.actor.account_id, unit.actor.person_id),
        parked=await talks.count_parked(unit, unit.actor.account_id, unit.actor.person_id),
        calls=await calls.count_ringing(unit, places(unit.actor.roles, Action.ANSWER_CALL)),
        data_requests=await data_desk.count_waiting(unit),
        is_staff=bool(roles & STAFF),
        has_queue=bool(places(unit.actor.roles, Action.SEE_QUEUE)),
        matters=await count_matters(unit),
        has_courses=bool(places(unit.actor.roles, Action.RUN_COURSES)),
        has_announcements=any(
            places(unit.actor.roles, each) for each in (Action.ANNOUNCE, Action.AGREE_TO_ANNOUNCEMENT)
        ),
        is_admin=bool(places(unit.actor.roles, Action.SEE_OFFICE)),
        is_helper=bool(places(unit.actor.roles, Action.SIT_BESIDE)),
        is_chair=bool(places(unit.actor.roles, Action.LIST_GROUP)),
        group=await find_group_name(unit),
        to_agree=await approvals.count_waiting_for(
            unit, places(unit.actor.roles, Action.AGREE), unit.actor.person_id
        ),
        name=unit.actor.name,
        may_lock=unit.actor.profiles or unit.actor.phone in ("shared", "helped"),
        may_clear=unit.actor.unsays,
    )


async def count_matters(unit: Unit) -> int | None:
    """What waits for an answer of hers, and what nobody has yet; None where she answers nobody."""
    if not places(unit.actor.roles, Action.ANSWER_MATTERS):
        return None
    counts = await matter_lists.counts(unit)
    return counts.unanswered + counts.pool
