"""Tidak hadir: she was missed twice, or says so herself. Perhaps it is our mistake; if not, it does not matter."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from handlers.names import ABSENT, CAN_COME, COURSE, PERSON_TALK
from handlers.training.absent_steps import find_missed, note_stays, say_came
from handlers.training.absent_words import CAME, CAME_LABEL, CANNOT, CANNOT_LABEL, TALK, TALK_LABEL, question

ASKED = (
    Choice(CAME, CAME_LABEL, words=("hadir", "datang", "saya datang", "ikut")),
    Choice(CANNOT, CANNOT_LABEL, words=("tidak bisa", "berhalangan", "sakit", "repot", "tidak datang")),
    Choice(TALK, TALK_LABEL, words=("bicara", "petugas")),
)
# What the page of a course takes as "she gives her place back" (handlers/training/course_page.py).
BACK = "back"

ALL = Choice("all", _("Semuanya"), words=("semua", "dua duanya", "keduanya"))
STAY = Choice("stay", _("Tetap ikut"), words=("ikut", "lanjut", "tetap"))
STOP = Choice("stop", _("Berhenti dulu"), words=("berhenti", "keluar", "stop"))


@conversation(
    ABSENT,
    title=_("Tidak bisa hadir"),
    words=("tidak hadir",),
    resumes=False,
)
async def say_absent(chat: Chat, course_id: int = 0, n: int = 0, said: str = "") -> None:
    missed = await chat.look(find_missed, course_id, n)
    if missed is None:
        if course_id:
            return await chat.say(_("Terima kasih, Bu. Yang ini sudah beres."))
        await chat.go(CAN_COME)
    if not said:
        said = (await chat.choose(question(missed.title), ASKED)).key
    if said == CAME:
        days = [Choice(f"s{each.session_id}", _("{day}", day=each.day)) for each in missed.sessions]
        chosen = await chat.choose(
            _("Ibu hadir waktu yang mana?"), [*days, *([ALL] if len(days) > 1 else [])]
        )
        sessions = [
            each.session_id for each in missed.sessions if chosen.key in (ALL.key, f"s{each.session_id}")
        ]
        await chat.run(say_came, missed.course_id, missed.n, tuple(sessions))
        return await chat.say(_("Terima kasih, Bu. Kami minta pelatih mengecek. Nanti Ibu dikabari."))
    if said == TALK:
        await chat.go(PERSON_TALK)
    await chat.say(_("Tidak apa-apa, Bu. Terima kasih sudah memberi kabar."))
    asked = _("Ibu masih mau ikut kelas {title}?", title=missed.title)
    if (await chat.choose(asked, (STAY, STOP))).key == STOP.key:
        await chat.go(COURSE, missed.course_id, BACK)
    await chat.run(note_stays, missed.course_id, missed.n)
    return await chat.say(_("Baik, Bu. Sampai bertemu di pertemuan berikutnya."))
