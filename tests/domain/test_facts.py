"""What the program was started with is found by its key and cannot be changed."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from domain.criteria import Area
from domain.facts import Facts
from domain.zones import WIB, WITA

HERE = Area(key="here", label="Kota Sini", province="Sini", city="Kota Sini", zone=WIB)
THERE = Area(key="there", label="Kota Sana", province="Sana", city=None, zone=WITA)
FACTS = Facts(sets={}, areas=(HERE, THERE), bot_name="Teman", demo=False)


@pytest.mark.parametrize(
    ("key", "found"),
    [("here", HERE), ("there", THERE), ("", None), ("HERE", None), ("Kota Sini", None)],
)
def test_an_area_is_found_by_its_key_alone(key: str, found: Area | None) -> None:
    assert FACTS.find_area(key) is found


def test_facts_stay_as_they_are_while_the_program_runs() -> None:
    with pytest.raises(FrozenInstanceError):
        FACTS.demo = True  # type: ignore[misc]


def test_where_nobody_counts_days_a_question_for_them_is_a_mistake_that_shows() -> None:
    with pytest.raises(AssertionError, match="no calendar"):
        FACTS.calendar.holidays(date(2026, 1, 1), date(2026, 12, 31))
