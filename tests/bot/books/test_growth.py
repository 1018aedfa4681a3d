"""How her savings grew: what she had at the end of each month, at most a year, drawn without colour."""

from datetime import date

from bot.books.chart import BARS_MAX
from bot.books.growth import make, monthly
from domain.accounts import Account
from tests.bot.books.test_passbook import own, part

TODAY = date(2026, 2, 3)


def test_months_without_a_saving_keep_what_was_there() -> None:
    parts = (
        part(1, 10_000, day=date(2025, 11, 3)),
        part(2, 5_000, Account.SOSIAL, date(2025, 12, 3)),
        part(3, 20_000, Account.SUKARELA, date(2026, 1, 3)),
        part(4, -5_000, Account.SUKARELA, date(2026, 2, 3)),
    )
    assert [(month % 12 + 1, amount) for month, amount in monthly(parts, TODAY)] == [
        (11, 10_000),
        (12, 10_000),
        (1, 30_000),
        (2, 25_000),
    ]


def test_the_last_year_begins_with_what_she_had_before() -> None:
    parts = tuple(part(year, 1_000, day=date(year, 1, 3)) for year in range(2010, 2027))
    grown = monthly(parts, TODAY)
    assert len(grown) == BARS_MAX
    assert (grown[0][1], grown[-1][1]) == (16_000, 17_000)


def test_it_is_a_picture_also_of_nothing_yet() -> None:
    assert monthly((), TODAY) == [(2026 * 12 + 1, 0)]
    assert make(own()).startswith(b"\x89PNG")
    assert make(own(part(1, 10_000))).startswith(b"\x89PNG")
