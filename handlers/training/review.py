"""Catatan pertemuan: whoever led a session answers the four questions of the process (source E, Evaluasi a-d)."""

# staff: trainers, workers and leaders of groups read this file's sentences

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import course_evaluations, courses
from db.unit import Unit
from domain.course_evaluations import NOTE_CHARS_MAX, Judged, Process
from domain.course_words import leads_out
from domain.courses import State
from domain.permits import Action, holders
from domain.records import dataclass
from domain.refusals import Changed
from domain.requests import ReasonNotPlain
from handlers.names import SESSION_REVIEW
from handlers.questions import Words
from handlers.savings.words import short

YES = Choice("3", _("Ya"), words=("iya", "baik", "lancar"))
PARTLY = Choice("2", _("Sebagian"), words=("kadang", "lumayan", "cukup"))
NO = Choice("1", _("Belum"), words=("tidak", "kurang"))

QUESTIONS: dict[Process, Text] = {
    Process.SMOOTH: _("Pertemuannya lancar?"),
    Process.ON_TIME: _("Sesuai jadwal?"),
    Process.ACTIVE: _("Peserta aktif dan semangat?"),
    Process.SHARED: _("Semua ikut bicara dan mencoba?"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A session nobody here has written about yet."""

    session_id: int
    title: str
    day: date

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"s{self.session_id}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{day}, {title}", day=short(self.day), title=self.title)

    @property
    def words(self) -> tuple[str, ...]:
        """What else may be typed."""
        return (short(self.day), f"{self.day.day}/{self.day.month}")


@conversation(
    SESSION_REVIEW,
    title=_("Catatan pertemuan"),
    words=("catatan pertemuan", "catatan kelas"),
    roles=holders(Action.RUN_COURSES, Action.KEEP_GROUP_COURSES),
    resumes=False,
)
async def review_session(chat: Chat, course_id: int = 0) -> None:
    due = await chat.look(list_due, course_id)
    if not due:
        return await chat.say(_("Semua pertemuan sudah ada catatannya. Terima kasih."))
    session = due[0] if len(due) == 1 else await chat.choose(_("Pertemuan yang mana?"), due)
    await chat.say(_("{title}, {day}. Ada empat pertanyaan singkat.", title=session.title, day=session.day))
    judged = {
        asked.value: int((await chat.choose(question, (YES, PARTLY, NO))).key)
        for asked, question in QUESTIONS.items()
    }
    note = await ask_note(chat)
    await chat.run(keep_review, session.session_id, judged, note)
    await chat.say(_("Sudah dicatat. Terima kasih."))


async def ask_note(chat: Chat) -> str:
    """What else is to be kept of it, without names; "" for nothing."""
    while True:
        words = await chat.ask_or_skip(
            _("Ada yang perlu diingat? Tulis pendek, tanpa nama orang."),
            Words(chars_max=NOTE_CHARS_MAX, one_line=True, skip=_("Lewati")),
        )
        if words is None or not leads_out(words):
            return words or ""
        await chat.say(_("Tanpa nomor telepon dan alamat web, ya."))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_due(unit: Unit, course_id: int) -> tuple[Due, ...]:
    """Sessions that who acts led and has not written about, the newest first; course_id: of that course alone."""
    led = [
        *await courses.list_kept(unit, state=State.OPEN),
        *await courses.list_kept(unit, state=State.ENDED),
    ]
    found = [
        (
            session.start_ms,
            Due(session_id=session.id, title=course.title, day=session.begins(course.zone).date()),
        )
        for course in led
        if course_id in (0, course.id)
        for session in await course_evaluations.list_unreviewed(unit, course.id, unit.actor.person_id)
    ]
    newest = sorted(found, key=lambda each: (-each[0], each[1].session_id))
    return tuple(due for _start, due in newest[: course_evaluations.LISTED_MAX])


async def keep_review(unit: Unit, session_id: int, judged: dict[str, int], note: str) -> None:
    """What was said of that session. Raises NotAllowed, ReasonNotPlain; Changed for one to come."""
    session = await courses.get_session(unit, session_id)
    course = await courses.get(unit, session.course_id)
    await courses.require_run(unit, course)
    if session.start > unit.now:
        raise Changed
    if leads_out(note):
        raise ReasonNotPlain
    found = {Process(asked): Judged(each) for asked, each in judged.items()}
    await course_evaluations.review(unit, session, unit.actor.person_id, found, note)
    unit.audit("write", "session_review", session.id, 0)
