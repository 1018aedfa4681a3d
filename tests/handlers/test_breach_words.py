"""The notice says what UU 27/2022 PDP art. 46 asks for, and fits on one screen with the longest words allowed."""

from datetime import UTC, datetime

from bot.render import render
from domain.zones import WITA, local_time
from handlers.breach_words import PART_CHARS_MAX, notice

WHEN = local_time(datetime(2026, 2, 3, 1, tzinfo=UTC), WITA)


def test_it_says_which_data_when_how_and_what_is_done() -> None:
    said = render(notice(what="nama", when=WHEN, how="laptop hilang", handling="kunci diganti"), "id")

    for part in (
        "Data: nama.",
        "3 Februari 2026, jam 09.00 WITA",
        "laptop hilang",
        "kunci diganti",
        "PETUGAS",
    ):
        assert part in said


def test_the_longest_notice_fits_on_one_screen() -> None:
    longest = "x" * PART_CHARS_MAX

    assert len(render(notice(what=longest, when=WHEN, how=longest, handling=longest), "id")) <= 500
