"""Who is on duty, when a call rings again, which of two signs is heavier: tables of facts and results."""

import itertools
from datetime import UTC, date, datetime

import pytest

from domain.safety import (
    MINUTE_MS,
    Allowed,
    Duty,
    Leave,
    Matter,
    Watch,
    Who,
    find_duty,
    is_daytime,
    is_long,
    is_worse,
    next_morning,
    next_ring_ms,
    worse,
)
from domain.zones import WIB, WITA

RINA, YULI = 1, 2
TUESDAY = 1
DAY = Watch(person_id=RINA, weekday=TUESDAY, from_min=8 * 60, to_min=16 * 60)
NIGHT = Watch(person_id=YULI, weekday=TUESDAY, from_min=20 * 60, to_min=6 * 60)
WHOLE = Watch(person_id=YULI, weekday=TUESDAY, from_min=0, to_min=0)


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """That moment of February 2026 on a clock in WIB, as UTC. The 3rd is a Tuesday."""
    return (
        datetime(2026, 2, day, hour - 7, minute, tzinfo=UTC)
        if hour >= 7
        else datetime(2026, 2, day - 1, hour + 17, minute, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "now, on, next_hour",
    [
        (wib(3, 7, 59), (), (3, 8)),
        (wib(3, 8), (RINA,), (3, 20)),
        (wib(3, 15, 59), (RINA,), (3, 20)),
        (wib(3, 16), (), (3, 20)),
        (wib(3, 23), (YULI,), (10, 8)),
        (wib(4, 5, 59), (YULI,), (10, 8)),
        (wib(4, 6), (), (10, 8)),
    ],
)
def test_a_watch_begins_with_its_minute_and_may_go_over_midnight(
    now: datetime, on: tuple[int, ...], next_hour: tuple[int, int]
) -> None:
    duty = find_duty([DAY, NIGHT], [], now, WIB)
    assert duty.now == on
    assert duty.next_at is not None
    assert (duty.next_at.day, duty.next_at.hour) == next_hour


def test_the_same_moment_is_another_hour_in_another_zone() -> None:
    assert find_duty([DAY], [], wib(3, 7, 30), WITA).now == (RINA,)


def test_a_watch_that_ends_when_it_begins_is_the_whole_day() -> None:
    assert find_duty([WHOLE], [], wib(3, 0), WIB).now == (YULI,)
    assert find_duty([WHOLE], [], wib(3, 23, 59), WIB).now == (YULI,)
    assert find_duty([WHOLE], [], wib(4, 0), WIB).now == ()


def test_who_is_away_is_not_on_duty_and_the_next_watch_is_after_the_leave() -> None:
    away = Leave(person_id=RINA, first=date(2026, 2, 3), last=date(2026, 2, 3))
    duty = find_duty([DAY], [away], wib(3, 9), WIB)
    assert duty.now == ()
    assert duty.next_at is not None
    assert duty.next_at.date() == date(2026, 2, 10)


def test_without_a_plan_nobody_is_on_duty() -> None:
    assert find_duty([], [], wib(3, 9), WIB) == Duty(now=(), next_at=None)


def test_a_call_rings_after_five_and_fifteen_minutes_then_less_often_and_never_stops() -> None:
    minutes, now_ms = [], 0
    for rings in range(1, 20):
        now_ms = next_ring_ms(0, rings, now_ms)
        minutes.append(now_ms // MINUTE_MS)
    assert minutes[:4] == [5, 15, 45, 75]
    assert minutes[6:9] == [165, 195, 435]
    assert minutes[-1] - minutes[-2] == 1440
    assert all(later > before for before, later in itertools.pairwise(minutes))


def test_after_three_hours_a_call_has_waited_long() -> None:
    assert [is_long(0, minutes * MINUTE_MS) for minutes in (179, 180)] == [False, True]


def test_the_morning_is_that_of_the_office() -> None:
    night = wib(3, 23, 10)
    assert next_morning(night, WIB) == wib(4, 8)
    assert next_morning(wib(4, 8), WIB) == wib(5, 8)
    assert next_morning(night, WITA) == wib(4, 7)
    assert [is_daytime(wib(3, hour), WIB) for hour in (7, 8, 19, 20)] == [False, True, True, False]


@pytest.mark.parametrize(
    "one, other, heavier",
    [
        (("danger", "debt"), ("ask", "wish_to_die"), True),
        (("ask", "wish_to_die"), ("danger", "debt"), False),
        (("danger", "wish_to_die"), ("danger", "violence"), True),
        (("danger", "violence"), ("danger", "violence"), False),
    ],
)
def test_danger_weighs_more_than_a_doubt_and_a_wish_to_die_most(
    one: tuple[str, str], other: tuple[str, str], heavier: bool
) -> None:
    assert is_worse(one[1], one[0], other[1], other[0]) is heavier


def test_of_two_matters_the_heavier_stays_and_danger_now_is_never_forgotten() -> None:
    unsafe = Matter(level="ask", kind="fear", about="self", unsafe=True)
    danger = Matter(level="danger", kind="violence", about="self")
    assert worse(unsafe, danger) == Matter(level="danger", kind="violence", about="self", unsafe=True)


@pytest.mark.parametrize(
    "allowed, may",
    [
        (Allowed(), False),
        (Allowed(who=Who.NOBODY, way="chat"), False),
        (Allowed(who=Who.ANYBODY, way="visit"), False),
        (Allowed(who=Who.WOMAN, way="chat"), True),
        (Allowed(who=Who.ANYBODY, way="phone"), True),
    ],
)
def test_nobody_writes_to_her_before_she_has_said_that_somebody_may(allowed: Allowed, may: bool) -> None:
    assert allowed.may_be_written_to is may
