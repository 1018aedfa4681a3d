"""No price, no sum; a month is the country's; what is told is never less than what will be paid."""

from datetime import UTC, datetime

import pytest

from domain.message_costs import (
    PRICE_SEN_MAX,
    Count,
    Month,
    estimate,
    is_month,
    month_of,
    read_price,
    rounded,
)
from domain.money import Rupiah
from domain.templates import Category


@pytest.mark.parametrize(
    ("typed", "sen"),
    [
        ("356,65", 35_665),
        ("356.65", 35_665),
        ("356,6", 35_660),
        ("Rp 356,65", 35_665),
        ("rp356", 35_600),
        ("1.250", 125_000),
        ("1,250", 125_000),
        ("1.250,50", 125_050),
        ("1,250.50", 125_050),
        ("0", 0),
        ("10.000", PRICE_SEN_MAX),
        ("10.000,01", None),
        ("-5", None),
        ("356,", None),
        (",5", None),
        ("1.2.3", None),
        ("1,25,50", None),
        ("tiga", None),
        ("", None),
        ("３５６", None),
    ],
)
def test_a_price_as_it_is_typed(typed: str, sen: int | None) -> None:
    assert read_price(typed) == sen


def test_without_a_price_for_one_of_them_nothing_is_estimated() -> None:
    prices = {Category.UTILITY: 35_665}
    assert estimate({Category.UTILITY: 100, Category.SERVICE: 0}, prices) == Rupiah(35_665)
    assert estimate({Category.UTILITY: 100, Category.SERVICE: 1}, prices) is None
    assert estimate({}, {}) == Rupiah(0)


def test_sums_are_rounded_up_and_only_at_the_end() -> None:
    assert rounded(1) == 1
    assert rounded(100) == 1
    assert estimate({Category.UTILITY: 3}, {Category.UTILITY: 33}) == Rupiah(1)


def test_a_month_begins_at_midnight_in_jakarta() -> None:
    assert month_of(datetime(2026, 10, 31, 16, 59, tzinfo=UTC)) == "2026-10"
    assert month_of(datetime(2026, 10, 31, 17, 0, tzinfo=UTC)) == "2026-11"


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("2026-11", True),
        ("2026-13", False),
        ("2026-00", False),
        ("26-11", False),
        ("2026-1", False),
        ("", False),
    ],
)
def test_how_a_month_is_written(word: str, fits: bool) -> None:
    assert is_month(word) is fits


def test_what_has_no_price_is_counted_apart_and_not_called_free() -> None:
    month = Month(
        month="2026-11",
        counts=(
            Count(category=Category.UTILITY, billed=3, expected=1, price_sen=100),
            Count(category=Category.SERVICE, billed=5),
        ),
    )
    assert (month.cost, month.unpriced, month.is_full) == (Rupiah(4), 5, False)


@pytest.mark.parametrize(("cap", "full"), [(None, False), (5, False), (4, True), (0, True)])
def test_the_cap_is_reached_when_the_sum_is(cap: int | None, full: bool) -> None:
    counts = (Count(category=Category.UTILITY, billed=4, price_sen=100),)
    month = Month(month="2026-11", counts=counts, cap=None if cap is None else Rupiah(cap))
    assert month.is_full is full
