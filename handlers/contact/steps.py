"""Tugas saya: what a worker has planned for the women who write to her, today's first."""

# staff: who answers women reads this file's sentences

from collections.abc import Mapping
from datetime import date, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db.matter_steps import Why
from domain.matters import STEP_DAYS_MAX
from domain.permits import Action, holders
from handlers.contact.day_ahead import ask_day_ahead
from handlers.contact.matter_words import called
from handlers.contact.planning_steps import (
    Task,
    Tasks,
    find_task,
    find_today,
    finish,
    list_tasks,
    note_listed,
    note_read,
    put_off,
)
from handlers.names import MATTER, MATTER_NOTES, NEXT_STEP, STEPS

FINISHED = Choice("done", _("Sudah dikerjakan"), words=("sudah", "beres"))
LATER = Choice("later", _("Nanti"), words=("tunda", "undur"))
OPEN = Choice("open", _("Buka pesannya"), words=("buka", "pesan"))
LIST = Choice("list", _("Daftar tugas"), words=("daftar", "kembali", "kembali ke daftar"))
END = Choice("end", _("Selesai"), words=("cukup", "tutup"))
NOTE = Choice("note", _("Tulis catatan"), words=("catatan", "catat"))
STEP = Choice("step", _("Langkah berikutnya"), words=("langkah",))

TOMORROW, SOME_DAYS, WEEK = "1", "3", "7"
DAYS = (
    Choice(TOMORROW, _("Besok")),
    Choice(SOME_DAYS, _("3 hari lagi"), words=("3 hari",)),
    Choice(WEEK, _("Minggu depan"), words=("7 hari", "seminggu")),
    Choice("other", _("Hari lain"), words=("lain", "tanggal lain")),
)
UNSENT: Mapping[str, Text] = {
    Why.MOVED.value: _("{code}: pesan nanti tidak dikirim. Urusan itu dilepas atau pindah.", code=""),
    Why.CLOSED.value: _("{code}: pesan nanti tidak dikirim. Pesan itu sudah selesai.", code=""),
    Why.LATE.value: _("{code}: pesan nanti tidak dikirim. Waktunya sudah lewat.", code=""),
    Why.UNWANTED.value: _("{code}: pesan nanti tidak dikirim. Ibu tidak mau dihubungi dulu.", code=""),
    Why.FULL.value: _("{code}: pesan nanti tidak dikirim. Percakapannya penuh.", code=""),
}
# As many as one screen holds beside the list; the same is not told twice.
UNSENT_SHOWN = 2

# How much of a name stands in a row.
NAME_SHOWN_CHARS = 14


@conversation(
    STEPS,
    title=_("Tugas saya"),
    words=("tugas saya", "daftar tugas"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def show_steps(chat: Chat) -> None:
    await chat.run(note_listed)
    tasks = await chat.look(list_tasks)
    for code, why in dict.fromkeys(tasks.unsent[:UNSENT_SHOWN]):
        await chat.say(Text(UNSENT[why].message, {"code": code}))
    if not tasks.rows:
        return await chat.say(_("Belum ada tugas. Buat dari pesan warga: langkah berikutnya."))
    rows = [Choice(f"t{each.id}", row_of(each), hint=each.words) for each in tasks.rows]
    chosen = await chat.choose(heading(tasks), [*rows, END])
    if chosen.key == END.key:
        return await chat.say(_("Baik."))
    await look_at(chat, int(chosen.key[1:]))


async def look_at(chat: Chat, step_id: int) -> None:
    """One task, and what is done about it."""
    await chat.run(note_read, step_id)
    task = await chat.look(find_task, step_id)
    await chat.say(describe(task))
    if task.hers:
        await chat.say(_("Pengirim juga diingatkan."))
    chosen = await chat.choose(_("Bagaimana?"), (FINISHED, LATER, OPEN, LIST))
    if chosen.key == OPEN.key:
        await chat.go(MATTER, task.matter_id)
    if chosen.key == FINISHED.key:
        return await end_task(chat, task)
    if chosen.key == LATER.key:
        dropped = await chat.run(put_off, step_id, await ask_day(chat, step_id))
        await chat.say(_("Baik. Harinya sudah diganti."))
        if dropped:
            await chat.say(_("Pengingat untuk pengirim dibatalkan. Kabari lewat pesan, ya."))
    await chat.go(STEPS)


async def end_task(chat: Chat, task: Task) -> None:
    """It is done; something may be noted, or follows."""
    await chat.run(finish, task.id)
    await chat.say(_("Sudah dicatat."))
    chosen = await chat.choose(_("Lalu apa?"), (NOTE, STEP, LIST))
    if chosen.key == LIST.key:
        await chat.go(STEPS)
    await chat.go(MATTER_NOTES if chosen.key == NOTE.key else NEXT_STEP, task.matter_id)


async def ask_day(chat: Chat, step_id: int) -> date:
    """To which day it is put off."""
    today = await chat.look(find_today, step_id)
    chosen = await chat.choose(_("Sampai kapan?"), DAYS)
    if chosen.key.isdecimal():
        return today + timedelta(days=int(chosen.key))
    return await ask_day_ahead(
        chat, _("Kapan? Contoh: Selasa depan, atau 3 hari lagi."), today, STEP_DAYS_MAX
    )


# -- words ------------------------------------------------------------------------------------------------------


def heading(tasks: Tasks) -> Text:
    """How many there are, and how many are for now."""
    count = len(tasks.rows)
    if tasks.more:
        return n_(
            "Lebih dari {n} tugas. Ini yang paling dekat harinya.",
            "Lebih dari {n} tugas. Ini yang paling dekat harinya.",
            count,
        )
    if not tasks.due:
        return n_("{n} tugas. Hari ini tidak ada.", "{n} tugas. Hari ini tidak ada.", count)
    return n_(
        "{n} tugas. Untuk hari ini atau sudah lewat: {due}.",
        "{n} tugas. Untuk hari ini atau sudah lewat: {due}.",
        count,
        due=tasks.due,
    )


def row_of(task: Task) -> Text:
    """When, and for whom."""
    name: Text | str = called(task.name)
    if isinstance(name, str) and len(name) > NAME_SHOWN_CHARS:
        name = name[:NAME_SHOWN_CHARS].rstrip()
    if task.is_today:
        return _("Hari ini: {name}", name=name)
    if task.late:
        return _("Lewat: {name}", name=name)
    return _("{day}/{month}: {name}", day=task.day.day, month=task.day.month, name=name)


def describe(task: Task) -> Text:
    """For whom, when, what."""
    return _(
        "{name} ({code}), {day}:\n{words}",
        name=called(task.name),
        code=task.code,
        day=task.day,
        words=task.words,
    )
