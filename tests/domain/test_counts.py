"""A count of people is written with a dot for thousands, wherever a sentence has it; a year or a code stays bare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import render
from conversation.journal import decode, encode
from conversation.text import _, n_
from domain.counts import Count, format_count


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (1_232, "1.232"),
        (40_000, "40.000"),
        (1_234_567, "1.234.567"),
    ],
)
def test_thousands_have_a_dot(count: int, written: str) -> None:
    assert format_count(count) == written
    assert render(_("{found} orang", found=Count(count))) == f"{written} orang"


def test_a_bare_number_stays_as_it_is() -> None:
    assert render(_("Tahun {year}", year=2026)) == "Tahun 2026"
    assert render(n_("{n} hari", "{n} hari", 1_400)) == "1400 hari"


@pytest.mark.parametrize("language", ["id", "qps"])
def test_the_count_of_a_plural_is_written_alike_in_every_language(language: str) -> None:
    assert "1.232" in render(n_("{n} anggota", "{n} anggota", Count(1_232)), language)


@given(st.integers(0, 10**9))
def test_no_two_counts_share_a_writing_and_a_journal_gives_back_the_same_type(count: int) -> None:
    assert int(format_count(count).replace(".", "")) == count
    back = decode(encode(Count(count)))
    assert (back, type(back)) == (count, Count)
