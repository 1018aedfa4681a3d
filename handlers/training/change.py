"""Ubah pertemuan: a session is off, at another time or in another place; two taps after "besok libur, pelatih sakit".

Everything that was understood is shown before it holds; then everybody with a place hears it at once.
"""

# staff: who leads classes (trainers, office people, leaders of a group) reads this file's sentences

import re
from collections.abc import Sequence
from datetime import date, datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.contact import waits_until
from domain.course_words import is_fit
from domain.courses import PLACE_CHARS_MAX
from domain.permits import Action, holders
from domain.reading.session_change import REASON_CHARS_MAX, SessionChange, What, read_session_change
from handlers.names import CHANGE_SESSION
from handlers.training.change_steps import (
    Coming,
    Told,
    call_off,
    count_told,
    find_today,
    list_coming,
    look_against,
    move,
    set_place,
    today_of,
)
from handlers.training.make_words import moment_of
from handlers.training.questions import CourseWords, Target

OFF = Choice("off", _("Libur"), words=("liburkan", "batal", "batalkan"))
LATER = Choice("later", _("Pindah hari atau jam"), words=("pindah", "undur", "maju", "jam", "hari"))
ELSEWHERE = Choice("place", _("Pindah tempat"), words=("tempat",))
LEAVE = Choice("leave", _("Tidak jadi"), words=("biarkan", "jangan", "tidak"))

YES = Choice("yes", _("Ya, kabari semua"), words=("ya", "benar", "kabari", "liburkan"))
SILENT_LABEL = _("Tanpa alasan")
SILENT = Choice("silent", SILENT_LABEL, words=("tanpa",))
ANOTHER = Choice("another", _("Waktu lain"), words=("lain", "ubah"))

SICK = Choice("sick", _("Pelatih sakit"), words=("sakit",))
RAIN = Choice("rain", _("Hujan atau banjir"), words=("hujan", "banjir"))
TAKEN = Choice("taken", _("Tempat dipakai"), words=("tempat", "dipakai"))
WRITE = Choice("write", _("Tulis alasan"), words=("tulis", "lain"))
# As it is kept and told: women read it in their own language's words of the office.
SAID = {SICK.key: "pelatih sakit", RAIN.key: "hujan atau banjir", TAKEN.key: "tempat dipakai"}


@conversation(
    CHANGE_SESSION,
    title=_("Ubah pertemuan"),
    words=("ubah pertemuan", "pindah pertemuan", "kelas libur", "liburkan kelas"),
    roles=holders(Action.RUN_COURSES, Action.KEEP_GROUP_COURSES),
    resumes=False,
)
async def change_session(
    chat: Chat, session_id: int = 0, course_id: int = 0, said: str = "", moves: int = -1
) -> None:
    today = await chat.look(find_today)
    read = read_session_change(said, today=today) if said else None
    rows = await chat.look(list_coming, session_id, course_id, read.day if read is not None else None)
    if not rows:
        return await chat.say(_("Belum ada pertemuan yang akan datang."))
    chosen = rows[0] if session_id else await choose_one(chat, rows, read, said)
    if chosen is None:
        return await chat.say(_("Baik, tidak ada yang berubah."))
    if chosen.moves != moves:  # what she says yes to is the session as she has seen it
        if moves >= 0:
            await chat.say(_("Waktu atau tempatnya baru saja diubah."))
        await chat.go(CHANGE_SESSION, chosen.id, 0, said, chosen.moves)
    if read is None:
        return await ask_what(chat, chosen)
    if read.what is What.CANCEL:
        return await agree_off(chat, chosen, read.reason)
    beside = read_session_change(said, today=today, held=chosen.begins.date())
    return await ask_move(chat, chosen, beside or read)


