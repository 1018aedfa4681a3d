"""What a message says about a schedule, part by part, before it is put together in `schedule.py`.

The order in which the parts are taken out is the law here: hours before numbers, holidays before days, a rhythm's own
dates ("tiap tanggal 5") before dates that stand alone, and weekdays last, for every date may hold one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from domain.reading.day_steps import month_from
from domain.reading.schedule_dates import (
    AFTER_FESTIVE,
    ALONE,
    DAY,
    FROM,
    FROM_TO,
    FROM_UNTOLD,
    LISTED,
    LISTED_NEAR,
    MONTH,
    MONTH_FIRST,
    OF_THAT_MONTH,
    SPAN_NEAR,
    SPANS,
    TO,
    UNTOLD,
    WITHIN,
    Named,
    bounds_of,
    first_day,
    last_day_of,
    listed_days,
    single_day,
    span_near,
)
from domain.reading.schedule_hours import Hours, take_hours
from domain.reading.schedule_rest import TAKEN, Rest, words
from domain.reading.schedule_rhythm import Frequency, take_frequency, take_weekdays
from domain.reading.schedule_skips import SkipsSaid, take_skips
from domain.reading.schedule_words import MONTHS, VAGUE
from domain.records import dataclass

# "tiap selasa 3 februari" is a rhythm and a day, and no single Tuesday.
_EVERY_BEFORE_DATE = re.compile(
    rf"(\btiap {DAY}(?:(?: ,| dan|) {DAY})*)[ ,]+"
    rf"(?=(?:tanggal )?\d{{1,2}} {MONTH}|minggu (?:depan|ini)|besok|lusa|hari ini)"
)
_MONTH_NUMBER = re.compile(
    r"(?:(?<=\d )|(?<=awal )|(?<=akhir )|(?<=mulai )|(?<=sampai ))bulan (1[0-2]|[1-9])\b(?! kali| lagi|:)"
)
# "sabtu dan ahad ini" are two days of this week.
_BOTH_OF_WEEK = re.compile(rf"(?<!tiap )\b({DAY}(?:(?: ,| dan|) {DAY})+) ((?:minggu )?(?:ini|depan))\b")
_NAMED_MONTH = re.compile(rf"(?<!\d )(?<!tiap )\bbulan (?={MONTH}\b)")
# "pertemuan pertama 5 februari", "yang terakhir tanggal 26 maret"
_FIRST_ON = re.compile(rf"\bke1 ,? ?(?=(?:{DAY} )?,? ?(?:tanggal )?\d{{1,2}} {MONTH}|(?:{DAY} )?tanggal \d)")
# "tiap akhir bulan hari Sabtu" is the last Saturday of the month.
_EDGE_OF_EACH = re.compile(
    rf"\btiap (?P<edge>awal|akhir) bulan (?:, )?(?P<day>{DAY})\b"
    rf"|\btiap (?P<day2>{DAY}) (?P<edge2>awal|akhir) bulan\b(?! depan| ini)"
)
_SO_MANY_WORKDAYS = re.compile(r"(?<!jam )(?<!:)\b(\d{1,2}) kerja\b")
_EDGES = {"awal": "ke1", "akhir": "ke9"}
_LAST_ON = re.compile(rf"\bke9 ,? ?(?=(?:{DAY} )?,? ?(?:tanggal )?\d{{1,2}} {MONTH}|(?:{DAY} )?tanggal \d)")
_ZONE = words("wib|wita|wit")
_COUNT = words(r"(?:selama )?(?P<times>\d{1,3}) kali|(?:selama|kali) (?P<times2>\d{1,3})(?= [|,]| $)")
_COUNT_EITHER = words(r"(?P<least>\d{1,3}) (?:atau|-|sampai) (?P<most>\d{1,3}) kali")
_LASTING = words(r"(?:selama )?(?P<many>\d{1,2}) (?P<unit>minggu|bulan|tahun)(?! lagi| depan| ke\d)")
_OTHER_HOUR = words(r"\| atau (?:jam )?\d{1,2}|\| dan (?:jam )?\d{1,2} - \d{1,2}(?= [|,]| $)")
_OTHERWISE = words("atau|bukan")
_GONE_BY = words("kemarin")
_ORDINAL = words(r"ke\d")
_SAYS_SOMETHING = frozenset(
    (
        *MONTHS,
        "depan",
        "lagi",
        "lalu",
        "minggu",
        "bulan",
        "tahun",
        "kira",
        "akhir",
        "awal",
        "pertengahan",
        "kemarin",
        VAGUE,
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """Each part as it was said; None or empty: it was not.

    exact: the first day was named, not only its month or week. days: that stand alone. span: of every day between two.
    counts: every different number of times. lasting: so many of a unit. either: "day" or "time" if two were offered.
    left: words that were known but fitted nowhere.
    """

    hours: Hours
    skips: SkipsSaid
    frequency: Frequency
    zone: str | None
    first: Named | None = None
    exact: bool = True
    until: Named | None = None
    days: tuple[Named, ...] = ()
    span: bool = False
    counts: tuple[int, ...] = ()
    lasting: tuple[int, str] | None = None
    either: str = ""
    left: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether no part of a schedule was said."""
        rhythm = self.frequency.is_said
        dates = (
            self.first or self.until or self.days or self.lasting or self.skips.weekdays or self.skips.days
        )
        return not (
            rhythm or dates or self.counts or self.hours.start_min is not None or self.hours.length_min
        )


