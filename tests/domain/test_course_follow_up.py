"""Follow-up falls due in the morning of day 3, 7, 14 and 30, and is told by day; feelings reach companions alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.course_follow_up import (
    NEWCOMER_DAYS,
    TOLD_FROM,
    TOLD_UNTIL,
    Kind,
    due_on_day,
    followed_by,
    is_told_now,
    named_in_audit,
    next_telling,
)
from domain.permits import ALLOWED, Action
from domain.roles import Role
from domain.zones import WIB, WIT, WITA, ZONES, local_time

FIVE_YEARS_S = 5 * 365 * 24 * 3600
MOMENTS = st.integers(0, FIVE_YEARS_S).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
PLACES = st.sampled_from(sorted(ZONES))


@given(MOMENTS, PLACES, st.sampled_from(NEWCOMER_DAYS))
def test_it_falls_due_in_the_morning_so_many_days_later_there(begins: datetime, zone: str, days: int) -> None:
    due = local_time(due_on_day(begins, days, zone), zone)
    assert due.time() == TOLD_FROM
    assert due.date() - local_time(begins, zone).date() == timedelta(days=days)


def test_the_day_is_that_of_the_place_and_not_of_greenwich() -> None:
    late = datetime(2026, 2, 10, 15, 30, tzinfo=UTC)  # 22.30 WIB, 00.30 WIT of the next day
    assert due_on_day(late, 3, WIB) == datetime(2026, 2, 13, 1, 0, tzinfo=UTC)
    assert due_on_day(late, 3, WIT) == datetime(2026, 2, 13, 23, 0, tzinfo=UTC)


@given(MOMENTS, PLACES, st.booleans())
def test_the_next_telling_is_never_in_the_past_or_at_night(now: datetime, zone: str, told: bool) -> None:
    at = next_telling(now, zone, told_today=told)
    assert at >= now
    assert is_told_now(at, zone)
    if told:
        assert local_time(at, zone).date() > local_time(now, zone).date()


@pytest.mark.parametrize(
    "hour, told", [(time(7, 59), False), (TOLD_FROM, True), (time(18, 59), True), (TOLD_UNTIL, False)]
)
def test_it_is_told_by_day(hour: time, told: bool) -> None:
    local = datetime.combine(date(2026, 2, 3), hour, ZONES[WITA].clock)
    assert is_told_now(local.astimezone(UTC), WITA) is told


@pytest.mark.parametrize("kind", [Kind.MOOD, Kind.WANTS_TALK])
def test_how_a_woman_feels_is_no_group_leaders_and_no_workers_matter(kind: Kind) -> None:
    assert followed_by(kind, of_group=True, has_companion=False) is None
    action = followed_by(kind, of_group=False, has_companion=True)
    assert {role for role in Role if action in ALLOWED[role]} == {Role.COMPANION}


def test_who_wanted_to_talk_is_not_forgotten_when_the_companion_has_left() -> None:
    assert followed_by(Kind.WANTS_TALK, of_group=False, has_companion=False) is Action.FOLLOW_UP
    assert followed_by(Kind.MOOD, of_group=False, has_companion=False) is Action.SEE_MOODS


@pytest.mark.parametrize("kind", [Kind.NEWCOMER, Kind.ABSENT])
def test_newcomers_and_absences_are_followed_up_by_whoever_leads_there(kind: Kind) -> None:
    assert followed_by(kind, of_group=True, has_companion=False) is Action.KEEP_GROUP_COURSES
    for has_companion in (True, False):
        assert followed_by(kind, of_group=False, has_companion=has_companion) is Action.FOLLOW_UP


def test_what_is_kept_for_good_says_nothing_of_how_a_woman_feels() -> None:
    assert {kind: named_in_audit(kind) for kind in Kind} == {
        Kind.NEWCOMER: "newcomer",
        Kind.ABSENT: "absent",
        Kind.MOOD: "",
        Kind.WANTS_TALK: "",
    }
