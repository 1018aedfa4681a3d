"""Every reason has a kind sentence that says where else to ask, and none of them is about herself."""

import re

import pytest

from bot.render import render
from domain.course_fit import Why
from domain.courses import Topic
from handlers.training.fit_words import REASONS, named, reason_text, why_not

SOMEWHERE = re.compile(r"\b(JADWAL|SKRINING|PETUGAS|KETERAMPILAN|tanya pengurus)\b")


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_says_where_else(why: Why) -> None:
    said = render(why_not(why, (Topic.COOKIES, Topic.BATIK)))
    assert SOMEWHERE.search(said)
    assert not re.search(
        r"\b(Ibu (tidak|belum|bukan)|ditolak|gagal|syarat)\b", said.replace("belum tahu", "")
    )


def test_what_has_to_be_learned_is_named() -> None:
    assert "Kue kering, Membatik." in render(why_not(Why.LEARN_FIRST, (Topic.COOKIES, Topic.BATIK)))
    assert render(named((Topic.SEWING,))) == "Menjahit"


def test_why_she_left_is_kept_in_the_words_she_tapped() -> None:
    assert reason_text("far") == "Jauh, atau ongkosnya"
    assert len({each.key for each in REASONS}) == len(REASONS)
