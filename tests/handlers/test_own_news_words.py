"""The words of her copy about announcements."""

import pytest

from bot.render import render
from db.own_announcements import OwnAnnouncements, OwnNews
from domain.announcements import NewsKind, Reached
from domain.zones import WITA
from handlers.own_news_words import STATES, lines_of

AT_MS = 1_770_091_200_000  # Tuesday, 3 February 2026, 12.00 WITA


def read(kept: OwnAnnouncements) -> list[str]:
    return [render(line, "id") for line in lines_of(kept, WITA)]


def of(reached: Reached, answer: str = "") -> OwnNews:
    return OwnNews(
        code="AB23CD",
        sender="Kantor Contoh",
        news=NewsKind.AID,
        at_ms=AT_MS,
        reached=reached,
        answer=answer,
        answered_ms=AT_MS,
    )


def test_what_she_got_and_what_she_said() -> None:
    assert read(OwnAnnouncements(news=(of(Reached.READ, "Bisa"),), refused=((NewsKind.GROUP, AT_MS),))) == [
        "Selasa, 3 Februari 2026, Kabar bantuan AB23CD dari Kantor Contoh: sudah dibaca.",
        "Jawaban Ibu: Bisa.",
        "Kabar kelompok: Ibu hentikan sejak Selasa, 3 Februari 2026.",
    ]


@pytest.mark.parametrize("reached", list(STATES))
def test_whatever_became_of_it_has_words(reached: Reached) -> None:
    (line,) = read(OwnAnnouncements(news=(of(reached),)))
    assert line.endswith(f": {render(STATES[reached], 'id')}.")


def test_whatever_was_never_hers_needs_none() -> None:
    assert set(Reached) - set(STATES) == {Reached.FOUND, Reached.LEFT_OUT, Reached.STOPPED}
