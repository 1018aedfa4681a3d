"""The questions about a class, one function each: asked when it is made, and again where something is changed.

Every text a woman will see is asked with CourseWords; what may be left out has a "Lewati" that says what holds then.
"""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice, Choosable
from conversation.text import Text, _
from domain.course_drafts import Draft, planned
from domain.courses import (
    CAPACITY_MAX,
    NOTE_CHARS_MAX,
    PLACE_CHARS_MAX,
    SESSIONS_MAX,
    TITLE_CHARS_MAX,
    Kind,
    Topic,
    Who,
)
from domain.recurrence import NO_START_MIN, Recurrence, day_moment
from handlers.day_questions import Day, Hour
from handlers.parts import say_in_parts
from handlers.questions import SomeOf, WholeNumber, Words
from handlers.training import make_words as words
from handlers.training.make_steps import (
    Here,
    find_group,
    find_me,
    list_trainers,
    plan_days,
)
from handlers.training.questions import CourseWords, Schedule, When, example, read_when

SKIP = _("Lewati")
NO_LIMIT = _("Tidak dibatasi")
NOTHING = _("Tidak ada")
USUAL_NAME = _("Nama biasa")

RIGHT = Choice("right", _("Benar"), words=("ya", "betul", "sudah"))
OTHER = Choice("other", _("Ubah jadwal"), words=("ubah", "bukan", "tidak", "salah"))

CHILDREN = (
    Choice("yes", _("Boleh bawa anak"), words=("boleh", "ya")),
    Choice("care", _("Ada yang menjaga"), words=("dijaga", "ada")),
    Choice("no", _("Belum bisa"), words=("tidak", "belum")),
)
# As it is kept, and stands behind "Anak:" for women: the office's own words, like those of a file.
CHILDREN_SAID = {
    "yes": "boleh ikut",
    "care": "boleh ikut, ada yang menjaga",
    "no": "belum bisa ikut",
}
FARES = (
    Choice("paid", _("Ongkos diganti"), words=("diganti", "ganti")),
    Choice("fetched", _("Ada jemputan"), words=("jemput", "dijemput")),
    Choice("own", _("Ongkos sendiri"), words=("sendiri",)),
)
FARES_SAID = {"paid": "diganti", "fetched": "ada jemputan", "own": "sendiri"}

EVERYBODY = _("Semua warga")
# "Lewati" is understood wherever it has a sense in this talk, also where another button says it better.
SKIPPED = ("lewati", "lewat", "skip", "terserah")
ALL = Choice("all", EVERYBODY, words=("semua", "siapa saja", "umum", *SKIPPED))
AREAS = Choice("areas", _("Wilayah tertentu"), words=("wilayah", "desa", "kecamatan"))
RESULT = Choice("result", _("Hasil awal cocok"), words=("hasil", "skrining", "cocok"))
LEARNED = Choice("needs", _("Sudah bisa sesuatu"), words=("lanjutan", "sudah bisa"))
OF_GROUP = Choice("group", _("Anggota kelompok"), words=("kelompok", "anggota"))
OF_OURS = replace(OF_GROUP, words=(*OF_GROUP.words, *SKIPPED))
ANYBODY = Choice("anybody", _("Semua yang tertarik"), words=("semua", "umum"))

MYSELF = Choice("me", _("Saya sendiri"), words=("saya", "sendiri"))
SOMEBODY = Choice("others", _("Orang lain"), words=("lain", "pilih"))
NOBODY = Choice("nobody", _("Belum ada"), words=("belum", "nanti", *SKIPPED))

DAY_BEFORE, TWO_HOURS = 1440, 120
REMINDERS = (
    Choice("both", _("Sehari dan 2 jam"), words=("keduanya", "dua")),
    Choice("day", _("Sehari sebelumnya"), words=("sehari",)),
    Choice("hours", _("2 jam sebelumnya"), words=("2 jam", "dua jam")),
)
OFFSETS: dict[str, tuple[int, ...]] = {
    "both": (DAY_BEFORE, TWO_HOURS),
    "day": (DAY_BEFORE,),
    "hours": (TWO_HOURS,),
}


# -- what it is -------------------------------------------------------------------------------------------------


