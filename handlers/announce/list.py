"""Pengumuman: what an office or a group has announced, the newest first, and where a new one is begun."""

# staff: who announces or agrees (workers, supervisors, admins, treasurers, chairs) reads this file's sentences

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import announcement_tellings, announcements
from db.unit import Unit
from domain.announcements import Announcement, State
from domain.permits import Action, holders, places
from domain.placeholders import fill
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.announce.page_steps import SOME_DAY, place_of, words_of
from handlers.announce.words import STATES, moment_in_words
from handlers.names import (
    AGREE_TO_ANNOUNCEMENT,
    ANNOUNCE,
    ANNOUNCEMENT,
    ANNOUNCEMENTS,
    SET_ANNOUNCING,
)
from handlers.questions import Words

OLDER, CODE = "older", "code"

NEW = Choice(ANNOUNCE, _("Buat pengumuman"), words=("buat", "baru", "tulis"))
SETTINGS = Choice(SET_ANNOUNCING, _("Atur batas"), words=("atur", "batas"))
FIND = Choice(CODE, _("Cari dengan kode"), words=("cari", "kode"))
OLD = Choice(OLDER, _("Yang lebih lama"), words=("lama", "sebelumnya"))
NEWEST = Choice("newest", _("Yang terbaru"), words=("baru", "terbaru"))

PAGE_ROWS = 5
CODE_CHARS_MAX = 12
BEGINNING_CHARS = 40

# As it fits into a row behind a code.
SHORT: Mapping[State, Text] = {**STATES, State.APPROVAL: _("Menunggu setuju")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An announcement to choose. beginning: of its words, "" once they were forgotten. zone: of whose it is."""

    id: int
    code: str
    state: State
    beginning: str
    made_ms: int
    zone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """The newest, or those before one. to_agree: how many wait for whoever looks. older: before which id are more."""

    rows: tuple[Row, ...]
    older: int
    to_agree: int
    may_write: bool
    may_set: bool
    now_ms: int


@conversation(
    ANNOUNCEMENTS,
    title=_("Pengumuman"),
    words=("daftar pengumuman",),
    roles=holders(
        Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP, Action.AGREE_TO_ANNOUNCEMENT, Action.SET_ANNOUNCING
    ),
    resumes=False,
)
async def show_announcements(chat: Chat, group_id: int = 0, before: int = 0, view: str = "") -> None:
    if view == CODE:
        return await find_one(chat, group_id)
    seen = await chat.look(list_announcements, group_id, before)
    for line in in_words(seen):
        await chat.say(line)
    chosen = await chat.choose(question(seen), choices_for(seen, before))
    if chosen.key in (AGREE_TO_ANNOUNCEMENT, SET_ANNOUNCING):
        await chat.go(chosen.key)
    if chosen.key == ANNOUNCE:
        await chat.go(ANNOUNCE, group_id)
    if chosen.key == CODE:
        await chat.go(ANNOUNCEMENTS, group_id, 0, CODE)
    if chosen.key in (OLDER, NEWEST.key):
        await chat.go(ANNOUNCEMENTS, group_id, seen.older if chosen.key == OLDER else 0)
    await chat.go(ANNOUNCEMENT, int(chosen.key))


async def find_one(chat: Chat, group_id: int) -> None:
    """By its code, as it stands in every message about it."""
    code = await chat.ask(_("Tulis kodenya. Contoh: K7PM2A."), Words(chars_max=CODE_CHARS_MAX, one_line=True))
    announcement_id = await chat.look(find_by_code, code)
    if not announcement_id:
        await chat.say(_("Kode itu tidak ada di sini."))
        await chat.go(ANNOUNCEMENTS, group_id)
    await chat.go(ANNOUNCEMENT, announcement_id)


def in_words(seen: Seen) -> list[Text]:
    """How each begins, so that it is known again."""
    return [
        _(
            "{code}, {when}: {words}",
            code=each.code,
            when=moment_in_words(each.made_ms, now_ms=seen.now_ms, zone=each.zone),
            words=each.beginning or _("(isinya sudah dihapus)"),
        )
        for each in seen.rows
    ]


def question(seen: Seen) -> Text:
    """What is to be chosen."""
    if not seen.rows:
        return _("Belum ada pengumuman. Mau apa?")
    return _("Pilih satu pengumuman, atau buat baru.") if seen.may_write else _("Pilih satu pengumuman.")


def choices_for(seen: Seen, before: int) -> list[Choice]:
    """What waits for whoever looks, a new one, the newest, and where the rest is."""
    waiting = n_("Perlu disetujui ({n})", "Perlu disetujui ({n})", seen.to_agree)
    rows = [
        Choice(
            str(each.id),
            _("{code}, {state}", code=each.code, state=SHORT[each.state]),
            words=(each.code.casefold(),),
        )
        for each in seen.rows
    ]
    return [
        *([Choice(AGREE_TO_ANNOUNCEMENT, waiting, words=("setujui", "setuju"))] if seen.to_agree else []),
        *([NEW] if seen.may_write else []),
        *rows,
        *([OLD] if seen.older else []),
        *([NEWEST] if before else []),
        *([FIND] if seen.rows else []),
        *([SETTINGS] if seen.may_set and not before else []),
    ]


# -- looks ------------------------------------------------------------------------------------------------------


async def list_announcements(unit: Unit, group_id: int, before: int) -> Seen:
    """Those of the actor's offices and groups, or of that group alone. Raises NotAllowed where there is none."""
    roles = () if unit.actor.locked else unit.actor.roles
    mine = [each for each in places(roles, Action.ANNOUNCE_TO_GROUP) if group_id in (0, each)]
    send = () if group_id else places(roles, Action.ANNOUNCE)
    agree = () if group_id else places(roles, Action.AGREE_TO_ANNOUNCEMENT)
    set_ = () if group_id else places(roles, Action.SET_ANNOUNCING)
    offices = sorted({*send, *agree})
    if not (mine or offices or set_):
        raise NotAllowed
    found = await announcements.list_of(
        unit, organisation_ids=offices, group_ids=mine, most=PAGE_ROWS + 1, before=before
    )
    shown = found[:PAGE_ROWS]
    return Seen(
        rows=tuple([await _row(unit, each) for each in shown]),
        older=shown[-1].id if len(found) > PAGE_ROWS else 0,
        to_agree=await announcement_tellings.count_to_agree(unit, agree) if agree else 0,
        may_write=bool(mine or send),
        may_set=bool(set_),
        now_ms=unit.now_ms,
    )


async def _row(unit: Unit, announcement: Announcement) -> Row:
    beginning = " ".join(
        fill(await words_of(unit, announcement), salutation="", name="", day=SOME_DAY).split()
    )
    if len(beginning) > BEGINNING_CHARS:
        beginning = beginning[:BEGINNING_CHARS].rsplit(" ", 1)[0].rstrip(".,") + " ..."
    return Row(
        id=announcement.id,
        code=announcement.code,
        state=announcement.state,
        beginning=beginning,
        made_ms=announcement.made_ms,
        zone=await announcement_tellings.zone_of(unit, place_of(announcement)),
    )


async def find_by_code(unit: Unit, code: str) -> int:
    """The announcement of that code, if the actor may see it; 0 else."""
    found = await announcements.find(unit, code)
    return 0 if found is None else found.id
