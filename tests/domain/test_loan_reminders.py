"""Never before three days, twice at most, a week apart, her own day first: for any days and answers there can be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loan_reminders import (
    APART_DAYS,
    ASK_WITHIN_DAYS,
    GRACE_DAYS,
    NEVER,
    PROMISE_DAYS_MAX,
    TALK_DAYS,
    TOLD_MAX,
    Answer,
    Asked,
    Look,
    fits,
    is_hour,
    look,
    moment_ms,
    next_hour_ms,
)
from domain.zones import WIB, WIT, WITA, ZONES, local_time

DUE = date(2026, 2, 10)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def on(
    day: int, asked: Asked | None = None, *others: Asked, is_open: bool = True, may_tell: bool = True
) -> Look:
    """What happens so many days after the day of the first instalment."""
    here = asked or Asked(n=1, due=DUE)
    return look(here, others, today=DUE + timedelta(day), is_open=is_open, may_tell=may_tell)


def after(day: int) -> date:
    return DUE + timedelta(day)


def once(**values: object) -> Asked:
    """Asked on the third day."""
    return replace(Asked(n=1, due=DUE, told=1, told_day=after(3)), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", [-40, -1, 0, 1, 2])
def test_before_three_days_nobody_is_asked(day: int) -> None:
    assert on(day) == Look(False, after(GRACE_DAYS))


def test_on_the_third_day_she_is_asked_and_a_week_later_once_more() -> None:
    assert on(3) == Look(True, after(10))
    assert on(9, once()) == Look(False, after(10))
    assert on(10, once()) == Look(True, after(17))


def test_nobody_is_asked_a_third_time() -> None:
    assert on(17, once(told=2, told_day=after(10))) == NEVER


def test_what_is_paid_is_left_alone() -> None:
    assert on(3, is_open=False) == NEVER


def test_after_a_month_and_a_half_people_talk_and_the_program_is_silent() -> None:
    assert on(ASK_WITHIN_DAYS).ask
    assert on(ASK_WITHIN_DAYS + 1) == NEVER


def test_the_day_she_named_is_waited_for_and_three_days_more() -> None:
    hers = once(answer=Answer.OTHER_DAY, answered_day=after(3), promised=after(20))
    assert on(10, hers) == Look(False, after(23))
    assert on(22, hers) == Look(False, after(23))
    assert on(23, hers).ask


def test_a_late_day_of_hers_is_not_too_late_to_be_asked_about() -> None:
    hers = once(answer=Answer.OTHER_DAY, promised=after(44))
    assert on(47, hers).ask


def test_while_her_payment_is_looked_for_nothing_is_asked_of_any_month() -> None:
    said = once(answer=Answer.PAID, answered_day=after(3), looked_for=True)
    assert on(20, said) == Look(False, after(21))
    assert on(33, Asked(n=2, due=after(28)), said) == Look(False, after(34))
    assert on(20, replace(said, looked_for=False)).ask


def test_who_wants_to_talk_is_left_to_the_people_for_a_month() -> None:
    talks = once(answer=Answer.TALK, answered_day=after(4))
    assert on(20, talks) == Look(False, after(4 + TALK_DAYS))
    assert on(32, Asked(n=2, due=after(28)), talks) == Look(False, after(4 + TALK_DAYS))
    assert on(4 + TALK_DAYS, talks).ask


def test_two_months_of_one_loan_are_a_week_apart() -> None:
    march = Asked(n=2, due=after(28))
    february = once(told=2, told_day=after(30))
    assert on(31, march, february) == Look(False, after(30 + APART_DAYS))
    assert on(37, march, february).ask


def test_who_cannot_be_told_is_not_counted_as_told() -> None:
    assert on(3, may_tell=False) == Look(False, after(10))


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_it_is_asked_in_the_light_of_day_in_the_groups_zone(zone: str) -> None:
    moment = datetime.fromtimestamp(moment_ms(DUE, zone) / 1000, UTC)
    assert (local_time(moment, zone).date(), local_time(moment, zone).hour) == (DUE, 10)
    assert is_hour(moment, zone)
    assert is_hour(moment + timedelta(hours=6, minutes=59), zone)
    assert not is_hour(moment + timedelta(hours=7), zone)
    assert not is_hour(moment - timedelta(minutes=1), zone)


@given(
    moment=st.integers(0, 366 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    zone=st.sampled_from(list(ZONES)),
)
def test_what_is_late_by_a_night_is_asked_in_the_next_light(moment: datetime, zone: str) -> None:
    following = datetime.fromtimestamp(next_hour_ms(moment, zone) / 1000, UTC)
    assert moment < following <= moment + timedelta(days=1, seconds=1)
    assert is_hour(following, zone)


def test_her_own_day_is_today_or_within_a_month() -> None:
    assert fits(DUE, DUE)
    assert fits(after(PROMISE_DAYS_MAX), DUE)
    assert not fits(after(-1), DUE)
    assert not fits(after(PROMISE_DAYS_MAX + 1), DUE)


# -- any year there can be ---------------------------------------------------------------------------------------


ANSWERS = st.sampled_from(["", "", "paid", "found", "other_day", "talk", "pays", "reversed"])


@given(
    visits=st.lists(st.tuples(st.integers(0, 12), ANSWERS, st.integers(0, PROMISE_DAYS_MAX)), max_size=60),
    first_visit=st.integers(-5, 60),
)
def test_whatever_she_says_and_whenever_the_clock_looks_the_rules_hold(
    visits: list[tuple[int, str, int]], first_visit: int
) -> None:
    """Three months of one loan; the clock is down as long as it likes, and looks at each month as often."""
    months = {n: Asked(n=n, due=DUE + timedelta(30 * (n - 1))) for n in (1, 2, 3)}
    is_open = dict.fromkeys(months, True)
    told: list[tuple[date, int]] = []
    day = first_visit
    for gap, said, ahead in visits:
        day += gap
        today = after(day)
        for n, asked in list(months.items()):
            others = [months[other] for other in months if other != n]
            found = look(asked, others, today=today, is_open=is_open[n], may_tell=True)
            assert found.again is None or found.again > today
            if found.ask:
                _nothing_forbids(months, n, today, is_open[n])
                told.append((today, n))
                months[n] = replace(asked, told=asked.told + 1, told_day=today)
        n = 1 + ahead % 3
        _she_says(months, is_open, n, said, today, ahead)
    assert all(one[0] + timedelta(APART_DAYS) <= other[0] for one, other in pairwise(told))
    assert all(sum(each == n for _day, each in told) <= TOLD_MAX for n in months)


@given(late=st.integers(0, ASK_WITHIN_DAYS - APART_DAYS - GRACE_DAYS))
def test_who_never_answers_is_asked_exactly_twice_however_late_the_clock_begins(late: int) -> None:
    asked, today, told = Asked(n=1, due=DUE), after(late), 0
    again: date | None = today
    while again is not None:
        today = again
        found = look(asked, (), today=today, is_open=True, may_tell=True)
        if found.ask:
            told += 1
            asked = replace(asked, told=told, told_day=today)
        again = found.again
    assert told == TOLD_MAX


def _nothing_forbids(months: dict[int, Asked], n: int, today: date, is_open: bool) -> None:
    """Said again in other words than the rules themselves use."""
    assert is_open
    assert (today - months[n].due).days >= 3
    for each in months.values():
        assert not each.looked_for
        assert each.promised is None or (today - each.promised).days >= 3
        if each.answer is Answer.TALK and each.answered_day is not None:
            assert (today - each.answered_day).days >= 30


def _she_says(
    months: dict[int, Asked], is_open: dict[int, bool], n: int, said: str, today: date, ahead: int
) -> None:
    if said in ("pays", "reversed"):
        is_open[n] = said == "reversed"
    elif said == "found":
        months[n] = replace(months[n], looked_for=False)
    elif said:
        answer = Answer(said)
        months[n] = replace(
            months[n],
            answer=answer,
            answered_day=today,
            looked_for=answer is Answer.PAID,
            promised=today + timedelta(ahead) if answer is Answer.OTHER_DAY else months[n].promised,
        )
