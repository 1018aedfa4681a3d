"""From when until when a class meets, as it is written beside its days: "jam 9", "13.00-15.00", "jam 7 sampai 9 malam".

The law: classes are by day, so "jam 9" is taken for nine in the morning, but as a guess that is said; "jam 6" is both
and asked; two different hours are asked about, for a class has one.
"""

from __future__ import annotations

import re

from domain.reading.action import Action
from domain.reading.schedule_rest import Rest, words
from domain.reading.schedule_words import MONTHS, PARTS
from domain.reading.times import read_time
from domain.records import dataclass

DAY_MIN, HALF_DAY_MIN = 24 * 60, 12 * 60
# A class is by day from seven on; at half past six it may be both.
EARLIEST_MIN = 7 * 60
LENGTH_MIN_LEAST, LENGTH_MIN_MOST = 15, 12 * 60

_PART = f"(?:{'|'.join(PARTS)})"
_SHIFT = r"(?: (?:lewat|kurang) (?:\d{1,2}|seperempat)(?: menit)?)?"
_HOUR = rf"(?:setengah )?\d{{1,2}}(?::\d\d)?{_SHIFT}(?: {_PART})?"
# What a bare number before these words counts, it is no hour.
_COUNTED = rf"(?! (?:{'|'.join(MONTHS)}|kali|minggu|bulan|hari|jam \d|menit|tahun|ke\d|\d{{4}})\b)"
_RANGE = words(
    rf"(?P<lead>{_PART} )?(?:jam )?(?P<start>{_HOUR}) (?:-|sampai|,? ?selesai) (?:jam )?(?P<end>{_HOUR}){_COUNTED}"
)
# "Senin Rabu 9-11": nothing says that these are hours, so it is a guess, and a last one.
_BARE_RANGE = words(
    rf"(?<!tanggal )(?<!mulai )(?<!kali )(?P<start>\d{{1,2}}) (?:-|sampai) (?P<end>\d{{1,2}}){_COUNTED}(?! [,-] \d)"
)
_OPEN_END = words(rf"(?P<lead>{_PART} )?(?:jam )?(?P<start>{_HOUR}) (?:-|sampai) selesai")
_SINGLE = words(
    rf"(?:{_PART} )?jam {_HOUR}(?: kira)?{_COUNTED}"
    rf"|(?<!tanggal )(?:setengah \d{{1,2}}|\d{{1,2}}:\d\d){_SHIFT}(?: {_PART})?(?: kira)?"
    rf"|(?<!tanggal )\d{{1,2}} {_PART}(?: kira)?"
)
_PRAYER = words(
    r"sesudah (?:salat )?(?P<after>zuhur|asar|magrib|isya|subuh|jumatan|jumat)|(?P<at>zuhur|asar|magrib|isya)"
)
_LASTING = words(
    r"(?:selama )?(?:(?P<hours>\d{1,2}) jam(?P<half> setengah)?(?: (?P<more>\d{1,2}) menit)?|"
    r"(?P<one_half>\d) setengah jam|setengah (?P<half_hour>jam)|(?P<minutes>\d{1,3}) menit)"
    # "2 jam 9" may be an hour behind a number; "selama 2 jam" and "90 menit" are none.
    r"(?:(?<= menit)|(?<=selama \d jam)|(?<=selama \d\d jam)"
    r"|(?! \d{1,2}(?::\d\d)? (?!kali|minggu|bulan|hari)| setengah \d))"
)
_PART_ALONE = words(_PART)
_ANY_CLOCK = re.compile(rf" jam |:|{_PART}|setengah")

