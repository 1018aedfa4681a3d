"""Impor kelas: a table of classes comes in, each read back with its days; with one unclear row none is made."""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import sheets
from domain.course_drafts import Draft
from domain.permits import holders
from handlers.file_questions import courses as courses_file
from handlers.names import IMPORT_COURSES
from handlers.parts import say_in_parts
from handlers.training.import_steps import (
    Table,
    look_at_desk,
    make_all,
    read_table,
    send_template,
    want_sheet,
)
from handlers.training.import_words import file_line, wrong_line, wrong_lines
from handlers.training.leaders import KEEPING, Owner, choose_owner
from handlers.training.make_words import hours_line

TEMPLATE = Choice("template", _("Minta file contoh"), words=("contoh", "minta"))
SEND = Choice("send", _("Kirim file Excel"), words=("kirim", "file", "excel"))
LAST = Choice("last", _("Lihat file tadi"), words=("tadi", "lihat"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))


@conversation(
    IMPORT_COURSES,
    title=_("Kelas dari Excel"),
    words=("impor kelas", "kelas dari excel"),
    roles=holders(*KEEPING),
    resumes=False,
)
async def import_courses(chat: Chat, key: str = "", sheet_id: int = 0) -> None:
    owner = await choose_owner(chat, key)
    if owner.practice:
        return await chat.say(_("Waktu latihan, buat satu kelas saja. Ketik BUAT KELAS."))
    if not sheet_id:
        sheet_id = await ask_how(chat, owner)
    if not sheet_id:
        return None
    table = await chat.look(read_table, owner.key, sheet_id)
    if table.state == sheets.WAITING:
        return await chat.say(_("Filenya masih saya baca. Nanti saya kabari."))
    if table.state == sheets.USED:
        return await chat.say(_("File itu sudah dipakai."))
    if table.broken or table.wrong or not table.drafts:
        return await say_wrong(chat, table)
    await agree(chat, owner, sheet_id, table.drafts)
    return None


async def ask_how(chat: Chat, owner: Owner) -> int:
    """The table that was read before; 0 where something else was done, or later."""
    desk = await chat.look(look_at_desk, owner.key)
    how = [
        *([TEMPLATE] if desk.own_phone else []),
        SEND,
        *([LAST] if desk.sheet_id else []),
        LATER,
    ]
    chosen = await chat.choose(_("Kelas {owner} dari Excel. Mau apa?", owner=owner.name), how)
    if chosen.key == LAST.key:
        return desk.sheet_id
    if chosen.key == TEMPLATE.key:
        await chat.run(send_template, owner.key)
        await chat.say(_("Filenya saya kirim. Kalau sudah diisi, ketik IMPOR KELAS."))
    elif chosen.key == SEND.key:
        sent = await chat.ask(_("Kirim file Excel-nya di sini. Satu baris, satu kelas."), courses_file())
        await chat.run(want_sheet, owner.key, sent)
        await chat.say(_("Terima kasih. Saya baca dulu, lalu saya kabari. Malam hari, ketik IMPOR KELAS."))
    else:
        await chat.say(_("Baik. Ketik IMPOR KELAS kalau sudah siap."))
    return 0


async def say_wrong(chat: Chat, table: Table) -> None:
    """What to mend, row by row; nothing was made."""
    lines = [file_line(each) for each in table.broken] or [wrong_line(each) for each in table.wrong]
    await chat.say(_("Ada yang belum jelas. Belum ada kelas yang dibuat."))
    await say_in_parts(chat, wrong_lines(lines or [_("Filenya tidak bisa dibaca.")]))
    await chat.say(_("Betulkan dulu, lalu ketik IMPOR KELAS dan kirim lagi."))


async def agree(chat: Chat, owner: Owner, sheet_id: int, drafts: Sequence[Draft]) -> None:
    """Every class with its days, then one yes for all."""
    await say_in_parts(chat, [course_line(n, each) for n, each in enumerate(drafts, start=1)])
    asked = n_("Buat {n} kelas ini?", "Buat {n} kelas ini?", len(drafts))
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, belum ada yang dibuat. Betulkan filenya, lalu ketik IMPOR KELAS."))
    made = await chat.run(make_all, owner.key, sheet_id, len(drafts))
    await chat.say(n_("{n} kelas sudah dibuat.", "{n} kelas sudah dibuat.", made))
    await chat.say(_("Warga bisa mendaftar lewat JADWAL. Untuk mengubah, ketik KELOLA KELAS."))


def course_line(number: int, draft: Draft) -> Text:
    """One class as it will be."""
    assert draft.recurrence is not None, "a class without a time is a fault of its row"
    return n_(
        "{number}. {title}, {place}\n{n} pertemuan, {first} sampai {last}, {hours}",
        "{number}. {title}, {place}\n{n} pertemuan, {first} sampai {last}, {hours}",
        len(draft.days),
        number=number,
        title=draft.title,
        place=draft.place,
        first=draft.days[0],
        last=draft.days[-1],
        hours=hours_line(draft.recurrence.start_min, draft.recurrence.length_min, draft.zone),
    )
