"""A session has another time, or does not take place: everybody who has a place hears it at once, and once.

The law: what was said of the old time is silenced in the same step; nobody is told what she decided herself. Of a large
class the first ones hear it in this turn and the others from the clock (remind.py), for no turn touches more than 500
rows. A cancellation for the next morning passes until 21.30 and from 05.30 (domain/contact.py).
"""

from datetime import datetime

from conversation.text import Text, _
from db import course_notices, course_reminders, course_rights, course_sessions
from db.course_notices import Notice, Noticed
from db.unit import Dates, Unit
from domain.contact import MessageClass
from domain.courses import Course, Session
from domain.zones import local_time

MINUTE_MS = 60_000


async def tell_moved(unit: Unit, course: Course, old: Session, new: Session) -> None:
    """For the step that has moved it: those who joined hear the new time and place; old reminders are silenced.

    old: as it was before, new: as `course_sessions.move_session` gave it back. Also where only its place is another.
    """
    course_reminders.drop_for_session(unit, old)
    course_notices.give_notice(unit, new, Notice.MOVED, was_ms=old.start_ms)
    await tell_some(unit, new.id)
    new_time = new.begins(course.zone)
    text = moved_for_trainers(course.title, old.begins(course.zone), new_time, new.place or course.place)
    await _tell_trainers(unit, course, new, text)


async def tell_cancelled(unit: Unit, course: Course, session: Session) -> None:
    """For the step that has cancelled it: those who joined hear it with its reason; its reminders are silenced."""
    course_reminders.drop_for_session(unit, session)
    course_notices.give_notice(unit, session, Notice.CANCELLED)
    await tell_some(unit, session.id)
    text = cancelled_for_trainers(course.title, session.begins(course.zone), session.reason)
    await _tell_trainers(unit, course, session, text)


async def tell_course_cancelled(unit: Unit, course: Course, next_session: Session | None) -> None:
    """For the step that has cancelled the whole course (courses.cancel): told once, also to those who wait for a place.

    next_session: the first that would have come, as `course_sessions.next_session` gave it before; None: none was left.
    """
    course_reminders.drop_for_course(unit, course.id)
    if next_session is not None and next_session.start <= unit.now:  # those who sit in it hear it there
        next_session = await _first_to_come(unit, course)
    if next_session is None:
        return
    course_notices.give_notice(unit, next_session, Notice.CANCELLED)
    await tell_some(unit, next_session.id)
    await _tell_trainers(unit, course, next_session, course_over_for_trainers(course.title))


async def _first_to_come(unit: Unit, course: Course) -> Session | None:
    coming = (each for each in await course_sessions.sessions_of(unit, course.id) if each.start > unit.now)
    return next((each for each in coming if each.closed_ms == unit.now_ms), None)


async def tell_some(unit: Unit, session_id: int = 0) -> bool:
    """Tell the next ones who have not heard of this session, or of any; False if there is nothing to tell."""
    noticed = await course_notices.find_notice(unit, session_id)
    if noticed is None:
        return False
    is_over = noticed.session.start <= unit.now
    hearers = [] if is_over else await course_notices.list_to_hear(unit, noticed)
    if len(hearers) < course_notices.SLICE:
        course_notices.end_notice(unit, noticed)
    outbox_ids = [unit.new_id() for _each in hearers]
    heard = await course_notices.note_heard(unit, noticed, hearers, outbox_ids)
    text, dates = await _text(unit, noticed), _dates(noticed, unit.now_ms)
    for each, outbox_id in zip(hearers, outbox_ids, strict=True):
        if each.person_id in heard:
            unit.tell(
                each.person_id,
                text,
                MessageClass.RELAY.value,
                matter=noticed.session.matter,
                urgent=True,
                dates=dates,
                outbox_id=outbox_id,
            )
    return True


def _dates(noticed: Noticed, now_ms: int) -> Dates:
    """What passes a quiet night is what would bring her out in vain, or too late: the earlier of both times."""
    session = noticed.session
    moments = [session.start_ms, round(noticed.was.timestamp() * 1000)]
    return Dates(
        begins_ms=min((each for each in moments if each > now_ms), default=0),
        useless_ms=max(moments),
        over_ms=max(moments) + session.length_min * MINUTE_MS,
    )


async def _tell_trainers(unit: Unit, course: Course, session: Session, text: Text) -> None:
    for each in await course_rights.trainers_of(unit, course.id):
        if each != unit.actor.person_id:
            unit.tell(each, text, MessageClass.RELAY.value, matter=session.matter, urgent=True)


# -- words ------------------------------------------------------------------------------------------------------


async def _text(unit: Unit, noticed: Noticed) -> Text:
    about, session = noticed.about, noticed.session
    begins = local_time(session.start, about.zone)
    if noticed.notice is Notice.MOVED:
        return moved(about.title, local_time(noticed.was, about.zone), begins, about.place)
    if noticed.course_over:
        return _because(course_over(about.title), session.reason)
    following = await course_sessions.next_session(unit, session.course_id)
    text = _because(cancelled(about.title, begins), session.reason)
    if following is None:
        return text
    return _(
        "{text}\n\nPertemuan berikutnya: {moment}.",
        text=text,
        moment=following.begins(about.zone),
    )


def moved(title: str, was: datetime, begins: datetime, place: str) -> Text:
    """What she reads where the time is another one, or only the place."""
    values = {"title": title, "begins": begins, "place": place}
    if was == begins:
        return _("Bu, {title} pindah tempat.\n\nSekarang di {place}. Waktunya tetap: {begins}.", **values)
    return _(
        "Bu, {title} pindah waktu.\n\nTadinya: {was}.\nSekarang: {begins}, di {place}.\n\nNanti saya ingatkan lagi.",
        was=was,
        **values,
    )


def cancelled(title: str, begins: datetime) -> Text:
    """What she reads where one session does not take place."""
    return _("Bu, {title} libur dulu. Yang tidak jadi: {begins}. Maaf, ya.", title=title, begins=begins)


def course_over(title: str) -> Text:
    """What she reads where nothing of it takes place any more."""
    return _("Bu, {title} tidak diteruskan. Maaf, ya. Kelas lain bisa dilihat. Ketik: jadwal.", title=title)


def _because(text: Text, reason: str) -> Text:
    return _("{text}\n\nSebabnya: {reason}.", text=text, reason=reason.rstrip(" .")) if reason else text


def moved_for_trainers(title: str, was: datetime, begins: datetime, place: str) -> Text:
    """The same for who trains there."""
    # staff
    return _(
        "{title} dipindah.\nTadinya: {was}.\nSekarang: {begins}, di {place}.\nPeserta sudah dikabari.",
        title=title,
        was=was,
        begins=begins,
        place=place,
    )


def cancelled_for_trainers(title: str, begins: datetime, reason: str) -> Text:
    """The same for who trains there."""
    # staff
    return _because(
        _("{title} tidak jadi: {begins}.\nPeserta sudah dikabari.", title=title, begins=begins), reason
    )


def course_over_for_trainers(title: str) -> Text:
    """The same for who trains there."""
    # staff
    return _("{title} tidak diteruskan. Peserta sudah dikabari.", title=title)
