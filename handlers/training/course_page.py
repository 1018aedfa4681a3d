"""Kelas: one course on one page: when, where, whether there is room, and what she may do with it.

What has something for her there (materials, her certificate ...) hangs below it: handlers/training/doors.py.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _, n_
from db import courses
from db.course_turns import BACK, STAY
from db.unit import Unit
from domain.course_fit import Why
from domain.courses import Part
from handlers.names import COURSE, COURSES, SCHEDULE
from handlers.screening_steps import ask_area
from handlers.training.beside import join_for_her
from handlers.training.course_code import ask_code
from handlers.training.doors import COURSE_DOORS, rows
from handlers.training.fit_words import why_not
from handlers.training.join import change_course, give_back, join, leave, stay
from handlers.training.sight import Sight, find_sight, list_mine
from handlers.training.sight_words import label_of, status

# What of the notes stands on the page itself; longer ones are behind a row, so that the page stays one small screen.
NOTES_CHARS_MAX = 130

# So many rows a list holds on every platform.
ROWS_MAX = 10

JOIN = Choice("join", _("Daftar"), words=("ikut", "mau", "saya ikut", "ya"))
QUEUE_UP = Choice("join", _("Masuk daftar tunggu"), words=("daftar", "tunggu", "ikut"))
NOTES = Choice("notes", _("Keterangan"), words=("bawa apa", "ongkos", "anak", "bawa"))
CHANGE = Choice("change", _("Pindah kelas"), words=("pindah", "tukar", "hari lain", "jam lain"))
LEAVE = Choice("leave", _("Tidak jadi ikut"), words=("keluar", "batal ikut", "berhenti", "tidak jadi"))
STOP_WAITING = Choice("leave", _("Berhenti menunggu"), words=("keluar", "berhenti", "tidak jadi"))
BESIDE = Choice("beside", _("Daftarkan Ibu lain"), words=("dampingi", "daftarkan"))
RUN = Choice("run", _("Kelola kelas ini"), words=("kelola", "atur"))
BELOW = Choice("below", _("Pilihan lain"), words=("lain", "lainnya"))
ALL = Choice("all", _("Lihat jadwal"), words=("jadwal", "kelas lain", "ya", "mau"))
CODE = Choice("code", _("Punya kode kelas"), words=("kode",))


@conversation(COURSE, title=_("Kelas"), words=("kelas saya", "kode kelas"), resumes=False)
async def show_course(chat: Chat, course_id: int = 0, wanted: str = "", area: str = "") -> None:
    if not course_id:
        course_id = await choose_course(chat)
        if not course_id:
            return
    here = await chat.look(find_sight, course_id, area)
    if here.why is Why.WHERE and not area:
        area = (await ask_area(chat)).key
        here = await chat.look(find_sight, course_id, area)
    if wanted == STAY:
        return await stay(chat, here)
    if wanted == BACK:
        return await give_back(chat, here)
    await say_page(chat, here)
    front, below = choices_of(here)
    chosen = await chat.choose(_("Mau apa, Bu?"), front)
    if chosen.key == BELOW.key:
        chosen = await chat.choose(_("Yang mana, Bu?"), [*below, ALL])
    await follow(chat, here, area, chosen.key)


async def follow(chat: Chat, here: Sight, area: str, key: str) -> None:
    """What she chose on the page."""
    if key == JOIN.key:
        await join(chat, here, area)
    elif key == NOTES.key:
        await say_notes(chat, here)
        await chat.say(_("Ketik KELAS untuk kembali."))
    elif key == CHANGE.key:
        await change_course(chat, here, area)
    elif key == LEAVE.key:
        await leave(chat, here)
    elif key == BESIDE.key:
        await join_for_her(chat, here)
    elif key == RUN.key:
        await chat.go(COURSES, 0, here.id)
    elif key == ALL.key:
        await chat.go(SCHEDULE, area)
    else:
        await chat.go(key, here.id)


async def choose_course(chat: Chat) -> int:
    """Hers, or the one whose code she has; 0 if she was told that there is none."""
    mine = await chat.look(list_mine)
    if not mine and await chat.look(leads_any):
        await chat.go(COURSES)
    if len(mine) == 1:
        return mine[0].id
    choices: list[Choice] = [Choice(f"c{each.id}", label_of(each, mine)) for each in mine]
    asked = _("Kelas yang mana, Bu?") if mine else _("Ibu belum ikut kelas. Mau lihat jadwalnya?")
    chosen = (await chat.choose(asked, [*choices, *([CODE, ALL] if mine else [ALL, CODE])])).key
    if chosen == ALL.key:
        await chat.go(SCHEDULE)
    return await ask_code(chat) if chosen == CODE.key else int(chosen[1:])


async def say_page(chat: Chat, here: Sight) -> None:
    """When and where it is, and how she stands to it. Of a group's own course strangers read no more than its name."""
    if here.why is Why.GROUP or here.next is None or here.last is None:
        await chat.say(_("{title}.", title=here.title))
    else:
        await chat.say(
            _(
                "{title}, {owner}.\n{when}, di {place}.",
                title=here.title,
                owner=here.controller.name,
                when=here.next,
                place=here.place,
            )
        )
        if here.left > 1:
            await chat.say(
                n_(
                    "Ada {n} pertemuan, sampai {last}.",
                    "Ada {n} pertemuan, sampai {last}.",
                    here.left,
                    last=here.last.date(),
                )
            )
    if here.why is not None:
        return await chat.say(why_not(here.why, here.needs))
    await chat.say(status(here))
    if has_short_notes(here):
        await say_notes(chat, here)


async def say_notes(chat: Chat, here: Sight) -> None:
    """What to bring, whether children may come, and what the way costs."""
    if here.bring:
        await chat.say(_("Bawa: {what}", what=here.bring))
    if here.childcare:
        await chat.say(_("Anak: {note}", note=here.childcare))
    if here.transport:
        await chat.say(_("Ongkos: {note}", note=here.transport))


def has_short_notes(here: Sight) -> bool:
    """Whether they fit on the page."""
    return len(here.bring + here.childcare + here.transport) <= NOTES_CHARS_MAX


def choices_of(here: Sight) -> tuple[list[Choice], list[Choice]]:
    """What she may do, and what stands behind "Pilihan lain" where it is too much for one list."""
    first: list[Choice] = []
    if not here.is_in and here.why is None:
        first.append(QUEUE_UP if here.full else JOIN)
    if here.why is None and not has_short_notes(here):
        first.append(NOTES)
    hung = rows(here.doors, COURSE_DOORS)
    hers: list[Choice] = []
    if here.is_in and here.next is not None:
        hers = [CHANGE, LEAVE if here.part is Part.JOINED else STOP_WAITING]
    duties = [BESIDE] if here.helps and here.next is not None else []
    duties += [RUN] if here.runs else []
    everything = [*first, *hung, *hers, *duties, ALL]
    if len(everything) <= ROWS_MAX:
        return everything, []
    kept = ROWS_MAX - len(first) - len(hers) - 2
    return [*first, *hung[:kept], *hers, BELOW, ALL], [*hung[kept:], *duties]


# -- what is read -----------------------------------------------------------------------------------------------


async def leads_any(unit: Unit) -> bool:
    """Whether whoever acts leads a course."""
    return bool(await courses.list_kept(unit))
