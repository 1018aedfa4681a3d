"""A course while it is being made, and one like an earlier one."""

from dataclasses import fields
from datetime import date

from domain.course_drafts import Draft, like, planned
from domain.courses import Course, Kind, Skips, State, Topic, Who
from domain.recurrence import Recurrence
from domain.zones import WITA

DAYS = (date(2026, 2, 10), date(2026, 2, 17))
WEEKLY = Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", first=DAYS[0], start_min=540, count=2)


def earlier() -> Course:
    return Course(
        id=1,
        code="ABC234",
        organisation_id=7,
        group_id=None,
        kind=Kind.BIMTEK,
        topic=Topic.SEWING,
        title="Bimtek menjahit",
        place="Balai desa",
        zone=WITA,
        rule="",
        skips=Skips.ALL,
        first_day=date(2025, 1, 7),
        start_min=480,
        length_min=90,
        capacity=12,
        bring="gunting",
        childcare="boleh ikut",
        transport="diganti",
        who=Who(areas=("samarinda",), before_aid=True),
        offsets=(1440,),
        state=State.ENDED,
        made_by=3,
    )


def test_one_like_another_has_all_of_it_but_its_days() -> None:
    course = earlier()
    draft = like(course, [5, 6])
    same = {each.name for each in fields(Course)} & {each.name for each in fields(Draft)}
    assert {name: getattr(draft, name) for name in same} == {name: getattr(course, name) for name in same}
    assert (draft.trainers, draft.recurrence, draft.days) == ((5, 6), None, ())


def test_the_days_are_those_that_were_read_back() -> None:
    draft = planned(like(earlier(), []), WEEKLY, DAYS)
    assert (draft.recurrence, draft.days, draft.title) == (WEEKLY, DAYS, "Bimtek menjahit")
