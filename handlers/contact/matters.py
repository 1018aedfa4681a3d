"""Pesan warga: what women have written to whoever answers them, the longest unanswered first; and what hangs beside it.

The law: no word of a message stands in a list; of what nobody has yet only code, topic and how long it waits.
"""

# staff: who answers women reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import contact_staff, matter_moves, matters
from db.matter_lists import INVENTED
from db.matters import Waiting
from db.unit import Unit
from domain.matters import LISTED_MAX
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.contact.matter_words import called, minutes_since, said_moment, topic_of, waited
from handlers.names import (
    CANNED,
    LOOK_ANYWAY,
    MATTER,
    MATTERS,
    OFFERED,
    OWN_NOTICES,
    PARTNERS,
    STEPS,
    SUGGEST,
    SUPERVISE,
)
from handlers.questions import Words

POOL, BESIDE, CODE, ALL = "pool", "beside", "code", "all"
PAGE_ROWS = 10
# Ten pages; whoever has more looks for the rest by code, or answers the oldest first.
ALL_ROWS = 99
CODE_CHARS_MAX = 12
NAME_SHOWN_CHARS = 14

TO_BESIDE = Choice(BESIDE, _("Keperluan lain"), words=("keperluan", "tugas", "lain"))
TO_LIST = Choice("list", _("Ke daftar"), words=("daftar", "kembali ke daftar"))
FIND = Choice(CODE, _("Cari dengan kode"), words=("cari", "kode"))

TO_SUPERVISE = Choice(SUPERVISE, _("Pantau pesan"), words=("pantau",))

