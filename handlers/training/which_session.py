"""Which session does somebody who leads courses mean? Shown by class and day: today's first, then the newest."""

# staff: who leads classes (office people, leaders of a group) reads this file's sentences

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from conversation.chat import Chat
from conversation.text import Text, _
from db import course_attendance, courses
from db.unit import Unit
from domain.attendance import CODE_BEFORE_MIN, LIST_DAYS, When, when
from domain.courses import Course, Session, SessionState, State
from domain.refusals import NotAllowed
from domain.zones import local_date

# A code is written on paper the evening before.
AHEAD_MS = 24 * 3_600_000
_DAY_MS = 86_400_000
_OPENS_MS = CODE_BEFORE_MIN * 60_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """A session to choose. is_open: its code counts now. is_today: it is of this day."""

    key: str
    label: Text
    hint: Text
    is_open: bool
    is_today: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A session as who leads it sees it. n: which one of the course. begins: on the clock of its zone."""

    session_id: int
    course_id: int
    title: str
    n: int
    begins: datetime
    came: int
    of: int


async def choose_session(chat: Chat, course_id: int, *, ahead: bool = True, other: bool = False) -> int:
    """The session that is meant, 0 if there is none; the one that is open now, today's, or the only one: unasked.

    ahead: also those of the next day; else only what has begun, or is about to. other: she wants to choose herself.
    """
    picks = await chat.look(list_picks, course_id, ahead)
    if not picks:
        return 0
    likely = [each for each in picks if each.is_open] or [each for each in picks if each.is_today] or picks
    if len(likely) == 1 and not other:
        return int(likely[0].key)
    return int((await chat.choose(_("Pertemuan yang mana?"), picks)).key)


def heading(seen: Seen) -> Text:
    """The class, which of its sessions, and when."""
    return _("{title}, pertemuan ke-{n}.\n{begins}.", title=seen.title, n=seen.n, begins=seen.begins)


# -- what is read -----------------------------------------------------------------------------------------------


async def list_picks(unit: Unit, course_id: int, ahead: bool) -> tuple[Pick, ...]:
    """The sessions of the courses the actor runs, of one course if it is named. None that is foreign."""
    kept = [*await courses.list_kept(unit), *await courses.list_kept(unit, state=State.ENDED)]
    own = {each.id: each for each in kept if course_id in (0, each.id)}
    listed = await course_attendance.list_sessions(
        unit,
        list(own),
        from_ms=unit.now_ms - LIST_DAYS * _DAY_MS,
        until_ms=unit.now_ms + (AHEAD_MS if ahead else _OPENS_MS),
    )
    alone = len({each.session.course_id for each in listed}) == 1
    named = Counter(_name(own[each.session.course_id], each.session) for each in listed)
    picks = []
    for each in listed:
        course = own[each.session.course_id]
        is_double = named[_name(course, each.session)] > 1
        picks.append(_pick(unit, course, each, alone=alone, is_double=is_double))
    return tuple(sorted(picks, key=lambda each: (not each.is_open, not each.is_today)))


def _name(course: Course, session: Session) -> tuple[str, date]:
    """What stands for it in the list."""
    return course.title, session.begins(course.zone).date()


def _pick(
    unit: Unit, course: Course, listed: course_attendance.Listed, *, alone: bool, is_double: bool
) -> Pick:
    """alone: all that can be chosen are of this class. is_double: that name meets once more on that day."""
    session, tally = listed.session, listed.tally
    begins = session.begins(course.zone)
    label = _("{title}, {day}", title=course.title, day=begins.date())
    if is_double:
        label = _(
            "{title} ({code}) ke-{n}, {day}",
            title=course.title,
            code=course.code,
            n=session.n,
            day=begins.date(),
        )
    if alone:
        label = _("Ke-{n}, {day}", n=session.n, day=begins.date())
    is_open = when(session, unit.now) is When.OPEN
    return Pick(
        key=str(session.id),
        label=label,
        hint=_("{begins}. Hadir {came}.", begins=begins, came=tally.came),
        is_open=is_open,
        is_today=is_open or begins.date() == local_date(unit.now, course.zone),
    )


async def look_at_led(unit: Unit, session_id: int) -> tuple[Course, Session]:
    """That session and its course, for queries of who leads it. Raises NotAllowed."""
    session = await courses.get_session(unit, session_id)
    course = await courses.get(unit, session.course_id)
    if not await courses.may_run(unit, course):
        raise NotAllowed
    return course, session


async def get_led(unit: Unit, session_id: int) -> tuple[Course, Session]:
    """The same for steps: nobody else changes the course until this commits. Raises NotAllowed, Practising."""
    session = await courses.get_session(unit, session_id)
    course = await courses.lock(unit, session.course_id)
    await courses.require_run(unit, course)
    if session.state is SessionState.CANCELLED:
        raise NotAllowed
    return course, session


async def look_at(unit: Unit, session_id: int) -> Seen:
    """The session as its leader sees it. Raises NotAllowed."""
    course, session = await look_at_led(unit, session_id)
    tally = await course_attendance.tally(unit, session)
    return Seen(
        session_id=session.id,
        course_id=course.id,
        title=course.title,
        n=session.n,
        begins=session.begins(course.zone),
        came=tally.came,
        of=tally.of,
    )
