"""Tindak lanjut: who in a course is to be asked how she is, the reason in a few words, and what was noted.

For companions and workers, and for who leads a group's own courses. How a woman feels stands nowhere here.
"""

# staff: people who accompany a course read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.course_follow_up import NOTE_CHARS_MAX, Kind, Later
from domain.kind_words import is_kind
from domain.permits import Action, holders
from handlers.contact_words import TO_SAY, clock
from handlers.names import FOLLOW_UP, MOOD
from handlers.questions import Words
from handlers.training.mood_steps import find_accompanied
from handlers.training.task_steps import Seen, Waiting, finish, list_tasks, open_task, put_off

DONE = Choice("done", _("Sudah disapa"), words=("sudah", "selesai disapa"))
LATER = Choice("later", _("Nanti"), words=("besok", "tunda"))
LEAVE = Choice("leave", _("Kembali ke daftar"), words=("daftar", "biarkan"))
FACES = Choice("faces", _("Perasaan peserta"), words=("perasaan",))
END = Choice("end", _("Selesai"), words=("cukup",))

TIMES = (
    Choice(Later.TOMORROW.value, _("Besok")),
    Choice(Later.SOME_DAYS.value, _("3 hari lagi"), words=("3 hari",)),
    Choice(Later.WEEK.value, _("Minggu depan"), words=("7 hari", "seminggu")),
)


@conversation(
    FOLLOW_UP,
    title=_("Tindak lanjut"),
    words=("tindak lanjut", "perlu disapa"),
    roles=holders(Action.FOLLOW_UP, Action.KEEP_GROUP_COURSES),
    resumes=False,
)
async def follow_up(chat: Chat, course_id: int = 0) -> None:
    waiting = await chat.run(list_tasks, course_id)
    faces = [FACES] if await chat.look(find_accompanied) else []
    if not waiting:
        await chat.say(_("Tidak ada yang menunggu disapa sekarang."))
        if not faces:
            return
    else:
        await chat.say(n_("{n} orang menunggu disapa.", "{n} orang menunggu disapa.", len(waiting)))
    chosen = await chat.choose(_("Siapa yang mau dilihat?"), [*map(row, waiting), *faces, END])
    if chosen.key == END.key:
        return await chat.say(_("Baik."))
    if chosen.key == FACES.key:
        await chat.go(MOOD)
    await look_at(chat, int(chosen.key))
    await chat.go(FOLLOW_UP, course_id)


async def look_at(chat: Chat, task_id: int) -> None:
    """One woman: why, how she may be reached, and what is done about it."""
    seen = await chat.run(open_task, task_id)
    for line in describe(seen):
        await chat.say(line)
    chosen = (await chat.choose(_("Bagaimana?"), (DONE, LATER, LEAVE))).key
    if chosen == DONE.key:
        note = await ask_note(chat) if seen.kind in (Kind.NEWCOMER, Kind.ABSENT) else ""
        await chat.run(finish, task_id, note)
        await chat.say(_("Sudah dicatat. Terima kasih sudah menyapa."))
    elif chosen == LATER.key:
        later = await chat.choose(_("Diingatkan lagi kapan?"), TIMES)
        await chat.run(put_off, task_id, later.key)
        await chat.say(_("Baik. Nanti muncul lagi di daftar."))


async def ask_note(chat: Chat) -> str:
    """A few words for whoever asks her next."""
    asked = _("Ada catatan pendek? Jangan tulis rahasia.")
    while True:
        note = await chat.ask_or_skip(
            asked, Words(chars_max=NOTE_CHARS_MAX, one_line=True, skip=_("Tanpa catatan"))
        )
        if note is None or is_kind(note):
            return note or ""
        asked = _("Kalimat itu bisa menyinggung. Tolong tulis lebih lembut.")


# -- words ------------------------------------------------------------------------------------------------------


def row(waiting: Waiting) -> Choice:
    """Her line in the list."""
    return Choice(str(waiting.task_id), waiting.name, hint=why_short(waiting))


def why_short(waiting: Waiting) -> Text:
    """The reason in a line."""
    if waiting.kind is Kind.NEWCOMER:
        return _("{course}: hari ke-{day}", course=waiting.title, day=waiting.n)
    if waiting.kind is Kind.ABSENT:
        return _("{course}: belum tercatat hadir", course=waiting.title)
    return _("{course}: perlu ditemani", course=waiting.title)


def describe(seen: Seen) -> list[Text]:
    """Who, why, how she may be reached, and what was noted last."""
    said = [_("{name}, kelas {course}.", name=seen.name, course=seen.title), why(seen)]
    said.extend(reach(seen))
    if seen.last_note:
        said.append(_("Catatan terakhir: {note}", note=seen.last_note))
    return said


def why(seen: Seen) -> Text:
    """What to ask her, and how."""
    if seen.kind is Kind.NEWCOMER:
        return _(
            "Peserta baru, hari ke-{day}. Tanyakan: betah, sudah punya teman, ada yang sulit?", day=seen.n
        )
    if seen.kind is Kind.ABSENT:
        return _(
            "Belum tercatat hadir beberapa kali. Mungkin kita yang belum mencatat. Tanyakan dengan lembut."
        )
    if seen.kind is Kind.MOOD:
        return _("Temani sebentar saat bertemu. Tidak perlu bertanya sebabnya.")
    return _("Ingin diajak bicara berdua. Pilih tempat yang tenang.")


def reach(seen: Seen) -> list[Text]:
    """How she may be reached outside of the course, as she has said herself."""
    if not seen.may_write:
        return [_("Jangan hubungi HP-nya. Sapa saat bertemu.")]
    said = [TO_SAY[seen.named]]
    if seen.from_min is not None and seen.to_min is not None:
        hours = {"start": clock(seen.from_min), "end": clock(seen.to_min)}
        said.insert(0, _("Kalau perlu telepon, hanya jam {start}-{end}.", **hours))
    return said
