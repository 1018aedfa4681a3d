"""When does it go out? Women read nothing of ours between eight in the evening and seven: it is said, and asked."""

# staff: who announces reads this file's sentences

from datetime import date, datetime, time, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.announcement_warnings import near_day
from domain.announcements import CALL_BACK_S
from domain.contact import QUIET_FROM, QUIET_UNTIL, is_quiet
from domain.next_steps import moment_at
from domain.zones import local_date, local_time, zone_name
from handlers.announce.owner import Owner
from handlers.contact.day_ahead import DayAndHour, When, too_far
from handlers.day_questions import Hour

DAYS_AHEAD_MAX = 60
STAY = Choice("stay", _("Tetap begitu"), words=("tetap", "biar", "ya"))
OTHER = Choice("other", _("Pilih jam lain"), words=("ganti", "lain", "tidak"))

# Women in the three zones are written to in their own hours: the office's are said.
IN_THE_MORNING = time(QUIET_UNTIL.hour)


async def ask_due(chat: Chat, owner: Owner) -> datetime:
    """A moment to come, on the clock of the office or group."""
    asked: Text = _("Kapan dikirim? Contoh: besok jam 9.")
    while True:
        now = await chat.now()
        today = local_date(now, owner.zone)
        when: When = await chat.ask(asked, DayAndHour(today=today, context="future"))
        if when.day > today + timedelta(days=DAYS_AHEAD_MAX):
            asked = too_far(DAYS_AHEAD_MAX)
            continue
        hour = (
            when.hour
            if when.hour is not None
            else await chat.ask(_("Jam berapa? Contoh: jam 9 pagi."), Hour())
        )
        due = moment_at(when.day, hour, owner.zone)
        if due <= await chat.now() + timedelta(seconds=CALL_BACK_S):
            asked = _("Waktu itu sudah lewat. Kapan dikirim?")
        elif not is_quiet(due, owner.zone) or await _is_meant(chat, hour, owner.zone):
            return due
        else:
            asked = _("Kapan dikirim? Contoh: besok jam 9.")


async def is_still_true(chat: Chat, owner: Owner, text: str, due: datetime | None) -> bool:
    """Whether "besok" may stay, in what is read on another day than it was written: planned, or written at night."""
    word, now = near_day(text), await chat.now()
    if not word or (day := read_on(due or now, owner.zone)) == local_date(now, owner.zone):
        return True
    await chat.say(_("Ini dibaca {day}. Di dalamnya ada kata “{word}”.", day=day, word=word))
    return await chat.confirm(_("Katanya masih benar?"), weighty=False)


def read_on(at: datetime, zone: str) -> date:
    """The day on which they read what goes out then."""
    late = local_time(at, zone).time() >= QUIET_FROM
    return local_date(at, zone) + timedelta(days=int(late))


async def _is_meant(chat: Chat, hour: time, zone: str) -> bool:
    """She may mean the night all the same: then it is read in the morning."""
    await chat.say(
        _(
            "Jam {hour} {zone} itu jam istirahat. Sampainya mulai jam {morning} {zone}.",
            hour=hour,
            morning=IN_THE_MORNING,
            zone=zone_name(zone),
        )
    )
    return (await chat.choose(_("Tetap dikirim jam itu?"), (STAY, OTHER))).key == STAY.key
