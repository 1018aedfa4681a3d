"""Perasaan: one of three faces after a session, for her companion alone; skipped as easily as said.

A heavy face is answered with an offer, never with a question why. Her companion reads the faces here, one woman at a
time, and every look is noted.
"""

from collections.abc import Mapping, Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db.course_company import OwnCourse
from domain.moods import Face
from handlers.names import MOOD
from handlers.training import mood_steps as steps
from handlers.training.mood_words import FACES, question
from handlers.training.own_courses import choose_course

NAMED: Mapping[Face, Text] = {
    Face.GOOD: _("senang"),
    Face.SO_SO: _("biasa"),
    Face.HEAVY: _("berat"),
}
ANSWERS: Mapping[Face, Text] = {
    Face.GOOD: _("Senang mendengarnya, Bu. Terima kasih sudah bilang."),
    Face.SO_SO: _("Terima kasih sudah bilang, Bu."),
    Face.HEAVY: _("Terima kasih sudah bilang, Bu. Ibu tidak sendirian."),
}

YES = Choice("yes", _("Ya, mau"), words=("ya", "mau", "iya", "boleh"))
NOT_NOW = Choice("no", _("Tidak sekarang"), words=("tidak", "nanti", "belum"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))

NOBODY_READS = _("Bagian ini untuk kelas yang punya pendamping. Kalau ingin bicara, ketik PETUGAS.")


@conversation(MOOD, title=_("Perasaan"), words=("perasaan saya",), sensitive=True, resumes=False)
async def tell_mood(chat: Chat, course_id: int = 0, session_id: int = 0, said: str = "") -> None:
    if not course_id and (kept := await chat.look(steps.find_accompanied)):
        return await show_moods(chat, kept)
    course = await choose_course(chat, await chat.look(steps.find_courses), course_id)
    if course is None:
        return await chat.say(NOBODY_READS)
    face = Face(said) if said else await ask_face(chat, course)
    await chat.run(steps.keep_face, course.id, session_id, "" if face is None else face.value)
    if face is None:
        return await chat.say(_("Baik, Bu. Tidak apa-apa."))
    await chat.say(ANSWERS[face])
    if face is Face.HEAVY:
        await offer_talk(chat, course)


async def ask_face(chat: Chat, course: OwnCourse) -> Face | None:
    """One of three, None if she would rather not say."""
    reader = await chat.look(steps.find_reader, course.id)
    asked = question(course.title, reader)
    face = await chat.choose_or_skip(asked, FACES, skip=_("Lewati"), sensitive=True)
    return None if face is None else Face(face.key)


async def offer_talk(chat: Chat, course: OwnCourse) -> None:
    """Somebody to talk to, if she likes; nothing is promised about when."""
    if (await chat.choose(_("Mau ditemani bicara?"), (YES, NOT_NOW), sensitive=True)).key == NOT_NOW.key:
        return await chat.say(_("Baik, Bu. Ketik PETUGAS kapan saja kalau perlu."))
    await chat.run(steps.ask_for_talk, course.id)
    await chat.say(_("Baik, Bu. Pendamping saya kabari, tanpa cerita apa-apa. Belum tentu hari ini dibalas."))
    await chat.say(_("Kalau mendesak, ketik PETUGAS."))


# -- her companion ----------------------------------------------------------------------------------------------


async def show_moods(chat: Chat, courses: Sequence[OwnCourse]) -> None:
    """The last faces of one woman after the other."""
    course = await choose_course(chat, courses)
    if course is None:
        return await chat.say(_("Belum ada peserta yang bercerita."))  # staff
    women = [Choice(str(each.person_id), each.name) for each in await chat.run(steps.list_women, course.id)]
    if not women:
        return await chat.say(_("Belum ada peserta yang bercerita."))  # staff
    while True:
        woman = await chat.choose(_("Perasaan siapa yang dilihat?"), [*women, DONE])  # staff
        if woman.key == DONE.key:
            return await chat.say(_("Baik."))
        for line in await chat.run(steps.read_faces, course.id, int(woman.key)):
            await chat.say(_("{day}: {face}.", day=line.day, face=NAMED[line.face]))
        await chat.say(
            _("Tanyakan kabarnya dengan lembut. Jangan sebut catatan ini di depan orang lain.")
        )  # staff
