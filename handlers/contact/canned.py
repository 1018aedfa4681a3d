"""Jawaban siap: the answers an office keeps ready, for those who keep them; using one is handlers/contact/answer.py's.

The law: what stands there is read by women with little schooling, so it is checked like every sentence of ours, and
it holds no name and no number.
"""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import canned, organisations, permits
from db.unit import Unit
from domain.canned import CannedNotPlain, SameCanned, TooManyCanned, check_body, check_room, check_title
from domain.matters import ANSWER_CHARS_MAX, CANNED_TITLE_CHARS_MAX
from domain.permits import Action, holders, places
from domain.records import dataclass
from handlers.contact.topics import TOPICS, ask_topic_of_answer
from handlers.names import CANNED, MATTERS
from handlers.questions import Words
from handlers.refusals import sentence

ADD = Choice("add", _("Tambah jawaban"), words=("tambah", "baru", "buat"))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup", "keluar"))
CHANGE = Choice("change", _("Ubah isinya"), words=("ubah", "ganti"))
REMOVE = Choice("remove", _("Hapus"), words=("buang",))
BACK = Choice("back", _("Kembali"), words=("daftar",))
# As many rows as one page of a list has: what is for all stands on the first one, however many there are.
PAGE_ROWS = 10

NOT_PLAIN = _("Itu sulit dibaca, atau ada nomor atau tautan. Tulis lagi, kalimat pendek saja.")
SAME = _("Judul itu sudah ada. Pilih judul lain.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office whose answers the actor keeps."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One of them in the list."""

    id: int
    title: str
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One of them, whole."""

    title: str
    topic: str
    body: str


@conversation(
    CANNED,
    title=_("Jawaban siap"),
    words=("jawaban siap", "kelola jawaban"),
    roles=holders(Action.KEEP_CANNED),
    resumes=False,
)
async def keep_canned(chat: Chat, office_id: int = 0) -> None:
    if not office_id:
        office_id = await choose_office(chat)
    kept = await chat.look(list_kept, office_id)
    asked = n_("{n} jawaban siap. Mau yang mana?", "{n} jawaban siap. Mau yang mana?", len(kept))
    if not kept:
        asked = _("Belum ada jawaban siap. Buat satu untuk pertanyaan yang sering datang.")
    rows, first = [*map(_row, kept)], PAGE_ROWS - 2
    chosen = await chat.choose(asked, [*rows[:first], ADD, DONE, *rows[first:]])
    if chosen.key == DONE.key:
        await chat.go(MATTERS)
    elif chosen.key == ADD.key:
        await add_one(chat, office_id)
    else:
        await show_one(chat, office_id, int(chosen.key))
    await chat.go(CANNED, office_id)


def _row(row: Row) -> Choice:
    hint = TOPICS.get(row.topic, _("Untuk semua soal"))
    return Choice(str(row.id), _("{title}", title=row.title), hint)


async def choose_office(chat: Chat) -> int:
    """The office whose answers are meant: the only one, or the one that is chosen."""
    own = await chat.look(list_offices)
    if len(own) == 1:
        return int(own[0].key)
    return int((await chat.choose(_("Untuk kantor yang mana?"), own)).key)


async def add_one(chat: Chat, office_id: int) -> None:
    """Topic, title and words, read back, kept."""
    titles = await chat.look(look_for_room, office_id)
    topic = await ask_topic_of_answer(chat, _("Untuk soal apa?"))
    title = await ask_title(chat, titles)
    body = await ask_body(chat, _("Tulis jawabannya. Sapa dengan Ibu."))
    if not await chat.confirm(_("{words}\n\nSimpan jawaban ini?", words=body), weighty=False):
        return await chat.say(_("Baik, tidak disimpan."))
    try:
        await chat.run(keep_one, office_id, topic, title, body)
    except (SameCanned, TooManyCanned) as refusal:
        return await chat.say(sentence(refusal))
    return await chat.say(_("Sudah disimpan. Semua petugas di kantor bisa memakainya."))


async def show_one(chat: Chat, office_id: int, canned_id: int) -> None:
    """One of them, and what may be done with it."""
    shown = await chat.look(open_one, office_id, canned_id)
    asked = _("{title}:\n{words}", title=shown.title, words=shown.body)
    chosen = await chat.choose(asked, (CHANGE, REMOVE, BACK))
    if chosen.key == CHANGE.key:
        body = await ask_body(chat, _("Tulis isi yang baru. Sapa dengan Ibu."))
        await chat.run(change_one, office_id, canned_id, body)
        await chat.say(_("Sudah diubah."))
    elif chosen.key == REMOVE.key and await chat.confirm(
        _("Hapus jawaban {title}?", title=shown.title), weighty=False
    ):
        await chat.run(remove_one, office_id, canned_id)
        await chat.say(_("Sudah dihapus."))


async def ask_title(chat: Chat, titles: tuple[str, ...]) -> str:
    """What it is called in the list; no other is called so."""
    asked = _("Apa judulnya? Pendek saja. Contoh: jam buka.")
    while True:
        title = await chat.ask(asked, Words(chars_max=CANNED_TITLE_CHARS_MAX, one_line=True))
        if title.casefold() in titles:
            asked = SAME
            continue
        try:
            check_title(title, ())
        except CannedNotPlain:
            asked = NOT_PLAIN
        else:
            return title


async def ask_body(chat: Chat, asked: Text) -> str:
    """Words that she can read and that lead nowhere."""
    while True:
        body = await chat.ask(asked, Words(chars_max=ANSWER_CHARS_MAX - 100))
        try:
            check_body(body)
        except CannedNotPlain:
            asked = NOT_PLAIN
        else:
            return body


# -- looks and steps --------------------------------------------------------------------------------------------


async def list_offices(unit: Unit) -> tuple[Office, ...]:
    """Those whose answers the actor keeps."""
    found = []
    for office_id in places(unit.actor.roles, Action.KEEP_CANNED):
        record = await organisations.get(unit, office_id)
        found.append(Office(key=str(office_id), label=record.office.name))
    return tuple(found)


async def list_kept(unit: Unit, office_id: int) -> tuple[Row, ...]:
    """What the office keeps. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_CANNED, organisation_id=office_id)
    kept = await canned.list_of(unit, [office_id])
    return tuple(Row(id=each.id, title=each.title, topic=each.topic) for each in kept)


async def look_for_room(unit: Unit, office_id: int) -> tuple[str, ...]:
    """The titles there are, in small letters. Raises NotAllowed, TooManyCanned."""
    await permits.require_to_look(unit, Action.KEEP_CANNED, organisation_id=office_id)
    kept = await canned.list_of(unit, [office_id])
    check_room(kept)
    return tuple(each.title.casefold() for each in kept)


async def open_one(unit: Unit, office_id: int, canned_id: int) -> Shown:
    """One of them. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_CANNED, organisation_id=office_id)
    found = await canned.get(unit, office_id, canned_id)
    return Shown(title=found.title, topic=found.topic, body=found.body)


async def keep_one(unit: Unit, office_id: int, topic: str, title: str, body: str) -> None:
    """One more. Raises NotAllowed, TooManyCanned, SameCanned, CannedNotPlain."""
    await permits.require(unit, Action.KEEP_CANNED, organisation_id=office_id)
    added = await canned.add(unit, organisation_id=office_id, topic=topic, title=title, body=body)
    unit.audit("write", "canned", added.id, 0, "added")


async def change_one(unit: Unit, office_id: int, canned_id: int, body: str) -> None:
    """It says this from now on. Raises NotAllowed, CannedNotPlain."""
    await permits.require(unit, Action.KEEP_CANNED, organisation_id=office_id)
    found = await canned.get(unit, office_id, canned_id)
    canned.change_body(unit, found, body)
    unit.audit("write", "canned", found.id, 0, "changed")


async def remove_one(unit: Unit, office_id: int, canned_id: int) -> None:
    """It is not offered any more. Raises NotAllowed."""
    await permits.require(unit, Action.KEEP_CANNED, organisation_id=office_id)
    found = await canned.get(unit, office_id, canned_id)
    canned.remove(unit, found)
    unit.audit("write", "canned", found.id, 0, "removed")
