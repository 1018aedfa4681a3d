"""A session knows when it begins on the clock of its place, when it is over, and with what it cannot be had together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.courses import (
    CAPACITY_MAX,
    PARTICIPANTS_MAX,
    Course,
    Kind,
    Session,
    SessionState,
    Skips,
    State,
    Topic,
    Who,
)
from domain.zones import WIB, WIT, WITA

START = datetime(2026, 2, 3, 15, 30, tzinfo=UTC)
SESSION = Session(
    id=7,
    course_id=3,
    n=1,
    start_ms=int(START.timestamp() * 1000),
    length_min=60,
    place="",
    moves=0,
    state=SessionState.PLANNED,
    reason="",
    code="",
    closed_ms=0,
)


def later(minutes: int, **fields: object) -> Session:
    return replace(SESSION, start_ms=SESSION.start_ms + minutes * 60_000, **fields)  # type: ignore[arg-type]


def test_a_session_over_midnight_begins_on_the_day_of_its_own_place() -> None:
    assert SESSION.start == START
    assert SESSION.end == START + timedelta(hours=1)
    said = [f"{SESSION.begins(zone):%d %H:%M}" for zone in (WIB, WITA, WIT)]
    assert said == ["03 22:30", "03 23:30", "04 00:30"]


def test_sessions_that_touch_do_not_overlap() -> None:
    assert not SESSION.overlaps(later(60))
    assert not later(60).overlaps(SESSION)
    assert SESSION.overlaps(later(59))
    assert later(59).overlaps(SESSION)
    assert SESSION.overlaps(SESSION)
    assert later(-30, length_min=300).overlaps(SESSION)


def test_buttons_of_an_earlier_time_belong_to_another_matter() -> None:
    assert SESSION.matter == "session:7:0"
    assert replace(SESSION, moves=1).matter != SESSION.matter


def test_a_course_is_for_everybody_unless_somebody_is_named() -> None:
    course = Course(
        id=3,
        code="AB23CD",
        organisation_id=1,
        group_id=None,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai desa",
        zone=WIB,
        rule="",
        skips=Skips.ALL,
        first_day=date(2026, 2, 3),
        start_min=540,
        length_min=120,
        capacity=0,
        bring="",
        childcare="",
        transport="",
        who=Who(),
        offsets=(1440, 120),
        state=State.OPEN,
        made_by=1,
    )
    assert course.matter == "course:3"
    assert course.who == Who(areas=(), groups=(), sets=(), before_aid=False, needs=())


def test_a_course_never_takes_more_than_it_can_list() -> None:
    assert CAPACITY_MAX <= PARTICIPANTS_MAX
