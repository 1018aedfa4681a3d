"""Every sign has its words: believed or thanked, no "kenapa", the duty to report where she may tell of it, a number."""

from itertools import product

import pytest

from bot.render import render
from domain.reading.distress import About, Kind, Level
from handlers import door_words

SIGNS = list(product((Level.ASK, Level.DANGER), Kind, About))
NEVER = ("kenapa", "mengapa", "tinggalkan", "berdamai", "rahasia", "janji", "langsung dijawab")


def said(level: str, kind: str, about: str) -> str:
    return "\n\n".join(render(each, "id") for each in door_words.wording(level, kind, about))


@pytest.mark.parametrize("level, kind, about", SIGNS)
def test_no_sign_is_without_kind_words_that_fit_one_message(level: Level, kind: Kind, about: About) -> None:
    text = said(level.value, kind.value, about.value)
    assert text.startswith(("Saya percaya Ibu", "Terima kasih sudah"))
    assert not [word for word in NEVER if word in text.lower()]
    assert len(text) < 420  # the question comes after it, 500 is the most


@pytest.mark.parametrize("level, kind, about", SIGNS)
def test_the_duty_to_report_stands_before_she_tells_of_violence(
    level: Level, kind: Kind, about: About
) -> None:
    told_of_it = kind in (Kind.VIOLENCE, Kind.FEAR, Kind.NONE, Kind.CHILD)
    if told_of_it and not (about is About.OTHER and kind is Kind.CHILD):
        assert door_words.DUTY_TO_REPORT in door_words.wording(level.value, kind.value, about.value)


@pytest.mark.parametrize("kind", Kind)
def test_what_happens_to_somebody_else_is_never_called_her_own(kind: Kind) -> None:
    for level in (Level.ASK, Level.DANGER):
        text = said(level.value, kind.value, About.OTHER.value)
        assert "Saya percaya Ibu" not in text
        assert text.startswith("Terima kasih sudah peduli")


def test_while_the_database_is_away_all_numbers_stand_in_one_message() -> None:
    for text in (door_words.WHILE_AWAY, door_words.WHEN_BROKEN):
        shown = render(text, "id")
        assert all(number in shown for number in ("110", "129", "08111-129-129", "119, lalu tekan 8"))
        assert len(shown) <= 300


def test_who_is_not_alone_reads_nothing_that_tells() -> None:
    shown = render(door_words.NOT_ALONE, "id").lower()
    assert not [word for word in ("percaya", "kekerasan", "bahaya", "110", "aman") if word in shown]
