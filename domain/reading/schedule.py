"""On which days and at what hour a class meets, as people write it: "tiap Selasa jam 9, 8 kali, mulai 3 Februari".

The law: nothing is guessed silently. What is missing is asked for, what is a guess is named as one, and the days
themselves are shown before anything is kept. An answer to what was asked is read together with what was said before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from domain.courses import LENGTH_MIN_DEFAULT, SESSIONS_MAX
from domain.reading.action import Action
from domain.reading.day_steps import last_day, month_from
from domain.reading.limits import SCHEDULE_TEXT_CHARS_MAX
from domain.reading.schedule_dates import Named
from domain.reading.schedule_heard import Heard, listen, together
from domain.reading.schedule_plain import plain_text
from domain.reading.schedule_rules import Rule, find_rule, is_too_long, without
from domain.records import dataclass
from domain.recurrence import NO_START_MIN, Recurrence, named

# A span of days without a rhythm is one of every day if it is as short as this; else the rhythm is asked for.
# Before four in the morning: of which night, and is it meant at all?
NIGHT_UNTIL_MIN = 4 * 60
EVERY_DAY_WITHIN = timedelta(days=13)


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleReading:
    """action: ACCEPT clear, CONFIRM with a guess in it, ASK something is missing, REJECT no schedule at all.

    recurrence: as far as it is known (start_min NO_START_MIN without an hour), None without any day. asks: parts that
    are missing or cannot be told: "day", "time", "count" (how often, or until when), "first". doubts: parts that are
    there but guessed, of the same words, "skips" (not all that is to be left out can be followed) and "words" (some
    were not understood). zone: WIB, WITA or WIT if it was named. instead_of: the day that was said to be the first,
    where the class does not meet on such a day and begins later ("tiap Selasa" from a Wednesday on).
    """

    action: Action
    recurrence: Recurrence | None = None
    asks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    zone: str | None = None
    instead_of: date | None = None


_REJECT = ScheduleReading(action=Action.REJECT)


class _Draft:
    """What is known so far, and what is not."""

    def __init__(self) -> None:
        self.asks: list[str] = []
        self.doubts: list[str] = []
        self.instead_of: date | None = None

    def ask(self, part: str, when: bool = True) -> None:
        if when and part not in self.asks:
            self.asks.append(part)

    def doubt(self, part: str, when: bool = True) -> None:
        if when and part not in self.doubts:
            self.doubts.append(part)


def read_schedule(text: str, *, today: date) -> ScheduleReading:
    """When a class is to meet, seen from today (the day it is in the class's zone). Never raises.

    A later line answers or corrects the lines before, part by part: so an answer to what was asked is read with them.
    Wall-clock only: which zone is meant is the caller's, unless one was named. Spellings and rules are house rules
    (tests/vectors/schedules_id.toml).
    """
    if len(text) > SCHEDULE_TEXT_CHARS_MAX:
        return _REJECT
    lines = [plain_text(line) for line in text.splitlines() if line.strip()]
    if not lines:
        return _REJECT
    heard = reduce(together, (listen(line.words, today) for line in lines))
    if heard.is_nothing:
        return _REJECT
    draft = _Draft()
    try:
        recurrence = _days(heard, today, draft)
    except (ValueError, OverflowError):  # a day beyond the calendar
        recurrence = None
        draft.ask("first")
    draft.ask("day", heard.either == "day" or (recurrence is None and not draft.asks))
    draft.ask("time", heard.hours.start_min is None or heard.either == "time")
    at_night = heard.hours.start_min is not None and heard.hours.start_min < NIGHT_UNTIL_MIN
    draft.doubt("time", at_night or not heard.hours.sure)
    draft.doubt("day", any(line.eve for line in lines))
    draft.doubt("skips", not heard.skips.sure)
    draft.doubt("words", heard.left or any(line.is_doubtful for line in lines))
    return ScheduleReading(
        action=Action.ASK if draft.asks else Action.CONFIRM if draft.doubts else Action.ACCEPT,
        recurrence=recurrence and _with_hours(recurrence, heard, draft),
        asks=tuple(sorted(draft.asks, key=_ORDER.index)),
        doubts=tuple(sorted((part for part in draft.doubts if part not in draft.asks), key=_ORDER.index)),
        zone=heard.zone,
        instead_of=draft.instead_of,
    )


_ORDER = ("day", "time", "count", "first", "skips", "words")


def _with_hours(recurrence: Recurrence, heard: Heard, draft: _Draft) -> Recurrence:
    start_min = heard.hours.start_min
    return replace(
        recurrence,
        start_min=NO_START_MIN if start_min is None or "time" in draft.asks else start_min,
        length_min=heard.hours.length_min or LENGTH_MIN_DEFAULT,
        skips=heard.skips.skips,
        out=heard.skips.days,
    )


def _days(heard: Heard, today: date, draft: _Draft) -> Recurrence | None:
    said = heard.frequency
    if _is_list_on_its_days(heard):
        return _alone(heard, draft)
    named_so_many = said.in_a_row > 1 and said.in_a_row == len(heard.days) and not heard.span
    if said.repeats or said.weekdays or (said.in_a_row and not named_so_many) or said.unclear:
        return _repeated(heard, today, draft)
    if heard.first is None and heard.days and not heard.span:
        return _alone(heard, draft)
    return _every_day_between(heard, draft)


def _is_list_on_its_days(heard: Heard) -> bool:
    """ "tiap Selasa, tgl 3, 10, 17 Februari": the days themselves, all of them Tuesdays.

    One by itself without a rhythm, too: "Selasa jam 9, 3 Februari".
    """
    days = [each.day for each in heard.days if each.day is not None]
    ends = heard.first or heard.until or heard.lasting or heard.span
    weekdays = {day.weekday() for day in days}
    return (
        (len(days) > 1 or (len(days) == 1 and not heard.frequency.repeats and not heard.counts))
        and len(days) == len(heard.days)
        and not ends
        and weekdays == set(heard.frequency.weekdays)
    )


# -- days by name -----------------------------------------------------------------------------------------------


def _alone(heard: Heard, draft: _Draft) -> Recurrence | None:
    """Days that were named one by one."""
    days = [each.day for each in heard.days if each.day is not None]
    draft.ask("day", len(days) < len(heard.days) or heard.until is not None or heard.lasting is not None)
    if not days:
        return None
    draft.doubt("day", not all(each.sure for each in heard.days))
    draft.ask(
        "day", bool(heard.counts) and len(days) == 1 and heard.counts != (1,)
    )  # so often, but when again?
    draft.doubt("count", bool(heard.counts) and heard.counts != (len(days),))
    days_only = tuple(sorted(set(days)))
    return Recurrence(rule=named(days_only), first=days_only[0], start_min=NO_START_MIN)


def _every_day_between(heard: Heard, draft: _Draft) -> Recurrence | None:
    """ "3-7 Februari": every day, if they are few; "mulai 3 Februari" says no rhythm."""
    first, last = (heard.days[0], heard.days[-1]) if heard.span and heard.days else (heard.first, heard.until)
    draft.ask("first", first is not None and first.day is None)
    if first is None or first.day is None:
        return None
    if heard.counts == (1,) and last is None:
        draft.doubt("first", not first.sure)
        return Recurrence(rule="", first=first.day, start_min=NO_START_MIN)
    if (
        not heard.exact
        or last is None
        or last.day is None
        or not first.day < last.day <= first.day + EVERY_DAY_WITHIN
    ):
        return None
    draft.doubt("day")
    return Recurrence(rule="FREQ=DAILY", first=first.day, start_min=NO_START_MIN, until=last.day)


# -- days by a rhythm -------------------------------------------------------------------------------------------


def _repeated(heard: Heard, today: date, draft: _Draft) -> Recurrence | None:
    said = heard.frequency
    if heard.skips.weekdays:
        fewer = without(said, heard.skips.weekdays)
        draft.ask("day", fewer is None)
        said = fewer or said
    first, until = _beginning(heard, draft), heard.until
    if heard.span and heard.first is None and heard.until is None:
        until = heard.days[-1]
    rule = find_rule(said, first.day if first else None, today)
    if rule is None:
        draft.ask("first" if said.unit == "hari" and said.every > 1 and not said.weekdays else "day")
        draft.ask("count", not (heard.counts or heard.until or heard.lasting or said.in_a_row))
        return None
    draft.doubt("day", not rule.sure)
    _doubt_first(heard, first, rule, today, draft)
    return _ended(heard, until, rule, draft)


def _beginning(heard: Heard, draft: _Draft) -> Named | None:
    """The first day that was said; a single date beside a rhythm is one, too, but this is a guess."""
    if heard.first is not None:
        draft.ask("first", heard.first.day is None)
        draft.doubt("first", not heard.first.sure)
        draft.ask("day", bool(heard.days))
        return heard.first
    if not heard.days:
        return None
    said = heard.frequency
    plain_list = not (said.repeats or said.in_a_row or heard.counts or heard.until or heard.span)
    draft.ask("day", plain_list or (len(heard.days) > 1 and not heard.span))
    draft.ask("first", heard.days[0].day is None)
    draft.doubt("first")
    return heard.days[0]


def _doubt_first(heard: Heard, first: Named | None, rule: Rule, today: date, draft: _Draft) -> None:
    if first is not None and first.day is not None:
        if heard.exact and rule.first != first.day:
            draft.doubt("first")
            draft.instead_of = first.day
        return
    said = heard.frequency
    with_today = find_rule(said, today, today)
    on_today = with_today is not None and with_today.first == today and bool(said.weekdays or said.month_days)
    draft.doubt("first", on_today or said.every > 1 or rule.value.startswith("FREQ=DAILY"))


def _ended(heard: Heard, until: Named | None, rule: Rule, draft: _Draft) -> Recurrence:
    """The rule with its end: so often, or until when; both are a doubt, for they may not agree."""
    said = heard.frequency
    counts = heard.counts or ((said.in_a_row,) if said.in_a_row else ())
    if not counts and said.times > 1 and len(said.weekdays) == 1:
        counts = (said.times,)  # "tiap minggu 4 kali" on one day: four weeks, most likely
        draft.doubt("count")
    count = counts[0] if len(counts) == 1 and 1 <= counts[0] <= SESSIONS_MAX else None
    last = until.day if until else None
    if heard.lasting:
        draft.doubt("count", last is not None or count is not None)
        last = last or _after(rule.first, *heard.lasting)
    draft.ask("count", bool(counts) and count is None)
    draft.ask("count", count is None and last is None)
    draft.ask("count", last is not None and last < rule.first)
    draft.ask("count", is_too_long(rule, count, last))
    draft.doubt("count", until is not None and not until.sure)
    draft.doubt("count", last is not None and count is not None)
    draft.doubt("count", count == 1 and said.repeats)
    return Recurrence(
        rule=rule.value,
        first=rule.first,
        start_min=NO_START_MIN,
        count=count,
        until=last if last is None or last >= rule.first else None,
    )


def _after(first: date, many: int, unit: str) -> date:
    """The last day of so many weeks or months that begin on the first."""
    if unit == "minggu":
        return first + timedelta(days=7 * many - 1)
    month = month_from(first, many * (12 if unit == "tahun" else 1))
    return month.replace(day=min(first.day, last_day(month))) - timedelta(days=1)
