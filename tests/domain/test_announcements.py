"""What is stored of an announcement is read again as it was, and what is meant counts nobody who was left out."""

from datetime import date

import pytest

from domain.announcements import Audience, Content, NewsKind, Part, PartKind, Reached, Tally


def test_an_audience_is_read_again_as_it_was_packed() -> None:
    audience = Audience(
        those=(Part(kind=PartKind.GROUP, id=5), Part(kind=PartKind.AREA, value="batu")),
        without=(Part(kind=PartKind.ANSWERED, id=7, value="2"),),
    )
    assert Audience.unpack(audience.pack()) == audience


@pytest.mark.parametrize("day", [None, date(2026, 2, 3)])
def test_words_are_read_again_as_they_were_packed(day: date | None) -> None:
    content = Content(
        texts={"id": "Besok, {panggilan} 🙂", "jv": "Sesuk"},
        choices=("Ya", "Tidak"),
        sender="Kantor Contoh",
        news=NewsKind.AID,
        code="AB23CD",
        day=day,
        recipe="announcement/picture.jpg",
        recipe_args=(5, 7),
    )
    assert Content.unpack(content.pack()) == content


def test_it_was_never_meant_for_those_left_out() -> None:
    counts = {Reached.SENT: 3, Reached.LEFT_OUT: 4, Reached.STOPPED: 1}
    assert Tally(counts=counts, left_out={}, reasons={}).meant == 4
