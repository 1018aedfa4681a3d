"""Kelola kelas: the classes somebody leads, each on a page of its own: what comes next, who comes, and what may change.

A trainer runs what she leads; who keeps classes (a worker, a leader of a group) changes and ends them as well.
"""

# staff: who leads classes (trainers, office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.courses import Reply, State
from domain.permits import Action, holders
from handlers.days import WEEKDAYS
from handlers.names import CHANGE_SESSION, COURSES, FOLLOW_UP, NEW_COURSE, OUTCOMES
from handlers.parts import say_in_parts
from handlers.training import doors
from handlers.training.leaders import list_owners
from handlers.training.manage_change import change_course
from handlers.training.manage_steps import (
    Attending,
    Page,
    Row,
    list_beside,
    list_own,
    list_people,
    open_course,
)

NEW = Choice("new", _("Kelas baru"), words=("buat", "baru", "tambah"))
PAST = Choice("past", _("Yang sudah selesai"), words=("selesai", "dulu", "lama"))
DONE = Choice("done", _("Tutup"), words=("sudah", "keluar"))
FOLLOWED = Choice(FOLLOW_UP, _("Tindak lanjut"), words=("disapa", "lanjut"))
FIGURES = Choice(OUTCOMES, _("Hasil pelatihan"), words=("hasil",))
# As many rows as one page of a list has: what is for all classes stands on the first one, however many there are.
PAGE_ROWS = 10

SESSION = Choice("session", _("Libur atau pindah"), words=("libur", "pindah", "undur"))
PEOPLE = Choice("people", _("Peserta"), words=("siapa", "nama"))
CHANGE = Choice("change", _("Atur kelas"), words=("atur", "ubah"))
OTHERS = Choice("others", _("Kelas lain"), words=("lain",))

REPLIES: dict[Reply, Text] = {
    Reply.YES: _("bisa"),
    Reply.GOD_WILLING: _("insyaallah"),
    Reply.UNSURE: _("belum tentu"),
    Reply.NO: _("tidak bisa"),
}


@conversation(
    COURSES,
    title=_("Kelola kelas"),
    words=("kelola kelas", "atur kelas", "kelas kelompok"),
    roles=holders(Action.RUN_COURSES, Action.KEEP_GROUP_COURSES),
    resumes=False,
)
async def manage_courses(chat: Chat, group_id: int = 0, course_id: int = 0) -> None:
    if not course_id:
        course_id = await choose_course(chat, group_id)
    if not course_id:
        return await chat.say(_("Baik. Ketik KELOLA KELAS kalau perlu lagi."))
    await show_page(chat, await chat.look(open_course, course_id))


async def choose_course(chat: Chat, group_id: int) -> int:
    """The class that is meant; 0 for none."""
    own = await chat.look(list_own, group_id, State.OPEN)
    owners = await chat.look(list_owners)
    may_make = any(not group_id or each.key == f"g{group_id}" for each in owners)
    asked = n_("{n} kelas. Yang mana?", "{n} kelas. Yang mana?", len(own))
    if not own:
        asked = _("Belum ada kelas yang berjalan.")
    beside = await chat.look(list_beside, group_id)
    general = [
        *([NEW] if may_make else []),
        *[each for each in (FOLLOWED, FIGURES) if each.key in beside],
        PAST,
        DONE,
    ]
    listed, first = rows_for(own), PAGE_ROWS - len(general)
    chosen = await chat.choose(asked, [*listed[:first], *general, *listed[first:]])
    if chosen.key in beside:
        await chat.go(chosen.key)
    if chosen.key == NEW.key:
        await chat.go(NEW_COURSE, f"g{group_id}" if group_id else "")
    if chosen.key == PAST.key:
        return await choose_past(chat, group_id)
    return 0 if chosen.key == DONE.key else int(chosen.key)


async def choose_past(chat: Chat, group_id: int) -> int:
    """One that is over."""
    own = await chat.look(list_own, group_id, State.ENDED)
    if not own:
        await chat.say(_("Belum ada kelas yang selesai."))
        return 0
    chosen = await chat.choose(_("Kelas selesai yang mana?"), [*rows_for(own), DONE])
    return 0 if chosen.key == DONE.key else int(chosen.key)


def rows_for(own: Sequence[Row]) -> list[Choice]:
    """One line a class, with what comes next below it; the codes are understood, too."""
    return [_row(each, own) for each in own]


