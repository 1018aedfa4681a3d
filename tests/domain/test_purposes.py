"""Two controllers: the office never asks for savings, a group for those and its own courses."""

import pytest

from domain.purposes import SIDES, Controller, Purpose, Side, fits


def test_the_six_purposes_are_those_that_others_rely_on() -> None:
    assert [each.value for each in Purpose] == [
        "screening",
        "training",
        "savings",
        "contact",
        "photos",
        "research",
    ]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_savings_belong_to_the_group_training_to_both_and_everything_else_to_the_office(
    purpose: Purpose,
) -> None:
    assert fits(purpose, Side.GROUP) is (purpose in (Purpose.SAVINGS, Purpose.TRAINING))
    assert fits(purpose, Side.OFFICE) is (purpose is not Purpose.SAVINGS)
    assert SIDES[purpose], "somebody answers for it"


def test_a_controller_is_one_office_or_one_group() -> None:
    office = Controller(side=Side.OFFICE, id=1, name="Kantor")
    group = Controller(side=Side.GROUP, id=1, name="Mentari")
    assert (office.organisation_id, office.group_id) == (1, None)
    assert (group.organisation_id, group.group_id) == (None, 1)