def listen(plain: str, today: date) -> Heard:
    """The parts of a message in plain words."""
    plain = _in_usual_order(_BOTH_OF_WEEK.sub(_of_week, _MONTH_NUMBER.sub(_month, plain)), today)
    rest = Rest(_EVERY_BEFORE_DATE.sub(rf"\1 {TAKEN} ", plain))
    zone = rest.take(_ZONE)
    hours = take_hours(rest, zoned=zone is not None)
    skips = take_skips(rest, today)
    frequency = take_frequency(rest)
    either = rest.take(_COUNT_EITHER)
    counts = {int(either["least"]), int(either["most"])} if either else set()
    counts |= {int(found["times"] or found["times2"]) for found in rest.take_all(_COUNT)}
    listed = rest.take(LISTED) or rest.take(LISTED_NEAR)
    days, span = listed_days(listed, today) if listed else ((), False)
    near = rest.take(SPAN_NEAR) if not listed else None
    if near:
        days = span_near(near, today)
        span = len(days) == 2
    first, exact, until = _bounds(rest, today)
    lasting = rest.take(_LASTING)
    days += tuple(single_day(found[0], today) for found in rest.take_all(ALONE))
    frequency = take_weekdays(rest, frequency)
    within = rest.take(WITHIN) if first is None and until is None else None
    if within:
        exact, (first, until) = False, bounds_of(within["span"], today)
    return Heard(
        hours=hours,
        skips=skips,
        frequency=frequency,
        zone=zone[0].upper() if zone else None,
        first=first,
        exact=exact,
        until=until,
        days=tuple(sorted(set(days), key=lambda each: each.day or date.max)),
        span=span,
        counts=tuple(sorted(counts)),
        lasting=(int(lasting["many"]), lasting["unit"]) if lasting else None,
        either=_either(rest, hours),
        left=_is_left(rest),
    )


def _in_usual_order(plain: str, today: date) -> str:
    """A month before its day, "the first on" a day, and the year in two figures, as they are said otherwise."""
    soon = "|".join(str(year % 100) for year in (today.year, today.year + 1))
    plain = re.sub(
        rf"(?<=\d )({MONTH}) ({soon})(?= , (?!\d)| (?:jam|mulai|tiap|sampai)\b| ?$)", r"\1 20\2", plain
    )
    for day in re.findall(rf"\b({DAY}) ini\b", plain):  # "Kamis ini dan Kamis depan" are two
        plain = plain.replace(f"{day} depan", f"{day} minggu depan")
    plain = OF_THAT_MONTH.sub(lambda found: f"{found[1]} {_month_at(found[2], today)}", plain)
    plain = _SO_MANY_WORKDAYS.sub(r"kerja \1 kali", plain)
    plain = MONTH_FIRST.sub(r"\2 \1", _NAMED_MONTH.sub("", plain))
    plain = _EDGE_OF_EACH.sub(_edge_of_each, plain)
    return _LAST_ON.sub("sampai ", _FIRST_ON.sub("mulai ", plain))


