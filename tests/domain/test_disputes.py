"""What women type of a difference, and the days of its answer."""

from datetime import UTC, date, datetime

import pytest

from domain.disputes import ANSWER_DAYS, Difference, What, answer_day, next_ms, read_difference, told_ms
from domain.money import Rupiah
from domain.zones import WIB, WIT

DAY = date(2026, 2, 3)


def paid(amount: int = 0, through: str = "") -> Difference:
    return Difference(what=What.PAID, amount=Rupiah(amount), through=through)


def total(amount: int, what: What = What.AMOUNT, through: str = "") -> Difference:
    return Difference(what=what, amount=Rupiah(amount), is_total=True, through=through)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1, 10rb titip yuyun", paid(10_000, "Yuyun")),
        ("1) titip Siti Aminah sepuluh ribu", paid(10_000, "Siti Aminah")),
        ("1 10rb titip yuyun", paid(10_000, "Yuyun")),
        ("saya sudah setor 10rb lewat teh yuyun kemarin", paid(10_000, "Yuyun")),
        ("titip bu yuyun 10rb", paid(10_000, "Yuyun")),
        ("saya titipkan ke Mama Rian, 20rb", paid(20_000, "Mama Rian")),
        ("nitip wajib 10 ya teh", paid(10_000)),
        ("titip yuyun", paid(0, "Yuyun")),
        ("belum dicatat 10 ribu", paid(10_000)),
        ("kurang 10rb", paid(10_000)),
        ("harusnya 130, saya titip yuyun", total(130_000, What.PAID, "Yuyun")),
        ("harusnya Rp130.000", total(130_000)),
        ("harusnya seratus tiga puluh ribu", total(130_000)),
        ("kok cuma 5rb, harusnya 15rb", total(15_000)),
        ("2. harusnya 25rb", total(25_000)),
    ],
)
def test_what_she_types_is_understood(text: str, found: Difference) -> None:
    assert read_difference(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "2",
        "3",
        "1 ya",
        "salah",
        "benar",
        "ada yang beda",
        "sudah setor",
        "10rb",
        "1.500",
        "1,5 juta",
        "2 juta",
        "target 500rb",
        "lihat lebih lama",
        "tidak",
        "ga jadi",
        "titip " * 50,
        "harusnya",
        "\u202e10rb titip",
    ],
)
def test_what_is_no_difference_or_says_too_little_is_left_to_the_question(text: str) -> None:
    found = read_difference(text)
    assert found is None or found.amount > 0 or found.through


def test_a_choice_alone_is_a_choice() -> None:
    for text in ("1", "2", "3", "10rb", "1.500", "2 juta", "target 500rb", "titip " * 50):
        assert read_difference(text) is None, text


def test_the_next_meeting_answers_else_two_weeks() -> None:
    assert answer_day(DAY, date(2026, 3, 3)) == date(2026, 3, 3)
    assert (answer_day(DAY, None) - DAY).days == ANSWER_DAYS
    assert (answer_day(DAY, DAY) - DAY).days == ANSWER_DAYS


@pytest.mark.parametrize(("zone", "hours"), [(WIB, 7), (WIT, 9)])
def test_officers_hear_the_morning_before_and_she_in_the_evening_of_the_day(zone: str, hours: int) -> None:
    before = datetime(2026, 2, 16, 9 - hours, tzinfo=UTC).timestamp() * 1000
    evening = datetime(2026, 2, 17, 17 - hours, tzinfo=UTC).timestamp() * 1000
    answer_by = date(2026, 2, 17)
    assert next_ms(answer_by, zone, 0) == before
    assert next_ms(answer_by, zone, int(before)) == evening == told_ms(answer_by, zone)
    assert next_ms(answer_by, zone, int(evening)) is None
