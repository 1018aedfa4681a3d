"""Catatan: what whoever has a matter notes for her office alone, and the next step that follows from it.

The law: a note can never be sent; nothing here tells anybody anything (tests/tidy/test_notes_apart.py).
"""

# staff: who answers women reads this file's sentences

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matters import NOTE_CHARS_MAX, MessageKind, NoteKind
from domain.permits import Action, holders
from handlers.contact.desk_question import Desk
from handlers.contact.matter_words import called, pieces
from handlers.contact.message_question import Draft
from handlers.contact.note_steps import (
    NoteRow,
    NotesPage,
    find_note,
    find_notes,
    note_reading,
    write_note,
)
from handlers.names import MATTER, MATTER_NOTES, MATTERS, NEXT_STEP
from handlers.parts import say_in_parts
from handlers.questions import Words

KINDS: Mapping[str, Text] = {
    NoteKind.MOTIVATION.value: _("Motivasi"),
    NoteKind.VISIT.value: _("Kunjungan"),
    NoteKind.AGREEMENT.value: _("Kesepakatan"),
    NoteKind.FOLLOW_UP.value: _("Tindak lanjut"),
    NoteKind.OUTREACH.value: _("Penjangkauan"),
    NoteKind.BUSINESS.value: _("Bimbingan usaha"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    NoteKind.MOTIVATION.value: ("semangat", "penguatan"),
    NoteKind.VISIT.value: ("datang ke rumah", "ke rumah"),
    NoteKind.AGREEMENT.value: ("sepakat", "janji"),
    NoteKind.FOLLOW_UP.value: ("lanjutan",),
    NoteKind.OUTREACH.value: ("jangkau", "pertama kali"),
    NoteKind.BUSINESS.value: ("uep", "bimbingan uep", "usaha"),
}
CHOICES = [Choice(key, label, words=_WORDS[key]) for key, label in KINDS.items()]
NOT_A_NOTE = Choice("none", _("Bukan catatan"), words=("bukan", "jangan", "tidak jadi"))
WRITE = Choice("write", _("Tulis catatan"), words=("tulis", "catat", "tambah"))
OLDER = Choice("older", _("Lebih lama"), words=("lama", "sebelumnya"))
STEP = Choice("step", _("Langkah berikutnya"), words=("langkah", "tugas"))
BACK = Choice("back", _("Kembali ke pesan"), words=("kembali", "selesai", "pesan"))
LIST = Choice("list", _("Daftar catatan"), words=("daftar", "catatan"))


@conversation(
    MATTER_NOTES,
    title=_("Catatan"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def keep_notes(chat: Chat, matter_id: int = 0, before_id: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    page = await chat.look(find_notes, matter_id, before_id)
    kinds = [each.kind for each in page.rows]
    rows = [choice_of(each, alone=kinds.count(each.kind) == 1) for each in page.rows]
    choices = [*([WRITE] if page.may_write else []), *rows, *([OLDER] if page.before_id else []), BACK]
    answer: str | Draft
    if page.may_write:
        answer = await chat.ask(heading(page), Desk(of=choices, chars_max=NOTE_CHARS_MAX, sensitive=True))
    else:
        answer = (await chat.choose(heading(page), choices)).key
    if isinstance(answer, Draft):
        await write_begun(chat, matter_id, answer)
    elif answer == BACK.key:
        await chat.go(MATTER, matter_id)
    elif answer == OLDER.key:
        await chat.go(MATTER_NOTES, matter_id, page.before_id)
    elif answer == WRITE.key:
        await write(chat, matter_id)
    else:
        await show(chat, matter_id, int(answer[1:]))
    then = [STEP, LIST, BACK] if page.may_write and page.is_open else [LIST, BACK]
    chosen = await chat.choose(_("Lalu apa?"), then)
    if chosen.key == STEP.key:
        await chat.go(NEXT_STEP, matter_id)
    await chat.go(*((MATTER_NOTES, matter_id) if chosen.key == LIST.key else (MATTER, matter_id)))


async def write_begun(chat: Chat, matter_id: int, begun: Draft) -> None:
    """Words that were typed at once: nothing but a note can be meant here, and that is said before it is kept."""
    if begun.kind is not MessageKind.TEXT:
        await chat.say(_("Catatan hanya bisa tulisan."))
        await chat.go(MATTER_NOTES, matter_id)
    kind = await chat.choose(
        _("Itu disimpan sebagai catatan, tidak dikirim. Catatan apa?"), [*CHOICES, NOT_A_NOTE]
    )
    if kind.key == NOT_A_NOTE.key:
        await chat.say(_("Baik, tidak disimpan."))
        await chat.go(MATTER_NOTES, matter_id)
    await keep(chat, matter_id, kind.key, begun.text)


async def write(chat: Chat, matter_id: int) -> None:
    """Of which kind, then the words; they are kept at once."""
    kind = await chat.choose(_("Catatan apa?"), CHOICES)
    text = await chat.ask(
        _("Tulis catatannya. Ini tidak dikirim. Kalau warga minta salinan datanya, catatan ini ikut."),
        Words(chars_max=NOTE_CHARS_MAX, sensitive=True),
    )
    await keep(chat, matter_id, kind.key, text)


async def keep(chat: Chat, matter_id: int, kind: str, text: str) -> None:
    """It is kept, and that is said."""
    await chat.run(write_note, matter_id, kind, text)
    await chat.say(_("Catatan {kind} disimpan. Tidak dikirim ke siapa pun.", kind=KINDS[kind]))


async def show(chat: Chat, matter_id: int, note_id: int) -> None:
    """One note, a long one in parts."""
    await chat.run(note_reading, matter_id, note_id)
    note = await chat.look(find_note, matter_id, note_id)
    kind = KINDS[note.kind.value]
    head = _("{kind}, {day}.", kind=kind, day=note.day)
    if note.by:
        head = _("{kind}, {day}, oleh {who}.", kind=kind, day=note.day, who=note.by)
    await say_in_parts(chat, [head, *(_("{words}", words=piece) for piece in pieces(note.text))])


def heading(page: NotesPage) -> Text:
    """Whose notes these are, and who may read them."""
    if page.rows:
        return _(
            "Catatan tentang {name} ({code}). Hanya untuk {office}.",
            name=called(page.name),
            code=page.code,
            office=page.office,
        )
    return _(
        "Belum ada catatan tentang {name} ({code}). Catatan hanya untuk {office}.",
        name=called(page.name),
        code=page.code,
        office=page.office,
    )


def choice_of(note: NoteRow, *, alone: bool) -> Choice:
    """Its row; alone: no other on the page is of that kind, so that naming the kind is enough."""
    words = (KINDS[note.kind].message.casefold(),) if alone else ()
    return Choice(f"n{note.id}", row_of(note), words=words)


def row_of(note: NoteRow) -> Text:
    """The kind and the day, as it fits into a row."""
    return _("{kind} {day}/{month}", kind=KINDS[note.kind.value], day=note.day.day, month=note.day.month)
