"""She is reminded of a session of hers, and asked once whether she can come: by day, and never of what has changed.

What the clock claims is looked at afresh: moved, cancelled, answered with no or left meanwhile, nobody hears of it.
Claiming and the message are one transaction; a slice at a time, so that whoever writes meanwhile does not wait.
"""

from collections.abc import Sequence
from datetime import datetime

from conversation.text import Text, _
from db import course_planting, course_reminders
from db.course_reminders import About, Reminder
from db.unit import Dates, PushButton, Unit
from domain.contact import MessageClass
from domain.courses import Reply, Session
from domain.training_reminders import Drop, Tell, Verdict, Wait, judge, useless_from
from domain.zones import local_time
from handlers.names import CAN_COME
from handlers.parts import length_of
from handlers.training.tell import MINUTE_MS, tell_some

YES_LABEL, UNSURE_LABEL, NO_LABEL = _("Bisa"), _("Belum tentu"), _("Tidak bisa")

LABELS: tuple[tuple[Reply, Text], ...] = (
    (Reply.YES, YES_LABEL),
    (Reply.UNSURE, UNSURE_LABEL),
    (Reply.NO, NO_LABEL),
)

# One message has 500 characters; the last of them are for the question.
TEXT_CHARS_MAX = 460


# -- words ------------------------------------------------------------------------------------------------------


def reminder(about: About, begins: datetime, *, ask: bool) -> Text:
    """What she reads. begins: on the clock of the course. ask: with the question, and all she needs to decide."""
    text = _(
        "Bu, saya ingatkan: {title}.\n{begins}, di {place}.",
        title=about.title,
        begins=begins,
        place=about.place,
    )
    notes = [_("Bawa: {what}.", what=about.bring.rstrip(" ."))] if about.bring else []
    if ask and about.before_aid:
        notes.append(_("Ini perlu diikuti sebelum bantuan diberikan."))
    if ask and about.childcare:
        notes.append(_("Anak: {note}.", note=about.childcare.rstrip(" .")))
    if ask and about.transport:
        notes.append(_("Ongkos: {note}.", note=about.transport.rstrip(" .")))
    left = TEXT_CHARS_MAX - length_of(text)
    for note in notes:
        left -= length_of(note)
        if left >= 0:
            text = _("{text}\n{note}", text=text, note=note)
    return _("{text}\n\nBisa datang?", text=text) if ask else text


# -- the clock --------------------------------------------------------------------------------------------------


async def look_around(unit: Unit) -> bool:
    """Do one slice of what is due; whether there may be more. For the clock, which queues what was told.

    What was moved or cancelled comes first, then reminders, then those of the next days are planted: one of the three a
    turn.
    """
    if await tell_some(unit):
        return True
    due = await course_reminders.list_due(unit)
    if due:
        await _settle(unit, due)
        return True
    return await course_planting.plant(unit) > 0


async def _settle(unit: Unit, due: Sequence[Reminder]) -> None:
    dropped: list[tuple[Reminder, str]] = []
    waiting: list[tuple[Reminder, datetime]] = []
    telling: list[tuple[Reminder, int]] = []
    verdicts: dict[int, Tell] = {}
    for each in due:
        match _verdict(each, unit.now):
            case str(why):
                dropped.append((each, why))
            case Drop(why=why):
                dropped.append((each, why.value))
            case Wait(until=until):
                waiting.append((each, until))
            case Tell() as tell:
                outbox_id = unit.new_id()
                telling.append((each, outbox_id))
                verdicts[outbox_id] = tell
    course_reminders.drop(unit, dropped)
    course_reminders.wait(unit, waiting)
    if telling:
        told = await course_reminders.claim(unit, telling)
        _tell(unit, [(each, number) for each, number in telling if each.key in told], verdicts)


def _verdict(each: Reminder, now: datetime) -> Verdict | str:
    return each.why or judge(each.due, now)


def _tell(unit: Unit, telling: Sequence[tuple[Reminder, int]], verdicts: dict[int, Tell]) -> None:
    """Each in words that a whole class shares: what is the same is made once (bot/telling.py)."""
    texts: dict[tuple[int, bool], Text] = {}
    for each, outbox_id in telling:
        verdict, session = verdicts[outbox_id], each.session
        key = (session.id, verdict.ask)
        if key not in texts:
            texts[key] = reminder(each.about, local_time(session.start, each.about.zone), ask=verdict.ask)
        unit.tell(
            each.person_id,
            texts[key],
            MessageClass.REMINDER.value,
            buttons=buttons_of(session) if verdict.ask else (),
            matter=session.matter,
            urgent=True,
            dates=_dates(each, last=verdict.last),
            outbox_id=outbox_id,
        )


def buttons_of(session: Session) -> tuple[PushButton, ...]:
    """Her three answers."""
    return tuple(
        PushButton(label=label, talk=CAN_COME, args=(session.id, session.moves, said.value))
        for said, label in LABELS
    )


def _dates(each: Reminder, *, last: bool) -> Dates:
    useless = useless_from(each.session.start)
    if each.due.next_due is not None:
        useless = min(useless, each.due.next_due)
    return Dates(
        due_ms=each.due_ms,
        useless_ms=round(useless.timestamp() * 1000),
        over_ms=each.session.start_ms + each.session.length_min * MINUTE_MS,
        is_last=last,
    )
