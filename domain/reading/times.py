"""Which time of day a message names, and how sure that is.

The law: "setengah dua" is 13.30 or 01.30, never 2.30; an hour from 1 to 12 without a part of the day is a
question; a dot parts hours from minutes. Times are wall-clock times in the group's own zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain.reading.action import Action
from domain.reading.clean import Cleaned, clean, find_phrases
from domain.reading.limits import TIME_TEXT_CHARS_MAX, UNKNOWN_WORDS_MAX
from domain.reading.spelling import nearest_meaning, squeeze
from domain.reading.time_forms import plain_times
from domain.reading.time_words import AT_PRAYER, HINTS, OTHER_ANCHORS, PRAYERS, ZONES, Hint

# Hour on a twelve-hour clock -> hour of the day, for each part of the day; what is missing is a question.
_HOURS: dict[Hint, dict[int, int]] = {
    Hint.MORNING: {hour: hour for hour in range(1, 12)},
    Hint.NOON: {9: 9, 10: 10, 11: 11, 12: 12, 1: 13, 2: 14, 3: 15, 4: 16},
    Hint.AFTERNOON: {2: 14, 3: 15, 4: 16, 5: 17, 6: 18, 7: 19},
    Hint.NIGHT: {6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23, 12: 0, 1: 1, 2: 2, 3: 3},
    Hint.DAWN: {12: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6},
}
# Said, but at the edge of that part of the day: shown first.
_UNUSUAL: dict[Hint, frozenset[int]] = {
    Hint.MORNING: frozenset(),
    Hint.NOON: frozenset({9, 16}),
    Hint.AFTERNOON: frozenset({14, 19}),
    Hint.NIGHT: frozenset({3}),
    Hint.DAWN: frozenset({0, 1, 6}),
}
_PARTS = tuple(_HOURS)
_HALVES = {words[0]: hint for words, hint in HINTS.items() if hint is Hint.HALF and len(words[0]) >= 7}
# The part of the day a prayer belongs to: "jam 4 habis asar".
_PART_OF_PRAYER = {
    "05:00": Hint.DAWN,
    "12:30": Hint.NOON,
    "13:00": Hint.NOON,
    "15:30": Hint.AFTERNOON,
    "18:30": Hint.NIGHT,
    "19:30": Hint.NIGHT,
}
_MONEY = re.compile(r"(?<!\d)\d{1,3}[.,]\d{3}(?!\d)")
# Nobody meets at "11.30 malam": in figures it may be noon that is meant.
_LATE = ("11", "12")
_QUIET_SIGNS = frozenset('.,!()":;*')


@dataclass(frozen=True)
class TimeReading:
    """`time` is "HH:MM", None when there is none to show; `zone` is WIB, WITA or WIT if she named one."""

    action: Action
    time: str | None = None
    zone: str | None = None


@dataclass
class _Said:
    """What the words of one message say about a time."""

    hour: int | None = None
    minute: int | None = None
    written: bool = False  # as hour and minute: "9.30"
    padded: bool = False  # "09", as on a digital clock; and _LATE
    part: Hint | None = None
    half: bool = False
    shift: int = 0  # minutes past (or to) the hour, in words
    zone: str | None = None
    prayer: str | None = None
    hints: set[Hint] = field(default_factory=set)
    unknown: int = 0
    errand: bool = False  # "rapat", "pasar": an hour of its own may stand beside it
    broken: bool = False


_REJECT, _ASK = TimeReading(Action.REJECT), TimeReading(Action.ASK)


def read_time(text: str) -> TimeReading:
    """The time of day a message names, as "HH:MM" in the group's zone. Never raises.

    ACCEPT: clear by itself, by its part of the day, or written as a 24-hour time. CONFIRM: the hour that
    suits a meeting by day, or about a prayer. ASK: "jam 9", "pagi", a range. REJECT: no time.
    Zones: Keppres 41/1987; the rest is how Indonesian is spoken (house rules).
    """
    if len(text) > TIME_TEXT_CHARS_MAX:
        return _REJECT
    cleaned = clean(text)
    said = _listen(cleaned.text)
    about_time = said.hints - {Hint.NOTHING, Hint.ABOUT, Hint.REFUSED}
    if not (about_time or said.written or said.zone or said.prayer):
        if _MONEY.search(cleaned.text):
            return _REJECT
        return _ASK if (said.hour is not None and not said.unknown) or cleaned.unreadable else _REJECT
    after_errand = said.errand and not said.prayer and (said.hour is None or Hint.AFTER_ANCHOR in said.hints)
    if (
        said.broken
        or after_errand
        or said.unknown > UNKNOWN_WORDS_MAX
        or cleaned.unreadable
        or Hint.REFUSED in said.hints
    ):
        return _ASK
    if said.hour is None:
        return _by_prayer(said)
    if said.part is None and Hint.AT in said.hints and said.prayer in _PART_OF_PRAYER:
        said.part = _PART_OF_PRAYER[said.prayer]
        said.hints.add(Hint.ABOUT)
    reading = _by_clock(said)
    return _with_doubts(reading, said, cleaned)


def _with_doubts(reading: TimeReading, said: _Said, cleaned: Cleaned) -> TimeReading:
    late = Hint.AFTER_ANCHOR in said.hints  # "setelah jam 4 sore" is four or later
    doubted = (
        late or said.unknown or Hint.ABOUT in said.hints or "?" in cleaned.text or cleaned.foreign_digits
    )
    if reading.action is Action.ACCEPT and doubted:
        return TimeReading(Action.CONFIRM, reading.time, reading.zone)
    return reading


def _listen(text: str) -> _Said:
    said = _Said()
    words = plain_times(text)
    at = 0
    for meaning, group in find_phrases(words, HINTS):
        hint = meaning or HINTS.get((squeeze(group[0]),)) or _slip(said, group[0])  # "pagiii", "jamm"
        before, word = (words[at - 1] if at else ""), group[0]
        at += len(group)
        if hint is Hint.DAWN and word in PRAYERS and Hint.AFTER_ANCHOR in said.hints:
            said.prayer = PRAYERS[word]
        elif hint is not None:
            _hint(said, hint, " ".join(group))
        else:
            _word(said, word, before)
    if said.hints & {Hint.PAST, Hint.TO} and not said.shift:
        said.broken = True
    return said


def _slip(said: _Said, word: str) -> Hint | None:
    """ "setengha 9" is half an hour earlier, whatever the finger did."""
    if nearest_meaning(word, _HALVES, letters_min=7) is None:
        return None
    said.hints.add(Hint.ABOUT)
    return Hint.HALF


def _hint(said: _Said, hint: Hint, words: str) -> None:
    said.hints.add(hint)
    if hint is Hint.NOTHING:
        # A day beside a time is fine; after "habis" it is the Friday prayer.
        if Hint.AFTER_ANCHOR in said.hints and words in PRAYERS:
            said.prayer = PRAYERS[words]
        return
    if hint in _PARTS:
        said.broken = said.broken or said.part not in (None, hint)
        said.part = hint
        if words in ("tengah malam", "tengah hari", "tangah hari") and said.hour is None:
            said.hour, said.minute = 12, 0
            said.hints.add(Hint.ABOUT)
    if hint is Hint.HALF:
        said.half = True
        said.broken = said.broken or said.hour is not None  # "jam 8 setengah" is half past for some
    if hint is Hint.QUARTER:
        _shift(said, 15)


def _word(said: _Said, word: str, before: str) -> None:
    if re.fullmatch(r"\d+:\d+", word):
        hour, minute = word.split(":")
        said.written = True
        said.broken = said.broken or said.hour is not None or int(hour) > 23 or int(minute) > 59
        said.hour, said.minute, said.padded = int(hour), int(minute), hour[0] == "0" or hour in _LATE
    elif word.isdigit():
        _number(said, word, before)
    elif word in ZONES:
        said.zone = ZONES[word]
    elif word == "pm" or (word == "m" and before == "p"):
        noon, afternoon = said.hour in (12, 1, 2, 3), said.hour in (4, 5)
        said.part = Hint.NOON if noon else Hint.AFTERNOON if afternoon else Hint.NIGHT
        said.hints.add(said.part)
    elif word in PRAYERS:
        said.prayer = (
            PRAYERS[word] if Hint.AFTER_ANCHOR in said.hints else AT_PRAYER.get(PRAYERS[word], PRAYERS[word])
        )
    elif word in OTHER_ANCHORS:
        said.errand = True
        said.unknown += 1
    elif word in ("-", "/"):
        said.broken = True
    elif word not in _QUIET_SIGNS and word != "?":
        said.unknown += 1


def _number(said: _Said, word: str, before: str) -> None:
    """The hour, or behind "lewat" and "kurang" the minutes."""
    value = int(word) if len(word) <= 2 else 99
    if said.hints & {Hint.PAST, Hint.TO} and said.hour is not None:
        _shift(said, value)
    elif said.hour is None and value <= 24:
        said.hour, said.padded = value, len(word) == 2 and word[0] == "0"
    elif said.minute is None and before == str(said.hour) and Hint.AT in said.hints and 10 <= value <= 59:
        said.minute = value  # "jam 9 30"
    else:
        said.broken = True


def _shift(said: _Said, minutes: int) -> None:
    known = said.hour is not None and not said.shift and said.minute is None and 1 <= minutes <= 59
    said.broken = said.broken or not known or not said.hints & {Hint.PAST, Hint.TO}
    said.shift = -minutes if Hint.TO in said.hints else minutes


def _by_prayer(said: _Said) -> TimeReading:
    """ "ba'da magrib": about then, but the hour must be asked; "pagi" alone says no hour at all."""
    if said.prayer is None:
        return _ASK
    return TimeReading(Action.CONFIRM, said.prayer, said.zone)


def _by_clock(said: _Said) -> TimeReading:
    hour, minute = said.hour or 0, said.minute or 0
    if hour == 24 or (said.half and (said.minute is not None or said.shift or hour > 12 or hour == 0)):
        return _ASK
    if said.half:
        minute = -30
    minute += said.shift
    if hour > 12 or hour == 0:
        return _by_24_hours(said, hour, minute)
    if said.part:
        return _by_part(said, hour, minute)
    if said.minute is not None and ((said.padded and hour < 10) or said.zone):
        return TimeReading(Action.ACCEPT, _clock(hour, minute), said.zone)
    if said.minute is None and not said.half and not said.shift:
        return _ASK
    by_day = _by_day(hour, minute)
    return TimeReading(Action.CONFIRM, by_day, said.zone) if by_day else _ASK


def _by_24_hours(said: _Said, hour: int, minute: int) -> TimeReading:
    """13 to 23 and 0 are clear, unless the part of the day says otherwise."""
    if hour == 0 and said.minute is None:
        return _ASK
    if said.part:
        twelve = hour % 12 or 12
        if _HOURS[said.part].get(twelve) != hour:
            return _ASK
    action = Action.CONFIRM if said.shift else Action.ACCEPT
    return TimeReading(action, _clock(hour, minute), said.zone)


def _by_part(said: _Said, hour: int, minute: int) -> TimeReading:
    """ "jam 7 malam", "setengah 1 siang"; the half hour before belongs to the hour she names."""
    assert said.part is not None
    found = _HOURS[said.part].get(hour)
    if found is None:
        return _ASK
    padded_wrong = said.padded and said.minute is not None and found != hour
    sure = found not in _UNUSUAL[said.part] and not padded_wrong
    return TimeReading(Action.ACCEPT if sure else Action.CONFIRM, _clock(found, minute), said.zone)


def _by_day(hour: int, minute: int) -> str | None:
    """The time by day, when meetings are: from 7.00 to 18.59; None at half past six, which is both."""
    minutes = (hour % 12) * 60 + minute
    if minutes < 0:
        minutes += 12 * 60
    if 6 * 60 <= minutes < 7 * 60:
        return None
    return _clock(0, minutes if minutes >= 7 * 60 else minutes + 12 * 60)


def _clock(hour: int, minute: int) -> str:
    minutes = (hour * 60 + minute) % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
