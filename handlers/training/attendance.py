"""Daftar hadir: who was there, for who leads the class; the code for the wall; and a woman's own word, looked into.

The whole list in one message or in taps, read back before it is kept; it can be opened and corrected again.
"""

# staff: who leads classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.permits import holders
from handlers.names import ATTENDANCE, BOOKS, GIVE_MATERIAL
from handlers.training.attendance_steps import (
    answer_word,
    find_other_book,
    find_word,
    list_women,
    note_list,
    replace_code,
    save_list,
    show_code,
)
from handlers.training.present_steps import TAKES_LIST
from handlers.training.which_session import Seen, choose_session, heading, look_at
from handlers.training.who_came import Named, WhoCame, Woman

WRITE = Choice("write", _("Catat hadir"), words=("catat", "isi", "absen", "hadir", "betulkan"))
CODE = Choice("code", _("Kode di dinding"), words=("kode", "dinding", "papan"))
OTHER = Choice("other", _("Pertemuan lain"), words=("lain", "yang lain"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "itu saja", "simpan"))
FRESH = Choice("fresh", _("Ganti kode"), words=("ganti", "kode baru", "baru"))
SEND = Choice("send", _("Kirim bahan"), words=("kirim", "bahan", "resep", "ya"))
CAME = Choice("came", _("Hadir"), words=("ya", "betul", "benar", "iya"))
MISSED = Choice("missed", _("Tidak hadir"), words=("tidak", "bukan", "belum"))
OF_COURSE = Choice("course", _("Kelas"), words=("kelas", "pelatihan"))
OF_MEETING = Choice("meeting", _("Rapat kelompok"), words=("rapat", "kelompok"))

# In the place of a session: she chooses one of all.
CHOOSE = -1

# As many names are asked for at once; a bigger class is asked in parts.
BLOCK = 100
# Of a long list so much is read back; the rest is a number.
NAMES_CHARS_MAX = 180


@conversation(
    ATTENDANCE,
    title=_("Daftar hadir kelas"),
    words=("daftar hadir", "daftar hadir kelas"),
    roles=holders(*TAKES_LIST),
    resumes=False,
)
async def take_attendance(chat: Chat, course_id: int = 0, session_id: int = 0, person_id: int = 0) -> None:
    if not session_id and not course_id:
        await leave_to_book(chat)
    if session_id in (0, CHOOSE):
        session_id = await choose_session(chat, course_id, other=session_id == CHOOSE)
    if not session_id:
        return await chat.say(_("Belum ada pertemuan yang bisa dicatat. Lihat kelasnya di menu KELAS."))
    if person_id:
        return await look_into_word(chat, session_id, person_id)
    seen = await chat.look(look_at, session_id)
    await chat.say(heading(seen))
    asked = _("Hadir {came} dari {of} orang. Mau apa?", came=seen.came, of=seen.of)
    chosen = await chat.choose(asked, (WRITE, CODE, OTHER))
    if chosen.key == OTHER.key:
        await chat.go(ATTENDANCE, 0, CHOOSE)
    if chosen.key == CODE.key:
        return await tell_code(chat, session_id)
    return await write_list(chat, seen)


async def leave_to_book(chat: Chat) -> None:
    """A group's book has a list of who came, too; who keeps both is asked which is meant."""
    book = await chat.look(find_other_book)
    if book == "only" or (
        book == "both" and await chat.choose(_("Daftar hadir apa?"), (OF_COURSE, OF_MEETING)) == OF_MEETING
    ):
        await chat.go(BOOKS)


async def tell_code(chat: Chat, session_id: int) -> None:
    """The code for the wall, and another one where it has got about."""
    wall = await chat.run(show_code, session_id)
    while True:
        await chat.say(
            _(
                "Kode kelas {title}: {code}.\nTulis besar di dinding atau papan.",
                title=wall.title,
                code=wall.code,
            )
        )
        asked = _(
            "Peserta mengetik kode itu di sini. Berlaku {day}, jam {opens} sampai {closes} {zone}.",
            day=wall.day,
            opens=wall.opens,
            closes=wall.closes,
            zone=wall.zone,
        )
        chosen = await chat.choose(asked, (WRITE, FRESH, DONE))
        if chosen.key == DONE.key:
            return await chat.say(_("Baik. Selamat belajar bersama."))
        if chosen.key == WRITE.key:
            return await write_list(chat, await chat.look(look_at, session_id))
        wall = await chat.run(replace_code, session_id)


# -- the list ---------------------------------------------------------------------------------------------------


