"""A greeting, thanks and "gratis kan?" have kind answers, in many spellings."""

import pytest

from domain.reading.signals import read_signal
from handlers.smalltalk import aside_for


@pytest.mark.parametrize(
    "text, answer",
    [
        ("Assalamualaikum", "Waalaikumsalam, Bu."),
        ("ass wr wb", "Waalaikumsalam, Bu."),
        ("selamat pagi", "Salam, Bu."),
        ("halo", "Salam, Bu."),
        ("makasih ya", "Sama-sama, Bu."),
        ("suwun mbak", "Sama-sama, Bu."),
        ("ini gratis kan bu?", "Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP."),
    ],
)
def test_kind_words_have_kind_answers(text: str, answer: str) -> None:
    aside = aside_for(read_signal(text), text)
    assert aside is not None
    assert aside.message == answer


@pytest.mark.parametrize("text", ["menu", "batal", "35", "bla bla"])
def test_other_words_are_no_small_talk(text: str) -> None:
    assert aside_for(read_signal(text), text) is None
