"""How often a class meets: "tiap Selasa dan Kamis", "2 minggu sekali", "tiap tanggal 5", "Selasa kedua tiap bulan".

The law: a rhythm is named, never guessed from a number alone; "tiap minggu" without a day is a Sunday for some and any
day of the week for others, so it is asked about.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.reading.schedule_dates import DAY, MARKET, MONTH
from domain.reading.schedule_rest import Rest, words
from domain.reading.schedule_words import MARKET_DAY_NAMES, WEEKDAYS
from domain.records import dataclass

SELAPAN_DAYS = 35
# Rarer than this it is no class any more.
EVERY_MAX = {"hari": 60, "minggu": 12, "bulan": 12}
LAST_OF_MONTH = 9  # "ke9" stands for "terakhir"

_PER_WEEK = words(r"(?P<times>[2-7]) kali (?:tiap )?(?:1 )?minggu(?! \d| ke\d| depan)")
_UNIT_TIMES = words(
    r"(?:tiap )?(?P<every>\d{1,2}) (?P<unit>hari|minggu|bulan) (?P<times>[1-7]) kali"
    r"|tiap (?P<unit2>hari|minggu|bulan) (?P<times2>[1-7]) kali"
)
_EVERY = words(r"tiap (?P<every>\d{1,2}) (?P<unit>hari|minggu|bulan)")
_ONCE_A = words(r"1 kali (?:tiap )?(?P<every>\d{1,2} )?(?P<unit>minggu|bulan)(?! ke\d| depan)")
_SKIPPING = words(r"selang (?P<every>\d{1,2} )?(?P<unit>hari|minggu|bulan)")
_IN_A_ROW = words(r"(?:selama )?(?P<days>\d{1,2}) (?:hari|kali) turut")
_SO_MANY_DAYS = words(r"(?<!tiap )(?:selama )?(?P<days>\d{1,2}) hari(?= [|,]| mulai | $)")
_MONTHLY = words(r"tiap bulan")
_DAILY = words(r"tiap hari")
_WORKDAYS = words(r"(?:tiap )?kerja")
_WEEKLY = words(r"tiap minggu(?! ke\d)")
_ORDINALS = r"ke\d(?:(?: ,| dan|) (?:minggu )?ke\d)*"
_NTH = words(
    rf"(?P<day>{DAY})(?: ,)? (?:minggu )?(?P<nth>{_ORDINALS})|minggu (?P<nth2>{_ORDINALS})(?: ,)? (?P<day2>{DAY})"
)
_WEEK_OF_MONTH = words(rf"minggu {_ORDINALS}")
_NUMBERS = r"\d{1,2}(?:(?: ,| dan|) (?:tanggal )?\d{1,2})*"
# What these numbers are not: days of one month, so often, an hour.
_NO_MONTH = rf"(?! (?:bulan )?{MONTH}| (?:kali|minggu|hari|tahun|jam \d|menit)\b| ?:)"
_OF_EACH_MONTH = "(?:(?:awal |akhir |pertengahan )?bulan )?"
_EVERY_DATE = words(rf"tiap {_OF_EACH_MONTH}tanggal (?P<days>{_NUMBERS})(?P<span> - \d{{1,2}})?{_NO_MONTH}")
_DATE_OF_MONTH = words(
    rf"(?<!mulai )(?<!sampai )tanggal (?P<days>{_NUMBERS})(?P<span> - \d{{1,2}})?{_NO_MONTH}"
)
_LAST_DAY = words(r"tiap akhir bulan|tanggal ke9 (?:tiap )?bulan")
_RANGE = words(
    rf"(?:mulai )?(?P<first>{DAY}) (?:sampai|-) (?P<last>{DAY})(?! depan| tanggal| \d{{1,2}} (?:bulan )?{MONTH})"
)
_MARKET_DAY = words(rf"(?P<day>{DAY}) (?P<market>{MARKET})")
_EVERY_MARKET = words(rf"tiap (?P<market>{MARKET})")
_DAY = words(DAY)
_EVERY_SIGN = words(r"tiap")


@dataclass(frozen=True, kw_only=True, slots=True)
class Frequency:
    """What was said of how often. every: so many units ("hari", "minggu", "bulan"; "" if none was named).

    times: in a unit. weekdays: 0 is Monday. nths: which of them in a month, LAST_OF_MONTH the last. month_days: dates
    of each month, -1 the last day. market: of the five market days. in_a_row: so many days one after another.
    repeats: that it comes again was said. unclear: something can be understood in two ways. sure: no guess in it.
    """

    unit: str = ""
    every: int = 1
    times: int = 0
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    market: int | None = None
    in_a_row: int = 0
    repeats: bool = False
    weekly_or_sunday: bool = False
    unclear: bool = False
    sure: bool = True

    @property
    def is_said(self) -> bool:
        """Whether anything of it was said."""
        named = self.unit or self.weekdays or self.in_a_row or self.weekly_or_sunday or self.unclear
        return bool(named) or self.market is not None


def take_frequency(rest: Rest) -> Frequency:
    """What is said of it before any date is read, taken out of `rest`."""
    found = Frequency(repeats=rest.has(_EVERY_SIGN))
    found = _take_market(rest, found)
    found = _take_unit(rest, found)
    found = _take_nths(rest, found)
    if rest.take(_LAST_DAY):
        found = replace(found, unit="bulan", month_days=(-1,), repeats=True, sure=False)
    dates = rest.take(_EVERY_DATE) or (rest.take(_DATE_OF_MONTH) if found.unit == "bulan" else None)
    if dates:
        numbers = tuple(sorted({int(number) for number in re.findall(r"\d+", dates["days"])}))
        good = all(1 <= number <= 31 for number in numbers) and not dates["span"]
        found = replace(found, unit="bulan", month_days=numbers, repeats=True, unclear=not good)
    return _take_range(rest, found)


def take_weekdays(rest: Rest, found: Frequency) -> Frequency:
    """The same with the weekdays that are left when the dates are read."""
    if rest.take(_WORKDAYS):
        found = replace(found, weekdays=tuple(range(5)), repeats=True)
    days = {*found.weekdays, *(WEEKDAYS.index(day[0]) for day in rest.take_all(_DAY))}
    if found.nths:
        return replace(found, unclear=found.unclear or len(days) > 1)
    return replace(found, weekdays=tuple(sorted(days)))


def _take_market(rest: Rest, found: Frequency) -> Frequency:
    """ "tiap Jumat Kliwon" comes every 35 days, "tiap Kliwon" every five."""
    selapan = f" {SELAPAN_DAYS} hari" in rest.words
    day = rest.take(_MARKET_DAY) if found.repeats or selapan else None
    market = day or rest.take(_EVERY_MARKET)
    if market is None:
        return found
    weekdays = (WEEKDAYS.index(day["day"]),) if day else ()
    return replace(found, market=MARKET_DAY_NAMES.index(market["market"]), weekdays=weekdays, repeats=True)


def _take_unit(rest: Rest, found: Frequency) -> Frequency:
    if row := rest.take(_IN_A_ROW):
        return replace(found, in_a_row=int(row["days"]))
    if said := rest.take(_UNIT_TIMES):
        every = int(said["every"] or 1)
        times = int(said["times"] or said["times2"])
        unit = said["unit"] or said["unit2"]
        found = _with_unit(found, unit, every, times)
    elif said := rest.take(_PER_WEEK):
        found = _with_unit(found, "minggu", 1, int(said["times"]))
    elif said := rest.take(_EVERY) or rest.take(_ONCE_A):
        found = _with_unit(found, said["unit"], int(said["every"] or 1), 1)
    elif said := rest.take(_SKIPPING):
        skipped = int(said["every"] or 1)
        # "selang 2 hari" leaves out two days for some and comes every two for others.
        found = replace(_with_unit(found, said["unit"], skipped + 1, 1), sure=skipped == 1)
    if rest.take(_MONTHLY):
        found = found if found.unit == "bulan" else _with_unit(found, "bulan", 1, 1)
    if rest.take(_DAILY):
        found = found if found.unit == "hari" else _with_unit(found, "hari", 1, 1)
    if rest.take(_WEEKLY):
        found = replace(found, repeats=True, weekly_or_sunday=found.unit != "minggu")
    if row := rest.take(_SO_MANY_DAYS):  # of a rhythm of days it is how often, alone it is a guess
        found = replace(found, in_a_row=int(row["days"]), sure=found.sure and found.unit == "hari")
    return found


def _with_unit(found: Frequency, unit: str, every: int, times: int) -> Frequency:
    clash = found.unit not in ("", unit) or not 1 <= every <= EVERY_MAX[unit] or (every > 1 and times > 1)
    return replace(found, unit=unit, every=every, times=times, repeats=True, unclear=found.unclear or clash)


def _take_nths(rest: Rest, found: Frequency) -> Frequency:
    """ "selasa minggu ke2" is the second Tuesday for most, that of the second week for some: shown first."""
    said = rest.take_all(_NTH)
    if not said:
        alone = rest.take(_WEEK_OF_MONTH)  # the week, or the Sunday?
        return replace(found, unit="bulan", repeats=True, unclear=True) if alone else found
    days = {WEEKDAYS.index(each["day"] or each["day2"]) for each in said}
    nths = {int(nth) for each in said for nth in re.findall(r"ke(\d)", each["nth"] or each["nth2"])}
    by_week = any("minggu" in each[0] for each in said)
    return replace(
        found,
        unit="bulan",
        weekdays=tuple(sorted(days)),
        nths=tuple(sorted(nths)),
        repeats=True,
        sure=found.sure and not by_week and 5 not in nths,
        unclear=found.unclear or (len(said) > 1 and len(days) * len(nths) != len(said)),
    )


def _take_range(rest: Rest, found: Frequency) -> Frequency:
    """ "Senin sampai Jumat"."""
    span = rest.take(_RANGE)
    if span is None:
        return found
    first, last = WEEKDAYS.index(span["first"]), WEEKDAYS.index(span["last"])
    days = {(first + away) % 7 for away in range((last - first) % 7 + 1)}
    # "Senin-Kamis" are two days for those who fast on them; nobody means less than a working week's end by a hyphen.
    sure = " sampai " in span[0] or (first == 0 and last >= 4) or len(days) == 2
    return replace(found, weekdays=tuple(sorted({*found.weekdays, *days})), sure=found.sure and sure)