# What hangs beside the list: each a conversation, and what takes it.
DOORS: tuple[tuple[Choice, Action], ...] = (
    (Choice(STEPS, _("Tugas saya"), words=("tugas", "langkah")), Action.ANSWER_MATTERS),
    (Choice(OFFERED, _("Ditawarkan ke saya"), words=("tawaran", "ditawarkan")), Action.ANSWER_MATTERS),
    (FIND, Action.ANSWER_MATTERS),
    (Choice(CANNED, _("Jawaban siap"), words=("jawaban",)), Action.KEEP_CANNED),
    (Choice(LOOK_ANYWAY, _("Buka urusan rekan"), words=("buka", "teman", "rekan")), Action.LOOK_ANYWAY),
    (Choice(SUGGEST, _("Ajak warga"), words=("ajak", "kartu")), Action.SUGGEST),
    (Choice(PARTNERS, _("Tempat rujukan"), words=("rujukan",)), Action.KEEP_PARTNERS),
    (Choice(OWN_NOTICES, _("Cara dikabari"), words=("dikabari",)), Action.ANSWER_MATTERS),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line to choose. name: "" for nobody's. minutes: how long it waits, -1 for not. since_ms: since when, or 0."""

    id: int
    code: str
    name: str
    area: str
    topic: str
    complaint: bool
    wants_call: bool
    minutes: int
    since_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What the list looks like now. leads: who looks sees the office's load too."""

    rows: tuple[Row, ...]
    unanswered: int
    held: int
    pool: int
    offered: int
    leads: bool
    now_ms: int
    zone: str


@conversation(
    MATTERS,
    title=_("Pesan warga"),
    words=("pesan warga", "daftar pesan"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def show_matters(chat: Chat, which: str = "") -> None:
    if which in VIEWS:
        return await VIEWS[which](chat)
    await chat.run(note_look)
    seen = await chat.look(look_at_list)
    chosen = await chat.choose(summary(seen), choices_for(seen))
    if chosen.key in (OFFERED, SUPERVISE):
        await chat.go(chosen.key)
    await chat.go(*((MATTERS, chosen.key) if chosen.key in VIEWS else (MATTER, int(chosen.key))))


def choices_for(seen: Seen) -> list[Choice]:
    """The oldest, and where to find the rest: one list that can be tapped on every channel."""
    rows = rows_for(seen.rows)
    beside = [
        *([to_pool(seen.pool)] if seen.pool else []),
        *([to_offered(seen.offered)] if seen.offered else []),
        *([TO_SUPERVISE] if seen.leads else []),
        TO_BESIDE,
    ]
    room = PAGE_ROWS - len(beside)
    if len(rows) <= room:
        return [*rows, *beside]
    return [*rows[: room - 1], to_all(seen.held), *beside]


async def show_all(chat: Chat) -> None:
    """All of them, page by page; of very many the oldest."""
    seen = await chat.look(look_at_all)
    asked = _("Yang paling lama menunggu ada di atas. Pilih satu.")
    if seen.held > len(seen.rows):
        asked = n_(
            "Ini {n} yang paling lama. Yang lain dicari dengan kode.",
            "Ini {n} yang paling lama. Yang lain dicari dengan kode.",
            len(seen.rows),
        )
    rows = rows_for(seen.rows)
    chosen = await chat.choose(asked, [*rows[: PAGE_ROWS - 1], TO_LIST, *rows[PAGE_ROWS - 1 :]])
    await chat.go(*((MATTERS,) if chosen.key == TO_LIST.key else (MATTER, int(chosen.key))))


def summary(seen: Seen) -> Text:
    """How many wait, and since when the first of them."""
    if seen.unanswered and seen.rows:
        since = said_moment(seen.rows[0].since_ms, now_ms=seen.now_ms, zone=seen.zone)
        return n_(
            "{n} belum dijawab, paling lama sejak {moment}. Pilih satu.",
            "{n} belum dijawab, paling lama sejak {moment}. Pilih satu.",
            seen.unanswered,
            moment=since,
        )
    if seen.held:
        return _("Semua sudah dijawab. Terima kasih.")
    return _("Belum ada pesan untuk akun ini.")


def to_all(count: int) -> Choice:
    """The list of all."""
    return Choice(ALL, n_("Semua ({n})", "Semua ({n})", count), words=("semua", "semuanya"))


def to_pool(count: int) -> Choice:
    """What nobody has yet, or was offered because its holder does not answer."""
    return Choice(
        POOL, n_("Bisa diambil ({n})", "Bisa diambil ({n})", count), words=("bisa diambil", "belum dipegang")
    )


def to_offered(count: int) -> Choice:
    """What a colleague or another office would hand over."""
    return Choice(OFFERED, n_("Ditawarkan ({n})", "Ditawarkan ({n})", count), words=("ditawarkan", "tawaran"))


def rows_for(rows: Sequence[Row]) -> list[Choice]:
    """One line each; where two look alike, their codes stand in front."""
    names = [each.name.casefold() for each in rows]
    return [_row(each, alike=names.count(each.name.casefold()) > 1) for each in rows]


def _row(row: Row, *, alike: bool) -> Choice:
    name = _fitting(row.name)
    who: Text | str = called(name)
    if alike or not name:
        who = _("{code} {name}", code=row.code, name=name) if name else Text(row.code)
    label = _("{who}, dijawab", who=who)
    if row.minutes >= 0:
        label = _("{who}, {waited}", who=who, waited=waited(row.minutes))
    return Choice(str(row.id), label, _hint(row), words=(row.code.lower(),))


def _fitting(name: str) -> str:
    """As much of a name as stands in a row beside the waiting time; the page has it whole."""
    if len(name) <= NAME_SHOWN_CHARS:
        return name
    return name.removesuffix(INVENTED).strip()[:NAME_SHOWN_CHARS].strip()


def _hint(row: Row) -> Text:
    if row.complaint:
        return _("Keluhan. Kode {code}", code=row.code)
    if row.wants_call:
        return _("Minta ditelepon. Kode {code}", code=row.code)
    if row.area:
        return _("{area}. Kode {code}", area=row.area, code=row.code)
    return _("Kode {code}", code=row.code)


async def show_pool(chat: Chat) -> None:
    """What nobody has yet, by code, topic and waiting time alone."""
    rows = await chat.look(look_at_pool)
    if not rows:
        await chat.say(_("Belum ada yang perlu diambil."))
        await chat.go(MATTERS)
    choices = [
        Choice(
            str(each.id),
            _("{code}, {waited}", code=each.code, waited=waited(each.minutes)),
            _("Keluhan") if each.complaint else topic_of(each.topic),
            words=(each.code.lower(),),
        )
        for each in rows
    ]
    asked = n_("{n} bisa diambil. Pilih satu.", "{n} bisa diambil. Pilih satu.", len(rows))
    chosen = await chat.choose(asked, [*choices[: PAGE_ROWS - 1], TO_LIST, *choices[PAGE_ROWS - 1 :]])
    await chat.go(*((MATTERS,) if chosen.key == TO_LIST.key else (MATTER, int(chosen.key))))


async def show_beside(chat: Chat) -> None:
    """The worker's tasks, what the office keeps, and how one is told of messages."""
    open_here = await chat.look(list_doors)
    choices = [door for door, _action in DOORS if door.key in open_here]
    chosen = await chat.choose(_("Keperluan apa?"), [*choices, TO_LIST])
    if chosen.key == TO_LIST.key:
        await chat.go(MATTERS)
    await chat.go(*((MATTERS, CODE) if chosen.key == CODE else (chosen.key,)))


async def find_one(chat: Chat) -> None:
    """By the code that the woman says on the phone or at the counter."""
    code = await chat.ask(_("Tulis kodenya. Contoh: K7PM2A."), Words(chars_max=CODE_CHARS_MAX, one_line=True))
    matter_id = await chat.look(find_by_code, code)
    if not matter_id:
        await chat.say(_("Kode itu tidak ada di sini."))
        await chat.go(MATTERS, BESIDE)
    await chat.go(MATTER, matter_id)


VIEWS = {POOL: show_pool, BESIDE: show_beside, CODE: find_one, ALL: show_all}


# -- looks and steps --------------------------------------------------------------------------------------------


async def note_look(unit: Unit) -> None:
    """What comes from now on is news again."""
    contact_staff.look(unit)


async def look_at_list(unit: Unit) -> Seen:
    """What the actor has, in the offices of her roles as they are now: the longest unanswered."""
    return await _look(unit, PAGE_ROWS)


async def look_at_all(unit: Unit) -> Seen:
    """The same, as many as can be looked through."""
    return await _look(unit, ALL_ROWS)


async def _look(unit: Unit, most: int) -> Seen:
    counts = await matters.counts(unit)
    rows = await matters.list_held(unit, most)
    offices = () if unit.actor.locked else places(unit.actor.roles, Action.ANSWER_MATTERS)
    offered = await matter_moves.count_offered(unit, unit.actor.person_id, offices) if offices else 0
    return Seen(
        rows=tuple(_read(unit, each) for each in rows),
        unanswered=counts.unanswered,
        held=counts.held,
        pool=counts.pool,
        offered=offered,
        leads=bool(offices) and bool(places(unit.actor.roles, Action.SUPERVISE_MATTERS)),
        now_ms=unit.now_ms,
        zone=unit.actor.zone,
    )


async def look_at_pool(unit: Unit) -> tuple[Row, ...]:
    """What nobody has and the actor may take."""
    return tuple([_read(unit, each) for each in await matters.list_pool(unit, (), LISTED_MAX)])


def _read(unit: Unit, waiting: Waiting) -> Row:
    return Row(
        id=waiting.id,
        code=waiting.code,
        name=waiting.name,
        area=waiting.area,
        topic=waiting.topic,
        complaint=waiting.complaint,
        wants_call=waiting.wants_call,
        minutes=minutes_since(waiting.waiting_ms, unit.now_ms) if waiting.waiting_ms else -1,
        since_ms=waiting.waiting_ms,
    )


async def list_doors(unit: Unit) -> tuple[str, ...]:
    """The conversations beside the list that the actor's roles open."""
    return tuple([door.key for door, action in DOORS if places(unit.actor.roles, action)])


async def find_by_code(unit: Unit, code: str) -> int:
    """The matter of that code, if the actor may see that it exists; 0 else."""
    found = await matters.find_by_code(unit, code)
    if found is None:
        return 0
    try:
        return (await matters.peek(unit, found.id, looking=True)).id
    except NotAllowed:
        return 0