# "ba'da isya jam 8": which eight that is.
_PARTS_OF_PRAYERS = {
    "subuh": "pagi",
    "zuhur": "siang",
    "jumatan": "siang",
    "jumat": "siang",
    "asar": "sore",
    "magrib": "malam",
    "isya": "malam",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """start_min: None if it is not known. length_min: None if it was not said. sure: nothing of it is a guess."""

    start_min: int | None = None
    length_min: int | None = None
    sure: bool = True


def take_hours(rest: Rest, *, zoned: bool = False) -> Hours:
    """The hours, their words taken out of `rest`. zoned: with their zone ("09.30 WIB"), as clocks are written."""
    lasting, one_length = _lasting(rest)
    ranges = rest.take_all(_RANGE, lambda found: _is_of_hours(found[0]))
    spans = [(_led(found), found["end"]) for found in ranges]
    spans += [(_led(found), "") for found in rest.take_all(_OPEN_END)]
    prayers = rest.take_all(_PRAYER)
    spans += [(found[0].strip(), "") for found in rest.take_all(_SINGLE)]
    bare = rest.take(_BARE_RANGE) if not spans and not prayers else None
    if bare:
        spans = [(bare["start"], bare["end"])]
    hints = rest.take_all(_PART_ALONE)
    hint = hints[0][0] if len({found[0] for found in hints}) == 1 else ""
    hint = hint or _part_of_prayer(prayers)
    said = [_hours(start, end, hint, zoned=zoned) for start, end in spans] or [
        _by_prayer(found) for found in prayers
    ]
    found = _one_of(said)
    if bare:
        found = Hours(start_min=found.start_min, length_min=found.length_min, sure=False)
    if lasting is None or found.length_min == lasting:
        return found
    agreed = found.sure and found.length_min is None and one_length
    return Hours(start_min=found.start_min, length_min=lasting, sure=agreed)


def _one_of(said: list[Hours]) -> Hours:
    """The one of them, if they agree; a guess gives way to what is sure and the same on the dial."""
    known = [each for each in said if each.start_min is not None]
    sure = [each for each in known if each.sure]
    for each in [*sure, *known]:
        others = {other.start_min for other in known if not (other.sure is False and _same_dial(other, each))}
        if others <= {each.start_min}:
            length = next((one.length_min for one in [each, *known] if one.length_min is not None), None)
            return Hours(start_min=each.start_min, length_min=length, sure=each.sure)
    return Hours()


def _same_dial(one: Hours, other: Hours) -> bool:
    return ((one.start_min or 0) - (other.start_min or 0)) % HALF_DAY_MIN == 0


def _led(found: re.Match[str]) -> str:
    """The beginning of a span with the part of the day before it: "pagi jam 8 - 10"."""
    return (
        found["start"]
        if not found["lead"] or _part_of(found["start"])
        else f"{found['start']} {found['lead']}".strip()
    )


def _part_of_prayer(prayers: list[re.Match[str]]) -> str:
    names = {found["after"] or found["at"] for found in prayers}
    return _PARTS_OF_PRAYERS.get(names.pop(), "") if len(names) == 1 else ""


def _is_of_hours(span: str) -> bool:
    return _ANY_CLOCK.search(f" {span} ") is not None


def _hours(start: str, end: str, hint: str, *, zoned: bool) -> Hours:
    part = _part_of(end) if end and not _part_of(start) else ""
    begun, sure = _begin(start, part, hint)
    if zoned and not sure and ":" in start and begun is not None:
        begun, sure = _as_written(start)
    if begun is None or not end:
        return Hours(start_min=begun, sure=sure)
    over = _end(end, begun)
    length = (over - begun) % DAY_MIN if over is not None else None
    if length is None or not LENGTH_MIN_LEAST <= length <= LENGTH_MIN_MOST:
        return Hours(start_min=begun, sure=False)
    return Hours(start_min=begun, length_min=length, sure=sure)


def _as_written(start: str) -> tuple[int | None, bool]:
    """The hour and minute of a clock with its zone: a part of the day beside it is read with it."""
    return _read(f"{start} wib")


def _begin(start: str, end_part: str, hint: str) -> tuple[int | None, bool]:
    """The minute a class begins, and whether it is sure: by its own words, the end's part of the day, or by day."""
    own = _part_of(start)
    for part in [""] if own else [end_part, hint, ""]:
        minute, sure = _read(f"{start} {part}".strip())
        if minute is not None and (sure or not part):
            return minute, sure
    return (None, False) if own else (_by_day(start), False)


def _end(end: str, begun: int) -> int | None:
    minute, sure = _read(end)
    if minute is not None and (sure or _part_of(end)):
        return minute
    minute = minute if minute is not None else _bare(end)
    if minute is None:
        return None
    return min(
        (minute % HALF_DAY_MIN, minute % HALF_DAY_MIN + HALF_DAY_MIN),
        key=lambda one: (one - begun - 1) % DAY_MIN,
    )


def _read(text: str) -> tuple[int | None, bool]:
    found = read_time(text if text.startswith("jam ") or " jam " in text else f"jam {text}")
    if found.time is None:
        return None, False
    hour, minute = found.time.split(":")
    return int(hour) * 60 + int(minute), found.action is Action.ACCEPT


def _bare(text: str) -> int | None:
    """The minute on the dial of a bare hour."""
    found = re.search(r"\d{1,2}", text)
    hour = int(found[0]) if found else 0
    return hour % 12 * 60 if 1 <= hour <= 12 and re.fullmatch(r"(?:jam )?\d{1,2}(?: kira)?", text) else None


def _by_day(text: str) -> int | None:
    """The hour a class by day begins; None at six, which is both."""
    minute = _bare(text)
    if minute is None or 6 * 60 <= minute < EARLIEST_MIN:
        return None
    return minute if minute >= EARLIEST_MIN else minute + HALF_DAY_MIN


def _part_of(text: str) -> str:
    found = _PART_ALONE.search(f" {text} ")
    return found[0] if found else ""


def _by_prayer(found: re.Match[str]) -> Hours:
    reading = read_time(f"habis {found['after']}" if found["after"] else found["at"])
    if reading.time is None:
        return Hours()
    hour, minute = reading.time.split(":")
    return Hours(start_min=int(hour) * 60 + int(minute), sure=False)


def _lasting(rest: Rest) -> tuple[int | None, bool]:
    """How many minutes it lasts, and whether one length was said: of "12 jam (6 x 2 jam)" the shorter, as a guess."""
    said = {_minutes(found) for found in rest.take_all(_LASTING)} - {None}
    return min((each for each in said if each is not None), default=None), len(said) < 2


def _minutes(found: re.Match[str]) -> int | None:
    """ "selama 2 jam", "90 menit", "1 setengah jam"."""
    half = bool(found["half"] or found["one_half"] or found["half_hour"])
    hours = int(found["hours"] or found["one_half"] or 0)
    minutes = hours * 60 + 30 * half + int(found["more"] or found["minutes"] or 0)
    return minutes if LENGTH_MIN_LEAST <= minutes <= LENGTH_MIN_MOST else None