def _month_at(which: str, today: date) -> str:
    first = month_from(today, 1 if which == "depan" else 0)
    return f"{MONTHS[first.month - 1]} {first.year}"


def _edge_of_each(found: re.Match[str]) -> str:
    return f"tiap bulan {found['day'] or found['day2']} {_EDGES[found['edge'] or found['edge2']]}"


def together(earlier: Heard, later: Heard) -> Heard:
    """What was said in two lines: the later one answers or corrects the earlier, part by part."""
    rhythm, days, either = _same_days(earlier, later)
    end = later if later.counts or later.until or later.lasting else earlier
    begin = later if later.first is not None else earlier
    timed = later.hours.start_min is not None
    return Heard(
        hours=_same_hours(earlier.hours, later.hours),
        skips=_same_skips(earlier, later),
        frequency=rhythm,
        zone=later.zone or earlier.zone,
        first=begin.first,
        exact=begin.exact,
        until=end.until,
        days=days.days,
        span=days.span,
        counts=end.counts,
        lasting=end.lasting,
        either="" if timed and either == "time" else either,
        left=earlier.left or later.left,
    )


def _same_days(earlier: Heard, later: Heard) -> tuple[Frequency, Heard, str]:
    """The rhythm, whose single days hold, and what is still offered in two ways."""
    old, new = earlier.frequency, later.frequency
    if not (new.is_said or later.days):
        return old, earlier, later.either or earlier.either
    if not new.is_said:  # the first day of the rhythm, or other days
        return old if old.repeats and not old.unclear else new, later, later.either
    bare = bool(new.weekdays) and not (new.unit or new.repeats or new.nths)
    if bare and old.unit == "minggu" and not old.weekdays and not old.unclear:  # "2 minggu sekali": "Selasa"
        return replace(old, weekdays=new.weekdays), later, later.either
    return replace(new, repeats=new.repeats or old.repeats), later, later.either


def _same_skips(earlier: Heard, later: Heard) -> SkipsSaid:
    """Weekdays that were left out of a rhythm go with it."""
    if later.skips != SkipsSaid():
        return later.skips
    return replace(earlier.skips, weekdays=()) if later.frequency.is_said or later.days else earlier.skips


def _same_hours(earlier: Hours, later: Hours) -> Hours:
    if later.start_min is None:
        return earlier if later.length_min is None else replace(earlier, length_min=later.length_min)
    return later if later.length_min is not None else replace(later, length_min=earlier.length_min)


def _month(found: re.Match[str]) -> str:
    return MONTHS[int(found[1]) - 1]


def _of_week(found: re.Match[str]) -> str:
    return " dan ".join(f"{day} {found[2]}" for day in re.findall(DAY, found[1]))


def _bounds(rest: Rest, today: date) -> tuple[Named | None, bool, Named | None]:
    """The first day, whether it was named itself, and the last one."""
    both = rest.take(FROM_TO)
    begin, end = both or rest.take(FROM), both or rest.take(TO)
    if begin is None and (rest.take(FROM_UNTOLD) or rest.take(AFTER_FESTIVE)):
        return UNTOLD, True, None
    first = first_day(begin["first"], today) if begin else None
    since = first.day if first and first.day else today
    until = last_day_of(end["last"], since) if end else None
    exact = begin is None or SPANS.match(begin["first"].removeprefix("awal ")) is None
    return first, exact, until


def _either(rest: Rest, hours: Hours) -> str:
    """Of what two were offered."""
    if rest.take(_OTHER_HOUR):
        return "time"
    if rest.has(_ORDINAL) or rest.has(_GONE_BY):  # of what? and no class was
        return "day"
    if rest.take(_OTHERWISE) is None:
        return ""
    return "day" if hours.start_min is not None else "time"


def _is_left(rest: Rest) -> bool:
    words_left = rest.words.replace(TAKEN, " ").split()
    return any(word in _SAYS_SOMETHING or re.fullmatch(r"\d+|ke\d|\d+:\d+", word) for word in words_left)
