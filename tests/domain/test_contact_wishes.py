"""What she has said about contact: where two records are hers, the more careful answers hold."""

import itertools

import pytest

from domain.contact_wishes import ContactWishes, Named, more_careful


def test_who_has_said_nothing_is_written_to_openly_and_a_worker_names_the_training() -> None:
    said = ContactWishes()
    assert (said.may_write, said.from_min, said.to_min, said.is_open) == (True, None, None, True)
    assert said.named is Named.TRAINING


@pytest.mark.parametrize("mine, other", list(itertools.product([True, False], repeat=2)))
def test_one_no_is_a_no(mine: bool, other: bool) -> None:
    both = more_careful(
        ContactWishes(may_write=mine, is_open=other), ContactWishes(may_write=other, is_open=mine)
    )
    assert (both.may_write, both.is_open) == (mine and other, mine and other)


def test_hours_that_only_one_record_has_hold_and_hers_come_first() -> None:
    mine, other = ContactWishes(from_min=480, to_min=660), ContactWishes(from_min=840, to_min=960)
    assert more_careful(ContactWishes(), other) == other
    assert more_careful(mine, ContactWishes()) == mine
    assert more_careful(mine, other) == mine


@pytest.mark.parametrize(
    "mine, other, both",
    [
        (Named.OFFICE, Named.TRAINING, Named.TRAINING),
        (Named.TRAINING, Named.NOBODY, Named.NOBODY),
        (Named.NOBODY, Named.OFFICE, Named.NOBODY),
        (Named.OFFICE, Named.OFFICE, Named.OFFICE),
    ],
)
def test_the_name_that_gives_less_away_holds(mine: Named, other: Named, both: Named) -> None:
    assert more_careful(ContactWishes(named=mine), ContactWishes(named=other)).named is both