async def ask_sort(chat: Chat, draft: Draft) -> Draft:
    """A skill, a guidance or a Bimtek, and of what."""
    sort = await chat.choose(_("Kelas apa?"), words.SORTS)
    if sort.key != words.GUIDANCE.key:
        return replace(draft, kind=Kind.SKILL, topic=Topic(sort.key))
    kind = Kind((await chat.choose(_("Bimbingan yang mana?"), words.GUIDANCES)).key)
    topic = Topic.SELLING if kind is Kind.BUSINESS else Topic.OTHER
    if kind is Kind.BIMTEK:  # in the field they want to work in (source C, C20)
        topic = Topic((await chat.choose(_("Bimtek untuk bidang apa?"), words.FIELDS)).key)
    return replace(draft, kind=kind, topic=topic)


async def ask_title(chat: Chat, draft: Draft) -> Draft:
    """What it is called; by itself it is called after its topic."""
    usual = words.title_of(draft.kind, draft.topic)
    question = CourseWords(chars_max=TITLE_CHARS_MAX, one_line=True, skip=USUAL_NAME)
    title = await chat.ask_or_skip(_("Apa nama kelasnya? Boleh nama biasanya saja."), question)
    return replace(draft, title=title or usual)


async def ask_place(chat: Chat, where: str) -> str:
    """Where it meets. where: the group's own place, which is offered."""
    question = CourseWords(
        chars_max=PLACE_CHARS_MAX, one_line=True, skip=_("Seperti biasa") if where else None
    )
    asked = _("Di mana tempatnya? Contoh: Balai Desa Junrejo.")
    if where:
        asked = _("Di mana tempatnya? Kalau dilewati: {place}.", place=where)
    return await chat.ask_or_skip(asked, question) or where


async def ask_capacity(chat: Chat) -> int:
    """How many may come; 0 for as many as like."""
    question = WholeNumber(least=1, most=CAPACITY_MAX, skip=NO_LIMIT)
    return await chat.ask_or_skip(_("Paling banyak berapa orang?"), question) or 0


async def ask_bring(chat: Chat) -> str:
    """What each brings."""
    question = CourseWords(chars_max=NOTE_CHARS_MAX, one_line=True, skip=NOTHING)
    asked = _("Perlu bawa apa? Contoh: celemek dan buku.")
    return await chat.ask_or_skip(asked, question) or ""


async def ask_children(chat: Chat) -> str:
    """Whether children may come along."""
    chosen = await chat.choose_or_skip(_("Boleh bawa anak?"), CHILDREN, skip=SKIP)
    return CHILDREN_SAID[chosen.key] if chosen is not None else ""


async def ask_fare(chat: Chat) -> str:
    """Who pays for the way."""
    chosen = await chat.choose_or_skip(_("Ongkos ke tempat kelas?"), FARES, skip=SKIP)
    return FARES_SAID[chosen.key] if chosen is not None else ""


async def ask_offsets(chat: Chat) -> tuple[int, ...]:
    """When women are reminded."""
    return OFFSETS[(await chat.choose(_("Kapan pengingat dikirim?"), REMINDERS)).key]


# -- when -------------------------------------------------------------------------------------------------------


async def ask_when(chat: Chat, today: date, draft: Draft) -> Draft:
    """The days, read back with every holiday that is left out, until they are right."""
    asked = example(_("Kapan kelasnya?"))
    while True:
        when = await chat.ask(asked, Schedule(today=today))
        while when.asks or when.recurrence is None:
            when = await _ask_missing(chat, when, today)
        zone = when.zone or draft.zone
        plan = await chat.look(plan_days, when.recurrence)
        asked = _("Waktu itu sudah lewat. Kapan kelasnya?")
        if plan.days and not await _is_over(chat, plan.days[0], when.recurrence, zone):
            if when.instead_of is not None:
                await chat.say(words.other_first_day(when.instead_of, plan.days[0]))
            await say_in_parts(chat, words.days_lines(plan, when.recurrence, zone))
            if (await chat.choose(_("Benar?"), (RIGHT, OTHER))).key == RIGHT.key:
                return planned(replace(draft, zone=zone), when.recurrence, plan.days)
            asked = example(_("Kapan kelasnya?"))


async def _is_over(chat: Chat, day: date, recurrence: Recurrence, zone: str) -> bool:
    return day_moment(day, recurrence.start_min, zone) <= await chat.now()


