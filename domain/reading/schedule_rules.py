"""Which rule a rhythm is (RFC 5545), and which is the first of its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from domain.courses import SESSIONS_MAX
from domain.reading.day_steps import last_day, market_day, month_from
from domain.reading.schedule_rhythm import LAST_OF_MONTH, SELAPAN_DAYS, Frequency
from domain.records import dataclass
from domain.recurrence import LONGEST_DAYS

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PASARAN_DAYS = 5
# Every rhythm comes around within so many days: a fifth Saturday every year and a half at the latest.
LOOKED_FOR_DAYS = 800
# So many days more may go by until as many sessions are held, for some fall on holidays.
SPARE_DAYS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """value: of an RRULE. first: the first of its days. sure: no guess in it."""

    value: str
    first: date
    sure: bool = True


def find_rule(said: Frequency, first: date | None, after: date) -> Rule | None:
    """The rule, from `first` on or after that day `after` if no first day is known; None: it must be asked for."""
    if said.unclear:
        return None
    start = first or after + timedelta(days=1)
    if said.market is not None:
        return _by_market(said, start)
    if said.in_a_row and said.unit in ("", "hari") and said.every == 1 and not said.weekdays:
        return Rule(value="FREQ=DAILY", first=start, sure=said.sure)
    finder = {"hari": _daily, "bulan": _monthly}.get(said.unit, _weekly)
    return finder(said, first, start)


def is_too_long(rule: Rule, count: int | None, until: date | None) -> bool:
    """Whether it has more sessions, or goes on for longer, than is ever planned; holidays are not looked at."""
    apart = _days_apart(rule.value)
    if until is not None and (
        (until - rule.first).days / apart >= SESSIONS_MAX or (until - rule.first).days > LONGEST_DAYS
    ):
        return count is None
    return count is not None and count * apart > LONGEST_DAYS - SPARE_DAYS


def _days_apart(value: str) -> float:
    """How many days lie between two of its days, on average."""
    parts = dict(part.split("=") for part in value.split(";"))
    every = int(parts.get("INTERVAL", 1))
    days = 1 if "BYSETPOS" in parts else len(parts.get("BYDAY", parts.get("BYMONTHDAY", "")).split(","))
    return {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.5}[parts["FREQ"]] * every / days


def without(said: Frequency, weekdays: tuple[int, ...]) -> Frequency | None:
    """The rhythm without these weekdays ("tiap hari kecuali Minggu"); None if they are none of it."""
    days = tuple(range(7)) if said.unit == "hari" and said.every == 1 else said.weekdays
    left = tuple(day for day in days if day not in weekdays)
    if len(left) == len(days) or not left or said.nths or said.market is not None:
        return None
    return Frequency(
        unit="minggu",
        every=1 if said.unit == "hari" else said.every,
        weekdays=left,
        repeats=True,
        sure=said.sure,
    )


def _daily(said: Frequency, first: date | None, start: date) -> Rule | None:
    if said.weekdays or said.month_days or said.times > 1:
        return None
    if said.every > 1 and first is None:
        return None  # from which day on it is counted is not said
    return Rule(value=f"FREQ=DAILY{_interval(said)}", first=start, sure=said.sure)


def _weekly(said: Frequency, first: date | None, start: date) -> Rule | None:
    days = said.weekdays
    if not days:
        if first is None or not (said.unit == "minggu" or said.weekly_or_sunday) or said.times > 1:
            return None
        days = (first.weekday(),)
        sunday = said.weekly_or_sunday and first.weekday() != 6
        return Rule(value=_by_day("WEEKLY", said, days), first=first, sure=said.sure and not sunday)
    fits = said.times in (0, 1, len(days)) or len(days) == 1
    found = _first(start, lambda day: day.weekday() in days)
    sure = said.sure and fits and not (said.weekly_or_sunday and len(days) > 1)
    return _rule(_by_day("WEEKLY", said, days), found, sure=sure)


def _monthly(said: Frequency, first: date | None, start: date) -> Rule | None:
    if said.nths:
        return _by_nth(said, start)
    if said.month_days:
        return _by_month_day(said, start)
    if first is None or said.times > 1:
        return None
    if said.weekdays:  # "sebulan sekali hari Selasa": that of the first day, but this is a guess
        return _by_nth_of(said, first)
    return Rule(value=f"FREQ=MONTHLY{_interval(said)};BYMONTHDAY={first.day}", first=first, sure=False)


def _by_nth_of(said: Frequency, first: date) -> Rule | None:
    """The same weekday of the month as that of the first day; of a fifth one the last, for not every month has five."""
    day = _first(first, lambda one: one.weekday() in said.weekdays)
    if day is None:
        return None
    nth = (day.day - 1) // 7 + 1
    value = f"FREQ=MONTHLY{_interval(said)};BYDAY={-1 if nth == 5 else nth}{BYDAY[day.weekday()]}"
    return Rule(value=value, first=day, sure=False)


def _by_nth(said: Frequency, start: date) -> Rule | None:
    """ "Selasa kedua", "Jumat terakhir"."""

    def falls(day: date) -> bool:
        nth = (day.day - 1) // 7 + 1
        is_last = month_from(day, 1) - day <= timedelta(days=7)
        return day.weekday() in said.weekdays and (
            nth in said.nths or (is_last and LAST_OF_MONTH in said.nths)
        )

    numbers = [-1 if nth == LAST_OF_MONTH else nth for nth in said.nths]
    days = ",".join(f"{number}{BYDAY[day]}" for number in numbers for day in said.weekdays)
    return _rule(f"FREQ=MONTHLY{_interval(said)};BYDAY={days}", _first(start, falls), sure=said.sure)


def _by_month_day(said: Frequency, start: date) -> Rule | None:
    """A 30th is the last day of February, too, if it stands alone; that it is so is shown before it is kept."""
    days, sure = said.month_days, said.sure and max(said.month_days) <= 28
    if days == (31,):
        days = (-1,)
    if len(days) == 1 and days[0] > 28:
        value = f"BYMONTHDAY={','.join(str(number) for number in range(28, days[0] + 1))};BYSETPOS=-1"
    else:
        value = f"BYMONTHDAY={','.join(str(number) for number in days)}"
    alone = days[0] if len(days) == 1 else 0

    def falls(day: date) -> bool:
        length = last_day(day.replace(day=1))
        wanted = {length} if alone == -1 else {min(alone, length)} if alone > 28 else set(days)
        return day.day in wanted

    return _rule(f"FREQ=MONTHLY{_interval(said)};{value}", _first(start, falls), sure=sure)


def _by_market(said: Frequency, start: date) -> Rule | None:
    step = SELAPAN_DAYS if said.weekdays else PASARAN_DAYS
    first = _first(
        start,
        lambda day: market_day(day) == said.market and (not said.weekdays or day.weekday() in said.weekdays),
    )
    if said.unit not in ("", "hari") or said.every not in (1, step):
        return None
    return _rule(f"FREQ=DAILY;INTERVAL={step}", first, sure=said.sure)


def _rule(value: str, first: date | None, *, sure: bool) -> Rule | None:
    return None if first is None else Rule(value=value, first=first, sure=sure)


def _by_day(frequency: str, said: Frequency, days: tuple[int, ...]) -> str:
    return f"FREQ={frequency}{_interval(said)};BYDAY={','.join(BYDAY[day] for day in days)}"


def _interval(said: Frequency) -> str:
    return f";INTERVAL={said.every}" if said.every > 1 else ""


def _first(start: date, falls: Callable[[date], bool]) -> date | None:
    days = (start + timedelta(days=away) for away in range(LOOKED_FOR_DAYS))
    return next((day for day in days if falls(day)), None)
