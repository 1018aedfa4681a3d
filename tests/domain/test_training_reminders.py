"""One reminder a person, session and offset, by day and never late: for any hour, zone, safe hours and broken clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import QUIET_FROM, QUIET_UNTIL, SafeHours
from domain.courses import OFFSETS_DEFAULT, Reply
from domain.recurrence import day_moment
from domain.training_reminders import (
    OFFSET_MIN_MAX,
    OFFSETS_MAX,
    PLANTED_WITHIN,
    TOO_CLOSE,
    Drop,
    Due,
    Reminder,
    Tell,
    Verdict,
    Wait,
    Why,
    due_at,
    judge,
    plan_reminders,
    tidy_offsets,
    useless_from,
)
from domain.zones import WIB, ZONES, local_time

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = date(2026, 2, 10)
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of that day of February 2026 in WIB."""
    return day_moment(DAY.replace(day=day), hour * 60 + minute, WIB)


def planned(start: datetime, offsets: Sequence[int] = OFFSETS_DEFAULT, **values: object) -> list[Reminder]:
    given_values: dict[str, object] = {"zone": WIB, "safe_hours": None, "heard": LONG_AGO, **values}
    return list(plan_reminders(start, offsets, **given_values))  # type: ignore[arg-type]


def waiting(reminders: Sequence[Reminder]) -> list[datetime]:
    return [each.due for each in reminders if each.why is None]


# -- when -------------------------------------------------------------------------------------------------------


def test_of_a_class_at_eight_the_second_reminder_comes_at_seven_the_evening_before() -> None:
    assert waiting(planned(at(10, 8))) == [at(9, 8), at(9, 19)]


@pytest.mark.parametrize(
    ("start", "first", "second"),
    [
        (at(10, 9), at(9, 9), at(10, 7)),
        (at(10, 13), at(9, 13), at(10, 11)),
        (at(10, 21, 30), at(9, 19), at(10, 19, 30)),
        (at(10, 23, 30), at(9, 19), at(10, 19)),
        (at(11, 0, 0), at(9, 19), at(10, 19)),
        (at(11, 0, 30), at(9, 19), at(10, 19)),
        (at(11, 5), at(9, 19), at(10, 19)),
    ],
)
def test_a_reminder_comes_by_day_and_before_a_quiet_night(
    start: datetime, first: datetime, second: datetime
) -> None:
    assert waiting(planned(start)) == [first, second]


def test_two_that_would_come_at_the_same_moment_are_one() -> None:
    found = planned(at(10, 7, 30), (1440, 720, 120))
    assert [each.why for each in found] == [None, Why.MERGED, None]
    assert waiting(found) == [at(9, 7, 30), at(9, 19)]


def test_her_one_safe_hour_makes_one_reminder_of_two() -> None:
    found = planned(at(10, 10, 30), safe_hours=((time(10), time(11)),))
    assert [(each.offset_min, each.due, each.why) for each in found] == [
        (1440, at(9, 10, 30), Why.MERGED),
        (120, at(9, 10), None),
    ]


def test_who_has_just_heard_of_a_time_is_not_told_of_it_again() -> None:
    found = planned(at(10, 9), heard=at(9, 12))
    assert [each.why for each in found] == [Why.HEARD, None]
    assert [each.why for each in planned(at(10, 9), heard=at(10, 8))] == [Why.HEARD, Why.HEARD]


@pytest.mark.parametrize(
    ("offsets", "kept"),
    [
        ((120, 1440), (1440, 120)),
        ((120, 120), (120,)),
        ((), ()),
        ((0, -5, 20, 30, 31), (31,)),
        ((10_000, 2880), (2880,)),
        ((2880, 1440, 720, 120), (2880, 1440, 720)),
    ],
)
def test_offsets_that_help_nobody_are_left_out(offsets: tuple[int, ...], kept: tuple[int, ...]) -> None:
    assert tidy_offsets(offsets) == kept


# -- what becomes of one ----------------------------------------------------------------------------------------


def verdict(now: datetime, **values: object) -> Verdict:
    """Of the second reminder of a class at eight, which is due at seven the evening before."""
    given_values: dict[str, object] = {
        "start": at(10, 8),
        "due": at(9, 19),
        "next_due": None,
        "zone": WIB,
        **values,
    }
    return judge(Due(**given_values), now)  # type: ignore[arg-type]


def test_it_waits_until_it_is_due_and_is_told_then() -> None:
    assert verdict(at(9, 18, 59)) == Wait(at(9, 19))
    assert verdict(at(9, 19)) == Tell(ask=True, last=True)


