"""Who may join: what is named is asked for, what is not named never, and the first rule that says no is the reason."""

from dataclasses import replace
from datetime import date

import pytest

from domain.course_fit import Fit, Standing, Why, is_for_everybody, judge
from domain.courses import Course, Kind, Skips, State, Topic, Who
from domain.zones import WITA

OFFICE, OTHER_OFFICE, GROUP, OTHER_GROUP = 1, 2, 10, 20
SET = "kaltim-uep-2023"

OF_OFFICE = Course(
    id=7,
    code="7K4P29",
    organisation_id=OFFICE,
    group_id=None,
    kind=Kind.SKILL,
    topic=Topic.COOKIES,
    title="Kue kering",
    place="Balai",
    zone=WITA,
    rule="",
    skips=Skips.ALL,
    first_day=date(2026, 2, 10),
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
OF_GROUP = replace(OF_OFFICE, organisation_id=None, group_id=GROUP)
SHE = Standing(area="samarinda", offices=frozenset({OFFICE}))
MEMBER = Standing(groups=frozenset({GROUP}))


@pytest.mark.parametrize(
    "course, who, standing, why",
    [
        (OF_OFFICE, Who(), SHE, None),
        (OF_OFFICE, Who(), Standing(), Why.WHERE),
        (OF_OFFICE, Who(), Standing(area="batu", offices=frozenset({OTHER_OFFICE})), Why.ELSEWHERE),
        (OF_OFFICE, Who(), Standing(offices=frozenset({OFFICE})), None),  # her request is there
        (OF_OFFICE, Who(areas=("samarinda",)), SHE, None),
        (OF_OFFICE, Who(areas=("kutai",)), SHE, Why.ELSEWHERE),
        (OF_OFFICE, Who(areas=("kutai",)), Standing(), Why.WHERE),
        (OF_OFFICE, Who(groups=(GROUP,)), SHE, Why.GROUP),
        (OF_OFFICE, Who(groups=(GROUP,)), MEMBER, None),  # though the office does not serve her area
        (OF_OFFICE, Who(areas=("kutai",), groups=(GROUP,)), MEMBER, None),
        (OF_OFFICE, Who(areas=("kutai",), groups=(OTHER_GROUP,)), SHE, Why.ELSEWHERE),
        (OF_GROUP, Who(), SHE, None),  # whoever has its code
        (OF_GROUP, Who(groups=(GROUP,)), MEMBER, None),
        (OF_GROUP, Who(groups=(GROUP,)), SHE, Why.GROUP),
        (OF_OFFICE, Who(needs=(Topic.COOKIES,)), SHE, Why.LEARN_FIRST),
        (OF_OFFICE, Who(needs=(Topic.COOKIES,)), replace(SHE, learned=frozenset({Topic.COOKIES})), None),
        (OF_OFFICE, Who(sets=(SET,)), SHE, Why.RESULT),
        (OF_OFFICE, Who(sets=(SET,)), replace(SHE, results=frozenset({(OFFICE, SET)})), None),
        (OF_OFFICE, Who(sets=(SET,)), replace(SHE, results=frozenset({(OTHER_OFFICE, SET)})), Why.RESULT),
        (OF_OFFICE, Who(before_aid=True), SHE, Why.AID),
        (OF_OFFICE, Who(before_aid=True), replace(SHE, aided=frozenset({OFFICE})), None),
        (OF_OFFICE, Who(before_aid=True), replace(SHE, aided=frozenset({OTHER_OFFICE})), Why.AID),
        # A group draws no line by what the office knows of her.
        (OF_GROUP, Who(groups=(GROUP,), sets=(SET,), before_aid=True), MEMBER, None),
        (OF_GROUP, Who(groups=(GROUP,), needs=(Topic.BATIK,)), MEMBER, Why.LEARN_FIRST),
    ],
)
def test_who_may_join_and_why_not(course: Course, who: Who, standing: Standing, why: Why | None) -> None:
    fit = judge(replace(course, who=who), standing)
    assert fit == Fit(why)
    assert fit.ok is (why is None)


def test_where_she_is_comes_before_what_she_has_learned() -> None:
    course = replace(OF_OFFICE, who=Who(needs=(Topic.BATIK,), before_aid=True))
    assert judge(course, Standing(area="batu")).why is Why.ELSEWHERE
    assert judge(course, SHE).why is Why.LEARN_FIRST


@pytest.mark.parametrize(
    "course, who, shown",
    [
        (OF_OFFICE, Who(), True),
        (OF_OFFICE, Who(areas=("samarinda",), needs=(Topic.BATIK,)), True),
        (OF_OFFICE, Who(before_aid=True), False),
        (OF_OFFICE, Who(sets=(SET,)), False),
        (OF_OFFICE, Who(groups=(GROUP,)), False),
        (OF_GROUP, Who(), False),
    ],
)
def test_a_locked_phone_shows_no_course_that_says_who_is_in_it(course: Course, who: Who, shown: bool) -> None:
    assert is_for_everybody(replace(course, who=who)) is shown