def _row(row: Row, among: Sequence[Row]) -> Choice:
    hint: Text = _("Tidak ada pertemuan lagi")
    if row.begins is not None:
        hint = _("{moment}", moment=row.begins)
    label = _label(row, [each for each in among if each.title.casefold() == row.title.casefold()])
    if row.today:
        label = _("Hari ini: {title}", title=label)
    return Choice(str(row.id), label, hint, words=(row.code.lower(),))


def _label(row: Row, alike: Sequence[Row]) -> Text:
    """Its name; of several with that name its place as well, or its weekday, or its code."""
    if len(alike) == 1:
        return _("{title}", title=row.title)
    if sum(each.place.casefold() == row.place.casefold() for each in alike) == 1:
        return _("{title}, {place}", title=row.title, place=row.place)
    days = [each.begins.weekday() for each in alike if each.begins is not None]
    if row.begins is not None and days.count(row.begins.weekday()) == 1:
        return _("{day}: {title}", day=WEEKDAYS[row.begins.weekday()], title=row.title)
    return _("{code}: {title}", code=row.code, title=row.title)


# -- one class --------------------------------------------------------------------------------------------------


async def show_page(chat: Chat, page: Page) -> None:
    """What stands there, and one thing to do."""
    await say_in_parts(chat, heading(page))
    chosen = await chat.choose(_("Mau apa?"), rows_of(page))
    if chosen.key == SESSION.key:
        await chat.go(CHANGE_SESSION, 0, page.id)
    if chosen.key == PEOPLE.key:
        await say_people(chat, await chat.run(list_people, page.id))
        return await chat.say(_("Ketik KELOLA KELAS untuk kembali."))
    if chosen.key == CHANGE.key:
        return await change_course(chat, page)
    if chosen.key == OTHERS.key:
        await chat.go(COURSES)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Ketik KELOLA KELAS kalau perlu lagi."))
    await chat.go(chosen.key, page.id)


def rows_of(page: Page) -> list[Choice]:
    """What may be done, who came first on the day itself; what belongs to other parts stands in doors.py."""
    hung = doors.rows(page.doors, doors.COURSE_DOORS)
    change = [SESSION] if page.left else []
    return [
        *([*hung, *change] if page.today else [*change, *hung]),
        PEOPLE,
        *([CHANGE] if page.keeps and page.is_open else []),
        OTHERS,
        DONE,
    ]


def heading(page: Page) -> list[Text]:
    """The class in a few lines."""
    lines = [_("{title}, {place}. Kode {code}.", title=page.title, place=page.place, code=page.code)]
    if not page.is_open:
        lines = [_("{title} sudah selesai.", title=page.title)]
    elif page.begins is None:
        lines.append(_("Tidak ada pertemuan lagi. Kelas bisa diakhiri lewat Atur kelas."))
    else:
        lines.append(
            n_(
                "Berikutnya: {moment}. Masih {n} pertemuan.",
                "Berikutnya: {moment}. Masih {n} pertemuan.",
                page.left,
                moment=page.begins,
            )
        )
    lines.append(_places(page))
    if page.replies:
        lines.append(_("Jawaban: {counts}.", counts=_counted(page.replies)))
    return lines


def _places(page: Page) -> Text:
    if page.waiting:
        return _(
            "{joined} ikut dari {capacity} tempat, {waiting} menunggu.",
            joined=page.joined,
            capacity=page.capacity or page.joined,
            waiting=page.waiting,
        )
    if page.capacity:
        return _("{joined} ikut dari {capacity} tempat.", joined=page.joined, capacity=page.capacity)
    return _("{joined} orang ikut.", joined=page.joined)


def _counted(replies: Sequence[tuple[Reply, int]]) -> Text:
    (first, count), *rest = replies
    text = _("{n} {reply}", n=count, reply=REPLIES[first])
    for reply, number in rest:
        text = _("{before}, {n} {reply}", before=text, n=number, reply=REPLIES[reply])
    return text


async def say_people(chat: Chat, people: Sequence[Attending]) -> None:
    """Their names, those who wait behind the others."""
    if not people:
        return await chat.say(_("Belum ada yang ikut."))
    await say_in_parts(chat, [_line(number, each) for number, each in enumerate(people, start=1)])


def _line(number: int, each: Attending) -> Text:
    name = each.name or _("Tanpa nama")
    if each.waits:
        return _("{number}. {name}, menunggu", number=number, name=name)
    if each.newcomer:
        return _("{number}. {name}, baru", number=number, name=name)
    return _("{number}. {name}", number=number, name=name)