def test_she_is_asked_once_and_not_at_all_when_she_has_answered() -> None:
    assert verdict(at(9, 19), asked=True) == Tell(ask=False, last=True)
    for reply in (Reply.YES, Reply.GOD_WILLING, Reply.UNSURE):
        assert verdict(at(9, 19), reply=reply) == Tell(ask=False, last=True)
    assert verdict(at(9, 19), reply=Reply.NO) == Drop(Why.SAID_NO)
    assert verdict(at(8, 9), reply=Reply.NO) == Drop(Why.SAID_NO)


def test_three_hours_late_by_day_it_is_told_still() -> None:
    assert verdict(at(9, 12), due=at(9, 9), start=at(10, 9), next_due=at(10, 7)) == Tell(ask=True, last=False)


def test_three_hours_late_in_the_evening_it_waits_for_the_morning_and_never_comes_at_night() -> None:
    assert verdict(at(9, 22)) == Wait(at(10, 7))
    assert verdict(at(10, 7)) == Tell(ask=True, last=True)


def test_a_morning_that_is_too_late_drops_it() -> None:
    assert verdict(at(9, 22), start=at(10, 7, 30)) == Drop(Why.TOO_LATE)
    assert verdict(at(10, 7, 30)) == Drop(Why.TOO_LATE)
    assert verdict(at(10, 8)) == Drop(Why.TOO_LATE)
    assert verdict(at(12, 8)) == Drop(Why.TOO_LATE)


def test_late_until_the_next_one_only_the_next_one_comes() -> None:
    first = {"start": at(10, 8), "due": at(9, 8), "next_due": at(9, 19)}
    assert verdict(at(9, 18, 59), **first) == Tell(ask=True, last=False)
    assert verdict(at(9, 19), **first) == Drop(Why.NEXT_DUE)
    night = {"start": at(10, 12), "due": at(9, 12), "next_due": at(10, 7)}
    assert verdict(at(9, 23), **night) == Drop(Why.NEXT_DUE)


def test_outside_her_safe_hours_it_waits_and_is_dropped_if_they_come_too_late() -> None:
    safe: SafeHours = ((time(10), time(12)),)
    assert verdict(at(9, 19), start=at(10, 14), safe_hours=safe) == Wait(at(10, 10))
    assert verdict(at(9, 19), safe_hours=safe) == Drop(Why.TOO_LATE)


# -- whatever happens -------------------------------------------------------------------------------------------

STARTS = st.one_of(
    st.integers(0, 24 * 60 - 1),
    st.integers(23 * 60 + 30, 24 * 60 + 30).map(lambda minute: minute % (24 * 60)),
)
SAFE = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 23), st.integers(0, 23))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: ((time(pair[0]), time(pair[1])),)),
)
OFFSETS = st.one_of(
    st.just(OFFSETS_DEFAULT),
    st.lists(st.integers(-60, OFFSET_MIN_MAX + 600), max_size=5).map(tuple),
)
# The clock goes on by minutes or by days (the program was down), or jumps back.
JUMPS = st.lists(
    st.one_of(st.integers(1, 90), st.just(180), st.integers(600, 2 * 24 * 60), st.integers(-2 * 24 * 60, -1)),
    max_size=60,
)


@dataclass
class Told:
    offset_min: int
    when: datetime
    tell: Tell


@dataclass
class Clock:
    """Rows as db/course_reminders.py keeps them, and a clock that looks at them."""

    start: datetime
    zone: str
    safe_hours: SafeHours | None
    rows: list[Reminder]
    no_from: datetime | None = None
    told: list[Told] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)

    def look(self, now: datetime) -> None:
        for row in [each for each in self.rows if each.why is None]:
            if row.offset_min in self.settled:
                continue
            match judge(self._due(row, now), now):
                case Tell() as tell:
                    self.told.append(Told(row.offset_min, now, tell))
                    self.settled.add(row.offset_min)
                case Drop():
                    self.settled.add(row.offset_min)
                case Wait(until=until):
                    assert until > now

    def _due(self, row: Reminder, now: datetime) -> Due:
        later = [
            each.due
            for each in self.rows
            if each.why is None and each.offset_min < row.offset_min and each.offset_min not in self.settled
        ]
        said_no = self.no_from is not None and now >= self.no_from
        return Due(
            start=self.start,
            due=row.due,
            next_due=min(later, default=None),
            zone=self.zone,
            safe_hours=self.safe_hours,
            reply=Reply.NO if said_no else None,
            asked=bool(self.told),
        )