async def _ask_missing(chat: Chat, when: When, today: date) -> When:
    """One part that is missing or could be two things, asked by itself."""
    part = when.asks[0] if when.asks else "day"
    if part == "time" or (when.recurrence is not None and when.recurrence.start_min == NO_START_MIN):
        clock = await chat.ask(_("Jam berapa mulainya?"), Hour())
        return _again(when, f"jam {clock:%H.%M}", today)
    if part == "count":
        question = WholeNumber(least=1, most=SESSIONS_MAX)
        return _again(when, f"{await chat.ask(_('Berapa kali pertemuannya?'), question)} kali", today)
    if part == "first":
        first = await chat.ask(_("Mulai tanggal berapa?"), Day(today=today, context="future"))
        return _again(when, f"mulai {first.day}-{first.month}-{first.year}", today)
    asked = _("Hari apa saja? Contoh: tiap Selasa, atau 3 dan 10 Februari.")
    return await chat.ask(asked, Schedule(today=today, before=when.said))


def _again(when: When, added: str, today: date) -> When:
    """All that was said, read as one; what was asked for is not asked a second time."""
    said = f"{when.said}\n{added}"
    return read_when(said, today=today) or when


# -- for whom, and by whom --------------------------------------------------------------------------------------


async def ask_who(chat: Chat, draft: Draft, here: Here) -> Who:
    """Who may join. A Bimtek is followed before aid is handed over (source C, C19), unless the office says no."""
    if draft.group_id is not None:
        chosen = await chat.choose(_("Untuk siapa kelas ini?"), (OF_OURS, ANYBODY))
        return Who(groups=(draft.group_id,) if chosen.key == OF_GROUP.key else ())
    who = replace(draft.who, before_aid=False)
    if draft.kind is Kind.BIMTEK:
        asked = _("Wajib diikuti sebelum bantuan diserahkan?")
        who = replace(who, before_aid=await chat.confirm(asked, weighty=False))
    offered = [ALL, *([AREAS] if here.areas else []), OF_GROUP, *([RESULT] if here.sets else []), LEARNED]
    chosen = await chat.choose(_("Untuk siapa kelas ini?"), offered)
    if chosen.key == AREAS.key:
        return replace(
            who, areas=await _ask_some(chat, _("Wilayah mana? Boleh lebih dari satu."), here.areas)
        )
    if chosen.key == RESULT.key:
        return replace(who, sets=((await chat.choose(_("Hasil awal bantuan apa?"), here.sets)).key,))
    if chosen.key == LEARNED.key:
        topics = await _ask_some(chat, _("Sudah bisa apa? Boleh lebih dari satu."), words.FIELDS)
        return replace(who, needs=tuple(Topic(each) for each in topics))
    if chosen.key == OF_GROUP.key:
        return await _ask_group(chat, draft, who)
    return Who(before_aid=who.before_aid)


async def _ask_some(chat: Chat, asked: Text, offered: Sequence[Choosable]) -> tuple[str, ...]:
    return await chat.ask(asked, SomeOf(of=offered))


async def _ask_group(chat: Chat, draft: Draft, who: Who) -> Who:
    """A group is found by its name; who knows it may name it, nobody is shown a list of groups."""
    key = f"o{draft.organisation_id}"
    asked = _("Apa nama kelompoknya?")
    while True:
        name = await chat.ask_or_skip(asked, Words(chars_max=TITLE_CHARS_MAX, one_line=True, skip=EVERYBODY))
        if name is None:  # the button says "Semua warga"
            return Who(before_aid=who.before_aid)
        found = await chat.look(find_group, key, name)
        if found is not None:
            return replace(who, groups=(int(found.key),))
        asked = _("Nama itu belum saya temukan. Apa nama kelompoknya?")


async def ask_trainers(chat: Chat, draft: Draft) -> tuple[int, ...]:
    """Who leads it; in a group whoever makes it."""
    me = await chat.look(find_me)
    if draft.group_id is not None:
        return (me,)
    chosen = await chat.choose(_("Siapa pelatihnya?"), (MYSELF, SOMEBODY, NOBODY))
    if chosen.key != SOMEBODY.key:
        return (me,) if chosen.key == MYSELF.key else ()
    listed = await chat.run(list_trainers, f"o{draft.organisation_id}")
    picked = await chat.ask(_("Yang mana? Boleh lebih dari satu."), SomeOf(of=listed))
    return tuple(int(each) for each in picked)
