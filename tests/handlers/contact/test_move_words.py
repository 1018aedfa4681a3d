"""What is read out to her fits one screen whole, with the longest of everything, also when it is asked once more."""

import pytest

from bot.compose import REPLY_CHARS_MAX
from bot.render import render
from domain.matter_moves import (
    NAME_SHOWN_CHARS,
    WHY_CHARS_MAX,
    WORDS_CHARS_MAX,
    WORKER_SHOWN_CHARS,
)
from domain.matters import MoveState, PartnerKind
from handlers.contact.move_words import (
    DONT,
    EVERYTHING,
    MAY,
    ONLY_THIS,
    PARTNER_KINDS,
    Asked,
    label_of,
    question_for,
    short,
    slip_for,
)

ASKED_AGAIN = "Ketik BOLEH atau JANGAN, ya. Nanti juga boleh.\n\n"


def asked(way: str, **fields: str) -> Asked:
    longest = {
        "who": "W" * WORKER_SHOWN_CHARS,
        "to": "T" * NAME_SHOWN_CHARS,
        "why": "y" * WHY_CHARS_MAX + ".",
        "words": "w" * WORDS_CHARS_MAX,
    }
    return Asked(id=1, way=way, state=MoveState.ASKED, **{**longest, **fields})


@pytest.mark.parametrize("way", ["person", "office", "outside"])
def test_the_longest_fits_also_when_it_is_asked_once_more(way: str) -> None:
    text = render(question_for(asked(way)), "id")
    assert len(ASKED_AGAIN) + len(text) <= REPLY_CHARS_MAX
    assert "w" * WORDS_CHARS_MAX in text


@pytest.mark.parametrize("way", ["person", "office"])
def test_she_reads_who_reads_it_then_and_who_no_more(way: str) -> None:
    text = render(question_for(asked(way, who="Rina", to="Yuli")), "id")
    assert "bukan lagi Rina." in text
    assert "Jangan juga boleh." in text


def test_no_stands_as_plainly_as_yes_and_a_slip_has_no_everything() -> None:
    assert asked("person").choices == asked("office").choices == (ONLY_THIS, EVERYTHING, DONT)
    assert asked("outside").choices == (MAY, DONT)
    assert all(len(label_of(each).message) <= 20 for each in (ONLY_THIS, EVERYTHING, DONT, MAY))


def test_a_slip_names_no_woman_and_a_number_only_where_one_is_known() -> None:
    slip = [
        render(each, "id") for each in slip_for(asked("outside", code="ABC234", who="Rina", words="Kata ini"))
    ]
    assert slip[:2] == [f"Surat Ibu untuk {'T' * NAME_SHOWN_CHARS}. Kode ABC234.", "“Kata ini”"]
    assert not any("Rina" in line or "Telepon" in line for line in slip)
    with_number = [render(each, "id") for each in slip_for(asked("outside", code="A", phone="0541 000000"))]
    assert "Teleponnya: 0541 000000." in with_number


def test_every_kind_of_partner_has_a_name_and_long_names_are_cut() -> None:
    assert set(PARTNER_KINDS) == set(PartnerKind)
    assert short("Kantor") == "Kantor"
    assert short("K" * 60) == "K" * (NAME_SHOWN_CHARS - 1) + "…"