def inside(now: datetime, zone: str, safe_hours: SafeHours | None) -> bool:
    """Whether she may be written to at that moment, counted by hand: safe, and by day if any safe hour is by day."""
    clock = local_time(now, zone).time()
    safe = [each for each in (time(hour) for hour in range(24)) if _is_safe(each, safe_hours)]
    if not any(_is_by_day(each) for each in safe):
        return _is_safe(clock, safe_hours)
    return _is_safe(clock, safe_hours) and _is_by_day(clock)


def _is_by_day(clock: time) -> bool:
    return QUIET_UNTIL <= clock < QUIET_FROM


def _is_safe(clock: time, safe_hours: SafeHours | None) -> bool:
    if safe_hours is None:
        return True
    ((first, last),) = safe_hours
    return first <= clock < last if first < last else clock >= first or clock < last


@given(STARTS, st.sampled_from(sorted(ZONES)), SAFE, OFFSETS, JUMPS, st.integers(-96, 1), st.integers(0, 96))
def test_none_is_told_twice_late_unasked_or_at_a_wrong_hour(
    minute: int,
    zone: str,
    safe_hours: SafeHours | None,
    offsets: tuple[int, ...],
    jumps: list[int],
    begin_h: int,
    no_h: int,
) -> None:
    start = day_moment(DAY, minute, zone)
    rows = planned(start, offsets, zone=zone, safe_hours=safe_hours)
    clock = Clock(start, zone, safe_hours, rows, no_from=start - no_h * HOUR)
    now = start + begin_h * HOUR
    for jump in jumps:
        clock.look(now)
        now += timedelta(minutes=jump)
    assert len({each.offset_min for each in clock.told}) == len(clock.told) <= OFFSETS_MAX
    for each in clock.told:
        assert inside(each.when, zone, safe_hours)
        assert each.when < start - TOO_CLOSE
        assert clock.no_from is not None
        assert each.when < clock.no_from
    assert sum(each.tell.ask for each in clock.told) == (1 if clock.told else 0)
    assert [each.offset_min for each in clock.told] == sorted(
        (e.offset_min for e in clock.told), reverse=True
    )


@given(STARTS, st.sampled_from(sorted(ZONES)), SAFE, OFFSETS)
def test_with_a_clock_that_goes_each_is_told_once_when_it_is_due_and_the_last_one_knows_it(
    minute: int, zone: str, safe_hours: SafeHours | None, offsets: tuple[int, ...]
) -> None:
    start = day_moment(DAY, minute, zone)
    rows = planned(start, offsets, zone=zone, safe_hours=safe_hours)
    clock = Clock(start, zone, safe_hours, rows)
    for moment in sorted({each.due for each in rows} | {start - n * HOUR for n in range(100)}):
        clock.look(moment)
    assert [each.when for each in clock.told] == waiting(rows)
    assert [each.tell.last for each in clock.told] == [
        n == len(clock.told) for n in range(1, len(clock.told) + 1)
    ]
    assert bool(clock.told) == bool(tidy_offsets(offsets))


@given(STARTS, st.sampled_from(sorted(ZONES)), SAFE, st.integers(TOO_CLOSE.seconds // 60 + 1, OFFSET_MIN_MAX))
def test_each_is_due_before_its_offset_on_a_good_hour_and_is_planted_by_then(
    minute: int, zone: str, safe_hours: SafeHours | None, offset_min: int
) -> None:
    start = day_moment(DAY, minute, zone)
    due = due_at(start, offset_min, zone, safe_hours)
    assert inside(due, zone, safe_hours)
    assert start - PLANTED_WITHIN < due <= start - timedelta(minutes=offset_min) < useless_from(start)


def test_the_one_that_comes_longest_before_its_session_is_planted_in_time() -> None:
    """Two days before a dawn: brought forward over the night, and once more to the evening hour that is safe."""
    start, safe = at(12, 6, 30), ((time(19, 30), time(19, 45)),)
    (row,) = planned(start, (OFFSET_MIN_MAX,), safe_hours=safe)
    assert row.due == at(8, 19, 30)
    assert start - row.due == timedelta(hours=83)
    assert row.due > start - PLANTED_WITHIN


@given(STARTS, st.sampled_from(sorted(ZONES)), SAFE, OFFSETS)
def test_those_that_wait_come_one_after_another(
    minute: int, zone: str, safe_hours: SafeHours | None, offsets: tuple[int, ...]
) -> None:
    rows = planned(day_moment(DAY, minute, zone), offsets, zone=zone, safe_hours=safe_hours)
    assert [each.offset_min for each in rows] == list(tidy_offsets(offsets))
    assert all(earlier < later for earlier, later in pairwise(waiting(rows)))
