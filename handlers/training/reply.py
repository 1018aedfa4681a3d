"""Bisa datang: she says whether she comes to a session. "Insyaallah" is an answer of its own, and not asked again.

Her last word counts, until the session is over. Who does not come hears nothing more of it, and is not asked why; a
reason that she gives is hers and not kept, and she is told so. What she asks instead is answered first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from conversation.chat import Chat
from conversation.questions import Choice, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.registry import conversation
from conversation.text import Text, _
from db import course_answers, course_places, course_reminders, course_rows, course_sessions
from db.course_reminders import About
from db.data_readers import list_selves
from db.unit import Unit
from domain.coming import Says
from domain.course_refusals import NotIn, SessionOver
from domain.courses import Course, Part, Reply, Session, SessionState
from domain.reading.coming import read_said
from domain.refusals import Changed
from domain.zones import local_time
from handlers.house import CANNOT_READ, NOT_UNDERSTOOD_ALONE
from handlers.names import CAN_COME, MENU, SCHEDULE
from handlers.questions import Asked
from handlers.training.remind import LABELS, reminder
from handlers.training.reply_words import fact, kept_from


class Now(StrEnum):
    """How it stands with the session she speaks of."""

    OPEN = "open"
    MOVED = "moved"
    OFF = "off"
    OVER = "over"
    NOT_HERS = "not_hers"


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """The session as she sees it. begins, ends: on the clock of its course. text: the question as her reminder has it.

    answered: she has said whether she comes.
    """

    session_id: int
    moves: int
    title: str
    place: str
    begins: datetime
    ends: datetime
    bring: str
    childcare: str
    transport: str
    text: Text
    now: Now
    answered: bool


@dataclass(frozen=True, kw_only=True)
class Coming(Asked):
    """Whether she comes; three answers to tap, and a fourth that people give by themselves."""

    @property
    def kind(self) -> str:
        return "coming"

    @property
    def choices(self) -> Sequence[Choice]:
        return [Choice(said.value, label) for said, label in LABELS]

    def read(self, said: Said) -> Reading:
        """Her answer in her own words, or its number."""
        if said.thing:
            return Unclear(CANNOT_READ)
        if said.tapped:
            return Understood(said.tapped)
        from domain.reading.choices import match_choice

        found = read_said(said.text)
        if found is not None:
            return Understood(found.value)
        chosen = match_choice(said.text, [label.message for _said, label in LABELS])
        return Unclear() if chosen.index is None else Understood(LABELS[chosen.index][0].value)

    def restore(self, plain: Plain) -> Says:
        """The answer, or what she says instead of one."""
        try:
            return Says(plain)
        except ValueError as fault:
            raise NoLongerFits from fault


@conversation(CAN_COME, title=_("Bisa datang?"), resumes=False)
async def say_if_coming(chat: Chat, session_id: int = 0, moves: int = 0, said: str = "") -> None:
    here = await chat.look(find_one, session_id, moves) if session_id else await chat.look(find_newest)
    if here is None and said:
        await chat.say(NOT_UNDERSTOOD_ALONE)
        await chat.go(MENU)
    if here is None:
        await chat.go(SCHEDULE)
    if here.now is Now.MOVED:
        await chat.say(_("Jadwalnya sudah pindah, Bu."))
    elif here.now is not Now.OPEN:
        return await chat.say(AS_IT_STANDS[here.now])
    answer = Says(said) if said and here.now is Now.OPEN else await chat.ask(here.text, Coming())
    while answer.reply is None:
        if here.answered and answer is not Says.BECAUSE:  # asked once, and she has said it
            return await chat.say(told(here, answer))
        answer = await chat.ask(asked_again(here, answer), Coming())
    following = await chat.run(keep_reply, here.session_id, here.moves, answer.reply.value)
    await thank(chat, here, answer, following)


def told(here: Here, answer: Says) -> Text:
    """What she wants to know."""
    notes = {"bring": here.bring, "childcare": here.childcare, "transport": here.transport}
    return fact(answer, title=here.title, begins=here.begins, ends=here.ends, place=here.place, **notes)


def asked_again(here: Here, answer: Says) -> Text:
    """The question below what she wanted to know, or below a word for what keeps her."""
    if answer is Says.BECAUSE:
        return kept_from(title=here.title, begins=here.begins)
    return _("{fact}\n\nBisa datang?", fact=told(here, answer))


AS_IT_STANDS = {
    Now.OFF: _("Pertemuan itu tidak jadi, Bu. Mau lihat yang lain? Ketik: jadwal."),
    Now.OVER: _("Pertemuan itu sudah lewat, Bu. Terima kasih."),
    Now.NOT_HERS: _("Ibu belum terdaftar di kelas itu. Mau lihat kelasnya? Ketik: jadwal."),
}


async def thank(chat: Chat, here: Here, answer: Says, following: datetime | None) -> None:
    """What she said, with the session it was about, so that she sees if it was another one."""
    values = {"title": here.title, "begins": here.begins}
    if answer.reply is Reply.YES:
        await chat.say(_("Terima kasih, Bu. {title}: {begins}, di {place}.", place=here.place, **values))
        if answer is Says.LATE:
            await chat.say(_("Agak telat tidak apa-apa. Datang saja, ya."))
        if here.bring:
            await chat.say(_("Jangan lupa bawa: {what}.", what=here.bring.rstrip(" .")))
    elif answer.reply is Reply.GOD_WILLING:
        await chat.say(_("Insyaallah, Bu. Semoga dimudahkan. {title}: {begins}.", **values))
    elif answer.reply is Reply.UNSURE:
        await chat.say(_("Tidak apa-apa, Bu. {title}: {begins}.", **values))
        await chat.say(_("Kalau sudah tahu, ketik: bisa datang. Atau: tidak bisa datang."))
    else:
        await chat.say(_("Baik, Bu. Terima kasih kabarnya. {title}, {begins}: Ibu tidak datang.", **values))
        if answer is Says.NO_BECAUSE:
            await chat.say(_("Sebabnya tidak saya catat. Mau bilang ke petugas? Ketik PETUGAS."))
        if following is not None:
            await chat.say(_("Pertemuan berikutnya: {moment}.", moment=following))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_newest(unit: Unit) -> Here | None:
    """The session she was reminded of last, else her next one of this week; None if there is none."""
    found = await course_answers.find_asked(unit, unit.actor.person_id)
    return None if found is None else await find_one(unit, found.session_id, found.moves)


async def find_one(unit: Unit, session_id: int, moves: int) -> Here:
    """That session. Raises NotAllowed."""
    session = await course_sessions.get_session(unit, session_id)
    course = await course_rows.get(unit, session.course_id)
    about = About(
        title=course.title,
        place=session.place or course.place,
        zone=course.zone,
        kind=course.kind.value,
        bring=course.bring,
        childcare=course.childcare,
        transport=course.transport,
    )
    begins = session.begins(course.zone)
    me = await _find_self(unit, course)
    return Here(
        session_id=session.id,
        moves=session.moves,
        title=about.title,
        place=about.place,
        begins=begins,
        ends=local_time(session.end, course.zone),
        bring=about.bring,
        childcare=about.childcare,
        transport=about.transport,
        text=reminder(about, begins, ask=True),
        now=Now.NOT_HERS if me is None else _now(unit, session, moves),
        answered=me is not None and await course_answers.has_answered(unit, session.id, session.moves, me),
    )


def _now(unit: Unit, session: Session, moves: int) -> Now:
    if session.state is SessionState.CANCELLED:
        return Now.OFF
    if session.state is not SessionState.PLANNED or session.end <= unit.now:
        return Now.OVER
    return Now.OPEN if session.moves == moves else Now.MOVED


async def _find_self(unit: Unit, course: Course) -> int | None:
    """By which of her records she has a place there; None if she has none."""
    for person_id in await list_selves(unit, unit.actor.person_id):
        found = await course_places.find(unit, course.id, person_id)
        if found is not None and found.part is Part.JOINED:
            return person_id
    return None


async def keep_reply(unit: Unit, session_id: int, moves: int, said: str) -> datetime | None:
    """Her answer; when the course goes on, if she does not come. Raises NotIn, SessionOver, Changed, NotAllowed."""
    session = await course_sessions.get_session(unit, session_id)
    course = await course_rows.lock(unit, session.course_id)
    person_id = await _find_self(unit, course)
    if person_id is None:
        raise NotIn
    session = await course_sessions.get_session(unit, session_id)
    if session.moves != moves:
        raise Changed
    if session.state is not SessionState.PLANNED or session.end <= unit.now:
        raise SessionOver
    course_reminders.reply(unit, session, person_id, Reply(said))
    if said != Reply.NO.value:
        return None
    coming = [
        each
        for each in await course_sessions.sessions_of(unit, course.id)
        if each.state is SessionState.PLANNED and each.start > session.start
    ]
    return coming[0].begins(course.zone) if coming else None
