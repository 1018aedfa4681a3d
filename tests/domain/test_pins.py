"""PINs: what may be one, how it is kept, and how long wrong tries make somebody wait."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import pins
from domain.pins import Cost

CHEAP = Cost(n=2, r=1, p=1)
SALT = b"s" * pins.SALT_BYTES


@pytest.mark.parametrize(
    "typed, digits",
    [
        ("271390", "271390"),
        (" 27 13 90 ", "271390"),
        ("27.13-90", "271390"),
        ("27", "27"),
        ("dua tujuh", ""),
        ("nomor saya 271390", ""),
        ("٢٧١٣٩٠", ""),
        ("", ""),
    ],
)
def test_only_digits_count(typed: str, digits: str) -> None:
    assert pins.read_digits(typed) == digits


@pytest.mark.parametrize("pin", ["000000", "123456", "987654", "567890", "121212", "273273", "890123"])
def test_what_anybody_would_try_first_is_too_easy(pin: str) -> None:
    assert pins.is_too_easy(pin)


@pytest.mark.parametrize("pin", ["271390", "804172", "112358", "135790"])
def test_other_numbers_are_not(pin: str) -> None:
    assert not pins.is_too_easy(pin)


def test_so_few_are_too_easy_that_a_million_stay_a_million() -> None:
    assert sum(pins.is_too_easy(f"{number:06}") for number in range(1_000_000)) < 1_200


def test_two_places_can_be_asked_for_in_fifteen_ways() -> None:
    assert len(set(pins.places_of())) == 15
    assert pins.places_of()[0] == "12"


@given(st.text("0123456789", min_size=6, max_size=6), st.booleans())
def test_what_is_kept_knows_the_right_digits_and_no_others(pin: str, whole: bool) -> None:
    kept = pins.unpacked(pins.keep(pin, SALT, CHEAP, whole=whole).packed())
    for places in kept.hashes:
        digits = pin if whole else pin[int(places[0]) - 1] + pin[int(places[1]) - 1]
        assert pins.is_right(kept, places, pins.stretch(pins.secret_of(places, digits), SALT, kept.cost))
        wrong = f"{(int(digits) + 1) % 10 ** len(digits):0{len(digits)}}"
        assert not pins.is_right(kept, places, pins.stretch(pins.secret_of(places, wrong), SALT, kept.cost))


def test_the_digits_stand_nowhere_in_what_is_kept() -> None:
    packed = pins.keep("271390", SALT, CHEAP, whole=True).packed()
    assert b"271390" not in packed


def test_the_hash_of_nothing_kept_is_never_right() -> None:
    kept = pins.keep("271390", SALT, CHEAP, whole=True)
    assert not pins.is_right(kept, "12", pins.stretch("12:27", SALT, CHEAP))


def test_two_places_cost_a_fifth_because_fifteen_are_made_at_once() -> None:
    assert pins.pair_cost(Cost()) == replace(Cost(), p=1)


@pytest.mark.parametrize(
    "wrong_tries, minutes",
    [
        (0, 0),
        (1, 0),
        (4, 0),
        (5, 15),
        (6, 0),
        (10, 30),
        (15, 60),
        (20, 120),
        (35, 960),
        (40, 1440),
        (5000, 1440),
    ],
)
def test_every_fifth_wrong_try_waits_twice_as_long_up_to_a_day(wrong_tries: int, minutes: int) -> None:
    assert pins.wait_ms(wrong_tries) == minutes * 60_000
