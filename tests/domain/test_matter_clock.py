"""An unanswered matter climbs by office time alone: reminded, offered, known to a supervisor; whoever takes it has time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matter_clock import Rule, due_ms, is_digest_hour, next_climb, next_digest
from domain.matters import Climbed, Face, Matter, State
from domain.office_time import office_minutes
from domain.organisations import Opening, Organisation, is_open
from domain.safety import Leave
from domain.zones import ZONES

WITA = ZONES["Asia/Makassar"].clock
OFFICE = Organisation(id="o1", name="Dinas contoh (demo)", zone="Asia/Makassar")
NEVER = Organisation(id="o2", name="Tutup (demo)", zone="Asia/Makassar", office_hours=())
HOLDER, OTHER = 7, 8


def wita(day: int, hour: int, minute: int = 0) -> datetime:
    """February 2026; the third is a Tuesday."""
    return datetime(2026, 2, day, hour, minute, tzinfo=WITA)


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def matter(
    waiting: datetime, *, climbed: Climbed = Climbed.NOT, holder: int = HOLDER, held: datetime | None = None
) -> Matter:
    return Matter(
        id=1,
        code="AAAAAA",
        person_id=2,
        organisation_id=3,
        state=State.OPEN,
        complaint=False,
        about_id=0,
        topic="",
        holder_id=holder,
        held_ms=ms(held) if held else 0,
        women_only=False,
        only_holder=False,
        sure=True,
        messages=1,
        shown_from=1,
        waiting_ms=ms(waiting),
        due_ms=0,
        climbed=climbed,
        hers_ms=ms(waiting),
        theirs_ms=0,
        answered_ms=0,
        line_ms=0,
        made_ms=ms(waiting),
        closed_ms=0,
        result="",
        face=Face.UNSAID,
    )


@pytest.mark.parametrize(
    "climbed, expected",
    [
        (Climbed.NOT, (Climbed.REMINDED, wita(3, 11))),
        (Climbed.REMINDED, (Climbed.OFFERED, wita(3, 13))),
        (Climbed.OFFERED, (Climbed.SUPERVISOR, wita(4, 9))),
        (Climbed.SUPERVISOR, None),
    ],
)
def test_it_climbs_after_two_four_and_eight_hours_of_the_office(
    climbed: Climbed, expected: tuple[Climbed, datetime] | None
) -> None:
    assert next_climb(matter(wita(3, 9), climbed=climbed), OFFICE) == expected


def test_what_is_due_when_the_office_shuts_comes_when_it_opens() -> None:
    assert next_climb(matter(wita(3, 14)), OFFICE) == (Climbed.REMINDED, wita(4, 8))


def test_what_she_writes_at_night_is_reckoned_from_the_morning() -> None:
    assert next_climb(matter(wita(6, 23)), OFFICE) == (Climbed.REMINDED, wita(9, 10))


def test_where_nobody_has_it_colleagues_are_asked_first() -> None:
    assert next_climb(matter(wita(3, 9), holder=0), OFFICE) == (Climbed.OFFERED, wita(3, 11))


def test_nothing_climbs_that_is_answered_or_closed() -> None:
    waiting = matter(wita(3, 9))
    assert next_climb(replace(waiting, waiting_ms=0), OFFICE) is None
    assert next_climb(replace(waiting, state=State.CLOSED), OFFICE) is None
    assert due_ms(replace(waiting, waiting_ms=0), OFFICE) == 0
    assert due_ms(waiting, OFFICE) == ms(wita(3, 11))


def test_whoever_takes_it_has_as_long_as_the_one_before() -> None:
    taken = matter(wita(3, 9), held=wita(4, 8))
    assert next_climb(taken, OFFICE) == (Climbed.REMINDED, wita(4, 10))
    offered = replace(taken, climbed=Climbed.OFFERED)
    assert next_climb(offered, OFFICE) == (Climbed.SUPERVISOR, wita(4, 12))


def test_a_supervisor_hears_how_long_she_waits_not_how_often_it_changed_hands() -> None:
    taken = matter(wita(3, 9), climbed=Climbed.OFFERED, held=wita(3, 10))
    assert next_climb(taken, OFFICE) == (Climbed.SUPERVISOR, wita(4, 9))


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (3, 3, (Climbed.OFFERED, wita(3, 9))),  # away today
        (4, 9, (Climbed.REMINDED, wita(3, 11))),  # from tomorrow on: first the reminder
        (1, 2, (Climbed.REMINDED, wita(3, 11))),  # back since yesterday
        (1, 3, (Climbed.OFFERED, wita(3, 9))),
    ],
)
def test_who_is_away_is_not_waited_for(first: int, last: int, expected: tuple[Climbed, datetime]) -> None:
    leave = Leave(person_id=HOLDER, first=date(2026, 2, first), last=date(2026, 2, last))
    assert next_climb(matter(wita(3, 9)), OFFICE, leaves=(leave,)) == expected


def test_a_leave_that_begins_before_the_next_step_comes_first() -> None:
    leave = Leave(person_id=HOLDER, first=date(2026, 2, 4), last=date(2026, 2, 9))
    waiting = matter(wita(3, 15), climbed=Climbed.REMINDED)
    assert next_climb(waiting, OFFICE, leaves=(leave,)) == (Climbed.OFFERED, wita(4, 8))


def test_the_leave_of_somebody_else_says_nothing() -> None:
    leave = Leave(person_id=OTHER, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert next_climb(matter(wita(3, 9)), OFFICE, leaves=(leave,)) == (Climbed.REMINDED, wita(3, 11))


def test_who_takes_it_on_leave_has_it_as_on_any_other_day() -> None:
    leave = Leave(person_id=HOLDER, first=date(2026, 2, 1), last=date(2026, 2, 28))
    taken = matter(wita(3, 9), held=wita(3, 10))
    assert next_climb(taken, OFFICE, leaves=(leave,)) == (Climbed.REMINDED, wita(3, 12))


def test_a_leave_on_days_on_which_nobody_is_there_asks_nobody() -> None:
    leave = Leave(person_id=HOLDER, first=date(2026, 2, 7), last=date(2026, 2, 8))  # a weekend
    assert next_climb(matter(wita(6, 15)), OFFICE, leaves=(leave,)) == (Climbed.REMINDED, wita(9, 9))


def test_an_office_without_hours_forgets_nobody_either() -> None:
    assert next_climb(matter(wita(3, 9)), NEVER) == (Climbed.REMINDED, wita(3, 11))
    shut = replace_holidays()
    found = next_climb(matter(wita(3, 9)), shut)
    assert found == (Climbed.REMINDED, wita(3, 11))


def replace_holidays() -> Organisation:
    """Shut on every day of two years."""
    days = frozenset(date.fromordinal(date(2026, 1, 1).toordinal() + number) for number in range(730))
    return Organisation(id="o3", name="Libur (demo)", zone="Asia/Makassar", holidays=days)


def test_steps_come_one_after_the_other() -> None:
    with pytest.raises(ValueError, match="after the one before"):
        Rule(remind_min=240, offer_min=240)


HOURS = st.builds(
    lambda weekday, opens, length: Opening(
        weekday=weekday, opens=time(opens), closes=time(min(opens + length, 23))
    ),
    st.integers(0, 6),
    st.integers(0, 20),
    st.integers(1, 10),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(HOURS, max_size=6), st.integers(0, 10_080), st.integers(0, 5_000), st.sampled_from(sorted(ZONES))
)
def test_every_unanswered_matter_reaches_a_supervisor_step_by_step_while_the_office_is_open(
    hours: list[Opening], waited_min: int, held_min: int, zone: str
) -> None:
    """Whatever hours an office keeps: no step is left out, none is early, none is at a moment nobody is there."""
    office = Organisation(id="o9", name="Contoh (demo)", zone=zone, office_hours=tuple(hours))
    rule = Rule()
    begun = ms(datetime(2026, 2, 1, tzinfo=UTC)) + waited_min * 60_000
    waiting = replace(matter(wita(3, 9)), waiting_ms=begun, held_ms=begun + held_min * 60_000)
    reached, before = [], datetime.min.replace(tzinfo=UTC)
    while (found := next_climb(waiting, office, rule)) is not None:
        step, at = found
        assert at >= before
        if hours:
            assert is_open(office, at)
            since = datetime.fromtimestamp(max(waiting.waiting_ms, waiting.held_ms) / 1000, UTC)
            assert office_minutes(office, since, at) >= (0, 120, 240, 240)[step]
        if hours and step is Climbed.SUPERVISOR:
            assert office_minutes(office, datetime.fromtimestamp(begun / 1000, UTC), at) >= 480
        reached.append(step)
        waiting, before = replace(waiting, climbed=step), at
    assert reached == [Climbed.REMINDED, Climbed.OFFERED, Climbed.SUPERVISOR]


# -- the morning's digest -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now, expected",
    [
        (wita(3, 7, 59), False),
        (wita(3, 8), True),
        (wita(3, 9, 59), True),
        (wita(3, 10), False),
        (wita(7, 8), False),  # Saturday
    ],
)
def test_the_digest_is_at_eight_on_days_of_work_or_a_little_later(now: datetime, expected: bool) -> None:
    assert is_digest_hour(OFFICE, now) is expected


@pytest.mark.parametrize(
    "after, expected",
    [
        (wita(3, 7, 59), wita(3, 8)),
        (wita(3, 8), wita(4, 8)),
        (wita(6, 9), wita(9, 8)),
    ],
)
def test_the_next_digest_is_on_the_next_day_of_work(after: datetime, expected: datetime) -> None:
    assert next_digest(OFFICE, after) == expected


def test_an_office_without_hours_has_its_digest_on_the_usual_days() -> None:
    assert is_digest_hour(NEVER, wita(3, 8))
    assert next_digest(NEVER, wita(6, 9)) == wita(9, 8)
