"""Who keeps a course that is over gives out its certificates: to all who came often enough, or one by one."""

# staff: who keeps classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _, n_
from handlers.training.certificate_steps import (
    Kept,
    Sheet,
    Woman,
    give_to,
    list_kept,
    note_reading,
    open_sheet,
    print_for,
    withdraw,
)

ONE = Choice("one", _("Pilih orangnya"), words=("pilih", "satu orang"))
PRINT = Choice("print", _("Cetak untuk peserta"), words=("cetak", "print"))
WITHDRAW = Choice("withdraw", _("Tarik sertifikat"), words=("tarik", "cabut", "batalkan"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))


async def give_certificates(chat: Chat, course_id: int = 0) -> None:
    """Choose the course, then what is to be done. course_id: the one that is meant, where a button says so."""
    kept = await chat.look(list_kept)
    if course_id:
        kept = tuple(each for each in kept if each.course_id == course_id)
    if not kept:
        return await chat.say(_("Belum ada kelas yang selesai."))
    course = kept[0] if len(kept) == 1 else await _choose_course(chat, kept)
    await chat.run(note_reading, course.course_id)
    sheet = await chat.look(open_sheet, course.course_id)
    await chat.say(headline(sheet))
    chosen = await chat.choose(_("Mau apa?"), choices_of(sheet))
    if chosen.key == DONE.key:
        await chat.say(_("Baik, sudah selesai."))
    elif chosen.key == ONE.key:
        await give_one(chat, sheet)
    elif chosen.key == PRINT.key:
        await print_one(chat, sheet)
    elif chosen.key == WITHDRAW.key:
        await withdraw_one(chat, sheet)
    else:
        await give(chat, sheet, sheet.first)


async def _choose_course(chat: Chat, kept: Sequence[Kept]) -> Kept:
    asked: Text = _("Sertifikat kelas yang mana?")
    return await chat.choose(asked, kept)


def headline(sheet: Sheet) -> Text:
    """How many were in it, and how many have their paper."""
    if not sheet.sessions:
        return _(
            "Kelas {title}: {count} peserta. Daftar hadirnya belum ada.",
            title=sheet.title,
            count=len(sheet.women),
        )
    return _(
        "Kelas {title}: {count} peserta, {sessions} pertemuan. Sudah diberi sertifikat: {given}.",
        title=sheet.title,
        count=len(sheet.women),
        sessions=sheet.sessions,
        given=len(sheet.given),
    )


def choices_of(sheet: Sheet) -> list[Choice]:
    """What there is to do."""
    rows = []
    if sheet.first:
        label = n_("Beri ke {n} orang", "Beri ke {n} orang", len(sheet.first))
        hint = _("hadir {least} kali atau lebih", least=sheet.enough)
        rows.append(Choice("all", label, hint=hint, words=("beri", "semua")))
    if sheet.without:
        rows.append(ONE)
    if sheet.written and sheet.own_phone:
        rows.append(PRINT)
    if sheet.given:
        rows.append(WITHDRAW)
    return [*rows, DONE]


async def give(chat: Chat, sheet: Sheet, person_ids: Sequence[int]) -> None:
    """They are told, and say their names themselves."""
    asked = n_(
        "Beri sertifikat ke {n} orang? Mereka dikabari dan menulis namanya sendiri.",
        "Beri sertifikat ke {n} orang? Mereka dikabari dan menulis namanya sendiri.",
        len(person_ids),
    )
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, belum diberikan."))
    given = await chat.run(give_to, sheet.course_id, list(person_ids))
    await chat.say(n_("{n} sertifikat diberikan.", "{n} sertifikat diberikan.", given))


async def give_one(chat: Chat, sheet: Sheet) -> None:
    """Whoever keeps the course knows why."""
    chosen = await _choose_woman(chat, _("Untuk siapa?"), sheet.without)
    asked = _(
        "{name} hadir {came} dari {sessions}. Beri sertifikat?",
        name=chosen.name,
        came=chosen.came,
        sessions=chosen.sessions,
    )
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, belum diberikan."))
    await chat.run(give_to, sheet.course_id, [chosen.person_id])
    await chat.say(_("Sudah diberikan. {name} kami kabari.", name=chosen.name))


async def print_one(chat: Chat, sheet: Sheet) -> None:
    """For a woman who cannot print, or whose phone is shared."""
    chosen = await _choose_woman(chat, _("Cetak untuk siapa?"), sheet.written)
    await chat.run(print_for, chosen.certificate)
    await chat.say(_("Kertasnya saya kirim. Cetak, tanda tangani, beri cap."))


async def withdraw_one(chat: Chat, sheet: Sheet) -> None:
    """It was given by mistake."""
    chosen = await _choose_woman(chat, _("Sertifikat siapa yang ditarik?"), sheet.given)
    asked = _("Sertifikat {name} tidak berlaku lagi, dan {name} dikabari. Tarik?", name=chosen.name)
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(withdraw, chosen.certificate)
    await chat.say(_("Sudah ditarik. {name} kami kabari.", name=chosen.name))


async def _choose_woman(chat: Chat, asked: Text, women: Sequence[Woman]) -> Woman:
    return await chat.choose(asked, women)
