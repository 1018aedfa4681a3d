"""An announcement that is being written: its answers, its day, what is within its limits."""

from dataclasses import replace
from datetime import date

import pytest

from domain.announcement_drafts import PAPER, PICTURE, Draft, answers_in, is_writable, likely_news
from domain.announcements import Audience, NewsKind, Part, PartKind

ALL = Audience(those=(Part(kind=PartKind.GROUP, id=1),))
DRAFT = Draft(
    place="g1", sender="Mentari", audience=ALL, news=NewsKind.GROUP, texts=(("id", "Besok rapat."),)
)


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("pagi, siang atau sore", ("Pagi", "Siang", "Sore")),
        ("Bisa\nTidak bisa", ("Bisa", "Tidak bisa")),
        ("Ya / Tidak", ("Ya", "Tidak")),
        ("Sudah", ("Sudah",)),
        ("1, 2", None),
        ("👍, 👎", None),
        ("Ya, ya", None),
        ("a, b, c, d", None),
        ("batal, jadi", None),
        ("menu", None),
        ("dua puluh satu huruf ya", None),
        ("", None),
    ],
)
def test_answers_fit_on_buttons_and_mean_nothing_else(said: str, answers: tuple[str, ...] | None) -> None:
    assert answers_in(said) == answers


def test_answers_read_again_are_the_same() -> None:
    assert answers_in("\n".join(("Pagi", "Sore"))) == ("Pagi", "Sore")


@pytest.mark.parametrize(
    ("kinds", "news"),
    [
        ([PartKind.COURSE, PartKind.SESSION], NewsKind.TRAINING),
        ([PartKind.RESULT], NewsKind.AID),
        ([PartKind.ROLE], NewsKind.OTHER),
        ([PartKind.AREA], None),
        ([PartKind.COURSE, PartKind.AREA], None),
    ],
)
def test_what_it_is_about_is_asked_only_where_nobody_can_tell(
    kinds: list[PartKind], news: NewsKind | None
) -> None:
    assert likely_news([Part(kind=each) for each in kinds]) is news


def test_a_day_that_nobody_named_keeps_it_from_being_sent() -> None:
    dated = DRAFT.with_text("su", "Dinten {tanggal}.")
    assert dated.needs_day
    assert not is_writable(dated)
    assert is_writable(replace(dated, day=date(2026, 2, 3)))


def test_limits_are_asked_again() -> None:
    assert is_writable(DRAFT)
    assert not is_writable(DRAFT.with_text("id", "a" * 701))
    assert not is_writable(replace(DRAFT, choices=("menu",)))
    assert not is_writable(replace(DRAFT, audience=Audience(those=())))


def test_a_language_is_taken_away_and_indonesian_stays() -> None:
    assert DRAFT.with_text("su", "Isukan rapat.").with_text("su", "") == DRAFT


def test_its_file_is_a_picture_or_a_paper() -> None:
    assert DRAFT.content("").recipe == ""
    assert replace(DRAFT, file_id=7, is_photo=True).content("").recipe == PICTURE
    content = replace(DRAFT, file_id=7).content("")
    assert (content.recipe, content.recipe_args) == (PAPER, (7,))