async def ask_what(chat: Chat, chosen: Coming) -> None:
    """What becomes of it."""
    asked = _("{title}, {moment}. Mau diapakan?", title=chosen.title, moment=chosen.begins)
    what = await chat.choose(asked, (OFF, LATER, ELSEWHERE, LEAVE))
    if what.key == OFF.key:
        return await ask_off(chat, chosen)
    if what.key == LATER.key:
        return await ask_move(chat, chosen, SessionChange(what=What.MOVE))
    if what.key == ELSEWHERE.key:
        return await move_elsewhere(chat, chosen)
    await chat.say(_("Baik, tidak ada yang berubah."))


async def choose_one(
    chat: Chat, rows: Sequence[Coming], read: SessionChange | None, said: str
) -> Coming | None:
    """The session that is meant: by its day and name where they were said, else the one that is chosen; None for none.

    Where nothing is on the day that was said, none is taken by itself: she may have meant something else.
    """
    fits = [each for each in rows if read is None or read.day in (None, each.begins.date())]
    is_elsewhen = not fits
    if read is not None and read.day is not None and is_elsewhen:
        await chat.say(_("{day} tidak ada pertemuan.", day=read.day))
    named = [each for each in fits if is_named(each.title, said)]
    fits = named or fits or list(rows)
    if len(fits) == 1 and not is_elsewhen:
        return fits[0]
    alone = len({each.course_id for each in fits}) == 1 and not is_elsewhen
    offered = [Choice(str(each.id), label_of(each, alone=alone)) for each in fits]
    asked: Text = _("Pertemuan yang mana?")
    key = (await chat.choose(asked, [*offered, *([LEAVE] if is_elsewhen else [])])).key
    return next((each for each in fits if str(each.id) == key), None)


def label_of(coming: Coming, *, alone: bool) -> Text:
    """The session in a list. alone: all of them are of one class."""
    if alone:
        return _("{moment}", moment=coming.begins)
    return _("{title}, {moment}", title=coming.title, moment=coming.begins)


def is_named(title: str, said: str) -> bool:
    """Whether what was said names this class, and not only "kelas"."""
    words = [word for word in re.findall(r"[^\W\d_]+", title.casefold()) if len(word) > 3 and word != "kelas"]
    return any(word in said.casefold() for word in words)


# -- off --------------------------------------------------------------------------------------------------------


async def ask_off(chat: Chat, chosen: Coming) -> None:
    """The reason, then the yes."""
    asked = _("Apa alasannya? Warga akan membacanya.")
    picked = await chat.choose_or_skip(asked, (SICK, RAIN, TAKEN, WRITE), skip=SILENT_LABEL)
    reason = "" if picked is None else SAID.get(picked.key, "")
    if picked is not None and picked.key == WRITE.key:
        reason = await chat.ask(
            _("Tulis singkat saja."), CourseWords(chars_max=REASON_CHARS_MAX, one_line=True)
        )
    await agree_off(chat, chosen, reason)


async def agree_off(chat: Chat, chosen: Coming, reason: str) -> None:
    """What will be told, then it is off."""
    told = await chat.look(count_told, chosen.course_id)
    if reason and not is_fit(reason, chars_max=REASON_CHARS_MAX):
        await chat.say(_("Alasannya tidak saya kirim. Bisa terbaca orang lain di HP warga."))
        reason = ""
    await chat.say(_("{title}, {moment}: libur.", title=chosen.title, moment=chosen.begins))
    if reason:
        await chat.say(_("Alasannya: {reason}", reason=reason))
    offered = (YES, *((SILENT,) if reason else ()), LEAVE)
    answer = await chat.choose(asked_for(told), offered)
    if answer.key == LEAVE.key:
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(call_off, chosen.id, chosen.moves, reason if answer.key == YES.key else "")
    await say_done(chat, told, chosen.zone, chosen.begins)