async def write_list(chat: Chat, seen: Seen) -> None:
    """Ask until the list that is read back is right; then it is kept."""
    await chat.run(note_list, seen.session_id)
    women = await chat.look(list_women, seen.session_id)
    if not women:
        return await chat.say(_("Belum ada peserta di kelas ini."))
    while True:
        came, away = await ask_all(chat, women)
        if await chat.confirm(read_back(women, came, away), weighty=False):
            break
        await chat.say(_("Baik, kita ulang."))
    tally = await chat.run(save_list, seen.session_id, tuple(came), tuple(away))
    await chat.say(_("Sudah disimpan. Hadir {came} dari {of} orang.", came=tally.came, of=tally.of))
    chosen = await chat.choose(_("Mau kirim bahan atau resep ke peserta?"), (SEND, DONE))
    if chosen.key == SEND.key:
        await chat.go(GIVE_MATERIAL, 0, seen.session_id)
    return await chat.say(_("Baik. Terima kasih."))


async def ask_all(chat: Chat, women: Sequence[Woman]) -> tuple[list[int], list[int]]:
    """Who came and who was named as away, of the whole class."""
    came: list[int] = []
    away: list[int] = []
    for start in range(0, len(women), BLOCK):
        block = women[start : start + BLOCK]
        asked = _(
            "Siapa yang hadir? Ketik nomor atau namanya.\nContoh: 1 3 5. Boleh juga: semua kecuali Sri."
        )
        if len(women) > BLOCK:
            asked = _(
                "Nama {first} sampai {last}. Siapa yang hadir?\nContoh: 1 3 5. Boleh juga: semua kecuali Sri.",
                first=start + 1,
                last=start + len(block),
            )
        found = await ask_some(chat, asked, block)
        came += found[0]
        away += found[1]
    return came, away


async def ask_some(chat: Chat, asked: Text, women: Sequence[Woman]) -> tuple[list[int], list[int]]:
    """One message, or one tap after another until she is done."""
    came: list[int] = []
    names = {each.id: each.shown for each in women}
    while True:
        left = tuple(each for each in women if each.id not in came)
        if not left:
            return came, []
        answer = await chat.ask(asked, WhoCame(women=left, of=(DONE,)))
        if not isinstance(answer, Named) or answer.nobody:
            return came, []
        if not answer.tapped:
            return [*came, *answer.came], list(answer.away)
        came += answer.came
        asked = _("{name} hadir. Siapa lagi? Kalau sudah, ketik SELESAI.", name=names[answer.came[0]])


def read_back(women: Sequence[Woman], came: Sequence[int], away: Sequence[int]) -> Text:
    """What is going to be kept, with the names of those who are fewer."""
    here = [each for each in women if each.id in came or (each.here and each.id not in away)]
    gone = [each for each in women if each not in here and (each.may_miss or each.id in away)]
    if not gone:
        return _("Semua hadir: {n} orang. Simpan?", n=len(here))
    if not here:
        return _("Tidak ada yang hadir, dari {of} orang. Simpan?", of=len(gone))
    counts = {"n": len(here), "of": len(here) + len(gone)}
    if len(gone) <= len(here):
        return _("Hadir {n} dari {of} orang.\nTidak hadir: {names}.\nSimpan?", names=named(gone), **counts)
    return _("Hadir {n} dari {of} orang: {names}.\nSimpan?", names=named(here), **counts)


def named(women: Sequence[Woman]) -> Text | str:
    """Their names, as many as can be read at a glance."""
    shown: list[str] = []
    for each in women:
        if sum(len(name) + 2 for name in shown) + len(each.shown) > NAMES_CHARS_MAX:
            return _("{names}, dan {n} orang lagi", names=", ".join(shown), n=len(women) - len(shown))
        shown.append(each.shown)
    return ", ".join(shown)


# -- her own word -----------------------------------------------------------------------------------------------


async def look_into_word(chat: Chat, session_id: int, person_id: int) -> None:
    """She says that she was there; whoever leads the class says how it was, and she is told."""
    word = await chat.run(find_word, session_id, person_id)
    if not word.name:
        return await chat.say(_("Peserta ini sudah tidak ada di kelas."))
    await chat.say(heading(await chat.look(look_at, session_id)))
    if word.came:
        return await chat.say(_("{name} sudah tercatat hadir.", name=word.name))
    chosen = await chat.choose(_("{name} bilang hadir waktu itu. Betul?", name=word.name), (CAME, MISSED))
    await chat.run(answer_word, session_id, person_id, chosen.key == CAME.key)
    return await chat.say(_("Sudah dicatat. {name} kami kabari.", name=word.name))
