"""When she is asked, and what all said together: each woman once, in steps of five, without groups under five."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.suppression import Line
from domain.training_outcomes import (
    AFTER,
    ASKED_AT,
    BEFORE,
    Answers,
    Business,
    Given,
    Help,
    Income,
    Uses,
    count_up,
    due_ms,
    is_late,
    is_still_before,
    month_after,
    morning_ms,
    read_body,
)
from domain.zones import WIB, WIT, WITA, get_zone, local_time

MANY = Answers(uses=Uses.OFTEN, income=Income.UP, business=Business.HAS, help=(Help.MONEY, Help.BUYERS))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 24), 1, date(2026, 4, 24)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 2, 3), 12, date(2027, 2, 3)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert month_after(day, months) == then


@given(
    st.integers(1_704_067_200, 1_924_905_600).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.sampled_from(AFTER),
    st.sampled_from([WIB, WITA, WIT]),
)
def test_she_is_asked_in_the_morning_on_her_own_clock(over: datetime, month: int, zone: str) -> None:
    asked = local_time(datetime.fromtimestamp(due_ms(over, month, zone) / 1000, UTC), zone)
    assert asked.time() == ASKED_AT
    assert asked.date() == month_after(local_time(over, zone).date(), month)
    assert asked > over + timedelta(27)


def test_a_session_that_ends_after_midnight_counts_on_the_clock_of_the_course() -> None:
    over = datetime(2026, 2, 3, 16, 30, tzinfo=UTC)  # 23.30 WIB, 00.30 WITA
    at = datetime.fromtimestamp(due_ms(over, 1, WIB) / 1000, get_zone(WIB).clock)
    assert at == datetime(2026, 3, 3, 10, 0, tzinfo=get_zone(WIB).clock)
    at = datetime.fromtimestamp(due_ms(over, 1, WITA) / 1000, get_zone(WITA).clock)
    assert at == datetime(2026, 3, 4, 10, 0, tzinfo=get_zone(WITA).clock)


def test_what_was_before_is_asked_the_next_morning_and_only_in_the_first_week() -> None:
    now = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)
    assert datetime.fromtimestamp(morning_ms(now, WITA) / 1000, UTC) == datetime(2026, 2, 4, 2, 0, tzinfo=UTC)
    assert is_still_before(now - timedelta(7), now)
    assert not is_still_before(now - timedelta(7, minutes=1), now)


def test_what_is_a_month_late_is_not_asked() -> None:
    now = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    assert not is_late(now - timedelta(30), now)
    assert is_late(now - timedelta(30, minutes=1), now)


@given(
    st.builds(
        Answers,
        uses=st.none() | st.sampled_from(Uses),
        income=st.none() | st.sampled_from(Income),
        business=st.none() | st.sampled_from(Business),
        help=st.none() | st.lists(st.sampled_from(Help), unique=True).map(tuple),
    )
)
def test_what_is_kept_is_what_she_said(said: Answers) -> None:
    assert read_body(json.loads(json.dumps(said.body()))) == said


def said_by(count: int, month: int, answers: Answers, first: int = 0) -> list[Given]:
    """So many women said the same."""
    return [Given(person_id=first + n, month=month, answers=answers) for n in range(count)]


def test_each_question_is_counted_by_itself_and_what_was_skipped_is_nobodys() -> None:
    none = Answers(business=Business.NONE)
    figures = count_up([*said_by(7, 3, MANY), *said_by(8, 3, none, first=7)])
    assert figures.business[3] == Line((7, 8), 15)
    assert figures.uses[3] == Line((None, None, None), 5), "seven said so; the last two count with the next"
    assert figures.income[1] == Line((None, None, None), None)


def test_a_woman_of_two_courses_is_one_person() -> None:
    figures = count_up(said_by(4, 1, MANY) + said_by(4, 1, MANY))
    assert figures.is_empty


def test_before_and_after_stand_beside_each_other() -> None:
    before = said_by(5, BEFORE, Answers(business=Business.NONE)) + said_by(
        5, BEFORE, Answers(business=Business.HAS), first=5
    )
    figures = count_up([*before, *said_by(10, 6, MANY)])
    assert figures.business[BEFORE] == Line((5, 5), 10)
    assert figures.business[6] == Line((None, None), 10), "all ten have one: nobody is told of anybody"
    assert figures.has_gaps
    assert not figures.is_empty


def test_what_would_help_is_counted_beside_how_many_did_not_say_so() -> None:
    tools = Answers(help=(Help.TOOLS,))
    figures = count_up([*said_by(8, 1, MANY), *said_by(7, 1, tools, first=8)])
    assert figures.help[1][Help.MONEY] == Line((8, 7), 15)
    assert figures.help[1][Help.TOOLS] == Line((7, 8), 15)
    assert figures.help[1][Help.COMPANY] == Line((None, None), 15)


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Business)), max_size=60))
def test_one_more_answer_changes_nothing_or_brings_five(said: list[tuple[int, Business]]) -> None:
    given_so_far: list[Given] = []
    last = 0
    for person_id, business in said:
        given_so_far.append(Given(person_id=person_id, month=1, answers=Answers(business=business)))
        total = count_up(given_so_far).business[1].total or 0
        assert total - last in (0, 5)
        last = total


def gap(said: Answers) -> Given:
    """Where somebody answered who is gone."""
    return Given(person_id=-1, month=1, answers=None, gone=said.said)


@given(
    st.lists(st.sampled_from(Business), min_size=1, max_size=40),
    st.integers(0, 39),
    st.lists(st.sampled_from(Business), max_size=12),
)
def test_what_is_shown_before_and_after_one_leaves_is_of_whole_fives_whoever_comes_between(
    said: list[Business], who: int, later: list[Business]
) -> None:
    given_before = [
        Given(person_id=n, month=1, answers=Answers(business=each)) for n, each in enumerate(said)
    ]
    who %= len(said)
    left = [*given_before[:who], gap(Answers(business=said[who])), *given_before[who + 1 :]]
    more = [Given(person_id=100 + n, month=1, answers=Answers(business=each)) for n, each in enumerate(later)]
    everybody = [*given_before, *more]
    without_her_five = [each for n, each in enumerate(everybody) if n // 5 != who // 5]
    assert count_up([*left, *more]) == count_up(without_her_five)


def test_one_who_skipped_a_question_and_is_gone_moves_nobody_in_it() -> None:
    five, other = said_by(5, 1, MANY), said_by(1, 1, Answers(uses=Uses.OFTEN), first=50)
    before = count_up([*other, *five]).business[1]
    assert count_up([gap(other[0].answers or MANY), *five]).business[1] == before
