"""Jadwal: what is hers comes first, with day, hour, zone and place; then the courses that fit her.

Nobody is put into anything here: she looks, and says herself what she wants (handlers/training/course_page.py).
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import course_fit, skills
from db.skills import Wish
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass
from handlers.names import COURSE, SCHEDULE
from handlers.screening_steps import ask_area
from handlers.training.course_code import ask_code
from handlers.training.doors import SCHEDULE_DOORS, rows, schedule_doors
from handlers.training.make_words import TOPICS
from handlers.training.sight import Line, line_of, list_mine
from handlers.training.sight_words import label_of, line_text

# What stands in the message itself, so that it stays one small screen; the rest is a row that says more.
LINES_SHOWN_MAX = 3
LINES_CHARS_MAX = 260
WISHES_SHOWN_MAX = 3

# So many rows a list holds on every platform; where all does not fit, everything is two taps away.
ROWS_MAX = 10
OF_EACH_MAX = 3

OTHERS = Choice("others", _("Kelas lain"), words=("lain", "lainnya", "yang lain"))
BELOW = Choice("below", _("Pilihan lain"), words=("pilihan",))
WHERE = Choice("where", _("Ganti daerah"), words=("daerah lain", "daerah", "ganti"))
CODE = Choice("code", _("Punya kode kelas"), words=("kode",))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """What is hers, what fits her, and what there is beside.

    placed: it is known where she lives, or in which group. asked: where she lives was asked for now only. wishes: for
    who makes courses: what women would like to learn, never of fewer than five.
    """

    mine: tuple[Line, ...]
    fitting: tuple[Line, ...]
    others: tuple[Line, ...]
    placed: bool
    asked: bool
    doors: tuple[str, ...]
    wishes: tuple[Wish, ...]


@conversation(
    SCHEDULE,
    title=_("Kelas dan jadwal"),
    words=("jadwal kelas", "jadwal saya", "kelas dan jadwal", "cari kelas", "pelatihan"),
    in_place=True,
    resumes=False,
)
async def show_schedule(chat: Chat, area: str = "") -> None:
    here = await chat.look(find_schedule, area)
    if not here.placed and not here.mine:
        area = (await ask_area(chat)).key
        here = await chat.look(find_schedule, area)
    for line in shown(here.mine):
        await chat.say(line_text(line))
    for wish in here.wishes:
        topic = TOPICS[wish.topic]
        await chat.say(
            n_("Mau belajar {topic}: {n} orang.", "Mau belajar {topic}: {n} orang.", wish.count, topic=topic)
        )
    front, courses, below = pages_of(here)
    chosen = (await chat.choose(heading(here), front)).key
    if chosen == OTHERS.key:
        asked = _("Mau lihat yang mana, Bu?")
        if not any(each.id == one.id for each in courses for one in here.fitting):
            asked = _("Ini kelas yang ada syaratnya. Mau lihat yang mana?")
        chosen = (await chat.choose(asked, rows_of(courses, courses))).key
    if chosen == BELOW.key:
        chosen = (await chat.choose(_("Mau apa, Bu?"), [*below, DONE])).key
    await follow(chat, chosen, area)


async def follow(chat: Chat, chosen: str, area: str) -> None:
    """What she chose."""
    if chosen == DONE.key:
        return await chat.say(_("Baik, Bu. Ketik JADWAL kalau perlu lagi."))
    if chosen == WHERE.key:
        await chat.go(SCHEDULE, (await ask_area(chat)).key)
    if chosen == CODE.key:
        course_id = await ask_code(chat)
        if not course_id:
            return
        await chat.go(COURSE, course_id, "", area)
    if chosen[1:].isdecimal():
        await chat.go(COURSE, int(chosen[1:]), "", area)
    await chat.go(chosen)


def shown(mine: tuple[Line, ...]) -> list[Line]:
    """Of what is hers, the first ones, as far as they fit on the screen; one always."""
    found: list[Line] = []
    chars = 0
    for each in mine[:LINES_SHOWN_MAX]:
        chars += len(each.title) + len(each.place) + 50
        if not found or chars <= LINES_CHARS_MAX:
            found.append(each)
    return found


def heading(here: Schedule) -> Text:
    """How much there is for her; never a promise."""
    if here.fitting:
        count = len(here.fitting)
        return n_(
            "Ada {n} kelas yang bisa Ibu ikuti. Mau lihat yang mana?",
            "Ada {n} kelas yang bisa Ibu ikuti. Mau lihat yang mana?",
            count,
        )
    if here.mine:
        return _("Belum ada kelas baru untuk Ibu. Mau lihat yang mana?")
    return _("Belum ada kelas untuk Ibu sekarang. Nanti ketik JADWAL lagi, ya.")


def pages_of(here: Schedule) -> tuple[list[Choice], tuple[Line, ...], list[Choice]]:
    """The front, hers first, then what fits; the courses behind "Kelas lain"; what stands behind "Pilihan lain"."""
    mine, fitting = here.mine, here.fitting
    below = [*rows(here.doors, SCHEDULE_DOORS), CODE, *([WHERE] if here.asked else [])]
    others = [OTHERS] if here.others else []
    together = (*mine, *fitting)
    if len(together) + len(others) + len(below) < ROWS_MAX:
        return [*rows_of(together, together), *others, *below, DONE], here.others, []
    front = (*mine[:OF_EACH_MAX], *fitting[:OF_EACH_MAX])
    behind = (*mine[OF_EACH_MAX:], *fitting[OF_EACH_MAX:], *here.others)
    others = [OTHERS] if behind else []
    return [*rows_of(front, together), *others, BELOW, DONE], behind, below


def rows_of(lines: tuple[Line, ...], among: tuple[Line, ...]) -> list[Choice]:
    """Each course with its next hour in the second line, where the channel has one."""
    return [
        Choice(f"c{each.id}", label_of(each, among), hint=_("{when}", when=each.begins)) for each in lines
    ]


# -- what is read -----------------------------------------------------------------------------------------------


async def find_schedule(unit: Unit, area: str) -> Schedule:
    """What is hers and what there is for her. area: where she says she lives, where nobody knows it yet."""
    me = unit.actor.person_id
    standing = await course_fit.standing_of(unit, me, area)
    offered = await course_fit.list_within_reach(unit, me, standing)
    return Schedule(
        mine=await list_mine(unit),
        fitting=tuple(line_of(each) for each in offered if each.fit.ok),
        others=tuple(line_of(each) for each in offered if not each.fit.ok),
        placed=bool(standing.area or standing.offices or standing.groups),
        asked=not unit.actor.practice and (bool(area) or not standing.area),
        doors=await schedule_doors(unit),
        wishes=await _list_wishes(unit),
    )


async def _list_wishes(unit: Unit) -> tuple[Wish, ...]:
    """What is wanted most in the office in which she makes courses; nothing for everybody else."""
    offices = () if unit.actor.practice else places(unit.actor.roles, Action.KEEP_COURSES)
    return (await skills.count_wishes(unit, offices[0]))[:WISHES_SHOWN_MAX] if offices else ()