def asked_for(told: Told) -> Text:
    """The last question: how many hear of it."""
    if told.practice:
        return _("Ini latihan, tidak ada yang dikabari. Benar?")
    if not told.people:
        return _("Belum ada yang ikut, jadi tidak ada yang dikabari. Benar?")
    return n_("{n} orang dikabari. Benar?", "{n} orang dikabari. Benar?", told.people)


async def say_done(chat: Chat, told: Told, zone: str, *moments: datetime) -> None:
    """That it holds, and when the news goes out where the night is quiet. moments: as it was, and as it is now."""
    if told.practice or not told.people:
        return await chat.say(_("Sudah dicatat."))
    now = await chat.now()
    coming = [each for each in moments if each > now]
    hour = waits_until(min(coming), now, zone) if coming else None
    if hour is not None:
        return await chat.say(_("Sudah dicatat. Kabarnya sampai mulai jam {hour}.", hour=hour))
    await chat.say(n_("Sudah. {n} orang dikabari.", "Sudah. {n} orang dikabari.", told.people))


# -- another time -----------------------------------------------------------------------------------------------


async def ask_move(chat: Chat, chosen: Coming, read: SessionChange) -> None:
    """Another day, another hour or both; what speaks against it is said, and it is her decision."""
    told = await chat.look(count_told, chosen.course_id)
    day, minute = read.to_day, read.to_min
    asked = _("Pindah ke kapan? Contoh: Kamis jam 10 pagi.")
    while True:
        if day is None and minute is None:
            today = today_of(await chat.now(), [chosen])
            target = await chat.ask(asked, Target(today=today, held=chosen.begins.date()))
            day, minute = target.day, target.minute
        day, minute = day or chosen.begins.date(), chosen.start_min if minute is None else minute
        if not await _is_against(chat, chosen, day, minute):
            await _say_move(chat, chosen, day, minute)
            answer = await chat.choose(asked_for(told), (YES, ANOTHER, LEAVE))
            if answer.key == LEAVE.key:
                return await chat.say(_("Baik, tidak ada yang berubah."))
            if answer.key == YES.key:
                await chat.run(move, chosen.id, chosen.moves, day, minute)
                new = moment_of(day, minute, chosen.zone)
                return await say_done(chat, told, chosen.zone, chosen.begins, new)
        day = minute = None


async def _is_against(chat: Chat, chosen: Coming, day: date, minute: int) -> bool:
    """Whether it cannot be then; a holiday is only said."""
    against = await chat.look(look_against, chosen.course_id, chosen.id, day, minute)
    if against.over:
        await chat.say(_("Waktu itu sudah lewat."))
    elif moment_of(day, minute, chosen.zone) == chosen.begins:
        await chat.say(_("Itu waktu yang sama."))
    elif against.beside:
        await chat.say(_("Waktu itu sudah ada pertemuan lain di kelas ini."))
    else:
        if against.holiday:
            await chat.say(_("{day} tanggal merah: {name}.", day=day, name=against.holiday))
        return False
    return True


async def _say_move(chat: Chat, chosen: Coming, day: date, minute: int) -> None:
    new: datetime = moment_of(day, minute, chosen.zone)
    await chat.say(_("{title}.\nDari {old}\nke {new}.", title=chosen.title, old=chosen.begins, new=new))


# -- another place ----------------------------------------------------------------------------------------------


async def move_elsewhere(chat: Chat, chosen: Coming) -> None:
    """The same hour in another place, for this session alone."""
    told = await chat.look(count_told, chosen.course_id)
    question = CourseWords(chars_max=PLACE_CHARS_MAX, one_line=True)
    place = await chat.ask(_("Pindah ke mana? Sekarang di {place}.", place=chosen.place), question)
    await chat.say(_("{title}, {moment}, di {place}.", title=chosen.title, moment=chosen.begins, place=place))
    if (await chat.choose(asked_for(told), (YES, LEAVE))).key == LEAVE.key:
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(set_place, chosen.id, chosen.moves, place)
    await say_done(chat, told, chosen.zone, chosen.begins)
